"""The tab 评测: run a question set, watch it and cancel it, read its result, and compare it with those before."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from corpus.errors import PolicybotError
from ui import render_eval, source, texts
from ui.access import Role, caller_of, require
from ui.assets import asset
from ui.bots import Bot
from ui.evaluations import SHIPPED, Ended, Evaluations, listed, open_run, questions_of, source_word
from ui.opening import quoted
from ui.uploads import field, find

SECONDS = 1.0
"""Between two looks at a run that goes on."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: a run and the one it is compared with, by name: "" for the latest, and for none."""

    shown: str = ""
    against: str = ""


Running = tuple[str, gr.Timer, gr.Button, gr.Button]
"""How far a run is, the timer that looks again, and the buttons that start and cancel."""

Shown = tuple[str, str, str, View]
"""The headline of a run, the runs before, all else of the run, and the view."""

Filled = tuple[Any, ...]
"""A `Running`, the headline, the history, the result, and the view; on entering the form before them."""


class Measuring:
    """Handlers of the tab's events."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.evaluations = Evaluations(bot)

    def enter(self, view: View, request: gr.Request) -> Filled:
        """All of the tab, as things stand, what begins a run only for those who may; how a run ended is told to those who saw
        it."""
        may = caller_of(request).may(Role.EDITOR)
        return (gr.Row(visible=may), gr.HTML(visible=may), *self._running(), *self._shown(view))

    def start(self, chosen: str | None, request: gr.Request) -> Running:
        """Begin a run of the chosen set."""
        try:
            require(request, Role.EDITOR)
            file = None if chosen is None or chosen in SHIPPED else find(self.bot.library.folder, chosen)
            name = chosen or ""
            self.evaluations.start(questions_of(name, file), file.name if file else name)
        except PolicybotError as exc:
            if self.evaluations.progress is not None:  # the next look would wipe it from below the form
                gr.Warning(str(exc), title=texts.HINT)
            return self._running(str(exc))
        return self._running()

    def cancel(self, request: gr.Request) -> Running:
        """End the run that goes on."""
        try:
            require(request, Role.EDITOR)
        except PolicybotError as exc:
            return self._running(str(exc))
        self.evaluations.cancel()
        return self._running(ended=self.evaluations.ended)

    def look(self, view: View) -> Filled:
        """How far the run is; when it has ended, its result."""
        if self.evaluations.progress is not None:
            return (*self._running(), gr.skip(), gr.skip(), gr.skip(), view)
        ended = self.evaluations.ended
        return (*self._running(ended=ended), *self._shown(View(ended.name) if ended and ended.name else view))

    def receive(self, event: gr.EventData, request: gr.Request) -> tuple[gr.Dropdown, str]:
        """Offer a file that was sent as a set, and say what it holds."""
        try:
            require(request, Role.EDITOR)
            token = event.token
            file = find(self.bot.library.folder, token)
            asked = questions_of("", file)
        except (PolicybotError, AttributeError) as exc:
            words = str(exc) if isinstance(exc, PolicybotError) else texts.UPLOAD_GONE
            # nothing is chosen, lest another set be run in place of the one that was sent
            return gr.Dropdown(value=None), render_eval.note(words, bad=True)
        own = (texts.EVAL_SETS.format(name=file.name, count=len(asked)), token)
        return gr.Dropdown(choices=[own, *sets()], value=token), render_eval.read(file.name, asked)

    def choose(self, event: gr.EventData, view: View) -> Shown:
        """Show another run, or compare the shown one with another."""
        show, against = (str(getattr(event, name, None) or "") for name in ("show", "against"))
        if show:
            return self._shown(View(show, view.against if view.against != show else ""))
        return self._shown(View(view.shown, "" if against == view.against else against))

    def open(self, event: gr.EventData) -> str:
        """The source panel for the quote that was clicked."""
        place = (getattr(event, name, None) for name in ("document", "start", "end"))
        return source.show(self.bot, quoted(self.bot, *place), label=texts.EVAL_SOURCE)

    def _running(self, trouble: str = "", *, ended: Ended | None = None) -> Running:
        progress = self.evaluations.progress
        said = render_eval.status(progress, ended)
        return (
            said + render_eval.note(trouble, bad=True),
            gr.Timer(active=progress is not None),
            gr.Button(interactive=progress is None),
            gr.Button(visible=progress is not None, interactive=not (progress and progress.cancelled)),
        )

    def _shown(self, view: View) -> Shown:
        """Headline, history and result of a view; the latest run where the view has none that is still there."""
        from eval.comparison import compare_runs

        folder = self.evaluations.folder
        runs = listed(folder)
        names = [each.name for each in runs]
        if not runs:
            return "", "", render_eval.nothing(), View()
        view = View(view.shown if view.shown in names else names[0], view.against if view.against in names else "")
        try:
            run, summary = open_run(folder, view.shown)
            before = open_run(folder, view.against)[0] if view.against else None
        except PolicybotError as exc:
            raise source.shown(exc) from exc
        comparison = compare_runs(before, run) if before else None
        return (
            render_eval.headline(view.shown, run, summary),
            render_eval.history(runs, view.shown, view.against),
            render_eval.result(run, summary, comparison, before),
            view,
        )


def sets() -> list[tuple[str, str]]:
    """The project's own question sets, for a choice."""
    return [
        (texts.EVAL_SETS.format(name=source_word(name), count=len(questions_of(name, None))), name) for name in SHIPPED
    ]


def build(bot: Bot, tab: gr.Tab, panel: gr.HTML) -> None:
    """Fill the tab."""
    measuring = Measuring(bot)
    view = gr.State(View())
    timer = gr.Timer(SECONDS, active=False)
    with gr.Column(elem_id="eval"):
        with gr.Column(elem_id="eval-form"):
            with gr.Row(elem_id="eval-set") as beginning:
                chosen = gr.Dropdown(sets(), value=next(iter(SHIPPED)), label=texts.EVAL_SET, scale=3, min_width=200)
                start = gr.Button(texts.EVAL_START, variant="primary", elem_id="eval-start", scale=0, min_width=110)
                cancel = gr.Button(texts.EVAL_CANCEL, elem_id="eval-cancel", scale=0, min_width=72, visible=False)
            own = gr.HTML(
                field() + render_eval.templates(), elem_id="eval-own", js_on_load=asset("upload.js"),
                apply_default_css=False,
            )  # fmt: skip
            status = gr.HTML(elem_id="eval-status", apply_default_css=False)
        headline = gr.HTML(elem_id="eval-headline", apply_default_css=False)
        history = gr.HTML(elem_id="eval-history", js_on_load=asset("eval.js"), apply_default_css=False)
        result = gr.HTML(
            render_eval.note(texts.EVAL_LOADING),
            elem_id="eval-result",
            js_on_load=asset("eval.js"),
            apply_default_css=False,
        )
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    running = [status, timer, start, cancel]
    shown = [headline, history, result, view]
    tab.select(measuring.enter, view, [beginning, own, *running, *shown], **private)
    start.click(measuring.start, chosen, running, **private)
    cancel.click(measuring.cancel, None, running, **private)
    timer.tick(measuring.look, view, [*running, *shown], **private)
    own.upload(measuring.receive, None, [chosen, status], **private)
    own.clear(lambda: gr.Dropdown(value=None), None, chosen, **private)
    history.edit(measuring.choose, view, shown, **private)
    result.select(measuring.open, None, panel, **private)
