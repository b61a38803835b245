"""The catalogue: one SQLite file that is the truth about the library. Everything else on disk is derived from it.

Every change is written here first, with a line in the journal; the derived indexes apply the journal and record how far
they came. Readers and one writer work at the same time (WAL); each thread has its own connection.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from corpus.records import Document, Metadata, Passage, Section
from index.encoder import Vectors

_SCHEMA = """
create table if not exists documents (
    key integer primary key autoincrement, id text not null unique, source text not null unique,
    size integer not null, modified integer not null, title text not null, number text, issuer text,
    region text not null, kind text, signed text, published text, effective text, expires text, year integer,
    text text not null, body integer not null, sections text not null);
create table if not exists passages (
    key integer primary key autoincrement, document integer not null references documents(key),
    start integer not null, end integer not null, path text not null, text text not null, digest text not null);
create index if not exists passages_document on passages(document);
create index if not exists passages_digest on passages(digest);
create table if not exists embeddings (passage integer primary key, vector blob not null);
create table if not exists journal (
    seq integer primary key autoincrement, op text not null, document integer not null,
    first integer not null, last integer not null);
create table if not exists meta (key text primary key, value text not null);
"""
_DATES = ("signed", "published", "effective", "expires")
_CHUNK = 500
"""Keys a query: below SQLite's limit of 999 variables in old builds."""


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
class Change:
    """A line of the journal: `op` is "add" or "remove"; passages have the keys first to last, both included."""

    seq: int
    op: str
    document: int
    first: int
    last: int


