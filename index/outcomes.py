"""What becomes of a file that is added, and what waits to be stored of it."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import DocumentError
from corpus.records import Item
from index.catalogue import File


class Outcome(StrEnum):
    """What became of one file. REREAD: it was read again though it had not changed. MISSING: it is in the library, but no longer
    where it was read from."""

    ADDED = "added"
    UPDATED = "updated"
    REREAD = "reread"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    MISSING = "missing"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome for one file, or for one member of an archive that could not be read; `detail` is a sentence where there is
    something to say (the reason of a failure, what was left out, a copy or an older version in the library). A text without
    pages counts as one of `pages`."""

    source: str
    outcome: Outcome
    detail: str = ""
    passages: int = 0
    documents: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """The documents of a file that wait to be stored, each with its passages."""

    file: File
    items: tuple[Item, ...]
    outcome: Outcome = Outcome.ADDED
    errors: tuple[DocumentError, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def passages(self) -> int:
        """Number of passages of all its documents."""
        return sum(len(item.passages) for item in self.items)

    @property
    def pages(self) -> int:
        """Number of pages of all its documents, one for each document without pages."""
        documents = [item.document for item in self.items]
        paged = {
            (each.member.rpartition("/")[0], each.first_page + at)
            for each in documents
            for at, _ in enumerate(each.pages)
        }
        return len(paged) + sum(not each.pages for each in documents)
