"""Refusals: why a question is not answered, with what comes nearest."""

from collections.abc import Sequence

from bot.answers.mentions import Mention, mentions
from bot.inquiry import Inquiry
from bot.language import LIST
from bot.reading.citing import cite_evidence, cite_passage, cite_rows, marks
from bot.reading.figures import same_unit
from bot.reading.reading import Evidence
from bot.reading.required import lacks, left_unsaid, parts_asked
from bot.reading.targets import neighbour, told
from bot.reading.thresholds import asks_condition, sets_condition
from bot.records import Kind, Outcome, Reason
from bot.texts import FIGURE_UNSURE, MENTIONED, NEAREST, NEAREST_SENTENCE, OF_WHOLE_ONLY, REFUSALS
from bot.understanding.question import Question
from corpus.quantity import find_quantities
from corpus.reports import reports
from index.relations import without_copies
from index.search import Hit

SHOWN = 3
"""Passages shown beside a refusal."""

RELATED = 0.45
"""Share of a question's informative characters that a text holds which is about the same thing, if of another place or
year perhaps."""

NEAR_ENOUGH = 0.05
"""Confidence from which a refusal shows the nearest sentence first."""

QUOTED = 0.3
"""Confidence from which a sentence is quoted whose figure is not surely the one asked for."""

SURELY_QUOTED = 0.45
"""Confidence from which it is quoted of a report, or for a year."""

TELLING = 20
"""Characters of a passage that is worth showing beside a refusal: shorter ones are dates and names of offices."""

_NEAR = frozenset({Reason.NO_FIGURE, Reason.OTHER_YEAR, Reason.NOT_FOUND})
"""Refusals beside which the figure of another year or kind is shown."""


def nothing_asked(inquiry: Inquiry) -> Outcome | None:
    """A question without anything that could be looked for."""
    asked, named = inquiry.asked, inquiry.named
    if (
        named.documents
        or named.unknown
        or named.untitled
        or (asked.text.strip() and (asked.terms or asked.places or asked.years))
    ):
        return None
    return _bare(Reason.EMPTY_QUESTION)


def nothing_held(inquiry: Inquiry) -> Outcome | None:
    """A library without documents."""
    return _bare(Reason.EMPTY_LIBRARY) if inquiry.library.catalogue.is_empty() else None


def unknown_document(inquiry: Inquiry) -> Outcome | None:
    """That no document has a number or a title asked for, with the sentences of others that mention it."""
    named, catalogue = inquiry.named, inquiry.library.catalogue
    if not (named.unknown or named.untitled) or named.documents:
        return None
    found: dict[int, Mention] = {}
    for mention in mentions(catalogue, named, without_copies(catalogue, named.mentioned)):
        found.setdefault(mention.entry.key, mention)
    shown = tuple(mention.cited(at) for at, mention in enumerate(list(found.values())[:SHOWN], 1))
    reason = Reason.UNKNOWN_NUMBER if named.unknown else Reason.UNKNOWN_TITLE
    titles = str(LIST).join(f"《{title}》" for title in named.untitled)
    text = REFUSALS[reason].format(number=str(LIST).join(named.unknown), title=titles)
    text = f"{text}\n\n{MENTIONED}{marks(shown)}" if shown else text
    return Outcome(text, Kind.NONE, reason, shown)


def unanswered(inquiry: Inquiry) -> Outcome | None:
    """A refusal where the best evidence does not answer, unless the table of indicators has the figure; with the figure of
    another year or kind beside it."""
    asked, catalogue = inquiry.asked, inquiry.library.catalogue
    reason = why_not(inquiry)
    if reason is None:
        return None
    if reason in _NEAR:
        if table := told(catalogue, asked, inquiry.filters, partly=True):
            return Outcome(table.text, Kind.NUMBER, None, cite_rows(table.rows))
        if near := neighbour(catalogue, asked, inquiry.filters):
            return Outcome(near.text, Kind.NONE, reason, cite_rows(near.rows))
    return refuse(asked, reason, inquiry.found.hits, _nearest(inquiry, reason))


def _nearest(inquiry: Inquiry, reason: Reason) -> Evidence | None:
    """The sentence that comes so near that a reader should see it first; None where even that is of something else."""
    best = next(iter(inquiry.evidence), None)
    if best is None or reason not in (Reason.NOT_FOUND, Reason.NO_FIGURE) or lacks(inquiry.asked, best):
        return None
    near = best.place_fits and best.year_fits and (inquiry.confidence or 0.0) >= NEAR_ENOUGH
    return best if near and len(best.text) >= TELLING else None


