"""Times for which a figure holds, as conditions and people write them, in one form that can be compared."""

import re

from corpus.text import fold

NOW = ""
"""The form of what holds now."""

_LAST = re.compile(
    "(?:上|前|去)(?:一|1|个)*(?:完整)?(?:会计|纳税|自然)?年度?|去年(?:全年)?|(?:最近|近)(?:一|1)个?(?:完整)?(?:会计|纳税)?年度?"
)
_THIS = re.compile("今年(?:以来)?|本年度?")
_BEFORE_LAST = re.compile("前年")
_YEAR = re.compile("((?:19|20)[0-9]{2})年?度?")
_SPAN = re.compile("(?:最近|近|前|连续)(?:连续)?([0-9一二两三四五六])个?(?:会计|纳税)?(?:年度?|年内)(?:内|来)?")
_HERE = re.compile("目前|现在|当前|现|申报时|申请时")
_DIGITS = {digit: str(at) for at, digit in enumerate("零一二三四五六")} | {"两": "2"}


def normal_period(period: str, year: int, *, flow: bool) -> str:
    """The form of a period, seen from `year`: "2025" for a year, "近3年" for the last three, "" for now. Without words a
    `flow` (a sum over a year) is that of the last full year, anything else is as it is now. Other words stay as they are."""
    words = re.sub(r"\s", "", fold(period))
    if not words or _HERE.fullmatch(words):
        return str(year - 1) if flow else NOW
    if _BEFORE_LAST.fullmatch(words):
        return str(year - 2)
    if _LAST.fullmatch(words):
        return str(year - 1)
    if _THIS.fullmatch(words):
        return str(year)
    if match := _YEAR.fullmatch(words):
        return match[1]
    if match := _SPAN.fullmatch(words):
        return f"近{_DIGITS.get(match[1], match[1])}年"
    return words
