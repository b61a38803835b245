"""How a text is cut: segments between commas, colons and cells, parts between semicolons and full stops, and the clauses of a question."""

import re

_SEGMENT = re.compile("[,，:：;；。|]")
PART = re.compile("[;；。]")
SENTENCE = re.compile("[;；。\n]")
"""What ends a part, or a line, of a text of several lines."""

CLAUSE = re.compile("[,，;；。?？!！]")
"""What ends a clause of a question."""

LABEL = re.compile(r"^\W*(?:第?[一二三四五六七八九十百\d]+(?:[章节条款项、.．]|[)）\]])|\*\*第.{1,6}条\*\*)\s*")
"""The number of an article or of an item of a list."""


def segment(text: str, start: int, end: int) -> tuple[int, int]:
    """The segment that holds [start, end)."""
    return _within(_SEGMENT, text, start, end)


def part(text: str, start: int, end: int) -> tuple[int, int]:
    """The part that holds [start, end)."""
    return _within(PART, text, start, end)


def previous(text: str, left: int, floor: int) -> int:
    """Where the segment before the one that begins at `left` begins, not before `floor`."""
    return max([floor, *(match.end() for match in _SEGMENT.finditer(text, floor, max(left - 1, floor)))])


def opening(marks: re.Pattern[str], text: str, at: int) -> int:
    """Where the piece of a text between marks begins that holds the place `at`, or ends there."""
    return max((match.end() for match in marks.finditer(text, 0, at)), default=0)


def _within(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    return opening(pattern, text, start), next((match.start() for match in pattern.finditer(text, end)), len(text))
