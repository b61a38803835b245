"""Items that speak of money and give none: what a fund does itself, which office does what, what all items together may come to."""

import re
from collections.abc import Iterator

from corpus.benefit_budgets import is_set_aside
from corpus.benefit_items import Unit
from corpus.benefit_records import AmountKind
from corpus.benefit_sentences import sentences_of
from corpus.quantity import find_quantities
from corpus.records import Document

_FUND = re.compile("(?!鼓励|支持|引导|[对凡])[^，。；]{0,8}(?:基金|资金|财政)(?!项目)")
"""How a sentence begins that says what the fund itself does."""


def gives_nothing(document: Document, unit: Unit) -> bool:
    """Whether an item with amounts is no benefit."""
    return any(kind(document, unit) for kind in (_is_of_the_fund, _is_definition, _is_of_offices, _is_of_all))


def _is_of_the_fund(document: Document, unit: Unit) -> bool:
    """Whether an item only says that a fund gives (艺术基金对……给予资助), and not to whom or how much."""
    unstated = all(draft.kind is AmountKind.UNSTATED for draft in unit.drafts)
    return unstated and (
        _FUND.match(document.text, unit.blocks[0].start) is not None or all(_of_budget(document, unit))
    )


_DEFINES = re.compile(
    "\\s*(?:第[一二三四五六七八九十百零\\d]+条)?\\s*本[\u4e00-\u9fff]{1,4}所称的?[^，。；]{2,24}[，,]?(?:是指|指的?是|系指|指|包括)"
)
"""How a sentence begins that says what a text means by a word."""

_SCOPE = re.compile("适用本[\u4e00-\u9fff]{1,4}[。；]?$|本[\u4e00-\u9fff]{1,4}适用于[^。；]*[。；]?$")
"""How a sentence ends that says what a text is for."""


def _is_definition(document: Document, unit: Unit) -> bool:
    """Whether an item only says what the text means by a word (本办法所称住房保障，是指通过发放补贴……的制度), or what it is for."""
    unstated = all(draft.kind is AmountKind.UNSTATED for draft in unit.drafts)
    block = unit.blocks[0]
    scope = len(unit.blocks) == 1 and _SCOPE.search(document.text[block.start : block.end].rstrip())
    return unstated and bool(scope or _DEFINES.match(document.text, block.start))


def _of_budget(document: Document, unit: Unit) -> Iterator[bool]:
    """Of each amount of an item whether its sentence only tells what is set aside for all."""
    spans = [span for block in unit.blocks for span in sentences_of(document.text, block.start, block.end)]
    for draft in unit.drafts:
        start, end = next((span for span in spans if span[0] <= draft.start < span[1]), (draft.start, draft.end))
        sentence = document.text[start:end]
        yield any(is_set_aside(sentence, each) for each in find_quantities(sentence))


_OF_FUNDS = re.compile(
    "[^，。；]{0,8}(?:资金|经费)(?:的)?(?:与|和|及)?(?:保障|来源|分担|筹集|筹措|安排|管理|监管|监督|预算)[^，。；]{0,6}|(?:部门)?职责(?:分工)?|监督管理"
)
"""Headings of passages on where the money comes from and who looks after it."""

_OFFICE_DOES = re.compile("[^，。；]{2,16}(?:局|厅|委|部门|办|办公室|中心)(?:负责|会同|牵头)")


def _is_of_offices(document: Document, unit: Unit) -> bool:
    """Whether an item says where the money comes from, or which office does what, and gives nothing."""
    unstated = all(draft.kind is AmountKind.UNSTATED for draft in unit.drafts)
    name = next(iter(unit.names(document)), "")
    return _OF_FUNDS.fullmatch(name) is not None or (
        unstated and _OFFICE_DOES.match(document.text, unit.blocks[0].start) is not None
    )


_OF_ALL = re.compile(
    "(?:同一|单个|单[家户]|每[个家户])[^，。；]{0,24}(?:本(?:[\u4e00-\u9fff]{1,4})|各项|全部|所有|上述|以上)(?!条|项)[^，。；\\d]{0,24}(?:不超过|不得超过|不高于|最高|最多|上限)"
)
"""How a ceiling for all that a text gives is set (单个企业享受本政策的资金合计不超过……)."""


def _is_of_all(document: Document, unit: Unit) -> bool:
    """Whether an item only limits what all items of its text together may come to."""
    bounded = all(draft.bound or draft.cap for draft in unit.drafts)
    return bounded and len(unit.drafts) == 1 and _OF_ALL.search(document.text, *unit.span) is not None
