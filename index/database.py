"""The SQLite file under the catalogue: connections, transactions, settings, the journal, and pointers to the indexes.

Readers and one writer work at the same time (WAL); each thread has its own connection.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

from index.errors import LibraryError
from index.rows import Change

SCHEMA = """
create table if not exists files (
    source text primary key, id text not null, size integer not null, modified integer not null,
    beside text not null);
create index if not exists files_id on files(id);
create table if not exists documents (
    key integer primary key autoincrement, id text not null unique, source text not null, member text not null,
    title text not null, number text, issuer text, region text not null, kind text, signed text, published text,
    effective text, expires text, year integer, about text not null, signature blob not null,
    text text not null, body integer not null, layout text not null);
create index if not exists documents_source on documents(source, member);
create table if not exists names (name text not null, document integer not null references documents(key));
create index if not exists names_name on names(name);
create index if not exists names_document on names(document);
create table if not exists mentions (
    document integer not null references documents(key), relation text not null, name text not null,
    until text, months integer);
create index if not exists mentions_name on mentions(name, relation);
create index if not exists mentions_document on mentions(document);
create table if not exists indicators (
    document integer not null references documents(key), start integer not null, end integer not null,
    metric text not null, kind text not null, year integer, region text not null, figure text not null,
    quote text not null, data text not null);
create index if not exists indicators_document on indicators(document);
create index if not exists indicators_metric on indicators(metric);
create table if not exists benefits (
    document integer not null references documents(key), number integer not null, curated integer not null,
    data text not null);
create index if not exists benefits_document on benefits(document);
create table if not exists corrections (
    source text not null, member text not null, field text not null, value text not null, before text not null,
    who text not null, at text not null, primary key (source, member, field));
create table if not exists readings (
    source text not null, member text not null, metadata text not null, primary key (source, member));
create table if not exists sketches (mark integer not null, document integer not null references documents(key));
create index if not exists sketches_mark on sketches(mark, document);
create index if not exists sketches_document on sketches(document, mark);
create table if not exists links (
    first integer not null references documents(key), second integer not null references documents(key),
    kind text not null, newer integer, primary key (first, second));
create index if not exists links_second on links(second);
create table if not exists passages (
    key integer primary key autoincrement, document integer not null references documents(key),
    start integer not null, end integer not null, path text not null, text text not null, digest text not null,
    page integer, cells text not null);
create index if not exists passages_document on passages(document);
create index if not exists passages_digest on passages(digest);
create index if not exists passages_owner on passages(key, document);
create table if not exists embeddings (passage integer primary key, vector blob not null);
create table if not exists journal (
    seq integer primary key autoincrement, op text not null, document integer not null,
    first integer not null, last integer not null);
create table if not exists meta (key text primary key, value text not null);
create table if not exists retired (place text primary key);
create table if not exists audit (
    seq integer primary key autoincrement, at text not null, who text not null, act text not null,
    document text not null, title text not null, detail text not null);
create index if not exists audit_document on audit(document);
"""
"""`files` holds every file that was read, `documents` what stood in them (several in an archive; none of a copy, whose id
is that of a file before it). `names` are the titles and numbers by which a document is known, `mentions` those that it
names of others (with the last day, or the months, by which it prolongs them), `indicators` the figures of reports
(`index.targets`), `benefits` what policies give (`index.benefits`), `links` its copies and versions, `sketches` what
alike texts are found by (`index.relations`), `audit` who did what (`index.audit`). `meta` holds: version (grows with every
write), applied (journal line that both indexes have reached), applying (the line they are on the way to, or ""), vectors and
lexical (the places of the indexes), serial (of the last place). `corrections` holds what people set in place of what was read,
`readings` the metadata that was read there (`index.corrections`)."""

PATIENCE = 30.0
"""Seconds to wait for SQLite's own lock, which is held for milliseconds."""


