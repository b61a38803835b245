"""Answers about the library and its documents themselves: what they are, and what they state of themselves."""

from datetime import date

from bot.answers.about import GENERIC, Field, Stated, asked_field, meant, points_at, stated, subject
from bot.answers.refusing import TELLING
from bot.inquiry import Inquiry, weigh
from bot.language import BRACKETED, COMMA, DAY, LIST
from bot.reading.citing import marks, source
from bot.records import Citation, Kind, Outcome
from bot.texts import AND_OTHERS, CORRECTED, COVERS, DAYS, QUOTE, SMALLTALK, UNSTATED
from bot.understanding.conversation import is_smalltalk
from bot.understanding.fitting import region_fits
from bot.understanding.question import understand
from corpus.records import Document, Metadata
from index.catalogue import Catalogue, Entry
from index.correcting import LABELS, shown
from index.corrections import corrections
from index.relations import extending, without_copies

PLACES_NAMED = 6
"""Places that the bot names when it says what it covers."""

DESCRIBED = 3
"""Documents of one name that are described."""


def greeting(inquiry: Inquiry) -> Outcome | None:
    """What the library covers, in answer to small talk."""
    if not is_smalltalk(inquiry.asked.text):
        return None
    catalogue = inquiry.library.catalogue
    places = sorted({region[-1] for region in catalogue.regions()})
    listed = str(LIST).join(places[:PLACES_NAMED]) + (str(AND_OTHERS) if len(places) > PLACES_NAMED else "")
    documents, _ = catalogue.counts()
    text = SMALLTALK.format(documents=documents, covers=COVERS.format(places=listed) if places else "")
    return Outcome(text, Kind.SMALLTALK)


def description(inquiry: Inquiry) -> Outcome | None:
    """What a document is, where a question only names it: its facts, and the words with which it begins."""
    if not inquiry.named.documents or understand(GENERIC.sub(" ", inquiry.asked.text)).terms:
        return None
    catalogue = inquiry.library.catalogue
    citations: list[Citation] = []
    lines: list[str] = []
    kept = without_copies(catalogue, inquiry.named.documents)
    for key in [key for key in inquiry.named.documents if key in kept][:DESCRIBED]:
        entry, passages = catalogue.metadata([key]).get(key), catalogue.passages_of(key)
        if entry is None or not passages:
            continue
        first = next((s.passage for s in passages if len(s.passage.text) >= TELLING), passages[0].passage)
        marker = len(citations) + 1
        citations.append(Citation(marker, source(entry), first.path, first.text, first.start, first.end))
        lines.append(f"{facts(entry.standing)} [{marker}]\n{QUOTE}{first.text} [{marker}]")
    return Outcome("\n\n".join(lines), Kind.TEXT, None, tuple(citations))


def document_meant(inquiry: Inquiry, about: str) -> Entry | None:
    """The one document that a question is on, of which it says `about`: the one it names, of several of the name the
    latest, else the one whose title says the same."""
    named = inquiry.library.catalogue.metadata(inquiry.named.documents)
    if named:
        return max(named.values(), key=lambda each: each.metadata.issued or date.min)
    terms = understand(GENERIC.sub(" ", about)).terms
    return _only_one(inquiry) or (
        meant(terms, _entries(inquiry), weigh(inquiry.library, terms), about) if terms else None
    )


def _only_one(inquiry: Inquiry) -> Entry | None:
    """The one document found that is of the place asked, where a question is on a document (某县这个办法)."""
    of_place = [each for each in _entries(inquiry) if each.metadata.region in inquiry.asked.places]
    return of_place[0] if len(of_place) == 1 and points_at(inquiry.asked.text) else None


def _entries(inquiry: Inquiry) -> list[Entry]:
    """The documents found that are of the place asked, the likeliest first."""
    entries = {hit.entry.key: hit.entry for hit in inquiry.found.hits}
    return [entry for entry in entries.values() if region_fits(inquiry.asked, entry.metadata)]


def own_statement(inquiry: Inquiry) -> Outcome | None:
    """What the document meant states of itself, where that is asked."""
    found = _stated(inquiry)
    if found is None:
        return None
    citation = Citation(1, source(found.entry), found.heading, found.quote, found.start, found.end)
    prolonging = _prolonging(inquiry.library.catalogue, found.entry) if found.is_prolonged else ()
    lead = [] if found.answer == found.quote else [f"{found.answer} {marks(prolonging or (citation,))}"]
    quote = f"{QUOTE if lead else ''}{found.quote} [1]"
    return Outcome("\n\n".join([*lead, quote]), Kind.TEXT, None, (citation, *prolonging))


def _prolonging(catalogue: Catalogue, entry: Entry) -> tuple[Citation, ...]:
    """Where other documents prolong one, cited from [2] on."""
    said = [
        (other, stored.passage)
        for other, reference in extending(catalogue, entry)
        for stored in catalogue.passages_of(other.key)
        if stored.passage.start <= reference.start < stored.passage.end
    ]
    return tuple(Citation(at, source(other), p.path, p.text, p.start, p.end) for at, (other, p) in enumerate(said, 2))


def _stated(inquiry: Inquiry) -> Stated | None:
    asked, named = inquiry.asked, inquiry.named
    field = asked_field(asked, named=bool(named.documents))
    if field is None:
        return None
    terms = subject(asked, field)
    entries, weights = _entries(inquiry), weigh(inquiry.library, terms)
    if named.documents and not terms:  # of several that bear the name the latest
        entry = max(entries, key=lambda each: each.metadata.issued or date.min, default=None)
    else:
        entry = _only_one(inquiry) or meant(terms, entries, weights, asked.text)
    document = inquiry.library.catalogue.document(entry.key) if entry else None
    if entry is None or document is None:
        return None
    found = stated(field, entry, document, terms, weights)
    return _corrected(inquiry.library.catalogue, field, entry, document, found) or found


def _corrected(
    catalogue: Catalogue, field: Field, entry: Entry, document: Document, found: Stated | None
) -> Stated | None:
    """What a person set in place of what was read, beside the words of the document, or its title where it has none; None where
    nobody did."""
    held = corrections(catalogue, entry.source, entry.member)
    made = next((each for each in held if each.field == field.name), None)
    if made is None:
        return None
    said = CORRECTED.format(
        label=LABELS[made.field], value=shown(made.value) or UNSTATED, read=shown(made.read) or UNSTATED
    )
    start, end = (found.start, found.end) if found else document.opening
    return Stated(entry, said, document.text[start:end], start, end, document.path_at(start))


def facts(meta: Metadata) -> str:
    """What a document is, in one line."""
    number = BRACKETED.format(meta.number) if meta.number else ""
    given = (meta.signed, "signed") if meta.signed else (meta.published, "published")
    days = (given, (meta.effective, "from"), (meta.expires, "until"))
    dated = [DAYS[what].format(DAY.format(day)) for day, what in days if day]
    return str(COMMA).join([f"《{meta.title}》{number}", *filter(None, [meta.issuer]), *dated])
