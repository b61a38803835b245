"""A benefit as it is shown: what, how much and why, with the clauses that say so. Chat, command line, page and files all
show the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.benefits.amounts import ZERO, money, said
from bot.benefits.benefit_lines import tells_how
from bot.benefits.benefit_texts import CARD, LEVELS, STANDING
from bot.benefits.confirming import titled
from bot.benefits.eligibility import (
    OFFERED,
    PLACE,
    Assessment,
    Matching,
    Need,
    Verdict,
    Window,
    is_national,
    named_benefit,
)
from bot.benefits.known_figure import Truth
from bot.benefits.profile import SHARES, Profile
from bot.benefits.profile_text import figure_text
from bot.benefits.relevance import PERSONS, Group, Standing, group_of, ranked
from bot.benefits.stacking import Dropped, Stacked, stack
from bot.language import BRACKETED, COMMA, DAY, LIST
from bot.reading.citing import source
from bot.records import Source
from bot.understanding.facts import OWN_TO_ONE, fact_label, form_of
from corpus.benefit_places import MUNICIPALITIES
from corpus.benefit_records import Fact, Quoted, Requirement
from corpus.records import Metadata
from corpus.validity import Status
from index.benefits import Offer


@dataclass(frozen=True, slots=True)
class Point:
    """A clause that a person has to confirm, or has: `said` is whether they found it met (None: not yet told). It stands at
    [start, end) of the document, or, where these are None, is a sentence of the bot's own. `document` is the title that it is
    remembered with, `key` what it shares with all clauses that one answer settles; `excludes` tells that it bars whom it fits."""

    text: str
    key: str
    document: str
    excludes: bool
    said: Truth
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A benefit for people, in its `group`. `id` is the benefit's, `name` what its own figures are remembered with, and `own` the facts that have
    such figures and are missing, each as it is called. `amount` says how much in a few words, "" where it is not for them, and
    `steps` how it was reckoned; the quotes stand verbatim in the document: `gives` what is given, `met` and `failed` the
    requirements that are met and not met. `points` are for a person to confirm, those they have told among them. `missing`
    are labels of facts; `facts` and `clauses` count what is open; `standing` says in a line how near it is, `others` whom else it
    seems to be for; `notes` are whole sentences (place, window, 就高不重复)."""

    id: str
    name: str
    title: str
    verdict: Verdict
    group: Group
    source: Source
    heading: tuple[str, ...]
    level: str
    issued: date | None
    amount: str
    steps: tuple[str, ...]
    gives: tuple[Quoted, ...]
    met: tuple[Quoted, ...]
    failed: tuple[Quoted, ...]
    points: tuple[Point, ...]
    missing: tuple[str, ...]
    own: tuple[tuple[Fact, str], ...]
    facts: int
    clauses: int
    standing: str
    others: str
    apply: tuple[Quoted, ...]
    notes: tuple[str, ...]

    @property
    def confirm(self) -> tuple[Point, ...]:
        """What is still to be confirmed."""
        return tuple(point for point in self.points if point.said is None)

    @property
    def confirmed(self) -> tuple[Point, ...]:
        """What was found met."""
        return tuple(point for point in self.points if point.said)


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards of a matching, the nearest first in each group, and what can be had together."""

    cards: tuple[Card, ...]
    total: str
    as_of: date

    def of(self, group: Group) -> tuple[Card, ...]:
        """Those of one group."""
        return tuple(card for card in self.cards if card.group is group)

    @property
    def groups(self) -> tuple[tuple[Group, tuple[Card, ...]], ...]:
        """The groups that are not empty, in order, with their cards."""
        return tuple((group, found) for group in Group if (found := self.of(group)))


def cards(matching: Matching) -> Cards:
    """The cards of a matching."""
    stacked = stack(matching)
    dropped = {id(each.assessment): each for each in stacked.dropped}
    made = [
        card(each, near, matching.profile, matching.as_of, dropped.get(id(each))) for each, near in ranked(matching)
    ]
    return Cards(tuple(made), _total(stacked), matching.as_of)


def card(found: Assessment, near: Standing, profile: Profile, as_of: date, dropped: Dropped | None = None) -> Card:
    """One card."""
    benefit, meta = found.offer.benefit, found.offer.entry.metadata
    points = _points(found, profile)
    told = {(each.start, each.end) for each in points if each.said is not None}
    failed = () if found.verdict is Verdict.MEETS else found.failed
    possible = found.verdict in (Verdict.LACKS, Verdict.MEETS)
    return Card(
        benefit.id,
        named_benefit(found.offer),
        benefit.title,
        found.verdict,
        group_of(found, near),
        source_of(found.offer, as_of),
        benefit.heading,
        level_of(meta),
        meta.issued,
        said(found.sum) if possible else "",
        found.sum.steps if possible else (),
        _gives(found),
        _once(quote for quote in _quotes(found, truth=True) if (quote.start, quote.end) not in told),
        _once(quoted(check.requirement) for check in failed),
        points,
        _missing(found.needs) if possible else (),
        tuple((fact, _own_label(found, fact)) for fact in found.sum.missing if fact in OWN_TO_ONE) if possible else (),
        near.facts if found.verdict is Verdict.LACKS else 0,
        near.clauses if found.verdict is Verdict.LACKS else 0,
        _standing(near) if found.verdict is Verdict.LACKS else "",
        _for_others(near) if found.verdict is Verdict.LACKS or PERSONS in near.others else "",
        (*filter(tells_how, benefit.apply), *((benefit.window,) if benefit.window else ())),
        (*_notes(found, dropped), *_derived(found, profile, as_of.year)),
    )


def _quotes(found: Assessment, *, truth: bool) -> Iterable[Quoted]:
    return (quoted(check.requirement) for check in found.every if check.truth is truth)


def _points(found: Assessment, profile: Profile) -> tuple[Point, ...]:
    """What a person has to confirm, in the order of the text, and what they have."""
    title = titled(found.offer.entry.metadata)
    points: dict[str, Point] = {}
    for check in found.every:
        asked = check.requirement
        said = profile.confirms(asked.clause, title) if check.by_person else None
        if check.confirm or said is not None:
            need = Need(None, clause=asked.clause, document=title, excludes=asked.excludes)
            point = Point(asked.clause, need.key[-1], title, asked.excludes, said, asked.start, asked.end)
            points.setdefault(point.key, point)
    for need in found.own_clauses:
        points.setdefault(need.key[-1], Point(need.clause, need.key[-1], title, excludes=False, said=None))
    return tuple(points.values())


def _standing(near: Standing) -> str:
    """How near a benefit is, in a line: 已符合 3 条，还差 2 项信息."""
    parts = [STANDING["met"].format(count=near.met)] if near.met else []
    parts += [STANDING["facts"].format(count=near.facts)] if near.facts else []
    parts += [STANDING["clauses"].format(count=near.clauses)] if near.clauses else []
    named = STANDING["named"].format(names=str(LIST).join(near.named)) if near.named else ""
    return str(COMMA).join(parts) + named


def _for_others(near: Standing) -> str:
    names = [STANDING["persons"] if name == PERSONS else name for name in near.others]
    return STANDING["others"].format(names=str(LIST).join(names)) if names else ""


def level_of(meta: Metadata) -> str:
    """The level of a document's place: 国家级, 省级, 市级, 区县级, with the place."""
    if not meta.region:
        return LEVELS["nation" if is_national(meta.issuer) else "unstated"]
    place = meta.region[-1]
    if len(meta.region) == 1:
        level = "city" if place in MUNICIPALITIES.values() else "province"
    else:
        level = "district" if len(meta.region) > 2 or re.search("[区县旗]$", place) else "city"
    return f"{LEVELS[level]}{BRACKETED.format(place)}"


