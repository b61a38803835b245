"""Products: an amount for so many of what it is given for, over the time that is asked, or a share of what the case tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from bot.case import Case, Span, count_of, money_of, share_said, words_of
from bot.demands import forbids
from bot.granted import open_to
from bot.grants import LOAN, Block, Gives, Grant
from bot.limits import limit_of_count, limits_of_one
from bot.pers import Per, is_money
from bot.spans import PERIODS, months_given, over
from bot.stated import Stated, difference, in_unit
from bot.texts import WORKED
from bot.topics import content
from corpus.aliases import canonical
from corpus.quantity import plain, read_number
from corpus.text import ASIDE, fold

PERSONS = ("个", "人", "名", "位")
"""Units in which people are counted."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the reckoning: its value, how it is written, for each of what it is, and whether it is of `several` things."""

    value: Decimal
    written: str
    each: str
    several: bool = False


def product(told: Case, block: Block, base: Grant, chosen: Grant, found: Sequence[Grant]) -> Product | None:
    """What the chosen grant comes to by itself, the usual one beside it for all of whom it is not; None where it is not sure
    what it is of, or how many there are."""
    if base.gives is Gives.AMOUNT:
        if told.groups and chosen is not base:
            return _of_groups(told, base, chosen)
        return times(told, block, chosen, f"{base.lead}{base.label}{chosen.label}")
    years = any(own.family == "年" and own.value != 1 for own in told.own)
    if told.span is Span.WHOLE and years:
        return None  # a share of the sum of one year is not that of several
    figures = money_of(told, base.base)
    if not figures and told.each:
        return _of_each(told, block, chosen)
    summed = "之和" in base.base
    if not figures or (len(figures) > 1 and not summed):
        return None
    rate = chosen.quantity.value or Decimal(0)
    amount = sum((own.value or Decimal(0) for own in figures), Decimal(0))
    said = " + ".join(own.text for own in figures)
    said = f"({said})" if len(figures) > 1 else f"{ASIDE.sub('', base.base)}{said}"
    taken = _taken_off(told, block, found, apart=chosen is not base)
    if taken is None:
        return None
    for value, text in taken:
        amount, said = amount - value, f"({figures[0].text} - {text})"
    if amount <= 0:
        return None
    if told.groups and chosen is not base and not taken:
        return _of_parts(told, base, chosen, figures[0])
    if base.gives is Gives.TIMES:
        return Product(amount * rate, f"{said} × {plain(rate)}", "")
    shared = Product(amount * rate / 100, f"{said} × {plain(rate)}%", "")
    if _counts_several(told) and any(shared.value > each for each in limits_of_one(block, chosen)):
        return None
    return _over_time(told, block, chosen, shared) if chosen.per and chosen.base == LOAN else shared


_THINGS = re.compile("[个台套辆件架艘部场项间栋]|机组|床")


def _several(told: Case) -> list[Stated]:
    return [own for own in told.own if own.value is not None and own.value > 1 and _THINGS.fullmatch(own.unit)]


def _counts_several(told: Case) -> bool:
    """Whether a case counts several things, of each of which a limit of one may be."""
    return bool(_several(told))


def _of_each(told: Case, block: Block, chosen: Grant) -> Product | None:
    """A share of what each of several things cost, within the limit of one, for all of them that count."""
    counted = _several(told)
    if len(told.each) != 1 or len(counted) != 1 or told.each[0].value is None or chosen.gives is not Gives.RATE:
        return None
    own, count, rate = told.each[0], counted[0], chosen.quantity.value or Decimal(0)
    one, written = (own.value or Decimal(0)) * rate / 100, f"{own.text.lstrip('每个台套辆件架')} × {plain(rate)}%"
    limits = limits_of_one(block, chosen)
    if len(set(limits)) > 1:
        return None
    if limits and one > limits[0]:
        one, written = (
            limits[0],
            f"{written} = {difference(one, '元')}{WORKED['over'].format(cap=difference(limits[0], '元'))}",
        )
    most = limit_of_count(block, chosen, count.unit)
    number, said = count.value or Decimal(0), count.text
    if most is not None and number > most:
        number, said = most, WORKED["counted"].format(own=said, cap=f"{plain(most)}{count.unit}")
    total = one * number
    shown = f"{written}；{difference(one, '元')}" if limits and one == limits[0] else f"{written}"
    return Product(total, f"{shown} × {said}", "", several=True)


