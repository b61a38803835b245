"""Which of a rule's grants a case falls under: by the tier that its figures reach, by the words that tell one grant from the
next, and of a usual and a special one the special where the case says what makes it so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.cases.case import Case, money_of, of_bound, words_of
from bot.cases.grants import Gives, Grant
from bot.cases.own_cases import holds_for, in_time, is_said, may_hold, of_another, of_rank, own_side
from bot.understanding.asker import is_outside
from bot.understanding.bounds import Bound, bounds_in
from bot.understanding.stated import Stated, in_unit
from bot.understanding.topics import closest, content, said_in
from corpus.aliases import canonical
from corpus.text import fold

_ONESELF = re.compile("自己|自掏|自付|自缴|个人(?:要|得|需|该)?(?:交|缴|付|掏|出|承担)|农户(?:要|得)?(?:交|缴|出)")
"""A question for what one pays oneself."""


def reaches(told: Case, grant: Grant, all_of: Sequence[Grant]) -> int | None:
    """How many bounds of a grant the case meets, None where it fails one or lies on the edge of one."""
    met = 0
    for bound in grant.bounds:
        own = of_bound(told, bound, tier=is_tier(bound.family, all_of))
        if own is None:
            continue
        holds = bound.meets(own)
        edge = bool(holds) and bound.touches(own) and _has_edge(bound.family, grant, all_of)
        if holds is False or (edge and not (bound.sign == ">=" and _from_below(bound.family, all_of))):
            return None
        met += bool(holds)
    return met


def is_tier(family: str, all_of: Sequence[Grant]) -> bool:
    """Whether several grants differ by bounds on one kind of figure."""
    ranges = {
        tuple((bound.sign, bound.value) for bound in grant.bounds if bound.family == family)
        for grant in all_of
        if any(bound.family == family for bound in grant.bounds)
    }
    return len(ranges) > 1


def _has_edge(family: str, grant: Grant, all_of: Sequence[Grant]) -> bool:
    """Whether another grant ends or begins where one does, and the text does not say to which of them that belongs."""
    ends = {(bound.value, bound.sign[0]) for bound in grant.bounds if bound.family == family and not bound.firm}
    return any(
        any(bound.value == value and bound.sign[0] != side for value, side in ends)
        for other in all_of
        if other is not grant
        for bound in other.bounds
        if bound.family == family
    )


def _from_below(family: str, all_of: Sequence[Grant]) -> bool:
    """Whether the text marks where tiers begin as their own and nowhere where they end (100亩（含）至300亩，300亩以上)."""
    marked = {bound.sign for grant in all_of for bound in grant.bounds if bound.family == family and bound.firm}
    return ">=" in marked and not marked & {"<=", "<"}


def open_to(told: Case, all_of: Sequence[Grant]) -> list[tuple[Grant, int]]:
    """The grants whose bounds, grades and years the case does not contradict, with how many bounds it meets."""
    found = []
    for grant in all_of:
        met = reaches(told, grant, all_of)
        if met is not None and not of_another(told, grant):
            found.append((grant, met))
    return _in_or_out(told, found)


def _in_or_out(told: Case, found: list[tuple[Grant, int]]) -> list[tuple[Grant, int]]:
    """The grants without those for who is within what another of their sentence is for those outside of, or the other way round, as far
    as the case says which."""
    sides = [(grant, is_outside(told.question, grant.label)) for grant, _ in found if not grant.extra]
    outside = [grant for grant, side in sides if side]
    inside = [grant for grant, side in sides if side is False]
    return [
        (grant, met)
        for grant, met in found
        if grant not in inside
        and not any(grant.at == other.at and grant.quantity.start < other.quantity.start for other in outside)
    ]


def usual(told: Case, all_of: Sequence[Grant], near: Sequence[int]) -> Grant | None:
    """The grant that holds for the case without what makes a case special, None where it is not sure which. Of several that
    say about the same of the case that of a sentence in `near`, the likeliest of the block."""
    fines = "罚" in told.question
    all_of = [replace(each, gives=Gives.AMOUNT) if fines and "罚" in each.about else each for each in all_of]
    plain = [
        each for each in open_to(told, all_of) if not (each[0].special or each[0].extra or each[0].gives in _CHANGES)
    ]
    shared = [each for each in plain if each[0].share is not None]
    plain = shared if shared and _ONESELF.search(told.question) else [each for each in plain if each not in shared]
    reached = [each for each in plain if each[1] and _of_tier(told, each[0], all_of)]
    plain = reached or plain
    pool = of_rank(told, _highest([grant for grant, _ in plain]))
    fitting = [grant for grant in pool if takes(told, grant)]
    found = _closest(told, pool) or _closest(told, [each for each in pool if each.at in near])
    if fitting and found not in fitting:
        found = _fitting_alone(told, fitting, found)
    if found is None or _undecided(told, found, all_of):
        return None
    if _is_led_alone(told, found, pool) or _another_meant(told, found, all_of) or _aside_meant(told, found, all_of):
        return None
    return found


def _another_meant(told: Case, grant: Grant, all_of: Sequence[Grant]) -> bool:
    """Whether the case names what a grant of another sentence is for, whose bounds it fails, and nothing that the chosen one
    alone is for."""
    return any(
        other.at != grant.at
        and reaches(told, other, all_of) is None
        and not {bound.family for bound in grant.bounds} & {bound.family for bound in other.bounds}
        and names(told, other, grant)
        and not names(told, grant, other)
        for other in all_of
        if not (other.special or other.extra or other.gives in _CHANGES)
    )


def _aside_meant(told: Case, grant: Grant, all_of: Sequence[Grant]) -> bool:
    """Whether the case names what a figure of another sentence is of that cannot be reckoned with, and nothing that the chosen one alone is
    for."""
    return any(
        other.gives is Gives.ASIDE
        and other.at != grant.at
        and names(told, other, grant)
        and not names(told, grant, other)
        for other in all_of
    )


def names(told: Case, grant: Grant, beside: Grant) -> bool:
    """Whether the case says a word of a grant that another one lacks."""
    known = canonical(f"{beside.about} {beside.base}")
    return any(
        len(word) > 1 and not said_in(word, known) and word in told.words for word in content(canonical(grant.about))
    )


def _whom(label: str) -> tuple[str, ...]:
    """The words of a label before what is given."""
    return words_of(_GIVEN.split(fold(label))[0])


_GIVEN = re.compile("每|给予|补[助贴]|奖励?|资助|支持|发放")
_BESIDE = frozenset(("年", "月", "日", "小时", "岁"))
"""Families of figures that a case tells beside what is reckoned with."""


def takes(told: Case, grant: Grant) -> bool:
    """Whether a grant has a use for each figure of the case: it is for so many of that unit, a share of that sum or bounded
    in it."""
    own = [each for each in told.own if each.family not in _BESIDE and each.value != 1]
    sums = money_of(told, grant.base) if grant.base else []
    return bool(own) and all(
        each in sums
        or (told.each and grant.gives is Gives.RATE)
        or any(in_unit(per.unit, each.unit) is not None for per in grant.per or ())
        or any(of_bound(told, bound, tier=True) is each for bound in grant.bounds)
        for each in own
    )


def _of_tier(told: Case, grant: Grant, all_of: Sequence[Grant]) -> bool:
    """Whether a grant is a tier that a figure of the case falls into."""
    return any(is_tier(bound.family, all_of) and of_bound(told, bound, tier=True) for bound in grant.bounds)


def _highest(pool: Sequence[Grant]) -> list[Grant]:
    """The grants without those whose tier is open above and begins below that of another one (500公斤以上, 1000公斤以上)."""
    return [grant for grant in pool if not any(other is not grant and _goes_above(other, grant) for other in pool)]


def _goes_above(other: Grant, grant: Grant) -> bool:
    """Whether a tier begins above one that is open above; one that does not say what it is of goes on in its sentence."""
    own, above = grant.bounds, other.bounds
    return any(
        floor.sign == bound.sign == ">="
        and floor.unit == bound.unit
        and bound.value > floor.value
        and (bound.item == floor.item or (other.at == grant.at and _goes_on_of(floor.item, bound.item)))
        and not any(each.sign[0] == "<" and each.unit == floor.unit for each in own)
        for floor in own
        for bound in above
    )


def _goes_on_of(first: str, then: str) -> bool:
    """Whether what a later bound is of is what an earlier one of its sentence says in more words, or nothing (流转土地连片500亩以上…；
    连片1000亩以上)."""
    named = content(canonical(then))
    return not named or not content(canonical(first)) or all(word in canonical(first) for word in named)


def _undecided(told: Case, grant: Grant, all_of: Sequence[Grant]) -> bool:
    """Whether a grant is one of tiers of a figure that the case does not tell."""
    for bound in (bound for each in all_of for bound in bounds_in(each.label) if is_tier(bound.family, all_of)):
        own = of_bound(told, bound, tier=True)
        if (own is None and bound in grant.bounds) or (own and bound.meets(own) is None and _comparable(bound, own)):
            return True
    return False


def _comparable(bound: Bound, own: Stated) -> bool:
    return in_unit(bound.unit, own.unit) is not None


def _fitting_alone(told: Case, fitting: Sequence[Grant], closest_to: Grant | None) -> Grant | None:
    """The only grant that has a use for every figure of the case, where the case says more of it than of the one that is closest by words."""
    only = fitting[0] if len(fitting) == 1 else None
    if only is None or closest_to is None:
        return None
    return only if names(told, only, closest_to) and not names(told, closest_to, only) else None


def _is_led_alone(told: Case, grant: Grant, pool: Sequence[Grant]) -> bool:
    """Whether the first of several told one by one is said only by what leads them all (企业引进博士…，硕士…, of a question for
    引进人才)."""
    beside = [each for each in pool if each.at == grant.at and each is not grant and not each.bounds]
    if grant.bounds or not beside or any(each.quantity.start < grant.quantity.start for each in beside):
        return False
    longest = max(len(_whom(each.label)) for each in beside)
    own = _whom(grant.label)[-longest:] if longest else ()
    return not any(said_in(word, told.words) for word in own)


_CHANGES = (Gives.RAISE, Gives.SCALE, Gives.LESS, Gives.STEP, Gives.ASIDE)


def _closest(told: Case, pool: Sequence[Grant]) -> Grant | None:
    if len(pool) < 2:
        return pool[0] if pool else None
    at = closest([canonical(grant.about) for grant in pool], told.words, cases=True)
    if at is None:
        return None
    rivals = [grant for grant in pool if grant is not pool[at] and _says_more(told, grant, pool[at])]
    if not rivals:
        return pool[at]
    return rivals[0] if len(rivals) == 1 and _goes_on(told, rivals[0], pool[at]) else None


def _goes_on(told: Case, rival: Grant, chosen: Grant) -> bool:
    """Whether a rival is the same thing for a case of its own, told right behind the usual one, and the case says so."""
    alike = (rival.gives, rival.per, rival.quantity.family) == (chosen.gives, chosen.per, chosen.quantity.family)
    after = (chosen.at, chosen.quantity.start) < (rival.at, rival.quantity.start)
    behind = after and rival.at <= chosen.at + 1 and rival.head == chosen.head
    return alike and behind and "的" in rival.label and is_said(told, rival, chosen.about)


def _says_more(told: Case, rival: Grant, chosen: Grant) -> bool:
    """Whether a rival names something of the case that the chosen one, for which all else speaks, does not: then it is not
    sure which of them holds."""
    known = canonical(f"{chosen.about} {chosen.base}")
    own = [word for word in content(canonical(f"{rival.label} {rival.tail}")) if not said_in(word, known)]
    return any(word in told.words for word in own if len(word) > 1)


def specials(told: Case, base: Grant, all_of: Sequence[Grant], above: str) -> list[Grant] | None:
    """The special grants beside the usual one that the case says to be its own; None where one may be."""
    beside = [
        grant
        for grant, _ in open_to(told, all_of)
        if grant.special and not grant.extra and base.at <= grant.at <= base.at + 1 and grant.quantity.family == base.quantity.family
    ]  # fmt: skip
    known = f"{base.lead}{base.label}{above}"
    own = [grant for grant in beside if holds_for(told, grant, known)]
    return own if own or not any(may_hold(told, grant, known) for grant in beside) else None


def scales_for(told: Case, found: Sequence[Grant]) -> list[Grant]:
    """The shares of what stands above that hold for the case (不足3个月的减半; 柔性引进的，按上述标准的40%发放)."""
    return [
        grant
        for grant in found
        if grant.gives is Gives.SCALE
        and not of_another(told, grant)
        and (in_time(told, grant) or _is_scaled(told, grant, found))
    ]


def _is_scaled(told: Case, scale: Grant, found: Sequence[Grant]) -> bool:
    """Whether the case is one for which a share of what stands above is given, by what is said of that alone."""
    condition = _condition(scale.label)
    met = own_side(told, replace(scale, label=condition))
    plain = [piece for piece in re.split("[,，、]", condition) if not bounds_in(piece)]
    if True in met or not bounds_in(condition) or not plain:
        return holds_for(told, replace(scale, label=condition), "")
    known = " ".join(grant.about for grant in found if grant.at < scale.at and grant.gives is not Gives.SCALE)
    return False not in met and holds_for(told, replace(scale, label="，".join(plain)), known)


def _condition(label: str) -> str:
    """What a share of what stands above is for, "" where its sentence says it of nobody."""
    label = re.sub("(?<=[,，])[^,，]*按[^,，]*$|按[^,，]*$", "", label)
    opened = re.match("(?P<case>.*(?:的|时|期间))(?=[^,，的]{0,6}[,，]|减|按|[^,，的]{0,8}$)", label)
    return opened["case"] if opened else ""
