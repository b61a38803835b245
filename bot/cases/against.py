"""A figure of the asker's against a standard that a text sets without demanding it (人均月收入1250元，在低保线以下吗): which of the two is
more, and by how much."""

import re
from dataclasses import replace

from bot.answers.refusing import why_not
from bot.cases.own_cases import ranks
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, quoted
from bot.reading.reading import Evidence
from bot.records import Kind, Outcome
from bot.texts import VERDICTS
from bot.understanding.per_head import per_head
from bot.understanding.question import understand
from bot.understanding.stated import Stated, difference, in_unit, stated
from corpus.quantity import Quantity
from corpus.text import fold

_STANDARD = "(?:标准|[底保困基]线|下限|上限|门槛)"
_WHEN = r"(?:(?:20\d\d|今|去)年的?)?"
_AGAINST = re.compile(
    f"(?:算在|算是|在|算|属于|处于|是){_WHEN}(?P<in>[\u4e00-\u9fff]{{2,10}}?{_STANDARD})(?:[以之][上下内]|里面?|范围)"
    f"|(?:[低高]于|超过|达到|达不到|不到|没到|够不够|够|不够|有没有到)了?{_WHEN}(?P<to>[\u4e00-\u9fff]{{2,10}}?{_STANDARD})(?:[吗么没不了]|[,，。?？]|$)"
)
_POOR = "(?:最低生活保障|低保)(?:边缘)?|低收入|低边"
_ADMITS = re.compile(
    f"(?:认定|评|算|吃|拿|领|享受|申请|申领|纳入|办|够|够得上|属于|成为?|当|进|符合)(?:得上|得到|到|上|进|为|是|成)?了?(?P<kind>{_POOR})(?:标准|条件|线)?(?:家庭|人员|户|对象|群体)?(?:的?(?:标准|条件|资格|待遇))?(?:[吗么没不了]|[,，。?？]|$)"
)
"""How somebody asks whether a household is poor enough: those are who have less than a standard for each of them."""

_CALLED = {"低保边缘": "家庭认定标准", "最低生活保障边缘": "家庭认定标准", "低收入": "家庭认定标准"}
"""How the standards of some are called."""

_INCOME = re.compile("(?:人均|平均|每人).*(?:收入|挣|赚)|(?:收入|挣|赚).*(?:人均|平均|每人)")
_SPANS = (re.compile("月"), re.compile("年"), re.compile("小时"), re.compile("日|天"))
"""For what time a sum is: one of a month is not put beside one of a year."""


def against(inquiry: Inquiry) -> Outcome | None:
    """On which side of the standard that a question names its one figure lies; None where the standard is not read for sure, or is of
    another time."""
    text = fold(inquiry.asked.text)
    named, admits = _AGAINST.search(text), _ADMITS.search(text)
    if named is None and admits is None:
        return None
    own = [each for each in _stated(text) if each.value is not None and each.family == "元"]
    if named is None:
        own = [each for each in own if _INCOME.search(each.words)]
    years = "".join(f"{year}年" for year in inquiry.asked.years)
    kind = admits["kind"].replace("低边", "低保边缘") if admits and not named else ""
    standard = re.sub("线$", "标准", named["in"] or named["to"]) if named else f"{kind}{_CALLED.get(kind, '标准')}"
    asked = understand(f"{years}{standard}是多少")
    part = inquiry.about(replace(asked, places=inquiry.asked.places))
    if len(own) != 1 or why_not(part) is not None or not part.evidence:
        return None
    best = part.evidence[0]
    told = best.figures[0] if len(best.figures) == 1 and (named or _is_of(kind, best)) else None
    line = _line(own[0], told, admits=named is None) if told else ""
    if not line:
        return None
    citations = cite_evidence(part.evidence[:1])
    return Outcome("\n\n".join([f"{line}[1]", *quoted(citations)]), Kind.TEXT, None, citations)


def _stated(text: str) -> tuple[Stated, ...]:
    """The asker's figures, those of a household for each of its members where these are told."""
    shares = {each.start: each for each in per_head(text)}
    return tuple(shares.get(each.start, each) for each in stated(text))


def _is_of(kind: str, best: Evidence) -> bool:
    """Whether a sentence is of one kind of poor households alone, by the heading above it or else by itself."""
    said = next((found for each in (*best.hit.stored.passage.path[-1:], best.text) if (found := ranks(each))), set())
    return said == ranks(kind)


def _line(own: Stated, told: Quantity, *, admits: bool) -> str:
    """What is said of both, "" where they cannot be compared."""
    factor = in_unit(told.unit, own.unit)
    spans = [bool(each.search(told.text)) == bool(each.search(own.words)) for each in _SPANS]
    if factor is None or told.value is None or own.value is None or told.low is not None or not all(spans):
        return ""
    away = own.value - told.value * factor
    below, above = ("within", "beyond") if admits else ("below", "above")
    kind = below if away < 0 else above if away else "level"
    return str(VERDICTS[kind].format(own=own.text, standard=told.text, gap=difference(abs(away), own.unit)))
