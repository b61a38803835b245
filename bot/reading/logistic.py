"""The chance that a fitted logistic model gives."""

import math
from collections.abc import Iterable, Sequence

FARTHEST = 50.0
"""Logarithm of the odds beyond which a chance is 0 or 1 to all digits."""


def logistic(intercept: float, values: Sequence[float], terms: Iterable[tuple[float, float, float]]) -> float:
    """The chance, from 0 to 1, of signals with these values; `terms` are the weight, the mean and the spread of each."""
    score = intercept + sum(
        weight * (value - mean) / spread for value, (weight, mean, spread) in zip(values, terms, strict=True)
    )
    return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, score))))
