"""Ladders: steps of a figure each with its own price or share (阶梯水价, 分段报销), of which only what lies within a step counts by
it, and what all steps come to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from bot.cases.case import Case, money_of
from bot.cases.grants import Gives, Grant
from bot.understanding.bounds import Bound, bounds_in
from bot.understanding.stated import Stated, difference, in_unit
from corpus.quantity import plain
from corpus.text import fold

_STEPS = re.compile("阶梯|分段|累进|递[增减]|(?<!第[一二三四五六七八九十])(?<!增量)(?<![该此])部分")
_AT_ONCE = re.compile("不分段|不累进|全[额部](?:按|面积)|一次性计|对应档次")
_FLOOR = re.compile("超(?:过|出)[^,;。]{1,12}的?部分")


@dataclass(frozen=True, slots=True)
class Climbed:
    """What a ladder comes to, how it was reckoned, and the sentences of the steps that count."""

    value: Decimal
    written: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    low: Decimal
    high: Decimal | None
    grant: Grant
    least: Decimal = Decimal(0)


def is_ladder(sentences: Sequence[str], above: str) -> bool:
    """Whether a text says that its tiers are steps of a ladder, of which each counts for itself."""
    text = "".join((above, *sentences))
    return bool(_STEPS.search(text)) and not _AT_ONCE.search(text)


def climbed(told: Case, found: Sequence[Grant]) -> Climbed | None:
    """What the steps among the grants come to for the one figure of the case that they are of; None where the steps leave
    gaps, or it is not sure which figure is meant."""
    shares = [grant for grant in found if grant.gives is Gives.STEP]
    prices = [grant for grant in found if grant.gives is Gives.AMOUNT and grant.per and len(grant.per) == 1]
    for grants, rated in ((shares, True), (prices, False)):
        steps = _steps(grants, "元" if rated else "")
        if len(steps) < 2:
            continue
        own = _figure(told, steps[0].grant, rated)
        if own is None or own.value is None or own.value < steps[0].least:
            return None
        floor = _floor(steps[0].grant) if rated else Decimal(0)
        if steps[0].low:
            if floor != steps[0].low:
                return None
            floor = Decimal(0)
        return _sum(own, steps, floor, rated=rated) if own.value > floor else None
    return None


def _steps(grants: Sequence[Grant], family: str) -> list[_Step]:
    """The steps of one ladder in order, [] where they leave gaps."""
    steps = []
    for grant in grants:
        label = grant.label if bounds_in(grant.label) or family else f"{grant.lead}{grant.label}"
        bounds = [each for each in bounds_in(label) if not family or each.family == family]
        if not family and grant.per:
            bounds = [each for each in bounds if in_unit(each.unit, grant.per[0].unit) == 1]
        low, high = _ends(bounds)
        if bounds:
            steps.append(_Step(low, high, grant))
    steps = _from_threshold(steps)
    if len(steps) == 1 and steps[0].high is None and (below := _flat_below(steps[0], grants)):
        steps = [_Step(Decimal(0), steps[0].low, below), *steps]
    joined = all(one.high == two.low for one, two in pairwise(steps))
    return steps if joined and steps and (not steps[0].low or family) else []


def _from_threshold(steps: Sequence[_Step]) -> list[_Step]:
    """Steps of which the first is given from a threshold on for all, and the others for what is beyond (500吨以上的，按每吨300元；1000吨以上的
    部分，按每吨200元)."""
    first = steps[0] if len(steps) > 1 else None
    if first is None or not first.low or _PART in first.grant.label:
        return list(steps)
    if not all(_PART in step.grant.label for step in steps[1:]):
        return list(steps)
    ends = [step.low for step in steps[1:]]
    joined = [replace(step, high=step.high or end) for step, end in zip(steps, [*ends, None], strict=True)]
    return [replace(joined[0], low=Decimal(0), least=first.low), *joined[1:]]


_PART = "部分"
_BEYOND = re.compile("超(?:过|出)[^,，;；。]{1,12}部分|第[^,，;；。]{1,8}起")


def _flat_below(step: _Step, grants: Sequence[Grant]) -> Grant | None:
    """What is given of all alike (每件2500元) in the sentence that gives something else of what is beyond a figure (超过10件的部分每件4000元)."""
    if not _BEYOND.search(step.grant.label):
        return None
    before = [
        each
        for each in grants
        if each.at == step.grant.at and each.quantity.start < step.grant.quantity.start and each.per == step.grant.per
    ]
    return before[-1] if len(before) == 1 and not bounds_in(before[0].label) else None


def _ends(bounds: Sequence[Bound]) -> tuple[Decimal, Decimal | None]:
    low = next((each.value for each in bounds if each.sign[0] == ">"), Decimal(0))
    return low, next((each.value for each in bounds if each.sign[0] == "<"), None)


def _figure(told: Case, grant: Grant, rated: bool) -> Stated | None:
    if rated:
        figures = money_of(told, f"{re.split('超过', grant.lead)[0]}费用")
    else:
        figures = told.like(grant.per[0].unit) if grant.per else []
    return figures[0] if len(figures) == 1 and not told.groups else None


def _floor(grant: Grant) -> Decimal:
    """From where a ladder counts (超过1.4万元的部分), 0 where it counts from the first."""
    said = _FLOOR.search(fold(grant.lead))
    return (
        next((each.value for each in bounds_in(said.group()) if each.sign == ">"), Decimal(0)) if said else Decimal(0)
    )


def _sum(own: Stated, steps: Sequence[_Step], floor: Decimal, *, rated: bool) -> Climbed:
    figure = (own.value or Decimal(0)) - floor
    total, written, at = Decimal(0), [], []
    for step in steps:
        within = min(figure, step.high) - step.low if step.high is not None else figure - step.low
        if within <= 0:
            continue
        factor = step.grant.quantity.value or Decimal(0)
        total += within * factor / 100 if rated else within * factor
        amount = (
            difference(within, "元") if rated else f"{plain(within)}{step.grant.per[0].unit}" if step.grant.per else ""
        )
        written.append(f"{amount} × {plain(factor)}{'%' if rated else '元'}")
        at.append(step.grant.at)
    start = f"{own.text} - {difference(floor, '元')} = {difference(figure, '元')}，" if floor else ""
    return Climbed(total, f"{start}{' + '.join(written)}", tuple(dict.fromkeys(at)))
