"""A consultation in chat: what is known of the enterprise, what was asked last, and how a message changes both. Pure: the
page or the chat only keeps the state."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.benefits.confirming import Confirmation
from bot.benefits.denying import denied_matter, may_deny
from bot.benefits.eligibility import Matching, Need, Verdict, match
from bot.benefits.profile import Profile, Statement
from bot.benefits.profile_heard import Heard, Unread, hear
from bot.benefits.profile_sentences import asks, clauses, tells_only
from bot.benefits.relevance import Group
from bot.benefits.requesting import RESULT, hear_request
from bot.benefits.totalling import asks_total, beside_total
from bot.consulting.asking import answered, next_need, question_for, says_yes_or_no, skips
from bot.consulting.cards import Point, cards
from bot.consulting.correcting import Correction, corrections, speaks_of_facts
from bot.consulting.listing import MET_ONLY, SHOWN, Listing, listing
from bot.consulting.pointing import Pointed, denied, denies, pointed_clauses, pointed_item
from bot.records import Consultation
from bot.understanding.facts import FactKind, form_of
from corpus.benefit_records import PLACES, Fact
from corpus.text import fold
from index.benefits import Offer

_CLEAR = re.compile(
    "(?:我想|请|帮我|算了|全部|都|把|所有|,)*(?:(?:我们?|企业|公司)?(?:的)?(?:资料|档案|信息|情况))?(?:都|全部)?(?:重新来|重来|重新开始|从头(?:再)?(?:来|开始)|从零开始|清空|清除|清掉|重置|重新匹配|重新?填写?|全部删[掉除]|都不算|换一?家(?:企业|公司)?)(?:一下|一遍|一次|吧|了|重来|资料|档案|信息|企业资料|企业信息|试试|看看)*"
)
_SHOW = re.compile(
    "(?:请|帮我)?(?:看看?|查看|显示|列出|给我看)?(?:一下)?(?:我们?|企业|公司|目前|现在|已知|填了|的)*(?:资料|档案|信息|画像|情况)(?:有哪些|是什么|呢|吧)?"
)
_STOP = re.compile("不用了|先这样|结束|够了|不问了|别问了|停|退出|就这样|好了")


_TELLS = re.compile(
    "(?:^|,|，)(?:我们?(?!国|[省市区县])|咱|公司|总部|只有|就是|还(?!有哪)|已经?|刚|没|不是|没有|大概|大约|差不多|也|暂时|目前[是有没还]|现在[是有没在还]|一家)"
    "|[了过吧](?:$|[,，。!！])|一家|没|不是|还[没未留在是有]|是(?:国家|省|市|区|县)[级里]|出头|左右|(?:正|还)在(?:申|评|办)|(?:员工|人)[0-9一二三四五六七八九十百]|[0-9一二三四五六七八九十百千万亿][个人万亿元多余]"
)
"""How people speak who tell something and ask for nothing: a keyword query (高企2024年的数量) has none of it."""
_OURS = re.compile("(?:我们|我司|我公司|本公司|咱们|我厂|厂里)(?!的?政策)")
"""How a message begins that tells of the enterprise."""


class Turn(StrEnum):
    """What a message did to a consultation."""

    STARTED = "started"
    TOLD = "told"
    SKIPPED = "skipped"
    SHOWN = "shown"
    CLEARED = "cleared"
    STOPPED = "stopped"
    UNCLEAR = "unclear"
    NOTHING = "nothing"
    """It takes back what was never told."""
    TOTAL = "altogether"
    """All that can be had together is asked for."""
    DETAIL = "detail"
    """One of the benefits that were told is asked about."""


WHOLE = (Turn.STARTED, Turn.SHOWN)
"""Turns that are told with the whole result; the others with what is met."""


@dataclass(frozen=True, slots=True)
class Step:
    """A message and what came of it: the new state, its matching, and the next question (None: nothing is left to ask, or
    nothing is to be asked now). `noted` and `confirmed` are what the message told, and `unread` what of it was not taken up;
    `gone` is what it took back; `detail` is the benefit that it asks about."""

    turn: Turn
    state: Consultation
    matching: Matching
    question: str | None
    noted: tuple[Statement, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    detail: Offer | None = None
    unread: tuple[Unread, ...] = ()
    gone: tuple[Statement, ...] = ()


def step(state: Consultation, message: str, offers: Sequence[Offer], day: date) -> Step | None:
    """The next state, or None if the message has nothing to do with the consultation."""
    words = re.sub("[。!,~\\s]+$", "", fold(message).strip())
    started = hear_request(message, day)
    if started is not None:
        profile = state.profile.with_statements(started.statements, day.year)
        begun = replace(state, profile=profile, begun=True, last=started.statements)
        turn = Turn.TOTAL if asks_total(message) else Turn.STARTED
        return replace(_on(turn, begun, offers, day, started.statements), unread=started.unread)
    if not state.begun:
        return None
    if (rest := beside_total(message)) is not None:
        return _total(state, rest, offers, day)
    if _CLEAR.fullmatch(words):
        return _on(Turn.CLEARED, Consultation(begun=True), offers, day)
    if _SHOW.fullmatch(words) or RESULT.fullmatch(words):
        return _on(Turn.SHOWN, state, offers, day)
    if _STOP.fullmatch(words):
        stopped = replace(state, pending=None)
        return Step(Turn.STOPPED, stopped, match(stopped.profile, offers, day), None)
    return _detail(state, message, offers, day) or _answer(state, message, offers, day)


def _total(state: Consultation, told: str, offers: Sequence[Offer], day: date) -> Step:
    """A message that asks what all of it comes to, and tells something before."""
    heard = hear(told, day)
    profile = state.profile.with_statements(heard.statements, day.year)
    step_ = _on(Turn.TOTAL, replace(state, profile=profile, last=heard.statements or state.last), offers, day)
    return replace(step_, noted=_new(profile, state.profile), unread=heard.unread)


def _detail(state: Consultation, message: str, offers: Sequence[Offer], day: date) -> Step | None:
    """A message that asks about one of the benefits that were told."""
    number = pointed_item(message)
    if number is None:
        return None
    met = _listing(state.met, offers, day, MET_ONLY).cards if state.met else ()
    cards = met if number <= len(met) else _listing(state.told, offers, day, SHOWN).cards
    wanted = cards[number - 1].id if 1 <= number <= len(cards) else ""
    offer = next((offer for offer in offers if offer.benefit.id == wanted), None)
    turn = Turn.DETAIL if offer else Turn.UNCLEAR
    return replace(_ask(turn, state, offers, day), detail=offer)


def _answer(state: Consultation, message: str, offers: Sequence[Offer], day: date) -> Step | None:
    """A message as the answer to what is pending, or as statements of its own (a correction, or more facts)."""
    if pointed := pointed_clauses(message):
        return _on_clauses(state, pointed, offers, day)
    if state.pending and skips(message):
        return _on(Turn.SKIPPED, replace(state, skipped=state.skipped | {state.pending}), offers, day)
    put_right, rest = corrections(message, state.profile.statements, state.last, day)
    if put_right and not any(asks(clause) for clause in clauses(rest)):
        return _corrected(state, put_right, rest, offers, day)
    heard = _answering(state, message, offers, day)
    if heard is None:
        return None
    profile, unread = heard
    if profile == state.profile:
        stays = says_yes_or_no(message) or all(map(denies, clauses(message)))
        unclear = unread or (state.pending and stays)
        return replace(_on(Turn.UNCLEAR, state, offers, day), unread=unread) if unclear else None
    found = _noted(state, profile, offers, day)
    need = state.pending
    if need and need == found.state.pending and answered(state.profile, need, message, day) is not None:
        # answered as far as somebody can (只有市级的), and not asked again
        found = _noted(replace(state, skipped=state.skipped | {need}), profile, offers, day)
    return replace(found, unread=unread)


def _answering(
    state: Consultation, message: str, offers: Sequence[Offer], day: date
) -> tuple[Profile, tuple[Unread, ...]] | None:
    """What is known with what a message answers and states, and what of it was not taken up; None for a question."""
    told = clauses(message)
    known = answered(state.profile, state.pending, message, day) if state.pending else None
    if known is None:
        if any(map(asks, told)):
            return None
        heard = _stated(state, message, offers, day)
        return state.profile.with_statements(heard.statements, day.year), heard.unread
    if state.pending is None or len(told) == 1 or known.confirmed != state.profile.confirmed:
        return known, ()
    heard = hear(message, day)
    profile = state.profile.with_statements((*heard.statements, *_new(known, state.profile)), day.year)
    alone = {clause for clause in told if answered(state.profile, state.pending, clause, day) is not None}
    return profile, tuple(each for each in heard.unread if each.words not in alone)


def _corrected(
    state: Consultation, put_right: Sequence[Correction], rest: str, offers: Sequence[Offer], day: date
) -> Step:
    """The step to what is known once it is put right, with what the rest of the message tells. What was wrong without being
    told anew is asked for; what nobody can tell is not asked again."""
    gone = tuple(statement for each in put_right for statement in each.gone)
    heard = hear(rest, day)
    profile = state.profile.without(gone)
    for each in put_right:
        profile = profile.with_statements(each.new, day.year)
    profile = profile.with_statements(heard.statements, day.year)
    skipped = state.skipped | _needs_of({fact for each in put_right for fact in each.unknown}, profile, offers, day)
    found = _noted(replace(state, skipped=skipped), profile, offers, day)
    lost = tuple(each for each in gone if not any(new.fact is each.fact for new in found.noted))
    if not (lost or found.noted or any(each.wrong or each.unknown for each in put_right)):
        return replace(_ask(Turn.NOTHING, state, offers, day), unread=heard.unread)
    wrong = next((each for each in put_right if each.wrong), None)
    need = _need_of(wrong, lost) if wrong else None
    if need:
        found = replace(found, state=replace(found.state, pending=need), question=question_for(need))
    return replace(found, unread=heard.unread, gone=lost, turn=Turn.TOLD if lost or need else found.turn)


def _need_of(wrong: Correction, lost: Sequence[Statement]) -> Need | None:
    """What is asked where something was said to be wrong; None for names of which none was lost."""
    old = next((each for each in wrong.gone if each in lost), None)
    if wrong.wrong is None or wrong.wrong in PLACES or form_of(wrong.wrong).kind is not FactKind.NAMES:
        return Need(wrong.wrong, old.period if old else "")
    return Need(old.fact, old.period, (str(old.value),)) if old else None


def _needs_of(unknown: Collection[Fact], profile: Profile, offers: Sequence[Offer], day: date) -> frozenset[Need]:
    """The needs for facts that nobody can tell."""
    lacking = match(profile, offers, day).of(Verdict.LACKS) if unknown else ()
    return frozenset(need for found in lacking for need in found.needs if need.fact in unknown)


def _new(profile: Profile, before: Profile) -> tuple[Statement, ...]:
    return tuple(each for each in profile.statements if each not in before.statements)


def _on_clauses(state: Consultation, pointed: Pointed, offers: Sequence[Offer], day: date) -> Step:
    """A word on clauses by their numbers. Of one that bars whom it fits it is only understood whether it is so: that one
    meets it may mean either."""
    points = _listing(state.told, offers, day, SHOWN).points
    if not all(1 <= each <= len(points) for each in pointed.numbers):
        return _on(Turn.UNCLEAR, state, offers, day)
    profile, skipped = state.profile, state.skipped
    for point in (points[each - 1] for each in pointed.numbers):
        need = Need(None, clause=point.text, document=point.document, excludes=point.excludes)
        met = pointed.met if not point.excludes else None
        met = _by_being_so(point, pointed.so) if met is None and pointed.so is not None else met
        if met is not None:
            profile = profile.with_confirmed(point.text, met, point.document, excludes=point.excludes)
        elif pointed.met is None:
            skipped |= {need}
        else:
            return _ask(Turn.UNCLEAR, replace(state, profile=profile, pending=need), offers, day)
    return _noted(replace(state, skipped=skipped), profile, offers, day)


def _by_being_so(point: Point, so: bool) -> bool | None:
    """Whether a clause is met where it is `so`, or not so; None for one that denies something, of which either may be meant."""
    if not point.excludes and may_deny(point.text):
        return True if not so and denied_matter(point.text) else None
    return so is not point.excludes


def _stated(state: Consultation, message: str, offers: Sequence[Offer], day: date) -> Heard:
    """What a message states that does nothing else: each of its clauses tells of the enterprise, or says that there is not what
    benefits ask for. Where one of several does, or the message begins as one about the enterprise, it is heard whole."""
    lacking = match(state.profile, offers, day).of(Verdict.LACKS)
    needs = list(dict.fromkeys(need for found in lacking for need in found.deciding))
    found = [tells_only(clause, day) or denied(denies(clause), needs) for clause in clauses(message)]
    if all(found):
        return Heard(tuple(statement for each in found for statement in each))
    heard = hear(message, day)
    if any(found) or _OURS.match(message):
        return heard
    several = len(found) > 1 and len([each for each in heard.statements if each.fact is not Fact.ENTITY]) > 1
    about_us = several or (_TELLS.search(message) and (heard.statements or speaks_of_facts(message)))
    return heard if about_us else Heard()


def _listing(profile: Profile | None, offers: Sequence[Offer], day: date, shown: Mapping[Group, int]) -> Listing:
    return listing(cards(match(profile, offers, day)), shown) if profile is not None else Listing((), ())


def _noted(state: Consultation, profile: Profile, offers: Sequence[Offer], day: date) -> Step:
    """The step to what is known now, with what is new in it."""
    noted = _new(profile, state.profile)
    confirmed = tuple(each for each in profile.confirmed if each not in state.profile.confirmed)
    turn = Turn.TOLD if noted or confirmed else Turn.SKIPPED
    last = noted or state.last
    return replace(_on(turn, replace(state, profile=profile, last=last), offers, day, noted), confirmed=confirmed)


def _on(turn: Turn, state: Consultation, offers: Sequence[Offer], day: date, noted: tuple[Statement, ...] = ()) -> Step:
    """The step to a state: with its matching, and with the next best question pending."""
    matching = match(state.profile, offers, day)
    need = next_need(matching, state.skipped)
    if turn in WHOLE:
        state = replace(state, told=state.profile, met=None)
    elif turn in (Turn.TOLD, Turn.SKIPPED) and matching.of(Verdict.MEETS):
        state = replace(state, met=state.profile)
    return Step(turn, replace(state, pending=need), matching, question_for(need) if need else None, noted)


def _ask(turn: Turn, state: Consultation, offers: Sequence[Offer], day: date) -> Step:
    """The step to a state that keeps its question."""
    question = question_for(state.pending) if state.pending else None
    return Step(turn, state, match(state.profile, offers, day), question)
