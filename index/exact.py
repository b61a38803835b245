"""Exact nearest neighbours on our side: for small libraries, and for the part of a library that a filter leaves.

Up to a few thousand vectors a product of matrices is as fast as any index and misses nothing, and a question asked in a
fresh process need not load Chroma (half a second) and let it read its log again (up to a second).
"""

import threading
from collections.abc import Sequence

import numpy as np

from index.catalogue import Catalogue
from index.encoder import Vectors

SMALL = 20_000
"""Passages up to which a library is searched exactly: 40 MB of vectors at 512 dimensions, read in 120 ms, searched in 2; Chroma
takes 60 MB and 3 ms."""


class ExactSearch:
    """Nearest passages by the catalogue's own vectors, which stay in memory until the catalogue changes."""

    def __init__(self, catalogue: Catalogue, dimension: int) -> None:
        self._catalogue = catalogue
        self._dimension = dimension
        self._guard = threading.Lock()
        self._held: tuple[str, list[int], Vectors] | None = None

    def nearest(self, vector: Vectors, limit: int, documents: Sequence[int] | None) -> list[tuple[int, float]]:
        """Keys with cosine similarity, best first; `documents` names those that count, None all of a small library."""
        keys, vectors = self._all() if documents is None else self._of(documents)
        similarity = np.einsum(
            "ij,j->i", vectors, vector
        )  # on one thread: those of BLAS wait for each other on a busy machine
        best = np.sort(np.argpartition(-similarity, limit)[:limit]) if limit < len(keys) else np.arange(len(keys))
        return [(keys[i], float(similarity[i])) for i in best[np.argsort(-similarity[best], kind="stable")]]

    def _all(self) -> tuple[list[int], Vectors]:
        version = self._catalogue.get_meta("version")
        with self._guard:
            if self._held is None or self._held[0] != version:
                self._held = (version, *self._catalogue.vectors(self._catalogue.passage_keys(), self._dimension))
            return self._held[1:]

    def _of(self, documents: Sequence[int]) -> tuple[list[int], Vectors]:
        return self._catalogue.vectors(self._catalogue.passage_keys(documents), self._dimension)
