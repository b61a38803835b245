"""Blocks and ruled tables, in reading order, to Content: paragraphs, headings, fields and tables with their pages.

A page may begin inside a paragraph. While the text is written, a character that no text may hold (a Unicode noncharacter)
stands where each page begins; at the end it is taken out and its places become `Content.pages`.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus.captions import UNIT_LINE
from corpus.content import Builder, Content, GridCell
from corpus.formats.layout import Block, Line, Paragraph, ends_statement, has_label, joined, paragraphs_of
from corpus.formats.pdf_tables import FormRow, RuledTable, form_rows, grid_cells, is_prose
from corpus.records import Span

Item = Block | RuledTable

PAGE_MARK = "\ufdd0"

HEADING_SIZE = 1.12
"""Times the usual size from which a line is a heading; 三号 over 小三 is 1.07 and only a change of paragraph style."""

FAT_SIZE = 1.05
"""Times the usual size from which a fat line is a heading wherever it stands: half a point over 五号."""

HEADING_PITCH = 2.2
"""em between two lines of one heading at most."""

MAX_HEADING = 80
"""Characters of a heading by size."""

MAX_HEADING_LINES = 3
"""Lines of a heading in a form."""

MAX_FAT_HEADING = 30
"""Characters of a heading that is fat and no larger than HEADING_SIZE."""

MAX_LEVELS = 4
"""Sizes of headings told apart; rows over a form's whole width come next, then its labels at 6."""

MAX_CAPTION = 60
"""Characters of the line that names a table."""

_RED_HEAD = re.compile(r"文件$|^[（(]?[〔\[【]?\d*[〕\]】]?.{0,12}第\s?\d+\s?号[)）]?$")
_CAPTION = re.compile(r"附?[表图]\s?[\d一二三四五六七八九十]|.{2,}(?:表|清单|目录|一览|名单|标准)(?:[（(].*[)）])?$")


@dataclass(slots=True)
class _Writer:
    builder: Builder
    body_size: float
    sizes: list[float]
    """Sizes of headings from the largest."""
    page: int = -1
    last: list[tuple[Span, str]] = field(default_factory=list)

    def marked(self, text: str, page: int) -> str:
        """The text behind a mark for each page that begins before it."""
        marks = max(0, page - self.page)
        self.page = max(page, self.page)
        return PAGE_MARK * marks + text

    def text_of(self, paragraph: Paragraph) -> str:
        text = ""
        for page, lines in groupby(paragraph.lines, key=lambda line: line.page):
            piece = joined(line.text for line in lines)
            text = joined([text, piece]) if page <= self.page else joined([text, self.marked(piece, page)])
        return text

    def level_of(self, paragraph: Paragraph) -> int | None:
        """Level of a heading from 1, None for a paragraph."""
        size, plain = _size(paragraph.lines), paragraph.text
        if len(plain) > MAX_HEADING or plain.endswith(("。", "；", "，", "、")):
            return None
        if size >= HEADING_SIZE * self.body_size:
            return 1 + min(range(len(self.sizes)), key=lambda i: abs(self.sizes[i] - size)) if self.sizes else 1
        fat = all(line.bold for line in paragraph.lines) and len(plain) <= MAX_FAT_HEADING
        placed = paragraph.is_centred or size >= FAT_SIZE * self.body_size
        return len(self.sizes) + 1 if fat and placed else None


def write(items: Sequence[Item], pages: int, notes: Iterable[str]) -> Content:
    """The content of a file of `pages` pages."""
    lines = [line for item in items for line in _lines(item)]
    body_size = _usual_size(lines)
    blocks = [item for item in items if isinstance(item, Block)]
    writer = _Writer(Builder(), body_size, _heading_sizes(paragraphs_of(blocks), body_size))
    seen_text = False
    for is_text, run in groupby(items, key=lambda item: isinstance(item, Block)):
        if is_text:
            _write_text(writer, [item for item in run if isinstance(item, Block)], may_have_title=not seen_text)
            seen_text = True
        else:
            for table in run:
                if isinstance(table, RuledTable):
                    _write_table(writer, table)
    for note in notes:
        writer.builder.note(note)
    return _with_pages(writer.builder.build(), pages)


def _write_text(writer: _Writer, blocks: list[Block], may_have_title: bool) -> None:
    paragraphs = _whole_headings(paragraphs_of(blocks), writer.body_size)
    title = _title(paragraphs, writer) if may_have_title else None
    writer.last = []
    for paragraph in paragraphs:
        level = writer.level_of(paragraph)
        start = writer.builder.length
        text = writer.text_of(paragraph)
        if paragraph is title:
            writer.builder.title(text)
        elif level is None or _RED_HEAD.search(paragraph.text):
            writer.builder.paragraph(text)
        else:
            writer.builder.heading(text, level)
        writer.last.append(((start, writer.builder.length - 1), paragraph.text))


def _whole_headings(paragraphs: Sequence[Paragraph], body_size: float) -> list[Paragraph]:
    """Headings broken by hand are one: lines of one large size below each other, the second without a label."""
    whole: list[Paragraph] = []
    for paragraph in paragraphs:
        first, last = paragraph.lines[0], whole[-1].lines[-1] if whole else None
        if (
            last
            and last.page == first.page
            and min(first.size, last.size) >= HEADING_SIZE * body_size
            and abs(first.size - last.size) < 1
            and 0 < first.top - last.top < HEADING_PITCH * first.size
            and not has_label(first.text)
            and not ends_statement(last.text)
            and whole[-1].is_centred == paragraph.is_centred
        ):
            whole[-1] = Paragraph((*whole[-1].lines, *paragraph.lines), paragraph.block)
        else:
            whole.append(paragraph)
    return whole


