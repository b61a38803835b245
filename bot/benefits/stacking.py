"""就高不重复: of benefits that may not be had together the highest is taken, and it is said which clause forbids the other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.benefits.amounts import ZERO
from bot.benefits.eligibility import Assessment, Matching, Verdict
from bot.benefits.names import name_key
from corpus.benefit_records import Fact, Quoted
from index.benefits import Offer

_MATTERS = (Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION, Fact.PROJECT)
"""Facts whose names say what a benefit is paid for."""

_WHOLE = re.compile("同一(?:家)?(?:企业|单位|主体|法人|申报单位|申报主体)")
_ONE_MATTER = re.compile("同一(?:项目|事项|内容|类|政策)|同类|同项|相同")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A benefit that is not taken, because `taken` is and the clause of `offer` forbids both. `decided` is false where an
    unknown sum may yet turn it round."""

    assessment: Assessment
    taken: Assessment
    offer: Offer
    clause: Quoted
    decided: bool


@dataclass(frozen=True, slots=True)
class Stacked:
    """What can be had together: `total` is the sum of all taken whose amount is one number, `open` counts the others that
    are money. All that can be had together comes to at least `low` and at most `high`, None where nothing bounds it."""

    taken: tuple[Assessment, ...]
    dropped: tuple[Dropped, ...]
    total: Decimal
    open: int
    low: Decimal = ZERO
    high: Decimal | None = ZERO


def stack(matching: Matching) -> Stacked:
    """What of the benefits that are met can be had together, the highest first."""
    ordered = sorted(matching.of(Verdict.MEETS), key=_worth, reverse=True)
    taken: list[Assessment] = []
    dropped: list[Dropped] = []
    for each in ordered:
        against = _barred(each, taken)
        if against is None:
            taken.append(each)
        else:
            dropped.append(against)
    exact = [each.sum.exact for each in taken]
    return Stacked(
        tuple(taken),
        tuple(dropped),
        sum((value for value in exact if value is not None), ZERO),
        sum(value is None and each.sum.money for value, each in zip(exact, taken, strict=True)),
        _least(ordered),
        _most(ordered),
    )


def _least(ordered: Sequence[Assessment]) -> Decimal:
    """What can surely be had: of those that may not be had together the one that is surely the most."""
    taken: list[Assessment] = []
    for each in sorted(ordered, key=lambda found: -_money(found)[0]):
        if _barred(each, taken) is None:
            taken.append(each)
    return sum((_money(each)[0] for each in taken), ZERO)


def _most(ordered: Sequence[Assessment]) -> Decimal | None:
    """What cannot be exceeded: of those of which no two may be had together only the most of one counts."""
    apart: list[list[Assessment]] = []
    for each in ordered:
        alone = next((group for group in apart if all(_barred(each, [other]) for other in group)), None)
        if alone is None:
            apart.append([each])
        else:
            alone.append(each)
    most = [[_money(each)[1] for each in group] for group in apart]
    bounds = [max((high for high in group if high is not None), default=ZERO) for group in most]
    return None if any(None in group for group in most) else sum(bounds, ZERO)


def _money(each: Assessment) -> tuple[Decimal, Decimal | None]:
    """The bounds of what a benefit comes to in money."""
    return (each.sum.low, each.sum.high) if each.sum.money else (ZERO, ZERO)


def _worth(each: Assessment) -> tuple[bool, Decimal, Decimal]:
    return each.sum.money, each.sum.high if each.sum.high is not None else each.sum.low, each.sum.low


def _barred(each: Assessment, taken: Sequence[Assessment]) -> Dropped | None:
    for other in taken:
        for offer in (each.offer, other.offer):
            clause = offer.benefit.not_with
            if clause is not None and _forbids(clause.text, each.offer, other.offer):
                return Dropped(each, other, offer, clause, _no_more(each, other))
    return None


def _no_more(each: Assessment, other: Assessment) -> bool:
    """Whether the first is surely not more than the second."""
    return each.sum.high is not None and each.sum.high <= other.sum.low


def _forbids(clause: str, one: Offer, other: Offer) -> bool:
    """Whether a clause forbids both: they are for the same matter, or for one enterprise in one document where the clause
    speaks of the whole enterprise."""
    if _WHOLE.search(clause) and not _ONE_MATTER.search(clause) and one.entry.key == other.entry.key:
        return True
    return one.benefit.title == other.benefit.title or bool(_matters(one) & _matters(other))


def _matters(offer: Offer) -> set[tuple[Fact, str]]:
    """What a benefit is paid for, by the names that its requirements and tiers ask for."""
    benefit = offer.benefit
    every = (*benefit.requirements, *(each for amount in benefit.amounts for each in amount.when))
    tests = (test for each in every if not each.excludes for test in each.tests)
    return {(test.fact, name_key(name)) for test in tests if test.fact in _MATTERS for name in _names(test.value)}


def _names(value: object) -> Iterable[str]:
    return value if isinstance(value, tuple) else ()
