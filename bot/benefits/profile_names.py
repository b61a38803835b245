"""The names in a clause of what an enterprise is: whether it has them, has won them and when, or only wishes to."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.benefits.names import NameFound, find_names
from bot.benefits.profile import Statement, named
from bot.benefits.profile_titles import LARGE, may_have_lapsed
from bot.benefits.title_levels import at_level, is_open, level_before
from bot.understanding.zones import zones_in
from corpus.benefit_records import Fact
from corpus.benefit_words import risen

DENIES = re.compile(
    "(?:不是|不属于|并?非(?!洲)|不算|没有?|无(?!锡|为|棣|极)|未(?!来|央)|不在|没能?|还不|尚不)[^,。]{0,5}$"
)
WISHES = re.compile("(?:申报|申请|准备|计划|打算|想|要成为|拟|争取|冲刺|冲击|培育|潜在|后备|预备|目标|正在|以前|曾经?|原来|原先|过去|到期|过期|失效|取消|距离|客户|供应商|子公司|母公司|股东|集团|退出|撤销|移出|服务|明年|将|即将|快要?|(?<![主重])要)[^,。]{0,8}$")  # fmt: skip
_LAPSED = re.compile(
    "^[^,。]{0,6}(?:摘牌|退市|撤销|注销|移出|到期|过期|失效|被取消|[没未]有?(?:过$|通过|评上|评|批|拿|下来|到手|认定)|还[没未]|还?差|(?:还)?不够|够不上|达不到|在?辅导|已?受理|排队|过会|问询|[申审][报核]中|还在(?!有效|期)|正在|没了|(?:也|都|还|并|目前|暂时)*(?:不是|不算|不属于)(?:的|了)*$|(?:[没未](?!到期|过期|失效|取消|问题|变|上市)有?|无)[^,。]{0,4}$)"
)
_OF_OTHERS = re.compile("^(?:企业|公司)?的?(?:全资|控股)?(?:子公司|分公司|客户|供应商)")
"""What stands behind a name that another has."""
_TO_COME = re.compile(
    "^[^,。]{0,6}(?:明年|后年|下个?月|年底|下半年|快要?|即将|将|马上|还有[^,。]{1,4}|还没有?|没有?|未)(?:才|就|就要|会|到)*(?:到期|过期|失效)"
)
"""How is said of what is held that it will run out."""
_FIRST = re.compile(
    "首次|第一次|(?<!重)新认定|新评|刚刚?(?:被)?(?:评|认定|通过|拿到|获得)|新(?:被)?(?:评为|获评|入选|入库)"
)
AGAIN = re.compile("重新认定|再次(?:被)?认定|复审|复核")
_PERIOD = re.compile(
    "(?<![比较])(?:去年|今年|前年|上一?年度?|本年度?|(?:19|20)[0-9]{2}年度?(?![0-9]*月)|(?:最近|近|前)[一二两三五0-9]年)"
)
_BEING = re.compile("是|属于|作为|我们|我司|本公司|咱们|这家|一家|从事|[做搞]|行业|领域")
_COUNTED = re.compile("[0-9一二两三四五六七八九十百千万几多]+[台套条辆件部个座]$")
_CALLED_SO = re.compile("(?:类|行业)?的?(?:企业|公司|厂家?)")
_LOOSE = (Fact.ENTITY, Fact.ROLE, Fact.INDUSTRY)
"""Facts whose names stand in sentences on other things too (从银行贷款): read only where something is said to be them."""

_OF_PERSONS = (Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY)
"""Facts of a person, which what is said of a firm's staff does not state."""
_OF_ME = re.compile("我(?!们|司|公司|单位)|本人|自己|家里|爸|妈|父|母|爷|奶|^[^,]{2,12}$")
_OF_STAFF = re.compile(
    "法人|法定代表人|创始人|老板|负责人|股东|董事长|总经理|高管|带头人|招|聘|录用|吸纳|雇|员工|职工|安置|带动|团队|[0-9]+[名人]"
)
_UNLISTED = re.compile("(?:没有?|未|还没有?|尚未|不)上市(?!辅导)")


def period_of(clause: str, day: date) -> str:
    """The time that a clause names first, as a year where it is relative; "" for none."""
    return next(_periods(clause, day), "")


def _period_won(clause: str, way: re.Match[str], day: date) -> str:
    """When a title was won in one way: the time last named before that, or else the one that the clause names."""
    *_, last = ("", *_periods(clause[: way.start()], day))
    return last or period_of(clause, day)


def _periods(clause: str, day: date) -> Iterator[str]:
    return (_as_year(match, day) for match in _PERIOD.finditer(clause))


def _as_year(match: re.Match[str], day: date) -> str:
    ago = {"去": 1, "上": 1, "前": 2, "今": 0, "本": 0}.get(match[0][0])
    if ago is None or match[0][1] in "一二两三五0123456789":
        return match[0]
    return f"{day.year - ago}年"


