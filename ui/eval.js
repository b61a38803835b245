/* Runs once in the list of evaluations and in the one shown: a quote asks for its source, a run to be shown or compared. */
element.addEventListener("click", (event) => {
  const find = (selector) => event.target.closest && event.target.closest(selector);
  const quote = find("a.pb-open");
  const place = quote && /#quote-([0-9a-f]+)-(\d+)-(\d+)$/.exec(quote.getAttribute("href"));
  const run = find("button[data-show], button[data-against]");
  if (place) trigger("select", { document: place[1], start: Number(place[2]), end: Number(place[3]) });
  else if (run) trigger("edit", { show: run.dataset.show, against: run.dataset.against });
});
watch("value", () => document.dispatchEvent(new Event("pb-rendered")));
