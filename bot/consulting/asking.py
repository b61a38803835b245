"""The next best question about an enterprise, and the answer to it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.benefits.amounts import ZERO
from bot.benefits.benefit_texts import ASK
from bot.benefits.confirming import denied_in
from bot.benefits.denying import denied_matter, met_by, without_verb
from bot.benefits.eligibility import PLACE, Assessment, Matching, Need, NeedKey, Verdict
from bot.benefits.known_figure import exactly, figure_of
from bot.benefits.names import WON, find_names, name_key
from bot.benefits.profile import Profile, Statement, known_names, named
from bot.benefits.profile_names import period_of, won_how
from bot.benefits.profile_sentences import INTENDS, LITTLE, asks, beside, clauses, read_clause, tells_only
from bot.benefits.profile_titles import has_lapsed
from bot.benefits.relevance import ranked
from bot.benefits.several_years import full_years_told
from bot.benefits.title_levels import at_level, level_alone, tells_level
from bot.consulting.pointing import denies
from bot.language import LIST, Language, language
from bot.understanding.facts import OWN_TO_ONE, FactKind, fact_label, form_of
from bot.understanding.places import places_in
from bot.understanding.quantities import spoken_quantity
from bot.understanding.zones import zones_in
from corpus.benefit_records import Fact
from corpus.text import fold

_YES = re.compile(
    "(?:那|早就?|一直|都|本来就?)?(?:是|对|有|嗯|符合|满足|没错|确认|当然|肯定|必须|可以|yes|y|属于|存在|拿过|获得过)(?:的|了|啊|呀|哦|呢|过)*(?:,?(?:是|对|有|符合)的?)?"
)
_NO = re.compile(
    "(?:都|还|并|暂时?)*(?:不是|没有|不|没|无|否|不符合|不满足|不对|不属于|不存在|no|none|n)(?:的|了|啊|呀|哦|呢|有|过|拿过|获得过|发生过?|做过?|办过?|搞过?)*"
)
_SKIP = re.compile(
    "不太?清楚|不知道|不了解|不太?确定|说不清|不好说|跳过|先跳过|下一[个题]|略过|没概念|没数|没有?(?:单独)?(?:归集|统计|核算)过?|没统计过?|没算过|记不清|拿不准|说不准|不记得|忘了|以后再说|待定|pass|skip|not sure|(?:i )?(?:do not|don.t) know|[?？]+"
)
_NOT_YET = re.compile(
    "(?:我们?|目前|现在|暂时|都|还)*(?:(?:没有?|未|尚未|还没有?)(?:去|来得及|被)?(?:评|认定|申请|申报|报|办|批|拿|获|通过|入库|下来|过)(?:上|过|到|成|定|下来|得)*(?:这个|这些|称号)?|(?:正在|还?在|刚刚?)(?:申请|申报|报|准备|评审?|公示|走流程|办理?)(?:中|当中|阶段)?|(?:申请|申报|评审|公示|办理)中|(?:材料|资料)?(?:刚|才)?(?:报|交|递)上?去了?|(?:还)?在?等(?:着)?(?:批复|结果|公示|通知|认定)|(?:准备|打算|计划|想|争取)(?:明年|今年|后年)?(?:申请|申报|报|评|认定|拿))(?:的|了|呢|吧)*"
)
"""How somebody answers that a title is not held yet."""
_WON = re.compile(
    "(?:是|有|对|嗯|我们?|已经?|的|,)*(?:(?:去|今|前)年|(?:19|20)[0-9]{2}年?)?(?:[0-9一二三四五六七八九十]+月|年?[底初中]|[上下]半年)?(?:就|刚刚?|才)?(?:被)?(?:评上|评|认定|拿的证|发的证|下的证|拿到?|获得?|通过|入库|批下来|拿下|评定|获批)(?:过|上|到|下来)*(?:的|了)*"
)
"""How somebody answers that it was won."""
_TRAILING = re.compile("[。.!,、;~\\s]+$|^[\\s,]+")
_YEAR_ALONE = re.compile(
    "((?:19|20)[0-9]{2}年?(?:[0-9]{1,2}月)?)(?:份)?(?:就|开始|才)*(?:有了?|成立|注册|创办|建厂|办|开)?的?"
)


@dataclass(slots=True)
class _Worth:
    """What an answer would do: `benefits` that wait for it, the share of their open questions that it is, and the money."""

    need: Need
    benefits: int = 0
    share: Decimal = ZERO
    money: Decimal = ZERO

    @property
    def order(self) -> tuple[bool, Decimal, bool, Decimal]:
        """A person's word on a clause of one benefit comes after all that tells of more."""
        is_fact = self.need.fact is not None
        return is_fact or self.benefits > 1, self.share, is_fact, self.money


