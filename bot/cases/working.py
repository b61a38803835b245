"""What a rule comes to for a case, step by step: an amount for so many of a thing, a share of a sum, with what comes on top,
what changes it and what limits it. Nothing is reckoned where a role could be another's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from bot.cases.case import Case, Span, count_of, of_bound, words_of
from bot.cases.couples import is_couple, of_couple
from bot.cases.granted import is_tier, names, open_to, reaches, scales_for, specials, usual
from bot.cases.grants import Block, Gives, Grant, grants
from bot.cases.ladders import climbed, is_ladder
from bot.cases.limits import grown, limited, limits_in
from bot.cases.own_cases import changes_own_rank, holds_for, in_time, may_hold, of_another, own_side
from bot.cases.portions import product
from bot.cases.products import Product, times
from bot.cases.spans import PERIODS, lasting_told, months_given
from bot.cases.stepping import is_step, stepped
from bot.cases.worked import Worked
from bot.texts import WORKED
from bot.understanding.bounds import bounds_in
from bot.understanding.pers import is_money
from bot.understanding.segments import part
from bot.understanding.stated import difference, in_unit
from bot.understanding.topics import said_in
from corpus.aliases import canonical
from corpus.quantity import plain
from corpus.text import fold

_YUAN = "元"
_CENTS = re.compile(r"\d+\.\d*0(?!\d|万|亿)")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A reckoning on its way: its value, how it is written, and the sentences that it is by."""

    value: Decimal
    written: str
    at: tuple[int, ...]


def worked(told: Case, block: Block, near: Sequence[int] = (), name: str = "") -> Worked | None:
    """What the grants of a block come to for a case, those of what has a `name` if one is given; None
    where none holds for it without doubt."""
    found = _named(grants(block.sentences, block.heads), block, name)
    ladder = is_ladder(block.sentences, block.above)
    if any(grant.gives is Gives.STEP for grant in found) or (ladder and _tiers_of_units(found)):
        climbed_to = _climb(told, block, found) if ladder else None
        if climbed_to is None or not _is_of_beside(told, found, near, climbed_to):
            return climbed_to
    if is_couple(told):
        return of_couple(told, block, found)
    if is_step(told, block):
        return stepped(told, block, found)
    scales = scales_for(told, found)
    if len(scales) > 1:
        return None
    if len(scales) == 1:
        found = _without(found, scales[0])
    base = usual(told, found, near)
    if base is None or (not name and _of_another_item(told, block, base)):
        return None
    scales = [scale for scale in scales if not _is_told_before(block, scale, base)]
    if not scales and base.gives is Gives.RATE and changes_own_rank(told, found, base):
        return None
    if base.gives is Gives.PART:
        return _part(told, base)
    own = specials(told, base, found, block.above)
    if own is None or len(own) > 1:
        return None
    return _of(told, block, found, (base, own[0] if own else base), scales)


def _of(
    told: Case, block: Block, found: Sequence[Grant], pair: tuple[Grant, Grant], scales: Sequence[Grant]
) -> Worked | None:
    """What the usual grant and the one chosen beside it come to."""
    base, chosen = pair
    raised = _raised(told, block, base, found)
    if raised is None:
        return None
    points = [each for each in raised if "百分点" in each.quantity.unit]
    if points and chosen.gives is not Gives.RATE:
        return None
    chosen = _by_points(chosen, points)
    raised = [each for each in raised if each not in points]
    term = product(told, block, base, chosen, found)
    summed = _summed(told, block, base, found, term) if term else None
    if term is None or summed is None:
        return None
    for scale in scales:
        share = scale.quantity.value or Decimal(0)
        summed = _Sum(summed.value * share / 100, f"{summed.written} × {plain(share)}%", (*summed.at, scale.at))
    limit = limited(summed.value, raised, block, chosen, told=told, several=term.several)
    if limit is None:
        return None
    total, note, limits = limit
    value, written = grown(summed.value, raised), summed.written
    if raised:
        written += f" × (1{''.join(_signed(each) for each in raised)})"
    simple = written == difference(value, "元")
    return Worked(
        total,
        term.each,
        f"{_tier_of(base, chosen) if simple else f'{written} = {difference(value, _YUAN)}'}{note}",
        total < value or chosen.most,
        tuple(dict.fromkeys((chosen.at, *summed.at, *(each.at for each in (*points, *raised)), *limits))),
        not simple or total < value or chosen is not base or _is_tier(told, base, found) or _is_of_one(told, chosen),
        written=_to_the_cent(chosen) if total == chosen.quantity.value else "",
        whole="" if total != value or raised else _over_all(told, block, chosen, value, term.each),
    )


def _to_the_cent(grant: Grant) -> str:
    """An amount as a table of prices writes it (1.70元), "" where it ends on no nought."""
    cents = _CENTS.search(grant.quantity.text)
    return f"{cents.group()}{_YUAN}" if cents else ""


def _by_points(chosen: Grant, points: Sequence[Grant]) -> Grant:
    """A share with the points that are added to it for the case."""
    if not points:
        return chosen
    value = sum((each.quantity.value or Decimal(0) for each in points), chosen.quantity.value or Decimal(0))
    return replace(chosen, quantity=replace(chosen.quantity, value=value))


