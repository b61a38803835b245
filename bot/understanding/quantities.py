"""Figures as people say them in a conversation: 800万 for money without 元, 2个亿, 60 for a number of persons."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.understanding.facts import form_of
from corpus.benefit_records import Fact
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

_FIGURE = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[零一二两三四五六七八九十百千]+)"
_OPEN_MONEY = re.compile(
    rf"(?<![0-9.])(?P<figure>(?:{_FIGURE}亿零?)?{_FIGURE})(?P<more>[多余来]?)个?(?P<scale>万亿|亿|千万|百万|万|w)(?P<over>[多余]?)(?:块钱|块|元|人民币)?"
    "(?![人家户件项个名平亩台套辆吨只美欧港日万亿])"
)
_TWO_DIGITS = re.compile("[一二两三四五六七八九]{2}")
"""Two numerals side by side name no one number (五六十人, 十五六个)."""

FURTHEST = 2
"""How far apart two numerals side by side may be: 三五百 is said, 三六百 is not."""

_SCALES = {"w": "万"}
_BARE = re.compile(rf"(?<![0-9.]){_FIGURE}(?![0-9.])")
_ABOUT = re.compile("大概|大约|估摸|差不多|估计|左右|约|上下")
_NEARLY = re.compile("(?:将近?|接近|快要?|马上)(?:有|到|满)?$")
_BELOW = re.compile("(?:[没未](?:有)?(?:到|过|超过?|达到?))(?:有|了)?$")
_NOT_QUITE = re.compile("都?(?:不到|不足|没到|未满|不满)")
_AND_SOME = re.compile("[多余]$|[多余](?=[,。了 ])|出头|有余|挂零|多?一点(?!儿?[一二三四五六七八九0-9])|还多")

UNITS = {
    "元": ("元",),
    "%": ("%",),
    "人": ("人",),
    "家": ("家",),
    "年": ("年",),
    "个月": ("月",),
    "岁": ("岁",),
    "平方米": ("平方米",),
    "件": ("项", "支"),
    "项": ("项", "支"),
    "": (),
}
"""Unit of a fact to the families of quantities that count it; any for a plain count."""


_ENGLISH = re.compile(
    r"(?<![0-9,.])(?:rmb|cny|¥|yuan)? ?(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?) ?(?P<scale>million|mln|billion|bn|thousand|[mk](?![a-z0-9²]))(?: ?(?:rmb|cny|yuan|元))?"
    "(?! ?(?:usd|dollars?|euros?|eur|美元|欧元))"
)
_POWERS = {"million": 6, "mln": 6, "m": 6, "billion": 9, "bn": 9, "thousand": 3, "k": 3}
_ENGLISH_COUNT = re.compile(r"(?<![0-9,])([0-9][0-9,]*) ?(?:employees|staff|people|persons|workers)")
_COUNTED = re.compile(
    "((?:人数|员工数?|职工数?|从业人员|staff|employees|headcount)(?:总数|有|为|是|约|大约|大概|共|一共|总共|:| )*)([0-9]{1,6})(?![0-9.,多余几来万亿%人名个位年月-])"
)
"""Persons whose number stands without a unit behind the word for them (社保缴纳人数52)."""
_COUNTED_IN_WORDS = re.compile(
    "((?:员工|职工|工人|人数)(?:总数|有|为|是|约|大约|大概|共|一共|总共|嘛|呢|的话|,|:| )*)([一二两三四五六七八九十百千]{2,}[多来]?)(?=$|[,。吧左上])"
)
_EACH_ONE = re.compile(
    "((?:员工|职工|工人|人员)(?:大约|大概|约|有|共|一共|总共)*)([0-9]{1,6}|[一二两三四五六七八九十百千]+)个(?!月)"
)
_PATENTS = re.compile("((?:发明|实用新型|外观设计?)(?:专利)?(?:有|共|:| )?)([0-9]{1,5})(?![0-9.件项个%年月])")
_OR_MORE = re.compile(r"([0-9][人元万亿件项])\+")
_SOME = re.compile("([一二两三四五六七八九]?十)(?:几|好几|来|多)(?:个|号|名|位)*(?:人|员工|职工|工人)")
_ABOUT_SO_MANY = re.compile("(?<![0-9])([0-9]+|[一二两三四五六七八九十百千]+)来(?:个|号|名|位)*(?:人|员工|职工|工人)")
_GAP = re.compile("(?<=[0-9]) +(?=[百千万亿元人件项个名家%])")
_OVER = re.compile("(?:过|破|超过?|逾|上)亿元?")
_AND_MORE = re.compile("([0-9]+|[一两二三四五六七八九十]+)个?多亿元?")
_COUNT = "(?<=[0-9一二两三四五六七八九十百千多])"
_HEADS = re.compile(f"{_COUNT}(?:号人|个人)")
_HEADS_OF = re.compile(f"{_COUNT}个(?=员工|职工|工人|应届|大学生|毕业生|博士|硕士|研发|技术)")
_PIECES = re.compile("(?<=[0-9一二两三四五六七八九十百千几数])个(?=多?[万亿])")
_TEN_ODD = re.compile("([一二两三四五六七八九]?十)几(千万|百万|万|亿)")
"""Between ten and twenty of a scale, or between two other tens: 十几亿."""
_DIGITS_SIDE_BY_SIDE = re.compile("(?<![0-9.])([1-9])[、,]([1-9])([十百千万亿]+)")
_TENTHS = re.compile(
    "(?<![0-9.一二三四五六七八九十])([一二三四五六七八九1-9])成([一二三四五六七八九1-9半])?(?![立品本功交都熟员人为长果效新])"
)
_POINTS = re.compile("(?<=[降跌少涨长加高升升低滑了约]|过)([0-9.]+)个(?:百分)?点")
_MIXED = re.compile("(?<![0-9.])([1-9])(?=[千百][多来余]?[万亿])")
_AND_NEXT = re.compile(
    "([一二两三四五六七八九])([亿万千百])([一二三四五六七八九])(?=$|[,。人名个元多左吧以]|(?<=[亿万].)块)"
)
_NEXT = {"亿": "千万", "万": "千", "千": "百", "百": "十"}
"""The scale that is left out at the end: 三千二 is 三千二百."""
_FROM_TO = re.compile(
    "从[0-9.,万亿元人名件%一二两三四五六七八九十百千多]+(?:减少?|增加?|降低?|升|涨|加|扩大?)(?:到|至)了?"
)
"""How something has changed, before what it is now."""
_A_YEAR = re.compile("(?<![0-9一二两三四五六七八九十第近前])一年(?=[^,0-9]{0,4}[投花交缴出做有能大差约])")
"""Of every year, and not the time of one: 研发一年投2.3亿."""
_SOME_BEFORE = re.compile("[几数]个?$")
"""Before a scale it names no one number: 几个亿."""
_NUMERALS = "一二三四五六七八九"
_EITHER = re.compile(
    "(?P<before>(?:[一二两三四五六七八九]?[千百十])*)(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?P<scale>[十百千万亿]*)"
    "(?=元|个?[人名项件家岁年]|(?<=[万亿])(?:$|[^一-鿿]|[的吧了左多来]))"
)
"""One of two numbers that are next to each other, or nearly: 五六千万, 三五百, 二十五六个人."""


def normalised(text: str) -> str:
    """A folded text in which what is counted has its unit: 800万 is 800万元, 2个亿 is 2亿元, 60来号人 is 约60人, 5 million is
    500万元."""
    words = _ENGLISH.sub(
        _in_chinese, _GAP.sub("", _POINTS.sub(r"\1%", _TENTHS.sub(_percent, _FROM_TO.sub("为", fold(text)))))
    )
    words = _A_YEAR.sub("年", _DIGITS_SIDE_BY_SIDE.sub(r"\1\3到\2\3", _PIECES.sub("", words)))
    words = _MIXED.sub(lambda match: _NUMERALS[int(match[1]) - 1], words)
    words = _AND_NEXT.sub(lambda match: f"{match[1]}{match[2]}{match[3]}{_NEXT[match[2]]}", words)
    words = _TEN_ODD.sub(r"\1一\2到\1九\2", words)
    words = _OVER.sub("超过1亿元", _AND_MORE.sub(r"\1亿多元", words))
    words = _ENGLISH_COUNT.sub(r"\1人", words)
    words = _COUNTED_IN_WORDS.sub(r"\1 \2人", _COUNTED.sub(r"\1\2人", words))
    words = _OR_MORE.sub(r"\1以上", _PATENTS.sub(r"\1\2件", _EACH_ONE.sub(r"\1\2人", words)))
    words = _SOME.sub(r"\1多人", words)
    words = _ABOUT_SO_MANY.sub(r"约\1人", words)
    return _OPEN_MONEY.sub(_with_unit, _EITHER.sub(_range, _HEADS_OF.sub("名", _HEADS.sub("人", words))))


def _range(match: re.Match[str]) -> str:
    """The two numbers that numerals side by side name, as a range: 五六千万 is 五千万到六千万."""
    before, low, high, scale = match["before"], match["low"], match["high"], match["scale"]
    near = 0 < _NUMERALS.index(high.replace("两", "二")) - _NUMERALS.index(low.replace("两", "二")) <= FURTHEST
    return f"{before}{low}{scale}到{before}{high}{scale}" if near else match.group()


def _percent(match: re.Match[str]) -> str:
    """Tenths as percent: 三成五 is 35%."""
    tens, ones = (_digit(each) for each in (match[1], match[2] or "0"))
    return f"{tens}{ones}%"


def _digit(numeral: str) -> str:
    """A numeral as a digit; half of ten is 5."""
    return numeral if numeral.isdecimal() else "5" if numeral == "半" else str(_NUMERALS.index(numeral) + 1)


def _in_chinese(match: re.Match[str]) -> str:
    return f" {Decimal(match['figure'].replace(',', '')).scaleb(_POWERS[match['scale']]):f}元"


def _with_unit(match: re.Match[str]) -> str:
    scale = _SCALES.get(match["scale"], match["scale"])
    more = "多" if match["more"] or match["over"] else ""
    return f"{match['figure']}{scale}{more}元"


def figures(words: str) -> list[Quantity]:
    """The quantities of a normalised text that name one number or a range."""
    return [
        each
        for each in find_quantities(words)
        if not (
            _TWO_DIGITS.search(each.text) or (each.text[0] in "十百千万亿" and _SOME_BEFORE.search(words[: each.start]))
        )
    ]


def counts(quantity: Quantity, fact: Fact) -> bool:
    """Whether a quantity is of the kind that a fact is counted in."""
    families = UNITS[form_of(fact).unit]
    return not families or quantity.family in families


def spoken_quantity(text: str, fact: Fact) -> Quantity | None:
    """The one figure that a text gives for a fact, in the fact's own unit where the text says none; None where there is
    none or several."""
    words = normalised(text)
    found = [each for each in figures(words) if counts(each, fact)]
    if not found:
        bare = list(_BARE.finditer(words))
        if len(bare) != 1 or find_quantities(words):
            return None
        unit = form_of(fact).unit or "个"
        found = list(find_quantities(f"{words[: bare[0].end()]}{unit}{words[bare[0].end() :]}"))
    if len(found) != 1:
        return None
    return about(found[0], words)


def about(quantity: Quantity, words: str) -> Quantity:
    """The quantity as roughly so much, or as not quite so much, where the words about it say so."""
    if quantity.comparator not in ("=", "~"):
        return quantity
    before, _, behind = words.partition(quantity.text)
    if _NOT_QUITE.match(behind):
        return replace(quantity, comparator="<")
    if _BELOW.search(before):
        return replace(quantity, comparator="<")
    if _NEARLY.search(before):
        return replace(quantity, comparator="~", text=f"近{quantity.text}")
    if _AND_SOME.match(behind):
        return replace(quantity, comparator="~", text=f"{quantity.text}多")
    return replace(quantity, comparator="~") if _ABOUT.search(words) else quantity
