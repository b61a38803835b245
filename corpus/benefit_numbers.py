"""Conditions with figures: revenue, R&D, staff, age and the like, with the period that they are of."""

import re
from dataclasses import replace
from decimal import Decimal

from corpus.benefit_flags import Mark
from corpus.benefit_records import Fact, Operator, Test
from corpus.benefit_words import age, nouns
from corpus.quantity import Quantity, find_quantities

_COUNT = "[一二两三四五六七八九十\\d]{1,3}"
PERIOD = re.compile(
    f"(?:申报)?(?:(?:上一个?(?:会计|自然|完整)+年度|上一?年度?(?:末|底)?|上一个年度|当年度?|本年度|前一年度?|(?:近|最近|前|过去|连续){_COUNT}个?(?:会计|自然|完整)?年度?(?:来|内|中|间)?"
    "|20\\d\\d年度?(?:末|底)?|每年|年均|各年度?|累计))(?:的)?(?:均|平均|累计|合计|连续|任一)*"
)
_FILLER = re.compile(
    "(?:达到|达|为|在|应|须|需|不|均|已|累计|合计|实际|完成|首次|第一次|总计|一般|原则上|同比|较上年|比上年|人数|数量|金额|总额|比例|比重|率|:)*"
)
_AFTER = re.compile(
    "(?:\\((?P<in1>不?含)(?:本数)?\\))?(?P<side>以上|以下|以内|及以上|及以下|之内)?(?:\\((?P<in2>不?含)(?:本数)?\\))?(?:规模)?(?:的)?"
)
_OTHERS = re.compile("(?:招用|吸纳|招聘|录用|新增|培训|引进|聘用|带动|输送|退休|派遣|减少)(?:的)?$")
_YEARS_ONLY = Decimal(12)
_COUNTED = {"项": ("项", "家"), "家": ("项", "家"), "月": ("月", "年")}
"""Families of figures that a noun of another one is counted in too."""


def numbers(text: str) -> list[Mark]:
    """Tests of numbers in a plain text, each over its noun, its period and its figure."""
    found: list[Mark] = []
    last = 0
    quantities = find_quantities(text)
    if not quantities:
        return []
    times = [match.span() for match in PERIOD.finditer(text)]
    for at, quantity in enumerate(quantities):
        after = _AFTER.match(text, quantity.end)
        stop = after.end() if after else quantity.end
        if found and (upper := _upper(text, found[-1], quantity, stop)):
            found[-1] = upper
            last = stop
            continue
        if found and (steps := _with_step(text, found[-1], quantity)):
            found[-1] = steps
            last = stop
            continue
        following = quantities[at + 1] if at + 1 < len(quantities) else None
        if following and quantity.comparator == "=" and _opens_range(text, quantity, following):
            quantity = replace(quantity, comparator=">" if "不含" in text[quantity.end : following.start] else ">=")
        mark = (
            _number(text, quantity, last, stop)
            or _age(text, quantity, last, stop)
            or _counted(text, quantity, last, stop)
        )
        if mark:
            found.append(mark)
        if not any(start <= quantity.start and quantity.end <= end for start, end in times):
            last = stop
    return found


_TO = re.compile("(?:\\(不?含(?:本数)?\\))?(?:以上)?(?:\\(不?含(?:本数)?\\))?(?:至|到|-|—|~|～)")
_AND = re.compile("(?:至|到|-|—|~|～|[、,]|且|并|但)*")


def _opens_range(text: str, quantity: Quantity, following: Quantity) -> bool:
    """Whether a figure is the lower end of a range whose ends have remarks (500万元(含)至2000万元)."""
    between = text[quantity.end : following.start]
    return quantity.family == following.family and _TO.fullmatch(between) is not None


