"""A benefit as it is shown: what, how much and why, with the clauses that say so. Chat, command line, page and files all
show the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.amounts import money, said
from bot.benefit_texts import CARD, LEVELS
from bot.citing import source
from bot.eligibility import OFFERED, PLACE, Assessment, Matching, Need, Verdict, Window, is_national
from bot.facts import fact_label
from bot.language import BRACKETED, DAY, LIST
from bot.records import Source
from bot.stacking import Dropped, Stacked, stack
from corpus.benefit_places import MUNICIPALITIES
from corpus.benefit_records import Fact, Quoted, Requirement
from corpus.records import Metadata
from corpus.validity import Status
from index.benefits import Offer


@dataclass(frozen=True, slots=True)
class Card:
    """A benefit for people. `amount` says how much in a few words and `steps` how it was reckoned; the quotes stand
    verbatim in the document: `gives` what is given, `met`, `failed` and `confirm` the requirements that are met, not met and
    for a person to confirm. `missing` are labels of facts; `notes` whole sentences (place, window, 就高不重复)."""

    title: str
    verdict: Verdict
    source: Source
    heading: tuple[str, ...]
    level: str
    issued: date | None
    amount: str
    steps: tuple[str, ...]
    gives: tuple[Quoted, ...]
    met: tuple[Quoted, ...]
    failed: tuple[Quoted, ...]
    confirm: tuple[Quoted, ...]
    missing: tuple[str, ...]
    apply: tuple[Quoted, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards of a matching, the highest amounts first in each group, and what can be had together."""

    cards: tuple[Card, ...]
    total: str
    as_of: date

    def of(self, verdict: Verdict) -> tuple[Card, ...]:
        """Those of one verdict."""
        return tuple(card for card in self.cards if card.verdict is verdict)


def cards(matching: Matching) -> Cards:
    """The cards of a matching."""
    stacked = stack(matching)
    dropped = {id(each.assessment): each for each in stacked.dropped}
    ordered = sorted(matching.assessments, key=_order)
    return Cards(
        tuple(card(each, matching.as_of, dropped.get(id(each))) for each in ordered), _total(stacked), matching.as_of
    )


def card(found: Assessment, as_of: date, dropped: Dropped | None = None) -> Card:
    """One card."""
    benefit, meta = found.offer.benefit, found.offer.entry.metadata
    every = (*found.checks, *(check for tier in found.tiers for check in tier))
    failed = () if found.verdict is Verdict.MEETS else found.failed
    lacks = found.verdict in (Verdict.LACKS, Verdict.MEETS)
    return Card(
        benefit.title,
        found.verdict,
        source_of(found.offer, as_of),
        benefit.heading,
        level_of(meta),
        meta.issued,
        said(found.sum),
        found.sum.steps,
        _gives(found),
        _once(quoted(check.requirement) for check in every if check.truth),
        _once(quoted(check.requirement) for check in failed),
        _once(quoted(check.requirement) for check in every if check.confirm),
        _missing(found.needs) if lacks else (),
        (*benefit.apply, *((benefit.window,) if benefit.window else ())),
        _notes(found, dropped),
    )


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


def _order(found: Assessment) -> tuple[int, bool, bool, Decimal]:
    """By verdict; what is for other places last, then what is no money, the highest sums first."""
    high = found.sum.high if found.sum.high is not None else found.sum.low
    return list(Verdict).index(found.verdict), found.place is False, not found.sum.money, -high


def _once(quotes: Iterable[Quoted]) -> tuple[Quoted, ...]:
    return tuple(dict.fromkeys(quotes))


def _notes(found: Assessment, dropped: Dropped | None) -> tuple[str, ...]:
    return tuple(
        filter(None, (_status(found), _place(found), _window(found), _silent(found), _dropped(dropped), _alone(found)))
    )


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
    more = CARD["open"].format(count=stacked.open) if stacked.open else ""
    less = CARD["without"].format(count=len(stacked.dropped)) if stacked.dropped else ""
    return CARD["total"].format(total=money(stacked.total)) + more + less
