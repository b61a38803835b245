"""A question on its way to an answer: what is asked, of which library, and what was found for it."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.reading.aid_first import aid_first
from bot.reading.cap_first import cap_first
from bot.reading.choosing import Chosen, choose
from bot.reading.confidence import CERTAIN, FULL_COVERAGE, confidence
from bot.reading.detail_first import detail_first
from bot.reading.in_kind import enough, who_first
from bot.reading.nearness import nearest_first
from bot.reading.reading import Evidence, by_words, noted, read
from bot.reading.required import naming_first, part_first
from bot.reading.rows import is_tabular
from bot.understanding.everyday import as_written, terms_written, written_forms
from bot.understanding.fitting import region_fits
from bot.understanding.question import Question
from bot.understanding.scopes import tiers_of_age
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

READ_ON = 6
"""Passages of the document that answered the question before which are read beside the best."""

UNSEEN_SHARE = 0.5
"""A term that no passage holds weighs this share of the rarest one: it may be a name that the library lacks, or only how
people talk. Halving it raised the area under the curve of the refusal signal from 0.842 to 0.861."""

FRESH = 2.0
"""What a follow-up says itself against what it takes from the question before it."""

OF_CELLS, CELLS_SHARE = 0.5, 0.6
"""Share of the question that the row of a cell must hold whose figure is read by row and column, and of the least confidence that is
then enough: a row says little in words."""

JOIN_SHARE, UNSEEN_JOIN_SHARE = 0.5, 0.25
"""A pair of characters that only joins two words of the question stands in a text by accident of its wording; one that no
passage holds is an accident of the question's."""


