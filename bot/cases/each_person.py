"""What several persons get together of what a text gives to each (每人每月800元, for two children)."""

import re
from decimal import Decimal

from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, quoted
from bot.records import Kind, Outcome
from bot.texts import SUMS
from bot.understanding.stated import difference
from corpus.quantity import find_quantities, plain, read_number
from corpus.text import fold

_TOGETHER = re.compile("一共|总共|合计|加起来|共(?:能|可以?)?[领拿补发]")
_PERSONS = re.compile(
    "(?P<count>[两二三四五六七八九十]|\\d{1,2})个?(?:人(?!均)|孩子|小孩|娃|老人|儿童|学生|员工|职工|残疾人|孤儿)|(?P<born>[二三])孩(?=都)|俩(?:孩子|娃|老人)"
)
_EACH = re.compile("^每(?:人|名|位)(?P<span>每[月年日天]|一次性)?")
_ASKED_FOR = {"月": re.compile("[每一]个?月"), "年": re.compile("[每一全]年")}
"""For how long a sum is asked."""


def each_person(inquiry: Inquiry) -> Outcome | None:
    """So much for each person times the persons told, for the time that the text gives it for; None where no sum of several is asked, or the
    best evidence does not tell one amount for each of them alone."""
    text = fold(inquiry.asked.text)
    persons = list(_PERSONS.finditer(text)) if _TOGETHER.search(text) else []
    if len(persons) != 1 or len(inquiry.asked.slots) != 1 or not inquiry.evidence:
        return None
    best = inquiry.evidence[0]
    figure = next(iter(best.figures), None)
    each = _EACH.match(figure.text) if figure else None
    if figure is None or each is None or figure.value is None or figure.comparator != "=" or not inquiry.certain(best):
        return None
    span = each["span"] or ""
    others = [one for one in find_quantities(best.text) if one.family == "元" and one.value != figure.value]
    other_span = any(asked.search(text) and unit not in span for unit, asked in _ASKED_FOR.items())
    if others or figure.family != "元" or other_span:
        return None
    count = read_number(persons[0]["count"] or persons[0]["born"] or "二") or Decimal(0)
    total = figure.value * count
    told = SUMS["each"].format(
        most="",
        total=f"{span}{difference(total, figure.unit)}",
        each=figure.text,
        sum=f"{plain(count)} × {plain(figure.value)}",
        product=plain(total),
        cap="",
    )
    citations = cite_evidence([best])
    return Outcome("\n\n".join([f"{told}[1]", *quoted(citations)]), Kind.NUMBER, None, citations)
