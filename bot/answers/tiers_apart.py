"""Two tiers of one thing side by side, called by their bounds (3万平米以上的和1万到3万平米的) or as the higher and the lower one (高的一档比低的
一档): what each gives, and the difference."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from bot.answers.columns import Row, tables
from bot.answers.working_out import Told, worked
from bot.inquiry import Inquiry
from bot.language import COLON
from bot.reading.citing import cite_figures, cite_passage, marks_of, quoted
from bot.reading.owners import Placed, placed
from bot.records import Citation, Kind, Outcome
from bot.understanding.fitting import region_fits
from bot.understanding.scopes import as_ranges
from bot.understanding.sides import Aspect, Wants
from corpus.aliases import canonical
from corpus.quantity import Quantity, conversion, find_quantities
from corpus.text import fold
from index.tokens import bigrams

_COMPARES = re.compile(
    "[相]?差(?:了|距|额)?(?:多少|几)|相差|[多高少低](?:出|了|拿|奖|补|给)*(?:多少|几)|分别|各自?(?:是|有|给|奖|补|能|拿)*(?:多少|几)"
)
_HIGH_LOW = re.compile(
    "高(?:的|一|那|等级|标准)*[档级][^,，]{0,6}?[和跟与比][^,，]{0,6}?低(?:的|一|那|等级|标准)*(?:[档级]|(?=[,，差相]))"
)
GIVEN = ("元", "%")
"""Families of figures that are given; the others bound a tier."""

_NO_SIZES = (*GIVEN, "年", "次序", "月", "日")
"""Families of figures that are no size which a tier holds, unless they are bounds."""

_INCLUDED = re.compile("[（(]不?含[^（）()]{0,4}[）)]")

NAMED = 0.5
"""Share of the name of what has tiers that a question must say."""


def tiers_apart(inquiry: Inquiry) -> Outcome | None:
    """What two tiers give, and how much more the one does; None where a question names no two, or not just these are found."""
    text = fold(inquiry.asked.text)
    if not _COMPARES.search(text):
        return None
    told = as_ranges(text, find_quantities(text))
    bounds = [each for each in told if _bounds(each)] or [each for each in told if each.family not in _NO_SIZES]
    by_bound = len(bounds) == 2 and bounds[0].family == bounds[1].family
    if not by_bound and not _HIGH_LOW.search(text):
        return None
    return _of_rows(inquiry, bounds if by_bound else ()) or (_of_sentence(inquiry, bounds) if by_bound else None)


def _bounds(quantity: Quantity) -> bool:
    return quantity.low is not None or quantity.comparator in ("<", "<=", ">", ">=")


def _of_rows(inquiry: Inquiry, bounds: Sequence[Quantity]) -> Outcome | None:
    """The two rows of the thing that is named best: those of the bounds, or the only two that it has."""
    named = sorted(_groups(inquiry), key=lambda each: -each[0])
    if not named or named[0][0] < NAMED or (len(named) > 1 and named[1][0] == named[0][0]):
        return None
    rows = named[0][1]
    chosen = [[row for row in rows if any(_same(cell.quantity, bound) for cell in row.cells[:-1])] for bound in bounds]
    if any(len(each) != 1 for each in chosen) or (not bounds and len(rows) != 2):
        return None
    one, other = (each[0] for each in chosen) if bounds else rows
    return _rows_told(one, other) if one is not other else None


def _groups(inquiry: Inquiry) -> Iterator[tuple[float, list[Row]]]:
    """The rows of each thing that has several, with how much of its name the question says."""
    said = canonical(inquiry.asked.text)
    for table in tables(inquiry):
        for name, rows in groupby(table, key=lambda row: row.name):
            pairs, found = bigrams(canonical(name)), list(rows)
            if pairs and len(found) > 1 and all(len(row.cells) > 1 for row in found):
                yield sum(pair in said for pair in pairs) / len(pairs), found


def _rows_told(one: Row, other: Row) -> Outcome | None:
    given = one.cells[-1], other.cells[-1]
    if given[0].quantity.family not in GIVEN or given[0].quantity.family != given[1].quantity.family:
        return None
    citations = cite_passage(1, one.hit), cite_passage(2, other.hit)
    names = (_tier(one), _tier(other))
    return _told(names, given, ("[1]", "[2]"), citations)


def _tier(row: Row) -> str:
    """A tier as the cells behind the name of its row tell it."""
    passage, columns = row.hit.stored.passage, {cell.column for cell in row.cells[:-1]}
    cells = [cell for cell in passage.cells if cell.headers and cell.headers[-1] in columns]
    return "，".join(passage.text[cell.start - passage.start : cell.end - passage.start] for cell in cells)


def _of_sentence(inquiry: Inquiry, bounds: Sequence[Quantity]) -> Outcome | None:
    """What the best sentence that tells both tiers gives right behind each of them."""
    hits = [hit for hit in inquiry.found.hits if region_fits(inquiry.asked, hit.entry.metadata)]
    for _, group in groupby((each for each in placed(hits) if not each.headers), key=lambda each: each.span):
        figures = list(group)
        one, other = (_behind(figures, bound) for bound in bounds)
        if one and other and one is not other and one.quantity.family == other.quantity.family:
            names = bounds[0].text, bounds[1].text
            return _told(names, (one, other), tuple(marks_of((one, other))), cite_figures((one, other)))
    return None


def _behind(figures: Sequence[Placed], bound: Quantity) -> Placed | None:
    """The figure that is given right behind a bound, as its sentence reads without its asides (200亩（含）至500亩)."""
    text = _INCLUDED.sub("", figures[0].text)
    told = as_ranges(text, find_quantities(text))
    found = [at for at, each in enumerate(told[:-1]) if _same(each, bound)]
    after = told[found[0] + 1] if len(found) == 1 else None
    if after is None or after.family not in GIVEN or after.family == bound.family:
        return None
    before = sum(each.family == after.family for each in told[: found[0] + 1])
    alike = [each for each in figures if each.quantity.family == after.family]
    return alike[before] if before < len(alike) and alike[before].quantity.value == after.value else None


def _same(one: Quantity, other: Quantity) -> bool:
    """Whether two bounds are the same, in whatever unit, or the one holds a size that is no bound."""
    factor = conversion(other.unit, one.unit)
    if factor is None or one.value is None or other.value is None:
        return False
    if not _bounds(other):
        return _bounds(one) and _holds(one, other.value * factor)
    lows = one.low, other.low * factor if other.low is not None else None
    if one.value != other.value * factor or lows[0] != lows[1]:
        return False
    return lows[0] is not None or one.comparator[:1] == other.comparator[:1]


def _holds(tier: Quantity, size: Decimal) -> bool:
    value = tier.value or Decimal(0)
    if tier.low is not None:
        return tier.low <= size <= value
    return {">": size > value, ">=": size >= value, "<": size < value, "<=": size <= value}[tier.comparator]


def _told(
    names: tuple[str, str],
    given: tuple[Told, Told],
    marks: Sequence[str],
    citations: tuple[Citation, ...],
) -> Outcome:
    lines = [f"{name}{COLON}{each.quantity.text} {mark}" for name, each, mark in zip(names, given, marks, strict=True)]
    lines.append(worked(Aspect("", Wants.DIFFERENCE), names, *given))
    return Outcome("\n\n".join(["\n".join(lines), *quoted(citations)]), Kind.NUMBER, None, citations)
