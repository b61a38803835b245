"""Candidates: the statements of the sentences found, and the cells of their rows, that may tell the figure a question asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.figure_words import SPANS_OF_TIME
from bot.question import Question, Shape
from bot.reading import Evidence
from bot.rows import is_tabular
from bot.scopes import as_ranges, names_other_grades, names_other_place, of_asked_size, of_other_size
from bot.statements import DAY, NUMBER, Told, figures_of, statements
from corpus.quantity import Quantity

DEPTH = 8
"""Sentences whose statements are looked at, the best first: of 308 questions, all but 5 had the one that answers there."""

OF_SHAPE: Mapping[Shape, tuple[str, ...]] = {
    Shape.CONTACT: (NUMBER,),
    Shape.DATE: (DAY,),
    Shape.DEADLINE: (DAY,),
    Shape.DURATION: SPANS_OF_TIME,
}
"""The kinds of figures that answer a question of a shape."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A statement of an evidence, or the cell of a row: its own words, those that name its subject, the head that it shares with others, its figures, and [start, end)
    in the text of the evidence. `rank` is that of the evidence; `order` its place among its `siblings`."""

    item: Evidence
    rank: int
    own: str
    subject: str
    head: str
    start: int
    end: int
    figures: tuple[Told, ...]
    order: int
    siblings: int


def asks_figure(question: Question) -> bool:
    """Whether a question asks for what a statement tells: a figure, a day, a number to call."""
    return question.number or question.shape in OF_SHAPE


def choices(question: Question, evidence: Sequence[Evidence]) -> list[Choice]:
    """The statements of the best evidence of the place and year asked, in order; none of another grade or size than the one asked."""
    found: list[Choice] = []
    sentences = 0
    for rank, item in enumerate(evidence, 1):
        if sentences == DEPTH:
            break
        if item.place_fits and item.year_fits:
            told = (_cells if is_tabular(item.hit.stored.passage) else _statements)(item, rank)
            found += told
            sentences += bool(told)
    found = [each for each in found if not names_other_grades(question, f"{each.head} {each.own}")]
    return _of_tier(
        question, [each for each in found if not names_other_place(question, f"{each.head} {each.own}", each.item.text)]
    )


def _of_tier(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements without those of another size than the question names (1000公斤以上的, of 900公斤), and where a passage tells that
    size apart from others without what else it tells."""
    other = {id(each) for each in found if _of_other_size(question, each)}
    fitting = {id(each) for each in found if of_asked_size(question, _bounds(each))}
    tiered = {each.item.hit.stored.key for each in found if id(each) in other}
    tiered &= {each.item.hit.stored.key for each in found if id(each) in fitting}
    kept = [
        each
        for each in found
        if id(each) not in other and (id(each) in fitting or each.item.hit.stored.key not in tiered)
    ]
    return [each for each in kept if not any(_narrows(other, each) for other in kept if id(other) in fitting)]


def _narrows(one: Choice, other: Choice) -> bool:
    """Whether a statement is of a narrower tier of one sentence than another that the same size reaches (满6个月 of 满3个月)."""
    if one.item is not other.item:
        return False
    return any(
        first.family == second.family and first.comparator == second.comparator and _beyond(first, second)
        for first in _bounds(one)
        for second in _bounds(other)
    )


def _beyond(first: Quantity, second: Quantity) -> bool:
    if first.value is None or second.value is None or first.unit != second.unit:
        return False
    if first.comparator in (">", ">="):
        return first.value > second.value
    return first.comparator in ("<", "<=") and first.value < second.value


def _of_other_size(question: Question, choice: Choice) -> bool:
    """Whether the figures of a statement are those of another size than the question names."""
    bounds = _bounds(choice)
    free = [each.quantity for each in choice.figures if each.quantity is not None and not each.bounds]
    return bool(bounds and free) and all(of_other_size(question, each, bounds) for each in free)


def _bounds(choice: Choice) -> list[Quantity]:
    told = [each.quantity for each in choice.figures if each.bounds and each.quantity is not None]
    return told if is_tabular(choice.item.hit.stored.passage) else as_ranges(choice.item.text, told)


def _statements(item: Evidence, rank: int) -> list[Choice]:
    told = () if _DATELINE.fullmatch(item.text.strip()) else statements(item.text)
    return [
        Choice(
            item,
            rank,
            each.own(item.text),
            each.subject(item.text),
            each.head(item.text),
            each.start,
            each.end,
            each.figures,
            at,
            len(told),
        )
        for at, each in enumerate(told)
    ]


def _cells(item: Evidence, rank: int) -> list[Choice]:
    passage = item.hit.stored.passage
    pairs = list(zip(passage.cells, passage.clauses, strict=True))
    names = [clause for cell, clause in pairs if not cell.headers] or [clause for _, clause in pairs[:1]]
    told = [(cell, clause, figures) for cell, clause in pairs if cell.headers and (figures := _of_cell(clause))]
    return [
        Choice(
            item, rank, clause, " ".join((*names[:1], *cell.headers)), " ".join((*names[:1], *cell.headers)), cell.start - item.start, cell.end - item.start,
            figures[-1:], at, len(told),
        )
        for at, (cell, clause, figures) in enumerate(told)
    ]  # fmt: skip


def _of_cell(clause: str) -> tuple[Told, ...]:
    """The figures of a cell behind its headers; a number whose unit stands elsewhere is one as well."""
    found = figures_of(clause)
    plain = _PLAIN.search(clause) if not found else None
    return (Told(*plain.span("value"), BARE),) if plain else found


BARE = "数"
"""The kind of a number without a unit."""

_PLAIN = re.compile(r"[:：]\s*(?P<value>[-−]?\d+(?:[.,]\d+)*)\s*$")
_DATELINE = re.compile(r"[^,，;；。]{0,60}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:[（(][^（）()]*[）)])?")
"""Who signs, and when; what is no more than that tells nothing of the matter."""
