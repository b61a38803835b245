"""A rate of a base: the share of the asker's amount that the text pays, under its cap."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.cases.caps import CAP, capped
from bot.cases.own_cases import MOSTLY
from bot.cases.verdicts import Clause, findings
from bot.texts import SUMS
from bot.understanding.asker import AREA, Asker, Total, is_denied, is_outside
from bot.understanding.segments import LABEL, part, previous, segment
from bot.understanding.stated import Stated, difference, in_unit
from bot.understanding.topics import closest, content, fits, said_in
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, plain
from corpus.text import ASIDE, fold

_BEFORE_BASE = re.compile(
    "予以奖励|奖励?|补[助贴]额?|补(?=[\u4e00-\u9fff])|资助|支持|扶持|给予|贴补|返还|报销|减免|抵扣|处罚?|罚款?|按照?|比例|不超过|不高于|最高|最多|至多|为限|可得|即|为|以|对|[是占,]"
)
_MONEY = re.compile(
    "(?:额度?|费用?|款|金|价|价值|投资|投入|支出|成本|收入|产值|造价|租|利息|本息|税|税收|薪酬|工资|保费|贡献|损失)(?:总额|总和|总数|部分)?$"
)
"""How words end that name a base."""

_BEHIND_RATE = re.compile("^的(?P<base>[^,;:。]{2,14}?)(?:给予)?(?:补[贴助]|奖励|资助|支持|贴息|返还)")
"""A base that stands behind its rate."""

_BENEFIT = re.compile("奖|申领|兑付|领取|抵|补|贴|资助|支持|扶持|给予|返还|报销|减免|罚|收取|缴纳|应付")
_NO_BASE = re.compile(
    "利率|lpr|基准|票面|增长|增幅|增量|新增|超出|超过部分|以上部分|差额|市场|平均|标准|面积|人数|占|贷款|规模"
)
"""Bases that no amount of the question is, such as growth or a share."""

_RAISED = re.compile("(?:比例|标准|额度)?(?:再)?(?:提高|上浮|上调|提升|放宽|增加|降低|下调)(?:到|至|为)")
"""What opens a rate that holds in a case of its own (属于……的，比例提高到……)."""

_BOUNDED = re.compile("以[上下]|的?部分|[至到~-]")
_PARTLY = re.compile("^元?(?:[(（]含?[)）])?(?:以[内上下])?的?部分")
_TOTAL = re.compile("一共|总共|合计|加起来|总计")
_USUAL = re.compile(
    "上一?年度?|年化|固定资产(?=投资)|办公(?=房租|租金|用房)|实际|已?支付的?|实付|实缴(?!注册|出资|资本|资金)|实收|不含税"
)
"""What narrows a base in a way that an asker takes for granted: the year before, and fixed assets of what is built."""

_SPENT = re.compile("投入投资|费用支出|总投资|投资")
_BUILT = re.compile(
    "(?:设备|软件|购置|建安|土建|建设|改造|项目|固定资产|工程|设施|[和及与、])*(?:总?投资|投入|费用|支出|成本)(?:总?额)?"
)
"""What was spent, and bases that are all that is spent on what is built or bought."""

_OUTSIDE = re.compile(f"以外|之外|外面|{AREA}")

BEFORE_RATE = 24
"""Characters before a rate in which it may be said to be the most."""


@dataclass(frozen=True, slots=True)
class _Rate:
    """A share of a `base`, canonical, in the `case` of the text that stands before it; `about` is both."""

    quantity: Quantity
    base: str
    case: str
    part: tuple[int, int]
    most: bool

    @property
    def about(self) -> str:
        return f"{self.case} {self.base}"


def by_rate(asker: Asker, clause: Clause) -> Total | None:
    """What the asker's amount comes to, in doubt where base, rate or cap are, None where the clause has no rate of what the
    asker states or the sum of some years is asked for."""
    words = asker.words
    money = [each for each in asker.own if each.family == "元"]
    if _TOTAL.search(words) and any(in_unit(each.unit, "年") for each in asker.own):
        return None
    rates = _open_to(asker, list(_rates(clause)))
    fitting = [(each, own) for each in rates for own in _figures_of(money, words, each.base)]
    fitting = [each for each in fitting if not _RAISED.search(each[0].case)] or fitting
    if not fitting:
        return None
    figures = {own.start for _, own in fitting}
    above = canonical(clause.heading)
    chosen = closest([f"{each.about} {above}" for each, _ in fitting], words, cases=True)
    if chosen is None or len(figures) != 1 or fitting[chosen][1].value is None or _beyond(money, clause):
        return Total()
    usual, base = fitting[chosen]
    rate = _raised(usual, rates, words)
    others = [each for each in rates if each is not usual and not _RAISED.search(each.case)]
    if rate is None or closest([f"{each.about} {above}" for each in (rate, *others)], words, cases=True) != 0:
        return Total()
    share = rate.quantity.value or Decimal(0)
    product = (base.value or Decimal(0)) * share / 100
    under = capped(product, "元", clause, rate.part, words)
    if under is None:
        return Total()
    total, note = under
    line = SUMS["rate"].format(
        most=SUMS["most"] if rate.most or total < product else "",
        total=difference(total, "元"),
        name=rate.base,
        base=base.text,
        rate=f"{plain(share)}%",
        product=difference(product, "元"),
        cap=note,
    )
    return Total(line, total)


def _figures_of(money: Sequence[Stated], words: str, base: str) -> list[Stated]:
    """The asker's amounts that are of a base; all that was spent is of what is built or bought, where it is the only one."""
    bare = _USUAL.sub("", ASIDE.sub("", base))
    found = [own for own in money if content(bare) and fits(own, words, bare, bare)]
    if not found and len(money) == 1 and _SPENT.search(money[0].words) and _BUILT.fullmatch(bare):
        return list(money)
    return found


