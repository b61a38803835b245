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
from index.tokens import bigrams

HEADING_SHARE = 0.6
"""Worth of a term that stands in the headings or the title against one that stands in the sentence."""

RANK_WEIGHT = 0.15
"""Weight of the passage's fused score against coverage, which decides between sentences of one passage."""

WINDOW_WEIGHT = 1.2
"""Weight of the words around a figure against those of its whole sentence: they name what is counted."""

FAMILY_BONUS, OTHER_FAMILY = 0.25, -0.35
"""For a figure in the unit asked for, and for one in another; counts of different measure words are let pass."""

FIGURE_DEPTH = 24
"""Sentences whose figures are read."""

LEAD_FROM, LEAD_SHARE = 60, 0.75
"""A sentence longer than this many characters is led by the clause that answers, where one clause holds at least this
share of what the sentence covers."""

LIST_LENGTH = 420
"""Characters of a list that is quoted whole behind its opening sentence."""

_COUNTS = frozenset({"家", "项", "人", "台", "支"})
_SPANS_OF_TIME = frozenset({"年", "月", "日", "小时"})
_YEAR = re.compile(r"(?<![\d第])((?:19|20)\d{2})年")
_TARGET = re.compile(
    "力争|争取|目标|预期|确保|计划(?:达|实|新)|思路|打算|安排|展望|规划|任务|工作重点|要点|将(?:达|实)"
)
_REPORTS = re.compile("总结|报告|计划|要点|思路|规划")
_TIME = re.compile(
    r"\d{1,2}[月日时]|\d{4}年|[一二三四五六七八九十]+[个]?(?:工作日|日|天|月|年)|\d+\s?个?(?:工作日|日|天|月|年)"
)
_CLAUSE = re.compile("[,，;；:：。]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a document that may answer. `coverage` is the share of the question's informative terms, by weight,
    that stand in the span (its headings and title counted for HEADING_SHARE); `score` orders evidence of one question.

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
    above = set(bigrams(canonical(" ".join((meta.title, meta.issuer or "", *passage.path)))))
    place_above = _region_fits(question, meta.region, meta.kind or meta.title)
    spans = sentences(passage.text, 0, len(passage.text))
    result = []
    for position, (start, end) in enumerate(spans):
        text = passage.text[start:end]
        terms = set(bigrams(canonical(text)))
        covered = coverage(question.terms, terms, weights, above)
        place = place_above or _names_place(question, " ".join((*passage.path, text)))
        year = _year_fits(question, hit, text)
        score = prior + 0.6 * coverage(question.terms, terms, weights) + 0.4 * covered
        score += (0.0 if place else -1.0) + (0.0 if year else -1.0)
        if question.target:
            score += 0.1 if _TARGET.search(text + " ".join(passage.path)) else -0.6
        if question.wants_time and not question.number:
            score += 0.1 if _TIME.search(text) else -0.1
        if question.wants_list and not question.number:
            end = _list_end(passage.text, spans, position)
        span = passage.start + start, passage.start + end
        result.append(Evidence(hit, *span, passage.text[start:end], covered, score, place, year))
    return result


def _with_figures(question: Question, item: Evidence, weights: Mapping[str, float]) -> Evidence:
    figures, bonus = _figures(question, item.text, weights)
    return replace(item, figures=figures, score=item.score + bonus)


def coverage(
    wanted: Sequence[str], found: set[str], weights: Mapping[str, float], above: frozenset[str] | set[str] = frozenset()
) -> float:
    """Weighted share, in [0, 1], of the wanted terms that were found; 0 if none is wanted."""
    total = sum(weights.get(term, 1.0) for term in wanted)
    met = sum(
        weights.get(term, 1.0) * (1.0 if term in found else HEADING_SHARE)
        for term in wanted
        if term in found or term in above
    )
    return met / total if total else 0.0


def _region_fits(question: Question, region: Region, kind: str) -> bool:
    """Whether a document of `region` speaks of a place asked by its region alone.

    A national document, or one whose place is not known, holds everywhere; the measures of a higher place hold in the
    places inside it, while its figures in a report are its own.
    """
    if not question.places or not region:
        return True
    own = not _REPORTS.search(kind)
    return any(region == place or (own and place[: len(region)] == region) for place in question.places)


def _names_place(question: Question, text: str) -> bool:
    return any(name in text for place in question.places for name in (place[-1], short_name(place[-1])))


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


def _figures(question: Question, text: str, weights: Mapping[str, float]) -> tuple[tuple[Quantity | None, ...], float]:
    """For each slot the figure whose surroundings say most of what it asks, and the mean of their scores."""
    quantities = find_quantities(text)
    chosen: list[Quantity | None] = []
    total = 0.0
    for slot in question.slots:
        best: tuple[float, Quantity] | None = None
        for index, quantity in enumerate(quantities):
            score = _figure_score(slot, quantity, _window(text, quantities, index), weights)
            if quantity in chosen:
                score -= 0.5
            if best is None or score > best[0]:
                best = score, quantity
        chosen.append(best[1] if best else None)
        total += best[0] if best else -0.6
    return tuple(chosen), total / max(len(question.slots), 1)


def _figure_score(slot: Slot, quantity: Quantity, window: tuple[str, str], weights: Mapping[str, float]) -> float:
    before, after = (set(bigrams(canonical(part))) for part in window)
    near = coverage(slot.terms, before | after, weights)
    return WINDOW_WEIGHT * near + _family_score(slot.family, quantity.family)


def _family_score(wanted: str | None, family: str) -> float:
    if wanted is None:
        return 0.0
    if wanted == family or {wanted, family} <= _SPANS_OF_TIME:
        return FAMILY_BONUS
    return 0.0 if {wanted, family} <= _COUNTS else OTHER_FAMILY


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
    opening = text[start:end].rstrip()
    if not (opening.endswith((":", "：")) or re.search("[下如][列下]|以下", opening[-24:])):
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
    best = max(clauses, key=lambda clause: coverage(question.terms, set(bigrams(canonical(clause))), weights))
    whole = coverage(question.terms, set(bigrams(canonical(item.text))), weights)
    share = coverage(question.terms, set(bigrams(canonical(best))), weights)
    return best.strip() if share >= LEAD_SHARE * whole else item.text
