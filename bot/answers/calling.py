"""What a bare figure does not say of itself: that it is aimed at and not reached, or tells a fall.

Of the year ahead a report has nothing but targets, so a question that asks no target may be answered with one; it is called so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.inquiry import Inquiry
from bot.reading.aims import aim_beside
from bot.reading.labels import figure, label
from bot.reading.matching import matching
from bot.records import Citation, Kind, Outcome
from bot.texts import AIMED, FALL, NOT_REACHED, OF, ONLY_AIMED, QUOTE, YEARS
from bot.understanding.fitting import looks_ahead
from corpus.quantity import Quantity, find_quantities
from corpus.records import Span
from corpus.reports import reports
from corpus.text import fold
from index.targets import Target, figures_at, is_fall, is_target

_MARKED = re.compile(r"(?:[^\[]*[：:])?(?P<told>[^\[]+?) ?\[(?P<mark>\d+)\]")
_SAYS_AIM = re.compile("目标|target")
_FELL = re.compile("下降|下滑|下跌|回落|减少|降低|缩减|压减|[降减]|fall|fell")
_TOLD_FALL = re.compile("(?:下降|下滑|下跌|回落|减少|降低|负增长)(?:了|约|近|超过?|达到?|幅度)*$")
_ASKS_RISE = re.compile("增长|增加|增速|增幅|涨|提高|提升|上升")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure that a line of an answer tells: where it stands, what the table knows of it, the row that it is for a target
    `beside` its result, and what stands before it."""

    citation: Citation
    rows: Sequence[Target]
    beside: Target | None
    before: str


def called(inquiry: Inquiry, outcome: Outcome) -> Outcome:
    """An answer whose figures are told as what they are; any other as it is."""
    if outcome.kind is not Kind.NUMBER or outcome.reason is not None:
        return outcome
    head, _, rest = outcome.text.partition("\n\n")
    lines = head.split("\n")
    found = [_called(inquiry, outcome, line, alone=len(lines) == 1) for line in lines]
    if found == lines:
        return outcome
    return replace(outcome, text="\n\n".join(["\n".join(found), *([rest] if rest else [])]), rewordable=False)


def _called(inquiry: Inquiry, outcome: Outcome, line: str, *, alone: bool) -> str:
    match = _MARKED.match(line)
    told = _told(inquiry, outcome, match) if match and not line.startswith(str(QUOTE)) else None
    if match is None or told is None:
        return line
    if alone and match["mark"] == "1" and told.beside is not None:
        return OF.format(figure=figure(told.beside), label=label(told.beside))
    start, end = match.span("told")
    if _is_fall(inquiry, told) and not _FELL.search(line):
        line = f"{line[:start]}{FALL.format(line[start:end])}{line[end:]}"
        end = start + len(FALL.format(match["told"]))
    if inquiry.asked.target or _SAYS_AIM.search(line) or not _is_aim(told):
        return line
    if not alone:
        return f"{line[:end]}{AIMED}{line[end:]}"
    year = _year(inquiry, told)
    said = ONLY_AIMED.format(year=year, told=line)
    return said if _is_reached(inquiry) else f"{said}\n{NOT_REACHED.format(year=year)}"


def _told(inquiry: Inquiry, outcome: Outcome, match: re.Match[str]) -> _Told | None:
    """The figure of a line, None where it does not stand once in what is cited."""
    citation = next((each for each in outcome.citations if each.marker == int(match["mark"])), None)
    first = next(iter(find_quantities(match["told"])), None)
    if citation is None or first is None:
        return None
    at = _place(citation.quote, match["told"].strip(), first)
    if at is None:
        return None
    span = citation.start + at, citation.start + at + len(first.text)
    sentence = figures_at(inquiry.library.catalogue, citation.source.key, [(citation.start, citation.end)])
    rows = [row for row in sentence if _overlaps(row, span)]
    aims = (aim.row for row in sentence if (aim := aim_beside(row)))
    beside = None if rows else next((aim for aim in aims if _overlaps(aim, span)), None)
    return _Told(citation, rows, beside, citation.quote[:at])


def _overlaps(row: Target, span: Span) -> bool:
    return row.indicator.start < span[1] and span[0] < row.indicator.end


def _place(quote: str, told: str, quantity: Quantity) -> int | None:
    """Where in a quote a figure stands that is told in these words, None where that is not sure."""
    if quote.count(told) == 1:
        return quote.find(told) + told.find(quantity.text)
    return quote.find(quantity.text) if quote.count(quantity.text) == 1 else None


def _is_aim(told: _Told) -> bool:
    if told.rows:
        return all(is_target(row.indicator) for row in told.rows)
    cited = told.citation
    return reports(cited.source.metadata, *cited.heading) and looks_ahead(cited.heading, cited.quote)


def _is_fall(inquiry: Inquiry, told: _Told) -> bool:
    if told.rows:
        return all(is_fall(row.indicator) for row in told.rows)
    return bool(_ASKS_RISE.search(fold(inquiry.asked.text)) and _TOLD_FALL.search(told.before))


def _year(inquiry: Inquiry, told: _Told) -> str:
    years = {row.indicator.year for row in told.rows} - {None} or set(inquiry.asked.years)
    return YEARS.format(next(iter(years))).strip() if len(years) == 1 else ""


def _is_reached(inquiry: Inquiry) -> bool:
    """Whether the table has what was reached of the metric in the place and year asked."""
    asked = replace(inquiry.asked, target=False)
    return any(not is_target(row.indicator) for row in matching(inquiry.library.catalogue, asked, inquiry.filters))
