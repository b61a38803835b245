"""What a rule gives or charges: amounts for so many of a thing, shares of a base, and what changes them, each with the words
that tell it from what stands beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from bot.cases.allotted import Allotted, allotted
from bot.cases.bases import NO_BASE, base_above, base_before, base_behind, base_led, base_of_bound
from bot.cases.caps import caps
from bot.understanding.bounds import Bound, bounds_in
from bot.understanding.pers import Per, is_step, pers_done, pers_in
from bot.understanding.segments import LABEL, part, segment
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold


@dataclass(frozen=True, slots=True)
class Block:
    """The sentences that stand under one heading, the headings above them, and for each what opens its item of a list."""

    sentences: tuple[str, ...]
    above: str = ""
    heads: tuple[str, ...] = ()


class Gives(StrEnum):
    """How a figure of a rule is reckoned with: an amount, a share of a sum, so many times a sum, a part of a number of things,
    the share of one step of a ladder, what is taken off a sum before; a raise, a share of what stands
    above, and what is neither given nor asked for."""

    AMOUNT = "amount"
    RATE = "rate"
    TIMES = "times"
    PART = "part"
    STEP = "step"
    LESS = "less"
    RAISE = "raise"
    SCALE = "scale"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Grant:
    """A figure of the sentence `at` of a block.

    `per` are the things for each of which it is, None where the text names one that is not known; `base` is what a share is
    of. `label` is what is said of it alone, `lead` what is said of all of its sentence, `bounds` those of both.
    `head` is what opens the item of a list in which it stands. `tail` is what stands right behind it. `share` is the part of an
    amount that the asker pays or gets (农户自缴20%). `special`: it holds in a case of its own beside a usual one. `extra`: it comes
    on top. `most`: the text says at most.
    """

    gives: Gives
    quantity: Quantity
    per: tuple[Per, ...] | None
    base: str
    label: str
    lead: str
    bounds: tuple[Bound, ...]
    special: bool
    extra: bool
    most: bool
    at: int
    share: Decimal | None = None
    head: str = ""
    tail: str = ""

    @property
    def about(self) -> str:
        """All that is said of it."""
        return f"{self.head} {self.lead} {self.label} {self.tail} {self.base}"


LOAN = "贷款金额"
"""What a yearly rate of interest is of."""

ALIKE = 3
"""Characters at the end of what two grants of a sentence are for that make it the same kind."""

LONGEST_TAIL = 24
"""Characters behind a figure that tell what it is."""

_RECEIVERS = frozenset(("家", "户", "年"))
"""Units of who receives: what is at most for each of them is a limit and no amount."""

_EXTRA = re.compile(
    "再(?:给予|增?加|增|奖|补|发放|予以|按)|另(?:外|给予|行?奖|行?补|加|增|按)|增发|加发|增加|额外|加奖|另有"
)
_SPECIAL = re.compile("^\\W*其中|(?:提高|增加|上调|上浮|放宽|降低)(?:到|至|为)")
_OWN_CASE = re.compile("^\\W*对?(?:属于?(?!同)|列入|纳入|入选|获得?|经?认定为|符合)")
_PAYS = re.compile(
    "奖|补|贴|资助|支持|扶持|给予|发放|津贴|标准|收费|基准价|价格|每|/|缴纳|自缴|保费|救助|待遇|计发|减免|支付|报销|贷|金额|额度|定额|[单票]价|为限"
)
_BOUND_AFTER = re.compile(r"^\s*(?:[(（]不?含|及?以[上下内]|的?(?:部分)?以[上下内]|的?部分|\s*(?:至|到|—|-|~)\s*\d)")
_ONWARD = re.compile(
    r"\d[\d.]*(?:万|亿|千)?(?:元|亩|周?岁|年|个?月|平方米|立方米|吨|人|%)?(?:以上)?(?:[(（]不?含[^()（）]{0,6}[)）])?(?:至|到|—|-|~)$"
)
_BOUND_BEFORE = re.compile("(?:达到?|满|(?<!不)超过?|高于|低于|不足|未满|突破|大于|小于|多于|少于)(?:了)?$")
_FROM = re.compile("^(?:提高|调整|上调|增加|降低|下调|提升)(?:到|至|为)")
_FROM_TO = re.compile("由[^,，;；。]{1,14}(?:提高|调整|上调|增加|降低|下调|提升)(?:到|至|为)$")
_OWN_SHARE = re.compile(
    "(?:自缴|自付|自负|自担|(?:个人|本人|农户|农民|业主|用户|单位|企业|[养种殖植][殖植]户|投保[人户]|参保[人户])(?:自行|需|应)?(?:承担|缴纳|缴费|负担|支付|出资))(?:比例)?(?:为|按)?$"
)
_TAKEN_OFF = re.compile("起付(?:标准|线|金额)?|免赔额?")
_NEXT = re.compile("[、和及]\\s*(?!每)[\u4e00-\u9fff（）()]{2,16}$")
"""What stands between the amounts of two things that are told in one segment (博士15万元、硕士5万元)."""
_OF_WHAT = re.compile("[，,、；;]?[\u4e00-\u9fff、（）()]{2,16}")
"""What stands before an amount that a heading alone says to be given (购房补贴：博士30万元，硕士15万元)."""
_TAKES = re.compile("减收|核减|扣减|少收|罚|违约|滞纳|押金|保证金|逾期|保额|保险金额|保障金额|骗取|追[回缴]")
_COUNTED = re.compile("(?:总数|总量|数量|人数|总人数)的$")
_BEFORE_COUNTED = re.compile("不超过|不高于|最多|最高|按照?|[为占]")
_BARE_SHARE = re.compile("(?:按|补[助贴]|奖励|给予|支持|比例(?:为|是|按)?)$")
_BY_SHARE = re.compile("(?:按照?|比例(?:为|是|按)?)$")
_COSTS_SHARED = re.compile("^的?(?:比例)?(?:给予)?补[助贴]")
"""What makes a share one of what was spent: a bare 奖励1% may be of something else."""
_INTEREST = re.compile("年(?:利率|化(?:利率)?|息)(?:的|为|按)?$")
_OF_STEP = re.compile("部分[^,，;；。]{0,8}$")
_RAISE = re.compile("(?:上浮|(?<![能力])提高|上调|增加|增发|加成)(?:了)?$")
_OF_USUAL = "(?:标准|全[额部][^,，;；。]{1,4}|第[一二三四五六七八九十]+条(?:规定)?(?:的?标准)?|(?:上述|前述|以上|基础|正常|原|相应|本)[^,，;；。]{0,4}(?:补[助贴]|奖励|津贴)(?:金额|额|标准)?)"
_LOWERED = re.compile("(?:降低|下浮|下调|调低|减少|优惠)(?:了)?$")
_SCALE = re.compile(f"(?:标准的?|{_OF_USUAL}的)$")
_RAISED_BY = re.compile("^(?:再|额外|另行?)?(?:增发|增加|上浮|加发|追加|增奖|加奖|叠加|增补)")
_DONE = re.compile("^(?:执行|发放|计[发算]?|给予|补[助贴]|奖励?|享受|核[定发]|兑现|支付|拨付|[交缴]纳|收取|计收)")
_HALVED = re.compile("减半(?!征收)")
HALF = Decimal(50)
_TIMES = re.compile("(?:余额|缴存额|工资|收入|费用|标准|金额)(?:总额|之和)?的?$")
_MOST = re.compile("最高|最多")
_ABOVE_ONLY = re.compile("部分|增量|较上年|超额|分[两三四五二]?[年次期]")
INCREASE = re.compile("^(?:当[年期]|年度|本年度?|较上年|上年度?)?(?:新增|增量|增加)")
"""How a base begins that is by how much more there is than the year before."""
_OF_YEARS = re.compile("同比|(?:较|比)上一?年|(?:较|比)上年度")
_COSTS = "费用"
"""What an insurance pays a share of."""
_LIMIT = re.compile("不(?:得)?(?:超过|高于|超出)|上限|封顶")
_GIVEN = re.compile("按|给予|予以|资助|支持|贴息|报销")
_GIVEN_THEN = re.compile("^[^,，;；]{0,6}(?:给予|予以|奖励|资助|支持|贴息|报销|补[助贴])")
_PART_OF = re.compile("^的?(?:部分|利率|比例)")


def grants(sentences: Sequence[str], heads: Sequence[str] = ()) -> tuple[Grant, ...]:
    """The grants of a block's sentences, in order; `heads` are what opens the item in which each stands."""
    found, led = [], ""
    for at, sentence in enumerate(sentences):
        led = base_led(sentence) or (led if LABEL.match(sentence) else "")
        head = heads[at] if heads else ""
        for grant in _of_sentence(sentence, at, head):
            base = led if grant.gives is Gives.RATE and not grant.base else grant.base
            found.append(replace(grant, base=base, head=head))
    return tuple(found)


