"""What a description of an enterprise states, sentence by sentence, and what of it was not taken up: nothing that somebody
says is dropped in silence, for they could put it otherwise or fill in the form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.benefits.names import WON, find_names
from bot.benefits.profile import Statement
from bot.benefits.profile_figures import continued, figures_unread, people_alone, without_figures
from bot.benefits.profile_names import AGAIN, DENIES, period_of
from bot.benefits.profile_places import tells_of_places
from bot.benefits.profile_sentences import INTENDS, LITTLE, asks, beside, clauses, read_clause
from bot.benefits.profile_titles import has_lapsed, may_have_lapsed, without_titles_and_trades
from bot.benefits.title_levels import at_level, level_alone, levelled, titles_in
from bot.understanding.places import places_in
from corpus.benefit_records import Fact


class Why(StrEnum):
    """Why a clause, or a part of it, states nothing."""

    UNREAD = "unread"
    """It was not understood."""
    INTENDED = "intended"
    """It tells of what is only wished for or expected."""
    LAPSED = "lapsed"
    """It tells of a title that was won longer ago than it lasts."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A clause as it was said, folded, of which something was not taken up, and why."""

    words: str
    why: Why


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text states, in order, and what of it was not taken up."""

    statements: tuple[Statement, ...] = ()
    unread: tuple[Unread, ...] = ()


def hear(text: str, day: date) -> Heard:
    """All that a text states, and each clause of it of which something states nothing though it is no question; questions and
    suppositions in it state nothing. `day` is when it is said."""
    hearing = _Hearing(day)
    for clause in clauses(text):
        if not asks(clause):
            hearing.take(clause)
        hearing.before = clause
    return Heard(tuple(hearing.found), tuple(hearing.unread))


class _Hearing:
    """What was found so far, what of it was not taken up, and the clause before, which the next may go on about."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.found: list[Statement] = []
        self.unread: dict[Unread, None] = {}
        self.before = ""

    def take(self, clause: str) -> None:
        """A clause that states something."""
        if (level := level_alone(clause)) and (named := titles_in(self.before)):
            self._at_level(level, named[-1])
            return
        whole = levelled(continued(clause, self.before))
        read = [
            replace(each, words=clause) for each in read_clause(whole, self.day, self.found) or people_alone(clause)
        ]
        read = [each for each in read if not (self._is_part(each, clause) or self._is_plant(each, clause))]
        if again := _won_again(clause, self.before, self.day):
            read += again
            self.unread.pop(Unread(self.before, Why.LAPSED), None)
        if _ran_out(clause, self.day) and self._let_go(clause):
            return
        self.unread |= dict.fromkeys(unread_in(whole, clause, read, self.day))
        self.found += read

    def _at_level(self, level: str, title: str) -> None:
        """The title that the clause before named last is one of a level."""
        names = {value for each in find_names(title) if each.fact is Fact.CERTIFICATION for value in each.values}
        told = [
            each
            for each in self.found
            if each.words == self.before
            and each.fact in (Fact.CERTIFICATION, *WON)
            and each.value in names
            and each.holds
        ]
        self.found = [each for each in self.found if each not in told]
        self.found += [replace(each, value=name) for each in told for name in at_level(str(each.value), level)]
        if not (told or names):
            self.found += read_clause(f"{level}{title}", self.day)
            self.unread.pop(Unread(self.before, Why.UNREAD), None)

    def _is_part(self, statement: Statement, clause: str) -> bool:
        """Whether a figure is of a part of what was told before as a whole (其中委外研发100万)."""
        return clause.startswith(_PART) and any(statement.key == old.key for old in self.found)

    def _is_plant(self, statement: Statement, clause: str) -> bool:
        """Whether a place is that of a plant of an enterprise that is registered elsewhere."""
        placed = any(each.fact is Fact.REGION for each in self.found)
        return statement.fact is Fact.REGION and placed and bool(_PLANT.search(clause)) and not tells_of_places(clause)

    def _let_go(self, clause: str) -> bool:
        """Whether the clause before named titles, which have run out by this one: they are held no more."""
        gone = [each for each in self.found if each.words == self.before and each.fact is Fact.CERTIFICATION]
        self.found = [each for each in self.found if each not in gone]
        if gone:
            self.unread[Unread(f"{self.before}，{clause}", Why.LAPSED)] = None
        return bool(gone)


def _ran_out(clause: str, day: date) -> bool:
    """Whether a clause says that what the one before it names has run out by a day."""
    match = _RAN_OUT.search(clause)
    return match is not None and (int(match[1]), int(match[2] or 12)) < (day.year, day.month)


_PART = "其中"
_PLANT = re.compile("工厂|厂区|厂子|生产在")
_RAN_OUT = re.compile(
    "((?:19|20)[0-9]{2})年(?:([0-9]{1,2})月)?(?:[0-9]{1,2}[日号])?(?:就|已经?|将)?(?:到期|过期|失效|截止)"
)


def _won_again(clause: str, before: str, day: date) -> list[Statement]:
    """The titles of the clause before, won too long ago, that by this one were won again since (2020年获得高企, 2023年通过复审)."""
    period = period_of(clause, day)
    again = AGAIN.search(clause)
    if again is None or find_names(clause) or DENIES.search(clause[: again.start()]):
        return []
    names = [
        name
        for each in find_names(before)
        for name in each.values
        if may_have_lapsed(name, before, period_of(before, day), day)
    ]
    won = [Statement(Fact.RENEWED_CERTIFICATION, name, True, period, clause) for name in names]
    held = [Statement(Fact.CERTIFICATION, name, words=clause) for name in names if not has_lapsed(name, period, day)]
    return [*won, *held]