def _upper(text: str, before: Mark, quantity: Quantity, stop: int) -> Mark | None:
    """The mark before a figure with that as the upper end of its range; None where it is none."""
    lower = before.tests[-1]
    if (
        quantity.value is None
        or not isinstance(lower.value, Decimal)
        or not _AND.fullmatch(text[before.end : quantity.start])
    ):
        return None
    if lower.operator not in (Operator.AT_LEAST, Operator.MORE) or not lower.value < quantity.value:
        return None
    operator = _operator(text, quantity, quantity.start)
    if quantity.comparator == "=" and re.search("(?:至|到|-|—|~|～)$", text[: quantity.start]):
        operator = Operator.LESS if "不含" in text[quantity.end : stop] else Operator.AT_MOST
    if operator not in (Operator.AT_MOST, Operator.LESS) or quantity.low is not None:
        return None
    return Mark(before.start, stop, (*before.tests, replace(lower, operator=operator, value=quantity.value)))


def _with_step(text: str, before: Mark, quantity: Quantity) -> Mark | None:
    """The mark of a figure to be reached that further, higher ones follow (首次突破1亿元、5亿元或10亿元): the lowest must be; None
    where the next is none. Its last figure stays outside of it, for which one is reached is not told."""
    test = before.tests[-1]
    if (
        len(before.tests) > 1
        or not isinstance(test.value, Decimal)
        or quantity.value is None
        or quantity.low is not None
    ):
        return None
    rising = test.operator in (Operator.AT_LEAST, Operator.MORE) and quantity.value > test.value
    joined = _STEP.fullmatch(text, before.end, quantity.start) is not None
    return Mark(before.start, quantity.start, before.tests) if rising and joined else None


_STEP = re.compile("[\\d.]*(?:亿|万)?元?(?:[、或和及,]|以及)+")
"""What stands between two figures of such a list, the one before among it where that has been passed over."""

_HAS = re.compile(
    "(?:企业|单位|机构|申请人|团队|主体)?(?:应当?|须|需|同时|已|并|且)*(?:拥有|具有|具备|有|配备|获得|取得)(?:不少于|至少)?"
)
_THINGS = (
    (Fact.INVENTION_PATENTS, ("项", "件"), "(?:有效|授权|自主|国内)*(?:的)?发明专利(?:权|授权)?"),
    (Fact.RD_STAFF, ("人", "名"), "(?:专职|全职)*(?:的)?(?:研发|研究开发|科研)人员"),
    (Fact.PROFESSIONALS, ("人", "名"), "(?:专职|专业)+(?:的)?(?:技术|服务|管理)?人员"),
    (Fact.INCUBATED, ("家",), "(?:在孵|入驻)企业"),
    (
        Fact.AREA,
        ("平方米",),
        "(?:孵化|经营|办公|生产|研发|服务|固定|自有|专用|可自主支配的?)*(?:场地|场所|用房|空间|厂房)",
    ),
)
"""What is counted behind its figure, by the units of that."""


def _counted(text: str, quantity: Quantity, begin: int, stop: int) -> Mark | None:
    """拥有3项以上发明专利; 配备不少于10名专业技术人员."""
    if quantity.value is None or not _HAS.fullmatch(text[begin : quantity.start].lstrip(",")):
        return None
    operator = _operator(text, quantity, begin) or Operator.AT_LEAST
    for fact, families, pattern in _THINGS:
        thing = re.compile(f"(?:的)?{pattern}(?=$|[,;。、的])").match(text, stop)
        if thing and quantity.family in families:
            start = begin + (text[begin] == ",")
            return Mark(start, thing.end(), (Test(fact, operator, quantity.value),))
    return None


def is_condition(text: str, quantity: Quantity) -> bool:
    """Whether a figure of a plain text is one to be reached (营业收入2000万元以上), and not one that is given."""
    noun = _noun(text, quantity, max(text.rfind(",", 0, quantity.start) + 1, 0))
    return noun is not None


