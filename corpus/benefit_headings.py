"""What headings say of an item: for whom it is, of which industry, for which doing."""

import re
from collections.abc import Iterator, Sequence

from corpus.benefit_clauses import parts_of, requirement
from corpus.benefit_doings import said_by_clause, said_by_heading, said_by_own_heading
from corpus.benefit_items import Unit
from corpus.benefit_naming import core_of, is_gift, is_label, says
from corpus.benefit_outline import Role, bare, role_of
from corpus.benefit_records import Fact, Requirement
from corpus.benefit_words import names, plain
from corpus.records import Document, Section, Span
from corpus.regions import Region

_PART = re.compile("产业|行业|领域|装备")
_IS_AIM = re.compile("(?:生态|载体|空间|环境|体系|设施|格局)$")
"""How a heading of a part above ends that tells what the policy builds (高质量产业生态), and not for which industry it is."""

_NO_CONDITION = re.compile(
    r"总则|附则|一览|有关|其他|主要|(?:政策|措施|内容|(?<![修制]订)(?<!制定)(?<!\w\w)标准|(?:奖励|补贴|资金|发放|认定|评价|收费)标准|支持|办法|事项|方向|要点|条款|奖励|补贴|补助|资助)$|第.{1,4}[章节条]|[：:，。]"
)
_ANNOUNCES = re.compile(
    "[，,](?:具体)?(?:分|按)[^，。；]{0,10}(?:档|类|级|种|情形|方式|标准|步|阶段)[^，。；]{0,6}$|[，,：:]?(?:具体)?(?:标准|方式|内容|条件|情况)?如下$"
)
"""How a heading goes on behind its name where items follow (贷款贴息，分两档)."""

_CALLS = re.compile("^(?:大力|积极|重点|加快|加大|持续|进一步)*(?:支持|鼓励|推动|促进|引导|扶持|加强|给予?)")


OF_OTHERS = re.compile("的(?:[一-鿿]{0,6}(?:企业|机构|单位|公司|组织|团队|院校|院所|平台|园区|个人|人员))$")
"""How a clause ends that says whom an amount is for."""


def said_by_headings(document: Document, unit: Unit, said: Sequence[Requirement], *, asks: bool) -> list[Requirement]:
    """What headings ask that nothing else has `said`: the nearest one, and those of the parts above that name an industry. One
    that no test says is only kept where it is the item's own, where it names something and does not only call for it (支持研发投入), or where the item
    does not say itself for whom it is (`asks`)."""
    text, region = document.text, document.metadata.region
    words = ("" if unit.tiered else text[slice(*unit.span)]) + "".join(each.clause for each in said)
    found: list[Requirement] = []
    for nearest, index in _named(document, unit):
        section = document.sections[index]
        alone = index == unit.blocks[0].path[-1]
        name = _unquoted(_ANNOUNCES.sub("", _CALLS.sub("", bare(section.heading)).strip()))
        core = _GIFT.sub("", name)
        whom = _AIM_OF_WHOM.sub("", name)
        if nearest and whom != name and all(each.clause != whom for each in said):
            found += [
                each for each in _typed_in(text, section, whom, region) if all(test.fact in _WHO for test in each.tests)
            ]
        if nearest and core != name and not re.search("^给|的$", core) and all(each.clause != core for each in said):
            found += _typed_in(text, section, core, region)
        span = span_of(text, section, name)
        if (
            span is None
            or says(words, name)
            or (_NO_CONDITION.search(name) and not (nearest and _SENTENCE.search(name)))
        ):
            continue
        if nearest or _PART.search(name) or _names_industry(name):
            each = _of_heading(text, unit, span, region, alone=alone)
            kept = any(one.typed for one in each) or (
                alone or not asks or not _CALLS.match(bare(section.heading))
                if nearest
                else _IS_AIM.search(name) is None
            )
            found += each if kept else ()
    return [each for one in found for each in _without_gift(text, one, words, region)]


_TELLING = 4
"""Characters of what is left of the name of a gift that say what it is for."""


