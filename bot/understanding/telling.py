"""What of a sentence tells of certain words: the clauses in which they stand, with what goes on about them.

其中去程201列、回程111列 tells of 回程 with 回程111列; 农村居民25916元，增长6.7% with both clauses.
"""

import re
from collections.abc import Callable, Sequence

from corpus.quantity import find_quantities
from corpus.records import Span

Share = Callable[[str], float]
"""How much of what is asked a text says, from 0 to 1."""

Enough = Callable[[str], bool]
"""Whether a text holds what is asked."""

SHORTEST = 4
"""Characters of a clause that tells something by itself."""

_PART = re.compile("[;；。\n]+")
_CLAUSE = re.compile("[,，:：]+")
_BESIDE = re.compile("、")
_GOES_ON = re.compile(
    "\\s*(?:同比|环比|比上年|较上年|比去年|较去年|年均|日均|[同可]?比|较|增长|增加|增幅|增速|下降|减少|上升|提高|回落|持平|增|降|占|居|位居|位列|排|列|高于|低于|完成率|并|且|均|都|不|累计|合计|分别|最高|最多|每)"
)
_CASE = re.compile(
    "(?:的|时|后|前|者|之[日后前]|情况下|情形下|的(?:企业|单位|机构|项目|个人|人员|家庭|居民|车辆|学生|户))$"
)


def told_of(text: str, share: Share, *, enough: Enough) -> str:
    """The clauses of a sentence that say most of what is asked, those behind them that go on about it, and those up to where it
    is `enough`. All of the sentence where no part of it says more than the others."""
    start, end = _best(text, _spans(_PART, text, 0, len(text)), share) or (0, len(text))
    clauses = [each for span in _spans(_CLAUSE, text, start, end) for each in _beside(text, span)]
    chosen = _best(text, clauses, share)
    if chosen is None:
        return text[start:end].strip()
    first = last = clauses.index(chosen)
    while last + 1 < len(clauses) and _needs_more(text, clauses, first, last, enough):
        last += 1
    told = text[clauses[first][0] : clauses[last][1]].strip()
    return told if len(told) >= SHORTEST and enough(told) else text[start:end].strip()


def _needs_more(text: str, clauses: Sequence[Span], first: int, last: int, enough: Enough) -> bool:
    """Whether the clauses from `first` to `last` say nothing without the one behind them, or that goes on about them."""
    said = text[clauses[first][0] : clauses[last][1]]
    behind = text[slice(*clauses[last + 1])]
    opens = text[clauses[last][1] : clauses[last + 1][0]]
    if _CASE.search(said.strip()) or "：" in opens or ":" in opens:
        return True
    return not enough(said) or bool("、" not in opens and _GOES_ON.match(behind))


def _beside(text: str, span: Span) -> list[Span]:
    """A clause whose members each have a figure (去程201列、回程111列) as one for each, any other as it is."""
    members = _spans(_BESIDE, text, *span)
    apart = "分别" not in text[slice(*span)] and all(find_quantities(text[start:end]) for start, end in members)
    return members if apart else [span]


def _spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    """The stretches of [start, end) between the matches of a pattern; none inside of brackets or of a number is cut."""
    found, at = [], start
    for mark in pattern.finditer(text, start, end):
        if _in_brackets(text, at, mark.start()) or _in_number(text, mark):
            continue
        found.append((at, mark.start()))
        at = mark.end()
    return [span for span in (*found, (at, end)) if text[span[0] : span[1]].strip()]


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether a bracket is open at `end` that was opened behind `start`."""
    return any(text.count(left, start, end) > text.count(right, start, end) for left, right in ("（）", "()"))


def _in_number(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands between the digits of one number or of a time (1,200, 17:30)."""
    return mark.start() > 0 and text[mark.start() - 1].isdigit() and text[mark.end() : mark.end() + 1].isdigit()


def _best(text: str, spans: Sequence[Span], share: Share) -> Span | None:
    """The one span that says most, None where none says anything or several say the same."""
    said = [share(text[start:end]) for start, end in spans]
    most = max(said, default=0.0)
    best = [span for span, each in zip(spans, said, strict=True) if each == most > 0]
    within = [span for span in best if text.startswith("其中", span[0])]  # what is told of a part goes before the whole
    found = best if len(best) == 1 else within
    return found[0] if len(found) == 1 else None
