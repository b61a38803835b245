"""For whom or what a figure of a rule holds: the grade, the size and the places that the words about it name.

甲级3万元、乙级2万元; 载重1吨以下…、1吨以上…; 2000元（东区、西区）、1800元（南区): a figure of another grade, size or
place than the one asked is a wrong answer, however well the rest fits.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from bot.understanding.question import Question
from corpus.aliases import canonical
from corpus.quantity import Quantity, conversion, find_quantities, read_number
from corpus.regions import find_regions

_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,2}"
_GRADE = re.compile(
    rf"(?<![0-9第a-z])(?P<low>{_NUMERAL})(?:级|档|类|星|等)?(?:(?:-|~|至|到|—)(?P<high>{_NUMERAL}))?(?P<kind>级|档|类|星|等(?!奖|额)|a(?![a-z0-9]))(?!以上学历)"
)
LISTED = re.compile("[、,和及与或/](?:者|以及)?")
"""What stands between kinds that are listed together."""

_OPEN_GRADE = re.compile("[级档类星等a](?:及|\\(含\\))?以[上下]")
_LASTED = re.compile("(?:[满够足交缴住干做]|工作|就业|参保)了?(?P<span>半年|[0-9一二两三四五六七八九十]{1,2}年半?)")
"""How long somebody has been at something."""

_TO = re.compile(r"(?:[（(]不?含[^（）()]{0,4}[）)])\s?(?:至|到|-{1,2}|—{1,2}|~|～)\s?")
"""What stands between the ends of a range of which one says whether it belongs to it."""

MONTHS = "个月"

_OF_GRANTS = frozenset({"元", "%"})
"""Families of figures that are given as often as they bound."""

OLD, TENS = 60, 10
"""Age from which rules give by age, and the years of a tier."""

_BRACKET = re.compile(r"[^,，;；。、（()）]{0,4}[（(](?P<inside>[^（）()]*)[）)]")
_PLACE = "[\u4e00-\u9fff]{1,6}?(?:[市区县旗镇乡]|街道)"
_PLACES = re.compile(f"{_PLACE}(?:[、,，和及与]{_PLACE})+")
"""Places listed, by the ends of their names: a gazetteer lacks towns and new districts."""


def _line(kinds: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<k{at}>{kind})" for at, kind in enumerate(kinds.split(" "))))


EXCLUSIVE = tuple(
    _line(kinds)
    for kinds in (
        "城镇|城区|城里|市区|城市 农村|乡下|乡村|村里|农民 城乡", "公办|公立 民办|私立", "进出口|外贸 进口 出口", "首次|初次|第一次 重新|再次|复[核审评]",
        "国家级|国家 自治区级|省级 市级 区级|县级", "非居民 居民", "博士(?:研究生)? 硕士|研究生 本科|一本|学士 大专|专科 中专 高中",
        "特级 一级 二级 三级 四级 五级", "一类 二类 三类 四类 甲类 乙类 丙类 丁类 a类 b类 c类 d类", "未成年 成年", "境内|国内 境外|国外|海外|出国", "存栏 出栏",
        "幼儿园 小学 初中 高中 大学", "轻度 中度 重度", "特等奖 一等奖 二等奖 三等奖", "大型 中型|中等 小型 微型", "高级 中级 初级", "上半年 下半年", "(?<![级席])技师 高级技师 特级技师 首席技师 高级工(?!程) 中级工(?!程) 初级工(?!程)",
        "第?一季度 第?二季度 前三季度 第?三季度 第?四季度", "第?一产业? 第?二产业? 第?三产业?", "新建 改建|扩建|改造", "首套|首次购|第一套 二套|第二套", *(f"首{unit}|第一{unit} 第二{unit} 第三{unit}" for unit in "件台项篇个笔孩胎"),
        "单方|单缴存|单身|单人|一方 双方|双缴存|夫妻|两口子|配偶", "男 女", "顺产|正常分娩|自然分娩 剖宫产|剖腹产|难产", "去程 回程", "首年|第一年 第二年 第三年",
        *(f"(?:{name})(?:以外|之外|外)|不在[^,，。;；]{{0,6}}(?:{name}) (?:{name})(?!以外|之外|外)" for name in ("园区", "开发区|高新区|经开区", "示范区", "景区", "目录|名录|清单")),
        "高峰 平峰|平时|其他时段", "路内|路边|道路 停车场|停车楼|室内", "白天|昼间|日间 夜间|夜里|晚上|晚间|半夜", "铂金级|白金级 金级 银级 铜级", "新建 已有|原有", "(?:首个?|第一个?)小时(?:之|以)?后 (?:首个?|第一个?)小时",
    )
)  # fmt: skip
"""Kinds of which one excludes the others of its line wherever a text names it, each with the words for it."""

OPPOSITES = (*EXCLUSIVE, _line("(?<![一每两])个人|自己 单位|企业|公司"), _line("买|购 租"))
"""Kinds of which one excludes the others of its line, each with the words for it: a figure of 农村 is none of 城镇."""


def kinds_asked(text: str) -> list[tuple[re.Pattern[str], frozenset[str]]]:
    """The lines of OPPOSITES of which a canonical question names kinds, with these."""
    return [(line, kinds) for line in OPPOSITES if (kinds := kinds_of(line, text))]


@lru_cache(maxsize=64)  # it is asked for every figure that is read for a question
def one_of_each(text: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The lines of EXCLUSIVE of which a canonical question names one kind alone, with that kind."""
    named = ((line, kinds_of(line, text)) for line in EXCLUSIVE)
    return tuple((line, kind) for line, kinds in named if len(kinds) == 1 for kind in kinds)