def _without_gift(text: str, each: Requirement, words: str, region: Region) -> list[Requirement]:
    """A heading as what can be met: the name of a gift as what it is for, where nothing else says that; a label not at all."""
    if each.alternatives or not (is_gift(each.clause) or is_label(each.clause)):
        return [each]
    core = core_of(each.clause) if is_gift(each.clause) else ""
    if len(core) < _TELLING or says(words, core):
        return []
    return [requirement(text, (each.start, each.start + len(core)), region)]


def _unquoted(name: str) -> str:
    """A name without the quotes that stand around all of it."""
    return name[1:-1] if name[:1] in ("“", '"') and name[-1:] in ("”", '"') and name.count("“") < 2 else name


def _named(document: Document, unit: Unit) -> Iterator[tuple[bool, int]]:
    """The headings above an item that name something, the innermost first, and whether each is the innermost."""
    found = [
        index
        for index in reversed(unit.blocks[0].path)
        if document.sections[index].is_heading and role_of(document.sections[index].heading) is Role.TEXT
    ]
    return ((at == 0, index) for at, index in enumerate(found))


_WHO = frozenset({Fact.ENTITY, Fact.SIZE, Fact.ROLE})
_NAMES_WHOM = re.compile("(?:企业|组织|机构|高校|院校|院所|合作社|公司|个体工商户|团队|单位)$")
"""How a heading ends that names those whom its item is for (科技型社会组织)."""


def _of_heading(text: str, unit: Unit, span: Span, region: Region, *, alone: bool) -> list[Requirement]:
    """A heading as requirements; `alone` tells that it is that of the item and of no other."""
    each = requirement(text, span, region)
    name = each.clause
    titled = any(test.fact is Fact.CERTIFICATION for test in each.tests)
    others = _gives_to_others(text, unit)
    of_topics = titled and (others or re.search("[与和、及]", name) is not None)
    if each.typed and not of_topics and (alone or not said_by_clause(plain(name))):
        return [each]
    if each.partial and not others and _NAMES_WHOM.search(name) and all(test.fact in _WHO for test in each.tests):
        return [each]
    doers = parts_of(text, span, region, doer=True)[:-1] if alone and not others else []
    said = said_by_heading(name) or (said_by_own_heading(name) if alone else ())
    return [*doers, Requirement(name, *span, said)]


def span_of(text: str, section: Section, name: str, shortest: int = 3) -> Span | None:
    """Where the name of a heading stands; None for one of fewer characters than the `shortest` that asks anything."""
    within = section.start, section.start + len(section.heading) + 8
    at = text.find(name, *within) if len(name) >= shortest else -1
    return (at, at + len(name)) if at >= 0 else None


def _gives_to_others(text: str, unit: Unit) -> bool:
    """Whether an item gives to others than enterprises too (……的服务机构，奖励), so that its heading is not about them."""
    clauses = (text[slice(*span)] for draft in unit.drafts for span in draft.clauses)
    return any((match := OF_OTHERS.search(clause)) and not match.group().endswith("企业") for clause in clauses)


_SENTENCE = re.compile("[^，]{4,}，[^，]{4,}")
"""A heading that is a sentence, and may ask for anything."""

_GIFT = re.compile("(?:奖励|补贴|补助|资助|奖补|贴息|贴租|支持|扶持)+$")


_AIM_OF_WHOM = re.compile("(?:做大做强|高质量发展|发展壮大|发展|培育|壮大|成长|建设|集聚|能力提升|提升)+$")
"""What a heading wants for those whom it names (科技服务机构培育)."""


def _typed_in(text: str, section: Section, name: str, region: Region) -> list[Requirement]:
    """What the name of a gift says of who has it (银行奖励, 融资租赁贴租), where tests say all of it."""
    span = span_of(text, section, name, shortest=2)
    each = requirement(text, span, region) if span else None
    return [each] if each and each.typed else []


def _names_industry(name: str) -> bool:
    return names("industries").pattern.match(plain(name)) is not None