def _open_to(asker: Asker, rates: Sequence[_Rate]) -> list[_Rate]:
    """Rates without those of a case whose conditions the asker's figures fail, or of which the question says another."""
    kept = [
        each
        for each in rates
        if not is_denied(asker.question, each.case)
        and all(finding.met for finding in findings(asker.question, [Clause(each.case)], words_too=False))
    ]
    outside = [each for each in kept if _OUTSIDE.search(each.case)]
    if not outside or len(outside) == len(kept):
        return kept
    sides = [is_outside(asker.question, each.case) for each in outside]
    is_out = any(sides) or (None in sides and _OUTSIDE.search(asker.words))
    return outside if is_out else [each for each in kept if each not in outside]


def _raised(usual: _Rate, rates: Sequence[_Rate], words: str) -> _Rate | None:
    """The rate, that of a case of its own where the question says that case; None where it says several."""
    said = [each for each in rates if _RAISED.search(each.case) and _is_said(each.case, usual.about, words)]
    if len(said) > 1:
        return None
    return replace(usual, quantity=said[0].quantity) if said else usual


def _is_said(raised: str, usual: str, words: str) -> bool:
    """Whether the question says the case in which another rate holds, beside what it says of the usual one."""
    own = [word for word in content(_RAISED.split(raised)[0]) if word not in usual]
    return bool(own) and sum(said_in(word, words) for word in own) >= MOSTLY * len(own)


def _beyond(money: Sequence[Stated], clause: Clause) -> bool:
    """Whether only a part of what the asker has counts (1000万元以内的部分)."""
    bounds = [
        each.value or Decimal(0)
        for each in find_quantities(clause.text)
        if each.family == "元" and _PARTLY.match(clause.text[each.end :])
    ]
    return any(own.value is None or own.value > bound for own in money for bound in bounds)


def _rates(clause: Clause) -> Iterator[_Rate]:
    text, last, base = clause.text, 0, ""
    header = clause.passage.partition("\n")[0] if text.startswith("|") else ""
    for quantity in find_quantities(text):
        if quantity.family != "%" or quantity.value is None or quantity.comparator not in ("=", "<="):
            continue
        left, _ = segment(text, quantity.start, quantity.end)
        around = part(text, quantity.start, quantity.end)
        before, after = fold(text[left : quantity.start]), text[quantity.end :]
        above = fold(text[previous(text, left, around[0]) : left])
        case = canonical(LABEL.sub("", text[max(around[0], last) : quantity.start]))
        last = quantity.end
        base = _base(before, above) or _base_behind(after) or base
        pays = _BENEFIT.search(f"{text[slice(*around)]} {clause.heading} {header}")
        if base and pays and not _NO_BASE.search(base) and not _BOUNDED.match(after):
            most = bool(CAP.search(f"{before[-BEFORE_RATE:]}{quantity.text}{after[:3]}") or after.startswith("以内"))
            yield _Rate(quantity, base, case.replace(base, " "), around, most)


def _base_behind(after: str) -> str:
    """What a rate is of, by the words behind it (30%的办公房租补贴); "" where they name no sum."""
    match = _BEHIND_RATE.match(fold(after))
    return canonical(match["base"]) if match and _MONEY.search(canonical(match["base"])) else ""


def _base(before: str, above: str) -> str:
    """What a rate is of, by the words before it in its segment or at the end of the one above; "" where they name no sum."""
    bare = ASIDE.sub("", before).removesuffix("的")
    pieces = [piece for piece in _BEFORE_BASE.split(bare) if len(piece) > 1]
    for words in (*pieces[-1:], above.strip(" ,:：")):
        if _MONEY.search(canonical(words)):
            return canonical(_BEFORE_BASE.split(words)[-1])
    return ""
