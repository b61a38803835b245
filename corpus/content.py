"""What the reader of a format gives: readable text, and what only the format knows about it.

Every reader writes its text with a `Builder`, so that all formats look alike: one line a paragraph, one line a table row
with its cells divided by CELL and blank ones kept, fields as "label：value". All offsets are characters of `Content.text`, end exclusive.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.records import Cell, Span, Table

CELL = " | "
"""Divides the cells of a row."""

LONG_VALUE = 60
"""Characters from which the value of a form's field stands below its label, which is then a heading."""

HEADER_ROWS = 3
"""Rows that the header of a table has at most, a title over its whole width apart."""

MAX_TITLE_ROWS = 2
"""Rows over the whole width that may stand above the header: the title and the unit."""

MAX_BLANKS = 30
"""Blank cells that are written of one row: a row with more is one of a form or of a broken file."""

MAX_WIDE = 50
"""Wide cells of a header row that are looked at: the first ones show how it is divided."""

MAX_HEADER_COLUMNS = 2
"""Columns of words that name a row: 类别 | 指标 | 2024年. More words left of the figures say something of the row (its
unit, who is in charge)."""

MAX_FIGURE = 40
"""Characters from which a cell is text even if it begins with a figure."""

_QUANTITY = r"[+\-－−±]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s*[%％‰]?"
_FIGURE = re.compile(
    r"[（(]?(?:约|近|超过?|达到?|不?[高低少多]于|不超过|以?[≥≤＞＜<>≈]|(?:同比)?(?:增长|下降|增加|减少)|第|前)?\s*"
    rf"{_QUANTITY}(?:\s*[-—–~～至/]+\s*{_QUANTITY})?"
    r"\s*(?:[A-Za-z㎡℃°μ/·²³]{1,8}|[\u4e00-\u9fff/]{1,6})?(?:左右|以上|以下|以内)?[）)]?"
)
_PERIOD = re.compile(
    r"(?:截?至)?(?:(?:19|20)\d{2}(?:年?度?[末底初]?|年\S{0,12})|(?:19|20)\d{2}\s*[-—–~～至/.]\s*(?:20)?\d{2}年?"
    r"|\d{1,2}\s*(?:[-—–~～至]\s*\d{1,2})?月份?末?|\d{1,2}月\d{1,2}日|第?[1-4]季度|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})"
)
_UNIT = re.compile(
    r"[（(][^）)\d]{1,8}[）)]|[%％‰]|[（(][%％‰][）)]|[百千万亿]*(?:元|人|个|家|户|次|项|件|吨|公里|亩|人次|平方米|平方公里)"
)
_SERIAL = re.compile(r"序号?|编号|顺序号?|No\.?|#", re.IGNORECASE)
_COLUMN_NAMES = frozenset("甲乙丙丁戊") | {"栏次", "行次", "序号", "代码"}


