"""Glyphs on a page to lines, columns and paragraphs, for every source that knows where its characters stand (PDF, OCR).

Distances are points, from the left and the top of the page; limits are in characters of the line's size (em).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.formats.radicals import unified

ROW_REACH = 0.5
"""em between the middles of two glyphs of one row: a superscript lies within, the next line (1 em or more) beyond."""

WIDE_GAP = 0.8
"""em of white between two glyphs that is a space of the author's; the quarter em between Chinese and digits is the
layout's, and justified lines are stretched by less than half an em."""

TYPED_SPACES = frozenset("\u3000\u2003")
"""Spaces of a whole character, which a typist sets (第一条　《办法》) though a bracket behind may be drawn closer."""

WORD_GAP = 0.18
"""em between two Latin glyphs from which they belong to two words; a space of a Latin font is a quarter em."""

TWIN_OVERLAP = 0.7
"""Share of a glyph covered by an equal one: fat type drawn by writing twice."""

INDENT = 1.2
"""em by which a first line is set in: two characters in official documents, some programs give less."""

FAR_IN = 0.3
"""Share of the width by which no text is set in but a signature or a date at the right."""

SHORT_LINE = 2.0
"""em missing at the right of a paragraph's last line; rules about punctuation push one character to the next line."""

PARAGRAPH_PITCH = 1.5
"""Times the usual distance of lines: from there a new paragraph begins."""

USUAL_PITCH = 1.6
"""em between two lines where there are too few to measure: 三号 type with 28 points has 1.75, web pages 1.5."""

SAME_SIZE = 0.12
"""Relative difference in size up to which two lines are of one style."""

OWN_LINE_ROOM = 4
"""em left of a centred line from which it was broken on purpose: no word that could not be divided is longer."""

GUTTER = 1.2
"""em between two columns of text at least."""

MIN_COLUMN_ROWS = 5
"""Rows with text on both sides that make two columns; fewer are a list of labels and values."""

MAX_CROSSING = 0.34
"""Share of the rows that may cross the gutter: headings over both columns."""

MIN_FILL = 0.6
"""Share of a column's width that half of its rows fill at least: prose does, the columns of a table do not."""

MIN_COLUMN = 10
"""em of width of a column of prose at least: narrower ones are lists of names."""

MAX_COLUMNS = 4
"""Columns of a page: gazettes have two, newspapers more than can be told from tables."""

_LABEL = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,5}[编章节条](?=\s|[一-鿿])|[一二三四五六七八九十]{1,3}、|[（(]\s?[一二三四五六七八九十]{1,3}\s?[)）]"
    r"|\d{1,2}\s?(?:[.．](?!\d(?!\d{3}年))|、)|[（(]\s?\d{1,2}\s?[)）]|\d{1,2}[)）]|[①-⑳]|[●•■◆★▪·※□]|附\s?件"
)
_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)】]*$")
_STATEMENT_END = re.compile(r"[。；;：:！？!?][”’」』）)】]*$")
_TABULAR = re.compile(r"[一-鿿%元] [一-鿿\d]")
_LATIN_WORD = re.compile(r"[A-Za-z0-9./:_%+\-]+")


class Glyph(NamedTuple):
    """A character of a page, its box and its size."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, its box, the size of most of its glyphs, and the page it stands on (from 0)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    page: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines below each other between the edges `left` and `right` of their text."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that read as one; `block` is the last block it reaches into."""

    lines: tuple[Line, ...]
    block: Block

    @property
    def text(self) -> str:
        return joined(line.text for line in self.lines)

    @property
    def is_centred(self) -> bool:
        """Whether every line stands in the middle, the narrowest with white on both sides."""
        last = min(self.lines, key=lambda line: line.x1 - line.x0)
        return self.is_balanced and _is_centred(last, self.block)

    @property
    def is_balanced(self) -> bool:
        """Whether the middle of every line is that of the text, as in centred lines and in full ones."""
        return _in_middle(self.lines, self.block)


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand beside each other, rows from the top, each from the left."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.middle):
        reach = ROW_REACH * max(glyph.size, rows[-1][0].size) if rows else 0
        if rows and glyph.middle - rows[-1][0].middle < reach:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda g: g.x0) for row in rows]


def line_of(row: Sequence[Glyph], page: int) -> Line | None:
    """The line that a row of glyphs from the left makes, None without a visible one.

    Spaces of the layout between Chinese and other characters are left out, wide gaps become one space.
    """
    inked = [glyph for glyph in row if not glyph.text.isspace()]
    if not inked:
        return None
    text = unified(_spaced(row))
    size = median(glyph.size for glyph in inked)
    bold = sum(glyph.bold for glyph in inked) * 2 > len(inked)
    top, bottom = min(glyph.top for glyph in inked), max(glyph.bottom for glyph in inked)
    return Line(text, inked[0].x0, max(glyph.x1 for glyph in inked), top, bottom, size, bold, page)


