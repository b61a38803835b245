"""The catalogue: documents, passages and their vectors. It is the truth about the library; everything else on disk is
derived from it.

Every change is written here first, with a line in the journal; the derived indexes apply the journal and record how far
they came.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

import numpy as np

from corpus.records import Document, Item, Pages, Passage
from index import corrections
from index.database import Database
from index.encoder import Vectors
from index.names import known_as, mentions_of, names_of
from index.rows import (
    ENTRY,
    PASSAGE,
    Change,
    Entry,
    File,
    Filters,
    StoredPassage,
    benefit_row,
    cells_json,
    document,
    document_row,
    dump,
    entry,
    indicator_row,
    stored_passage,
)

__all__ = ["Catalogue", "Change", "Entry", "File", "Filters", "StoredPassage"]

_Key = TypeVar("_Key", int, str)

OPENING = 3
"""Characters of a title by which it is looked up; all titles are longer."""

MAX_DAYS = 16
"""Days for which is kept which documents hold."""

KEPT_PASSAGES = 2_000
"""Passages that are kept for the next question about them: 1 kB each."""

_CHUNK = 500
"""Keys a query: below SQLite's limit of 999 variables in old builds."""

_Derived = TypeVar("_Derived")


class Catalogue(Database):
    """Access to `catalogue.sqlite`. Methods that write are part of the caller's transaction."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._derived: dict[str, tuple[str, object]] = {}

    # -- writing -------------------------------------------------------------------------------------------------

    def put(self, item: Item, signature: bytes, rows: Sequence[tuple[Passage, str]], vectors: Vectors) -> int:
        """Store a document with its passages (each with its digest), their vectors, its indicators and its benefits, in place of
        the one of the same place or id, whose key it takes; its key. What it is linked to is forgotten (`index.relations`)."""
        document = item.document
        found = self.connection.execute(
            "select key from documents where (source = ? and member = ?) or id = ? order by key",
            (document.source, document.member, document.id),
        )
        same = [int(key) for (key,) in found]
        for key in same:
            self.delete(key)
        key = same[0] if same else self.last_key("documents") + 1
        values = (key, *document_row(document, signature))
        self.connection.execute(f"insert into documents values ({_marks(values)})", values)
        self.connection.executemany("insert into names values (?,?)", ((name, key) for name in names_of(document)))
        self.connection.executemany(
            "insert into mentions values (?,?,?,?,?)", ((key, *mention) for mention in mentions_of(document))
        )
        self.connection.executemany(
            "insert into indicators values (?,?,?,?,?,?,?,?,?,?)",
            ((key, *indicator_row(document, found)) for found in item.indicators),
        )
        self.connection.executemany(
            "insert into benefits values (?,?,?,?)",
            ((key, *benefit_row(number, found)) for number, found in enumerate(item.benefits)),
        )
        first = self.last_key("passages") + 1
        keys = range(first, first + len(rows))
        self.connection.executemany(
            "insert into passages values (?,?,?,?,?,?,?,?,?)",
            (
                (k, key, p.start, p.end, dump(p.path), p.text, digest, p.page, cells_json(p))
                for k, (p, digest) in zip(keys, rows, strict=True)
            ),
        )
        self.connection.executemany(
            "insert into embeddings values (?,?)",
            ((k, vector.tobytes()) for k, vector in zip(keys, vectors, strict=True)),
        )
        self.log("add", key, first, first + len(rows) - 1)
        return key

    def put_file(self, file: File) -> None:
        """Record a file as it was read."""
        self.connection.execute(
            "insert or replace into files values (?,?,?,?,?)",
            (file.source, file.id, file.size, file.modified, file.beside),
        )

    def delete(self, key: int) -> None:
        """Take a document out."""
        first, last = self.connection.execute(
            "select coalesce(min(key), 1), coalesce(max(key), 0) from passages where document = ?", (key,)
        ).fetchone()
        self.connection.execute("delete from embeddings where passage between ? and ?", (first, last))
        for table in ("passages", "names", "mentions", "sketches", "indicators", "benefits"):
            self.connection.execute(f"delete from {table} where document = ?", (key,))
        self.connection.execute("delete from links where first = ?1 or second = ?1", (key,))
        self.connection.execute("delete from documents where key = ?", (key,))
        self.log("remove", key, first, last)

    def delete_file(self, source: str) -> None:
        """Forget a file, and take its documents out; where another file holds the same bytes, they are now its own. Corrections
        wait for what is read there next; `index.corrections.forget` ends them."""
        row = self.connection.execute(
            "select o.source from files f join files o on o.id = f.id and o.source != f.source where f.source = ?"
            " order by o.rowid",
            (source,),
        ).fetchone()
        if row:
            self.connection.execute("update documents set source = ? where source = ?", (row[0], source))
            corrections.move(self, source, row[0], keep=True)
        for key in self.documents_of(source):
            self.delete(key)
        self.connection.execute("delete from files where source = ?", (source,))

    def forget_files(self, source: str) -> None:
        """Forget a file and its copies; their documents are gone already."""
        self.connection.execute("delete from files where id in (select id from files where source = ?)", (source,))

    def move_file(self, before: str, file: File) -> None:
        """Record where an unchanged file stands now."""
        self.connection.execute("delete from files where source = ?", (before,))
        self.connection.execute("update documents set source = ? where source = ?", (file.source, before))
        corrections.move(self, before, file.source)
        self.put_file(file)

    # -- reading documents ---------------------------------------------------------------------------------------

    def entries(self) -> list[Entry]:
        """All documents by title."""
        rows = self.connection.execute(f"select {ENTRY} from documents d order by d.title, d.key")
        return [entry(row) for row in rows]

    def find(self, name: str) -> list[Entry]:
        """Documents whose id (or its beginning, from 4 characters), source, file name, number or title is `name`; where there
        is none, those known by that name otherwise: a number in other brackets, a title without what a notice puts around
        it, the title of the text that it forwards (`index.names`)."""
        pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self.connection.execute(
            f"select {ENTRY} from documents d"
            " where d.id = :name or d.source = :name or d.number = :name or d.title = :name or d.member = :name"
            " or d.source || '/' || d.member = :name"
            " or (length(:name) >= 4 and d.id like :pattern || '%' escape '\\')"
            " or d.source like '%/' || :pattern escape '\\' order by d.key",
            {"name": name, "pattern": pattern},
        ).fetchall()
        if not rows:
            known = list(known_as(name))
            rows = self.connection.execute(
                f"select {ENTRY} from documents d where d.key in (select document from names where name in"
                f" ({_marks(known)})) order by d.key",
                known,
            ).fetchall()
        return [entry(row) for row in rows]

    def by_id(self, identity: str) -> Entry | None:
        """The document of an id, None where there is none."""
        row = self.connection.execute(f"select {ENTRY} from documents d where d.id = ?", (identity,)).fetchone()
        return entry(row) if row else None

    def titles(self) -> dict[str, dict[str, list[int]]]:
        """The titles by which documents are known, each with the keys of its documents, by their first OPENING characters:
        looking up each place of a question took 0.1 ms among 20,000 titles, and asking SQLite for all of them 10."""
        return self.derived("titles", _titles)

    def derived(self, name: str, make: "Callable[[Catalogue], _Derived]") -> _Derived:
        """What `make` reads of the catalogue, kept under `name` until the catalogue changes."""
        version = self.get_meta("version")
        held = self._derived.get(name)
        if held is None or held[0] != version:
            held = self._derived[name] = (version, make(self))
        return cast(_Derived, held[1])

    def files(self) -> dict[str, File]:
        """Every file that was read, by source."""
        return {
            row[0]: File(*row)
            for row in self.connection.execute("select source, id, size, modified, beside from files")
        }

    def documents_of(self, source: str) -> list[int]:
        """Keys of the documents of a file, in the file's order."""
        rows = self.connection.execute("select key from documents where source = ? order by key", (source,))
        return [int(key) for (key,) in rows]

    def document(self, key: int) -> Document | None:
        """A document with its text, or None if it is gone."""
        row = self.connection.execute(
            f"select {ENTRY}, d.text, d.body, d.layout from documents d where d.key = ?", (key,)
        ).fetchone()
        return document(row) if row else None

    def pages(self, keys: Iterable[int]) -> dict[int, Pages]:
        """Where the pages of documents begin, by key; documents without pages are left out."""
        rows = (
            row
            for chunk in _chunks(keys)
            for row in self.connection.execute(
                "select key, json_extract(layout, '$[1]'), json_extract(layout, '$[2]') from documents"
                f" where key in ({_marks(chunk)}) and json_extract(layout, '$[1][0]') is not null",
                chunk,
            )
        )
        return {int(key): Pages(tuple(json.loads(starts)), int(first)) for key, starts, first in rows}

    def metadata(self, keys: Iterable[int]) -> dict[int, Entry]:
        """Entries by key; keys that are gone are left out."""
        return {
            row[0]: entry(row)
            for chunk in _chunks(keys)
            for row in self.connection.execute(
                f"select {ENTRY} from documents d where d.key in ({_marks(chunk)})", chunk
            )
        }

    def matching(self, filters: Filters) -> list[int]:
        """Keys of the documents that meet the filters."""
        clauses: list[str] = ["1"]
        values: list[str | int] = []
        if filters.region is not None:
            clauses.append("instr('/' || region || '/', '/' || ?)")
            values.append(filters.region)
        for field in ("issuer", "kind"):
            value = getattr(filters, field)
            if value is not None:
                clauses.append(f"instr({field}, ?)")
                values.append(value)
        if filters.year is not None:
            clauses.append("year = ?")
            values.append(filters.year)
        rows = self.connection.execute(f"select key from documents where {' and '.join(clauses)}", values)
        keys = [int(key) for (key,) in rows]
        if (day := filters.in_force) is not None:
            holding = self._holding(day)
            keys = [key for key in keys if key in holding]
        return keys

    def _holding(self, day: date) -> frozenset[int]:
        """Keys of the documents that hold on a day, kept for the last MAX_DAYS days asked: it is computed
        for each of them, and asked several times for one question."""
        days: dict[date, frozenset[int]] = self.derived("holding", lambda _: {})
        if day not in days:
            found = frozenset(entry.key for entry in self.entries() if entry.holds_on(day))
            for first in [*days][: max(0, len(days) + 1 - MAX_DAYS)]:
                days.pop(first, None)
            days[day] = found
        return days[day]

    def regions(self) -> set[tuple[str, ...]]:
        """Regions of all documents, from the province down; those without one left out."""
        rows = self.connection.execute("select distinct region from documents where region != ''")
        return {tuple(region.split("/")) for (region,) in rows}

    # -- reading passages ----------------------------------------------------------------------------------------

    def is_empty(self) -> bool:
        """Whether there is no document."""
        return not self.connection.execute("select exists (select 1 from documents)").fetchone()[0]

    def more_passages_than(self, number: int) -> bool:
        """Whether there are more passages than `number`, without counting on."""
        row = self.connection.execute("select 1 from passages limit 1 offset ?", (number,)).fetchone()
        return row is not None

    def counts(self) -> tuple[int, int]:
        """Numbers of documents and of passages."""
        row = self.connection.execute("select (select count(*) from documents), (select count(*) from passages)")
        documents, passages = row.fetchone()
        return int(documents), int(passages)

    def passages(self, keys: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by key; keys that are gone are left out. Those read last are kept: others ask for the same."""
        kept: dict[int, StoredPassage] = self.derived("passages", lambda _: {})
        wanted = list(keys)
        found = {key: stored for key in wanted if (stored := kept.get(key)) is not None}
        for chunk in _chunks(key for key in wanted if key not in found):
            found |= {stored.key: stored for stored in self._passages(f"p.key in ({_marks(chunk)})", chunk)}
        if len(kept) > KEPT_PASSAGES:
            kept.clear()
        kept.update(found)
        return found

    def owners(self, keys: Iterable[int]) -> dict[int, int]:
        """Document key of each passage key; keys that are gone are left out.

        Read from an index that holds nothing else: the passages themselves lie far apart, and a few hundred of them
        took 2 ms of a question.
        """
        return {
            int(key): int(owner)
            for chunk in _chunks(keys)
            for key, owner in self.connection.execute(
                f"select key, document from passages indexed by passages_owner where key in ({_marks(chunk)})", chunk
            )
        }

    def spans(self, keys: Iterable[int]) -> dict[int, tuple[int, int, int]]:
        """Document key, start and end of each passage key; keys that are gone are left out."""
        return {
            int(key): (int(owner), int(start), int(end))
            for chunk in _chunks(keys)
            for key, owner, start, end in self.connection.execute(
                f"select p.key, p.document, p.start, p.end from passages p where p.key in ({_marks(chunk)})", chunk
            )
        }

    def passages_of(self, document: int) -> list[StoredPassage]:
        """Passages of one document in order."""
        return self._passages("p.document = ? order by p.key", (document,))

    def _passages(self, condition: str, values: Sequence[int]) -> list[StoredPassage]:
        rows = self.connection.execute(
            f"select {PASSAGE} from passages p join documents d on d.key = p.document where {condition}", values
        )
        return [stored_passage(row) for row in rows]

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
        """Stored vectors as (keys found, array of shape (len(found), dimension)), in the order of `keys`. One of
        another length is damaged and left out."""
        found: dict[int, bytes] = {}
        for chunk in _chunks(keys):
            found.update(
                self.connection.execute(
                    f"select passage, vector from embeddings where passage in ({_marks(chunk)}) and length(vector) = ?",
                    (*chunk, 4 * dimension),
                )
            )
        order = [key for key in keys if key in found]
        flat = np.frombuffer(b"".join(found[key] for key in order), dtype=np.float32)
        return order, flat.reshape(len(order), dimension)

    def known_vectors(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Vectors of passages whose embedded text was the same, by digest."""
        return {
            digest: vector
            for chunk in _chunks(digests)
            for digest, vector in self.connection.execute(
                "select p.digest, e.vector from passages p join embeddings e on e.passage = p.key"
                f" where p.digest in ({_marks(chunk)})",
                chunk,
            )
        }


def _chunks(keys: Iterable[_Key]) -> Iterator[list[_Key]]:
    ordered = list(keys)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _titles(catalogue: Catalogue) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    rows = catalogue.connection.execute(
        "select substr(name, 2), document from names where name >= '《' and name < '》'"
    )
    for title, key in rows:
        found.setdefault(title[:OPENING], {}).setdefault(title, []).append(int(key))
    return found
