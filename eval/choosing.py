"""Fitting which statement tells the figure asked, and how likely it does: questions, the statements found for each, and which answer."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.reading.candidates import Choice, asks_figure, choices
from bot.reading.choosing import CHANCE_SIGNALS, chance_signals
from bot.reading.confidence import confidence
from bot.reading.nearness import nearest_first
from bot.reading.reading import Evidence, noted, read
from bot.reading.statement_signals import SIGNALS, signals
from bot.reading.statements import figures_of
from bot.understanding.question import Question as Asked
from eval.choice_fitting import Flags, Floats, fit_choice
from eval.judging import Place, meets, refuses
from eval.places import Places
from eval.policy_qa import build_library, read_cases
from eval.question_forms import contains, forms
from eval.questions import Kind, Question
from eval.refusal import inquiry_of
from eval.removal import Reduced
from index.library import Library

FOLDS = 10
"""Folds of the cross-validation, whole documents each."""

RIDGE, STRENGTH = 10.0, 0.1
"""Weight of half the squared weights of signals of like spread, and the inverse weight of the ridge for the chance."""

TRAP_WEIGHT, REMOVED_WEIGHT = 1.5, 0.3
"""What a question without an answer counts for the chance, and one whose answer was taken out, against one that has its answer."""

CHANCES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""Chances from which it is counted how many statements answer."""

LONGEST = 80
"""Characters of a given answer that is one statement."""

OPENING = 12
"""Characters by which the passage of a given answer is known."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question for a figure: the signals of its statements, of shape (statements, signals), which of them answer it all, and which at
    least a part. `trap` tells that nothing answers, `removed` that what does was taken out of the library; the rest is what the signals
    of the chance are computed from."""

    source: str
    id: str
    group: str
    trap: bool
    removed: bool
    signals: Floats
    right: Flags
    partly: Flags
    found: tuple[Choice, ...]
    asked: Asked
    evidence: Sequence[Evidence]
    confidence: float

    @property
    def wanted(self) -> Flags:
        return self.right if self.right.any() else self.partly


@dataclass(frozen=True, slots=True)
class _Read:
    """A question with what is read for it in a library, or in what is left of it."""

    asked: Asked
    evidence: Sequence[Evidence]
    weights: Mapping[str, float]
    confidence: float


def _as_asked(library: Library, question: str, history: Sequence[str] = ()) -> _Read | None:
    inquiry = inquiry_of(library, question, history)
    if not inquiry.asked.terms or not asks_figure(inquiry.asked) or inquiry.confidence is None:
        return None
    return _Read(inquiry.asked, inquiry.evidence, inquiry.weights, inquiry.confidence)


def _without(reduced: Reduced, asked: Asked, spans: Sequence[Place]) -> _Read | None:
    """What is read without the documents that hold the answer."""
    removed = reduced.documents_of(spans)
    hits, weights = reduced.find(asked, removed), reduced.weights(asked, removed)
    evidence = nearest_first(asked, read(asked, noted(asked, hits, weights), weights))
    return _Read(asked, evidence, weights, confidence(asked, evidence[0], hits, weights)) if evidence else None


def own_examples(library: Library, questions: Sequence[Question], source: str) -> Iterator[Example]:
    """The questions of a set that ask for a figure, those with evidence also without the documents that hold it."""
    places, reduced = Places(library), Reduced(library)
    for question in questions:
        known = _as_asked(library, question.question, question.history)
        if known is None or question.kind is Kind.SMALLTALK:
            continue
        spans = [place for found in places.of(question) for place in found]
        found, trap = choices(known.asked, known.evidence), refuses(question)
        right = [not trap and _answers(question, each) for each in found]
        near = [not spans or any(meets(_place(each), span) for span in spans) for each in found]
        part = [
            ok or (by and not trap and _answers_part(question, each))
            for ok, by, each in zip(right, near, found, strict=True)
        ]
        of = source, question.id, question.document or question.id
        yield from _example(of, known, found, right, part, trap=trap)
        if spans and (left := _without(reduced, known.asked, spans)):
            found = [each for each in choices(left.asked, left.evidence) if not _answers(question, each)]
            yield from _example(of, left, found, [], [], trap=True, removed=True)


def policy_qa_examples(data: Path) -> Iterator[Example]:
    """The real questions of a folder whose short answer has a figure."""
    with tempfile.TemporaryDirectory() as work:
        library, _ = build_library(data, Path(work))
        with library:
            for case in read_cases(data):
                figures = [case.answer[each.start : each.end] for each in figures_of(case.answer)]
                known = _as_asked(library, case.question)
                if len(case.answer) > LONGEST or not figures or known is None:
                    continue
                found = choices(known.asked, known.evidence)
                right = [
                    all(each in choice.own for each in figures)
                    and case.answer[:OPENING] in choice.item.hit.stored.passage.text
                    for choice in found
                ]
                yield from _example((data.name, case.id, case.doc), known, found, right, right)


def _example(
    of: tuple[str, str, str],
    known: _Read,
    found: Sequence[Choice],
    right: Sequence[bool],
    partly: Sequence[bool],
    *,
    trap: bool = False,
    removed: bool = False,
) -> Iterator[Example]:
    if not found:
        return
    rows = np.array(signals(known.asked, found, known.weights))
    flags = [np.array(each or [False] * len(found)) for each in (right, partly)]
    yield Example(
        *of, trap, removed, rows, flags[0], flags[1], tuple(found), known.asked, known.evidence, known.confidence
    )