def lines_of(glyphs: Iterable[Glyph], page: int) -> tuple[Line, ...]:
    """The lines of a cell or a column."""
    return tuple(line for row in rows_of(glyphs) if (line := line_of(row, page)))


def blocks_of(glyphs: Sequence[Glyph], page: int) -> list[tuple[Line, ...]]:
    """The lines of each column in reading order; one block where the text runs over the full width."""
    return _columns(rows_of(g for g in glyphs if not g.text.isspace()), glyphs, page, MAX_COLUMNS)


def paragraphs_of(blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs of blocks that follow each other, over the ends of columns and pages.

    A paragraph ends at a first-line indent, a gap, a line that ends short, a change of size, or a label (第一条, 一、)
    behind the end of a statement. A full line that ends a sentence ends the paragraph only where nothing but such ends
    would tell paragraphs apart: where no first line is set in, and other paragraphs end short.
    """
    found: list[Paragraph] = []
    indented = any(_indent(line, block) for block in blocks for line in block.lines)
    closes = not indented and any(
        _SENTENCE_END.search(line.text) and line.x1 < block.right - SHORT_LINE * line.size
        for block in blocks
        for line in block.lines[:-1]
    )
    for block in blocks:
        pitch, usual = _pitch(block.lines), median([line.size for line in block.lines] or [0])
        for line in block.lines:
            before = found[-1] if found else None
            inside = before is not None and before.block is block
            gap = inside and line.top - before.lines[-1].top > PARAGRAPH_PITCH * pitch if before else False
            apart = inside and _is_own_line(before.lines[-1], line, block, usual) if before else False
            if before and not gap and not apart and _goes_on(before, line, block, closes):
                found[-1] = Paragraph((*before.lines, line), block)
            else:
                found.append(Paragraph((line,), block))
    return found


def joined(lines: Iterable[str]) -> str:
    """Lines of one paragraph as one: Chinese without a space, Latin words with one, a divided word closed."""
    text = ""
    for line in lines:
        if text[-1:] == "-" and text[-2:-1].islower() and line[:1].islower():
            text = text[:-1]
        elif _is_latin(text[-1:]) and _is_latin(line[:1]) and text[-1:] not in "-/":
            text += " "
        text += line
    return text


def has_label(text: str) -> bool:
    """Whether a line begins with the label of a paragraph or an item."""
    return _LABEL.match(text) is not None


def ends_statement(text: str) -> bool:
    """Whether a line ends as a sentence, a clause or an introduction does."""
    return _STATEMENT_END.search(text) is not None


def _spaced(row: Sequence[Glyph]) -> str:
    pieces: list[str] = []
    last: Glyph | None = None
    space = typed = False
    for glyph in row:
        if glyph.text.isspace():
            space, typed = True, typed or glyph.text in TYPED_SPACES
            continue
        if last is not None:
            if glyph.text == last.text and last.x1 - glyph.x0 > TWIN_OVERLAP * (glyph.x1 - glyph.x0):
                continue
            gap = (glyph.x0 - last.x1) / max(glyph.size, 1)
            latin = _is_latin(last.text[-1]) and _is_latin(glyph.text[0])
            chinese = space and _is_ideograph(last.text) and _is_ideograph(glyph.text)
            if (
                gap > WIDE_GAP
                or typed
                or (chinese and gap > WORD_GAP)
                or (latin and (gap > WORD_GAP or (space and gap > WORD_GAP / 2)))
            ):
                pieces.append(" ")
        pieces.append(glyph.text)
        last, space, typed = glyph, False, False
    return _unspread("".join(pieces))


def _unspread(text: str) -> str:
    """Closes words spread over a width: 目 录, 总 则."""
    words: list[str] = []
    single = False
    for word in text.split():
        alone = len(word) == 1 and "一" <= word <= "鿿"
        if alone and single:
            words[-1] += word
        else:
            words.append(word)
        single = alone
    return " ".join(words)


def _columns(rows: list[list[Glyph]], glyphs: Sequence[Glyph], page: int, most: int) -> list[tuple[Line, ...]]:
    gutter = _gutter(rows) if most > 1 else None
    if gutter is None:
        lines = lines_of(glyphs, page)
        return [lines] if lines else []
    found: list[tuple[Line, ...]] = []
    left: list[Glyph] = []
    right: list[Glyph] = []

    def flush() -> None:
        if left:
            found.append(lines_of(left, page))
        if right:
            found.extend(_columns(rows_of(right), right, page, most - 1))
        left.clear()
        right.clear()

    for row in rows:
        if _crosses(row, gutter):
            flush()
            found.append(lines_of(row, page))
        else:
            left += [g for g in row if g.x1 <= gutter]
            right += [g for g in row if g.x1 > gutter]
    flush()
    return found


def _gutter(rows: list[list[Glyph]]) -> float | None:
    """Where the gap between the first two columns of prose is, None without columns."""
    gaps = [
        (left.x1, right.x0) for row in rows for left, right in pairwise(row) if right.x0 - left.x1 > GUTTER * right.size
    ]
    if len(gaps) < MIN_COLUMN_ROWS:
        return None
    places = sorted({round((left + right) / 2) for left, right in gaps})
    best = max(places, key=lambda x: sum(left < x < right for left, right in gaps))
    both = [row for row in rows if row[0].x1 <= best <= row[-1].x0 and not _crosses(row, best)]
    crossing = sum(_crosses(row, best) for row in rows)
    if len(both) < MIN_COLUMN_ROWS or crossing > MAX_CROSSING * len(rows):
        return None
    sides = [[g for g in row if g.x1 <= best] for row in both], [[g for g in row if g.x0 >= best] for row in both]
    return float(best) if all(_is_prose(side) for side in sides) else None


def _is_prose(side: list[list[Glyph]]) -> bool:
    left, right = min(row[0].x0 for row in side), max(row[-1].x1 for row in side)
    inked = median(sum(g.x1 - g.x0 for g in row) for row in side)
    return right - left >= MIN_COLUMN * side[0][0].size and inked >= MIN_FILL * (right - left)


def _crosses(row: list[Glyph], x: float) -> bool:
    """Whether the row has ink at x, or so near on both sides that no gutter lies there."""
    left = max((g.x1 for g in row if g.x0 < x), default=float("-inf"))
    right = min((g.x0 for g in row if g.x0 >= x), default=float("inf"))
    return right - left < GUTTER / 2 * row[0].size


def _goes_on(before: Paragraph, line: Line, block: Block, closes: bool) -> bool:
    last, edges = before.lines[-1], before.block
    if abs(line.size - last.size) > SAME_SIZE * max(line.size, last.size):
        return False
    if _TABULAR.search(last.text) and _TABULAR.search(line.text):
        return False
    closed = ends_statement(last.text)
    if before.block is block and _is_below_centred(before, line):
        return not closed and not has_label(line.text) and line.bold == last.bold
    word = _LATIN_WORD.match(line.text)
    missing = SHORT_LINE * last.size + (len(word[0]) * last.size / 2 if word else 0)
    if last.x1 < edges.right - missing or (has_label(line.text) and closed):
        return False
    set_in, was_set_in = _indent(line, block), _indent(last, edges)
    if set_in and not was_set_in:
        return False
    if set_in:  # a block set in as a whole runs on; lines far in are a signature, one name a line
        far = line.x0 - block.left > FAR_IN * (block.right - block.left)
        return not (closed or far or has_label(line.text)) and abs(line.x0 - last.x0) < last.size
    return not (closes and _SENTENCE_END.search(last.text))


def _is_own_line(last: Line, line: Line, block: Block, usual: float) -> bool:
    """Whether a centred line of common type stands for itself, as those of names and days below a title do: the next one
    begins anew though its first characters had room. Titles, which are broken by sense, are larger or fat."""
    plain = not (last.bold or line.bold) and max(last.size, line.size) < (1 + SAME_SIZE) * usual
    room = block.right - block.left - (last.x1 - last.x0)
    return plain and _is_centred(last, block) and _is_centred(line, block) and room > OWN_LINE_ROOM * line.size


def _is_below_centred(before: Paragraph, line: Line) -> bool:
    """Whether the line is one more of a centred heading, the first line of which may be as wide as the text."""
    block = before.block
    fits = _is_centred(before.lines[-1], block) or not _indent(before.lines[0], block)
    return fits and _is_centred(line, block) and _in_middle((*before.lines, line), block)


def _in_middle(lines: Sequence[Line], block: Block) -> bool:
    centre = (block.left + block.right) / 2
    return all(abs((line.x0 + line.x1) / 2 - centre) < line.size for line in lines)


def _indent(line: Line, block: Block) -> bool:
    return line.x0 - block.left > INDENT * line.size


def _is_centred(line: Line, block: Block) -> bool:
    left, right = line.x0 - block.left, block.right - line.x1
    return left > INDENT * line.size and right > INDENT * line.size and abs(left - right) < 2 * line.size


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of two lines."""
    steps = [below.top - above.top for above, below in pairwise(lines)]
    if len(steps) > 2:
        return median(steps)
    return USUAL_PITCH * median(line.size for line in lines) if lines else 0.0


def _is_ideograph(char: str) -> bool:
    return "一" <= unified(char) <= "鿿"


def _is_latin(char: str) -> bool:
    return bool(char) and char.isascii() and not char.isspace()
