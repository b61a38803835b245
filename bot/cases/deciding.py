"""Answers that conclude: whether a clause is met by what the asker states, and what the asker's figure comes to by it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.answers.refusing import why_not
from bot.cases.demands import OPENS_BANS
from bot.cases.meant import clauses_meant
from bot.cases.own_cases import of_other_rank
from bot.cases.permitting import asked_of_rule, rulings
from bot.cases.placed import displaced, own_places
from bot.cases.sums import asks_sum, given, reckoned
from bot.cases.trades import other_trades, own_trade
from bot.cases.verdicts import Clause, Finding, asks_whether, findings
from bot.cases.weighing import weighed
from bot.cases.years import asks_years
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, quoted
from bot.reading.reading import Evidence, heard_by
from bot.records import Kind, Outcome, Reason
from bot.texts import VERDICTS
from bot.understanding.stated import benefit_figures, stated
from bot.understanding.words import content
from corpus.reports import reports

LOOKED_AT, NEAR_BEST = 12, 0.6
"""Sentences that are looked at under the heading of the best one and elsewhere, and the share of its score that those
elsewhere must have: conditions stand side by side under a heading, and far from it they are of other things."""

LESS = 0.15
"""How much lower the score of a further clause far from what was asked may be."""

SAID = 5
"""Findings that are told."""

_OPEN = (None, Reason.NO_FIGURE)
"""Reasons for a refusal in spite of which a clause can decide: it need not have the figure that is asked for."""

_MARKUP = re.compile(r"\*\*|`")
"""Signs of a format that stand within sentences."""

_FOR_ALL = re.compile(
    "总则|适用|谁能|谁可以|对象|准入|(?:申报|申请|支持|补[贴助]|扶持|享受|保障)(?:范围|条件|资格)|基本条件"
)
"""Headings of what holds for all that a document gives."""

_ASKS_OTHER = re.compile(
    "(?<!差)多少|多久|多长|(?<![十百千好])几[个年月天家次]|(?<![缺差])什么|(?<![缺差])(?<!卡在)(?<!差在)哪|怎么|如何"
)
"""A question for something else beside yes or no."""


def decided(inquiry: Inquiry) -> Outcome | None:
    """Whether the conditions that the question touches are met, or what its figure comes to, with the quotes; None where
    nothing can be decided."""
    question = inquiry.asked.text
    amount = asks_sum(question) or bool(benefit_figures(question))
    whether = asks_whether(question) and (amount or not _ASKS_OTHER.search(question))
    if not (whether or (amount and (stated(question) or asks_years(question) or benefit_figures(question)))):
        return None
    if inquiry.evidence and reports(inquiry.evidence[0].hit.entry.metadata):
        return None  # a report sets nobody a condition
    if whether and (apart := _displaced(inquiry)):
        return apart
    plain = _plainly(inquiry, whether, amount)
    if asks_sum(question) or not whether or (plain and not plain.met):
        return plain.outcome if plain else None
    likely = _likeliest(inquiry, plain.figures if plain else None)
    better = likely or plain
    return better.outcome if better else None


@dataclass(frozen=True, slots=True)
class _Decided:
    """An outcome, whether all that it decides is met, and where the figures begin of which it does by the clauses near what was
    asked."""

    outcome: Outcome
    met: bool
    figures: frozenset[int] = frozenset()


def _displaced(inquiry: Inquiry) -> Outcome | None:
    """That the asker is not where the policy that best answers demands it, or of none of the trades for which it is, by what stands
    under its heading, above it, or on all that the document gives; None where nothing says so."""
    own, trade = own_places(inquiry.asked.text), own_trade(inquiry.asked.text)
    if not (own or trade) or not inquiry.evidence or why_not(inquiry) not in _OPEN:
        return None
    key, path = _place(inquiry.evidence[0])
    for at, item in enumerate(inquiry.evidence):
        other, above = _place(item)
        if other != key or not _holds_for(path, above) or reports(item.hit.entry.metadata):
            continue
        text = _MARKUP.sub("", item.text)
        found = displaced(own, text, item.hit.entry.metadata.region)
        if trade and not found and (named := other_trades(trade, text)):
            found = named, trade.said
        if found:
            line = VERDICTS["barred"].format(clause=found[0], own=found[1])
            return _told([Finding(False, line, at)], inquiry.evidence, Kind.TEXT)
    return None


def _holds_for(path: Sequence[str], above: Sequence[str]) -> bool:
    """Whether what stands under the headings `above` holds for what stands under a `path`: these are above it too, or the first that is not
    is one of what holds for all."""
    apart = next((at for at, heading in enumerate(above) if tuple(path[at : at + 1]) != (heading,)), None)
    return apart is None or bool(_FOR_ALL.search(above[apart]))


def _plainly(inquiry: Inquiry, whether: bool, amount: bool) -> _Decided | None:
    """What clauses come to that are plainly of what the question states."""
    if why_not(inquiry) in _OPEN:
        found = (_concluded(inquiry, _near(inquiry, evidence), whether, amount) for evidence in _readings(inquiry))
        if near := next((each for each in found if each), None):
            return near
    far = _concluded(inquiry, clauses_meant(inquiry), whether, amount, far=True)
    return replace(far, figures=frozenset()) if far else None


def _likeliest(inquiry: Inquiry, plainly: frozenset[int] | None) -> _Decided | None:
    """What the figures of a question come to by the demands that they are likeliest of, wherever those stand in the likeliest documents; beside
    those that are `plainly` met only that another one is not."""
    readings = (*_readings(inquiry), clauses_meant(inquiry))
    likeliest = {
        item.hit.entry.key for each in readings for item in each if item.score >= NEAR_BEST * abs(each[0].score)
    }
    evidence = list(
        {
            (item.hit.entry.key, item.start): item
            for each in readings
            for item in each
            if _sets(inquiry, item) and item.hit.entry.key in likeliest
        }.values()
    )
    found = weighed(inquiry, evidence, [_clause(item) for item in evidence])[:SAID]
    if plainly is not None and all(each.met or each.figure in plainly for each in found):
        return None
    return _verdict(found, evidence) if found else None


def _sets(inquiry: Inquiry, item: Evidence) -> bool:
    """Whether an evidence can set the asker a condition: it is of the place and the year, of no report, and for no other degree, title or
    household than the asker's."""
    fits = item.place_fits and item.year_fits and not reports(item.hit.entry.metadata)
    return fits and not of_other_rank(inquiry.asked.text, item.text)


