"""The records of a question and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.benefits.eligibility import Need
from bot.benefits.profile import Profile, Statement
from corpus.records import Metadata
from corpus.validity import Status
from index.search import Hit


class Kind(StrEnum):
    """What an answer leads with: a figure, a sentence of the text, benefits against what is known of an enterprise, a polite
    word of the bot's own, or nothing."""

    NUMBER = "number"
    TEXT = "text"
    MATCH = "match"
    SMALLTALK = "smalltalk"
    NONE = "none"


class Reason(StrEnum):
    """Why a question was refused."""

    EMPTY_QUESTION = "empty_question"
    EMPTY_LIBRARY = "empty_library"
    NOT_FOUND = "not_found"
    OTHER_PLACE = "other_place"
    OTHER_YEAR = "other_year"
    NO_FIGURE = "no_figure"
    UNKNOWN_NUMBER = "unknown_number"
    UNKNOWN_TITLE = "unknown_title"
    OWN_FIGURE = "own_figure"


class Detail(StrEnum):
    """A kind of thing that is asked of a subject, which a document may leave untold."""

    DAY = "day"
    PAPERS = "papers"
    WAY = "way"
    PLATFORM = "platform"
    NAMES = "names"
    LEAST = "least"
    COST = "cost"
    RESULT = "result"
    FIGURE = "figure"
    SPAN = "span"
    WHO = "who"
    DEMANDS = "demands"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Source:
    """The document behind a citation: its key in the library, its id, the file that it was read from (and which part of
    that, for a member of an archive or a card of a guide), its metadata, and its status on the day asked; `of_part` tells that
    the status is only that of the part that is cited."""

    key: int
    id: str
    path: str
    metadata: Metadata
    member: str = ""
    status: Status = Status.UNSTATED
    of_part: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that stands verbatim at [start, end) of the document's text. `heading` holds the headings above it, from
    the top; `page` is the page of a paginated source."""

    marker: int
    source: Source
    heading: tuple[str, ...]
    quote: str
    start: int
    end: int
    page: int | None = None


class Fault(StrEnum):
    """What is wrong with a sentence."""

    UNMARKED = "unmarked"
    FIGURE = "figure"
    DAY = "day"
    YEAR = "year"
    PLACE = "place"
    NAME = "name"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Objection:
    """A fault, and the words of the sentence that have it."""

    fault: Fault
    words: str


class Fate(StrEnum):
    """What became of a sentence of the model's."""

    KEPT = "kept"
    REPLACED = "replaced"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of the model's, the passages that it cites (from 1), what speaks against it, and what stands instead."""

    sentence: str
    cites: tuple[int, ...]
    objections: tuple[Objection, ...]
    fate: Fate
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a language model wrote of an answer: its name, its sentences with their fate, why it broke off, "" if it did not,
    whether whoever asked has stopped it, and whether it has come to an end."""

    model: str
    checked: tuple[Checked, ...] = ()
    failure: str = ""
    stopped: bool = False
    done: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answerer gives: the text of an answer, its kind, why it refuses (None if it answers), and its citations. Only a
    `rewordable` one may be phrased by a language model: others have a form of their own (lists, comparisons, benefits)."""

    text: str
    kind: Kind
    reason: Reason | None = None
    citations: tuple[Citation, ...] = ()
    writing: Writing | None = None
    rewordable: bool = False


@dataclass(frozen=True, slots=True)
class Consultation:
    """The state of a consultation: what is known, what was asked last (None: nothing), and what somebody could not tell. `begun` is false
    before anybody asked which benefits there are. `told` is what was known when the whole result was told last, and
    `met` when only what is met was told since: people speak of the numbers in those. `last` is what the last message stated."""

    profile: Profile = field(default_factory=Profile)
    pending: Need | None = None
    skipped: frozenset[Need] = frozenset()
    begun: bool = False
    told: Profile | None = None
    met: Profile | None = None
    last: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Text with marks [1], [2] that name `citations`, whose markers count from 1.

    A refusal has `refused`, a reason, and as citations the nearest passages. `question` is as asked, `understood` as
    completed from the conversation. `timings_ms` holds wall milliseconds a stage and "total". `confidence` says from 0
    to 1 how well the evidence supports the answer, None where none was read. `writing` tells what a language model did,
    None where none was asked. `hits` are the best passages that were read, () where none were. `consultation` is the state of the
    matching of benefits, where the question is part of one.
    """

    question: str
    understood: str
    text: str
    kind: Kind
    refused: bool
    reason: Reason | None
    citations: tuple[Citation, ...]
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    consultation: Consultation | None = None
    confidence: float | None = None
    writing: Writing | None = None
    hits: tuple[Hit, ...] = ()
