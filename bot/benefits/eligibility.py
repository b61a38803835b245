"""Which benefits an enterprise may have: each requirement against its profile, three-valued, by rule alone.

A requirement is met, not met, or unknown. Unknown is also what no rule could type, until a person confirms it. A benefit is
offered as 符合 only if its document is in force on the day asked, applies in the enterprise's place, and every requirement
is met.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.benefits.amounts import NOTHING, Reckoned, reckon
from bot.benefits.benefit_texts import UNPLACED
from bot.benefits.confirming import confirmation_key, reach, titled
from bot.benefits.known_figure import Truth
from bot.benefits.profile import Profile
from bot.benefits.reading_rules import says_nothing
from corpus.benefit_records import Amount, Fact, Requirement, Test
from corpus.validity import Status
from index.benefits import Offer

_NATIONAL = re.compile(
    "(?:中共中央|国务院|国家|中华人民共和国|全国|中国人民银行|中国证券|中国银行保险)(?!.*[省市区县]).*"
    "|[^省市区县州]{2,12}(?<!宣传)(?<!组织)(?<!统战)部(?:办公厅)?$|海关总署|最高人民"
)


class Verdict(StrEnum):
    """What becomes of a benefit; the value is what people read."""

    MEETS = "符合"
    LACKS = "缺信息"
    FAILS = "不符合"
    APART = "不在有效期"


class Window(StrEnum):
    """Whether one can apply on the day asked."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_YET = "not_yet"


OFFERED = (Status.IN_FORCE, Status.UNSTATED)
"""States of documents whose benefits are offered; that nothing is stated is said beside them."""


@dataclass(frozen=True, slots=True)
class Need:
    """What is missing: a fact in a period (for a fact of names, which of `names`), or, with `clause`, a person's word on it;
    `document` is the title of the one that holds it."""

    fact: Fact | None
    period: str = ""
    names: tuple[str, ...] = ()
    clause: str = ""
    document: str = ""
    excludes: bool = False

    @property
    def key(self) -> "NeedKey":
        """The same for needs that one answer settles."""
        told = confirmation_key(self.clause, reach(self.clause, self.document)) if self.clause else ""
        return self.fact, self.period, self.names, told


