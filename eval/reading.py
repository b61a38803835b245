"""Fitting which sentence answers: questions for a text or a figure, the sentences found for each, and which hold the answer."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.reading.figure_ranking import FIGURE_SIGNALS, OF_TEXT
from bot.reading.ranking import SIGNALS
from bot.reading.reading import Evidence, for_a_figure, noted, ranked
from eval.choice_fitting import Flags, Floats, fit_choice
from eval.judging import Place, meets
from eval.places import Places
from eval.policy_qa import Case, build_library, read_cases
from eval.questions import Kind, Question
from eval.refusal import inquiry_of
from index.library import Library

FOLDS = 8
"""Folds of the cross-validation, whole documents each."""

RIDGE = 5.0
"""Weight of half the squared weights of signals of like spread; between 2 and 20 the cross-validated figures did not move."""

OWN_WEIGHT = 2.5
"""Weight of an own question against a real one of a folder, of which there are more and in which documents of news prevail."""

CUTS = (1, 2, 3, 5)
"""Ranks at which the right sentence counts as found."""

NAMED = 8
"""Characters of a given answer that may stand in documents beside the one it was given for."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question for a text, or for a `figure`: the signals of its sentences, of shape (sentences, signals), and which of them
    meet the evidence. `group` is the document that it is about, `source` the set it comes from, `weight` what it counts in the fit."""

    source: str
    group: str
    weight: float
    signals: Floats
    right: Flags
    figure: bool


def own_examples(library: Library, questions: Sequence[Question], source: str) -> Iterator[Example]:
    """The questions with evidence in a library."""
    places = Places(library)
    for question in questions:
        spans = [place for found in places.of(question) for place in found]
        if spans and question.kind is not Kind.SMALLTALK:
            yield from _example(
                library, question.question, question.history, spans, (source, question.document, OWN_WEIGHT)
            )


def policy_qa_examples(data: Path) -> Iterator[Example]:
    """The real questions of a folder, whose answer stands verbatim in a document."""
    with tempfile.TemporaryDirectory() as work:
        library, names = build_library(data, Path(work))
        with library:
            texts = {key: document.text for key, document in Places(library).documents.items()}
            for case in read_cases(data):
                spans = [each for key, text in texts.items() for each in _places(case, key, text, names[key])]
                yield from _example(library, case.question, (), spans, (data.name, case.doc, 1.0))


def _places(case: Case, key: int, text: str, name: str) -> Iterator[Place]:
    at = text.find(case.answer) if name == case.doc or len(case.answer) >= NAMED else -1
    while at >= 0:
        yield Place(key, at, at + len(case.answer))
        at = text.find(case.answer, at + 1)


def _example(
    library: Library, question: str, history: Sequence[str], spans: Sequence[Place], of: tuple[str, str, float]
) -> Iterator[Example]:
    """The sentences of the place and year asked; nothing where none is found."""
    inquiry = inquiry_of(library, question, history)
    sentences = ranked(inquiry.asked, noted(inquiry.asked, inquiry.found.hits, inquiry.weights))
    if inquiry.asked.number:
        sentences = for_a_figure(inquiry.asked, sentences)
    found = [item for item in sentences if item.place_fits and item.year_fits]
    if found:
        right = np.array([any(meets(_place(item), span) for span in spans) for item in found])
        yield Example(*of, np.array([item.signals for item in found]), right, inquiry.asked.number)


def signal_names(*, figure: bool) -> tuple[str, ...]:
    """Names of the columns of the signals of an example."""
    return (*FIGURE_SIGNALS, *SIGNALS) if figure else SIGNALS


def fitted_names(*, figure: bool) -> tuple[str, ...]:
    """Names of the signals that are fitted: of those for a text not all tell something of a figure."""
    return (*FIGURE_SIGNALS, *OF_TEXT) if figure else SIGNALS


def _place(item: Evidence) -> Place:
    return Place(item.hit.entry.key, item.start, item.end)


def fit(found: Sequence[Example]) -> tuple[Floats, Floats]:
    """Weights of the signals that are fitted, and the spread of each: of the sentences of one question one answers, or all together
    where there are several. All examples are for a text, or all for a figure."""
    used = [example for example in found if example.right.any()]
    return fit_choice([_fitted(e) for e in used], [e.right for e in used], RIDGE, [e.weight for e in used])


def _fitted(example: Example) -> Floats:
    names = signal_names(figure=example.figure)
    return example.signals[:, [names.index(name) for name in fitted_names(figure=example.figure)]]


def cross_validated(found: Sequence[Example]) -> list[Floats]:
    """Scores of the sentences of each example by weights fitted on other documents."""
    from sklearn.model_selection import GroupKFold

    result: list[Floats] = [np.zeros(0)] * len(found)
    for known, new in GroupKFold(FOLDS).split(found, groups=[example.group for example in found]):
        weights, _ = fit([found[at] for at in known])
        for at in new:
            result[at] = _fitted(found[at]) @ weights
    return result


def found_within(found: Sequence[Example], scores: Sequence[Floats]) -> dict[str, float]:
    """Shares of the examples whose first right sentence ranks within each of CUTS, and the mean inverse of its rank."""
    ranks = [_rank(example, score) for example, score in zip(found, scores, strict=True)]
    count = max(len(ranks), 1)
    shares = {f"S@{cut}": sum(1 / rank <= cut for rank in ranks if rank) / count for cut in CUTS}
    return shares | {"MRR": sum(ranks) / count}


def _rank(example: Example, scores: Floats) -> float:
    """The inverse of the rank of the first right sentence, 0 where none is."""
    right = example.right[np.argsort(-scores, kind="stable")]
    return 1 / (int(np.argmax(right)) + 1) if right.any() else 0.0
