"""Coverage: how much of what a question asks stands in a text, by weight."""

from collections.abc import Mapping, Sequence

Read = tuple[str, float]
"""A canonical text that is searched for terms, and what a term found there is worth, in [0, 1]."""


def coverage(wanted: Sequence[str], texts: Sequence[Read], weights: Mapping[str, float]) -> float:
    """Weighted share, in [0, 1], of the wanted terms that stand in the texts, each for the worth of the first text that
    holds it; 0 if none is wanted."""
    total = met = 0.0
    for term in wanted:
        weight = weights.get(term, 1.0)
        total += weight
        for text, worth in texts:  # a loop, for this is where reading spends its time
            if term in text:
                met += weight * worth
                break
    return met / total if total else 0.0
