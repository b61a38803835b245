/* Runs once, in the source panel's component. What was opened is marked, and "back" returns to it. A click on a mark of
   an answer asks for its source here; a figure's own component asks for it itself (targets.js). On a phone the panel lies
   over the page while the desk has the class pb-reading. */
let opened = null, clicked = null;
const OPENERS = "a.pb-cite, a.pb-open";
const desk = () => document.querySelector("#desk");
const reading = (on) => desk().classList.toggle("pb-reading", on);
const same = () => [...document.querySelectorAll(OPENERS)].filter((link) => link.getAttribute("href") === opened);
const show = () => {
  document.querySelectorAll("a[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  same().forEach((link) => link.setAttribute("aria-current", "true"));
};
const back = () => {
  reading(false);
  const from = clicked && clicked.isConnected ? clicked : same().find((candidate) => candidate.offsetParent) || same()[0];
  if (!from) return;
  from.scrollIntoView({ block: "center" });
  from.focus({ preventScroll: true });
};
const arrive = () => {
  const place = element.querySelector("#hit") || element.querySelector(".pb-document");
  if (place) place.scrollIntoView({ block: place.id === "hit" ? "center" : "nearest" });
  const sheet = place && place.closest(".pb-sheet");
  if (sheet) sheet.scrollLeft = Math.max(0, place.offsetLeft - sheet.clientWidth / 2);
};
const jump = (link) => {
  const place = element.querySelector(`[id="${link.getAttribute("href").slice(1)}"]`);
  if (!place) return;
  link.closest("details").open = false;
  place.scrollIntoView({ block: "start" });
  element.querySelector(".pb-body").focus({ preventScroll: true });
};
document.addEventListener("pb-rendered", show);
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a");
  if (!link) return;
  const href = link.getAttribute("href") || "";
  if (link.matches(OPENERS)) {
    event.preventDefault();
    if (href === opened && element.querySelector(".pb-document")) { reading(true); arrive(); }
    opened = href;
    clicked = link;
    show();
    const mark = /^#cite-(\d+)-(\d+)$/.exec(href);
    if (mark) {
      event.stopPropagation();
      trigger("select", { turn: Number(mark[1]), marker: Number(mark[2]) });
    }
  } else if (href === "#back") {
    event.preventDefault();
    back();
  } else if (element.contains(link) && href.startsWith("#at-")) {
    event.preventDefault();
    jump(link);
  }
}, true);
document.addEventListener("pb-escape", () => desk().classList.contains("pb-reading") && back());
watch("value", () => requestAnimationFrame(() => {
  const there = Boolean(element.querySelector(".pb-document"));
  reading(there);
  if (!there) { opened = null; show(); return; }
  arrive();
  const close = element.querySelector(".pb-back");
  if (close && close.offsetParent) close.focus({ preventScroll: true });
}));
