"""Benefits for persons and households (低保, 公租房, 老年人助餐): nothing that an enterprise can have.

Who may have a benefit is often said by its text alone: it speaks of families, of residents, of so much a head, and of no
body at all. The words that say so are quoted as a requirement that the applicant is a person.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.benefit_items import Unit
from corpus.benefit_receivers import SERVES
from corpus.benefit_records import Fact, Operator, Requirement, Test
from corpus.benefit_words import names, plain
from corpus.records import Document

_PERSONS = re.compile(
    "家庭|居民|老年人|长者|残疾人|儿童|孤儿|未成年人|参保人员?|失能人员|特困人员|救助对象|低保|最低生活保障|公共租赁住房|困难群众|困难职工|毕业生|失业人员|就业困难人员|灵活就业人员"
    "|退役军人|退役士兵|学生|学徒|劳动者|农民工|个人|本人|申请人|产妇|新生儿|烈属|优抚对象|计划生育"
)
_BODIES = re.compile(
    "企业|单位|机构|公司|合作社|个体工商户|经营者|经营主体|市场主体|社会组织|社会团体|高校|学校|院校|院所|医院|平台|基地|园区|中心|项目|供应商|银行|农场|载体|孵化|团队|建设"
    "|招用|吸纳|聘用|录用|安置|招聘|引进|开发"
)
"""Words of those that are no persons, and of what only such do."""

_ENTERPRISES = re.compile("企业|单位|机构|公司|合作社|运营|建设|组织")
"""Words of such bodies in a policy for persons, which has its own projects and centres."""

_WELFARE = re.compile(
    "最低生活保障|低保|特困人员|临时救助|社会救助|医疗救助|住房保障|保障性住房|公共租赁住房|公租房|住房租赁补贴|积分制?(?:入户|落户)|人才(?:引进)?入户|长期护理|居家养老|高龄津贴|老年人"
    "|残疾人(?:辅助|生活|护理|两项)|孤儿|困境儿童|计划生育|优抚|抚恤|助学|求职创业补贴|失业保险金|生育津贴"
)
"""What titles say of policies for persons."""

_PERSON = ((Test(Fact.ENTITY, Operator.IN, ("个人",)),),)


def for_persons(document: Document, unit: Unit) -> list[Requirement]:
    """The words by which an item is for persons; [] where it may be for others too."""
    text = document.text
    start, end = unit.span
    title = document.metadata.spans.get("title") or (0, 0)
    welfare, own = _WELFARE.search(text, *title), _PERSONS.search(text, start, end)
    if (_ENTERPRISES if welfare and own else _BODIES).search(text, start, end):
        return []
    said = own or welfare
    return [Requirement(said.group(), *said.span(), _PERSON)] if said else []


_SERVANT = re.compile("机构|平台|中介|服务商|基地|园区|孵化器")


def serves_others(text: str, unit: Unit) -> bool:
    """Whether an item gives to those who do something for others (为……企业提供孵化服务的机构), who are not what these are."""
    said = [[text[slice(*span)] for span in draft.clauses] for draft in unit.drafts]
    return bool(said) and all(
        any(SERVES.search(clause) for clause in clauses) and any(_SERVANT.search(clause) for clause in clauses)
        for clauses in said
    )


def unless_served(text: str, unit: Unit, asked: Sequence[Requirement]) -> list[Requirement]:
    """What a document and its headings ask, without what they say of enterprises where an item gives to those who serve them."""
    if not serves_others(text, unit):
        return list(asked)
    return [each for each in asked if _SERVANT.search(each.clause) or not _is_of_enterprises(each)]


_OF_ENTERPRISES = frozenset({Fact.INDUSTRY, Fact.ENTITY, Fact.SIZE, Fact.CERTIFICATION})


def _is_of_enterprises(each: Requirement) -> bool:
    return each.clause.endswith("企业") or any(test.fact in _OF_ENTERPRISES for test in each.tests)


def unless_for_others(text: str, unit: Unit, beneficiaries: Sequence[Requirement]) -> list[Requirement]:
    """Beneficiaries of a document, of which those that do not name the one that an item gives to are no test where others
    name it (高校和企业；另含担保机构, of an item for 担保机构)."""
    opening = re.split("[，。；：]", text[slice(*unit.span)])[0]
    given = names("roles").pattern.match(plain(opening))
    named = [given is not None and given.group() in plain(each.clause) for each in beneficiaries]
    if not any(named):
        return list(beneficiaries)
    return [
        each if own else replace(each, alternatives=(), partial=False)
        for each, own in zip(beneficiaries, named, strict=True)
    ]
