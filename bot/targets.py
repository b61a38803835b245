"""Answers from the table of indicators: comparisons with their arithmetic, lists of targets, and the honest neighbour.

A row answers only where its metric is what the question names, in the place, the year and the kind that it asks. What is
near is shown as what it is, never as the answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.figures import same_unit
from bot.question import Question
from bot.texts import COMPARED, NEIGHBOUR, NOT_GIVEN, QUOTE, TABLE
from corpus.aliases import canonical
from corpus.quantity import opening_unit, plain
from corpus.records import IndicatorKind
from corpus.regions import Region
from index.catalogue import Catalogue, Filters
from index.targets import Target, TargetFilters, find_targets, is_target, metrics, names_organisation
from index.tokens import bigrams

MIN_METRIC, MIN_ASKED = 0.75, 0.6
"""Share of a metric's name that the question must say, and share of what it asks that metric and qualifiers must say."""

NARROWER = 0.15
"""Against a row that is of a part of the thing (其中, 市级, 第二批) where the question does not say so."""

SAID = 0.2
"""For a row whose qualifier the question names (第二批, 市级)."""

MOST_ROWS = 60
"""Rows of a list; more are told in number."""

_COMPARES = re.compile(
    "谁|哪个(?:市|区|县|地方|城市)?(?:的)?.{0,12}(?:高|多|大|低|少)|哪(?:里|边|年|一年).{0,12}(?:高|多|大|低|少)"
    "|相差|差距|差(?:了)?(?:多少|几)|(?:高|多|低|少|增加|减少|提高)(?:了|出)?(?:多少|几)"
)
_LISTS = re.compile(
    "(?:哪些|什么|列出|所有|全部|主要|各项).{0,8}(?:指标|目标)|(?:指标|目标)(?:都)?(?:有哪些|一览|清单|汇总|有什么|是什么$|情况)"
)
_GROWTH = re.compile("增长(?!点)|增速|增幅|同比|提高了?多少|下降了?多少")
_SHARE = re.compile("占比|比重|占.{1,12}(?:多少|几)")
_RANK = re.compile("排名|第几|名次|位次|排第|位居")
_DONE = re.compile("完成|实绩|实际|达到了|实现了|结果")
_SIDE = re.compile(r"((?:19|20)\d{2})年?[^\d,，和与比]{0,12}?(完成|目标|实绩|结果|计划)")
_INTAKE = re.compile("新(?:认定|增|引进|获批|培育|设|建|签|入选|立项)|净增|增补|引进|第[一二三四五]批")
_NARROW = re.compile("级|批|其中|规上|民营|重点")


@dataclass(frozen=True, slots=True)
class Said:
    """Text with marks, and the rows that they name, in the order of the marks."""

    text: str
    rows: tuple[Target, ...]


