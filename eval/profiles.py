"""Enterprises described by hand, and what each labelled benefit is to them: the expected verdict, reckoned by a small
evaluator of three-valued logic that shares nothing with the matching it judges.

None stands for unknown. A requirement that is partial, or of text alone, is unknown unless its tests fail, until a person
has confirmed its clause.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.benefit_records import Fact, Operator, Test
from eval.benefit_labels import BenefitLabel, Clause, Key
from eval.metadata import read_lines

Truth = bool | None

SINGLE = frozenset({Fact.SIZE})
"""Facts of which an enterprise has one name: that it has one says that it has no other."""

LAST_YEAR = frozenset({"", "上年度", "上一年度", "上年", "去年"})
"""Periods that all mean the last full year."""

EXPECTED = ("符合", "不符合", "缺信息", "不在有效期")
"""The verdicts."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An enterprise on a day.

    `names` holds those it has by fact, `denied` those it is known not to have, and `complete` the facts of which nothing is
    left out. `values` holds figures and yes or no by fact and period. `confirmed` says of clauses, by document and first
    character, whether a person found them met. `reviewed` are verdicts that a person reached by reading, by document and
    title of the benefit.
    """

    id: str
    as_of: date
    names: Mapping[Fact, tuple[str, ...]] = field(default_factory=dict)
    denied: Mapping[Fact, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[tuple[Fact, str], Decimal | bool] = field(default_factory=dict)
    complete: frozenset[Fact] = frozenset()
    confirmed: Mapping[tuple[Key, int], bool] = field(default_factory=dict)
    reviewed: Mapping[tuple[Key, str], str] = field(default_factory=dict)


# -- reading -------------------------------------------------------------------------------------------------------


def read_profiles() -> list[Profile]:
    """The profiles of `eval/labels/profiles.jsonl`."""
    return [_profile(record) for record in read_lines("profiles.jsonl")]


def _profile(record: Mapping[str, Any]) -> Profile:
    facts: Mapping[str, Any] = record["facts"]
    named = {Fact(name): tuple(value) for name, value in facts.items() if isinstance(value, list)}
    return Profile(
        id=record["id"],
        as_of=date.fromisoformat(record["as_of"]),
        names=named,
        denied={Fact(name): tuple(value) for name, value in record.get("not", {}).items()},
        values=dict(_value(name, value) for name, value in facts.items() if not isinstance(value, list)),
        complete=frozenset(Fact(name) for name in record.get("complete", ())),
        confirmed={(_key(item), item["start"]): item["met"] for item in record.get("confirmed", ())},
        reviewed={(_key(item), item["title"]): item["verdict"] for item in record.get("reviewed", ())},
    )


def _key(record: Mapping[str, Any]) -> Key:
    return record["document"], record.get("card", "")


def _value(name: str, value: str | bool) -> tuple[tuple[Fact, str], Decimal | bool]:
    fact, _, period = name.partition("@")
    return (Fact(fact), period), value if isinstance(value, bool) else Decimal(value)


# -- reckoning -----------------------------------------------------------------------------------------------------


def expected(profile: Profile, label: BenefitLabel) -> str:
    """The verdict on a labelled benefit, one of EXPECTED."""
    if not label.in_force(profile.as_of):
        return "不在有效期"
    return {True: "符合", False: "不符合", None: "缺信息"}[truth(profile, label)]


def truth(profile: Profile, label: BenefitLabel) -> Truth:
    """Whether an enterprise may have a benefit: it lies in the place of the policy, meets every clause, and one of the
    amounts is for it. A benefit of which the text names no condition is unknown."""
    place = in_place(profile, label.region) if label.region else True
    clauses = [clause_truth(profile, label.document, clause) for clause in label.clauses]
    tiers = [both(clause_truth(profile, label.document, each) for each in amount.when) for amount in label.judged]
    named = True if clauses or any(amount.when for amount in label.judged) else None
    return both([place, named, *clauses, either(tiers) if tiers else True])


def clause_truth(profile: Profile, document: Key, clause: Clause) -> Truth:
    """Whether a clause is met; an exclusion is met by whom it does not fit."""
    tested = either(
        both(test_truth(profile, test) for test in tests) if tests else None for tests in clause.alternatives
    )
    tested = tested if clause.alternatives else None
    if clause.excludes:
        known = None if tested is None or clause.partial else not tested
    else:
        known = None if tested and clause.partial else tested
    return profile.confirmed.get((document, clause.place.start)) if known is None else known


def test_truth(profile: Profile, test: Test) -> Truth:
    """Whether one test holds."""
    if isinstance(test.value, tuple):
        has = either(_has(profile, test.fact, name) for name in test.value)
        return has if test.operator is Operator.IN or has is None else not has
    known = _figure(profile, test.fact, test.period)
    return None if known is None else _compares(known, test.operator, test.value)


def _compares(known: Decimal | bool, operator: Operator, wanted: Decimal | bool) -> bool:
    match operator:
        case Operator.AT_LEAST:
            return known >= wanted
        case Operator.MORE:
            return known > wanted
        case Operator.AT_MOST:
            return known <= wanted
        case Operator.LESS:
            return known < wanted
        case _:
            return known == wanted


def _figure(profile: Profile, fact: Fact, period: str) -> Decimal | bool | None:
    same = LAST_YEAR if period in LAST_YEAR else {period}
    return next((value for (of, at), value in profile.values.items() if of is fact and at in same), None)


def _has(profile: Profile, fact: Fact, name: str) -> Truth:
    held = profile.names.get(fact, ())
    if fact is Fact.REGION and _administrative(name):
        return in_place(profile, name)
    if name in held:
        return True
    known = fact in profile.complete or (fact in SINGLE and bool(held)) or name in profile.denied.get(fact, ())
    return False if known else None


def in_place(profile: Profile, wanted: str) -> Truth:
    """Whether it is registered in a place; unknown if only a place above that one is known."""
    held = [place for place in profile.names.get(Fact.REGION, ()) if _administrative(place)]
    if any(_within(place, wanted) for place in held):
        return True
    denied = any(_within(wanted, place) for place in profile.denied.get(Fact.REGION, ()))
    return False if denied or (held and not any(_within(wanted, place) for place in held)) else None


def _within(place: str, other: str) -> bool:
    return f"{place}/".startswith(f"{other}/")


def _administrative(name: str) -> bool:
    """Whether a name is a path from the province down, and not a zone."""
    return name.split("/")[0].endswith(("省", "市", "自治区", "特别行政区"))


def both(truths: Iterable[Truth]) -> Truth:
    """Kleene's conjunction; true of nothing."""
    known = list(truths)
    return False if False in known else None if None in known else True


def either(truths: Iterable[Truth]) -> Truth:
    """Kleene's disjunction; false of nothing."""
    known = list(truths)
    return True if True in known else None if None in known else False


# -- what is missing -----------------------------------------------------------------------------------------------


def open_clauses(profile: Profile, label: BenefitLabel) -> Sequence[Clause]:
    """The clauses that are neither met nor failed, those of the amounts among them."""
    clauses = [*label.clauses, *(clause for amount in label.judged for clause in amount.when)]
    return [clause for clause in clauses if clause_truth(profile, label.document, clause) is None]
