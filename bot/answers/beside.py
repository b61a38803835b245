"""Two things of the documents side by side: the figure of each, and their difference, sum or rest.

A figure that is not certain is not told, and nothing is worked out of figures of different things.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answers.both import asks_turn
from bot.answers.each_alone import each_alone
from bot.answers.refusing import of_report, refuse
from bot.answers.tabled import from_table
from bot.answers.working_out import worked
from bot.inquiry import Inquiry
from bot.language import BRACKETED, COLON
from bot.reading.citing import cite_figures, led, marks_of, quoted
from bot.reading.labels import is_name
from bot.reading.owners import Owned, Placed, Wanted, alike, in_unit, owned, parallel, placed, wanted
from bot.reading.parallel import place_of, told_together
from bot.records import Kind, Outcome, Reason
from bot.texts import COMPARED, NOT_GIVEN
from bot.understanding.fitting import region_fits, tense_fits, year_fits
from bot.understanding.naming import matched, unmarked
from bot.understanding.places import without_places
from bot.understanding.sides import Aspect, Sides, Wants, find_sides
from corpus.quantity import find_quantities
from corpus.regions import Region, find_regions
from index.search import Hit
from index.tokens import bigrams

TRIED = 8
"""Figures of a side that are tried with those of the other."""

PARALLEL, ONE_SENTENCE, ONE_DOCUMENT = 0.5, 0.1, 0.2
"""For two figures worded alike, in one sentence or row, and in one document."""

LIKE, WORDED_ALIKE = 0.1, 0.6
"""How much alike two figures of different sentences must be worded, and where nothing else says what is asked of both."""

MARGIN = 0.03
"""A pair of figures is certain if none with another figure comes nearer to it than this."""

SURE = 0.6
"""Share of what is extended that must stand about the two terms."""

_OF_TABLE = re.compile("目标|完成|达标")
_TOTAL = re.compile("合计|共计|总计|总共|两项|累计|加起来|之和")
_EXTENDS = re.compile("延长|延期|展期|续期|顺延|延展")
_OF_LEVEL = re.compile("增速|增幅|增长率|涨幅|占比|比重")
"""What is said of a figure and is not the figure itself: its line must say so."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The figures of an aspect, None where a side has no certain one, and the total that the text gives itself."""

    aspect: Aspect
    names: tuple[str, str]
    figures: tuple[Placed | None, Placed | None]
    total: Placed | None = None


def side_by_side(inquiry: Inquiry) -> Outcome | None:
    """The figures of two things that a question names, with what it asks to be worked out of them; None if it names no two, or
    nothing is found of either. Places and years of reports are compared by the table of indicators."""
    sides = None if asks_turn(inquiry.asked.text) else find_sides(inquiry.asked.text)
    if sides is None or _OF_TABLE.search(inquiry.asked.text):
        return None
    rest = any(aspect.wants is Wants.REST for aspect in sides.aspects)  # what was not taken has no row of its own
    of_places = sides.left.place or sides.right.place
    if of_places and len(inquiry.asked.places) > 1 and not rest and (table := from_table(inquiry)):
        return table
    names = sides.left.name, sides.right.name
    found = [_find(inquiry, sides, aspect) or _Found(aspect, names, (None, None)) for aspect in sides.aspects]
    if any(all(each.figures) for each in found):
        return _outcome(found)
    if alone := each_alone(inquiry, sides):
        return alone
    if any(any(each.figures) for each in found):
        return _of_both(found) or _outcome(found)
    of_reports = sides.left.place and sides.right.place and inquiry.evidence and of_report(inquiry.evidence[0].hit)
    return refuse(inquiry.asked, Reason.NO_FIGURE, inquiry.found.hits) if of_reports else None


