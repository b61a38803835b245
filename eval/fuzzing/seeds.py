"""Small valid files of every format, made here: what the mutants of `eval.fuzzing.mutants` come from.

The same bytes every time, so that a mutant can be made again from its number.
"""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

LINES = (
    "甲市人民政府关于印发《甲市促进科技创新办法》的通知",
    "甲政发〔2024〕5号",
    "各县（市、区）人民政府，市级各部门、各直属单位：",
    "现将《甲市促进科技创新办法》印发给你们，请认真贯彻执行。",
    "甲市人民政府",
    "2024年3月5日",
    "甲市促进科技创新办法",
    "第一章 总则",
    "第一条 根据《中华人民共和国科学技术进步法》，结合本市实际，制定本办法。",
    "第二条 对首次认定的高新技术企业，给予最高20万元的一次性补助。",
    "（一）研发费用占比5%以上；",
    "（二）连续三年盈利的，按照前款规定另外给予10万元。",
    "第二章 附则",
    "第三条 本办法自2024年4月1日起施行，有效期3年。《甲市创新办法》（甲政发〔2018〕9号）同时废止。《甲市人才办法》有效期延长至2027年底。",
    "附件：1. 指标表",
)
"""A document with everything that the readers look for: number, parts, headings, dates, references, a repeal, an annex."""

TABLE = (
    ("指标", "2023年", "2024年目标（家）"),
    ("高新技术企业", "85", "120"),
    ("科技型中小企业", "1,200", "1,500"),
)

EPOCH = (2024, 1, 1, 0, 0, 0)
"""The date of every member of an archive: the clock would make other bytes every time."""


def text() -> bytes:
    """A notice and the measures that it forwards, as plain text."""
    return "\n".join(LINES).encode()


def markdown() -> bytes:
    """The same in Markdown, with a table."""
    rows = [f"| {' | '.join(row)} |" for row in (TABLE[0], ("---",) * len(TABLE[0]), *TABLE[1:])]
    return "\n\n".join((f"# {LINES[0]}", *LINES[1:], "**表1 `指标`表**\n单位：家", "\n".join(rows))).encode()


def page() -> bytes:
    """The same as a page of a government site."""
    rows = "".join("<tr>" + "".join(f"<td colspan=1>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    paragraphs = "".join(f"<p style='text-indent:2em'>{line}</p>" for line in LINES[1:])
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>甲市促进科技创新办法</title>"
        "<meta name='PubDate' content='2024-03-06'><script>var a = '<p>';</script></head><body>"
        "<ul class='nav'><li><a href='/'>首页</a></li><li><a href='/zc'>政策</a></li></ul>"
        "<table><tr><td>索引号</td><td>123</td><td>发文字号</td><td>甲政发〔2024〕5号</td></tr></table>"
        f"<h1>{LINES[0]}</h1><div id='content'>{paragraphs}<table border=1>{rows}</table></div>"
        "<div class='footer'>浏览次数：5</div></body></html>"
    ).encode()


def web_archive() -> bytes:
    """The page in a web archive."""
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="seam"; type="text/html"\r\n\r\n'
    part = "--seam\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return head.encode() + part.encode() + page() + b"\r\n--seam--\r\n"


def spreadsheet_text() -> bytes:
    """A table as CSV."""
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in TABLE * 3).encode()