def _gives(found: Assessment) -> tuple[Quoted, ...]:
    """What is given: the amounts that are not for others, or all where none is left."""
    amounts = found.offer.benefit.amounts
    barred = [any(check.truth is False for check in tier) for tier in found.tiers]
    own = [amount for amount, others in zip(amounts, barred, strict=True) if not others]
    return _once(Quoted(each.clause, each.start, each.end) for each in own or amounts)


def _own_label(found: Assessment, fact: Fact) -> str:
    """A figure of one benefit, with what it counts if the text says so: 数量（每项）."""
    per = next((each.per for each in found.offer.benefit.amounts if each.per_fact is fact and each.per), "")
    return fact_label(fact) + (BRACKETED.format(per) if per else "")


def _missing(needs: Sequence[Need]) -> tuple[str, ...]:
    """Labels of the facts that are missing; a place is asked for once."""
    facts = [
        need for need in needs if need.fact and (need == PLACE or need.fact is not Fact.REGION or PLACE not in needs)
    ]
    return tuple(dict.fromkeys(map(need_label, facts)))


def need_label(need: Need) -> str:
    """What is missing, in a few words: 上年度研发费用, 资质认定（高新技术企业）."""
    if need.fact is None:
        return need.clause
    names = str(LIST).join(name.rsplit("/", 1)[-1] for name in need.names)
    return fact_label(need.fact, need.period) + (BRACKETED.format(names) if names else "")