def _number(text: str, quantity: Quantity, begin: int, stop: int) -> Mark | None:
    noun = _noun(text, quantity, begin)
    if noun is None or quantity.value is None:
        return None
    fact, start = noun
    if fact is Fact.INSURED_MONTHS and quantity.family == "年":
        low = None if quantity.low is None else quantity.low * _YEARS_ONLY
        quantity = replace(quantity, value=quantity.value * _YEARS_ONLY, low=low)
    operator = _operator(text, quantity, start)
    if operator is None:
        return None
    before = text[begin:start]
    if _OTHERS.search(before):
        return None
    period = next(iter(match for match in reversed(list(PERIOD.finditer(text, begin, start)))), None)
    bare = re.sub(PERIOD, "", before)
    bare = re.sub("[^,;。]*[,;。]", "", bare)
    if not re.fullmatch(
        "(?:对于|对|凡|企业|单位|项目|申报|申请|主体|其|且|并|和|及|的|在|具有|拥有|有|实现|完成|累计|为|年度|年|应|须|需|同时|注册|本市|属于|户籍|人员|居民|老年人|申请人|[、()])*",
        bare,
    ):
        return None
    tests = _range(fact, quantity, operator, period.group() if period else "")
    if before.endswith("年") and not (period and period.end() == start):
        start -= 1
    return Mark(period.start() if period and not _apart(text, period.end(), start) else start, stop, tests)


def _apart(text: str, end: int, start: int) -> bool:
    return re.search("[,;。]", text[end:start]) is not None


def _range(fact: Fact, quantity: Quantity, operator: Operator, period: str) -> tuple[Test, ...]:
    value = quantity.value or Decimal(0)
    if quantity.low is not None:
        return Test(fact, Operator.AT_LEAST, quantity.low, period), Test(fact, Operator.AT_MOST, value, period)
    return (Test(fact, operator, value, period),)


def _noun(text: str, quantity: Quantity, begin: int) -> tuple[Fact, int] | None:
    """The fact that a figure is of, and where its noun begins: it ends before the figure but for words that compare."""
    before = text[begin : quantity.start]
    known = [
        (pattern, fact)
        for pattern, (fact, family) in nouns().open(before)
        if quantity.family in _COUNTED.get(family, (family,))
    ]
    if not known:
        return None
    for cut in range(len(before), max(len(before) - 12, 0) - 1, -1):
        if not _FILLER.fullmatch(before, cut):
            continue
        for pattern, fact in known:
            match = pattern.search(before[:cut])
            if match:
                return fact, begin + match.start()
    return None


def _operator(text: str, quantity: Quantity, start: int) -> Operator | None:
    """How a figure compares; 以上 and 以下 include it unless 不含 is said. None for a mere figure."""
    after = _AFTER.match(text, quantity.end)
    inside = quantity.text
    without = "不含" in ((after["in1"] if after else "") or "", (after["in2"] if after else "") or "")
    side = (after["side"] if after else "") or ""
    said = inside + side
    if re.search("以上", said):
        return Operator.MORE if without else Operator.AT_LEAST
    if re.search("以下|以内|之内", said):
        return Operator.LESS if without else Operator.AT_MOST
    known = {">=": Operator.AT_LEAST, ">": Operator.MORE, "<=": Operator.AT_MOST, "<": Operator.LESS}
    if quantity.comparator in known:
        return known[quantity.comparator]
    if quantity.low is not None:
        return Operator.AT_LEAST
    between = text[start : quantity.start + 2]
    return Operator.AT_LEAST if quantity.comparator == "=" and re.search("达到?|满|突破", between) else None


def _age(text: str, quantity: Quantity, begin: int, stop: int) -> Mark | None:
    """成立满2年, 注册时间不超过5年, 持续经营1年以上."""
    if quantity.family not in ("年", "月") or quantity.value is None:
        return None
    before = text[begin : quantity.start]
    lead = re.search("(?:已满|已|满|达到?|时间|须|应|需|在)*$", before)
    start = lead.start() if lead else len(before)
    noun = age().search(before[:start])
    operator = _operator(text, quantity, begin + start)
    years = quantity.value / _YEARS_ONLY if quantity.family == "月" else quantity.value
    if noun is None or years != years.to_integral_value():
        return None
    if operator is None and re.search("满", before[start:] + quantity.text):
        operator = Operator.AT_LEAST
    if operator is None or re.search("从事|劳动|合同|业务", before):
        return None
    return Mark(begin + noun.start(), stop, (Test(Fact.AGE, operator, years),))