def _signed(raised: Grant) -> str:
    """A raise as it stands in a sum ( + 20%,  - 4%)."""
    value = raised.quantity.value or Decimal(0)
    return f" {'-' if value < 0 else '+'} {plain(abs(value))}%"


def _summed(told: Case, block: Block, base: Grant, found: Sequence[Grant], term: Product) -> _Sum | None:
    """A product with what comes on top of it, None where that is in doubt or for each of something else."""
    extra = _extras(told, block, base, found)
    if extra is None or any(added.each != term.each for _, added in extra):
        return None
    value = sum((added.value for _, added in extra), term.value)
    written = " + ".join((term.written, *(added.written for _, added in extra)))
    return _Sum(value, written, (base.at, *(grant.at for grant, _ in extra)))


def _tier_of(base: Grant, chosen: Grant) -> str:
    """That a case falls under what an amount is given for."""
    label = f"{base.label}{chosen.label if chosen is not base else ''}".strip("，,：:；; ")
    return str(WORKED["tier"].format(tier=label))


def _is_of_one(told: Case, grant: Grant) -> bool:
    """Whether the case counts one of what an amount is given for each of (加一公斤氢)."""
    counted = [per for per in grant.per or () if per.unit not in PERIODS]
    return any(own.value == 1 and in_unit(per.unit, own.unit) is not None for own in told.own for per in counted)


def _is_tier(told: Case, base: Grant, found: Sequence[Grant]) -> bool:
    """Whether a figure of the case leads to a grant and to none of the others."""
    return bool(reaches(told, base, found)) and any(is_tier(bound.family, found) for bound in base.bounds)


def _over_all(told: Case, block: Block, grant: Grant, value: Decimal, each: str) -> str:
    """What an amount for each period comes to over all the time that it is given for, "" where the rule does not say it."""
    period = next((per for per in grant.per or () if per.unit in PERIODS), None)
    months = months_given(block.sentences, grant)
    if each and (lasted := lasting_told(told)):
        months = min(months, lasted) if months else lasted
    if not each or period is None or not months or told.span is not Span.UNSAID:
        return ""
    count = months / (PERIODS[period.unit] * period.size)
    if count % 1 or count <= 1:
        return ""
    length = f"{plain(count)}{'个月' if period.unit == '月' else period.unit}"
    return str(WORKED["whole"].format(length=length, total=difference(value * count, "元")))


def _named(found: Sequence[Grant], block: Block, name: str) -> tuple[Grant, ...]:
    """The grants of what has a name: by their own words or those that open their item, else by their sentence or by the
    headings of them all."""
    if not name:
        return tuple(found)
    called = re.compile(f"{re.escape(name[-4:-2])}[\u4e00-\u9fff]{{0,4}}{re.escape(name[-2:])}")
    own = tuple(grant for grant in found if called.search(grant.about))
    if own:
        return own
    said = tuple(grant for grant in found if not grant.head and called.search(block.sentences[grant.at]))
    return said or (tuple(found) if called.search(block.above) else ())


def _of_another_item(told: Case, block: Block, base: Grant) -> bool:
    """Whether the case names what another item of the block is about, and not the one of the grant."""
    opening = block.sentences[0] if _ARTICLE.match(block.sentences[0]) else ""
    known = canonical(f"{block.above} {opening} {base.about} {block.sentences[base.at]}")
    others = {head for head in block.heads if head and head != base.head}
    return any(word in told.words for head in others for word in words_of(head) if len(word) > 1 and word not in known)


_ARTICLE = re.compile("^第[一二三四五六七八九十百]{1,4}条")
"""What opens a sentence whose words lead all of its article."""


def _tiers_of_units(found: Sequence[Grant]) -> bool:
    """Whether prices for each unit differ by how many of it there are."""
    return any(
        any(
            in_unit(bound.unit, per.unit) == 1 and not is_money(per.unit)
            for bound in grant.bounds
            for per in grant.per or ()
        )
        and not grant.extra
        for grant in found
    )


def _is_of_beside(told: Case, found: Sequence[Grant], near: Sequence[int], climbed_to: Worked) -> bool:
    """Whether the case names what an amount beside a ladder is for, and nothing that the steps alone are for."""
    base = usual(told, found, near)
    steps = [grant for grant in found if grant.at in climbed_to.at]
    if base is None or base.at in climbed_to.at:
        return False
    return all(names(told, base, step) and not names(told, step, base) for step in steps)


def _climb(told: Case, block: Block, found: Sequence[Grant]) -> Worked | None:
    result = climbed(told, found)
    if result is None:
        return None
    limits = [limit for sentence in block.sentences for limit in limits_in(sentence)]
    limit = min(limits, default=result.value)
    over = result.value > limit
    if over and len(set(limits)) > 1:
        return None
    note = WORKED["over"].format(cap=difference(limit, "元")) if over else ""
    written = f"{result.written} = {difference(result.value, '元')}{note}"
    return Worked(min(result.value, limit), "", written, over, result.at, True)


