"""What a passage supports: its clauses, each with what holds for it (years, places), and those that a sentence is about."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, same
from corpus.records import Metadata
from corpus.regions import Region, find_regions
from index.tokens import bigrams

SENTENCE_SHARE, HEADING_SHARE = 0.5, 0.25
"""Worth of a pair of characters that stands in the rest of a clause's sentence, or above it, against one in the clause."""

SAME = 0.12
"""Clauses whose likeness is within this of the best are all meant."""

YEAR = re.compile(r"(?<![\d第])((?:19|20)\d{2})(?:年|[-./]\d)")
_SENTENCES = re.compile(r"(?<=[。！？!?；;\n])")
_CLAUSES = re.compile(r"(?<=[，,；;。！？!?：:\n])(?!\d)")
_FIGURES = re.compile(r"[\d.,，%％‰]+|[一二两三四五六七八九十百千万亿]{2,}")


@dataclass(frozen=True)
class Clause:
    """A clause of a passage with the sentence in which it stands, and the years and places that hold for it."""

    text: str
    sentence: str
    years: frozenset[int]
    places: frozenset[Region]
    above: str

    @cached_property
    def pairs(self) -> frozenset[str]:
        return pairs(self.text)

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        return find_quantities(self.text)

    def like(self, wanted: frozenset[str]) -> float:
        """Share of the pairs of characters wanted that stand here, in the rest of the sentence and above for less."""
        rest = wanted - self.pairs
        beside = rest & pairs(self.sentence)
        over = (rest - beside) & pairs(self.above)
        held = len(wanted & self.pairs) + SENTENCE_SHARE * len(beside) + HEADING_SHARE * len(over)
        return held / len(wanted) if wanted else 1.0


@dataclass(frozen=True)
class Support:
    """A cited text with the headings above it and its document's facts."""

    text: str
    heading: tuple[str, ...]
    metadata: Metadata

    @cached_property
    def above(self) -> str:
        """Title, issuer, number and headings: what also counts as said."""
        meta = self.metadata
        return " ".join([meta.title, meta.issuer or "", meta.number or "", "".join(meta.region), *self.heading])

    @cached_property
    def whole(self) -> str:
        return f"{self.above}\n{self.text}"

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(self._clauses())

    def _clauses(self) -> Iterator[Clause]:
        """A clause without a year or a place of its own has that of what stands before it, else of what stands above."""
        years, places = self._years_above(), self._places_above()
        for sentence in filter(str.strip, _SENTENCES.split(self.text)):
            for clause in filter(str.strip, _CLAUSES.split(sentence)):
                years = years_in(clause) or years
                yield Clause(clause, sentence, years, places_in(clause) or places_in(sentence) or places, self.above)

    def _years_above(self) -> frozenset[int]:
        for text in (*reversed(self.heading), self.metadata.title):
            if found := years_in(text):
                return found
        return frozenset({self.metadata.year} if self.metadata.year else ())

    def _places_above(self) -> frozenset[Region]:
        meta = self.metadata
        return places_in(self.above) | ({meta.region} if meta.region else frozenset())


def meant(clause: str, supports: Sequence[Support], *wanted: Callable[[Clause], bool]) -> list[Clause]:
    """The clauses of the supports that a clause of a sentence is about: the likest of those that meet every one of
    `wanted`; one that none meets is passed over."""
    candidates = [each for support in supports for each in support.clauses]
    for condition in wanted:
        candidates = [each for each in candidates if condition(each)] or candidates
    words = pairs(clause)
    scores = [each.like(words) for each in candidates]
    best = max(scores, default=0.0)
    return [each for score, each in zip(scores, candidates, strict=True) if score >= best - SAME]


def of_places(clause: str) -> Callable[[Clause], bool]:
    """Whether a clause is of a place that another names."""
    said = places_in(clause)
    return lambda each: not said or any(holds(place, other) for place in said for other in each.places)


def of_years(clause: str) -> Callable[[Clause], bool]:
    """Whether a clause is of a year that another names."""
    said = years_in(clause)
    return lambda each: not said or bool(said & each.years)


def with_family(family: str) -> Callable[[Clause], bool]:
    """Whether a clause has a figure of a family of units."""
    return lambda each: any(figure.family == family for figure in each.figures)


def with_figures(clause: str) -> Callable[[Clause], bool]:
    """Whether a clause has all figures of another."""
    said = find_quantities(clause)
    return lambda each: all(any(same(figure, other) for other in each.figures) for figure in said)


def holds(place: Region, other: Region) -> bool:
    """Whether a place is another one, or the other lies in it."""
    return other[: len(place)] == place


def clauses(sentence: str) -> list[str]:
    """A sentence cut at its commas, a comma between digits aside."""
    return [clause for clause in _CLAUSES.split(sentence) if clause.strip(" ，,；;。！？!?：:\n")]


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters of a canonical text, figures left out."""
    return frozenset(bigrams(_FIGURES.sub(" ", canonical(text))))


def years_in(text: str) -> frozenset[int]:
    """The years that a text names."""
    return frozenset(int(year) for year in YEAR.findall(text))


def places_in(text: str) -> frozenset[Region]:
    """The places that a text names."""
    return frozenset(region for region, _, _ in find_regions(text))
