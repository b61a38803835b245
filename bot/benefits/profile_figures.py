"""The figures of an enterprise in a clause: each with the noun beside it, its age, and what it has none of."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from bot.benefits.known_figure import Figure, exactly, figure_of
from bot.benefits.profile import Statement
from bot.understanding.facts import form_of
from bot.understanding.quantities import UNITS, about, figures, normalised
from corpus.benefit_records import Fact
from corpus.quantity import Quantity

_GROWS = re.compile("增长|增幅|增速|增加|上升|提高|提升|涨|增了?$|同比|多了")
_FALLS = re.compile("下降|减少|降低|下滑|跌|降(?![本耗费价噪])|负增长|少了|缩水|萎缩")
_SHARE = re.compile("占|比重|比例|强度")
_FOUNDED = re.compile(
    "成立|注册(?!资|商标)|创办|设立|创立|开业|登记|创建|始建|创始|建厂|办厂|开厂|[办建开]的厂|开办|founded|established|经营了?(?=[^,]{0,3}年)|干了|做了|开了|办了"
)
_FOUNDED_IN = re.compile("((?:19|20)[0-9]{2})年?(?:([0-9]{1,2})月)?")
_FOUNDED_AGO = re.compile("(?P<year>[今去前]年|大前年)(?:(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月)?")
_YEARS_AGO = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
_MONTHS = {name: at for at, name in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_YEARS_BEFORE = re.compile("(?<=年)(?:之?前|以前)")
_JUST_FOUNDED = re.compile("(?:刚刚?|新)(?:成立|注册|创办|设立|开业)")
_HAS_NONE = re.compile("(?:没有?|无|未|零|不)(?:有|任何|什么|发生|申请|一[件项个]|搞|做|过|拿到?|获得)*$")
_NONE_BEHIND = re.compile("(?:一[件项个]|什么|暂时|目前)*(?:都|也|还)?(?:没有?|无|为零)(?:有|过)*")
_ONLY_THAT = re.compile("(?:过|了|投入|支出|费用|情况|行为|的|业务|授权)*$")
_COUNTS_AS_NONE = (
    Fact.PATENTS, Fact.INVENTION_PATENTS, Fact.RD_EXPENSE, Fact.EXPORT, Fact.LAYOFF_RATE, Fact.LOAN, Fact.FINANCING, Fact.STANDARDS,
)  # fmt: skip
"""Facts of which people say that there is none."""
_CONTINUES = re.compile(
    "(?:其中|约|大概)?(?:占|同比|比(?:去年|上年|前年)|较(?:上年|去年)|增长|增幅|增速|下降)"
    "|(?:(?:19|20)[0-9]{2}年|[去前]年|上一?年)(?:约|大概|为|是|才|又|则|[涨增升掉跌降减]到了?|变成|回到|只有?|就|仅|也就?|还?不到|达到?| )*[0-9一二三四五六七八九十百千.]+[0-9,.百千万亿多余 ]*(?:元|人|件|项|名|%)?(?:左右|上下|吧|了)*$"
)
_GRANTED = (Fact.PATENTS, Fact.INVENTION_PATENTS)
_APPLIED = re.compile("[没未](?:有)?(?:授权|下证)|实审|在审|受理|(?:申请|申报)(?:了|中)(?!.*(?:已|都)授权)")
"""Words of patents that are applied for and not yet had."""
_ONE_BY_ONE = re.compile("分别|依次|各(?:为|是)")
"""Words by which several figures are of several times, and none of all."""
_BARE = re.compile(
    "(?:大概|大约|差不多|估计|估摸着?|约|有|也就|就|快|不到|得有|在| )*[0-9一二两三四五六七八九十百千几][^,]{0,10}"
)
"""A clause that tells a figure of what the one before it only names (员工嘛，三四百吧)."""
_SPENT = re.compile("(?:一共|总共|共)?(?:花了|花费|投了|投入|投资了)")
_PROJECT = re.compile("改造|技改|项目|产线|生产线|设备更新")
_OF_PROJECTS = (
    Fact.INVESTMENT, Fact.FIXED_INVESTMENT, Fact.EQUIPMENT_INVESTMENT, Fact.CONTRACT, Fact.LOAN, Fact.FINANCING, Fact.CONSTRUCTION,
)  # fmt: skip
"""Facts of a project: that it was of this year or the last is no other time than that of the project."""
_OF_OTHERS = re.compile("集团|母公司|客户|供应商|合作|行业|同行|股东|竞争对手|全[国省市区]")
"""How a clause begins whose figures are of somebody else."""
_BY_MONTH = re.compile(
    "每个?月|月均|月租|每季度?|每天|日均|/月|季度|[上下]半年|(?:前|到|至|头)?[0-9一二三四五六七八九十]+个?月份?(?:累计|为止|的)|[0-9]+[-到至~][0-9]+月|前[0-9一二三四五六七八九十]+个?月"
)
"""What is told by the month, or of some months of a year."""
_FILLER = re.compile("(?:大约|大概|约|共|一共|总共|的|是|有|为|:|近|超过?| )*")
_PEOPLE_BEHIND = re.compile(
    "(?:的)?(?:$|[,。]|(?:全职|正式|在职|在册|在编)?(?:员工|职工|工人|人)|左右|以[上下]|上下|多|规模|的规模|的团队)"
)


@dataclass(frozen=True, slots=True)
class _Noun:
    """Words that name numbers: which fact by the unit of the figure, and which where it grows; none where they only name what is
    no fact (补贴, 单价). A `loose` one is said of other things too: it counts only right before its figure, with nothing else
    behind. What a `part` has, the whole has at least."""

    pattern: re.Pattern[str]
    by_unit: dict[str, Fact]
    growth: Fact | None
    loose: bool
    part: bool


_Mention = tuple[int, int, _Noun]


def spoken_figures(clause: str, day: date, period: str) -> Iterator[Statement]:
    """The age, the figures, and what there is none of. `period` is the time that the clause names, "" for none."""
    yield from _age(clause, day)
    yield from _numbers(clause, day, period)
    yield from _none(clause, period)


def facts_spoken(words: str) -> list[Fact]:
    """The facts of figures that some words name (员工, 去年的营收), in order."""
    found = sorted(_mentions(normalised(words)), key=lambda each: each[0])
    return list(dict.fromkeys(fact for _, _, noun in found if not noun.loose for fact in noun.by_unit.values()))


def continued(clause: str, before: str) -> str:
    """A clause that goes on about the figure of the one before it (营收1.2亿，同比增长15%), with the noun that it leaves out."""
    if _SPENT.match(clause) and _PROJECT.search(before) and "研发" not in before:
        return f"项目{clause}"
    words = normalised(before)
    alone = facts_spoken(before) and not figures(words) and not facts_spoken(clause)
    if not (_CONTINUES.match(clause) or (alone and _BARE.fullmatch(clause))):
        return clause
    last = max(_mentions(words), default=None, key=lambda each: each[1])
    return f"{words[last[0] : last[1]]}{clause}" if last else clause


def people_alone(clause: str) -> list[Statement]:
    """The staff, where a clause of a description is nothing but a number of people (60来号人)."""
    words = normalised(clause)
    spoken = [each for each in figures(words) if each.family == "人"]
    if len(spoken) != 1 or not re.fullmatch(
        "(?:大概|大约|约|有|左右|上下|的|共|一共|总共|现在|目前|多|多个|了|吧|员工|工人|职工|全职|正式| )*",
        words.replace(spoken[0].text, ""),
    ):
        return []
    figure = figure_of(about(spoken[0], words))
    return [Statement(Fact.STAFF, figure, words=clause)] if figure else []


def figures_unread(clause: str, read: Sequence[Statement]) -> bool:
    """Whether a clause holds more figures than were read as statements of numbers."""
    stated = sum(isinstance(each.value, Figure) for each in read)
    spoken = [each for each in figures(normalised(clause)) if each.family not in ("年", "月", "日", "次序")]
    return len(spoken) > stated


def without_figures(clause: str) -> str:
    """A clause without its figures and the nouns that name them."""
    words = normalised(clause)
    for quantity in sorted(figures(words), key=lambda each: -each.start):
        words = f"{words[: quantity.start]} {words[quantity.end :]}"
    for noun in _nouns():
        words = noun.pattern.sub(lambda match: "我" if match.group() == "我" else " ", words)
    return words


def _age(clause: str, day: date) -> Iterator[Statement]:
    if not (founded := _FOUNDED.search(clause)):
        return
    loose = founded.group() in ("干了", "做了", "开了", "办了")
    if not loose and (match := _FOUNDED_IN.search(clause)):
        yield Statement(Fact.AGE, _since(int(match[1]), int(match[2] or 0), day), words=clause)
    elif not loose and (match := _FOUNDED_AGO.search(clause)):
        year = day.year - _YEARS_AGO[match["year"]]
        month = match["month"] or "0"
        yield Statement(Fact.AGE, _since(year, _MONTHS.get(month) or int(month), day), words=clause)
    elif _JUST_FOUNDED.search(clause):
        yield Statement(Fact.AGE, Figure(Decimal(0), Decimal(1)), words=clause)
    else:
        spoken = [each for each in figures(_YEARS_BEFORE.sub("", clause)) if each.family in ("年", "月")]
        if len(spoken) == 1 and spoken[0].value is not None and not loose and _YEARS_BEFORE.search(clause):
            yield Statement(Fact.AGE, _since(day.year - int(spoken[0].value), 0, day), words=clause)
        elif len(spoken) == 1:
            factor = Decimal(1) if spoken[0].family == "年" else Decimal(1) / 12
            value = figure_of(about(spoken[0], clause), factor)
            if value is not None:
                yield Statement(Fact.AGE, value, words=clause)


def _since(year: int, month: int, day: date) -> Figure:
    """Full years since a year, or since a month of it: the month of the day itself may or may not have come round."""
    if not month:
        return Figure(Decimal(max(0, day.year - year - 1)), Decimal(max(0, day.year - year)))
    months = (day.year - year) * 12 + day.month - month
    full = exactly(Decimal(max(0, months // 12)))
    return full if months % 12 else Figure(Decimal(max(0, months // 12 - 1)), full.high)


def _numbers(clause: str, day: date, period: str) -> Iterator[Statement]:
    words = normalised(clause)
    spoken = figures(words)
    mentions = _mentions(words)
    if _OF_OTHERS.match(words):
        return
    recent = period[:4] in (str(day.year), str(day.year - 1))
    if _ONE_BY_ONE.search(words):
        return
    for quantity in spoken:
        noun, fact = _fact_of(quantity, mentions, spoken, words)
        figure = figure_of(about(quantity, words[max(0, quantity.start - 3) : quantity.end + 3]))
        if fact in _GRANTED and _APPLIED.search(words):
            continue
        if fact is None or figure is None or (form_of(fact).flow and _BY_MONTH.search(words)):
            continue
        if noun and noun.part:
            figure = replace(figure, high=None, value=None)
        if fact in (Fact.RD_GROWTH, Fact.REVENUE_GROWTH) and _FALLS.search(words):
            figure = _negated(figure)
        yield Statement(fact, figure, period="" if fact in _OF_PROJECTS and recent else period, words=clause)


def _none(clause: str, period: str) -> Iterator[Statement]:
    words = normalised(clause)
    if figures(words):
        return
    for start, end, noun in _mentions(words):
        fact = next((each for each in noun.by_unit.values() if each in _COUNTS_AS_NONE), None)
        none_before = _HAS_NONE.search(words[:start]) and _ONLY_THAT.fullmatch(words[end:])
        if fact and (none_before or _NONE_BEHIND.fullmatch(words[end:])):
            yield Statement(fact, exactly(Decimal(0)), period=period, words=clause)


def _mentions(words: str) -> list[_Mention]:
    found = [(match.start(), match.end(), noun) for noun in _nouns() for match in noun.pattern.finditer(words)]
    return [each for each in found if not any(_inside(each, other) for other in found)]


def _inside(mention: _Mention, other: _Mention) -> bool:
    """Whether a noun lies in a longer one, or in one of the same length that the table has first (专利 in 发明专利)."""
    longer = other[1] - other[0] > mention[1] - mention[0]
    return longer and other[0] < mention[1] and mention[0] < other[1]


def _fact_of(
    quantity: Quantity, mentions: Sequence[_Mention], spoken: Sequence[Quantity], words: str
) -> tuple[_Noun | None, Fact | None]:
    """The nearest noun that is counted in the quantity's unit, before it or right behind it (60名员工), and its fact."""
    earlier = max((each.end for each in spoken if each.end <= quantity.start), default=0)
    later = min((each.start for each in spoken if each.start >= quantity.end), default=len(words))
    before = [each for each in mentions if earlier <= each[0] and each[1] <= quantity.start]
    behind = [each for each in mentions if quantity.end <= each[0] <= quantity.end + 2 and each[1] <= later]
    ordered = [*sorted(before, key=lambda each: -each[1]), *sorted(behind, key=lambda each: each[0])]
    for start, end, noun in ordered:
        if noun.loose and not _said_of_all(words, end, quantity):
            continue
        if not noun.by_unit:
            break
        around = words[min(end, quantity.end) : max(start, quantity.start)]
        fact = _by_unit(noun, quantity, around)
        if fact is not None:
            return noun, fact
    return None, None


