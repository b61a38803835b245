"""What the policies of a library give: every benefit with the document that holds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.benefit_records import Benefit
from corpus.records import Metadata
from corpus.regions import short_name
from corpus.validity import Status, status
from index.catalogue import Catalogue, Entry
from index.rows import benefit


@dataclass(frozen=True, slots=True)
class Offer:
    """A benefit and the document that gives it."""

    entry: Entry
    benefit: Benefit

    @property
    def standing(self) -> Metadata:
        """The metadata of its document with the days in which the benefit itself is in force."""
        term = self.benefit.term
        if term is None:
            return self.entry.standing
        known = self.entry.standing
        last = [day for day in (term.expires, known.expires) if day]
        return replace(known, effective=term.effective or known.effective, expires=min(last, default=None))

    def status(self, day: date) -> Status:
        """Whether it is in force on a day; never where its document is not."""
        if self.benefit.term is None or (state := self.entry.status(day)) not in (Status.IN_FORCE, Status.UNSTATED):
            return self.entry.status(day)
        own = status(self.standing, day, self.entry.repealed)
        return own if state is Status.UNSTATED or own is not Status.UNSTATED else state


def find_offers(
    catalogue: Catalogue, *, region: str | None = None, documents: Sequence[int] | None = None
) -> list[Offer]:
    """Benefits by document and number. `region` holds for documents of the place and of places in it, `documents` limits
    them to some."""
    found = catalogue.derived("offers", _read) if documents is None else _read(catalogue, documents)
    return [offer for offer in found if region is None or _lies_in(offer.entry.metadata.region, region)]


def curated_of(catalogue: Catalogue, document: str) -> tuple[Benefit, ...]:
    """The reviewed benefits that a document has in the catalogue, by its id; () if they were extracted."""
    rows = catalogue.connection.execute(
        "select b.data from benefits b join documents d on d.key = b.document"
        " where d.id = ? and b.curated order by b.number",
        (document,),
    )
    return tuple(benefit(data) for (data,) in rows)


def _read(catalogue: Catalogue, documents: Sequence[int] | None = None) -> tuple[Offer, ...]:
    rows = list(_rows(catalogue, documents))
    entries = catalogue.metadata({key for key, _ in rows})
    return tuple(Offer(entries[key], benefit(data)) for key, data in rows if key in entries)


def _rows(catalogue: Catalogue, documents: Sequence[int] | None) -> Iterator[tuple[int, str]]:
    condition, values = "1", list[int]()
    if documents is not None:
        condition, values = f"document in ({','.join('?' * len(documents))})", list(documents)
    yield from catalogue.connection.execute(
        f"select document, data from benefits where {condition} order by document, number", values
    )


def _lies_in(region: tuple[str, ...], wanted: str) -> bool:
    return any(name == wanted or short_name(name) == short_name(wanted) for name in region)
