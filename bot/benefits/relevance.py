"""How near a benefit is to an enterprise: what of its conditions is met already, how much is still open, whether it is plainly
for others, and in which group it is told. By counting alone, so that the order of a list can be told in one line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from bot.benefits.amounts import ZERO
from bot.benefits.eligibility import Assessment, Matching, Verdict
from bot.benefits.names import Named, NameFound, find_names, in_table, name_key
from bot.benefits.profile import Profile, known_names
from corpus.benefit_records import Benefit, Fact, Operator, Requirement, Test
from corpus.benefit_words import plain

_TELLING = frozenset(
    {Fact.CERTIFICATION, Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION, Fact.INDUSTRY, Fact.PROJECT, Fact.ROLE, Fact.PERSON}
)  # fmt: skip
"""Facts whose names say what an enterprise is known for; that it is an enterprise says nothing."""

_APART = (Fact.INDUSTRY, Fact.PROJECT, Fact.ROLE)
"""Facts of which an enterprise that has stated some is taken to be of no others until it says so."""

_IN_OWN_WORDS = (Fact.INDUSTRY, Fact.CERTIFICATION)
"""Facts of which people tell names that no table has."""

_PERSONAL = frozenset(
    {Fact.HOUSEHOLD, Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY, Fact.PERSON_AGE, Fact.INSURED_MONTHS, Fact.GRADUATED,
     Fact.RESIDENCE, Fact.HOUSING_AREA, Fact.FAMILY_INCOME}
)  # fmt: skip
"""Facts of a person who applies for himself."""

TITLE_WORTH, WHOM_WORTH = 2, 1
"""What it counts, in open conditions, that a benefit names the enterprise's own title, trade or doing: as much as two in what it is
called, for that is the reason to look at it at all; as one in the lines that say for whom it is, which whole documents share."""

SPECIAL_COST = 3
"""What it counts, in open conditions, that a benefit is called by a body that runs services for others, or by what only few hold:
it asks for more than its conditions say."""

_SPECIAL = re.compile(
    "平台|园区|孵化|众创|载体|期刊|联盟|协会|学会|基金会|社会组织|大学|高校|院校|医院|医疗机构|银行|担保|书店|剧目|剧场|影院|博物馆|外资|境外|国际机构|国际组织|论坛|会议|总部|机构"
)

_SECTORS = (
    (re.compile("艺术|演艺|演出|广播电视|视听|影视|电影|出版|书店|剧目|剧场|非物质文化|文物"), "文化产业"),
    (re.compile("种植|养殖|畜牧|渔业|农产品|农机|粮食"), "农业"),
    (re.compile("旅行社|景区|酒店|民宿"), "旅游业"),
)
"""Words of what benefits are called that tell of a trade without naming it."""

_WELFARE = re.compile(
    "最低生活保障|低保|特困人员|临时救助|社会救助|医疗救助|住房保障|保障性住房|公共?租赁?住房|公租房|住房租赁补贴|积分制?(?:入户|落户)|人才(?:引进)?入户|入户管理"
    "|长期护理|居家养老|高龄津贴|老年人|残疾人|孤儿|困境儿童|计划生育|优抚|抚恤|助学|失业保险金|生育津贴"
)
_BODIES = re.compile("企业|机构|单位|公司|社会力量|运营|用人|开发商|合作社|个体工商户")
"""Words of bodies by which an item of a policy for persons may be theirs."""


class Group(StrEnum):
    """Groups in which benefits are told, in their order. What lacks information is in two of them: of the one all facts are
    known and only words of the text are left to confirm."""

    MEETS = "符合"
    CONFIRM = "只差确认"
    LACKS = "还缺信息"
    OTHERS = "看来面向其他行业或事项"
    FAILS = "不符合"
    PERSONS = "面向个人和家庭"
    APART = "不在有效期"


@dataclass(frozen=True, slots=True)
class Standing:
    """`met` conditions of a benefit are met, `facts` and `clauses` (for a person to confirm) are open. `named` are names of
    the enterprise that it is written for, in what it is called where `titled`; `special` tells that it is called
    by a body or an event that few enterprises are or hold; `others` those that it is for instead, "" among them where it is for persons."""

    met: int
    facts: int
    clauses: int
    named: tuple[str, ...]
    others: tuple[str, ...]
    titled: bool = False
    special: bool = False

    @property
    def open(self) -> int:
        """What would decide it: facts and clauses together."""
        return self.facts + self.clauses

    @property
    def distance(self) -> int:
        """What is open, less where it is written for the enterprise."""
        worth = TITLE_WORTH if self.titled else WHOM_WORTH if self.named else 0
        return self.open - worth + (SPECIAL_COST if self.special else 0)


PERSONS = ""
"""Stands among `others` of a benefit for persons."""


def ranked(matching: Matching) -> list[tuple[Assessment, Standing]]:
    """The assessments by group: in each what is for other places and for others last, what is nearest to a decision first, of
    equals that with the most met and then that with the most money."""
    held = known_names(matching.profile.statements, matching.as_of.year)
    every = [(each, standing(matching.profile, held, each)) for each in matching.assessments]
    return sorted(every, key=lambda both: _order(*both))


def standing(profile: Profile, held: Mapping[Named, bool], found: Assessment) -> Standing:
    """Where an enterprise stands with a benefit; `held` are its names with all that follow (`known_names`)."""
    deciding = found.deciding
    clauses = sum(need.fact is None for need in deciding)
    called = _named(profile, held, _called(found))
    named = called or _named(profile, held, _whom(found))
    return Standing(
        sum(check.truth is True for check in found.every),
        len(deciding) - clauses,
        clauses,
        named,
        _others(profile, held, found) if not named or found.verdict is Verdict.FAILS else (),
        bool(called),
        _special(profile, found),
    )


def group_of(found: Assessment, near: Standing) -> Group:
    """The group of a benefit. What is for persons is apart from what an enterprise may have, whatever else is known of it, and
    what seems to be for other trades or doings from what lacks less."""
    if found.verdict in (Verdict.MEETS, Verdict.APART):
        return Group[found.verdict.name]
    if PERSONS in near.others:
        return Group.PERSONS
    if found.verdict is Verdict.FAILS:
        return Group.FAILS
    if near.others:
        return Group.OTHERS
    return Group.LACKS if near.facts else Group.CONFIRM


def _order(found: Assessment, near: Standing) -> tuple[int, bool, bool, int, bool, int, bool, Decimal]:
    return (
        list(Group).index(group_of(found, near)),
        found.place is False,
        bool(near.others),
        near.distance,
        not near.named,
        -near.met,
        not found.sum.money,
        -(found.sum.high if found.sum.high is not None else found.sum.low or ZERO),
    )


def _named(profile: Profile, held: Mapping[Named, bool], text: str) -> tuple[str, ...]:
    """The enterprise's names in words that tell whom a benefit is for."""
    keys = {name for (fact, name), holds in held.items() if holds and fact in _TELLING}
    written = [value for each in _names_in(text) if each.fact in _TELLING for value in each.values]
    plain_text = plain(text)
    said = (each for each in profile.statements if each.fact in _IN_OWN_WORDS and each.holds)
    own = [str(each.value) for each in said]
    free = [name for name in own if name_key(name) in plain_text]  # a trade or a title that no table has
    return tuple(dict.fromkeys([*(name for name in written if name_key(name) in keys), *free]))


