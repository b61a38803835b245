"""Patterns of which hardly any matches in a text: only those are tried of whose characters it has what each match needs."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_parsed: Callable[[str, int], Any] = import_module("re._parser").parse


class Gates(Generic[T]):
    """Things by the patterns that they are read with, in order."""

    def __init__(self, things: Iterable[tuple[re.Pattern[str], T]]) -> None:
        self._things = tuple(things)
        self._always: set[int] = set()
        by_char: defaultdict[str, set[int]] = defaultdict(set)
        for place, (pattern, _) in enumerate(self._things):
            chars = needed(pattern)
            for char in chars or ():
                by_char[char].add(place)
            if chars is None:
                self._always.add(place)
        self._by_char = dict(by_char)
        self._chars = frozenset(by_char)

    def open(self, text: str) -> list[tuple[re.Pattern[str], T]]:
        """The patterns that may match in a text, each with its thing."""
        places = self._always.union(*(self._by_char[char] for char in self._chars.intersection(text)))
        return [self._things[place] for place in sorted(places)]


def needed(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Characters of which every match of a pattern has one, the fewest that are found; None for a pattern that may match without
    any, or that takes capital letters for small ones."""
    return None if pattern.flags & re.IGNORECASE else _needed(_parsed(pattern.pattern, pattern.flags))


def _needed(parsed: Any) -> frozenset[str] | None:
    """The same of a pattern as Python's own parser reads it."""
    found = [chars for kind, value in parsed if (chars := _needed_by(str(kind), value)) is not None]
    return min(found, key=len, default=None)


def _needed_by(kind: str, value: Any) -> frozenset[str] | None:
    """The same of one element of a pattern."""
    if kind == "LITERAL":
        return frozenset(chr(value))
    if kind == "IN":
        kinds = {str(each) for each, _ in value}
        return frozenset(chr(code) for _, code in value) if kinds == {"LITERAL"} else None
    if kind == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _needed(value[-1])
    if kind == "ATOMIC_GROUP":
        return _needed(value)
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _needed(value[2]) if value[0] else None
    if kind == "BRANCH":
        branches = [_needed(branch) for branch in value[1]]
        return None if None in branches else frozenset().union(*(chars for chars in branches if chars))
    return None
