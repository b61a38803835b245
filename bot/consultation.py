"""A consultation in chat: what is known of the enterprise, what was asked last, and how a message changes both. Pure: the
page or the chat only keeps the state."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.asking import answered, next_need, question_for, says_yes_or_no, skips
from bot.cards import cards
from bot.confirming import Confirmation
from bot.eligibility import Matching, Need, Verdict, match
from bot.listing import MET_ONLY, SHOWN, Listing, listing
from bot.names import find_names
from bot.pointing import Pointed, denied, denies, pointed_clauses, pointed_item
from bot.profile import Profile, Statement
from bot.profile_heard import Heard, Unread, hear
from bot.profile_sentences import asks, beside, beside_figures, clauses, read_clause, tells_only
from bot.records import Consultation
from bot.relevance import Group
from corpus.benefit_records import Fact
from corpus.text import fold
from index.benefits import Offer

_GIVEN = "补贴|补助|奖励|奖补|资助|扶持|优惠|资金|支持|红包|政策|奖金|钱|项目"
_ASKS_MATCH = re.compile(
    f"(?:能够?|可以|可|有资格|符合|适用|适合|应该?能?)(?:够|去|再|来)?(?:申请|享受|申报|拿到?|领取?|获得|得到|符合|适用)(?:到|的)?(?:是|有)?(?:哪些|什么|啥|多少|几[个项种])?(?:{_GIVEN})+"
    f"|(?:能够?|可以|可)(?:申请|享受|申报|拿到?|领取?|获得|得到)(?:到)?(?:哪些|什么|啥|多少)(?:{_GIVEN})*"
    f"|(?:有|有没有)?(?:哪些|什么|啥)(?:{_GIVEN})+(?:是|我们?|企业|公司)*(?:可以|能够?|可|适合|适用|符合)?(?:我们?|企业|公司)?(?:申请|享受|申报|拿到?|领取?|获得|得到|的)*"
    f"|(?:匹配|测算|算(?:一)?下|评估)(?:一?下)?(?:我们?|企业|公司|能|可以|拿|申请|享受|多少|哪些|的)*(?:{_GIVEN})+"
)
_HOW_MUCH = re.compile("多少")
_WHICH = re.compile("哪些|什么|啥|几[个项种]|匹配|评估")
"""What a request has that asks for benefits at large, whatever else."""

_TO_US = re.compile("申请|享受|申报|拿|领|获得|得到|适合|适用|符合|匹配|测算|算|评估|我|咱|公司|企业|单位")
"""Without one of these a question for benefits is not about those of somebody."""

_MYSELF = re.compile("我|咱|俺|本人|家里")

_CLEAR = re.compile(
    "(?:我想|请|帮我)?(?:重新来|重来|重新开始|从头(?:再)?来|清空|清除|重置|重新匹配)(?:一下|吧|资料|档案|信息|企业资料|企业信息)*"
)
_SHOW = re.compile(
    "(?:请|帮我)?(?:看看?|查看|显示|列出|给我看)?(?:一下)?(?:我们?|企业|公司|目前|现在|已知|填了|的)*(?:资料|档案|信息|画像|情况)(?:有哪些|是什么|呢|吧)?"
)
_STOP = re.compile("不用了|先这样|结束|够了|不问了|别问了|停|退出|就这样|好了")
_RESULT = re.compile(
    "(?:看看?|查看|显示)?(?:一下)?(?:匹配)?结果(?:呢|吧|如何|怎么样)?|那?现在(?:能|可以)(?:申请|享受|拿)(?:哪些|什么|多少)(?:了)?"
)


_PAUSE = "，"
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
    DETAIL = "detail"
    """One of the benefits that were told is asked about."""


WHOLE = (Turn.STARTED, Turn.SHOWN)
"""Turns that are told with the whole result; the others with what is met."""


@dataclass(frozen=True, slots=True)
class Step:
    """A message and what came of it: the new state, its matching, and the next question (None: nothing is left to ask, or
    nothing is to be asked now). `noted` and `confirmed` are what the message told, and `unread` what of it was not taken up;
    `detail` is the benefit that it asks about."""

    turn: Turn
    state: Consultation
    matching: Matching
    question: str | None
    noted: tuple[Statement, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    detail: Offer | None = None
    unread: tuple[Unread, ...] = ()


def begins(message: str, day: date) -> tuple[Statement, ...] | None:
    """What a message says of the enterprise, if it asks which benefits there are for it; None if it asks anything else.

    What is asked for must be benefits at large: 能拿多少钱 after a subject (首次认定高企能拿多少) is another question.
    """
    heard = _hears(message, day)
    return heard.statements if heard else None


def asks_how_much(message: str, day: date) -> bool:
    """Whether a message that `begins` a consultation asks how much there is (招了5名毕业生，能领多少补贴), and not for what (能申请哪些):
    that is of the one case it tells, if a rule answers it."""
    found = [match.group() for clause in clauses(message) if (match := _ASKS_MATCH.search(clause))]
    how_much = bool(found) and all(_HOW_MUCH.search(each) and not _WHICH.search(each) for each in found)
    return how_much and begins(message, day) is not None


def _hears(message: str, day: date) -> Heard | None:
    """What a message that `begins` a consultation says of the enterprise, with what of it was not taken up."""
    who: list[Statement] = []
    told: list[str] = []
    asked = False
    for clause in clauses(message):
        request = _ASKS_MATCH.search(clause)
        own = _who(clause, request, day) if request and _TO_US.search(message) else None
        if own is not None:
            who += own
            asked = True
        elif not asks(clause):
            told.append(clause)
        elif not _RESULT.fullmatch(clause):
            return None
    if not asked:
        return None
    heard = hear(_PAUSE.join(told), day)
    return replace(heard, statements=(*heard.statements, *who))


def step(state: Consultation, message: str, offers: Sequence[Offer], day: date) -> Step | None:
    """The next state, or None if the message has nothing to do with the consultation."""
    words = re.sub("[。!,~\\s]+$", "", fold(message).strip())
    started = _hears(message, day)
    if started is not None:
        profile = state.profile.with_statements(started.statements)
        begun = _on(Turn.STARTED, replace(state, profile=profile, begun=True), offers, day, started.statements)
        return replace(begun, unread=started.unread)
    if not state.begun:
        return None
    if _CLEAR.fullmatch(words):
        return _on(Turn.CLEARED, Consultation(begun=True), offers, day)
    if _SHOW.fullmatch(words) or _RESULT.fullmatch(words):
        return _on(Turn.SHOWN, state, offers, day)
    if _STOP.fullmatch(words):
        stopped = replace(state, pending=None)
        return Step(Turn.STOPPED, stopped, match(stopped.profile, offers, day), None)
    return _detail(state, message, offers, day) or _answer(state, message, offers, day)


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
    profile = answered(state.profile, state.pending, message, day) if state.pending else None
    unread: tuple[Unread, ...] = ()
    if profile is None:
        if any(asks(clause) for clause in clauses(message)):
            return None
        heard = _stated(state, message, offers, day)
        profile, unread = state.profile.with_statements(heard.statements), heard.unread
    if profile == state.profile:
        stays = says_yes_or_no(message) or all(map(denies, clauses(message)))
        unclear = unread or (state.pending and stays)
        return replace(_on(Turn.UNCLEAR, state, offers, day), unread=unread) if unclear else None
    return replace(_noted(state, profile, offers, day), unread=unread)


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
        met = (pointed.so is not point.excludes) if met is None and pointed.so is not None else met
        if met is not None:
            profile = profile.with_confirmed(point.text, met, point.document)
        elif pointed.met is None:
            skipped |= {need}
        else:
            return _ask(Turn.UNCLEAR, replace(state, profile=profile, pending=need), offers, day)
    return _noted(replace(state, skipped=skipped), profile, offers, day)


def _stated(state: Consultation, message: str, offers: Sequence[Offer], day: date) -> Heard:
    """What a message states that does nothing else: each of its clauses tells of the enterprise, or says that there is not what
    benefits ask for. Where one of several does, or the message begins as one about the enterprise, it is heard whole."""
    lacking = match(state.profile, offers, day).of(Verdict.LACKS)
    needs = list(dict.fromkeys(need for found in lacking for need in found.deciding))
    found = [tells_only(clause, day) or denied(denies(clause), needs) for clause in clauses(message)]
    if all(found):
        return Heard(tuple(statement for each in found for statement in each))
    return hear(message, day) if any(found) or _OURS.match(message) else Heard()


def _listing(profile: Profile | None, offers: Sequence[Offer], day: date, shown: Mapping[Group, int]) -> Listing:
    return listing(cards(match(profile, offers, day)), shown) if profile is not None else Listing((), ())


def _noted(state: Consultation, profile: Profile, offers: Sequence[Offer], day: date) -> Step:
    """The step to what is known now, with what is new in it."""
    noted = tuple(each for each in profile.statements if each not in state.profile.statements)
    confirmed = tuple(each for each in profile.confirmed if each not in state.profile.confirmed)
    turn = Turn.TOLD if noted or confirmed else Turn.SKIPPED
    return replace(_on(turn, replace(state, profile=profile), offers, day, noted), confirmed=confirmed)


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


def _who(clause: str, request: re.Match[str], day: date) -> list[Statement] | None:
    """What the clause that asks says of who asks; None if it asks about something in particular."""
    around = [clause[: request.start()], clause[request.end() :]]
    names = [found.fact for part in around for found in find_names(part)]
    if Fact.PROJECT in names or (names and _HOW_MUCH.search(request.group())):
        return None
    if Fact.PERSON in names and not _MYSELF.search(clause):  # 老年人能享受哪些补贴 asks of them all
        return None
    stating = [statement for part in around for statement in read_clause(part, day)]
    figures = any(not isinstance(each.value, str) for each in stating)
    if any(beside_figures(part) if figures else beside(part) for part in around):
        return None  # 算力券合同额1500万能领多少 asks of one benefit, with a figure of its own
    return stating
