"""Search: each arm gives candidates with scores, and a fitted linear model fuses them into one ranking of passages.

Evidence is of two sizes, the passage and its whole document, and of three forms: character bigrams, jieba words, and the
dense vectors of the encoder.
"""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from corpus.aliases import canonical
from index.catalogue import Entry, Filters, StoredPassage
from index.encoder import Vectors
from index.exact import SMALL
from index.fusion import ARMS, DENSE, LEXICAL_ARMS, Column, Fusion, load_fusion
from index.lexical import BIGRAM, DOCUMENTS, PASSAGES, WORD
from index.library import Library
from index.tokens import bigrams, strip_question, words

DEPTHS = {PASSAGES: 100, DOCUMENTS: 200}
"""Candidates an arm. Among the first 100 passages the right document was there for 99% of real questions."""

LONGEST_QUERY = 500
"""Characters of a question that count: longer ones are pasted texts, and a query costs time by its length."""

Scores = Mapping[str, Mapping[int, float]]
"""Arm to key (of passages, or of documents for the document arms) to raw score."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its document's entry, the fused score (higher is better, comparable between questions), its rank
    from 1, and the raw score of each arm that found it or its document."""

    stored: StoredPassage
    entry: Entry
    score: float
    rank: int
    arms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first, with the wall milliseconds of each stage."""

    hits: tuple[Hit, ...]
    timings_ms: Mapping[str, float] = field(default_factory=dict)


class Clock:
    """Wall milliseconds between stops, added up by stage."""

    def __init__(self) -> None:
        self.timings_ms: dict[str, float] = {}
        self._last = time.perf_counter()

    def stop(self, stage: str) -> None:
        now = time.perf_counter()
        self.timings_ms[stage] = self.timings_ms.get(stage, 0.0) + (now - self._last) * 1000
        self._last = now


def search(
    library: Library,
    question: str,
    *,
    limit: int = 10,
    filters: Filters | None = None,
    fusion: Fusion | None = None,
    first: Collection[int] = (),
) -> Found:
    """Passages for a question, best first, at most `limit`. Those of the documents whose keys are `first` stand before all
    others, whatever their scores. `fusion` defaults to the one fitted for the encoder."""
    library.refresh()
    clock = Clock()
    fusion = fusion or load_fusion(library.encoder.name, library.folder)
    within = library.catalogue.matching(filters) if filters else None
    clock.stop("filter")
    if within == []:
        return Found((), clock.timings_ms)
    before = [key for key in first if within is None or key in within]
    hits: tuple[Hit, ...] = ()
    for place in (before, within) if before else (within,):
        if len(hits) < limit:
            scores = collect(library, question, place, dense=fusion.uses(DENSE), clock=clock)
            found = rank(library, scores, fusion, limit)
            hits = (*hits, *(hit for hit in found if hit.entry.key not in before or place is before))[:limit]
            clock.stop("fuse")
    return Found(tuple(_ranked(hit, at) for at, hit in enumerate(hits, 1)), clock.timings_ms)


def _ranked(hit: Hit, rank: int) -> Hit:
    return hit if hit.rank == rank else replace(hit, rank=rank)


def collect(
    library: Library, question: str, within: Sequence[int] | None, *, dense: bool, clock: Clock | None = None
) -> Scores:
    """Raw scores of every arm: BM25 for the lexical ones, cosine similarity for the dense one."""
    clock = clock or Clock()
    stripped = (strip_question(question) or question)[:LONGEST_QUERY]
    spoken = (stripped, canonical(stripped))  # 公租房 finds 公共租赁住房 too
    tokens = {BIGRAM: [t for text in spoken for t in bigrams(text)], WORD: [t for text in spoken for t in words(text)]}
    clock.stop("tokenise")
    scores: dict[str, dict[int, float]] = {
        arm: dict(library.lexical.search(unit, form, tokens[form], DEPTHS[unit], within))
        for arm, unit, form in LEXICAL_ARMS
    }
    clock.stop("lexical")
    scores[DENSE] = {}
    if dense:
        vector = library.encoder.encode_query(question[:LONGEST_QUERY])
        clock.stop("encode")
        scores[DENSE] = dict(_nearest(library, vector, within))
        clock.stop("dense")
    return scores


def _nearest(library: Library, vector: Vectors, within: Sequence[int] | None) -> list[tuple[int, float]]:
    """By the vector store; exactly, on our side, in a small library and under a filter, where that is faster."""
    depth = DEPTHS[PASSAGES]
    if within is None and library.catalogue.more_passages_than(SMALL):
        return library.vectors.query(vector, depth)
    return library.exact.nearest(vector, depth, within)


def candidates(library: Library, scores: Scores) -> tuple[list[int], dict[int, int], dict[str, Column]]:
    """Passages that any passage arm found and that still stand, their documents, and one column of scores an arm."""
    found = {key for arm, unit, _ in LEXICAL_ARMS if unit == PASSAGES for key in scores[arm]} | set(scores[DENSE])
    owners = library.catalogue.owners(found)
    keys = sorted(owners)
    columns: dict[str, Column] = {
        arm: [scores[arm].get(owners[key] if unit == DOCUMENTS else key) for key in keys]
        for arm, unit, _ in LEXICAL_ARMS
    }
    columns[DENSE] = [scores[DENSE].get(key) for key in keys]
    return keys, owners, columns


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage by its key, with its fused score and that of each arm that found it or its document."""

    key: int
    score: float
    arms: Mapping[str, float]


def best(library: Library, scores: Scores, fusion: Fusion, limit: int) -> list[Scored]:
    """The best `limit` of all candidates, fused."""
    keys, _, columns = candidates(library, scores)
    fused = fusion.score(columns)
    return [
        Scored(keys[i], float(fused[i]), {arm: value for arm in ARMS if (value := columns[arm][i]) is not None})
        for i in np.argsort(-fused, kind="stable")[:limit].tolist()
    ]


def rank(library: Library, scores: Scores, fusion: Fusion, limit: int) -> tuple[Hit, ...]:
    """The best `limit` passages with their texts and documents."""
    found = best(library, scores, fusion, limit)
    stored = library.catalogue.passages([each.key for each in found])
    entries = library.catalogue.metadata({passage.document for passage in stored.values()})
    whole = ((stored[each.key], each) for each in found if each.key in stored and stored[each.key].document in entries)
    return tuple(
        Hit(passage, entries[passage.document], each.score, at, each.arms)
        for at, (passage, each) in enumerate(whole, 1)
    )
