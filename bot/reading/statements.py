"""Statements: the smallest runs of clauses that tell one thing completely, its subject or condition with its figures.

硕士每年1万元，本科每年6000元 is two statements; 销售面积462.8万平方米，下降9.5% is one. What stands before a colon, and the condition
under which a part of a sentence begins, is the head of those behind it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.understanding.segments import LABEL, SENTENCE
from corpus.quantity import Quantity, find_quantities
from corpus.records import Span

_BRACKETS = re.compile("[（(][^（）()]*[）)]|“[^“”]*”|《[^《》]*》")
_COLON = re.compile("[:：](?!\\d)")
_MARK = re.compile("[,，、]|[和与及](?!以[上下])(?=[\u4e00-\u9fff]{2})|(?=其中)")
_COMMA = frozenset(",，")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:[.．]\d{1,2})+[\s　]+")
_EDGES = " \t\u3000,，;；、。:：*\n"

_STOP = re.compile("[,，;；。:：]")
_BOUNDS = re.compile(
    "(?:[（(][^（）()]*[）)])?(?:[及和]?以[上下内外])?(?:[、至到-][^,，的]{0,12})?(?:的(?:[^,，]{0,12}(?:企业|单位|项目|机构|个人|人员|家庭|部分|产品|设备|平台|园区|作物|农户|职工|学生|人才|者))?$|的(?=[^,，]*\\d))"
)
"""What follows a figure that says for whom or what another one holds (达到500万元的，……; 150公斤以上的机型500万元)."""

_NEXT_OF_LIST = re.compile("、[\u4e00-\u9fff]{2,}\\d")
"""Another member of a list with a figure of its own (技师40周岁以下|、高级工35周岁以下)."""

_SIZES = frozenset({"吨", "千瓦", "马力", "米", "平方米", "支", "台", "家", "人"})
_SIZED = re.compile("以[上下内]$|[-—~～至到]")
"""A size before a sum in its clause, which is for what has that size (50—100马力拖拉机每台9000元)."""

_FIGURE_WORD = re.compile(
    "比?(?:上年|去年|上年度|上年末|上年同期|年初|同期)末?|同口径|同比|环比|名义|实际|可比|增[长加速幅]?|下降|上升|提高|提升|减少|降低|回落|上涨|下跌|收窄|扩大|前移|后移|涨|跌|增幅|增速"
    "|占[^,，。;；0-9]{0,14}|比重|比例|份额|居[^,，。;；]{0,10}|位[列居][^,，。;；]{0,8}|排名?[^,，。;；]{0,8}|在?全[国省市区县]|较"
    "|(?:同一|单个?|每个?|每户|每家)(?:企业|单位|项目|机构|个人|人|家|户|年|月|天|日|架次|平方米|套|台|亩|吨|公斤)?|全年|年度|每年|累计|合计|总[额数量计]|共计|连续|分别"
    "|为年度?(?:目标|计划|任务)?(?:任务)?|完成(?:年度)?(?:目标|计划|任务)?|超额|最高|最低|最多|最少|不超过|不低于|不少于|至少|封顶|上限|限额"
    "|一次性|发放|享受|给予|奖励|补助|补贴|资助|支持|按|标准|期限|有效期|(?<!到)达到?|超过?|突破|约|为|共|有|是|了|的|到(?!达)|至|由|从|其"
)
"""What a clause begins with that goes on about the thing of the clause before it."""

SHORTEST_NAME = 2
"""Characters before its figure, of those that name something, from which a clause begins a statement of its own."""

_DAY = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\s?\d{1,2}[:：]\d{2}|\d{1,2}[时点])?|\d{4}年\d{1,2}月|\d{1,2}月(?:上旬|中旬|下旬|底|份)|(?<!\d)\d{1,2}(?:[:：]\d{2}(?!\d)|[时点](?=[至到\-—、前后,，。;；起止]|$))|之日起"
)
_NUMBER = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-—－\s]?)?\d{3,4}[\s-]?\d{4}(?!\d)|(?<!\d)1\d{10}(?!\d)|(?<!\d)1[2-9]\d{3}(?!\d)"
)
_CLASS = re.compile("[一二三四五六七]类(?=[\u4e00-\u9fff])")
"""A class that a thing is of (一类区域), which counts nothing."""

_FACTOR = re.compile(
    r"(?:(?<=乘以)|(?<=[×✕*])|(?<=系数为)|(?<=系数))\s?\d+(?:\.\d+)?(?![\d.]|\s?[%％元倍万亿年月日个])"
)
"""A number that something is multiplied by (由标准乘以1.5得出)."""

DAY, NUMBER = "日期", "号码"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of any kind at [start, end) of a sentence: a quantity, a day, a number to call. `bounds` tells that it stands in
    a condition."""

    start: int
    end: int
    family: str
    quantity: Quantity | None = None
    bounds: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing told at [start, end) of a sentence, with its figures, behind a `head` that it shares with others."""

    start: int
    end: int
    heads: tuple[Span, ...]
    figures: tuple[Told, ...]

    def own(self, text: str) -> str:
        """Its own words in the sentence, verbatim."""
        return text[self.start : self.end]

    def subject(self, text: str) -> str:
        """What it says before its first figure that is no bound, without the words that lead to a figure."""
        first = next((each.start for each in self.figures if not each.bounds), self.end)
        return _FIGURE_WORD.sub(" ", text[self.start : first])

    def head(self, text: str) -> str:
        """What it shares with others of its sentence."""
        return " ".join(text[start:end] for start, end in self.heads)


def statements(text: str) -> list[Statement]:
    """The statements of a sentence that tell a figure, a day or a number to call, in order."""
    told = figures_of(text)
    masked = _BRACKETS.sub(lambda match: "\0" * len(match.group()), text)
    found: list[Statement] = []
    colon: Span | None = None
    for start, end in _cut(SENTENCE, masked, 0, len(text)):
        lead: Span | None = None
        if mark := _last_colon(masked, start, end, told):
            colon, start = (start, mark - 1), mark
        for first, last, leading in _runs(text, masked, start, end, told):
            own = tuple(each for each in told if first <= each.start and each.end <= last)
            heads = tuple(each for each in (colon, lead) if each and each[1] <= first)
            if any(not each.bounds for each in own):
                found.append(Statement(*_bare(text, first, last), heads, own))
            if leading and lead is None:
                lead = leading
    return found


def figures_of(text: str) -> tuple[Told, ...]:
    """All figures of a text in order: quantities, and the days and numbers that are none."""
    quantities = [each for each in find_quantities(text) if not _CLASS.match(text, each.start)]
    found = [Told(each.start, each.end, each.family, each) for each in quantities]
    for pattern, family in ((_FACTOR, "倍"), (_DAY, DAY), (_NUMBER, NUMBER)):
        found += [
            Told(*match.span(), family)
            for match in pattern.finditer(text)
            if not any(match.start() < each.end and each.start < match.end() for each in found)
        ]
    return tuple(_placed(text, each) for each in sorted(found, key=lambda each: each.start))


def _placed(text: str, told: Told) -> Told:
    """The figure, as one that bounds where it says for whom or what another figure holds."""
    stop = _STOP.search(text, told.end)
    rest = text[told.end : stop.start() if stop else len(text)]
    bounds = told.quantity is not None and _BOUNDS.match(rest) is not None
    sized = told.family in _SIZES and _SIZED.search(told.quantity.text if told.quantity else "") is not None
    if sized and re.search(r"\d(?:[^,，]{0,3})(?:元|%)", rest):
        return replace(told, bounds=True)
    old = told.family == "岁" and told.quantity is not None and told.quantity.comparator != "=" and bool(rest)
    old = old and not _NEXT_OF_LIST.match(rest)
    return replace(told, bounds=True) if bounds or old else told


def _last_colon(masked: str, start: int, end: int, told: Sequence[Told]) -> int | None:
    """Where what follows the last colon of a part begins, if a figure does follow it."""
    marks = [match.end() for match in _COLON.finditer(masked, start, end)]
    return next((mark for mark in reversed(marks) if any(mark <= each.start < end for each in told)), None)


def _cut(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for match in pattern.finditer(text, start, end):
        if text[at : match.start()].strip():
            yield at, match.start()
        at = match.end()
    if text[at:end].strip():
        yield at, end


def _runs(text: str, masked: str, start: int, end: int, told: Sequence[Told]) -> Iterator[tuple[int, int, Span | None]]:
    """The runs of clauses of a part, each with the condition or subject that leads it, if that is a clause of its own."""
    clauses = list(_clauses(text, masked, start, end, told))
    run: list[Span] = []
    leads: list[Span] = []
    full = False
    for clause in clauses:
        own = [each for each in told if clause[0] <= each.start and each.end <= clause[1]]
        tells = any(not each.bounds for each in own)
        later = any(each.start >= clause[1] and each.end <= end and not each.bounds for each in told)
        begins = _named(text, clause, own) if tells else later
        if run and full and begins:
            yield run[0][0], run[-1][1], _joined(leads)
            run, leads, full = [], [], False
        if not tells and not full:
            leads.append(clause)
        run.append(clause)
        full = full or tells
    if run:
        yield run[0][0], run[-1][1], _joined(leads)


def _joined(spans: Sequence[Span]) -> Span | None:
    return (spans[0][0], spans[-1][1]) if spans else None


def _named(text: str, clause: Span, own: Sequence[Told]) -> bool:
    """Whether a clause names a thing of its own before its figure."""
    first = next(each for each in own if not each.bounds)
    before = text[clause[0] : first.start]
    return (
        before.lstrip(_EDGES).startswith("其中")
        or len(re.sub(r"\W|\d", "", _FIGURE_WORD.sub("", before))) >= SHORTEST_NAME
    )


def _clauses(text: str, masked: str, start: int, end: int, told: Sequence[Told]) -> Iterator[Span]:
    """Clauses between commas, and members of a list each of which has a figure (甲3万元、乙2万元)."""
    at = start
    for match in _MARK.finditer(masked, start, end):
        if match.start() <= at:
            continue
        if match.group() not in _COMMA and not (match.group() == "" and text.startswith("其中", match.end())):
            before = any(each.end == match.start() and each.start >= at for each in told)
            behind = next((each for each in told if each.start >= match.end()), None)
            if not before or behind is None or _MARK.search(masked, match.end(), behind.start) or behind.start >= end:
                continue
            if not re.match(r"[\u4e00-\u9fff]{2}", text[match.end() :]) or behind.start - match.end() < SHORTEST_NAME:
                continue
        yield at, match.start()
        at = match.end()
    if text[at:end].strip(_EDGES):
        yield at, end


def _bare(text: str, start: int, end: int) -> Span:
    """A span without the marks at its edges and the number of an article or an item."""
    if label := _NUMBERED.match(text, start, end) or LABEL.match(text[start:end]):
        start = label.end() if label.re is _NUMBERED else start + label.end()
    whole = text[start:end]
    return start + len(whole) - len(whole.lstrip(_EDGES)), end - len(whole) + len(whole.rstrip(_EDGES))