def next_need(matching: Matching, skipped: Collection[Need] = ()) -> Need | None:
    """What to ask next: the fact, or the clause that several benefits share, which decides most of those that lack something,
    those that lack little counting more; of equals that with the most money. Then what the amounts of those that are met lack,
    and last, clause by clause, what only one benefit asks. What is plainly for others is left out while anything else is open.
    None if nothing is left."""
    asked = _Askable(matching, skipped)
    lacking = [(found, near) for found, near in ranked(matching) if found.verdict is Verdict.LACKS]
    own = _weigh([found for found, near in lacking if not near.others], asked)
    worth = own or _weigh([found for found, _ in lacking], asked)
    if PLACE.key in worth:
        return PLACE
    best = max(worth.values(), key=lambda each: each.order, default=None)
    if best is None or not best.order[0]:
        sums = [need for found in matching.of(Verdict.MEETS) for need in found.sum_needs if asked.allows(need)]
        certain = next((need for need in sums if need.fact not in OWN_TO_ONE), None)
        return certain or (best.need if best else None)
    return best.need


class _Askable:
    """What is still to be asked: nothing that was passed over, in whatever document, nor what presupposes a title that the
    enterprise is known not to have."""

    def __init__(self, matching: Matching, skipped: Collection[Need]) -> None:
        self._keys = {need.key for need in skipped}
        self._questions = {question_for(need) for need in skipped}
        known = known_names(matching.profile.statements, matching.as_of.year)
        self._denied = {name for (fact, name), holds in known.items() if fact is Fact.CERTIFICATION and not holds}

    def allows(self, need: Need) -> bool:
        """Whether a need may be asked for."""
        if need.key in self._keys or (self._questions and question_for(need) in self._questions):
            return False
        return not (need.clause and self._denied and self._presupposes(need.clause))

    def _presupposes(self, clause: str) -> bool:
        """Whether a clause is of titles alone that are denied."""
        names = find_names(clause)
        titles = {name_key(value) for each in names if each.fact in (Fact.CERTIFICATION, *WON) for value in each.values}
        others = any(each.fact in (Fact.ENTITY, Fact.ROLE) and each.values != (_FIRM,) for each in names)
        return bool(titles) and titles <= self._denied and not others


_FIRM = "企业"


def _weigh(lacking: Sequence[Assessment], asked: _Askable) -> dict[NeedKey, _Worth]:
    worth: dict[NeedKey, _Worth] = {}
    for found in lacking:
        deciding = found.deciding
        for need in deciding:
            if not asked.allows(need):
                continue
            each = worth.setdefault(need.key, _Worth(need))
            each.benefits += 1
            each.share += Decimal(1) / len(deciding)
            each.money += found.sum.high or found.sum.low
    return worth


def waiting_for(matching: Matching, need: Need) -> int:
    """How many benefits that lack information would be told more of by the answer to a need."""
    return sum(any(each.key == need.key for each in found.deciding) for found in matching.of(Verdict.LACKS))


def question_for(need: Need) -> str:
    """One plain sentence that asks for it."""
    if need.fact is None:
        matter = "" if need.excludes else denied_matter(need.clause)
        kind = "exclusion" if need.excludes else "denial" if matter else "clause"
        return ASK[kind].format(clause=need.clause, matter=matter)
    form = form_of(need.fact)
    period = need.period or (ASK["last_year"] if form.flow and form.kind is FactKind.NUMBER else "")
    listed = str(LIST).join(name.rsplit("/", 1)[-1] for name in need.names)
    if language() is Language.ENGLISH:
        return form.ask_en or ASK["names" if need.names else "value"].format(
            label=fact_label(need.fact, period), names=listed
        )
    template = form.ask_name if len(need.names) == 1 and form.ask_name else form.ask
    return template.format(names=listed, period=period)


def answered(profile: Profile, need: Need, message: str, day: date) -> Profile | None:
    """The profile with what a message answers to the question for `need`; None if it does not answer it."""
    words = _bare(message)
    first, *rest = clauses(words) or [words]
    yes = bool(_YES.fullmatch(words))
    no = bool(_NO.fullmatch(words) or (rest and _NO.fullmatch(first) and all(map(INTENDS.search, rest))))
    if need.fact in (Fact.CERTIFICATION, *WON):
        no = no or all(_NOT_YET.fullmatch(clause) or _NO.fullmatch(clause) for clause in (first, *rest))
        yes = yes or _was_won(need, words, day)
    if need.fact is None:
        met = _said_of_clause(need, words, yes=yes, no=no)
        if met is None:
            return None
        return profile.with_confirmed(need.clause, met, need.document, excludes=need.excludes)
    if any(asks(clause) for clause in clauses(words)):
        return None
    statements = _answers(need, need.fact, words, yes=yes, no=no, day=day)
    others = () if yes or no else tuple(each for clause in clauses(message) for each in tells_only(clause, day))
    if need.fact in WON and not (yes or no):
        statements = list(won_how(words, need.names, day)) or statements
    if not statements and not any(each.fact is need.fact for each in others):
        return None
    return profile.with_statements((*others, *statements))


def _said_of_clause(need: Need, words: str, *, yes: bool, no: bool) -> bool | None:
    """Whether a clause is met by a person's word on it; None where the word does not say, or may mean either."""
    if need.excludes:
        return no if yes or no else _echoed(need, words)
    met = met_by(need.clause, words, yes=yes, no=no)
    return _echoed(need, words) if met is None and not (yes or no) else met


