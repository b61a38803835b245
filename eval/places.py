"""Where the evidence of questions stands in a library: verbatim words wherever they are, spans by their file and hash."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePath

from corpus.records import Document
from eval.judging import Place
from eval.questions import Located, Question
from eval.runs import Quote
from index.library import Library


class Places:
    """The texts of a library, read once, and the places of evidence in them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def documents(self) -> dict[int, Document]:
        """All documents by key."""
        catalogue = self._library.catalogue
        found = {entry.key: catalogue.document(entry.key) for entry in catalogue.entries()}
        return {key: document for key, document in found.items() if document is not None}

    def texts(self, questions: Sequence[Question]) -> dict[str, str]:
        """Texts by file name, and those in which evidence is located by the name that the questions give."""
        texts = {PurePath(document.source).name: document.text for document in self.documents.values()}
        located = {each.document for question in questions for each in question.evidence if isinstance(each, Located)}
        return texts | {name: texts[PurePath(name).name] for name in located if PurePath(name).name in texts}

    def of(self, question: Question) -> tuple[tuple[Place, ...], ...]:
        """For each evidence of a question all places where it stands; () for one that stands nowhere here."""
        return tuple(
            self._spans(each) if isinstance(each, Located) else self._words(each, question.document)
            for each in question.evidence
        )

    def quote(self, place: Place) -> Quote:
        """The words at a place, with the document that holds them."""
        document = self.documents[place.document]
        text, path = document.text[place.start : place.end], document.path_at(place.start)
        return Quote(document.metadata.title, path, text, place.start, place.end, True, document.id)

    def _spans(self, evidence: Located) -> tuple[Place, ...]:
        name = PurePath(evidence.document).name
        return tuple(
            Place(key, evidence.start, evidence.end)
            for key, document in self.documents.items()
            if PurePath(document.source).name == name and _hash(document, evidence) == evidence.sha256
        )

    def _words(self, words: str, document: str) -> tuple[Place, ...]:
        """In the document that the question is about, if it stands there; else in every one."""
        found = [
            Place(key, start, start + len(words))
            for key, each in self.documents.items()
            for start in _starts(each.text, words)
        ]
        own = [
            place for place in found if PurePath(self.documents[place.document].source).name == PurePath(document).name
        ]
        return tuple(own or found)


def _hash(document: Document, evidence: Located) -> str:
    return hashlib.sha256(document.text[evidence.start : evidence.end].encode()).hexdigest()


def _starts(text: str, words: str) -> list[int]:
    starts: list[int] = []
    at = text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts
