"""The figure of a year out of that of the next one and how much that is more: 2026年安排2.8亿元，比上年增加4000万元 tells of 2025 as well."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answers.refusing import why_not
from bot.inquiry import Inquiry
from bot.reading.candidates import Choice
from bot.reading.citing import cite_evidence
from bot.reading.figures import same_unit
from bot.reading.labels import scale_of, years_of
from bot.reading.required import lacks
from bot.records import Kind, Outcome
from bot.texts import QUOTE, YEAR_BEFORE
from bot.understanding.places import YEAR
from bot.understanding.question import understand
from corpus.aliases import canonical
from corpus.quantity import Quantity, conversion, plain

LIKELY = 0.15
"""Chance from which the best statement is taken for the figure asked, but of the next year."""

_MORE = "增加|提高|上调|多|增|上升|新增|净增|扩大"
_LESS = "减少|降低|下调|少|减|下降|压减|缩减"
_CHANGED = re.compile(
    rf"(?:比|较)(?:(?P<year>(?:19|20)\d{{2}})年|上年|去年|上一年|前一年)(?:度|末|底|同期|全年)?[^,，;；。\d]{{0,8}}?(?P<way>{_MORE}|{_LESS})(?:了|约|近)?$"
)
_ASKED_YEAR = re.compile("(?:截至|截止|到)?(?:19|20)\\d{2}年(?:末|底|度)?")


@dataclass(frozen=True, slots=True)
class _Step:
    """A figure of a year, and by how much it is more than that of the year `before`; negative for less."""

    figure: Quantity
    change: Quantity
    sign: int
    before: int | None


def year_before(inquiry: Inquiry) -> Outcome | None:
    """The figure of the year asked as the next year's and its change tell it, with the sum; None where the year has a figure of its
    own, nothing tells both, or what is told is another thing."""
    asked = inquiry.asked
    if len(asked.years) != 1 or len(asked.slots) != 1 or not asked.number:
        return None
    if why_not(inquiry) is None and not _names_before(inquiry, asked.years[0]):
        return None
    text = _ASKED_YEAR.sub("", asked.text)
    free = replace(understand(text), places=asked.places, elsewhere=asked.elsewhere)
    planned = replace(free, target=True, result=False)  # of the year ahead a report has nothing but plans
    found = (_by_next(inquiry.about(each), asked.years[0]) for each in (free, planned))
    return next((outcome for outcome in found if outcome), None)


def _by_next(free: Inquiry, year: int) -> Outcome | None:
    """The figure of a year by what a question that names no year finds."""
    best = next(iter(free.chosen.choices), None)
    if best is None:
        return None
    steps = [(each, step) for each in free.chosen.choices if (step := _step(each)) and _fits(free, best, each, step)]
    named = [(each, step) for each, step in steps if step.before == year]
    next_year = [
        (each, step) for each, step in steps if each is best and not step.before and _year_of(each) == year + 1
    ]
    found = next_year if next_year and free.chosen.chance >= LIKELY else named
    return _told(*found[0], year) if len(found) == 1 else None


def _names_before(inquiry: Inquiry, year: int) -> bool:
    """Whether the likeliest statement names the year only to tell how much more the figure of another one is."""
    if not any(re.search(f"[比较]{year}年", item.text) for item in inquiry.evidence):
        return False
    best = next(iter(inquiry.chosen.choices), None)
    step = _step(best) if best else None
    return step is not None and step.before == year


def _fits(free: Inquiry, best: Choice, choice: Choice, step: _Step) -> bool:
    """Whether a statement of two years is of the document of the best one, in the unit asked, and of what is asked by name."""
    same = choice.item.hit.entry.key == best.item.hit.entry.key
    return same and same_unit(free.asked.slots[0], step.figure.family) and not lacks(free.asked, choice.item)


def _step(choice: Choice) -> _Step | None:
    """What a statement tells of two years: its first figure and the change that stands behind it."""
    told = [each.quantity for each in choice.figures if each.quantity is not None and not each.bounds]
    if len(told) < 2:
        return None
    figure, change = told[:2]
    said = _CHANGED.search(choice.item.text[figure.end : change.start])
    if said is None or figure.value is None or change.value is None or figure.family == "%":
        return None
    if conversion(change.unit, figure.unit) is None:
        return None
    sign = 1 if re.fullmatch(_MORE, said["way"]) else -1
    return _Step(figure, change, sign, int(said["year"]) if said["year"] else None)


def _year_of(choice: Choice) -> int | None:
    """The year of a statement: its sentence's, that of the nearest heading, or its document's."""
    hit = choice.item.hit
    for part in (choice.item.text, *reversed(hit.stored.passage.path), hit.entry.metadata.title):
        years = [int(year) for year in YEAR.findall(canonical(part))]
        if years:
            return years[0]
    return hit.entry.metadata.year


def _told(choice: Choice, step: _Step, year: int) -> Outcome:
    figure, change = step.figure, step.change
    value, more = figure.value or Decimal(0), (change.value or Decimal(0)) * (conversion(change.unit, figure.unit) or 1)
    before = value - step.sign * more
    scale, word = scale_of(figure.text, value)
    text = YEAR_BEFORE.format(
        year=years_of((year,)),
        before=f"{plain(before / scale)}{word}{figure.unit}",
        figure=figure.text,
        sign="-" if step.sign > 0 else "+",
        change=change.text,
    )
    quote = f"{QUOTE}{choice.item.text} [1]"
    return Outcome(f"{text} [1]\n\n{quote}", Kind.NUMBER, None, cite_evidence([choice.item]))
