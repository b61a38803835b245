"""Spreadsheets (XLSX, CSV, TSV) to text: each table a table, the lines around it lines.

Officials lay a sheet out as a page: a title over all columns, a line with the unit, a header of one to three rows, the
figures, notes. `write_sheet` reads that layout from the cells alone; all kinds of spreadsheet share it.
"""

import csv
import io
import re
import warnings
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.content import Builder, Content, GridCell, header_extent, one_line
from corpus.errors import DocumentError
from corpus.formats.number_format import shown
from corpus.formats.office_package import office_parts, repack
from corpus.formats.sheet_parts import bare_parts
from corpus.records import Span
from corpus.text import decode

MAX_CELLS = 200_000
"""Filled cells of one file: the longest published lists have some 10,000 rows of ten columns."""

MAX_COLUMNS = 18_278
"""Columns that a file can name: A to ZZZ. Excel has 16,384 of them."""

MAX_CHARACTERS = 10_000_000
"""Characters of all cells: 200,000 cells of 50 characters, five times a thick book."""

MAX_NOTE = 400
"""Characters of a line below a table that is still taken for a line of its own and not for a row."""

SAMPLE = 65_536
"""Characters of a CSV file from which its divider is read."""

MAX_SWALLOWED = 50
"""Lines of one quoted field: more mean a stray quotation mark that swallows the rows after it."""

MAX_FIELD = 1_000_000
"""Characters of one field of a CSV file."""

DIVIDERS = (",", "\t", ";", "，", "；", "|")
"""What may divide the fields of a CSV file, the likeliest first."""

