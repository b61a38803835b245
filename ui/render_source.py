"""The source panel: a whole document with its outline, its quote marked, its tables as tables. Pure; everything that comes from
a document is escaped, and the text of the body is that of the document, character by character.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from bot.records import Citation
from corpus.records import Cell, Document, Section, Span, Table
from corpus.validity import Status
from index.correcting import shown
from index.corrections import Correction, Field
from ui import texts
from ui.unmarked import unmarked

FEW_HEADINGS, MOST_HEADINGS = 3, 400
"""Headings below which an outline helps nobody, and beyond which none is made."""

HEADING_LENGTH = 36
"""Characters of a heading in the outline: two lines of it."""

_NUMBER = "[一二三四五六七八九十百零〇\\d]+"
_BARE = re.compile(f"第{_NUMBER}[条章节款]|[（(]{_NUMBER}[)）]|{_NUMBER}[、.．]|{_NUMBER}是")
"""A heading that is only a label, which the beginning of its text follows in the outline."""

MOST_CELLS, MOST_COLUMNS = 3_000, 40
"""Of a table that is laid out; a larger one stays as lines, which a browser shows faster."""


def empty_panel() -> str:
    """The source panel before anything was opened."""
    return f'<div class="pb-panel-empty"><p>{texts.PANEL_EMPTY}</p></div>'


def panel(
    citation: Citation,
    document: Document | None,
    *,
    label: str | None = None,
    figure: Span | None = None,
    corrections: Sequence[Correction] = (),
) -> str:
    """The whole cited document with the quote in `<mark id="hit">`, and in it what counts, `figure`, in `<b>`.

    If the document is gone, or does not hold the quote at its place, the panel says so and shows the quote alone. `label`
    says what is shown, in place of the citation's mark; what people corrected of the document is marked as such.
    """
    if document is not None and document.id != citation.source.id:
        document = None  # the key is another's by now
    head = _head(citation, document, label, corrections if document else ())
    if document is None:
        return _article(head, _note(texts.PANEL_GONE, citation.quote))
    start, end = citation.start, citation.end
    if document.text[start:end] != citation.quote or not citation.quote:
        return _article(head, _note(texts.PANEL_MOVED, citation.quote) + _body(document, (0, 0), None))
    if figure is not None and not start <= figure[0] < figure[1] <= end:
        figure = None
    return _article(head, _body(document, (start, end), figure, citation.heading))


def badge(status: Status) -> str:
    """The status of a document as a badge, "" where it states none."""
    if status is Status.UNSTATED:
        return ""
    return f'<span class="pb-badge pb-{status.name.lower().replace("_", "-")}">{texts.named(status)}</span>'


def path(heading: Sequence[str]) -> str:
    """Headings from the top down on one line."""
    return '<span class="pb-step"> › </span>'.join(escape(line(unmarked(part))) for part in heading)


def day(of: date | None) -> str:
    """A day as documents write it, or as English does; "" for None."""
    return texts.DAY.format(of) if of else ""


def corrected(made: Correction) -> str:
    """That a value was corrected: what was read, who did it and when."""
    before, moment = shown(made.before) or texts.DOC_NONE, made.at.astimezone().date()
    return (
        f'<small class="pb-made">{escape(texts.DOC_CORRECTED.format(before=before, who=made.who, day=moment))}</small>'
    )


def line(text: str) -> str:
    """On one line: white space, line breaks included, as single spaces."""
    return " ".join(text.split())


def _head(citation: Citation, document: Document | None, label: str | None, corrections: Sequence[Correction]) -> str:
    metadata = document.metadata if document else citation.source.metadata
    expires = citation.source.metadata.expires or metadata.expires  # as others have prolonged it
    lang = texts.foreign()
    facts = (
        (texts.NUMBER, Field.NUMBER, metadata.number, lang),
        (texts.ISSUER, Field.ISSUER, metadata.issuer, lang),
        (texts.PLACE, Field.REGION, " ".join(metadata.region), lang),
        (texts.SIGNED, Field.SIGNED, day(metadata.signed), ""),
        (texts.PUBLISHED, Field.PUBLISHED, day(metadata.published), ""),
        (texts.EFFECTIVE, Field.EFFECTIVE, day(metadata.effective), ""),
        (texts.EXPIRES, Field.EXPIRES, day(expires), ""),
    )
    made = {each.field: corrected(each) for each in corrections}
    rows = "".join(
        f"<div><dt>{name}</dt><dd{lang}>{escape(line(value))}{made.get(key, '')}</dd></div>"
        for name, key, value, lang in facts
        if value
    )
    state = badge(citation.source.status)
    status = f"<div><dt>{texts.STATUS}</dt><dd>{state}</dd></div>" if state else ""
    return (
        f'<div class="pb-kicker"><span>{escape(label or texts.PANEL_MARK.format(citation.marker))}</span>'
        f"{_file(citation, document)}"
        f'<a class="pb-back" href="#back">{texts.PANEL_BACK}</a></div>'
        f"<h2{texts.foreign()}>{escape(line(metadata.title))}</h2>{made.get(Field.TITLE, '')}"
        + (f"<dl>{status}{rows}</dl>" if status or rows else "")
        + _place(citation.heading, citation.page)
        + (_outline(document, citation.start) if document else "")
    )


def _file(citation: Citation, document: Document | None) -> str:
    """The link to the file that the document was read from; its address is the document's id alone."""
    if document is None or not re.fullmatch("[0-9a-f]{16}", citation.source.id):
        return ""
    return f'<a class="pb-file" href="/api/documents/{citation.source.id}/file" download>{texts.PANEL_FILE}</a>'


