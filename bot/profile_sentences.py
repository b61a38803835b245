"""What people say of their enterprise: 我们是慈溪的高企，去年研发投入800万，员工60人，还没上市.

Clause by clause: the names in it, whether they are denied, only wished for or asked about; the place; each figure with the
noun beside it. What is doubtful is left unread, for it can be asked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.names import NameFound, find_names
from bot.places import places_in
from bot.profile import Statement, named
from bot.profile_figures import spoken_figures, without_figures
from bot.profile_titles import LARGE, firm, may_have_lapsed, titles, trades
from bot.zones import zones_in
from corpus.benefit_records import Fact
from corpus.benefit_words import risen, states
from corpus.text import fold

_CLAUSE = re.compile(r"(?<!\d),|,(?!\d)|[。;!?、\n]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])|但是?|不过|而且|并且")
_ASKS = re.compile(
    "[吗?？]|(?<![这那什怎多])么|是不是|是否|算不算|能不能|可不可以|什么(?![^,]{0,6}(?:没有|都没|没$))|哪些|哪个|怎么|如何|多少|(?<![十百0-9])几[个项种]"
)
_SUPPOSES = re.compile("如果|假如|假设|要是|假使|万一")
DENIES = re.compile(
    "(?:不是|不属于|并?非(?!洲)|不算|没有?|无(?!锡|为|棣|极)|未(?!来|央)|不在|没能?|还不|尚不)[^,。]{0,5}$"
)
_WISHES = re.compile("(?:申报|申请|准备|计划|打算|想|要成为|拟|争取|冲刺|冲击|培育|目标|正在|以前|曾经?|原来|原先|过去|到期|过期|失效|取消|距离|客户|供应商|子公司|母公司|股东|集团|退出|撤销|移出|服务|明年|将|即将|快要?|(?<![主重])要)[^,。]{0,8}$")  # fmt: skip
_LAPSED = re.compile(
    "^[^,。]{0,6}(?:摘牌|退市|撤销|注销|移出|到期|过期|失效|被取消|[没未]有?(?:过$|通过|评上|评|批|拿|下来|到手|认定)|还[没未]|还在|正在|没了)"
    "|^(?:企业)?的?(?:全资|控股)?(?:子公司|分公司|客户|供应商)"
)
_FIRST = re.compile(
    "首次|第一次|(?<!重)新认定|新评|刚刚?(?:被)?(?:评|认定|通过|拿到|获得)|新(?:被)?(?:评为|获评|入选|入库)"
)
AGAIN = re.compile("重新认定|再次(?:被)?认定|复审|复核")
_PERIOD = re.compile(
    "去年|今年|前年|上一?年度?|本年度?|(?:19|20)[0-9]{2}年度?(?![0-9]*月)|(?:最近|近|前)[一二两三五0-9]年"
)
_BEING = re.compile("是|属于|作为|我们|我司|本公司|咱们|这家|一家|从事|[做搞]|行业|领域")
_COUNTED = re.compile("[0-9一二两三四五六七八九十百千万几多]+[台套条辆件部个座]$")
_LOOSE = (Fact.ENTITY, Fact.ROLE, Fact.INDUSTRY)
"""Facts whose names stand in sentences on other things too (从银行贷款): read only where something is said to be them."""

_OF_US = re.compile(
    "我们?|咱们?|我司|我公司|本公司|公司|企业|单位|工厂|这样|这种|这类|像|作为|一家|情况|条件|目前|现在|一共|总共|大概|请问|想问|问一?下|一下|帮|还|都|到底|究竟|以下"
    "|的话|的|在|是|能|有|呢|了|吧|吗|啊|呀|和|又|不|没|也|注册地?|位于|属于|行业|证书|拿到|到手|评上|认定|已经?|刚刚?|去年|今年|首次|重新|通过|[从做搞]|从事"
)
"""Words with which people speak of themselves."""

_OF_PERSONS = (Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY)
"""Facts of a person, which what is said of a firm's staff does not state."""
_OF_ME = re.compile("我(?!们|司|公司|单位)|本人|自己|家里|爸|妈|父|母|爷|奶|^[^,]{2,12}$")
_OF_STAFF = re.compile(
    "法人|法定代表人|创始人|老板|负责人|股东|董事长|总经理|高管|带头人|招|聘|录用|吸纳|雇|员工|职工|安置|带动|团队|[0-9]+[名人]"
)

