"""The text of one Word paragraph: what its runs show once changes are accepted and fields have their results."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.formats.docx_numbering import W, is_on, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

TRANSPARENT = frozenset(
    W + name
    for name in (
        "sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo", "fldSimple", "ruby",
        "rubyBase",
    )
)  # fmt: skip
"""Elements that only wrap text. Deleted text (w:del, w:moveFrom) and readings above characters (w:rt) are not among them."""

MAX_OPEN = 50
"""Fields in fields: a cross reference in a table of contents makes three; a damaged file may close none of thousands."""

_ANCHORS = frozenset({W + "drawing", W + "pict", W + "object"})
_PLAIN = {W + "tab": " ", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_CONTENTS_FIELD = re.compile(r"\s*TOC\b")
_SYMBOLS = {
    "wingdings": {0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□", 0xFC: "✓", 0xFB: "✗", 0x6C: "●", 0x6E: "■"},
    "wingdings 2": {0x52: "☑", 0x54: "☒", 0xA3: "□", 0x50: "✓", 0x4F: "✗"},
    "symbol": {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xB7: "·", 0xA5: "∞"},
}  # fmt: skip
"""Signs of the symbol fonts that forms and formulas use, by code; the others are ornaments and are left out."""


@dataclass(slots=True)
class Line:
    """A paragraph: the pieces of its text (a line break is \\n), the text boxes anchored in it, the notes that it refers to
    by kind and id."""

    pieces: list[str] = field(default_factory=list)
    boxes: "list[_Element]" = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    has_result: bool = False


@dataclass(slots=True)
class Inline:
    """Reads paragraphs in order: a field may begin in one and end in another. `hidden` are the character styles of
    hidden text."""

    hidden: frozenset[str] = frozenset()
    _open: list[_Field] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(_CONTENTS_FIELD.match("".join(item.instruction)) for item in self._open)

    def read(self, paragraph: "_Element") -> Line:
        line = Line()
        self._walk(paragraph, line)
        return line

    def _walk(self, element: "_Element", line: Line) -> None:
        for child in element:
            if child.tag == W + "r":
                self._run(child, line)
            elif child.tag in TRANSPARENT:
                self._walk(child, line)
            elif child.tag == MC + "AlternateContent":
                self._walk(branch(child), line)
            elif child.tag in (M + "oMath", M + "oMathPara") and self._is_shown():
                line.pieces.append("".join(node.text or "" for node in child.iter(M + "t")))

    def _is_shown(self) -> bool:
        return all(item.has_result for item in self._open)

    def _run(self, run: "_Element", line: Line) -> None:
        properties, hidden = None, False
        for child in run:
            tag = child.tag
            if tag == W + "rPr":
                properties = child
                hidden = is_on(child, "vanish") or bool(self.hidden and value_of(child, "rStyle") in self.hidden)
            elif tag == W + "fldChar":
                self._field_mark(child, line)
            elif tag == W + "instrText":
                if self._open:
                    self._open[-1].instruction.append(child.text or "")
            elif not hidden and (not self._open or self._is_shown()):
                self._piece(child, properties, line)

    def _field_mark(self, mark: "_Element", line: Line) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            box = mark.find(f"{W}ffData/{W}checkBox")
            if box is not None and self._is_shown():
                line.pieces.append("☑" if _is_ticked(box) else "□")
            if len(self._open) < MAX_OPEN:
                self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def _piece(self, child: "_Element", properties: "_Element | None", line: Line) -> None:
        if child.tag == W + "t":
            line.pieces.append(
                _PRIVATE.sub(lambda match: _symbol(_font(properties), ord(match.group())), child.text or "")
            )
        elif child.tag in _PLAIN:
            line.pieces.append(_PLAIN[child.tag])
        elif child.tag == W + "sym":
            line.pieces.append(_symbol(child.get(W + "font", ""), int(child.get(W + "char", "0"), 16)))
        elif child.tag in _NOTES:
            line.notes.append((_NOTES[child.tag], child.get(W + "id", "")))
        elif child.tag in _ANCHORS:
            line.boxes.extend(_boxes(child))
        elif child.tag == MC + "AlternateContent":
            for piece in branch(child):
                self._piece(piece, properties, line)
        elif child.tag == W + "ruby":
            self._walk(child, line)


def _is_ticked(box: "_Element") -> bool:
    return is_on(box, "checked" if box.find(W + "checked") is not None else "default")


def branch(alternate: "_Element") -> "_Element":
    """The one of several renderings of the same thing that is read: the first with text, else the first."""
    renderings = [item for item in alternate if item.tag in (MC + "Choice", MC + "Fallback")]
    with_text = (item for item in renderings if next(item.iter(W + "t"), None) is not None)
    return next(with_text, renderings[0] if renderings else alternate)


def content(container: "_Element") -> "Iterator[_Element]":
    """Paragraphs and tables of a body, a cell or a text box, in order; wrappers are looked into, deleted ones are not."""
    for child in container:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in TRANSPARENT:
            yield from content(child)
        elif child.tag == MC + "AlternateContent":
            yield from content(branch(child))


def _boxes(element: "_Element") -> "Iterator[_Element]":
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            yield from _boxes(branch(child))
        else:
            yield from _boxes(child)


def _font(properties: "_Element | None") -> str:
    fonts = None if properties is None else properties.find(W + "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def _symbol(font: str, code: int) -> str:
    return _SYMBOLS.get(font.lower(), {}).get(code & 0xFF, "")
