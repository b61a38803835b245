"""Answers of the table of indicators, and its word against a figure that was read in the text."""

from dataclasses import replace

from bot.answers.both import asked_at_once
from bot.answers.comparing import compared
from bot.answers.foremost import ranked
from bot.answers.part_of_whole import portion
from bot.answers.refusing import refuse
from bot.inquiry import Inquiry
from bot.reading.citing import cite_rows
from bot.reading.matching import contradicts
from bot.reading.reading import Evidence
from bot.reading.targets import Said, everywhere, listed, neighbour, told
from bot.records import Kind, Outcome, Reason
from bot.understanding.question import ASKING, Question, understand
from bot.understanding.short_metrics import in_full
from index.targets import figures_at


def from_table(inquiry: Inquiry) -> Outcome | None:
    """What the table of indicators answers on its own: comparisons, lists, one metric in several places, and several
    figures in one question."""
    said = _tabled(inquiry)
    return Outcome(said.text, Kind.NUMBER, None, cite_rows(said.rows)) if said else None


def _tabled(inquiry: Inquiry) -> Said | None:
    asked = inquiry.asked
    if _only_names(asked):
        asked = replace(understand(f"{asked.text}是多少"), places=asked.places, elsewhere=asked.elsewhere)
    return next((said for each in (asked, *in_full(asked)) if (said := _said(inquiry, each))), None)


def _said(inquiry: Inquiry, asked: Question) -> Said | None:
    catalogue, filters = inquiry.library.catalogue, inquiry.filters
    at_once = asked_at_once(asked.text)
    one = told(catalogue, asked, filters) if at_once is None or len(asked.slots) == len(at_once) else None
    return (
        portion(catalogue, asked, filters)
        or ranked(catalogue, asked, filters)
        or compared(catalogue, asked, filters)
        or listed(catalogue, asked, filters)
        or everywhere(catalogue, asked, filters)
        or one
    )


def _only_names(asked: Question) -> bool:
    """Whether a message asks nothing and only names a thing, as people type into a search box (某市 新增就业)."""
    return not (asked.number or asked.wants_list or asked.shape or ASKING.search(asked.text))


def denied(inquiry: Inquiry, asked: Question, best: Evidence) -> Outcome | None:
    """What the table of indicators has in place of a figure that it contradicts: the one asked for, or a refusal. None where
    it has nothing near and the sentence is certain to be on it: which figure of it is meant is for the reader to see."""
    aimed = [] if asked.target or asked.result or not asked.years else [replace(asked, target=True)]
    for each in (asked, *aimed):  # the target of the year, which says that it is one, where no result is told
        if table := told(inquiry.library.catalogue, each, inquiry.filters, partly=True):
            return Outcome(table.text, Kind.NUMBER, None, cite_rows(table.rows))
    if near := neighbour(inquiry.library.catalogue, asked, inquiry.filters):
        return Outcome(near.text, Kind.NONE, Reason.NO_FIGURE, cite_rows(near.rows))
    return None if inquiry.certain(best) else refuse(asked, Reason.NO_FIGURE, inquiry.found.hits)


def contradicted(inquiry: Inquiry, asked: Question, best: Evidence) -> bool:
    """Whether a row of the table says that a figure read is not the one asked for."""
    spans = [(best.start + figure.start, best.start + figure.end) for figure in best.figures if figure is not None]
    rows = figures_at(inquiry.library.catalogue, best.hit.entry.key, spans)
    return any(contradicts(asked, row) for row in rows)
