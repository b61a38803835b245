"""Clauses of a sentence about its figures: where each begins and ends, and which figures are told one after another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus import indicator_words as words
from corpus.quantity import Quantity
from corpus.records import Span

_MARK = re.compile(r"[,;:。!?()、]|和|与|及|以及|并|而")
_JOINS = re.compile("、|和|与|及|以及")
_RATIO = re.compile(
    r"(?:收入比|收入之比|消费比|性别比|生师比|倍差|系数|指数|比值)(?:(?:由|从)(?:上年|去年|(?:19|20)\d\d年)?的?(?P<first>\d+\.\d+)"
    r"[\u4e00-\u9fff]{0,3}(?:到|至|为))?(?:已|由[降升增缩减]?|同比|进一步|逐步)*(?:为|是|达到?|:|(?:缩小|降低?|下降|扩大|收窄|控制|稳定|保持|提高|提升|上升|增加|优化|改善)(?:到|至|为|在))?(?P<number>\d+\.\d+)(?=[,;。、()]|$)"
)
_POINTS = re.compile(r"(?<![\d.])(?:\d+(?:\.\d+)?个?(?:、|和|与))+(?=\d+(?:\.\d+)?个?百分点)")
"""Numbers whose unit is told with the last of them: 分别提高0.6和1.2个百分点."""
_DOUBLED = re.compile("翻了?(?P<times>[一两])番")
_SPANS_OF_TIME = frozenset(("年", "月", "日", "小时", "岁"))
_NAMED_BY_NUMERAL = re.compile(
    "[一二两三四五六七八九十]{1,2}(?:种|个|支|项|类|件|大|次|期|条|场|所|处|只|座|位|名|家)?"
)
_MONEY = frozenset(("元", "外币", "平方米", "吨", "千瓦"))
_THRESHOLD = re.compile(
    "[家个户](?:[^,;。、]{0,4})(?:企业|园区|镇|村|街道|项目)(?:集体|年)?(?:经营性?|年度?)?(?:产值|营收|营业收入|销售额|税收|投资|收入|利润)(?:均|已|首次)?(?:超|破|突破|达到?)?$"
)
_BOUND = re.compile("(?:以上|以下|以内)$")
_SIZED = re.compile("(?!以上|以下|左右)的?(?:[\u4e00-\u9fff]{2,14})(?<![达为到有])[0-9]")
_OF_SIZE = re.compile("的(?!目标|任务|速度)[\u4e00-\u9fff]{1,10}(?:占比|比例|比重)")
_PLACED = frozenset(("人", "家"))
"""Families of units in which those are measured that have a size: 50人以上企业, 10户以上村庄."""
_OPENS_NAME = re.compile("(?:^|[,;。:、])(?:其中|全[市县省区])?$")
_NAMES_ON = re.compile("[\u4e00-\u9fff]{2,12}(?:[率数度]|占比|比例|比重)")
_BETTER = re.compile("(?:改善|好转|优化|变化|波动)(?:幅度)?(?:了|为|达)?$")
_AIMED = re.compile("的?(?:年度|年初|全年|预期|既定|省定|市定|控制|工作|考核|规划)*(?:目标|任务|指标)(?!的[0-9])")
_REACHED = re.compile("(?:完成|达到?|实现|超过|高于|低于)(?:了|年初)?$")
_TOGETHER = re.compile("[两二三四五六七八九十][县市区镇乡村]")
_NARROWS = re.compile("的(?!目标|任务|速度|增速|增幅|比重|比例|水平)[\u4e00-\u9fff]{2,10}[0-9]")
_MISSED = re.compile("未(?:能)?(?:达到?|完成|实现)[^,;。]{0,10}$")
_RULE_BEFORE = re.compile(
    "(?:给予|予以|(?:奖励|补助)标准(?!(?:再|平均|分别|每人|月)*(?:提|增|上调|调|由|从|达))|可享受|一次性(?![\u4e00-\u9fff]{2,6}率|化解|办结|通过|告知))[^,;。]*$|按(?!揭|时|期|可比|不变|现行|现价|常住|户籍|照?年度|美元|人民币)[^,;。]{0,8}$"
)
_PLAN_ITEMS = re.compile("(?:目标|任务|措施|要求|内容|重点)(?:有|是|为|共|共有)?$")
_DOING = re.compile(
    "(?:打造|新增|新建|建成|完成|实现|培育|引进|新引进|引育|认定|新认定|获批|获|入选|突破|创建|建设|设立|举办|开展|开通|组建|攻克|实施|争取|力争|达到|累计|征集|申报|推荐|入围|落户|签约|开工|竣工|有|共|发生)(?:了|各类|省级以上|国家级|省级|市级)*$"
)


RESPECTIVELY = 16
"""Characters before the first of figures in a row in which 分别 stands: 分别较上年增加2人和3个 may differ in unit."""


@dataclass(frozen=True, slots=True)
class Clause:
    """text[start:end] with the figures in it; `mark` stands before it, and `depth` counts the brackets around it."""

    start: int
    end: int
    mark: str
    depth: int
    quantities: tuple[Quantity, ...]


def with_ratios(quantities: Sequence[Quantity], text: str, flat: str) -> list[Quantity]:
    """The quantities with the bare numbers of ratios and indices among them (城乡居民收入比由2.1缩小到2.05)."""
    found = list(quantities)
    for match in _POINTS.finditer(flat):
        for number in re.finditer(r"\d+(?:\.\d+)?个?", match.group()):
            start, end = match.start() + number.start(), match.start() + number.end()
            found = [each for each in found if each.end <= start or end <= each.start]
            found.append(Quantity(text[start:end], Decimal(number.group().rstrip("个")), "个百分点", "%", start, end))
    for match in _DOUBLED.finditer(flat):
        found.append(Quantity(match.group(), Decimal(100 if match["times"] == "一" else 300), "%", "%", *match.span()))
    for match in _RATIO.finditer(flat):
        for name in ("first", "number"):
            start, end = match.span(name)
            if start >= 0 and not any(each.start < end and start < each.end for each in quantities):
                found.append(Quantity(text[start:end], Decimal(match[name]), "", "", start, end))
    return sorted(found, key=lambda each: each.start)


def told(quantities: Sequence[Quantity], text: str) -> tuple[Quantity, ...]:
    """The quantities that may be figures of a metric: no durations, thresholds, amounts of a rule, or mere enumerations."""
    return tuple(quantity for quantity in quantities if not _is_mere(quantity, text))


def _is_mere(quantity: Quantity, text: str) -> bool:
    before, after = text[: quantity.start], text[quantity.end :]
    if quantity.family in _SPANS_OF_TIME:
        return not (words.TIME_NOUN.search(before) or words.LASTING.search(before)) or quantity.text.startswith(
            ("近", "连续")
        )
    if (
        quantity.family == "比例"
        or quantity.unit == "折"
        or quantity.text.startswith(("最高", "最低", "封顶", "每项", "最多"))
    ):
        return True
    if quantity.family == "次序" and quantity.text.endswith("%"):
        return True
    if quantity.family == "次序":
        return (
            bool(
                re.match(
                    "的?(?:学科|企业|高校|强(?!的)|大|榜|名单|(?!上升|升|跃|提升|提高|前移|前进|晋|下降|降|退|回落)[\u4e00-\u9fff]{2,6}(?:达|有|为|\\d))",
                    after,
                )
            )
            and not re.search("(?:进入|跻身|位居|位列|居|列|排名?)(?:全[省国市球]|世界)?$", before)
        ) or bool(re.match("的(?!好|成|佳)", after))
    if _sizes(quantity, before, after) or _aims(before, after):
        return True
    if _RULE_BEFORE.search(before) and not re.match("的?(?:速度|增速|增幅)", after):
        return True
    if _points(quantity, before, after):
        return True
    if _NAMED_BY_NUMERAL.fullmatch(quantity.text):
        noun = re.match("[^,;。、]*", after)
        abstract = noun and (words.ABSTRACT.search(noun.group()) or len(noun.group()) <= 1)
        return bool(abstract) or bool(_PLAN_ITEMS.search(before)) or not _DOING.search(before)
    return False


def _sizes(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a figure is part of a name: a size (500人以上村庄…率, 10亿元以上项目), 每10万人, or the places summed up (两县合计)."""
    if before.endswith("每"):
        return True
    if _TOGETHER.fullmatch(quantity.text) and re.match("合计|共|均|都|分别|占|累计", after):
        return True
    if re.match("不足|不到|低于|少于|高于|超过", quantity.text) and _NARROWS.match(after):
        return True  # 宽度不足4米的村道600公里
    if quantity.family in _MONEY and re.match("级[\u4e00-\u9fff]", after):
        return True  # 10亿元级企业
    if (
        quantity.family in _PLACED
        and _SIZED.match(after)
        and (_BOUND.search(quantity.text) or quantity.low is not None)
    ):
        return True  # 千人以上学校12所, 5-9人出租房300户
    if re.match("超|突破|达|满", quantity.text) and _OF_SIZE.match(after):
        return True  # 收入超10万元的村占比80%
    if not _BOUND.search(quantity.text):
        return False
    if quantity.family in ("分", "岁") and re.match("的?[\u4e00-\u9fff]{2}", after):
        return True  # 600分以上考生
    if quantity.family in _MONEY and re.match("(?!的比)[的0-9\u4e00-\u9fff]", after):
        return True
    return bool(_OPENS_NAME.search(before) and _NAMES_ON.match(after))


