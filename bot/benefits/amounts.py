"""What a benefit comes to: base by rate, caps, tiers, counts and years, with every step shown. All sums are yuan.

A sum is an interval: what is paid lies in it. It is one number where the text fixes the amount and all its figures are
known; from zero to the cap where the text gives only the most there can be.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import overload

from bot.benefits.benefit_texts import STEPS
from bot.benefits.known_figure import Figure, Truth
from bot.language import Language, language
from bot.understanding.facts import fact_label
from corpus.benefit_records import EACH_STEP, Amount, AmountKind, Combination, Fact
from corpus.quantity import plain

ZERO = Decimal(0)
PERCENT = Decimal(100)
_MYRIAD, _HUNDRED_MILLION = Decimal(10_000), Decimal(100_000_000)

_SHORT_TIMES = re.compile("每个?[月天日次周]|每季|^个?[月天日周]$")
"""What is paid by the month or the day comes to a sum only with their number."""

_YEARLY = re.compile("每年|按年|逐年|年度")

Known = Callable[[Fact], Figure | None]
"""The figures of an enterprise by fact; None where one is unknown."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What is paid lies between `low` and `high`, both at least 0; `high` is None where nothing bounds it.

    `steps` say how it was reckoned, in order. `at_most` tells that the text gives the most there can be, `about` that a
    figure is rough. `missing` are the facts without which it cannot be reckoned, and `open` tells that the text leaves it
    so. `money` is false of what is no money. `clauses` counts the amounts that are part of it.
    """

    low: Decimal = ZERO
    high: Decimal | None = ZERO
    steps: tuple[str, ...] = ()
    at_most: bool = False
    about: bool = False
    missing: tuple[Fact, ...] = ()
    open: bool = False
    money: bool = True
    clauses: int = 1

    @property
    def exact(self) -> Decimal | None:
        """The sum where it is one number."""
        return self.low if self.money and self.low == self.high and not self.open else None


NOTHING = Reckoned(money=False, clauses=0)
"""No amount at all."""


def reckon(fits: Sequence[tuple[Amount, Truth]], combination: Combination, known: Known) -> Reckoned:
    """What the amounts of a benefit come to: each with whether it is for this enterprise (None: not known). Of `ONE` the
    highest that fits is paid, of `EACH` all that fit, of `APART` all that surely fit, and what may fit besides is never added.
    A ceiling that all of them share (单个项目, 每家单位每年合计) bounds them together."""
    open_amounts = [(reckon_amount(amount, known), truth) for amount, truth in fits if truth is not False]
    if not open_amounts:
        return NOTHING
    if len(open_amounts) == 1 and open_amounts[0][1]:
        return open_amounts[0][0]
    if combination is Combination.ONE:
        return _highest(open_amounts)
    sums = _together(open_amounts) if combination is Combination.EACH else _apart(open_amounts)
    return _bounded_together(sums, [amount for amount, truth in fits if truth is not False])


def reckon_amount(amount: Amount, known: Known) -> Reckoned:
    """What one amount comes to."""
    match amount.kind:
        case AmountKind.IN_KIND:
            return Reckoned(money=False, steps=(STEPS["in_kind"],))
        case AmountKind.UNSTATED:
            return Reckoned(high=amount.cap, steps=(STEPS["unstated"],), at_most=amount.cap is not None, open=True)
        case AmountKind.FIXED:
            return _fixed(amount)
        case _:
            return _derived(amount, known)


def money(value: Decimal) -> str:
    """A sum as people write it: 20万元, 1.5亿元, 800元; 200,000 yuan in English."""
    if language() is Language.ENGLISH:
        return f"{round(value, 2).normalize():,f} yuan"
    for scale, word in ((_HUNDRED_MILLION, "亿"), (_MYRIAD, "万")):
        if abs(value) >= scale:
            scaled = value / scale
            return f"{plain(round(scaled, 4))}{word}元" if round(scaled, 4) == scaled else f"{plain(round(value, 2))}元"
    return f"{plain(round(value, 2))}元"


def said(sum_: Reckoned) -> str:
    """What is paid, in a few words."""
    if not sum_.money:
        return STEPS["in_kind"]
    if sum_.exact is not None:
        return money(sum_.exact)
    if sum_.high is None:
        return STEPS["missing"] if sum_.missing else STEPS["several"] if sum_.clauses > 1 else STEPS["unstated"]
    if sum_.about and not (sum_.at_most or sum_.missing or sum_.open) and sum_.low:
        return STEPS["about"].format(low=money(sum_.low), high=money(sum_.high))
    return STEPS["at_most"].format(high=money(sum_.high))


# -- one amount ------------------------------------------------------------------------------------------------------


def _fixed(amount: Amount) -> Reckoned:
    value = amount.value if amount.value is not None else amount.cap
    if value is None:
        return Reckoned(high=None, steps=(STEPS["unstated"],), open=True)
    bound = amount.bound or amount.value is None
    words = STEPS["at_most" if bound else "fixed"].format(high=money(value))
    start = Reckoned(value, value, (words,))
    return _over_years(_bounded(_capped(start, amount), amount, bound), amount)


def _derived(amount: Amount, known: Known) -> Reckoned:
    """An amount that is reckoned from a figure of the enterprise."""
    rate, fact, name = _factor(amount)
    figure = known(fact) if fact else None
    if rate is None:
        return Reckoned(high=amount.cap, steps=_cap_step(amount), at_most=amount.cap is not None, open=True)
    if figure is None or (figure.high is None and figure.low is None):
        return _unknown(amount, fact, name)
    low = _of_part(max(ZERO, figure.low or ZERO), amount) * rate
    high = _of_part(None if figure.high is None else max(ZERO, figure.high), amount)
    high = None if high is None else high * rate
    shown = STEPS["product"].format(
        name=name, base=_base(figure, amount), rate=_rate(amount), product=_product(low, high)
    )
    start = Reckoned(low, high, (shown,), about=not figure.exact)
    if _SHORT_TIMES.search(amount.per):  # so much a month, for as many months as nobody knows
        start = replace(start, high=None, open=True, steps=(shown, STEPS["times"].format(per=amount.per)))
    return _over_years(_bounded(_capped(_floored(start, amount), amount), amount, amount.bound), amount)


@overload
def _of_part(figure: Decimal, amount: Amount) -> Decimal: ...
@overload
def _of_part(figure: Decimal | None, amount: Amount) -> Decimal | None: ...
def _of_part(figure: Decimal | None, amount: Amount) -> Decimal | None:
    """Of a figure the part that an amount is for; None where nothing bounds it."""
    above = amount.above or ZERO
    if figure is None:
        return None if amount.up_to is None else max(ZERO, amount.up_to - above)
    return max(ZERO, (figure if amount.up_to is None else min(figure, amount.up_to)) - above)


def _factor(amount: Amount) -> tuple[Decimal | None, Fact | None, str]:
    """By what a figure is multiplied, the fact that gives the figure, and what it is called."""
    if amount.kind is AmountKind.PER_UNIT:
        counted = fact_label(amount.per_fact) if amount.per_fact else STEPS["base"]
        return amount.value, amount.per_fact, amount.per or counted
    if amount.kind is AmountKind.INTEREST and amount.points is not None:
        return amount.points / PERCENT, Fact.LOAN, fact_label(Fact.LOAN)
    fact = amount.base_fact or (Fact.INTEREST if amount.kind is AmountKind.INTEREST else None)
    rate = None if amount.rate is None else amount.rate / PERCENT
    return rate, fact, amount.base or (fact_label(fact) if fact else STEPS["base"])


def _unknown(amount: Amount, fact: Fact | None, name: str) -> Reckoned:
    """The formula of an amount whose base nobody knows, and what bounds it."""
    formula = STEPS["formula"].format(name=name, rate=_rate(amount))
    start = Reckoned(ZERO, None, (formula,), missing=(fact,) if fact else (), open=fact is None)
    capped = _capped(start, amount)
    return _over_years(replace(capped, at_most=capped.high is not None), amount)


def _floored(sum_: Reckoned, amount: Amount) -> Reckoned:
    if amount.floor is None or sum_.low >= amount.floor:
        return sum_
    high = sum_.high if sum_.high is None else max(sum_.high, amount.floor)
    step = STEPS["floor"].format(floor=money(amount.floor))
    return replace(sum_, low=amount.floor, high=high, steps=(*sum_.steps, step))


def _capped(sum_: Reckoned, amount: Amount) -> Reckoned:
    """No more than the cap, unless that holds for all years together, or for less than the whole."""
    if amount.cap is None or _for_all_years(amount):
        return sum_
    high = amount.cap if sum_.high is None else min(sum_.high, amount.cap)
    told = amount.kind is AmountKind.FIXED and high == sum_.high
    steps = sum_.steps if told else (*sum_.steps, *_cap_step(amount))
    return replace(sum_, low=min(sum_.low, amount.cap), high=high, steps=steps)


def _bounded(sum_: Reckoned, amount: Amount, bound: bool) -> Reckoned:
    """From the floor, or nothing, up to what was reckoned, where the text gives only the most there can be."""
    if not bound:
        return sum_
    low = min(amount.floor or ZERO, sum_.low)
    return replace(sum_, low=low, at_most=True)


def _over_years(sum_: Reckoned, amount: Amount) -> Reckoned:
    """The sum of all years for which it is paid at most, the cap on all of them applied."""
    years = amount.years
    if years is None or years <= 1:
        return _total_cap(sum_, amount)
    if not _annual(amount):
        return replace(sum_, steps=(*sum_.steps, STEPS["term"].format(years=plain(years))))
    high = None if sum_.high is None else sum_.high * years
    yearly = STEPS["per_year"].format(sum=said(sum_)) if sum_.high is not None else STEPS["each_year"]
    step = STEPS["years"].format(years=plain(years), yearly=yearly)
    return _total_cap(replace(sum_, high=high, at_most=True, steps=(*sum_.steps, step)), amount)


def _total_cap(sum_: Reckoned, amount: Amount) -> Reckoned:
    if amount.cap is None or not _for_all_years(amount) or (sum_.high is not None and sum_.high <= amount.cap):
        return sum_
    at_most = sum_.at_most or bool(sum_.missing) or sum_.open
    return replace(
        sum_, low=min(sum_.low, amount.cap), high=amount.cap, at_most=at_most, steps=(*sum_.steps, *_cap_step(amount))
    )


def _annual(amount: Amount) -> bool:
    """Whether an amount is that of a year: the text says so, or it is in points a year. A mere term (周期一般3年) pays nothing
    more than once."""
    return (
        amount.points is not None
        or any("年" in words for words in (amount.cap_per, amount.per))
        or bool(_YEARLY.search(amount.clause))
    )


def _for_all_years(amount: Amount) -> bool:
    """Whether the cap holds for all years together and not for each."""
    many = amount.years is not None and amount.years > 1
    return many and _annual(amount) and "年" not in amount.cap_per


def _cap_step(amount: Amount) -> tuple[str, ...]:
    return (STEPS["cap"].format(per=amount.cap_per, cap=money(amount.cap)),) if amount.cap is not None else ()


def _rate(amount: Amount) -> str:
    if amount.kind is AmountKind.PER_UNIT:
        return money(amount.value) if amount.value is not None else ""
    if amount.kind is AmountKind.INTEREST and amount.points is not None:
        return STEPS["points"].format(points=plain(amount.points))
    return f"{plain(amount.rate)}%" if amount.rate is not None else ""


def _base(figure: Figure, amount: Amount) -> str:
    """The figure of the enterprise as it enters the sum."""
    shown = plain if amount.kind is AmountKind.PER_UNIT else money
    if amount.marginal:
        return _part(figure, amount, shown)
    if figure.value is not None:
        return f"{STEPS['roughly'] if figure.about else ''}{shown(figure.value)}"
    if figure.high is None:
        return f"≥{shown(figure.low)}" if figure.low is not None else ""
    return f"≤{shown(figure.high)}" if figure.low is None else f"{shown(figure.low)}～{shown(figure.high)}"


def _part(figure: Figure, amount: Amount, shown: Callable[[Decimal], str]) -> str:
    """The part of a figure that an amount is for, with its bounds."""
    ends = [_of_part(figure.low or ZERO, amount), _of_part(figure.high, amount)]
    part = "～".join(dict.fromkeys("" if end is None else shown(end) for end in ends))
    if amount.above is None:
        return STEPS["part_up_to"].format(part=part, up_to=shown(amount.up_to or ZERO))
    if amount.up_to is None:
        return STEPS["part_above"].format(part=part, above=shown(amount.above))
    return STEPS["part_between"].format(part=part, above=shown(amount.above), up_to=shown(amount.up_to))


def _product(low: Decimal, high: Decimal | None) -> str:
    if high is None:
        return f"≥{money(low)}"
    return money(low) if low == high else f"{money(low)}～{money(high)}"


# -- several amounts -------------------------------------------------------------------------------------------------


def _highest(amounts: Iterable[tuple[Reckoned, Truth]]) -> Reckoned:
    """The highest of the amounts that fit; those that may fit leave it between."""
    every = list(amounts)
    certain = [each for each, truth in every if truth]
    best = max(certain, key=lambda each: (each.money, each.high is None, each.high or ZERO), default=None)
    if best is not None and all(_no_more(each, best) for each, _ in every):
        return best
    low = max((each.low for each in certain), default=ZERO)
    return _between(every, low, [each.high for each, _ in every], max)


def _no_more(one: Reckoned, other: Reckoned) -> bool:
    """Whether an amount is never more than another one."""
    return one is other or not one.money or (one.high is not None and one.high <= other.low)


def _together(amounts: Iterable[tuple[Reckoned, Truth]]) -> Reckoned:
    """All amounts that fit; those that may fit count for the most there can be."""
    every = list(amounts)
    low = sum((each.low for each, truth in every if truth), ZERO)
    return _between(every, low, [each.high for each, _ in every], _added)


def _added(sums: Sequence[Decimal]) -> Decimal:
    return sum(sums, ZERO)


def _apart(amounts: Sequence[tuple[Reckoned, Truth]]) -> Reckoned:
    """Those that surely fit together; of those that may fit none is added to them or to another."""
    certain = [each for each in amounts if each[1]]
    if len(certain) == len(amounts):
        return _together(amounts)
    low = sum((each.low for each, _ in certain), ZERO)
    sums = [_together(certain).high] if certain else []
    sums += [each.high for each, truth in amounts if truth is None]
    return replace(_between(amounts, low, sums, max), open=True)


_OF_EACH_PIECE = re.compile("每[项件个台套部场次]|单[台件套]")


def _bounded_together(sum_: Reckoned, amounts: Sequence[Amount]) -> Reckoned:
    """No more than a ceiling that all amounts have, and that is for the applicant or the project and not for each piece."""
    caps = {(each.cap, each.cap_per) for each in amounts}
    cap, per = next(iter(caps))
    parts = all(amount.marginal for amount in amounts) or any(a.per.startswith(EACH_STEP) for a in amounts)
    if (
        len(caps) > 1
        or cap is None
        or not (per or parts)
        or _OF_EACH_PIECE.search(per)
        or any(map(_is_over_years, amounts))
    ):
        return sum_
    if sum_.high is not None and sum_.high <= cap:
        return sum_
    step = STEPS["cap"].format(per=per, cap=money(cap))
    return replace(sum_, low=min(sum_.low, cap), high=cap, steps=(*sum_.steps, step))


def _is_over_years(amount: Amount) -> bool:
    """Whether an amount is paid for several years, each with its own ceiling."""
    return amount.years is not None and amount.years > 1


def _between(
    every: Sequence[tuple[Reckoned, Truth]],
    low: Decimal,
    highs: Sequence[Decimal | None],
    combine: Callable[[Sequence[Decimal]], Decimal],
) -> Reckoned:
    bounded = [high for high in highs if high is not None]
    return Reckoned(
        low,
        combine(bounded) if len(bounded) == len(highs) else None,
        tuple(f"{at}. {'；'.join(each.steps)}" for at, (each, _) in enumerate(every, 1)),
        at_most=any(each.at_most for each, _ in every) or any(truth is None for _, truth in every),
        about=any(each.about for each, _ in every),
        missing=tuple(dict.fromkeys(fact for each, _ in every for fact in each.missing)),
        open=any(each.open for each, _ in every),
        money=any(each.money for each, _ in every),
        clauses=len(every),
    )
