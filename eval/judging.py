"""Judging an answer by rule: what it must say, what it must not, whether it should refuse, and what its citations hold.

Figures are compared as quantities (千家 is 1000家, 3.6亿元 is 36000万元), words whatever their width and white space. A
figure counts only where the bot says it itself: a quoted sentence holds other figures too.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.records import Answer, Kind
from eval.question_forms import VERDICTS, contains, forms, own_words
from eval.questions import Kind as Asked
from eval.questions import Question

SAID_BY_ITSELF = frozenset({Asked.LOOKUP_NUMBER, Asked.COMPARE})
"""Kinds of questions whose answer must stand in the bot's own words, not only in what it quotes."""

COVERED = 0.5
"""Share of an evidence that a citation must hold to count as citing it, of the shorter of both."""


class Rule(StrEnum):
    """By which rule an answer is right (the first three) or wrong."""

    SAYS_ALL = "says_all"
    REFUSES = "refuses"
    GREETS = "greets"
    MISSES = "misses"
    SAYS_WRONG = "says_wrong"
    SWAPS = "swaps"
    SHOULD_REFUSE = "should_refuse"
    SHOULD_ANSWER = "should_answer"


RIGHT = frozenset({Rule.SAYS_ALL, Rule.REFUSES, Rule.GREETS})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an evidence stands: the key of a document of the library, and [start, end) of its text."""

    document: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: the place or the year (2024年) that it is about, as people call it, and the evidence for it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of an answer: the rule that decided, forms that it misses, and forbidden words that it says."""

    rule: Rule
    missed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.rule in RIGHT


@dataclass(frozen=True, slots=True)
class Cited:
    """How citations meet the evidence, each share from 0 to 1; None where there is nothing to cite.

    `precision` is the share of the citations that hold an evidence (0.0 for an answer without any), `recall` the share of
    the evidences that are cited, and `holds` tells whether the facts that the answer must say stand in what it cites. Facts are
    what evidence itself says: a verdict is concluded from it, and is held up by a citation of all evidence.
    """

    precision: float | None
    recall: float | None
    holds: bool | None


def refuses(question: Question) -> bool:
    """Whether the right answer is a refusal."""
    return question.kind is Asked.UNANSWERABLE or (
        question.kind is Asked.FOLLOWUP and not question.must_contain and not question.evidence
    )


def judge(question: Question, answer: Answer, places: Sequence[Side] = (), years: Sequence[Side] = ()) -> Verdict:
    """Judge an answer. `places` and `years` are the sides of a comparison: a figure of one that is said of another is
    swapped."""
    if question.kind is Asked.SMALLTALK:
        return Verdict(Rule.GREETS if answer.kind is Kind.SMALLTALK else Rule.SHOULD_ANSWER)
    own = own_words(answer.text)
    forbidden = tuple(form for form in question.must_not_contain if contains(own, form))
    if refuses(question):
        if not answer.refused:
            return Verdict(Rule.SHOULD_REFUSE, forbidden=forbidden)
        return Verdict(Rule.REFUSES)
    if answer.refused:
        return Verdict(Rule.SHOULD_ANSWER, tuple(question.must_contain))
    said = own if question.kind in SAID_BY_ITSELF else answer.text
    missed = tuple(each for each in question.must_contain if not any(contains(said, form) for form in forms(each)))
    if forbidden:
        return Verdict(Rule.SAYS_WRONG, missed, forbidden)
    if missed:
        return Verdict(Rule.MISSES, missed)
    swapped = [*_swapped(own, question.must_contain, places), *_swapped(own, question.must_contain, years)]
    if question.kind is Asked.COMPARE and swapped:
        return Verdict(Rule.SWAPS, tuple(dict.fromkeys(swapped)))
    return Verdict(Rule.SAYS_ALL)


def cited(question: Question, answer: Answer, evidence: Sequence[Collection[Place]], said: str) -> Cited:
    """How an answer's citations meet the evidence: for each, all places where it stands, of which any will do. `said` is what the
    evidence says, headings included."""
    if refuses(question) or answer.refused or not evidence:
        return Cited(None, None, None)
    spans = [Place(citation.source.key, citation.start, citation.end) for citation in answer.citations]
    hits = [span for span in spans if any(meets(span, place) for places in evidence for place in places)]
    found = [places for places in evidence if any(meets(span, place) for span in spans for place in places)]
    precision, recall = len(hits) / len(spans) if spans else 0.0, len(found) / len(evidence)
    if question.computed or not question.must_contain:
        return Cited(precision, recall, None)
    quotes = "\n".join(" ".join((*citation.heading, citation.quote)) for citation in answer.citations)
    facts = _facts(question, said)
    return Cited(precision, recall, all(_says_one(quotes, fact) for fact in facts) if facts else recall == 1.0)


def _facts(question: Question, said: str) -> list[tuple[str, ...]]:
    """What an answer must say and the evidence says, each in its forms: not a verdict, which no source words as the answer does."""
    entries = [forms(each) for each in question.must_contain]
    return [entry for entry in entries if not VERDICTS.issuperset(entry) and _says_one(said, entry)]


def _says_one(text: str, entry: Sequence[str]) -> bool:
    return any(contains(text, form) for form in entry)


def meets(span: Place, place: Place) -> bool:
    """Whether two spans of one document share at least COVERED of the shorter one."""
    if span.document != place.document:
        return False
    shared = min(span.end, place.end) - max(span.start, place.start)
    return shared > 0 and shared >= COVERED * min(span.end - span.start, place.end - place.start)


def _swapped(own: str, wanted: Sequence[str], sides: Sequence[Side]) -> list[str]:
    """Figures of a comparison that are said of another side, in every line that says them."""
    names = {side.name for side in sides}
    owned: dict[str, tuple[str, list[str]]] = {}
    for entry in wanted:
        said = [form for form in forms(entry) if re.search(r"\d", form)]
        of = {side.name for side in sides if any(contains(side.text, form) for form in said)}
        if len(of) == 1:
            owned[entry] = of.pop(), said
    return [
        entry for entry, (name, said) in owned.items() if len(names) > 1 and not _said_of(own, said, name, names, owned)
    ]


def _said_of(
    own: str, figures: Sequence[str], name: str, names: Collection[str], owned: Mapping[str, tuple[str, Sequence[str]]]
) -> bool:
    """Whether a line that says a figure names its side, or none, or says figures of other sides as well: 900亿元，比2023年的
    800亿元多 is no swap."""
    others = [each for other, said in owned.values() if other != name for each in said]
    lines = [line for line in own.splitlines() if any(contains(line, figure) for figure in figures)]
    return any(
        name in line or not any(each in line for each in names) or any(contains(line, each) for each in others)
        for line in lines
    )