def _place(heading: Sequence[str], page: int | None) -> str:
    parts = [f"<span{texts.foreign()}>{path(heading)}</span>"] if heading else []
    if page is not None:
        parts.append(texts.PANEL_PAGE.format(page))
    return f'<p class="pb-place"><b>{texts.PANEL_PLACE}</b><span>{texts.COMMA.join(parts)}</span></p>' if parts else ""


def _outline(document: Document, at: int) -> str:
    """The headings as links to their places; those above the quote are told."""
    headings = [section for section in document.sections if section.is_heading]
    if not FEW_HEADINGS <= len(headings) <= MOST_HEADINGS:
        return ""
    top = min(section.depth for section in headings)
    items = "".join(
        f'<li class="pb-depth-{min(section.depth - top, 3)}{" pb-here" if section.start <= at < section.end else ""}">'
        f'<a href="#at-{section.start}">{escape(_heading(document, section))}</a></li>'
        for section in headings
    )
    name = texts.PANEL_OUTLINE.format(len(headings))
    return f'<details class="pb-outline"><summary>{name}</summary><ol{texts.foreign()}>{items}</ol></details>'


def _heading(document: Document, section: Section) -> str:
    text = line(section.heading).rstrip("。")
    if _BARE.fullmatch(text):
        text += f" {line(document.text[section.body : min(section.body + HEADING_LENGTH, section.end)])}"
    return text if len(text) <= HEADING_LENGTH else text[:HEADING_LENGTH].rstrip() + "…"


def _article(head: str, content: str) -> str:
    return f'<article class="pb-document"><header>{head}</header>{content}</article>'


def _note(words: str, quote: str) -> str:
    return f'<div class="pb-note"><p>{words}</p><blockquote>{escape(quote)}</blockquote></div>'


def _body(document: Document, hit: Span, figure: Span | None, heading: Sequence[str] = ()) -> str:
    anchors = tuple(each.start for each in document.sections if each.is_heading)
    page = _Page(document.text, hit, figure, anchors, frozenset(heading))
    parts: list[str] = []
    at = 0
    for table in sorted(document.tables, key=lambda each: each.start):
        if table.start >= at and _is_laid_out(table):
            parts += (page.piece(at, table.start), _grid(page, table))
            at = table.end
    parts.append(page.piece(at, len(document.text)))
    return f'<div class="pb-body"{texts.foreign()} tabindex="0">{"".join(parts)}</div>'