@dataclass(frozen=True, slots=True)
class Styled:
    """A heading by the format's own means (an h2, a Word style): its line, and its level from 1."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value (发文字号 京发改规〔2023〕12号): the label as written without white space and colon, and the
    span of the value."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Content:
    """One file's text. `pages` holds the offset at which each page begins, () without pages; `title` is the span of the
    title where the format marks it; `notes` are Chinese sentences for whoever adds the file (a page without text)."""

    text: str
    pages: tuple[int, ...] = ()
    headings: tuple[Styled, ...] = ()
    tables: tuple[Table, ...] = ()
    fields: tuple[Field, ...] = ()
    title: Span | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it is written: its text (lines divided by \\n), its place and how far it reaches."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_header: bool = False


@dataclass(slots=True)
class Builder:
    """Writes a Content piece by piece. Empty pieces are passed over."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _pages: list[int] = field(default_factory=list)
    _headings: list[Styled] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _fields: list[Field] = field(default_factory=list)
    _title: Span | None = None
    _notes: list[str] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Characters written so far: where the next piece begins."""
        return self._length

    def page(self) -> None:
        """A page begins here."""
        self._pages.append(self._length)

    def note(self, sentence: str) -> None:
        self._notes.append(sentence)

    def title(self, text: str) -> None:
        """The title, on a line of its own."""
        span = self.paragraph(text)
        self._title = self._title or span

    def paragraph(self, text: str) -> Span | None:
        """A line; its span."""
        line = text.strip()
        if not line:
            return None
        start = self._length
        self._write(line + "\n")
        return start, start + len(line)

    def heading(self, text: str, level: int) -> None:
        span = self.paragraph(" ".join(text.split()))
        if span:
            self._headings.append(Styled(*span, level))

    def field(self, label: str, value: str, level: int = 6) -> None:
        """A labelled value; one of several lines, or a long one, stands below its label, which becomes a heading."""
        name, lines = label_of(label), [line.strip() for line in value.splitlines() if line.strip()]
        if not lines:
            return
        if len(lines) > 1 or len(lines[0]) > LONG_VALUE:
            self.heading(name, level)
            start = self._length
            for line in lines:
                self.paragraph(line)
            self._fields.append(Field(name, start, self._length - 1))
        else:
            start = self._length + len(name) + 1
            self.paragraph(f"{name}：{lines[0]}")
            self._fields.append(Field(name, start, start + len(lines[0])))

    def table(self, cells: Sequence[GridCell], caption: Span | None = None) -> None:
        """A table of rows and columns; without cells in two rows and two columns it is only layout, and its cells are
        lines. `caption` is the span of the line that names it."""
        filled = [cell for cell in cells if cell.text.strip()]
        if len({cell.row for cell in filled}) < 2 or len({cell.column for cell in filled}) < 2:
            for cell in filled:
                for line in cell.text.splitlines():
                    self.paragraph(line)
            return
        start, written = self._length, list[Cell]()
        columns = sorted({cell.column for cell in filled})
        for _, in_row in groupby(sorted(filled, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row):
            written += self._row(list(in_row), columns)
        header_rows, header_columns = header_extent(filled)
        self._tables.append(Table(start, self._length, tuple(written), header_rows, header_columns, caption))

    def _row(self, row: Sequence[GridCell], columns: Sequence[int]) -> list[Cell]:
        """Writes a row of a table whose cells begin in `columns`; each blank cell before the last filled one stays as a
        blank between dividers, so that it shows of which column a value is."""
        written = list[Cell]()
        blanks = _blanks_before(row, columns)
        for cell, blank in zip(row, blanks if sum(blanks) <= MAX_BLANKS else [0] * len(row), strict=True):
            text = one_line(cell.text)
            self._write((CELL if written else "") + CELL.lstrip() * blank)
            written.append(Cell(self._length, self._length + len(text), cell.row, cell.column, cell.rows, cell.columns))
            self._write(text)
        self._write("\n")
        return written

    def build(self) -> Content:
        return Content(
            "".join(self._parts), tuple(self._pages), tuple(self._headings), tuple(self._tables), tuple(self._fields),
            self._title, tuple(self._notes),
        )  # fmt: skip

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _blanks_before(row: Sequence[GridCell], columns: Sequence[int]) -> list[int]:
    """For each filled cell of a row, how many columns before it, up to the one before, hold nothing in that row."""
    blanks, reached = list[int](), 0
    for cell in row:
        at = bisect_left(columns, cell.column)
        blanks.append(max(0, at - reached))
        reached = max(reached, bisect_left(columns, cell.column + cell.columns))
    return blanks


def label_of(written: str) -> str:
    """A label without white space and colon: 发 文 字 号： is 发文字号."""
    return "".join(written.split()).strip("：:")


def one_line(text: str) -> str:
    """Lines joined; a space stands between them only where two Latin words or numbers would run together."""
    joined = ""
    for piece in text.split():
        apart = joined[-1:].isascii() and piece[:1].isascii() and joined[-1:].isalnum() and piece[:1].isalnum()
        joined += (" " if apart else "") + piece
    return joined


def header_extent(cells: Sequence[GridCell]) -> tuple[int, int]:
    """How many rows and columns of a table are headers.

    Rows: those that the format marks; else the first row and as many below it as its merged cells reach down, as its
    wide cells are divided into, or as hold only units or the numbers of the columns. A title inside the table, a cell over
    its whole width, comes on top. A table whose first row already holds figures has none. Columns: those left of the first
    column of figures, at most MAX_HEADER_COLUMNS and the running number, at least one.
    """
    grid: dict[int, list[GridCell]] = {}
    for cell in cells:
        grid.setdefault(cell.row, []).append(cell)
    rows = [sorted(grid[row], key=lambda cell: cell.column) for row in sorted(grid)]
    width = max(cell.column + cell.columns for cell in cells)
    header_rows = _header_rows(rows, width)
    below = [cell for cell in cells if cell.row >= header_rows]
    return header_rows, min(_header_columns(below, [cell for cell in cells if cell.row < header_rows]), width - 1)


def _header_rows(rows: Sequence[Sequence[GridCell]], width: int) -> int:
    last = rows[-1][0].row
    titles = 0
    while (
        titles < min(len(rows) - 2, MAX_TITLE_ROWS) and len(rows[titles]) == 1 and rows[titles][0].columns >= width > 1
    ):
        titles += 1
    first = rows[titles]
    if all(cell.is_header for cell in first):
        marked = [row for row in rows if all(cell.is_header for cell in row)]
        end = next((row[0].row for row in rows if not all(cell.is_header for cell in row)), last)
        return end if len(marked) < len(rows) and end <= first[0].row + HEADER_ROWS + titles else first[0].row + 1
    if not titles and any(_is_figure(cell.text) for cell in first[1:]):
        return 0
    end = min(max(cell.row + cell.rows for cell in first), first[0].row + HEADER_ROWS)
    for index, row in enumerate(rows[titles + 1 : titles + HEADER_ROWS], titles + 1):
        if row[0].row >= first[0].row + HEADER_ROWS or row[0].row >= last:
            break
        figures_follow = any(_is_figure(cell.text) for cell in rows[index + 1][1:])
        if row[0].row < end or _continues_header(rows[index - 1], row, figures_follow):
            end = max(end, row[0].row + 1)
        else:
            break
    return min(end, last) if last else 1


def _continues_header(above: Sequence[GridCell], row: Sequence[GridCell], figures_follow: bool) -> bool:
    """Whether a row still belongs to the header: it divides a wide cell above, stands below an empty first column or fills
    the gaps that the row above leaves, or says only units or numbers of columns."""
    texts = [one_line(cell.text) for cell in row]
    if all(_UNIT.fullmatch(text) for text in texts) or _numbers_columns(texts):
        return True
    if any(_is_figure(text) for text in texts):
        return False
    left, left_above = min(cell.column for cell in row), min(cell.column for cell in above)
    wide = [cell for cell in above if cell.columns > 1][:MAX_WIDE]
    if any(sum(cell.column <= below.column < cell.column + cell.columns for below in row) > 1 for cell in wide):
        return left > left_above or len(row) > len(above)
    if left > left_above:
        return len(row) > 1
    return figures_follow and left < left_above and len(row) > len(above)


def _numbers_columns(texts: Sequence[str]) -> bool:
    """甲 | 乙 | 1 | 2 | 3: the line of statistical tables that numbers the columns."""
    digits = [int(text) for text in texts if text.isdecimal() and len(text) <= 2]
    rest = [text for text in texts if not text.isdecimal()]
    return len(digits) > 1 and digits == list(range(1, len(digits) + 1)) and all(text in _COLUMN_NAMES for text in rest)


def _header_columns(body: Sequence[GridCell], header: Sequence[GridCell]) -> int:
    by_column: dict[int, list[GridCell]] = defaultdict(list)
    for cell in body:
        by_column[cell.column].append(cell)
    columns = sorted(by_column)
    if not columns:
        return 1
    named = any(cell.column == columns[0] and _SERIAL.fullmatch(label_of(cell.text)) for cell in header)
    serial = named or _is_serial(by_column[columns[0]])
    first = 1 if serial and len(columns) > 2 else 0
    figures = next((c for c in columns[first:] if _mostly_figures(by_column[c])), None)
    if figures is not None:
        return max(1, min(figures, first + MAX_HEADER_COLUMNS))
    grouped = any(cell.rows > 1 for cell in by_column[columns[first]])
    return first + (2 if grouped else 1)


def _is_serial(cells: Sequence[GridCell]) -> bool:
    """1, 2, 3 … from top to bottom."""
    texts = [one_line(cell.text).rstrip(".．、") for cell in cells]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _mostly_figures(cells: Sequence[GridCell]) -> bool:
    return sum(_is_figure(cell.text) for cell in cells) * 2 >= len(cells)


def _is_figure(text: str) -> bool:
    """A quantity (5.7%, 约1,200亿元, 3.0-3.5), not a year, a month or a day, which head rows and columns."""
    plain = one_line(text[:MAX_FIGURE])
    return len(text) < MAX_FIGURE and bool(_FIGURE.fullmatch(plain)) and not _PERIOD.fullmatch(plain)
