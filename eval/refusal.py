"""Fitting the confidence of an answer: questions with their evidence, asked with it in the library and without."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.inquiry import Inquiry
from bot.reading.confidence import SIGNALS, signals
from bot.reading.nearness import nearest_first
from bot.reading.reading import noted, read
from bot.understanding.conversation import complete
from bot.understanding.question import Question as Asked
from bot.understanding.question import understand
from bot.understanding.recovery import recovered
from eval.judging import Place, meets
from eval.places import Places
from eval.policy_qa import build_library, read_cases
from eval.question_forms import contains, forms
from eval.questions import Kind, Part, Question
from eval.removal import Reduced, Removed
from index.library import Library
from index.relations import named

FOLDS, STRENGTH = 6, 0.1
"""Folds of the cross-validation, whole documents each, and the inverse weight of the ridge."""

OPENING = 20
"""Characters of a given answer by which a document is known to hold it."""

UNANSWERABLE, REMOVED = 5.0, 0.3
"""What a question that people wrote to have no answer counts, and one whose answer was taken out, against one whose answer was
not found: the first are few and are what is met."""

COMMONPLACE = 4
"""Documents that may hold an answer: one that stands in more of them says nothing of its own (是)."""

COST = 0.2
"""What it costs to quote a sentence that does not answer, against refusing where one does: a reader sees that it does not, and
a figure or a verdict needs more confidence (CERTAIN)."""

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(1, 20))


@dataclass(frozen=True, slots=True)
class Example:
    """A question as asked: the signals of its best evidence, and whether that holds the answer. `group` is the document
    that it is about; `source` the set it comes from; `answerable` whether the library holds the answer; `removed` that it
    would, had it not been taken out."""

    source: str
    group: str
    signals: tuple[float, ...]
    answers: bool
    answerable: bool
    removed: bool


def examples(library: Library, questions: Sequence[Question], source: str) -> Iterator[Example]:
    """Each question with evidence three times: in the library, in one without the documents that hold it, and in one without
    the passages that do, of which every near miss is left; unanswerable ones once."""
    places, reduced = Places(library), Reduced(library)
    for question in questions:
        evidence = places.of(question)
        if question.kind is Kind.SMALLTALK or not all(evidence):
            continue
        asked = inquiry_of(library, question.question, question.history).asked
        spans = [place for found in evidence for place in found]
        yield from _examples(reduced, asked, source, question.document, spans, question.must_contain)


def policy_qa_examples(data: Path) -> Iterator[Example]:
    """The same of the real questions of a folder, whose answer stands word for word in a document of theirs."""
    with tempfile.TemporaryDirectory() as work:
        library, _ = build_library(data, Path(work))
        with library:
            texts = {key: document.text for key, document in Places(library).documents.items()}
            reduced = Reduced(library)
            for case in read_cases(data):
                spans = [span for key, text in texts.items() for span in _said(key, text, case.answer)]
                if 0 < len({span.document for span in spans}) <= COMMONPLACE:
                    asked = inquiry_of(library, case.question).asked
                    yield from _examples(reduced, asked, data.name, case.doc, spans)


def _said(key: int, text: str, answer: str) -> Iterator[Place]:
    """Where a text says an answer, or begins to."""
    opening = answer[:OPENING]
    at = text.find(opening)
    while at >= 0:
        yield Place(key, at, at + len(answer if text.startswith(answer, at) else opening))
        at = text.find(opening, at + 1)


def inquiry_of(library: Library, question: str, history: Sequence[str] = ()) -> Inquiry:
    """A question put to a library as the bot understands it, that may be answered however unlikely the evidence."""
    found = named(library.catalogue, complete(recovered(library, question), history))
    return Inquiry(library, understand(found.rest), found, None, date.today(), 0.0)


def _examples(
    reduced: Reduced, asked: Asked, source: str, group: str, spans: Sequence[Place], must: Sequence[str] = ()
) -> Iterator[Example]:
    """What the bot would judge, with and without what holds the answer: the best evidence. Nothing where there is none of the
    place and year asked, for then other rules refuse, nor where it says what it `must` in another place: another document may
    give the same."""
    cases = [Removed(), *([reduced.documents_of(spans), reduced.passages_of(spans)] if spans else [])]
    for removed in cases if asked.terms else []:
        hits, weights = reduced.find(asked, removed), reduced.weights(asked, removed)
        best = next(iter(nearest_first(asked, read(asked, noted(asked, hits, weights), weights))), None)
        if best is None or not (best.place_fits and best.year_fits):
            continue
        passage, whole = best.hit.stored.passage, removed == Removed()
        span = Place(best.hit.entry.key, passage.start, passage.end)
        answers = whole and any(meets(span, place) for place in spans)
        if answers or not _says(passage.text, must):
            found = signals(asked, best, hits, weights)
            yield Example(source, group, found, answers, bool(spans) and whole, not whole)


def _says(text: str, must: Sequence[str]) -> bool:
    return bool(must) and all(any(contains(text, form) for form in forms(each)) for each in must)


def tuning(questions: Sequence[Question]) -> list[Question]:
    """Those that may be fitted on."""
    return [question for question in questions if question.part is Part.TUNING]


def fit(found: Sequence[Example]) -> dict[str, object]:
    """Coefficients, means and spreads by signal, and the intercept."""
    rows = np.array([example.signals for example in found])
    means, spreads = rows.mean(axis=0), rows.std(axis=0)
    spreads[spreads == 0] = 1.0
    model = _fitted((rows - means) / spreads, found)
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "signals": {
            name: {"coefficient": round(float(c), 4), "mean": round(float(m), 4), "spread": round(float(s), 4)}
            for name, c, m, s in zip(SIGNALS, model.coef_[0], means, spreads, strict=True)
        },
    }


def cross_validated(found: Sequence[Example]) -> NDArray[np.float64]:
    """Confidence of each example by a model fitted on other documents."""
    from sklearn.model_selection import GroupKFold

    rows, result = np.array([e.signals for e in found]), np.zeros(len(found))
    for known, new in GroupKFold(FOLDS).split(rows, groups=[e.group for e in found]):
        means, spreads = rows[known].mean(axis=0), rows[known].std(axis=0)
        spreads[spreads == 0] = 1.0
        model = _fitted((rows[known] - means) / spreads, [found[at] for at in known])
        result[new] = model.predict_proba((rows[new] - means) / spreads)[:, 1]
    return result


def _fitted(rows: NDArray[np.float64], found: Sequence[Example]) -> Any:
    from sklearn.linear_model import LogisticRegression

    answers = [example.answers for example in found]
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(rows, answers, sample_weight=_shares(found))


def _shares(found: Sequence[Example]) -> NDArray[np.float64]:
    """What each example counts: a set by the root of its size, so that none decides for all, and in each what answers as much
    as what does not. Together as much as the examples are."""
    worth = np.array([_worth(each) for each in found])
    sources, totals = Counter(each.source for each in found), Counter[tuple[str, bool]]()
    for each, own in zip(found, worth, strict=True):
        totals[each.source, each.answers] += own
    shares = np.array(
        [
            own * sources[each.source] ** 0.5 / totals[each.source, each.answers]
            for each, own in zip(found, worth, strict=True)
        ]
    )
    return np.asarray(shares * (len(found) / shares.sum()))


def _worth(example: Example) -> float:
    """What an example counts among those of its set that do not answer either."""
    if example.answers or example.answerable:
        return 1.0
    return REMOVED if example.removed else UNANSWERABLE


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
    """The points of all THRESHOLDS on questions as they are asked, with nothing taken out, every source counting alike."""
    asked = [not example.removed for example in found]
    found, scores = [example for example, kept in zip(found, asked, strict=True) if kept], scores[asked]
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
