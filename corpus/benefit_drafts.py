"""An amount in the making: its figure with its base, its unit, its bound and the words that say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from corpus.benefit_given import CAP, MATCHING, OF_COST, VERBS, unit_price
from corpus.benefit_records import AmountKind, Fact
from corpus.quantity import Quantity
from corpus.records import Span

CAP_PER = re.compile(
    "(?:全年|每年(?:每家)?|年度|当年|当期|一家企业(?:当期|年度|每年)?|单个(?:项目|企业|单位|产品|专利池|申报单位|机构)?|单家(?:企业|银行|文化企业|[\u4e00-\u9fff]{2,8}?(?=当期|年度|每年|全年))?|单笔|单项|每(?:家|个|户|项|部|笔|次)(?:企业|单位|机构|项目|产品|活动)?|同一(?:企业|单位|项目)|累计|总额|总金额)+"
)


_BASE = re.compile(
    "(?:按照?|依照|参照|对|以|为|不超过|不高于|不多于|最高|最多|上限|可得|给予|补助|补贴|奖励|资助|支持|返还|其|再按)(?P<base>(?:(?!按照?|给予|不超过)[^，。；：])*?)(?:总额)?(?:的)?(?:比例)?$"
)


_PER = re.compile(
    "单(?P<one>台(?:套|[（(]套[）)])?|个产品)|(?:按照?)?每(?:新?(?:增|吸纳|招用|引进|培养|推荐)?[\\d一]?)?(?P<per>人每月|人每天|人每年|人每日|人次|人|名(?:(?!奖励|奖|补|资助|给)[\u4e00-\u9fff]){0,6}|项|件|个产品|台(?:套|[（(]套[）)])?|套|场(?:次|[（(]次[）)])?|部|集|吨|公斤|平方米(?:每月|每天|每年)?|千瓦时|个语种|分钟|辆|张|亩|户|篇|天|班|月|个标准箱|标箱|工位|家(?:(?:直营|连锁|加盟|新开)?(?:门店|分店|网点|店铺?)|分支机构|分公司|子公司)|个(?:[标特]?展位|门店|网点|床位|[停泊]?车位|摊位|机位|席位|点位|充电桩))"
)


_STEP = re.compile(
    "(?P<step>每(?:再|新)?(?:增加?|增长|递增|新增|超过?|提高|提升|上升)[^，。；\\d]{0,6}\\d[\\d.]*[^，。；\\d]{0,6}?)(?:的|以上|部分)*[，,]?(?:则|可|再|另|给予?|予以|追加|增加|奖励?|补[助贴]?|资助)+[^，。；\\d]{0,6}$"
)
"""Each step for which a sum is given once more (每增加50万美元再奖励3万元)."""

_INTEREST = re.compile("贴息|利息|利率|LPR|贴租|票面")


_POINTS = re.compile("(?:贴息率|利率|费率)(?:最高|最多|不超过|不高于|为|按)*$")


_RELIEF = re.compile("减免|免收|免征|减征|减半|免除|先征后")


_PUBLIC = re.compile("国家|中央|省|市级|上级|部级|国拨|财政|资助|奖励|补助|补贴|支持|专项|配套资金|立项|拨款")
"""What a share is of that another level has given."""

_PAID = re.compile("补贴|补助|奖励|资助|奖补")


def _is_relief(before: str, after: str) -> bool:
    """Whether a figure is remitted, and not paid to those who remit (按减免金额的30%给予补贴)."""
    said = list(_RELIEF.finditer(before))
    if said:
        return _PAID.search(before[said[-1].end() :] + after) is None
    return _RELIEF.search(after) is not None and _PAID.search(after) is None


_YEARS = re.compile(
    "(?:期限|周期|时间|(?<!建设)期|(?<!申请)连续(?![一二两三四五六\\d]+(?:个?月|年)[内中]?[^，。；]{0,6}[限只仅不])|年限|(?:^|(?<=[，；]))(?=最长|最多))(?:一般|原则上|为|最长|最高|最多|均|可|支持|补贴|给予)*(?:不超过|不多于|最长|为|支持|补贴|给予)?(?P<number>[一二两三四五六\\d]+)(?P<unit>个?月|年)|(?<![一二两三四五六\\d])(?P<number2>[一二两三四五六\\d]++)年的?(?:贴息|补贴|租金|全额)|不超过(?P<number3>[一二两三四五六\\d]+)年的"
)


_WRITTEN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


_ITS = (
    "(?:按照?|贴|以|为|标准为|不超过|企业|单位|机构|申报单位|其|该|项目|实际|上一?年度?|当年度?|当期|本年度|年度|全年|近[一二两三\\d]年|累计|核定的?|经(?:核定|审计|认定|审核)的?"
    "|符合条件的|新增|完成|发生的?|支付的?|建设|改造|技术改造|平台|总|的)*"
)
"""Words before a base that leave it what it is."""

_BASE_FACTS = tuple(
    (re.compile(f"{_ITS}(?:{names})(?:[（(][^（）()]*[）)])?"), fact)
    for names, fact in (
        ("(?:研究开发|研究与开发|研发|R&D)(?:活动)?(?:费用|投入|经费|支出|费|资金)+(?:总额|金额|额)?", Fact.RD_EXPENSE),
        (
            "(?:生产性?|关键|软硬件|主要)?设备(?:[及和与、](?:软件|系统|技术))?(?:购置|采购|投资|投入)+(?:费用?|金额|总额|额|款)?|购置(?:生产)?设备(?:费用?|金额|款)?",
            Fact.EQUIPMENT_INVESTMENT,
        ),
        ("固定资产投资(?:总额|额|金额)?", Fact.FIXED_INVESTMENT),
        ("(?:股权)?融资(?:总额|金额|额度?|规模)", Fact.FINANCING),
        ("(?:银行|项目|贷款|票面|债券|实际|支付|发生|的)*利息(?:支出|金额|总额|额)?", Fact.INTEREST),
        ("(?:办公|生产|经营|厂房|场地|场所|用房|的)*(?:租金|房租|场租|租赁费用?)(?:总额|金额|支出)?", Fact.RENT),
        ("[\u4e00-\u9fff]{0,12}合同(?:成交)?(?:总金额|总额|金额|额)", Fact.CONTRACT),
        ("(?:自营|一般贸易|货物|服务)?出口(?:总额|金额|额)", Fact.EXPORT),
        ("(?:银行|新增)?贷款(?:金额|总额|额度?|规模|本金)?", Fact.LOAN),
        ("(?:攻关|投资项目)?(?:总投资|投资总额|投资额|投资|投资金额)", Fact.INVESTMENT),
        ("[^，。；]*(?:费用|支出|成本|投入|经费|保费)(?:总额|金额)?", Fact.COST),
    )
)
"""The facts that give a base, by its name: another one (攻关投资 is no 研发费用) gives another sum."""

_NO_COST = re.compile("研发|研究开发|设备|固定资产|利息|租金|减免|减收|担保|他人|其他")
"""Words of a base that is more than what the thing has cost, and has a fact of its own or none."""


_UNIT_FACTS = (
    ("平方米", Fact.AREA),
    ("^(?:项|件|个?产品|台|套|场|部|集|吨|公斤|辆|张|篇|班|人次|人|名|户)", Fact.COUNT),
)


@dataclass(slots=True)
class Draft:
    """An amount in the making: as `corpus.benefit_records.Amount`, with the clauses that its sentence puts before it."""

    kind: AmountKind
    start: int
    end: int
    value: Decimal | None = None
    rate: Decimal | None = None
    points: Decimal | None = None
    base: str = ""
    per: str = ""
    cap: Decimal | None = None
    cap_per: str = ""
    floor: Decimal | None = None
    bound: bool = False
    years: Decimal | None = None
    clauses: list[Span] = field(default_factory=list)
    capped: Span | None = None
    """Where the words of its cap stand."""
    tier: tuple[Span, str] | None = None
    """The member of a list that this one of several amounts belongs to (国家级、省级……分别给予), and the whole of what it
    asks for."""

    graded: bool = False
    """Whether it only announces the sums that follow (给予奖励。国家级的……), which have its clauses."""

    above: Decimal | None = None
    up_to: Decimal | None = None
    """The part of a figure that it is for alone: what lies above one bound and up to the other."""

    @property
    def marginal(self) -> bool:
        return self.above is not None or self.up_to is not None

    @property
    def money(self) -> bool:
        return self.kind not in (AmountKind.IN_KIND, AmountKind.UNSTATED)


def years_in(sentence: str) -> Decimal | None:
    """For how many years at most something is paid; None where it is not said or not in whole years."""
    match = _YEARS.search(sentence)
    if match is None:
        return None
    written = match["number"] or match["number2"] or match["number3"]
    number = Decimal(written) if written.isdigit() else Decimal(_WRITTEN.get(written, 0))
    if "月" in (match["unit"] or ""):
        number /= 12
    return number if number else None


def per_of(found: Sequence[re.Match[str]]) -> str:
    """What a cap holds for, of the words that say it; 总额 alone says the least."""
    said = [match.group() for match in found]
    return next((each for each in said if re.search("[单每同年期]", each)), said[-1] if said else "")


def draft_of(sentence: str, quantity: Quantity, clause: Span) -> Draft:
    """The amount of a given figure of a sentence; offsets are of the sentence."""
    begin = _phrase_start(sentence, quantity, clause)
    bound = quantity.comparator in ("<=", "<") or bool(CAP.search(sentence[max(clause[0], begin - 2) : quantity.start]))
    bound = bound or re.match("的?(?:以内|为(?:上)?限|封顶)", sentence[quantity.end :]) is not None
    bound = bound or re.search("(?:不超过|最高|不高于)[^，。]{0,6}(?:以下|下列|如下)标准", sentence[:begin]) is not None
    draft = Draft(AmountKind.FIXED, begin, _phrase_end(sentence, quantity, clause), bound=bound)
    if quantity.low is not None:
        draft.floor, draft.bound = quantity.low, True
    if quantity.family == "元":
        _set_money(draft, sentence, quantity, clause)
    else:
        _set_rate(draft, sentence, quantity, clause)
    draft.years = years_in(sentence)
    return draft


def member_of(sentence: str, quantity: Quantity, clause: Span, before: Draft) -> Draft:
    """A further member of a list of amounts (50万元、30万元): as the one before it, but for its figure."""
    end = _phrase_end(sentence, quantity, clause)
    if quantity.family == "元":
        return replace(before, start=quantity.start, end=end, value=quantity.value, clauses=[])
    return replace(before, start=quantity.start, end=end, rate=quantity.value, clauses=[])


def _set_money(draft: Draft, sentence: str, quantity: Quantity, clause: Span) -> None:
    draft.value = quantity.value
    unit = unit_price(sentence, quantity)
    near = sentence[clause[0] : quantity.start]
    said = [
        *reversed(list(_PER.finditer(near))),
        *_PER.finditer(sentence, quantity.end, min(clause[1], quantity.end + 6)),
    ]
    per = unit or next((match["per"] or match["one"] for match in said), "")
    if not per and "每" in quantity.text:
        counted = _PER.search(quantity.text)
        per = counted["per"] if counted and counted["per"] else quantity.text.split("每", 1)[1][:1]
    if per in ("年", "家", "户", "企"):
        draft.cap_per, per = f"每{per}", ""
    if step := _STEP.search(sentence, 0, quantity.start):
        per = step["step"]
    if per:
        draft.kind, draft.per = AmountKind.PER_UNIT, per
    named = CAP_PER.search(near)
    if draft.bound and named:
        draft.cap_per = per_of(list(CAP_PER.finditer(near)))
    if draft.kind is AmountKind.FIXED and _is_relief(near, sentence[quantity.end : clause[1]]):
        draft.kind = AmountKind.RELIEF
    segment = sentence[sentence.rfind("；", 0, quantity.start) + 1 : clause[1]]
    if draft.kind is AmountKind.FIXED and draft.bound and re.search("贴息|贴租", segment) and "%" not in segment:
        draft.kind, draft.cap, draft.value = AmountKind.INTEREST, draft.value, None
        draft.base = "LPR" if "LPR" in segment else ""
        if draft.base:
            draft.bound = re.search("(?:不超过|不高于|最高)[^，。；]{0,40}LPR", sentence) is not None


def _set_rate(draft: Draft, sentence: str, quantity: Quantity, clause: Span) -> None:
    before = sentence[clause[0] : quantity.start]
    said = sentence[clause[0] : clause[1]]
    if quantity.family == "比例":
        parts = re.findall(r"[\d.]+", quantity.text)
        draft.kind = AmountKind.MATCHING
        draft.rate = Decimal(parts[-1]) * 100 / Decimal(parts[0]) if len(parts) == 2 and Decimal(parts[0]) else None
        return
    rate = quantity.value
    if quantity.family == "‰" and rate is not None:
        rate /= 10
    of_cost = OF_COST.search(before)
    base = _BASE.search(before)
    draft.base = (of_cost["base"] or of_cost["whole"] or "" if of_cost else base["base"] if base else "").strip("的（(")
    if not draft.base and (ceiling := re.search("以(?P<base>[^，。；]{2,20}?)的$", before)):
        draft.base = ceiling["base"]
    draft.base = re.sub("(?:予以|给予|享受)$|^(?:为|以|按照?|是|最高|总?额为)+", "", draft.base)
    draft.kind = AmountKind.RATE
    if _INTEREST.search(said):
        draft.kind = AmountKind.INTEREST
        after = sentence[quantity.end : clause[1]]
        if _POINTS.search(before) or re.match("的?(?:贴息率|利率|费率)", after) or "百分点" in quantity.unit:
            draft.points, rate = rate, None
    elif _is_relief(before, sentence[quantity.end : clause[1]]):
        draft.kind = AmountKind.RELIEF
    elif MATCHING.search(said) and (not draft.base or _PUBLIC.search(draft.base)):
        draft.kind = AmountKind.MATCHING
    draft.rate = rate


def _phrase_start(sentence: str, quantity: Quantity, clause: Span) -> int:
    """Where the words of an amount begin: at what introduces it in its clause, behind whom it is for."""
    before = sentence[clause[0] : quantity.start]
    found = list(
        re.finditer(
            f"(?:按照?|给予|予以|{VERBS}|可申请|最高|最多|上限|不超过|不高于|比例(?=最|为|上|不)|占|以(?=[^下上内]))",
            before,
        )
    )
    if not found:
        return quantity.start
    for match in found:
        if match.group() in ("给予", "予以", "可申请"):
            return clause[0] + match.start()
        later = re.search("给予|予以|奖励|补助|补贴|资助", before[match.end() :])
        if match.group() in ("按照", "按", "占", "以", "比例") and not (
            later and quantity.family == "元" and not re.search("标准|每", before)
        ):
            return clause[0] + match.start()
    if quantity.family == "元":
        return clause[0] + found[-1].start()
    wide = next((match for match in found if match.group() in ("不超过", "不高于", "最高", "最多", "上限")), found[-1])
    return clause[0] + wide.start()


_WORDS = "(?:(?!(?:以及|和|或|及)(?:最高|不超过)?\\d)[^、，。；（(])*"


def _phrase_end(sentence: str, quantity: Quantity, clause: Span) -> int:
    """Where they end: at the end of the clause, or before the next member of a list."""
    tail = re.match(f"{_WORDS}(?:[（(][^）)]*[）)])?{_WORDS}", sentence[quantity.end : clause[1]])
    return quantity.end + (len(tail.group().rstrip()) if tail else 0)


def base_fact(base: str) -> Fact | None:
    """The fact that gives a base, None where none does."""
    found = next((fact for pattern, fact in _BASE_FACTS if pattern.fullmatch(base)), None)
    return None if found is Fact.COST and _NO_COST.search(base) else found


def per_fact(per: str) -> Fact | None:
    """The fact that counts the units of an amount, None where none does."""
    return next((fact for pattern, fact in _UNIT_FACTS if re.search(pattern, per)), None) if "每" not in per else None
