"""The target that a report tells beside its result, in the clause that says whether it was reached.

…312.5亿元，未达到330亿元的目标; …增长7.2%，完成年度目标7%; …下降2.1%，低于3%的年度目标: the table has the result alone.
"""

import re
from dataclasses import dataclass, replace

from bot.understanding.question import Question, understand
from corpus.quantity import Quantity, find_quantities, opening_unit
from corpus.records import IndicatorKind
from index.targets import Target, is_fall, is_target

_AIM = "(?:目标|任务|计划|预期)"
_WORDS = r"[^\d,，;；。]"
_REACHES = re.compile(
    "(?:均|都|全面|圆满|顺利|超额|已经?|提前|如期|仍|还)*(?P<not>未能?|没有?|没能|尚未)?(?:均|全面|如期|顺利)*"
    "(?P<verb>完成|达到|达成|实现|超额?完成|超过|超出|突破|好于|优于|快于|高于|低于|慢于)了?"
    f"(?P<between>{_WORDS}{{0,12}})$"
)
_NAMED_BEFORE = re.compile(f"{_AIM}(?:任务|值|数)?[为是:：（(]?$")
_NAMED_BEHIND = re.compile(f"的?{_WORDS}{{0,8}}?{_AIM}")
_GOES_ON = re.compile("同比|环比|比上年|较上年|比去年|较去年|年均|增[长速幅加]|下降|占|居|位居|位列|排|列|高于|快于")
_FALLS = re.compile("(?:下降|降低|减少|降幅|增长|增速|增幅|目标|任务)(?:率|值|数)?|(?:是|为)?多少|[?？]")
_UP = frozenset({"超过", "超出", "突破", "高于", "快于"})
_DOWN = frozenset({"低于", "慢于"})


@dataclass(frozen=True, slots=True)
class Aim:
    """The target beside a result as a row of its own, and whether it was reached; None where the words leave that open."""

    row: Target
    met: bool | None


def aim_beside(row: Target) -> Aim | None:
    """The target that the sentence of a result tells behind it, None where there is none in its unit."""
    found, quote = row.indicator, row.quote
    if is_target(found) or found.kind not in (IndicatorKind.ACHIEVED, IndicatorKind.GROWTH):
        return None
    opens = found.end - found.sentence[0]
    for quantity in find_quantities(quote):
        if quantity.start < opens:
            continue
        start = quantity.start + _bound(quantity)
        between = re.split("[,，]", quote[opens:start])
        if re.search("[;；。]", quote[opens:start]) or not _only_goes_on(between[:-1]):
            return None
        said = _REACHES.match(between[-1].strip()) if len(between) > 1 else None
        named = said and (_NAMED_BEFORE.search(said["between"]) or _NAMED_BEHIND.match(quote, quantity.end))
        if said and named:
            return Aim(_row(row, quantity), _met(row, said)) if _same_unit(row, quantity) else None
    return None


def _bound(quantity: Quantity) -> int:
    """Characters of a quantity before its digits (低于3%): they tell how the result stands to it."""
    lead = re.match(r"\D*", quantity.text)
    return lead.end() if lead and lead.end() < len(quantity.text) else 0


def _only_goes_on(clauses: list[str]) -> bool:
    """Whether clauses tell nothing but what goes on about the figure before them."""
    return all(not clause.strip() or _GOES_ON.match(clause.strip()) for clause in clauses)


def _same_unit(row: Target, quantity: Quantity) -> bool:
    unit = opening_unit(row.indicator.unit)
    return quantity.unit == row.indicator.unit or bool(unit and unit[1] == quantity.family and "%" not in unit)


def _row(row: Target, quantity: Quantity) -> Target:
    found, falls = row.indicator, is_fall(row.indicator)
    value = -quantity.value if falls and quantity.value is not None else quantity.value
    opens = found.sentence[0]
    aimed = replace(
        found,
        value=value,
        unit=quantity.unit,
        kind=IndicatorKind.TARGET if found.kind is IndicatorKind.ACHIEVED else found.kind,
        target=True,
        start=opens + quantity.start + _bound(quantity),
        end=opens + quantity.end,
        comparator="=",
        low=None,
    )
    return replace(row, indicator=aimed, figure=quantity.text[_bound(quantity) :])


def _met(row: Target, said: re.Match[str]) -> bool | None:
    """Whether the words say that the target was reached. Less than it may be better (失业率低于5.5%的目标) unless a growth or a
    fall is told."""
    if said["not"]:
        return False
    verb = said["verb"]
    if verb in _DOWN:
        return False if row.indicator.kind is IndicatorKind.GROWTH else None
    if verb in _UP and row.indicator.unit == "%" and row.indicator.kind is not IndicatorKind.GROWTH:
        return None
    return True


def grown(asked: Question) -> Question:
    """The question for the growth, or the fall, of the thing asked."""
    text = _FALLS.sub("", asked.text)
    alone = understand(f"{text}增速是多少")
    return replace(alone, places=asked.places, years=asked.years, elsewhere=asked.elsewhere, target=asked.target)
