"""What a government sets aside in all, which is no benefit of anybody: yearly budgets, the size of a fund."""

import re

from corpus.quantity import Quantity

_FOR_EACH = re.compile(
    "(?:^|[，、：；])(?:对(?!此|口)|凡|给予?|予以|按|每[家户个人名台亩项件套吨次场])|单[家户个项台人]|同一|最高|封顶|[^，。；]的(?:企业|单位|个人|机构|项目|主体)?，"
)
"""What is said before a sum that somebody is given."""

_MONEY = "(?:资金|经费|基金|预算|资金池|盘子|总额|总量|总规模)"
_SETS = "(?:安排|设立|统筹|整合|筹[集措]|列支|拿出|投入|划拨|预留|下达)"
_WHEN = "(?:每年度?|[当今本]年|年度|\\d{4}年|各级|[市县区省]?(?:本级)?(?:财政|政府)|从[^，。；]{2,20}中)"
_BEFORE = re.compile(
    f"{_MONEY}[^，。；\\d]{{0,10}}{_SETS}[^，。；\\d]{{0,10}}$"
    f"|(?:资金|经费|基金|预算)(?:的)?(?:总额度?|总规模|总量|规模|盘子|池)[^，。；\\d]{{0,10}}$"
    f"|{_WHEN}[^，。；]{{0,10}}{_SETS}[^，。；\\d]{{0,10}}$"
)
"""How a sentence comes to a sum that is set aside (每年安排……, 资金规模……)."""

_SETTING = re.compile(f"(?:^|[，；])[^，。；对给]{{0,12}}{_SETS}[^，。；\\d]{{0,10}}$")
_BEHIND = re.compile(f"^[^，。；]{{0,3}}(?:的)?[^，。；\\d]{{0,12}}{_MONEY}")
_BUDGETED = re.compile("[列纳编]入[^，。；]{0,14}预算|预算(?:总额|规模)|(?:财政|部门|年度)预算")
"""What a sentence says elsewhere of money that is set aside."""


def is_set_aside(sentence: str, quantity: Quantity) -> bool:
    """Whether a sum of a sentence is what a government sets aside for all, and not what anybody is given."""
    begin = max(sentence.rfind(mark, 0, quantity.start) for mark in "。；;\n") + 1
    before = sentence[begin : quantity.start] + _words_of(quantity)
    after = sentence[quantity.end :]
    if quantity.family != "元" or _FOR_EACH.search(before):
        return False
    if _BEFORE.search(before):
        return True
    sets = _SETTING.search(before) is not None
    return sets and (_BEHIND.match(after) is not None or _BUDGETED.search(sentence) is not None)


def _words_of(quantity: Quantity) -> str:
    """The words of a figure before its number (不少于 of 不少于500万元)."""
    return re.split("[\\d一二两三四五六七八九十百千]", quantity.text, maxsplit=1)[0]
