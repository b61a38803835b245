"""The tab 指标查询: filters, a chart of one metric, and the table, every figure of which opens its source."""

from collections.abc import Iterable, Sequence
from typing import Any

import gradio as gr

from corpus.errors import PolicybotError
from corpus.records import IndicatorKind
from index.targets import Target, TargetFilters, find_targets
from ui import render_targets, source, texts
from ui.assets import asset
from ui.bots import Bot
from ui.chart import Chart, charts, label, render_chart
from ui.render_targets import PART, View
from ui.targets import as_citation, label_of

MAX_METRIC = 100
"""Characters of a metric's name that are looked for."""

LARGEST_KEY = 2**63
"""Keys are SQLite's integers."""

Filled = tuple[str, Any, str, str, View]
"""Count with downloads, the choice of charts, the chart, the table, and how it is shown."""


class Figures:
    """Handlers of the tab's events. They keep nothing: the library is asked each time, so what was added is there."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    def enter(self, *values: str) -> tuple[Any, ...]:
        """What the tab shows when it is opened: the choices of its filters as the library stands, and all below them."""
        everything = self.find(TargetFilters())
        offered = (
            sorted({name for each in everything for name in each.indicator.region}),
            sorted({str(each.indicator.year) for each in everything if each.indicator.year}, reverse=True),
            sorted({each.indicator.organisation for each in everything if each.indicator.organisation}),
        )
        boxes = [gr.Dropdown(choices=_choices(names)) for names in offered]
        return (*boxes, *self.fill(*values))

    def fill(self, *values: str) -> Filled:
        """All below the filters."""
        filters = chosen(*values)
        found = self.find(filters)
        view = View()
        summary = render_targets.summary(len(found), filters)
        if not found:
            nothing = render_targets.nothing(anywhere=bool(self.find(TargetFilters())))
            return summary, gr.Dropdown(choices=[], value=None, visible=False), "", nothing, view
        drawn = charts(found)
        picked = gr.Dropdown(
            choices=[label(chart) for chart in drawn],
            value=label(drawn[0]) if drawn else None,
            visible=bool(drawn),
        )
        return summary, picked, _drawn(drawn, None), render_targets.table(found, view), view

    def draw(self, name: str | None, *values: str) -> str:
        """The chart of a name."""
        return _drawn(charts(self.find(chosen(*values))), name)

    def sort(self, event: gr.EventData, view: View, *values: str) -> tuple[str, View]:
        """The table by the column whose head was clicked."""
        return self._table(view.by(str(getattr(event, "column", ""))), *values)

    def more(self, view: View, *values: str) -> tuple[str, View]:
        """The table with more rows."""
        return self._table(View(view.column, view.descending, view.shown + PART), *values)

    def open(self, event: gr.EventData) -> str:
        """The source panel for the figure that was clicked."""
        target = self.at(*(getattr(event, name, None) for name in ("document", "start", "end")))
        if target is None:
            return source.show(self.bot, None)
        found = target.indicator
        return source.show(self.bot, as_citation(target), label=label_of(target), figure=(found.start, found.end))

    def at(self, document: object, start: object, end: object) -> Target | None:
        """The row of a figure that stands at [start, end) of a document, None if there is none."""
        if not (type(document) is int and abs(document) < LARGEST_KEY):
            return None
        rows = self.find(TargetFilters(), [document])
        return next((row for row in rows if (row.indicator.start, row.indicator.end) == (start, end)), None)

    def find(self, filters: TargetFilters, documents: Sequence[int] | None = None) -> list[Target]:
        """Rows of the library, or of some of its documents."""
        try:
            return find_targets(self.bot.library.catalogue, filters, documents)
        except PolicybotError as exc:
            raise source.shown(exc) from exc

    def _table(self, view: View, *values: str) -> tuple[str, View]:
        return render_targets.table(self.find(chosen(*values)), view), view


def chosen(metric: str, region: str, year: str, kind: str, organisation: str) -> TargetFilters:
    """Filters from the values of the fields, "" meaning any."""
    return TargetFilters(
        region=region or None,
        year=int(year) if year else None,
        metric=(metric or "").strip()[:MAX_METRIC] or None,
        kinds=(IndicatorKind(kind),) if kind else (),
        organisation=organisation or None,
    )


def build(bot: Bot, tab: gr.Tab, panel: gr.HTML) -> None:
    """Fill the tab."""
    figures = Figures(bot)
    view = gr.State(View())
    with gr.Row(elem_id="target-filters"):
        metric = gr.Textbox(label=texts.METRIC, placeholder=texts.METRIC_PLACEHOLDER, max_lines=1, min_width=150)
        region, year, _, organisation = boxes = [
            gr.Dropdown(_choices(names), value="", label=name, min_width=110)
            for name, names in (
                (texts.REGION, ()), (texts.YEAR, ()), (texts.TARGET_KIND, tuple(IndicatorKind)), (texts.ORGANISATION, ()),
            )
        ]  # fmt: skip
    fields = [metric, *boxes]
    summary = gr.HTML(elem_id="target-count", apply_default_css=False)
    with gr.Column(elem_id="target-figures"):
        with gr.Column(elem_id="target-card"):
            picked = gr.Dropdown([], label=texts.CHART, container=False, elem_id="target-pick", visible=False)
            chart = gr.HTML(elem_id="target-chart", js_on_load=asset("targets.js"), apply_default_css=False)
        table = gr.HTML(elem_id="target-table", js_on_load=asset("targets.js"), apply_default_css=False)
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    filled = [summary, picked, chart, table, view]
    tab.select(figures.enter, fields, [region, year, organisation, *filled], **private)
    gr.on(
        [metric.change, *(box.input for box in boxes)],
        figures.fill,
        fields,
        filled,
        trigger_mode="always_last",
        **private,
    )
    picked.input(figures.draw, [picked, *fields], chart, **private)
    table.edit(figures.sort, [view, *fields], [table, view], **private)
    table.expand(figures.more, [view, *fields], [table, view], **private)
    for each in (chart, table):
        each.select(figures.open, None, panel, **private)


def _choices(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(texts.ANY, ""), *((texts.named(name), str(name)) for name in names)]


def _drawn(drawn: list[Chart], name: str | None) -> str:
    chart = next((chart for chart in drawn if label(chart) == name), drawn[0] if drawn else None)
    return render_chart(chart) if chart else ""
