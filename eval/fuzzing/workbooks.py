"""Hostile workbooks of Excel, new and old."""

import struct

from eval.fuzzing.common import NESTED, UNFOLDED, Bomb, changed, with_entities
from eval.fuzzing.seeds import packed, unpacked, workbook
from eval.fuzzing.words import nested


def _sheet(rows: bytes, after: bytes = b"") -> bytes:
    parts = unpacked(workbook())
    name = "xl/worksheets/sheet1.xml"
    head, _, rest = parts[name].partition(b"<sheetData>")
    tail = rest.partition(b"</sheetData>")[2]
    return packed({**parts, name: head + b"<sheetData>" + rows + b"</sheetData>" + after + tail})


def _row(number: bytes, cells: bytes) -> bytes:
    return b'<row r="%s">%s</row>' % (number, cells)


def _formatted(code: bytes) -> bytes:
    parts = unpacked(workbook())
    styles = parts["xl/styles.xml"].replace("yyyy年m月d日".encode(), code)
    return packed({**parts, "xl/styles.xml": styles})


_C = b'<c r="%s"><v>%s</v></c>'
XLSX: dict[str, Bomb] = with_entities(workbook, "xl/sharedStrings.xml", b"</t>") | {
    "far_cell": lambda _: _sheet(_row(b"1", _C % (b"A1", b"1") + _C % (b"B1", b"2")) + _row(b"1048576", _C % (b"XFD1048576", b"1"))),
    "dimension_lies": lambda _: packed(
        {**unpacked(workbook()), "xl/worksheets/sheet1.xml": unpacked(workbook())["xl/worksheets/sheet1.xml"]
            .replace(b'<dimension ref="', b'<dimension ref="A1:XFD1048576" x="')}
    ),
    "rows_empty": lambda _: _sheet(b"<row/>" * 1_000_000),
    "rows_many": lambda _: _sheet(b"".join(_row(b"%d" % n, _C % (b"A%d" % n, b"1") + _C % (b"B%d" % n, b"2")) for n in range(1, 60_000))),
    "rows_too_many": lambda _: _sheet(b"".join(_row(b"%d" % n, b"<c><v>1</v></c>" * 10) for n in range(1, 40_000))),
    "rows_wide": lambda _: _sheet(_row(b"1", b"<c><v>1</v></c>" * 16_000) * 3),
    "cells_apart": lambda _: _sheet(b"".join(_row(b"%d" % (n * 20), _C % (b"A%d" % (n * 20), b"1")) for n in range(1, 50_000))),
    "cells_diagonal": lambda _: _sheet(b"".join(_row(b"%d" % n, b'<c r="%s%d"><v>1</v></c>' % (_letters(n), n)) for n in range(1, 3_000))),
    "cell_names": lambda _: _sheet(_row(b"-5", _C % (b"ZZZZZZ99999999", b"1") + _C % (b"A0", b"1") + _C % (b"1A", b"1"))),
    "row_numbers": lambda _: _sheet(_row(b"9" * 30, b"<c><v>1</v></c>") + _row(b"x", b"<c><v>2</v></c>")),
    "numbers_long": lambda _: _sheet(_row(b"1", _C % (b"A1", b"9" * 1_000_000) + _C % (b"B1", b"1e400") + _C % (b"C1", b"NaN"))),
    "strings_missing": lambda _: _sheet(_row(b"1", b'<c t="s"><v>999999999</v></c><c t="s"><v>-1</v></c>')),
    "strings_bomb": lambda _: changed(workbook, "xl/sharedStrings.xml", b"</sst>", b"<si><t>" + b" " * UNFOLDED + b"</t></si>"),
    "strings_used": lambda _: packed(
        {**unpacked(_sheet(_row(b"1", b'<c t="s"><v>0</v></c>' * 2_000) * 3)),
         "xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"a" * 1_000_000 + b"</t></si></sst>"}
    ),
    "strings_many": lambda _: changed(workbook, "xl/sharedStrings.xml", b"</sst>", b"<si><t>a</t></si>" * 500_000),
    "text_long": lambda _: _sheet(_row(b"1", b'<c t="inlineStr"><is><t>' + "补".encode() * 3_000_000 + b"</t></is></c>")),
    "merged_all": lambda _: _sheet(
        _row(b"1", b"<c><v>1</v></c>" * 3) + _row(b"2", b"<c><v>1</v></c>" * 3), b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "merged_many": lambda _: _sheet(
        _row(b"1", b"<c><v>1</v></c>" * 3) + _row(b"2", b"<c><v>1</v></c>" * 3),
        b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 50_000 + b"</mergeCells>",
    ),
    "merged_broken": lambda _: _sheet(_row(b"1", b"<c><v>1</v></c>"), b'<mergeCells><mergeCell ref="B9:A1"/><mergeCell ref="x"/></mergeCells>'),
    "columns_many": lambda _: packed(
        {**unpacked(workbook()), "xl/worksheets/sheet1.xml": unpacked(workbook())["xl/worksheets/sheet1.xml"]
            .replace(b"<sheetData>", b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 20_000 + b"</cols><sheetData>")}
    ),
    "columns_hidden_apart": lambda _: packed(
        {**unpacked(_sheet(b"".join(_row(b"%d" % n, b"<c><v>1</v></c>" * 10) for n in range(1, 15_000)))),
         "xl/worksheets/sheet2.xml": b"<x/>"}
    ),
    "sheets_many": lambda _: _sheets(5_000),
    "sheet_circle": lambda _: packed(
        {**unpacked(workbook()), "xl/_rels/workbook.xml.rels": unpacked(workbook())["xl/_rels/workbook.xml.rels"]
            .replace(b"/xl/worksheets/sheet1.xml", b"/xl/workbook.xml")}
    ),
    "format_long": lambda _: _formatted(b"0" * 1_000_000),
    "format_brackets": lambda _: _formatted(b"[" * NESTED),
    "format_sections": lambda _: _formatted(b"0;" * NESTED),
    "format_quotes": lambda _: _formatted(b"\\" * 99_999),
    "format_commas": lambda _: _formatted(b"#,##0." + b"0" * 500 + b"," * 50_000 + b"%" * 50_000),
    "date_huge": lambda _: packed(
        {**unpacked(workbook()), "xl/worksheets/sheet2.xml": unpacked(workbook())["xl/worksheets/sheet2.xml"].replace(b"45292.5", b"1e300")}
    ),
    "nested_elements": lambda _: _sheet(nested(b"x", b"")),
    "nested_below_limit": lambda _: _sheet(nested(b"x", b"", 200) + _row(b"1", b"<c><v>1</v></c>")),
    "part_bomb": lambda _: _sheet(b" " * UNFOLDED),
    "links_out": lambda canary: changed(
        workbook, "xl/_rels/workbook.xml.rels", b"</Relationships>",
        f'<Relationship Id="o1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="file://{canary.secret}" TargetMode="External"/>'
        f'<Relationship Id="o2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="{canary.url}"/>'.encode(),
    ),
}  # fmt: skip


def _letters(number: int) -> bytes:
    """A column's name."""
    name = b""
    while number:
        number, rest = divmod(number - 1, 26)
        name = bytes([65 + rest]) + name
    return name


def _sheets(count: int) -> bytes:
    """A workbook that lists one sheet under many names."""
    parts = unpacked(workbook())
    book = parts["xl/workbook.xml"]
    start, end = book.find(b"<sheet "), book.find(b"/>", book.find(b"<sheet ")) + 2
    listed = b"".join(
        book[start:end].replace(b'name="Sheet"', b'name="S%d"' % n).replace(b'sheetId="1"', b'sheetId="%d"' % (n + 9))
        for n in range(count)
    )
    return packed({**parts, "xl/workbook.xml": book[:end] + listed + book[end:]})


XLS: dict[str, Bomb] = {
    "record_lengths": lambda _: struct.pack("<HHHH", 9, 4, 2, 16) + b"\x04\x00\xff\xff" * 1_000,
    "rows_far": lambda _: struct.pack("<HHHH", 9, 4, 2, 16)
    + b"".join(struct.pack("<HHHH3sd", 3, 15, n * 211 % 65_536, 255, b"\0\0\0", 1.0) for n in range(3_000)),
    "ole_chain": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    + b"\0" * 6 + struct.pack("<9I", 0, 1, 0, 0, 4096, 0, 0, 0, 0) + struct.pack("<109I", *[0] * 109) + b"\0" * 4096,
    "ole_text": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * NESTED,
}  # fmt: skip
