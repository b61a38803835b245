/* Runs once when the page is there: the link to the other language keeps the open tab, which this one opens. */
() => {
  const link = document.querySelector("#masthead a.pb-language");
  document.documentElement.lang = link.dataset.page;  /* again: the framework has set the browser's own */
  const open = /^#tab-[a-z]+$/.test(location.hash) && document.getElementById(`${location.hash.slice(1)}-button`);
  if (open) open.click();
  link.addEventListener("click", () => {
    const chosen = document.querySelector('#tabs [role="tab"][aria-selected="true"]');
    link.hash = chosen ? chosen.id.replace(/-button$/, "") : "";
  });
}
