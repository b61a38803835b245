"""Passages: pieces of one section, cut at sentence ends, each equal to the document's text at its offsets."""

import re
from collections.abc import Iterator

from corpus.records import Document, Passage, path_of

TARGET = 250
"""Characters. On real policy questions BM25 over 250-character passages came within two points of whole documents at
rank 1, and a passage of this size is still read at one glance as a source."""

LONGEST = 400
"""Characters: a longer sentence is cut at semicolons, then commas, then anywhere."""

_SENTENCE = re.compile(r"[。！？!?]+[”’」』)）\]】]*|\r\n|\r|\n")
_CLAUSE = re.compile(r"[；;]+")
_COMMA = re.compile(r"[，,、：:\s]+")


def passages(document: Document) -> tuple[Passage, ...]:
    """Passages of a document in order. None crosses a heading; together they hold all of the body's text but headings
    that stand on a line of their own and have text below them."""
    result: list[Passage] = []
    for start, end, section in _blocks(document):
        path = path_of(document.sections, section)
        for begin, stop in split(document.text, start, end):
            result.append(Passage(document.id, begin, stop, path, document.text[begin:stop]))
    return tuple(result)


def _blocks(document: Document) -> Iterator[tuple[int, int, int | None]]:
    """Ranges between headings with the heading section that holds each: (start, end, index of section or None)."""
    sections = document.sections
    bounds: list[tuple[int, int | None]] = [(document.body, None)]
    for index, section in enumerate(sections):
        owner: int | None = index
        while owner is not None and not sections[owner].is_heading:
            owner = sections[owner].parent
        if section.is_heading or owner != bounds[-1][1]:
            bounds.append((section.start, owner))
    for position, (start, owner) in enumerate(bounds):
        end = bounds[position + 1][0] if position + 1 < len(bounds) else len(document.text)
        begin = start
        if owner is not None and sections[owner].start == start:
            section = sections[owner]
            own_line = "\n" in document.text[start : section.body] or "\r" in document.text[start : section.body]
            leaf = owner + 1 == len(sections) or sections[owner + 1].parent != owner
            if own_line and (document.text[section.body : end].strip() or not leaf):
                begin = section.body
            elif section.body >= end and not leaf:
                begin = end
        if document.text[begin:end].strip():
            yield begin, end, owner


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of about `TARGET` characters that together hold text[start:end], cut at sentence ends where there are any."""
    pieces = sentences(text, start, end)
    total = sum(stop - begin for begin, stop in pieces)
    count = max(1, round(total / TARGET))
    goal = total / count
    spans: list[tuple[int, int]] = []
    for begin, stop in pieces:
        if spans:
            first, last = spans[-1]
            grown = stop - first
            if grown <= LONGEST and abs(grown - goal) <= abs(last - first - goal):
                spans[-1] = (first, stop)
                continue
        spans.append((begin, stop))
    return spans


def _pieces(text: str, start: int, end: int, ends: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int]]:
    """Trimmed spans of the sentences of text[start:end]; one longer than LONGEST is cut by the next pattern."""
    begin = start
    stops = [match.end() for match in ends[0].finditer(text, start, end)] if ends else []
    if not ends:
        stops = list(range(start + LONGEST, end, LONGEST))
    for stop in [*stops, end]:
        left, right = _trim(text, begin, stop)
        begin = stop
        if left >= right:
            continue
        if right - left > LONGEST:
            yield from _pieces(text, left, right, ends[1:])
        else:
            yield left, right


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trimmed spans of the sentences of text[start:end], line ends included as ends."""
    return list(_pieces(text, start, end, (_SENTENCE, _CLAUSE, _COMMA)))
