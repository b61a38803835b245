/* Runs after an answer: brings the question it answers to the top of the conversation. */
() => setTimeout(() => {
  const asked = [...document.querySelectorAll("#chat .user-row")].pop();
  const scroller = asked && asked.closest(".bubble-wrap");
  if (scroller) scroller.scrollTo({ top: asked.offsetTop - scroller.offsetTop - 16, behavior: "instant" });
}, 50)
