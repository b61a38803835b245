"""Questions of two halves (…多少家？比宁波多吗; …住宅多少？商铺呢): what the second asks is answered too, or said not to be found."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.language import COLON
from bot.records import Kind, Outcome
from bot.texts import HALF, HALF_NOT_FOUND
from bot.understanding.places import places_in
from bot.understanding.question import ASKING
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.regions import are_apart, short_name
from corpus.text import fold

MOST = 3
"""Halves of a question that are answered."""

_ENDS = re.compile("[?？]+\\s*(?=\\S)|[,，]\\s*(?=[^,，?？]{1,8}呢[?？]?$)")
_MARK = re.compile(r"\[(\d+)\]")
_COMPARES = re.compile("一样|一致|相同|不同|区别|差别|差距|以后|此后")
"""Words that a comparison answers in others, and such as tell which year without being said again."""


def halves(text: str) -> tuple[str, ...]:
    """The questions of a turn, each with what asks; () for a single one."""
    found = [part.strip("?？ ") for part in _ENDS.split(text) if part.strip("?？ ")]
    marked = len(re.findall("[?？]+", text)) >= len(found) - 1
    asks = len(found) > 1 and bool(ASKING.search(found[-1])) and (marked or all(map(ASKING.search, found)))
    return tuple(found[:MOST]) if asks else ()


def by_comma(text: str) -> tuple[str, ...]:
    """The questions of a turn whose clauses ask one by one (目标是多少，谁牵头), each with the clauses before it that ask nothing; ()
    for a single one."""
    found: list[str] = []
    told = ""
    for clause in re.split("[,，;；]", text.strip("?？。 ")):
        told = f"{told}，{clause}" if told else clause
        if ASKING.search(clause):
            found.append(told)
            told = ""
    return tuple(found[:MOST]) if len(found) > 1 and not told else ()


def left_out(half: str, outcome: Outcome) -> bool:
    """Whether an answer says nothing of what a half names."""
    said = canonical(outcome.text)
    names = {short_name(region[-1]) for region, _, _ in places_in(fold(half))}
    return any(name not in said for name in (*names, *content(_COMPARES.sub(" ", half))))


def together(first: Outcome, rest: Sequence[tuple[str, Outcome]], *, asked: str = "") -> Outcome:
    """The answer of the first half, which `asked`, with those of the others below it, each under its question."""
    if any(_says_too(first, outcome) for _, outcome in rest):
        first = _led_by_quote(first)
    text, citations = first.text, list(first.citations)
    for half, outcome in rest:
        if _says_too(first, outcome):
            continue
        if outcome.reason is not None or _elsewhere(asked, half, outcome):
            text = f"{text}\n\n{HALF_NOT_FOUND.format(half)}"
            continue
        text = f"{text}\n\n{HALF.format(half)}\n{_shifted(outcome.text, len(citations))}"
        by = len(citations)
        citations += [replace(each, marker=each.marker + by) for each in outcome.citations]
    kind = Kind.NUMBER if Kind.NUMBER in (first.kind, *(outcome.kind for _, outcome in rest)) else first.kind
    return replace(first, text=text, kind=kind, citations=tuple(citations), rewordable=False)


def _says_too(first: Outcome, other: Outcome) -> bool:
    """Whether what is quoted for the first half says another one as well."""
    said = {(each.source.key, each.start, each.end) for each in first.citations}
    return bool(other.citations) and all((each.source.key, each.start, each.end) in said for each in other.citations)


def _led_by_quote(outcome: Outcome) -> Outcome:
    """An answer whose one quote says more than the figure or the clause that leads it, as the quote; what warns of it stays.
    Labelled figures stay as they are."""
    labelled = outcome.kind is Kind.NUMBER and str(COLON) in outcome.text.partition("\n")[0]
    if labelled or len(outcome.citations) != 1:
        return outcome
    warned = takewhile(lambda line: not _MARK.search(line), outcome.text.split("\n\n"))
    quoted = outcome.citations[0]
    return replace(outcome, text="\n\n".join([*warned, f"{quoted.quote} [{quoted.marker}]"]))


def _elsewhere(first: str, half: str, outcome: Outcome) -> bool:
    """Whether a half that names no place is answered of another one than the first half names."""
    there = [place for place, _, _ in places_in(fold(first))]
    if not there or places_in(fold(half)):
        return False
    regions = [each.source.metadata.region for each in outcome.citations]
    return all(are_apart(region, place) for region in regions for place in there)


def _shifted(text: str, by: int) -> str:
    return _MARK.sub(lambda mark: f"[{int(mark[1]) + by}]", text)
