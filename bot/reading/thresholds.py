"""Figures that stand as conditions: what must be reached, or is taken off first, is nothing that anybody gets."""

import re

from bot.records import Kind, Outcome
from bot.understanding.stated import with_units
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

_GETS = re.compile(
    "(?:报销?|[补奖贴]助?贴?励?|领|拿|贷款?|提取?|资助|给|返还?)(?:回来?|到手?|得到)?(?:的钱)?(?:是|有|可以)?(?:多少(?!天|次|年|月|个)|几(?:[百千万]?[元块]|多))"
)
"""What asks how much one gets."""

_OF_CONDITION = re.compile("起付|门槛|条件|免赔|(?:要|需要?|得|应|达到?|满)(?:有|花|交|缴|投)?(?:多少|几)|最低")
"""What asks for a condition itself."""

_BEFORE = re.compile(
    "(?:不(?:得)?(?:低于|少于|小于)|(?<!不)(?<!不得)(?:超过|高于)|(?<![不未])(?:达到?|满)|突破|不足|不满|未满|起付(?:线|标准|金额)?(?:为|是)?|免赔额?(?:为|是)?)"
    r"(?:[\d.]+[万亿]*元?[、和及])*$"
)
_BEHIND = re.compile(r"^(?:[(（]不?含[^()（）]{0,4}[)）])?(?:及?以[上下](?!的?(?:奖|补))|的部分)")


def tells_condition(question: str, outcome: Outcome) -> bool:
    """Whether an answer to how much one gets is a single amount that its quotes have as a condition alone."""
    text = fold(question)
    if outcome.kind is not Kind.NUMBER or not _GETS.search(with_units(question)) or _OF_CONDITION.search(text):
        return False
    told = [each for each in find_quantities(outcome.text.partition("\n")[0]) if each.family == "元"]
    if len(told) != 1:
        return False
    found = [
        _is_condition(cited.quote, each)
        for cited in outcome.citations
        for each in find_quantities(cited.quote)
        if each.family == "元" and each.value == told[0].value
    ]
    return bool(found) and all(found)


def _is_condition(quote: str, figure: Quantity) -> bool:
    """Whether a figure of a quote is one that must be reached or is taken off."""
    head = re.match(r"[^\d一二两三四五六七八九十百千万]*", figure.text)
    before = fold(quote[: figure.start] + (head.group() if head else ""))
    return bool(_BEFORE.search(before) or _BEHIND.match(fold(quote[figure.end :])) or figure.text.endswith("以上"))
