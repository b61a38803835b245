"""What evidence must hold whatever else speaks for it: the very thing that a question names as the answer's kind.

A telephone number is no address, a subsidy no budget, a year's figure none of a quarter, and one permit is not another.
"""

import re
from collections.abc import Iterator

from bot.everyday import heard
from bot.question import Question
from bot.reading import Evidence, standing_above
from bot.scopes import names_other_grades
from corpus.aliases import canonical
from corpus.regions import Region, short_name
from corpus.reports import reports
from corpus.text import fold

_CONTACTS = (
    (re.compile("电话|[打找]哪个号|什么号码|联系方式|热线|同一个号"), re.compile(r"(?<!\d)\d{3,4}-?\d{7,8}(?!\d)|(?<!\d)1?\d{7,10}(?!\d)|(?<!\d)(?:12345|12\d{3}|95\d{3})(?!\d)")),
    (re.compile("网址|链接|官网(?:是|在)|哪个网站|什么网站"), re.compile("https?:|www|[.](?:cn|com|gov|org)|网站|平台|系统登录|官网")),
    (re.compile("邮箱"), re.compile("@|邮箱")),
    (re.compile("地址|哪条[路街]|门牌"), re.compile("[路街道巷]\\d*号|地址|[路街]\\d+|大厦|楼|中心\\d")),
    (re.compile("邮编|邮政编码"), re.compile(r"(?<!\d)\d{6}(?!\d)")),
)  # fmt: skip
"""What asks for the ways to reach somebody, and what an answer to it holds."""

_URL = re.compile("https?:|www|[.](?:cn|com|gov|org)")
_OFFICE = re.compile("(?:局长|厅长|部长|主任|处长|科长|书记|市长|县长|区长|省长|院长|会长|秘书长|负责人|联系人)")
_WHO = re.compile("谁|叫什么|姓名|名字|哪位")
_NAMED_SUM = re.compile(
    "预算|拨款|押金|保证金|定金|学费|租金|工资|利息|报销|注册资本|(?:登记|管理|手续|工本|服务|检测|评审|培训|报名|许可)费"
)
"""Sums that are called by a name of their own; an award is none of them."""

_PER = re.compile(
    "每(?:一)?(平方?米|平|公斤|千克|吨|度电?|千瓦时|千瓦|公里|亩|立方米?|瓶|次|床位?|公顷|车位|学时|课时)"
)
_SAME_UNIT = {
    "平米": "平方米",
    "平": "平方米",
    "千克": "公斤",
    "度电": "千瓦时",
    "度": "千瓦时",
    "床": "床位",
    "立方": "立方米",
}
_PERMIT = re.compile("许可证|执照|资格证|合格证|证书|居住证|登记证|备案证")
_PART_OF_YEAR = re.compile("第?[一二三四1-4]季度|前[一二三]季度|[上下]半年|(?<![\\d年])1?\\d月份?(?:当月|单月)")
_COUNTED = re.compile(
    "(?:一共|总共|总计|累计|现在|目前|已经|去年|今年|前年|全[市省国区县]|年)[^,。;]{0,12}?"
    "(?:有|发|给|放|批|建|改造|认定|办|奖励|补贴|支持|服务|培训|惠及)(?:了|出|给|过|成|到)*(?:多少|几)"
    "(?:[十百千万]*(?:[个家户名座项人]|万?平)|[^,。元钱补奖分年月天]{0,4}户)"
)
"""What asks how many there are or were: rules do not tell."""


_ZONE = re.compile("经济技术开发区|高新技术产业开发区|经开区|高新区|自贸试验区|自贸区|综合保税区|综保区|度假区|示范区")
_SHORT = {
    "经济技术开发区": "经开区",
    "高新技术产业开发区": "高新区",
    "自贸试验区": "自贸区",
    "综合保税区": "综保区",
}
"""Zones that have rules of their own, each by its short name."""


