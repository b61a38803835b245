"""What part of a whole a figure is, where a report tells both and not the share: 进出口286.3亿元，其中出口194.1亿元, 申报20项、入选6项."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.answers.refusing import why_not
from bot.inquiry import Inquiry
from bot.language import COLON
from bot.reading.citing import cite_rows
from bot.reading.labels import figure, label, quotes, scale, scaled
from bot.reading.matching import best, matching
from bot.reading.targets import Said
from bot.records import Kind, Outcome, Reason
from bot.texts import COMPARED
from bot.understanding.intervals import interval
from bot.understanding.question import Question, understand
from bot.understanding.words import without_how_many
from corpus.quantity import conversion
from corpus.records import IndicatorKind
from index.catalogue import Catalogue, Filters
from index.targets import Target, figures_at

_TENTH = Decimal("0.1")
_HOW_MUCH = "(?:百分之[几多]少?|几成|多少|多大(?:的?(?:比重|比例|份额))?|比重|比例|份额)"
_SHARE = re.compile(f"的?占比|占了?{_HOW_MUCH}|占了?(?P<whole>[^,，。?？]{{2,16}}?)的?{_HOW_MUCH}")
_ASKS_UNIT = re.compile("(?:多少|几)[百千万亿]*[元家个项人件户]")
_WON = "入选|立项|获批|通过|中标|录用|录取|签约"
_RATE = re.compile(f"(?P<verb>{_WON})率")
_SENT = frozenset(("申报", "推荐申报", "推荐", "申请", "报送", "上报", "征集", "报名", "参评"))


def portion(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """The share that is asked, worked out of the part and the whole, with both; None where none is asked, the table has it, or
    lacks one of the two."""
    share = _SHARE.search(asked.text) if _asks_one(asked) and not _ASKS_UNIT.search(asked.text) else None
    rows = _of_whole(catalogue, asked, share, filters) if share else None
    return _told(*rows) if rows else None


def rate(inquiry: Inquiry) -> Outcome | None:
    """The share of those sent in that won (入选率, 立项率), where the best sentence tells how many of both; None where none is asked,
    or the sentence tells it."""
    asked = inquiry.asked
    found = _RATE.search(asked.text) if _asks_one(asked) else None
    best = inquiry.evidence[0] if found and inquiry.evidence else None
    if (
        found is None
        or best is None
        or any(best.figures)
        or not inquiry.certain(best)
        or why_not(inquiry) is Reason.NOT_FOUND
    ):
        return None
    rows = figures_at(inquiry.library.catalogue, best.hit.entry.key, [(best.start, best.end)])
    pairs = [
        (part, whole)
        for part in rows
        for whole in rows
        if found["verb"] in part.indicator.qualifiers and _SENT.intersection(whole.indicator.qualifiers)
        and (part.indicator.metric, part.indicator.unit) == (whole.indicator.metric, whole.indicator.unit)
    ]  # fmt: skip
    said = _told(*pairs[0]) if len(pairs) == 1 else None
    return Outcome(said.text, Kind.NUMBER, None, cite_rows(said.rows)) if said else None


def _asks_one(asked: Question) -> bool:
    return len(asked.slots) == 1 and len(asked.places) <= 1 and asked.number and not asked.target


def _alone(asked: Question, words: re.Match[str]) -> Question:
    """The question for the part alone, without the words that ask for its share."""
    text = without_how_many(f"{asked.text[: words.start()]}{asked.text[words.end() :]}").rstrip("?？是 ")
    return replace(understand(f"{text}是多少"), places=asked.places, years=asked.years, elsewhere=asked.elsewhere)


def _of_whole(
    catalogue: Catalogue, asked: Question, share: re.Match[str], filters: Filters | None
) -> tuple[Target, Target] | None:
    """The figure of the part, and the whole that its sentence or the question names."""
    if any(row.indicator.kind is IndicatorKind.SHARE for row in matching(catalogue, asked, filters)):
        return None
    part = best(catalogue, _alone(asked, share), filters)
    if part is None or part.indicator.whole is None:
        return None
    wholes = figures_at(catalogue, part.entry.key, [part.indicator.whole])
    named = share["whole"] or ""
    found = [row for row in wholes if row.indicator.kind is part.indicator.kind and (not named or _is(row, named))]
    return (part, found[0]) if len(found) == 1 else None


def _is(row: Target, named: str) -> bool:
    """Whether a whole is what the question calls it, in part or in full (进出口 of 进出口总额)."""
    return named in row.indicator.metric or row.indicator.metric in named


def _told(part: Target, whole: Target) -> Said | None:
    ends = interval(part.indicator), interval(whole.indicator)
    factor = conversion(part.indicator.unit, whole.indicator.unit)
    if ends[0] is None or ends[1] is None or not factor:
        return None
    one, other = part.indicator.value, whole.indicator.value
    if one is None or not other or part.indicator.unit == "%" or one * factor > other:
        return None
    percent = f"{(100 * one * factor / other).quantize(_TENTH).normalize():f}%"
    by = scale(whole)
    sum_ = f"{scaled(one * factor, by)} ÷ {scaled(other, by)}"
    lines = [
        COMPARED["share"].format(one=label(part), other=label(whole), share=percent, sum=sum_),
        f"{label(part)}{COLON}{figure(part)} [1]",
        f"{label(whole)}{COLON}{figure(whole)} [2]",
    ]
    return Said("\n".join([*lines, "", *quotes((part, whole))]), (part, whole))
