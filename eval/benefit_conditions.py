"""Conditions that extraction read, against clauses labelled by hand: which were found, which were lost, and whether the
tests say what the clauses say.

A clause may be cut in two or joined with its neighbour: it is found if what was given covers half of its characters.
Tests are compared as atoms, one for each name, since 高企或专精特新 may be one test of two names or two alternatives.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.benefit_records import Fact, Operator, Requirement, Test
from corpus.quantity import plain
from corpus.records import Span
from corpus.text import fold
from eval.benefit_amounts import overlap
from eval.benefit_labels import Clause

HALF = 0.5
"""The share of a clause's characters that must be covered for it to count as found."""

_LOOSE = frozenset({Fact.INDUSTRY, Fact.PROJECT, Fact.ROLE})
"""Facts whose names nobody has fixed: 办公用房租赁 and 租赁 are the same if one holds the other."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One name, number, or yes or no that a test asks for. An exclusion asks for the opposite of a yes or no."""

    fact: Fact
    operator: Operator
    value: str


@dataclass(frozen=True, slots=True)
class Typing:
    """Atoms of one benefit: `right` are labelled and given for their clause, `missed` only labelled, `wrong` only given."""

    right: tuple[Atom, ...]
    missed: tuple[Atom, ...]
    wrong: tuple[Atom, ...]


def covered(span: Span, by: Iterable[Span]) -> float:
    """The share of a span's characters that lie in any of the others, 0 to 1."""
    start, end = span
    places: set[int] = set()
    for one in by:
        places.update(range(max(start, one[0]), min(end, one[1])))
    return len(places) / (end - start) if end > start else 1.0


def is_covered(span: Span, by: Iterable[Span]) -> bool:
    """Whether at least HALF of a span is covered."""
    return covered(span, by) >= HALF


def atoms(tests: Iterable[Test], *, excludes: bool = False) -> Iterator[Atom]:
    """What tests ask for, name by name."""
    for test in tests:
        if isinstance(test.value, tuple):
            yield from (Atom(test.fact, test.operator, fold(name)) for name in test.value)
        elif isinstance(test.value, bool):
            yield Atom(test.fact, test.operator, str(test.value is not excludes))
        else:
            yield Atom(test.fact, test.operator, plain(test.value))


def compare_tests(labels: Sequence[Clause], given: Sequence[Requirement]) -> Typing:
    """The atoms of a benefit's clauses against those of the requirements that overlap them. Each atom counts once for each
    clause, and once for each requirement that states it for no labelled clause."""
    right: list[Atom] = []
    missed: list[Atom] = []
    explained: set[tuple[int, Atom]] = set()
    stated = [list(dict.fromkeys(_given_atoms(one))) for one in given]
    for clause in labels:
        near = [row for row, one in enumerate(given) if overlap(clause.place.span, (one.start, one.end))]
        for wanted in dict.fromkeys(atoms(clause.tests, excludes=clause.excludes)):
            same = [(row, atom) for row in near for atom in stated[row] if alike(wanted, atom)]
            (right if same else missed).append(wanted)
            explained.update(same)
    wrong = [atom for row, each in enumerate(stated) for atom in each if (row, atom) not in explained]
    return Typing(tuple(right), tuple(missed), tuple(wrong))


def _given_atoms(requirement: Requirement) -> Iterator[Atom]:
    tests = (test for alternative in requirement.alternatives for test in alternative)
    return atoms(tests, excludes=requirement.excludes)


def alike(one: Atom, other: Atom) -> bool:
    """Whether two atoms ask for the same."""
    if (one.fact, one.operator) != (other.fact, other.operator):
        return False
    if one.fact in _LOOSE:
        return one.value in other.value or other.value in one.value
    return one.value == other.value
