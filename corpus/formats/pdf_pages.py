"""Pages of a PDF as pdfplumber sees them: glyphs upright, the cells of ruled tables with their lines, scans by OCR."""

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.errors import DocumentError
from corpus.formats import ocr
from corpus.formats.layout import Glyph, Line, blocks_of, line_of, lines_of, rows_of
from corpus.formats.pdf_rules import closed_tables, open_tables
from corpus.formats.pdf_tables import Box, RuledTable, ruled_table

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

MAX_PAGES = 2_000
"""Pages of a file: yearbooks have about 1,000; 2,000 take a minute."""

MAX_GLYPHS = 30_000
"""Glyphs of a page: a page of a newspaper has 15,000; more is a drawing or an attack."""

MAX_CONTENT = 16_000_000
"""Bytes of the operators of a page: pdfminer reads one million a second, and a map of paths has some."""

MIN_SIZE = 4.0
"""Points: smaller type is hidden text or a drawing's; footnotes are set in 7.5 or more."""

MAX_SLANT = 0.05
"""Slope from which text is slanted: three degrees, more than a crooked form has."""

MIN_TEXT = 8
"""Visible characters from which a page has a text layer; a scan may have a page number or a stamp of the scanner."""

SCAN_SHARE = 0.4
"""Share of the page that images cover in a scan."""

MAX_UNKNOWN = 0.3
"""Share of glyphs without a Unicode value from which a page's text layer cannot be read."""

_BOLD = ("bold", "heavy", "black", "simhei", "heiti")
_PASSWORD_ERRORS = {"PDFPasswordIncorrect", "PDFEncryptionError"}
_Turn = Callable[[Sequence[float], "PlumberPage"], Box]


@dataclass(slots=True)
class Page:
    """A page as read: the lines of its text outside tables, its tables, its height in points.

    `rows` holds the glyphs of each line where there may be columns, else nothing. `unread` says that the page is a scan,
    `recognised` that its text was read from the image, `broken` that it cannot be parsed.
    """

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)
    rows: list[list[Glyph]] = field(default_factory=list)
    tables: list[tuple[Box, RuledTable]] = field(default_factory=list)
    unread: bool = False
    recognised: bool = False
    broken: bool = False