def kinds_of(line: re.Pattern[str], text: str) -> frozenset[str]:
    """The kinds of a line of OPPOSITES that a canonical text names."""
    return frozenset(str(match.lastgroup) for match in line.finditer(text))


def of_other_grade(question: Question, before: str, whole: str) -> bool:
    """Whether a figure is of another grade than the one asked, or of none: of the grades named `before` it the last one
    counts, else any of the `whole` of its part and headings."""
    asked = grade_spans(canonical(question.text))
    for kind, (low, high) in asked:
        told = _last_grades(before, kind)
        if told:
            if not any(first <= low and high <= last for first, last in told):
                return True
        elif not any(other == kind and span[0] <= low and high <= span[1] for other, span in grade_spans(whole)):
            return True
    return False


def names_other_grades(question: Question, text: str) -> bool:
    """Whether a text names grades of the kind asked (新评为4A、5A级的) and not the one asked (3A)."""
    told = canonical(text)
    found = grade_spans(told)
    for kind, (low, high) in grade_spans(canonical(question.text)):
        spans = [span for other, span in found if other == kind]
        open_ended = _OPEN_GRADE.search(told)
        if spans and not open_ended and not any(first <= low and high <= last for first, last in spans):
            return True
    return False


def names_grade(question: Question, text: str) -> bool:
    """Whether a text names a grade that the question asks about."""
    told = grade_spans(canonical(text))
    return any(
        kind == other and first <= low and high <= last
        for kind, (low, high) in grade_spans(canonical(question.text))
        for other, (first, last) in told
    )


