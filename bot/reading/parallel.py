"""Figures told one after the other of parallel things (职工每人每月200元、居民每人每月150元): which is of the thing that a question names."""

from collections.abc import Sequence
from itertools import pairwise

from bot.reading.respective import CLEARLY
from bot.understanding.everyday import heard
from bot.understanding.question import Question, Slot
from corpus.aliases import canonical
from corpus.quantity import Quantity

ALIKE = 0.2
"""Share of the pairs of characters before a figure that those before the other figures of its run have too: they are told of parallel things
in like words."""

LONGEST = 60
"""Characters between two figures of one run."""


def parallel_to(
    question: Question, slot: Slot, text: str, quantities: Sequence[Quantity], one: int
) -> int | None:
    """Which of the figures that a sentence tells in like words of parallel things is of the one that a question names (of several things asked
    the one of the slot), where that at `one` is among them; None where no such thing is named, or more than one."""
    run = _run(text, quantities, one)
    if len(run) < 2:
        return None
    before = [text[quantities[left].end : quantities[at].start] for left, at in pairwise(run)]
    size = max(map(len, before))
    first = quantities[run[0]].start
    pairs = [_pairs(words) for words in (text[max(0, first - size) : first], *before)]
    if any(len(each & pairs[0]) < ALIKE * len(each) for each in pairs[1:]):
        return None
    named = question.text if len(question.slots) == 1 else slot.label
    asked = heard(canonical(named), question.spoken)
    own = [each - set().union(*pairs[:at], *pairs[at + 1 :]) for at, each in enumerate(pairs)]
    said = [sum(pair in asked for pair in each) for each in own]
    best = max(said)
    return run[said.index(best)] if best and best >= CLEARLY * sorted(said)[-2] else None


def _run(text: str, quantities: Sequence[Quantity], one: int) -> list[int]:
    """The figures in the unit of that at `one` which follow one another with few words between."""
    like = [at for at, each in enumerate(quantities) if each.unit == quantities[one].unit]
    at = like.index(one)
    first, last = at, at
    while first and _follows(text, quantities[like[first - 1]], quantities[like[first]]):
        first -= 1
    while last + 1 < len(like) and _follows(text, quantities[like[last]], quantities[like[last + 1]]):
        last += 1
    return like[first : last + 1]


def _follows(text: str, left: Quantity, right: Quantity) -> bool:
    return right.start - left.end <= LONGEST and "其中" not in text[left.end : right.start]


def _pairs(text: str) -> set[str]:
    words = canonical(text)
    return {pair for pair in (words[at : at + 2] for at in range(len(words) - 1)) if pair.isalnum()}