def _find(inquiry: Inquiry, sides: Sides, aspect: Aspect) -> _Found | None:
    per_head = all(side.name.endswith("居民") for side in (sides.left, sides.right)) and "人均" not in aspect.thing
    thing = without_places(aspect.thing)
    asked = wanted(f"人均{thing}" if per_head else thing)  # what residents have is told per head
    if not asked.required and any(side.place or not side.needed for side in (sides.left, sides.right)):
        return None  # nothing tells the figures of a place apart
    names = sides.left.name, sides.right.name
    of_places = bool(sides.left.place and sides.right.place)  # reports' are compared by the table, or not at all
    single: _Found | None = None
    for hits in _searches(inquiry, sides, aspect):
        figures = [each for each in placed(hits) if _fits(inquiry, each) and not (of_places and of_report(each.hit))]
        if aspect.wants is Wants.EXTENDED:
            if both := _extended(sides.left.name, asked, figures):
                return _Found(aspect, ("期限", "延长"), both)
            continue
        lefts, rights = (owned(side, asked, figures)[:TRIED] for side in (sides.left, sides.right))
        if not lefts or not rights:
            lefts, rights = (owned(side, asked, figures)[:TRIED] for side in unmarked(sides.left, sides.right))
        both = _pair(lefts, rights, aspect.wants, near=not asked.terms)
        if both and _of_one_kind(asked, both):
            total = _given(both, figures) if aspect.wants is Wants.SUM else None
            return _Found(aspect, names, both, total)
        if not single and aspect.wants in (Wants.DIFFERENCE, Wants.RATIO) and bool(lefts) != bool(rights):
            single = _Found(aspect, names, (_certain(lefts), _certain(rights)))
    if single is None or "一样" in inquiry.asked.text or not all(map(is_name, names)):
        return None  # what is no name cannot be said to be missing
    return single if any(single.figures) else None


def _searches(inquiry: Inquiry, sides: Sides, aspect: Aspect) -> Iterator[list[Hit]]:
    """The passages found for the question, then with them those found for each side alone."""
    asked = inquiry.asked
    hits = [hit for hit in inquiry.found.hits if region_fits(asked, hit.entry.metadata)]
    yield hits
    for side in (sides.left, sides.right):
        alone = inquiry.about(replace(asked, text=f"{side.name} {aspect.thing}"))
        held = {(hit.entry.key, hit.stored.passage.start) for hit in hits}
        hits = hits + [
            hit
            for hit in alone.found.hits
            if (hit.entry.key, hit.stored.passage.start) not in held and region_fits(asked, hit.entry.metadata)
        ]
    yield hits


def _fits(inquiry: Inquiry, figure: Placed) -> bool:
    """Whether a figure's sentence is of the year asked, and in a report a result where no target is asked."""
    hit = figure.hit
    path, meta = hit.stored.passage.path, hit.entry.metadata
    fits = year_fits(inquiry.asked, hit, figure.text) and tense_fits(inquiry.asked, meta, path, figure.text)
    return fits and _of_part(inquiry.asked.places, meta.region, figure)


def _of_part(places: Sequence[Region], whole: Region, figure: Placed) -> bool:
    """Whether a figure that is told of parts of its document's place is told of one asked, by its clause or else its sentence."""
    asked = {place for place in places if len(place) > len(whole) > 0 and place[: len(whole)] == whole}
    for words in (figure.words.clause, figure.text) if asked else ():
        told = {region for region, _, _ in find_regions(words) if region[: len(whole)] == whole != region}
        if told:
            return not told.isdisjoint(asked)
    return True


def _pair(lefts: Sequence[Owned], rights: Sequence[Owned], wants: Wants, *, near: bool) -> tuple[Placed, Placed] | None:
    """The two figures that belong together best; None where none do, or others do as well. Where nothing says what is asked
    of both (`near`), they must stand beside each other."""
    pairs = [
        (left.score + right.score + _together(left.figure, right.figure), left.figure, right.figure)
        for left in lefts
        for right in rights
        if not _same_span(left.figure, right.figure) and alike(left.figure, right.figure)
        and (not near or _beside(left.figure, right.figure))
        and (wants is not Wants.REST or _is_part(left.figure, right.figure))
    ]  # fmt: skip
    if not pairs:
        return None
    best, left, right = max(pairs, key=lambda pair: pair[0])
    values = _values(left, right)
    rivals = [pair for pair in pairs if pair[0] > best - MARGIN and _values(pair[1], pair[2]) != values]
    return None if rivals else (left, right)


def _of_one_kind(asked: Wanted, both: tuple[Placed, Placed]) -> bool:
    """Whether two figures stand in one sentence, are worded alike, or are both told with all the words of what is asked."""
    if both[0].span == both[1].span or parallel(*both) >= LIKE:
        return True
    return bool(asked.terms) and all(term in figure.words.around for term in asked.terms for figure in both)


def _beside(left: Placed, right: Placed) -> bool:
    """Whether two figures stand in one sentence or column, or are worded alike in one document."""
    if left.headers or right.headers:
        return left.span == right.span or left.headers[-1:] == right.headers[-1:]
    alike_worded = left.hit.entry.key == right.hit.entry.key and parallel(left, right) >= WORDED_ALIKE
    return left.span == right.span or alike_worded