def grade_spans(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The grades of a canonical text in order: kind and range, both ends included."""
    return [(kind, span) for kind, span, _ in _grades(text)]


def _grades(text: str) -> list[tuple[str, tuple[int, int], re.Match[str]]]:
    found: list[tuple[str, tuple[int, int], re.Match[str]]] = []
    for match in _GRADE.finditer(text):
        low, high = read_number(match["low"]), read_number(match["high"] or match["low"])
        if low is not None and high is not None:
            found.append((match["kind"], (int(low), int(high)), match))
    return found


def _last_grades(text: str, kind: str) -> list[tuple[int, int]]:
    """The last grade of a kind that a canonical text names, with those listed together with it (一级、二级残疾人)."""
    found = [(span, match) for other, span, match in _grades(text) if other == kind]
    first = len(found) - 1
    while first > 0 and LISTED.fullmatch(text, found[first - 1][1].end(), found[first][1].start()):
        first -= 1
    return [span for span, _ in found[max(first, 0) :]]


def of_other_size(question: Question, quantity: Quantity, told: Sequence[Quantity]) -> bool:
    """Whether a figure is of another size than the one that the question names (800公斤的, of 1000公斤以上): `told` are the
    quantities before it in its part of the sentence, of which the last one of that family counts."""
    return any(not held for held in _sizes_held(question, told, quantity.family))


def of_asked_size(question: Question, told: Sequence[Quantity]) -> bool:
    """Whether quantities that bound a figure hold the size that the question names."""
    held = _sizes_held(question, told)
    return bool(held) and all(held)


def of_other_tier(question: Question, text: str) -> bool:
    """Whether a sentence tells of tiers, and none of them holds the size that the question names (80至89周岁的, of 93岁)."""
    if not _sizes_asked(question.text):
        return False
    tiers = [
        each
        for each in as_ranges(text, find_quantities(text))
        if each.comparator != "=" and each.family not in _OF_GRANTS
    ]
    held = [of_asked_size(question, [each]) for each in tiers if _sizes_held(question, [each])]
    return bool(held) and not any(held)


def tiers_of_age(text: str) -> tuple[str, ...]:
    """How rules name the tier of an age that a question tells, by tens: 90至99周岁."""
    ages = {
        int(each.value) // TENS * TENS for each in _sizes_asked(text) if each.family == "岁" and each.value is not None
    }
    return tuple(f"{age}至{age + TENS - 1}周岁" for age in ages if age >= OLD)


def of_wider_tier(question: Question, told: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether the quantities that bound a figure hold the size that the question names, and others of its sentence do so more
    narrowly (满3个月, where 满6个月 is told as well, of 8个月)."""
    return any(
        narrower(one, bound) and of_asked_size(question, [one]) and of_asked_size(question, [bound])
        for bound in told
        for one in others
    )


def narrower(one: Quantity, other: Quantity) -> bool:
    """Whether of two bounds on the same side the first one leaves less."""
    if one.value is None or other.value is None or (one.unit, one.comparator) != (other.unit, other.comparator):
        return False
    if one.comparator in (">", ">="):
        return one.value > other.value
    return one.comparator in ("<", "<=") and one.value < other.value


def _sizes_held(question: Question, told: Sequence[Quantity], own: str = "") -> list[bool]:
    """For each size that a question names whether the tier that is told of its family, which is not the figure's `own`, holds it."""
    found: list[bool] = []
    for asked in _sizes_asked(question.text):
        if asked.value is None or asked.family in ("年", "次序", own):
            continue
        sizes = [_in_months(each) if asked.unit == MONTHS else each for each in told if each.value is not None]
        sizes = [each for each in sizes if each.family == asked.family]
        found += [_holds(size, asked) for size in _of_one_tier(sizes)]
    return found


@lru_cache(maxsize=16)
def _sizes_asked(text: str) -> tuple[Quantity, ...]:
    """The quantities that a question names, how long somebody has been at something in months (干满半年)."""
    found = [
        Quantity(match["span"], value * 12, MONTHS, "月", *match.span("span"), "=")
        for match in _LASTED.finditer(canonical(text))
        if (value := _years(match["span"])) is not None
    ]
    return (*find_quantities(text), *found)


def _years(span: str) -> Decimal | None:
    if span == "半年":
        return Decimal("0.5")
    value = read_number(span.rstrip("半").removesuffix("年"))
    return None if value is None else value + (Decimal("0.5") if span.endswith("半") else 0)


def _in_months(quantity: Quantity) -> Quantity:
    """A span of years as one of months, any other quantity as it is."""
    if quantity.family != "年" or quantity.value is None:
        return quantity
    low = None if quantity.low is None else quantity.low * 12
    return replace(quantity, value=quantity.value * 12, low=low, unit=MONTHS, family="月")


def as_ranges(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities of a text, two that are the ends of one range as one: 300公里（不含）至800公里."""
    found: list[Quantity] = []
    for each in quantities:
        last = found[-1] if found else None
        if last and last.family == each.family and _TO.fullmatch(text, last.end, each.start):
            found[-1] = replace(
                each, low=last.value, start=last.start, text=text[last.start : each.end], comparator=".."
            )
        else:
            found.append(each)
    return found


def _of_one_tier(sizes: Sequence[Quantity]) -> list[Quantity]:
    """The last size, with the one right before it where both bound one tier (满4个月未满7个月)."""
    joined = len(sizes) > 1 and sizes[-2].end == sizes[-1].start and sizes[-2].comparator[0] != sizes[-1].comparator[0]
    return list(sizes[-2:] if joined else sizes[-1:])


def _holds(size: Quantity, asked: Quantity) -> bool:
    """Whether the size of a tier, such as 1000公斤以上 or 5至10人, holds what is asked. A tier that names no bound is met
    by its own figure alone."""
    factor = conversion(asked.unit, size.unit)
    if asked.value is None or size.value is None or factor is None:
        return True  # nothing can be said against it
    value, bound = asked.value * factor, size.value
    match size.comparator:
        case "..":
            return (size.low or bound) <= value <= bound
        case "<" | "<=":  # 以下 includes the number itself (民法典第一千二百五十九条), 不足 does not
            return value < bound or (value == bound and not re.search("不足|[不未]满|未达|不到|低于|少于", size.text))
        case ">" | ">=":
            return value > bound or (value == bound and size.comparator == ">=")
        case _:
            return value == bound


def of_other_place(question: Question, text: str, quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether brackets behind the figures name their places, and those behind another one name the place asked."""
    if question.named_in(_bracket(text, quantity)):
        return False
    return any(question.named_in(_bracket(text, other)) for other in others)


def _bracket(text: str, quantity: Quantity) -> str:
    match = _BRACKET.match(text, quantity.end)
    return match["inside"] if match else ""


def names_other_place(question: Question, own: str, sentence: str) -> bool:
    """Whether a part of a sentence names another place than the one asked, which the sentence names as well."""
    if not question.named_in(sentence) or question.named_in(own):
        return False
    return bool(find_regions(own))


def place_in_list(question: Question, text: str, count: int) -> int | None:
    """Which of the places listed in a text, as many as there are figures behind it, is the one asked; None if they are not
    listed or none of them is asked."""
    for run in _PLACES.finditer(text):
        names = re.split("[、,，和及与]", run.group())
        at = [index for index, name in enumerate(names) if name.startswith(question.place_names)]
        if len(names) == count and len(at) == 1:
            return at[0]
    return None
