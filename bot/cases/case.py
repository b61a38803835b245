"""The case that a question tells: its figures with what they are of, for what time an amount is asked, and whose case it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.understanding.apiece import asked_apiece
from bot.understanding.asker import asker
from bot.understanding.bounds import Bound
from bot.understanding.growing import Growth, growth
from bot.understanding.segments import CLAUSE
from bot.understanding.shares import share_of
from bot.understanding.stated import Stated, in_unit, is_pair, stated_of_each, with_units
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical
from corpus.text import fold


class Span(StrEnum):
    """For what time an amount is asked."""

    UNSAID = ""
    MONTH = "月"
    YEAR = "年"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Group:
    """Some of what was counted (12个，其中3个是技师): the figure, and the words of its clause."""

    figure: Stated
    words: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the asker's `own` figures (those of groups apart), canonical `words` of what is said and not denied, the
    `span` asked for, whether the asker is an organisation, the month and day that it names, and the time for
    which it asks as one that it opens a clause with (两年总共能拿多少); None where it names none. `each` are the amounts of each of
    several things, `growth` that between the figures of two times, of which `own` holds the later alone, `apiece` the units for
    one of which an amount is asked (每亩补多少)."""

    question: str
    own: tuple[Stated, ...]
    groups: tuple[Group, ...]
    words: str
    span: Span
    organisation: bool
    several: bool
    day: tuple[int, int] | None
    lasting: Stated | None = None
    each: tuple[Stated, ...] = ()
    growth: Growth | None = None
    apiece: frozenset[str] = frozenset()

    def like(self, unit: str) -> list[Stated]:
        """The figures that can be told in a unit."""
        return [own for own in self.own if in_unit(unit, own.unit) is not None]


_ASKED = re.compile("多少|几(?:何|[百千万]?[元块钱万分])|[能可]?(?:拿|领|补|贷|交|缴|报).{0,3}吗?$")
_SPANS = (
    (Span.WHOLE, re.compile("领满|拿满|享受满|满期|到期|全部|前后|总共|一共|合计|总计|共(?:计|可|能|得|领|发)")),
    (Span.YEAR, re.compile("[一每]年|全年|年(?:领|拿|补|发|交)|一整年")),
    (Span.MONTH, re.compile("[一每]个?月|月(?:领|拿|补|发|交|能)")),
)
_DURATION = re.compile(r"(?:领|拿)\d+个月|领满|拿满|享受满|满期|到期")
_ORGANISATION = re.compile("公司|企业|单位|合作社|工厂|厂[里子房]?|机构|用人|园区|店里|我们[店校所院]|医院|学校")
_OWN_PERSON = re.compile(
    "我[爸妈爷奶姥公婆叔舅姐哥弟妹家儿女]|本人|老[人娘爹妈伴]|孩子|娃|家里|奶奶|爷爷|父亲|母亲|低保户|户口"
)
_SEVERAL = re.compile(
    r"[两三四五六七八九\d]口|全家|夫妻|两口子|家里.{0,3}[两三四五六七八九\d]个?人|[和跟](?:我|老婆|老公|爱人|对象)"
)
_PART_OF = re.compile("(?:其中|里面|里头|当中)[\u4e00-\u9fff]{0,14}$")
BEFORE_PART = 17
"""Characters before a figure in which it may be said to be that of a part."""
_LASTING = re.compile("(?:^|[,，。;；])(?:要是|如果|这|前|头|满|领)?$")
_NOT = re.compile("非[\u4e00-\u9fff]{2,5}?(?=[、,，)）的]|$)")
_DAY = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?:份)?(?:(?P<day>[12]\d|3[01]|[1-9])[日号]?|(?P<third>[初上中下末底]))?"
)
_THIRDS = {"初": 5, "上": 5, "中": 15, "下": 25, "末": 28, "底": 28}


def case(question: str) -> Case:
    """What a question tells of a case."""
    bare = _NOT.sub(" ", fold(question))
    who, text = asker(bare), with_units(bare)
    groups = tuple(Group(each, each.words) for each in who.own if _PART_OF.search(_before(text, each)))
    parts = {group.figure.start for group in groups}
    asking = [clause for clause in CLAUSE.split(text) if _ASKED.search(clause)]
    grown = growth(who.own, text)
    organisation = bool(_ORGANISATION.search(text)) and not _OWN_PERSON.search(text)
    return Case(
        question,
        tuple(
            each
            for each in who.own
            if not (
                each.start in parts
                or _is_span(each, asking)
                or is_pair(each, text)
                or (grown and each is grown.earlier)
            )
        ),
        groups,
        who.words,
        _span(asking[-1] if asking else text, text),
        organisation,
        bool(_SEVERAL.search(text)),
        _day(text),
        next((each for each in who.own if each.family in ("年", "月") and _LASTING.search(text[: each.start])), None),
        stated_of_each(bare),
        grown,
        asked_apiece(asking[-1]) if asking else frozenset(),
    )


