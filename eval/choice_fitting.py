"""Fitting a choice: of the candidates of a question one answers, and the weights make those that do most likely (McFadden 1974)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def fit_choice(
    signals: Sequence[Floats], right: Sequence[Flags], ridge: float, counts: Sequence[float] | None = None
) -> tuple[Floats, Floats]:
    """Weights of the signals, and the spread of each. `signals` holds for each question an array of shape (candidates,
    signals), `right` which of them answer, of which there is one at least; `counts` is what each question counts (1 where it is
    None), and `ridge` the weight of half the squared weights of signals of like spread."""
    rows = np.vstack(list(signals))
    means, spreads = rows.mean(axis=0), rows.std(axis=0)
    spreads[spreads == 0] = 1.0
    scaled = (rows - means) / spreads
    owners = np.repeat(np.arange(len(right)), [len(each) for each in right])
    starts = np.searchsorted(owners, np.arange(len(right)))
    among, weights = np.concatenate(list(right)), np.array(counts if counts is not None else np.ones(len(right)))

    def loss(tried: Floats) -> tuple[float, Floats]:
        scores = scaled @ tried
        shifted = np.exp(scores - np.maximum.reduceat(scores, starts)[owners])
        total, held = np.add.reduceat(shifted, starts), np.add.reduceat(shifted * among, starts)
        chances, among_right = shifted / total[owners], shifted * among / np.maximum(held, 1e-300)[owners]
        value = -float(weights @ np.log(np.maximum(held, 1e-300) / total)) + ridge / 2 * float(tried @ tried)
        return value, scaled.T @ ((chances - among_right) * weights[owners]) + ridge * tried

    result = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(result.x / spreads, dtype=np.float64), spreads
