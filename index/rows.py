"""Records that the catalogue gives out, and how they are written as rows of SQLite."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from corpus.benefit_records import Benefit
from corpus.records import Document, Extension, Headed, Indicator, Metadata, Part, Passage, Reference, Section, Table
from corpus.validity import Status, prolonged, status

_Layout = tuple[tuple[Section, ...], tuple[int, ...], int, tuple[Table, ...], tuple[Part, ...], tuple[Reference, ...]]
_INDICATOR = TypeAdapter(Indicator)
_BENEFIT = TypeAdapter(Benefit)
_LAYOUT = TypeAdapter(_Layout)
"""Sections, pages, number of the first page, tables, parts and references of a document as JSON."""

_ISSUED = "coalesce({0}.effective, {0}.signed, {0}.published)"
_SAID = (
    " from names n join mentions m on m.name = n.name and m.relation = '{0}' and m.document != d.key"
    " join documents b on b.key = m.document and not json_extract(b.about, '$[1]') where n.document = d.key"
    f" and (n.name like '#%' or {_ISSUED.format('d')} < {_ISSUED.format('b')})"
)
"""What other documents of the library, b, say of the document d by its number, or by its title if they are the later;
drafts have no say."""

_REPEALED = f"(select min(coalesce({_ISSUED.format('b')}, '0001-01-01')){_SAID.format('repeals')})"
"""Day from which another document repeals this one."""

_EXTENDED = (
    "(select json_group_array(json_array(said.until, said.months)) from"
    f" (select distinct {_ISSUED.format('b')} issued, coalesce(b.number, b.title) named, m.until, m.months"
    f"{_SAID.format('extends')} order by issued, named) said)"
)
"""How others prolong this one, in the order of their issue: a list of new last days, and months. A copy says nothing more."""

EXTENDING = (
    f"select e.value from documents d, json_each((select json_group_array(distinct b.key){_SAID.format('extends')})) e"
    " where d.key = ?"
)
"""Keys of the documents that prolong the one of a key."""

ENTRY = (
    "d.key, d.id, d.source, d.member, d.title, d.number, d.issuer, d.region, d.kind, d.signed, d.published, d.effective,"
    f" d.expires, d.year, d.about, (select count(*) from passages p where p.document = d.key), {_REPEALED}, {_EXTENDED}"
)
"""Columns that `entry` reads, of documents as d."""

KEPT = 2_000
"""Documents, headings and headers of cells that are kept as they were read."""

PASSAGE = "p.key, p.document, d.id, p.start, p.end, p.path, p.text, p.page, p.cells"
"""Columns that `stored_passage` reads, of passages as p and documents as d."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a document must be to count; None asks for nothing.

    `region` is the name of a place with or without suffix and holds for documents of that place and of places in it;
    `issuer` and `kind` hold where they stand inside the document's; `year` is the document's year. `in_force` is a day on
    which it must hold (`Entry.holds_on`).
    """

    region: str | None = None
    issuer: str | None = None
    year: int | None = None
    kind: str | None = None
    in_force: date | None = None

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the catalogue without its text. `repealed` is the day from which another one repeals it, `extended` the
    last day in force that others have given it."""

    key: int
    id: str
    source: str
    member: str
    metadata: Metadata
    passages: int
    repealed: date | None = None
    extended: date | None = None

    @property
    def standing(self) -> Metadata:
        """Its metadata with the last day in force that other documents have given it."""
        return replace(self.metadata, expires=self.extended) if self.extended else self.metadata

    def status(self, day: date) -> Status:
        """Whether it is in force on a day."""
        return status(self.metadata, day, self.repealed, self.extended)

    def holds_on(self, day: date) -> bool:
        """Whether it was there on a day, and in force if it can be: a work report says nothing of its validity."""
        meta = self.metadata
        if meta.issued > day if meta.issued else (meta.year or 0) > day.year:
            return self.status(day) is Status.IN_FORCE
        return self.status(day) in (Status.IN_FORCE, Status.UNSTATED)


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its key and its document's key."""

    key: int
    document: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: the id of its bytes, its size (bytes) and its time (nanoseconds) when it was. `beside` stands
    for the reviewed file of benefits beside it as it was then, "" for none."""

    source: str
    id: str
    size: int
    modified: int
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the journal: `op` is "add" or "remove"; passages have the keys first to last, both included."""

    seq: int
    op: str
    document: int
    first: int
    last: int


