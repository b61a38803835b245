"""Amounts that 分别 gives to several things one by one: the words of its own thing for each of them (通过3级、4级、5级认证的企业，分别奖励1万元、
2万元、3万元), thresholds with what they are of (首次突破1亿元、5亿元的企业)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.respective import one_by_one
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

_AND = re.compile("[、/]|或者?|(?<![参赋])[与和]|以及|(?<![涉普以])及(?!时|格|以)")
_CLAUSE = re.compile("[,，]")
_AMOUNTS = ("元", "%")
_HEAD = re.compile(r"^[^\d一二两三四五六七八九十百千万]*")


@dataclass(frozen=True, slots=True)
class Allotted:
    """What one amount of a list is given for: the words of its own, and those that lead all of the list."""

    label: str
    lead: str


def allotted(text: str, quantities: Sequence[Quantity]) -> tuple[dict[int, Allotted], frozenset[int]]:
    """By the start of each amount of such lists what it is given for, and the starts of the thresholds that are listed, which are
    given to nobody. Amounts whose things are not told one by one are left out."""
    things: dict[int, Allotted] = {}
    listed: set[int] = set()
    for at, quantity in enumerate(quantities):
        run = one_by_one(text, quantities, at) if quantity.family in _AMOUNTS and quantity.start not in things else None
        if run is None or run[0] != at:
            continue
        first, last, listing = run
        found = _things(listing, last - first + 1)
        things |= {quantities[first + n].start: each for n, each in enumerate(found)}
        opened = text.rindex(listing, 0, quantity.start)
        listed |= {each.start for each in quantities if found and opened <= each.start < opened + len(listing)}
    return things, frozenset(listed)


def _things(listing: str, count: int) -> list[Allotted]:
    """The things of the last clause that lists so many, [] where none does."""
    clauses = _CLAUSE.split(listing)
    for at in range(len(clauses) - 1, -1, -1):
        before = "，".join(clauses[:at])
        if labels := _thresholds(clauses[at], count):
            return [Allotted(label, before) for label in labels]
        if found := _named(clauses[at], count):
            lead, labels = found
            return [Allotted(label, f"{before} {lead}".strip()) for label in labels]
    return []


def _thresholds(clause: str, count: int) -> list[str]:
    """Each threshold with what all of them are of, before and behind."""
    listed = [each for each in find_quantities(clause) if each.value is not None][-count:]
    apart = [clause[one.end : two.start] for one, two in pairwise(listed)]
    if len(listed) < count or not all(_AND.fullmatch(fold(each).strip()) for each in apart):
        return []
    head = _HEAD.match(listed[0].text)
    before, after = clause[: listed[0].start] + (head.group() if head else ""), clause[listed[-1].end :]
    return [f"{before}{_HEAD.sub('', each.text)}{after}" for each in listed]


def _named(clause: str, count: int) -> tuple[str, list[str]] | None:
    """The names of a list, and what the first and the last of them say of all; None where a clause lists another number."""
    names = [piece for piece in _AND.split(clause) if piece.strip()]
    if len(names) != count:
        return None
    size = min(map(len, names))
    return f"{names[0][:-size]} {names[-1][size:]}", names
