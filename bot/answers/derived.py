"""Figures that follow from two of one sentence: those sent that did not win, what was there before the new ones, the year before a
growth. Told with both figures and the step; the figure of the opposite is never told."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.answers.refusing import refuse
from bot.inquiry import Inquiry
from bot.language import COLON
from bot.reading.citing import cite_rows
from bot.reading.labels import figure, label, quotes, scale, scaled
from bot.reading.matching import best, is_intake, is_level, matching
from bot.reading.reading import Evidence
from bot.records import Kind, Outcome, Reason
from bot.texts import DERIVED
from bot.understanding.question import Question, understand
from corpus.quantity import plain
from corpus.records import IndicatorKind
from index.catalogue import Catalogue, Filters
from index.targets import Target, figures_at

_WON = "入选|立项|获批|通过|中标|录用|录取|签约"
_NOT_WON = re.compile(f"(?:没有?|未能?)(?:被|能)?(?P<verb>{_WON})(?:上|成)?")
_ASKS_SHARE = re.compile(
    "(?:入选|立项|获批|通过|中标|中签|命中|录取|录用|申报成功)的?(?:率|比例)(?:是|有|为|大概|约)*(?:多少|几|百分之几)"
)
_SENT = frozenset(("申报", "推荐申报", "推荐", "申请", "报送", "上报", "征集", "报名", "参评"))
_BEFORE = re.compile("(?:这|那)?(?:之前|以前|此前|原来|原先|原本)(?:已经?)?(?=有?(?:多少|几))")
_SUMMED = re.compile("累计|总数|总量|合计|共计|总计")
_NEWLY = re.compile("(?:去年|今年)?(?:新设立?|新增|新获批|新引进|新认定|新建|新)?(?=之前|以前|此前|原来|原先|原本)")

_REAL = re.compile("增加值|生产总值|gdp|可比|不变价|实际增长|扣除价格", re.IGNORECASE)
"""What grows at constant prices, which lead back to no figure of the year before."""


def derived(inquiry: Inquiry) -> Outcome | None:
    """The figure that is worked out of two, with the step; None where none such is asked or not both are plainly of one thing."""
    asked = inquiry.asked
    if len(asked.slots) != 1 or not asked.number or asked.target or len(asked.places) > 1:
        return None
    catalogue, filters = inquiry.library.catalogue, inquiry.filters
    return (
        _not_won(inquiry)
        or _share_won(inquiry)
        or _before_the_new(catalogue, asked, filters)
        or _before_growth(catalogue, asked, filters)
    )


def _not_won(inquiry: Inquiry) -> Outcome | None:
    """How many of those sent did not win, where the best sentence tells how many of both; refused where it does not, as how many
    won is no answer."""
    said = _NOT_WON.search(inquiry.asked.text)
    best = inquiry.evidence[0] if said and inquiry.evidence else None
    if said is None or best is None or re.search("[未没]", best.text) or said["verb"] not in best.text:
        return None
    pairs = _sent_and_won(inquiry, best, frozenset((said["verb"],)))
    told = _less(*pairs[0]) if len(pairs) == 1 and inquiry.certain(best) else None
    return told or refuse(inquiry.asked, Reason.NO_FIGURE, inquiry.found.hits, best)


def _share_won(inquiry: Inquiry) -> Outcome | None:
    """What share of those sent won, where the best sentence tells how many of both and no share."""
    best = inquiry.evidence[0] if _ASKS_SHARE.search(inquiry.asked.text) and inquiry.evidence else None
    if best is None or "率" in best.text or not (best.place_fits and best.year_fits):
        return None
    pairs = _sent_and_won(inquiry, best, frozenset(_WON.split("|")))
    if len(pairs) != 1:
        return None
    sent, won = (row.indicator.value for row in pairs[0])
    if not sent or won is None or won > sent or any(row.indicator.comparator != "=" for row in pairs[0]):
        return None
    share = (100 * won / sent).quantize(Decimal("0.1"))
    return _told(DERIVED["about"].format(told=f"{plain(share)}%", sum=f"{plain(won)} ÷ {plain(sent)}"), pairs[0])


def _sent_and_won(inquiry: Inquiry, best: Evidence, verbs: frozenset[str]) -> list[tuple[Target, Target]]:
    """How many of something were sent and how many won, by one of some verbs, as a sentence tells them."""
    rows = figures_at(inquiry.library.catalogue, best.hit.entry.key, [(best.start, best.end)])
    return [
        (sent, won)
        for won in rows
        if verbs.intersection(won.indicator.qualifiers)
        for sent in rows
        if _SENT.intersection(sent.indicator.qualifiers) and sent.indicator.metric == won.indicator.metric
    ]


def _before_the_new(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Outcome | None:
    """How many there were before the new ones of all that there are."""
    if _BEFORE.search(asked.text) is None:
        return None
    free = _worded(asked, f"累计{_BEFORE.sub('', _NEWLY.sub('', asked.text))}")
    all_ = best(catalogue, free, filters)
    if all_ is None or not any(_SUMMED.match(each) for each in all_.indicator.qualifiers):
        return None
    new = [row for row in _beside(catalogue, all_) if is_intake(row.indicator)]
    return _less(all_, new[0]) if len(new) == 1 else None


def _before_growth(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Outcome | None:
    """About what the figure of the year asked was, of the next year's and by how many per cent that is more."""
    if len(asked.years) != 1 or matching(catalogue, asked, filters, kinds=False):
        return None
    level = best(catalogue, replace(asked, years=(asked.years[0] + 1,)), filters)
    if level is None or level.indicator.kind is not IndicatorKind.ACHIEVED or level.indicator.comparator != "=":
        return None
    found = level.indicator
    if _REAL.search(found.metric):
        return None
    grown = [
        row
        for row in _beside(catalogue, level)
        if row.indicator.kind is IndicatorKind.GROWTH
        and (row.indicator.unit, row.indicator.comparator) == ("%", "=")
        and row.indicator.qualifiers == found.qualifiers
        and row.indicator.base is not None
        and row.indicator.base[0] < found.end
        and found.start < row.indicator.base[1]
    ]
    rate = grown[0].indicator.value if len(grown) == 1 and not _REAL.search(_between(level, grown[0])) else None
    if found.value is None or found.unit in ("%", "位") or rate is None or rate <= -100:
        return None
    by, word = scale(level)
    places = max(1, -Decimal(str(found.value / by)).normalize().as_tuple().exponent)  # type: ignore[operator]
    before = (found.value / (1 + rate / 100) / by).quantize(Decimal(1).scaleb(-places))
    told = f"{plain(before)}{word}{found.unit}"
    sum_ = f"{scaled(found.value, scale(level))} ÷ (1 {'-' if rate < 0 else '+'} {plain(abs(rate))}%)"
    return _told(DERIVED["about"].format(told=told, sum=sum_), (level, grown[0]))


