"""What is kept of a conversation in the tab 问答: answers copied, conversations downloaded and kept in the browser, and what
readers say of answers. Only wiring; what is written comes from `ui.transcript`, `ui.talks` and `ui.judging`."""

import json
from base64 import b64encode
from datetime import date
from typing import Any

import gradio as gr

from corpus.errors import PolicybotError
from ui import judging, render, source, texts, transcript
from ui.assets import asset
from ui.bots import Bot
from ui.render import Turn

MAX_WORDS = 500
"""Characters of a reader's own words about an answer."""

FORMS = {
    "md": ("text/markdown", transcript.markdown),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", transcript.docx),
}
"""Forms of a downloaded conversation: what it is called, and how it is written."""

Judged = dict[int, tuple[bool, int]]
"""What the reader said of turns by number: helpful or not, and under which key that is kept."""


def menu() -> gr.HTML:
    """The menu of conversations; its value is the one on the page, as JSON, which its script keeps."""
    return gr.HTML(
        "", html_template=render.talks(), elem_id="talks", js_on_load=asset("talks.js"), apply_default_css=False
    )


class Keeping:
    """The components and the handlers."""

    def __init__(self, bot: Bot, turns: gr.State, judged: gr.State, chat: gr.Chatbot) -> None:
        self.bot = bot
        self._turns, self._judged, self._chat = turns, judged, chat
        self._clip = gr.Textbox(visible="hidden", elem_id="clip")
        self._file = gr.Textbox(visible="hidden", elem_id="file")
        self._number = gr.State(None)
        with gr.Column(visible=False, elem_id="judge") as self._card:
            self._reasons = gr.CheckboxGroup([], label=texts.REASON, elem_id="judge-reasons")
            with gr.Row(elem_id="judge-row"):
                self._words = gr.Textbox(
                    placeholder=texts.REASON_WORDS, label=texts.REASON_WORDS, show_label=False, container=False,
                    max_lines=1, scale=1, min_width=120,
                )  # fmt: skip
                self._send = gr.Button(
                    texts.REASON_SEND, variant="primary", scale=0, min_width=64, elem_id="judge-send"
                )
                self._close = gr.Button(texts.REASON_CLOSE, scale=0, min_width=64, elem_id="judge-close")

    def wire(self, acts: gr.HTML, talks: gr.HTML, closing: list[Any]) -> None:
        """Connect them with the links of the conversation and with its menu; `closing` are events that begin another one."""
        telling: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}
        at_once: dict[str, Any] = {
            **telling,
            "queue": False,
        }  # only what goes through the queue can tell of hints and errors
        words = json.dumps([texts.COPIED, texts.NOT_COPIED], ensure_ascii=False)
        acts.copy(self.copy, [self._turns], self._clip, **at_once).then(
            None, self._clip, None, js=f"(text) => ({asset('copied.js')})(text, ...{words})", api_visibility="private"
        )
        card = [self._card, self._reasons, self._words, self._number]
        known = [self._turns, self._judged]
        acts.like(self.judge, known, [self._judged, self._chat, *card], **telling)
        given = [self._reasons, self._words, self._number]
        gr.on(
            [self._send.click, self._words.submit], self.give_reason, [*known, *given], [self._judged, *card], **telling
        )
        gr.on([self._close.click, *closing], closed, None, card, **at_once)
        talks.download(self.export, [self._turns], self._file, **telling).then(
            None, self._file, None, js=asset("saved.js"), api_visibility="private"
        )

    def copy(self, event: gr.EventData, turns: tuple[Turn, ...]) -> str:
        """The answer that was clicked with its sources."""
        number = number_of(event, turns)
        return transcript.cited(turns[number]) if number is not None else ""

    def export(self, event: gr.EventData, turns: tuple[Turn, ...]) -> str:
        """The conversation as a file, which is JSON of its name, its kind and its bytes; "" for an empty one."""
        form = str(getattr(event, "form", ""))
        if not turns or form not in FORMS:
            gr.Info(texts.NOTHING_TO_EXPORT, title=texts.HINT)
            return ""
        kind, write = FORMS[form]
        name = f"{texts.EXPORT_NAME.format(date.today())}.{form}"
        return json.dumps({"name": name, "kind": kind, "data": b64encode(write(turns)).decode()})

    def judge(self, event: gr.EventData, turns: tuple[Turn, ...], judged: Judged) -> tuple[Any, ...]:
        """Keep that an answer was found helpful or not, and ask why."""
        number = number_of(event, turns)
        if number is None:
            return (gr.skip(),) * 6
        helpful = getattr(event, "place", None) == 1
        judged = self._kept(turns, judged, number, helpful)
        reasons = gr.CheckboxGroup(
            choices=list(texts.REASONS[helpful]),
            value=[],
            label=texts.JUDGED_WELL if helpful else texts.JUDGED_BADLY,
        )
        return judged, render.messages(turns, marks(judged)), gr.Column(visible=True), reasons, "", number

    def give_reason(
        self, turns: tuple[Turn, ...], judged: Judged, reasons: list[str], words: str, number: int | None
    ) -> tuple[Any, ...]:
        """Keep why, with what was said before it."""
        words = (words or "").strip()
        if len(words) > MAX_WORDS:
            gr.Info(texts.REASON_LIMIT.format(length=len(words), limit=MAX_WORDS), title=texts.HINT)
            return (gr.skip(),) * 5
        reason = texts.SEMICOLON.join([*reasons, *([words] if words else [])])
        if reason and number is not None and number in judged and number < len(turns):
            judged = self._kept(turns, judged, number, judged[number][0], reason)
            gr.Info(texts.REASON_KEPT, title=texts.HINT)
        return judged, *closed()

    def _kept(self, turns: tuple[Turn, ...], judged: Judged, number: int, helpful: bool, reason: str = "") -> Judged:
        before = judged.get(number)
        catalogue = self.bot.library.catalogue
        try:
            key = judging.keep(catalogue, turns, number, helpful, reason=reason, replaces=before[1] if before else None)
        except PolicybotError as exc:
            raise source.shown(exc) from exc
        return {**judged, number: (helpful, key)}


def closed() -> tuple[Any, ...]:
    """The card that asks why, put away."""
    return gr.Column(visible=False), gr.CheckboxGroup(value=[]), "", None


def marks(judged: Judged) -> dict[int, bool]:
    """Which turns were found helpful or not."""
    return {number: helpful for number, (helpful, _) in judged.items()}


def number_of(event: gr.EventData, turns: tuple[Turn, ...]) -> int | None:
    """The number of the turn that an event names, None if there is none such."""
    number = getattr(event, "turn", None)
    return number if type(number) is int and 0 <= number < len(turns) else None
