"""Fusion: one score from the scores of all arms, by weights that are fitted on questions with known documents.

Each arm's scores are divided by its best score for the question, so that arms of different scale meet in [0, 1]; what an
arm did not return gets the lowest score that it did return. The weights are data: `fusion.json` here holds those for the
encoders that were measured, with where they come from; a file of the same name in a library's folder goes before it.
Rank fusion was measured beside it and lost: a weak arm then counts as much as a strong one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import LibraryError
from index.lexical import BIGRAM, DOCUMENTS, PASSAGES, WORD

DENSE = "dense"
LEXICAL_ARMS: tuple[tuple[str, str, str], ...] = (
    ("passage_bigram", PASSAGES, BIGRAM),
    ("passage_word", PASSAGES, WORD),
    ("document_bigram", DOCUMENTS, BIGRAM),
    ("document_word", DOCUMENTS, WORD),
)
"""Name, unit and form of each lexical arm."""

ARMS: tuple[str, ...] = (*(name for name, _, _ in LEXICAL_ARMS), DENSE)
NAME = "fusion.json"
ANY_ENCODER = "*"
"""Entry for encoders that were not measured: lexical weights as fitted without a dense arm."""

Column = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Fusion:
    """Non-negative weight of each arm; the fused score lies between 0 and the sum of the weights."""

    weights: Mapping[str, float]

    def uses(self, arm: str) -> bool:
        return self.weights.get(arm, 0.0) > 0

    def score(self, columns: Mapping[str, Column]) -> NDArray[np.float64]:
        """Fused scores of the candidates; each column holds one arm's raw scores, None where it returned none."""
        weights = np.array([self.weights.get(arm, 0.0) for arm in ARMS])
        return np.asarray(features(columns) @ weights, dtype=np.float64)


def features(columns: Mapping[str, Column]) -> NDArray[np.float64]:
    """Raw columns to an array of shape (candidates, arms) with values in [0, 1] (a negative cosine counts as 0)."""
    result = [_scaled(columns[arm]) for arm in ARMS]
    return np.stack(result, axis=1)


def _scaled(column: Column) -> NDArray[np.float64]:
    scores = np.maximum(np.array(column, dtype=np.float64), 0.0)  # None as NaN
    known = scores[~np.isnan(scores)]
    if not known.any():
        return np.zeros(len(column))
    return np.asarray(np.where(np.isnan(scores), known.min(), scores) / known.max())


def load_fusion(encoder: str, folder: Path | None = None) -> Fusion:
    """Weights for an encoder: those in the library's folder, else the measured ones, else those for any encoder."""
    own = folder / NAME if folder else None
    if own is not None and own.exists():
        try:
            table: dict[str, Any] = json.loads(own.read_text(encoding="utf-8"))
            return _from(table, encoder)
        except (ValueError, KeyError, TypeError) as exc:
            raise LibraryError(f"{own} 无法读取（{type(exc).__name__}: {exc}）。请重新拟合权重，或删除该文件") from exc
    return _packaged(encoder)


@cache
def _packaged(encoder: str) -> Fusion:
    return _from(json.loads(resources.files("index").joinpath(NAME).read_text(encoding="utf-8")), encoder)


def _from(table: dict[str, Any], encoder: str) -> Fusion:
    entry = table.get(encoder) or table[ANY_ENCODER]
    return Fusion({arm: float(entry["weights"].get(arm, 0.0)) for arm in ARMS})