def _without(found: Sequence[Grant], scale: Grant) -> tuple[Grant, ...]:
    """The grants of a block without the bounds that set a scale apart from them."""
    families = {(bound.family, bound.value) for bound in scale.bounds}
    return tuple(
        grant
        if grant is scale
        else replace(grant, bounds=tuple(each for each in grant.bounds if (each.family, each.value) not in families))
        for grant in found
        if grant.at <= scale.at
    )


def _is_told_before(block: Block, scale: Grant, base: Grant) -> bool:
    """Whether a share of what stands above is that of an earlier part of the sentence (租用国有载体的，租金减半；租用民营载体的，每平方米补15元)."""
    text, start = block.sentences[base.at], base.quantity.start
    return scale.at == base.at and scale.quantity.start < part(text, start, start)[0]


_HOW_MANY = re.compile("几(张|个|台|辆|名|人|本|家|项|件|套|间|份|块)|多少(张|个|台|辆|名|人|本|家|项|件|套|间|份)")


def _part(told: Case, base: Grant) -> Worked | None:
    """So many of the things that the case has, whole ones only."""
    asked = _HOW_MANY.search(fold(told.question))
    named = words_of(base.base)
    figures = [own for own in told.own if own.value is not None and any(said_in(word, own.words) for word in named)]
    if not asked or len(figures) != 1:
        return None
    own, share = figures[0], base.quantity.value or Decimal(0)
    value = ((own.value or Decimal(0)) * share / 100).to_integral_value(ROUND_FLOOR)
    return Worked(value, "", f"{own.text} × {plain(share)}%", base.most, (base.at,), True, asked[1] or asked[2])


_ON_TOP = re.compile("上述|以上标准|基础上|前[款项]")


def _extras(told: Case, block: Block, base: Grant, found: Sequence[Grant]) -> list[tuple[Grant, Product]] | None:
    """What comes on top for the case, None where that is in doubt."""
    result = []
    for grant in found:
        if not grant.extra or grant.gives is not Gives.AMOUNT or not base.at <= grant.at:
            continue
        if grant.at > base.at + 2 and not (_ON_TOP.search(grant.label) or _is_apart(found, base, grant)):
            continue
        if reaches(told, grant, found) is None or of_another(told, grant) or False in own_side(told, grant):
            continue
        timely = in_time(told, grant)
        floor, known = _floor(told, base, grant), f"{base.lead}{base.label}{block.above}"
        if timely is False or not (
            timely or floor is not None or _counted(told, base, grant) or holds_for(told, grant, known)
        ):
            if timely is None and may_hold(told, grant, known):
                return None
            continue
        term = times(told, block, grant, f"{grant.lead}{grant.label}", floor=floor)
        limit = min(limits_in(block.sentences[grant.at][grant.quantity.end :]), default=None)
        if term and limit is not None and term.value > limit:
            term = replace(term, value=limit, written=difference(limit, "元"))
        if term is None:
            return None
        result.append((grant, term))
    return result


def _is_apart(found: Sequence[Grant], base: Grant, extra: Grant) -> bool:
    """Whether an extra stands in a sentence that gives nothing but extras, for each of what the usual amount is for: it is none of an
    amount beside it."""
    return bool(base.per) and extra.per == base.per and all(each.extra for each in found if each.at == extra.at)


def _floor(told: Case, base: Grant, grant: Grant) -> Decimal | None:
    """From which amount on an extra counts steps of one (超过100万元的部分，每增加50万元再奖励3万元), None where the case is not above it, or it
    counts none."""
    units = [per.unit for per in grant.per or () if is_money(per.unit)]
    floors = [
        each
        for each in (*bounds_in(grant.label), *base.bounds)
        if units and each.unit == units[0] and each.sign[0] == ">"
    ]
    own = of_bound(told, floors[0], tier=True) if floors else None
    return floors[0].value if own and own.value is not None and own.value > floors[0].value else None


def _counted(told: Case, base: Grant, grant: Grant) -> bool:
    """Whether the case counts what an extra, and not the usual grant too, is given for each of."""
    usual_for = {per.unit for per in base.per or ()}
    counts = [
        count_of(told, per.unit, f"{grant.lead}{grant.label}", part=True)
        for per in grant.per or ()
        if per.unit not in PERIODS and (per.unit not in usual_for or told.groups)
    ]
    return bool(counts) and all(count and count[1] for count in counts)


def _raised(told: Case, block: Block, base: Grant, found: Sequence[Grant]) -> list[Grant] | None:
    """The raises that the case says to be its own; None where one may be."""
    known, result = f"{base.lead}{base.label}{block.above}", []
    for grant, met in open_to(told, found):
        if grant.gives is not Gives.RAISE or grant.at < base.at:
            continue
        timely = in_time(told, grant)
        if timely is False:
            continue
        if timely or holds_for(told, grant, known) or (met and any(of.family != "岁" for of in grant.bounds)):
            result.append(grant)
        elif may_hold(told, grant, known):
            return None
    return result
