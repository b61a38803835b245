"""Two columns of one row side by side: what a table tells of one thing in two zones, for two kinds of buildings, for two groups.

The row is the one whose name is said, or says most of what is asked; where two say as much, none is meant.
"""

import re
from collections.abc import Sequence

from bot.answers.columns import Cell, Row, tables
from bot.answers.working_out import worked
from bot.inquiry import Inquiry
from bot.language import BRACKETED, COLON
from bot.reading.citing import cite_passage, quoted
from bot.reading.reading import heard_by
from bot.records import Kind, Outcome
from bot.understanding.coverage import coverage
from bot.understanding.naming import Side, matched
from bot.understanding.question import Question
from bot.understanding.sides import Aspect, Wants, find_sides
from corpus.aliases import canonical

_ASIDE = re.compile("[（(][^（）()]*[）)]|[|/].*")
"""What a row's name holds beside the name: a remark, the unit of its cells."""


def columns_apart(inquiry: Inquiry) -> Outcome | None:
    """The cells of one row under the headers that name two things compared, and what is asked to be worked out of them; None where
    the question compares no two columns of one table, or no one row of it is meant."""
    sides = find_sides(inquiry.asked.text)
    if sides is None or len(sides.aspects) > 1 or sides.left.place or sides.right.place:
        return None
    aspect = sides.aspects[0]
    for table in tables(inquiry):
        heads = list(dict.fromkeys(cell.column for row in table for cell in row.cells))
        columns = [_column_of(side, heads) for side in (sides.left, sides.right)]
        if columns[0] is None or columns[1] is None or columns[0] == columns[1]:
            continue
        row = _row_asked(inquiry.asked, table, (sides.left, sides.right))
        one, other = (row.at(column) if row and column else None for column in columns)
        if (
            row
            and one
            and other
            and one.quantity.family == other.quantity.family
            and aspect.wants is not Wants.EXTENDED
        ):
            return _told((sides.left.name, sides.right.name), row, (one, other), aspect)
    return None


def _column_of(side: Side, heads: Sequence[str]) -> str | None:
    """The one header that names a side and not the other."""
    texts = [(head, matched(canonical(head))) for head in heads]
    found = [
        head for head, text in texts
        if side.needed and all(pair in text for pair in side.needed) and not any(pair in text for pair in side.barred)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _row_asked(asked: Question, table: Sequence[Row], sides: tuple[Side, Side]) -> Row | None:
    said = canonical(asked.text)
    named = [row for row in table if (name := canonical(_ASIDE.sub("", row.name)).strip()) and name in said]
    if len(named) == 1:
        return named[0]
    other = {pair for side in sides for pair in side.needed}
    terms = [term for term in asked.terms if term not in other]
    shares = [(coverage(terms, ((heard_by(asked, canonical(row.name)), 1.0),), {}), row) for row in table]
    most = max(share for share, _ in shares)
    best = [row for share, row in shares if share == most]
    return best[0] if most > 0 and len(best) == 1 else None


def _told(names: tuple[str, str], row: Row, cells: tuple[Cell, Cell], aspect: Aspect) -> Outcome:
    citation = cite_passage(1, row.hit)
    lines = [
        f"{name}{BRACKETED.format(row.name)}{COLON}{cell.quantity.text} [1]"
        for name, cell in zip(names, cells, strict=True)
    ]
    if aspect.wants is not Wants.NOTHING:
        lines.append(worked(aspect, names, *cells))
    return Outcome("\n\n".join(["\n".join(lines), *quoted((citation,))]), Kind.NUMBER, None, (citation,))
