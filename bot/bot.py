"""The bot: a question in, a cited answer or an honest refusal out, without a language model."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Event

from bot.answering import answer, reckons
from bot.answers.beyond import beyond
from bot.answers.calling import called
from bot.answers.halves import by_comma, halves, left_out, together
from bot.answers.own_figures import asks_own
from bot.answers.refusing import NEAR_ENOUGH, refuse
from bot.answers.unplaced import unplaced
from bot.consulting.consulting import consult, offered, opens
from bot.inquiry import Inquiry
from bot.language import language_of, spoken
from bot.model.drafting import drafts
from bot.model.model import Model
from bot.reading.citing import dated, warnings
from bot.reading.confidence import calibration
from bot.records import Answer, Consultation, Kind, Outcome, Reason
from bot.turns.anchoring import Anchor
from bot.turns.examples import candidate_questions
from bot.turns.following import completed_by
from bot.turns.resuming import doubtful, in_doubt, of_another_case, resumed
from bot.turns.suggesting import suggested
from bot.understanding.conversation import asked_before, complete, differs, is_smalltalk, placed, widened
from bot.understanding.places import places_in
from bot.understanding.question import understand
from bot.understanding.recovery import recovered
from corpus.records import Document
from corpus.reports import reports
from index.catalogue import Filters
from index.corrections import Correction, corrections
from index.library import Library
from index.relations import named as find_named
from index.reranker import Reranker
from index.search import Clock

SHOWN_HITS = 5
"""Passages read that an answer tells of."""

LONGEST_QUESTION = 2_000
"""Characters of a question that are read; what is beyond is a pasted text."""

DEPTH = 2
"""Earlier questions that are answered again to know where the last of them was."""

EXAMPLE_DOCUMENTS = 10
"""Documents of a group that are looked at for example questions, so that a large library costs no more."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the library's documents can be filtered by."""

    regions: tuple[str, ...]
    issuers: tuple[str, ...]
    years: tuple[int, ...]
    kinds: tuple[str, ...]


