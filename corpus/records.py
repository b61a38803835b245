"""The records that the corpus layer produces. All offsets are characters of `Document.text`, end exclusive."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the heading tree, in document order.

    `heading` is the heading as written ("（一）突出规划先行，健全创新体系"), trimmed; for a numbered item without a
    heading of its own it is the label ("（一）"). `start` is where the label stands, `body` where the text after the
    heading begins, `end` where the next node of the same or a higher level begins. `parent` is an index into
    `Document.sections`, or None at the top.
    """

    heading: str
    kind: str
    depth: int
    start: int
    body: int
    end: int
    parent: int | None
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself; None where it is silent.

    `region` runs from the province down: ("浙江省", "宁波市", "慈溪市"). `kind` is the Chinese name of the kind of
    document (通知, 办法, 工作总结).
    """

    title: str
    number: str | None = None
    issuer: str | None = None
    region: tuple[str, ...] = ()
    kind: str | None = None
    signed: date | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as read. `id` is the first 16 hexadecimal digits of the SHA-256 of the file's bytes."""

    id: str
    source: str
    text: str
    body: int
    metadata: Metadata
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        return self.metadata.title

    def path_at(self, offset: int) -> tuple[str, ...]:
        """Headings above the character at `offset`, outermost first; () before the first heading."""
        return path_of(self.sections, section_at(self.sections, offset))


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one section: `text == document.text[start:end]`, and `path` holds the headings above it."""

    document_id: str
    start: int
    end: int
    path: tuple[str, ...]
    text: str


def section_at(sections: tuple[Section, ...], offset: int) -> int | None:
    """Index of the innermost section that holds `offset`, or None."""
    index: int | None = bisect_right(sections, offset, key=lambda section: section.start) - 1
    if index == -1:
        return None
    while index is not None and sections[index].end <= offset:
        index = sections[index].parent
    return index


def path_of(sections: tuple[Section, ...], index: int | None) -> tuple[str, ...]:
    """Headings from the top down to section `index`, itself included."""
    path: list[str] = []
    while index is not None:
        path.append(sections[index].heading)
        index = sections[index].parent
    return tuple(reversed(path))
