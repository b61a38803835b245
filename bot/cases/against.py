"""A figure of the asker's against a standard that a text sets without demanding it (人均月收入1250元，在低保线以下吗): which of the two is
more, and by how much."""

import re
from dataclasses import replace

from bot.answers.refusing import why_not
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, quoted
from bot.records import Kind, Outcome
from bot.texts import VERDICTS
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
_SPANS = (re.compile("月"), re.compile("年"), re.compile("小时"), re.compile("日|天"))
"""For what time a sum is: one of a month is not put beside one of a year."""


def against(inquiry: Inquiry) -> Outcome | None:
    """On which side of the standard that a question names its one figure lies; None where the standard is not read for sure, or is of
    another time."""
    named = _AGAINST.search(fold(inquiry.asked.text))
    if named is None:
        return None
    own = [each for each in stated(inquiry.asked.text) if each.value is not None and each.family == "元"]
    years = "".join(f"{year}年" for year in inquiry.asked.years)
    asked = understand(f"{years}{re.sub('线$', '标准', named['in'] or named['to'])}是多少")
    part = inquiry.about(replace(asked, places=inquiry.asked.places))
    if len(own) != 1 or why_not(part) is not None or not part.evidence:
        return None
    told = part.evidence[0].figures[0] if len(part.evidence[0].figures) == 1 else None
    line = _line(own[0], told) if told else ""
    if not line:
        return None
    citations = cite_evidence(part.evidence[:1])
    return Outcome("\n\n".join([f"{line}[1]", *quoted(citations)]), Kind.TEXT, None, citations)


def _line(own: Stated, told: Quantity) -> str:
    """What is said of both, "" where they cannot be compared."""
    factor = in_unit(told.unit, own.unit)
    spans = [bool(each.search(told.text)) == bool(each.search(own.words)) for each in _SPANS]
    if factor is None or told.value is None or own.value is None or told.low is not None or not all(spans):
        return ""
    away = own.value - told.value * factor
    kind = "below" if away < 0 else "above" if away else "level"
    return str(VERDICTS[kind].format(own=own.text, standard=told.text, gap=difference(abs(away), own.unit)))
