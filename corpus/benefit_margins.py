"""Rates for parts of one figure (1000吨以内的部分每吨300元，超过部分每吨200元): each is for what lies between two bounds alone, and they
are paid together. What is paid for each step (每增加50万元再奖励3万元) is so much a step."""

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.benefit_drafts import Draft
from corpus.benefit_records import EACH_STEP
from corpus.quantity import Quantity, find_quantities
from corpus.records import Span

_PART = re.compile("的?部分")
_ABOVE = re.compile("(?<!不)(?<!未)(?:超过|超出|高于|大于)|以上")
_UP_TO = re.compile("(?:不|未)(?:超过|超出|高于|大于)|低于|小于|不足|以[内下]")
_REST = re.compile("(?:超过|超出|超|其余|剩余|其他|多出)的?部分")
_STOP = "，,。；;：:"
_OF_SOMEBODY = re.compile("企业|单位|机构|项目|主体|人员|个人|公司|合作社")


def read_margins(text: str, sentence: Span, drafts: Sequence[Draft]) -> None:
    """Set on the amounts of a sentence the bounds of the part of a figure that each is for; the words that say so are no condition."""
    at, before = sentence[0], None
    for draft in drafts:
        if found := _part(text, at, draft.end):
            _set(text, found, draft, before)
        at, before = draft.end, draft
    steps = any(draft.per.startswith(EACH_STEP) for draft in drafts)
    parts = [draft for draft in drafts if draft.money and (steps or draft.marginal)]
    cap = next((draft for draft in parts if draft.cap is not None), None)
    for draft in parts if cap else ():
        if cap and draft.cap is None:  # a ceiling behind the last part, or behind the steps, is one of all of them
            draft.cap, draft.cap_per = cap.cap, cap.cap_per


def _part(text: str, start: int, end: int) -> Span | None:
    """The words that name a part of a figure (超过1000吨的部分), the last ones of text[start:end]."""
    matches = list(_PART.finditer(text, start, end))
    if not matches:
        return None
    stop = matches[-1].end()
    begin = max((text.rfind(mark, start, stop) for mark in _STOP), default=-1) + 1
    return max(begin, start), stop


def _set(text: str, span: Span, draft: Draft, before: Draft | None) -> None:
    words = text[slice(*span)]
    above, up_to = _bounds(words, draft, before)
    if above is None and up_to is None:
        return
    draft.above, draft.up_to = above, up_to
    if before and _is_alike(before, draft):
        before.up_to = above if before.up_to is None else before.up_to
        draft.base = draft.base or before.base
    draft.clauses = [each for each in draft.clauses if not _is_of_part(text, each, span)]
    draft.tier = None if draft.tier and _is_of_part(text, draft.tier[0], span) else draft.tier
    draft.start = min(draft.start, span[0])


def _is_of_part(text: str, clause: Span, span: Span) -> bool:
    """Whether a clause says nothing but which part an amount is for."""
    overlaps = clause[0] < span[1] and span[0] < clause[1]
    return overlaps and _OF_SOMEBODY.search(text, *clause) is None


def _is_alike(one: Draft, other: Draft) -> bool:
    """Whether two amounts are rates of the same."""
    rates = one.rate is not None and other.rate is not None and other.base in ("", one.base)
    return one.kind is other.kind and (rates or (bool(one.per) and one.per == other.per))


def _bounds(words: str, draft: Draft, before: Draft | None) -> tuple[Decimal | None, Decimal | None]:
    """The bounds of the part that words name, in the units of what an amount multiplies; None for one that is not set."""
    figures = [each for each in find_quantities(words) if _measures(each, draft)]
    if not figures:
        rest = before is not None and _is_alike(before, draft) and _REST.search(words) and not find_quantities(words)
        return (before.up_to, None) if rest and before else (None, None)
    if figures[0].low is not None:
        return figures[0].low, figures[0].value
    if len(figures) > 1:
        return figures[0].value, figures[1].value
    around = words[max(0, figures[0].start - 4) :]
    if _UP_TO.search(around):
        return None, figures[0].value
    return (figures[0].value, None) if _ABOVE.search(around) else (None, None)


def _measures(figure: Quantity, draft: Draft) -> bool:
    """Whether a figure is of what an amount multiplies: money of a rate, units of so much for each."""
    if draft.rate is not None:
        return figure.family == "元"
    return bool(draft.per) and figure.unit.endswith(draft.per)
