/* Runs once in the component that shows the result of matching. A clause asks for its source; what is said of a clause, an
   answer to the question, and what is taken back go to the page's handlers. What was unfolded and where one was stays so in the
   next result; what is wrong with a field stands beside it; and how many were found is told to who cannot see it. */
const all = (selector, within = element) => [...within.querySelectorAll(selector)];
const live = document.createElement("p");
live.className = "pb-unseen";
live.setAttribute("role", "status");
element.parentElement.append(live);
let folds = new Map(), was = null;

const remember = (button) => {
  folds = new Map(all("[data-fold]").map((each) => [each.dataset.fold, each.open]));
  const said = button.closest("[data-key]");
  const card = button.closest("[data-fold]");
  if (said) was = { key: said.dataset.key, said: button.dataset.said, card: card && card.dataset.fold };
  else was = card && card.matches(".pb-card") ? { card: card.dataset.fold } : { question: true };
};
const answer = (button, words) => { remember(button); trigger("submit", { answer: words }); };

element.addEventListener("click", (event) => {
  const find = (selector) => event.target.closest && event.target.closest(selector);
  const clause = find("a.pb-open");
  const place = clause && /#target-(\d+)-(\d+)-(\d+)$/.exec(clause.getAttribute("href"));
  if (place) return trigger("select", { document: Number(place[1]), start: Number(place[2]), end: Number(place[3]) });
  const button = find("button");
  if (!button) return;
  if (button.dataset.all) { remember(button); trigger("edit", { card: button.closest(".pb-card").dataset.fold, said: button.dataset.all }); }
  else if (button.dataset.said) { remember(button); trigger("edit", { key: button.closest("[data-key]").dataset.key, said: button.dataset.said }); }
  else if (button.dataset.answer) answer(button, button.dataset.answer);
  else if (button.dataset.forget) {
    remember(button);
    const what = button.dataset.forget;
    trigger("delete", what === "all" ? {} : what === "skipped" ? { skipped: true } : { place: Number(what) });
  }
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const line = form.querySelector('input[type="text"]');
  const button = form.querySelector('button[type="submit"]');
  if (form.dataset.card) {
    remember(button);
    return trigger("apply", { card: form.dataset.card, fact: form.dataset.fact, figure: line.value.trim() });
  }
  const words = line ? line.value.trim() : all("input:checked", form).map((box) => box.value).join("、");
  if (words) answer(button, words);
  else (line || form.querySelector("input")).focus();
});

/* what is wrong goes to its field, and away again with the next result */
const fields = () => document.querySelector("#match-fields");
const complain = () => {
  all(".pb-field-problem", fields()).forEach((each) => each.remove());
  all("[aria-invalid]", fields()).forEach((each) => { each.removeAttribute("aria-invalid"); each.removeAttribute("aria-describedby"); });
  let first = null;
  for (const told of all(".pb-problems [data-field]")) {
    const block = document.querySelector(`#match-field-${told.dataset.field}`);
    if (!block) continue;
    const words = document.createElement("p");
    words.className = "pb-field-problem";
    words.id = `match-problem-${told.dataset.field}`;
    words.textContent = told.textContent;
    const fold = block.closest(".pb-fold");
    if (fold && !block.offsetParent) fold.querySelector(".label-wrap").click();
    block.append(words);
    const input = block.querySelector("input, textarea");
    if (!input) continue;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", words.id);
    first = first || input;
  }
  if (first) first.focus();
};
const restore = () => {
  for (const each of all("[data-fold]")) if (folds.has(each.dataset.fold)) each.open = folds.get(each.dataset.fold);
  if (!was) return;
  const again = was.question
    ? element.querySelector(".pb-next button, .pb-next input")
    : !was.key ? element.querySelector(`[data-fold="${was.card}"] > summary`)
    : all(`[data-key="${was.key}"] [data-said="${was.said}"]`).sort((a, b) => inCard(b) - inCard(a))[0];
  if (again) {
    for (let fold = again.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    again.focus({ preventScroll: true });
    again.scrollIntoView({ block: "nearest" });
  }
};
const inCard = (button) => Number(Boolean(button.closest(`[data-fold="${was.card}"]`)));
const announce = () => {
  const head = element.querySelector("[data-announce]") || element.querySelector(".pb-next-words");
  live.textContent = head ? head.textContent : "";
};
document.addEventListener("pb-matched", () => requestAnimationFrame(() => {
  was = null;
  if (element.querySelector(".pb-problems")) return;
  announce();
  const result = document.querySelector("#match-result");
  result.scrollTop = 0;
  result.scrollIntoView({ block: "start" });  /* on a phone it stands below the form */
}));
watch("value", () => requestAnimationFrame(() => {
  document.dispatchEvent(new Event("pb-rendered"));
  complain();
  if (was) { restore(); announce(); }
  was = null;
}));