def _of_sentence(text: str, at: int, head: str) -> list[Grant]:
    read = _inherited(_under_bounds(list(_read(text, at, head)), text))
    found = [grant for grant in (_own_share(grant, read, text) for grant in read) if grant is not None]
    alike = bool(found) and "属于" in found[0].label  # 属于甲的…；属于乙的…: neither is the usual case
    found = [
        replace(grant, special=grant.special or bool(at_all and not alike and _OWN_CASE.search(fold(grant.label))))
        for at_all, grant in enumerate(found)
    ]
    found = [_of_its_less(grant, found, text) for grant in found]
    shares = [
        grant.quantity.start
        for grant in found
        if grant.gives is Gives.RATE or (grant.gives is Gives.ASIDE and grant.quantity.family == "%")
    ]
    found = [
        grant
        for grant in found
        if not (grant.gives is Gives.AMOUNT and grant.most and shares and grant.quantity.start > shares[0])
    ]
    bases = [grant.base for grant in found if grant.gives is Gives.RATE and grant.base]
    found = [
        replace(grant, base=bases[0]) if grant.gives is Gives.RATE and not grant.base and bases else grant
        for grant in found
    ]
    plain = [grant for grant in found if grant.gives in (Gives.STEP, Gives.AMOUNT) or grant.gives is Gives.RATE]
    if not plain or _segments(plain[0].label) < 2:
        return _gone_on(found)
    others = [_segments(grant.label) for grant in plain[1:]]
    if not others or max(others) >= _segments(plain[0].label):
        return found
    lead, own = _parted(plain[0].label, max(others))
    shared = bounds_in(lead)
    return [
        replace(
            grant,
            label=own if grant is plain[0] else grant.label,
            lead=lead,
            bounds=grant.bounds if grant is plain[0] else (*shared, *grant.bounds),
        )
        for grant in found
    ]


