"""Fitting the confidence of an answer: questions with their evidence, asked with it in the library and without."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.confidence import SIGNALS, signals
from bot.conversation import complete
from bot.inquiry import Inquiry
from bot.question import understand
from eval.judging import Place, meets
from eval.places import Places
from eval.policy_qa import build_library, read_cases
from eval.questions import Kind, Part, Question
from index.library import Library
from index.relations import named
from index.search import Hit

FOLDS, STRENGTH = 5, 1.0
"""Folds of the cross-validation, whole documents each, and the inverse weight of the ridge."""

OPENING = 20
"""Characters of a given answer by which a document is known to hold it."""

COST = 1.5
"""What answering a question that the library cannot answer costs, against refusing one that it can."""

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(1, 20))


@dataclass(frozen=True, slots=True)
class Example:
    """A question as asked: the signals of its best evidence, and whether that holds the answer. `group` is the document
    that it is about; `source` the set it comes from; `removed` says that the documents that answer were left out, and
    `answerable` whether the library holds the answer."""

    source: str
    group: str
    signals: tuple[float, ...]
    answers: bool
    answerable: bool
    removed: bool = False


def examples(library: Library, questions: Sequence[Question], source: str) -> Iterator[Example]:
    """Each question with evidence twice, once without the documents that hold it; unanswerable ones once."""
    places = Places(library)
    for question in questions:
        evidence = places.of(question)
        if question.kind is Kind.SMALLTALK or not all(evidence):
            continue
        inquiry = inquiry_of(library, question.question, question.history)
        spans = [place for found in evidence for place in found]
        yield from _example(inquiry, inquiry.found.hits, source, question.document, spans, removed=False)
        if spans:
            gold = {place.document for place in spans}
            rest = [hit for hit in inquiry.found.hits if hit.entry.key not in gold]
            yield from _example(inquiry, rest, source, question.document, spans, removed=True)


def policy_qa_examples(data: Path) -> Iterator[Example]:
    """The same of the real questions of a folder, whose answer stands in a document of theirs."""
    with tempfile.TemporaryDirectory() as work:
        library, _ = build_library(data, Path(work))
        with library:
            texts = {key: document.text for key, document in Places(library).documents.items()}
            for case in read_cases(data):
                inquiry = inquiry_of(library, case.question)
                opening = case.answer[:OPENING]
                spans = [
                    Place(key, at, at + len(opening)) for key, text in texts.items() if (at := text.find(opening)) >= 0
                ]
                whole = [Place(place.document, 0, len(texts[place.document])) for place in spans]
                yield from _example(inquiry, inquiry.found.hits, data.name, case.doc, whole, removed=False)
                gold = {place.document for place in spans}
                rest = [hit for hit in inquiry.found.hits if hit.entry.key not in gold]
                yield from _example(inquiry, rest, data.name, case.doc, whole, removed=True)


def inquiry_of(library: Library, question: str, history: Sequence[str] = ()) -> Inquiry:
    """A question put to a library that may be answered however unlikely the evidence."""
    found = named(library.catalogue, complete(question, history))
    return Inquiry(library, understand(found.rest), found, None, date.today(), 0.0)


def _example(
    inquiry: Inquiry, hits: Sequence[Hit], source: str, group: str, spans: Sequence[Place], *, removed: bool
) -> Iterator[Example]:
    """What the bot would judge: the best evidence of the place and year asked. Nothing where there is none."""
    part = inquiry.about(inquiry.asked, hits)
    best = next((item for item in part.evidence if item.place_fits and item.year_fits), None)
    if best is None or not inquiry.asked.terms:
        return
    passage = best.hit.stored.passage
    span = Place(best.hit.entry.key, passage.start, passage.end)
    answers = not removed and any(meets(span, place) for place in spans)
    yield Example(
        source,
        group,
        signals(inquiry.asked, best, hits, inquiry.weights),
        answers,
        bool(spans) and not removed,
        removed,
    )


def tuning(questions: Sequence[Question]) -> list[Question]:
    """Those that may be fitted on."""
    return [question for question in questions if question.part is Part.TUNING]


def fit(found: Sequence[Example]) -> dict[str, object]:
    """Coefficients, means and spreads by signal, and the intercept."""
    from sklearn.linear_model import LogisticRegression

    rows = np.array([example.signals for example in found])
    means, spreads = rows.mean(axis=0), rows.std(axis=0)
    spreads[spreads == 0] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit((rows - means) / spreads, [e.answers for e in found])
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "signals": {
            name: {"coefficient": round(float(c), 4), "mean": round(float(m), 4), "spread": round(float(s), 4)}
            for name, c, m, s in zip(SIGNALS, model.coef_[0], means, spreads, strict=True)
        },
    }


def cross_validated(found: Sequence[Example]) -> NDArray[np.float64]:
    """Confidence of each example by a model fitted on other documents."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows, answers = np.array([e.signals for e in found]), np.array([e.answers for e in found])
    result = np.zeros(len(found))
    for known, new in GroupKFold(FOLDS).split(rows, answers, [e.group for e in found]):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=1000))
        result[new] = model.fit(rows[known], answers[known]).predict_proba(rows[new])[:, 1]
    return result


@dataclass(frozen=True, slots=True)
class Point:
    """With a threshold: the share of the examples whose evidence answers that are answered, the share of those whose
    evidence does not that are refused, and the share of wrong ones among the answers."""

    threshold: float
    kept: float
    refused: float
    risk: float

    @property
    def loss(self) -> float:
        return (1 - self.kept) + COST * (1 - self.refused)


def operating_points(found: Sequence[Example], scores: NDArray[np.float64]) -> list[Point]:
    """The points of all THRESHOLDS, every source counting alike."""
    answers = np.array([example.answers for example in found])
    sources = [example.source for example in found]
    share = np.array([1 / sources.count(source) for source in sources])
    points: list[Point] = []
    for threshold in THRESHOLDS:
        kept = scores >= threshold
        given = float((share * kept).sum()) or 1.0
        points.append(
            Point(
                threshold,
                float((share * (kept & answers)).sum() / (share * answers).sum()),
                float((share * (~kept & ~answers)).sum() / (share * ~answers).sum()),
                float((share * (kept & ~answers)).sum()) / given,
            )
        )
    return points


def area(found: Sequence[Example], scores: Sequence[float]) -> float:
    """Area under the receiver operating curve: how often an example that answers has more confidence than one that does
    not."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score([example.answers for example in found], scores))