def ruled(inquiry: Inquiry) -> Outcome | None:
    """Whether a rule bars or spares what is asked, where a clause among the likeliest surely says so; None for anything else."""
    if asked_of_rule(inquiry.asked.text) is None:
        return None
    found = [
        (each, at)
        for at, item in enumerate(inquiry.evidence[:LOOKED_AT])
        if item.place_fits and item.year_fits and not reports(item.hit.entry.metadata)
        for each in rulings(inquiry.asked, _MARKUP.sub("", item.text), _above(item), inquiry.weights)
    ]
    if not found:
        return None
    best, at = max(found, key=lambda each: each[0].said)
    if _leaves_out(inquiry, inquiry.evidence[at]):
        return None
    line = VERDICTS[best.verdict].format(clause=best.quote)
    return _told([Finding(False, line, at)], inquiry.evidence, Kind.TEXT)


def _leaves_out(inquiry: Inquiry, item: Evidence) -> bool:
    """Whether a sentence and what stands above it lack a word of the question that a better one of the same document says: the case asked about
    may be decided there."""
    held = heard_by(inquiry.asked, f"{item.text} {_above(item)}")
    missing = [word for word in content(inquiry.asked.text) if len(word) > 1 and word not in held]
    better = takewhile(lambda other: other is not item, inquiry.evidence)
    return any(
        word in heard_by(inquiry.asked, other.text)
        for other in better
        if other.hit.entry.key == item.hit.entry.key
        for word in missing
    )


def _above(item: Evidence) -> str:
    return " ".join((item.opener, *item.hit.stored.passage.path, item.hit.entry.metadata.title))


def _readings(inquiry: Inquiry) -> Iterator[Sequence[Evidence]]:
    """The evidence, and where a figure is asked for, the evidence by its words alone: the sentence that decides may have a
    rate or a condition in place of the figure."""
    yield inquiry.evidence
    if inquiry.asked.number:
        yield inquiry.by_words


