"""Records that the catalogue gives out, and how they are written as rows of SQLite."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from corpus.records import Document, Metadata, Passage, Section

ENTRY = (
    "d.key, d.id, d.source, d.size, d.modified, d.title, d.number, d.issuer, d.region, d.kind, d.signed, d.published,"
    " d.effective, d.expires, d.year, (select count(*) from passages p where p.document = d.key)"
)
"""Columns that `entry` reads, of documents as d."""

PASSAGE = "p.key, p.document, d.id, p.start, p.end, p.path, p.text"
"""Columns that `stored_passage` reads, of passages as p and documents as d."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a document must be to count; None asks for nothing.

    `region` is the name of a place with or without suffix and holds for documents of that place and of places in it;
    `issuer` and `kind` hold where they stand inside the document's; `year` is the document's year.
    """

    region: str | None = None
    issuer: str | None = None
    year: int | None = None
    kind: str | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.region, self.issuer, self.year, self.kind))


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the catalogue without its text."""

    key: int
    id: str
    source: str
    size: int
    modified: int
    metadata: Metadata
    passages: int


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its key and its document's key."""

    key: int
    document: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class File:
    """A document's key and id, and the size (bytes) and time (nanoseconds) of its file when it was read."""

    key: int
    id: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the journal: `op` is "add" or "remove"; passages have the keys first to last, both included."""

    seq: int
    op: str
    document: int
    first: int
    last: int


def document_row(document: Document, size: int, modified: int) -> tuple[object, ...]:
    """Values of a document's row but for its key, in the order of the table."""
    meta = document.metadata
    days = (meta.signed, meta.published, meta.effective, meta.expires)
    return (
        document.id, document.source, size, modified, meta.title, meta.number, meta.issuer, "/".join(meta.region),
        meta.kind, *(day.isoformat() if day else None for day in days), meta.year,
        document.text, document.body, dump([astuple(section) for section in document.sections]),
    )  # fmt: skip


def entry(row: Sequence[Any]) -> Entry:
    """Entry from the columns of ENTRY."""
    key, identity, source, size, modified, title, number, issuer, region, kind, *days, year, passages = row
    signed, published, effective, expires = (date.fromisoformat(day) if day else None for day in days)
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
    )
    return Entry(key, identity, source, size, modified, metadata, passages)


def document(row: Sequence[Any]) -> Document:
    """Document from the columns of ENTRY and text, body and sections."""
    *head, text, body, nodes = row
    of = entry(head)
    return Document(of.id, of.source, text, body, of.metadata, tuple(Section(*node) for node in json.loads(nodes)))


def stored_passage(row: Sequence[Any]) -> StoredPassage:
    """Passage from the columns of PASSAGE."""
    key, owner, identity, start, end, path, text = row
    return StoredPassage(key, owner, Passage(identity, start, end, tuple(json.loads(path)), text))


def dump(value: object) -> str:
    """Compact JSON, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