_BOUNDED_CASE = re.compile("^(?P<case>[^,，]{3,30}的)[,，][^,，]{2,}$")


def _under_bounds(found: Sequence[Grant], text: str) -> list[Grant]:
    """The grants of a sentence, those that stand behind another one in its part with the bounds that open it (24米以上的，甲类…元，乙类…元；…)."""
    result: list[Grant] = []
    opened, start = "", -1
    for grant in found:
        floor, _ = part(text, grant.quantity.start, grant.quantity.end)
        label = grant.label.strip()
        if floor != start:
            case = _BOUNDED_CASE.match(re.split("[:：]", label)[-1])
            opened, start = (case["case"] if case and bounds_in(case["case"]) else ""), floor
        elif opened and not grant.bounds and re.fullmatch("[,，、]?[^,，、]{2,}", label):
            grant = replace(grant, label=f"{opened}，{label.lstrip('，,、')}", bounds=bounds_in(opened))
        result.append(grant)
    return result


def _inherited(found: Sequence[Grant]) -> list[Grant]:
    """The grants of a sentence, bounds that say no more of what they are of than those before them being of the same (上架率达到60%的，…；达到75%的，…)."""
    last: dict[str, str] = {}
    result = []
    for grant in found:
        bounds = []
        for bound in grant.bounds:
            before = last.get(bound.family, "")
            if any(word not in canonical(before) for word in content(canonical(bound.item))):
                last[bound.family] = bound.item
            bounds.append(replace(bound, item=last.get(bound.family, bound.item)))
        result.append(replace(grant, bounds=tuple(bounds)))
    return result