def packed(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of members, always the same bytes for the same members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name are what some cases are about
        for name, data in members.items() if isinstance(members, Mapping) else members:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = method
            archive.writestr(info, data)
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a ZIP file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word() -> bytes:
    """The document as Word writes it: styles, a list, a header, a table with a merged cell."""
    from docx import Document

    document = Document()
    document.add_heading(LINES[0], 0)
    for line in LINES[1:]:
        document.add_paragraph(line, "Heading 1" if line.startswith("第") and "章" in line else None)
    document.add_paragraph("第一项", "List Number")
    document.sections[0].header.paragraphs[0].text = "甲市人民政府文件"
    table = document.add_table(len(TABLE), len(TABLE[0]))
    for cells, row in zip(TABLE, table.rows, strict=True):
        for text_, cell in zip(cells, row.cells, strict=True):
            cell.text = text_
    table.cell(1, 0).merge(table.cell(1, 1))
    stream = io.BytesIO()
    document.save(stream)
    return packed(_undated(unpacked(stream.getvalue())))


def workbook() -> bytes:
    """Two sheets, with a merged title, a formula and a date."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["甲市科技创新指标"])
    sheet.merge_cells("A1:C1")
    for row in TABLE * 3:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    other = book.create_sheet("说明")
    other["B2"], other["B3"] = "=1+1", 45292.5
    other["B3"].number_format = "yyyy年m月d日"
    stream = io.BytesIO()
    book.save(stream)
    return packed(_with_shared_strings(_undated(unpacked(stream.getvalue()))))


def _with_shared_strings(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Texts apart from the sheets, as Excel writes them; openpyxl may write them into the cells."""
    texts: list[bytes] = []

    def shared(match: re.Match[bytes]) -> bytes:
        texts.append(match[2])
        return b'<c %s t="s"><v>%d</v></c>' % (match[1], len(texts) - 1)

    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        parts[name] = re.sub(rb'<c ([^<>]*?) ?t="inlineStr"><is><t>([^<>]*)</t></is></c>', shared, parts[name])
    items = b"".join(b"<si><t>%s</t></si>" % text for text in texts)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    link = b'<Relationship Id="rId99" Type="%s" Target="sharedStrings.xml"/></Relationships>' % (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    )
    for name, end, more in (
        ("[Content_Types].xml", b"</Types>", override),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", link),
    ):
        parts[name] = parts[name].replace(end, more)
    parts["xl/sharedStrings.xml"] = (
        b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + items
        + b"</sst>"
    )
    return parts


def _undated(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Without the part that holds the time of writing."""
    return {
        name: re.sub(rb"<(Override|Relationship)\b[^>]*docProps/core\.xml[^>]*/>", b"", part)
        for name, part in parts.items()
        if name != "docProps/core.xml"
    }


def pdf_file(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of objects by number, with its table of where they stand."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream as it is."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def deflated(data: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream, compressed."""
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
    b"/DW 1000 >> ] >>"
)
"""A font that every reader knows: the file needs none of its own, and its codes are UTF-16."""


def drawn(lines: Iterable[str], top: float = 780) -> bytes:
    """Operators that write lines from the top of a page."""
    written = (
        b"BT /F1 14 Tf 1 0 0 1 60 %d Tm <%s> Tj ET" % (top - 22 * number, line.encode("utf-16-be").hex().encode())
        for number, line in enumerate(lines)
    )
    return b"\n".join(written)


def _ruled() -> bytes:
    rules = [b"60 %d 360 1 re f" % y for y in (400, 440, 480, 520)] + [
        b"%d 400 1 121 re f" % x for x in (60, 180, 300, 420)
    ]
    cells = [
        b"BT /F1 12 Tf 1 0 0 1 %d %d Tm <%s> Tj ET"
        % (70 + 120 * column, 495 - 40 * row, cell.encode("utf-16-be").hex().encode())
        for row, cells in enumerate(TABLE)
        for column, cell in enumerate(cells)
    ]
    return b"\n".join([*rules, *cells])


def pdf_objects() -> dict[int, bytes]:
    """Two pages of text, one with a ruled table, in plain and compressed streams."""
    about = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents %d 0 R >>"
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        3: about % 6,
        4: about % 7,
        5: FONT,
        6: stream(drawn(line[:34] for line in LINES)),
        7: deflated(drawn(LINES[-3:]) + b"\n" + _ruled()),
    }


def pdf() -> bytes:
    """The document as a PDF."""
    return pdf_file(pdf_objects())


def rich_text() -> bytes:
    """The document as RTF."""
    body = "".join("".join(f"\\u{ord(char)}?" for char in line) + "\\par\n" for line in LINES)
    row = "\\trowd\\cellx2000\\cellx4000 a\\cell 5\\cell\\row\n"
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\n" + body + row * 3 + "}").encode()


def old_workbook() -> bytes:
    """A sheet of Excel 2: the only old format simple enough to be written here."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    out = record(0x0009, struct.pack("<HH", 2, 0x10)) + record(0x0042, struct.pack("<H", 936))
    for row in range(20):
        label = f"{row}甲".encode("gbk")
        out += record(0x0004, struct.pack("<HH3sB", row, 0, b"\0\0\0", len(label)) + label)
        out += record(0x0003, struct.pack("<HH3sd", row, 1, b"\0\0\0", row * 1.5))
    return out + record(0x000A, b"")


def archive() -> bytes:
    """A ZIP file with one of each, and another in it."""
    inner = packed({"内/办法.txt": text()})
    members = {
        "办法.txt": text(),
        "页面/办法.html": page(),
        "表.csv": spreadsheet_text(),
        "内.zip": inner,
        "办法.pdf": pdf(),
    }
    return packed(members | {"办法.docx": word(), "表.xlsx": workbook()})


MADE = {
    "txt": (text,),
    "md": (markdown,),
    "html": (page,),
    "mht": (web_archive,),
    "pdf": (pdf,),
    "docx": (word,),
    "xlsx": (workbook,),
    "csv": (spreadsheet_text,),
    "zip": (archive,),
    "rtf": (rich_text,),
    "xls": (old_workbook,),
}
FORMATS = tuple(MADE)


@cache
def seeds(format_: str, folder: Path | None = None) -> tuple[bytes, ...]:
    """Valid files of a format: those made here, and the real ones below a folder in the order of their paths."""
    real = sorted(folder.rglob(f"*.{format_}")) if folder else []
    return (*(make() for make in MADE[format_]), *(path.read_bytes() for path in real))
