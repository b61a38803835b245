"""What people say of their enterprise: 我们是慈溪的高企，去年研发投入800万，员工60人，还没上市.

Clause by clause: the names in it, whether they are denied, only wished for or asked about; the place; each figure with the
noun beside it. What is doubtful is left unread, for it can be asked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.benefits.names import find_names
from bot.benefits.profile import Statement
from bot.benefits.profile_figures import spoken_figures, without_figures
from bot.benefits.profile_names import WISHES, period_of, spoken_names, won_how
from bot.benefits.profile_places import spoken_places
from bot.benefits.profile_titles import firm, titles, trades
from bot.benefits.several_years import full_years_told, told_by_year
from bot.benefits.title_levels import levelled
from bot.understanding.places import places_in
from corpus.benefit_records import Fact
from corpus.benefit_words import risen, states
from corpus.text import fold

_CLAUSE = re.compile(
    r"(?<!\d),|,(?!\d)|[。;!?\n]|(?<!\d)、|、(?!\d)|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])|但是?|不过|而且|并且"
)
_ASKS = re.compile(
    "[吗?？]|(?<![这那什怎多])么|是不是|是否|算不算|能不能|可不可以|什么(?![^,]{0,6}(?:没有|都没|没$))|哪些|哪个|怎么|如何|多少|(?<![十百0-9])几[个项种]|([要能会有算行可])[不没]\\1"
)
_SUPPOSES = re.compile("如果|假如|假设|要是|假使|万一")
_OF_US = re.compile(
    "我们?|咱们?|我司|我公司|本公司|公司|企业|单位|工厂|这样|这种|这类|像|作为|一家|情况|条件|目前|现在|一共|总共|大概|请问|想(?:看看?|问|知道|了解|咨询|查)|问一?下|看看|了解|咨询|查一?下|麻烦|一下|帮|还|都|到底|究竟|以下"
    "|的话|的|在|是|能|有|呢|了|吧|吗|啊|呀|和|又|不|没|也|注册地?|位于|属于|行业|证书|拿到|到手|评上|认定|已经?|刚刚?|去年|今年|首次|重新|通过|[从做搞]|从事"
)
"""Words with which people speak of themselves."""

_YES_NO = (
    (Fact.FUNDED_BEFORE, True, re.compile("(?:同一|这个|该|这一)项目.{0,8}(?<!没)(?<!没有)(?<!未)(?:拿过|享受过|获得过|得到过)")),
    (Fact.FUNDED_BEFORE, False, re.compile("(?:同一|这个|该|这一)项目.{0,6}(?:没有?|未)(?:拿|享受|获得|得到)")),
    (Fact.INDEPENDENT, False, re.compile("(?:不是|非|没有)独立(?:的)?法人|分公司")),
    (Fact.INDEPENDENT, True, re.compile("独立(?:的)?法人")),
    (Fact.GOOD_CREDIT, True, re.compile("(?:没有?|未|无|不是|不在)[^,]{0,6}失信|信用良好|信用正常|征信良好")),
    (Fact.GOOD_CREDIT, False, re.compile("失信")),
    (Fact.SAFE, True, re.compile("(?:没有?|未|无)(?:发生)?过?[^,]{0,8}(?:事故|环保处罚|安全处罚)")),
    (Fact.SAFE, False, re.compile("(?:发生|出)过?[^,]{0,8}(?:安全|生产|环保|环境)[^,]{0,4}事故")),
    (Fact.TAXPAYER, False, re.compile("不在(?:本地|当地|本市|本区|这里)(?:纳税|缴税|交税)")),
    (Fact.TAXPAYER, True, re.compile("(?:在本地|在当地|本地|当地|依法|在本市|在本区)(?:纳税|缴税|交税)")),
)  # fmt: skip


_ABOUT_FIGURES = re.compile(
    "去年|投入|投资|支出|花费?|项目|用于|大约|约|左右|超过|不到|以上|以下|上下|余|多|达到?|增长|占比?|每年|上一?年度?|前年|今年|全年|年"
)
"""Words that only say how a figure is meant."""

INTENDS = re.compile(
    "准备|计划|打算|想[要去做在申]|拟|争取|冲刺|冲击|正在?申[报请]|目标|预计|预期|明年|后年|将要?|即将|快要|(?<![主重需])要[申评升上认]|希望|力争|以前|曾经|原来|过去"
)
_EXPECTS = re.compile("预计|预期|预估|目标|明年|后年|力争|希望|有望")
"""Words of clauses whose figures are of a time to come."""

LITTLE = 1
"""Characters that a clause which tells who one is may hold beside that."""


def clauses(text: str) -> list[str]:
    """The clauses of a text, folded, with its punctuation gone but for a question mark."""
    words = told_by_year(full_years_told(fold(text))).replace("?", "?,")
    return [clause.strip() for clause in _CLAUSE.split(words.replace("?,", "吗,")) if clause and clause.strip()]


def tells_only(clause: str, day: date) -> tuple[Statement, ...]:
    """The statements of a clause that does nothing but state them; () for any other (高企2024年的数量)."""
    clause = levelled(clause)
    found = read_clause(clause, day)
    figures_or_yes = any(not isinstance(each.value, str) for each in found)
    return found if figures_or_yes or len(beside(clause)) <= LITTLE else ()


def read_clause(clause: str, day: date, before: Sequence[Statement] = ()) -> tuple[Statement, ...]:
    """The statements of one clause that states something; how a title was won may be said of the one named `before`."""
    clause = levelled(clause)
    won = won_how(
        clause, [str(each.value) for each in before if each.fact is Fact.CERTIFICATION and each.holds][-1:], day
    )
    period = period_of(clause, day)
    told = [*won, *spoken_names(clause, day)]
    known = {each.value for each in told}
    if not WISHES.search(f"{clause} ") and not INTENDS.search(clause):
        told += [each for each in titles(clause, period) if each.value not in known]
        told += [each for each in trades(clause) if each.value not in known]
        told += () if any(each.fact is Fact.ENTITY for each in told) else firm(clause)
    figures = () if _EXPECTS.search(clause) else spoken_figures(clause, day, period)
    return (*told, *spoken_places(clause), *figures, *_yes_no(clause), *_states(clause))


def beside(clause: str) -> str:
    """What a clause says beside names, places and words about oneself: nothing, where it only tells who one is."""
    rest = risen().sub(" ", clause)
    for found in find_names(clause):
        rest = rest.replace(clause[found.start : found.end], " ")
    for _, start, end in places_in(rest):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return re.sub(r"\W", "", _OF_US.sub("", rest))


def beside_figures(clause: str) -> str:
    """What a clause says beside what `beside` leaves out and figures with their nouns: 算力券合同额1500万 speaks of 算力券."""
    return beside(_ABOUT_FIGURES.sub(" ", without_figures(clause)))


def asks(clause: str) -> bool:
    """Whether a clause asks or supposes something."""
    return bool(_ASKS.search(clause) or _SUPPOSES.search(clause))


def _states(clause: str) -> Iterator[Statement]:
    """What only the enterprise can affirm, where a clause says nothing else (财务制度健全, 项目已备案)."""
    words = re.sub("^(?:我们?|我司|公司|企业|本公司|目前|现在|年内|[今去]年|项目|的|都|是)+|了$", "", clause)
    for name, pattern in states():
        if "{" not in name and (pattern.fullmatch(words) or re.fullmatch(_STATES.get(name, "(?!)"), words)):
            yield Statement(Fact.STATE, name, words=clause)


_STATES = {
    "项目已投入使用": "(?:已经?)?(?:全部|正式|竣工|建成)?(?:投产|投用)",
    "项目已竣工验收": "(?:已经?)?(?:竣工)?验收(?:通过|合格|过)?",
    "项目已备案": "(?:已经?)?(?:做过?|办过?|完成)?了?备案(?:手续)?",
    "项目已开工": "(?:已经?)?(?:开工|动工)(?:建设)?",
}
"""States in the words of who tells of them."""


def _yes_no(clause: str) -> Iterator[Statement]:
    told: set[Fact] = set()
    for fact, value, pattern in _YES_NO:
        if fact not in told and pattern.search(clause):
            told.add(fact)
            yield Statement(fact, value, words=clause)