def _others(profile: Profile, held: Mapping[Named, bool], found: Assessment) -> tuple[str, ...]:
    """The trades, doings and roles that a benefit asks for, where the enterprise has stated others."""
    if not _is_person(profile, held) and (_personal(found) or _of_welfare(found)):
        return (PERSONS,)
    missed: dict[str, None] = {}
    for fact in _APART:
        if not any(holds and of is fact and in_table(of, name) for (of, name), holds in held.items()):
            continue  # of a trade in one's own words it is not known which of those of the tables it belongs to
        for check in found.every:
            if check.truth is None and not check.requirement.excludes:
                missed |= dict.fromkeys(_asked_names(check.requirement, fact))
        if fact is Fact.INDUSTRY:
            missed |= dict.fromkeys(_other_trades(found, held))
    return tuple(missed)


def _asked_names(requirement: Requirement, fact: Fact) -> Iterable[str]:
    """The names of a fact of which every alternative of a requirement asks for one."""
    asked = [
        [name for test in tests if test.fact is fact and test.operator is Operator.IN for name in _tuple(test.value)]
        for tests in requirement.alternatives
    ]
    return [name for names in asked for name in names] if asked and all(asked) else []


def _other_trades(found: Assessment, held: Mapping[Named, bool]) -> list[str]:
    """The trades that a benefit is written for, where the enterprise has none of them."""
    names = [value for each in _names_in(_about(found)) if each.fact is Fact.INDUSTRY for value in each.values]
    called = _called(found)
    names += [name for pattern, name in _SECTORS if name not in names and pattern.search(called)]
    return [] if any(held.get((Fact.INDUSTRY, name_key(name))) for name in names) else names


