/* Runs once in the filters' and once in the list's component. The form and the list's own attributes are what is asked for; only
   the list's component asks. */
const root = document.getElementById("tab-documents");
const isList = Boolean(element.closest("#doc-list"));
const form = () => document.getElementById("doc-filters");
const field = (name) => (form() && form().elements[name] ? form().elements[name].value : "");
const look = (change) => {
  const held = element.querySelector(".pb-documents");
  trigger("edit", {
    ...Object.fromEntries(["text", "region", "kind", "status", "day"].map((name) => [name, field(name)])),
    column: held ? held.dataset.column : "title",
    descending: held ? held.dataset.descending === "1" : false,
    page: 0,
    ...change,
  });
};

if (isList) {
  document.addEventListener("pb-look", () => look({}));
  document.addEventListener("pb-library-changed", () => {
    const held = element.querySelector(".pb-documents");
    look({ page: held ? Number(held.dataset.page) : 0 });
  });
  document.addEventListener("pb-open-document", (event) => {
    if (document.querySelector(`.pb-detail[data-id="${event.detail}"]`)) root.dataset.view = "detail";  /* else when it is there */
    const wide = matchMedia("(min-width: 861px)").matches;  /* else the source lies below, and would be scrolled to */
    trigger("select", { id: event.detail, day: field("day"), wide });
  });
  element.addEventListener("click", (event) => {
    const find = (selector) => event.target.closest && event.target.closest(selector);
    const head = find("button[data-sort]");
    const page = find("button[data-page]");
    const link = find('a[href^="#document-"]');
    const held = element.querySelector(".pb-documents");
    if (head) {
      const again = held.dataset.column === head.dataset.sort && held.dataset.descending !== "1";
      look({ column: head.dataset.sort, descending: again });
    } else if (page) {
      look({ page: Number(page.dataset.page) });
      element.scrollIntoView({ block: "start" });
    } else if (link) {
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("pb-open-document", { detail: link.getAttribute("href").slice(10) }));
    }
  });
  watch("value", () => document.dispatchEvent(new Event("pb-rendered")));
} else {
  let waiting = 0;
  let held = {};
  const soon = (milliseconds) => {
    clearTimeout(waiting);
    held = Object.fromEntries(new FormData(form()));
    waiting = setTimeout(() => document.dispatchEvent(new Event("pb-look")), milliseconds);
  };
  element.addEventListener("submit", (event) => event.preventDefault());
  element.addEventListener("input", (event) => soon(event.target.name === "text" ? 250 : 0));
  watch("value", () => {  /* the choices were made anew: what was chosen stays */
    const chosen = Object.entries(held).filter(([name, value]) => form() && form().elements[name] && value);
    chosen.forEach(([name, value]) => { form().elements[name].value = value; });
    if (chosen.length) document.dispatchEvent(new Event("pb-look"));
  });
}
