/* Puts a text on the clipboard, also where the page is not served securely; says how that went. */
async (text, done, failed) => {
  const told = (words) => {
    const said = document.createElement("div");
    said.className = "pb-told";
    said.setAttribute("role", "status");
    said.textContent = words;
    document.querySelector(".gradio-container").append(said);
    setTimeout(() => said.remove(), 2500);
  };
  try {
    await navigator.clipboard.writeText(text);
    told(done);
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    box.style.cssText = "position:fixed;opacity:0";
    document.body.append(box);
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    told(copied ? done : failed);
  }
}