NeedKey = tuple[Fact | None, str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Check:
    """A requirement against a profile. `needs` are the facts that would decide it; `confirm` tells that a person has to, and
    `by_person` that one has."""

    requirement: Requirement
    truth: Truth
    needs: tuple[Need, ...] = ()
    by_person: bool = False

    @property
    def confirm(self) -> bool:
        """Whether only a person's word can decide it."""
        return any(need.clause for need in self.needs)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A benefit against a profile on a day.

    `place` says whether its document applies where the enterprise is; `checks` follow the order of its requirements, and
    `tiers` holds those of each amount. `sum` is what it comes to. `unconditional` tells that the text names no condition.
    """

    offer: Offer
    verdict: Verdict
    status: Status
    place: Truth
    checks: tuple[Check, ...] = ()
    tiers: tuple[tuple[Check, ...], ...] = ()
    sum: Reckoned = NOTHING
    window: Window | None = None
    unconditional: bool = False

    @property
    def failed(self) -> tuple[Check, ...]:
        """The requirements that are not met; those of the tiers where none of them is."""
        own = tuple(check for check in self.checks if check.truth is False)
        return own or (tuple(c for tier in self.tiers for c in tier if c.truth is False) if self.no_tier else ())

    @property
    def every(self) -> tuple[Check, ...]:
        """All checks, those of the tiers last."""
        return (*self.checks, *(check for tier in self.tiers for check in tier))

    @property
    def no_tier(self) -> bool:
        """Whether no amount is for this enterprise."""
        return _tiers_truth(self.tiers) is False

    @property
    def needs(self) -> tuple[Need, ...]:
        """What is missing to decide the verdict, then what is missing to reckon the amount, once each."""
        return tuple(dict.fromkeys((*self.deciding, *self.sum_needs)))

    @property
    def deciding(self) -> tuple[Need, ...]:
        """What is missing to decide the verdict, once each."""
        place = (PLACE,) if self.place is None and self.offer.entry.metadata.region else ()
        asked = (need for check in self.every if check.truth is None for need in check.needs)
        return tuple({need.key: need for need in (*place, *asked, *self.own_clauses)}.values())

    @property
    def sum_needs(self) -> tuple[Need, ...]:
        """The facts without which the amount cannot be reckoned."""
        return tuple(Need(fact) for fact in self.sum.missing)

    @property
    def own_clauses(self) -> tuple[Need, ...]:
        """What a person has to confirm that is no clause of the text: that a document which does not say where it holds does so
        here, and that a benefit without conditions is for them."""
        title = titled(self.offer.entry.metadata)
        placed = self.place is not None or self.offer.entry.metadata.region
        said = [
            *(() if placed else (unplaced(self.offer),)),
            *((self.offer.benefit.title,) if self.unconditional else ()),
        ]
        return tuple(Need(None, clause=clause, document=title) for clause in said)


PLACE = Need(Fact.REGION)
"""Where the enterprise is."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The assessments of all benefits in the order in which they were given, for a profile on a day."""

    assessments: tuple[Assessment, ...]
    as_of: date
    profile: Profile

    def of(self, verdict: Verdict) -> tuple[Assessment, ...]:
        """Those of one verdict."""
        return tuple(each for each in self.assessments if each.verdict is verdict)


def match(profile: Profile, offers: Sequence[Offer], as_of: date) -> Matching:
    """Every benefit against a profile on a day."""
    return Matching(tuple(assess(profile, offer, as_of) for offer in offers), as_of, profile)


def assess(profile: Profile, offer: Offer, as_of: date) -> Assessment:
    """One benefit against a profile on a day."""
    benefit, status, title = offer.benefit, offer.status(as_of), titled(offer.entry.metadata)
    profile = profile.of_benefit(named_benefit(offer))
    place = applies_in_place(profile, offer)
    asked = [each for each in benefit.requirements if not says_nothing(each)]
    when = [[each for each in amount.when if not says_nothing(each)] for amount in benefit.amounts]
    checks = tuple(check(profile, each, as_of.year, title) for each in asked)
    tiers = tuple(tuple(check(profile, each, as_of.year, title) for each in tier) for tier in when)
    fits = [(amount, _all(c.truth for c in tier)) for amount, tier in zip(benefit.amounts, tiers, strict=True)]
    unconditional = not (asked or any(when))
    stated = profile.confirms(benefit.title, title) if unconditional else True
    truth = _all([place, stated, *(c.truth for c in checks), _tiers_truth(tiers)])
    verdict = {True: Verdict.MEETS, False: Verdict.FAILS, None: Verdict.LACKS}[truth]
    return Assessment(
        offer,
        verdict if status in OFFERED else Verdict.APART,
        status,
        place,
        checks,
        tiers,
        _sum(profile, offer, fits, as_of.year),
        _window(offer, as_of),
        unconditional and stated is None,
    )


def check(profile: Profile, requirement: Requirement, year: int, document: str = "") -> Check:
    """One requirement of the document of a title (`titled`) against a profile, seen from `year`.

    What a person said of the clause decides it unless its tests fail. The tests of a partial requirement can only fail it:
    it asks for more than they do; those of a partial exclusion decide nothing.
    """
    said = profile.confirms(requirement.clause, document)
    alternatives = [_alternative(profile, tests, year) for tests in requirement.alternatives]
    tested = _any(alternatives) if alternatives else None
    if requirement.excludes:
        truth = None if tested is None or requirement.partial else not tested
    else:
        truth = None if tested and requirement.partial else tested
    if truth is None and said is not None:
        return Check(requirement, said, by_person=True)
    if truth is not None:
        return Check(requirement, truth)
    return Check(requirement, None, tuple(_needs(profile, requirement, alternatives, year, document)))


def applies_in_place(profile: Profile, offer: Offer) -> Truth:
    """Whether the document holds where the enterprise is: policies of the nation hold everywhere, those of a place in it.
    None also where the document does not say whose it is."""
    metadata = offer.entry.metadata
    if metadata.region:
        return profile.in_place(metadata.region)
    return True if is_national(metadata.issuer) else profile.confirms(unplaced(offer), titled(metadata))


def named_benefit(offer: Offer) -> str:
    """A benefit as what is known for it alone is remembered with: by its document and its title, which another reading keeps."""
    return BENEFIT.format(document=titled(offer.entry.metadata), title=offer.benefit.title)


BENEFIT = "{document}：{title}"
"""A benefit by name: a name and no sentence, and so the same in every language."""


def is_national(issuer: str | None) -> bool:
    """Whether the first of the issuers acts for the whole nation (财政部, 国务院办公厅, 国家税务总局)."""
    return bool(_NATIONAL.match((issuer or "").split("、")[0]))


def unplaced(offer: Offer) -> str:
    """What a person has to confirm of a document that does not say for which place it holds."""
    return UNPLACED.format(title=offer.entry.metadata.title)


def _alternative(profile: Profile, tests: Sequence[Test], year: int) -> Truth:
    """Whether all tests of an alternative hold; one without tests could not be typed."""
    return _all(profile.truth(test, year) for test in tests) if tests else None


def _needs(
    profile: Profile, requirement: Requirement, alternatives: Sequence[Truth], year: int, document: str
) -> Iterable[Need]:
    """What would decide a requirement: the facts of its open tests, and a person's word where it says more than they do."""
    untyped = not requirement.alternatives
    for tests, truth in zip(requirement.alternatives, alternatives, strict=True):
        untyped |= not tests
        if truth is None:
            yield from (_need(profile, test, year) for test in tests if profile.truth(test, year) is None)
    if untyped or requirement.partial:
        yield Need(None, clause=requirement.clause, document=document, excludes=requirement.excludes)


def _need(profile: Profile, test: Test, year: int) -> Need:
    """What would decide a test; of several names only those that are not known to be denied are asked for."""
    names = test.value if isinstance(test.value, tuple) else ()
    unknown = tuple(name for name in names if profile.truth(replace(test, value=(name,)), year) is not False)
    return Need(test.fact, test.period, unknown or names)


def _tiers_truth(tiers: Sequence[Sequence[Check]]) -> Truth:
    """Whether an amount is for this enterprise: those without requirements of their own are for everybody."""
    return _any(_all(check.truth for check in tier) for tier in tiers) if tiers else True


def _sum(profile: Profile, offer: Offer, fits: Sequence[tuple[Amount, Truth]], year: int) -> Reckoned:
    benefit = offer.benefit
    return reckon(fits, benefit.combination, lambda fact: profile.figure(fact, "", year))


def _window(offer: Offer, as_of: date) -> Window | None:
    opens, closes = offer.benefit.opens, offer.benefit.closes
    if closes is not None and as_of > closes:
        return Window.CLOSED
    if opens is not None and as_of < opens:
        return Window.NOT_YET
    return Window.OPEN if opens or closes else None


def _all(truths: Iterable[Truth]) -> Truth:
    known = list(truths)
    return False if False in known else None if None in known else True


def _any(truths: Iterable[Truth]) -> Truth:
    known = list(truths)
    return True if True in known else None if None in known else False
