"""Figures of tables: of a row the cell whose headers say what is asked, or none.

A table says in its headers what running text says around a figure, so nothing is guessed here: the row must be of the
place asked, the column of the year, of a target where a target is asked, and of the unit; and title, caption and headers
together must name the thing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.reading.figures import NO_FIGURE, same_unit
from bot.understanding.coverage import coverage
from bot.understanding.question import Question, Slot
from bot.understanding.scopes import kinds_of, of_other_size, one_of_each
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities
from corpus.records import Headed, Metadata, Passage, Span
from corpus.regions import find_regions
from index.tokens import bigrams

MIN_NAMED = 0.6
"""Share of the thing asked that title, caption and headers must say."""

COLUMN_SHARE = 0.5
"""Worth of a header that the question says whole, against the thing asked: of several columns it picks the one meant."""

PROSE = 30
"""Characters from which a cell with a stop in it is prose."""

_KINDS = (re.compile("增[长速幅]|同比|涨幅|降幅|[上下]升|下降"), re.compile("占比|比重|份额|占[^,，]*(?:比|多少|几)"))
"""Growth and shares, as they are asked for and as columns are headed."""

_GROWS = re.compile("(?:同比|比上年)?(?:增[长速幅]|涨幅|降幅|[上下]升|下降)")
"""How the header of a column begins that tells the growth of the level before it."""

_STOPS = re.compile("[。；;]+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_TARGETS = re.compile("目标|计划|任务|预期|力争")
_PLACE = re.compile(r"[\u4e00-\u9fff](?:[省市县区镇乡]|街道)(?![\u4e00-\u9fff])")
_LABELS = re.compile(r"[（(][^（）()]*[）)]|(?:19|20)\d{2}年?度?|\s")


def is_tabular(passage: Passage) -> bool:
    """Whether a passage is a row of a table that is read by its cells: none of them holds sentences, which are read as such."""
    texts = (passage.text[cell.start - passage.start : cell.end - passage.start] for cell in passage.cells)
    return bool(passage.cells) and not any(len(text) > PROSE and _STOPS.search(text) for text in texts)


def clauses(text: str) -> Iterator[Span]:
    """Spans of the clauses of a cell, each with the stop that ends it."""
    at = 0
    for stop in (*(match.end() for match in _STOPS.finditer(text)), len(text)):
        if text[at:stop].strip():
            yield at + len(text[at:stop]) - len(text[at:stop].lstrip()), at + len(text[at:stop].rstrip())
        at = stop


def row_text(question: Question, passage: Passage) -> str:
    """The cells of a row that may answer, each behind its headers; "" for a passage that is no row."""
    clauses = zip(passage.cells, passage.clauses, strict=True) if passage.cells else ()
    return "；".join(clause for cell, clause in clauses if _fits(question, passage.path, cell))


def row_figures(
    question: Question, meta: Metadata, passage: Passage, weights: Mapping[str, float]
) -> tuple[tuple[Quantity | None, ...], float, tuple[str, ...]]:
    """For each slot of the question the figure of the row that answers it, the mean of their scores, and the headers of
    the first figure."""
    title, here = meta.title, of_place(question, meta.title, meta.region, passage)
    chosen: list[Quantity | None] = []
    total = 0.0
    headers: tuple[str, ...] = ()
    for slot in question.slots:
        scored = [
            (score, -at, quantity, cell.headers)
            for at, (cell, clause) in enumerate(zip(passage.cells, passage.clauses, strict=True))
            if here and cell.headers and _fits(question, passage.path, cell)
            for quantity in find_quantities(clause)[-1:]
            if quantity.start >= clause.rfind("：") and same_unit(slot, quantity.family)
            if not of_other_size(question, quantity, find_quantities(" ".join(cell.headers)))
            if not _of_other_kind(slot, cell) and not _opposed(question, passage, cell)
            if (score := _score(question, slot, (title, *passage.path, *_of_column(passage, at)), cell, weights))
            is not None
        ]
        best = max(scored, key=lambda each: each[:2], default=None)
        chosen.append(best[2] if best else None)
        headers = headers or (best[3] if best else ())
        total += best[0] if best else NO_FIGURE
    return tuple(chosen), total / max(len(question.slots), 1), headers


def _of_column(passage: Passage, at: int) -> tuple[str, ...]:
    """The headers of a cell, of a growth those of the level before it too: it is that level's (产值（亿元）| 增速（%）)."""
    headers = passage.cells[at].headers
    if not _GROWS.match(headers[-1]):
        return headers
    levels = (each.headers for each in reversed(passage.cells[:at]) if each.headers)
    level = next((each for each in levels if not _GROWS.match(each[-1])), ())
    return (*headers, *level[-1:])


def _of_other_kind(slot: Slot, cell: Headed) -> bool:
    """Whether a column tells the growth and a share is asked for, or the share and growth is."""
    asked, told = canonical(slot.label), canonical(" ".join(cell.headers[-1:]))
    kinds = [(pattern.search(asked) is not None, pattern.search(told) is not None) for pattern in _KINDS]
    wanted, held = [each for each, _ in kinds], [each for _, each in kinds]
    return any(wanted) and any(held) and not any(one and other for one, other in kinds)


def _opposed(question: Question, passage: Passage, cell: Headed) -> bool:
    """Whether row and column name another kind than the question (首小时后 of 首小时)."""
    heads = canonical(" ".join((*passage.clauses[:1], *cell.headers)))
    return any(
        (own := kinds_of(line, heads)) and kind not in own for line, kind in one_of_each(canonical(question.text))
    )


def _score(
    question: Question, slot: Slot, above: Sequence[str], cell: Headed, weights: Mapping[str, float]
) -> float | None:
    named = coverage(slot.subject or slot.terms, ((canonical(" ".join(above)), 1.0),), weights)
    if named < MIN_NAMED:
        return None
    asked = canonical(question.text)
    labels = [bigrams(_LABELS.sub("", canonical(header))) for header in cell.headers]
    said = [sum(pair in asked for pair in label) / len(label) for label in labels if label]
    return named + COLUMN_SHARE * (sum(said) / len(said) if said else 0.0)


def _fits(question: Question, path: Sequence[str], cell: Headed) -> bool:
    """Whether a cell may hold a figure asked: one under a target is for a question of a target alone, and one under a
    year for a question of that year. A cell without headers names its row."""
    if not question.number or not cell.headers:
        return True
    years = {int(year) for year in _YEAR.findall(" ".join(cell.headers))}
    if question.years and years and not years & set(question.years):
        return False
    return bool(_TARGETS.search(" ".join((*path[-1:], *cell.headers)))) == question.target


def of_place(question: Question, title: str, region: tuple[str, ...], passage: Passage) -> bool:
    """Whether a row is of the place asked: it names it, or no place at all in a table of that place. A town or a county
    that the row does not name has no figure in it."""
    asked = (*question.place_names, *question.elsewhere)
    if not asked:
        return True
    heads = " ".join(passage.clauses[:1] + tuple(header for cell in passage.cells for header in cell.headers[:1]))
    if any(name in heads for name in asked):
        return True
    if _PLACE.search(heads) or find_regions(heads):
        return False
    return region in question.places or any(name in " ".join((title, *passage.path)) for name in asked)
