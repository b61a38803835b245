"""Figures that stand as conditions: what must be reached, or is taken off first, is nothing that anybody gets."""

import re
from functools import lru_cache

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


_ASKS_CONDITION = re.compile(
    "(?:多少(?!天|时间)|多大|多高|几(?!天|周|个?工作日|小时|次))[^,，。;；?？]{0,12}[,，]?[^,，。;；?？]{0,10}才(?:能够?|可以?|会|给|够|算)?[^,，。;；?？办批审下出到]{0,6}(?:补|奖|贴|享受|符合|认定|申[请报领]|够|资助|支持|参加|报|评|算)"
)
"""What asks for the figure from which on something is given (投资多大才补)."""


_OF_CASE = re.compile("(?:/[\u4e00-\u9fff]{1,3})?的(?!\\d)")
_GIVEN_BY = re.compile("(?:按照?|以|给予|可得|奖励|补[贴助]|资助)[^,，]{0,4}$")
_NAMED_CONDITION = re.compile("(?:门槛|条件|起点|及格线|分数线|起付线)[^,，;；。\\d]{0,8}$")


@lru_cache(maxsize=64)  # it is asked for every sentence that is read for a question
def asks_condition(question: str) -> bool:
    """Whether a question asks for a figure from which on something is given or somebody may apply."""
    return bool(_ASKS_CONDITION.search(fold(question)))


def bounds_case(text: str, figure: Quantity) -> bool:
    """Whether a figure of a text must be reached or kept to by whom something is given: 合同额达到500万元的, 售价不超过30元的, 门槛为20万元."""
    of_case = (
        figure.comparator != "="
        and bool(_OF_CASE.match(text, figure.end))
        and not _GIVEN_BY.search(text[: figure.start])
    )
    return is_condition(text, figure) or of_case or bool(_NAMED_CONDITION.search(text[: figure.start]))


def sets_condition(text: str) -> bool:
    """Whether a text has a figure that must be reached or kept to."""
    return any(bounds_case(text, each) for each in find_quantities(text))


def tells_condition(question: str, outcome: Outcome) -> bool:
    """Whether an answer to how much one gets is a single amount that its quotes have as a condition alone."""
    text = fold(question)
    if outcome.kind is not Kind.NUMBER or not _GETS.search(with_units(question)) or _OF_CONDITION.search(text):
        return False
    told = [each for each in find_quantities(outcome.text.partition("\n")[0]) if each.family == "元"]
    if len(told) != 1:
        return False
    found = [
        is_condition(cited.quote, each)
        for cited in outcome.citations
        for each in find_quantities(cited.quote)
        if each.family == "元" and each.value == told[0].value
    ]
    return bool(found) and all(found)


def is_condition(quote: str, figure: Quantity) -> bool:
    """Whether a figure of a quote is one that must be reached or is taken off."""
    head = re.match(r"[^\d一二两三四五六七八九十百千万]*", figure.text)
    before = fold(quote[: figure.start] + (head.group() if head else ""))
    return bool(_BEFORE.search(before) or _BEHIND.match(fold(quote[figure.end :])) or figure.text.endswith("以上"))
