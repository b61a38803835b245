"""Citations: of sentences, of rows of the table of indicators, with the status of their documents on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.reading.owners import Placed
from bot.reading.reading import Evidence
from bot.reading.terms import offer_at
from bot.records import Citation, Source
from bot.texts import QUOTE, WARNINGS, WARNINGS_OF_PART
from corpus.validity import Status
from index.catalogue import Catalogue, Entry
from index.search import Hit
from index.targets import Target

_EDGES = " \u3000\n。；;"
_OPEN = frozenset({Status.IN_FORCE, Status.UNSTATED})
_OVER = frozenset({Status.NOT_YET, Status.EXPIRED})


def source(entry: Entry, day: date | None = None) -> Source:
    """The document of a citation, with its status on a day where one is given."""
    found = Source(entry.key, entry.id, entry.source, entry.standing, entry.member)
    return replace(found, status=entry.status(day)) if day else found


def quoted(citations: Sequence[Citation]) -> list[str]:
    """The line of each quote, with its mark."""
    return [f"{QUOTE}{each.quote} [{each.marker}]" for each in citations]


def led(told: str, sentence: str) -> str:
    """What of a sentence answers, and below it the sentence [1] where that says more."""
    whole = told.strip(_EDGES) == sentence.strip(_EDGES)
    return f"{sentence} [1]" if whole else f"{told} [1]\n\n{QUOTE}{sentence} [1]"


def cite_passage(marker: int, hit: Hit) -> Citation:
    """A whole passage."""
    passage = hit.stored.passage
    return Citation(marker, source(hit.entry), passage.path, passage.text, passage.start, passage.end)


def cite_evidence(chosen: Sequence[Evidence]) -> tuple[Citation, ...]:
    """The spans that answer, numbered from 1; the cell of a table is named by its headers below the headings."""
    return tuple(
        Citation(n, source(e.hit.entry), (*e.hit.stored.passage.path, *e.headers), e.text, e.start, e.end)
        for n, e in enumerate(chosen, 1)
    )


def cite_rows(rows: Sequence[Target]) -> tuple[Citation, ...]:
    """The sentences of rows of the table of indicators, numbered from 1."""
    return tuple(
        Citation(at, source(row.entry), row.indicator.heading, row.quote, *row.indicator.sentence)
        for at, row in enumerate(rows, 1)
    )


def marks_of(figures: Sequence[Placed]) -> list[str]:
    """The mark of the sentence or row of each figure."""
    spans = list(dict.fromkeys(figure.span for figure in figures))
    return [f"[{spans.index(figure.span) + 1}]" for figure in figures]


def cite_figures(figures: Sequence[Placed]) -> tuple[Citation, ...]:
    """The sentences and rows of figures, each once, as `marks_of` numbers them."""
    first = {figure.span: figure for figure in reversed(figures)}
    ordered = [first[span] for span in dict.fromkeys(figure.span for figure in figures)]
    return tuple(
        Citation(
            at, source(each.hit.entry), (*each.hit.stored.passage.path, *each.headers), each.text, each.start, each.end
        )
        for at, each in enumerate(ordered, 1)
    )


def dated(catalogue: Catalogue, citations: Sequence[Citation], day: date) -> tuple[Citation, ...]:
    """Citations with the status on a day of their documents, or of the part that is quoted where that is over or not yet in
    force within a document that is, and with the page on which the quote begins."""
    keys = {citation.source.key for citation in citations}
    entries, pages = catalogue.metadata(keys), catalogue.pages(keys)
    result: list[Citation] = []
    for citation in citations:
        entry, starts = entries.get(citation.source.key), pages.get(citation.source.key)
        state = entry.status(day) if entry else citation.source.status
        of_part = False
        if state in _OPEN:
            own = _of_part(catalogue, citation, day)
            state, of_part = (own, True) if own in _OVER else (state, False)
        page = starts.at(citation.start) if starts else None
        result.append(replace(citation, source=replace(citation.source, status=state, of_part=of_part), page=page))
    return tuple(result)


def _of_part(catalogue: Catalogue, citation: Citation, day: date) -> Status:
    """The state of the benefit that a quote is of."""
    if citation.source.status in _OVER:
        return citation.source.status
    offer = offer_at(catalogue, citation.source.key, citation.start, citation.end, citation.heading)
    return offer.status(day) if offer else Status.UNSTATED


def warnings(citations: Sequence[Citation]) -> list[str]:
    """Sentences on cited documents, and parts of them, that are not in force."""
    return [
        (WARNINGS_OF_PART if citation.source.of_part else WARNINGS)[citation.source.status].format(
            marker=citation.marker, title=citation.source.metadata.title
        )
        for at, citation in enumerate(citations)
        if citation.source.status in WARNINGS
        and all(citation.source.key != other.source.key for other in citations[:at])
    ]


def marks(citations: Sequence[Citation]) -> str:
    """The marks of citations one after another."""
    return "".join(f"[{citation.marker}]" for citation in citations)