_PERSON = "个人"
_IS_ONE = re.compile(
    "[，,]?(?:我们?|本人|申请人)?(?:就)?(?:是|为|以|属于)? (?:身份|名义)?(?:来)?(?:申请|申报|申领)?(?:的|者)?[，,。]?"
)
"""What stands around the word where somebody says to be no enterprise."""


def spoken_names(clause: str, day: date) -> Iterator[Statement]:
    """What a clause tells of names: held or not, won for the first time or again, and when."""
    if match := risen().search(clause):
        if not WISHES.search(clause[: match.start()]):
            holds = not DENIES.search(clause[: match.start()])
            yield from named(Fact.NEW_CERTIFICATION, (LARGE,), holds, period_of(clause, day), clause)
        return
    zones = [(start, end) for _, start, end in zones_in(clause)]
    found = find_names(clause)
    for each in found:
        if any(start <= each.start and each.end <= end for start, end in zones):
            continue  # 苏州工业园区 says nothing of 工业
        if _is_said_of_us(each, clause):
            yield from _stated(each, clause, day)
    if _UNLISTED.search(clause) and not any(each.fact is Fact.LISTING for each in found):
        yield from named(Fact.LISTING, ("未上市",), True, "", clause)


def _is_said_of_us(found: NameFound, clause: str) -> bool:
    """Whether a clause says of the enterprise that it is or is not what a name says, and not that it wants to be or that others are."""
    before, after = clause[: found.start], clause[found.end :]
    if _OF_OTHERS.match(after):
        return False
    if WISHES.search(before) and not _is_under_way(found, before):
        return False
    if found.fact in _LOOSE and not _said_to_be(found, clause):
        return False
    if found.fact is Fact.ENTITY and found.values == (_PERSON,):
        return bool(_IS_ONE.fullmatch(f"{before} {after}"))  # and not 60个人, 个人所得税
    return found.fact not in _OF_PERSONS or bool(_OF_ME.search(clause) and not _OF_STAFF.search(clause))


def _stated(found: NameFound, clause: str, day: date) -> Iterator[Statement]:
    """The statements of one name that is said of the enterprise; none where it is not sure what holds."""
    before, after = clause[: found.start], clause[found.end :]
    holds = not (DENIES.search(before) or (_LAPSED.search(after) and not _TO_COME.search(after)))
    fact, period = _how_held(found, clause, holds, day)
    lasting = holds and fact is Fact.CERTIFICATION
    if lasting and may_have_lapsed(found.values[0], clause, period_of(clause, day), day):
        return
    if found.fact is Fact.LISTING and not holds and "上市" in clause and found.values == ("未上市",):
        return  # 不是没上市 says nothing that could be relied on
    level = level_before(before) if found.fact is Fact.CERTIFICATION else ""
    if level:  # who has not a title at one level may have it at another
        names = at_level(found.values[0], level)
        yield from (Statement(fact, name, holds, period, clause) for name in (names if holds else names[-1:]))
    elif not is_open(found.values[0], clause):
        yield from named(fact, found.values, holds, period, clause)


def _is_under_way(found: NameFound, before: str) -> bool:
    """Whether what is being done is what the name says (正在上市辅导)."""
    return found.values == ("辅导备案",) and bool(re.search("正在[^,]{0,3}$", before))


def _said_to_be(found: NameFound, clause: str) -> bool:
    """Whether the clause says that the enterprise is what the name says, and not how many of such things it has (60台数控机床)."""
    if _COUNTED.search(clause[: found.start]):
        return False
    if found.fact is Fact.INDUSTRY and clause.startswith("龙头", found.end):
        return False  # 农业龙头企业 is a title
    if found.fact is Fact.INDUSTRY and _CALLED_SO.fullmatch(clause[found.end :]):
        return True
    return bool(_BEING.search(clause[: found.start] + " " + clause[found.end :])) or found.end - found.start == len(
        clause
    )


def _how_held(found: NameFound, clause: str, holds: bool, day: date) -> tuple[Fact, str]:
    """The fact and the period of a name: won for the first time, won again, or held now."""
    if found.fact is Fact.CERTIFICATION:
        if again := AGAIN.search(clause):
            return Fact.RENEWED_CERTIFICATION, _period_won(clause, again, day)
        if first := _FIRST.search(clause):
            return Fact.NEW_CERTIFICATION, _period_won(clause, first, day)
    return found.fact, period_of(clause, day) if found.fact is Fact.PROJECT and holds else ""


def won_how(clause: str, titles: Sequence[str], day: date) -> tuple[Statement, ...]:
    """Whether titles were won for the first time or again, by a clause that does not name them (去年首次认定, 不是重新认定)."""
    way = AGAIN.search(clause) or _FIRST.search(clause)
    if way is None or find_names(clause) or risen().search(clause) or WISHES.search(clause[: way.start()]):
        return ()
    fact = Fact.RENEWED_CERTIFICATION if AGAIN.search(clause) else Fact.NEW_CERTIFICATION
    holds = not DENIES.search(clause[: way.start()])
    return tuple(Statement(fact, title, holds, period_of(clause, day) if holds else "", clause) for title in titles)
