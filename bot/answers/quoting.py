"""Answers from the passages read: the figure or the sentence that answers, with its quotes."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.both import asked_at_once, whole
from bot.answers.doubting import doubted
from bot.answers.refusing import of_report, refuse, why_not, withheld
from bot.answers.statement_answers import (
    MIDDLE,
    OVERRULES_BESIDE,
    SURE,
    overruling,
    said,
    telling,
    telling_more,
)
from bot.answers.tabled import contradicted, denied
from bot.inquiry import Inquiry
from bot.language import COLON, SEMICOLON
from bot.reading.asides import side_asked
from bot.reading.candidates import Choice
from bot.reading.citing import cite_evidence, led, quoted
from bot.reading.figure_words import frees
from bot.reading.labels import is_name
from bot.reading.leading import lead
from bot.reading.owners import CAP
from bot.reading.parallel import all_told, place_of
from bot.reading.ranking import bars
from bot.reading.reading import Evidence, heard_by
from bot.reading.shapes import shaped
from bot.reading.units import whole_unit
from bot.records import Kind, Outcome, Reason
from bot.texts import FIGURE_UNREAD, FIGURE_UNSURE, NOT_CERTAIN, NOT_GIVEN, QUOTE
from bot.understanding.question import Question
from corpus.quantity import Quantity, find_quantities
from corpus.reports import reports
from index.search import Hit

SUPPORT = 2
"""Further quotes beside the one that answers."""

SUPPORT_SHARE = 0.75
"""A further quote scores at least this share of the best."""

FAINT = 0.1
"""Chance of the likeliest statement below which a sentence is not even shown as one with the figure asked: of 29 tuning
questions that were shown so 5 were right below it, and of 97 above it 58."""

LONGEST = 300
"""Characters of an answer to which a further quote is added: beyond them it is no answer any more."""


def figures_apart(inquiry: Inquiry) -> Outcome | None:
    """A line for each place, year or thing asked, the figure or that there is none, and below them the quotes, which stand alone
    where the words asked name nothing that could be said to be missing; None where one sentence answers."""
    apart = _apart(inquiry)
    if not apart:
        return None
    lines: list[str] = []
    chosen: list[Evidence] = []
    for label, asked, own in apart:
        part = inquiry.about(asked, own)
        evidence = part.evidence
        unread = why_not(part) is not None or not any(evidence[0].figures)
        if unread or contradicted(inquiry, asked, evidence[0]):
            lines.append(f"{label}{COLON}{NOT_GIVEN}")
            continue
        chosen.append(evidence[0])
        figures = str(SEMICOLON).join(figure.text for figure in evidence[0].figures if figure is not None)
        lines.append(f"{label}{COLON}{figures} [{len(chosen)}]")
    if not chosen and inquiry.asked.side_by_side:
        return refuse(apart[0][1], Reason.NO_FIGURE, inquiry.found.hits)
    if not chosen:
        return None  # the sentence that holds both is to be read for oneself
    missing = len(chosen) < len(apart) and not inquiry.asked.side_by_side
    if missing and (told := _told_whole(inquiry, chosen[0])):
        return told
    citations = cite_evidence(chosen)
    if len(chosen) < len(apart) and not all(is_name(label) for label, _, _ in apart):
        shown = [f"{each.quote} [{each.marker}]" for each in citations]
        return Outcome("\n\n".join([str(FIGURE_UNREAD), *shown]), Kind.TEXT, None, citations)
    return Outcome("\n\n".join(["\n".join(lines), *quoted(citations)]), Kind.NUMBER, None, citations)


def _apart(inquiry: Inquiry) -> list[tuple[str, Question, Sequence[Hit]]]:
    """A question for figures of several places or years, or for several figures that no one sentence gives, as one question
    for each with its label and hits: a place is searched for on its own, a further figure in the document that gave the
    others."""
    asked, evidence = inquiry.asked, inquiry.evidence
    if variants := asked.variants():
        return [(label, each, inquiry.find(each).hits) for label, each in variants]
    if not evidence or all(_figures(asked, evidence[0])):
        return []
    same = [hit for hit in inquiry.found.hits if hit.entry.key == evidence[0].hit.entry.key]
    return [(label, part, same) for label, part in asked.parts()]


def figures(inquiry: Inquiry) -> Outcome | None:
    """The figures of the sentence that answers, and the sentence; None where one is too doubtful to be stated."""
    asked, best = inquiry.asked, inquiry.evidence[0]
    if not asked.number or not any(best.figures):
        return None
    if contradicted(inquiry, asked, best):
        return denied(inquiry, asked, best)
    if better := overruling(inquiry):
        return said(inquiry, better)
    if not inquiry.certain(best):
        return None
    free = next((item for item in inquiry.evidence[1:] if _frees(asked, item, best)), None)
    if free:
        return Outcome(f"{free.text} [1]", Kind.TEXT, None, cite_evidence([free]))
    read = _figures(asked, best)
    found = [
        (slot.label, figure.text if figure not in read[:at] else NOT_GIVEN)  # a figure never answers two things
        for at, (slot, figure) in enumerate(zip(asked.slots, read, strict=True))
        if figure is not None and not (slot.cap and CAP.search(figure.text) and figure in read[:at])
    ]
    given = sum(figure is not None for figure in read) - sum(figure == NOT_GIVEN for _, figure in found)
    if told := _told_whole(inquiry, best, given):
        return told
    if given == 1 and len(asked.slots) == 1 and (all_ := _all_told(asked, best)):
        return Outcome(led(all_, best.text), Kind.NUMBER, None, cite_evidence([best]), rewordable=True)
    missing = any(figure == NOT_GIVEN for _, figure in found)
    statement = telling_more(inquiry) if given == 1 and len(found) == 1 else None
    if statement and (inquiry.chosen.chance >= OVERRULES_BESIDE or not doubted(inquiry)):
        return said(inquiry, statement)
    if (given == 1 and doubted(inquiry)) or (missing and not all(is_name(label) for label, _ in found)):
        return None  # the sentence is shown instead
    meta = best.hit.entry.metadata
    if meta.region and not asked.places and reports(meta):
        found[0] = (found[0][0], f"{meta.region[-1]}{found[0][1]}")
    opening = found[0][1] if len(found) == 1 else "；".join(f"{label}：{figure}" for label, figure in found)
    return Outcome(
        f"{opening} [1]\n\n{QUOTE}{best.text} [1]", Kind.NUMBER, None, cite_evidence([best]), rewordable=True
    )


def _all_told(asked: Question, best: Evidence) -> str:
    """The figures of parallel things of which a question names none, in the words that tell them; "" where there are none."""
    read = best.figures[0]
    if read is None or best.hit.stored.passage.cells or of_report(best.hit):
        return ""
    quantities = find_quantities(best.text)
    at = place_of(quantities, (read.start,))
    return "" if at is None else all_told(asked, best.text, quantities, at)


def _figures(asked: Question, item: Evidence) -> tuple[Quantity | None, ...]:
    """The figures of an evidence; one that is a cap is also the most that is asked of the same thing (能补多少，最高几万)."""
    first, limit = asked.slots[0], next(iter(item.figures), None)
    if limit is None or not CAP.search(limit.text):
        return item.figures
    same = (slot.cap and (slot.subject == first.subject or CAP.fullmatch(slot.label)) for slot in asked.slots)
    return tuple(figure or (limit if cap else None) for figure, cap in zip(item.figures, same, strict=True))


def _told_whole(inquiry: Inquiry, best: Evidence, given: int = 1) -> Outcome | None:
    """The sentence that tells all that a question asks at once, where its own figures `given` are fewer; None where it asks no
    more, is a follow-up (the words of the question before it ask nothing any more), or no sentence tells it."""
    at_once = asked_at_once(inquiry.asked.text) if not inquiry.fresh else None
    told = whole(inquiry, best, at_once) if at_once and given < len(at_once) else None
    if told is None:
        return None
    lines = [] if inquiry.certain(best) else [str(NOT_CERTAIN)]
    return Outcome("\n\n".join([*lines, f"{told.text} [1]"]), Kind.TEXT, None, cite_evidence([told]), rewordable=True)


def _frees(asked: Question, item: Evidence, best: Evidence) -> bool:
    """Whether a sentence of the passage of the best one excepts from it what the question names."""
    beside = item.hit.entry.key == best.hit.entry.key and item.hit.stored.passage == best.hit.stored.passage
    return beside and any(frees(slot, item.text, best.text) for slot in asked.slots)


def _holds(one: Evidence, other: Evidence) -> bool:
    """Whether an evidence says what another says, or holds it."""
    same = one.hit.entry.key == other.hit.entry.key and one.start <= other.start and other.end <= one.end
    return same or one.text == other.text


def _led_by(inquiry: Inquiry, statement: Choice) -> Outcome:
    """The statement that is likely the one asked for, with a word of warning where it is not sure."""
    told = said(inquiry, statement)
    if inquiry.chosen.chance >= SURE:
        return told
    doubt = FIGURE_UNREAD if inquiry.certain(inquiry.evidence[0]) else NOT_CERTAIN
    return replace(told, text=f"{doubt}\n\n{told.text}", kind=Kind.TEXT)


def _rival(inquiry: Inquiry, best: Evidence, item: Evidence) -> bool:
    """Whether beside the best sentence, which surely tells the day or the body that alone is asked for, another one tells that of
    something else: it says nothing of the question that the best one does not."""
    asked = inquiry.asked
    named = asked.named_in(best.text) and not asked.named_in(item.text)
    if not (shaped(asked.shape, best.text) and shaped(asked.shape, item.text) and (named or inquiry.certain(best))):
        return False
    own, other = heard_by(asked, best.text), heard_by(asked, item.text)
    return not asked_at_once(asked.text) and not any(term in other and term not in own for term in asked.terms)


def _of_case_before(inquiry: Inquiry, best: Evidence, item: Evidence) -> bool:
    """Whether beside a sentence that says what a follow-up says of its own, another one says nothing of that: it is of the case
    before."""
    over = " ".join((*best.hit.stored.passage.path[-1:], best.text))
    own, other = heard_by(inquiry.asked, over), heard_by(inquiry.asked, item.text)
    return any(term in own for term in inquiry.fresh) and not any(term in other for term in inquiry.fresh)


def text(inquiry: Inquiry) -> Outcome:
    """The sentences that answer, the first with the unit that it belongs to, and a long one led by the clause that does. Beside a
    list that was asked for nothing is quoted: it would be read as one of its members."""
    first = inquiry.evidence[0]
    if told := _told_whole(inquiry, first, 0):
        return told
    unit = whole_unit(inquiry.asked, first, inquiry.library.catalogue.document)
    chosen = list(unit)
    listed = inquiry.asked.wants_list and unit[-1].end > first.end
    barred = bars(inquiry.asked.text, unit[-1].text)  # a leave for others beside it would be read as one for who asks
    for item in inquiry.evidence[1:] if not listed else ():
        if len(chosen) > SUPPORT or item.score < SUPPORT_SHARE * first.score:
            break
        short = sum(len(other.text) for other in chosen) + len(item.text) <= LONGEST
        leave = barred and bars(inquiry.asked.text, item.text) is False
        if (
            short
            and not leave
            and not _rival(inquiry, unit[-1], item)
            and not _of_case_before(inquiry, unit[-1], item)
            and item.place_fits
            and item.year_fits
            and not any(_holds(other, item) for other in chosen)
        ):
            chosen.append(item)
    statement = telling(inquiry, MIDDLE) if inquiry.asked.number else None
    if statement:
        return _led_by(inquiry, statement)
    citations = cite_evidence(chosen)
    lines = [f"{citation.quote} [{citation.marker}]" for citation in citations]
    best = unit[-1]
    opening = lead(inquiry.asked, best, inquiry.weights) if len(unit) == 1 else best.text
    read = [figure.text for figure in best.figures if figure is not None and inquiry.certain(best)]
    if inquiry.asked.number and not (any(each in opening for each in read) if read else find_quantities(opening)):
        opening = best.text  # the clause that leads to the figure does not tell it
    if inquiry.asked.number:
        opening = side_asked(inquiry.asked, opening)
    if opening != best.text:
        lines = [f"{opening} [1]", f"{QUOTE}{lines[0]}", *lines[1:]]
    if not inquiry.certain(best):
        lines = [str(NOT_CERTAIN), *lines]
    elif inquiry.asked.number:
        lines = [str(FIGURE_UNREAD), *lines]
    told = Outcome("\n\n".join(lines), Kind.TEXT, None, citations, rewordable=True)
    return withheld(told, str(FIGURE_UNSURE), Reason.NO_FIGURE) if _faint(inquiry) else told


def _faint(inquiry: Inquiry) -> bool:
    """Whether a figure is asked that hardly any statement tells."""
    return inquiry.asked.number and bool(inquiry.chosen.choices) and inquiry.chosen.chance < FAINT
