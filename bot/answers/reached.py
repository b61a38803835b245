"""What must be reached for a grant of a sum that the question names (要多少人次才能拿到80万): the statement that gives that sum."""

import re

from bot.answers.statement_answers import said
from bot.inquiry import Inquiry
from bot.reading.candidates import Choice
from bot.reading.figures import same_unit
from bot.records import Outcome
from bot.understanding.question import Slot
from bot.understanding.stated import with_units
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

_ASKS = re.compile(
    r"(?:多少|几)[^,，。;；?？]{0,14}?[,，]?(?:才|就|便)?(?:能够?|可以?|会)?(?:拿|领|得|奖|补|给|获|享受|贷)[^,，。;；?？]{0,6}?(?=\d|[一二三四五六七八九十百]+万)"
)
"""What asks for a threshold before the sum that is given from there on."""


def reached(inquiry: Inquiry) -> Outcome | None:
    """The statement that gives the sum named to whom reaches a figure of the kind asked; None where none does, or several do."""
    asked, text = inquiry.asked, with_units(inquiry.asked.text)
    found = _ASKS.search(fold(text))
    if found is None or len(asked.slots) != 1 or not inquiry.evidence or not inquiry.sure(inquiry.evidence[0]):
        return None
    sums = [each for each in find_quantities(text) if each.family == "元" and each.start >= found.end()]
    if len(sums) != 1:
        return None
    given = [each for each in inquiry.chosen.choices if _gives(each, sums[0], asked.slots[0])]
    return said(inquiry, given[0]) if len({each.own for each in given}) == 1 else None


def _gives(choice: Choice, wanted: Quantity, slot: Slot) -> bool:
    """Whether a statement gives a sum to whom reaches a figure of the kind asked."""
    given = any(_is(each.quantity, wanted) for each in choice.figures if not each.bounds)
    return given and any(each.bounds and same_unit(slot, each.family) for each in choice.figures)


def _is(told: Quantity | None, wanted: Quantity) -> bool:
    return told is not None and told.family == wanted.family and told.value is not None and told.value == wanted.value
