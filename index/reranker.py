"""Rerankers: a cross-encoder reads question and passage together, slower and surer than vectors. None by default."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.encoder import load_model
from index.errors import EncoderError
from index.search import Hit

BATCH = 16
"""Pairs a call."""


class Reranker(Protocol):
    """Says how well each of some passages answers a question: higher is better, of no fixed range."""

    @property
    def name(self) -> str: ...

    def scores(self, question: str, passages: Sequence[str]) -> Sequence[float]: ...


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers by hub name or local path. Loads when first asked; raises EncoderError for a
    model that cannot be loaded or whose scores are no numbers."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _model(self) -> Any:
        def loading() -> Any:
            from sentence_transformers import CrossEncoder

            return CrossEncoder(self.name)

        return load_model(loading, f"重排模型 {self.name}", " POLICYBOT_RERANKER 的名称或本地路径")

    def scores(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        if not passages:
            return ()
        pairs = [(question, passage) for passage in passages]
        found = np.asarray(self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False), dtype=np.float64)
        if found.shape != (len(pairs),) or not np.isfinite(found).all():
            raise EncoderError(
                f"重排模型 {self.name} 没有给每个段落一个有效的分数。请更换为单一输出的 cross-encoder 模型"
            )
        return [float(each) for each in found]


def open_reranker(name: str | None) -> Reranker | None:
    """Reranker by name, None for none. Loads nothing yet."""
    if not name:
        return None
    path = Path(name).expanduser()
    return CrossEncoderReranker(str(path.resolve()) if path.is_dir() else name)


def reranked(reranker: Reranker, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits in the reranker's order. The fused scores stay in their places: what refuses an answer was fitted on them."""
    found = reranker.scores(question, [hit.stored.passage.described for hit in hits])
    order = sorted(range(len(hits)), key=lambda at: -found[at])
    return tuple(
        replace(hits[at], score=place.score, rank=rank)
        for rank, (at, place) in enumerate(zip(order, hits, strict=True), 1)
    )
