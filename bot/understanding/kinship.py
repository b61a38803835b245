"""Kinship: how near the words of a question are to those of a text that says the same in other words (递交 for 交给, 城乡 for 城里).

The bundled encoder tells, whichever one the library has: what is fitted on its similarities holds for no other.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.encoder import BundledEncoder, Vectors

KEPT = 20_000
"""Words whose vectors are kept: 2 kB each."""

_vectors: dict[str, Vectors] = {}


def kinship(words: Sequence[str], text: str, near: Sequence[str]) -> list[float]:
    """For each word how near it is, in [0, 1]: 1 where the text holds it, else the similarity to the likest of the words `near`
    it."""
    missing = [word for word in words if word not in text]
    likest: dict[str, float] = {}
    if missing and near:
        rows = _encoded([*missing, *near])
        similar = rows[: len(missing)] @ rows[len(missing) :].T
        likest = dict(zip(missing, np.clip(similar.max(axis=1), 0.0, 1.0).tolist(), strict=True))
    return [1.0 if word in text else likest.get(word, 0.0) for word in words]


@lru_cache(maxsize=2_000)
def likeness(one: str, other: str) -> float:
    """Similarity of two sentences, at most 1."""
    return float(BundledEncoder().encode_query(one) @ _encoded([other])[0])


def _encoded(words: Sequence[str]) -> Vectors:
    """A row for each word. Those that are not kept are encoded at once: one by one each would take four times as long."""
    known = {word: row for word in words if (row := _vectors.get(word)) is not None}
    new = [word for word in dict.fromkeys(words) if word not in known]
    if new:
        known |= dict(zip(new, BundledEncoder().encode_passages(new), strict=True))
        if len(_vectors) > KEPT:
            _vectors.clear()
        _vectors.update({word: known[word] for word in new})
    return np.stack([known[word] for word in words])
