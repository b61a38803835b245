"""Products: an amount for so many of what it is given for, over the time that is asked, or a share of what the case tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.case import Case, Span, count_of, money_of, share_said, words_of
from bot.demands import forbids
from bot.granted import open_to
from bot.grants import LOAN, Block, Gives, Grant
from bot.limits import limit_of_count
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
    """A product of the reckoning: its value, how it is written, for each of what it is."""

    value: Decimal
    written: str
    each: str


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
    summed = "之和" in base.base
    if not figures or (len(figures) > 1 and not summed):
        return None
    rate = chosen.quantity.value or Decimal(0)
    amount = sum((own.value or Decimal(0) for own in figures), Decimal(0))
    said = " + ".join(own.text for own in figures)
    said = f"({said})" if len(figures) > 1 else f"{ASIDE.sub('', base.base)}{said}"
    taken = _taken_off(told, block, found)
    if taken is None:
        return None
    for value, text in taken:
        amount, said = amount - value, f"({figures[0].text} - {text})"
    if amount <= 0:
        return None
    if base.gives is Gives.TIMES:
        return Product(amount * rate, f"{said} × {plain(rate)}", "")
    shared = Product(amount * rate / 100, f"{said} × {plain(rate)}%", "")
    return _over_time(told, block, chosen, shared) if chosen.per and chosen.base == LOAN else shared


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


def _taken_off(told: Case, block: Block, found: Sequence[Grant]) -> list[tuple[Decimal, str]] | None:
    """What is taken off a sum before a share of it is paid, and how it is written: one thing at most, None where that is in doubt."""
    less, aside = _less(told, found), _left_out(told, block)
    if less is None or aside is None or (less and aside):
        return None
    lines = [
        (grant.quantity.value or Decimal(0), difference(grant.quantity.value or Decimal(0), "元")) for grant in less
    ]
    return lines or [(own.value or Decimal(0), own.text) for own in aside]


def _left_out(told: Case, block: Block) -> list[Stated] | None:
    """The part of a sum that the rule does not count (其中20万是罚息, where 罚息不予贴息), [] where the case tells no part; None where the
    rule does not say what becomes of it."""
    if not told.groups:
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


def times(told: Case, block: Block, grant: Grant, about: str, *, strict: bool = False) -> Product | None:
    """An amount for so many of what it is given for."""
    if grant.per is None or (grant.extra and strict and not grant.per):
        return None
    value, written, each = grant.quantity.value or Decimal(0), "", ""
    if grant.share is not None:
        value, written = value * grant.share / 100, f" × {plain(grant.share)}%"
    for per in grant.per:
        if per.unit in PERIODS:
            given = months_given(block.sentences, grant)
            found = over(told, per, given)
            if found is None:
                return None
            factor, said, each = found
        else:
            count = count_of(told, per.unit, about, part=grant.extra) or _entitled(
                told, per.unit, block.sentences[grant.at]
            )
            if count is None:
                return None
            limit = limit_of_count(block, grant, per.unit)
            if limit is not None and count[0] > limit:
                count = limit, WORKED["counted"].format(own=count[1], cap=f"{plain(limit)}{per.unit}")
            factor, said = count[0] / per.size, count[1] if count[0] != per.size else ""
            if per.size != 1 and factor % 1:
                return None
        value *= factor
        written += f" × {said}" if said else ""
    return Product(value, f"{difference(grant.quantity.value or Decimal(0), '元')}{written}", each)


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
