"""A clause as a requirement, and those parts of it that tests can say where they cannot say all of it: demands in a list
(在本市注册、成立满2年), who does what a clause tells (担保机构为……提供担保), who is meant at its end (迁入本市的高新技术企业)."""

import re

from corpus.benefit_doings import said_by_clause
from corpus.benefit_flags import bars
from corpus.benefit_records import Fact, Requirement, Test
from corpus.benefit_sentences import clauses_of
from corpus.benefit_tests import LONGEST_CLAUSE, Reading, read_tests
from corpus.benefit_words import plain
from corpus.records import Span
from corpus.regions import Region, find_regions

_NAMES = frozenset({
    Fact.ENTITY, Fact.SIZE, Fact.ROLE, Fact.CERTIFICATION, Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION,
    Fact.INDUSTRY, Fact.PROJECT, Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY,
})  # fmt: skip
"""Facts whose bare names may be members of a list of which one is enough."""

_WHO = _NAMES - {Fact.PROJECT} | {Fact.LISTING, Fact.REGION}
"""Facts that say who somebody is."""

_EITHER = re.compile("或|之一|任[一意]|分别|择一|其中|不同|等(?:[市省区县地]|城市|地区)")
"""Signs of a list of which not every member is asked."""

_HOLDERS = "企业|机构|单位|公司|高校|院校|学校|院所|组织|团队|院团|协会|学会|商会|联盟|医院|银行|合作社|个体工商户|个人|人员|家庭|农场|平台|园区|基地|项目"
_HOLDER = re.compile(f"(?:{_HOLDERS})$")
_ALONE = re.compile("^(?:又|并且?|且|同时)|为主(?:业|营|要)|作为主")
"""What a demand says that is asked beside those before it, and is no name in a list."""

_OPENING = re.compile("(?:对于?|凡是?|大力|积极|鼓励|支持|引导|组织)*")
_DOES = (
    "保持|不|具有|具备|拥有|已|上一年|开展|提供|建设|实施|参与|参加|申请|承担|组织|举办|承办|购买|购置|租用|租赁|引进|设立|利用|采用|通过|当年|年度|上年|首次|第一次|为|与|积极|在|扩大|加大"
    "|培育|育成|获得|取得|发行|投资|新建|改造|每年|主导|牵头|进行|联合|转化|研发|研制|完成|实现|落户|入驻|揭榜|从|向|以|按|将|新增|招用|吸纳|出口|赴"
    "|主办|主持|发布|创作|打造|搭建|运营|承租|上市|挂牌|并购|改建|扩建|改造|升级|应用|推广|使用|生产|制定|制订|修订|编制|发起|组建|引入|对接|入选|列入|达到|实际|用于|因|近|牵引|带动|孵化|加入|担任|迁入|布局|申报"
)
_SUBJECT = re.compile(f"(?P<who>[^，。；、的（]{{2,24}}?(?:{_HOLDERS}))(?=(?:{_DOES}))")
"""Who does what a clause tells, at its beginning."""

_MADE_BY = re.compile(
    f"(?:[^，。；、]{{2,12}}的)?(?P<who>[^，。；、的（]{{2,24}}?(?:{_HOLDERS}))(?=(?:新?建设|建成|实施|研制|研发|生产|承担|举办|开发|投资|新建|运营)的[^，。；、的]{{2,24}}$)"
)
"""Who has made the thing at the end of a clause (园区开发企业建设的标准厂房项目)."""

_FOR_WHOM = re.compile(
    "[为向给](?![^，。；]*(?:提供|开展|进行|发放|减|免|贷|担保|融资|服务|投资|推荐|输送|介绍|销售|实施|完成|培养|培训|研发|转化)[^，。；]*的$)[^，。；]*的$"
)
"""How a clause goes on whose end says for whom something is done, and not who does it (为承租的中小企业)."""

_AT_THE_END = re.compile("(?:^|.*[^目])的(?P<who>[^，。；、]{2,20})$")


def requirement(
    text: str, span: Span, region: Region, *, said: str | None = None, excludes: bool = False
) -> Requirement:
    """The clause at `span` as a requirement; `said` is the whole of what a member of a list asks for ("" for unknown)."""
    start, end = span
    clause = text[start:end]
    reading = _bars(clause) if excludes else read_tests(clause if said is None else said, region)
    return Requirement(clause, start, end, reading.alternatives, reading.partial, excludes)


def parts_of(text: str, span: Span, region: Region, *, doer: bool = False) -> list[Requirement]:
    """The clause at `span` as requirements: one if tests say all of it, else those of its parts that they say and, for the
    rest, the clause as it stands. `doer` tells that whoever does what the clause tells is the one to whom is given."""
    whole = requirement(text, span, region)
    if whole.typed:
        return [whole]
    if doer and (parted := _subject_and_doing(text, span, region)):
        return parted
    demands = _demands(text, span, region)
    if not demands:
        return [*_named_in(text, span, region, doer=doer), whole]
    return [
        part
        for each in demands
        for part in ([each] if each.typed else [*_named_in(text, (each.start, each.end), region, doer=doer), each])
    ]


def _subject_and_doing(text: str, span: Span, region: Region) -> list[Requirement]:
    """Who does what, each for itself, where the clause tells nothing but a doing (平台型企业揭榜攻关的); [] for any other."""
    start, end = span
    opening = _OPENING.match(text, start, end)
    subject = _SUBJECT.match(text, opening.end() if opening else start, end)
    if subject is None or not said_by_clause(plain(text[subject.end("who") : end])):
        return []
    return [requirement(text, subject.span("who"), region), requirement(text, (subject.end("who"), end), region)]


