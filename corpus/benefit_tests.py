"""Typed tests of a condition's clause: who, where, how old, how much.

A test is only given where the clause cannot hold without it, and a clause counts as typed only where the tests leave none of
its words over. In doubt there is no test: what stays as text is put to a person, a wrong test is put to nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from corpus.benefit_doings import said_by_clause
from corpus.benefit_flags import Mark, flags
from corpus.benefit_industries import industry_of_any
from corpus.benefit_names import AGAIN, FIRST, names_in
from corpus.benefit_numbers import numbers
from corpus.benefit_places import places
from corpus.benefit_records import Fact, Operator, Test
from corpus.benefit_words import plain, states_by_pattern
from corpus.regions import Region

_OLD, _SINCE = "老年人", Decimal(60)
"""A word for persons that their age says too."""

_WHO = frozenset(
    {Fact.CERTIFICATION, Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION, Fact.ROLE, Fact.ENTITY, Fact.SIZE}
)
"""Facts whose names say who an applicant is."""

_WON = re.compile("获评|获得|荣获|获批|认定|评为|入选|列入|评定|评选|通过|成为|获[^,;。]{0,4}称号")
_HELD = re.compile("有效期内|资格有效|处于有效期|有效期")

_FUNCTION_WORDS = (
    "对于 凡是 对 凡 并且 且 并 同时 以及 和 与 及 应当 应该 应 必须 须 需要 需 要 为 是 系 属于 具有 具备 拥有 取得 获得 持有 依法 依规 合法"
    " 登记 注册 设立 成立 申报 申请 企业 单位 主体 项目 机构 者 本 该 其 有 已 经 认定 评定 符合 资格 资质 称号 证书 有效期内 有效期 期内 有效"
    " 首次 重新 通过 复核 新 内 中 的 在 被 均 都 从事 相关 行业 产业 领域 业务 类 型 主营 获评 评为 入选 列入 纳入 给予 (含) 含 年度 年"
    " 又 每家 所列 范围 审核 后 居民 公民 市民 个人 人员 家庭 申请人 成员 本人 学历 学位 持 相应 证明 之一的 支持 工作"
)
_FUNCTION = re.compile(
    "|".join(map(re.escape, sorted(_FUNCTION_WORDS.split(), key=len, reverse=True))) + "|[,;。:、.()\\[\\]-]"
)
"""Words that say nothing that a test would have to say."""

_LISTS = re.compile("或|等(?!级)|/|之一")
_DOUBT = re.compile(
    "除|但|不含|不包括|优先|鼓励|可以|可适当|放宽|视|如果|若|其中|原则上|提供|服务(?= )|培育|引进|孵化|联合|委托|合作|采购|投向|面向|向"
    "|(?<![应须作定评是])为(?=[^,]{2,}(?:提供|开展|企业|单位|机构))|推动|带动|帮助|促进|合计|之和|关联|控股|集团|子公司|上下游|客户|员工|人才|供应商|的,|未(?!上市)|不(?!少|低|超|高|多)|非(?!上市)|无(?!任何)"
)
_SHORT, LONGEST_CLAUSE = 2, 150
"""Characters of a clause that can say something, and of one that could be read: a longer one says more than tests do, and
bounds what a hostile text can cost."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be typed of a clause: the alternatives, of which one must be met, and whether words are left over."""

    alternatives: tuple[tuple[Test, ...], ...] = ()
    partial: bool = False


UNREAD = Reading()

_OPEN_LIST = re.compile("(?P<named>.*[、和及与].*)等(?:各类|相关)?(?:(?:创新|市场|经营|实施|申报)?(?:主体|单位))?")
"""A list of kinds that is left open (高校、科研院所、企业等单位): whoever is none of them may still be meant."""

_MEANT = "企业|机构|单位|公司|高校|院校|院所|组织|团队|合作社|主体"
_ABOUT_NOTHING = re.compile(
    f"^面向(?=(?:[^,;。为向]|专精特新){{2,20}}(?:{_MEANT})$)|"
    "^(?:本[一-鿿]{1,6})?(?:主要)?适用于|^(?:申报|申请|项目|牵头|承担|实施|联合|参与)+(?:单位|主体|企业|机构|人|者)(?:或(?:申报|申请|项目|牵头|承担|实施|联合|参与)+(?:单位|主体|企业|机构))?(?:应当?|须|必须|需)?(?:为|是|系)?"
    "|\\((?:以下|下)(?:简|统|也|合)?称[^()]*\\)|\\((?:含|包括|包含)[^()\\d]{3,30}\\)|截至[^,;。、]{2,12}?(?:之日|日|时|年?底|年?末)(?=已|注册|成立|连续|持续)"
)
"""Words that ask for nothing: who applies, how something is called further on, the day that is reckoned from."""


