"""Old and foreign office formats: those that a well-kept library reads (XLS, ET, RTF), and for every other one an error
that names the format and the converter."""

import io
import re
from collections.abc import Sequence
from typing import Any

from corpus.content import Builder, Content, GridCell
from corpus.errors import DocumentError
from corpus.formats.number_format import shown
from corpus.formats.office_package import OLE
from corpus.formats.sheets import Limit, Sheet, without_hidden, write_sheets

MAX_RTF = 8_000_000
"""Characters of an RTF file without its pictures: the library reads about one million a second."""

OLE_CUTOFF_AT, OLE_CUTOFF = 56, b"\x00\x10\x00\x00"
"""Where the header of an OLE file says from which size on a stream has sectors of its own, and the only size allowed, 4,096
([MS-CFB] 2.2). With another one xlrd follows a circle of sectors for gigabytes."""

MAX_ROW_LINES = 40
"""Lines that the cells of one row of an RTF table may have together."""

MIN_PICTURE = 1000
"""Hexadecimal digits in a row from which they are a picture: text of RTF holds a control word sooner."""

_HEX = re.compile(r"[0-9a-fA-F\s]+")
_BINARY = re.compile(r"\\bin\d+")

_SOFFICE = "LibreOffice 命令：soffice --headless --convert-to {target} 文件{suffix}"
_REFUSED: dict[str, tuple[str, str]] = {
    ".doc": (
        "旧版 Word 格式",
        "请用 Word 或 WPS 另存为 .docx，或用 " + _SOFFICE.format(target="docx", suffix=".doc"),
    ),
    ".wps": ("WPS 文字格式", "请用 WPS 另存为 .docx，或用 " + _SOFFICE.format(target="docx", suffix=".wps")),
    ".ofd": ("版式文件 OFD", "请用 OFD 阅读器（数科、福昕或 WPS）导出为 PDF 后再添加"),
    ".ppt": (
        "演示文稿",
        "请用 PowerPoint 或 WPS 导出为 PDF，或用 " + _SOFFICE.format(target="pdf", suffix=".ppt"),
    ),
    ".pptx": (
        "演示文稿",
        "请用 PowerPoint 或 WPS 导出为 PDF，或用 " + _SOFFICE.format(target="pdf", suffix=".pptx"),
    ),
    ".odt": ("OpenDocument 文本", "请另存为 .docx，或用 " + _SOFFICE.format(target="docx", suffix=".odt")),
    ".ods": ("OpenDocument 表格", "请另存为 .xlsx，或用 " + _SOFFICE.format(target="xlsx", suffix=".ods")),
    ".odp": ("OpenDocument 演示文稿", "请导出为 PDF，或用 " + _SOFFICE.format(target="pdf", suffix=".odp")),
    ".xlsb": (
        "二进制 Excel 格式",
        "请用 Excel 或 WPS 另存为 .xlsx，或用 " + _SOFFICE.format(target="xlsx", suffix=".xlsb"),
    ),
    ".xml-office": ("Word 或 Excel 2003 的 XML 格式", "请用 Word、Excel 或 WPS 打开后另存为 .docx 或 .xlsx"),
    ".mht": ("单个文件网页 MHT", "请用浏览器或 Word 打开后另存为 .html 或 .docx"),
    ".epub": ("电子书 EPUB", "请用 Calibre 转换为 .docx（命令：ebook-convert 文件.epub 文件.docx）"),
    ".caj": ("知网格式 CAJ", "请用 CAJViewer 打印或导出为 PDF 后再添加"),
    ".ceb": ("方正格式 CEB", "请用方正 Apabi Reader 打印为 PDF 后再添加"),
    ".encrypted": ("有密码保护的 Office 文件", "请用 Word、Excel 或 WPS 打开，在“文件—信息—保护”中去掉密码后另存"),
    ".rar": ("RAR 压缩包", "请解压后添加文件夹，或重新打包为 .zip"),
    ".7z": ("7z 压缩包", "请解压后添加文件夹，或重新打包为 .zip"),
    ".gz": ("gzip 压缩包", "请解压后添加文件夹，或重新打包为 .zip"),
    ".tar": ("tar 压缩包", "请解压后添加文件夹，或重新打包为 .zip"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp"),
        ("图片，没有文字层", "请用扫描软件或 WPS 识别为带文字的 PDF 后再添加"),
    ),
}
_SAME = {
    ".dot": ".doc", ".wpt": ".wps", ".dps": ".ppt", ".pps": ".ppt", ".ppsx": ".pptx", ".mhtml": ".mht", ".ott": ".odt",
    ".ots": ".ods", ".tgz": ".gz", ".bz2": ".gz", ".xz": ".gz", ".cab": ".rar", ".gd": ".ofd", ".sep": ".ofd",
}  # fmt: skip

REFUSED = frozenset({*_REFUSED, *_SAME})
"""Suffixes, in lower case with the dot, of known formats that are not read."""


def refuse(source: str, suffix: str) -> DocumentError:
    """The error for a format of REFUSED: what it is, and what turns it into one that is read."""
    kind, remedy = _REFUSED[_SAME.get(suffix, suffix)]
    named = "" if suffix in (".encrypted", ".xml-office") else f" {suffix}"
    return DocumentError(source, f"不支持的格式{named}（{kind}）", remedy)


