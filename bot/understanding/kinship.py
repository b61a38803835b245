"""Kinship: how near the words of a question are to those of a text that says the same in other words (递交 for 交给, 城乡 for 城里).

The bundled encoder tells, whichever one the library has: what is fitted on its similarities holds for no other.
"""

from collections.abc import Sequence

import numpy as np

from index.encoder import kept


def kinship(words: Sequence[str], text: str, near: Sequence[str]) -> list[float]:
    """For each word how near it is, in [0, 1]: 1 where the text holds it, else the similarity to the likest of the words `near`
    it."""
    missing = [word for word in words if word not in text]
    likest: dict[str, float] = {}
    if missing and near:
        rows = kept([*missing, *near])
        similar = rows[: len(missing)] @ rows[len(missing) :].T
        likest = dict(zip(missing, np.clip(similar.max(axis=1), 0.0, 1.0).tolist(), strict=True))
    return [1.0 if word in text else likest.get(word, 0.0) for word in words]


def likeness(one: str, other: str) -> float:
    """Similarity of two sentences, at most 1."""
    first, second = kept([one, other])
    return float(first @ second)