@lru_cache(maxsize=2_000)  # a sixth of the clauses of policies stand in others of their place too, word for word
def read_tests(clause: str, region: Region) -> Reading:
    """The tests of a clause of a policy of `region`; UNREAD where there are none."""
    text = plain(clause)
    if not _SHORT <= len(text) <= LONGEST_CLAUSE:
        return UNREAD
    text = _ABOUT_NOTHING.sub("", text)
    if len(text) < _SHORT:
        return UNREAD
    if of_any := industry_of_any(text):
        return Reading((of_any,))
    if (opened := _OPEN_LIST.fullmatch(text)) and (named := read_tests(opened["named"], region)).alternatives:
        return Reading((*named.alternatives, ()), named.partial) if not named.partial else UNREAD
    halves = re.split("或者|或", text)
    if len(halves) > 1:
        either = [_conjunction(half, region) for half in halves]
        if all(each and not each.partial and len(each.alternatives[0]) == 1 for each in either) and all(
            isinstance(each.alternatives[0][0].value, Decimal) for each in either if each
        ):
            return Reading(tuple(each.alternatives[0] for each in either if each))
    read = _conjunction(text, region)
    doing = said_by_clause(_without_states(text)) if read is None or _is_of_doing(read) else ()
    if doing:
        return Reading(((*(read.alternatives[0] if read else ()), *doing),))
    return read or _of_head(text, region)


_HEADED = re.compile("(?P<before>[^,;。]*?[^目,;。])(?:的|领域|行业|产业|环节|方向)(?P<head>[^的,;。:]{2,40}?)(?:的)?")
_DOES_FOR = re.compile(
    "(?<![作成评列认])为|(?<!方)向|给|服务|提供|培育|引进|孵化|联合|委托|合作|采购|帮助|带动|推动|促进|投资|入股|收购|支持(?!的)|鼓励|除|但|不(?![少低超高多])|非|其他|(?:招|聘|吸纳|迁入|落户)[^的]*$"
)
"""What is said before the one at the end of a clause that may be done with them, or by others."""


def _of_head(text: str, region: Region) -> Reading:
    """Who is meant at the end of a clause of which nothing else could be read (……等领域的企业): nobody else is, whatever the rest
    asks of them; UNREAD where they may be those that something is done with."""
    match = _HEADED.fullmatch(re.sub("^(?:对于?|凡是?|属于|限)", "", text))
    if match is None or _DOES_FOR.search(match["before"]) or re.search("等(?!级)", match["head"]):
        return UNREAD
    head = _conjunction(match["head"], region)
    told = (
        head is not None
        and not head.partial
        and all(test.fact in _WHO for tests in head.alternatives for test in tests)
    )
    return Reading(head.alternatives, partial=True) if head and told else UNREAD


def _is_of_doing(read: Reading) -> bool:
    """Whether what was read is part of a doing that the words of the clause may tell in full."""
    facts = {test.fact for tests in read.alternatives for test in tests}
    return (
        read.partial and len(read.alternatives) == 1 and facts <= {Fact.PROJECT, Fact.INDUSTRY, Fact.ENTITY, Fact.STATE}
    )


def _without_states(text: str) -> str:
    """A text without what it says of the states that tests have for it (在不改变用地性质的前提下)."""
    for pattern, _ in states_by_pattern().open(text):
        text = pattern.sub("", text)
    return text


def _conjunction(text: str, region: Region) -> Reading | None:
    """All tests of a text that must hold together; None if there are none that can be relied on."""
    marks = _without_overlap([*numbers(text), *places(text, region), *flags(text), *names_in(text)])
    if not marks:
        return None
    covered = [False] * len(text)
    for mark in marks:
        covered[mark.start : mark.end] = [True] * (mark.end - mark.start)
    marks = _without_old(marks)
    groups = _grouped(text, marks, covered)
    if groups is None or _joins_kinds(text, marks):
        return None
    alternatives: list[tuple[Test, ...]] = [()]
    for group in groups:
        alternatives = [(*before, *after) for before in alternatives for after in group]
    rest = "".join(char if not known else " " for char, known in zip(text, covered, strict=True))
    left = _FUNCTION.sub(" ", rest)
    left_over = bool(re.search(r"\w", left))
    if _LISTS.search(rest) or (left_over and _DOUBT.search(rest)):
        return None
    if re.search("的,", rest) and left_over:
        return None
    if left_over and _of_others(text, marks):
        return None
    first = "首次" in text and not any(test.fact is Fact.NEW_CERTIFICATION for mark in marks for test in mark.tests)
    return Reading(
        tuple(alternatives), left_over or first or _won_some_time(text, marks) or _won_something(rest, marks)
    )


