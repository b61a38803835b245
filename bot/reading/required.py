"""What evidence must hold whatever else speaks for it: the very thing that a question names as the answer's kind.

A telephone number is no address, a subsidy no budget, a year's figure none of a quarter, and one permit is not another.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.reading.figures import same_unit
from bot.reading.near import put_first
from bot.reading.of_another import of_another
from bot.reading.plainly import said_before
from bot.reading.reading import Evidence, standing_above
from bot.reading.shapes import TELEPHONE
from bot.reading.untold import came_to
from bot.records import Kind, Outcome
from bot.understanding.everyday import heard
from bot.understanding.places import without_places
from bot.understanding.question import Question
from bot.understanding.scopes import names_other_grades
from bot.understanding.segments import PART
from bot.understanding.words import HOW_MANY
from corpus.aliases import canonical
from corpus.quantity import find_quantities
from corpus.regions import Region, short_name
from corpus.reports import reports
from corpus.text import fold
from index.search import Hit
from index.tokens import cut, in_dictionary

NEAR = 6
"""Of the best evidence as many come near to it."""

_CONTACTS = (
    (re.compile("电话|[打找]哪个号|(?:什么|哪个|哪些)号码|联系方式|热线|同一个号"), re.compile(rf"(?<!\d){TELEPHONE}(?!\d)" r"|(?<!\d)1?\d{7,10}(?!\d)|(?<!\d)(?:12345|12\d{3}|95\d{3})(?!\d)")),
    (re.compile("网址|链接|官网(?:是|在)|哪个网站|什么网站"), re.compile("https?:|www|[.](?:cn|com|gov|org)|网站|平台|系统登录|官网")),
    (re.compile("邮箱"), re.compile("@|邮箱")),
    (re.compile("地址(?:是|在|有|呢|吗|么|多少|发|[,，。?？]|$)|(?:什么|哪个|哪里的|具体|详细|办公|邮寄|窗口)地址|哪条[路街]|门牌"), re.compile("[路街道巷]\\d*号|地址|[路街]\\d+|大厦|楼|中心\\d")),
    (re.compile("邮编|邮政编码"), re.compile(r"(?<!\d)\d{6}(?!\d)")),
)  # fmt: skip
"""What asks for the ways to reach somebody, and what an answer to it holds."""

_URL = re.compile("https?:|www|[.](?:cn|com|gov|org)")
_OFFICE = re.compile("(?:局长|厅长|部长|主任|处长|科长|书记|市长|县长|区长|省长|院长|会长|秘书长|负责人|联系人)")
_WHO = re.compile("谁|叫什么|姓名|名字|哪位")
_NAMED_SUM = re.compile(
    "预算|面[额值]|押金|保证金|定金|学费|租金|工资|利息|注册资本|(?:登记|管理|手续|工本|服务|检测|评审|培训|报名|许可)费"
)
"""Sums that are called by a name of their own; an award is none of them."""

_SUM_DECIDED = re.compile(
    "(?:[要收交缴付退]|收取|缴纳)(?:不[要收交])?[^,，。?？]{0,4}?(押金|保证金|定金|(?:登记|管理|手续|工本|检测|评审|报名|许可)费)[^,，。?？]{0,3}(?:吗|么|不|合[规法]|可以|行)"
)
"""A sum by its name of which it is asked whether it may be taken."""

NAMING_SHARE = 0.35
"""Of the score of the best evidence, what one has at least that goes before it because it names that sum."""

_PER = re.compile(
    "每(?:一)?(平方?米|平|公斤|千克|吨|度电?|千瓦时|千瓦|公里|亩|立方米?|瓶|次|床位?|公顷|车位|学时|课时)"
)
_SAME_UNIT = {
    "平米": "平方米",
    "平": "平方米",
    "千克": "公斤",
    "度电": "千瓦时",
    "度": "千瓦时",
    "床位": "床",
    "立方": "立方米",
}
_PERMIT = re.compile("许可证|执照|资格证|合格证|证书|居住证|登记证|备案证")
_PART_OF_YEAR = re.compile("第?[一二三四1-4]季度|前[一二三]季度|[上下]半年|(?<![\\d年])1?\\d月份?(?:当月|单月)")
_QUARTER = re.compile("[1-4](?=季度)")
_COUNTED = re.compile(
    "(?:一共|总共|总计|累计|现在|目前|已经|去年|今年|前年|全[市省国区县]|年)[^,。;]{0,12}?"
    "(?:有|发|给|放|批|建|筹|改造|认定|办|奖励|补贴|支持|服务|培训|惠及)(?:了|出|给|过|成|到)*(?:多少|几)"
    "(?:[十百千万]*(?:[个家户名座项人套件台辆所条处批宗栋间](?!月)|万?平)|[^,。元钱补奖分年月天]{0,4}户)"
)
"""What asks how many there are or were: rules do not tell."""

_TOTAL = re.compile(
    "总量|总数|总计|共计|合计|累计|名额|计划(?:招|实施)|(?:全|我|本)[省市县区州](?:现|已|共|累计|计划)|截至|截止|[现共]有"
)
"""What a document that is no report tells of how many there may be, or are."""


_LEAVES = tuple(
    re.compile(each)
    for each in (
        "护理假|陪产假|陪护假",
        "(?<!陪)产假|生育假",
        "育儿假",
        "婚假",
        "丧假",
        "年休假|年假",
        "探亲假",
        "哺乳假|哺乳时间",
    )
)
"""Leaves by their names; the days of one are none of another."""

_CODE = re.compile(r"(?<![a-z0-9.&])[a-z]{1,4}\d{1,4}(?:\.\d)?(?![a-z0-9.])")
"""A name of letters and figures (PM10, G60): one is not another."""

_NAMED_AID = re.compile("([\u4e00-\u9fff]{2,10})(?:补贴|津贴)(?!对象|资金|方式|范围)")
_AID = re.compile("(?<=[\u4e00-\u9fff]{2})(?:补贴|津贴|补助|奖励)(?!期限?|标准)")
"""An aid that has a name before it; 补贴期限 goes on about the one named before."""

_ANY_AID = frozenset(re.findall(r"\S+", """
    一次性 财政 政府 国家 省里 市里 区里 县里 资金 专项 相关 企业 个人 单位 公司 最高 最多 每月 每年 现在 多少 什么 这个 政策 领取 申请 申领 享受 发放 给予
    中央 省级 市级 区级 县级 地方 两级 全年 当年 去年 今年 明年 年度 拿到 领到 惠企 惠农 定额 项目 能领 几项 两项 三项 全部 所有 其他 这项 这种 哪种 哪些 还有 没有 有没有 可以 能拿 一共 总共 同时 分别 额外 另外
