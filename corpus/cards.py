"""Divides a compilation of policy cards into one Content a card.

A card is a form that identifies a document: it names its basis, its issuer, its number, its date. Several such forms one
after the other, each below a title of its own, are a guide; a single one is a document with its metadata above it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.content import Content, Field
from corpus.records import Span

MIN_ROLES = 2
"""Different identifying fields of a card; one alone (发布日期) also stands in lists."""

MIN_SHARE = 0.5
"""Share of the text that the cards hold; below it they are annexes of a document about something else."""

MAX_TITLE = 100
"""Characters of a card's title or a chapter's heading."""

MIN_FOREWORD = 40
"""Characters of a text outside the cards that is worth a document: more than the name of a series and a month."""

_ROLES = {
    "basis": r"依据文件|文件依据|政策依据|制定依据|政策文件|文件来源|政策来源",
    "name": r"政策名称|文件名称|政策标题|文件标题|项目名称|事项名称|条款名称",
    "issuer": r"发文机[构关]|发文单位|发文部门|发布机[构关]|发布单位|发布部门|制定机关|印发机关|主管部门|责任单位|牵头部门",
    "number": r"发?文字?号|发文文号|文件编号|政策文号",
    "date": r"(?:发布|发文|成文|印发|公布|施行|生效)(?:日期|时间)",
}
_ROLE = re.compile("|".join(f"(?P<{name}>(?:{labels})$)" for name, labels in _ROLES.items()))
_LABELS = (
    ("编", r"第[一二三四五六七八九十百\d]{1,4}[编篇部]分?"),
    ("章", r"第[一二三四五六七八九十百\d]{1,4}[章节]"),
    ("一、", r"[一二三四五六七八九十]{1,3}[、.．]"),
    ("（一）", r"[（(]\s?[一二三四五六七八九十]{1,3}\s?[)）]、?"),
    ("1.", r"\d{1,3}\s?(?:[.．、](?!\d)|(?=[一-鿿《“]))"),
    ("1.1", r"\d{1,2}(?:[.．-]\d{1,2}){1,3}[.．、]?"),
    ("(1)", r"[（(]\s?\d{1,3}\s?[)）]"),
    ("项", r"(?:政策|项目|事项|卡片)[一二三四五六七八九十\d]{1,3}[：:、.．]?"),
)
_LABEL = re.compile("|".join(f"(?P<k{rank}>{pattern})" for rank, (_, pattern) in enumerate(_LABELS)))
_STATEMENT_END = re.compile(r"[。；;：:！？，,]$")


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of a compilation with text, offsets and pages of its own.

    `title` is the card's title without its number, None for a piece that is no card (a foreword, a file that is one
    document); `first_page` is the number of the page on which it begins, counted from 1 in the whole file; `chapter` holds
    the headings of the chapters above it, outermost first.
    """

    content: Content
    title: str | None = None
    first_page: int = 1
    chapter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line between two forms: its span, its style's level (0 for none) and the kind of its label ("" for none)."""

    start: int
    end: int
    text: str
    level: int
    kind: str

    @property
    def may_be_heading(self) -> bool:
        return 0 < len(self.text) <= MAX_TITLE and not _STATEMENT_END.search(self.text)

    @property
    def signature(self) -> tuple[str, int]:
        """What the titles of a compilation have in common: the kind of their label, or their style."""
        return (self.kind, 0) if self.kind else ("", self.level)


def split_cards(content: Content) -> tuple[Card, ...]:
    """The cards of a compilation in order, with the texts around them; a file that is none gives itself as one piece."""
    firsts = _first_fields(content)
    if len(firsts) < 2:
        return (Card(content),)
    gaps = [list(_lines(content, before, field)) for before, field in firsts]
    signature = _title_signature(gaps)
    starts = [
        _heads(gap, signature, _label_start(content, field)) for gap, (_, field) in zip(gaps, firsts, strict=True)
    ]
    first = starts[0][1].start
    if len(content.text) - first < MIN_SHARE * len(content.text):
        return (Card(content),)
    return tuple(_pieces(content, starts))


def cut(content: Content, start: int, end: int) -> Content:
    """The content of [start, end) with every offset moved; what reaches over an edge is left out."""

    def within(one: int, other: int) -> bool:
        return start <= one and other <= end

    def moved(span: Span | None) -> Span | None:
        return (span[0] - start, span[1] - start) if span and within(*span) else None

    tables = tuple(
        replace(
            table,
            start=table.start - start,
            end=table.end - start,
            cells=tuple(replace(cell, start=cell.start - start, end=cell.end - start) for cell in table.cells),
            caption=moved(table.caption),
        )
        for table in content.tables
        if within(table.start, table.end)
    )
    pages = tuple(page - start for page in content.pages if start < page < end)
    return replace(
        content,
        text=content.text[start:end],
        pages=(0, *pages) if content.pages else (),
        headings=tuple(
            replace(h, start=h.start - start, end=h.end - start) for h in content.headings if within(h.start, h.end)
        ),
        tables=tables,
        fields=tuple(
            replace(f, start=f.start - start, end=f.end - start) for f in content.fields if within(f.start, f.end)
        ),
        title=moved(content.title),
    )


def _first_fields(content: Content) -> list[tuple[Field | None, Field]]:
    """The first field of each card with the field before it.

    A card begins where a label that identifies returns; the fields before it belong to the new card back to the last
    one that has other lines above it.
    """
    fields = sorted(content.fields, key=lambda field: field.start)
    found: list[tuple[int, set[str]]] = []
    seen: set[str] = set()
    for index, field in enumerate(fields):
        role = _ROLE.match(field.label)
        if not role:
            continue
        if not found or field.label in seen:
            floor = found[-1][0] + 1 if found else 0
            found.append((_opening(content, fields, floor, index), set()))
            seen = set()
        seen.add(field.label)
        found[-1][1].add(role.lastgroup or "")
    return [(fields[at - 1] if at else None, fields[at]) for at, roles in found if len(roles) >= MIN_ROLES]


