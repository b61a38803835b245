"""A number of an enterprise as far as it is known: one, a range, or a bound; and whether it meets a condition."""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.benefit_records import Operator
from corpus.quantity import Quantity

ABOUT = Decimal("0.1")
"""How far a figure given as about so much may be off; a threshold inside this share of it decides nothing."""

Truth = bool | None
"""Met, not met, or None: unknown."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that lies between `low` and `high`, both included unless open; None is no bound. `about` tells that it was
    given as roughly so much, `value` is the number as given (None where only bounds were)."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    about: bool = False
    value: Decimal | None = None

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high

    def meets(self, operator: Operator, wanted: Decimal) -> Truth:
        """Whether every number that it can be compares so with `wanted` (True), none does (False), or some do (None)."""
        above = self.low is not None and (self.low > wanted or (self.low == wanted and self.low_open))
        below = self.high is not None and (self.high < wanted or (self.high == wanted and self.high_open))
        reaches = above or self.low == wanted
        stays = below or self.high == wanted
        match operator:
            case Operator.AT_LEAST:
                return True if reaches else False if below else None
            case Operator.MORE:
                return True if above else False if stays else None
            case Operator.AT_MOST:
                return True if stays else False if above else None
            case Operator.LESS:
                return True if below else False if reaches else None
            case _:
                return False if above or below else True if self.exact else None


def exactly(value: Decimal) -> Figure:
    """A figure known as it is."""
    return Figure(value, value, value=value)


def roughly(value: Decimal) -> Figure:
    """A figure given as about so much."""
    off = abs(value) * ABOUT
    return Figure(value - off, value + off, about=True, value=value)


def figure_of(quantity: Quantity, factor: Decimal = Decimal(1)) -> Figure | None:
    """What a quantity says, in the unit of a fact that is 1/`factor` of its own; None for a ratio or 数百."""
    if quantity.value is None:
        return None
    value = quantity.value * factor
    match quantity.comparator:
        case "~":
            return _off(quantity, factor)
        case ">=" | ">":
            return Figure(value, None, low_open=quantity.comparator == ">")
        case "<=" | "<":
            return Figure(None, value, high_open=quantity.comparator == "<")
        case "..":
            low = quantity.low
            return Figure(low * factor if low is not None else None, value)
        case _:
            return exactly(value)


def _off(quantity: Quantity, factor: Decimal) -> Figure:
    """So much and a bit more (30余件 may be 39), not quite so much (近5000万), or roughly so much."""
    given = quantity.value or Decimal(0)
    value = given * factor
    if re.search("[余多]", quantity.text):
        step = (
            Decimal(1).scaleb(int(given.normalize().as_tuple().exponent)) * factor
        )  # of its last digit that is no zero
        return Figure(value, value + step, high_open=True, about=True, value=value)
    if quantity.text.startswith("近"):
        return Figure(value * (1 - ABOUT), value, high_open=True, about=True, value=value)
    return roughly(value)


_HUNDRED = Decimal(100)


def share_of(part: Figure, whole: Figure) -> Figure | None:
    """What a part is of its whole in percent, as far as both are known; None where the whole may be nothing or less."""
    if whole.low is None or whole.low <= 0:
        return None
    low = part.low / whole.high * _HUNDRED if part.low is not None and whole.high else None
    high = part.high / whole.low * _HUNDRED if part.high is not None else None
    about = part.about or whole.about
    exact = part.value / whole.value * _HUNDRED if part.value is not None and whole.value else None
    return Figure(low, high, about=about, value=exact)
