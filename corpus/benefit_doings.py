"""Doings that no table names, by the words of their clause (设立境外研发中心, 演艺空间培育): a name that a profile can have as
well as those of the tables. A name is the whole of what is asked, so nothing is left out; what judges (重大, 优质) is none."""

import re

from corpus.benefit_records import Fact, Operator, Test
from corpus.benefit_words import names, plain

_BUILDS = "建设|新建|打造|设立"
_RENEWS = "改造提升|改造|升级|更新"
_HOLDS = "举办|承办|参加|加入|主办"
_DOING = re.compile(
    "(?:对于?|凡|鼓励|支持|引导)*(?:(?:企业|单位|机构)(?:积极)?)?(?P<where>在(?:[本我全][市省区县]|国外|境外|海外|国\\(境\\)外|境\\(国\\)外|[\u4e00-\u9fff]{0,6}(?:园区|基地|开发区|新区)|[\u4e00-\u9fff]{2,6}[省市区县](?:内)?|京))?"
    f"(?:(?P<builds>{_BUILDS})|(?P<renews>{_RENEWS})|(?P<holds>{_HOLDS}))(?P<what>[\u4e00-\u9fff()]{{3,16}}?)(?:行动)?(?:的)?"
)
_JUDGES = re.compile(
    "的|[、和与及或]|相关|有关|各类|各种|其他|上述|以下|该|本|重大|重点|优质|优秀|一批|良好|高水平|先进|必要|创新$|工作$|业务$|经营$|生产$|台账|专员|窗口|名单|目录|专班|小组|基金|资金|专项|档案|通道|渠道|账户|活动中|过程|能力|水平|机制|制度|体系|团队|队伍|管理|对|为|以|[需须应]|积极"
)
"""Words of what is no name of a doing."""

_ABROAD = re.compile("在(?:国外|境外|海外|国\\(境\\)外|境\\(国\\)外)")
_OF_INDUSTRY = re.compile(
    "(?:企业|产业|技术|装备|产品|标准|培育|融资|发展|创新|应用|示范|推广|研发|制造|人才|服务|平台|生态|集聚|与|和|及|、)+"
)
"""What a heading says of an industry (氢能企业培育和融资)."""


_VERBS = (
    "建设|新建|改建|扩建|打造|设立|创建|搭建|配建|改造|举办|承办|组织|主办|参加|参与|加入|开展|实施|承担|购买|购置|采购|租用|租赁|租入|发行|研发|研制|转化|推广|派|赴"
    "|申请|布局|招引|发起|揭榜"
)
_TOLD = re.compile(
    "(?:对于?|凡|鼓励|支持|引导|积极|主动|且|并|为)*(?:各类|在京)?(?:企业|单位|机构|社会资本)?(?:积极|主动|联合|牵头|自主|[在赴](?:[本我全][市省区县]|京|[\u4e00-\u9fff]{2,3}市|境外|国\\(境\\)外|海外))*"
    f"(?P<said>(?:(?:利用|用|以|通过|采用|依托)[^,;。的]{{2,24}}?)?(?:{_VERBS})[^,;。:\\d]{{3,28}}?)(?:的)?(?:项目|活动|业务)?(?:的)?"
)
_JUDGED = re.compile(
    "的(?!关键|核心|设备)|相关|有关|各类|各种|其他|上述|以下|该|本(?!市|体)|重大|优质|优秀|一批|良好|高水平|先进(?!制造)|必要|显著|突出|[较很]|一定|明显|作用|效果|成效|符合|达到|能够|具有|具备|不|未|[无非](?!线|遗)|等|除"
    "|[一二两三四五六七八九十]+[年个家项名次月]|以[上下]|超过|低于|成功|合格|通过|获得|完成|首次|投入|总额|费用|成本|支出|金额|资金|经费|材料|证明|手续|台账|档案|名单|账户|机制|制度|计划|方案|目标|任务|管理|监督|检查|审核|审批|验收|评审|公示|(?:共享|开放|独立|稳定|完善|规范)$"
)
"""Words of a clause that asks for more than a doing, or leaves it open which."""


_NOUNS = "导航|质押|融资|运营|认证|诊断|投保|并购|发行|改造|建设|培训|交流|合作|转化|攻关|研发|应用|示范|更新|推广|产业化|厂房|工程|培育|演出|创作|布局|走出去|运营|展览|改建|新建"
_PROJECT = re.compile(
    f"(?:对于?|凡|支持|鼓励)*(?:建设的|实施的|开展的)?(?P<said>[\u4e00-\u9fff()、]{{2,26}}?(?:{_NOUNS}))(?:类)?项目(?:的)?"
)
"""A project by what it is called (老旧厂房改造项目)."""

_STRIVES = re.compile("申请|创建|创办")
"""What is done for a title that is not held yet."""

_HEADED = re.compile(f"(?P<said>[\u4e00-\u9fff()、]{{2,14}}?(?:{_NOUNS}|服务))")


def said_by_own_heading(name: str) -> tuple[tuple[Test, ...], ...]:
    """The doing that the heading of a single item names (演艺空间培育), by its words; () where it names none."""
    text = plain(name)
    who = names("certifications").pattern.match(text)
    match = _HEADED.fullmatch(text, who.end() if who else 0)
    held = (Test(Fact.CERTIFICATION, Operator.IN, names("certifications").values[who.group()]),) if who else ()
    doing = _as_said(match)
    return ((*held, *doing),) if doing else ()


def _told(text: str) -> tuple[Test, ...]:
    """The test of a clause that tells a doing in its own words, which are its name (利用老旧厂房开展中试线建设)."""
    return _as_said(_TOLD.fullmatch(text) or _PROJECT.fullmatch(text))


def _as_said(match: re.Match[str] | None) -> tuple[Test, ...]:
    """The test of a doing by the words that tell it; () where they hold a judgement or a title."""
    if match is None or _JUDGED.search(match["said"]):
        return ()
    if names("certifications").pattern.search(match["said"]) and not _STRIVES.match(match["said"]):
        return ()
    return (_doing(match["said"]),)


def said_by_clause(text: str) -> tuple[Test, ...]:
    """The test of a plain clause that tells a doing and nothing else; () for any other."""
    return _named_doing(text) or _told(text)


def _named_doing(text: str) -> tuple[Test, ...]:
    """The test of a clause whose doing has a name of a few words."""
    match = _DOING.fullmatch(text)
    if match is None or _JUDGES.search(match["what"]) or match["what"] in names("certifications").values:
        return ()
    where, what = match["where"] or "", match["what"]
    place = "境外" if _ABROAD.fullmatch(where) else re.sub("^在|^[本我全][市省区县]$", "", where)
    if match["builds"]:
        name = f"{place}{what}建设"
    elif match["renews"]:
        name = f"{place}{what}改造"
    else:
        name = f"{place}{match['holds'] or ''}{what}"
    return (_doing(name),)


def _doing(name: str) -> Test:
    """The test of a doing by a name that may be one of the tables."""
    known = names("projects").values.get(name)
    return Test(Fact.PROJECT, Operator.IN, known or (name,), told=known is None)


def said_by_heading(name: str) -> tuple[tuple[Test, ...], ...]:
    """What a heading says that names an industry and nothing else of its own; () for any other. A doing that a heading names
    may be that of one of the items below it alone."""
    text = plain(name)
    if (match := names("industries").pattern.match(text)) and _OF_INDUSTRY.fullmatch(text, match.end()):
        return ((Test(Fact.INDUSTRY, Operator.IN, names("industries").values[match.group()]),),)
    return ()