_PART_OF_PLACE = re.compile(
    "(?![国省市区县镇]级|各|全|我|本|新|创|获|建|认|入|推|支|重点|多|几)(?P<zone>[\u4e00-\u9fff]{0,8}?(?:(?<!高)新区|经济技术开发区|高新技术产业开发区|开发区|经开区|高新区|自贸区|保税区|综保区|示范区|度假区|工业园区|产业园区|科技城|街道))"
    "(?:的)?(?=[\u4e00-\u9fffa-z]{2})(?!数|获批|创建|建设|总[数量])"
)
"""A zone before the thing asked of it."""


def lacks(question: Question, item: Evidence) -> bool:
    """Whether the evidence lacks what a question asks for by name."""
    passage, meta = item.hit.stored.passage, item.hit.entry.metadata
    asked, own = fold(question.text), fold(item.text)
    over = " ".join(text for text, _ in standing_above(passage.path, meta.title, meta.issuer or ""))
    held = heard(f"{canonical(passage.described)} {over}", question.spoken)
    if _unreached(asked, own, fold(passage.text)):
        return True
    if not reports(meta, *passage.path) and question.number and _COUNTED.search(asked):
        return True
    if any(canonical(word) not in held for word in _named(question, asked)):
        return True
    if question.number and names_other_grades(question, passage.described):
        return True
    if (question.number or question.aim) and reports(meta, *passage.path) and _of_whole(question, item):
        return True
    if of_other_zone(asked, fold(meta.title), fold(passage.described)):
        return True
    return reports(meta) and any(part not in canonical(own) + over for part in _PART_OF_YEAR.findall(asked))


def _of_whole(question: Question, item: Evidence) -> bool:
    """Whether a report's sentence does not name the part that a question asks a figure of: a division inside the report's own, or
    a zone. Its figure is the whole's."""
    meta, path = item.hit.entry.metadata, item.hit.stored.passage.path
    said = canonical(" ".join((meta.title, meta.issuer or "", *path[-1:], item.text)))
    return any(_shortened(part) not in _shortened(said) for part in parts_asked(question, meta.region))


def parts_asked(question: Question, whole: Region) -> tuple[str, ...]:
    """The parts of a place that a question asks figures of: divisions inside it, and zones named before the thing that is asked of
    them (某某新区技术交易额)."""
    inside = (short_name(place[-1]) for place in question.places if 0 < len(whole) < len(place))
    zones = (_PART_OF_PLACE.match(canonical(slot.label)) for slot in question.slots)
    return (*inside, *(match["zone"] for match in zones if match))


def _shortened(text: str) -> str:
    for whole, short in _SHORT.items():
        text = text.replace(whole, short)
    return text


def parts_of_year(text: str) -> frozenset[str]:
    """The parts of a year that a text names (上半年, 第一季度)."""
    return frozenset(part.removeprefix("第") for part in _PART_OF_YEAR.findall(fold(text)))


def of_other_zone(asked: str, title: str, passage: str) -> bool:
    """Whether a document is that of another zone by its title than the one asked, and its passage does not name that one."""
    wanted, own = _zones(asked), _zones(title)
    return bool(wanted and own) and not wanted & (own | _zones(passage))


def _zones(text: str) -> set[str]:
    return {_SHORT.get(zone, zone) for zone in _ZONE.findall(text)}


def _unreached(asked: str, own: str, passage: str) -> bool:
    """Whether a way to reach somebody, or a person, is asked for and not given."""
    if _WHO.search(asked) and (office := _OFFICE.search(asked)) and office.group() not in own:
        return True
    if "网址" in asked or "链接" in asked:
        return not _URL.search(passage)
    return any(wanted.search(asked) and not given.search(passage) for wanted, given in _CONTACTS)


def _named(question: Question, asked: str) -> Iterator[str]:
    """Words that the evidence must hold."""
    if question.number:
        yield from _NAMED_SUM.findall(asked)
        for unit in _PER.findall(asked):
            yield _SAME_UNIT.get(unit, unit)
    for permit in _PERMIT.finditer(asked):
        name = next((n for slot in question.slots for n in slot.names if permit.group() in "".join(n)), ())
        if len(name) > 1 and permit.group() in name[-1]:
            yield name[0]