@dataclass(frozen=True)
class Inquiry:
    """One question put to one library. The passages are searched for when the first answerer needs them, and read when
    the first one needs evidence; `day` is that for which the status of documents is told, `min_confidence` the confidence
    below which evidence does not answer, and `hits` are passages to read instead of searching. `fresh` are terms of a follow-up
    that are its own; `before` are documents that answered the question before it."""

    library: Library
    asked: Question
    named: Named
    filters: Filters | None
    day: date
    min_confidence: float
    hits: tuple[Hit, ...] | None = None
    fresh: frozenset[str] = frozenset()
    before: frozenset[int] = frozenset()
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
        found = find(self.library, asked, self.filters, self.named.documents, self.before)
        return Found(reranked(self.reranker, asked.text, found.hits), found.timings_ms) if self.reranker else found

    @property
    def read(self) -> tuple[Hit, ...]:
        """The passages read so far; none if nothing was searched for."""
        return tuple(self.found.hits) if "found" in self.__dict__ or self.hits else ()

    @property
    def searching(self) -> Mapping[str, float]:
        """Wall milliseconds of each stage of the search; none if nothing was searched for."""
        return self.found.timings_ms if "found" in self.__dict__ else {}

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """What each term of the question weighs."""
        found = weighed_for(self.asked, *self.library.lexical.frequencies(PASSAGES, BIGRAM, counted(self.asked)))
        return {term: weight * (FRESH if term in self.fresh else 1.0) for term, weight in found.items()}

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What may answer, best first."""
        settled = self.asked.years or self.named.documents
        outdated = () if settled else self._outdated()
        found = read(self.asked, self._noted, self.weights, outdated, favoured=self.before)
        named = cap_first(self.asked, aid_first(self.asked, nearest_first(self.asked, found)))
        ordered = detail_first(self.asked, who_first(self.asked, named))
        return part_first(self.asked, naming_first(self.asked, ordered))

    @cached_property
    def by_words(self) -> list[Evidence]:
        """What may answer by its words alone, as though no figure were asked, best first."""
        return by_words(self._noted)

    @cached_property
    def _noted(self) -> list[Evidence]:
        return noted(self.asked, self.found.hits, self.weights)

    @cached_property
    def confidence(self) -> float | None:
        """How likely the best evidence answers, None without any."""
        return confidence(self.asked, self.evidence[0], self.found.hits, self.weights) if self.evidence else None

    @cached_property
    def chosen(self) -> Chosen:
        """The statements of the evidence that may tell the figure asked, the likeliest first."""
        return choose(self.asked, self.evidence, self.weights, self.confidence)

    def sure(self, item: Evidence) -> bool:
        """Whether an evidence is likely enough to answer: less is enough where it is of the place and tells the kind of thing asked."""
        if self.likely(item, self.min_confidence):
            return True
        share, found = enough(self.asked, item), self._confidence_in(item)
        if _in_cells(item) and item.coverage >= OF_CELLS:
            share = min(share, CELLS_SHARE)
        return share < 1 and found is not None and found >= share * self.min_confidence

    def certain(self, item: Evidence) -> bool:
        """Whether an evidence is so likely to answer that the bot may say so itself; what is less is quoted. A figure that
        is a cell by itself is found by its row and its column, whatever else they are called."""
        return _in_cells(item) or self.likely(item, CERTAIN)

    def likely(self, item: Evidence, least: float) -> bool:
        """Whether an evidence holds all of what is asked, or answers with at least a confidence."""
        if item.coverage >= FULL_COVERAGE >= self.min_confidence:  # who sets more than that asks for more
            return True
        if not item.coverage:  # it is about what surrounds the question, if its words do not say the same otherwise
            least = max(least, CERTAIN)
        found = self._confidence_in(item)
        return found is not None and found >= max(least, self.min_confidence)

    def _confidence_in(self, item: Evidence) -> float | None:
        best = bool(self.evidence) and item is self.evidence[0]
        return self.confidence if best else confidence(self.asked, item, self.found.hits, self.weights)

    def _outdated(self) -> tuple[int, ...]:
        """Keys of the documents found that have a newer version among them."""
        keys = {hit.entry.key for hit in self.found.hits}
        return tuple(
            key
            for key in keys
            if any(each.newer and each.entry.key in keys for each in links(self.library.catalogue, key))
        )


def _in_cells(item: Evidence) -> bool:
    """Whether the figures of an evidence are cells of its row, and none stands in the prose of one."""
    cells = [cell.strip() for cell in item.text.split("|")] if is_tabular(item.hit.stored.passage) else []
    found = [figure.text for figure in item.figures if figure is not None]
    return bool(found) and all(any(cell and text.startswith(cell) for cell in cells) for text in found)


def find(
    library: Library,
    asked: Question,
    filters: Filters | None,
    documents: Sequence[int] = (),
    before: Collection[int] = (),
) -> Found:
    """Passages to read, those of documents of the place asked first; of `documents` alone, where any are named; the best of
    documents asked about `before` among them. A text that the library holds twice is read once."""
    limit = pool(asked)
    found = search(library, searched(asked), limit=limit, filters=filters, first=documents)
    hits = chosen(library, asked, found.hits)
    if documents:
        hits = [hit for hit in hits if hit.entry.key in documents]
    kept = {hit.stored.key for hit in hits[:READ]}
    on = search(library, searched(asked), limit=READ_ON, filters=filters, first=before).hits if before else ()
    more = [hit for hit in on if hit.entry.key in before and hit.stored.key not in kept]
    return Found((*hits[:READ], *more), found.timings_ms)


def pool(asked: Question) -> int:
    """Passages to find for a question; half of them may be those of copies."""
    return POOL if asked.places else 2 * READ


def searched(asked: Question) -> str:
    """What is searched for a question: its words with other ways to write them."""
    return " ".join((spelled_out(asked.text), *written_forms(asked.spoken), *tiers_of_age(asked.text)))


def chosen(library: Library, asked: Question, hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those of copies, those of documents of the place asked first."""
    kept = without_copies(library.catalogue, {hit.entry.key for hit in hits})
    return sorted(
        (hit for hit in hits if hit.entry.key in kept), key=lambda hit: not region_fits(asked, hit.entry.metadata)
    )


def weigh(library: Library, terms: Sequence[str]) -> Mapping[str, float]:
    """What terms weigh by the passages of a library."""
    return weighed(*library.lexical.frequencies(PASSAGES, BIGRAM, terms))


def counted(asked: Question) -> tuple[str, ...]:
    """The terms to count in a library for the weights of a question."""
    return (*asked.terms, *terms_written(asked.spoken))


def weighed_for(asked: Question, total: int, frequencies: Mapping[str, int]) -> Mapping[str, float]:
    """What the terms of a question weigh, by how many of all passages hold each of those `counted`."""
    held = as_written(frequencies, asked.spoken)
    return weighed(total, {term: held[term] for term in asked.terms}, asked.joins, asked.asides)


def weighed(
    total: int, frequencies: Mapping[str, int], joins: Collection[str] = (), asides: Collection[str] = ()
) -> Mapping[str, float]:
    """Inverse document frequency of terms by how many of all passages hold each; those that only join two words weigh less,
    those of asides that no passage holds nothing."""
    unseen = UNSEEN_SHARE * math.log(2 * total + 2)
    weights = {
        term: (math.log(1 + (total - n + 0.5) / (n + 0.5)) * (JOIN_SHARE if term in joins else 1.0))
        if n
        else unseen * (UNSEEN_JOIN_SHARE if term in joins else 1.0)
        for term, n in frequencies.items()
    }
    return {term: weight if frequencies[term] or term not in asides else 0.0 for term, weight in weights.items()}