def _place(choice: Choice) -> Place:
    return Place(choice.item.hit.entry.key, choice.item.start, choice.item.end)


def _said(choice: Choice) -> str:
    return f"{choice.head} {choice.own}" if choice.item.hit.stored.passage.cells else choice.own


def _answers(question: Question, choice: Choice) -> bool:
    """Whether a statement says all that an answer must, words perhaps in its head, and nothing that it must not."""
    own, whole = _said(choice), f"{choice.head} {choice.own}"
    if any(contains(own, form) for form in question.must_not_contain) or not question.must_contain:
        return False
    return all(
        any(contains(own if re.search(r"\d", each) else whole, form) for form in forms(each))
        for each in question.must_contain
    )


def _answers_part(question: Question, choice: Choice) -> bool:
    figures = [form for each in question.must_contain for form in forms(each) if figures_of(form)]
    return any(contains(_said(choice), form) for form in figures)


def fit(found: Sequence[Example]) -> tuple[Floats, Floats]:
    """Weights of the signals, and the spread of each: of the statements of a question one answers."""
    used = [example for example in found if example.wanted.any() and len(example.right) > 1]
    return fit_choice([example.signals for example in used], [example.wanted for example in used], RIDGE)


def cross_validated(found: Sequence[Example]) -> list[Floats]:
    """Odds of the statements of each example by weights fitted on other documents."""
    result: list[Floats] = [np.zeros(0)] * len(found)
    for known, new in _folds(found):
        weights, _ = fit([found[at] for at in known])
        for at in new:
            result[at] = found[at].signals @ weights
    return result


def _folds(found: Sequence[Example]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    from sklearn.model_selection import GroupKFold

    yield from GroupKFold(FOLDS).split(found, groups=[example.group for example in found])


def chance_rows(found: Sequence[Example], odds: Sequence[Floats]) -> tuple[Floats, Flags]:
    """The signals of the chance of each example's best statement, and whether that answers."""
    rows, right = [], []
    for example, scores in zip(found, odds, strict=True):
        best = int(np.argmax(scores))
        ranked = sorted(scores.tolist(), reverse=True)
        own = example.signals[best].tolist()
        rows.append(
            chance_signals(example.asked, example.found[best], own, ranked, example.confidence, example.evidence)
        )
        right.append(bool(example.right[best]))
    return np.array(rows), np.array(right)


def fit_chance(found: Sequence[Example], rows: Floats, right: Flags) -> tuple[float, Floats, Floats, Floats]:
    """Intercept, coefficients, means and spreads of the logistic model of the chance."""
    from sklearn.linear_model import LogisticRegression

    means, spreads = rows.mean(axis=0), rows.std(axis=0)
    spreads[spreads == 0] = 1.0
    weights = [_worth(example) for example in found]
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit((rows - means) / spreads, right, sample_weight=weights)
    return float(model.intercept_[0]), model.coef_[0], means, spreads


def _worth(example: Example) -> float:
    return REMOVED_WEIGHT if example.removed else TRAP_WEIGHT if example.trap else 1.0


def cross_validated_chance(found: Sequence[Example], rows: Floats, right: Flags) -> Floats:
    """The chance of each example by a model fitted on other documents."""
    result = np.zeros(len(found))
    for known, new in _folds(found):
        intercept, weights, means, spreads = fit_chance([found[at] for at in known], rows[known], right[known])
        result[new] = 1 / (1 + np.exp(-(intercept + (rows[new] - means) / spreads @ weights)))
    return result


def chosen_right(found: Sequence[Example], odds: Sequence[Floats]) -> tuple[int, int]:
    """For how many examples the best statement answers, and how many have one that does."""
    pairs = [(example, scores) for example, scores in zip(found, odds, strict=True) if example.right.any()]
    return sum(bool(example.right[np.argmax(scores)]) for example, scores in pairs), len(pairs)


def right_above(chances: Floats, right: Flags) -> dict[float, tuple[int, float]]:
    """For each of CHANCES how many statements have at least that chance, and the share of them that answer (0 of none)."""
    kept = {least: chances >= least for least in CHANCES}
    return {least: (int(at.sum()), float(right[at].mean()) if at.any() else 0.0) for least, at in kept.items()}


def as_data(found: Sequence[Example], odds: Sequence[Floats]) -> dict[str, object]:
    """Both models as `bot/choosing.json` holds them. `odds` are cross-validated: by its own the best would seem surer than it is."""
    weights, spreads = fit(found)
    intercept, coefficients, means, widths = fit_chance(found, *chance_rows(found, odds))
    return {
        "choice": {
            name: {"weight": round(float(weight), 4), "spread": round(float(spread), 4)}
            for name, weight, spread in zip(SIGNALS, weights, spreads, strict=True)
        },
        "chance": {
            "intercept": round(intercept, 4),
            "signals": {
                name: {"coefficient": round(float(c), 4), "mean": round(float(m), 4), "spread": round(float(s), 4)}
                for name, c, m, s in zip(CHANCE_SIGNALS, coefficients, means, widths, strict=True)
            },
        },
    }
