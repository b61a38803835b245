"""Sentences of the document that answered the question before, and what of one tells what a follow-up asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.inquiry import Inquiry
from bot.reading.citing import led, source
from bot.reading.figures import same_unit
from bot.reading.owners import CAP
from bot.reading.rows import is_tabular
from bot.reading.shapes import shaped
from bot.records import Citation, Kind, Outcome
from bot.understanding.everyday import heard
from bot.understanding.kinship import kinship
from bot.understanding.places import without_years
from bot.understanding.question import Question
from bot.understanding.telling import told_of
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.passages import sentences
from corpus.quantity import find_quantities
from corpus.regions import Region
from corpus.text import fold
from index.catalogue import Entry
from index.rows import StoredPassage

NEAR, KIN = 0.68, 0.8
"""Similarity from which a word of a text stands for one of a follow-up, and what that is worth against the word itself."""

_ASPECTS = frozenset(
    re.findall(r"\S+", "增幅 增速 增长 同比 涨幅 占比 比重 比例 情况 数量 金额 上限 下限 封顶 最高 最低 最多 最少")
)
"""What asks for a figure of a thing and names none."""

_PERIOD = re.compile(
    "[上前去今本同]一?年(?:同期)?|同期|[一每]个?(?:年|月|天|日|周|季度?|人|户|家|次|回)|年度|全年|当年|[能可要会][领拿补贷报给办用交]"
)
"""For what span, or for whom, a figure is asked, and that something may be: documents say it otherwise (一年 is 每年 and 年度)."""

WORDS = 24
"""Words of a sentence that a follow-up's are held against."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the question before was answered: the sentence at [start, end) of the document of a key, and of which place that
    is. `sure` tells that it was told as the answer and not only as what comes nearest, `said` are the words that led it."""

    key: int
    region: Region
    start: int
    end: int
    sure: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the document, and how many sentences it stands from the one that answered."""

    stored: StoredPassage
    start: int
    end: int
    text: str
    distance: int


def own_words(rest: str, earlier: str) -> list[str]:
    """The words of a turn that the question before it does not say, those that name a thing where there are any."""
    own = [word for word in content(without_years(rest)) if word not in fold(earlier)]
    return [word for word in own if len(word) > 1 and word not in _ASPECTS and not _PERIOD.fullmatch(word)]


def sentences_of(inquiry: Inquiry, anchor: Anchor) -> list[Sentence]:
    """The sentences and rows of the document, each with its distance from the one that answered."""
    found: list[tuple[StoredPassage, int, int, str]] = []
    for stored in inquiry.library.catalogue.passages_of(anchor.key):
        passage = stored.passage
        spans = [(0, len(passage.text))] if is_tabular(passage) else sentences(passage.text, 0, len(passage.text))
        found += [(stored, passage.start + a, passage.start + b, passage.text[a:b]) for a, b in spans]
    here = next((at for at, (_, start, end, _) in enumerate(found) if start < anchor.end and anchor.start < end), 0)
    return [Sentence(*each, at - here) for at, each in enumerate(found)]


def share(now: Question, words: Sequence[str], text: str) -> float:
    """Share of the words that a text says, or says in other words; all of none."""
    if not words:
        return 1.0
    said = heard(canonical(text), now.spoken)
    kin = kinship([canonical(word) for word in words], said, list(content(text)[:WORDS]))
    return sum(1.0 if each == 1.0 else KIN * each if each >= NEAR else 0.0 for each in kin) / len(words)


def holds(asks: Question, text: str) -> bool:
    """Whether a text has a figure in a unit asked, or what else an answer must hold."""
    if not asks.number:
        return asks.shape is None or shaped(asks.shape, text)
    return any(same_unit(slot, each.family) for slot in asks.slots for each in find_quantities(text))


def outcome_of(entry: Entry, found: Sentence, asks: Question, words: Sequence[str]) -> Outcome:
    """What of a sentence tells of the words, and the sentence."""
    most = not words and any(slot.cap for slot in asks.slots)
    told = told_of(
        found.text,
        lambda text: float(CAP.search(text) is not None) if most else share(asks, words, text),
        enough=lambda text: holds(asks, text),
    )
    return cited(entry, found, told, Kind.NUMBER if asks.number else Kind.TEXT)


def cited(entry: Entry, found: Sentence, told: str, kind: Kind) -> Outcome:
    """What is `told` of a sentence, with the whole of it quoted."""
    path = found.stored.passage.path
    citation = Citation(1, source(entry), path, found.text, found.start, found.end)
    return Outcome(led(told, found.text), kind, None, (citation,), rewordable=True)
