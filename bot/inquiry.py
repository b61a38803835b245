"""A question on its way to an answer: what is asked, of which library, and what was found for it."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.confidence import FULL_COVERAGE, LEAST_COVERAGE, confidence
from bot.everyday import written_forms
from bot.question import Question
from bot.reading import Evidence, read, region_fits
from corpus.aliases import spelled_out
from index.catalogue import Filters
from index.lexical import BIGRAM, PASSAGES
from index.library import Library
from index.relations import Named, links, without_copies
from index.reranker import Reranker, reranked
from index.search import Found, Hit, search

READ, POOL = 12, 60
"""Passages read for sentences, and passages found of which those are chosen where a place is asked. The right document is
among the first ten for 99% of real questions, but the reports of two places crowd each other out."""

UNSEEN_SHARE = 0.5
"""A term that no passage holds weighs this share of the rarest one: it may be a name that the library lacks, or only how
people talk. Halving it raised the area under the curve of the refusal signal from 0.842 to 0.861."""

FRESH = 2.0
"""What a follow-up says itself against what it takes from the question before it."""

JOIN_SHARE, UNSEEN_JOIN_SHARE = 0.5, 0.25
"""A pair of characters that only joins two words of the question stands in a text by accident of its wording; one that no
passage holds is an accident of the question's."""


@dataclass(frozen=True)
class Inquiry:
    """One question put to one library. The passages are searched for when the first answerer needs them, and read when
    the first one needs evidence; `day` is that for which the status of documents is told, `min_confidence` the confidence
    below which evidence does not answer, and `hits` are passages to read instead of searching. `fresh` are terms of a follow-up
    that are its own."""

    library: Library
    asked: Question
    named: Named
    filters: Filters | None
    day: date
    min_confidence: float
    hits: tuple[Hit, ...] | None = None
    fresh: frozenset[str] = frozenset()
    reranker: Reranker | None = None

    def about(self, asked: Question, hits: Sequence[Hit] | None = None) -> "Inquiry":
        """The same inquiry with another question, such as that of one of its places, and passages found for it."""
        return replace(self, asked=asked, hits=tuple(hits) if hits is not None else None)

    @cached_property
    def found(self) -> Found:
        """The passages to read."""
        if self.hits is not None:
            return Found(self.hits)
        return self.find(self.asked)

    def find(self, asked: Question) -> Found:
        """The passages for a question of the same conversation, in the reranker's order where there is one."""
        found = find(self.library, asked, self.filters, self.named.documents)
        return Found(reranked(self.reranker, asked.text, found.hits), found.timings_ms) if self.reranker else found

    @property
    def searching(self) -> Mapping[str, float]:
        """Wall milliseconds of each stage of the search; none if nothing was searched for."""
        return self.found.timings_ms if "found" in self.__dict__ else {}

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """What each term of the question weighs."""
        found = weigh(self.library, self.asked.terms, self.asked.joins, self.asked.asides)
        return {term: weight * (FRESH if term in self.fresh else 1.0) for term, weight in found.items()}

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What may answer, best first."""
        settled = self.asked.years or self.named.documents
        return read(self.asked, self.found.hits, self.weights, () if settled else self._outdated())

    @cached_property
    def confidence(self) -> float | None:
        """How likely the best evidence answers, None without any."""
        return confidence(self.asked, self.evidence[0], self.found.hits, self.weights) if self.evidence else None

    def sure(self, item: Evidence) -> bool:
        """Whether an evidence is likely enough to answer."""
        if item.coverage < LEAST_COVERAGE or item.coverage >= FULL_COVERAGE:
            return item.coverage >= FULL_COVERAGE
        best = bool(self.evidence) and item is self.evidence[0]
        found = self.confidence if best else confidence(self.asked, item, self.found.hits, self.weights)
        return found is not None and found >= self.min_confidence

    def _outdated(self) -> tuple[int, ...]:
        """Keys of the documents found that have a newer version among them."""
        keys = {hit.entry.key for hit in self.found.hits}
        return tuple(
            key
            for key in keys
            if any(each.newer and each.entry.key in keys for each in links(self.library.catalogue, key))
        )


def find(library: Library, asked: Question, filters: Filters | None, documents: Sequence[int] = ()) -> Found:
    """Passages to read, those of documents of the place asked first; of `documents` alone, where any are named. A text
    that the library holds twice is read once."""
    limit = POOL if asked.places else 2 * READ  # half of them may be those of copies
    query = " ".join((spelled_out(asked.text), *written_forms(asked.spoken)))
    found = search(library, query, limit=limit, filters=filters, first=documents)
    kept = without_copies(library.catalogue, {hit.entry.key for hit in found.hits})
    hits = [hit for hit in found.hits if hit.entry.key in kept]
    if documents:
        return Found(tuple(hit for hit in hits if hit.entry.key in documents)[:READ], found.timings_ms)
    hits = sorted(hits, key=lambda hit: not region_fits(asked, hit.entry.metadata))[:READ]
    return Found(tuple(hits), found.timings_ms)


def weigh(
    library: Library, terms: Sequence[str], joins: Collection[str] = (), asides: Collection[str] = ()
) -> Mapping[str, float]:
    """Inverse document frequency of terms among the passages; those that only join two words weigh less, those of
    asides that no passage holds nothing."""
    total, frequencies = library.lexical.frequencies(PASSAGES, BIGRAM, terms)
    unseen = UNSEEN_SHARE * math.log(2 * total + 2)
    weights = {
        term: (math.log(1 + (total - n + 0.5) / (n + 0.5)) * (JOIN_SHARE if term in joins else 1.0))
        if n
        else unseen * (UNSEEN_JOIN_SHARE if term in joins else 1.0)
        for term, n in frequencies.items()
    }
    return {term: weight if frequencies[term] or term not in asides else 0.0 for term, weight in weights.items()}