def read_xls(data: bytes, source: str) -> Content:
    """Text of an XLS (ET) file of Excel 97 to 2003, as `corpus.formats.sheets.read_xlsx` gives it.

    Raises DocumentError for a file with a password, a broken one, one beyond the limits, and one without a filled cell.
    """
    import xlrd
    import xlrd.compdoc

    if not data.startswith(OLE) and not data.startswith(b"\x09"):
        raise DocumentError(source, "不是 Excel 97-2003 文件", "请用 Excel 或 WPS 打开后另存为 .xlsx")
    if data.startswith(OLE) and data[OLE_CUTOFF_AT : OLE_CUTOFF_AT + 4] != OLE_CUTOFF:
        raise _broken_xls(source)
    limit = Limit(source)
    try:
        if data.startswith(OLE) and _has_circle(xlrd.compdoc.CompDoc(data, logfile=io.StringIO()).SSAT):
            raise _broken_xls(source)  # xlrd would follow it for ever
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True)
        sheets = tuple(
            Sheet(sheet.name, tuple(_xls_cells(book, sheet, limit))) for sheet in book.sheets() if sheet.visibility == 0
        )
    except DocumentError:
        raise
    except xlrd.XLRDError as exc:
        if "encrypted" in str(exc).lower() or "password" in str(exc).lower():
            raise refuse(source, ".encrypted") from exc
        raise _broken_xls(source) from exc
    except Exception as exc:
        raise _broken_xls(source) from exc
    return write_sheets(sheets, source)


def _has_circle(following: Sequence[int]) -> bool:
    """Whether a table of sectors, each with the one that follows it, leads back into itself anywhere."""
    seen = [0] * len(following)
    for start in range(1, len(following) + 1):
        at = start - 1
        while 0 <= at < len(following) and not seen[at]:
            seen[at] = start
            at = following[at]
        if 0 <= at < len(following) and seen[at] == start:
            return True
    return False


def _broken_xls(source: str) -> DocumentError:
    return DocumentError(source, "Excel 97-2003 文件损坏或不完整", "请用 Excel 或 WPS 打开后另存为 .xlsx")


def _xls_cells(book: Any, sheet: Any, limit: Limit) -> list[GridCell]:
    import xlrd

    areas = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    cells: list[GridCell] = []
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
                continue
            limit.take(sheet.cell_value(row, column))
            rows, columns = areas.get((row, column), (1, 1))
            cells.append(GridCell(_xls_text(book, sheet, row, column), row + 1, column + 1, rows, columns))
    hidden_rows = sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
    hidden_columns = [(column + 1, column + 1) for column, info in sheet.colinfo_map.items() if info.hidden]
    return without_hidden(cells, hidden_rows, hidden_columns)


def _xls_text(book: Any, sheet: Any, row: int, column: int) -> str:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    code = book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key].format_str
    if kind == xlrd.XL_CELL_DATE:
        try:
            return shown(xlrd.xldate_as_datetime(value, book.datemode), code)
        except (xlrd.XLDateError, ValueError, OverflowError):
            return shown(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(value))
    return shown(value, code)


def read_rtf(data: bytes, source: str) -> Content:
    """Text of an RTF file: paragraphs, and table rows as tables.

    Raises DocumentError for a broken file and one longer than MAX_RTF.
    """
    from striprtf import striprtf

    convert: Any = striprtf.rtf_to_text  # without annotations
    written = _HEX.sub(lambda run: run.group() if len(run.group()) < MIN_PICTURE else "", data.decode("latin-1"))
    if len(written) > MAX_RTF or _BINARY.search(written):
        raise DocumentError(source, "RTF 文件太大或含有二进制图片", "请用 Word 或 WPS 另存为 .docx")
    # The library writes addresses of links into the text, with an expression that takes cubic time; a line break after
    # this word means nothing in RTF and keeps the expression from matching.
    written = written.replace("\\fldinst", "\\fldinst\n")
    try:
        text = convert(written, encoding="gb18030", errors="replace")
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError) as exc:
        raise DocumentError(source, "RTF 文件损坏或不完整", "请用 Word 或 WPS 打开后另存为 .docx") from exc
    if not text.strip():
        raise DocumentError(source, "RTF 文件没有文字", "请用 Word 或 WPS 打开检查后另存为 .docx")
    return _with_tables(text)


def _with_tables(text: str) -> Content:
    """The library's text: a paragraph a line, a table row a line with "|" after each cell; a cell may have many lines."""
    builder = Builder()
    rows: list[list[str]] = []
    lines = text.replace("\t", " ").splitlines()
    at = 0
    while at < len(lines):
        end = next((i for i in range(at, min(at + MAX_ROW_LINES, len(lines))) if lines[i].endswith("|")), None)
        if end is not None and "|" in lines[at]:
            rows.append([value.strip() for value in "\n".join(lines[at : end + 1])[:-1].split("|")])
            at = end + 1
            continue
        _write_rows(builder, rows)
        builder.paragraph(lines[at])
        at += 1
    _write_rows(builder, rows)
    return builder.build()


def _write_rows(builder: Builder, rows: list[list[str]]) -> None:
    if rows:
        builder.table(
            [GridCell(value, row, column) for row, values in enumerate(rows) for column, value in enumerate(values)]
        )
    rows.clear()
