"""What the page and the API need of a bot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Event
from typing import Protocol

from bot.records import Answer
from corpus.records import Document
from index.catalogue import Filters
from index.corrections import Correction
from index.library import Library


@dataclass(frozen=True, slots=True)
class Choices:
    """Values that the filters offer."""

    regions: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()


class Offered(Protocol):
    """Anything with the attributes of `Choices`."""

    @property
    def regions(self) -> tuple[str, ...]: ...
    @property
    def issuers(self) -> tuple[str, ...]: ...
    @property
    def years(self) -> tuple[int, ...]: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...


class Bot(Protocol):
    """A bot over a library. It is called from several threads at a time."""

    @property
    def library(self) -> Library: ...

    def ask(self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None) -> Answer: ...

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        day: date | None = None,
        stop: Event | None = None,
    ) -> Iterator[Answer]: ...

    def suggestions(
        self,
        answer: Answer,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        day: date | None = None,
    ) -> tuple[str, ...]: ...

    def document(self, key: int) -> Document | None: ...

    def corrections(self, document: Document) -> tuple[Correction, ...]: ...

    def examples(self) -> tuple[str, ...]: ...

    def choices(self) -> Offered: ...
