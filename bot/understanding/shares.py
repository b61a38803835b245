"""A share that a case tells by its two parts: what it is of which (研发费用占营业收入比例, 上架率 of 3000个机架，上了2340个)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.understanding.stated import Stated, in_unit
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical

_OF = re.compile("(?P<part>[^,，;；。]{2,}?)占(?P<whole>[^,，;；。]{2,}?)的?(?:比例|比重|比)")
PARTED = "÷"
"""What stands between the two figures of a share."""
_RATE = re.compile("(?<!增长)(?<!利)(?<!税)(?<!费)率(?:达到?|不低于|不少于|超过|在)?$")
_COUNTED = ("元", "%", "岁", "年", "月", "天", "日")


def share_of(own: Sequence[Stated], item: str) -> Stated | None:
    """The share that the words before a bound are of, by the two figures that the case tells for it; None where it tells no two."""
    named = _OF.search(item)
    if named:
        part, whole = (_only(own, named[side]) for side in ("part", "whole"))
    elif _RATE.search(item):
        counts = [each for each in own if each.family not in _COUNTED and each.value]
        if len(counts) != 2 or in_unit(counts[0].unit, counts[1].unit) is None:
            return None
        part, whole = sorted(counts, key=lambda each: each.value or Decimal(0))
    else:
        return None
    if part is None or whole is None or part is whole or not (part.value and whole.value):
        return None
    share = part.value * 100 / whole.value
    return replace(part, text=f"{part.text}{PARTED}{whole.text}", unit="%", family="%", low=share, high=share)


def _only(own: Sequence[Stated], named: str) -> Stated | None:
    """The one sum whose own words say what is named."""
    words = content(canonical(named))
    said = [
        each for each in own if each.family == "元" and any(said_in(word, each.ahead or each.words) for word in words)
    ]
    return said[0] if len(said) == 1 else None