def _values(left: Placed, right: Placed) -> tuple[Decimal | None, Decimal | None]:
    return left.quantity.value, right.quantity.value


def _together(left: Placed, right: Placed) -> float:
    bonus = PARALLEL * parallel(left, right)
    bonus += ONE_SENTENCE if left.span == right.span else 0.0
    return bonus + (ONE_DOCUMENT if left.hit.entry.key == right.hit.entry.key else 0.0)


def _same_span(left: Placed, right: Placed) -> bool:
    return (left.span, left.headers, left.order) == (right.span, right.headers, right.order)


def _is_part(whole: Placed, part: Placed) -> bool:
    """Whether the second figure is told of the first in its own sentence, behind it."""
    one, other = whole.quantity.value, part.quantity.value
    return (
        whole.span == part.span
        and part.order == whole.order + 1
        and one is not None
        and other is not None
        and other < one
    )


def _certain(found: Sequence[Owned]) -> Placed | None:
    """The surest figure, None where another one is as sure."""
    if not found:
        return None
    best = found[0]
    rivals = [each for each in found[1:] if each.score > best.score - MARGIN]
    return None if any(each.figure.quantity.value != best.figure.quantity.value for each in rivals) else best.figure


def _given(parts: tuple[Placed, Placed], figures: Sequence[Placed]) -> Placed | None:
    """The total that the text gives of two parts itself, behind them in their sentence."""
    last = max(parts, key=lambda each: (each.start, each.order))
    for figure in figures:
        behind = figure.span == last.span and figure.order > last.order
        if behind and figure.quantity.family == last.quantity.family and _TOTAL.search(figure.words.clause):
            return figure
    return None


def _extended(base: str, asked: Wanted, figures: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """A term and what it may be extended by: the figure behind 延长, and the one before it in its sentence."""
    needed = bigrams(matched(base))
    for at, figure in enumerate(figures):
        if not _EXTENDS.search(figure.words.clause) or not in_unit(asked.slot, figure.quantity.family):
            continue
        before = figures[at - 1] if at else None
        if before is None or before.span != figure.span or not alike(before, figure):
            continue
        over = matched(f"{figure.text} {' '.join(figure.hit.stored.passage.path)}")
        if sum(pair in over for pair in needed) >= SURE * len(needed):
            return before, figure
    return None


def _of_both(found: Sequence[_Found]) -> Outcome | None:
    """The words that tell the only figure found and one beside it in like words, which may be of the thing that the question calls otherwise; None
    where it stands alone."""
    shown = [figure for each in found for figure in each.figures if figure is not None]
    if len(shown) != 1:
        return None
    figure, quantities = shown[0], find_quantities(shown[0].text)
    at = place_of(quantities, (figure.quantity.start,))
    told = told_together(figure.text, quantities, at) if at is not None and not figure.headers else ""
    return Outcome(led(told, figure.text), Kind.NUMBER, None, cite_figures(shown)) if told else None


def _outcome(found: Sequence[_Found]) -> Outcome:
    shown = [figure for each in found for figure in (*each.figures, each.total) if figure is not None]
    marks = {id(figure): mark for figure, mark in zip(shown, marks_of(shown), strict=True)}
    lines = [line for each in found for line in _lines(each, marks, several=len(found) > 1)]
    citations = cite_figures(shown)
    quotes = quoted(citations)
    return Outcome("\n\n".join(["\n".join(lines), *quotes]), Kind.NUMBER, None, citations)


def _lines(found: _Found, marks: dict[int, str], *, several: bool) -> list[str]:
    words = re.sub(r"\s*(?:多少|几|多久)\S*$", "", found.aspect.thing).split()
    thing = "".join(word for word in words if not any(word in name for name in found.names))
    thing = without_places(thing).strip()
    thing = thing if several or _OF_LEVEL.search(thing) else ""
    names = [f"{name}{BRACKETED.format(thing)}" if thing else name for name in found.names]
    told = [
        f"{name}{COLON}{f'{figure.quantity.text} {marks[id(figure)]}' if figure else NOT_GIVEN}"
        for name, figure in zip(names, found.figures, strict=True)
    ]
    left, right = found.figures
    if found.aspect.wants is Wants.NOTHING:
        return told
    if found.total:
        total = found.total
        return [*told, COMPARED["given"].format(total=total.quantity.text, marks=marks[id(total)])]
    return [*told, worked(found.aspect, (names[0], names[1]), left, right)] if left and right else told