"""))  # fmt: skip
"""What stands before 补贴 and names none."""

_INSURED = re.compile("(职工|居民)(?:基本)?(?:医疗?保|医疗|养老)")
"""Two insurances with rules of their own."""

_UNSAID = re.compile(
    "(?:相应|一定)(?:的|之)?(?:比例|数额|额度|金额|幅度|标准)?(?:的|地)?(?:给予|予以|核定|发放)?(?:资金|一次性|经费|财政)?(?:奖励|奖补|补贴|补助|资助|补偿|支持|核定)"
    "|[按依以](?:照)?(?:其|实际)?[^,，。;；\\d%]{0,12}?一定(?:的)?比例"
)
"""What says that something is given and not how much of it."""

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


_OF_YEAR = re.compile("(?:19|20)\\d{2}年(?:度|末|底)?[,，]?全[国省市区县]")
"""What tells what was reached in a year of a whole place."""

_OF_ALL = re.compile("全[省市县区州](?!统一|范围|通办|通用)")
"""What a figure is of that is told of all of a place, and of none of its parts."""

_WHOLES = {"全国": 0, "全省": 1, "全市": 2}
"""Words for the whole of which something is told, with how deep its place lies."""

_IN_ALL = re.compile("(?:^|[,，;；。])(全国|全省|全市)(?:已|共|累计|各地)")

_NATIONAL = re.compile("国家级(?!.*(?:小巨人|单项冠军|经开区|高新区|开发区))")
"""A level whose things bear it in every text."""

_PLAIN_GRANT = re.compile("(?:一次性|给予|予以|适当|相应)(?:的)?(?:资金)?(?:奖励|补助|补贴|资助|支持)$")


def lacks(question: Question, item: Evidence) -> bool:
    """Whether the evidence lacks what a question asks for by name."""
    passage, meta = item.hit.stored.passage, item.hit.entry.metadata
    asked, own = fold(question.text), fold(item.text)
    over = " ".join(text for text, _ in standing_above(passage.path, meta.title, meta.issuer or ""))
    held = heard(f"{canonical(passage.described)} {over}", question.spoken)
    if unreached(asked, own, fold(passage.text)):
        return True
    if (
        question.number
        and _COUNTED.search(asked)
        and not (reports(meta, *passage.path) or _TOTAL.search(own) or came_to(own))
    ):
        return True
    if _misses(held, _named(question, asked)) or _other_insurance(asked, held) or of_another(question, item):
        return True
    if question.number and _other_measure(question, asked, held):
        return True
    if question.number and names_other_grades(question, passage.described):
        return True
    if (question.number or question.aim) and reports(meta, *passage.path) and _of_whole(question, item):
        return True
    reported = question.years or question.result or _OF_YEAR.search(own) or came_to(own)
    if reported and question.number and _OF_ALL.search(own) and _of_whole(question, item):
        return True
    if question.number and not meta.region and _of_wider(question, own):
        return True
    if question.number and _NATIONAL.search(asked) and "国家" not in held + over + own:
        return True
    if of_other_zone(asked, fold(meta.title), fold(passage.described)):
        return True
    return reports(meta) and not parts_of_year(asked) <= parts_of_year(own if "全年" in own else f"{own} {over}")


def part_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Where a report's figure of a part of a year is asked and the best evidence tells none of it, the first one near that does before
    the others."""
    found = list(evidence)
    if not found or not parts_of_year(question.text) or not lacks(question, found[0]):
        return found
    near = (each for each in found[:NEAR] if each.place_fits and each.year_fits and not lacks(question, each))
    return put_first(next(near, None), found)


