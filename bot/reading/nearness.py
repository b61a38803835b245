"""Nearness: of the sentences that say about as much of a question by their characters, the one nearest to it in meaning goes first.

Whoever asks 停车场没贴牌子 is answered by 未公示的, whichever sentence has 停车场 in it. The bundled encoder tells (`bot.understanding.kinship`),
of the question and the sentence as wholes and of their words one by one.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from bot.reading.reading import Evidence, standing_above
from bot.understanding.everyday import heard
from bot.understanding.kinship import kinship, likeness
from bot.understanding.question import Question
from bot.understanding.words import content
from corpus.aliases import canonical
from index.encoder import kept

SENTENCE_WORDS, ABOVE_WORDS = 24, 8
"""Words of a sentence, and of each of heading and title, that those of the question are held against: what is first read of
them costs 0.3 ms a word."""

COMPARED, CLOSE = 3, 0.3
"""Sentences that are held against each other, and by how much less than the best one they may score: two are read on
average, one of which the confidence needs anyway."""

LIKENESS, KINSHIP = 0.5, 2.0
"""Points of a score for one point of likeness and of the average kinship. Of 278 questions for a text that ask for no list 71 %
had the right sentence first without both, 76 % with them; fitted on other documents they came to 1 and 3, which did no better. Of
938 for a figure 81 % without, 83 % with them."""


def compared(question: Question, found: Sequence[tuple[Evidence, str]]) -> list[tuple[list[float], float]]:
    """For each evidence how near it comes to each word of a question, in [0, 1], and how like the question it is. Each is given with
    a canonical text that tells which words it has, which count 1. All are encoded at once: a text by itself takes as long as six
    words."""
    words = content(question.text)
    near = [_near(question, item) if any(word not in held for word in words) else [] for item, held in found]
    missing = (word for _, held in found for word in words if word not in held)
    kept([question.text, *(item.text for item, _ in found), *missing, *chain.from_iterable(near)])
    return [
        (kinship(words, held, those), likeness(question.text, item.text))
        for (item, held), those in zip(found, near, strict=True)
    ]


def nearest_first(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Evidence in the order of its scores, those closest to the best one in the order of meaning too; their scores
    change hands with their places. A question for a list or a way is nearest to what repeats it, and keeps its order."""
    close = [item for item in found[:COMPARED] if item.score >= found[0].score - CLOSE]
    if question.wants_list or len(close) < 2:
        return list(found)
    told = compared(question, [(item, _held(question, item)) for item in close])
    points = [item.score + _nearness(*each) for item, each in zip(close, told, strict=True)]
    ordered = [close[at] for at in sorted(range(len(close)), key=lambda at: -points[at])]
    placed = (replace(item, score=other.score) for item, other in zip(ordered, close, strict=True))
    return [*placed, *found[len(close) :]]


def _nearness(kin: Sequence[float], like: float) -> float:
    return LIKENESS * like + KINSHIP * sum(kin) / max(len(kin), 1)


def _held(question: Question, item: Evidence) -> str:
    """What an evidence says, and what stands above it, as the spoken words of the question hear it."""
    passage, meta = item.hit.stored.passage, item.hit.entry.metadata
    inner, outer = standing_above(passage.path, meta.title, meta.issuer or "", spoken=question.spoken)
    return " ".join((_said(question, item), inner[0], outer[0]))


def _said(question: Question, item: Evidence) -> str:
    """A sentence with the headers of its cell, as the spoken words of the question hear it."""
    return heard(canonical(" ".join((*item.headers, item.text))), question.spoken)


def _near(question: Question, item: Evidence) -> list[str]:
    """The words of an evidence, its heading and its title that those of the question are held against."""
    path, title = item.hit.stored.passage.path, item.hit.entry.metadata.title
    above = [content(each)[:ABOVE_WORDS] for each in (" ".join(path[-1:]), title)]
    return list(
        dict.fromkeys(word for part in (content(_said(question, item))[:SENTENCE_WORDS], *above) for word in part)
    )
