/* Runs once, in a component that is not seen: its value is what was filled in and answered in 惠企匹配, as JSON. It stands in this
   browser alone, and a page that is loaded again goes on with it. */
const KEY = "policybot-match";
watch("value", () => {
  try {
    if (props.value) localStorage.setItem(KEY, props.value); else localStorage.removeItem(KEY);
  } catch { /* full, or a browser that keeps nothing */ }
});
let kept = null;
try { kept = localStorage.getItem(KEY); } catch { /* a browser that keeps nothing */ }
if (kept) trigger("apply", { data: kept });
