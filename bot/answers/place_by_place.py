"""What a sentence tells of several places one by one (海州区不超过35家，赣榆区不超过40家，……) is sure of each of them, however little
else of a question it says."""

import re
from collections.abc import Iterator

from bot.answers.refusing import why_not
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, led
from bot.reading.figures import same_unit
from bot.reading.reading import Evidence, heard_by
from bot.records import Kind, Outcome
from bot.understanding.coverage import coverage
from bot.understanding.fitting import tense_fits
from bot.understanding.segments import opening
from corpus.quantity import Quantity, find_quantities
from corpus.regions import find_regions, short_name

READ = 6
"""Sentences looked through."""

PLACES = 3
"""Places that a sentence must tell of one by one."""

ABOUT = 0.3
"""Share of the question that the sentence, its headings and the title must say beside the place."""

_OPENS = re.compile("[,，;；、。:：]")
_LEADS = "[区县市旗镇乡州]?(?:[（(][^（()）]{0,12}[）)])?[^\\d,，;；、。:：]{0,10}$"
"""What stands between a place and its own figure."""


def place_by_place(inquiry: Inquiry) -> Outcome | None:
    """The figure of the one place asked, from a sentence that tells one of each of several places; None where the best evidence
    answers, or no such sentence is about what is asked."""
    asked = inquiry.asked
    if len(asked.places) != 1 or len(asked.slots) != 1 or not asked.number or not inquiry.evidence:
        return None
    best = inquiry.evidence[0]
    if why_not(inquiry) is None and any(best.figures) and inquiry.certain(best):
        return None
    for item in inquiry.evidence[:READ]:
        meta, path = item.hit.entry.metadata, item.hit.stored.passage.path
        inside = asked.places[0][: len(meta.region)] == meta.region != asked.places[0]
        if (
            inside
            and meta.region
            and item.year_fits
            and tense_fits(asked, meta, path, item.text)
            and _about(inquiry, item)
        ):
            figures = [each for name, each in _told(item.text) if name == short_name(asked.places[0][-1])]
            if len(figures) == 1 and same_unit(asked.slots[0], figures[0].family):
                return _outcome(item, figures[0])
    return None


def _about(inquiry: Inquiry, item: Evidence) -> bool:
    over = " ".join((item.hit.entry.metadata.title, *item.hit.stored.passage.path, item.text))
    return coverage(inquiry.asked.terms, ((heard_by(inquiry.asked, over), 1.0),), inquiry.weights) >= ABOUT


def _told(text: str) -> list[tuple[str, Quantity]]:
    """The places that a sentence tells of one by one, by their short names, each with the figure behind it; none where they are
    fewer than PLACES."""
    found = list(_pairs(text))
    return found if len({name for name, _ in found}) >= PLACES else []


def _pairs(text: str) -> Iterator[tuple[str, Quantity]]:
    places = find_regions(text)
    for quantity in find_quantities(text):
        before = [(region, end) for region, _, end in places if end <= quantity.start]
        if before and re.match(_LEADS, text[before[-1][1] : quantity.start]):
            yield short_name(before[-1][0][-1]), quantity


def _outcome(item: Evidence, figure: Quantity) -> Outcome:
    opens = opening(_OPENS, item.text, figure.start)
    told = item.text[opens : figure.end].strip()
    return Outcome(led(told, item.text), Kind.NUMBER, None, cite_evidence([item]), rewordable=True)