def _opening(content: Content, fields: Sequence[Field], floor: int, index: int) -> int:
    """Index of the first field of the form that `index` stands in, not before `floor`."""
    for at in range(index, floor - 1, -1):
        if at == 0 or any(line.may_be_heading for line in _lines(content, fields[at - 1], fields[at])):
            return at
    return index


def _lines(content: Content, before: Field | None, field: Field) -> Iterator[_Line]:
    levels = {heading.start: heading.level for heading in content.headings}
    start = content.text.find("\n", before.end) + 1 if before else 0
    end = _label_start(content, field)
    while start < end:
        stop = content.text.find("\n", start)
        text = content.text[start:stop].strip()
        label = _LABEL.match(text)
        kind = _LABELS[int((label.lastgroup or "k0")[1:])][0] if label else ""
        yield _Line(start, stop, text, levels.get(start, 0), kind)
        start = stop + 1


def _label_start(content: Content, field: Field) -> int:
    """Where the line of a field's label begins: its own, or the one above a long value."""
    line = content.text.rfind("\n", 0, field.start) + 1
    if line == field.start and line:
        return content.text.rfind("\n", 0, line - 1) + 1
    return line


def _title_signature(gaps: Sequence[Sequence[_Line]]) -> tuple[str, int] | None:
    """The signature that most gaps have; of two, the one that stands higher."""
    counts: Counter[tuple[str, int]] = Counter()
    ranks: dict[tuple[str, int], int] = {}
    for gap in gaps:
        shown = list(dict.fromkeys(line.signature for line in _headings(gap)))
        counts.update(shown)
        for rank, signature in enumerate(reversed(shown)):
            ranks[signature] = max(rank, ranks.get(signature, 0))
    counts.pop(("", 0), None)
    common = [signature for signature, count in counts.items() if count * 2 > len(gaps)]
    return max(common, key=lambda s: (counts[s], ranks[s]), default=None)


def _headings(gap: Sequence[_Line]) -> list[_Line]:
    """The lines right above a form that may be headings, in order."""
    run = list(takewhile(lambda line: line.may_be_heading, reversed(gap)))
    return run[::-1]


def _heads(gap: Sequence[_Line], signature: tuple[str, int] | None, form: int) -> tuple[list[_Line], _Line]:
    """The chapter headings above a card, and its title; a card without one has an empty line where its form begins."""
    headings = _headings(gap)
    if not headings:
        return [], _Line(form, form, "", 0, "")
    alike = [line for line in headings if line.signature == signature]
    title = alike[-1] if alike else next((line for line in headings if not line.kind), headings[-1])
    above = headings[: headings.index(title)]
    higher = [
        line for line in gap if line.level and line.level <= (title.level or line.level) and line.start < title.start
    ]
    chapters = sorted({line.start: line for line in (*above, *higher) if line.kind or line.level}.values(), key=_start)
    return chapters, title


def _number(title: _Line) -> int:
    """The number before a title in figures, 0 for none."""
    digits = re.match(r"\d{1,3}", title.text) if title.kind == "1." else None
    return int(digits[0]) if digits else 0


def _start(line: _Line) -> int:
    return line.start


def _pieces(content: Content, heads: Sequence[tuple[list[_Line], _Line]]) -> Iterator[Card]:
    begins = [(chapters[0] if chapters else title).start for chapters, title in heads]
    if _visible(content.text[: begins[0]]) >= MIN_FOREWORD:
        yield Card(cut(content, 0, begins[0]))
    chapter: list[_Line] = []
    number = 0
    for (chapters, title), begin, end in zip(heads, begins, [*begins[1:], len(content.text)], strict=True):
        if not chapters and 0 < _number(title) <= number:  # an excerpt: numbers begin anew below a chapter left out
            chapter = []
        number = _number(title)
        for line in chapters:
            same = [rank for rank, above in enumerate(chapter) if above.signature == line.signature]
            chapter = [*chapter[: same[0]], line] if same else [*chapter, line]
        path = tuple(line.text for line in chapter)
        prose = content.text[begin : title.start]
        if _visible(prose) - sum(len(line.text) for line in chapters) >= MIN_FOREWORD:
            yield Card(cut(content, begin, title.start), None, _page(content, begin), path[:-1])
        yield _card(content, title, end, path)


def _card(content: Content, title: _Line, end: int, chapter: tuple[str, ...]) -> Card:
    piece = cut(content, title.start, end)
    span = _title_span(piece, title)
    name = piece.text[slice(*span)] if span else None
    return Card(replace(piece, title=span), name, _page(content, title.start), chapter)


def _title_span(piece: Content, title: _Line) -> Span | None:
    """The title in the card without its number; of a form without a title above it, the value of its 政策名称."""
    label = _LABEL.match(title.text)
    name = title.text[label.end() :].strip() if label else title.text
    if name:
        at = piece.text.index(name)
        return at, at + len(name)
    named = (field for field in piece.fields if (role := _ROLE.match(field.label)) and role.lastgroup == "name")
    return next(((field.start, field.end) for field in named), None)


def _page(content: Content, offset: int) -> int:
    return max(1, bisect_right(content.pages, offset))


def _visible(text: str) -> int:
    return len("".join(text.split()))