_LONGEST_LIST = 2 * LONGEST_CLAUSE
"""Characters of a list of demands that is cut, which bounds what a hostile text can cost."""


def _demands(text: str, span: Span, region: Region) -> list[Requirement]:
    """A list of demands of which each must be met, cut where tests say a member; [] if it is none."""
    if (
        span[1] - span[0] <= _LONGEST_LIST
        and "且" in text[slice(*span)]
        and len(both := clauses_of(text, *span, "且")) == 2
    ):
        read = [requirement(text, each, region) for each in both]
        if any(each.typed for each in read) and not _EITHER.search(text, *span):
            return read
    spans = clauses_of(text, *span, "、，,；;")
    if (
        span[1] - span[0] > _LONGEST_LIST
        or len(spans) < 2
        or _EITHER.search(text, *span)
        or any(_HOLDER.search(text[a:b]) for a, b in spans[:-1])
    ):
        return []
    found: list[Requirement] = []
    read = [requirement(text, each, region) for each in spans]
    sure = [_is_demand(each, text[each.end : span[1]]) for each in read]
    if not any(sure):
        return []
    for each, alone in zip(read, sure, strict=True):
        if found and not alone and not found[-1].typed:
            found[-1] = requirement(text, (found[-1].start, each.end), region)
        elif alone:
            found.append(each)
        else:
            found.append(each if not each.typed else Requirement(each.clause, each.start, each.end))
    return found


def _is_demand(each: Requirement, behind: str) -> bool:
    """Whether a member of a list is a demand for itself and no name of which others follow (注册在杭州、宁波)."""
    if not each.typed:
        return False
    if any(test.fact is Fact.REGION for test in each.tests) and any(
        start < 2 for _, start, _ in find_regions(behind[1:12])
    ):
        return False
    return any(test.fact not in _NAMES for test in each.tests) or _ALONE.search(each.clause) is not None


def _named_in(text: str, span: Span, region: Region, *, doer: bool) -> list[Requirement]:
    """Who is meant by a clause of which tests cannot say the rest."""
    start, end = span
    clause = text[start:end]
    if end - start > LONGEST_CLAUSE:
        return []
    tail = _AT_THE_END.match(clause.removesuffix("的"))
    if tail and not _FOR_WHOM.search(clause[: tail.start("who")]):
        opening = _OPENING.match(clause)
        head = requirement(text, (start + (opening.end() if opening else 0), start + tail.start("who") - 1), region)
        alone = _is_demand(head, "") or bool(said_by_clause(plain(head.clause)))
        before = [head] if _HOLDER.search(tail["who"]) and alone else []
        meant = _who(text, (start + tail.start("who"), start + tail.end("who")), region)
        if before or meant:
            return [*before, *meant]
    opening = _OPENING.match(clause)
    at = opening.end() if opening else 0
    subject = (_SUBJECT.match(clause, at) if doer else None) or _MADE_BY.match(clause, at)
    return _who(text, (start + subject.start("who"), start + subject.end("who")), region) if subject else []


def _who(text: str, span: Span, region: Region) -> list[Requirement]:
    """A part that says who somebody is, where tests say all of it and it is not just any enterprise."""
    each = requirement(text, span, region)
    telling = any(not _is_any(test) for test in each.tests) and all(test.fact in _WHO for test in each.tests)
    return [each] if each.typed and telling else []


def _is_any(test: Test) -> bool:
    return test.fact is Fact.ENTITY and isinstance(test.value, tuple) and "企业" in test.value


_OF_A_LEVEL = re.compile("中央|国家|[省市区县]级|本[省市区县]|[省市区县]财政")
"""Public money of one level alone: who has had other money is not barred."""


def bars_of(text: str, span: Span, region: Region) -> list[Requirement]:
    """What bars an applicant: each of a list for itself (严重失信、知识产权有争议的，不得申报) where tests say one of them."""
    whole = requirement(text, span, region, excludes=True)
    spans = [each for each in clauses_of(text, *span, "、，,；;或") if not _REFUSES.match(text[slice(*each)])]
    if whole.typed or len(spans) < 2 or re.search("且|并|同时|除", text[slice(*span)]):
        return [whole]
    found = [requirement(text, each, region, excludes=True) for each in spans]
    return found if any(each.alternatives for each in found) else [whole]


_REFUSES = re.compile(
    "(?:的)?(?:企业|单位|项目|机构|情形|行为|一律|均|将)*(?:不得|不予|不能|不再|不享受|不受理|取消|之一|除外)"
)


def _bars(clause: str) -> Reading:
    """The tests of what bars an applicant; partial unless they are all that it says."""
    text = plain(clause)
    marks = bars(text) if len(text) <= LONGEST_CLAUSE else []
    if len(marks) != 1:
        return Reading()
    rest = text[: marks[0].start] + text[marks[0].end :]
    rest = re.sub(
        "申报|申请|单位|企业|主体|存在|情形|情况|的|不予?(?:支持|受理|奖励|补助|资助|补贴)|不得(?:申报|申请|享受)|对|有|或|下列|之一|[^\\w]|不享受本政策|本办法|本政策|项目|者|相关",
        "", rest,
    )  # fmt: skip
    narrow = _OF_A_LEVEL.search(text, marks[0].start, marks[0].end)
    return Reading((marks[0].tests,), bool(rest) or narrow is not None)