_ELSEWHERE = re.compile("出口|销往|客户|子公司|分公司|搬|迁|打算|计划|准备|想去|考虑|供应商|项目在|参展|展会|来自")
_HOUSEHOLD = re.compile("户[籍口]")
_NOT_THERE = re.compile("(?:不在|不是|没在|并非|未在)[^,。]{0,3}$")
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
    words = fold(text).replace("?", "?,")
    return [clause.strip() for clause in _CLAUSE.split(words.replace("?,", "吗,")) if clause and clause.strip()]


def tells_only(clause: str, day: date) -> tuple[Statement, ...]:
    """The statements of a clause that does nothing but state them; () for any other (高企2024年的数量)."""
    found = read_clause(clause, day)
    figures_or_yes = any(not isinstance(each.value, str) for each in found)
    return found if figures_or_yes or len(beside(clause)) <= LITTLE else ()


def read_clause(clause: str, day: date, before: Sequence[Statement] = ()) -> tuple[Statement, ...]:
    """The statements of one clause that states something; how a title was won may be said of the one named `before`."""
    won = won_how(
        clause, [str(each.value) for each in before if each.fact is Fact.CERTIFICATION and each.holds][-1:], day
    )
    period = period_of(clause, day)
    told = [*won, *_names(clause, day)]
    known = {each.value for each in told}
    if not _WISHES.search(f"{clause} ") and not INTENDS.search(clause):
        told += [each for each in titles(clause, period) if each.value not in known]
        told += [each for each in trades(clause) if each.value not in known]
        told += () if any(each.fact is Fact.ENTITY for each in told) else firm(clause)
    figures = () if _EXPECTS.search(clause) else spoken_figures(clause, day, period)
    return (*told, *_places(clause), *figures, *_yes_no(clause), *_states(clause))


def won_how(clause: str, titles: Sequence[str], day: date) -> tuple[Statement, ...]:
    """Whether titles were won for the first time or again, by a clause that does not name them (去年首次认定, 不是重新认定)."""
    way = AGAIN.search(clause) or _FIRST.search(clause)
    if way is None or find_names(clause) or risen().search(clause) or _WISHES.search(clause[: way.start()]):
        return ()
    fact = Fact.RENEWED_CERTIFICATION if AGAIN.search(clause) else Fact.NEW_CERTIFICATION
    holds = not DENIES.search(clause[: way.start()])
    return tuple(Statement(fact, title, holds, period_of(clause, day) if holds else "", clause) for title in titles)


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


def period_of(clause: str, day: date) -> str:
    """The time that a clause names, as a year where it is relative; "" for none."""
    match = _PERIOD.search(clause)
    if match is None:
        return ""
    ago = {"去": 1, "上": 1, "前": 2, "今": 0, "本": 0}.get(match[0][0])
    if ago is None or match[0][1] in "一二两三五0123456789":
        return match[0]
    return f"{day.year - ago}年"


_PERSON = "个人"
_IS_ONE = re.compile(
    "[，,]?(?:我们?|本人|申请人)?(?:就)?(?:是|为|以|属于)? (?:身份|名义)?(?:来)?(?:申请|申报|申领)?(?:的|者)?[，,。]?"
)
"""What stands around the word where somebody says to be no enterprise."""


