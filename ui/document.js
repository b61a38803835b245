/* Runs once in the component of one document: places open at the side, changes go to the API, and what they made is shown. */
const root = document.getElementById("tab-documents");
const own = () => element.querySelector(".pb-detail");
const day = () => (document.querySelector('#doc-filters [name="day"]') || {}).value || "";
let news = "";  /* what was done last: said now, and again where the document is shown anew because of it */
const say = (place, words, bad) => {
  place.textContent = words;
  place.classList.toggle("pb-bad", Boolean(bad));
};

/* Asks the API; an error is a sentence to show. */
const ask = async (method, path, body) => {
  const options = { method, headers: { "content-type": "application/json" } };
  if (body !== undefined) options.body = JSON.stringify(body);
  const reply = await fetch(`/api/documents/${own().dataset.id}${path}`, options);
  const data = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(data.error || `${reply.status}`);
  return data;
};

const changed = (id) => {
  trigger("edit", { id, day: day() });
  document.dispatchEvent(new Event("pb-library-changed"));
};

const back = () => {
  root.dataset.view = "list";
  const from = document.querySelector(`#doc-list a[href="#document-${own() ? own().dataset.id : ""}"]`);
  if (from) from.focus();
};

const correct = async (form, value) => {
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => { button.disabled = true; });
  news = "";
  try {
    changed((await ask("PATCH", "", { field: form.dataset.field, value })).id);
  } catch (error) {
    say(form.querySelector(".pb-bad"), error.message, true);
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
  }
};

const act = async (button, work) => {
  const said = own().querySelector(".pb-said");
  button.disabled = true;
  news = "";
  try { await work(said); } catch (error) { say(said, error.message, true); }
  button.disabled = false;
};

element.addEventListener("submit", (event) => {
  event.preventDefault();
  correct(event.target, event.target.elements.value.value);
});
element.addEventListener("click", (event) => {
  const find = (selector) => event.target.closest && event.target.closest(selector);
  const place = find("a.pb-open") && /^#doc-([0-9a-f]{16})-(\d+)-(\d+)$/.exec(find("a.pb-open").getAttribute("href"));
  const other = find("a.pb-other");
  const reread = find("button[data-reread]");
  if (place) trigger("select", { id: place[1], start: Number(place[2]), end: Number(place[3]) });
  else if (other) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("pb-open-document", { detail: other.getAttribute("href").slice(10) }));
  } else if (find("a[data-back]")) {
    event.preventDefault();
    back();
  } else if (find("button[data-undo]")) correct(find("form"), null);
  else if (reread) {
    act(reread, async (said) => {
      say(said, reread.dataset.busy);
      const { id, detail } = await ask("POST", "/reread");
      news = reread.dataset.done + detail;
      say(said, news);
      changed(id);
    });
  } else if (find("button[data-remove]")) {
    act(find("button[data-remove]"), async () => {
      await ask("DELETE", "");
      document.dispatchEvent(new Event("pb-library-changed"));
      back();
    });
  }
});
let shown = "";
watch("value", () => {
  if (own() && own().dataset.id !== shown) {
    root.dataset.view = "detail";
    own().scrollIntoView({ block: "start" });
    shown = own().dataset.id;
    news = "";
  }
  document.dispatchEvent(new Event("pb-rendered"));
  const said = element.querySelector(".pb-said");
  if (said && news) say(said, news);
});