def _between(level: Target, grown: Target) -> str:
    """The words of a sentence between a level and its growth."""
    start = level.indicator.sentence[0]
    return level.quote[level.indicator.end - start : grown.indicator.start - start]


def _worded(asked: Question, text: str) -> Question:
    return replace(understand(text), places=asked.places, years=asked.years, elsewhere=asked.elsewhere)


def _beside(catalogue: Catalogue, row: Target) -> list[Target]:
    """The other rows of a row's sentence that measure the same, for the same body in the same year."""
    one = row.indicator
    rows = figures_at(catalogue, row.entry.key, [one.sentence])
    return [
        each
        for each in rows
        if each.indicator.start != one.start
        and (each.indicator.metric, each.indicator.year, each.indicator.region, each.indicator.organisation)
        == (one.metric, one.year, one.region, one.organisation)
    ]


def _less(all_: Target, part: Target) -> Outcome | None:
    one, other = all_.indicator, part.indicator
    exact = one.comparator == other.comparator == "=" and is_level(one) and is_level(other)
    if not exact or one.unit != other.unit or one.value is None or other.value is None or other.value > one.value:
        return None
    by, word = scale(all_)
    sum_ = f"{plain(one.value / by)} - {plain(other.value / by)}"
    told = f"{plain((one.value - other.value) / by)}{word}{one.unit}"
    return _told(DERIVED["rest"].format(told=told, sum=sum_), (all_, part))


def _told(line: str, rows: Sequence[Target]) -> Outcome:
    marked = [f"{label(row)}{COLON}{figure(row)} [{at}]" for at, row in enumerate(rows, 1)]
    return Outcome("\n".join([line, *marked, "", *quotes(rows)]), Kind.NUMBER, None, cite_rows(rows))
