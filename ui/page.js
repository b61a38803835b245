/* Runs once, in the source panel's component. What was opened is marked, and "back" returns to it. A click on a mark of
   an answer asks for its source here; a figure's own component asks for it itself (targets.js). */
let opened = null;
const OPENERS = "a.pb-cite, a.pb-open";
const same = () => [...document.querySelectorAll(OPENERS)].filter((link) => link.getAttribute("href") === opened);
const show = () => {
  document.querySelectorAll("a[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  same().forEach((link) => link.setAttribute("aria-current", "true"));
};
document.addEventListener("pb-rendered", show);
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a");
  if (!link) return;
  const href = link.getAttribute("href") || "";
  if (link.matches(OPENERS)) {
    event.preventDefault();
    opened = href;
    show();
    const mark = /^#cite-(\d+)-(\d+)$/.exec(href);
    if (mark) {
      event.stopPropagation();
      trigger("select", { turn: Number(mark[1]), marker: Number(mark[2]) });
    }
  } else if (href === "#back") {
    event.preventDefault();
    const from = same().find((candidate) => candidate.offsetParent) || same()[0];
    if (from) {
      from.scrollIntoView({ block: "center" });
      from.focus({ preventScroll: true });
    }
  }
}, true);
watch("value", () => requestAnimationFrame(() => {
  const place = element.querySelector("#hit") || element.querySelector(".pb-document");
  if (place) place.scrollIntoView({ block: place.id === "hit" ? "center" : "nearest" });
}));