def why_not(inquiry: Inquiry) -> Reason | None:
    """Why the best evidence does not answer, or None if it does."""
    asked, evidence = inquiry.asked, inquiry.evidence
    if not evidence:
        return Reason.NOT_FOUND
    best = evidence[0]
    sure = inquiry.sure(best)
    related = [item for item in evidence if item.coverage >= RELATED]
    if best.place_fits and best.year_fits and sure:
        related = []
    if related and not any(item.place_fits for item in related):
        return Reason.OTHER_PLACE
    if related and not any(item.place_fits and item.year_fits for item in related):
        return Reason.OTHER_YEAR
    if not (best.place_fits and best.year_fits) or not sure or lacks(asked, best):
        return Reason.NOT_FOUND
    if asked.number and left_unsaid(asked, best.text):
        return Reason.NO_FIGURE
    if asked.number and not any(best.figures) and not _worth_quoting(inquiry, best):
        return Reason.NO_FIGURE
    if asked.number and of_report(best.hit) and not inquiry.certain(best):
        return Reason.NO_FIGURE  # a neighbouring figure of a report is taken for the one asked, however it is hedged
    return None


def _worth_quoting(inquiry: Inquiry, item: Evidence) -> bool:
    """Whether a sentence in which no figure surely answers is to be read for oneself: one with a figure in the unit asked,
    which is likely to be on it. Reports, and what is told of a year, are full of figures that are near and others'."""
    asked = inquiry.asked
    if asked.aim or asked.intake:
        return False  # rules tell no aims and no numbers held
    if asks_condition(asked.text) and not sets_condition(item.text):
        return False
    of_year = of_report(item.hit) or bool(asked.years)
    if of_year and not all(slot.exact and not slot.total for slot in asked.slots):
        return False
    likely = (inquiry.confidence or 0.0) >= SURELY_QUOTED if of_year else inquiry.likely(item, QUOTED)
    return likely and _may_tell(asked, item)


def _may_tell(asked: Question, item: Evidence) -> bool:
    """Whether a sentence has a figure in the unit of each thing asked."""
    found = find_quantities(item.text)
    return all(any(slot.family is None or same_unit(slot, each.family) for each in found) for slot in asked.slots)


def of_report(hit: Hit) -> bool:
    """Whether a passage is of a report, or of a part of a document that reports."""
    return reports(hit.entry.metadata, *hit.stored.passage.path)


def refuse(asked: Question, reason: Reason, hits: Sequence[Hit], nearest: Evidence | None = None) -> Outcome:
    """A refusal with the nearest passages, the nearest sentence first where there is one."""
    names = dict.fromkeys((*(region[-1] for region in asked.places), *asked.elsewhere))
    place = str(LIST).join(name for name in names if not any(name != other and name in other for other in names))
    year = str(LIST).join(str(year) for year in asked.years)
    parts = _parts(asked, hits) if reason in (Reason.NOT_FOUND, Reason.NO_FIGURE) else ""
    unsure = reason is Reason.NO_FIGURE and nearest is not None and _may_tell(asked, nearest)
    wording = FIGURE_UNSURE if unsure else REFUSALS[reason]
    text = OF_WHOLE_ONLY.format(part=parts) if parts else wording.format(place=place, year=year)
    first = cite_evidence([nearest]) if nearest else ()
    said = nearest.text.strip() if nearest else ""
    telling = [
        hit for hit in hits if len(hit.stored.passage.text) >= TELLING and hit.stored.passage.text.strip() != said
    ]
    citations = tuple(
        cite_passage(number, hit) for number, hit in enumerate(telling[: SHOWN - len(first)], len(first) + 1)
    )
    lines = [text, *(f"{NEAREST_SENTENCE}{each.quote} [1]" for each in first)]
    lines += [f"{NEAREST}{marks(citations)}"] if citations else []
    return Outcome("\n\n".join(lines), Kind.NONE, reason, (*first, *citations))


def withheld(outcome: Outcome, why: str, reason: Reason = Reason.NOT_FOUND) -> Outcome:
    """A refusal in place of an answer that does not tell what is asked, with what that quotes."""
    first, *rest = outcome.citations
    lines = [why, f"{NEAREST_SENTENCE}{first.quote} {marks([first])}"]
    lines += [f"{NEAREST}{marks(rest)}"] if rest else []
    return Outcome("\n\n".join(lines), Kind.NONE, reason, outcome.citations)


def _parts(asked: Question, hits: Sequence[Hit]) -> str:
    """The parts of the place of the reports found that a figure is asked of; "" where none is."""
    if not (asked.number or asked.aim):
        return ""
    report = next((hit.entry.metadata for hit in hits if of_report(hit)), None)
    return str(LIST).join(dict.fromkeys(parts_asked(asked, report.region))) if report else ""


def _bare(reason: Reason) -> Outcome:
    return Outcome(str(REFUSALS[reason]), Kind.NONE, reason)
