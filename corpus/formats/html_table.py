"""Tables of a page: which of them hold data, and their cells with rows and columns."""

import re
from collections import defaultdict

from corpus.content import GridCell
from corpus.formats.html_lines import Line, Slot
from corpus.formats.html_tree import Node

MAX_SPAN = 100
"""Columns and rows that a cell reaches over at most; real tables have fewer, and 65,534 would be a flood."""

LAYOUT_CELL, LAYOUT_SHARE, LAYOUT_LINES = 500, 0.8, 6
"""A cell with so many characters, so much of the table and so many lines is an article in a frame of layout."""


def is_data_table(lines: list[Line], table: Node) -> bool:
    """Whether a table has cells in two rows and two columns, and no article or table of data in one of them."""
    filled: dict[int, list[Line]] = defaultdict(list)
    cells: dict[int, Node] = {}
    for line in lines[table.first : table.last]:
        cell = cell_in(line.slot, table)
        if cell is not None and not line.is_hidden:
            filled[id(cell)].append(line)
            cells[id(cell)] = cell
    rows: dict[int, int] = defaultdict(int)
    for cell in cells.values():
        rows[id(cell.parent)] += 1
    if len(rows) < 2 or max(rows.values()) < 2:
        return False
    return not _is_layout(list(filled.values()), table, lines)


def _is_layout(cells: list[list[Line]], table: Node, lines: list[Line]) -> bool:
    sizes = [sum(len(line.text) for line in cell) for cell in cells]
    largest = max(range(len(sizes)), key=sizes.__getitem__)
    if (
        sizes[largest] > LAYOUT_CELL
        and sizes[largest] > LAYOUT_SHARE * sum(sizes)
        and len(cells[largest]) > LAYOUT_LINES
    ):
        return True
    inner = {id(slot.table): slot.table for line in lines[table.first : table.last] if (slot := line.slot)}
    inner.pop(id(table), None)
    return any(is_data_shape(node) for node in inner.values())


def is_data_shape(table: Node) -> bool:
    """Whether two rows of a table have two cells each."""
    return sum(len(row) > 1 for row in _rows(table)) > 1


def cell_in(slot: Slot | None, table: Node) -> Node | None:
    """The cell of a table around a place, nested tables passed over."""
    while slot is not None:
        if slot.table is table:
            return slot.cell
        slot = slot.outer
    return None


def grid_of(lines: list[Line], table: Node) -> list[GridCell]:
    """The cells of a table with text, each with its row, its column and how far it reaches."""
    taken: dict[int, int] = {}  # column -> first row that is free
    grid: list[GridCell] = []
    for row, cells in enumerate(_rows(table)):
        column = 0
        for cell in cells:
            while taken.get(column, 0) > row:
                column += 1
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            for covered in range(column, column + columns):
                taken[covered] = row + rows
            text = "\n".join(line.text for line in lines[cell.first : cell.last] if not line.is_hidden)
            if text:
                grid.append(GridCell(text, row, column, rows, columns, cell.tag == "th" or _in_head(cell)))
            column += columns
    return grid


def _rows(table: Node) -> list[list[Node]]:
    """The cells of each row of a table, without those of tables inside; rows without cells are left out."""
    rows: list[list[Node]] = [[]]
    waiting = list(reversed(table.elements()))
    while waiting:
        node = waiting.pop()
        if node.tag in ("td", "th"):
            rows[-1].append(node)
        elif node.tag != "table":
            if node.tag == "tr":
                rows.append([])
            waiting += reversed(node.elements())
    return [row for row in rows if row]


def _span(cell: Node, name: str) -> int:
    written = cell.attribute(name).strip()
    return min(max(int(written), 1), MAX_SPAN) if re.fullmatch(r"\d{1,6}", written) else 1


def _in_head(cell: Node) -> bool:
    row = cell.parent
    return row is not None and row.parent is not None and row.parent.tag == "thead"
