"""What documents say about themselves, read by the project against labels written by hand (`eval/labels/README.md`)."""

import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path

from corpus.errors import DocumentError
from corpus.load import find_files, load_all
from corpus.records import Document, Metadata

LABELLED_DAY = date(2026, 11, 22)
"""The day for which the labels state whether a document is in force."""

DIGEST_DIGITS = 16
"""Hexadecimal digits of a SHA-256 that stand for a text which may not be copied."""

EDGES = "。.;,:、《》"
"""Marks around a title or a value that are no part of it, after folding."""

ONE_FORM = str.maketrans("[]【】()“”‘’", "〔〕〔〕〔〕\"\"''")
"""Brackets and quotation marks, of which offices use now one kind, now another."""

Status = Callable[[Metadata, date], str]


@dataclass(frozen=True, slots=True)
class Label:
    """The true metadata of a document: values by field name, null where it states none, a field that is not judged left
    out. `document` is the path below the data folder; `page` is the page on which a card begins. `accept` holds further
    right values of a field; where the label itself is null they are neither right nor wrong."""

    document: str
    fields: Mapping[str, object]
    page: int | None = None
    accept: Mapping[str, Sequence[object]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.document if self.page is None else f"{self.document} p{self.page}"


@dataclass(slots=True)
class Score:
    """Counts of one field: values given, values labelled, and values given that are right."""

    given: int = 0
    labelled: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Right of those given, 0 to 1; 1 if nothing was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Right of those labelled, 0 to 1; 1 if nothing was labelled."""
        return self.right / self.labelled if self.labelled else 1.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A value that is wrong, missing, or given where there is none."""

    document: str
    field: str
    expected: object
    got: object


@dataclass(frozen=True, slots=True)
class Judgement:
    """Scores by field in the order of the labels, and every mistake."""

    scores: Mapping[str, Score]
    mistakes: tuple[Mistake, ...]


def read_lines(name: str) -> list[dict[str, object]]:
    """The records of a file of `eval/labels`."""
    text = (resources.files("eval") / "labels" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def read_labels() -> list[Label]:
    """Labels of all pages and cards."""
    return [_label(record) for name in ("pages.jsonl", "cards.jsonl") for record in read_lines(name)]


def _label(record: dict[str, object]) -> Label:
    known = {name: record[name] for name in ("document", "fields", "page", "accept") if name in record}
    return Label(**known)  # type: ignore[arg-type]


def read_folder(folder: Path) -> tuple[dict[str, tuple[Document, ...]], int, float]:
    """Documents of all files below a folder by their path in it, their pages (a file without pages is one), and the
    seconds that reading them took. A file that cannot be read has no documents."""
    documents: dict[str, tuple[Document, ...]] = {}
    began = time.perf_counter()
    for path in find_files([folder]):
        try:
            documents[path.relative_to(folder).as_posix()] = load_all(path)
        except DocumentError:
            documents[path.relative_to(folder).as_posix()] = ()
    seconds = time.perf_counter() - began
    return documents, sum(map(_pages, documents.values())), seconds


def _pages(documents: Sequence[Document]) -> int:
    """Pages of a file, by the last page on which one of its documents stands."""
    return max([1, *(document.first_page + len(document.pages) - 1 for document in documents if document.pages)])


def compare(labels: Sequence[Label], documents: Mapping[str, Sequence[Document]], status: Status) -> Judgement:
    """Compare each label with the document of its path and page; a document that was not read misses every field."""
    scores: dict[str, Score] = {}
    mistakes: list[Mistake] = []
    for label in labels:
        document = choose(documents.get(label.document, ()), label)
        if document is None:
            mistakes.append(Mistake(label.name, "document", label.fields.get("title"), None))
        values = {} if document is None else values_of(document.metadata, status)
        for name, expected in label.fields.items():
            score = scores.setdefault(name, Score())
            right = _count(score, name, expected, label.accept.get(name, ()), values.get(name))
            if not right and document is not None:
                mistakes.append(Mistake(label.name, name, expected, values.get(name)))
    return Judgement(scores, tuple(mistakes))


def choose(documents: Sequence[Document], label: Label) -> Document | None:
    """The document that a label means: the only one, or the card that begins on its page, by title if there are two."""
    if label.page is not None:
        documents = [document for document in documents if document.page_at(0) == label.page]
    title = normal("title", label.fields.get("title"))
    same = [document for document in documents if normal("title", document.title) == title]
    return next(iter(same or documents), None)


def values_of(metadata: Metadata, status: Status) -> dict[str, object]:
    """Every field that a label may hold, as the project read it; the status is that of LABELLED_DAY."""
    names = ("title", "number", "issuer", "region", "kind", "signed", "published", "effective", "expires", "draft")
    values: dict[str, object] = {name: getattr(metadata, name) for name in (*names, "audience", "annexes")}
    return values | {"status": str(status(metadata, LABELLED_DAY))}


def _count(score: Score, name: str, expected: object, accepted: Iterable[object], got: object) -> bool:
    """Enter one value into the score; whether there is nothing to complain of."""
    want, have = normal(name, expected), normal(name, got)
    others = {normal(name, value) for value in accepted}
    if want is None and have in others:
        return True
    right = have is not None and (have in others or _same(expected, want, have))
    score.labelled += want is not None
    score.given += have is not None
    score.right += right
    return right or (want is None and have is None)


def _same(expected: object, want: object, have: object) -> bool:
    if isinstance(expected, Mapping):
        return digest(str(have)) == str(expected["sha256"])
    return have == want


def normal(name: str, value: object) -> object:
    """The form in which two values of a field are compared; None for no value.

    White space, full and half width, brackets and quotation marks do not count, nor does punctuation at either end; the
    order of issuers, numbers and annexes does not count; dates are ISO text.
    """
    if value is None or value == "" or value == () or value == []:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return value["sha256"]
    if name == "region" and isinstance(value, (list, tuple)):
        return tuple(fold(str(part)) for part in value)
    if name == "annexes" and isinstance(value, (list, tuple)):
        return frozenset(_annex(str(title)) for title in value)
    if name in ("issuer", "number"):
        return frozenset(fold(part) for part in str(value).split("、"))
    return fold(str(value))


def squeeze(text: str) -> str:
    """Text without white space; widths, brackets and quotation marks made one."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(ONE_FORM)


def fold(text: str) -> str:
    """Squeezed text without the marks around it."""
    return squeeze(text).strip(EDGES)


def digest(text: str) -> str:
    """The first DIGEST_DIGITS hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_DIGITS]


def _annex(title: str) -> str:
    """An annex's title without its number and its file's suffix."""
    plain = re.sub(r"^(附件)?\d*[:.、]?", "", fold(title))
    return re.sub(r"\.[a-z]{3,4}$", "", plain).strip(EDGES)
