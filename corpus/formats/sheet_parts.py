"""The parts of an XLSX file cut down to what a text needs, before a library parses them.

openpyxl makes an object of every style, rule, view and link, refuses the whole file when one of them is not as it expects
(which files of other programs often are not), and takes gigabytes for millions of them. Only values, number formats, merged
cells, and what is hidden matter here.
"""

import re

from corpus.errors import DocumentError

MAX_FORMATS = 66_000
"""Cell formats of one file: Excel itself ends at 65,490."""

MAX_SHEETS = 500
"""Sheets of one file: one a county of the largest province are 200."""

MAX_CODE = 1_000
"""Bytes of a number format as XML: Excel takes 255 characters."""

MAX_MERGED = 100_000
"""Merged areas of one file: a list of 10,000 rows whose ten columns are all merged in pairs has half as many."""

# No expression looks past the next "<": on a damaged part of 30 MB anything else takes quadratic time.
_FORMAT = re.compile(rb"<(?:\w{1,9}:)?xf\b([^<>]*)>")
_NUMBER_FORMAT = re.compile(rb"<(?:\w{1,9}:)?numFmt\b([^<>]*?)/?>")
_ID = re.compile(rb"""\bnumFmtId\s*=\s*["'](\d{1,9})["']""")
_CODE = re.compile(rb"""\bformatCode\s*=\s*("[^"]*"|'[^']*')""")
_MERGED_CELL = re.compile(
    rb"""<(?:\w{1,9}:)?mergeCell\b[^<>]*?\bref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']"""
)
_ROOT = re.compile(rb"<((?:\w{1,9}:)?)worksheet\b[^<>]*>")
_SHEET = re.compile(rb"<(?:\w{1,9}:)?sheet\b")
_UNCACHED = re.compile(
    rb"<(?:\w{1,9}:)?c\b(?![^<>]*\bt=\"str\")[^<>]*>\s*<(?:\w{1,9}:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w{1,9}:)?f>)"
    rb"\s*(?:<(?:\w{1,9}:)?v\s*/>|<(?:\w{1,9}:)?v>\s*</(?:\w{1,9}:)?v>)?\s*</(?:\w{1,9}:)?c>"
)
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def bare_parts(parts: dict[str, bytes], source: str) -> tuple[dict[str, bytes], int]:
    """The parts with bare sheets and styles, and how many formulas have no stored result.

    Raises DocumentError for more formats or merged areas than the limits.
    """
    bare = dict(parts)
    uncached = 0
    for name, part in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            uncached += sum(1 for _ in _UNCACHED.finditer(part))
            bare[name] = _bare_sheet(part, source)
        elif name.startswith("xl/workbook") and len(_SHEET.findall(part)) > MAX_SHEETS:
            raise DocumentError(source, f"工作表超过 {MAX_SHEETS} 张", "请拆分后再添加")
        elif re.fullmatch(r"xl/styles\w*\.xml", name, re.IGNORECASE):
            bare[name] = _bare_styles(part, source)
    return bare, uncached


def _bare_sheet(part: bytes, source: str) -> bytes:
    """Columns, rows and merged areas of a sheet; a part that is not laid out as expected stays as it is."""
    root = _ROOT.search(part)
    prefix = root.group(1) if root else b""
    begin, end = part.find(b"<" + prefix + b"sheetData"), part.find(b"</" + prefix + b"sheetData>")
    closing = b"</%sworksheet>" % prefix
    if root is None or closing not in part:  # damaged: the parser will say so
        return part
    if begin == -1 or end == -1:
        return b"%s<%ssheetData/>%s" % (root.group(), prefix, closing)
    columns = _block(part[root.end() : begin], b"cols")
    areas = _MERGED_CELL.findall(part, end)
    if len(areas) > MAX_MERGED:
        raise DocumentError(source, f"合并单元格超过 {MAX_MERGED} 处", "请拆分成较小的表格后再添加")
    merged = b"".join(b'<%smergeCell ref="%s"/>' % (prefix, area) for area in areas)
    return b"".join(
        (
            root.group(), columns, part[begin:end], b"</%ssheetData>" % prefix,
            b"<%smergeCells>%s</%smergeCells>" % (prefix, merged, prefix) if areas else b"", closing,
        )
    )  # fmt: skip


def _block(part: bytes, name: bytes) -> bytes:
    """The first element of a name with all that is in it, b"" without one."""
    opening = re.search(rb"<((?:\w{1,9}:)?)" + name + rb"\b", part)
    if opening is None:
        return b""
    closing = b"</" + opening.group(1) + name + b">"
    end = part.find(closing, opening.end())
    return part[opening.start() : end + len(closing)] if end != -1 else b""


def _bare_styles(part: bytes, source: str) -> bytes:
    """Number formats and which of them each cell format uses."""
    formats = [_ID.search(attributes) for attributes in _FORMAT.findall(_block(part, b"cellXfs"))]
    if len(formats) > MAX_FORMATS:
        raise DocumentError(source, f"单元格格式超过 {MAX_FORMATS} 种", "请用 Excel 或 WPS 另存后再添加")
    codes = [(_ID.search(item), _CODE.search(item)) for item in _NUMBER_FORMAT.findall(_block(part, b"numFmts"))]
    written = b"".join(
        b'<numFmt numFmtId="%s" formatCode=%s/>'
        % (key.group(1), code.group(1) if len(code.group(1)) <= MAX_CODE else b'"General"')
        for key, code in codes[:MAX_FORMATS]
        if key and code
    )
    uses = (
        b"".join(b'<xf numFmtId="%s"/>' % (item.group(1) if item else b"0") for item in formats)
        or b'<xf numFmtId="0"/>'
    )
    return (
        b"<styleSheet %s>%s<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        b'<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>'
    ) % (_MAIN, b"<numFmts>%s</numFmts>" % written if written else b"", uses)