@dataclass(slots=True)
class _Page:
    """A text with what is marked in it: the quote, what counts in the quote, and places to jump to. `named` are the headings
    of the quote, among them the headers of the cell that it was cited for."""

    text: str
    hit: Span
    figure: Span | None
    anchors: tuple[int, ...]
    named: frozenset[str]
    marked: bool = field(default=False)

    def piece(self, start: int, end: int) -> str:
        """The text at [start, end)."""
        first, last = max(start, self.hit[0]), min(end, self.hit[1])
        if first >= last:
            return self._plain(start, end)
        name = 'class="pb-hit"' if self.marked else 'id="hit"'
        self.marked = True
        return f"{self._plain(start, first)}<mark {name}>{self._hit(first, last)}</mark>{self._plain(last, end)}"

    def _hit(self, start: int, end: int) -> str:
        first, last = self.figure or (end, end)
        if not start <= first < last <= end:
            return self._plain(start, end)
        return f"{self._plain(start, first)}<b>{self._plain(first, last)}</b>{self._plain(last, end)}"

    def _plain(self, start: int, end: int) -> str:
        parts: list[str] = []
        for anchor in self.anchors:
            if start <= anchor < end:
                parts.append(f'{escape(self.text[start:anchor])}<i id="at-{anchor}"></i>')
                start = anchor
        return "".join((*parts, escape(self.text[start:end])))


def _is_laid_out(table: Table) -> bool:
    ordered = all(a.end <= b.start for a, b in zip(table.cells, table.cells[1:], strict=False))
    return ordered and 0 < len(table.cells) <= MOST_CELLS and _columns(table) <= MOST_COLUMNS


def _columns(table: Table) -> int:
    return max(cell.column + cell.columns for cell in table.cells)


def _grid(page: _Page, table: Table) -> str:
    """A table as a grid. What divides the cells in the text is there but not seen, so that the text stays whole; the row of
    the quote and the headers of what counts in it are told."""
    within = [cell for cell in table.cells if cell.start < page.hit[1] and page.hit[0] < cell.end]
    focus = _focus(page, table, within)
    parts: list[str] = []
    at = table.start
    for cell in table.cells:
        names = "".join(_names(table, cell, within, focus))
        area = f"grid-row:{cell.row + 1}/span {cell.rows};grid-column:{cell.column + 1}/span {cell.columns}"
        parts += _gap(page.text[at : cell.start])
        parts.append(f'<span class="pb-cell{names}" style="{area}">{page.piece(cell.start, cell.end)}</span>')
        at = cell.end
    parts += _gap(page.text[at : table.end])
    columns = f"grid-template-columns:repeat({_columns(table)},minmax(4.5em,auto))"
    return f'<span class="pb-sheet"><span class="pb-grid" style="{columns}">{"".join(parts)}</span></span>'


def _focus(page: _Page, table: Table, within: Sequence[Cell]) -> Sequence[Cell]:
    """Of the cells of the quote those that count: that of the figure, else those whose header is named, else all."""
    if page.figure:
        first, last = page.figure
        return [cell for cell in within if cell.start < last and first < cell.end]
    heads = [
        cell for cell in table.cells
        if cell.row < table.header_rows and line(page.text[cell.start : cell.end]) in page.named
    ]  # fmt: skip
    named = [
        cell for cell in within
        if cell.row >= table.header_rows and cell.column >= table.header_columns
        and any(_meet(cell.column, cell.columns, head.column, head.columns) for head in heads)
    ]  # fmt: skip
    return named or within


def _names(table: Table, cell: Cell, within: Sequence[Cell], focus: Sequence[Cell]) -> Iterator[str]:
    head_row, head_column = cell.row < table.header_rows, cell.column < table.header_columns
    if head_row or head_column:
        yield " pb-head"
    if any(_meet(cell.row, cell.rows, each.row, each.rows) for each in within):
        yield " pb-row"
    of_column = head_row and any(_meet(cell.column, cell.columns, each.column, each.columns) for each in focus)
    of_row = head_column and any(_meet(cell.row, cell.rows, each.row, each.rows) for each in focus)
    if (of_column or of_row) and cell not in focus:
        yield " pb-of"
    if cell in focus and len(focus) < len(within):
        yield " pb-counts"


def _meet(one: int, length: int, other: int, reach: int) -> bool:
    return one < other + reach and other < one + length


def _gap(text: str) -> list[str]:
    return [f'<span class="pb-gap">{escape(text)}</span>'] if text else []