_OF_WHOM = re.compile(r"^(?P<lead>[^,，:：\d]{3,24}?(?:中的|的))(?P<kind>[^的,，:：]{3,12})[,，:：]?$")


def _gone_on(found: Sequence[Grant]) -> list[Grant]:
    """The grants of a sentence, those that go on about the same persons led by what the first one says of them (低保家庭中的重度失能
    老年人，…；中度失能老年人，…)."""
    first = _OF_WHOM.match(found[0].label.strip()) if found else None
    if first is None:
        return list(found)
    alike = first["kind"][-ALIKE:]
    return [
        replace(grant, lead=first["lead"])
        if grant is not found[0] and not grant.lead and grant.label.rstrip("，,：:的 ").endswith(alike)
        else grant
        for grant in found
    ]


def _of_its_less(grant: Grant, found: Sequence[Grant], text: str) -> Grant:
    """A share with the words that say of whom the sum is which is taken off before it (二级医院起付线500元，报销比例75%)."""
    if grant.gives is not Gives.RATE:
        return grant
    floor, _ = part(text, grant.quantity.start, grant.quantity.end)
    less = [each for each in found if each.gives is Gives.LESS and floor <= each.quantity.start < grant.quantity.start]
    return replace(grant, label=f"{less[-1].label}{grant.label}") if less else grant


def _own_share(grant: Grant, read: Sequence[Grant], text: str) -> Grant | None:
    """A share that one pays oneself as part of the amount before it, for each of what the part says; None without one."""
    if grant.share is None:
        return grant
    floor, _ = part(text, grant.quantity.start, grant.quantity.end)
    before = [
        each
        for each in read
        if each.share is None
        and each.gives in (Gives.AMOUNT, Gives.ASIDE)
        and floor <= each.quantity.start < grant.quantity.start
    ]
    if not before:
        return None
    amount = before[-1]
    per = next((each.per for each in reversed(before) if each.per), amount.per)
    label = " ".join((*(each.label for each in before[-2:]), grant.label))
    return replace(grant, quantity=amount.quantity, per=amount.per or per, label=label)


def _read(text: str, at: int, head: str) -> Iterator[Grant]:
    limits = {cap.start for cap, _ in caps(text, "元")}
    last_end, last_part, last_given = 0, -1, -1
    of_list: tuple[Per, ...] = ()
    quantities = [each for each in find_quantities(text) if not _HALVED.match(each.text)]
    things, listed = allotted(text, quantities)
    for quantity in quantities:
        floor, stop = part(text, quantity.start, quantity.end)
        if floor != last_part:
            last_end, last_part = floor, floor
        if quantity.value is None or quantity.start in listed or _is_counted(text, quantity):
            continue
        if _FROM.match(text[quantity.end :]) or _ONWARD.search(text[: quantity.start]):
            continue
        left, right = segment(text, quantity.start, quantity.end)
        before, after = text[left : quantity.start], text[quantity.end : stop]
        tail = text[quantity.end : min(right, quantity.end + LONGEST_TAIL)]
        opened = min(last_end, left)
        if left <= last_given < quantity.start and _NEXT.match(text[last_given : quantity.start]):
            opened = last_given
        label = LABEL.sub("", text[opened : quantity.start])
        around = text[floor:stop]
        if _PAYS.search(head) and _OF_WHAT.fullmatch(label):
            around = f"{head}{around}"
        first = last_given < floor
        found = _one(quantity, label, before, after, around, capped=quantity.start in limits, first=first)
        if found and quantity.start in things:
            of_list = found.per or of_list
            found = replace(_of_list(found, things[quantity.start]), per=of_list)
        if found and found.gives is Gives.AMOUNT and _TAKEN_OFF.search(text[: quantity.start]):
            found = replace(found, gives=Gives.LESS)
        if found is None:
            continue
        yield replace(found, at=at, tail=tail)
        last_end, last_given = right, quantity.end
    for match in _HALVED.finditer(text):
        half = Quantity(match.group(), HALF, "%", "%", match.start(), match.end())
        told = [each for each in quantities if each.end <= match.start() and each.family in ("元", "%")]
        given = segment(text, told[-1].start, told[-1].end)[1] if told else 0
        label = LABEL.sub("", text[max(part(text, *match.span())[0], given) : match.start()])
        yield Grant(Gives.SCALE, half, (), "", label, "", bounds_in(label), False, False, False, at)