def _title(paragraphs: Sequence[Paragraph], writer: _Writer) -> Paragraph | None:
    """The largest centred heading before the first paragraph of prose, or a first line larger than any other.

    The red head (…文件) is the issuer's.
    """
    candidates = []
    first = paragraphs[0]
    sizes = [_size(paragraph.lines) for paragraph in paragraphs[1:]]
    alone = not sizes or _size(first.lines) > max(sizes)
    for paragraph in paragraphs:
        plain = paragraph.text
        if ends_statement(plain) and len(plain) > MAX_CAPTION:
            break
        large = _size(paragraph.lines) >= HEADING_SIZE * writer.body_size
        placed = paragraph.is_balanced or (alone and paragraph is first)
        if large and placed and not has_label(plain) and not _RED_HEAD.search(plain):
            candidates.append(paragraph)
    return max(candidates, key=lambda paragraph: _size(paragraph.lines), default=None)


def _write_table(writer: _Writer, table: RuledTable) -> None:
    rows = form_rows(table)
    if rows is not None:
        for row in rows:
            _write_form_row(writer, row)
    elif is_prose(table):
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
            for paragraph in paragraphs_of(cell.blocks):
                writer.builder.paragraph(writer.text_of(paragraph))
    else:
        cells: list[GridCell] = []
        for grid, page in grid_cells(table):
            cells.append(replace(grid, text=writer.marked(grid.text, page)) if grid.text.strip() else grid)
        writer.builder.table(cells, _caption(writer))
    writer.last = []


def _write_form_row(writer: _Writer, row: FormRow) -> None:
    for label, blocks in row.pairs:
        paragraphs = paragraphs_of(blocks)
        if not label and len(row.pairs) == 1 and _is_heading_row(blocks):
            paragraphs = [Paragraph(blocks[0].lines, blocks[0])]
            writer.builder.heading(writer.text_of(paragraphs[0]), len(writer.sizes) + 1)
        elif label and paragraphs:
            name = writer.marked(label, paragraphs[0].lines[0].page)
            writer.builder.field(name, "\n".join(writer.text_of(paragraph) for paragraph in paragraphs))
        elif label:
            writer.builder.paragraph(f"{writer.marked(label, row.page)}：")
        else:
            for paragraph in paragraphs:
                writer.builder.paragraph(writer.text_of(paragraph))


def _is_heading_row(blocks: Sequence[Block]) -> bool:
    """Whether a row over the whole width holds a heading: few lines on one page that make no statement."""
    if len(blocks) != 1 or len(blocks[0].lines) > MAX_HEADING_LINES:
        return False
    text = "".join(line.text for line in blocks[0].lines)
    return len(text) <= MAX_HEADING and not any(ends_statement(line.text) for line in blocks[0].lines)


def _caption(writer: _Writer) -> Span | None:
    """The line above that names the table; a line with the unit may stand between."""
    for span, text in reversed(writer.last[-2:]):
        if len(text) <= MAX_CAPTION and _CAPTION.match(text):
            return span
        if not UNIT_LINE.match(text):
            return None
    return None


def _with_pages(content: Content, pages: int) -> Content:
    """The content without the marks of pages, every offset moved."""
    marks = [at for at, char in enumerate(content.text) if char == PAGE_MARK]

    def moved(offset: int) -> int:
        return offset - bisect_left(marks, offset)

    def span(start: int, end: int) -> Span:
        return moved(start), moved(end)

    text = content.text.replace(PAGE_MARK, "")
    starts = [moved(at) for at in marks]
    starts += [len(text)] * (pages - len(starts))
    return replace(
        content,
        text=text,
        pages=tuple(starts),
        headings=tuple(replace(h, start=moved(h.start), end=moved(h.end)) for h in content.headings),
        fields=tuple(
            replace(f, label=f.label.replace(PAGE_MARK, ""), start=moved(f.start), end=moved(f.end))
            for f in content.fields
        ),
        tables=tuple(
            replace(
                table,
                start=moved(table.start),
                end=moved(table.end),
                cells=tuple(replace(c, start=moved(c.start), end=moved(c.end)) for c in table.cells),
                caption=span(*table.caption) if table.caption else None,
            )
            for table in content.tables
        ),
        title=span(*content.title) if content.title else None,
    )


def _lines(item: Item) -> list[Line]:
    if isinstance(item, Block):
        return list(item.lines)
    return [line for cell in item.cells for block in cell.blocks for line in block.lines]


def _size(lines: Sequence[Line]) -> float:
    return max(line.size for line in lines)


def _usual_size(lines: Sequence[Line]) -> float:
    """The size in points that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _heading_sizes(paragraphs: Iterable[Paragraph], body_size: float) -> list[float]:
    """The sizes of headings, the largest first; sizes that differ by less than a point are one."""
    found: list[float] = []
    for size in sorted({_size(p.lines) for p in paragraphs if len(p.text) <= MAX_HEADING}, reverse=True):
        if size >= HEADING_SIZE * body_size and (not found or found[-1] - size >= 1):
            found.append(size)
    return found[:MAX_LEVELS]
