"""DOCX (DOCM, DOTX) to text, as the document shows it once all changes are accepted.

Headers, footers and comments stay outside, except for what makes a first page's header the head of an official document
(its 文件 line, its number). Tables of contents are left out: they repeat the headings.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.captions import UNIT_LINE
from corpus.content import Builder, Content, GridCell, one_line
from corpus.errors import DocumentError
from corpus.formats.docx_inline import Inline, Line, content
from corpus.formats.docx_numbering import Numbering, W, is_on, read_numbering, value_of
from corpus.formats.docx_styles import BODY_LEVEL, Style, number_of, own_properties, read_style
from corpus.formats.office_package import office_parts, repack
from corpus.records import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_HEADING = 80
"""Characters: a longer paragraph with an outline level is text whose style was misused."""

MAX_SPAN = 100
"""Columns that a cell may reach over: Word's tables have 63 at most."""

MAX_LETTERHEAD = 40
"""Characters of a line of a letterhead: an issuer's full name and 文件, or a number."""

TITLE_SIZE = 36
"""Half points from which a centred line at the top is the title: GB/T 9704 sets it in 二号 (22 points), smaller offices in
小二 (18), and nothing else above the text but the letterhead is so large."""

_TITLES = frozenset({"title", "标题"})
_CAPTIONS = frozenset({"caption", "题注"})
_CONTENTS = re.compile(r"toc(?:\s*\d|\s*heading)?$|目录", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"目\s*[录次]$")
_CAPTION = re.compile(
    r"(?:附表|续表|表)\s?[\d一二三四五六七八九十]|[^。；;]{2,40}(?:表|清单|名单|目录|明细|一览)(?:[（(][^）)]*[）)])?$"
)
_NUMBER = r"\S{1,15}[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*第?\s*\d+\s*号"
_LETTERHEAD = re.compile(rf".{{2,}}文\s*件$|.{{2,}}令$|{_NUMBER}")


def read_docx(data: bytes, source: str) -> Content:
    """Text of a Word file with headings, numbering as shown, tables and notes.

    Raises DocumentError for a file with a password, a broken one, one beyond the limits, and one without text.
    """
    from docx import Document
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    parts = office_parts(data, source, "word")
    parts["[Content_Types].xml"] = re.sub(  # a template or a file with macros reads as a document
        rb"application/[\w.+-]+\.(?:document|template)(?:\.macroEnabled(?:Template)?|\.macroEnabledTemplate)?\.main\+xml",
        CONTENT_TYPE.WML_DOCUMENT_MAIN.encode(),
        parts["[Content_Types].xml"],
    )
    try:
        content = _Reader(Document(repack(parts))).read()
    except (OpcError, LxmlError, LookupError, ValueError, AttributeError, TypeError, RecursionError) as exc:
        raise DocumentError(source, "Word 文件的内部结构损坏", "请用 Word 或 WPS 打开后另存为 .docx") from exc
    if not content.text.strip():
        raise DocumentError(source, "文件没有文字（可能只有图片）", "请换带文字的版本，或另存为 PDF 后做文字识别")
    return content


