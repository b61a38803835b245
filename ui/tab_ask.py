"""The tab 问答: a conversation. Only wiring; what is shown comes from `ui.render`."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from corpus.errors import PolicybotError
from index.catalogue import Filters
from ui import render, source, texts
from ui.assets import asset
from ui.bots import Bot, Offered
from ui.models import MAX_QUESTION
from ui.render import Turn

CONCURRENT = 4
"""Questions answered at the same time; others wait in line."""

MAX_EXAMPLES = 4
"""Example questions shown: what fits above the question box on a phone."""

Replies = tuple[str, tuple[Turn, ...], list[dict[str, str]], str]
"""What stays in the question box, the conversation, its messages, and the source panel."""

Skip = dict[str, Any]
"""gradio's word for "all stays as it is"."""


class Conversation:
    """Handlers of the tab's events. A conversation is a tuple of turns; gradio keeps one for every open page."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    def ask(
        self, question: str, turns: tuple[Turn, ...], region: str, issuer: str, year: int, kind: str
    ) -> Replies | Skip:
        asked = question.strip()
        if hint := render.hint(asked, MAX_QUESTION):
            gr.Info(hint, title=texts.HINT)
            skip: Skip = gr.skip()
            return skip
        filters = chosen(region, issuer, year, kind)
        history = tuple(turn.answer.question for turn in turns)
        try:
            answer = self.bot.ask(asked, history=history, filters=filters or None)
        except PolicybotError as exc:
            raise source.shown(exc) from exc
        turns = (*turns, Turn(answer, filters))
        return "", turns, render.messages(turns), render.empty_panel()  # the source of another answer would mislead

    def ask_example(
        self, event: gr.SelectData, turns: tuple[Turn, ...], region: str, issuer: str, year: int, kind: str
    ) -> Replies | Skip:
        return self.ask(str(event.value["text"]), turns, region, issuer, year, kind)

    def open_source(self, event: gr.EventData, turns: tuple[Turn, ...]) -> str:
        """The source panel for the mark that was clicked."""
        return source.show(self.bot, render.cited(turns, event.turn, event.marker))


def chosen(region: str, issuer: str, year: int, kind: str) -> Filters:
    """Filters from the values of the dropdowns, "" and 0 meaning any."""
    return Filters(region=region or None, issuer=issuer or None, year=year or None, kind=kind or None)


def build(bot: Bot, tab: gr.Tab, panel: gr.HTML) -> None:  # noqa: ARG001 - the same for every tab
    """Fill the tab."""
    conversation = Conversation(bot)
    turns = gr.State(())
    new = gr.Button(texts.NEW, elem_id="new", scale=0, min_width=72)
    chat = _chat(bot.examples())
    with gr.Row(elem_id="ask"):
        question = gr.Textbox(
            lines=1, max_lines=5, placeholder=texts.QUESTION_PLACEHOLDER, label=texts.QUESTION_LABEL,
            show_label=False, container=False, autofocus=True, elem_id="question", scale=1,
        )  # fmt: skip
        send = gr.Button(texts.SEND, variant="primary", elem_id="send", scale=0, min_width=72)
    filters = _filters(bot.choices())
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    asking: dict[str, Any] = {
        **private, "outputs": [question, turns, chat, panel], "concurrency_limit": CONCURRENT, "concurrency_id": "ask",
    }  # fmt: skip
    for asked in (
        gr.on([question.submit, send.click], conversation.ask, [question, turns, *filters], **asking),
        chat.example_select(conversation.ask_example, [turns, *filters], **asking),
    ):
        asked.success(None, js=asset("asked.js"), api_visibility="private")
    panel.select(conversation.open_source, [turns], [panel], queue=False, **private)
    gr.on(
        [new.click, chat.clear],
        lambda: ("", (), [], render.empty_panel()),
        None,
        [question, turns, chat, panel],
        queue=False,
        **private,
    )


def _chat(examples: Sequence[str]) -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="chat", label=texts.CHAT_LABEL, show_label=False, container=False, height=None, layout="bubble",
        placeholder=render.welcome(), examples=[{"text": text} for text in examples[:MAX_EXAMPLES]],
        buttons=[], latex_delimiters=[], autoscroll=False, allow_tags=False, sanitize_html=True, feedback_options=None,
    )  # fmt: skip


def _filters(offered: Offered) -> list[gr.Dropdown]:
    """The folded filters, in the order that `chosen` takes their values."""
    with gr.Accordion(texts.FILTERS, open=False, elem_id="filters") as fold, gr.Row():
        years = [(texts.YEAR_OF.format(year), year) for year in offered.years]
        boxes = [
            gr.Dropdown([(texts.ANY, ""), *((name, name) for name in offered.regions)], value="", label=texts.REGION),
            gr.Dropdown([(texts.ANY, ""), *((name, name) for name in offered.issuers)], value="", label=texts.ISSUER),
            gr.Dropdown([(texts.ANY, 0), *years], value=0, label=texts.YEAR),
            gr.Dropdown([(texts.ANY, ""), *((name, name) for name in offered.kinds)], value="", label=texts.KIND),
        ]
    for box in boxes:
        box.min_width = 140
    gr.on(
        [box.change for box in boxes],
        lambda *values: gr.Accordion(label=render.filters_label(chosen(*values))),
        boxes,
        fold,
        queue=False,
        api_visibility="private",
        show_progress="hidden",
    )
    return boxes
