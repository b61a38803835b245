"""Figures that belong to several things one by one: 甲、乙分别给予3万元、2万元."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.figure_words import SEGMENT
from bot.question import Question, Slot
from bot.scopes import place_in_list
from corpus.aliases import canonical
from corpus.quantity import Quantity

REACH = 12
"""Characters before a list of figures in which 分别 stands."""

LONGEST_THING = 4
"""Pairs of characters that tell one thing from another (博士, 本科毕业生)."""

NAMED_ENOUGH = 0.6
"""Share of the pairs at an end of a thing's name that a question must say to name it."""

_JOINED = re.compile(r"\s*[、,，和及与]+(?:以及)?\s*")
_RESPECTIVELY = re.compile("分别|依次")
_INDUSTRY, _ALL_INDUSTRIES = (
    re.compile("第?([一二三])(?:次)?产(?:业|(?=[^品量值出]))"),
    re.compile("[三3]次产业|[一二三]产业"),
)
INDUSTRIES = 3
"""The industries by whose order figures are told: 三次产业…分别为4.2%、53.1%和42.7%."""

_THINGS = re.compile("[、,，和及与]|以及")


def respective(
    question: Question, slot: Slot, text: str, quantities: Sequence[Quantity], chosen: int
) -> Quantity | None:
    """Of figures that belong to several things one by one (甲、乙分别给予3万元、2万元) that of the thing asked, or all of
    them together where the question names none: one alone would be a guess. None where it names another thing of their kind."""
    run = one_by_one(text, quantities, chosen)
    if run is None:
        return quantities[chosen]
    first, last, listing = run
    listed = place_in_list(question, listing, last - first + 1)
    if listed is not None:
        return quantities[first + listed]
    industry = _INDUSTRY.search(canonical(question.text))
    if industry and last - first + 1 == INDUSTRIES and _ALL_INDUSTRIES.search(listing):
        return quantities[first + "一二三".index(industry[1])]
    things, asked = things_of(listing, last - first + 1), canonical(question.text)
    shares = [_said(thing, asked) for thing in things]
    best = max(shares, default=0.0)
    if things and best >= NAMED_ENOUGH and shares.count(best) == 1:
        return quantities[first + shares.index(best)]
    if things and shares.count(best) == len(things) and _names_other(slot, listing):
        return None
    start, end = quantities[first].start, quantities[last].end
    return replace(quantities[chosen], text=text[start:end], value=None, start=start, end=end)


def _names_other(slot: Slot, listing: str) -> bool:
    """Whether what is asked has a word of its own before what it shares with things listed (养老|保险 of 失业保险、工伤保险)."""
    heard_of = canonical(listing)
    return any(
        any(word in heard_of for word in name[at + 1 :]) and len(word) > 1 and word not in heard_of
        for name in slot.names
        for at, word in enumerate(name)
    )


def one_by_one(text: str, quantities: Sequence[Quantity], index: int) -> tuple[int, int, str] | None:
    """The first and last of the figures that 分别 gives to several things, and the words that list these; None for a figure
    that stands alone."""
    first = last = index
    while first and _JOINED.fullmatch(text, quantities[first - 1].end, quantities[first].start):
        first -= 1
    while last + 1 < len(quantities) and _JOINED.fullmatch(text, quantities[last].end, quantities[last + 1].start):
        last += 1
    told = _RESPECTIVELY.search(text, max(0, quantities[first].start - REACH), quantities[first].start)
    if first == last or told is None:
        return None
    opening = max((m.end() for m in SEGMENT.finditer(text, 0, told.start())), default=0)
    return first, last, text[opening : told.start()]


def things_of(listing: str, count: int) -> tuple[str, ...]:
    """The last `count` things that words list, canonical; () where they are fewer."""
    things = [canonical(thing) for thing in _THINGS.split(listing) if thing.strip()][-count:]
    return tuple(things) if len(things) == count else ()


def _said(thing: str, asked: str) -> float:
    """Share of the pairs of characters at the beginning or at the end of a thing's name that the question says."""
    pairs = [thing[at : at + 2] for at in range(len(thing) - 1)]
    parts = [part for part in (pairs[:LONGEST_THING], pairs[-LONGEST_THING:], pairs[-1:]) if part]
    return max((sum(pair in asked for pair in part) / len(part) for part in parts), default=0.0)
