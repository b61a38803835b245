"""The bot: a question in, a cited answer or an honest refusal out, without a language model."""

import math
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.about import GENERIC, Stated, asked_field, meant, stated, subject
from bot.conversation import complete, is_smalltalk
from bot.coverage import MIN_COVERAGE
from bot.examples import candidate_questions, is_report
from bot.question import Question, places_in, understand
from bot.reading import Evidence, lead, read, region_fits
from bot.records import Answer, Citation, Kind, Reason, Source
from bot.targets import Said, compared, everywhere, listed, neighbour, told
from bot.texts import COVERS, MENTIONED, NEAREST, NOT_GIVEN, QUOTE, REFUSALS, SMALLTALK, WARNINGS
from corpus.aliases import spelled_out
from corpus.numbers import normal_number
from corpus.passages import sentences
from corpus.records import Document, Metadata
from index.catalogue import Entry, Filters
from index.lexical import BIGRAM, PASSAGES
from index.library import Library
from index.relations import Named, links
from index.relations import named as find_named
from index.search import Clock, Found, Hit, search
from index.targets import Target

READ, POOL = 12, 60
"""Passages read for sentences, and passages found of which those are chosen where a place is asked. The right document is
among the first ten for 99% of real questions, but the reports of two places crowd each other out."""

SUPPORT = 2
"""Further quotes beside the one that answers."""

SUPPORT_SHARE = 0.85
"""A further quote scores at least this share of the best."""

LONGEST_QUESTION = 2_000
"""Characters of a question that are read; what is beyond is a pasted text."""

TELLING = 20
"""Characters of a passage that is worth showing beside a refusal: shorter ones are dates and names of offices."""

PLACES_NAMED = 6
"""Places that the bot names when it says what it covers."""

EXAMPLE_DOCUMENTS = 10
"""Documents of a group that are looked at for example questions, so that a large library costs no more."""


UNSEEN_SHARE = 0.5
"""A term that no passage holds weighs this share of the rarest one: it may be a name that the library lacks, or only how
people talk. Halving it raised the area under the curve of the refusal signal from 0.842 to 0.861."""


JOIN_SHARE = 0.5
"""A pair of characters that only joins two words of the question stands in a text by accident of its wording."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the library's documents can be filtered by."""

    regions: tuple[str, ...]
    issuers: tuple[str, ...]
    years: tuple[int, ...]
    kinds: tuple[str, ...]


Outcome = tuple[str, Kind, Reason | None, tuple[Citation, ...]]
"""The text of an answer, its kind, why it refuses (None if it answers), and its citations."""