def of_bound(told: Case, bound: Bound, *, tier: bool) -> Stated | None:
    """The figure of the case that a bound is of: the one whose clause says what the bound is of, or of a `tier` the only one
    of its kind. None where no one is, or it is not sure which."""
    figures = told.like(bound.unit)
    named = content(canonical(re.sub(r"\d+", "", bound.item)))
    said = _saying_most(figures, named)
    if len(said) == 1:
        return said[0]
    parts = [group.figure for group in told.groups if in_unit(bound.unit, group.figure.unit) is not None]
    of_part = _saying_most(parts, named)
    if len(of_part) == 1 and not said:
        return of_part[0]
    alone = len(figures) == 1 and (tier or not parts)
    if bound.family == "%" and not figures:
        return told.growth.rate if told.growth and _GROWN.search(bound.item) else share_of(told.own, bound.item)
    return figures[0] if alone and (tier or bound.family in ("岁",)) and not said else None


_GROWN = re.compile("增[长幅速量]|同比|较上年")


def _saying_most(figures: Sequence[Stated], named: Sequence[str]) -> list[Stated]:
    """The figures whose clauses say most of some words, [] where none says any."""
    said = [sum(said_in(word, own.words) for word in named) for own in figures]
    most = max(said, default=0)
    found = [own for own, count in zip(figures, said, strict=True) if count == most and most]
    ahead = [own for own in found if any(said_in(word, own.ahead) for word in named)] if len(found) > 1 else []
    return ahead if len(ahead) == 1 else found


def count_of(
    told: Case, unit: str, about: str, *, part: bool = False, actual: bool = False, thing: str = ""
) -> tuple[Decimal, str] | None:
    """How many of a unit the case has and how it was said, of what comes on top the `part` that it names, of all and those that are
    `actual` the latter, and of several kinds those of the `thing` that is counted; one where the asker
    speaks of oneself. None where it is not sure."""
    parts = [group.figure for group in told.groups if part and in_unit(unit, group.figure.unit) is not None]
    of_part = _saying_most(parts, content(canonical(about)))
    if len(of_part) == 1 and of_part[0].value is not None:
        return of_part[0].value * (in_unit(of_part[0].unit, unit) or Decimal(1)), of_part[0].text
    figures = [own for own in told.like(unit) if own.family not in ("元", "%", "岁")]
    if len(figures) == 2 and actual:
        figures = [min(figures, key=lambda own: own.value or Decimal(0))]
    if len(figures) > 1 and len(counted := _saying_most(figures, content(canonical(thing)))) == 1:
        figures = counted
    if len(figures) > 1:
        named = content(canonical(about))
        figures = [own for own in figures if any(said_in(word, own.words) for word in named)] or figures
    if len(figures) == 1:
        own, factor = figures[0], in_unit(figures[0].unit, unit)
        fits = own.unit not in ("个", "项") or unit in ("个", "项") or _same_thing(own, about, unit)
        return (own.value * factor, own.text) if own.value is not None and factor and fits else None
    if figures:
        return None
    return _one(told, unit)


def _same_thing(own: Stated, about: str, unit: str) -> bool:
    """Whether what is counted as 个 is what the rule counts."""
    if unit == "人" and re.search("员工|职工|人|毕业生|学生|大学生|技师|博士|硕士|上班|就业", own.words):
        return True
    return any(said_in(word, own.words) for word in content(canonical(about)))


def _one(told: Case, unit: str) -> tuple[Decimal, str] | None:
    if not told.organisation and (unit == "户" or (unit == "人" and not told.several)):
        return Decimal(1), ""
    text = fold(told.question)
    single = re.search(rf"[那这一]{unit}", text) or (unit == "辆" and re.search("我家?的?(?:旧|新)?车|[买换报]", text))
    return (Decimal(1), "") if single else None


