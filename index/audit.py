"""Who changed what in a library, and when: lines of the catalogue that are added with the change itself and never altered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from index.catalogue import Catalogue


class Act(StrEnum):
    """What was done."""

    ADDED = "added"
    UPDATED = "updated"
    REREAD = "reread"
    CORRECTED = "corrected"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: its number (grows), the moment (UTC, to the second), who ("" where nobody gave a name), on which document (id and
    title as of then; "" for the whole library), and what else there is to say."""

    seq: int
    at: datetime
    who: str
    act: Act
    document: str
    title: str
    detail: str


def record(catalogue: Catalogue, who: str, act: Act, *, document: str = "", title: str = "", detail: str = "") -> None:
    """Add a line. Part of the caller's transaction, or one of its own where there is none."""
    values = (datetime.now(UTC).isoformat(timespec="seconds"), who, act, document, title, detail)
    insert = "insert into audit (at, who, act, document, title, detail) values (?,?,?,?,?,?)"
    if catalogue.connection.in_transaction:
        catalogue.connection.execute(insert, values)
    else:
        with catalogue.transaction() as connection:
            connection.execute(insert, values)


def entries(catalogue: Catalogue, *, limit: int = 100, before: int | None = None, document: str = "") -> list[Entry]:
    """The latest lines, newest first: at most `limit`, those older than line `before`, those of one document."""
    found = catalogue.connection.execute(
        "select seq, at, who, act, document, title, detail from audit"
        " where (?1 is null or seq < ?1) and (?2 = '' or document = ?2) order by seq desc limit ?3",
        (before, document, limit),
    )
    return list(_read(found))


def _read(rows: Iterator[tuple[int, str, str, str, str, str, str]]) -> Iterator[Entry]:
    for seq, at, who, act, document, title, detail in rows:
        yield Entry(seq, datetime.fromisoformat(at), who, Act(act), document, title, detail)
