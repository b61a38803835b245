"""Several figures of one thing in one question: the rate and the cap, the term, one piece and the whole, the first year and later.

All aspects are answered from one sentence or row, each with a figure of its own: what is the cap is not the rate as well.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from bot.answers.refusing import of_report
from bot.inquiry import Inquiry
from bot.language import COLON
from bot.reading.citing import cite_figures, marks_of, quoted
from bot.reading.figure_words import ASKS_FORMER, gave_way
from bot.reading.owners import ASKED_CAP, TIMES, Placed, in_unit, nearness, period_of, placed
from bot.records import Kind, Outcome
from bot.understanding.coverage import coverage
from bot.understanding.fitting import region_fits, year_fits
from bot.understanding.naming import Side
from bot.understanding.question import Slot
from corpus.aliases import canonical
from index.tokens import bigrams

MOST_ASPECTS, TRIED = 3, 5
"""Aspects of a question that are answered together, and figures of a passage that are tried for each."""

MIN_SUBJECT = 0.5
"""Share of the thing asked, by weight, that its passage, headings and its title must say."""

FITS, MISFITS, MARGIN = 0.5, -0.5, 0.05
"""For a figure that is a cap, a piece or for the time asked, against one that is not; how much less sure any other answer
must be."""

_PIECE = re.compile("[每一](?:次|回|项|家|件|个|人|篇|例|场|台)")
_COUNTED = re.compile("[每一](?:次|回|项|家|件|个|人|篇|例|场|台)|每满|每增|各?计$")
_LONGEST = re.compile("最长|期限|多久|几年|几个月")
_GENERIC = frozenset(
    bigrams(
        "最高 最多 最长 封顶 上限 比例 金额 期限 每年 一年 每月 以后 首年 一次 一回 每次 每项 多到 补贴 补助 奖励 支持 年度"
    )
)


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure for each aspect, and how surely they are what is asked."""

    figures: tuple[Placed, ...]
    score: float

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(canonical(figure.quantity.text) for figure in self.figures)


def aspects(inquiry: Inquiry) -> Outcome | None:
    """A line for each of several figures asked of one thing, all from one sentence; None where it has not a certain one for each,
    or a report is asked, whose metrics have names of their own."""
    slots = inquiry.asked.slots
    if not 1 < len(slots) <= MOST_ASPECTS or not all(slot.number for slot in slots) or inquiry.asked.side_by_side:
        return None
    found = sorted(_passages(inquiry, slots), key=lambda given: -given.score)
    if not found or any(each.values != found[0].values and each.score > found[0].score - MARGIN for each in found[1:]):
        return None
    figures = found[0].figures
    citations = cite_figures(figures)
    marks = marks_of(figures)
    lines = [
        f"{slot.label}{COLON}{each.quantity.text} {mark}"
        for slot, each, mark in zip(slots, figures, marks, strict=True)
    ]
    quotes = quoted(citations)
    return Outcome("\n\n".join(["\n".join(lines), *quotes]), Kind.NUMBER, None, citations)


def _passages(inquiry: Inquiry, slots: Sequence[Slot]) -> Iterator[_Given]:
    """What each sentence or row gives for all aspects, where its figures are of the thing asked."""
    asked = inquiry.asked
    hits = [hit for hit in inquiry.found.hits if region_fits(asked, hit.entry.metadata) and not of_report(hit)]
    subject = tuple(term for term in asked.terms if term not in asked.joins and term not in _GENERIC)
    named = tuple(term for term in slots[0].subject if term in subject) or subject
    side = Side(slots[0].label, named, ())
    for _, group in groupby(placed(hits), key=lambda figure: figure.span):
        figures = [each for each in group if year_fits(asked, each.hit, each.text) and nearness(side, each) is not None]
        about = _about(subject, figures[0], inquiry.weights) if figures else 0.0
        if about >= MIN_SUBJECT and (given := _assigned(slots, figures)):
            yield _Given(given.figures, given.score + about)


def _about(subject: Sequence[str], figure: Placed, weights: Mapping[str, float]) -> float:
    passage = figure.hit.stored.passage
    title = figure.hit.entry.metadata.title
    read = ((canonical(figure.text), 1.0), (canonical(" ".join((*passage.path, title, passage.described))), 0.8))
    return coverage(subject, read, weights) if subject else 1.0


def _assigned(slots: Sequence[Slot], figures: Sequence[Placed]) -> _Given | None:
    """A figure for each aspect, no figure for two; None where an aspect has none."""
    options = [
        sorted(((s, each) for each in figures if (s := _fit(slot, slots, each)) is not None), key=lambda pair: -pair[0])
        for slot in slots
    ]
    given = [
        _Given(tuple(each for _, each in choice), sum(score for score, _ in choice) / len(slots))
        for choice in product(*(option[:TRIED] for option in options))
        if len({(each.headers, each.order) for _, each in choice}) == len(slots)
    ]
    given.sort(key=lambda each: -each.score)
    if not given or any(each.score > given[0].score - MARGIN and each.values != given[0].values for each in given[1:]):
        return None
    return given[0]


def _fit(slot: Slot, slots: Sequence[Slot], figure: Placed) -> float | None:
    """How well a figure is the aspect asked, None if it cannot be."""
    family = figure.quantity.family
    if slot.family is None and slot.cap:
        families = {each.family for each in slots if each.family} - TIMES - {"%"} or {"元"}
        if family not in families | {"元"}:
            return None
    elif not in_unit(slot, family):
        return None
    label = canonical(slot.label)
    said = canonical(" ".join((*figure.headers, figure.words.clause, figure.quantity.text, figure.words.after)))
    if gave_way(figure.words) and not ASKS_FORMER.search(label):
        return None
    time, figure_time = period_of(label), figure.period
    if time and figure_time and time != figure_time:
        return None
    score = FITS * coverage(bigrams(label), ((said, 1.0),), {})
    score += FITS if time and time == figure_time else 0.0
    if family not in TIMES:
        score += FITS if bool(ASKED_CAP.search(label)) == figure.is_cap else MISFITS
    elif _LONGEST.search(label):
        score += FITS if "长" in said else 0.0
    if _PIECE.search(label):
        score += FITS if _COUNTED.search(figure.words.clause + figure.quantity.text) else 0.0
    return score - 0.01 * figure.order
