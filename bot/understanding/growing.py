"""Growth that a case tells by the figures of two times (去年8亿，今年11.6亿): how much more, and by how many per cent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.understanding.stated import Stated, difference, in_unit
from corpus.quantity import plain

_WHEN = re.compile(r"(?P<year>(?<!\d)20\d\d)年|(?P<before>前年)|(?P<last>去年|上一?年度?)|今年|本年度?|当年|现在|目前")
_THIS_YEAR, _NAMED = 10_000, 3_000
"""A year that no text names, from which those named by words are counted, and the end of those that are named by number: the two
are never compared."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The figures of one thing at two times, in one unit."""

    earlier: Stated
    later: Stated

    @property
    def more(self) -> Decimal:
        """By how much the later figure is more, in its unit."""
        factor = in_unit(self.earlier.unit, self.later.unit) or Decimal(1)
        return (self.later.value or Decimal(0)) - (self.earlier.value or Decimal(0)) * factor

    @property
    def increment(self) -> Stated:
        """What came on top, as a figure of the case."""
        text = f"({self.later.text} - {self.earlier.text})"
        return replace(self.later, text=text, low=self.more, high=self.more)

    @property
    def rate(self) -> Stated:
        """The same as a share of the earlier figure, in per cent."""
        factor = in_unit(self.earlier.unit, self.later.unit) or Decimal(1)
        share = self.more * 100 / ((self.earlier.value or Decimal(1)) * factor)
        return replace(self.later, text=f"{plain(round(share, 2))}%", unit="%", family="%", low=share, high=share)

    @property
    def shown(self) -> str:
        """The increment as people write it."""
        return difference(self.more, self.later.unit)


def growth(own: Sequence[Stated], text: str) -> Growth | None:
    """The growth between the two figures of one kind that a text tells of two times; None where it tells no two."""
    timed = _of_one_count(
        [(time, each) for each in own if each.value and (time := _when(text[: each.start])) is not None], text
    )
    pairs = [
        (one, two)
        for at, one in enumerate(timed)
        for two in timed[at + 1 :]
        if in_unit(one[1].unit, two[1].unit) is not None and one[0] != two[0] and (one[0] < _NAMED) == (two[0] < _NAMED)
    ]
    if len(pairs) != 1:
        return None
    earlier, later = sorted(pairs[0], key=lambda each: each[0])
    return Growth(earlier[1], later[1]) if earlier[1].family not in ("年", "月", "岁", "%") else None


_BEFORE_THAT, _NOW = re.compile("上一?年(?!前)"), re.compile("今年|本年度?|当年")


def _of_one_count(timed: list[tuple[int, Stated]], text: str) -> list[tuple[int, Stated]]:
    """Figures with their times, of which a year by number and one by a word are counted alike where the word says how they follow: 上一年 is
    before the year that is named, 今年 after it."""
    named = {time for time, _ in timed if time < _NAMED}
    if len(named) != 1 or len(timed) != 2:
        return timed
    year = named.pop()
    word = next((each for time, each in timed if time >= _NAMED), None)
    if word is None:
        return timed
    before = text[: word.start]
    last = list(_WHEN.finditer(before))[-1].group()
    other = year - 1 if _BEFORE_THAT.search(last) else year + 1 if _NOW.search(last) else None
    return [(other if other and each is word else time, each) for time, each in timed]


def _when(before: str) -> int | None:
    """The year named last before a figure."""
    found = list(_WHEN.finditer(before))
    if not found:
        return None
    last = found[-1]
    if last["year"]:
        return int(last["year"])
    return _THIS_YEAR - (2 if last["before"] else 1 if last["last"] else 0)
