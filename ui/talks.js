/* Runs once, in the menu of conversations. They stand in this browser alone; the value of the component is the one on the
   page, as JSON. Every write reads what is there first, so that two windows keep both of theirs. A window that is loaded again
   goes on with the one that it showed. */
const KEY = "policybot-talks", SHOWN = "policybot-talk", MOST = 30;
const menu = element.querySelector("details"), list = element.querySelector("ul");
const words = menu.dataset;
const fresh = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
let id = fresh();

const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((each) => each && typeof each.data === "string" && typeof each.id === "string") : [];
  } catch { return []; }
};
const write = (kept) => {
  for (let left = kept.slice(0, MOST); ; left = left.slice(0, -1)) {
    try {
      if (left.length) localStorage.setItem(KEY, JSON.stringify(left)); else localStorage.removeItem(KEY);
      return;
    } catch { if (!left.length) return; }  /* full: the oldest goes; or the browser keeps nothing at all */
  }
};
const remember = () => {
  try {
    if (props.value) sessionStorage.setItem(SHOWN, id); else sessionStorage.removeItem(SHOWN);
  } catch { /* a browser that keeps nothing */ }
};
const take = (each) => {
  id = each.id;
  trigger("apply", { data: each.data });
};
const button = (text, name, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.className = name;
  made.addEventListener("click", act);
  return made;
};
const show = () => {
  const kept = read();
  list.replaceChildren(...kept.map((each) => {
    const item = document.createElement("li");
    const open = button(String(each.title), "pb-talk", () => {
      menu.open = false;
      take(each);
    });
    const day = document.createElement("span");
    day.textContent = new Date(each.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
    open.append(day);
    if (each.id === id) open.setAttribute("aria-current", "true");
    const forget = button("×", "pb-forget", () => { write(read().filter((other) => other.id !== each.id)); show(); });
    forget.setAttribute("aria-label", `${words.delete} ${each.title}`);
    item.append(open, forget);
    return item;
  }));
  element.querySelector(".pb-none").hidden = kept.length > 0;
  element.querySelector(".pb-forget-all").hidden = kept.length === 0;
};
menu.addEventListener("toggle", () => menu.open && show());
element.querySelector(".pb-forget-all").addEventListener("click", () => { write([]); show(); });
element.querySelectorAll("[data-export]").forEach((each) => each.addEventListener("click", () => {
  menu.open = false;
  trigger("download", { form: each.dataset.export });
}));
document.addEventListener("click", (event) => { if (menu.open && !event.composedPath().includes(menu)) menu.open = false; });
document.addEventListener("pb-escape", () => {
  if (!menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
watch("value", () => {
  if (!props.value) id = fresh();
  remember();
  if (!props.value) return;
  const rest = read().filter((each) => each.id !== id);
  write([{ id, at: Date.now(), title: JSON.parse(props.value).title, data: props.value }, ...rest]);
});
let shown = null;
try { shown = sessionStorage.getItem(SHOWN); } catch { /* a browser that keeps nothing */ }
const before = shown && read().find((each) => each.id === shown);
if (before) take(before);
