"""Titles and trades as people tell of them without naming one of the tables: 亩均B类, 规下, 刚上规, 什么资质都没有, 做五金冲压件的."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from bot.benefits.names import find_names
from bot.benefits.profile import Statement
from bot.understanding.places import places_in
from corpus.benefit_records import Fact

LARGE = "规模以上企业"

MAKER = "制造业"

BASIC_TITLES = ("高新技术企业", "科技型中小企业", "创新型中小企业")
"""Titles from which nearly all others follow: who says to have none at all has none of these."""

TERMS = {
    "高新技术企业": 3,
    "创新型中小企业": 3,
    "专精特新中小企业": 3,
    "专精特新“小巨人”企业": 3,
    "制造业单项冠军": 3,
    "科技型中小企业": 1,
}
"""Years for which a title is held after it was won, the first one not counted, by the measures that award it."""

_GRADE = re.compile(
    "(?:亩均|亩产|每亩|资源集约利用|综合评价|绩效评价|效益评价)[^,。]{0,12}?(?<![a-z])([a-d])\\+?(?:类|档|级|等)"
    "|(?<![a-z])([a-d])\\+?类(?:工业)?企业"
)
"""The grade that a firm has in the yearly evaluation of what it yields per mu of land."""
_BELOW = re.compile(
    "规(?:模以)?下|(?:没有?|未|还没|不够|达不到|尚未)(?:上|升|入|达到)规|(?:没有?|未|尚未)(?:入统|纳统|入库)"
)
_ABOVE = re.compile("(?:上|升|入)规|入统|纳统|(?:进|转)规(?:上|模)")
_NEWLY = re.compile("刚|新|首次|第一次|(?:去|今|前)年|(?:19|20)[0-9]{2}年|[0-9一二三四五六七八九十]+月")
_NO_TITLE = re.compile(
    "(?:没有?|无|未(?:有|获得?|取得))(?:过|任何|什么|其[他它]|一个|相关)*(?:的)?(?:资质|称号|荣誉|认定|头衔|牌子)+(?:认定|证书|称号)*(?:$|[,。])"
    "|(?:什么|任何)(?:资质|称号|认定|荣誉)(?:认定|称号)*都?(?:没有?|无)"
)
_WON = re.compile("认定|获评|评上|评为|拿到?|取得|获得|通过|入选|获批|授予|入库")
_STILL = re.compile("至今|现在|目前|仍|复[审核]|重新|有效期?|一直")
_LEVELLED = re.compile(
    "(?:国家|省|市|区|县)级[\u4e00-\u9fff“”]{0,16}?(?:中心|基地|工厂|实验室|车间|平台|站|示范企业|试点企业|培育企业|龙头(?:企业)?|品牌|质量奖)"
)
_MAKES = re.compile("(?:生产|制造|加工)(?!性|经营|许可|安全|事故|总值|线|设备|效率|成本|车间|基地|部门|环节|任务|一线)")
_NO_MAKER = re.compile(
    "农|粮|果|蔬|苗|种子|种植|养殖|畜|禽|渔|菌|软件|数据|内容|影视|节目|电力|发电|热力|煤|矿|砂石|水厂|污水|修理|维修|洗|屠宰|安全|(?:没有?|不)(?:再)?(?:生产|制造|加工)|委外|代工厂"
)
_DOES = re.compile(
    "(?:^|我们?|公司|企业|厂|是|一家)(?:现在|目前|就)?(?:是|在)?(?:主要|专业|专门)*(?:从事|主营|[做搞](?!了|过|上市|大|研发|技改|改造)|(?:研发)?(?:生产|制造|加工)(?!车间|基地|部门|环节|任务|一线)(?:和|与|销售)*)(?P<what>(?:(?![的还没了])[\u4e00-\u9fffa-z0-9]){2,14}?)(?:的?(?:小|大|老|民营)*(?:厂|公司|企业|工厂|作坊)|的研发|的生产|的加工|加工|生产|制造|研发|销售|业务|服务|行业|贸易|产品|这[一]?块|(?:工作|企业|公司))*(?:的)?$"
)
_OF_OTHERS = re.compile("客户|供应商|子公司|母公司|股东|(?:不|没有?)(?:是|再|做|从事|生产|制造|加工|搞)")
_FIRM = re.compile("(?:是|为|属于|我们|我司|一家|作为)[^,]*(?:企业|公司|厂)$")
_SAID = re.compile("[做搞]|从事|生产|制造|加工|研发|开发|主营|主打|行业|领域|企业|公司|厂|销售|贸易|开了|经营")
_FACTORY = re.compile("(?:^|的|家|区|市|县|镇|是)(?P<what>(?:(?!的|家|区|市|县|镇|我|们|级|是|工厂)[一-鿿]){2,6})厂$")
_CALLED = re.compile(
    "(?:^|[的级是]|一家)(?P<what>(?:(?![的家省市县我们级是])[一-鿿]){2,8}?)(?:生产|制造|加工|服务|研发)?(?:企业|公司)$"
)
_NO_TRADE = re.compile(
    "民营|国[有营]|[外合独台港]资|私营|集体|小微|[小微中大]型|中小|[初首]创|创业|创新|上市|规上|规模|限上|高新|科技|龙头|骨干|重点|示范|当地|本[地市省区]|外地|股份|有限|责任|集团|[分子母总]$|优质|成长|连锁|实体|传统|其[他它]|个体|培育|认定|新|老|好|这|那|一般|普通|正规|拟|上下游|关联|合作|瞪羚|独角兽|单项|冠军|纳税|信用"
)
"""What an enterprise is called by that is no trade."""
_GENERAL = re.compile("^(?:行业|产品|生意|企业|业务|贸易|各类|各种|一些|很多|的|了|过|零部件|配件)$|什么|多年|[0-9]年")
"""What is no trade though it stands where one would."""


def titles(clause: str, day_period: str) -> Iterator[Statement]:
    """What a clause tells of titles beside their names; `day_period` is the time that it names, "" for none."""
    if grade := _GRADE.search(clause):
        name = f"亩均评价{(grade[1] or grade[2]).upper()}类企业"
        yield Statement(
            Fact.CERTIFICATION,
            name,
            not re.search("(?:不是|没有?|非)[^,]{0,6}$", clause[: grade.start()]),
            words=clause,
        )
    if _BELOW.search(clause):
        yield Statement(Fact.CERTIFICATION, LARGE, False, words=clause)
    elif _ABOVE.search(clause) and _NEWLY.search(clause):
        yield Statement(Fact.NEW_CERTIFICATION, LARGE, True, day_period, clause)
    if _NO_TITLE.search(clause):
        yield from (Statement(Fact.CERTIFICATION, name, False, words=clause) for name in BASIC_TITLES)
    for found in _LEVELLED.finditer(clause):
        named = any(each.fact is Fact.CERTIFICATION for each in find_names(found.group()))
        if not named and not re.search("(?:不是|没有?|未|非)[^,]{0,5}$", clause[: found.start()]):
            yield Statement(Fact.CERTIFICATION, found.group(), words=clause)


def may_have_lapsed(name: str, clause: str, period: str, day: date) -> bool:
    """Whether a title was won so long ago, by what a clause says, that it is held no more unless it was won again."""
    return bool(_WON.search(clause)) and not _STILL.search(clause) and has_lapsed(name, period, day)


def has_lapsed(name: str, period: str, day: date) -> bool:
    """Whether a title that was won in a year is held no more."""
    year, term = re.match("(?:19|20)[0-9]{2}", period), TERMS.get(name)
    return term is not None and year is not None and day.year - int(year.group()) > term


def trades(clause: str) -> Iterator[Statement]:
    """The trades that a clause tells of by what is made or done, in the words of the tables where these have one, else in its
    own."""
    if _OF_OTHERS.search(clause):
        return
    known = [name for pattern, names in _trades() if _SAID.search(clause) and pattern.search(clause) for name in names]
    elsewhere = _without_places(clause, "的")
    factory = None if _NO_MAKER.search(clause) else _FACTORY.search(elsewhere)
    if factory or (_MAKES.search(clause) and not _NO_MAKER.search(clause)):
        known.append(MAKER)
    does = _DOES.search(_without_places(clause, "")) or factory
    does = does or _called(clause)
    own = (
        [does["what"]]
        if does and {*known} <= {MAKER} and not find_names(does["what"]) and not _GENERAL.search(does["what"])
        else []
    )
    yield from (Statement(Fact.INDUSTRY, name, words=clause) for name in dict.fromkeys([*known, *own]))


def _called(clause: str) -> re.Match[str] | None:
    """The trade by which an enterprise is called (廊坊的物流公司)."""
    found = _CALLED.search(_without_places(clause, "的"))
    return None if found is None or _NO_TRADE.search(found["what"]) else found


def _without_places(clause: str, instead: str) -> str:
    for _, start, end in reversed(places_in(clause)):
        clause = f"{clause[:start]}{instead}{clause[end:]}"
    return clause


def firm(clause: str) -> Iterator[Statement]:
    """That who speaks is an enterprise, where a clause ends by calling it one (我们是苏州的机械制造企业, 一家小厂)."""
    if _FIRM.search(clause) and not _OF_OTHERS.search(clause):
        yield Statement(Fact.ENTITY, "企业", words=clause)


def without_titles_and_trades(clause: str) -> str:
    """A clause without what these tell."""
    if not _OF_OTHERS.search(clause):
        clause = _FACTORY.sub(" ", clause)
        for pattern, _ in _trades():
            clause = pattern.sub(" ", clause)
    for pattern in (_GRADE, _BELOW, _ABOVE, _NO_TITLE, _LEVELLED):
        clause = pattern.sub(" ", clause)
    return clause


@cache
def _trades() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    data = json.loads(resources.files("bot").joinpath("spoken_trades.json").read_text("utf-8"))
    return tuple((re.compile(words), tuple(names)) for words, names in data)
