"""Conditions that are met or not: an independent legal person, taxes, credit, safety, public money before."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.benefit_records import Fact, Operator, Test
from corpus.benefit_words import states_by_pattern
from corpus.gates import Gates

_YEARS = "(?:(?:近|最近|前|上)[一二两三四五\\d]?个?(?:会计|自然)?年度?(?:来|内|以来|度)?)"
_NOT = "(?:无|没有|未(?:曾)?(?:发生|有|存在|出现|被?列入|被?纳入|受到?过?|被)|不存在|未)"
_EVIL = (
    "严重|重大|特大|较大|一般|违法|违规|违纪|违约|失信|信用|不良|诚信|行为|记录|现象|情况|情形|问题|信息|联合|惩戒|对象|被执行人|名单|黑名单"
    "|列入|纳入|经营异常名录|经营|征信|国家|信用中国|财政|税收|涉税|及以上|以上|等|或者|或|和|及|以及|、|的|之|发生|任何|过"
)
_HARM = "安全生产|生产安全|安全|生产|环保|环境保护|环境污染|环境|生态|污染|质量|食品|药品|农产品|产品|事故|责任|群体性事件|消防|劳动纠纷"
_CLEAN = re.compile(f"(?P<years>{_YEARS})?(?:内|均|未)*{_NOT}(?P<what>(?:{_EVIL}|{_HARM})+)")
_UNPUNISHED = re.compile(
    f"(?P<years>{_YEARS})?(?:内|均|从|未|曾)*(?:未|无|没有)(?:曾|因)?[^,;。]{{0,12}}?(?P<what>(?:行政|刑事)(?:处罚|处理))"
)
"""Without any punishment, which asks for more than good credit does."""

_GOOD = re.compile(
    "(?:社会|企业|商业)?信用(?:状况|记录|等级)?良好|诚信(?:守法)?经营|诚实守信|守法经营|无不良(?:信用|诚信|征信)?记录"
)
_BAD = re.compile(
    "(?:被|存在|有|列入|纳入|因)*(?:严重)?(?:违法)?失信(?:被执行人|企业|主体|行为|情形|名单|黑名单|联合惩戒|惩戒|对象|的|情况|记录|单位|范围|且|在|期|尚)*"
)
_UNSAFE = re.compile(
    f"(?:在)?(?P<years>{_YEARS})?(?:年度)?(?:内|期间|曾|凡|存在|发生|出现|过|有|被认定)*(?P<what>(?:{_EVIL}|{_HARM})*事故)(?:的|责任|负有)*"
)
"""An accident that bars an applicant (年度内发生安全生产责任事故)."""

_LEGAL = re.compile(
    "(?:具有|具备|为|是|系)?(?:的)?(?:独立)?(?:的)?(?:企业|民事)?独立(?:企业)?(?:的)?法人(?:资格|机构|单位|地位)?|独立核算法人|(?:具有|具备|取得)法人资格"
)
_TAX = re.compile("(?:依法|照章|按时|按期|如实)(?:经营)?、?(?:足额)?(?:纳税|缴纳税款|履行纳税义务)|依法经营、?照章纳税")
_FUNDED = re.compile(
    "(?:同一|相同|该)(?:项目|事项|内容)(?:已|曾)(?:经)?(?:享受|获得|获|得到)(?:过)?[^,;。]{0,14}?(?:财政)?(?:资金|专项资金|补助|补贴|奖励|支持|扶持|资助)(?:的)?(?:支持|扶持)?"
)


_NOT_FUNDED = re.compile(
    "(?:[\u4e00-\u9fff]{2,12}?(?:过程中|期间|中))?(?:从|尚|均)?(?:未曾?|没有)(?:获得|得到|取得|享受|拿)过?(?:其他|任何)?财政(?:性|专项)?(?:资金|补助|补贴|支持)+"
)
"""No public money before, of whatever level (未获得财政资金支持); of one level alone is another thing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Tests that stand at [start, end) of a plain text; `named` ones are names, which may be members of a list."""

    start: int
    end: int
    tests: tuple[Test, ...]
    named: bool = False


def flags(text: str) -> list[Mark]:
    """Tests of facts that are met or not."""
    found = [read(match) for pattern, read in _FLAGS.open(text) for match in pattern.finditer(text)]
    return [mark for mark in found if mark.tests] + _affirmed(text)


def bars(text: str) -> list[Mark]:
    """Tests of what bars an applicant (严重失信, 同一项目已获得财政资金)."""
    found = [Mark(*match.span(), (_is(Fact.GOOD_CREDIT, False),)) for match in _BAD.finditer(text)]
    found += [
        Mark(*match.span(), (_is(Fact.SAFE, False, match["years"] or ""),))
        for match in _UNSAFE.finditer(text)
        if not re.search("违法|违规|违纪|失信|未$", text[: match.end()])
    ]
    found += [Mark(*match.span(), (_is(Fact.FUNDED_BEFORE),)) for match in _FUNDED.finditer(text)]
    return found + _affirmed(text)


_DENIED = re.compile("[未无没不非]$|没有$|尚未$|不得$|缺乏$")
"""What before a state says that it is not so."""


_BARE = 2
"""Characters of a word alone (立项, 备案), which says of nothing that it is so."""


def _affirmed(text: str) -> list[Mark]:
    """Tests of what only the applicant can affirm."""
    return [
        Mark(
            *match.span(),
            (Test(Fact.STATE, Operator.IN, (name.format(*match.group(0, *range(1, match.re.groups + 1))),)),),
        )
        for pattern, name in states_by_pattern().open(text)
        for match in pattern.finditer(text)
        if match.end() - match.start() > _BARE and not _DENIED.search(text[: match.start()])
    ]


def _clean(match: re.Match[str]) -> Mark:
    """Without offences, accidents or both."""
    what, period = match["what"], match["years"] or ""
    tests: list[Test] = []
    if re.search("违法|违规|违纪|失信|信用|诚信|惩戒|被执行人|名录|征信", what):
        tests.append(_is(Fact.GOOD_CREDIT, period=period))
    if re.search("事故|污染|事件", what):
        tests.append(_is(Fact.SAFE, period=period))
    return Mark(*match.span(), tuple(tests))


def _is(fact: Fact, value: bool = True, period: str = "") -> Test:
    return Test(fact, Operator.IS, value, period)


def _flag(fact: Fact, value: bool = True) -> Callable[[re.Match[str]], Mark]:
    """Reads a match as a fact."""
    return lambda match: Mark(*match.span(), (_is(fact, value),))


def _unpunished(match: re.Match[str]) -> Mark:
    return Mark(match.start(), match.start("what"), (_is(Fact.GOOD_CREDIT, period=match["years"] or ""),))


_FLAGS = Gates(
    (
        (_CLEAN, _clean),
        (_UNPUNISHED, _unpunished),
        (_GOOD, _flag(Fact.GOOD_CREDIT)),
        (_LEGAL, _flag(Fact.INDEPENDENT)),
        (_TAX, _flag(Fact.TAXPAYER)),
        (_NOT_FUNDED, _flag(Fact.FUNDED_BEFORE, False)),
    )
)
