"""Whether a reckoning does justice to a case: no figure that the case tells is left out of it, and no condition of the rule is
failed by one."""

import re
from collections.abc import Sequence

from bot.cases.case import PAID, Case, of_bound, roles
from bot.cases.demands import forbids
from bot.cases.grants import Block, Gives, grants
from bot.cases.products import PERSONS
from bot.cases.worked import Worked
from bot.understanding.bounds import Bound, bounds_in
from bot.understanding.shares import PARTED
from bot.understanding.stated import Stated, in_unit
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical
from corpus.quantity import find_quantities

NEAR = 2
"""Sentences on either side of what is given whose conditions are of it."""

_TIMES = ("年", "月", "日", "小时", "岁")
"""Families of figures that a case tells beside what is reckoned with: how long something has lasted, and how old one is."""


def accounted(told: Case, block: Block, results: Sequence[Worked], elsewhere: Sequence[str] = ()) -> bool:
    """Whether each figure of the case is one that the results were reckoned with, or meets a bound of the block or all of those
    that sentences `elsewhere` in the document set it, and none fails a bound of a sentence that gives nothing itself. What is
    the most anyway is not more for other sums."""
    steps = "".join(result.steps for result in results)
    beside = _beside(block, results)
    if any(
        barred(told, text) or _fails_one(told, text) or _beyond(told, text) or _freed(told, text) for text in beside
    ):
        return False
    every = [bound for sentence in block.sentences for bound in bounds_in(sentence)]
    special = [each for each in grants(block.sentences) if each.special or each.gives in (Gives.RAISE, Gives.SCALE)]
    aside = [bound for grant in special for bound in bounds_in(grant.label)]
    limited = all(result.most for result in results)
    taken = {start for result in results for start in result.taken}
    apart = [
        *(own for own in told.own if own.start in taken),
        *_staff(told, block),
        *_other_sums(told, steps),
        *_decided(told, aside),
        *_left_out(told, block, results),
        *_rises(told, every),
        *_repeated(told, block, results),
        *_describing(told, block, steps, elsewhere),
    ]
    return all(
        own in apart
        or (limited and own.family == "元")
        or _counts(told, own, steps, every)
        or _demanded(told, own, elsewhere)
        for own in told.own
    )


def _demanded(told: Case, own: Stated, elsewhere: Sequence[str]) -> bool:
    """Whether a figure is one that other sentences demand, and meets what all of them do."""
    found = [
        bound.meets(own)
        for sentence in elsewhere
        if not grants([sentence])
        for bound in bounds_in(sentence)
        if of_bound(told, bound, tier=False) is own
    ]
    return bool(found) and all(found)


_WITHOUT = re.compile("[(（][^()（）]{0,6}不(?:含|包括|计)(?P<what>[^()（）]{2,30})[)）]")


def _left_out(told: Case, block: Block, results: Sequence[Worked]) -> list[Stated]:
    """Sums of what the rule does not count (设备投资额（不含土建）, of 土建5000万)."""
    used = {at for result in results for at in result.at}
    barred = " ".join(match["what"] for at in used for match in _WITHOUT.finditer(block.sentences[at]))
    words = content(canonical(barred.replace("、", " ")))
    return [own for own in told.own if own.family == "元" and any(word in own.ahead for word in words)]


def _repeated(told: Case, block: Block, results: Sequence[Worked]) -> list[Stated]:
    """Bounds that the asker keeps to as the rule sets them (售价不超过30元, of 30元/公斤), which are no sums to reckon with."""
    texts = [block.sentences[at] for at in {at for result in results for at in result.at}]
    given = [
        (each, canonical(text[max(each.start - NAMED, 0) : each.start]))
        for text in texts
        for each in find_quantities(text)
    ]
    return [
        own
        for own in told.own
        if own.family == "元"
        and own.value is None
        and any(
            each.value == (own.high if own.high is not None else own.low)
            and "/" in each.unit
            and each.unit.startswith(own.unit)
            and any(word in about for word in content(own.words))
            for each, about in given
        )
    ]


NAMED = 12
"""Characters before a bound of a rule in which what it is of is named."""


def _describing(told: Case, block: Block, steps: str, elsewhere: Sequence[str]) -> list[Stated]:
    """Counts and measures (租了300平米) beside a share of a sum, where no sentence of the document has a figure in such a unit: they tell
    what the sum was spent on."""
    if "%" not in steps or not any(own.family == "元" and own.text in steps for own in told.own):
        return []
    units = {each.unit for text in (*block.sentences, *elsewhere) for each in find_quantities(text)}
    return [
        own
        for own in told.own
        if own.family not in ("元", "%") and all(in_unit(own.unit, unit) is None for unit in units)
    ]


_GROWN = re.compile("增|涨|同比|上升|比(?:去|上一?|前)年")


def _rises(told: Case, bounds: Sequence[Bound]) -> list[Stated]:
    """By how much something grew, where the rule asks for no growth."""
    if any(bound.family == "%" and _GROWN.search(bound.item) for bound in bounds):
        return []
    return [own for own in told.own if own.family == "%" and _GROWN.search(own.words)]


