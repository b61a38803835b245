"""How near a benefit is to an enterprise: what of its conditions is met already, how much is still open, and whether it is
plainly for others. By counting alone, so that the order of a list can be told in one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.amounts import ZERO
from bot.eligibility import Assessment, Matching, Verdict
from bot.names import Named, NameFound, find_names, name_key
from bot.profile import Profile, known_names
from corpus.benefit_records import Fact, Operator, Requirement
from corpus.benefit_words import plain

_TELLING = frozenset(
    {Fact.CERTIFICATION, Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION, Fact.INDUSTRY, Fact.PROJECT, Fact.ROLE, Fact.PERSON}
)  # fmt: skip
"""Facts whose names say what an enterprise is known for; that it is an enterprise says nothing."""

_APART = (Fact.INDUSTRY, Fact.PROJECT, Fact.ROLE)
"""Facts of which an enterprise that has stated some is taken to be of no others until it says so."""

_PERSONAL = frozenset(
    {Fact.HOUSEHOLD, Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY, Fact.PERSON_AGE, Fact.INSURED_MONTHS, Fact.GRADUATED,
     Fact.RESIDENCE, Fact.HOUSING_AREA, Fact.FAMILY_INCOME}
)  # fmt: skip
"""Facts of a person who applies for himself."""

NAMED_WORTH = 2
"""What it counts that a benefit names the enterprise's own title, trade or doing, in conditions met: as much as two, for it is
the reason to look at it at all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`met` conditions of a benefit are met, `facts` and `clauses` (for a person to confirm) are open. `named` are names of
    the enterprise that it is written for; `others` those that it is for instead, "" among them where it is for persons."""

    met: int
    facts: int
    clauses: int
    named: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def nearness(self) -> int:
        """What is met less what is open."""
        return self.met + NAMED_WORTH * len(self.named) - self.facts - self.clauses


PERSONS = ""
"""Stands among `others` of a benefit for persons."""


def ranked(matching: Matching) -> list[tuple[Assessment, Standing]]:
    """The assessments by verdict: what is for other places and for others last, then what is nearest first, of equals that
    with the least open and then that with the most money."""
    held = known_names(matching.profile.statements, matching.as_of.year)
    every = [(each, standing(matching.profile, held, each)) for each in matching.assessments]
    return sorted(every, key=lambda both: _order(*both))


def standing(profile: Profile, held: Mapping[Named, bool], found: Assessment) -> Standing:
    """Where an enterprise stands with a benefit; `held` are its names with all that follow (`known_names`)."""
    deciding = found.deciding
    clauses = sum(need.fact is None for need in deciding)
    named = _named(profile, held, found)
    return Standing(
        sum(check.truth is True for check in found.every),
        len(deciding) - clauses,
        clauses,
        named,
        _others(profile, held, found) if not named or found.verdict is Verdict.FAILS else (),
    )


def _order(found: Assessment, near: Standing) -> tuple[int, bool, bool, int, int, bool, Decimal]:
    return (
        list(Verdict).index(found.verdict),
        found.place is False,
        bool(near.others),
        -near.nearness,
        near.facts + near.clauses,
        not found.sum.money,
        -(found.sum.high if found.sum.high is not None else found.sum.low or ZERO),
    )


def _named(profile: Profile, held: Mapping[Named, bool], found: Assessment) -> tuple[str, ...]:
    """The enterprise's names that a benefit is written for."""
    text = _about(found)
    keys = {name for (fact, name), holds in held.items() if holds and fact in _TELLING}
    written = [value for each in _names_in(text) if each.fact in _TELLING for value in each.values]
    plain_text = plain(text)
    own = [str(each.value) for each in profile.statements if each.fact is Fact.INDUSTRY and each.holds]
    free = [name for name in own if name_key(name) in plain_text]  # a trade that no table has
    return tuple(dict.fromkeys([*(name for name in written if name_key(name) in keys), *free]))


def _others(profile: Profile, held: Mapping[Named, bool], found: Assessment) -> tuple[str, ...]:
    """The trades, doings and roles that a benefit asks for, where the enterprise has stated others."""
    if _personal(found) and not _is_person(profile):
        return (PERSONS,)
    missed: dict[str, None] = {}
    for fact in _APART:
        if not any(holds and of is fact for (of, _), holds in held.items()):
            continue
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
    return [] if any(held.get((Fact.INDUSTRY, name_key(name))) for name in names) else names


def _about(found: Assessment) -> str:
    """What tells whom a benefit is for: the titles of its document and its own, the headings above it, the lines that say so."""
    benefit = found.offer.benefit
    whom = (each.clause for each in benefit.beneficiaries if not each.excludes)
    return "\n".join([found.offer.entry.metadata.title, *benefit.heading, benefit.title, *whom])


@lru_cache(maxsize=4096)
def _names_in(text: str) -> tuple[NameFound, ...]:
    """The names in a text; kept, for every step of a consultation ranks all benefits."""
    return tuple(find_names(text))


def _tuple(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _personal(found: Assessment) -> bool:
    """Whether a benefit is for persons who apply for themselves."""
    asked = (each for each in found.offer.benefit.requirements if not each.excludes)
    return any(test.fact in _PERSONAL for each in asked for tests in each.alternatives for test in tests)


def _is_person(profile: Profile) -> bool:
    """Whether what is known may be of a person: something personal, or nothing but a place."""
    facts = {each.fact for each in profile.statements}
    return bool(facts & _PERSONAL) or facts <= {Fact.REGION}
