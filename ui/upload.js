/* Runs once in a component that holds `ui.uploads.field`: a chosen or dropped file goes to the server, and the
   component's event `upload` tells that it has arrived, `clear` that it has not. */
const field = (event) => event.target.closest && event.target.closest(".pb-upload");

const say = (label, words, bad) => {
  const state = label.querySelector(".pb-upload-state");
  state.textContent = words;
  state.classList.toggle("pb-bad", Boolean(bad));
};

const refuse = (label, file) => {
  const suffixes = label.querySelector("input").accept.split(",");
  if (!suffixes.some((suffix) => file.name.toLowerCase().endsWith(suffix))) return label.dataset.suffix;
  return file.size > Number(label.dataset.most) ? label.dataset.large : "";
};

const post = (label, file) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open("POST", `api/uploads?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("x-policybot-upload", "1");
  request.setRequestHeader("content-type", "application/octet-stream");
  request.upload.onprogress = (event) =>
    say(label, `${label.dataset.sending} ${file.name} ${Math.round((100 * event.loaded) / (event.total || 1))}%`);
  request.onerror = () => reject(new Error(label.dataset.failed));
  request.onload = () => {
    let reply = {};
    try { reply = JSON.parse(request.responseText); } catch { /* a proxy's own page */ }
    if (request.status === 201) resolve(reply.token);
    else reject(new Error(reply.error || label.dataset.failed));
  };
  request.send(file);
});

const fail = (label, words) => {
  say(label, words, true);
  trigger("clear", {});
};

const send = async (label, file) => {
  const wrong = file && refuse(label, file);
  if (wrong) fail(label, wrong.replace("{}", file.name));
  if (!file || wrong) return;
  try {
    const token = await post(label, file);
    say(label, "");
    trigger("upload", { token });
  } catch (error) { fail(label, error.message); }
};

element.addEventListener("change", (event) => {
  const label = field(event);
  if (!label) return;
  const [file] = event.target.files;
  event.target.value = "";  /* so that the same file can be chosen again, mended */
  send(label, file);
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  element.addEventListener(kind, (event) => {
    const label = field(event);
    if (!label) return;
    event.preventDefault();
    label.classList.toggle("pb-over", kind === "dragover");
    if (kind === "drop") send(label, event.dataTransfer.files[0]);
  });
}
