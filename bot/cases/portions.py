"""Shares of what a case tells: a rate of its sum, of what each of several things cost, of all and of a part of it, over the time that it
is given for, with what is taken off first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.cases.case import Case, Span, money_of, share_said, words_of
from bot.cases.demands import forbids
from bot.cases.granted import open_to
from bot.cases.grants import INCREASE, LOAN, Block, Gives, Grant
from bot.cases.limits import limit_of_count, limits_in, limits_of_one
from bot.cases.products import Product, of_groups, times
from bot.cases.spans import months_given
from bot.texts import WORKED
from bot.understanding.stated import Stated, difference, in_unit
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import plain, read_number
from corpus.text import ASIDE


def product(told: Case, block: Block, base: Grant, chosen: Grant, found: Sequence[Grant]) -> Product | None:
    """What the chosen grant comes to by itself, the usual one beside it for all of whom it is not; None where it is not sure
    what it is of, or how many there are."""
    if base.gives is Gives.AMOUNT:
        if told.groups and chosen is not base:
            return of_groups(told, base, chosen)
        return times(told, block, chosen, f"{base.lead}{base.label}{chosen.label}")
    figures = _sums(told, base)
    if not figures and told.each:
        return _of_each(told, block, chosen)
    if not figures or not _is_of_time(told, base, figures):
        return None
    special = chosen if chosen is not base else None
    taken = _taken_off(told, block, found, apart=special is not None)
    if taken is None:
        return None
    if told.groups and special and not taken:
        return _of_parts(told, base, special, figures[0])
    months = _months_of(told, base, figures)
    amount = sum((own.value or Decimal(0) for own in figures), -sum((value for value, _ in taken), Decimal(0)))
    written = f"{_written(base, figures, taken)}{f' × {plain(months)}个月' if months != 1 else ''}"
    return _share_of(told, block, base, chosen, (amount * months, written)) if amount > 0 else None


def _sums(told: Case, base: Grant) -> list[Stated]:
    """The sums of the case that a share is of: one, or all of which it names the sum; [] where it is not sure which."""
    if INCREASE.search(base.base):
        if told.growth:
            return [told.growth.increment] if told.growth.more > 0 else []
        more = [own for own in told.own if own.family == "元" and own.value is not None]
        return more if len(more) == 1 and _ON_TOP.search(more[0].ahead or more[0].words) else []
    figures = money_of(told, base.base)
    return figures if len(figures) == 1 or "之和" in base.base else []


_ON_TOP = re.compile("新增|增加了|[多增涨]了(?!多)|增量")
"""How people tell what came on top of the year before as such."""


def _is_of_time(told: Case, base: Grant, figures: Sequence[Stated]) -> bool:
    """Whether the sums are of the time for which is asked: one of a year or a month is none of several."""
    years = any(own.family == "年" and own.value != 1 for own in told.own) and not _WHOLE.search(base.base)
    monthly = any(_MONTHLY.search(own.words) for own in figures) and _months_of(told, base, figures) == 1
    once = monthly and "月" not in base.base and told.span is not Span.MONTH
    return not (told.span is Span.WHOLE and years) and not once and not (monthly and _OF_MONTHS.search(base.base))


def _months_of(told: Case, base: Grant, figures: Sequence[Stated]) -> Decimal:
    """How many times the sum that a case tells for each month is in the one of several months, or of a year, that a share is of, or is
    asked for; 1 where it is that sum itself."""
    if len(figures) != 1 or not _MONTHLY.search(figures[0].words):
        return Decimal(1)
    months = _OF_MONTHS.search(base.base)
    if months:
        return read_number(months["count"]) or Decimal(1)
    yearly = _OF_YEAR.search(base.base) or (told.span is Span.YEAR and "月" not in base.base)
    return Decimal(12) if yearly else Decimal(1)


_OF_MONTHS = re.compile(r"(?P<count>\d+|[一二三四五六七八九十]+)个月")
_OF_YEAR = re.compile("全年|年度|[一每上当]年|^年(?!化)")


def _written(base: Grant, figures: Sequence[Stated], taken: Sequence[tuple[Decimal, str]]) -> str:
    """How the sum is written that a share is of."""
    said = " + ".join(own.text for own in figures)
    if taken:
        return f"({figures[0].text} - {taken[0][1]})"
    return f"({said})" if len(figures) > 1 else f"{ASIDE.sub('', base.base)}{said}"


def _share_of(told: Case, block: Block, base: Grant, chosen: Grant, summed: tuple[Decimal, str]) -> Product | None:
    """A share of a sum, or so many times it; None where another limit may hold."""
    rate, (amount, said) = chosen.quantity.value or Decimal(0), summed
    if base.gives is Gives.TIMES:
        value = amount * rate
        return None if _is_beyond_all(block, value) else Product(value, f"{said} × {plain(rate)}", "")
    shared = Product(amount * rate / 100, f"{said} × {plain(rate)}%", "")
    if _counts_several(told) and any(shared.value > each for each in limits_of_one(block, chosen)):
        return None
    return _over_time(told, block, chosen, shared) if chosen.per and chosen.base == LOAN else shared


_MONTHLY = re.compile("[每一]个?月(?![前后内里底初中下末])|月均|月租|按月")
_WHOLE = re.compile("^(?!.*年)(?:.*(?:项目|总投资|工程|合同|建设|购房|造价))")
"""A sum that is of the whole thing, however many years it takes."""


def _is_beyond_all(block: Block, value: Decimal) -> bool:
    """Whether so many times a sum is more than one of the limits that a block sets for this and that case."""
    return any(value > limit for sentence in block.sentences for limit in limits_in(sentence))


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
    """The part of a sum that the rule does not count (其中20万是罚息, where 罚息不予贴息), [] where the case tells no part, or that has a
    share `apart`; None where the rule does not say what becomes of it."""
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
