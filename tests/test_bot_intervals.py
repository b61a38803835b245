from decimal import Decimal

import pytest

from bot.understanding.intervals import Interval

EXACT, MORE, LESS = Interval(Decimal(40), Decimal(40)), Interval(Decimal(40), None), Interval(None, Decimal(40))
RANGE = Interval(Decimal(30), Decimal(50))
TEN = Interval(Decimal(10), Decimal(10))


@pytest.mark.parametrize(
    ("left", "right", "written"),
    [
        (EXACT, TEN, "30家"),
        (MORE, TEN, "30家以上"),
        (LESS, TEN, "至多30家"),
        (TEN, LESS, "-30家以上"),
        (RANGE, TEN, "20至40家"),
        (MORE, MORE, None),
    ],
)
def test_a_difference_is_as_open_as_its_sides(left: Interval, right: Interval, written: str | None) -> None:
    assert left.minus(right).written(Decimal(1), "家") == written


def test_sums_and_scales() -> None:
    assert EXACT.plus(RANGE).written(Decimal(10), "万元") == "7至9万元"
    assert TEN.times(Decimal(15)).written(Decimal(1), "亩") == "150亩"
    assert Interval(Decimal(3), Decimal(3), about=True).plus(TEN).written(Decimal(1), "家") == "约13家"