def _aims(before: str, after: str) -> bool:
    """Whether a figure is an aim that was missed or exceeded (未达到6%的目标), or tells a betterment that may be up or down."""
    if _REACHED.search(before) and _AIMED.match(after):
        return True
    missed = _MISSED.search(before) and re.match("[^,;。]{0,6}(?:目标|任务|预期|要求)", after)
    return bool(missed or _BETTER.search(before))


def _points(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a figure is the size in a name, or points to what it is counted from or compared with."""
    if _THRESHOLD.search(before) and re.match(
        "超|突破|破|达|逾|低于|不足|不到|少于|[^,;。]{0,8}以上", quantity.text + after[:2]
    ):
        return True  # 5家企业产值超百亿元
    if re.match("超|过|破", quantity.text) and re.match("(?:的)?(?:项目|企业|园区|产业|集群)", after):
        return True  # 超亿美元项目: the size is part of the name
    if re.search("(?:计划|目标|任务)(?:任务|数)?$", before) and re.match("的[0-9]", after):
        return True  # 占年度计划500公里的102%
    if quantity.family == "项" and re.match(
        "[\u4e00-\u9fff]{0,4}(?:[\u4e00-\u9fff]{0,6}(?:增速|增幅|水平))?(?:高于|低于|好于|优于|快于|超过|达到)", after
    ):
        return True  # 有7个增速高于全市
    if re.match(r"(?:[^,;。、()]|[(][^()]*[)]){1,12}(?<!其)中(?:,|有[0-9一二三四五六七八九十]|[排位名居列])", after):
        return True  # 35个行业中，23个……: the whole that is counted from
    ranked = re.search("(?:排名?|位[列居]|居|列|在)[^,;。]{0,6}$", before)  # 排全国168个城市第12位
    return bool(ranked and re.match("[^,;。、\\d]{2,10}第", after))


def clauses(text: str, quantities: Sequence[Quantity]) -> list[Clause]:
    """The clauses of a plain text in order. 、 and 和 divide only behind a figure, brackets only around one."""
    taken = [(quantity.start, quantity.end) for quantity in quantities]
    brackets = _brackets(text, taken)
    found: list[Clause] = []
    start, mark, depth = 0, "", 0
    for match in _MARK.finditer(text):
        at = match.start()
        if at < start or any(a <= at < b for a, b in taken):
            continue
        sign = match.group()
        if sign in "()" and at not in brackets:
            continue
        behind = [span for span in taken if start <= span[0] and span[1] <= at]
        if not (
            sign in ",;:。!?()" or (behind and (sign == "、" or _begins_figure(text, match.end(), behind[-1], taken)))
        ):
            continue
        found.append(_clause(start, at, mark, depth, quantities))
        depth += (sign == "(") - (sign == ")")
        start, mark = match.end(), sign
    found.append(_clause(start, len(text), mark, depth, quantities))
    return [clause for clause in found if clause.end > clause.start or clause.mark in "()"]


def _begins_figure(text: str, after: int, last: Span, taken: Sequence[Span]) -> bool:
    """Whether 和 between two figures divides them: 48家企业和|15家企业, 4.5%和|6.1%."""
    following = next((a for a, _ in taken if a >= after), None)
    if following is None:
        return False
    between = text[after:following]
    return not re.search("[,;。、]", between) and (following == after or after - 1 == last[1] or bool(between))


def _brackets(text: str, taken: Sequence[Span]) -> set[int]:
    """Offsets of the round brackets that hold a figure."""
    found: set[int] = set()
    opened: list[int] = []
    for match in re.finditer("[()]", text):
        at = match.start()
        if any(a <= at < b for a, b in taken):
            continue
        if match.group() == "(":
            opened.append(at)
        elif opened:
            begin = opened.pop()
            if any(begin < a < at for a, _ in taken):
                found |= {begin, at}
    return found


def _clause(start: int, end: int, mark: str, depth: int, quantities: Sequence[Quantity]) -> Clause:
    return Clause(start, end, mark, depth, tuple(q for q in quantities if start <= q.start and q.end <= end))


def chain(text: str, quantities: Sequence[Quantity], index: int) -> int:
    """How many figures from `index` on stand one after another with nothing but 、 or 和 between them."""
    count = 1
    apart = "分别" in text[max(0, quantities[index].start - RESPECTIVELY) : quantities[index].start]
    while index + count < len(quantities):
        gap = text[quantities[index + count - 1].end : quantities[index + count].start]
        if not _JOINS.fullmatch(gap) or not (apart or quantities[index + count].family == quantities[index].family):
            break
        count += 1
    return count


def conjuncts(text: str, span: Span) -> list[Span]:
    """The spans of the names that a phrase joins (城镇和农村居民收入)."""
    start, end = span
    spans: list[Span] = []
    for match in re.finditer("、|以及|和|与|及", text[start:end]):
        at = span[0] + match.start()
        if at > start:
            spans.append((start, at))
        start = span[0] + match.end()
    return [*spans, (start, end)] if start < end else spans
