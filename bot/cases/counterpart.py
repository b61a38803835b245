"""Counterpart funds (配套): what an office adds to the money that a higher one has given, by the ratio or the share that a sentence
tells."""

import re
from decimal import Decimal

from bot.cases.caps import caps
from bot.cases.sums import asks_sum
from bot.cases.worked import Worked
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, quoted
from bot.reading.reading import Evidence
from bot.records import Kind, Outcome
from bot.texts import WORKED
from bot.understanding.stated import difference, with_units
from corpus.quantity import find_quantities, plain
from corpus.text import fold

LOOKED_AT = 12
"""Sentences among the best of each reading of which one may tell the ratio."""

_ASKS = re.compile("配套|[来给再]配|配(?:比|多少|几)")
_NUMBER = r"\d+(?:\.\d+)?"
_RATIO = re.compile(
    rf"(?P<given>{_NUMBER})\s*[:：]\s*(?P<added>{_NUMBER})(?:的?比例)?[^,，。;；\d]{{0,6}}配套"
    rf"|配套[^,，。;；\d]{{0,8}}(?P<given_after>{_NUMBER})\s*[:：]\s*(?P<added_after>{_NUMBER})"
    rf"|按[^,，。;；\d]{{2,20}}的?(?P<share>{_NUMBER})%[^,，。;；\d]{{0,8}}配套"
)


def counterpart(inquiry: Inquiry) -> Outcome | None:
    """What is added to the one amount that a question tells, None where it asks for no counterpart, tells several amounts, or the best
    sentences tell no ratio, or several."""
    question = with_units(inquiry.asked.text)
    money = [each for each in find_quantities(question) if each.family == "元" and each.value]
    if inquiry.fresh or not _ASKS.search(question) or not asks_sum(question) or len(money) != 1:
        return None
    found = {item.text: item for item in _sentences(inquiry) if _is_of_level(question, item.text)}
    ratios = {_ratio(text) for text in found}
    own, item = money[0], next(iter(found.values()), None)
    if item is None or len(ratios) != 1 or own.value is None:
        return None
    ratio = ratios.pop()
    value, most = own.value * ratio, min((each.value for each, _ in caps(item.text, "元") if each.value), default=None)
    total = value if most is None else min(value, most)
    note = "" if most is None else WORKED["over" if value > most else "under"].format(cap=difference(most, "元"))
    steps = f"{own.text} × {plain(ratio * 100)}% = {difference(value, '元')}{note}"
    citations = cite_evidence([item])
    line = Worked(total, "", steps, False, (), True).line
    return Outcome("\n\n".join([f"{line}[{citations[0].marker}]", *quoted(citations)]), Kind.NUMBER, None, citations)


def _sentences(inquiry: Inquiry) -> list[Evidence]:
    """The best sentences that tell a ratio, of the place and year asked."""
    looked = [*inquiry.evidence[:LOOKED_AT], *inquiry.by_words[:LOOKED_AT]]
    return [item for item in looked if item.place_fits and item.year_fits and _RATIO.search(fold(item.text))]


def _ratio(text: str) -> Decimal:
    """How much is added to one yuan."""
    match = _RATIO.search(fold(text))
    if match is None:
        return Decimal(0)
    if match["share"]:
        return Decimal(match["share"]) / 100
    return Decimal(match["added"] or match["added_after"]) / Decimal(match["given"] or match["given_after"])


def _is_of_level(question: str, text: str) -> bool:
    """Whether a sentence is for what is of the level that a question names (省级, of 省级以上); any sentence where it names none."""
    asked = [_LEVELS.index(each) for each in _LEVEL.findall(fold(question))]
    match = _RATIO.search(fold(text))
    named = list(_OF_LEVEL.finditer(fold(text)[: match.start()])) if match else []
    if not asked or not named:
        return True
    least = _LEVELS.index(named[-1]["level"])
    return all(each == least or (bool(named[-1]["more"]) and each > least) for each in asked)


_LEVELS = "县区市省国"
_LEVEL = re.compile("([县区市省国])家?级(?!市)")
_OF_LEVEL = re.compile("(?P<level>[县区市省国])家?级(?P<more>及?以上)?")
"""Levels of government, lowest first."""
