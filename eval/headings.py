"""Whether a place of a document is found under the right headings (`eval/labels/headings.jsonl`).

A place is named by a digest of the first characters of its paragraph, because its words may not be copied.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Document
from eval.metadata import digest, fold, read_lines, squeeze

OPENING = 24
"""Characters of a paragraph, white space left out, that name it: enough to be its own in a document."""

NUMERALS = "〇零一二三四五六七八九十百"

LABEL = re.compile(
    rf"(?P<unit>第[{NUMERALS}\d]+[编章节条])"
    rf"|〔(?P<bracketed>[{NUMERALS}]+|\d+)〕"
    rf"|(?P<plain>[{NUMERALS}]+|\d+)(?:[、.]|是|$)"
)
"""The number at the beginning of a squeezed heading: 第八条, 〔二〕, 3., 四、, 五是."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a document, and the headings and numbers that it stands under, outermost first."""

    document: str
    sha256: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A place whose path is wrong, or that was not found (`got` is None)."""

    place: Place
    got: tuple[str, ...] | None


def read_places() -> list[Place]:
    """All labelled places."""
    return [
        Place(str(record["document"]), str(record["sha256"]), tuple(record["path"]))  # type: ignore[arg-type]
        for record in read_lines("headings.jsonl")
    ]


def misplaced(places: Sequence[Place], documents: Mapping[str, Sequence[Document]]) -> list[Misplaced]:
    """The places for which the project gives another path than the label."""
    wrong: list[Misplaced] = []
    for source in dict.fromkeys(place.document for place in places):
        here = [place for place in places if place.document == source]
        paths = paths_of({place.sha256 for place in here}, documents.get(source, ()))
        for place in here:
            got = paths.get(place.sha256)
            if got is None or not same_path(place.path, got):
                wrong.append(Misplaced(place, got))
    return wrong


def paths_of(digests: Collection[str], documents: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """Path of each place by its digest, without titles at the top; a place in none of the documents is left out."""
    paths: dict[str, tuple[str, ...]] = {}
    for document in documents:
        titles = {fold(document.title), *(fold(part.title) for part in document.parts)}
        for key, offset in find(document.text, digests).items():
            paths.setdefault(key, _without(titles, document.path_at(offset)))
    return paths


def find(text: str, digests: Collection[str]) -> dict[str, int]:
    """Offset of the paragraph of each digest: at the beginning of a line if there is one, else anywhere."""
    offsets = [offset for offset, char in enumerate(text) if not char.isspace()]
    solid = "".join(text[offset] for offset in offsets)
    found: dict[str, int] = {}
    inside: dict[str, int] = {}
    for index, offset in enumerate(offsets):
        key = digest(solid[index : index + OPENING])
        if key in digests:
            begins_line = index == 0 or "\n" in text[offsets[index - 1] : offset]
            (found if begins_line else inside).setdefault(key, offset)
    return inside | found


def same_path(expected: Sequence[str], got: Sequence[str]) -> bool:
    """Whether two paths agree level by level."""
    return len(expected) == len(got) and all(same_heading(*pair) for pair in zip(expected, got, strict=True))


def same_heading(expected: str, got: str) -> bool:
    """Whether a heading as written is the labelled one: by its number if the label is one, else by its words."""
    want, have = LABEL.match(squeeze(expected)), LABEL.match(squeeze(got))
    if want:
        return have is not None and want.groupdict() == have.groupdict()
    return fold(got).startswith(fold(expected))


def _without(titles: Collection[str], path: tuple[str, ...]) -> tuple[str, ...]:
    while path and fold(path[0]) in titles:
        path = path[1:]
    return path
