"""A library as though some of its passages were not in it: what a question finds there, and what its terms weigh."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.inquiry import READ, chosen, counted, pool, searched, weighed_for
from bot.understanding.question import Question
from eval.judging import Place
from index.fusion import DENSE, LEXICAL_ARMS, load_fusion
from index.lexical import BIGRAM, DOCUMENTS, PASSAGES
from index.library import Library
from index.rows import StoredPassage
from index.search import Hit, collect, rank
from index.tokens import bigrams


@dataclass(frozen=True, slots=True)
class Removed:
    """Keys of passages that are taken out, and of documents of which nothing is left."""

    passages: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()


class Reduced:
    """A library whose passages can be taken out for one question at a time."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def _passages(self) -> Mapping[int, Sequence[StoredPassage]]:
        catalogue = self.library.catalogue
        return {entry.key: catalogue.passages_of(entry.key) for entry in catalogue.entries()}

    @cached_property
    def _terms(self) -> Mapping[int, frozenset[str]]:
        """The terms that the index holds of each passage."""
        titles = {entry.key: entry.metadata.title for entry in self.library.catalogue.entries()}
        return {
            each.key: frozenset(bigrams("\n".join((titles[key], *each.passage.path, each.passage.described))))
            for key, passages in self._passages.items()
            for each in passages
        }

    def documents_of(self, places: Iterable[Place]) -> Removed:
        """The whole documents in which places lie."""
        keys = frozenset(place.document for place in places)
        return Removed(frozenset(each.key for key in keys for each in self._passages[key]), keys)

    def passages_of(self, places: Collection[Place]) -> Removed:
        """The passages that hold any part of the places."""
        return Removed(
            frozenset(
                each.key
                for place in places
                for each in self._passages[place.document]
                if min(place.end, each.passage.end) > max(place.start, each.passage.start)
            )
        )

    def find(self, asked: Question, removed: Removed) -> tuple[Hit, ...]:
        """The passages to read."""
        library = self.library
        library.refresh()
        fusion = load_fusion(library.encoder.name, library.folder)
        scores = collect(library, searched(asked), None, dense=fusion.uses(DENSE))
        units = {**{arm: unit for arm, unit, _ in LEXICAL_ARMS}, DENSE: PASSAGES}
        gone = {PASSAGES: removed.passages, DOCUMENTS: removed.documents}
        left = {
            arm: {key: score for key, score in found.items() if key not in gone[units[arm]]}
            for arm, found in scores.items()
        }
        return tuple(chosen(library, asked, rank(library, left, fusion, pool(asked)))[:READ])

    def weights(self, asked: Question, removed: Removed) -> Mapping[str, float]:
        """What each term of the question weighs."""
        total, held = self.library.lexical.frequencies(PASSAGES, BIGRAM, counted(asked))
        rest = {term: n - sum(term in self._terms[key] for key in removed.passages) for term, n in held.items()}
        return weighed_for(asked, total - len(removed.passages), rest)
