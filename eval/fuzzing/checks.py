"""What must be true of every document, whatever file it came from."""

from collections.abc import Iterator, Sequence

from corpus.load import Loaded
from corpus.records import Document, Item, Section, Span, Table
from corpus.similarity import signature


def broken_rules(loaded: Loaded) -> Iterator[str]:
    """Sentences on what is not true of the documents of a file, cut and compared as `index.storing` does it."""
    if not loaded.documents and not loaded.errors:
        yield "neither a document nor an error"
    if len({document.id for document in loaded.documents}) < len(loaded.documents):
        yield "two documents of one id"
    for item in loaded.items:
        for rule in _item(item):
            yield f"{item.document.member or item.document.source}: {rule}"


def _item(item: Item) -> Iterator[str]:
    document, text = item.document, item.document.text
    try:
        repr((text, document.metadata, document.member)).encode()
        text.encode()
    except UnicodeEncodeError:
        yield "characters that cannot be stored"
        return
    if not text.strip():
        yield "no text"
    if not 0 <= document.body <= len(text):
        yield f"the body begins at {document.body} of {len(text)}"
    for name, span in _spans(document):
        if not 0 <= span[0] <= span[1] <= len(text):
            yield f"{name} stands at {span} of {len(text)}"
    yield from _sections(document.sections)
    yield from _pages(document)
    for table in document.tables:
        yield from _table(table)
    if any(one.end > two.start for one, two in zip(document.tables, document.tables[1:], strict=False)):
        yield "tables overlap"
    if any(one.end != two.start for one, two in zip(document.parts, document.parts[1:], strict=False)):
        yield "parts do not follow each other"
    yield from _passages(item)
    signature(text)


def _spans(document: Document) -> Iterator[tuple[str, Span]]:
    yield from document.metadata.spans.items()
    for part in document.parts:
        yield "a part", (part.start, part.end)
    for reference in document.references:
        yield "a reference", (reference.start, reference.end)
        if reference.target:
            yield "the target of a reference", reference.target
    for section in document.sections:
        yield "a section", (section.start, section.end)
    for table in document.tables:
        yield "a table", (table.start, table.end)
        if table.caption:
            yield "the name of a table", table.caption


def _sections(sections: Sequence[Section]) -> Iterator[str]:
    last: dict[int | None, int] = {}
    for index, section in enumerate(sections):
        if not section.start <= section.body <= section.end:
            yield f"section {index} begins at {section.start}, its body at {section.body}, and ends at {section.end}"
        if section.parent is not None:
            if not 0 <= section.parent < index:
                yield f"section {index} stands before its parent {section.parent}"
                return
            parent = sections[section.parent]
            if not parent.start <= section.start <= section.end <= parent.end:
                yield f"section {index} reaches out of its parent"
            if parent.depth >= section.depth:
                yield f"section {index} is not below its parent"
        if section.start < last.get(section.parent, 0):
            yield f"section {index} overlaps the one before"
        last[section.parent] = section.end


def _pages(document: Document) -> Iterator[str]:
    if any(not 0 <= page <= len(document.text) for page in document.pages):
        yield "a page begins outside the text"
    if list(document.pages) != sorted(document.pages):
        yield "pages do not ascend"
    if document.first_page < 1:
        yield f"the first page is number {document.first_page}"


def _table(table: Table) -> Iterator[str]:
    at = table.start
    for cell in table.cells:
        if not at <= cell.start <= cell.end <= table.end:
            yield f"a cell at {cell.start} to {cell.end} in a table from {table.start} to {table.end}"
            return
        at = cell.end
        if min(cell.row, cell.column) < 0 or min(cell.rows, cell.columns) < 1:
            yield f"a cell in row {cell.row} and column {cell.column} over {cell.rows} and {cell.columns}"
            return
    if table.header_rows < 0 or table.header_columns < 0:
        yield "a table with less than no header"


def _passages(item: Item) -> Iterator[str]:
    document, at = item.document, 0
    for passage in item.passages:
        if passage.text != document.text[passage.start : passage.end] or not passage.text.strip():
            yield f"the passage at {passage.start} is not the text there, or empty"
            return
        if passage.start < at:
            yield f"the passage at {passage.start} stands before the end of the one before it"
            return
        at = passage.start
        if any(not passage.start <= cell.start <= cell.end <= passage.end for cell in passage.cells):
            yield f"the passage at {passage.start} has a cell outside"
            return
        str(passage.described)
