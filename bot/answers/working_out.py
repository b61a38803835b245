"""The arithmetic of two figures: what one is more than the other, their sum, what is left of one, how many times the other it is."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from bot.reading.labels import scale_of
from bot.reading.owners import ASKED_CAP
from bot.texts import COMPARED, POINTS, UP_TO
from bot.understanding.sides import Aspect, Wants
from corpus.quantity import Quantity, conversion, plain

_LEAST = re.compile("最低|最少|下限|至少|起点")


class Told(Protocol):
    """A figure as a text tells it."""

    @property
    def quantity(self) -> Quantity: ...

    @property
    def is_cap(self) -> bool:
        """Whether it is the most that there may be."""


def worked(aspect: Aspect, names: tuple[str, str], left: Told, right: Told) -> str:
    """The line of arithmetic, or why there is none."""
    one, other = left.quantity, right.quantity
    factor = conversion(other.unit, one.unit)
    if one.value is None or other.value is None or factor is None:
        return COMPARED["apart"]
    if ".." in (one.comparator, other.comparator) and (
        _LEAST.search(aspect.thing) or not ASKED_CAP.search(aspect.thing)
    ):
        return COMPARED["open"]
    scale, word = scale_of(one.text, one.value)
    unit = f"{word}{one.unit}"
    values = one.value, other.value * factor
    if aspect.wants in (Wants.SUM, Wants.EXTENDED):
        if one.family == "%":
            return COMPARED["apart"]
        at_most = UP_TO if left.is_cap or right.is_cap else ""
        total = f"{at_most}{plain(sum(values, Decimal(0)) / scale)}{unit}"
        return COMPARED["sum"].format(total=total, sum=_sum(values, scale, "+"))
    gap = f"{plain(abs(values[0] - values[1]) / scale)}{POINTS if one.unit == '%' else unit}"
    if aspect.wants is Wants.RATIO:
        return _ratio(names, values, scale)
    if aspect.wants is Wants.REST:
        return COMPARED["rest"].format(rest=gap, sum=_sum(values, scale, "-"))
    if values[0] == values[1] and _exact(left, right):
        return COMPARED["same"]
    ordered, told = (values, names) if values[0] >= values[1] else (values[::-1], names[::-1])
    wording = COMPARED["differ" if _exact(left, right) else "nominal"]
    return wording.format(high=told[0], low=told[1], gap=gap, sum=_sum(ordered, scale, "-"))


def _ratio(names: tuple[str, str], values: tuple[Decimal, Decimal], scale: Decimal) -> str:
    if not values[1]:
        return COMPARED["open"]
    times = (values[0] / values[1]).quantize(Decimal("0.01"))
    return COMPARED["times"].format(one=names[0], other=names[1], times=plain(times), sum=_sum(values, scale, "÷"))


def _sum(values: Sequence[Decimal], scale: Decimal, sign: str) -> str:
    return f" {sign} ".join(plain(value / scale) for value in values)


def _exact(left: Told, right: Told) -> bool:
    """Whether both figures are exact, or limits of one kind, whose difference is exact as well."""
    signs = {_sign(left), _sign(right)}
    return len(signs) == 1 and signs != {"~"}


def _sign(figure: Told) -> str:
    sign = figure.quantity.comparator
    return "<=" if figure.is_cap or sign == ".." else sign