def compared(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """Two places, two years, or a result and its target side by side with their difference; None if nothing like it is
    asked or neither side has a figure."""
    sides = _sides(asked) if _COMPARES.search(asked.text) else []
    if len(sides) != 2:
        return None
    found = [_best(catalogue, side, filters) for side in sides]
    rows = [row for row in found if row is not None]
    if not rows:
        return None
    lines = [
        f"{_label(side, row)}：{f'{row.figure} [{rows.index(row) + 1}]' if row else NOT_GIVEN}"
        for side, row in zip(sides, found, strict=True)
    ]
    if len(rows) == 2 and (difference := _difference(rows[0], rows[1])):
        lines.append(difference)
    return Said("\n".join([*lines, "", *_quotes(rows)]), tuple(rows))


def listed(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """The targets, or the results, of a place and year as a list; None if no list is asked or there are none."""
    if not _LISTS.search(asked.text) or not (asked.places or asked.years):
        return None
    aimed = True if "目标" in asked.text else False if _DONE.search(asked.text) else None
    rows = _rows(catalogue, asked, filters, target=aimed)
    if not rows:
        return None
    rows.sort(key=lambda row: (row.entry.key, row.indicator.start))
    shown, quotes = rows[:MOST_ROWS], list(dict.fromkeys((row.entry.key, row.indicator.sentence) for row in rows))
    lines = [
        f"- {_name(row)}：{row.figure} [{quotes.index((row.entry.key, row.indicator.sentence)) + 1}]" for row in shown
    ]
    cited = [
        next(r for r in shown if (r.entry.key, r.indicator.sentence) == quote)
        for quote in quotes[: _last(shown, quotes)]
    ]
    head = TABLE.format(place=_place(rows), year=_years(asked), count=len(rows))
    more = [f"……另有 {len(rows) - MOST_ROWS} 项"] if len(rows) > MOST_ROWS else []
    return Said("\n".join([head, *lines, *more]), tuple(cited))


def told(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """The figures asked, each from its row; None unless there is one for each thing asked."""
    parts = asked.parts() or (("", asked),)
    if not asked.number or not (asked.places or asked.years or asked.elsewhere):
        return None
    found = [(part, _best(catalogue, part, filters)) for _, part in parts]
    rows = [row for part, row in found if row is not None and _surely(part, row)]
    if len(rows) < len(found) or len({(row.entry.key, row.indicator.start) for row in rows}) < len(rows):
        return None
    return _each(rows)


def everywhere(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """A question that names no place, where several places have the figure: that of each; None for a single place."""
    if asked.places or asked.elsewhere or not asked.number or len(asked.slots) != 1:
        return None
    rows = _rows(catalogue, asked, filters, target=asked.target, metrics=_metrics(catalogue, asked))
    regions = dict.fromkeys(row.indicator.region for row in rows)
    found = [_best(catalogue, replace(asked, places=(region,)), filters) for region in regions if region]
    rows = [row for row in found if row is not None]
    if len(rows) < 2:
        return None
    return _each(rows)


def neighbour(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """What the library has of the metric asked in the place asked, of another year or kind; None if it has nothing."""
    if not asked.number or not (asked.places or asked.years):
        return None
    near = _rows(catalogue, replace(asked, years=()), filters, target=None, metrics=_metrics(catalogue, asked))
    rows = sorted(_scored(asked, near), key=lambda pair: -pair[0])
    best = [row for score, row in rows if score >= rows[0][0] - NARROWER][:3]
    if not best:
        return None
    held = "；".join(f"{_label_of(row)} {row.figure} [{at}]" for at, row in enumerate(best, 1))
    wanted = "目标" if asked.target else "完成数" if _DONE.search(asked.text) else "数字"
    text = NEIGHBOUR.format(
        place=_place(best), year=_years(asked), metric=best[0].indicator.metric, wanted=wanted, held=held
    )
    return Said("\n\n".join([text, *_quotes(best)]), tuple(best))


def _sides(asked: Question) -> list[Question]:
    """The two questions that a comparison puts side by side; [] where it does not name two."""
    if len(asked.places) == 2:
        return [replace(asked, places=(place,)) for place in asked.places]
    said = {int(year): word in ("目标", "计划") for year, word in _SIDE.findall(asked.text)}
    if len(asked.years) == 2:
        aimed = asked.target and not said
        return [replace(asked, years=(year,), target=said.get(year, aimed)) for year in asked.years]
    if "目标" in asked.text and _DONE.search(asked.text):
        return [replace(asked, target=False), replace(asked, target=True)]
    return []


def _best(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Target | None:
    """The row that answers one side, None where there is none or two say different things."""
    rows = _rows(catalogue, asked, filters, target=asked.target, metrics=_metrics(catalogue, asked))
    scored = _scored(asked, rows)
    if not scored:
        return None
    top = max(score for score, _ in scored)
    best = [row for score, row in scored if score == top]
    return best[0] if len({(row.indicator.value, row.indicator.unit) for row in best}) == 1 else None


def _scored(asked: Question, rows: Sequence[Target]) -> list[tuple[float, Target]]:
    """Rows of the metric and of the kind asked, with how well each is named."""
    return [(score, row) for row in rows if (score := _named(asked, row)) is not None and _of_kind(asked, row)]


def _metrics(catalogue: Catalogue, asked: Question) -> tuple[str, ...] | None:
    """The metrics of the library that the question names: looked for by name, before any row is read. None, which is all of
    them, where it names a body: whether that has figures at all decides which rows count (`_rows`)."""
    if names_organisation(catalogue, asked.text.encode(errors="replace").decode()):
        return None
    text = canonical(asked.text)
    return tuple(metric for metric in metrics(catalogue) if _said(metric, text) >= MIN_METRIC)


def _said(metric: str, text: str) -> float:
    """Share of the pairs of characters of a metric's name that a canonical text says."""
    pairs = bigrams(canonical(metric))
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _each(rows: Sequence[Target]) -> Said:
    """A line for each row, and their sentences."""
    lines = [f"{_label_of(row)}：{row.figure} [{at}]" for at, row in enumerate(rows, 1)]
    return Said("\n".join([*lines, "", *_quotes(rows)]), tuple(rows))


def _rows(
    catalogue: Catalogue,
    asked: Question,
    filters: Filters | None,
    *,
    target: bool | None,
    metrics: tuple[str, ...] | None = None,
) -> list[Target]:
    """Rows of the place and the years asked, those of other bodies than the place itself left out unless named."""
    within = catalogue.matching(filters) if filters else None
    found: list[Target] = []
    for place in asked.places or ((),):
        for year in asked.years or (None,):
            wanted = TargetFilters(place[-1] if place else None, year, target=target, metrics=metrics)
            found += [
                row for row in find_targets(catalogue, wanted, within) if not place or row.indicator.region == place
            ]
    named = [row for row in found if row.indicator.organisation and row.indicator.organisation in asked.text]
    return named or [row for row in found if row.indicator.organisation is None]


def _named(asked: Question, row: Target) -> float | None:
    """How well a row's metric is what the question names, None where it is something else."""
    text = canonical(asked.text)
    said = _said(row.indicator.metric, text)
    held = canonical(" ".join((row.indicator.metric, *row.indicator.qualifiers, row.indicator.unit)))
    subject = [pair for slot in asked.slots for pair in (slot.subject or slot.terms)]
    kept = sum(pair in held for pair in subject) / len(subject) if subject else 0.0
    if said < MIN_METRIC or kept < MIN_ASKED:
        return None
    named = sum(len(each) > 1 and canonical(each) in text for each in row.indicator.qualifiers)
    narrower = sum(bool(_NARROW.search(each)) and canonical(each) not in text for each in row.indicator.qualifiers)
    return said + kept + SAID * named - NARROWER * (narrower + (row.indicator.whole is not None and not named))


def _surely(asked: Question, row: Target) -> bool:
    """Whether nothing is left open: all that is asked is said by the row, in its unit, and an intake is no stock."""
    slot, found = asked.slots[0], row.indicator
    unit = opening_unit(found.unit)
    if slot.family is not None and (unit is None or not same_unit(slot, unit[1])):
        return False
    held = canonical(" ".join((found.metric, *found.qualifiers, *row.entry.metadata.region)))
    taken_in = any(_INTAKE.match(each) for each in found.qualifiers)
    told_of = [pair for pair in slot.subject or slot.terms if pair not in asked.joins]
    return all(pair in held for pair in told_of) and taken_in == bool(_INTAKE.search(asked.text))


def _of_kind(asked: Question, row: Target) -> bool:
    """Whether a row is a growth, a share, a rank or a level, as the thing asked is worded."""
    wording = canonical(asked.slots[0].label if len(asked.slots) == 1 and asked.slots[0].label else asked.text)
    kinds = ((IndicatorKind.GROWTH, _GROWTH), (IndicatorKind.SHARE, _SHARE), (IndicatorKind.RANK, _RANK))
    wanted = next((kind for kind, pattern in kinds if pattern.search(wording)), None)
    kind = row.indicator.kind
    return kind is wanted if wanted else kind in (IndicatorKind.ACHIEVED, IndicatorKind.TARGET)


def _difference(one: Target, other: Target) -> str | None:
    """The difference of two figures of one unit, with its arithmetic."""
    first, second = one.indicator, other.indicator
    if first.value is None or second.value is None or first.unit != second.unit or (first.unit != "%" and first.low):
        return None
    high, low = (one, other) if first.value >= second.value else (other, one)
    gap = (high.indicator.value or Decimal(0)) - (low.indicator.value or Decimal(0))
    if not gap:
        return COMPARED["same"]
    scale, word = next(((s, w) for s, w in _SCALES if w in high.figure), (Decimal(1), ""))
    bounds = (high.indicator.comparator, low.indicator.comparator)
    before, after = _BOUNDS.get(bounds, ("约", ""))
    unit = "个百分点" if first.unit == "%" else f"{word}{first.unit}"
    return COMPARED["differ"].format(
        high=_label_of(high), low=_label_of(low), gap=f"{before}{plain(gap / scale)}{unit}{after}",
        sum=f"{plain((high.indicator.value or Decimal(0)) / scale)} - {plain((low.indicator.value or Decimal(0)) / scale)}",
    )  # fmt: skip


_BOUNDS = {
    ("=", "="): ("", ""),
    (">", "="): ("", "以上"),
    (">=", "="): ("", "以上"),
    ("=", ">"): ("不到", ""),
    ("=", ">="): ("至多", ""),
}
"""How the difference of two figures is bounded by what stands before or behind each of them, by comparators."""

_SCALES = ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万"))


def _label(side: Question, row: Target | None) -> str:
    if row is not None:
        return _label_of(row)
    place = side.places[0][-1] if side.places else ""
    return f"{place}{_years(side)}{'目标' if side.target else ''}"


def _label_of(row: Target) -> str:
    found = row.indicator
    place = found.region[-1] if found.region else ""
    year = f"{found.year}年" if found.year else ""
    return f"{place}{year}{_name(row)}{'（目标）' if is_target(found) else ''}"


def _name(row: Target) -> str:
    found = row.indicator
    narrow = "、".join(each for each in found.qualifiers if each not in ("完成", "全市", "实现", "达到"))
    word = f"{found.kind}" if found.kind in (IndicatorKind.GROWTH, IndicatorKind.SHARE, IndicatorKind.RANK) else ""
    return f"{found.metric}{f'（{narrow}）' if narrow else ''}{word}"


def _place(rows: Sequence[Target]) -> str:
    places: list[Region] = list(dict.fromkeys(row.indicator.region for row in rows if row.indicator.region))
    return "、".join(place[-1] for place in places)


def _years(asked: Question) -> str:
    return "".join(f"{year}年" for year in asked.years)


def _quotes(rows: Sequence[Target]) -> list[str]:
    return [f"{QUOTE}{row.quote} [{at}]" for at, row in enumerate(rows, 1)]


def _last(shown: Sequence[Target], quotes: Sequence[tuple[int, tuple[int, int]]]) -> int:
    """How many of the quotes the rows shown need."""
    return 1 + max(quotes.index((row.entry.key, row.indicator.sentence)) for row in shown)