def _was_won(need: Need, words: str, day: date) -> bool:
    """Whether an answer tells that the one title that was asked for has been won, and not so long ago that it may have lapsed."""
    if need.fact is not Fact.CERTIFICATION or len(need.names) != 1 or not _WON.fullmatch(words):
        return False
    return not has_lapsed(need.names[0], period_of(words, day), day)


def skips(message: str) -> bool:
    """Whether a message passes over the question."""
    return bool(
        _SKIP.fullmatch(
            re.sub(
                "^(?:这个|那个|我们?|暂时|目前|先|还|真的?|具体|也|其实)+|(?:这[个题项条]|[了吧啊呀,。!\\s])+$",
                "",
                fold(message).strip(),
            )
        )
    )


def says_yes_or_no(message: str) -> bool:
    """Whether a message is nothing but a yes or no."""
    words = _bare(message)
    return bool(_YES.fullmatch(words) or _NO.fullmatch(words))


def _echoed(need: Need, words: str) -> bool | None:
    """Whether a clause is met by the words that there is not what it speaks of (没有失信); None where it speaks of more."""
    what = without_verb(denies(words))
    if len(what) < SHORTEST_MATTER or re.search("[、,;或]|以及|并且", fold(need.clause).rstrip(",;。")):
        return None
    demanded = denied_in(need.clause, what)
    return None if demanded is None else need.excludes or demanded


SHORTEST_MATTER = 2
"""Characters of what is said not to be: 失信."""


def _bare(message: str) -> str:
    return _TRAILING.sub("", fold(message).strip())


def _answers(need: Need, fact: Fact, words: str, *, yes: bool, no: bool, day: date) -> list[Statement]:
    form = form_of(fact)
    if form.kind is FactKind.YES:
        return [Statement(fact, yes is not form.inverted, period=need.period, words=words)] if yes or no else []
    if form.kind is FactKind.NUMBER:
        return _number(need, fact, words, no=no, day=day)
    if fact is Fact.REGION and not need.names:
        return _place(words)
    if fact is Fact.CERTIFICATION and len(need.names) == 1 and (level := _only_level(words)):
        return [Statement(fact, name, words=words) for name in at_level(need.names[0], level)]
    if no or (yes and len(need.names) == 1):
        return (
            named(fact, need.names, yes, need.period, words)
            if yes
            else [Statement(fact, name, False, need.period, words) for name in need.names]
        )
    return _chosen(need, fact, words, day)


def _only_level(words: str) -> str:
    """The level at which an answer says that a title was won (前年评的，市里评的); "" for any other answer."""
    told = clauses(words)
    levels = [level for clause in told if (level := level_alone(clause))]
    rest = [clause for clause in told if not level_alone(clause)]
    return levels[-1] if levels and all(_WON.fullmatch(each) or _YES.fullmatch(each) for each in rest) else ""


def _place(words: str) -> list[Statement]:
    """The place that an answer names and nothing beside it; a zone stands for the place that it names as well."""
    zone = next(zones_in(words), None)
    names: tuple[str, ...]
    if zone is not None:
        path, start, end = zone
        rest = f"{words[:start]} {words[end:]}"
        names = ("/".join(path), words[start:end]) if len(beside(rest)) <= LITTLE else ()
    else:
        names = tuple("/".join(path) for path, _, _ in places_in(words)[-1:] if len(beside(words)) <= LITTLE)
    return [Statement(Fact.REGION, name, words=words) for name in names]


def _number(need: Need, fact: Fact, words: str, *, no: bool, day: date) -> list[Statement]:
    if no:
        return [Statement(fact, exactly(ZERO), period=need.period, words=words)]
    if fact is Fact.AGE and (year := _YEAR_ALONE.fullmatch(full_years_told(words))):
        return [replace(each, words=words) for each in read_clause(f"{year[1]}成立", day)]
    read = [each for clause in clauses(words) for each in read_clause(clause, day) if each.fact is fact]
    if read:
        return [replace(each, period=need.period) for each in read[-1:]]
    quantity = spoken_quantity(words, fact)
    figure = figure_of(quantity) if quantity else None
    return [Statement(fact, figure, period=need.period, words=words)] if figure else []


def _chosen(need: Need, fact: Fact, words: str, day: date) -> list[Statement]:
    """Of the names that were asked for those that the answer names; the others are then known not to be held. Of titles that it
    names with a level only those are told that are awarded at it."""
    if fact is Fact.CERTIFICATION and tells_level(words):
        return [each for clause in clauses(words) for each in read_clause(clause, day) if each.fact is fact]
    spoken = {name_key(value) for found in find_names(words) for value in found.values if len(found.values) == 1}
    plain_words = name_key(words)
    chosen = {name for name in need.names if name_key(name) in spoken or name_key(name) in plain_words}
    if not chosen or re.search("[不没非未]", words) or INTENDS.search(words):
        return []
    return [Statement(fact, name, name in chosen, need.period, words) for name in need.names]
