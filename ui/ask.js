/* Runs once, in a component of the tab 问答 that is not seen. A link "#do-<what>-<turn>-<place>" of the conversation asks for
   what it says; a new question comes to the top; and keys do what they do elsewhere. */
const find = (selector) => document.querySelector(selector);
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('#chat a[href^="#do-"]');
  const wanted = link && /^#do-([a-z]+)-(\d+)(?:-(\d+))?$/.exec(link.getAttribute("href"));
  if (!wanted) return;
  event.preventDefault();
  event.stopPropagation();
  trigger(wanted[1], { turn: Number(wanted[2]), place: Number(wanted[3] || 0) });
}, true);

let rows = 0;
new MutationObserver(() => {
  const all = document.querySelectorAll("#chat .user-row");
  const scroller = all.length > rows && all[all.length - 1].closest(".bubble-wrap");
  rows = all.length;
  if (scroller) {
    const asked = all[rows - 1];
    requestAnimationFrame(() => scroller.scrollTo({ top: asked.offsetTop - scroller.offsetTop - 16, behavior: "instant" }));
  }
}).observe(document.body, { childList: true, subtree: true });

const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  const box = find("#question textarea");
  if (event.isComposing) {
    if (event.key === "Enter") event.stopPropagation();  /* it ends a word of the input method, not the question */
  } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    if (!box || !box.offsetParent) return;
    event.preventDefault();
    box.focus();
  } else if (event.key === "Escape") {
    const stop = find("#stop");
    if (stop && stop.offsetParent) stop.click();
    else document.dispatchEvent(new Event("pb-escape"));
  }
}, true);
