"""Whether a figure that was read is less likely the one asked than may be stated, and what makes it sure whatever its chance."""

from bot.answers.refusing import of_report
from bot.answers.statement_answers import MIDDLE, SURE, says_all_alone, tells_read
from bot.inquiry import Inquiry
from bot.reading.asides import side_asked
from bot.reading.candidates import Choice
from bot.reading.choosing import LARGE, values_told
from bot.reading.figures import same_unit
from bot.reading.reading import Evidence, words_said
from bot.reading.thresholds import asks_condition, bounds_case
from bot.understanding.question import Question
from corpus.quantity import find_quantities

NAMED_APART = 0.12
"""Chance below which a figure is not stated where its statement is the one of several told alike whose own words the question says:
then the others make it no less likely."""

FAR_BEFORE = 2.0
"""By how much the score of a sentence must be more than that of any other one for its only figure in the unit asked to be told."""

LIKELIEST = 3
"""Statements among which a figure that was read is looked for again."""


def doubted(inquiry: Inquiry) -> bool:
    """Whether the figure read in the best evidence is less likely the one asked than may be stated. Cells are found by their row and
    column, a report's figure was read only where the sentence is certain, and the chance was fitted to no follow-ups."""
    item, best = inquiry.evidence[0], next(iter(inquiry.chosen.choices), None)
    if best is None or item.hit.stored.passage.cells or of_report(item.hit) or inquiry.fresh:
        return False
    if _told_twice(inquiry, item) or _aside_named(inquiry.asked, item) or _alone(inquiry):
        return False
    if _bounds_alone(inquiry.asked, item) or _placed_alone(inquiry, item) or says_all_alone(inquiry, item):
        return False
    beside = best.item is item or tells_read(inquiry.asked, best, item)
    if best.item is item and tells_read(inquiry.asked, best, item) and _named_apart(inquiry, best):
        return inquiry.chosen.chance < NAMED_APART
    return inquiry.chosen.chance < (MIDDLE if beside else SURE)


def _alone(inquiry: Inquiry) -> bool:
    """Whether the best evidence has one figure that could be the one asked, comes far before all others with another one, and is in the very
    unit asked."""
    best, *others = inquiry.evidence
    slot, read = inquiry.asked.slots[0], {each.value for each in best.figures if each is not None}
    like = [each for each in find_quantities(best.text) if same_unit(slot, each.family)]
    rivals = (each for each in others if not any(figure and figure.value in read for figure in each.figures))
    far = all(each.score <= best.score - FAR_BEFORE for each in rivals)
    return far and len(inquiry.asked.slots) == len(like) == 1 and slot.family == like[0].family


def _bounds_alone(asked: Question, item: Evidence) -> bool:
    """Whether the figure from which on something is given is asked, and the one read is the only such figure of its sentence."""
    bounds = [each for each in find_quantities(item.text) if bounds_case(item.text, each)]
    read = [each.start for each in item.figures if each is not None]
    return asks_condition(asked.text) and [each.start for each in bounds] == read


def _placed_alone(inquiry: Inquiry, item: Evidence) -> bool:
    """Whether an evidence tells one figure of its kind alone, and it alone of those with a figure names the place asked, which is a part of its
    document's: it is the line of that place."""
    asked, region = inquiry.asked, item.hit.entry.metadata.region
    inner = region is not None and any(len(place) > len(region) for place in asked.places)
    read = {each.family for each in item.figures if each is not None}
    like = [each for each in find_quantities(item.text) if each.family in read]
    if not inner or not asked.named_in(item.text) or len(like) != 1:
        return False
    return not any(asked.named_in(each.text) for each in inquiry.evidence if each is not item and any(each.figures))


def _aside_named(asked: Question, item: Evidence) -> bool:
    """Whether a figure read in an evidence stands in an aside of it that alone says a word of the question (（其中床位费不高于35元）)."""
    side = side_asked(asked, item.text)
    return side in item.text and side != item.text and any(each and each.text in side for each in item.figures)


def _told_twice(inquiry: Inquiry, item: Evidence) -> bool:
    """Whether the one figure that was read is told by one of the likeliest statements of another sentence or row too."""
    read = [each.value for each in item.figures if each is not None and each.value is not None]
    others = [each for each in inquiry.chosen.choices[:LIKELIEST] if each.item is not item]
    return len(read) == 1 and read[0] >= LARGE and any(read[0] in values_told(each) for each in others)


def _named_apart(inquiry: Inquiry, best: Choice) -> bool:
    """Whether a statement says a word of the question that no other one of its sentence says, and these say none that it does not:
    it is the tier asked for of some that are told alike."""
    rivals = [each for each in inquiry.chosen.choices if each.item is best.item and each is not best]
    own, *others = (words_said(inquiry.asked, each.own) for each in (best, *rivals))
    return bool(others) and all(own > other for other in others)
