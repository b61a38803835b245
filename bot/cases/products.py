"""Products: an amount for so many of what it is given for, over the time that is asked, or a share of what the case tells."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from bot.cases.case import Case, count_of, share_said, words_of
from bot.cases.grants import Block, Grant
from bot.cases.limits import limit_of_count
from bot.cases.spans import PERIODS, months_given, over
from bot.texts import WORKED
from bot.understanding.pers import Per, is_money
from bot.understanding.stated import difference, in_unit
from corpus.quantity import plain, read_number
from corpus.text import fold

PERSONS = ("个", "人", "名", "位")
"""Units in which people are counted."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the reckoning: its value, how it is written, for each of what it is, and whether it is of `several` things."""

    value: Decimal
    written: str
    each: str
    several: bool = False


def times(told: Case, block: Block, grant: Grant, about: str, *, floor: Decimal | None = None) -> Product | None:
    """An amount for so many of what it is given for; of amounts of money from a `floor` on."""
    if grant.per is None:
        return None
    value, written, each = grant.quantity.value or Decimal(0), "", ""
    if grant.share is not None:
        value, written = value * grant.share / 100, f" × {plain(grant.share)}%"
    for per in grant.per:
        found = _factor(told, block, grant, per, about, floor)
        if found is None:
            return None
        factor, said, of_one = found
        each = of_one or each
        value *= factor
        written += f" × {said}" if said else ""
    return Product(value, f"{difference(grant.quantity.value or Decimal(0), '元')}{written}", each)


_Factor = tuple[Decimal, str, str]
"""By how much an amount is multiplied, how that is said, and for each of what the product is."""


def _factor(told: Case, block: Block, grant: Grant, per: Per, about: str, floor: Decimal | None) -> _Factor | None:
    """By how much an amount is multiplied that is for so many of a thing; None where it is not sure."""
    if per.unit in told.apiece:
        return 1 / per.size, "", f"每{per.unit}"
    if per.unit.endswith(("暖期", "暖季", "热期")):
        return Decimal(1), "", ""
    if per.unit in PERIODS:
        return over(told, per, months_given(block.sentences, grant))
    more = _increment(told, block, grant, per.unit)
    if is_money(per.unit):
        return _steps(told, per, floor, more)
    actual = bool(_ACTUAL.search(block.sentences[grant.at]))
    thing = re.search(_THING.format(unit=per.unit), block.sentences[grant.at])
    count = more or count_of(
        told, per.unit, about, part=grant.extra, actual=actual, thing=thing["thing"] if thing else ""
    )
    count = count or _entitled(told, per.unit, block.sentences[grant.at])
    if count is None:
        untold = not told.like(per.unit) and not told.groups
        return (Decimal(1), "", f"每{'' if per.size == 1 else plain(per.size)}{per.unit}") if untold else None
    limit = limit_of_count(block, grant, per.unit)
    if limit is not None and count[0] > limit:
        count = limit, WORKED["counted"].format(own=count[1], cap=f"{plain(limit)}{per.unit}")
    beyond = _beyond(grant, per)
    if beyond and count[0] > beyond:
        count = count[0] - beyond, f"({count[1]} - {plain(beyond)})"
    if per.size != 1 and (count[0] / per.size) % 1:
        return None
    return count[0] / per.size, count[1] if count[0] != per.size else "", ""


_THING = "每[^,，;；。每]{{0,8}}{unit}(?P<thing>[\u4e00-\u9fff]{{2,6}}?)(?:给予|一次性|补|奖|资助|\\d)"
"""What is counted, as a rule names it behind its unit (每新增产一头犊牛补助)."""
_MORE = re.compile("每(?:多|增加?|超|新增)")


def _beyond(grant: Grant, per: Per) -> Decimal | None:
    """From how many of a unit on an extra counts those that are more (3人以上的，每多带动1人再奖励1000元), None where it counts all."""
    if not (grant.extra and _MORE.search(grant.label)):
        return None
    return next(
        (each.value for each in grant.bounds if each.sign[0] == ">" and in_unit(each.unit, per.unit) == 1), None
    )


_ACTUAL = re.compile("实际(?!支付|缴纳|投资|支出|发生)[^,，;；。]{0,8}(?:数|量)|实有")
"""What says that of all and of those in use the latter are counted."""

_INCREMENT = re.compile("增量|(?:新增|增加|增长)(?:部分|额)")


def _increment(told: Case, block: Block, grant: Grant, unit: str) -> tuple[Decimal, str] | None:
    """How many of a unit have come on top, where the rule counts those and the case tells of two times."""
    if told.growth is None or not _INCREMENT.search(block.sentences[grant.at][: grant.quantity.start]):
        return None
    more = told.growth.increment
    factor = in_unit(more.unit, unit)
    return (more.value * factor, more.text) if factor and more.value and more.value > 0 else None


def _steps(told: Case, per: Per, floor: Decimal | None, more: tuple[Decimal, str] | None) -> _Factor | None:
    """How many whole steps of an amount the one figure of the case of that kind has above a floor, or what has come on top."""
    figures = [own for own in told.own if in_unit(own.unit, per.unit) is not None and is_money(own.unit)]
    own = figures[0].value if len(figures) == 1 else None
    beyond = more[0] if more else own - (floor or Decimal(0)) if own is not None else None
    steps = (beyond / per.size).to_integral_value(ROUND_FLOOR) if beyond is not None else Decimal(0)
    if steps <= 0:
        return None
    return steps, f"({more[1]} ÷ {difference(per.size, per.unit)}，取整{plain(steps)})" if more else plain(steps), ""


_PERSONS = re.compile(r"(?P<count>[两三四五六七八九]|\d)(?:口|个人)")
_SHARE = r"每人(\d+(?:\.\d+)?){unit}"
_SHARE_LIMIT = r"每户(?:最多|不超过|最高)(\d+(?:\.\d+)?){unit}"


def _entitled(told: Case, unit: str, sentence: str) -> tuple[Decimal, str] | None:
    """How many of a unit the rule itself gives a family of so many (按每人15平方米、每户最多60平方米)."""
    share = re.search(_SHARE.format(unit=unit), fold(sentence))
    persons = _PERSONS.search(fold(told.question))
    if not (share and persons):
        return None
    total = Decimal(share[1]) * (read_number(persons["count"]) or 0)
    limit = re.search(_SHARE_LIMIT.format(unit=unit), fold(sentence))
    said = f"（{persons['count']}人 × {share[1]}{unit}）"
    if limit and total > Decimal(limit[1]):
        return Decimal(limit[1]), WORKED["counted"].format(own=said, cap=f"{limit[1]}{unit}")
    return total, said


def of_groups(told: Case, base: Grant, chosen: Grant) -> Product | None:
    """The usual amount for most and the special one for the group that it is of."""
    counted = [own for own in told.own if own.unit in PERSONS]
    if len(told.groups) != 1 or len(counted) != 1 or not (base.per == chosen.per and base.per and len(base.per) == 1):
        return None
    group, whole = told.groups[0], counted[0]
    if group.figure.value is None or whole.value is None or group.figure.value > whole.value:
        return None
    if not share_said(words_of(chosen.label), replace(told, words=group.words)):
        return None
    rest = whole.value - group.figure.value
    one, two = (each.quantity.value or Decimal(0) for each in (base, chosen))
    written = f"{difference(one, '元')} × {plain(rest)} + {difference(two, '元')} × {plain(group.figure.value)}"
    return Product(one * rest + two * group.figure.value, written, "")
