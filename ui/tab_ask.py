"""The tab 问答: a conversation. Only wiring; what is shown comes from `ui.render`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from threading import Event
from typing import Any

import gradio as gr

from corpus.errors import PolicybotError
from index.catalogue import Filters
from ui import render, source, tab_ask_keeping, texts
from ui.assets import asset
from ui.bots import Bot, Offered
from ui.models import MAX_QUESTION
from ui.render import Turn
from ui.render_source import empty_panel
from ui.tab_ask_keeping import Judged, marks, number_of
from ui.talks import MOST_TURNS, dump, load

CONCURRENT = 4
"""Questions answered at the same time; others wait in line."""

MAX_EXAMPLES = 4
"""Example questions shown: what fits above the question box on a phone."""

STAYS: Any = gr.skip()
"""gradio's word for "as it is"."""

Reply = tuple[Any, ...]
"""What `reply` makes."""


def reply(
    *,
    box: Any = STAYS,
    turns: Any = STAYS,
    chat: Any = STAYS,
    panel: Any = STAYS,
    talk: Any = STAYS,
    busy: bool | None = None,
) -> Reply:
    """What the page shows: the question box, the conversation, its messages, the source panel, what the browser keeps, and of
    the buttons to send and to stop the one that fits; what is not given stays."""
    buttons = (STAYS, STAYS) if busy is None else (gr.Button(visible=not busy), gr.Button(visible=busy))
    return box, turns, chat, panel, talk, *buttons


