"""The sentences in which documents of a library mention one that it lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.reading.citing import source
from bot.records import Citation
from corpus.numbers import normal_number
from corpus.passages import sentences
from corpus.records import Document, Reference
from corpus.versions import title_key
from index.catalogue import Catalogue, Entry
from index.relations import Named


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in a document, and the sentence [start, end) of its text that holds it."""

    entry: Entry
    document: Document
    reference: Reference
    start: int
    end: int

    def cited(self, marker: int) -> Citation:
        path = self.document.path_at(self.start)
        return Citation(
            marker, source(self.entry), path, self.document.text[self.start : self.end], self.start, self.end
        )


def mentions(catalogue: Catalogue, named: Named, documents: Iterable[int]) -> Iterator[Mention]:
    """Where some documents mention what a question names by number or title and the library lacks."""
    wanted = {normal_number(number) for number in named.unknown} | {title_key(title) for title in named.untitled}
    for key, entry in catalogue.metadata(documents).items():
        document = catalogue.document(key)
        for reference in document.references if document else ():
            names = {normal_number(reference.number or ""), title_key(reference.title or "")}
            if document is None or not names & wanted:
                continue
            spans = sentences(document.text, document.body, len(document.text))
            around = (span for span in spans if span[0] <= reference.start < span[1])
            yield Mention(entry, document, reference, *next(around, (reference.start, reference.end)))