def _is_counted(text: str, quantity: Quantity) -> bool:
    """Whether an amount is a step for each of which something is given right behind it (每增加50万元再奖励3万元)."""
    return is_step(text, quantity) and bool(_MORE_BEHIND.match(text[quantity.end :]))


_MORE_BEHIND = re.compile(r"[^,，;；。\d]{0,12}\d[\d.]*[万亿]?元")


def _of_list(grant: Grant, own: Allotted) -> Grant:
    """A grant of a list with what it alone is for."""
    lead = LABEL.sub("", own.lead)
    return replace(grant, label=LABEL.sub("", own.label), lead=lead, bounds=(*bounds_in(lead), *bounds_in(own.label)))


def _one(
    quantity: Quantity, label: str, before: str, after: str, around: str, *, capped: bool, first: bool
) -> Grant | None:
    """The grant of a figure, None where it is a bound, a limit or of something else; `first` tells that its part gives nothing
    before it."""
    if _BOUND_AFTER.match(after) or _BOUND_BEFORE.search(before) or quantity.comparator not in ("=", "<="):
        return None
    listed = before.rpartition("、")
    own = listed[2] if find_quantities(listed[0]) else before
    per = pers_in(f"{own}{quantity.text}", after)
    if per == ():
        per = pers_done(label)
    common = Grant(
        Gives.AMOUNT, quantity, per, "", label, "", bounds_in(label),
        bool(_SPECIAL.search(_FROM_TO.sub("", fold(label)))), bool(_EXTRA.search(own)),
        quantity.comparator == "<=" or capped, 0,
    )  # fmt: skip
    if quantity.family == "元":
        return _of_money(common, f"{before}{after[:4]}", around, capped=capped)
    if quantity.family == "倍":
        base = base_before(before)
        return replace(common, gives=Gives.TIMES, base=base) if base and _TIMES.search(before) else None
    if quantity.family != "%" or _PART_OF.match(after):
        return None
    return _of_share(common, before, after, around, first=first)


_RATE_LIMIT = re.compile(r"标准[^,，;；。\d]{0,8}(?:不(?:得)?(?:超过|高于)|上限)")


def _of_money(grant: Grant, near: str, around: str, *, capped: bool) -> Grant | None:
    if (capped or grant.most) and _RATE_LIMIT.search(f"{near}{grant.quantity.text}"):
        return None
    if (capped or grant.most) and all(per.unit in _RECEIVERS for per in grant.per or ()):
        return None
    if grant.quantity.comparator == "<=" and not capped and not _MOST.search(f"{near}{grant.quantity.text}"):
        return None
    if _TAKES.search(near):
        return replace(grant, gives=Gives.ASIDE)
    return grant if _PAYS.search(around) else None