def unread_in(clause: str, said: str, read: Sequence[Statement], day: date) -> list[Unread]:
    """What of a clause was not taken up, told by the words that were `said`; [] where all was."""
    if any(
        may_have_lapsed(name, clause, period_of(clause, day), day)
        for each in find_names(clause)
        for name in each.values
    ):
        return [Unread(said, Why.LAPSED)]
    telling = [each for each in read if each.fact is not Fact.ENTITY]
    was_there = tells_of_places(clause) and not any(each.fact is Fact.REGION for each in telling)
    if not telling and (INTENDS.search(clause) or was_there):
        return [Unread(said, Why.INTENDED)]
    if figures_unread(clause, read) and not _ONLY_YEARS.fullmatch(said):
        return [Unread(said, Why.UNREAD)]
    named = [each.fact for each in find_names(clause) if each.fact not in (Fact.ENTITY, Fact.INDUSTRY)]
    untold = (not telling and (named or places_in(said))) or _lacks_title(
        clause, telling
    )  # of a customer, a mother company
    left = _left(clause, telling) if telling else _telling_words(clause)
    return [Unread(said, Why.UNREAD)] if untold or len(left) > LITTLE else []


def _lacks_title(clause: str, read: Sequence[Statement]) -> bool:
    """Whether a clause names a title of which nothing was read (宁波市认定的专精特新)."""
    told = {str(each.value) for each in read if each.fact in (Fact.CERTIFICATION, *WON)}
    titles = (each.values[0] for each in find_names(clause) if each.fact is Fact.CERTIFICATION)
    return not all(any(name.endswith(title) for name in told) for title in titles)


def _left(clause: str, read: Sequence[Statement]) -> str:
    """The words of a clause that tell something and that no statement was read from."""
    if {each.fact for each in read} & _BY_WHOLE_CLAUSE:
        return ""
    rest = clause
    for each in read:
        if isinstance(each.value, str):
            rest = rest.replace(each.value, " ")
    return _telling_words(without_figures(without_titles_and_trades(rest)))


def _telling_words(clause: str) -> str:
    """What of some words would tell something."""
    return re.sub(r"[\W_]", "", _EMPTY.sub("", _TIME.sub(" ", beside(clause))))


_BY_WHOLE_CLAUSE = frozenset(
    {
        Fact.GOOD_CREDIT,
        Fact.SAFE,
        Fact.TAXPAYER,
        Fact.INDEPENDENT,
        Fact.FUNDED_BEFORE,
        Fact.STATE,
        Fact.AGE,
        Fact.LISTING,
    }
)
"""Facts that are read from a clause as a whole."""
_ONLY_YEARS = re.compile(
    "(?:到|至)?(?:现在|今|今年)?(?:已经?)?(?:有|快|近)?[0-9一二三四五六七八九十多来几]+(?:年|个月)(?:多|了|的历史)*"
)
_TIME = re.compile("(?:19|20)[0-9]{2}年?(?:[0-9]{1,2}月)?|[0-9一二三四五六七八九十]{1,2}月|[0-9]+年")
_EMPTY = re.compile(
    "大概|大约|左右|差不多|出头|有余|挂零|多?一点|估计|约|将近|接近|快|超过|突破|达到?|不到|以上|以下|之间|多|余|全年|年度|上一?年|[去今前]年|本年|年底|年初|[0-9]+月份?|目前|现在|至今"
    "|主要|专业|专门|一直|全部|其中|同时|另外|此外|以及|包括|属于?|算|位于|地处|坐落|地址|所在地?|注册地|落户|工商|总部|座落"
    "|我|你|他|们|大家|您好|你好|谢谢|请|老板|本|这|那|家|个|名|位|项|件|只|次|元|万|亿|人|共|总|已|曾|就|只|才|又|也|都|还|很|挺|比较|等|与|及|或|被|由|从|到|于|搬迁?|迁移?|后来|变更|地址|明年|后年|到期|有效期?|整体|[上降]?涨|[跌比较]|入库|正在|还|以|为|用|把|对|向|给|让|过|着|得|地|之|其|里|上|下|中|内|时|号|第|类|级|性|化|类型|方面"
    "|成立|创立|创办|注册|开业|生产|制造|加工|从事|经营|业务|产品|销售|服务|研发|项目|投资|投入|总额|金额|人数|规模|实现|完成|同比|增长|占|比重|比例|收入|营业"
    "|获得?|取得|拥有|持有|认定|评为|获评|评上|通过|入选|认证|资质|称号|荣誉|证书|国家级?|省级?|市级?|区级?|县级?|刚|新|首次|主导|参与|制定过?|做过?|搞过?|办了?|实施|开展|进行|类企业"
    "|招|应届|毕业生|大学生|全员|规[上下]|有限|厂|公司|企业|单位|集团|有限|股份|责任|年|月|日|缴纳?|交|租|租赁|贷款|银行|科技|每年|要花?|花了?|新购|购[置买]?|买|复[审核]|重新|正在|申请中?|到期|续|新上|一条|历史"
    "|in|is|are|we|a|an|the|of|and|our|company|about|with|has|have|rmb|cny|last|year|annual|total|yuan|million|for|registered|founded|established|at|located"
)
"""Words that tell nothing by themselves, or only how what was read is meant."""
