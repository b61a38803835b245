/* Runs once in the chart's and in the table's component: a figure asks for its source, a head for its order. */
element.addEventListener("click", (event) => {
  const find = (selector) => event.target.closest && event.target.closest(selector);
  const figure = find("a.pb-open");
  const place = figure && /#target-(\d+)-(\d+)-(\d+)$/.exec(figure.getAttribute("href"));
  const head = find("button[data-sort]");
  if (place) trigger("select", { document: Number(place[1]), start: Number(place[2]), end: Number(place[3]) });
  else if (head) trigger("edit", { column: head.dataset.sort });
  else if (find("button[data-more]")) trigger("expand", {});
});
watch("value", () => document.dispatchEvent(new Event("pb-rendered")));
