/* Runs once when the page is there: the tab, a document opened in it and, on a phone, the source over it are places in the
   browser's history, so that Back closes what lies on top and then returns to the tab before, and to where one was in it. The
   link to the other language keeps the open tab, which this one opens. */
() => {
  const link = document.querySelector("#masthead a.pb-language");
  const desk = document.querySelector("#desk");
  const detail = () => document.querySelector('#tab-documents[data-view="detail"]');
  const phone = matchMedia("(max-width: 860px)");
  document.documentElement.lang = link.dataset.page;  /* again: the framework has set the browser's own */
  const chosen = () => document.querySelector('#tabs [role="tab"][aria-selected="true"]');
  const tab = () => (chosen() ? chosen().id.replace(/-button$/, "") : "");
  const choose = (name) => {
    const button = document.getElementById(`${name}-button`);
    if (button && tab() !== name) button.click();
  };
  const parts = () => ({
    tab: tab(),
    document: tab() === "tab-documents" && Boolean(detail()),
    source: phone.matches && desk.classList.contains("pb-reading"),
  });
  const heights = new Map();  /* of each tab how far the page was scrolled: on a phone all tabs share the page's one scroll */
  let last = tab();
  const leave = () => heights.set(tab(), scrollY);
  const stand = () => {
    if (!tab() || tab() === last) return;
    last = tab();
    const height = heights.get(last) || 0;
    requestAnimationFrame(() => requestAnimationFrame(() => { if (tab() === last) scrollTo({ top: height, behavior: "instant" }); }));
  };
  const same = (one, other) => Boolean(one && other) && JSON.stringify(one) === JSON.stringify(other);
  const address = () => `#${tab()}`;
  const open = /^#(tab-[a-z]+)$/.exec(location.hash);
  const first = open && document.getElementById(`${open[1]}-button`) ? { ...parts(), tab: open[1] } : parts();
  let arriving = first;  /* the place that the address or Back leads to, until the page has come there */
  const arrived = () => { arriving = null; moved(); };
  const moved = () => {
    stand();
    const now = parts();
    const state = history.state || {};
    if (!now.tab || same(now, state.place)) { if (now.tab) arriving = null; return; }
    if (arriving) return;
    if (same(now, state.before)) history.back();  /* closed by its own control */
    else history.pushState({ place: now, before: state.place }, "", address());
  };
  addEventListener("popstate", (event) => {
    const place = event.state && event.state.place;
    if (!place) return;
    leave();
    arriving = place;
    if (!place.source && desk.classList.contains("pb-reading")) document.dispatchEvent(new Event("pb-escape"));
    if (!place.document && tab() === "tab-documents" && detail()) detail().querySelector("a[data-back]").click();
    choose(place.tab);
    moved();
    setTimeout(arrived, 500);  /* what cannot be opened again (a source) is a place no more */
  });
  addEventListener("hashchange", () => {  /* typed into the address bar: a place that the history has not met */
    const asked = /^#(tab-[a-z]+)$/.exec(location.hash);
    if (asked && !(history.state && history.state.place)) {
      history.replaceState({ place: { ...parts(), tab: asked[1] } }, "");
      choose(asked[1]);
    }
  });
  new MutationObserver(moved).observe(document.getElementById("tabs"), {
    subtree: true, attributes: true, attributeFilter: ["aria-selected", "data-view"],
  });
  new MutationObserver(moved).observe(desk, { attributes: true, attributeFilter: ["class"] });
  history.scrollRestoration = "manual";  /* the page itself returns to what was clicked */
  history.replaceState({ place: first }, "");
  choose(first.tab);
  moved();
  if (arriving) setTimeout(arrived, 2000);
  document.getElementById("tabs").addEventListener("click", (event) => event.target.closest('[role="tab"]') && leave(), true);
  link.addEventListener("click", () => { link.hash = tab(); });
}