def _decided(told: Case, bounds: Sequence[Bound]) -> list[Stated]:
    """The figures that decide whether the case is one of its own: they have done their part either way."""
    found = [(bound, of_bound(told, bound, tier=bound.family not in ("元", "%"))) for bound in bounds]
    return [own for bound, own in found if own and bound.meets(own) is not None]


def _staff(told: Case, block: Block) -> list[Stated]:
    """How many a firm has (企业120人), where nothing is given for each person: how large it is, and nothing to reckon with."""
    if not told.organisation or any(
        per.unit in PERSONS for grant in grants(block.sentences) for per in grant.per or ()
    ):
        return []
    return [own for own in told.own if own.unit in PERSONS and "从业人员" in own.words]


def _other_sums(told: Case, steps: str) -> list[Stated]:
    """Amounts of other kinds than those reckoned with (营收1.5亿 beside 研发费800万, of a share of what was paid)."""
    money = [own for own in told.own if own.family == "元"]
    used = {role for own in money if own.text in steps for role in roles(own.ahead or own.words) or {PAID}}
    named = [(own, roles(own.ahead or own.words)) for own in money]
    return [own for own, said in named if used and said and not said & used]


def _beside(block: Block, results: Sequence[Worked]) -> list[str]:
    """The sentences near those of the results, and under the same item, that give nothing themselves."""
    used = {at for result in results for at in result.at}
    return [
        sentence
        for at, sentence in enumerate(block.sentences)
        if any(abs(at - each) <= NEAR and block.heads[at : at + 1] == block.heads[each : each + 1] for each in used)
        and not grants([sentence])
    ]


def _counts(told: Case, own: Stated, steps: str, bounds: Sequence[Bound]) -> bool:
    if own.family in _TIMES or own.value == 1 or own.text in steps or any(own is each for each in _whole(told)):
        return True
    return any(
        found is not None and (found is own or _is_part(own, found, steps)) and bound.meets(found)
        for bound in bounds
        if (found := of_bound(told, bound, tier=True))
    )


def _is_part(own: Stated, share: Stated, steps: str) -> bool:
    """Whether a figure is one of the two that make a share, and one of these is reckoned with."""
    parts = share.text.split(PARTED)
    return own.text in parts and any(part in steps for part in parts)


def _whole(told: Case) -> list[Stated]:
    """The figure of which the case tells a part apart."""
    return [own for own in told.own if told.groups and own.unit in PERSONS and told.groups[0].figure.unit in PERSONS]


def barred(told: Case, text: str) -> bool:
    """Whether the case lies within the bounds of what a text does not give or allow (贷款余额200万元以下的不予贴息)."""
    if not forbids(text):
        return False
    found = [(bound, of_bound(told, bound, tier=False)) for bound in bounds_in(text)]
    return any(own and said_in(_thing(bound), own.words) and bound.meets(own) for bound, own in found)


def _beyond(told: Case, text: str) -> bool:
    """Whether only a part of a figure counts, and one of the case is larger (本金不超过1000万元的部分计入补助)."""
    counted = [
        bound
        for quantity in find_quantities(text)
        if quantity.value is not None and _COUNTED_PART.match(text[quantity.end :])
        for bound in bounds_in(text[: quantity.end])[-1:]
        if bound.sign[0] == "<"
    ]
    return any(bound.unit == own.unit and bound.meets(own) is False for bound in counted for own in told.own)


_FREE = re.compile("全额(?:承担|资助|代缴|补贴|减免)|免[缴收交征除]|予以免除|不[缴收交]")
_OWN = re.compile("自[缴付负担]|个人(?:应?缴|承担|负担)|收费|缴费|费用")


def _freed(told: Case, text: str) -> bool:
    """Whether a text frees those whom the case says to be of what others pay (脱贫户自缴部分由县财政全额承担)."""
    free = _FREE.search(text)
    before = text[: free.start()] if free else ""
    named = [canonical(each) for each in re.split("[、和及或，,的]|自缴|个人", before)]
    return bool(_OWN.search(before)) and any(len(each) > 1 and each in told.words for each in named)


_COUNTED_PART = re.compile("^(?:以内|以下)?的?部分")


def _fails_one(told: Case, text: str) -> bool:
    """Whether the case fails a bound of what a text demands, and is in none of the cases that its parts tell one by one
    (裁员率不高于5.5%；30人以下的，不高于20%)."""
    found = [] if forbids(text) else [_held(told, piece) for piece in re.split("[;；]", text)]
    return any(False in held for held in found) and not any(held and set(held) == {True} for held in found)


def _held(told: Case, text: str) -> list[bool | None]:
    """Whether the case is on each side that a text sets of its figures."""
    demands = [bound for bound in bounds_in(text) if not (bound.sign[0] == "<" and _GIVEN.search(bound.item))]
    found = [(bound, of_bound(told, bound, tier=False)) for bound in demands]
    return [bound.meets(own) for bound, own in found if own]


_GIVEN = re.compile("(?:补[助贴]|奖励|资助|支持)(?:数量|总数)?$")
"""What makes a bound one of how many something is given for, and no demand on who applies."""


def _thing(bound: Bound) -> str:
    """The last word of what a bound is of."""
    named = content(canonical(bound.item))
    return named[-1] if named else ""