def _about(found: Assessment) -> str:
    """All that tells whom a benefit is for."""
    return f"{_called(found)}\n{_whom(found)}"


def _called(found: Assessment) -> str:
    """What a benefit is called: the titles of its document and its own, the headings above it. Where the title of the document
    names several trades and the benefit one itself, that title says nothing of it."""
    benefit, title = found.offer.benefit, found.offer.entry.metadata.title
    inner = [each for each in benefit.heading if plain(each) not in plain(title)]
    if len(_trades(title)) > 1 and _trades("\n".join([*inner, benefit.title, *_own_clauses(benefit)])):
        return "\n".join([*inner, benefit.title])
    return "\n".join([title, *benefit.heading, benefit.title])


def _own_clauses(benefit: Benefit) -> Iterable[str]:
    """What a benefit asks in its own words, and not in those that hold for others too."""
    asked = (*benefit.requirements, *(each for amount in benefit.amounts for each in amount.when))
    return (each.clause for each in asked if benefit.start <= each.start < benefit.end and not each.excludes)


def _trades(text: str) -> set[str]:
    return {value for each in _names_in(text) if each.fact is Fact.INDUSTRY for value in each.values}


def _whom(found: Assessment) -> str:
    """The lines that say for whom it is."""
    return "\n".join(each.clause for each in found.offer.benefit.beneficiaries if not each.excludes)


def _special(profile: Profile, found: Assessment) -> bool:
    """Whether a benefit is called by a body or an event of which nothing is known of the enterprise."""
    own = " ".join(str(each.value) for each in profile.statements if isinstance(each.value, str) and each.holds)
    return any(word not in own for word in _SPECIAL.findall(found.offer.benefit.title))


def _of_welfare(found: Assessment) -> bool:
    """Whether a benefit is of a policy for the welfare of persons, and names no body that it could be for."""
    benefit = found.offer.benefit
    return bool(_WELFARE.search(found.offer.entry.metadata.title)) and not _BODIES.search(
        "\n".join([benefit.title, *(each.clause for each in benefit.beneficiaries)])
    )


@lru_cache(maxsize=4096)
def _names_in(text: str) -> tuple[NameFound, ...]:
    """The names in a text; kept, for every step of a consultation ranks all benefits."""
    return tuple(find_names(text))


def _tuple(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _personal(found: Assessment) -> bool:
    """Whether a benefit is for persons who apply for themselves: one of its requirements can be met by no one else."""
    asked = (each for each in found.offer.benefit.requirements if not each.excludes and each.alternatives)
    return any(all(any(map(_of_person, tests)) for tests in each.alternatives) for each in asked)


def _of_person(test: Test) -> bool:
    return test.fact in _PERSONAL or (test.fact is Fact.ENTITY and test.value == (_PERSON,))


_PERSON, _FIRM = "个人", "企业"


def _is_person(profile: Profile, held: Mapping[Named, bool]) -> bool:
    """Whether what is known may be of a person: something personal, or nothing but a place; and not of an enterprise."""
    if held.get((Fact.ENTITY, name_key(_FIRM))):
        return False
    facts = {each.fact for each in profile.statements}
    persons = any(each.fact is Fact.ENTITY and each.value == _PERSON and each.holds for each in profile.statements)
    return persons or bool(facts & _PERSONAL) or facts <= {Fact.REGION}