def _names(clause: str, day: date) -> Iterator[Statement]:
    if match := risen().search(clause):
        if not _WISHES.search(clause[: match.start()]):
            holds = not DENIES.search(clause[: match.start()])
            yield from named(Fact.NEW_CERTIFICATION, (LARGE,), holds, period_of(clause, day), clause)
        return
    zones = [(start, end) for _, start, end in zones_in(clause)]
    for found in find_names(clause):
        if any(start <= found.start and found.end <= end for start, end in zones):
            continue  # 苏州工业园区 says nothing of 工业
        before, after = clause[: found.start], clause[found.end :]
        if (_WISHES.search(before) and not _is_under_way(found, before)) or (
            found.fact in _LOOSE and not _said_to_be(found, clause)
        ):
            continue
        if found.fact is Fact.ENTITY and found.values == (_PERSON,) and not _IS_ONE.fullmatch(before + " " + after):
            continue  # 60个人, 个人所得税
        if found.fact in _OF_PERSONS and (not _OF_ME.search(clause) or _OF_STAFF.search(clause)):
            continue
        holds = not (DENIES.search(before) or _LAPSED.search(after))
        fact, period = _how_held(found, clause, holds, day)
        if (
            holds
            and fact is Fact.CERTIFICATION
            and may_have_lapsed(found.values[0], clause, period_of(clause, day), day)
        ):
            continue
        if found.fact is Fact.LISTING and not holds and "上市" in clause and found.values == ("未上市",):
            continue  # 不是没上市 says nothing that could be relied on
        yield from named(fact, found.values, holds, period, clause)
    if re.search("(?:没有?|未|还没有?|尚未|不)上市(?!辅导)", clause) and not any(
        n.fact is Fact.LISTING for n in find_names(clause)
    ):
        yield from named(Fact.LISTING, ("未上市",), True, "", clause)


def _is_under_way(found: NameFound, before: str) -> bool:
    """Whether what is being done is what the name says (正在上市辅导)."""
    return found.values == ("辅导备案",) and bool(re.search("正在[^,]{0,3}$", before))


def _said_to_be(found: NameFound, clause: str) -> bool:
    """Whether the clause says that the enterprise is what the name says, and not how many of such things it has (60台数控机床)."""
    if _COUNTED.search(clause[: found.start]):
        return False
    return bool(_BEING.search(clause[: found.start] + " " + clause[found.end :])) or found.end - found.start == len(
        clause
    )


def _how_held(found: NameFound, clause: str, holds: bool, day: date) -> tuple[Fact, str]:
    """The fact and the period of a name: won for the first time, won again, or held now."""
    if found.fact is Fact.CERTIFICATION:
        if AGAIN.search(clause):
            return Fact.RENEWED_CERTIFICATION, period_of(clause, day)
        if _FIRST.search(clause):
            return Fact.NEW_CERTIFICATION, period_of(clause, day)
    return found.fact, period_of(clause, day) if found.fact is Fact.PROJECT and holds else ""


def _places(said: str) -> Iterator[Statement]:
    clause = said
    if _ELSEWHERE.search(clause):
        return
    zones = [(start, end) for _, start, end in zones_in(clause)]
    for found in find_names(clause):  # 评上高企 does not name 上高县
        if not any(start <= found.start and found.end <= end for start, end in zones):
            clause = clause[: found.start] + " " * (found.end - found.start) + clause[found.end :]
    fact = Fact.HOUSEHOLD if _HOUSEHOLD.search(clause) else Fact.REGION
    for path, start, end in zones_in(clause):
        holds = not _NOT_THERE.search(clause[:start])
        within = (inner for inner, _, _ in places_in(clause[start:end]) if inner[: len(path)] == path)
        path = max(within, key=len, default=path)  # 杭州余杭区未来科技城 lies in 余杭区
        yield from [Statement(fact, "/".join(path), holds, "", said)] if holds else []
        yield Statement(fact, clause[start:end], holds, "", said)
        clause = clause[:start] + " " * (end - start) + clause[end:]
    for path, start, _ in places_in(clause):
        yield Statement(fact, "/".join(path), not _NOT_THERE.search(clause[:start]), "", said)


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