_LABELLED = re.compile(r"[（(]?(?:计量|金额)?单位[：:]|.{2,10}(?:单位|日期|时间|部门|人|电话|盖章|签章)[）)]?\s*[：:]")
_ANNEX = re.compile(r"附\s*[件表]\s*\d*[：:]?\s*$")
_NOTE = re.compile(r"[（(]?(?:注|备\s?注|说\s?明|附\s?注|资料来源|数据来源|填\s?表|制\s?表|审\s?核|联系)")
_FORMULA_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!)$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as shown: its filled cells at their places in the file, rows and columns from 1."""

    name: str
    cells: tuple[GridCell, ...]


@dataclass(slots=True)
class Limit:
    """Counts the cells of one file and their characters: many cells may share one long text."""

    source: str
    left: int = MAX_CELLS
    characters: int = MAX_CHARACTERS

    def take(self, value: object) -> None:
        """Counts a cell. Raises DocumentError when the file has more than MAX_CELLS or MAX_CHARACTERS."""
        self.left -= 1
        self.characters -= len(value) if isinstance(value, str) else 1
        if self.left < 0:
            raise DocumentError(self.source, f"表格超过 {MAX_CELLS} 个单元格", "请拆分成较小的表格后再添加")
        if self.characters < 0:
            raise DocumentError(self.source, f"表格的文字超过 {MAX_CHARACTERS} 字", "请拆分成较小的表格后再添加")


def read_xlsx(data: bytes, source: str) -> Content:
    """Text of an XLSX (XLSM, XLTX) file: values as shown, hidden sheets, rows and columns left out.

    Raises DocumentError for a file with a password, a broken one, one beyond the limits, and one without a filled cell.
    """
    parts, uncached = bare_parts(office_parts(data, source, "xl"), source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl warns of what it leaves out: styles, validations, dates it can't hold
            sheets = tuple(_xlsx_sheets(parts, Limit(source)))
    except DocumentError:
        raise
    except Exception as exc:
        raise DocumentError(source, "Excel 文件的内部结构损坏", "请用 Excel 或 WPS 打开后另存为 .xlsx") from exc
    notes = (f"有 {uncached} 个公式没有保存计算结果，已略去；请用 Excel 或 WPS 打开后保存一次",) if uncached else ()
    return write_sheets(sheets, source, notes)


def _xlsx_sheets(parts: Mapping[str, bytes], limit: Limit) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    workbook = load_workbook(repack(parts), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                yield Sheet(sheet.title, tuple(_xlsx_cells(workbook, sheet, limit)))
    finally:
        workbook.close()


def _xlsx_cells(workbook: Any, sheet: Any, limit: Limit) -> list[GridCell]:
    """Cells of a sheet as openpyxl's own parser gives them, one after the other.

    Its worksheets would not do: the streamed one does not say what is merged or hidden and fills up to the last column
    and row (17 billion cells where a style reaches so far); the other one makes an object for every merged-away cell.
    """
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import WorkSheetParser

    with sheet._get_source() as stream:
        parser = WorkSheetParser(
            stream, sheet._shared_strings, data_only=True, epoch=workbook.epoch, date_formats=workbook._date_formats,
            timedelta_formats=workbook._timedelta_formats,
        )  # fmt: skip
        cells: list[GridCell] = []
        hidden_rows: list[int] = []
        for number, row in parser.parse():
            if _is_on(parser.row_dimensions.get(str(number), {}), "hidden"):
                hidden_rows.append(number)
                continue
            for item in row:
                if item["value"] is None:
                    continue
                limit.take(item["value"])
                cell = ReadOnlyCell(sheet, **item)
                cells.append(GridCell(_text(cell.value, cell.number_format), item["row"], item["column"]))
    hidden_columns = [
        (int(item["min"]), int(item["max"])) for item in parser.column_dimensions.values() if _is_on(item, "hidden")
    ]
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    areas = {(area.min_row, area.min_col): (area.max_row, area.max_col) for area in merged}
    return without_hidden([_merged(cell, areas) for cell in cells], sorted(hidden_rows), hidden_columns)


def without_hidden(
    cells: Sequence[GridCell], hidden_rows: Sequence[int], hidden_columns: Sequence[tuple[int, int]]
) -> list[GridCell]:
    """Cells outside hidden rows (in ascending order) and hidden columns (first and last), the rows below moved up, so that
    a hidden row is no gap in a table."""
    rows = set(hidden_rows)
    columns = bytearray(MAX_COLUMNS + 1)
    for first, last in hidden_columns:
        columns[first : min(last, MAX_COLUMNS) + 1] = b"\x01" * (min(last, MAX_COLUMNS) + 1 - first)
    return [
        replace(
            cell,
            row=cell.row - bisect_left(hidden_rows, cell.row),
            rows=cell.rows - bisect_left(hidden_rows, cell.row + cell.rows) + bisect_left(hidden_rows, cell.row),
        )
        for cell in cells
        if cell.row not in rows and not columns[min(cell.column, MAX_COLUMNS)]
    ]


def _is_on(attributes: Mapping[str, str], name: str) -> bool:
    return attributes.get(name, "0") in ("1", "true")


def _text(value: object, code: str) -> str:
    text = shown(value, code)
    return "" if _FORMULA_ERROR.match(text) else text


def _merged(cell: GridCell, areas: Mapping[tuple[int, int], tuple[int, int]]) -> GridCell:
    last = areas.get((cell.row, cell.column))
    return replace(cell, rows=last[0] - cell.row + 1, columns=last[1] - cell.column + 1) if last else cell


def read_csv(data: bytes, source: str) -> Content:
    """Text of a CSV or TSV file in any encoding that `corpus.text.decode` knows; the divider is read from the file.

    Raises DocumentError for what is no text, a field beyond MAX_FIELD, and more cells than MAX_CELLS.
    """
    text = decode(data, source)
    limit = Limit(source)
    cells: list[GridCell] = []
    for number, row in enumerate(_rows(text, source), 1):
        for column, value in enumerate(row, 1):
            if value.strip():
                limit.take(value)
                cells.append(GridCell(value.strip(), number, column))
    return write_sheets((Sheet("", tuple(cells)),), source)


def _rows(text: str, source: str) -> list[list[str]]:
    divider = _divider(text[:SAMPLE])
    before = csv.field_size_limit(MAX_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=divider))
        if any(value.count("\n") > MAX_SWALLOWED for row in rows for value in row):
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=divider, quoting=csv.QUOTE_NONE))
    except csv.Error as exc:
        raise DocumentError(
            source, f"CSV 格式有误（{exc}）", "请用 Excel 或 WPS 打开后另存为 .xlsx 或 CSV UTF-8"
        ) from exc
    finally:
        csv.field_size_limit(before)
    return rows


def _divider(sample: str) -> str:
    """The divider that cuts most rows into the same number of fields.

    Not `csv.Sniffer`: it may find a letter or a Chinese character to be the divider, and its expressions for quoted fields
    take quadratic time.
    """
    best, divider = 0.0, DIVIDERS[0]
    for candidate in DIVIDERS:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=candidate)
        try:
            widths = [len(row) for row in rows if any(value.strip() for value in row)]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=1)
        score = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if score > best:
            best, divider = score, candidate
    return divider


def write_sheets(sheets: Sequence[Sheet], source: str, notes: Iterable[str] = ()) -> Content:
    """The sheets one after the other, each under its name where there are several with content."""
    builder = Builder()
    filled = [sheet for sheet in sheets if any(cell.text.strip() for cell in sheet.cells)]
    if not filled:
        raise DocumentError(
            source, "表格没有内容（或只有隐藏的工作表、没有计算结果的公式）", "请用 Excel 或 WPS 打开检查并保存后再添加"
        )
    for note in notes:
        builder.note(note)
    for sheet in filled:
        if len(filled) > 1:
            builder.heading(sheet.name, 1)
        _SheetWriter(builder, is_first=sheet is filled[0]).write(sheet.cells)
    return builder.build()


@dataclass(slots=True)
class _SheetWriter:
    """Writes one sheet; a title stays with the table below it, also over an empty row."""

    builder: Builder
    is_first: bool
    _caption: Span | None = None
    _has_title: bool = field(default=False)

    def write(self, cells: Sequence[GridCell]) -> None:
        for block in _blocks([cell for cell in cells if cell.text.strip()]):
            self._block(block)

    def _block(self, rows: list[list[GridCell]]) -> None:
        """A run of rows without an empty one: lines above, a table, lines below."""
        width = max(cell.column + cell.columns for row in rows for cell in row)
        first = 0
        while first < len(rows) and _is_line(rows[first]):
            first += 1
        last = len(rows)
        while last > first and _is_closing(rows[last - 1]):
            last -= 1
        if last - first < 2 or width < 2:  # no table: a list of one column, or a lone row
            first = last = len(rows)
        for row in rows[:first]:
            self._line(row)
        if last > first:
            self.builder.table(widen(compact(rows[first:last])), self._caption)
            self._caption = None
        for row in rows[last:]:
            self._write(row)

    def _line(self, row: list[GridCell]) -> None:
        """A line above a table: the first that is neither annex number nor unit names the table, in the first sheet the
        document."""
        text = "".join(line.strip() for line in row[0].text.splitlines())
        names = len(row) == 1 and not _ANNEX.match(text) and not _LABELLED.match(text) and not _NOTE.match(text)
        if names and self._caption is None:
            start = self.builder.length
            if self.is_first and not self._has_title:
                self.builder.title(text)
                self._has_title = True
            else:
                self.builder.paragraph(text)
            self._caption = (start, start + len(text))
        else:
            self._write(row)

    def _write(self, row: list[GridCell]) -> None:
        for cell in row:
            for line in cell.text.splitlines():
                self.builder.paragraph(line)


def _blocks(cells: Sequence[GridCell]) -> Iterator[list[list[GridCell]]]:
    """Runs of rows without an empty one between them; a merged cell fills the rows it reaches over."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    block: list[list[GridCell]] = []
    reach = 0
    for number in sorted(rows):
        if block and number > reach:
            yield block
            block = []
        row = sorted(rows[number], key=lambda cell: cell.column)
        block.append(row)
        reach = max(reach, number + 1, *(cell.row + cell.rows for cell in row))
    if block:
        yield block


