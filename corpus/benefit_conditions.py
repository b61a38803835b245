"""Conditions that stand apart from what they are conditions of: sections of a card or a guide, articles of measures. Each is
tied to the items that it is about, and no clause of one is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.benefit_groups import groups
from corpus.benefit_outline import Block, Role
from corpus.benefit_owners import MOST_ITEMS, Owners
from corpus.benefit_records import Quoted, Requirement
from corpus.benefit_sentences import Doing, doing_of, sentences_of
from corpus.records import Document, Span
from corpus.spans import Spans


@dataclass(frozen=True, slots=True)
class Linked:
    """What holds for one item beside what it says itself."""

    beneficiaries: tuple[Requirement, ...] = ()
    conditions: tuple[Requirement, ...] = ()
    not_with: Quoted | None = None
    apply: tuple[Quoted, ...] = ()
    materials: tuple[Quoted, ...] = ()
    window: Quoted | None = None


def link(document: Document, parts: Sequence[Block], *, units: Spans, named: Sequence[Sequence[str]]) -> list[Linked]:
    """What holds for each item of a document. The items are at `units` and have the names `named`."""
    found = groups(document, parts, units)
    owners = Owners(document, found, units, named)
    asked: dict[int, dict[bool, list[Requirement]]] = {number: {True: [], False: []} for number in range(len(units))}
    for group in found:
        shared = []
        for each in group.requirements:
            of_one = owners.called(group, each)
            for number in sorted(of_one):
                asked[number][group.role is Role.AUDIENCE].append(each)
            shared += [] if of_one else [each]
        for number, sure in owners.of(group):
            asked[number][group.role is Role.AUDIENCE].extend(shared if sure else map(_untyped, shared))
    near: dict[int, list[tuple[str, Quoted]]] = {number: [] for number in range(len(units))}
    for role, quoted, scope in _quotes(document, parts, units):
        for number in units.within(scope, quoted.start, MOST_ITEMS):
            near[number].append((role, quoted))
    return [_linked(asked[number], near[number], span) for number, span in enumerate(units)]


def _linked(asked: Mapping[bool, Sequence[Requirement]], near: Sequence[tuple[str, Quoted]], span: Span) -> Linked:
    return Linked(
        tuple(asked[True]),
        tuple(asked[False]),
        _nearest(near, "not_with", span),
        tuple(quoted for role, quoted in near if role == Role.PROCESS),
        tuple(quoted for role, quoted in near if role == Role.MATERIALS),
        _nearest(near, Role.WINDOW, span),
    )


def _nearest(quotes: Sequence[tuple[str, Quoted]], kind: str, span: Span) -> Quoted | None:
    """The quote of a kind that stands nearest to an item."""
    of_kind = [quoted for role, quoted in quotes if role == kind]
    return min(of_kind, key=lambda quoted: abs(quoted.start - span[1]), default=None)


def _untyped(each: Requirement) -> Requirement:
    """A requirement of which it is not sure whom it is about, as text alone."""
    return replace(each, alternatives=(), partial=False)


def _quotes(document: Document, parts: Sequence[Block], units: Spans) -> Iterator[tuple[str, Quoted, Span]]:
    """The way to apply, materials, windows and what forbids having two, each with what it holds for."""
    text = document.text
    whole = (document.body, len(text))
    for block in parts:
        start, end = _trimmed(text, block.start, block.end)
        if block.role in (Role.PROCESS, Role.MATERIALS, Role.WINDOW) and end > start:
            yield block.role, Quoted(text[start:end], start, end), block.scope
        if units.hold(block.start):
            continue
        for first, last in sentences_of(text, block.start, block.end):
            doing = doing_of(text[first:last])
            if doing is Doing.NOT_WITH:
                yield "not_with", Quoted(text[first:last], first, last), block.scope
            elif doing is Doing.WINDOW and block.role is Role.TEXT:
                yield Role.WINDOW, Quoted(text[first:last], first, last), whole


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
