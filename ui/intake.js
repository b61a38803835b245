/* Runs once in the component of uploads: files go to the API in one request, and each has a line that tells what became of it. */
const POLL = 400;
const zone = () => element.querySelector(".pb-intake");
const words = () => JSON.parse(zone().dataset.words);
const fill = (text, ...values) => values.reduce((held, value) => held.replace("{}", value), text);
const state = (text, bad) => {
  const place = element.querySelector(".pb-intake-state");
  place.textContent = text;
  place.classList.toggle("pb-bad", Boolean(bad));
};
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const make = (tag, name, text) => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
};

/* A line of a file: its name, how it stands, what there is to say, the documents that it gave. */
const row = (file, standing) => {
  const said = words();
  const line = make("li", `pb-sent-${standing}`, "");
  line.append(make("b", "", file.name), make("span", "pb-standing", said[standing] || standing));
  if (file.detail) line.append(make("small", "", file.detail));
  for (const each of file.documents || []) {
    const link = make("a", "pb-other", `《${each.title}》`);
    link.href = `#document-${each.id}`;
    line.append(link);
  }
  return line;
};
const list = (files) => element.querySelector(".pb-sent").replaceChildren(...files);

const post = (files) => new Promise((resolve, reject) => {
  const form = new FormData();
  files.forEach((file) => form.append("files", file, file.name));
  const request = new XMLHttpRequest();
  request.open("POST", "/api/documents");
  request.upload.onprogress = (event) =>
    state(fill(words().sending, Math.floor((100 * event.loaded) / (event.total || 1))));
  request.onerror = () => reject(new Error(words().broken));
  request.onload = () => {
    let reply = {};
    try { reply = JSON.parse(request.responseText); } catch { /* a proxy's own page */ }
    if (request.status === 202) resolve(reply);
    else reject(new Error(reply.error || words().broken));
  };
  request.send(form);
});

const show = (batch) => {
  const next = batch.files.findIndex((file) => !file.outcome);
  list(batch.files.map((file, at) => row(file, file.outcome || (at === next ? "reading" : "waiting"))));
  if (!batch.finished) return state(fill(words().progress, batch.done, batch.files.length));
  const bad = batch.files.filter((file) => file.outcome === "failed").length;
  return state(fill(words().done, batch.files.length - bad, bad));
};

const follow = async (batch) => {
  let held = batch;
  let told = 0;
  show(held);
  while (!held.finished) {
    await pause(POLL);
    const reply = await fetch(`/api/documents/uploads/${batch.id}`).catch(() => null);
    if (reply && reply.status === 404) throw new Error(words().gone);
    if (!reply || !reply.ok) continue;  /* it goes on without us: ask again */
    held = await reply.json();
    show(held);
    if (held.done > told) document.dispatchEvent(new Event("pb-library-changed"));
    told = held.done;
  }
  document.dispatchEvent(new Event("pb-library-changed"));
};

let busy = false;
const send = async (files) => {
  if (busy || !files.length) return;
  const limits = zone().dataset;
  if (files.length > Number(limits.files)) return state(fill(words().many, limits.files), true);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (bytes > Number(limits.bytes)) return state(fill(words().large, Number(limits.bytes) / 1e6), true);
  busy = true;
  zone().classList.add("pb-busy");
  list(files.map((file) => row(file, "waiting")));
  try { await follow(await post(files)); } catch (error) { state(error.message, true); }
  busy = false;
  zone().classList.remove("pb-busy");
};

element.addEventListener("change", (event) => {
  const files = [...event.target.files];
  event.target.value = "";  /* so that the same file can be chosen again, mended */
  send(files);
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  element.addEventListener(kind, (event) => {
    const drop = event.target.closest && event.target.closest(".pb-drop");
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle("pb-over", kind === "dragover");
    if (kind === "drop") send([...event.dataTransfer.files]);
  });
}
element.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a.pb-other");
  if (!link) return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("pb-open-document", { detail: link.getAttribute("href").slice(10) }));
});
