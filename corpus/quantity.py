"""Quantities in official Chinese: figures with their units, as written and as numbers.

Years, dates, document numbers, ordinals and codes are no quantities: 2024年, 〔2024〕5号, 第二批, "315"体系, 甬江2035.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.text import fold_mapped

_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}

_UNITS: dict[str, str] = {
    "%": "%|百分点",
    "元": "元|块钱",
    "美元": "美元",
    "人": "人次|人|名(?!单|称|录)|位",
    "家": "家|户|所",
    "项": "项|个(?!月|工作日|百分点|年|自然|交易|纳税|会计)|件|篇|种|款|条|批次|类",
    "台": "台套|台|套|辆|艘|架|部",
    "支": "支|只|张|座|处|场|次|期|笔|份|宗|幅|间|栋|幢",
    "年": "周年|个(?:纳税|会计)?年度|年(?!度|初|底|末|中|前)",
    "月": "个月|个自然月",
    "日": "个工作日|工作日|个自然日|日|天",
    "小时": "个小时|小时|分钟",
    "岁": "周岁|岁",
    "分": "分(?!别|析|享|布|类|级|层|为|工|行|支|期|之|管|红|公|会|批)",
    "倍": "倍",
    "平方米": "平方米|平米|㎡|m2|亩|公顷|平方公里",
    "米": "公里|千米|米|km(?!h)",
    "吨": "吨|公斤|千克|kg|克",
    "千瓦": "千瓦时|千瓦|兆瓦时|兆瓦|mwh|kwh|mw|kw|度(?!假|过|量|提|从)",
}
"""Family of units to the ways they are written. Inside a family figures are counts of like things."""

_UNIT = "|".join(
    sorted(
        (way for ways in _UNITS.values() for way in re.findall(r"(?:[^|(]|\([^)]*\))+", ways)), key=len, reverse=True
    )
)
_FAMILY = [(family, re.compile(ways)) for family, ways in _UNITS.items()]
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_HAN_NUMBER = "[零〇一二两三四五六七八九十百千]+"
_SCALE = "(?:万亿|亿|万|千|百)?(?:多|余)?(?:万亿|亿|万)?"
_BEFORE = "(?:不低于|不少于|不超过|不高于|不得超过|不得低于|不多于|最高不超过|最低不少于|最高|最低|最多|最少|至少|高于|低于|超过|突破|超|逾|近|约|满|每年|每月|每人每月)?"
_AFTER = "(?:以上|以下|以内|之内|左右|上下|多|余)?"
_QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})"
    rf"(?:(?P<low>{_NUMBER}|{_HAN_NUMBER})(?P<low_scale>{_SCALE})(?P<low_unit>%|元|年|月|日)?\s?(?:-|~|至|到)\s?)?"
    rf"(?:(?P<percent>百分之(?:{_NUMBER}|{_HAN_NUMBER}))"
    rf"|(?P<number>{_NUMBER}|{_HAN_NUMBER})(?P<scale>{_SCALE})\s?(?P<sign>%|(?:个)?百分点|(?:亿|万)?(?:{_UNIT}))"
    rf"|(?P<bare>(?:{_NUMBER}|{_HAN_NUMBER})万?亿)(?=[,。;、)\s以]|$)"
    rf"|(?P<ratio>\d+(?:\.\d+)?\s?:\s?\d+(?:\.\d+)?))"
    rf"(?P<after>{_AFTER})"
)
_RANK = re.compile(
    r"(?:第(?P<rank>\d{1,3}|[一二三四五六七八九十]{1,3})(?:名|位)?|前(?P<top>\d{1,3}|[一二三四五六七八九十百]{1,3})(?:名|位|%)?)(?![届批章节条款项次个期类家轮步方代年季月周线大产])"
)
_RANKED = re.compile(r"(?:居|列|排|全省|全国|全市|名列|位|进入|跻身)[^,。;]{0,6}$")
_DATE = re.compile(
    r"\d{4}年(?:度|初|底|末)?(?:\d{1,2}月(?:份)?(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}月(?:份|底|初|中旬)|\d{1,2}:\d{2}(?!\d)"
)
_CODE = re.compile(
    r"[\[(]\d{4}[\])]第?\d+号|\d+号|[a-z][a-z0-9.+-]*\d+|\d+[a-z]+\d+|\"[\d+]+\"|第?\d{3,4}-\d{7,8}|\d{11,}|第[\d一二三四五六七八九十百]+[届批章节条款项次个期类轮步代]"
)
_MERE_ONE = re.compile("^(?:一(?![半成倍百千万亿]|年|周年|个月|个?工作日|小时|周|日内).{1,2}|[十百千]+(?:年|天))$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at [start, end) of the text it was read from; `text` is as written, comparator and unit included.

    `value` is in the unit itself (3.6亿元 is 360000000), the upper end of a range, or None for a ratio. `unit` is the
    unit as written without its scale, `family` the group of units it is counted with.
    """

    text: str
    value: Decimal | None
    unit: str
    family: str
    start: int
    end: int


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of a text in order, without overlap."""
    folded = fold_mapped(text)
    blocked = [match.span() for pattern in (_CODE, _DATE) for match in pattern.finditer(folded.text)]
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(folded.text):
        core = match.end("before")
        if any(start <= core < end for start, end in blocked) or _MERE_ONE.match(folded.text[core : match.end()]):
            continue
        if core and folded.text[core - 1] in '第-—."' and not match["low"]:
            continue
        start, end = folded.span(match.start(), match.end())
        found.append(_quantity(match, text[start:end], start, end))
    for match in _RANK.finditer(folded.text):
        if _RANKED.search(folded.text[: match.start()]):
            start, end = folded.span(*match.span())
            value = _integer(match["rank"] or match["top"])
            found.append(Quantity(text[start:end], Decimal(value), "位", "次序", start, end))
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def opening_unit(text: str) -> tuple[str, str] | None:
    """The unit that `text` opens with, as written, and its family (家, 万元, 个百分点); None if it opens with none."""
    match = re.match(rf"(?:亿|万|千|百)?(%|个?百分点|{_UNIT})", text)
    return (match.group(), _family(match[1])) if match else None


def _quantity(match: re.Match[str], written: str, start: int, end: int) -> Quantity:
    if match["ratio"]:
        return Quantity(written, None, ":", "比例", start, end)
    if match["percent"]:
        return Quantity(written, _value(match["percent"][3:], ""), "%", "%", start, end)
    if match["bare"]:  # 研发费用破百亿: yuan, by the custom of reports
        figure, scale = re.fullmatch("(.*?)(万?亿)", match["bare"]).groups()  # type: ignore[union-attr]
        return Quantity(written, _value(figure, scale), "元", "元", start, end)
    scale, unit = re.fullmatch("(亿|万)?(.*)", match["sign"]).groups(default="")  # type: ignore[union-attr]
    return Quantity(written, _value(match["number"], match["scale"] + scale), unit, _family(unit), start, end)


def _family(unit: str) -> str:
    if "百分点" in unit:
        return "%"
    return next((family for family, ways in _FAMILY if ways.match(unit)), unit)


def _value(number: str, scale: str) -> Decimal:
    factor = 1
    for mark in re.findall("万亿|亿|万|千|百", scale):
        factor *= _SCALES[mark]
    if number[0].isdigit():
        return Decimal(number.replace(",", "")) * factor
    return Decimal(_integer(number) * factor)


def _integer(numeral: str) -> int:
    """二十 is 20, 两千三百 is 2300, 千 alone is 1000."""
    if numeral.isdigit():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        if char in _SCALES:
            total, digit = total + (digit or 1) * _SCALES[char], 0
        else:
            digit = digit * 10 + _DIGITS[char]
    return total + digit