@dataclass(slots=True)
class _Reader:
    """Walks the body once, in order: numbering, fields and joined paragraphs depend on what came before."""

    document: Any
    builder: Builder = field(default_factory=Builder)
    inline: Inline = field(default_factory=Inline)
    styles: dict[str, Style] = field(default_factory=dict)
    default_style: str = ""
    numbering: Numbering = field(default_factory=lambda: read_numbering(None, {}))
    notes: "dict[tuple[str, str], _Element]" = field(default_factory=dict)
    _joined: list[str] = field(default_factory=list)
    """Text of a paragraph whose mark was deleted, or of a drop cap: it belongs to the next one."""
    _title: list[str] = field(default_factory=list)
    """Lines of the title, until it ends."""
    _titled: bool = False
    _in_text: bool = False
    _recent: list[tuple[Span, str, str]] = field(default_factory=list)
    """The last two lines since the last table: span, text, and the name of the style."""
    _noted: int = 0

    def read(self) -> Content:
        self._read_styles()
        self._read_notes()
        body = self.document.element.body
        self._letterhead(body)
        self._blocks(body)
        self._end_title()
        return self.builder.build()

    def _read_styles(self) -> None:
        elements = {item.get(W + "styleId", ""): item for item in self.document.styles.element.findall(W + "style")}
        self.styles = {style_id: read_style(item, elements) for style_id, item in elements.items()}
        for style_id, item in elements.items():
            if item.get(W + "type") == "paragraph" and item.get(W + "default") in ("1", "true"):
                self.default_style = style_id
        self.inline = Inline(frozenset(style_id for style_id, style in self.styles.items() if style.hidden))
        lists = {style_id: style.list_id for style_id, style in self.styles.items() if style.list_id}
        self.numbering = read_numbering(self._part("numbering"), lists)

    def _read_notes(self) -> None:
        for kind in ("footnote", "endnote"):
            part = self._part(kind + "s")
            for note in () if part is None else part.findall(W + kind):
                self.notes[kind, note.get(W + "id", "")] = note

    def _part(self, kind: str) -> "_Element | None":
        """Root of the part that the document names for a purpose, None without one."""
        from docx.oxml.parser import parse_xml

        related = (rel for rel in self.document.part.rels.values() if rel.reltype.endswith("/" + kind))
        part = next((rel.target_part for rel in related if not rel.is_external), None)
        return None if part is None else parse_xml(part.blob)

    def _letterhead(self, body: "_Element") -> None:
        """The first page's header where it heads an official document (…文件, a number) and the body does not say it."""
        section = next(iter(self.document.sections), None)
        if section is None:
            return
        header = section.first_page_header if section.different_first_page_header_footer else section.header
        if header.is_linked_to_previous:
            return
        lines = [_plain_text(item) for item in header.part.element.iter(W + "p")]
        heads = [line for line in lines if len(line) <= MAX_LETTERHEAD and _LETTERHEAD.match(line)]
        said = "".join(_plain_text(body).split()) if heads else ""
        for line in dict.fromkeys(heads):  # a text box stands in the file twice, for new and for old programs
            if "".join(line.split()) not in said:
                self.builder.paragraph(line)

    def _blocks(self, container: "_Element") -> None:
        for block in content(container):
            if block.tag == W + "p":
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, item: "_Element") -> None:
        line, style, text = self._shown(item)
        if text is None:
            return
        lines = [piece for piece in text.split("\n") if piece.strip()]
        level = BODY_LEVEL if style.outline is None else style.outline
        joined = "".join(piece.strip() for piece in lines)
        boxes_first = bool(line.boxes) and not self.builder.length
        if boxes_first:  # a letterhead in a text box is anchored in the first line below it
            self._boxes(line)
        if not lines:
            pass
        elif self._is_title(item, style, joined):
            self._title.append(joined)
        else:
            self._end_title()
            if level < BODY_LEVEL and len(joined) <= MAX_HEADING and joined[-1] not in "。；;":
                self._in_text = True
                self._remember(self.builder.length, joined, style)
                self.builder.heading(joined, level + 1)
            else:
                for piece in lines:
                    self._remember(self.builder.length, piece.strip(), style)
                    self.builder.paragraph(piece)
                self._in_text = self._in_text or not style.centred
        if not boxes_first:
            self._boxes(line)
        self._write_notes(line)

    def _shown(self, item: "_Element") -> tuple[Line, Style, str | None]:
        """A paragraph's pieces, its style, and its text with its number; None for what is not shown as a line here."""
        properties = item.find(W + "pPr")
        mark = None if properties is None else properties.find(W + "rPr")
        style = self._style_of(properties)
        in_contents = self.inline.in_contents
        line = self.inline.read(item)
        if in_contents or self.inline.in_contents or _CONTENTS.match(style.name or ""):
            return line, style, None
        if _CONTENTS_LINE.match(line.text.strip()):
            return line, style, None
        frame = None if properties is None else properties.find(W + "framePr")
        dropped = frame is not None and frame.get(W + "dropCap", "none") != "none"
        if dropped or (mark is not None and mark.find(W + "del") is not None):
            self._joined.append(line.text)
            return line, style, None
        text, self._joined = "".join([*self._joined, line.text]), []
        if not text.strip() and is_on(mark, "vanish"):
            return line, style, ""
        label = self._label(style)
        shown = text.strip()
        apart = " " if label.endswith(".") and shown[:1].isdigit() else ""
        return line, style, label + apart + shown if shown else label.strip() if _in_cell(item) else ""

    def _style_of(self, properties: "_Element | None") -> Style:
        named = None if properties is None else value_of(properties, "pStyle")
        below = self.styles.get(named or self.default_style, Style())
        return below if properties is None else own_properties(properties, None).over(below)

    def _label(self, style: Style) -> str:
        if style.list_id in (None, "0"):
            return ""
        list_id = style.list_id or ""
        level = style.list_level
        if level is None:
            level = self.numbering.level_of_style(list_id, style.list_style or "")
        return self.numbering.label(list_id, level)

    def _is_title(self, item: "_Element", style: Style, text: str) -> bool:
        """By its style, or as the large centred lines before the text; a letterhead is none."""
        if self._titled or _LETTERHEAD.match(text) or len(text) > MAX_HEADING:
            return False
        if (style.name or "").lower() in _TITLES:
            return True
        if self._in_text or not style.centred or _in_cell(item):
            return False
        sizes = [number_of(run, "sz") for run in item.iter(W + "rPr") if run.getparent().tag == W + "r"]
        return max((size or 0 for size in sizes), default=0) >= TITLE_SIZE or (style.size or 0) >= TITLE_SIZE

    def _end_title(self) -> None:
        """Lines of a title belong together: it is one line of the text."""
        if self._title:
            self.builder.title("".join(self._title))
            self._title, self._titled = [], True

    def _remember(self, start: int, text: str, style: Style) -> None:
        self._recent = [*self._recent[-1:], ((start, start + len(text)), text, (style.name or "").lower())]

    def _boxes(self, line: Line) -> None:
        for box in line.boxes:
            self._blocks(box)

    def _write_notes(self, line: Line) -> None:
        for key in line.notes:
            note = self.notes.pop(key, None)
            if note is None:
                continue
            self._noted += 1
            text = one_line("\n".join(self.inline.read(item).text for item in content(note) if item.tag == W + "p"))
            if text:
                self.builder.paragraph(f"注{self._noted}：{text}")

    def _table(self, table: "_Element") -> None:
        self._end_title()
        rows = [[cell for cell in _wrapped(row, "tc") if not _is_deleted(cell, "cellDel")] for row in _rows(table)]
        if all(len(row) <= 1 for row in rows):  # a frame around text, not a table
            for row in rows:
                for cell in row:
                    self._blocks(cell)
            return
        self._in_text = True
        grid, lines, nested = self._grid(table)
        caption = self._caption()
        self.builder.table(grid, caption)
        self._recent = []
        for line in lines:
            self._boxes(line)
            self._write_notes(line)
        for inner in nested:
            self._table(inner)

    def _grid(self, table: "_Element") -> "tuple[list[GridCell], list[Line], list[_Element]]":
        """Cells in their places, the paragraphs in them, and the tables in them, which are written below."""
        cells: list[GridCell] = []
        lines: list[Line] = []
        nested: list[_Element] = []
        above: dict[int, int] = {}
        for number, row in enumerate(_rows(table)):
            properties = row.find(W + "trPr")
            before = None if properties is None else number_of(properties, "gridBefore")
            column = min(max(before or 0, 0), MAX_SPAN)
            for cell in _wrapped(row, "tc"):
                if _is_deleted(cell, "cellDel"):
                    continue
                span, continues = _reach(cell)
                if continues and column in above:
                    merged = cells[above[column]]
                    cells[above[column]] = GridCell(
                        merged.text,
                        merged.row,
                        merged.column,
                        number - merged.row + 1,
                        merged.columns,
                        merged.is_header,
                    )
                else:
                    text = self._cell_text(cell, lines, nested)
                    above[column] = len(cells)
                    cells.append(GridCell(text, number, column, 1, span, is_on(properties, "tblHeader")))
                column += span
        return cells, lines, nested

    def _cell_text(self, cell: "_Element", lines: list[Line], nested: "list[_Element]") -> str:
        written: list[str] = []
        for block in content(cell):
            if block.tag == W + "tbl":
                nested.append(block)
                continue
            line, _, text = self._shown(block)
            lines.append(line)
            written.append(text or "")
        return "\n".join(written)

    def _caption(self) -> Span | None:
        """The line right above that names the table; a line with the unit may stand between."""
        for span, text, style in reversed(self._recent):
            if style in _CAPTIONS or (_CAPTION.match(text) and not UNIT_LINE.match(text)):
                return span
            if not UNIT_LINE.match(text):
                return None
        return None


