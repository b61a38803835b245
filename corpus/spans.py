"""A value together with the place in the text that it was read from."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.records import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value read at [start, end) of a text."""

    value: T
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


def spaceless(written: str) -> str:
    """The text without any white space: 发 文 字 号 is 发文字号."""
    return "".join(written.split())