_WON_WHAT = re.compile("认定|评定|入选|列入|纳入|获评|评为|通过|复核|重新|称号|证书|资质|资格|审核")
_WINNABLE = frozenset({
    Fact.CERTIFICATION, Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION, Fact.STATE, Fact.LISTING, Fact.PROJECT, Fact.PERSON,
    Fact.EDUCATION, Fact.DISABILITY, Fact.FUNDED_BEFORE,
})  # fmt: skip


def _won_something(rest: str, marks: Sequence[Mark]) -> bool:
    """Whether a clause asks for something that was won and does not say what (对通过认定的企业)."""
    won = any(test.fact in _WINNABLE for mark in marks for test in mark.tests)
    return not won and _WON_WHAT.search(rest) is not None


def _without_old(marks: list[Mark]) -> list[Mark]:
    """Marks without 老年人 where an age is asked that says it."""
    tests = [test for mark in marks for test in mark.tests if test.fact is Fact.PERSON_AGE]
    aged = any(
        test.operator is Operator.AT_LEAST and isinstance(test.value, Decimal) and test.value >= _SINCE
        for test in tests
    )
    return [mark for mark in marks if not (aged and mark.named and mark.tests[0].value == (_OLD,))]


def _of_others(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a name is the subject of a sentence that asks nothing of it (科技领军企业实行一企一策)."""
    named = [mark for mark in marks if mark.named and mark.tests[0].fact in _WHO]
    behind = text[named[-1].end :] if named else ""
    return re.match("(?!的|等|[,;。:)]|[须应需]|必须|及|和|与|或|首次|新|通过|认定|称号)\\w", behind) is not None


def _joins_kinds(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a list of kinds of applicants goes on behind something else (高校，以及本市的担保机构): each alone is enough, and
    what stands between may be about one of them."""
    kinds = [mark for mark in marks if mark.named and mark.tests[0].fact in _WHO]
    gaps = [text[one.end : other.start] for one, other in pairwise(kinds)]
    return any(re.search("以及|[,、]?(?:和|及|与|或|含)", gap) and not _is_join(gap) for gap in gaps)


def _won_some_time(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a title counts when it is won (对获评…的企业给予奖励): who holds it may have had it for years."""
    held = any(test.fact is Fact.CERTIFICATION for mark in marks for test in mark.tests)
    return held and _WON.search(text) is not None and not _HELD.search(text)


def _without_overlap(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.named, each.start - each.end)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda each: each.start)


def _grouped(text: str, marks: Sequence[Mark], covered: list[bool]) -> list[tuple[tuple[Test, ...], ...]] | None:
    """Marks as groups that must all hold, each a disjunction: names in a list (高校、科研院所和企业) are alternatives. None
    if a list has members that could not be read or is left open (等)."""
    both = AGAIN.search(text) and FIRST.search(text)
    if both and any(mark.named and mark.tests[0].fact is not Fact.ENTITY for mark in marks):
        return None
    groups: list[list[Mark]] = []
    for mark in marks:
        gap = text[groups[-1][-1].end : mark.start] if groups else ""
        if groups and mark.named and groups[-1][-1].named and _is_join(gap):
            covered[groups[-1][-1].end : mark.start] = [True] * len(gap)
            groups[-1].append(mark)
        else:
            groups.append([mark])
    if any(_is_broken(text, group) for group in groups if group[0].named):
        return None
    return [_merged(group) for group in groups]


def _is_join(gap: str) -> bool:
    return re.fullmatch("(?:企业|单位)?(?:以及|或者|和|及|与|或|、)", gap) is not None


def _is_broken(text: str, group: Sequence[Mark]) -> bool:
    """Whether a list goes on beyond what was read of it."""
    before, after = text[: group[0].start], text[group[-1].end :]
    return bool(
        re.search("(?:[、或]|以及|或者)$", before)
        or re.match("(?:企业|单位)?(?:[、或和及与]|以及|或者|等(?!级))", after)
        or (re.search("[和及与]$", before) and not re.search("(?:注册|登记)[^,]*[和及与]$", before))
    )


def _merged(group: Sequence[Mark]) -> tuple[tuple[Test, ...], ...]:
    """The alternatives of a list of names: one test for those of one fact."""
    if len(group) == 1:
        return (group[0].tests,)
    alike: dict[tuple[Fact, ...], tuple[Test, ...]] = {}
    for mark in group:
        facts = tuple(test.fact for test in mark.tests)
        before = alike.get(facts)
        alike[facts] = mark.tests if before is None else tuple(map(_either, before, mark.tests))
    return tuple(alike.values())


def _either(one: Test, other: Test) -> Test:
    """A test of the names of two."""
    assert isinstance(one.value, tuple)
    assert isinstance(other.value, tuple)
    return replace(one, value=tuple(dict.fromkeys((*one.value, *other.value))))
