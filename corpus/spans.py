"""A value together with the place in the text that it was read from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar, overload

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


class Spans(Sequence[Span]):
    """Spans of a text in the order of their starts, asked for many offsets: each answer takes the logarithm of their number."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._reach = list(accumulate((end for _, end in self._spans), max))

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...
    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        return self._spans[at]

    def __len__(self) -> int:
        return len(self._spans)

    def hold(self, offset: int) -> bool:
        """Whether an offset lies in one of them."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._reach[at]

    def within(self, scope: Span, near: int | None = None, most: int = 0) -> range:
        """The numbers of those that begin in a scope; of more than `most` only so many nearest to the offset `near`."""
        first, last = bisect_left(self._starts, scope[0]), bisect_left(self._starts, scope[1])
        if near is None or last - first <= most:
            return range(first, last)
        at = bisect_left(self._starts, near)
        first = max(first, min(at - most // 2, last - most))
        return range(first, min(last, first + most))


def spaceless(written: str) -> str:
    """The text without any white space: 发 文 字 号 is 发文字号."""
    return "".join(written.split())