class _Held:
    """A thread's connection, closed when the thread ends. (SQLite's own object is part of a cycle and would linger.)"""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Database:
    """One SQLite file. Methods that write are called by the holder of the library's lock only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: WeakSet[_Held] = WeakSet()
        self._guard = threading.Lock()
        try:
            self.connection.executescript(SCHEMA)
        except sqlite3.Error as exc:
            raise LibraryError(f"目录 {path} 无法打开（{exc}）。请从备份恢复，或换一个文件夹重新 add") from exc

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            connection = sqlite3.connect(self.path, timeout=PATIENCE, check_same_thread=False, isolation_level=None)
            held = _Held(connection)
            connection.execute("pragma page_size=8192")  # a vector of 2 KB took a page of 4 KB: a fifth of the file
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=full")
            self._local.held = held
            with self._guard:
                self._all.add(held)
        return held.connection

    @contextmanager
    def transaction(self, *, of_documents: bool = True) -> Iterator[sqlite3.Connection]:
        """All or nothing, durable on leaving. Only one that changes what is known of documents raises the version, and with
        it makes all read anew that was derived from them. Raises LibraryError if SQLite cannot write."""
        connection = self.connection
        try:
            connection.execute("begin immediate")
            try:
                yield connection
                if of_documents:
                    connection.execute(
                        "insert into meta values ('version', '1') on conflict (key) do update set value = value + 1"
                    )
                connection.execute("commit")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
        except sqlite3.Error as exc:
            raise LibraryError(f"目录 {self.path} 无法写入（{exc}）。请检查磁盘空间和写入权限") from exc

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard:
            for held in self._all:
                held.connection.close()
            self._all.clear()
        self._local = threading.local()

    # -- settings ------------------------------------------------------------------------------------------------

    def meta(self) -> dict[str, str]:
        """All settings as of one moment; those never set are missing."""
        return dict(self.connection.execute("select key, value from meta"))

    def get_meta(self, key: str, default: str = "") -> str:
        row = self.connection.execute("select value from meta where key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    def set_meta(self, **values: str) -> None:
        with self.transaction() as connection:
            connection.executemany("insert or replace into meta values (?, ?)", values.items())

    # -- the journal ---------------------------------------------------------------------------------------------

    def log(self, op: str, document: int, first: int, last: int) -> None:
        """Add a line. Part of the caller's transaction."""
        self.connection.execute(
            "insert into journal (op, document, first, last) values (?,?,?,?)", (op, document, first, last)
        )

    def changes(self) -> list[Change]:
        """Journal lines that the indexes have not both applied, in order."""
        rows = self.connection.execute(
            "select * from journal where seq > ? order by seq", (int(self.get_meta("applied", "0")),)
        )
        return [Change(*row) for row in rows]

    def mark_applied(self, seq: int) -> None:
        """Both indexes have reached line `seq`: what lies before it is forgotten."""
        with self.transaction() as connection:
            connection.execute("insert or replace into meta values ('applied', ?), ('applying', '')", (str(seq),))
            connection.execute("delete from journal where seq <= ?", (seq,))

    def last_key(self, table: str) -> int:
        """The highest key ever given in a table: passages, documents or journal."""
        row = self.connection.execute("select seq from sqlite_sequence where name = ?", (table,)).fetchone()
        return int(row[0]) if row else 0

    # -- places of the indexes -----------------------------------------------------------------------------------

    def reserve_place(self, base: str, prefix: str) -> str:
        """A place below `base` that no index ever had. It counts as retired until `point` makes it the current one."""
        with self.transaction() as connection:
            serial = int(self.get_meta("serial", "0")) + 1
            connection.execute("insert or replace into meta values ('serial', ?)", (str(serial),))
            place = f"{base}/{prefix}-{serial}"
            connection.execute("insert into retired values (?)", (place,))
        return place

    def point(self, index: str, place: str) -> None:
        """Make `place` the current one of `index` ("vectors" or "lexical"), and retire the one before."""
        with self.transaction() as connection:
            if before := self.get_meta(index):
                connection.execute("insert or ignore into retired values (?)", (before,))
            connection.execute("delete from retired where place = ?", (place,))
            connection.execute("insert or replace into meta values (?, ?)", (index, place))

    def retired(self) -> list[str]:
        """Places that hold, or may hold, an index that is not used any more."""
        return [str(place) for (place,) in self.connection.execute("select place from retired order by rowid")]

    def forget_retired(self, place: str) -> None:
        with self.transaction() as connection:
            connection.execute("delete from retired where place = ?", (place,))
