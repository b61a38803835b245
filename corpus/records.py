"""The records that the corpus layer produces. All offsets are characters of `Document.text`, end exclusive."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from corpus.benefit_records import Benefit
from corpus.captions import counts_apart
from corpus.quantity import opening_unit
from corpus.text import unmarked

Span = tuple[int, int]
"""Start and end."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text's span, its row and column from 0, and how many of each it reaches over."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table at [start, end): its cells in reading order, how many rows and columns are headers, and the span of the
    line that names it."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    header_rows: int
    header_columns: int
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the heading tree, in document order.

    `heading` is the heading as written ("（一）突出规划先行，健全创新体系"), trimmed; for a numbered item without a
    heading of its own it is the label ("（一）"). `start` is where the label stands, `body` where the text after the
    heading begins, `end` where the next node of the same or a higher level begins. `parent` is an index into
    `Document.sections`, or None at the top.
    """

    heading: str
    kind: str
    depth: int
    start: int
    body: int
    end: int
    parent: int | None
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself; None where it is silent.

    `number` holds all numbers of a joint document, divided by 、, and `issuer` all issuers likewise. `expires` is the last
    day in force (有效期至). `region` runs from
    the province down: ("浙江省", "宁波市", "慈溪市"). `kind` is the Chinese name of the kind of document (通知, 办法,
    工作总结). `audience` is whom the document is for, as written. `draft` is true of a text that asks for opinions
    (征求意见稿). `annexes` holds the titles of the annexes. `spans` says for each field by name where in the text it was
    read; what was not read there (a title taken from the file's name, a place that an issuer implies) has no span. The
    spans of `annexes` are named annex1, annex2 … in their order. A day that a clause computes (自印发之日起, 有效期3年) has
    the span of the clause.
    """

    title: str
    number: str | None = None
    issuer: str | None = None
    region: tuple[str, ...] = ()
    kind: str | None = None
    signed: date | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    year: int | None = None
    audience: str | None = None
    draft: bool = False
    annexes: tuple[str, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)

    @property
    def issued(self) -> date | None:
        """The day that dates the document: signed, else published, else in force."""
        return self.signed or self.published or self.effective


class PartKind(StrEnum):
    """What a part of a document is: the notice that forwards a text, the text, an annex."""

    NOTICE = "notice"
    MAIN = "main"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document at [start, end), with its own title; the parts of a document hold its whole body."""

    kind: PartKind
    title: str
    start: int
    end: int


class Relation(StrEnum):
    """How a document speaks of another: made on its basis, repeals it, forwards it, amends it, prolongs its
    validity, or only names it."""

    BASIS = "basis"
    REPEALS = "repeals"
    FORWARDS = "forwards"
    AMENDS = "amends"
    EXTENDS = "extends"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Extension:
    """How much longer a document is in force by the word of another: `until` its new last day, or `months` longer than
    before; one of the two is given."""

    until: date | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention at [start, end) of another document by title or number, or of a place in this one (前款, 本办法第三条):
    then title and number are None and `target` is the span meant. `article` is the place in it as written (第五条第二项).
    `extension` is given where the relation is EXTENDS.
    """

    start: int
    end: int
    title: str | None
    number: str | None
    article: str | None
    relation: Relation = Relation.MENTIONS
    target: Span | None = None
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """The offsets at which the pages of a document begin, and the number of the first of them."""

    starts: tuple[int, ...]
    first: int

    def at(self, offset: int) -> int | None:
        """Number of the page that holds the character at `offset`, None for a text without pages."""
        return self.first + max(0, bisect_right(self.starts, offset) - 1) if self.starts else None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read. `id` is the first 16 hexadecimal digits of the SHA-256 of the file's bytes.

    A file that holds several texts (an archive, a guide made of policy cards) gives several documents: `member` tells them
    apart and is their path or number inside the file, and their `id` is that of the file and the member. `pages` holds the
    offset at which each page begins, () for a text without pages, and `first_page` is the number of the first of them.
    """

    id: str
    source: str
    text: str
    body: int
    metadata: Metadata
    sections: tuple[Section, ...]
    member: str = ""
    pages: tuple[int, ...] = ()
    first_page: int = 1
    tables: tuple[Table, ...] = ()
    parts: tuple[Part, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def title(self) -> str:
        return self.metadata.title

    @property
    def opening(self) -> Span:
        """Where the document begins for a reader: its title, else its first line."""
        if span := self.metadata.spans.get("title"):
            return span
        start = len(self.text) - len(self.text.lstrip())
        end = self.text.find("\n", start)
        return start, end if end != -1 else len(self.text)

    def path_at(self, offset: int) -> tuple[str, ...]:
        """Headings above the character at `offset`, outermost first; () before the first heading."""
        return path_of(self.sections, section_at(self.sections, offset))

    def page_at(self, offset: int) -> int | None:
        """Number of the page that holds the character at `offset`, None for a text without pages."""
        return Pages(self.pages, self.first_page).at(offset)


@dataclass(frozen=True, slots=True)
class Headed:
    """A cell of a table at [start, end) of the document's text with the headers of its row and of its column, each from
    the outermost in: ("高新技术企业", "2024年", "目标")."""

    start: int
    end: int
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one section: `text == document.text[start:end]`, and `path` holds the headings above it.

    `page` is the number of the page on which it begins. A row of a table has `cells`: the headers of each of its cells.
    """

    document_id: str
    start: int
    end: int
    path: tuple[str, ...]
    text: str
    page: int | None = None
    cells: tuple[Headed, ...] = ()

    @property
    def clauses(self) -> tuple[str, ...]:
        """For a row of a table, each cell behind its headers (慈溪市 2024年 目标（家）：8500家), a bare number with the unit
        that a header gives in brackets, else that of a column of units, else, unless it counts something else (增速,
        户数), that of the line above the table."""
        pieces = [
            (cell.headers, unmarked(self.text[cell.start - self.start : cell.end - self.start])) for cell in self.cells
        ]
        named = next((piece for headers, piece in pieces if headers and _UNIT_COLUMN.fullmatch(headers[-1])), "")

        def unit(headers: tuple[str, ...]) -> str:
            own, above = _unit(headers) or _unit((f"（{named}）",)), _unit(self.path[-1:])
            return own or ("" if counts_apart(headers, above) else above)

        return tuple(
            f"{' '.join(headers)}：{piece}{unit(headers) if _BARE.fullmatch(piece) else ''}".lstrip("：")
            for headers, piece in pieces
        )

    @property
    def described(self) -> str:
        """The text to search in: that of a row with the headers of its cells."""
        return "；".join(self.clauses) if self.cells else self.text


