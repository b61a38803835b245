"""Passages: pieces of one section, cut at sentence ends, each equal to the document's text at its offsets."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.captions import unit_above, unit_in
from corpus.records import Cell, Document, Headed, Passage, Table, path_of
from corpus.text import unmarked

TARGET = 250
"""Characters. On real policy questions BM25 over 250-character passages came within two points of whole documents at
rank 1, and a passage of this size is still read at one glance as a source."""

LONGEST = 400
"""Characters: a longer sentence is cut at semicolons, then commas, then anywhere."""

_SENTENCE = re.compile(r"[。！？!?]+[”’」』)）\]】]*|\r\n|\r|\n")
_CLAUSE = re.compile(r"[；;]+")
_COMMA = re.compile(r"[，,、：:\s]+")


def passages(document: Document) -> tuple[Passage, ...]:
    """Passages of a document in order. None crosses a heading or the edge of a table; together they hold all of the
    body's text but headings that stand on a line of their own and have text below them, and the header rows of tables,
    which are with the cells of each row below them."""
    result: list[Passage] = []
    for start, end, section in _blocks(document):
        path = path_of(document.sections, section)
        for begin, stop, table in _without_tables(document.tables, start, end):
            if table is not None:
                result += _rows(document, table, path)
                continue
            for first, last in split(document.text, begin, stop):
                page = document.page_at(first)
                result.append(Passage(document.id, first, last, path, document.text[first:last], page))
    return tuple(result)


def _without_tables(tables: Sequence[Table], start: int, end: int) -> Iterator[tuple[int, int, Table | None]]:
    """text[start:end] as running text and tables in turn; a table belongs to the block in which it begins."""
    at = start
    for table in tables:
        if start <= table.start < end:
            yield at, table.start, None
            yield table.start, table.end, table
        if table.start < end and table.end > at:
            at = table.end
    if at < end:
        yield at, end, None


def _rows(document: Document, table: Table, path: tuple[str, ...]) -> Iterator[Passage]:
    """A passage for each row below the header; a row that is too long is cut between its cells, a cell that is, at the
    ends of its sentences."""
    text = document.text
    path = _named(path, table, text)
    headers = Headers(table, text)
    first_column = min((cell.column for cell in table.cells), default=0)
    rows: dict[int, list[Headed]] = defaultdict(list)
    starts: dict[int, int] = {}
    bodyless = all(cell.row < table.header_rows for cell in table.cells)
    for cell in table.cells:
        if bodyless or cell.row >= table.header_rows:
            if cell.row not in rows and cell.column > first_column:
                starts[cell.row] = text.rfind("\n", table.start, cell.start) + 1 or table.start
            rows[cell.row].append(Headed(cell.start, cell.end, headers.of(cell)))
    for number, row in sorted(rows.items()):
        for at, group in enumerate(_groups(text, row)):
            yield _row(document, group, path, starts.get(number) if at == 0 else None)


def _groups(text: str, row: Sequence[Headed]) -> Iterator[list[Headed]]:
    """The cells of a row in groups that make a passage each."""
    group: list[Headed] = []
    for each in row:
        if group and each.end - group[0].start > LONGEST:
            yield group
            group = []
        if each.end - each.start > LONGEST:
            for first, last in split(text, each.start, each.end):
                yield [Headed(first, last, each.headers)]
        else:
            group.append(each)
    if group:
        yield group


def _named(path: tuple[str, ...], table: Table, text: str) -> tuple[str, ...]:
    """The headings above a table with the line that names it and, behind that, the unit of the line between them."""
    caption = unmarked(text[slice(*table.caption)]) if table.caption else ""
    unit = unit_above(text, table.start)
    given = f"单位：{unit}" if unit and unit_in(caption) != unit else ""
    if caption and not any(heading.endswith(caption) for heading in path):
        return (*path, f"{caption}（{given}）" if given else caption)
    return (*path, given) if given else path


def _row(document: Document, cells: Sequence[Headed], path: tuple[str, ...], start: int | None = None) -> Passage:
    """The passage of some cells of a row, from `start` on where the row begins with blank ones."""
    start, end = cells[0].start if start is None else start, cells[-1].end
    return Passage(document.id, start, end, path, document.text[start:end], document.page_at(start), tuple(cells))


class Headers:
    """The header cells of a table by the rows and the columns that they reach over."""

    def __init__(self, table: Table, text: str) -> None:
        self._text = text
        self._header_rows, self._header_columns = table.header_rows, table.header_columns
        last_row = max((cell.row for cell in table.cells), default=0)
        last_column = max((cell.column for cell in table.cells), default=0)
        self._of_row: dict[int, list[Cell]] = defaultdict(list)
        self._of_column: dict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            if cell.row >= table.header_rows and cell.column < table.header_columns:
                for row in range(cell.row, min(cell.row + cell.rows, last_row + 1)):
                    self._of_row[row].append(cell)
            if cell.row < table.header_rows:
                for column in range(cell.column, min(cell.column + cell.columns, last_column + 1)):
                    self._of_column[column].append(cell)

    def of(self, cell: Cell) -> tuple[str, ...]:
        """Headers of the row of a cell and of its column, each from the outermost in, repetitions left out."""
        rows = [each for each in self._of_row[cell.row] if each is not cell and each.column < cell.column]
        columns = [each for each in self._of_column[cell.column] if each is not cell and each.row < cell.row]
        ordered = sorted(rows, key=lambda each: each.column) + sorted(columns, key=lambda each: each.row)
        return tuple(dict.fromkeys(unmarked(self._text[each.start : each.end]) for each in ordered))


def _blocks(document: Document) -> Iterator[tuple[int, int, int | None]]:
    """Ranges between headings with the heading section that holds each: (start, end, index of section or None)."""
    sections = document.sections
    bounds: list[tuple[int, int | None]] = [(document.body, None)]
    for index, section in enumerate(sections):
        owner: int | None = index
        while owner is not None and not sections[owner].is_heading:
            owner = sections[owner].parent
        if section.is_heading or owner != bounds[-1][1]:
            bounds.append((section.start, owner))
    for position, (start, owner) in enumerate(bounds):
        end = bounds[position + 1][0] if position + 1 < len(bounds) else len(document.text)
        begin = start
        if owner is not None and sections[owner].start == start:
            section = sections[owner]
            own_line = "\n" in document.text[start : section.body] or "\r" in document.text[start : section.body]
            leaf = owner + 1 == len(sections) or sections[owner + 1].parent != owner
            if own_line and (document.text[section.body : end].strip() or not leaf):
                begin = section.body
            elif section.body >= end and not leaf:
                begin = end
        if document.text[begin:end].strip():
            yield begin, end, owner


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of about `TARGET` characters that together hold text[start:end], cut at sentence ends where there are any."""
    pieces = sentences(text, start, end)
    total = sum(stop - begin for begin, stop in pieces)
    count = max(1, round(total / TARGET))
    goal = total / count
    spans: list[tuple[int, int]] = []
    for begin, stop in pieces:
        if spans:
            first, last = spans[-1]
            grown = stop - first
            if grown <= LONGEST and abs(grown - goal) <= abs(last - first - goal):
                spans[-1] = (first, stop)
                continue
        spans.append((begin, stop))
    return spans


def _pieces(text: str, start: int, end: int, ends: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int]]:
    """Trimmed spans of the sentences of text[start:end]; one longer than LONGEST is cut by the next pattern."""
    begin = start
    stops = [match.end() for match in ends[0].finditer(text, start, end)] if ends else []
    if not ends:
        stops = list(range(start + LONGEST, end, LONGEST))
    for stop in [*stops, end]:
        left, right = _trim(text, begin, stop)
        begin = stop
        if left >= right:
            continue
        if right - left > LONGEST:
            yield from _pieces(text, left, right, ends[1:])
        else:
            yield left, right


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trimmed spans of the sentences of text[start:end], line ends included as ends."""
    return list(_pieces(text, start, end, (_SENTENCE, _CLAUSE, _COMMA)))
