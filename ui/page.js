/* Runs once, in the source panel's component. A click on a mark asks for its source; "back" returns to that mark. */
let opened = null;
const find = (href) => document.querySelector(`#chat a.pb-cite[href="${href}"]`);
const current = (href) => {
  document.querySelectorAll("#chat a.pb-cite[aria-current]").forEach((mark) => mark.removeAttribute("aria-current"));
  document.querySelectorAll(`#chat a.pb-cite[href="${href}"]`).forEach((mark) => mark.setAttribute("aria-current", "true"));
};
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a");
  const href = link ? link.getAttribute("href") || "" : "";
  const mark = /#cite-(\d+)-(\d+)$/.exec(href);
  if (mark) {
    event.preventDefault();
    event.stopPropagation();
    opened = href;
    current(href);
    trigger("select", { turn: Number(mark[1]), marker: Number(mark[2]) });
  } else if (href === "#back") {
    event.preventDefault();
    const from = opened && find(opened);
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
