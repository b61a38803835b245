"""Confidence: how likely the best evidence is what answers, from signals that a person can look at.

A logistic model combines them. Its coefficients, with the data, the date and the command that fitted them, stand in
`confidence.json`; `python -m eval.benchmark refusal` fits them again and prints the curve of risk and coverage.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.reading.logistic import logistic
from bot.reading.nearness import compared
from bot.reading.reading import Evidence, standing_above
from bot.reading.shapes import shaped
from bot.understanding.coverage import coverage
from bot.understanding.everyday import heard
from bot.understanding.question import Question
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.quantity import find_quantities
from corpus.reports import reports
from index.fusion import ARMS
from index.search import Hit
from index.tokens import in_dictionary

DATA = "confidence.json"

SIGNALS = (
    "coverage", "kinship", "kin", "named", "likeness", "agreement", "bigrams", "top", "document", "shaped", "number", "figure", "no_figure",
)  # fmt: skip
"""Names of the signals, in the order of the coefficients:

- coverage: share of the question's informative characters, by weight, that the passage and what stands above it hold;
- kinship: how near the question's words are to those of the sentence, the innermost heading and the title, on average;
- kin: how many of its words stand there or have a near one there (logarithm);
- named: how many of those stand there that no dictionary has, such as names of programmes;
- likeness: the encoder's similarity of question and sentence;
- agreement: of how many arms of the search this passage, or its document, is the best;
- bigrams: BM25 of the passage for each informative term;
- top: the best fused score;
- document: BM25 of the whole document;
- shaped: whether the sentence holds what the answer must (a date, an organisation), where that is asked;
- number, figure, no_figure: whether a figure is asked, whether the sentence then has any, and whether none of it is read as
  the one asked.
"""

CERTAIN = 0.6
"""Confidence from which the bot says a figure itself. Of the tuning questions that a figure answered, 10 of 16 were right below
it and 128 of 145 above; quoted sentences are right as often at 0.2 as at 0.5."""

NEAR = 0.7
"""Similarity from which one word stands for another: 申报 for 报名 has 0.65, 递交 for 交给 0.88."""

NO_WORDS = 0.5
"""Signals of the words of a question that has none."""

FULL_COVERAGE = 0.9
"""Coverage that is enough by itself: the scores of the search are those of the whole library, and a document of the place
asked may stand far below another that says the same of its own."""

BIGRAMS, DOCUMENT = "passage_bigram", "document_bigram"


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted model: for each signal its coefficient, mean and spread, and the threshold below which the bot refuses."""

    intercept: float
    coefficients: tuple[float, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    threshold: float

    def confidence(self, signals: Sequence[float]) -> float:
        """From 0 to 1, how likely evidence with these signals answers."""
        terms = zip(self.coefficients, self.means, self.spreads, strict=True)
        return logistic(self.intercept, signals, terms)


@cache
def calibration() -> Calibration:
    """The model of the package."""
    data = json.loads(resources.files("bot").joinpath(DATA).read_text(encoding="utf-8"))
    fitted = [data["signals"][name] for name in SIGNALS]
    return Calibration(
        data["intercept"],
        tuple(each["coefficient"] for each in fitted),
        tuple(each["mean"] for each in fitted),
        tuple(each["spread"] for each in fitted),
        data["threshold"],
    )


def confidence(question: Question, item: Evidence, hits: Sequence[Hit], weights: Mapping[str, float]) -> float:
    """How likely an evidence answers a question, from 0 to 1. `hits` are all passages found, best first."""
    return calibration().confidence(signals(question, item, hits, weights))


def signals(question: Question, item: Evidence, hits: Sequence[Hit], weights: Mapping[str, float]) -> tuple[float, ...]:
    """The signals of an evidence, in the order of SIGNALS."""
    passage, meta, arms = item.hit.stored.passage, item.hit.entry.metadata, item.hit.arms
    inner, outer = standing_above(passage.path, meta.title, meta.issuer or "", spoken=question.spoken)
    text = heard(canonical(passage.described), question.spoken)
    words = content(question.text)
    ((near, like),) = compared(question, [(item, " ".join((text, inner[0], outer[0])))])
    figures = question.number and question.shape is None
    found = {
        "coverage": coverage(question.terms, ((text, 1.0), inner, outer), weights),
        "kinship": sum(near) / len(near) if near else NO_WORDS,
        "kin": math.log(1 + sum(each >= NEAR for each in near)),
        "named": sum(each for word, each in zip(words, near, strict=True) if not in_dictionary(word)),
        "likeness": like,
        "agreement": float(sum(_best(arm, item.hit, hits) for arm in ARMS)),
        "bigrams": arms.get(BIGRAMS, 0.0) / (1 + sum(weights.get(term, 1.0) > 0 for term in question.terms)),
        "top": hits[0].score,
        "document": arms.get(DOCUMENT, 0.0),
        "shaped": float(bool(question.shape and not question.number and shaped(question.shape, item.text))),
        "number": float(question.number),
        "figure": float(question.number and bool(find_quantities(item.text))),
        "no_figure": float(figures and not any(item.figures)),
    }
    return tuple(found[name] for name in SIGNALS)


def _best(arm: str, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether an arm finds no passage better than this one but in a document that tells of the same place and year in the same kind of
    report: what two retell does not speak against either."""
    own = hit.arms.get(arm, 0.0)
    return own > 0 and all(own >= other.arms.get(arm, 0.0) or _retells(hit, other) for other in hits)


def _retells(hit: Hit, other: Hit) -> bool:
    """Whether the document of another passage is another report on the same place and year."""
    mine, theirs = hit.entry.metadata, other.entry.metadata
    alike = mine.region == theirs.region != () and mine.year == theirs.year is not None
    return alike and hit.entry.key != other.entry.key and reports(mine) and reports(theirs)
