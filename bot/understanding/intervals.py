"""What can be said of a difference, a sum or a ratio of figures that are bounds themselves (40亿元以上, 近3万, 5至6个).

A figure is an interval, open at the side that its comparator leaves open; what comes out is written with the words of
a report, and nothing where it says too little.
"""

from dataclasses import dataclass
from decimal import Decimal

from corpus.quantity import plain
from corpus.records import Indicator

_OPEN_ABOVE, _OPEN_BELOW = (">", ">="), ("<", "<=")


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, None where it is open; `about` of a figure that is only near."""

    low: Decimal | None
    high: Decimal | None
    about: bool = False

    def minus(self, other: "Interval") -> "Interval":
        """What is left of this one without the other."""
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Interval(low, high, self.about or other.about)

    def plus(self, other: "Interval") -> "Interval":
        """Both together."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.about or other.about)

    def times(self, factor: Decimal) -> "Interval":
        """So many times this one; `factor` is positive."""
        low, high = self.low, self.high
        return Interval(None if low is None else low * factor, None if high is None else high * factor, self.about)

    def written(self, scale: Decimal, unit: str) -> str | None:
        """In words: 45亿元, 超过45亿元, 至多45亿元, 3至5亿元; None where both sides are open."""
        low, high = (None if end is None else plain(end / scale) for end in (self.low, self.high))
        near = "约" if self.about else ""
        if low is not None and high is not None:
            return f"{near}{low}{unit}" if low == high else f"{near}{low}至{high}{unit}"
        if low is not None:
            return f"{near}{low}{unit}以上"
        return f"至多{near}{high}{unit}" if high is not None else None


def interval(found: Indicator) -> Interval | None:
    """The interval of an indicator, None if it has no value."""
    value, sign = found.value, found.comparator
    if value is None:
        return None
    if sign == ".." and found.low is not None:
        return Interval(found.low, value)
    return Interval(None if sign in _OPEN_BELOW else value, None if sign in _OPEN_ABOVE else value, sign == "~")
