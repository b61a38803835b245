"""What people correct of a document's metadata: kept beside the document by its place (source and member), so that it holds for
whatever is read there again.

What was read is kept as well. Where it is no longer what somebody corrected, the correction still holds and is marked for review.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from corpus.dates import find_days
from corpus.metadata import year_of
from corpus.records import Document, Metadata, Span
from corpus.titles import is_draft, kind_of
from index.database import Database

Value = str | tuple[str, ...] | date | bool | None
"""A value of a field: a region is a tuple from the province down, None is what a document does not state."""

_METADATA = TypeAdapter(Metadata)


class Field(StrEnum):
    """The fields that can be corrected, by their names in `Metadata`."""

    TITLE = "title"
    NUMBER = "number"
    ISSUER = "issuer"
    REGION = "region"
    KIND = "kind"
    SIGNED = "signed"
    PUBLISHED = "published"
    EFFECTIVE = "effective"
    EXPIRES = "expires"
    AUDIENCE = "audience"
    DRAFT = "draft"


DAYS = frozenset({Field.SIGNED, Field.PUBLISHED, Field.EFFECTIVE, Field.EXPIRES})
_DATING = frozenset({Field.TITLE, Field.SIGNED, Field.PUBLISHED})
"""Fields that the year follows from."""

_VALUES: dict[Field, TypeAdapter[Any]] = {
    field: TypeAdapter(
        date | None if field in DAYS else bool if field is Field.DRAFT else tuple[str, ...] if field is Field.REGION else str | None
    )
    for field in Field
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that somebody set to `value` when `before` was read there; `read` is what was read there last. `at` is the moment
    (UTC)."""

    field: Field
    value: Value
    before: Value
    read: Value
    who: str
    at: datetime

    @property
    def needs_review(self) -> bool:
        """Whether something else is read by now than what was corrected."""
        return self.read not in (self.before, self.value)


def corrections(database: Database, source: str, member: str) -> tuple[Correction, ...]:
    """The corrections of the document at a place, in the order of the fields."""
    read = reading(database, source, member)
    if read is None:
        return ()
    rows = database.connection.execute(
        "select field, value, before, who, at from corrections where source = ? and member = ?", (source, member)
    )
    found = [_correction(read, *row) for row in rows]
    return tuple(sorted(found, key=lambda each: list(Field).index(each.field)))


def reading(database: Database, source: str, member: str) -> Metadata | None:
    """What was last read of a corrected document; None where nothing is corrected."""
    row = database.connection.execute(
        "select metadata from readings where source = ? and member = ?", (source, member)
    ).fetchone()
    return _METADATA.validate_json(row[0]) if row else None


def corrected(document: Document, made: Sequence[Correction]) -> Document:
    """A document as read, with corrections. Kind and draft follow a corrected title, the year what it is read from; the span of a
    corrected field is where its value stands in the text, if it does."""
    if not made:
        return document
    read, values = document.metadata, {each.field.value: each.value for each in made}
    if Field.TITLE in values:
        title = str(values[Field.TITLE])
        values = {"kind": kind_of(title) or read.kind, "draft": is_draft(title), **values}
    changed: dict[str, Any] = {name: value for name, value in values.items() if value != getattr(read, name)}
    meta = replace(read, **changed)
    if _DATING & changed.keys():
        changed["year"] = year_of(meta.title, meta.signed or meta.published) or read.year
    spans = {name: span for name, span in read.spans.items() if name not in changed}
    spans |= {name: span for name in changed if name != Field.KIND and (span := _span(document.text, changed[name]))}
    return replace(document, metadata=replace(meta, year=changed.get("year", read.year), spans=spans))


def as_read(database: Database, document: Document) -> Document:
    """A document of the catalogue without its corrections."""
    read = reading(database, document.source, document.member)
    return replace(document, metadata=read) if read else document


# -- writing: part of the caller's transaction -----------------------------------------------------------------------


def note(database: Database, source: str, member: str, read: Metadata) -> None:
    """Keep what is read now of a document that has corrections."""
    database.connection.execute(
        "update readings set metadata = ? where source = ? and member = ?",
        (_METADATA.dump_json(read).decode(), source, member),
    )


def put(database: Database, document: Document, made: Correction) -> None:
    """Keep a correction of a document as read, in place of the one of that field."""
    place = document.source, document.member
    database.connection.execute(
        "insert or replace into readings values (?,?,?)", (*place, _METADATA.dump_json(document.metadata).decode())
    )
    database.connection.execute(
        "insert or replace into corrections values (?,?,?,?,?,?,?)",
        (*place, made.field, _dump(made.field, made.value), _dump(made.field, made.before), made.who, made.at.isoformat()),
    )  # fmt: skip


def drop(database: Database, source: str, member: str, field: Field) -> None:
    """Forget the correction of a field."""
    place = source, member
    database.connection.execute(
        "delete from corrections where source = ? and member = ? and field = ?", (*place, field)
    )
    database.connection.execute(
        "delete from readings where source = ?1 and member = ?2"
        " and not exists (select 1 from corrections where source = ?1 and member = ?2)",
        place,
    )


def forget(database: Database, source: str, member: str | None = None) -> None:
    """Forget all corrections of a file, or of one document in it."""
    for table in TABLES:
        database.connection.execute(
            f"delete from {table} where source = ?1 and (?2 is null or member = ?2)", (source, member)
        )


def move(database: Database, before: str, after: str, *, keep: bool = False) -> None:
    """Give the corrections of a file to another that holds the same; with `keep` both have them."""
    for table in TABLES:
        columns = ", ".join(name for name in COLUMNS[table] if name != "source")
        database.connection.execute(
            f"insert or replace into {table} (source, {columns}) select ?, {columns} from {table} where source = ?",
            (after, before),
        )
    if not keep:
        forget(database, before)


TABLES = ("corrections", "readings")
COLUMNS = {
    "corrections": ("source", "member", "field", "value", "before", "who", "at"),
    "readings": ("source", "member", "metadata"),
}


def stamp() -> datetime:
    """Now, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _correction(read: Metadata, name: str, value: str, before: str, who: str, at: str) -> Correction:
    field = Field(name)
    load = _VALUES[field].validate_json
    return Correction(field, load(value), load(before), getattr(read, name), who, datetime.fromisoformat(at))


def _dump(field: Field, value: Value) -> str:
    return str(_VALUES[field].dump_json(value).decode())


def _span(text: str, value: Value) -> Span | None:
    """Where a value first stands in a text; None if it does not."""
    if isinstance(value, date):
        return next((found.span for found in find_days(text) if found.value == value), None)
    written = value[-1] if isinstance(value, tuple) and value else value
    if not isinstance(written, str) or not written or (at := text.find(written)) == -1:
        return None
    return at, at + len(written)