class PolicyBot:
    """Answers questions from one library. Safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        *,
        min_confidence: float | None = None,
        model: Model | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.library = library
        self.min_confidence = calibration().threshold if min_confidence is None else min_confidence
        self.model = model
        self.reranker = reranker

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        day: date | None = None,
        consultation: Consultation | None = None,
    ) -> Answer:
        """Answer one question. `history` holds the earlier questions of the conversation, oldest first; whether a
        document is in force is told for `day`: if it is None, for the day that `filters` ask for, or today. `consultation` is the
        state of a matching of benefits as an earlier answer gave it; without it the state follows from the history."""
        *_, last = self.stream(question, history=history, filters=filters, day=day, consultation=consultation)
        return last

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        day: date | None = None,
        consultation: Consultation | None = None,
        stop: Event | None = None,
    ) -> Iterator[Answer]:
        """The answer as `ask` gives it, before that its drafts, each longer by a checked sentence of the language model
        (the text of each begins that of the next); without one, the answer alone. What the bot says of its own is in the
        language of the question (`language_of`). Once `stop` is set, the model is given up,
        and the answer is what stands by then."""
        wanted = language_of(question)
        yield from spoken(self._stream, wanted)(question, history, filters, day, consultation, stop)

    def _stream(
        self,
        question: str,
        history: Sequence[str],
        filters: Filters | None,
        day: date | None,
        consultation: Consultation | None,
        stop: Event | None,
    ) -> Iterator[Answer]:
        started = time.perf_counter()
        clock = Clock()
        day = day or (filters.in_force if filters else None) or date.today()
        consulted = consult(
            self.library.catalogue,
            question[:LONGEST_QUESTION],
            history,
            day,
            consultation,
            solved=lambda asked: self._solved(asked, filters, day),
        )
        if consulted is not None:
            outcome, state = consulted
            citations = dated(self.library.catalogue, outcome.citations, day)
            timings = {"total": (time.perf_counter() - started) * 1000}
            yield Answer(
                question, question, outcome.text, outcome.kind, False, None, citations, timings, consultation=state
            )
            return
        meant = recovered(self.library, question[:LONGEST_QUESTION])
        understood, inquiry, outcome = self._read(meant, history, filters, day, clock)
        clock.stop("read")
        for draft in drafts(self.model, inquiry, outcome, stop) if self.model else (outcome,):
            if self.model:
                clock.stop("write")
            timings = _split(clock.timings_ms, inquiry.searching) | {"total": (time.perf_counter() - started) * 1000}
            yield self._answer(question, understood, inquiry, draft, timings)

    def _read(
        self, meant: str, history: Sequence[str], filters: Filters | None, day: date, clock: Clock
    ) -> tuple[str, Inquiry, Outcome]:
        """The question as understood, its inquiry and the outcome, with those of the halves that its one reading leaves out."""
        understood, inquiry, outcome = self._turn(meant, history, filters, day, clock)
        refused = outcome.reason in (Reason.NOT_FOUND, Reason.NO_FIGURE)
        told = halves(meant)
        first, *others = told or (by_comma(meant) if refused else ()) or (meant,)
        if not others or not any(left_out(half, outcome) for half in others):
            return understood, inquiry, outcome
        alone = self._turn(first, history, filters, day, clock)
        if alone[2].reason is not None or alone[2].kind is Kind.SMALLTALK or not (told or _of_a_report(alone[2])):
            return understood, inquiry, outcome
        _, inquiry, outcome = alone
        rest = [
            (half, self._turn(half, (*history, first), filters, day, clock)[2])
            for half in others
            if left_out(half, outcome)
        ]
        return understood, inquiry, together(outcome, rest, asked=first)

    def _turn(
        self, meant: str, history: Sequence[str], filters: Filters | None, day: date, clock: Clock
    ) -> tuple[str, Inquiry, Outcome]:
        """The question as understood, its inquiry and the outcome: of the first way to complete a follow-up that is answered,
        or of the first of all."""
        understood = meant if asks_own(meant) else complete(meant, history)
        own = frozenset(understand(meant).terms if understood != meant else ())
        anchor = None if differs(meant, history) else self._anchor(meant, history, filters, day)
        before = frozenset({anchor.key} if anchor and anchor.sure else ())
        inquiry = self._inquiry(understood, filters, day, own, before)
        clock.stop("understand")
        outcome = answer(inquiry)
        if outcome.reason is Reason.OWN_FIGURE:
            return understood, inquiry, outcome
        if anchor and (told := resumed(inquiry, outcome, meant, asked_before(history), anchor)):
            return understood, inquiry, called(inquiry, told)
        if anchor and of_another_case(outcome, anchor, meant, history):
            return understood, inquiry, refuse(inquiry.asked, Reason.NOT_FOUND, inquiry.found.hits)
        if understood == meant and (there := placed(meant, history)) != meant:
            other = self._inquiry(there, filters, day, own, before)
            figure = answer(other)
            if figure.kind is Kind.NUMBER:
                return there, other, figure
        for way, by_rule in self._other_ways(meant, understood, history) if in_doubt(inquiry, outcome) else ():
            other = self._inquiry(way, filters, day, own, before)
            better = answer(other)
            if _better(other, better, outcome) and not (by_rule and _of_a_report(better)):
                return way, other, better
        return understood, inquiry, outcome

    def _solved(self, asked: str, filters: Filters | None, day: date) -> bool:
        """Whether a rule surely answers the case that a question tells."""
        return reckons(self._inquiry(recovered(self.library, asked), filters, day))

    def _anchor(self, meant: str, history: Sequence[str], filters: Filters | None, day: date) -> Anchor | None:
        """Where the question before is answered, or else what comes nearest to it; None where there is none."""
        earlier = asked_before(history)
        if not earlier or is_smalltalk(meant):
            return None
        said = [each for each in history if each.strip() and not is_smalltalk(each)]
        if opens(said[-1], day, lambda asked: self._solved(asked, filters, day)):
            return None
        _, inquiry, outcome = self._turn(said[-1], said[-DEPTH:-1], filters, day, Clock())
        best = next(iter(inquiry.evidence), None) if inquiry.asked.terms else None
        if best is None or not best.place_fits:
            return None
        cited = next(iter(outcome.citations), None) if outcome.reason is None else None
        if cited:
            source = cited.source
            led = outcome.text.partition("\n")[0]
            return Anchor(source.key, source.metadata.region, cited.start, cited.end, inquiry.sure(best), led)
        near = (inquiry.confidence or 0.0) >= NEAR_ENOUGH
        entry = best.hit.entry
        return Anchor(entry.key, entry.metadata.region, best.start, best.end, inquiry.sure(best)) if near else None

    def _other_ways(self, meant: str, understood: str, history: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Other completions of a follow-up, and whether each was made by rule: under all words of the question before it, then
        the language model's."""
        if understand(meant).terms and (wider := widened(meant, history)) != understood:
            yield wider, True
        if self.model and history:
            completed = completed_by(self.model, meant, history)
            if completed and completed != understood:
                yield completed, False

    def _inquiry(
        self,
        understood: str,
        filters: Filters | None,
        day: date,
        fresh: frozenset[str] = frozenset(),
        before: frozenset[int] = frozenset(),
    ) -> Inquiry:
        named = find_named(self.library.catalogue, understood)
        asked = understand(named.rest)
        if filters and filters.region and not asked.places:
            asked = replace(asked, places=tuple(region for region, _, _ in places_in(filters.region)))
        return Inquiry(
            self.library,
            asked,
            named,
            filters,
            day,
            self.min_confidence,
            fresh=fresh,
            before=before,
            reranker=self.reranker,
        )

    def _answer(
        self, question: str, understood: str, inquiry: Inquiry, outcome: Outcome, timings: Mapping[str, float]
    ) -> Answer:
        citations = dated(self.library.catalogue, outcome.citations, inquiry.day)
        draft = outcome.writing is not None and not outcome.writing.done
        beside = unplaced(inquiry, outcome), offered(self.library.catalogue, question, inquiry.day)
        noted = [*warnings(citations), *beyond(inquiry, citations), *filter(None, beside)]
        notes = [] if draft or outcome.reason else noted
        text = "\n\n".join([outcome.text, *notes])
        searched = "found" in inquiry.__dict__
        return Answer(
            question, understood, text, outcome.kind, outcome.reason is not None, outcome.reason, citations, timings,
            writing=outcome.writing,
            confidence=inquiry.confidence if searched else None,
            hits=inquiry.found.hits[:SHOWN_HITS] if searched else (),
        )  # fmt: skip

    def suggestions(
        self,
        answer: Answer,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        day: date | None = None,
    ) -> tuple[str, ...]:
        """Questions to ask after an answer, each of which the bot answers; history, filters and day as it was asked."""
        by_rule = PolicyBot(self.library, min_confidence=self.min_confidence)
        earlier = (*history, answer.question)
        return suggested(
            lambda question: by_rule.ask(question, history=earlier, filters=filters, day=day),
            self.library.catalogue,
            answer,
            filters,
            history,
        )

    def document(self, key: int) -> Document | None:
        """A document by the key that its citations carry."""
        return self.library.catalogue.document(key)

    def corrections(self, document: Document) -> tuple[Correction, ...]:
        """What people corrected of what was read of a document."""
        return corrections(self.library.catalogue, document.source, document.member)

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
        groups = [[e for e in entries if reports(e.metadata)], [e for e in entries if not reports(e.metadata)]]
        chosen: list[str] = []
        for entry in [entry for group in groups for entry in group[:EXAMPLE_DOCUMENTS]]:
            report = reports(entry.metadata)
            if len(chosen) == count or (report and len(chosen) == count // 2):
                continue
            passages = [stored.passage for stored in self.library.catalogue.passages_of(entry.key)]
            candidates = candidate_questions(entry.metadata, passages)
            answered = next((question for question in candidates if not self.ask(question).refused), None)
            if answered is not None:
                chosen.append(answered)
        return tuple(chosen)


def _better(other: Inquiry, outcome: Outcome, first: Outcome) -> bool:
    """Whether another reading is answered where the first was not, or surely where that was doubtful."""
    return outcome.reason is None and (first.reason is not None or not doubtful(other))


def _of_a_report(outcome: Outcome) -> bool:
    """Whether an answer leads with a figure of a report, where the words of two questions together may name two metrics."""
    return outcome.kind is Kind.NUMBER and any(reports(each.source.metadata) for each in outcome.citations)


def _split(stages: Mapping[str, float], searching: Mapping[str, float]) -> dict[str, float]:
    """Stages with those of the search taken out of the reading in which it happened."""
    return {**stages, **searching, "read": max(0.0, stages["read"] - sum(searching.values()))}