def _concluded(
    inquiry: Inquiry, evidence: Sequence[Evidence], whether: bool, amount: bool, *, far: bool = False
) -> _Decided | None:
    """What the clauses come to; of those `far` from what was asked only what is said by the best and its like."""
    question, clauses = inquiry.asked.text, [_clause(item) for item in evidence]
    found = findings(question, clauses, today=inquiry.day)
    if far and found:
        best = min(finding.at for finding in found)
        found = tuple(each for each in found if _like(evidence[each.at], evidence[best]))
    found = found[:SAID]
    failed = [finding for finding in found if not finding.met]
    if amount and not failed and (total := reckoned(question, clauses)):
        return _Decided(_told([Finding(True, total.line, total.at)], evidence, Kind.NUMBER), True)
    if found and amount and not (failed or far) and (telling := _with_amount(question, found, evidence, clauses)):
        return _Decided(_told(telling, evidence, Kind.NUMBER), True)
    if not found or not (whether or (failed and not far)):
        return None
    return _verdict(found, evidence)


def _with_amount(
    question: str, found: Sequence[Finding], evidence: Sequence[Evidence], clauses: Sequence[Clause]
) -> list[Finding]:
    """What is met, with the one amount that its own sentence gives, or the only one that stands under its heading; [] where none
    does."""
    met_in = {finding.at for finding in found}
    if len(met_in) == 1 and (line := given(question, clauses[found[0].at].text)):
        return [replace(found[0], line=f"{found[0].line}{line}")]
    place = _place(evidence[found[0].at])
    told = [
        Finding(True, line, at)
        for at, clause in enumerate(clauses)
        if at not in met_in and _place(evidence[at]) == place and (line := given(question, clause.text))
    ]
    return [*found, told[0]] if len(told) == 1 else []


def _place(item: Evidence) -> tuple[int, tuple[str, ...]]:
    """The document and the headings under which a sentence stands."""
    return item.hit.entry.key, item.hit.stored.passage.path


def _verdict(found: Sequence[Finding], evidence: Sequence[Evidence]) -> _Decided:
    met = all(finding.met for finding in found)
    rest = (VERDICTS["rest"],) if met else ()
    return _Decided(_told(found, evidence, Kind.TEXT, rest), met, frozenset(each.figure for each in found))


def _like(item: Evidence, best: Evidence) -> bool:
    """Whether an evidence is of the best one's document and about as good."""
    return item.hit.entry.key == best.hit.entry.key and item.score >= best.score - LESS


def _near(inquiry: Inquiry, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Of what can set the asker a condition the best sentence, those that stand under its heading, and those about as good."""
    fitting = [item for item in evidence if _sets(inquiry, item)]
    if not fitting:
        return []
    best = evidence[0]
    beside = [item for item in fitting if _place(item) == _place(best)]
    good = [item for item in fitting if item not in beside and item.score >= NEAR_BEST * abs(best.score)]
    return [*beside[:LOOKED_AT], *good[:LOOKED_AT]]


def _clause(item: Evidence) -> Clause:
    passage = item.hit.stored.passage
    cells = tuple(
        ("".join(cell.headers), passage.text[cell.start - passage.start : cell.end - passage.start])
        for cell in passage.cells
    )
    heading = " ".join((*passage.path, *(header for header, _ in cells)))
    above = f"{passage.path[-1]}：" if passage.path else ""
    opener = item.opener or (above if OPENS_BANS.search(above) else "")
    return Clause(_MARKUP.sub("", item.text), opener, heading, _MARKUP.sub("", passage.text), cells)


def _told(found: Sequence[Finding], evidence: Sequence[Evidence], kind: Kind, rest: Sequence[str] = ()) -> Outcome:
    """Findings with the marks of what they are by, then what else is to be said, then the quotes."""
    used = list(dict.fromkeys(finding.at for finding in found))
    citations = cite_evidence([evidence[at] for at in used])
    lines = [f"{finding.line}[{used.index(finding.at) + 1}]" for finding in found]
    quotes = quoted(citations)
    return Outcome("\n\n".join(["\n".join(lines), *rest, *quotes]), kind, None, citations)
