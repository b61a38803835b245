"""A chart of one metric over years and places, as HTML: bars that carry the figure as written, each a link to its source.

A chart has one metric, one unit and one measure (level, growth, share or rank). Within it figures of another scope (口径:
新认定 is not 累计) stand apart, targets are hatched and named, and a year that a place has no figure of is said to be missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from corpus.records import IndicatorKind
from index.targets import Target, is_target
from ui import texts
from ui.targets import address, metric_name, place_of

NEUTRAL = ("完成", "全市", "实现", "达到", "总量", "总数")
"""Qualifiers that make no other scope of a level, growth or share: it is of the whole place either way. The same words say
among whom a rank counts."""

LEVELS = (IndicatorKind.ACHIEVED, IndicatorKind.TARGET)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What one chart shows. `measure` is "" for levels, else 增长, 占比 or 排名."""

    metric: str
    unit: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its key, and the figures of each scope in the order of place, year and kind."""

    key: Key
    scopes: tuple[tuple[tuple[str, ...], tuple[Target, ...]], ...]


def key_of(target: Target) -> Key:
    """The chart that a figure belongs to."""
    found = target.indicator
    return Key(found.metric, found.unit, "" if found.kind in LEVELS else str(found.kind))


def scope_of(target: Target) -> tuple[str, ...]:
    """What a figure is limited to, by the qualifiers that say it."""
    found = target.indicator
    neutral = () if found.kind is IndicatorKind.RANK else NEUTRAL
    return tuple(each for each in found.qualifiers if each not in neutral)


def charts(targets: Iterable[Target]) -> list[Chart]:
    """A chart for each metric with figures to compare, those with the most comparable ones first; where no two figures
    compare, one for each metric."""
    groups: dict[Key, dict[tuple[str, ...], list[Target]]] = defaultdict(lambda: defaultdict(list))
    for target in targets:
        if target.indicator.value is not None:
            groups[key_of(target)][scope_of(target)].append(target)
    made = [Chart(key, _ordered(scopes)) for key, scopes in groups.items()]
    comparing = [chart for chart in made if _comparable(chart) > 1]
    return sorted(comparing or made, key=lambda chart: (-_comparable(chart), chart.key.measure, chart.key))


def label(chart: Chart) -> str:
    """A chart's name for a list: metric, measure and unit."""
    measure = f" {texts.named(chart.key.measure)}" if chart.key.measure else ""
    return texts.CHART_NAME.format(metric=metric_name(chart.scopes[0][1][0]), measure=measure, unit=chart.key.unit)


def render_chart(chart: Chart) -> str:
    """A chart as HTML."""
    rows = [target for _, targets in chart.scopes for target in targets]
    values = [float(target.indicator.value or 0) for target in rows]
    low, high = min(0.0, *values), max(0.0, *values)
    ranks = chart.key.measure == IndicatorKind.RANK
    scale = None if ranks or high == low else (low, high)
    several = len(chart.scopes) > 1
    blocks = "".join(_block(scope, targets, scale, headed=several or bool(scope)) for scope, targets in chart.scopes)
    notes = [texts.CHART_RANKS] if ranks else []
    notes += [texts.CHART_SCOPES] if several else []
    note = f'<p class="pb-chart-note">{"".join(notes)}</p>' if notes else ""
    return (
        f'<figure class="pb-chart" aria-label="{escape(label(chart))}">{_legend(rows, drawn=scale is not None)}'
        f'<div class="pb-scopes">{blocks}</div>{note}</figure>'
    )


def _comparable(chart: Chart) -> int:
    """Different places and years of the scope that has the most."""
    return max(len({(place_of(t), t.indicator.year) for t in targets}) for _, targets in chart.scopes)


def _ordered(scopes: dict[tuple[str, ...], list[Target]]) -> tuple[tuple[tuple[str, ...], tuple[Target, ...]], ...]:
    return tuple(
        (scope, tuple(sorted(scopes[scope], key=_order)))
        for scope in sorted(scopes, key=lambda scope: (-len(scopes[scope]), scope))
    )


def _order(target: Target) -> tuple[tuple[str, ...], str, int, bool, int]:
    found = target.indicator
    return found.region, found.organisation or "", found.year or 0, is_target(found), found.start


def _block(
    scope: tuple[str, ...], targets: Sequence[Target], scale: tuple[float, float] | None, *, headed: bool
) -> str:
    head = f"<h4>{texts.CHART_SCOPE.format(escape(texts.LIST.join(scope)) or texts.CHART_WHOLE)}</h4>" if headed else ""
    years = sorted({target.indicator.year for target in targets if target.indicator.year is not None})
    places: dict[str, list[Target]] = {}
    for target in targets:
        places.setdefault(place_of(target), []).append(target)
    rows = "".join(_place(place, of, years, scale) for place, of in places.items())
    return f'<section>{head}<ul class="pb-bars">{rows}</ul></section>'


def _place(place: str, targets: Sequence[Target], years: Sequence[int], scale: tuple[float, float] | None) -> str:
    held = {target.indicator.year for target in targets}
    lines = [(target.indicator.year or 0, _bar(target, scale)) for target in targets]
    lines += [(year, _missing(year)) for year in years if year not in held]
    ordered = [line for _, line in sorted(lines, key=lambda pair: pair[0])]
    return f'<li><span class="pb-place-name"{texts.foreign()}>{escape(place)}</span><ul>{"".join(ordered)}</ul></li>'


def _bar(target: Target, scale: tuple[float, float] | None) -> str:
    found = target.indicator
    aimed = is_target(found)
    year = texts.YEAR_OF.format(found.year) if found.year is not None else texts.NO_YEAR
    track = ""
    if scale is not None:
        low, high = scale
        value = float(found.value or 0)
        left, width = (100 * part / (high - low) for part in (min(value, 0) - low, abs(value)))
        bar = f'<i class="{"pb-aimed" if aimed else "pb-done"}" style="left:{left:.2f}%;width:{width:.2f}%"></i>'
        track = f'<span class="pb-track">{bar}</span>'
    kind = f"<small>{texts.AIMED}</small>" if aimed else ""
    return (
        f'<li><a class="pb-open" href="{address(target)}"><span class="pb-year">{year}</span>{track}'
        f'<span class="pb-num"><span{texts.foreign()}>{escape(target.figure)}</span>{kind}</span></a></li>'
    )


def _missing(year: int) -> str:
    return (
        f'<li class="pb-missing"><span class="pb-year">{texts.YEAR_OF.format(year)}</span>'
        f"<span>{texts.CHART_MISSING}</span></li>"
    )


def _legend(rows: Sequence[Target], *, drawn: bool) -> str:
    """What the two kinds of bars mean, where both or only targets are drawn."""
    aimed = {is_target(target.indicator) for target in rows}
    if not drawn or True not in aimed:
        return ""
    done = f'<span class="pb-key"><i class="pb-done"></i>{texts.DONE}</span>' if False in aimed else ""
    return f'<figcaption>{done}<span class="pb-key"><i class="pb-aimed"></i>{texts.AIMED}</span></figcaption>'