class IndicatorKind(StrEnum):
    """What a figure says of its metric: a level that was reached, one that is aimed at, a growth, a share, a rank. A growth,
    share or rank that is aimed at is told by `Indicator.target`."""

    ACHIEVED = "完成"
    TARGET = "目标"
    GROWTH = "增长"
    SHARE = "占比"
    RANK = "排名"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of a report with all that it is about.

    `metric` is the canonical name of what is measured (研发投入强度, 高新技术企业) without its qualifiers; `qualifiers` are
    those as written (全市, 市级, 规上, 国家级, 新认定, 累计, 净增, 第二批). `value` is in the unit itself (74.4亿元 is
    7440000000 of unit 元) and None where the text names no number (半数 is 50 of %). `comparator` is one of "=", ">=", ">",
    "<=", "<", "~" (about), ".." (a range up to `value` from `low`). `year` is None where nothing says it. `organisation` is
    whom the figure is of if that is not the region's own government (前湾新区, 某某公司). `whole` and `base` are spans of
    the figure of which this one is a part (其中), and of the value that a growth, share or rank belongs to.

    Spans are of the document's text: [start, end) of the figure as written, `named` of the metric as written, `sentence`
    of the sentence. `heading` holds the headings above it.
    """

    metric: str
    value: Decimal | None
    unit: str
    kind: IndicatorKind
    year: int | None
    region: tuple[str, ...]
    start: int
    end: int
    named: Span
    sentence: Span
    qualifiers: tuple[str, ...] = ()
    comparator: str = "="
    low: Decimal | None = None
    target: bool = False
    organisation: str | None = None
    whole: Span | None = None
    base: Span | None = None
    heading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A document with all that is read from its text alone: its passages, its indicators and what it gives."""

    document: Document
    passages: tuple[Passage, ...]
    indicators: tuple[Indicator, ...]
    benefits: tuple[Benefit, ...] = ()


_UNIT_COLUMN = re.compile("(?:计量)?单位")
_BARE = re.compile(r"[-+−]?\d[\d,，.]*")
_UNIT = re.compile(r"[（(](?:单位[：:])?([^（）()\d]{1,6})[）)]\s*$|单位[：:]\s*([^\s（）()，,；;]{1,6})")


def _unit(headers: tuple[str, ...]) -> str:
    """The unit that headers give, the innermost first; "" without one. （目标） and （试行） are none."""
    for header in reversed(headers):
        match = _UNIT.search(header)
        if match and (written := match[1] or match[2]) and (unit := opening_unit(written)) and unit[0] == written:
            return written
    return ""


def section_at(sections: tuple[Section, ...], offset: int) -> int | None:
    """Index of the innermost section that holds `offset`, or None."""
    index: int | None = bisect_right(sections, offset, key=lambda section: section.start) - 1
    if index == -1:
        return None
    while index is not None and sections[index].end <= offset:
        index = sections[index].parent
    return index


def path_of(sections: tuple[Section, ...], index: int | None) -> tuple[str, ...]:
    """Headings from the top down to section `index`, itself included."""
    path: list[str] = []
    while index is not None:
        path.append(sections[index].heading)
        index = sections[index].parent
    return tuple(reversed(path))