def _over_time(told: Case, block: Block, grant: Grant, yearly: Product) -> Product | None:
    """The interest of one year over the time that the case tells, as far as it is given; of each year where it tells none."""
    given = months_given(block.sentences, grant)
    told_months = [
        own.value * factor
        for own in told.own
        if own.value and (factor := in_unit(own.unit, "月")) and own.family in ("年", "月")
    ]
    if len(told_months) > 1:
        return None
    if not told_months:
        return replace(yearly, each="每年")
    months = min(told_months[0], given) if given else told_months[0]
    if months == 12:
        return yearly
    return Product(yearly.value * months / 12, f"{yearly.written} × {plain(months)} ÷ 12", "")


def _taken_off(told: Case, block: Block, found: Sequence[Grant], *, apart: bool) -> list[tuple[Decimal, str]] | None:
    """What is taken off a sum before a share of it is paid, and how it is written: one thing at most, None where that is in doubt."""
    less, aside = _less(told, found), _left_out(told, block, apart=apart)
    if less is None or aside is None or (less and aside):
        return None
    lines = [
        (grant.quantity.value or Decimal(0), difference(grant.quantity.value or Decimal(0), "元")) for grant in less
    ]
    return lines or [(own.value or Decimal(0), own.text) for own in aside]


def _left_out(told: Case, block: Block, *, apart: bool) -> list[Stated] | None:
    """The part of a sum that the rule does not count (其中20万是罚息, where 罚息不予贴息), [] where the case tells no part, or that has a share `apart`; None where the
    rule does not say what becomes of it."""
    if not told.groups or apart:
        return []
    figure, words = told.groups[0].figure, content(told.groups[0].words)
    barring = [canonical(text) for text in block.sentences if forbids(text)]
    barred = any(len(word) > 1 and word in text for word in words for text in barring)
    return [figure] if len(told.groups) == 1 and figure.family == "元" and figure.value and barred else None


_AGAIN = re.compile("第[二三四]次|再次|又住")


def _less(told: Case, found: Sequence[Grant]) -> list[Grant] | None:
    """What is taken off a sum before a share of it is paid: one at most, None where it is not sure which."""
    if not any(grant.gives is Gives.LESS for grant in found):
        return []
    taken = [grant for grant, _ in open_to(told, found) if grant.gives is Gives.LESS]
    return taken if len(taken) == 1 and not _AGAIN.search(told.question) else None


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
    total = min(total, Decimal(limit[1])) if limit else total
    return total, f"{plain(total)}{unit}"


def _of_parts(told: Case, base: Grant, chosen: Grant, whole: Stated) -> Product | None:
    """The usual share of most of a sum and the special one of the part that it is of (其中科技型企业占120万)."""
    group = told.groups[0] if len(told.groups) == 1 else None
    amount = whole.value
    if group is None or group.figure.family != "元" or group.figure.value is None:
        return None
    if amount is None or group.figure.value > amount:
        return None
    if not share_said(words_of(chosen.label), replace(told, words=group.words)):
        return None
    part = group.figure.value
    one, two = (each.quantity.value or Decimal(0) for each in (base, chosen))
    written = f"({whole.text} - {group.figure.text}) × {plain(one)}% + {group.figure.text} × {plain(two)}%"
    return Product(((amount - part) * one + part * two) / 100, written, "")


def _of_groups(told: Case, base: Grant, chosen: Grant) -> Product | None:
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
