"""Answers to questions that name no place, in a library of several: whose rule it is, and where else one says as much."""

from collections.abc import Iterator

from bot.inquiry import Inquiry
from bot.language import LIST
from bot.records import Outcome
from bot.texts import UNPLACED
from corpus.regions import Region, are_apart, short_name

AS_MUCH = 0.85
"""Share of the best evidence's coverage from which that of another place says about as much."""

ABOUT_IT = 0.35
"""Coverage below which evidence of another place is of something else."""

NAMED = 3
"""Other places that are named."""


def unplaced(inquiry: Inquiry, outcome: Outcome) -> str:
    """A sentence on the place that an answer holds for, where the question names none and other places have as much on it; ""
    where there is nothing to say."""
    asked = inquiry.asked
    settled = asked.places or asked.elsewhere or inquiry.named.documents or inquiry.before
    if settled or outcome.reason is not None or "evidence" not in inquiry.__dict__:
        return ""
    places = list(dict.fromkeys(citation.source.metadata.region for citation in outcome.citations))
    if len(places) != 1 or not places[0]:
        return ""
    others = list(dict.fromkeys(_others(inquiry, places[0])))[:NAMED]
    if not others:
        return ""
    return UNPLACED.format(place=_called(places[0]), others=str(LIST).join(map(_called, others)))


def _others(inquiry: Inquiry, place: Region) -> Iterator[Region]:
    """Places apart from an answer's whose documents say about as much of what is asked."""
    best = max((item.coverage for item in inquiry.evidence if item.hit.entry.metadata.region == place), default=0.0)
    for item in inquiry.evidence:
        region = item.hit.entry.metadata.region
        if are_apart(region, place) and item.coverage >= max(AS_MUCH * best, ABOUT_IT):
            yield region


def _called(place: Region) -> str:
    return short_name(place[-1]) if len(place) < 3 else "".join(map(short_name, place[1:2])) + place[-1]
