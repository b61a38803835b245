"""How well the right document is found: by each arm alone, and by the fusion with weights fitted on other questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.policy_qa import Case
from index.fusion import ARMS, DENSE, LEXICAL_ARMS, Fusion, features
from index.lexical import DOCUMENTS
from index.library import Library
from index.search import Scores, candidates, collect

FOLDS = 5
RIDGE = 0.01
"""Weight of the squared weights in the fit; between 0.001 and 0.01 the cross-validated figures did not move."""

Ranking = Mapping[str, float]
"""Document name to score."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with the scores of every arm, as features of its candidate passages.

    `features` has shape (candidates, arms); `owners` holds the document name of each candidate.
    """

    case: Case
    scores: Scores
    owners: tuple[str, ...]
    features: NDArray[np.float64]


def judge(library: Library, names: Mapping[int, str], cases: Sequence[Case]) -> list[Judged]:
    """Run every arm for every question. `names` maps the library's document keys to the cases' document names."""
    judged = []
    for case in cases:
        scores = collect(library, case.question, None, dense=True)
        keys, owners, columns = candidates(library, scores)
        judged.append(Judged(case, scores, tuple(names[owners[key]] for key in keys), features(columns)))
    return judged


def arm_ranking(item: Judged, arm: str, names: Mapping[int, str], owners: Mapping[int, int]) -> Ranking:
    """Documents by the score of one arm; a passage arm gives each document the score of its best passage."""
    of_documents = arm in {name for name, unit, _ in LEXICAL_ARMS if unit == DOCUMENTS}
    ranking: dict[str, float] = {}
    for key, score in item.scores[arm].items():
        name = names[key if of_documents else owners[key]]
        ranking[name] = max(score, ranking.get(name, -np.inf))
    return ranking


def fused_ranking(item: Judged, weights: NDArray[np.float64]) -> Ranking:
    """Documents by their best passage under the weights (one an arm, in the order of ARMS)."""
    ranking: dict[str, float] = {}
    for name, score in zip(item.owners, item.features @ weights, strict=True):
        ranking[name] = max(float(score), ranking.get(name, -np.inf))
    return ranking


def fit(items: Sequence[Judged], arms: Sequence[str] = ARMS) -> NDArray[np.float64]:
    """Non-negative weights that make the right documents most likely, a document's score being its best passage's.

    Minimises the mean negative log-likelihood of the right document under a softmax over the documents found, plus
    RIDGE times the squared weights; arms not named get 0.
    """
    used = [arm in arms for arm in ARMS]
    prepared = [_grouped(item) for item in items if item.case.doc in item.owners]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.0, np.zeros(len(ARMS))
        for groups, gold in prepared:
            best = np.stack([rows[np.argmax(rows @ weights)] for rows in groups])
            scores = best @ weights
            shifted = np.exp(scores - scores.max())
            chances = shifted / shifted.sum()
            total -= float(np.log(max(chances[gold], 1e-300)))
            gradient += chances @ best - best[gold]
        count = max(len(prepared), 1)
        return total / count + RIDGE * float(weights @ weights), gradient / count + 2 * RIDGE * weights

    start = np.array([1.0 if use else 0.0 for use in used])
    bounds = [(0.0, None) if use else (0.0, 0.0) for use in used]
    result = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(result.x, dtype=np.float64)


def _grouped(item: Judged) -> tuple[list[NDArray[np.float64]], int]:
    """Feature rows a document, and the index of the right document."""
    names = sorted(set(item.owners))
    owners = np.array([names.index(owner) for owner in item.owners])
    return [item.features[owners == i] for i in range(len(names))], names.index(item.case.doc)


def cross_validated(items: Sequence[Judged], seed: int = 0) -> dict[str, Ranking]:
    """Fused rankings by question id, each with weights fitted on the folds that do not hold its document."""
    names = sorted({item.case.doc for item in items})
    order = np.random.default_rng(seed).permutation(len(names))
    fold = {names[i]: int(position) % FOLDS for position, i in enumerate(order)}
    rankings: dict[str, Ranking] = {}
    for number in range(FOLDS):
        weights = fit([item for item in items if fold[item.case.doc] != number])
        rankings.update({i.case.id: fused_ranking(i, weights) for i in items if fold[i.case.doc] == number})
    return rankings


def as_fusion(weights: NDArray[np.float64]) -> Fusion:
    """Weights as the search uses them, scaled so that they add up to 1."""
    total = float(weights.sum()) or 1.0
    return Fusion({arm: round(float(weight) / total, 4) for arm, weight in zip(ARMS, weights, strict=True)})


__all__ = ["ARMS", "DENSE", "Judged", "arm_ranking", "as_fusion", "cross_validated", "fit", "fused_ranking", "judge"]
