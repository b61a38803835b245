"""Quantities in official Chinese: figures with their units, as written and as numbers.

Years, dates, document numbers, ordinals, codes and names are no quantities: 2024年, 〔2024〕5号, 第二批, “315”体系,
甬江2035, 《…三年行动》; nor is the article 一 (一批, 一个) or a numeral that only says many (千家万户).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.text import Folded, fold, fold_mapped

# -- units ---------------------------------------------------------------------------------------------------------

_FAMILIES = {
    "%": "% 个百分点 百分点 成 折",
    "‰": "‰ /10万 /十万",
    "元": "元 块钱",
    "外币": "美元 欧元 港元 日元 英镑",
    "人": "人次 人 名 位 户次 剂次 人份",
    "家": "家次 家 户 所",
    "项": "项 个 件 篇 种 款 条 批次 类 镇(街道) 镇 乡 村 县 起",
    "台": "标台 台套 台(套) 台次 台 套 辆 艘 架 部",
    "支": "支 只 张 座 处 场次 场 次 期 笔 份 宗 幅 间 栋 幢 例 头 羽 株 袋 尾 粒 盒 瓶 眼 课时 床 班 趟 标准箱 标箱 蒸吨 teu 辆次 架次 列 册 颗 枚 对 片 棵 盏 根 组 轮",
    "年": "周年 个年度 个会计年度 个纳税年度 个自然年度 年",
    "月": "个月 个自然月",
    "日": "个工作日 个自然日 个交易日 工作日 自然日 日 天",
    "晚": "晚 夜",
    "层": "层",
    "小时": "个小时 小时 分钟",
    "岁": "周岁 岁",
    "分": "分",
    "倍": "倍",
    "平方米": "平方米 平米 m2 亩 公顷 平方公里 平方千米",
    "立方米": "立方米 m3",
    "升": "毫升 升",
    "米": "公里 千米 厘米 毫米 米 km cm mm",
    "吨": "吨标准煤 人公里 吨公里 吨 公斤 千克 kg 克 斤",
    "千瓦": "千瓦时 千瓦 兆瓦时 兆瓦 mwh kwh mw kw 度",
    "马力": "马力",
    "浓度": "微克/立方米 毫克/立方米 毫克/升",
    "亮度": "坎德拉/平方米 cd/m2",
    "声级": "分贝",
}
"""Family of units to the ways they are written (folded). Inside a family figures are counts of like things."""

_FAMILY = {way: family for family, ways in _FAMILIES.items() for way in ways.split()}

_OTHER_WORD = {
    "层": "[级次面出]",
    "晚": "[上会餐期间宴年春自]",
    "夜": "[间里市晚景班校]",
    "成": r"(?!提高|提升|上升|增[长加至到]|下降|降[低至到]|减少|用于|的(?![熟绩就长果效员]))[\u4e00-\u9fff]",  # 三成效, but 三成以上 is let through below
    "折": r"[\u4e00-\u9fff]",
    "人": "[才员口均民士选工力物]",
    "名": "[单称录]",
    "年": "[度初底末中前行规级]",
    "分": "[别析享布类级层为工行支期之管红公会批]",
    "度": "[假过量提从]",
    "个": "一",
    "km": "h",
    "mm": "h",
    "期": "[间限望]",
    "部": "[分门委件]",
    "处": "[理罚于置]",
    "只": "[有能要]",
    "场": "[所地]",
    "支": "[持付撑出部行援柱]",
    "镇": "[区域江海长]",
    "乡": "[村镇]",
    "村": "[级庄民居委]",
    "县": "[市区域级]",
    "起": "[来草点诉步]",
    "例": "[会外如]",
    "头": "[部牌雁羊企]",
    "床": "[上铺单]",
    "眼": "[科镜病睛底部健]",
    "班": "[子组]",
    "列": "[入为车席]",
    "项": "目[\u4e00-\u9fff]{0,2}第",
    "条": "[件例款]",
    "类": "[似型别]",
    "位": "[于居置]",
    "份": "[额]",
    "对": "[象于应接外照标口准比策]",
    "次": "[日年月序产]",
    "升": "[级至到为高学起值幅降温格腾华]",
    "片": "[区段面酬尾头警长]",
    "根": "[据本基源]",
    "组": "[织合成建长团员件]",
    "轮": "[换流胎廓训岗椅休值候车电摩]",
}
"""A unit followed by this is the opening of another word (名单, 年度, 分别)."""

_NO_NUMBERS = {**dict.fromkeys("片根组升", "一"), "轮": "一两二三四"}
"""What is no number before a unit: 一片, 新一轮, 三轮."""

_BOUNDS = "以上|以下|左右|之间|多"


def _way(unit: str) -> str:
    stop = _OTHER_WORD.get(unit)
    words = f"(?<![{_NO_NUMBERS[unit]}])" if unit in _NO_NUMBERS else ""
    return words + re.escape(unit) + (f"(?!(?!{_BOUNDS}){stop})" if stop else "")


_UNIT = "|".join(_way(unit) for unit in sorted(_FAMILY, key=len, reverse=True))

# -- numbers -------------------------------------------------------------------------------------------------------

_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}

_ARABIC = r"(?<![0-9])(?>(?:[0-9]{1,3}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:\x20[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)"
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_NUMERAL = rf"(?!百分|千[瓦米克])[{_NUMERALS}]"
_FIGURE = rf"(?:{_ARABIC}|[几数]?(?<![{_NUMERALS}]){_NUMERAL})(?:{_NUMERAL}|[多余]|{_ARABIC}(?=[百千万亿]))*+"
"""24480.1万, 二十, 3000余万, 1亿2000万, 百亿, 数百. Atomic, and never begun inside a run of digits, so that no text makes
it slow."""

_COUNTS = re.compile(f"[0-9{_NUMERALS}半首]")
"""What every quantity and every rank has a character of."""

_TOKEN = re.compile(rf"{_ARABIC}|万亿|{_NUMERAL}")

# -- a quantity and what belongs to it -------------------------------------------------------------------------------

_PER = "每(?:人|户|家|项|年|月|日|天|次|件|个|名|台|套|吨|公斤|平方米|千瓦)"
_COMPARATOR = (
    "(?:最高|最低|最多|最少)?(?:不低于|不少于|不超过|不超出|不高于|不多于|不大于|不小于|不足|不满|未满|未达到?|未超过|不到|不得(?:超过|超出|低于|少于|高于|多于))"
    "|封顶|[上下]限(?=[^上下以])|最高|最低|最多|最少|至少|至多|高于|低于|超过|超出|少于|多于|突破|达到|超|逾|近|约|满|破|达"
)
_KEPT = "达到|达"
"""Comparators that only say "equals": they let a bare 千 count as a number but are not part of the quantity."""

_COMPARISONS = tuple(
    (sign, re.compile(words.replace("$", "(?=[|]|$)")))
    for sign, words in (
        (
            "<=",
            "[不未]超过|不超出|不高于|不多于|不大于|不得(?:超过|超出|高于|多于)|最高|最多|至多|封顶|上限|以内|之内|内$",
        ),
        (">=", "不低于|不少于|不小于|不得(?:低于|少于)|最低|最少|至少|下限|以上|(?<![不未])满$"),
        ("<", "低于|少于|不足|不满|未满|未达|不到|以下"),
        (">", "高于|超过|超出|多于|突破|超|逾|破|以外|过半"),
        ("~", "近|约|左右|上下|余|多"),
    )
)
"""What the words about a figure say of it, the first that fits: 不超过 before 超过."""

_AFTER = "及?以上|及?以下|以内|之内|以外|左右|上下|(?<=年)半|内(?![容部涵地外控资在蒙])"

_SUM = "(?:(?![户人家企个亩吨件台])[\u4e00-\u9fff]){0,4}(?:资金|贷款|投资|补贴|补助|奖金|经费|税费|债券|授信)"
"""What follows a number of yuan that are not named."""

_QUANTITY = re.compile(
    rf"""
    (?=[0-9{_NUMERALS}几数每最不未封上下至高低超少多突达逾近约满破半过减-])       # what it may begin with, which is soon told
    (?P<per>(?:{_PER}){{0,2}})
    (?P<before>(?:{_COMPARATOR})?)
    (?:
        (?P<low>{_FIGURE}) \s? (?P<low_unit>(?:{_UNIT})?)                       # 5万至10万元, 30%-50%, 1万元以上10万元以下
        (?:\s?(?:-{{1,2}}|~|至|到)\s?|以上[,、]?(?=[^,、;。]{{0,16}}以下))
        (?P<bound>(?:不满|不足|不超过)?)
    )?
    (?:
        (?P<part>[百千万]|[一二三四五]?十|[二三四五六七八九])分之(?P<parts>{_FIGURE})
        | (?<![0-9./])(?P<parts_of>[1-9])/(?P<of>[2-9])(?=以[上下]|左右|的|给予|,|;|。|\)|$)   # 2/3以上
        | (?P<left>{_ARABIC})(?:\s?:\s?{_ARABIC}){{1,3}}(?![0-9:])
        | (?P<sign>(?:(?<=[长速幅降比为和与、:])-)?)(?P<figure>{_FIGURE})\s?(?P<unit>{_UNIT})
        | (?P<bare>{_FIGURE}(?:(?<=亿)(?=[,。;、)\s以]|$)|(?<=[万亿])(?={_SUM})))  # 研发费用破百亿, 拨付4.2亿专项资金: yuan, by custom
        | (?<=人次)(?P<visits>{_FIGURE}(?<=万))(?=[,。;、)\s]|$)         # 总诊疗人次863.5万
        | (?P<half_year>(?<![上下前后每整多大小过年0-9一二两三四五六七八九十])半年(?![度报来]))
        | (?P<half>过半数|(?<![一多后前两各])半数|(?<![另前后两各每])一半(?![天日年月])|减半|半价|过半(?=[,。;、)]|$))
    )
    (?P<after>(?:{_AFTER})?)
    """,
    re.VERBOSE,
)

_PLACE = "[0-9]{1,3}|[一二两三四五六七八九十百]{1,3}"
_RANK = re.compile(
    rf"(?:第(?P<rank>{_PLACE})(?:名|位)?|前(?P<top>{_PLACE})(?:名|位|强|%)?)"
    "(?![届批章节条款项次个期类家轮步方代年季月周线大产号日场书责梯时人医中])"
    "|(?P<first>首位|榜首|之首)"
)
_RANKED = re.compile(
    "(?:(?:升|移|跃|晋|降|退|提高|前进|滑落|回落)[至到为]|(?:居(?!民)|(?<!系)列|排)[^,。;]{0,12}|(?:全省|全国|全市|全球|世界|名列|位|进入|跻身)[^,。;]{0,6}|[(,](?:上年|去年|上一年))$"
)
"""What stands before an ordinal that is a rank: 居全省第一, 进入前十."""

_MOVES = re.compile(
    "(?:大幅|稳步|快速|逐步)?(?:上升|跃升|提升|晋升|攀升|前移|前进|进位|下降|后移|下滑|滑落|回落|升|降|跃|移)[至到为]"
)
"""What follows an ordinal that is a rank left for another: 由第12位|上升到第9位."""

RANKED_WITHIN = 15
"""Characters before an ordinal in which that is looked for."""

OFTEN_WITHIN = 30
"""Characters before 一次 in which what it counts is looked for."""

# -- what is no quantity ---------------------------------------------------------------------------------------------

_NAME = re.compile('《[^《》]*》|“[^“”]{1,10}”|「[^「」]{1,10}」|"[^"\n]{1,10}"')
"""A title, or a slogan in quotes (“410”平台, “五个一”机制). Found in the original, where quotes open and close."""

_HAN_DAY = "[一二三四五六七八九十]{1,3}"
_NO_QUANTITY = re.compile(
    r"""
    (?=[0-9a-z\[(第零〇一二三四五六七八九十])(?:                                                 # what it may begin with
    (?<![0-9])[0-9]{4}年(?:度|初|底|末)?(?:[0-9]{1,2}月(?:份)?(?:[0-9]{1,2}日)?)?            # 2024年5月1日
    | (?<![0-9])(?:19|20)[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}(?![0-9])                    # 2024-05-01
    | [0-9]{1,2}月(?:[0-9]{1,2}日|份|底|初|上旬|中旬|下旬)                                     # 5月1日
    | (?:^|(?<=[。\s]))(?:[12]?[0-9]|3[01])日,|(?<![0-9])(?:[12]?[0-9]|3[01])日(?=上午|下午|晚|凌晨|召开|举行|专访|电|讯|获悉|宣布|记者|据|表示|介绍)  # 31日专访
    | [0-9]{1,2}:00|(?<![0-9])[0-9]{2}:[0-5][0-9](?![0-9])|(?<=[日午])\s?[0-9]{1,2}:[0-5][0-9]  # 14:40
    | [一二][〇零九][〇零一二三四五六七八九]{2}年(?:HAN_DAY月(?:HAN_DAY日)?)?                   # 二〇二四年五月
    | HAN_DAY月HAN_DAY日
    | [\[(][0-9]{4}[\])]第?[0-9]+号 | (?<![0-9])[0-9]++号                                    # 〔2024〕5号
    | (?<![a-z0-9.+-])[a-z][a-z0-9.+-]*+(?<=[0-9])(?!%) | (?<![0-9])[0-9]++(?!m2)[a-z]++[0-9]+  # a4, 9113b
    | 0[0-9]{2,3}-[0-9]{7,8} | (?<![0-9])[0-9]{11,}                                          # 电话, 编码
    | 第\s?(?:[0-9]+|[零〇一二三四五六七八九十百千]+)                                          # 第三条, 第二批
    )
    """.replace("HAN_DAY", _HAN_DAY),
    re.VERBOSE,
)

_COUNTED_ALIKE = frozenset(("家", "项", "人", "台", "%", "次序", "日", "岁", "年", "月"))
"""Families whose units count like things: 8家 is as many as 8户. 元 and 美元, or 株 and 头, are not."""

_FACTORS = {
    **dict.fromkeys(("平方米", "平米", "m2"), "1"), "亩": "666.6666666666666666666666667", "公顷": "10000",
    **dict.fromkeys(("平方公里", "平方千米"), "1000000"),
    "米": "1", **dict.fromkeys(("公里", "千米", "km"), "1000"), "毫米": "0.001", "mm": "0.001", "厘米": "0.01", "cm": "0.01",
    "升": "1", "毫升": "0.001",
    "吨": "1", **dict.fromkeys(("公斤", "千克", "kg"), "0.001"), "斤": "0.0005", "克": "0.000001",
    **dict.fromkeys(("千瓦时", "度", "kwh"), "1"), **dict.fromkeys(("兆瓦时", "mwh"), "1000"),
    **dict.fromkeys(("小时", "个小时"), "60"), "分钟": "1",
    **dict.fromkeys(("元", "块钱"), "1"),
}  # fmt: skip
"""What a unit is in the base of its kind, where units of a family differ in size (15亩 is a hectare by law)."""

_ARTICLE = frozenset("人家项台支")
_MERE_MANY = re.compile("[百千万亿]+")
_MAY_BE_HAD = re.compile(
    "(?:(?<![期权年时])限|[只仅][能可限]?)[^,。;:每]{0,16}$|(?:可以?|(?<![不功性])能|允许|准予|至少)[^,。;:每]{0,10}$"
)
"""What stands before the 一次 that tells how often something may be had (限申请一次)."""

ENDLESS, PLACES = -12, Decimal("0.01")
"""Exponent below which a number is one that never ends, and how it is then written."""

_ENDS = re.compile("(?:以上)?(?:[,。;、)\\s]|$)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at [start, end) of the text it was read from; `text` is as written, comparator and unit included.

    `value` is in the unit itself (3.6亿元 is 360000000), the upper end of a range, in percent for 三成, 百分之五, 十分之一 and 一半 (减半), or
    None for a ratio and for 数百. `unit` is the unit as written without its scale, `family` the group of units it is
    counted with. `comparator` is one of "=", ">=", ">", "<=", "<", "~" (近, 约, 余, 左右) and ".." (a range), and `low` the
    lower end of a range.
    """

    text: str
    value: Decimal | None
    unit: str
    family: str
    start: int
    end: int
    comparator: str = "="
    low: Decimal | None = None


@lru_cache(
    maxsize=4_000
)  # the sentences of a passage are read for each thing asked, and for one question after another
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of a text in order, without overlap."""
    if not _COUNTS.search(fold(text)):
        return ()
    folded = fold_mapped(text)
    taken: set[int] = set()
    for match in _NAME.finditer(text):
        taken.update(range(*match.span()))
    found: list[Quantity] = []
    for match in _RANK.finditer(folded.text):
        _keep(_rank(match, folded, text), found, taken)
    for match in _NO_QUANTITY.finditer(folded.text):
        taken.update(range(*folded.span(*match.span())))
    for match in _QUANTITY.finditer(folded.text):
        _keep(_read(match, folded, text), found, taken)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def compare(left: Quantity, right: Quantity) -> int | None:
    """-1, 0 or 1 as `left` is less than, equal to or more than `right` across units of one family (3.6亿元 and 36000万元,
    2公顷 and 30亩, 千家 and 1000家); None where they cannot be compared."""
    factor = conversion(right.unit, left.unit)
    if left.value is None or right.value is None or left.family != right.family or factor is None:
        return None
    difference = left.value - right.value * factor
    return (difference > 0) - (difference < 0)


def conversion(unit: str, other: str) -> Decimal | None:
    """What one of `unit` is in `other` (公顷 in 亩: 15; 户 in 家: 1); None where they measure different things."""
    if unit == other:
        return Decimal(1)
    family = _FAMILY.get(unit)
    if family is None or family != _FAMILY.get(other):
        return None
    first, second = _FACTORS.get(unit), _FACTORS.get(other)
    if first is None or second is None:
        return Decimal(1) if family in _COUNTED_ALIKE else None
    return Decimal(first) / Decimal(second)


def plain(value: Decimal) -> str:
    """A number without exponent and without zeros at its end, one that never ends (三分之二) with `PLACES`."""
    exponent = value.as_tuple().exponent
    value = value.quantize(PLACES) if isinstance(exponent, int) and exponent < ENDLESS else value
    return f"{value.normalize():f}"


def same(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities are of one value across units of one family, whatever their comparators."""
    return compare(left, right) == 0


def opening_unit(text: str) -> tuple[str, str] | None:
    """The unit that `text` opens with, as written, and its family (家, 万元, 个百分点); None if it opens with none."""
    match = re.match(rf"(?:亿|万|千|百)?({_UNIT})", text)
    return (match.group(), _FAMILY[match[1]]) if match else None


def _keep(quantity: Quantity | None, found: list[Quantity], taken: set[int]) -> None:
    """Add a quantity unless a character of it is taken, and take its characters."""
    if quantity and taken.isdisjoint(range(quantity.start, quantity.end)):
        found.append(quantity)
        taken.update(range(quantity.start, quantity.end))


def _rank(match: re.Match[str], folded: Folded, text: str) -> Quantity | None:
    before = folded.text[max(0, match.start() - RANKED_WITHIN) : match.start()]
    if not (_RANKED.search(before) or (before.endswith(("由", "从")) and _MOVES.match(folded.text, match.end()))):
        return None
    start, end = folded.span(*match.span())
    value = _value(match["rank"] or match["top"] or "一")
    return Quantity(text[start:end], value, "位", "次序", start, end, "<=" if match["top"] else "=")


def _read(match: re.Match[str], folded: Folded, text: str) -> Quantity | None:
    """The quantity of a match, or None where it counts nothing or is the tail of an ordinal or a code."""
    core = match.end("before")
    if _counts_nothing(match) or (core and not match["low"] and _continues(text[folded.span(core - 1, core)[0]])):
        return None
    says_equal = re.fullmatch(_KEPT, match["before"]) and not match["per"]
    start, end = folded.span(core if says_equal else match.start(), match.end())
    value, unit, family = _measure(match)
    low = _low(match)
    comparator = ".." if low is not None else _comparison(match)
    return Quantity(text[start:end], value, unit, family, start, end, comparator, low)


def _comparison(match: re.Match[str]) -> str:
    """The comparator of a figure that is no range."""
    if match["half"] in ("过半", "过半数"):
        return ">"
    inexact = re.sub("[^余多]", "", match["figure"] or "")
    about = match["bound"] or f"{match['before']}|{inexact}|{match['after']}|"
    return next((sign for sign, words in _COMPARISONS if words.search(about)), "=")


def _low(match: re.Match[str]) -> Decimal | None:
    """The lower end of a range; its scale is that of the upper end where it has neither scale nor unit (5-10万元)."""
    if not match["low"]:
        return None
    low, high = _value(match["low"]), match["figure"] or match["parts"] or match["bare"]
    if low is None or not high:
        return low
    if not match["low_unit"] and not re.search("[十百千万亿]", match["low"]) and re.search("[百千万亿]", high):
        return low * (_value(re.sub("[^百千万亿]", "", high)) or 1)
    return low * 10 if match["unit"] in ("成", "折") else low


def _continues(before: str) -> bool:
    """Whether a figure behind this character is the tail of a code or the head of a slogan; 海外优青”2项 is neither."""
    return fold(before) in '-."' and before not in "”」』"


def _counts_nothing(match: re.Match[str]) -> bool:
    """Whether the numeral is an article (一个) or says only that there are many (千家万户); a comparator makes a number
    of either (至少一项, 超千家)."""
    figure = match["figure"]
    if figure is None or match["before"] or match["after"] or match["low"]:
        return False
    if figure == "一":
        if match["unit"] == "次" and _ENDS.match(match.string, match.end()):
            return _MAY_BE_HAD.search(match.string, max(0, match.start() - OFTEN_WITHIN), match.start()) is None
        return _FAMILY[match["unit"]] in _ARTICLE or match["unit"] in ("天", "日", "成", "折", "分")
    return bool(_MERE_MANY.fullmatch(figure))


def _measure(match: re.Match[str]) -> tuple[Decimal | None, str, str]:
    """Value, unit and family."""
    if match["left"]:
        return None, ":", "比例"
    if match["part"]:
        parts = _value(match["parts"])
        return parts and parts * 100 / (_value(match["part"]) or 1), "%", "%"
    if match["of"]:
        return Decimal(match["parts_of"]) * 100 / Decimal(match["of"]), "%", "%"
    if match["visits"]:
        return _value(match["visits"]), "人次", "人"
    if match["half"]:
        return Decimal(50), "%", "%"
    if match["half_year"]:
        return Decimal(6), "个月", "月"
    if match["bare"]:
        return _value(match["bare"]), "元", "元"
    value, unit = _value(match["figure"]), match["unit"]
    if value is not None and unit in ("成", "折"):
        value *= 10
    if value is not None and match["after"] == "半":
        value += Decimal("0.5")
    if value is not None and match["sign"]:
        value = -value
    return value, unit, _FAMILY[unit]


def read_number(written: str) -> Decimal | None:
    """The number that digits or Chinese numerals write: 十九 and 19 are 19; None for any other text."""
    return _value(fold(written)) if re.fullmatch(rf"(?:[0-9]|[{_NUMERALS}])+", fold(written)) else None


def _value(figure: str) -> Decimal | None:
    """二十 is 20, 2.3万 is 23000, 1亿2000万 is 120000000, 千 alone is 1000; None for 数百, which names no number."""
    if figure[0] in "几数":
        return None
    total, section, digit = Decimal(0), Decimal(0), None
    for token in _TOKEN.findall(figure):
        if token in _DIGITS:
            digit = (digit or 0) * 10 + Decimal(_DIGITS[token])
        elif token not in _SCALES:
            digit = Decimal(token.replace(",", "").replace(" ", ""))
        elif _SCALES[token] < _SCALES["万"]:
            section, digit = section + (1 if digit is None else digit) * _SCALES[token], None
        else:
            section += digit or 0
            total, section, digit = total + (section or 1) * _SCALES[token], Decimal(0), None
    return total + section + (digit or 0)