def naming_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Where it is asked whether a sum may be taken that is called by its name, the first evidence that names it before those near
    the best one that do not: what has to pay it is the subject of every sentence of a document."""
    found, name = list(evidence), _SUM_DECIDED.search(fold(question.text))
    if name is None or not found or name[1] in fold(found[0].text):
        return found
    near = (
        item for item in found if item.score >= NAMING_SHARE * found[0].score and item.place_fits and item.year_fits
    )
    told = next((item for item in near if name[1] in fold(item.text)), None)
    return [replace(told, score=found[0].score), *(item for item in found if item is not told)] if told else found


def _misses(held: str, words: Iterable[str]) -> bool:
    """Whether a text lacks one of the words; 租房 is 房租 as well."""
    return any(canonical(word) not in held and (len(word) != 2 or word[::-1] not in held) for word in words)


def left_unsaid(question: Question, text: str) -> bool:
    """Whether a sentence says that something is given in some measure (分别给予相应的奖励), and no figure behind that tells which."""
    if question.number and _grants_plainly(question, text):
        return True
    given = _UNSAID.search(text)
    asked = [slot for slot in question.slots if slot.number and slot.family in ("元", "%", None)]
    if given is None or not asked:
        return False
    parts = [part for part in PART.split(text) if given.group() not in part]
    rest = " ".join((*parts, text[given.start() :]))
    return not any(same_unit(slot, each.family) for each in find_quantities(rest) for slot in asked)


def _grants_plainly(question: Question, text: str) -> bool:
    """Whether the one part of a sentence that says most of a question ends with a grant and tells no figure."""
    parts = [part for part in PART.split(canonical(text)) if part.strip()]
    said = [sum(term in part for term in question.terms) for part in parts]
    best = max(range(len(parts)), key=lambda at: said[at], default=0)
    alone = len(parts) > 1 and said.count(said[best]) == 1
    return alone and bool(_PLAIN_GRANT.search(parts[best].strip())) and not find_quantities(parts[best])


def names_another(question: Question, outcome: Outcome, hits: Sequence[Hit] = ()) -> bool:
    """Whether what is cited for a figure names the thing asked nowhere: another subsidy, another measure. A quote that names no
    subsidy goes on about that of the sentences before it in its passage, one of the `hits`."""
    if outcome.reason is not None or outcome.kind is not Kind.NUMBER or not outcome.citations:
        return False
    cited = [
        " ".join(
            (
                each.source.metadata.title,
                *each.heading,
                "" if _AID.search(each.quote) else said_before(each, hits),
                each.quote,
            )
        )
        for each in outcome.citations
    ]
    held = heard(canonical(" ".join(cited)), question.spoken)
    asked = fold(question.text)
    if _misses(held, (*_aid_named(asked), *_CODE.findall(canonical(asked)))) or _other_insurance(asked, held):
        return True
    return _other_measure(question, asked, held)


def _other_measure(question: Question, asked: str, held: str) -> bool:
    """Whether a text does not name the leave, or the quantity (吞吐量), that a question asks a figure of."""
    if any(leave.search(asked) and not leave.search(held) for leave in _LEAVES):
        return True
    last = [name[-1] for slot in question.slots for name in slot.names[-1:]]
    return _misses(held, (word for word in last if len(word) > 2 and word.endswith("量")))


def _of_whole(question: Question, item: Evidence) -> bool:
    """Whether a report's sentence does not name the part that a question asks a figure of: a division inside the report's own, or
    a zone. Its figure is the whole's."""
    meta, path = item.hit.entry.metadata, item.hit.stored.passage.path
    said = canonical(" ".join((meta.title, meta.issuer or "", *path[-1:], item.text)))
    return any(_shortened(part) not in _shortened(said) for part in parts_asked(question, meta.region))


