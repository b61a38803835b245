"""Figures told one after the other of parallel things (职工每人每月200元、居民每人每月150元): which is of the thing that a question names."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.reading.respective import CLEARLY
from bot.understanding.everyday import heard
from bot.understanding.question import Question, Slot
from bot.understanding.scopes import EXCLUSIVE, kinds_of
from corpus.aliases import canonical
from corpus.quantity import Quantity

ALIKE = 0.2
"""Share of the pairs of characters before a figure that those before the other figures of its run have too: they are told of parallel things
in like words."""

LONGEST = 60
"""Characters between two figures of one run."""

_OPENS, _CLOSES = re.compile("[,，;；。:：]"), re.compile("[,，;；。)）]")
_TIER = re.compile(r"(?:\d+|[一二三四五六七])(?:[-~至到]\d+)?[级档星类]|[a-d甲乙丙丁]类")
_REST = re.compile("其[他余]|别的")
_KINDS = (re.compile("(?P<k0>职工|在职)|(?P<k1>居民|退休)"),)
"""Kinds of insured persons, which are told apart everywhere that figures of both stand together."""


def parallel_to(question: Question, slot: Slot, text: str, quantities: Sequence[Quantity], one: int) -> int | None:
    """Which of the figures that a sentence tells in like words of parallel things is of the one that a question names (of several things asked
    the one of the slot), where that at `one` is among them; None where no such thing is named, or more than one."""
    run = _run(text, quantities, one)
    if not _is_parallel(text, quantities, run):
        return None
    said = _said(question, slot, text, quantities, run)
    best = max(said)
    return run[said.index(best)] if best and best >= CLEARLY * sorted(said)[-2] else None


def all_told(question: Question, text: str, quantities: Sequence[Quantity], one: int) -> str:
    """The words that tell the figures of parallel things one after the other, where a question names none of these: any one figure would be
    a guess. "" where that at `one` stands alone, or a thing is named."""
    run = _run(text, quantities, one)
    if not _is_parallel(text, quantities, run) or any(_said(question, question.slots[0], text, quantities, run)):
        return ""
    before = [canonical(words) for words in _texts_before(text, quantities, run)]
    if not _are_kinds(before, canonical(question.text)):
        return ""
    start = max((mark.end() for mark in _OPENS.finditer(text, 0, quantities[run[0]].start)), default=0)
    stop = _CLOSES.search(text, quantities[run[-1]].end)
    return text[start : stop.start() if stop else len(text)].strip()


def _is_parallel(text: str, quantities: Sequence[Quantity], run: Sequence[int]) -> bool:
    """Whether the words before each figure of a run are like those before the first."""
    pairs = _words_before(text, quantities, run)
    return len(run) > 1 and all(len(each & pairs[0]) >= ALIKE * len(each) for each in pairs[1:])


def _said(question: Question, slot: Slot, text: str, quantities: Sequence[Quantity], run: Sequence[int]) -> list[int]:
    """How much a question says of what each figure of a run has before it and no other one has."""
    pairs = _words_before(text, quantities, run)
    named = question.text if len(question.slots) == 1 else slot.label
    asked = heard(canonical(named), question.spoken)
    own = [each - set().union(*pairs[:at], *pairs[at + 1 :]) for at, each in enumerate(pairs)]
    return [sum(pair in asked for pair in each) for each in own]


def _are_kinds(before: Sequence[str], asked: str) -> bool:
    """Whether the canonical words before each figure name a tier of its own (1-2级, b类), those behind the first all others, or a kind that excludes those of the others, and
    what is asked names none."""
    tiers = [_TIER.findall(words) for words in before]
    if all(tiers) and len({tuple(each) for each in tiers}) == len(tiers) and not _TIER.search(asked):
        return True
    if any(_REST.search(words) for words in before[1:]):
        return True
    for line in (*EXCLUSIVE, *_KINDS):
        named = [kinds_of(line, words) for words in before]
        if all(len(each) == 1 for each in named) and len(set(named)) == len(named):
            return not kinds_of(line, asked)
    return False


def _words_before(text: str, quantities: Sequence[Quantity], run: Sequence[int]) -> list[set[str]]:
    """The pairs of characters before each figure of a run."""
    return [_pairs(words) for words in _texts_before(text, quantities, run)]


def _texts_before(text: str, quantities: Sequence[Quantity], run: Sequence[int]) -> list[str]:
    """What stands before each figure of a run, back to the one before it, and as far before the first."""
    before = [text[quantities[left].end : quantities[at].start] for left, at in pairwise(run)]
    first = quantities[run[0]].start
    size = max(map(len, before), default=0)
    return [text[max(0, first - size) : first], *before]


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
