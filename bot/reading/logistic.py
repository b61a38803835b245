"""The chance that a fitted logistic model gives."""

import math
from collections.abc import Iterable, Sequence
from itertools import starmap
from operator import mul

FARTHEST = 50.0
"""Logarithm of the odds beyond which a chance is 0 or 1 to all digits."""


def weighed(weights: Iterable[float], values: Iterable[float]) -> float:
    """The sum of values by their weights, of which there are as many; without a step of Python for each, hundreds of times a question."""
    total: float = sum(starmap(mul, zip(weights, values, strict=True)))
    return total


def logistic(intercept: float, values: Sequence[float], terms: Iterable[tuple[float, float, float]]) -> float:
    """The chance, from 0 to 1, of signals with these values; `terms` are the weight, the mean and the spread of each."""
    score = intercept + sum(
        weight * (value - mean) / spread for value, (weight, mean, spread) in zip(values, terms, strict=True)
    )
    return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, score))))
