"""How the amounts of an item go together: one of them (tiers, alternatives), or all that fit, where the text adds them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.benefit_names import AGAIN, FIRST
from corpus.benefit_records import Amount, Combination, Fact
from corpus.quantity import find_quantities

TIERED = re.compile(
    "等奖|第[一二三]档|分[档类级]|分别(?!享受|叠加)|其中一种|之一|下列标准|以下标准|如下标准|不同等级|等级|择一|就高"
)
"""How a text announces tiers."""

_ALTERNATIVES = re.compile(
    "[二两三四]者?[择选取][其]?一|任[选择][其一]|[选择取]其一|其中一[项类种个]|只能(?:选择?|择|申[报请])[^，。；]{0,6}一[项类种个]|不可?(?:同时|重复)(?:享受|申[报请])|不可兼得"
)
"""How it says that only one of several can be had."""

_GRADE = re.compile(
    "国家级|部级|省级|市级|[区县]级|国际级|世界级|[一二三四五特]等奖|[金银铜]奖|[甲乙丙丁][级类等档]|[A-EＡ-Ｅ]+[级类档]|[一二三四五][星档级类]|国家(?=专精|重点|企业)"
)
"""The grade that words name: of several grades of one thing the highest counts."""

_ADDS = re.compile(
    "另(?!有|行|外?[有行])|再(?:给予?|奖|补|按|予以|增|追加|叠加)|叠加|分别享受|同时享受|累[加计]享受|还(?:可|将|能)|额外|追加|增加(?:奖|补)|并(?=[^，。；]{0,12}(?:给予|予以|奖励|补助|补贴|资助))"
)
"""How it adds an amount to those before it."""


def combination(text: str, amounts: Sequence[Amount], *, tiered: bool) -> Combination:
    """How the amounts of an item whose words are `text` go together; `tiered` says that its reading found tiers."""
    if len(amounts) < 2:
        return Combination.EACH
    if all(amount.marginal for amount in amounts):  # parts of one figure, each with its rate
        return Combination.EACH
    if tiered or TIERED.search(text) or _ALTERNATIVES.search(text) or _are_tiers(amounts):
        return Combination.ONE
    return Combination.EACH if _ADDS.search(text) else Combination.APART


def _are_tiers(amounts: Sequence[Amount]) -> bool:
    """Whether amounts are tiers by what each asks: one fact, one kind of figure, grades of one thing, or a title that is new
    and again, which nobody wins at once."""
    asked = [" ".join(each.clause for each in amount.when) for amount in amounts]
    if any(map(FIRST.search, asked)) and any(map(AGAIN.search, asked)):
        return True
    facts = [{test.fact for each in amount.when for test in each.tests} - {Fact.ENTITY} for amount in amounts]
    grades = [frozenset(_GRADE.findall(words)) for words in asked]
    graded = all(grades) and all(one != other for one, other in pairwise(grades))
    return graded or (all(facts) and bool(set.intersection(*facts))) or _are_brackets(asked)


_COMPARES = re.compile(
    "[（(]?不?含(?:本数)?[）)]?|以[上下内]|之间|至|到|不足|不满|不低于|低于|不超过|超过|突破|达到?|满|[、，的~—-]"
)


def _are_brackets(asked: Sequence[str]) -> bool:
    """Whether several amounts ask for figures of the same, and by these alone differ."""
    shapes = {_COMPARES.sub("", _without_figures(words)) for words in asked}
    return len(shapes) == 1 and len(set(asked)) == len(asked) and all(map(find_quantities, asked))


def _without_figures(words: str) -> str:
    for each in reversed(find_quantities(words)):
        words = words[: each.start] + words[each.end :]
    return words
