"""Tables of a text without mark-up: lines whose cells are divided by tabs, kept at their places."""

import re
from collections.abc import Iterator

from corpus.content import GridCell, header_extent
from corpus.records import Cell, Document, Span, Table

_LEAST = 2
"""Rows, and columns, from which lines are a table."""


def tabbed_tables(document: Document) -> Iterator[Table]:
    """Tables of lines with tabs outside the tables that the document's format marks. The line above names one."""
    rows: list[list[Span]] = []
    taken = [(table.start, table.end) for table in document.tables]
    above: Span | None = None
    named: Span | None = None
    for line in re.finditer(r"[^\n]*\n|[^\n]+$", document.text[document.body :]):
        start = document.body + line.start()
        cells = _cells(line.group(), start)
        if len(cells) >= _LEAST and not any(a <= start < b for a, b in taken):
            named = named if rows else above
            rows.append(cells)
            continue
        if len(rows) >= _LEAST:
            yield _table(document.text, rows, named)
        rows = []
        above = cells[0] if cells else above
    if len(rows) >= _LEAST:
        yield _table(document.text, rows, named)


def _cells(line: str, start: int) -> list[Span]:
    """The spans of the cells of a line; one cell where it has no tab, none where it is blank."""
    if not line.strip():
        return []
    return [(start + match.start(), start + match.end()) for match in re.finditer(r"[^\t\n]+|(?<=\t)(?=\t)", line)]


def _table(text: str, rows: list[list[Span]], named: Span | None) -> Table:
    grid = [
        GridCell(text[start:end], row, column)
        for row, cells in enumerate(rows)
        for column, (start, end) in enumerate(cells)
    ]
    written = [
        Cell(start, end, row, column)
        for row, cells in enumerate(rows)
        for column, (start, end) in enumerate(cells)
        if start < end
    ]
    header_rows, header_columns = header_extent(grid)
    return Table(rows[0][0][0], rows[-1][-1][1], tuple(written), header_rows, header_columns, named)
