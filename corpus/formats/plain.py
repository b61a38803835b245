"""Plain text and Markdown: the text is kept as it is, and tables drawn with | are found in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.captions import UNIT_LINE
from corpus.content import Content, GridCell, header_extent
from corpus.organisations import organisations
from corpus.records import Cell, Span, Table
from corpus.text import decode, lines, unmarked
from corpus.titles import MAX_LINE

MAX_RULE = 2_000
"""Characters of the line of dashes below a header: more are no table that anybody reads."""

MAX_CAPTION = 60
"""Characters of the line above a table that may name it."""

LONG_LINE = 600
"""Characters of a line from which on it is no paragraph but a text whose line breaks were lost to spaces."""

SHORT_LINE = 20
"""Characters that the lines so found have on average at least; a text of shorter ones is none whose breaks were lost."""

_GAP = r"(?<![ \u3000\xa0])[ \u3000\xa0]"
_LOST_BREAK = re.compile(
    rf"(?<=[。！？；：”）》】]){_GAP}++(?=\S)|{_GAP}{{2,}}+(?=\S)"
    rf"|(?<=[\u4e00-\u9fff]){_GAP}++(?=[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十]{{1,3}}）|第[一二三四五六七八九十百]{{1,5}}[条章]|附件)"
    rf"|(?:(?<=的通知)|(?<=的公告)|(?<=的通告)|(?<=的意见)|(?<=的决定)){_GAP}++(?=\S)|(?<=号){_GAP}++(?=[\u4e00-\u9fff])"
)
"""A space in the place of a line break: official Chinese has none within a sentence."""

MIN_TITLE = 6
"""Characters of the shortest title that is told from a word spaced out (通 告)."""

_SPACE = re.compile(r"(?<=\S)[ \u3000\xa0]+(?=\S)")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("【", "】"))

_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*")
_FENCE = re.compile(r"(```+|~~~+)")
_BREAK = re.compile(r"\r\n|\r|\n")
_BAR = re.compile(r"(?<!\\)\|")


def read_text(data: bytes, source: str) -> Content:
    """The text of a file with its tables. Raises DocumentError for what is no text."""
    text = _with_breaks(decode(data, source))
    return Content(text, tables=tuple(_tables(text)) if "|" in text else ())


def _with_breaks(text: str) -> str:
    """A text with the line breaks back that copying turned into spaces, in lines that are too long to be paragraphs; as long as before."""
    text = _with_headline(text)
    if not any(end - start > LONG_LINE for start, end in lines(text)):
        return text
    parts = []
    for line in text.splitlines(keepends=True):
        long = len(line) > LONG_LINE and "|" not in line
        broken, breaks = _LOST_BREAK.subn(lambda space: "\n" + space.group()[1:], line) if long else (line, 0)
        parts.append(broken if breaks * SHORT_LINE < len(line) else line)
    return "".join(parts)


def _with_headline(text: str) -> str:
    """A text whose first line is too long for a title, with the break back behind the title that it opens with; as long as before."""
    start, end = next(lines(text), (0, 0))
    if end - start <= (MAX_LINE if end == len(text.rstrip()) else LONG_LINE) or "|" in text[start:end]:
        return text
    for gap in _SPACE.finditer(text, start, start + MAX_LINE):
        title = text[start : gap.start()]
        if "。" in title or "；" in title or title[-1:] in "，、：,:":
            return text
        closed = all(title.count(one) == title.count(other) for one, other in _PAIRS)
        if len(title) >= MIN_TITLE and closed and not organisations(text, start, gap.start()):
            return text[: gap.start()] + "\n" + text[gap.start() + 1 :]
    return text


def _tables(text: str) -> Iterator[Table]:
    """Tables as Markdown writes them: a header, a line of dashes with as many columns, rows up to a line without |."""
    before: list[Span] = []
    rows: list[Span] = []
    fence = ""
    for span in lines(text):
        line = text[slice(*span)] if span[1] - span[0] <= MAX_RULE else ""
        fenced = _FENCE.match(line)
        if fenced and (not fence or line.startswith(fence)):
            fence = "" if fence else fenced[1]
        goes_on = bool(rows) and not fence and _BAR.search(text, *span) is not None
        if goes_on and len(_BREAK.findall(text, rows[-1][1], span[0])) == 1:
            rows.append(span)
            continue
        if rows:
            yield _table(text, rows, _caption(text, before))
            before, rows = [], []
        if not fence and before and "-" in line and _RULE.fullmatch(line) and _opens(text, before[-1], span):
            rows = [before.pop(), span]
        else:
            before = [*before[-2:], span]
    if rows:
        yield _table(text, rows, _caption(text, before))


def _opens(text: str, header: Span, rule: Span) -> bool:
    """Whether two lines are the header of a table and the line of dashes below it."""
    columns = len(_cells(text, header))
    return columns > 1 and columns == len(_cells(text, rule))


def _cells(text: str, row: Span) -> list[Span]:
    """Spans of the cells of a row, blank ones included."""
    start, end = row
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    edges = [start - 1, *bars, end]
    if bars and bars[0] == start:
        edges = edges[1:]
    if bars and bars[-1] == end - 1:
        edges = edges[:-1]
    return [_trimmed(text, left + 1, right) for left, right in pairwise(edges)]


def _within(cells: Sequence[Span], width: int) -> Sequence[Span]:
    """The cells of a row; what stands beyond the header's `width` belongs to the last."""
    return [*cells[: width - 1], (cells[width - 1][0], cells[-1][1])] if len(cells) > width else cells


def _trimmed(text: str, start: int, end: int) -> Span:
    raw = text[start:end]
    return start + len(raw) - len(raw.lstrip()), max(start, start + len(raw.rstrip()))


def _table(text: str, rows: Sequence[Span], caption: Span | None) -> Table:
    """The table of a header, a line of dashes and rows. Cells that are blank have no span, as in every format."""
    kept = [rows[0], *rows[2:]]
    width = len(_cells(text, rows[0]))
    cells = [
        Cell(start, end, number, column)
        for number, row in enumerate(kept)
        for column, (start, end) in enumerate(_within(_cells(text, row), width))
        if start < end
    ]
    grid = [
        GridCell(unmarked(text[cell.start : cell.end]), cell.row, cell.column, is_header=cell.row == 0)
        for cell in cells
    ]
    header_rows, header_columns = header_extent(grid)
    return Table(rows[0][0], rows[-1][1], tuple(cells), header_rows, header_columns, caption)


def _caption(text: str, before: Sequence[Span]) -> Span | None:
    """The line above a table that names it, over one with the unit: short, no sentence and no heading, which stands above
    the table anyway."""
    for start, end in reversed(before):
        line = text[start:end]
        if not UNIT_LINE.match(line):
            named = len(line) <= MAX_CAPTION and not line.startswith("#") and line[-1] not in "。；;，,：:！？|"
            return (start, end) if named else None
    return None
