"""PDF to text: pages to lines (`layout`), running lines dropped (`pdf_furniture`), ruled tables and forms (`pdf_tables`).

Order of work: every page gives its glyphs and the cells of its ruled tables (`pdf_pages`); running lines and tables of
contents are found over all pages; paragraphs and tables are then written in reading order, over the ends of pages
(`pdf_writing`).
"""

from collections.abc import Iterator, Sequence
from statistics import median

from corpus.content import Content
from corpus.errors import DocumentError
from corpus.formats import ocr
from corpus.formats.layout import Block, Line, blocks_of
from corpus.formats.pdf_furniture import contents_lines, without_furniture
from corpus.formats.pdf_pages import Page, read_pages
from corpus.formats.pdf_streams import check_references, checked_streams
from corpus.formats.pdf_tables import RuledTable, continued
from corpus.formats.pdf_writing import Item, write

FULL_PAGE = 8
"""Lines of a page from which its own edges of text are taken; shorter pages use those of the others."""

OUTLIERS = 0.05
"""Share of lines that may stand beyond the edges of text: hanging punctuation, marginal notes."""


def read_pdf(data: bytes, source: str) -> Content:
    """The text of a PDF with its pages, headings, tables and forms. Pages that are scans are read by the extra `ocr`.

    Raises DocumentError for a file that is broken, locked by a password, too long, or a scan that cannot be read here.
    """
    check_references(data, source)
    pages = read_pages(checked_streams(data, source), source)
    unread = [page.number + 1 for page in pages if page.unread]
    broken = [page.number + 1 for page in pages if page.broken]
    if not any(page.lines or page.tables for page in pages):
        raise _nothing_read(source, unread, broken)
    notes = []
    if unread:
        notes.append(f"第 {_ranges(unread)} 页是扫描图像，没有读入；安装 pip install 'policybot[ocr]' 后可识别")
    recognised = [page.number + 1 for page in pages if page.recognised]
    if recognised:
        notes.append(f"第 {_ranges(recognised)} 页是扫描图像，文字由识别得到，引用前请核对原件")
    if broken:
        notes.append(f"第 {_ranges(broken)} 页已损坏，没有读入")
    return write(_items(pages), len(pages), notes)


def _nothing_read(source: str, unread: list[int], broken: list[int]) -> DocumentError:
    if unread and ocr.is_available():
        return DocumentError(source, "是扫描件，图像里没有识别出文字", "请换一份清晰的扫描件或文字版")
    if unread:
        return DocumentError(
            source,
            "是扫描件，没有文字层",
            "请运行 pip install 'policybot[ocr]' 后重新添加，或先用文字识别软件转成可复制文字的 PDF",
        )
    if broken:
        return DocumentError(source, "PDF 的页面已损坏", "请重新下载，或用浏览器打开后另存为 PDF")
    return DocumentError(source, "PDF 里没有文字", "请确认文件已保存完整")


def _items(pages: Sequence[Page]) -> list[Item]:
    """Blocks of text and tables in reading order; running lines and tables of contents are left out, and tables that
    go on on the next page are one."""
    kept = without_furniture([tuple(page.lines) for page in pages], [page.height for page in pages])
    edges = _text_edges(kept)
    items: list[Item] = []
    for page, lines, (left, right) in zip(pages, kept, edges, strict=True):
        for item in _page_items(page, set(lines), left, right):
            before = items[-1] if items else None
            if isinstance(before, RuledTable) and isinstance(item, RuledTable) and before.pages[-1] != item.pages[0]:
                table = continued(before, item)
                items[-1:] = [table] if table else [before, item]
            else:
                items.append(item)
    return _without_contents(items)


def _page_items(page: Page, kept: set[Line], left: float, right: float) -> Iterator[Item]:
    if not page.rows and not page.tables:
        lines = tuple(line for line in page.lines if line in kept)
        yield from [Block(lines, left, right)] if lines else []
        return
    rows = [(line, row) for line, row in zip(page.lines, page.rows, strict=True) if line in kept]
    top = float("-inf")
    tables = sorted(page.tables, key=lambda table: table[0][1])
    for bbox, table in [*tables, ((0.0, float("inf"), 0.0, float("inf")), None)]:
        band = [glyph for line, row in rows if top <= line.top < bbox[1] for glyph in row]
        blocks = blocks_of(band, page.number)
        for block in blocks:
            yield Block(block, *((left, right) if len(blocks) == 1 else _column_edges(block, blocks, left, right)))
        if table:
            yield table
        top = max(top, bbox[1])


def _column_edges(
    lines: tuple[Line, ...], blocks: Sequence[tuple[Line, ...]], left: float, right: float
) -> tuple[float, float]:
    """Edges of the column that holds the lines: of the narrowest block of some length around them."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    slack = lines[0].size
    spans = [
        (min(ln.x0 for ln in block), max(ln.x1 for ln in block)) for block in blocks if len(block) >= FULL_PAGE // 2
    ]
    around = [(a, b) for a, b in spans if a - slack <= x0 and x1 <= b + slack]
    return min(around, key=lambda span: span[1] - span[0], default=(left, right))


def _text_edges(pages: Sequence[tuple[Line, ...]]) -> list[tuple[float, float]]:
    """Left and right edge of the text of each page; a page with few lines has those of the others."""
    found: list[tuple[float, float] | None] = []
    for lines in pages:
        if len(lines) < FULL_PAGE:
            found.append(None)
            continue
        lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
        cut = int(OUTLIERS * len(lines))
        found.append((lefts[cut], rights[-1 - cut]))
    full = [edges for edges in found if edges]
    if not full:
        short = [line for page in pages for line in page]
        full = [(min(line.x0 for line in short), max(line.x1 for line in short))] if short else [(0.0, 0.0)]
    usual = median(left for left, _ in full), median(right for _, right in full)
    return [edges or usual for edges in found]


def _without_contents(items: Sequence[Item]) -> list[Item]:
    lines = [line for item in items if isinstance(item, Block) for line in item.lines]
    dropped = contents_lines(lines)
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Block):
            rest = tuple(line for line in item.lines if line not in dropped)
            if rest:
                kept.append(Block(rest, item.left, item.right))
        else:
            kept.append(item)
    return kept


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers as people write them: 1-3、7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