def _rows(table: "_Element") -> "list[_Element]":
    return [
        row
        for row in _wrapped(table, "tr")
        if not _is_deleted(row, "del") and not is_on(row.find(W + "trPr"), "hidden")
    ]


def _wrapped(element: "_Element", name: str) -> "list[_Element]":
    """Rows of a table or cells of a row, content controls looked into."""
    found: list[_Element] = []
    for child in element:
        if child.tag == W + name:
            found.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            found += _wrapped(child, name)
    return found


def _is_deleted(element: "_Element", mark: str) -> bool:
    properties = element.find(W + ("trPr" if mark == "del" else "tcPr"))
    return properties is not None and properties.find(W + mark) is not None


def _reach(cell: "_Element") -> tuple[int, bool]:
    """Columns that a cell reaches over, and whether it continues the one above."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return 1, False
    merge = properties.find(W + "vMerge")
    span = min(max(number_of(properties, "gridSpan") or 1, 1), MAX_SPAN)
    return span, merge is not None and merge.get(W + "val", "continue") != "restart"


def _plain_text(item: "_Element") -> str:
    return "".join(node.text or "" for node in item.iter(W + "t")).strip()


def _in_cell(item: "_Element") -> bool:
    return item.getparent() is not None and item.getparent().tag == W + "tc"