class Catalogue:
    """Access to `catalogue.sqlite`. Methods that write are called by the holder of the library's lock only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self.connection.executescript(_SCHEMA)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30, check_same_thread=False, isolation_level=None)
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=full")
            self._local.connection = connection
            with self._guard:
                self._all.append(connection)
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, durable on leaving."""
        connection = self.connection
        connection.execute("begin immediate")
        try:
            yield connection
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("commit")

    def close(self) -> None:
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    # -- meta ----------------------------------------------------------------------------------------------------

    def get_meta(self, key: str, default: str = "") -> str:
        row = self.connection.execute("select value from meta where key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    def set_meta(self, **values: str) -> None:
        with self.transaction() as connection:
            connection.executemany("insert or replace into meta values (?, ?)", values.items())

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self.connection.execute("pragma data_version").fetchone()[0])

    # -- writing -------------------------------------------------------------------------------------------------

    def put(
        self, document: Document, size: int, modified: int, rows: Sequence[tuple[Passage, str]], vectors: Vectors
    ) -> None:
        """Store a document with its passages (each with its digest) and their vectors, in place of the one of the same
        source or id. Part of the caller's transaction."""
        connection = self.connection
        for (key,) in connection.execute(
            "select key from documents where source = ? or id = ?", (document.source, document.id)
        ).fetchall():
            self.delete(int(key))
        meta = document.metadata
        cursor = connection.execute(
            "insert into documents (id, source, size, modified, title, number, issuer, region, kind, signed, published,"
            " effective, expires, year, text, body, sections) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                document.id, document.source, size, modified, meta.title, meta.number, meta.issuer,
                "/".join(meta.region), meta.kind, *(_iso(getattr(meta, name)) for name in _DATES), meta.year,
                document.text, document.body, _dump([list(asdict(section).values()) for section in document.sections]),
            ),
        )  # fmt: skip
        key = int(cursor.lastrowid or 0)
        first = (
            int(
                connection.execute(
                    "select coalesce(max(seq), 0) from sqlite_sequence where name = 'passages'"
                ).fetchone()[0]
            )
            + 1
        )
        keys = range(first, first + len(rows))
        connection.executemany(
            "insert into passages values (?,?,?,?,?,?,?)",
            (
                (k, key, passage.start, passage.end, _dump(passage.path), passage.text, digest)
                for k, (passage, digest) in zip(keys, rows, strict=True)
            ),
        )
        connection.executemany(
            "insert into embeddings values (?,?)",
            ((k, vector.tobytes()) for k, vector in zip(keys, vectors, strict=True)),
        )
        self._log("add", key, first, first + len(rows) - 1)

    def delete(self, key: int) -> None:
        """Take a document out. Part of the caller's transaction."""
        first, last = self.connection.execute(
            "select coalesce(min(key), 1), coalesce(max(key), 0) from passages where document = ?", (key,)
        ).fetchone()
        self.connection.execute("delete from embeddings where passage between ? and ?", (first, last))
        self.connection.execute("delete from passages where document = ?", (key,))
        self.connection.execute("delete from documents where key = ?", (key,))
        self._log("remove", key, first, last)

    def touch(self, key: int, source: str, size: int, modified: int) -> None:
        """Record where a document's unchanged file stands now. Part of the caller's transaction."""
        self.connection.execute(
            "update documents set source = ?, size = ?, modified = ? where key = ?", (source, size, modified, key)
        )

    def _log(self, op: str, document: int, first: int, last: int) -> None:
        self.connection.execute(
            "insert into journal (op, document, first, last) values (?,?,?,?)", (op, document, first, last)
        )

    def changes(self, after: int) -> list[Change]:
        """Journal lines with a higher number than `after`, in order."""
        rows = self.connection.execute("select * from journal where seq > ? order by seq", (after,))
        return [Change(*row) for row in rows]

    def last_change(self) -> int:
        return int(
            self.connection.execute(
                "select coalesce(max(seq), 0) from sqlite_sequence where name = 'journal'"
            ).fetchone()[0]
        )

    def forget_changes(self, until: int) -> None:
        """Drop journal lines that every index has applied. Part of the caller's transaction."""
        self.connection.execute("delete from journal where seq <= ?", (until,))

    # -- reading documents ---------------------------------------------------------------------------------------

    _ENTRY = (
        "select d.key, d.id, d.source, d.size, d.modified, d.title, d.number, d.issuer, d.region, d.kind, d.signed,"
        " d.published, d.effective, d.expires, d.year,"
        " (select count(*) from passages p where p.document = d.key) from documents d"
    )

    def entries(self) -> list[Entry]:
        """All documents by title."""
        return [_entry(row) for row in self.connection.execute(self._ENTRY + " order by d.title, d.key")]

    def find(self, name: str) -> list[Entry]:
        """Documents whose id (or its beginning, from 4 characters), source, file name, number or title is `name`."""
        pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self.connection.execute(
            self._ENTRY + " where d.id = :name or d.source = :name or d.number = :name or d.title = :name"
            " or (length(:name) >= 4 and d.id like :pattern || '%' escape '\\')"
            " or d.source like '%/' || :pattern escape '\\' order by d.key",
            {"name": name, "pattern": pattern},
        )
        return [_entry(row) for row in rows]

    def files(self) -> dict[str, tuple[int, str, int, int]]:
        """Source to (key, id, size, modified) of every document."""
        rows = self.connection.execute("select source, key, id, size, modified from documents")
        return {source: (key, identity, size, modified) for source, key, identity, size, modified in rows}

    def document(self, key: int) -> Document | None:
        """A document with its text, or None if it is gone."""
        row = self.connection.execute(self._ENTRY + " where d.key = ?", (key,)).fetchone()
        if row is None:
            return None
        entry = _entry(row)
        text, body, nodes = self.connection.execute(
            "select text, body, sections from documents where key = ?", (key,)
        ).fetchone()
        return Document(
            entry.id, entry.source, text, body, entry.metadata, tuple(Section(*node) for node in json.loads(nodes))
        )

    def metadata(self, keys: Iterable[int]) -> dict[int, Entry]:
        """Entries by key; keys that are gone are left out."""
        return {
            row[0]: _entry(row)
            for chunk in _chunks(keys)
            for row in self.connection.execute(self._ENTRY + f" where d.key in ({_marks(chunk)})", chunk)
        }

    def matching(self, filters: Filters) -> list[int]:
        """Keys of the documents that meet the filters."""
        clauses, values = ["1"], []
        if filters.region is not None:
            clauses.append("('/' || region || '/' like '%/' || ? || '%')")
            values.append(filters.region)
        for field in ("issuer", "kind"):
            value = getattr(filters, field)
            if value is not None:
                clauses.append(f"{field} like '%' || ? || '%'")
                values.append(value)
        if filters.year is not None:
            clauses.append("year = ?")
            values.append(str(filters.year))
        rows = self.connection.execute(f"select key from documents where {' and '.join(clauses)}", values)
        return [int(key) for (key,) in rows]

    def regions(self) -> set[tuple[str, ...]]:
        """Regions of all documents, from the province down; those without one left out."""
        rows = self.connection.execute("select distinct region from documents where region != ''")
        return {tuple(region.split("/")) for (region,) in rows}

    # -- reading passages ----------------------------------------------------------------------------------------

    def counts(self) -> tuple[int, int]:
        """Numbers of documents and of passages."""
        row = self.connection.execute("select (select count(*) from documents), (select count(*) from passages)")
        documents, passages = row.fetchone()
        return int(documents), int(passages)

    def passages(self, keys: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by key; keys that are gone are left out."""
        return {
            stored.key: stored
            for chunk in _chunks(keys)
            for stored in self._passages(f"p.key in ({_marks(chunk)})", chunk)
        }

    def passages_of(self, document: int) -> list[StoredPassage]:
        """Passages of one document in order."""
        return self._passages("p.document = ? order by p.key", (document,))

    def _passages(self, condition: str, values: Sequence[int]) -> list[StoredPassage]:
        rows = self.connection.execute(
            "select p.key, p.document, d.id, p.start, p.end, p.path, p.text from passages p"
            f" join documents d on d.key = p.document where {condition}",
            values,
        )
        return [
            StoredPassage(key, document, Passage(identity, start, end, tuple(json.loads(path)), text))
            for key, document, identity, start, end, path, text in rows
        ]

    def passage_keys(self, documents: Iterable[int] | None = None) -> list[int]:
        """Keys of all passages, or of those of some documents, in order."""
        if documents is None:
            return [int(key) for (key,) in self.connection.execute("select key from passages order by key")]
        return sorted(
            int(key)
            for chunk in _chunks(documents)
            for (key,) in self.connection.execute(
                f"select key from passages where document in ({_marks(chunk)})", chunk
            )
        )

    def vectors(self, keys: Sequence[int], dimension: int) -> tuple[list[int], Vectors]:
        """Stored vectors as (keys found, array of shape (len(found), dimension)), in the order of `keys`."""
        found: dict[int, bytes] = {}
        for chunk in _chunks(keys):
            found.update(
                self.connection.execute(
                    f"select passage, vector from embeddings where passage in ({_marks(chunk)})", chunk
                )
            )
        order = [key for key in keys if key in found]
        flat = np.frombuffer(b"".join(found[key] for key in order), dtype=np.float32)
        return order, flat.reshape(len(order), dimension)

    def known_vectors(self, digests: Sequence[str]) -> dict[str, bytes]:
        """Vectors of passages whose embedded text was the same, by digest."""
        known: dict[str, bytes] = {}
        for start in range(0, len(digests), _CHUNK):
            chunk = digests[start : start + _CHUNK]
            known.update(
                self.connection.execute(
                    "select p.digest, e.vector from passages p join embeddings e on e.passage = p.key"
                    f" where p.digest in ({_marks(chunk)})",
                    chunk,
                )
            )
        return known


def _entry(row: Sequence[Any]) -> Entry:
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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = list(keys)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
