"""A follow-up that asks for the same at another time, or as it is aimed at, read in the document that answered the question
before it."""

import re
from collections.abc import Iterator, Sequence

from bot.inquiry import Inquiry
from bot.reading.figure_words import words_about
from bot.reading.figures import same_unit
from bot.records import Kind, Outcome
from bot.turns.anchoring import Sentence, cited, outcome_of
from bot.understanding.coverage import coverage
from bot.understanding.fitting import tense_fits
from bot.understanding.places import without_places
from bot.understanding.question import Question, Slot
from bot.understanding.telling import told_of
from bot.understanding.words import content
from corpus.quantity import find_quantities
from index.catalogue import Entry
from index.tokens import bigrams

SAME_THING = 0.6
"""Share of the words before a figure that those before another must say to be the same thing at another time."""

ABOUT = 0.45
"""Share of the completed question that a sentence must say whose one figure in the unit is the same thing at another time."""

_CHANGES = re.compile(
    "(?:[这那]个?)?计划|安排|部署|[前上后下]一年|次年|当年|又是|还|再|又|要|想|得|今年|明年|来年|打算|准备|计划|争取|力争|预计|预期|目标|任务|新|能|[压降升冲涨增减提添扩换建修投招引做干搞定跑卖达控]+[制加高升低少]?到?了?|到|以[内上下]|左右|呢|是|有|的|吗|么|底|末|[,，?？\\s]"
)
"""What a follow-up says that asks only for the same thing at another time."""


def at_another_time(
    inquiry: Inquiry, entry: Entry, turns: tuple[Question, Question], rest: str, told: Sequence[Sentence]
) -> Outcome | None:
    """The same thing in another year, or as it is aimed at: the figure of the document before which stands what stands before
    the one that answered, or the one in its unit where the completed question comes nearest."""
    now, before = turns
    named = _CHANGES.sub("", re.sub("(?:多少|几)[十百千万亿]*[\u4e00-\u9fff]?", "", without_places(rest)))
    if len(named) > 1 or not now.number:
        return None
    here = next(each for each in told if each.distance == 0)
    unit = now.slots[0] if now.slots[0].exact else before.slots[0]
    if there := _beside_the_other_year(entry, here, now, unit):
        return there
    others = [
        each for each in told if each.distance and tense_fits(now, entry.metadata, each.stored.passage.path, each.text)
    ]
    thing = next(_words_of(here, unit), None)
    if thing is not None and (same := _of_the_same(thing, unit, others)):
        return outcome_of(entry, same, now, content(thing))
    near = _nearest_read(inquiry, unit, others)
    return outcome_of(entry, near, now, content(before.text)) if near else None


def _of_the_same(thing: str, unit: Slot, others: Sequence[Sentence]) -> Sentence | None:
    """The sentence with a figure in the unit asked before which most of the same words stand."""
    scored = [
        (coverage(bigrams(thing), ((words, 1.0),), {}), -abs(each.distance), each)
        for each in others
        for words in _words_of(each, unit)
    ]
    best = max(scored, key=lambda found: found[:2], default=None)
    return best[2] if best and best[0] >= SAME_THING else None


def _nearest_read(inquiry: Inquiry, unit: Slot, others: Sequence[Sentence]) -> Sentence | None:
    """The sentence where the completed question comes nearest, if it has one figure in the unit asked."""
    read = next(iter(inquiry.evidence), None)
    near = next((each for each in others if read and (each.start, each.end) == (read.start, read.end)), None)
    if near is None or read is None or read.coverage < ABOUT or not unit.exact:
        return None
    return near if len(list(_words_of(near, unit))) == 1 else None


def _beside_the_other_year(entry: Entry, here: Sentence, now: Question, unit: Slot) -> Outcome | None:
    """What the sentence that answered tells of another year as well (2024年为62元，2023年为61元)."""
    year = next((str(year) for year in now.years if str(year) in here.text), None)
    if year is None:
        return None
    told = told_of(
        here.text,
        lambda part: float(year in part),
        enough=lambda part: any(same_unit(unit, quantity.family) for quantity in find_quantities(part)),
    )
    return None if told == here.text.strip() else cited(entry, here, told, Kind.NUMBER)


def _words_of(sentence: Sentence, unit: Slot) -> Iterator[str]:
    """The words before each figure of a sentence in the unit asked."""
    quantities = find_quantities(sentence.text)
    for at, quantity in enumerate(quantities):
        if same_unit(unit, quantity.family):
            yield words_about(sentence.text, quantities, at).clause
