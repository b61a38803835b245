"""Reading: of the passages found, the sentences that answer, and in them the figure that was asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.question import Question, Slot
from corpus.aliases import canonical
from corpus.passages import sentences
from corpus.quantity import Quantity, find_quantities
from corpus.regions import Region, short_name
from index.search import Hit

HEADING_SHARE, INNERMOST_SHARE = 0.6, 0.9
"""Worth of a term that stands in the title or the headings, and in the innermost heading (the topic of its sentences),
against one that stands in the sentence."""

RANK_WEIGHT = 0.15
"""Weight of the passage's fused score against coverage, which decides between sentences of one passage."""

WINDOW_WEIGHT = 1.2
"""Weight of the words around a figure against those of its whole sentence: they name what is counted."""

INHERITED_SHARE = 0.4
"""Worth of a term that stands earlier in the sentence, beyond the words around the figure."""

QUALIFIED, CAP_BONUS, TAKEN = 0.4, 0.3, 0.5
"""For a figure whose words name the part that was asked for (or against it), for a figure that is a cap where a cap was
asked for, and against a figure that another part of the question has taken."""

FAMILY_BONUS, NO_FIGURE = 0.25, -0.6
"""For a figure in the very unit asked for, and for a sentence without any figure that could answer."""

NAMED_PLACE = 0.2
"""For a sentence that names the place asked itself: it goes before one that holds for the place among others."""

MIN_NEAR = 0.3
"""Share of a slot's terms that must stand around a figure or in the headings above it; with less, it is a figure of
something else."""

FIGURE_DEPTH = 24
"""Sentences whose figures are read."""

LEAD_FROM, LEAD_SHARE = 60, 0.75
"""A sentence longer than this many characters is led by the clause that answers, where one clause holds at least this
share of what the sentence covers."""

LIST_BONUS = 0.15
"""For a sentence that opens a list where a list was asked for."""

LIST_LENGTH = 420
"""Characters of a list that is quoted whole behind its opening sentence."""

_COUNTS = frozenset({"家", "项", "人", "台", "支"})
_SPANS_OF_TIME = frozenset({"年", "月", "日", "小时"})
_QUALIFIER = re.compile(
    "国家级|省级|市级|区级|县级|镇级|第[一二三四五六]批|首批|新增|新认定|累计|净增|其中|同比|占比|比重"
)
_CAP = re.compile("最高|最多|上限|封顶|不超过|为限|以内|至多")
_YEAR = re.compile(r"(?<![\d第])((?:19|20)\d{2})年")
_TARGET = re.compile(
    "力争|争取|目标|预期|确保|计划(?:达|实|新)|思路|打算|安排|展望|规划|任务|工作重点|要点|将(?:达|实)"
)
_REPORTS = re.compile("总结|报告|计划|要点|思路|规划")
_TIME = re.compile(
    r"\d{1,2}[月日时]|\d{4}年|[一二三四五六七八九十]+[个]?(?:工作日|日|天|月|年)|\d+\s?个?(?:工作日|日|天|月|年)"
)
_OPENS_LIST = re.compile(r"(?:[:：]\s*|(?:下列|以下|如下)[^。]{0,16}[。:：]?\s*)$")
_CLAUSE = re.compile("[,，;；:：。]")


Read = tuple[str, float]
"""A canonical text that is searched for terms, and what a term found there is worth, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a document that may answer. `coverage` is the share of the question's informative terms, by weight,
    that stand in the passage of the span (headings and title for less); `score` orders evidence of one question.

    `place_fits` and `year_fits` tell whether the span speaks of the place and year asked (True where none is asked);
    `figures` holds for each slot of the question the quantity read, None where there is none.
    """

    hit: Hit
    start: int
    end: int
    text: str
    coverage: float
    score: float
    place_fits: bool
    year_fits: bool
    figures: tuple[Quantity | None, ...] = ()


