"""What becomes of the verdicts once a person has confirmed or denied every clause that is asked: a person who knows all that the
description of the enterprise says, answers each clause by what the labels say of it, and finds met what only a person can tell.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.benefits.confirming import titled
from bot.benefits.eligibility import Assessment, Check, assess
from bot.benefits.profile import Profile as Stated
from corpus.benefit_records import Fact, Requirement
from corpus.records import Document
from eval.benefit_amounts import overlap
from eval.benefit_labels import BenefitLabel, Clause, Key, Labels, digest
from eval.profiles import Profile, Truth, both, clause_truth, either, in_place, test_truth
from eval.verdicts import Case, Outcome, stated
from index.benefits import Offer

VERDICTS = {True: "符合", False: "不符合", None: "缺信息"}

ROUNDS = 3
"""How often a person is asked: a clause may be asked only when a fact in it is settled."""


def tell_confirmed(
    profiles: Iterable[Profile], cases: Sequence[Case], labels: Labels, documents: dict[Key, Document]
) -> Iterator[Outcome]:
    """Every benefit to every enterprise whose clauses were all answered."""
    for profile in profiles:
        told = stated(profile, labels, documents)
        for label, offer in cases:
            given = answered(profile, told, label, offer, labels.of(label.document)).verdict.value
            yield Outcome(profile.id, label.document, label.title, expected(profile, label), given)


def expected(profile: Profile, label: BenefitLabel) -> str:
    """The verdict that is right then: what only a person can tell is met, and what lacks a fact still lacks it."""
    return VERDICTS[_truth(profile, label)] if label.in_force(profile.as_of) else "不在有效期"


def _truth(profile: Profile, label: BenefitLabel) -> Truth:
    place = in_place(profile, label.region) if label.region else True
    clauses = [person_truth(profile, label.document, clause) for clause in label.clauses]
    tiers = [both(person_truth(profile, label.document, each) for each in amount.when) for amount in label.judged]
    return both([place, *clauses, either(tiers) if tiers else True])


def person_truth(profile: Profile, document: Key, clause: Clause) -> Truth:
    """What a person says of a clause: what follows from the description, or that it is met where only they can tell; None
    where it lacks a fact."""
    known = clause_truth(profile, document, clause)
    if known is not None:
        return known
    tested = [both(test_truth(profile, test) for test in tests) for tests in clause.alternatives if tests]
    if clause.excludes:
        return True if clause.partial or not tested else None
    untyped = not clause.alternatives or () in clause.alternatives
    return True if untyped or (clause.partial and either(tested)) else None


def answered(
    profile: Profile, told: Stated, label: BenefitLabel, offer: Offer, labels: Sequence[BenefitLabel]
) -> Assessment:
    """A benefit to an enterprise of which a person has answered all that is asked."""
    title = titled(offer.entry.metadata)
    for _ in range(ROUNDS):
        found = assess(told, offer, profile.as_of)
        words = [
            (check.requirement.clause, said)
            for check in found.every
            if (check.confirm or _is_affirmed(check))
            and (said := _said(profile, check.requirement, label, labels)) is not None
        ]
        whole = _truth(profile, label)
        words += [(need.clause, whole) for need in found.own_clauses if whole is not None]
        if not words:
            break
        for clause, met in words:
            told = told.with_confirmed(clause, met, title)
    return found


def _is_affirmed(check: Check) -> bool:
    """Whether a person is asked for what only they can affirm (财务制度健全) or do, which the dialogue puts to them as a fact."""
    return any(need.fact in (Fact.STATE, Fact.PROJECT) for need in check.needs)


def _said(profile: Profile, asked: Requirement, label: BenefitLabel, labels: Sequence[BenefitLabel]) -> Truth:
    """What a person says of a requirement: by the labelled clauses that it shares words with, or that say the same elsewhere,
    those of the benefit itself first. What no label has for a condition they find met, unless the benefit lacks a fact, which a yes might tell."""
    words = digest(asked.clause)
    for of in ([label], labels):
        clauses = [
            clause
            for each in of
            for clause in _clauses(each)
            if overlap(clause.place.span, (asked.start, asked.end)) or clause.place.sha256 == words
        ]
        if clauses:
            return both(person_truth(profile, label.document, clause) for clause in clauses)
    return True if all(person_truth(profile, label.document, each) is not None for each in _clauses(label)) else None


def _clauses(label: BenefitLabel) -> list[Clause]:
    return [*label.clauses, *(clause for amount in label.judged for clause in amount.when)]