def money_of(told: Case, base: str) -> list[Stated]:
    """The asker's amounts that a share can be of: those whose clause names what it is of, else the only one by what was done
    with it."""
    money = [own for own in told.own if own.family == "元" and own.value is not None]
    said = [own for own in money if _names(base, own.words)]
    if len(said) > 1 and len(ahead := [own for own in said if _names(base, own.ahead)]) == 1:
        said = ahead
    if len(said) > 1 and len(most := _saying_most(said, content(canonical(_bare(base))))) == 1:
        said = most
    if said:
        return money if "之和" in base else said
    if len(money) == 1 and len(_said_of(base, money[0])) > 1:
        return money
    if len(money) != 1 or _OF_ITS_OWN.search(_TAX_ASIDE.sub("", money[0].words)):
        return []
    return money if (roles(money[0].words) or {PAID}) & roles(canonical(base)) else []


def _said_of(base: str, own: Stated) -> list[str]:
    """The words of what a share is of that the clause of a sum says."""
    return [word for word in content(canonical(_bare(base))) if said_in(word, own.words)]


_HEAD = re.compile("(?:总额|金额|之和|总数|额|款|总和)$")
_OTHER_HEAD = "(?![费息税率租]|补贴|[^,，。 ]{0,3}(?:费|利息|税))"
_OF_ITS_OWN = re.compile("[\u4e00-\u9fff](?:保费|担保费|利息|租金|房租|工资|税)")
"""What names a sum so closely that it is no other one."""


def _names(base: str, words: str) -> bool:
    """Whether a clause names what a share is of: its last word, and not a sum that only begins as it does (担保费 for 担保额)."""
    named = content(canonical(_bare(base)).replace("费用", "费"))
    if not named:
        return False
    words = _TAX_ASIDE.sub("", words).replace("费用", "费")
    last = _HEAD.sub("", named[-1]) or named[-1]
    if len(last) < 2:
        return any(said_in(word, words) for word in named)
    return bool(re.search(f"{re.escape(last)}{_OTHER_HEAD if _HEAD.search(canonical(base)) else ''}", words)) or (
        len(last) > 2 and last[-2:] in words
    )


PAID = "paid"
_ROLES = (
    (PAID, re.compile("投资|投入|费|支出|支付|成本|价|款|金额|合同额|造价|租金|购|买|花|付|掏|投|砸")),
    ("sales", re.compile("收入|[到进入]账|产值|销售(?!价)|营收|营业额|出口额|交易额")),
    ("tax", re.compile("税(?!总|务)|贡献|利润")),
    ("loan", re.compile("贷|融资|到位资金|利息|余额")),
    ("dues", re.compile("缴存|保费|社保|缴费|缴纳")),
    ("wage", re.compile("工资|薪")),
)
_TAX_ASIDE = re.compile("不?含税")
_USUAL = re.compile("实际|实付|实缴|项目|总额|金额|之和|技术|合同|年度")


def _bare(base: str) -> str:
    return _USUAL.sub(" ", base)


def roles(words: str) -> set[str]:
    """What a sum is: what was paid only where it is nothing closer (what was paid of interest is no price)."""
    bare = _TAX_ASIDE.sub("", words)
    found = {role for role, pattern in _ROLES if pattern.search(bare)}
    return found - {PAID} or found


def _span(asking: str, text: str) -> Span:
    if _DURATION.search(text):
        return Span.WHOLE
    found = [span for span, pattern in _SPANS if pattern.search(asking)]
    yearly = [span for span in found if span in (Span.YEAR, Span.MONTH)]
    return yearly[0] if yearly else next(iter(found), Span.UNSAID)


def _is_span(own: Stated, asking: Sequence[str]) -> bool:
    """Whether a figure is the time for which is asked (一年多少钱), and nothing of the case."""
    return own.value == 1 and own.family in ("年", "月") and any(own.text in clause for clause in asking[-1:])


def _before(text: str, own: Stated) -> str:
    return text[max(own.start - BEFORE_PART, 0) : own.start]


def _day(text: str) -> tuple[int, int] | None:
    found = next((match for match in _DAY.finditer(text) if match["day"] or match["third"]), None)
    if found is None:
        return None
    return int(found["month"]), int(found["day"]) if found["day"] else _THIRDS[found["third"]]


def words_of(text: str) -> tuple[str, ...]:
    """The words that say something of a text of a rule, canonical."""
    return tuple(content(canonical(re.sub(r"[\d.]+", " ", fold(text)))))


def share_said(words: Sequence[str], told: Case) -> float:
    """The share of some words that the case says, 0 of none."""
    return sum(said_in(word, told.words) for word in words) / len(words) if words else 0.0