def read_pages(data: bytes, source: str) -> list[Page]:
    """Every page of a file.

    Raises DocumentError for a file that cannot be opened, is locked by a password or too long.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font without a name
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise DocumentError(source, f"有 {len(pdf.pages)} 页，超过 {MAX_PAGES} 页", "请拆分成几个文件后再添加")
            return list(_each_page(pdf.pages, data))
    except DocumentError:
        raise
    except Exception as exc:
        cause = exc.args[0] if exc.args and isinstance(exc.args[0], Exception) else exc  # pdfplumber wraps pdfminer's
        if type(cause).__name__ in _PASSWORD_ERRORS:
            raise DocumentError(source, "PDF 有密码保护", "请在 PDF 阅读器中输入密码并另存为无密码的文件") from exc
        raise DocumentError(source, "PDF 已损坏，打不开", "请重新下载，或用浏览器打开后另存为 PDF") from exc


def _each_page(pages: "Sequence[PlumberPage]", data: bytes) -> Iterator[Page]:
    for number, page in enumerate(pages):
        try:
            read = _read_page(page, number)
            page.close()
            if read.unread and ocr.is_available():
                _take_text(read, ocr.recognise_page(data, number))
                read.unread, read.recognised = False, True
        except Exception:  # noqa: BLE001 - a page that pdfminer cannot parse raises anything; the others are read
            read = Page(number, 0, broken=True)
        yield read


def _read_page(page: "PlumberPage", number: int) -> Page:
    read = Page(number, float(page.height))
    if _length(page) > MAX_CONTENT:
        return Page(number, 0, broken=True)
    chars: list[dict[str, Any]] = page.chars
    if len(chars) > MAX_GLYPHS:
        return Page(number, 0, broken=True)
    glyphs, turn = _glyphs(chars, page)
    if turn is not _straight:
        read.height = float(page.width)
    visible = sum(not glyph.text.isspace() for glyph in glyphs)
    unknown = sum("(cid:" in glyph.text or glyph.text == "\ufffd" for glyph in glyphs)
    if visible < MIN_TEXT or unknown > MAX_UNKNOWN * visible:
        area = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in page.images)
        read.unread = unknown > 0 or area > SCAN_SHARE * float(page.width) * float(page.height)
        if read.unread:
            return read
    glyphs = [glyph for glyph in glyphs if "(cid:" not in glyph.text]
    for boxes in closed_tables(page):
        glyphs = _take_table(read, [turn(box, page) for box in boxes], glyphs)
    if turn is _straight and page.edges:
        inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
        for boxes in open_tables(page.edges, inked, float(page.width)):
            glyphs = _take_table(read, boxes, glyphs)
    _take_text(read, glyphs)
    return read


def _length(page: "PlumberPage") -> int:
    """Bytes of the operators of a page, those of the forms that it draws apart."""
    from pdfminer.pdftypes import PDFStream, resolve1

    streams = (resolve1(item) for item in page.page_obj.contents)
    return sum(len(stream.get_data()) for stream in streams if isinstance(stream, PDFStream))


def _take_text(read: Page, glyphs: Sequence[Glyph]) -> None:
    rows = [row for row in rows_of(glyphs) if any(not glyph.text.isspace() for glyph in row)]
    read.lines = [line for row in rows if (line := line_of(row, read.number))]
    if len(blocks_of(glyphs, read.number)) > 1 or read.tables:
        read.rows = rows


def _take_table(read: Page, boxes: list[Box], glyphs: list[Glyph]) -> list[Glyph]:
    """Adds the table of these cells to the page; the glyphs outside it."""
    inside: list[list[Glyph]] = [[] for _ in boxes]
    outside: list[Glyph] = []
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    bbox = min(lefts), min(tops), max(rights), max(bottoms)
    for glyph in glyphs:
        at = _box_of(glyph, bbox, boxes)
        (outside if at is None else inside[at]).append(glyph)
    if any(inside):
        lines = [lines_of(cell, read.number) for cell in inside]
        read.tables.append((bbox, ruled_table(boxes, lines, read.number)))
    return outside


def _straight(box: Sequence[float], _: "PlumberPage") -> Box:
    return float(box[0]), float(box[1]), float(box[2]), float(box[3])


def _turned_up(box: Sequence[float], page: "PlumberPage") -> Box:
    """The box on a page that is turned so that text running upwards stands straight."""
    x0, top, x1, bottom = box
    return page.height - bottom, x0, page.height - top, x1


def _turned_down(box: Sequence[float], page: "PlumberPage") -> Box:
    x0, top, x1, bottom = box
    return top, page.width - x1, bottom, page.width - x0


def _glyphs(chars: Sequence[dict[str, Any]], page: "PlumberPage") -> tuple[list[Glyph], _Turn]:
    """The glyphs that run the way most of the page does, and how they are turned upright.

    Others are watermarks, and so is what is too small to read or stands outside the page.
    """
    left, top, right, bottom = page.bbox
    ways = [_way(char["matrix"]) for char in chars]
    turn = max((_straight, _turned_up, _turned_down), key=ways.count)
    glyphs = []
    for char, way in zip(chars, ways, strict=True):
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if way is not turn or not (left <= x <= right and top <= y <= bottom):
            continue
        box = turn((char["x0"], char["top"], char["x1"], char["bottom"]), page)
        size = char["size"] if turn is _straight else box[3] - box[1]
        if size >= MIN_SIZE:
            bold = any(mark in char["fontname"].lower() for mark in _BOLD)
            glyphs.append(Glyph(char["text"], box[0], box[2], box[1], box[3], size, bold))
    return glyphs, turn


def _way(matrix: Sequence[float]) -> _Turn | None:
    """How a glyph with this text matrix is turned upright, None for a slanted one."""
    a, b = matrix[0], matrix[1]
    if abs(b) <= MAX_SLANT * abs(a):
        return _straight
    if abs(a) <= MAX_SLANT * abs(b):
        return _turned_up if b > 0 else _turned_down
    return None


def _box_of(glyph: Glyph, bbox: Box, boxes: Sequence[Box]) -> int | None:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
    if not (bbox[0] <= x <= bbox[2] and bbox[1] <= y <= bbox[3]):
        return None
    for index, (left, top, right, bottom) in enumerate(boxes):
        if left <= x <= right and top <= y <= bottom:
            return index
    return None
