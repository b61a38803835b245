"""A rate of a base: the share of the asker's amount that the text pays, under its cap."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.caps import CAP, capped
from bot.segments import part, previous, segment
from bot.stated import Stated, difference, in_unit
from bot.texts import SUMS
from bot.topics import closer, closest, content, fits
from bot.verdicts import Clause
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, plain
from corpus.text import fold
from index.tokens import bigrams

_BEFORE_BASE = re.compile(
    "予以奖励|奖励?|补[助贴]额?|资助|支持|扶持|给予|贴补|返还|报销|减免|抵扣|处罚?|罚款?|按照?|比例|不超过|不高于|最高|最多|至多|为限|可得|即|为|以|对|[是占]"
)
_BENEFIT = re.compile("奖|申领|兑付|领取|抵|补[助贴]|资助|支持|扶持|给予|返还|报销|减免|罚|收取|缴纳|应付")
_NO_BASE = re.compile(
    "利率|lpr|基准|票面|利息|增长|增幅|增量|新增|超出|超过部分|以上部分|差额|市场|平均|标准|面积|人数|占|贷款|规模"
)
"""Bases that no amount of the question is, such as interest, growth or a share."""

_RAISED = re.compile("(?:比例|标准|额度)?(?:再)?(?:提高|上浮|上调|提升|放宽|增加|降低|下调)(?:到|至|为)")
"""What opens a rate that holds in a case of its own (属于……的，比例提高到……)."""

_BOUNDED = re.compile("以[上下]|的?部分|[至到~-]")
_TOTAL = re.compile("一共|总共|合计|加起来|总计")
_USUAL = re.compile("上一?年度?|固定资产(?=投资)|办公(?=房租|租金|用房)|实际|已?支付的?")
"""What narrows a base in a way that an asker takes for granted: the year before, and fixed assets of what is built."""

BEFORE_RATE = 24
"""Characters before a rate in which it may be said to be the most."""


@dataclass(frozen=True, slots=True)
class _Rate:
    quantity: Quantity
    base: str
    about: str
    part: tuple[int, int]
    most: bool


def by_rate(own: Sequence[Stated], words: str, clause: Clause) -> str:
    """The line that says what the one amount of the asker's comes to, or "" where base, rate or cap are in doubt, or where
    the sum of some years is asked for."""
    money = [each for each in own if each.family == "元"]
    over_years = _TOTAL.search(words) and any(in_unit(each.unit, "年") for each in own)
    if len(money) != 1 or money[0].value is None or over_years:
        return ""
    base, rates = money[0], list(_rates(clause))
    fitting = [each for each in rates if _is_of(base, words, each.base)]
    chosen = closest([each.about for each in fitting], words)
    if chosen is None or base.value is None:
        return ""
    rate = fitting[chosen]
    if raised := [each for each in rates if _RAISED.search(each.about)]:
        said = [each for each in raised if _is_said(each.about, rate.about, words)]
        if len(said) > 1:
            return ""
        rate = replace(rate, quantity=said[0].quantity) if said else rate
        rates = [each for each in rates if each not in raised]
        rates = [rate if each is fitting[chosen] else each for each in rates]
    if any(other is not rate and not closer(rate.about, other.about, words) for other in rates):
        return ""
    share = rate.quantity.value or Decimal(0)
    product = base.value * share / 100
    under = capped(product, "元", clause, rate.part, words)
    if under is None:
        return ""
    total, note = under
    return SUMS["rate"].format(
        most=SUMS["most"] if rate.most or total < product else "",
        total=difference(total, "元"),
        base=base.text,
        rate=f"{plain(share)}%",
        product=difference(product, "元"),
        cap=note,
    )


def _is_of(own: Stated, words: str, base: str) -> bool:
    bare = _USUAL.sub("", base)
    return bool(content(bare)) and fits(own, words, bare, bare)


def _is_said(raised: str, usual: str, words: str) -> bool:
    """Whether the question says the case in which another rate holds, beside what it says of the usual one."""
    own = [word for word in content(_RAISED.split(raised)[0]) if word not in usual]
    return any(pair in words for word in own for pair in bigrams(word) if pair not in usual)


def _rates(clause: Clause) -> Iterator[_Rate]:
    text, last = clause.text, 0
    header = clause.passage.partition("\n")[0] if text.startswith("|") else ""
    for quantity in find_quantities(text):
        if quantity.family != "%" or quantity.value is None or quantity.comparator not in ("=", "<="):
            continue
        left, _ = segment(text, quantity.start, quantity.end)
        around = part(text, quantity.start, quantity.end)
        before, after = fold(text[left : quantity.start]), text[quantity.end :]
        pieces = [piece for piece in _BEFORE_BASE.split(before.removesuffix("的")) if len(piece) > 1]
        base = canonical(pieces[-1]) if pieces else ""
        since = last if last > left else previous(text, left, max(around[0], last))
        about = canonical(text[since : quantity.end])
        last = quantity.end
        pays = _BENEFIT.search(f"{text[slice(*around)]} {clause.heading} {header}")
        if base and pays and not _NO_BASE.search(base) and not _BOUNDED.match(after):
            most = bool(CAP.search(f"{before[-BEFORE_RATE:]}{quantity.text}{after[:3]}") or after.startswith("以内"))
            yield _Rate(quantity, base, about, around, most)
