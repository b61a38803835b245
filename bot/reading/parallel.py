"""Figures told one after the other of parallel things (职工每人每月200元、居民每人每月150元): which is of the thing that a question names."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.reading.figure_words import PARTED
from bot.reading.respective import CLEARLY
from bot.understanding.everyday import heard
from bot.understanding.question import Question, Slot
from bot.understanding.scopes import EXCLUSIVE, kinds_of
from bot.understanding.segments import PART, opening
from corpus.aliases import canonical
from corpus.quantity import Quantity

ALIKE = 0.4
"""Share of the pairs of characters before a figure that those before the other figures of its run have too: they are told of parallel things
in like words."""

LONGEST = 60
"""Characters between two figures of one run."""

_OPENS, _CLOSES = re.compile("[,，;；。:：]"), re.compile("[,，;；。)）]")
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万]")
_TIER = re.compile(r"(?:\d+|[一二三四五六七])(?:[-~至到]\d+)?[级档星类]|[a-d甲乙丙丁]类")
_OTHERS = re.compile("(?:^|[,，;；。、])其[他它余]")
_TOLD_AS = re.compile("为|是")
"""Behind which a clause names the first of some things of which the last are all others (标准为自营的每人3元，其他的1元)."""

_ASIDE = re.compile("[(（][^()（）]*[)）]")
_KINDS = (re.compile("(?P<k0>职工|在职)|(?P<k1>居民|退休)"),)
"""Kinds of insured persons, which are told apart everywhere that figures of both stand together."""


def place_of(quantities: Sequence[Quantity], starts: Collection[int]) -> int | None:
    """Which of the figures of a sentence is the first that begins at one of some places in it; None where none does."""
    return next((at for at, each in enumerate(quantities) if each.start in starts), None)


def parallel_to(question: Question, slot: Slot, text: str, quantities: Sequence[Quantity], one: int) -> int | None:
    """Which of the figures that a sentence tells in like words of parallel things is of the one that a question names (of several things asked
    the one of the slot), where that at `one` is among them; None where no such thing is named, or more than one."""
    run = _run(text, quantities, one)
    if not run:
        return None
    said = _said(question, slot, text, quantities, run)
    best = max(said)
    return run[said.index(best)] if best and best >= CLEARLY * sorted(said)[-2] else None


def all_told(question: Question, text: str, quantities: Sequence[Quantity], one: int) -> str:
    """The words that tell the figures of tiers or kinds one after the other, where a question names none of these: any one figure would be a
    guess. "" where that at `one` stands alone, or a thing is named."""
    run = _run(text, quantities, one)
    if not run or run[0] != one or any(_said(question, question.slots[0], text, quantities, run)):
        return ""
    if not _are_kinds(
        [canonical(words) for words in _before(text, quantities, run)], heard(canonical(question.text), question.spoken)
    ):
        return ""
    return _words_of(text, quantities, run)


def told_together(text: str, quantities: Sequence[Quantity], one: int) -> str:
    """The words that tell the figures of parallel things of which that at `one` is one; "" where it stands alone."""
    run = _run(text, quantities, one)
    return _words_of(text, quantities, run) if run else ""


def _words_of(text: str, quantities: Sequence[Quantity], run: Sequence[int]) -> str:
    """The words from the clause of the first figure of a run to the end of that of the last."""
    start = opening(_OPENS, text, quantities[run[0]].start)
    stop = _CLOSES.search(text, quantities[run[-1]].end)
    return text[start : stop.start() if stop else len(text)].strip()


def _said(question: Question, slot: Slot, text: str, quantities: Sequence[Quantity], run: Sequence[int]) -> list[int]:
    """How much a question says of what each figure of a run has before it and no other one has. Before the first stands what is told of all as
    well, so that of it only as much counts as the others have before them."""
    named = question.text if len(question.slots) == 1 else slot.label
    asked = heard(canonical(named), question.spoken)
    first = quantities[run[0]].start + _bare(quantities[run[0]])
    opens = opening(PART, text, first)
    opens = max((opens, *(each.end for each in quantities[: run[0]] if each.unit == quantities[run[0]].unit)))
    before = _before(text, quantities, run)
    all_, of_all = _pairs(text[opens:first]), _pairs(text[opens : first - len(before[0])])
    pairs = [_pairs(words) for words in before]
    own = [pairs[0].difference(of_all, *pairs[1:])]
    own += [each.difference(all_, *pairs[1:at], *pairs[at + 1 :]) for at, each in enumerate(pairs) if at]
    return [sum(pair in asked for pair in each) for each in own]


def _are_kinds(before: Sequence[str], asked: str) -> bool:
    """Whether the canonical words before each figure name a tier of its own (1-2级, b类), or a kind that excludes those of the others, and what
    is asked names none."""
    tiers = [tuple(_TIER.findall(words)) for words in before]
    if all(tiers) and len(set(tiers)) == len(tiers) and not _TIER.search(asked):
        return True
    if _OTHERS.search(before[-1]) and not any(_OTHERS.search(words) for words in (*before[:-1], asked)):
        return True
    for line in (*EXCLUSIVE, *_KINDS):
        named = [kinds_of(line, words) for words in before]
        if all(len(each) == 1 for each in named) and len(set(named)) == len(named):
            return not kinds_of(line, asked)
    return False


def _run(text: str, quantities: Sequence[Quantity], one: int) -> list[int]:
    """The figures in the unit of that at `one` which follow one another with few words between, all like those before the first; [] where it
    stands alone."""
    aside = _aside_of(text, quantities[one])
    like = [
        at for at, each in enumerate(quantities) if each.unit == quantities[one].unit and _aside_of(text, each) == aside
    ]
    first = last = like.index(one)
    while first and _follows(text, quantities[like[first - 1]], quantities[like[first]]):
        first -= 1
    while last + 1 < len(like) and _follows(text, quantities[like[last]], quantities[like[last + 1]]):
        last += 1
    run = like[first : last + 1]
    pairs = [_pairs(words) for words in _before(text, quantities, run)]
    alike = all(len(each & pairs[0]) >= ALIKE * len(each) for each in pairs[1:])
    return run if len(run) > 1 and alike else []


def _follows(text: str, left: Quantity, right: Quantity) -> bool:
    between = _ASIDE.sub("", text[left.end : right.start])
    return len(between) <= LONGEST and PARTED not in between


def _aside_of(text: str, quantity: Quantity) -> int:
    """Where the brackets open in which a figure stands, -1 for one in none: what an aside tells (（其中床位费35元）) is none of the parallel
    things."""
    return next((m.start() for m in _ASIDE.finditer(text) if m.start() < quantity.start < m.end()), -1)


def _before(text: str, quantities: Sequence[Quantity], run: Sequence[int]) -> list[str]:
    """What stands before the number of each figure of a run, back to the figure before it, and as far before the first."""
    starts = [quantities[at].start + _bare(quantities[at]) for at in run]
    between = [
        _ASIDE.sub("", text[quantities[left].end : start])
        for (left, _), start in zip(pairwise(run), starts[1:], strict=True)
    ]
    size = max(map(len, between), default=0)
    if len(between) == 1 and _OTHERS.search(between[0]):
        told = _TOLD_AS.search(text, opening(_OPENS, text, starts[0]), starts[0])
        size = max(size, starts[0] - told.end()) if told else size
    return [text[max(0, starts[0] - size) : starts[0]], *between]


def _bare(quantity: Quantity) -> int:
    """Where the number of a quantity begins in it (每人每月|600元)."""
    found = _NUMBER.search(quantity.text)
    return found.start() if found else 0


def _pairs(text: str) -> set[str]:
    words = canonical(text)
    return {pair for pair in (words[at : at + 2] for at in range(len(words) - 1)) if pair.isalnum()}