def _of_share(grant: Grant, before: str, after: str, around: str, *, first: bool) -> Grant | None:
    """The grant of a percentage: a change of what stands above it, a part of what is paid or of a number, a step, or a rate."""
    if _RAISE.search(before) or (_SCALE.search(before) and _RAISED_BY.match(after)):
        return replace(grant, gives=Gives.RAISE)
    if _LOWERED.search(before) and grant.quantity.value is not None:
        return replace(grant, gives=Gives.RAISE, quantity=replace(grant.quantity, value=-grant.quantity.value))
    if _SCALE.search(before) and _DONE.match(after):
        return replace(grant, gives=Gives.SCALE)
    if _OWN_SHARE.search(before):
        return replace(grant, share=grant.quantity.value)
    if _COUNTED.search(before):
        return replace(grant, gives=Gives.PART, base=_COUNTED.sub("", _BEFORE_COUNTED.split(before)[-1]))
    if _OF_STEP.search(before) and any(bound.family == "元" for bound in bounds_in(before)):
        return replace(grant, gives=Gives.STEP)
    base = base_before(before)
    if INCREASE.search(base) and (_OF_YEARS.search(around) or (first and _AT_MOST.search(before))):
        return replace(grant, gives=Gives.RATE, base=base, most=bool(_AT_MOST.search(before)))
    above = _ABOVE_ONLY.search(grant.label) or "新增" in re.split("[,，]", grant.label)[-1]
    if above and not (grant.special and "比例" in before):
        return replace(grant, gives=Gives.ASIDE)
    if _LIMITS_ALL.match(after) and not first:
        return None
    if (
        first
        and len([piece for piece in re.split("[,，:：]", grant.label) if piece.strip()]) > 1
        and _AT_MOST.search(before)
    ):
        return _of_rate(replace(grant, most=True), _NOT_ABOVE.sub("按", before), after, around)
    if _CASE_AT_MOST.search(f"{grant.label}{grant.quantity.text}"):
        return replace(grant, gives=Gives.RATE, most=True)
    return _of_rate(grant, before, after, around)


_NOT_ABOVE = re.compile("不(?:得)?(?:超过|高于|超出)")
_AT_MOST = re.compile(
    f"(?:奖励|奖补|补[助贴]|资助|支持|扶持)(?:比例|资金|金额|额度?|总额)?{_NOT_ABOVE.pattern}[^,，;；。]{{2,}}$"
)
"""What gives a share of something at most, where it gives nothing before that (奖励不超过融资额的2%)."""
_LIMITS_ALL = re.compile("^为(?:上?限|封顶)")
"""What makes of a share behind amounts their limit (以实际投入的50%为限)."""
_CASE_AT_MOST = re.compile(rf"[以之]外的[,，]?(?:比例)?(?:{_NOT_ABOVE.pattern}|最高|最多|按)?(?:为)?\d[\d.]*%$")
"""A share for all that are not what was named before it, of what that was a share of (在园区以外的，不超过20%)."""


def _of_rate(grant: Grant, before: str, after: str, around: str) -> Grant | None:
    limits = _LIMIT.search(before) and not (_GIVEN.search(before[-24:]) or _GIVEN_THEN.search(after[:16]))
    base = "" if limits else base_before(before) or base_behind(after) or base_above(grant.label)
    if base and not NO_BASE.search(base) and _PAYS.search(around):
        return replace(grant, gives=Gives.RATE, base=base)
    if base and INCREASE.search(base):
        return replace(grant, gives=Gives.ASIDE, base=base)
    if (grant.special and "比例" in before) or _BARE_SHARE.search(before):
        costs = "报销" in around and "起付" in around
        spent = _BY_SHARE.search(before) or _COSTS_SHARED.match(after)
        base = _COSTS if costs else base_of_bound(grant.label) if spent else ""
        return replace(grant, gives=Gives.RATE, base=base)
    if _INTEREST.search(before) and "贴息" in around and not limits:
        return replace(grant, gives=Gives.RATE, base=LOAN, per=(Per("年"),))
    return None


def _segments(label: str) -> int:
    return len([piece for piece in re.split("[,，:：]", label) if piece.strip()])


def _parted(label: str, own: int) -> tuple[str, str]:
    """A label as what leads its sentence, and the last `own` segments."""
    cuts = [match.end() for match in re.finditer("[,，:：]", label.rstrip(",，:： "))]
    at = cuts[-own] if len(cuts) >= own else 0
    return label[:at], label[at:]