def _said_of_all(words: str, end: int, quantity: Quantity) -> bool:
    """Whether a figure stands right behind a loose noun and counts the people of the firm (公司有60人, and not 我们有博士3名)."""
    return bool(_FILLER.fullmatch(words, end, quantity.start) and _PEOPLE_BEHIND.match(words, quantity.end))


def _by_unit(noun: _Noun, quantity: Quantity, between: str) -> Fact | None:
    if quantity.family == "%" and (_GROWS.search(between) or _FALLS.search(between)):
        return noun.growth
    if (
        quantity.family == "%"
        and noun.growth is not None
        and not _SHARE.search(between)
        and "强度" not in noun.pattern.pattern
    ):
        return None
    return next((fact for unit, fact in noun.by_unit.items() if quantity.family in UNITS[unit]), None)


def _negated(figure: Figure) -> Figure:
    return replace(
        figure,
        low=_negative(figure.high),
        high=_negative(figure.low),
        low_open=figure.high_open,
        high_open=figure.low_open,
        value=_negative(figure.value),
    )


def _negative(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


@cache
def _nouns() -> tuple[_Noun, ...]:
    data = json.loads(resources.files("bot").joinpath("spoken_numbers.json").read_text("utf-8"))
    return tuple(
        _Noun(
            re.compile(each["words"]),
            {unit: Fact(fact) for unit, fact in each.items() if unit not in ("words", "growth", "loose", "part")},
            Fact(each["growth"]) if "growth" in each else None,
            each.get("loose", False),
            each.get("part", False),
        )
        for each in data
    )