class PolicyBot:
    """Answers questions from one library. Safe to use from several threads."""

    def __init__(self, library: Library, *, min_coverage: float = MIN_COVERAGE) -> None:
        self.library = library
        self.min_coverage = min_coverage

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        day: date | None = None,
    ) -> Answer:
        """Answer one question. `history` holds the earlier questions of the conversation, oldest first; whether a
        document is in force is told for `day`, today if it is None."""
        started = time.perf_counter()
        clock = Clock()
        understood = complete(question[:LONGEST_QUESTION], history)
        named = find_named(self.library.catalogue, understood)
        asked = understand(named.rest)
        if filters and filters.region and not asked.places:
            asked = replace(asked, places=tuple(region for region, _, _ in places_in(filters.region)))
        clock.stop("understand")
        timings: dict[str, float] = dict(clock.timings_ms)
        text, kind, reason, citations = self._answer(asked, named, filters, timings)
        citations = self._dated(citations, day or date.today())
        if reason is None:
            text = "\n\n".join([text, *warnings(citations)])
        timings["total"] = (time.perf_counter() - started) * 1000
        return Answer(question, understood, text, kind, reason is not None, reason, citations, timings)

    def document(self, key: int) -> Document | None:
        """A document by the key that its citations carry."""
        return self.library.catalogue.document(key)

    def choices(self) -> Choices:
        """Values that the filters can take, as the library stands."""
        metas = [entry.metadata for entry in self.library.catalogue.entries()]
        return Choices(
            regions=tuple(sorted({name for meta in metas for name in meta.region})),
            issuers=tuple(sorted({meta.issuer for meta in metas if meta.issuer})),
            years=tuple(sorted({meta.year for meta in metas if meta.year}, reverse=True)),
            kinds=tuple(sorted({meta.kind for meta in metas if meta.kind})),
        )

    def examples(self, count: int = 4) -> tuple[str, ...]:
        """Questions made from the library's own documents that it answers: at most `count`, half of them from reports,
        each from another document."""
        entries = self.library.catalogue.entries()
        groups = [[e for e in entries if is_report(e.metadata)], [e for e in entries if not is_report(e.metadata)]]
        chosen: list[str] = []
        for entry in [entry for group in groups for entry in group[:EXAMPLE_DOCUMENTS]]:
            reports = is_report(entry.metadata)
            if len(chosen) == count or (reports and len(chosen) == count // 2):
                continue
            passages = [stored.passage for stored in self.library.catalogue.passages_of(entry.key)]
            candidates = candidate_questions(entry.metadata, passages)
            answered = next((question for question in candidates if not self.ask(question).refused), None)
            if answered is not None:
                chosen.append(answered)
        return tuple(chosen)

    def _answer(self, asked: Question, named: Named, filters: Filters | None, timings: dict[str, float]) -> Outcome:
        if is_smalltalk(asked.text):
            return self._say_hello(), Kind.SMALLTALK, None, ()
        names_any = bool(named.documents or named.unknown)
        if not names_any and (not asked.text.strip() or not (asked.terms or asked.places or asked.years)):
            return REFUSALS[Reason.EMPTY_QUESTION], Kind.NONE, Reason.EMPTY_QUESTION, ()
        if self.library.catalogue.is_empty():
            return REFUSALS[Reason.EMPTY_LIBRARY], Kind.NONE, Reason.EMPTY_LIBRARY, ()
        if named.documents and not understand(GENERIC.sub(" ", asked.text)).terms:
            return self._describe(named)
        found = self._find(asked, filters, named.documents)
        timings.update(found.timings_ms)
        clock = Clock()
        weights = self._weights(asked.terms, asked.joins)
        evidence = read(asked, found.hits, weights, () if asked.years or named.documents else self._outdated(found))
        if named.unknown and not named.documents:
            result = self._unknown(named)
        elif (of_itself := self._stated(asked, found.hits, named)) is not None:
            result = _say_stated(of_itself)
        elif table := self._table(asked, filters):
            result = table.text, Kind.NUMBER, None, _cite_rows(table.rows)
        elif (reason := self._refusal(asked, evidence)) is not None:
            result = self._refuse_or_tell(asked, reason, found.hits, filters)
        elif apart := self._apart(asked, evidence, found.hits, filters, named.documents):
            result = self._say_each(apart, found.hits)
        elif asked.number:
            result = self._say_figures(asked, evidence)
        else:
            result = self._say_text(asked, evidence, weights)
        clock.stop("read")
        timings.update(clock.timings_ms)
        return result

    def _table(self, asked: Question, filters: Filters | None) -> Said | None:
        """What the table of indicators answers on its own: comparisons, lists, one metric in several places, and several
        figures in one question."""
        catalogue = self.library.catalogue
        several = told(catalogue, asked, filters) if len(asked.slots) > 1 and not asked.side_by_side else None
        return (
            compared(catalogue, asked, filters)
            or listed(catalogue, asked, filters)
            or everywhere(catalogue, asked, filters)
            or several
        )

    def _refuse_or_tell(self, asked: Question, reason: Reason, hits: Sequence[Hit], filters: Filters | None) -> Outcome:
        """A refusal, unless the table of indicators has the figure; with the figure of another year or kind beside it."""
        if reason in _NEAR:
            if table := told(self.library.catalogue, asked, filters):
                return table.text, Kind.NUMBER, None, _cite_rows(table.rows)
            if near := neighbour(self.library.catalogue, asked, filters):
                return near.text, Kind.NONE, reason, _cite_rows(near.rows)
        return self._refuse(asked, reason, hits)

    def _find(self, asked: Question, filters: Filters | None, documents: Sequence[int] = ()) -> Found:
        """Passages to read, those of documents of the place asked first; of `documents` alone, where any are named."""
        limit = POOL if asked.places else READ
        found = search(self.library, spelled_out(asked.text), limit=limit, filters=filters, first=documents)
        if documents:
            return Found(tuple(hit for hit in found.hits if hit.entry.key in documents)[:READ], found.timings_ms)
        hits = sorted(found.hits, key=lambda hit: not region_fits(asked, hit.entry.metadata))[:READ]
        return Found(tuple(hits), found.timings_ms)

    def _say_hello(self) -> str:
        places = sorted({region[-1] for region in self.library.catalogue.regions()})
        listed = "、".join(places[:PLACES_NAMED]) + ("等地" if len(places) > PLACES_NAMED else "")
        documents, _ = self.library.catalogue.counts()
        return SMALLTALK.format(documents=documents, covers=COVERS.format(places=listed) if places else "")

    def _weights(self, terms: Sequence[str], joins: Collection[str] = ()) -> Mapping[str, float]:
        """Inverse document frequency of terms among the passages; those that only join two words weigh less."""
        total, frequencies = self.library.lexical.frequencies(PASSAGES, BIGRAM, terms)
        unseen = UNSEEN_SHARE * math.log(2 * total + 2)
        return {
            term: (math.log(1 + (total - n + 0.5) / (n + 0.5)) if n else unseen)
            * (JOIN_SHARE if term in joins else 1.0)
            for term, n in frequencies.items()
        }

    def _refusal(self, asked: Question, evidence: Sequence[Evidence]) -> Reason | None:
        """Why the best evidence does not answer, or None if it does."""
        covered = [item for item in evidence if item.coverage >= self.min_coverage]
        if not covered:
            return Reason.NOT_FOUND
        best = evidence[0]
        if not any(item.place_fits for item in covered):
            return Reason.OTHER_PLACE
        if not any(item.place_fits and item.year_fits for item in covered):
            return Reason.OTHER_YEAR
        if not (best.place_fits and best.year_fits) or best.coverage < self.min_coverage:
            return Reason.NOT_FOUND
        if asked.number and not any(best.figures):
            return Reason.NO_FIGURE
        return None

    def _stated(self, asked: Question, hits: Sequence[Hit], named: Named) -> Stated | None:
        """What the document meant states of itself, where that is asked."""
        field = asked_field(asked, named=bool(named.documents))
        if field is None:
            return None
        terms = subject(asked, field)
        entries = {hit.entry.key: hit.entry for hit in hits if region_fits(asked, hit.entry.metadata)}
        weights = self._weights(terms)
        if named.documents and not terms:  # of several that bear the name the latest
            entry = max(entries.values(), key=lambda each: each.metadata.issued or date.min, default=None)
        else:
            entry = meant(terms, list(entries.values()), weights)
        document = self.document(entry.key) if entry else None
        return stated(field, entry, document, terms, weights) if entry and document else None

    def _outdated(self, found: Found) -> tuple[int, ...]:
        """Keys of the documents found that have a newer version among them."""
        keys = {hit.entry.key for hit in found.hits}
        return tuple(
            key
            for key in keys
            if any(each.newer and each.entry.key in keys for each in links(self.library.catalogue, key))
        )

    def _describe(self, named: Named) -> Outcome:
        """What a document is, where a question only names it: its facts, and the words with which it begins."""
        citations: list[Citation] = []
        lines: list[str] = []
        for key in named.documents[: SUPPORT + 1]:
            document, entry = self.document(key), self.library.catalogue.metadata([key]).get(key)
            passages = self.library.catalogue.passages_of(key)
            if document is None or entry is None or not passages:
                continue
            first = next((s.passage for s in passages if len(s.passage.text) >= TELLING), passages[0].passage)
            marker = len(citations) + 1
            citations.append(Citation(marker, _source(entry), first.path, first.text, first.start, first.end))
            lines.append(f"{facts(entry.metadata)} [{marker}]\n{QUOTE}{first.text} [{marker}]")
        return "\n\n".join(lines), Kind.TEXT, None, tuple(citations)

    def _dated(self, citations: Sequence[Citation], day: date) -> tuple[Citation, ...]:
        """Citations with the status of their documents on a day, and the page on which the quote begins."""
        entries = self.library.catalogue.metadata({citation.source.key for citation in citations})
        pages = self.library.catalogue.pages({citation.source.key for citation in citations})
        result: list[Citation] = []
        for citation in citations:
            entry, starts = entries.get(citation.source.key), pages.get(citation.source.key)
            state = entry.status(day) if entry else citation.source.status
            page = starts.at(citation.start) if starts else None
            result.append(replace(citation, source=replace(citation.source, status=state), page=page))
        return tuple(result)

    def _unknown(self, named: Named) -> Outcome:
        """That no document has a number asked for, with the sentences of others that mention it."""
        citations: list[Citation] = []
        wanted = {normal_number(number) for number in named.unknown}
        entries = self.library.catalogue.metadata(named.mentioned)
        for key, entry in entries.items():
            document = self.document(key)
            for reference in document.references if document else ():
                if document is None or not reference.number or normal_number(reference.number) not in wanted:
                    continue
                spans = sentences(document.text, document.body, len(document.text))
                start, end = next(
                    (s for s in spans if s[0] <= reference.start < s[1]), (reference.start, reference.end)
                )
                path = document.path_at(start)
                citations.append(
                    Citation(len(citations) + 1, _source(entry), path, document.text[start:end], start, end)
                )
                break
        citations = citations[: SUPPORT + 1]
        text = REFUSALS[Reason.UNKNOWN_NUMBER].format(number="、".join(named.unknown))
        marks = "".join(f"[{citation.marker}]" for citation in citations)
        text = f"{text}\n\n{MENTIONED}{marks}" if citations else text
        return text, Kind.NONE, Reason.UNKNOWN_NUMBER, tuple(citations)

    def _refuse(self, asked: Question, reason: Reason, hits: Sequence[Hit]) -> Outcome:
        names = dict.fromkeys((*(region[-1] for region in asked.places), *asked.elsewhere))
        place = "、".join(name for name in names if not any(name != other and name in other for other in names))
        year = "、".join(str(year) for year in asked.years)
        text = REFUSALS[reason].format(place=place, year=year)
        telling = [hit for hit in hits if len(hit.stored.passage.text) >= TELLING]
        citations = tuple(
            _cite(number, hit, hit.stored.passage.start, hit.stored.passage.end, hit.stored.passage.text)
            for number, hit in enumerate(telling[: SUPPORT + 1], 1)
        )
        marks = "".join(f"[{citation.marker}]" for citation in citations)
        return (f"{text}\n\n{NEAREST}{marks}" if citations else text), Kind.NONE, reason, citations

    def _say_figures(self, asked: Question, evidence: Sequence[Evidence]) -> Outcome:
        best = evidence[0]
        figures = [
            (slot.label, figure.text)
            for slot, figure in zip(asked.slots, best.figures, strict=True)
            if figure is not None
        ]
        meta = best.hit.entry.metadata
        if meta.region and not asked.places and is_report(meta):
            figures[0] = (figures[0][0], f"{meta.region[-1]}{figures[0][1]}")
        lead = figures[0][1] if len(figures) == 1 else "；".join(f"{label}：{figure}" for label, figure in figures)
        citations = _citations([best])
        return f"{lead} [1]\n\n{QUOTE}{best.text} [1]", Kind.NUMBER, None, citations

    def _apart(
        self,
        asked: Question,
        evidence: Sequence[Evidence],
        hits: Sequence[Hit],
        filters: Filters | None,
        documents: Sequence[int],
    ) -> list[tuple[str, Question, Sequence[Hit]]]:
        """A question for figures of several places or years, or for several figures that no one sentence gives, as one
        question for each with its label and hits: a place is searched for on its own, a further figure in the document
        that gave the others."""
        if variants := asked.variants():
            return [(label, variant, self._find(variant, filters, documents).hits) for label, variant in variants]
        if not evidence or all(evidence[0].figures):
            return []
        same = [hit for hit in hits if hit.entry.key == evidence[0].hit.entry.key]
        return [(label, part, same) for label, part in asked.parts()]

    def _say_each(self, apart: Sequence[tuple[str, Question, Sequence[Hit]]], hits: Sequence[Hit]) -> Outcome:
        """A line for each place, year or thing asked, the figure or that there is none, and below them the quotes."""
        lines: list[str] = []
        chosen: list[Evidence] = []
        for label, asked, own in apart:
            evidence = read(asked, own, self._weights(asked.terms, asked.joins))
            if self._refusal(asked, evidence) is not None:
                lines.append(f"{label}：{NOT_GIVEN}")
                continue
            chosen.append(evidence[0])
            figures = "；".join(figure.text for figure in evidence[0].figures if figure is not None)
            lines.append(f"{label}：{figures} [{len(chosen)}]")
        if not chosen:
            return self._refuse(apart[0][1], Reason.NO_FIGURE, hits)
        citations = _citations(chosen)
        quotes = [f"{QUOTE}{citation.quote} [{citation.marker}]" for citation in citations]
        return "\n\n".join(["\n".join(lines), *quotes]), Kind.NUMBER, None, citations

    def _say_text(self, asked: Question, evidence: Sequence[Evidence], weights: Mapping[str, float]) -> Outcome:
        best = evidence[0]
        chosen = [best]
        for item in evidence[1:]:
            if len(chosen) > SUPPORT or item.score < SUPPORT_SHARE * best.score:
                break
            if item.place_fits and item.year_fits and all(item.text != other.text for other in chosen):
                chosen.append(item)
        citations = _citations(chosen)
        lines = [f"{citation.quote} [{citation.marker}]" for citation in citations]
        opening = lead(asked, best, weights)
        if opening != best.text:
            lines = [f"{opening} [1]", f"{QUOTE}{lines[0]}", *lines[1:]]
        return "\n\n".join(lines), Kind.TEXT, None, citations


def facts(meta: Metadata) -> str:
    """What a document is, in one line."""
    number = f"（{meta.number}）" if meta.number else ""
    given = (meta.signed, "印发") if meta.signed else (meta.published, "发布")
    days = (given, (meta.effective, "起施行"), (meta.expires, "止"))
    dated = [f"{day.year}年{day.month}月{day.day}日{what}" for day, what in days if day]
    return "，".join([f"《{meta.title}》{number}", *filter(None, [meta.issuer]), *dated])


def warnings(citations: Sequence[Citation]) -> list[str]:
    """Sentences on cited documents that are not in force."""
    return [
        WARNINGS[citation.source.status].format(marker=citation.marker, title=citation.source.metadata.title)
        for at, citation in enumerate(citations)
        if citation.source.status in WARNINGS
        and all(citation.source.key != other.source.key for other in citations[:at])
    ]


_NEAR = frozenset({Reason.NO_FIGURE, Reason.OTHER_YEAR, Reason.NOT_FOUND})
"""Refusals beside which the figure of another year or kind is shown."""


def _cite_rows(rows: Sequence[Target]) -> tuple[Citation, ...]:
    return tuple(
        Citation(at, _source(row.entry), row.indicator.heading, row.quote, *row.indicator.sentence)
        for at, row in enumerate(rows, 1)
    )


def _citations(chosen: Sequence[Evidence]) -> tuple[Citation, ...]:
    return tuple(_cite(n, item.hit, item.start, item.end, item.text, item.headers) for n, item in enumerate(chosen, 1))


def _say_stated(found: Stated) -> Outcome:
    citation = Citation(1, _source(found.entry), found.heading, found.quote, found.start, found.end)
    lead = [] if found.answer == found.quote else [f"{found.answer} [1]"]
    quote = f"{QUOTE if lead else ''}{found.quote} [1]"
    return "\n\n".join([*lead, quote]), Kind.TEXT, None, (citation,)


def _source(entry: Entry) -> Source:
    return Source(entry.key, entry.id, entry.source, entry.metadata, entry.member)


def _cite(marker: int, hit: Hit, start: int, end: int, quote: str, headers: tuple[str, ...] = ()) -> Citation:
    """A citation; the cell of a table is named by its `headers` below the headings."""
    return Citation(marker, _source(hit.entry), (*hit.stored.passage.path, *headers), quote, start, end)