class Conversation:
    """Handlers of the tab's events. A conversation is a tuple of turns; gradio keeps one for every open page."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self._running: dict[str | None, Event] = {}
        """By page what ends the work on its question; set while nothing is answered any more."""

    def ask(
        self, request: gr.Request, question: str, turns: tuple[Turn, ...], judged: Judged, *scope: Any
    ) -> Iterator[Reply]:
        """The conversation as it grows by an answer; an error leaves the question in its box."""
        asked = question.encode(errors="replace").decode().strip()  # half a character can be neither stored nor shown
        running = self._running.get(request.session_hash)
        busy = running is not None and not running.is_set()
        if hint := texts.BUSY if busy else _hint(asked, turns, scope):
            gr.Info(hint, title=texts.HINT)
            yield reply()
            return
        self._leave(request)
        stop = self._running[request.session_hash] = Event()
        before = render.messages(turns, marks(judged), settled=False)
        yield reply(box="", chat=before + render.unfinished(asked, None, len(turns)), panel=empty_panel(), busy=True)
        try:
            for shown in self._answered(asked, turns, judged, chosen(*scope), stop):
                if self._running.get(request.session_hash) is not stop:
                    break  # the conversation is another one by now
                yield shown
            yield reply(busy=False)  # gradio shows the last one again at the end, when the page may hold another answer
        except PolicybotError as exc:
            yield reply(box=asked, chat=render.messages(turns, marks(judged)), busy=False)
            raise source.shown(exc) from exc
        finally:
            if self._running.get(request.session_hash) is stop:
                del self._running[request.session_hash]
            stop.set()  # whoever went away waits for nothing

    def _answered(
        self, asked: str, turns: tuple[Turn, ...], judged: Judged, filters: Filters, stop: Event
    ) -> Iterator[Reply]:
        history = tuple(turn.answer.question for turn in turns)
        within: dict[str, Any] = {"history": history, "filters": filters or None, "day": filters.in_force}
        before = render.messages(turns, marks(judged), settled=False)
        turn = None
        for answer in self.bot.stream(asked, stop=stop, **within):
            turn = Turn(answer, filters, filters.in_force or date.today())
            if answer.writing is not None:  # a model is at work, and there may be more to come
                yield reply(chat=before + render.unfinished(asked, turn, len(turns)))
        assert turn is not None
        stopped = stop.is_set()
        stop.set()  # the next question may be asked while this one's suggestions are made
        yield _with(turns, turn, judged)
        if not stopped and (following := self.bot.suggestions(turn.answer, **within)):
            yield _with(turns, replace(turn, following=following), judged)

    def ask_example(
        self, request: gr.Request, event: gr.SelectData, turns: tuple[Turn, ...], judged: Judged, *scope: Any
    ) -> Iterator[Reply]:
        yield from self.ask(request, str(event.value["text"]), turns, judged, *scope)

    def ask_next(
        self, request: gr.Request, event: gr.EventData, turns: tuple[Turn, ...], judged: Judged, *scope: Any
    ) -> Iterator[Reply]:
        """The answer to the suggested question that was clicked."""
        number, place = number_of(event, turns), getattr(event, "place", None)
        following = turns[number].following if number is not None else ()
        if type(place) is int and 0 <= place < len(following):
            yield from self.ask(request, following[place], turns, judged, *scope)
        else:
            yield reply()

    def stop(self, request: gr.Request) -> None:
        """End the work on the question that is being answered, if one is."""
        if running := self._running.get(request.session_hash):
            running.set()

    def _leave(self, request: gr.Request) -> None:
        """End that work, and show nothing more of it."""
        if running := self._running.pop(request.session_hash, None):
            running.set()

    def restart(self, request: gr.Request) -> tuple[Any, ...]:
        """An empty conversation."""
        self._leave(request)
        return *reply(box="", turns=(), chat=[], panel=empty_panel(), talk="", busy=False), {}

    def reopen(self, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
        """A conversation that the browser kept, as it was answered."""
        try:
            turns = load(getattr(event, "data", None))
        except PolicybotError as exc:
            raise source.shown(exc) from exc
        self._leave(request)
        chat = render.messages(turns)
        return *reply(turns=turns, chat=chat, panel=empty_panel(), talk=dump(turns), busy=False), {}

    def open_source(self, event: gr.EventData, turns: tuple[Turn, ...]) -> str:
        """The source panel for the mark that was clicked."""
        return source.show(self.bot, render.cited(turns, event.turn, event.marker))


def _with(turns: tuple[Turn, ...], turn: Turn, judged: Judged) -> Reply:
    """The conversation with one more turn."""
    turns = (*turns, turn)
    return reply(turns=turns, chat=render.messages(turns, marks(judged)), talk=dump(turns), busy=False)


def edited(event: gr.EventData, turns: tuple[Turn, ...]) -> Any:
    """What goes into the question box when a completed question is clicked."""
    number = number_of(event, turns)
    return turns[number].answer.understood if number is not None else STAYS


def chosen(region: str, issuer: str, year: int, kind: str, in_force: str | None) -> Filters:
    """Filters from the values of the fields, "" and 0 meaning any. Raises ValueError for what is no day."""
    on = date.fromisoformat(in_force.strip()) if in_force and in_force.strip() else None
    return Filters(region=region or None, issuer=issuer or None, year=year or None, kind=kind or None, in_force=on)


def _hint(asked: str, turns: Sequence[Turn], scope: Sequence[Any]) -> str:
    if hint := render.hint(asked, MAX_QUESTION):
        return hint
    if len(turns) >= MOST_TURNS:
        return texts.FULL_TALK.format(len(turns))
    try:
        chosen(*scope)
    except ValueError:
        return texts.BAD_IN_FORCE.format(str(scope[-1])[:20])
    return ""


def build(bot: Bot, tab: gr.Tab, panel: gr.HTML) -> None:  # noqa: ARG001 - the same for every tab
    """Fill the tab."""
    conversation = Conversation(bot)
    turns, judged = gr.State(()), gr.State({})
    talks = tab_ask_keeping.menu()
    new = gr.Button(texts.NEW, elem_id="new", scale=0, min_width=72)
    chat = _chat(bot.examples())
    acts = gr.HTML("", elem_id="acts", js_on_load=asset("ask.js"), apply_default_css=False)
    keeping = tab_ask_keeping.Keeping(bot, turns, judged, chat)
    with gr.Row(elem_id="ask"):
        question = gr.Textbox(
            lines=1, max_lines=5, placeholder=texts.QUESTION_PLACEHOLDER, label=texts.QUESTION_LABEL,
            show_label=False, container=False, autofocus=True, elem_id="question", scale=1,
        )  # fmt: skip
        send = gr.Button(texts.SEND, variant="primary", elem_id="send", scale=0, min_width=72)
        stop = gr.Button(texts.STOP, elem_id="stop", scale=0, min_width=72, visible=False)
    filters = _filters(bot.choices())
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    at_once: dict[str, Any] = {**private, "queue": False}
    whole = [question, turns, chat, panel, talks, send, stop]
    asking: dict[str, Any] = {
        **private, "outputs": whole, "concurrency_limit": CONCURRENT, "concurrency_id": "ask", "trigger_mode": "multiple",
    }  # fmt: skip
    known = [turns, judged, *filters]
    for each in (
        gr.on([question.submit, send.click], conversation.ask, [question, *known], **asking),
        chat.example_select(conversation.ask_example, known, **asking),
        acts.select(conversation.ask_next, known, **asking),
    ):
        each.failure(lambda: reply(busy=False), None, whole, **at_once)
    stop.click(conversation.stop, None, None, **at_once)
    acts.edit(edited, [turns], question, **at_once).then(
        None, js='() => document.querySelector("#question textarea").focus()', api_visibility="private"
    )
    panel.select(conversation.open_source, [turns], [panel], **at_once)
    gr.on([new.click, chat.clear], conversation.restart, None, [*whole, judged], **at_once)
    talks.apply(conversation.reopen, None, [*whole, judged], **private)
    keeping.wire(acts, talks, closing=[new.click, chat.clear, talks.apply])


def _chat(examples: Sequence[str]) -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="chat", label=texts.CHAT_LABEL, show_label=False, container=False, height=None, layout="bubble",
        placeholder=render.welcome(), examples=[{"text": text} for text in examples[:MAX_EXAMPLES]],
        buttons=[], latex_delimiters=[], autoscroll=False, allow_tags=False, sanitize_html=True, feedback_options=None,
    )  # fmt: skip


def _filters(offered: Offered) -> list[gr.Dropdown | gr.Textbox]:
    """The folded filters, in the order that `chosen` takes their values."""
    with gr.Accordion(texts.FILTERS, open=False, elem_id="filters") as fold, gr.Row():
        years = [(texts.YEAR_OF.format(year), year) for year in offered.years]
        boxes: list[gr.Dropdown | gr.Textbox] = [
            gr.Dropdown([(texts.ANY, ""), *((name, name) for name in offered.regions)], value="", label=texts.REGION),
            gr.Dropdown([(texts.ANY, ""), *((name, name) for name in offered.issuers)], value="", label=texts.ISSUER),
            gr.Dropdown([(texts.ANY, 0), *years], value=0, label=texts.YEAR),
            gr.Dropdown([(texts.ANY, ""), *((name, name) for name in offered.kinds)], value="", label=texts.KIND),
            gr.Textbox(
                value="", label=texts.IN_FORCE, placeholder=texts.IN_FORCE_HINT, max_lines=1, elem_id="in-force"
            ),
        ]
    for box in boxes:
        box.min_width = 140
    gr.on(
        [box.change for box in boxes],
        lambda *values: gr.Accordion(label=_label(*values)),
        boxes,
        fold,
        queue=False,
        api_visibility="private",
        show_progress="hidden",
    )
    return boxes


def _label(region: str, issuer: str, year: int, kind: str, in_force: str) -> str:
    try:
        return render.filters_label(chosen(region, issuer, year, kind, in_force))
    except ValueError:  # a day that is still being typed
        return render.filters_label(chosen(region, issuer, year, kind, ""))