def document_row(document: Document, signature: bytes) -> tuple[object, ...]:
    """Values of a document's row but for its key, in the order of the table."""
    meta = document.metadata
    days = (meta.signed, meta.published, meta.effective, meta.expires)
    about = (meta.audience, meta.draft, meta.annexes, dict(meta.spans))
    layout = (
        document.sections,
        document.pages,
        document.first_page,
        document.tables,
        document.parts,
        document.references,
    )
    return (
        document.id, document.source, document.member, meta.title, meta.number, meta.issuer, "/".join(meta.region),
        meta.kind, *(day.isoformat() if day else None for day in days), meta.year, dump(about), signature,
        document.text, document.body, _LAYOUT.dump_json(layout).decode(),
    )  # fmt: skip


@lru_cache(maxsize=KEPT)
def entry(row: tuple[Any, ...]) -> Entry:
    """Entry from the columns of ENTRY."""
    key, identity, source, member, title, number, issuer, region, kind, *days, year, about, passages, ended, more = row
    signed, published, effective, expires = (date.fromisoformat(day) if day else None for day in days)
    audience, draft, annexes, spans = json.loads(about)
    metadata = Metadata(
        title=title,
        number=number,
        issuer=issuer,
        region=tuple(filter(None, region.split("/"))),
        kind=kind,
        signed=signed,
        published=published,
        effective=effective,
        expires=expires,
        year=year,
        audience=audience,
        draft=draft,
        annexes=tuple(annexes),
        spans={field: (start, end) for field, (start, end) in spans.items()},
    )
    repealed = date.fromisoformat(ended) if ended else None
    said = [Extension(date.fromisoformat(until) if until else None, months) for until, months in json.loads(more)]
    return Entry(key, identity, source, member, metadata, passages, repealed, prolonged(metadata, said))


def document(row: Sequence[Any]) -> Document:
    """Document from the columns of ENTRY and text, body and layout."""
    *head, text, body, layout = row
    of = entry(tuple(head))
    sections, pages, first_page, tables, parts, references = _LAYOUT.validate_json(layout)
    return Document(
        of.id, of.source, text, body, of.metadata, sections, of.member, pages, first_page, tables, parts, references
    )


def cells_json(passage: Passage) -> str:
    """The cells of a passage as they are stored."""
    return dump([astuple(cell) for cell in passage.cells])


def stored_passage(row: Sequence[Any]) -> StoredPassage:
    """Passage from the columns of PASSAGE."""
    key, owner, identity, start, end, path, text, page, cells = row
    return StoredPassage(key, owner, Passage(identity, start, end, _path(path), text, page, _cells(cells)))


@lru_cache(maxsize=KEPT)
def _path(data: str) -> tuple[str, ...]:
    return tuple(json.loads(data))


@lru_cache(maxsize=KEPT)
def _cells(data: str) -> tuple[Headed, ...]:
    return tuple(Headed(first, last, tuple(headers)) for first, last, headers in json.loads(data))


def indicator_row(document: Document, found: Indicator) -> tuple[object, ...]:
    """Values of an indicator's row but for its document, in the order of the table."""
    return (
        found.start, found.end, found.metric, str(found.kind), found.year, "/".join(found.region),
        document.text[found.start : found.end], document.text[slice(*found.sentence)],
        _INDICATOR.dump_json(found).decode(),
    )  # fmt: skip


def indicator(data: str) -> Indicator:
    """Indicator from the column `data`."""
    return _INDICATOR.validate_json(data)


def benefit_row(number: int, found: Benefit) -> tuple[object, ...]:
    """Values of a benefit's row but for its document, in the order of the table."""
    return number, int(found.curated), _BENEFIT.dump_json(found).decode()


def benefit(data: str) -> Benefit:
    """Benefit from the column `data`."""
    return _BENEFIT.validate_json(data)


def dump(value: object) -> str:
    """Compact JSON, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
