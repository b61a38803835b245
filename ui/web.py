"""The web page: a chat beside the source it quotes. Only wiring; what is shown comes from `ui.render`.

Importing this module imports gradio, which takes seconds.
"""

import errno
import os
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Protocol

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported; it would call home
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr

from bot.records import Answer
from corpus.errors import PolicybotError, system_reason
from corpus.records import Document
from index.catalogue import Filters
from ui import render, texts, theme
from ui.render import Turn

MAX_QUESTION = 2_000
"""Characters of a question: ten times the longest real one; beyond it somebody pasted a document."""

CONCURRENT = 4
"""Questions answered at the same time; others wait in line."""

PORTS = range(1, 65_536)

MAX_EXAMPLES = 4
"""Example questions shown: what fits above the question box on a phone."""


class ServeError(PolicybotError):
    """The page cannot be served at the address asked for."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Values that the filters offer."""

    regions: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()


class Offered(Protocol):
    """Anything with the attributes of `Choices`."""

    @property
    def regions(self) -> tuple[str, ...]: ...
    @property
    def issuers(self) -> tuple[str, ...]: ...
    @property
    def years(self) -> tuple[int, ...]: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...


class Bot(Protocol):
    """What the page needs of a bot. It is called from several threads at a time."""

    def ask(self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None) -> Answer: ...

    def document(self, key: int) -> Document | None: ...

    def examples(self) -> tuple[str, ...]: ...

    def choices(self) -> Offered: ...


Replies = tuple[str, tuple[Turn, ...], list[dict[str, str]], str]
"""What stays in the question box, the conversation, its messages, and the source panel."""

Skip = dict[str, Any]
"""gradio's word for "all stays as it is"."""


class Page:
    """Handlers of the page's events. A conversation is a tuple of turns; gradio keeps one for every open page."""

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
            raise _shown(exc) from exc
        turns = (*turns, Turn(answer, filters))
        return "", turns, render.messages(turns), render.empty_panel()  # the source of another answer would mislead

    def ask_example(
        self, event: gr.SelectData, turns: tuple[Turn, ...], region: str, issuer: str, year: int, kind: str
    ) -> Replies | Skip:
        return self.ask(str(event.value["text"]), turns, region, issuer, year, kind)

    def open_source(self, event: gr.EventData, turns: tuple[Turn, ...]) -> str:
        """The source panel for the mark that was clicked."""
        citation = render.cited(turns, event.turn, event.marker)
        if citation is None:
            return render.empty_panel()
        try:
            return render.panel(citation, self.bot.document(citation.source.key))
        except PolicybotError as exc:
            raise _shown(exc) from exc


def chosen(region: str, issuer: str, year: int, kind: str) -> Filters:
    """Filters from the values of the dropdowns, "" and 0 meaning any."""
    return Filters(region=region or None, issuer=issuer or None, year=year or None, kind=kind or None)


def build_app(bot: Bot) -> gr.Blocks:
    """The page for a bot. Its looks are set at launch: see `start`."""
    page = Page(bot)
    app = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True)
    with app:
        turns = gr.State(())
        with gr.Row(elem_id="head"):
            gr.HTML(render.masthead(), elem_id="masthead")
            new = gr.Button(texts.NEW, elem_id="new", scale=0, min_width=72)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                chat = _chat(bot.examples())
                with gr.Row(elem_id="ask"):
                    question = gr.Textbox(
                        lines=1, max_lines=5, placeholder=texts.QUESTION_PLACEHOLDER, label=texts.QUESTION_LABEL,
                        show_label=False, container=False, autofocus=True, elem_id="question", scale=1,
                    )  # fmt: skip
                    send = gr.Button(texts.SEND, variant="primary", elem_id="send", scale=0, min_width=72)
                filters = _filters(bot.choices())
            with gr.Column(elem_id="paper"):
                source = gr.HTML(
                    render.empty_panel(), elem_id="source", js_on_load=_asset("page.js"), apply_default_css=False
                )
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        asking: dict[str, Any] = {
            **private, "outputs": [question, turns, chat, source], "concurrency_limit": CONCURRENT, "concurrency_id": "ask",
        }  # fmt: skip
        for asked in (
            gr.on([question.submit, send.click], page.ask, [question, turns, *filters], **asking),
            chat.example_select(page.ask_example, [turns, *filters], **asking),
        ):
            asked.success(None, js=_asset("asked.js"), api_visibility="private")
        source.select(page.open_source, [turns], [source], queue=False, **private)
        gr.on(
            [new.click, chat.clear],
            lambda: ("", (), [], render.empty_panel()),
            None,
            [question, turns, chat, source],
            queue=False,
            **private,
        )
    return app


def start(bot: Bot, host: str, port: int) -> gr.Blocks:
    """Serve the page from threads of this process, and return it; `close()` ends it. Raises ServeError."""
    _check_free(host, port)
    app = build_app(bot)
    for name in ("no_proxy", "NO_PROXY"):  # gradio looks at its own address before it returns
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), "127.0.0.1", "localhost", host)))
    try:
        app.launch(
            server_name=host, server_port=port, prevent_thread_lock=True, quiet=True, inbrowser=False, share=False,
            ssr_mode=False, enable_monitoring=False, mcp_server=False, pwa=False, show_error=True, footer_links=[],
            theme=_theme(), css=_asset("page.css"), head=f"<script>{_asset('head.js')}</script>",
        )  # fmt: skip
    except (OSError, ValueError) as exc:
        raise ServeError(texts.CANNOT_LISTEN.format(host=host, port=port, reason=exc)) from exc
    return app


def serve(bot: Bot, host: str, port: int) -> None:
    """Serve the page until Ctrl+C, telling its address. Raises ServeError."""
    app = start(bot, host, port)
    try:
        print(texts.STARTED.format(address=app.local_url), flush=True)
        threading.Event().wait()
    except KeyboardInterrupt:
        app.close(verbose=False)


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


def _theme() -> gr.themes.Base:
    return gr.themes.Base(font=theme.FONTS, font_mono=theme.FONTS, text_size="md").set(**theme.COLOURS)


def _asset(name: str) -> str:
    return files("ui").joinpath(name).read_text(encoding="utf-8")


def _shown(error: PolicybotError) -> gr.Error:
    return gr.Error(str(error), title=texts.ERROR, print_exception=False)


def _check_free(host: str, port: int) -> None:
    if port not in PORTS:
        raise ServeError(texts.CANNOT_LISTEN.format(host=host, port=port, reason=texts.PORT_RANGE))
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as exc:
        if exc.errno == errno.EADDRINUSE:
            raise ServeError(texts.PORT_TAKEN.format(host=host, port=port)) from exc
        raise ServeError(texts.CANNOT_LISTEN.format(host=host, port=port, reason=system_reason(exc))) from exc
    except UnicodeError as exc:  # a host name that cannot be one
        raise ServeError(texts.CANNOT_LISTEN.format(host=host, port=port, reason=exc)) from exc
