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

from bot.everyday import heard
from bot.question import Question
from bot.reading import Evidence, standing_above
from corpus.aliases import canonical
from index.fusion import DENSE
from index.search import Hit
from index.tokens import bigrams

DATA = "confidence.json"

SIGNALS = (
    "coverage", "rarest_missing", "terms", "words", "fused", "top", "margin", "dense", "best_dense", "bigrams", "rank", "number", "figure",
)  # fmt: skip
"""Names of the signals, in the order of the coefficients:

- coverage: share of the question's informative characters, by weight, that the passage and what stands above it hold;
- rarest_missing: weight of the rarest of them that it lacks;
- terms: how many there are (logarithm);
- words: share of the names in the question that stand there whole;
- fused, rank: the fused score of the passage, and the inverse of its rank;
- top, margin: the best fused score, and how far it stands above the next document's;
- dense, best_dense: the encoder's similarity of the passage, and the best one;
- bigrams: BM25 of the passage for each informative term;
- number, figure: whether a figure is asked, and whether one of the right kind stands there.
"""

LEAST_COVERAGE = 0.34
"""Coverage that evidence needs whatever else speaks for it: in a small library every arm agrees on something. With 0.3
one more of the tuning questions that cannot be answered was."""

FULL_COVERAGE = 0.9
"""Coverage that is enough by itself: the scores of the search are those of the whole library, and a document of the place
asked may stand far below another that says the same of its own."""

BIGRAMS = "passage_bigram"


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
        score = self.intercept + sum(
            weight * (value - mean) / spread
            for weight, value, mean, spread in zip(self.coefficients, signals, self.means, self.spreads, strict=True)
        )
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


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
    passage, meta = item.hit.stored.passage, item.hit.entry.metadata
    over = " ".join(text for text, _ in standing_above(passage.path, meta.title, meta.issuer or ""))
    text = heard(f"{canonical(passage.described)} {over}", question.spoken)
    terms = [term for term in question.terms if weights.get(term, 1.0)]
    missing = [weights.get(term, 1.0) for term in terms if term not in text]
    words = [word for slot in question.slots for name in slot.names for word in name if len(word) > 1]
    words = [word for word in words if any(weights.get(term, 1.0) for term in bigrams(word))]
    second = next((hit.score for hit in hits if hit.entry.key != hits[0].entry.key), 0.0)
    found = {
        "coverage": item.coverage,
        "rarest_missing": max(missing, default=0.0),
        "terms": math.log(1 + len(terms)),
        "words": sum(word in text for word in words) / len(words) if words else 1.0,
        "fused": item.hit.score,
        "top": hits[0].score,
        "margin": hits[0].score - second,
        "dense": item.hit.arms.get(DENSE, 0.0),
        "best_dense": max(hit.arms.get(DENSE, 0.0) for hit in hits),
        "bigrams": item.hit.arms.get(BIGRAMS, 0.0) / (1 + len(terms)),
        "rank": 1 / item.hit.rank,
        "number": float(question.number),
        "figure": float(question.number and any(item.figures)),
    }
    return tuple(found[name] for name in SIGNALS)