def read(question: Question, hits: Sequence[Hit], weights: Mapping[str, float]) -> list[Evidence]:
    """Evidence from all hits, best first. `weights` gives each term of the question its inverse document frequency.

    Figures are read only in the sentences that come out best by their words.
    """
    best_hit = max((hit.score for hit in hits), default=1.0) or 1.0
    found = [item for hit in hits for item in _read_hit(question, hit, weights, RANK_WEIGHT * hit.score / best_hit)]
    found.sort(key=lambda item: item.score, reverse=True)
    if question.number:
        found = [_with_figures(question, item, weights) for item in found[:FIGURE_DEPTH]]
        found.sort(key=lambda item: item.score, reverse=True)
    return found


def _read_hit(question: Question, hit: Hit, weights: Mapping[str, float], prior: float) -> list[Evidence]:
    passage, meta = hit.stored.passage, hit.entry.metadata
    above = _above(passage.path, meta.title, meta.issuer or "")
    place_above = _region_fits(question, meta.region, meta.kind or meta.title)
    spans = sentences(passage.text, 0, len(passage.text))
    whole = coverage(question.terms, ((canonical(passage.text), 1.0), *above), weights)
    result = []
    for position, (start, end) in enumerate(spans):
        text = passage.text[start:end]
        words = (canonical(text), 1.0)
        named = [place for place in question.places if _names(place, text)]
        place = place_above or any(_inside(place, meta.region) for place in named)
        year = _year_fits(question, hit, text)
        score = prior + 0.6 * coverage(question.terms, (words,), weights)
        score += 0.4 * coverage(question.terms, (words, *above), weights)
        score += NAMED_PLACE if named else 0.0
        score += (0.0 if place else -1.0) + (0.0 if year else -1.0)
        if question.target:
            score += 0.1 if _TARGET.search(text + " ".join(passage.path)) else -0.6
        if question.wants_time and not question.number:
            score += 0.1 if _TIME.search(text) else -0.1
        if question.wants_list and not question.number:
            score += LIST_BONUS if _OPENS_LIST.search(text) else 0.0
            end = _list_end(passage.text, spans, position)
        span = passage.start + start, passage.start + end
        result.append(Evidence(hit, *span, passage.text[start:end], whole, score, place, year))
    return result


def _with_figures(question: Question, item: Evidence, weights: Mapping[str, float]) -> Evidence:
    above = _above(item.hit.stored.passage.path)
    figures, bonus = _figures(question, item.text, above, weights)
    return replace(item, figures=figures, score=item.score + bonus)


def coverage(wanted: Sequence[str], texts: Sequence[Read], weights: Mapping[str, float]) -> float:
    """Weighted share, in [0, 1], of the wanted terms that stand in the texts, each for the worth of the first text that
    holds it; 0 if none is wanted."""
    total = met = 0.0
    for term in wanted:
        weight = weights.get(term, 1.0)
        total += weight
        met += weight * next((worth for text, worth in texts if term in text), 0.0)
    return met / total if total else 0.0


def _above(path: Sequence[str], *titles: str) -> tuple[Read, Read]:
    """What stands above a passage: the innermost heading, and the other headings and titles."""
    inner, outer = " ".join(path[-1:]), " ".join((*titles, *path[:-1]))
    return (canonical(inner), INNERMOST_SHARE), (canonical(outer), HEADING_SHARE)


def _region_fits(question: Question, region: Region, kind: str) -> bool:
    """Whether a document of `region` speaks of a place asked by its region alone.

    A national document, or one whose place is not known, holds everywhere; the measures of a higher place hold in the
    places inside it, while its figures in a report are its own.
    """
    if not question.places or not region:
        return True
    own = not _REPORTS.search(kind)
    return any(region == place or (own and _inside(place, region)) for place in question.places)


def _inside(place: Region, region: Region) -> bool:
    """Whether a place lies in a region: a city's report may speak of its county, a county's report that names the city
    still gives its own figures."""
    return place[: len(region)] == region


def _names(place: Region, text: str) -> bool:
    return short_name(place[-1]) in text


def _year_fits(question: Question, hit: Hit, text: str) -> bool:
    """Whether the span is of a year asked: the sentence's own, else that of the nearest heading, else the report's."""
    if not question.years:
        return True
    meta = hit.entry.metadata
    for part in (text, *reversed(hit.stored.passage.path)):
        years = [int(year) for year in _YEAR.findall(canonical(part))]
        if years:
            return bool(set(years) & set(question.years))
    if meta.kind and not _REPORTS.search(meta.kind):
        return True
    return meta.year is None or meta.year in question.years