def _is_line(row: list[GridCell]) -> bool:
    """Whether a row above a table is a line: one cell, or only labels to be filled in (填报单位：… 单位：万元)."""
    return len(row) == 1 or all(_LABELLED.match(one_line(cell.text)) for cell in row)


def _is_closing(row: list[GridCell]) -> bool:
    """Whether a row at the end of a table is a line: a note, or who filled it in and when."""
    text = one_line(row[0].text)
    if len(row) == 1:
        return bool(_NOTE.match(text)) or (row[0].columns > 1 and len(text) <= MAX_NOTE) or len(text) > MAX_NOTE
    return _is_line(row) or (bool(_NOTE.match(text)) and text[-1] in "：:")


def compact(rows: Sequence[Sequence[GridCell]]) -> list[GridCell]:
    """Cells with rows and columns numbered from 0 without gaps; how far merged cells reach counts only those."""
    numbers = [row[0].row for row in rows]
    columns = sorted({cell.column for row in rows for cell in row})
    return [
        replace(
            cell,
            row=index,
            column=bisect_left(columns, cell.column),
            rows=bisect_left(numbers, cell.row + cell.rows) - index,
            columns=bisect_left(columns, cell.column + cell.columns) - bisect_left(columns, cell.column),
        )
        for index, row in enumerate(rows)
        for cell in row
    ]


def widen(cells: Sequence[GridCell]) -> Sequence[GridCell]:
    """Cells of a header of several rows that merges nothing (in CSV, or centred without merging): each reaches over the
    empty cells after it that the row below fills, 2024年 over 目标 and 完成."""
    header_rows, _ = header_extent(cells)
    header = [cell for cell in cells if cell.row < header_rows]
    if header_rows < 2 or any(cell.columns > 1 for cell in header):
        return cells
    filled: dict[int, list[int]] = {}
    for cell in header:
        filled.setdefault(cell.row, []).append(cell.column)
    return [_widened(cell, filled) if cell.row < header_rows - 1 else cell for cell in cells]


def _widened(cell: GridCell, filled: Mapping[int, Sequence[int]]) -> GridCell:
    following = next((column for column in filled[cell.row] if column > cell.column), None)
    below = filled.get(cell.row + 1, ())
    last = max((column for column in below if following is None or column < following), default=cell.column)
    return replace(cell, columns=max(1, last - cell.column + 1)) if cell.column in below else cell