def _of_wider(question: Question, own: str) -> bool:
    """Whether a folded sentence of a document whose place is unknown tells what came about in all of a province or a city, of which a place asked
    is a part that it does not name."""
    depths = [_WHOLES[match[1]] for match in _IN_ALL.finditer(own)]
    return bool(depths) and any(
        len(place) > min(depths) and short_name(place[-1]) not in own for place in question.places
    )


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
    """The parts of a year that a text names (上半年, 第一季度, 1—9月), each by one name."""
    parts = _PART_OF_YEAR.findall(canonical(text))
    return frozenset(_QUARTER.sub(_numeral, part.removeprefix("第")) for part in parts)


def _numeral(match: re.Match[str]) -> str:
    return "一二三四"[int(match.group()) - 1]


def of_other_zone(asked: str, title: str, passage: str) -> bool:
    """Whether a document is that of another zone by its title than the one asked, and its passage does not name that one."""
    wanted, own = _zones(asked), _zones(title)
    return bool(wanted and own) and not wanted & (own | _zones(passage))


def _zones(text: str) -> set[str]:
    return {_SHORT.get(zone, zone) for zone in _ZONE.findall(text)}


def unreached(asked: str, own: str, passage: str) -> bool:
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
        yield from _aid_named(asked)
    yield from _SUM_DECIDED.findall(asked)
    yield from _CODE.findall(canonical(asked))
    for permit in _PERMIT.finditer(asked):
        name = next((n for slot in question.slots for n in slot.names if permit.group() in "".join(n)), ())
        if len(name) > 1 and permit.group() in name[-1]:
            yield name[0]


def _aid_named(asked: str) -> Iterator[str]:
    """The word by which a subsidy is named (租房补贴): one of another name is not what is asked for."""
    clause = next((each for each in re.split("[,，;；]", asked) if HOW_MANY.search(each)), "")
    for match in _NAMED_AID.finditer(without_places(clause)):
        last = cut(match[1])[-1]
        names = in_dictionary(last) and last not in _ANY_AID and not re.match("[一二两三四五六七八九十每\\d]", last)
        if len(last) > 1 and names:
            yield last


def _other_insurance(asked: str, held: str) -> bool:
    """Whether a text is of one insurance alone and another one is asked for."""
    wanted, told = set(_INSURED.findall(asked)), set(_INSURED.findall(held))
    return len(wanted) == 1 and bool(told) and not wanted & told