def _figures(
    question: Question, text: str, above: Sequence[Read], weights: Mapping[str, float]
) -> tuple[tuple[Quantity | None, ...], float]:
    """For each slot the figure whose surroundings say most of what it asks, and the mean of their scores."""
    quantities = find_quantities(text)
    chosen: list[Quantity | None] = []
    total = 0.0
    for slot in question.slots:
        best: tuple[float, Quantity] | None = None
        for index, quantity in enumerate(quantities):
            if not _same_kind(slot.family, quantity.family):
                continue
            before, after = _window(text, quantities, index)
            around = f"{before} {after}"
            earlier = canonical(text[: quantity.start])
            near = coverage(slot.terms, ((canonical(around), 1.0), *above, (earlier, INHERITED_SHARE)), weights)
            if near < MIN_NEAR and slot.terms:
                continue
            score = WINDOW_WEIGHT * near + (FAMILY_BONUS if slot.family == quantity.family else 0.0)
            score += NAMED_PLACE if any(_names(place, around) for place in question.places) else 0.0
            score += _qualified(slot, around) - (TAKEN if quantity in chosen else 0.0)
            score += CAP_BONUS if slot.cap and _CAP.search(before[-8:] + quantity.text) else 0.0
            if best is None or score > best[0]:
                best = score, quantity
        chosen.append(best[1] if best else None)
        total += best[0] if best else NO_FIGURE
    return tuple(chosen), total / max(len(question.slots), 1)


def _qualified(slot: Slot, around: str) -> float:
    """Part and whole: a figure of the part that was asked for goes before the whole's, and the whole's before a part's
    where none was named."""
    asked, found = (set(_QUALIFIER.findall(canonical(text))) for text in (slot.label, around))
    if asked:
        return QUALIFIED if asked & found else -QUALIFIED
    return -QUALIFIED / 2 if found else 0.0


def _same_kind(wanted: str | None, family: str) -> bool:
    """Whether a figure of this family can answer where `wanted` is asked: counts differ in measure words only."""
    return (
        wanted is None
        or wanted == family
        or {wanted, family} <= _COUNTS
        or {wanted, family} <= _SPANS_OF_TIME
        or (wanted == "元" and family in ("%", "比例"))
    )


def _window(text: str, quantities: Sequence[Quantity], index: int) -> tuple[str, str]:
    """The words that belong to a figure: back to the figure before it, and on to the end of its clause."""
    quantity = quantities[index]
    left = quantities[index - 1].end if index else 0
    right = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
    stop = _CLAUSE.search(text, quantity.end, right)
    before = text[left : quantity.start]
    clauses = [match.end() for match in _CLAUSE.finditer(before)]
    if len(clauses) > 2:
        before = before[clauses[-3] :]
    return before, text[quantity.end : stop.start() if stop else right]


def _list_end(text: str, spans: Sequence[tuple[int, int]], position: int) -> int:
    """End of a span that opens a list (…：, 下列…) with the list that follows it in the passage."""
    start, end = spans[position]
    if not _OPENS_LIST.search(text[start:end]):
        return end
    for _, stop in spans[position + 1 :]:
        if stop - start > LIST_LENGTH:
            break
        end = stop
    return end


def lead(question: Question, item: Evidence, weights: Mapping[str, float]) -> str:
    """The clause of a long sentence that answers, or the whole of the evidence."""
    if question.wants_list or len(item.text) <= LEAD_FROM:
        return item.text
    clauses = [clause for clause in _CLAUSE.split(item.text) if clause.strip()]
    covered = {clause: coverage(question.terms, ((canonical(clause), 1.0),), weights) for clause in clauses}
    best = max(clauses, key=lambda clause: covered[clause])
    whole = coverage(question.terms, ((canonical(item.text), 1.0),), weights)
    return best.strip() if covered[best] >= LEAD_SHARE * whole else item.text