def quoted(requirement: Requirement) -> Quoted:
    """A requirement as it stands."""
    return Quoted(requirement.clause, requirement.start, requirement.end)


def source_of(offer: Offer, as_of: date) -> Source:
    """The document of a benefit, with its status on a day."""
    return replace(source(offer.entry), status=offer.status(as_of))


def day(value: date) -> str:
    """A day as people write it."""
    return DAY.format(value)


def _once(quotes: Iterable[Quoted]) -> tuple[Quoted, ...]:
    return tuple(dict.fromkeys(quotes))


def _notes(found: Assessment, dropped: Dropped | None) -> tuple[str, ...]:
    return tuple(
        filter(
            None,
            (
                _status(found),
                _place(found),
                _window(found),
                _silent(found),
                _dropped(dropped),
                _alone(found),
            ),
        )
    )


def _derived(found: Assessment, profile: Profile, year: int) -> tuple[str, ...]:
    """What was reckoned from two stated figures to decide a requirement."""
    tests = (
        test
        for check in found.every
        if check.truth is not None
        for tests in check.requirement.alternatives
        for test in tests
    )
    told: dict[str, None] = {}
    for test in tests:
        figure = profile.derived(test.fact, test.period, year)
        if figure is not None:
            part, whole = map(fact_label, SHARES[test.fact])
            value = figure_text(figure, form_of(test.fact).unit)
            told[
                CARD["derived"].format(label=fact_label(test.fact, test.period), part=part, whole=whole, value=value)
            ] = None
    return tuple(told)


def _status(found: Assessment) -> str:
    """Why a benefit is not offered, with its dates, or that its document does not say whether it is in force."""
    entry, standing = found.offer.entry, found.offer.standing
    if found.status is Status.UNSTATED:
        return CARD["unstated"]
    if found.status in OFFERED:
        return CARD["until"].format(day=day(standing.expires)) if standing.expires else ""
    dates = {
        Status.EXPIRED: standing.expires,
        Status.REPEALED: entry.repealed if entry.repealed != date.min else None,
        Status.NOT_YET: standing.effective,
    }
    when = dates.get(found.status)
    return CARD[found.status.name.lower()].format(day=BRACKETED.format(day(when)) if when else "")


def _place(found: Assessment) -> str:
    if found.place is not False:
        return ""
    meta = found.offer.entry.metadata
    return CARD["elsewhere"].format(title=meta.title, issuer=meta.issuer or "", place="".join(meta.region))


def _window(found: Assessment) -> str:
    benefit = found.offer.benefit
    if found.window is Window.CLOSED and benefit.closes:
        return CARD["closed"].format(day=day(benefit.closes))
    if found.window is Window.NOT_YET and benefit.opens:
        return CARD["opens"].format(day=day(benefit.opens))
    return CARD["closes"].format(day=day(benefit.closes)) if found.window and benefit.closes else ""


def _silent(found: Assessment) -> str:
    return CARD["unconditional"] if found.unconditional else ""


def _dropped(dropped: Dropped | None) -> str:
    if dropped is None:
        return ""
    taken, key = dropped.taken, "dropped" if dropped.decided else "undecided"
    return CARD[key].format(clause=dropped.clause.text, title=taken.offer.benefit.title, amount=said(taken.sum))


def _alone(found: Assessment) -> str:
    clause = found.offer.benefit.not_with
    return CARD["not_with"].format(clause=clause.text) if clause else ""


def _total(stacked: Stacked) -> str:
    """What all benefits that are met come to together."""
    if not stacked.taken:
        return ""
    more = CARD["open"].format(count=stacked.open) + _bounds(stacked) if stacked.open else ""
    less = CARD["without"].format(count=len(stacked.dropped)) if stacked.dropped else ""
    return CARD["total"].format(total=money(stacked.total)) + more + less


def _bounds(stacked: Stacked) -> str:
    key = "at_least" if stacked.high is None else "range"
    return CARD[key].format(low=money(stacked.low), high=money(stacked.high or ZERO))
