/* Runs once when the page is there: the link to the other language keeps the open tab, which this one opens. */
() => {
  const open = /^#tab-[a-z]+$/.test(location.hash) && document.getElementById(`${location.hash.slice(1)}-button`);
  if (open) open.click();
  const link = document.querySelector("#masthead a.pb-language");
  link.addEventListener("click", () => {
    const chosen = document.querySelector('#tabs [role="tab"][aria-selected="true"]');
    link.hash = chosen ? chosen.id.replace(/-button$/, "") : "";
  });
}
