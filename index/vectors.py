"""The vector store: keys and unit vectors in, nearest keys out. Chroma, in a folder or on a server, by place.

A place is `http://host:port/NAME` or `FOLDER/NAME`; NAME is the collection's. What Chroma leaves to its callers: a
process loads a folder once and never sees what another process writes to it later, and writing from such a stale state
loses rows without an error. So every store that is opened here has a state of its own, and whoever needs a newer one
opens the folder again (`index.stores`).
"""

import shutil
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np

from index.encoder import Vectors
from index.errors import VectorsMissing, VectorStoreError

BATCH = 2_000
"""Rows a call; Chroma refuses more than 5,461."""

EF_SEARCH = 200
"""Measured on 20,000 real vectors: recall@50 is 0.985 at the default of 100 and 0.998 at 400; it acts only if set when
the collection is made."""

_paths: set[str] = set()
_opening = threading.Lock()
"""Chroma keeps one state for each spelling of a path, and its table of them is not safe between threads."""


class VectorStore(Protocol):
    """What retrieval needs of a vector store. Keys are the catalogue's passage keys."""

    def upsert(self, keys: Sequence[int], vectors: Vectors) -> None: ...

    def delete(self, keys: Sequence[int]) -> None:
        """Keys that are not there are passed over."""
        ...

    def query(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Nearest keys with cosine similarity in [-1, 1], best first."""
        ...

    def get(self, keys: Sequence[int]) -> dict[int, Vectors]:
        """Vectors by key; keys that are not there are left out."""
        ...

    def keys(self) -> set[int]: ...

    def close(self) -> None: ...


class ChromaStore:
    """One Chroma collection of vectors, cosine distance, no texts. Every error of Chroma becomes VectorStoreError. It
    is closed with its last reference, so that a thread may end its query on a store that another has replaced."""

    def __init__(self, collection: Any, place: str, release: Callable[[], None]) -> None:
        self._collection = collection
        self._place = place
        self._finalizer = weakref.finalize(self, release)
        self._finalizer.atexit = False

    def _call(self, function: Any, /, **arguments: Any) -> Any:
        try:
            return function(**arguments)
        except Exception as exc:  # chromadb raises its own, httpx's, and plain ValueError and RuntimeError
            raise VectorStoreError(
                f"向量库 {self._place} 出错（{type(exc).__name__}: {_line(exc)}）。{_remedy(self._place)}"
            ) from exc

    def upsert(self, keys: Sequence[int], vectors: Vectors) -> None:
        for start in range(0, len(keys), BATCH):
            part = slice(start, start + BATCH)
            self._call(self._collection.upsert, ids=[str(key) for key in keys[part]], embeddings=vectors[part])

    def delete(self, keys: Sequence[int]) -> None:
        for chunk in _chunks(keys):
            self._call(self._collection.delete, ids=[str(key) for key in chunk])

    def query(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        if limit < 1:
            return []
        found = self._call(
            self._collection.query, query_embeddings=vector[None, :], n_results=limit, include=["distances"]
        )
        return [
            (int(key), 1.0 - float(distance))
            for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def get(self, keys: Sequence[int]) -> dict[int, Vectors]:
        result: dict[int, Vectors] = {}
        for chunk in _chunks(keys):
            found = self._call(self._collection.get, ids=[str(key) for key in chunk], include=["embeddings"])
            for key, vector in zip(found["ids"], found["embeddings"], strict=True):
                result[int(key)] = np.asarray(vector, dtype=np.float32)
        return result

    def keys(self) -> set[int]:
        result: set[int] = set()
        offset = 0
        while page := self._call(self._collection.get, include=[], limit=BATCH, offset=offset)["ids"]:
            result.update(int(key) for key in page)
            offset += len(page)
        return result

    def close(self) -> None:
        self._finalizer()


def is_server(place: str) -> bool:
    """Whether a vector store's place or address is a server's and not a folder's."""
    return place.startswith(("http://", "https://"))


def create_chroma(place: str) -> ChromaStore:
    """A new collection at `place`, where none may be. Raises VectorStoreError."""
    configuration = {"hnsw": {"space": "cosine", "ef_search": EF_SEARCH}}
    return _open(
        place,
        lambda client, name: client.create_collection(name, embedding_function=None, configuration=configuration),
    )


def open_chroma(place: str) -> ChromaStore:
    """The collection at `place`. Raises VectorsMissing if there is none, VectorStoreError if it cannot be reached."""
    if not is_server(place) and not Path(place, "chroma.sqlite3").is_file():
        raise VectorsMissing(f"向量库 {place} 不存在。{_remedy(place)}")
    return _open(place, lambda client, name: client.get_collection(name, embedding_function=None))


def delete_chroma(place: str) -> None:
    """Remove the collection at `place`, if it is there. Raises VectorStoreError if a server cannot be reached."""
    if not is_server(place):
        shutil.rmtree(place, ignore_errors=True)
        return
    try:
        _open(place, lambda client, name: client.delete_collection(name)).close()
    except VectorsMissing:
        return


def _open(place: str, collection: Callable[[Any, str], Any]) -> ChromaStore:
    from chromadb.errors import NotFoundError

    with _opening:
        client, release = _connect(place)
        try:
            return ChromaStore(collection(client, place.rpartition("/")[2]), place, release)
        except NotFoundError as exc:
            release()
            raise VectorsMissing(f"向量库 {place} 不存在。{_remedy(place)}") from exc
        except Exception as exc:
            release()
            raise VectorStoreError(
                f"向量库 {place} 出错（{type(exc).__name__}: {_line(exc)}）。{_remedy(place)}"
            ) from exc


def _connect(place: str) -> tuple[Any, Callable[[], None]]:
    """A client with a state of its own, and what releases it."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    try:
        if is_server(place):
            url = urlsplit(place)
            port = url.port or (443 if url.scheme == "https" else 8000)
            client: Any = chromadb.HttpClient(
                host=url.hostname or "", port=port, ssl=url.scheme == "https", settings=settings
            )
            return client, client.close
        path = place
        while path in _paths:
            path += "/."
        Path(place).mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(path=path, settings=settings)
    except Exception as exc:
        raise VectorStoreError(
            f"无法打开向量库 {place}（{type(exc).__name__}: {_line(exc)}）。请检查地址，或确认 Chroma 服务器正在运行"
        ) from exc
    _paths.add(path)

    def release() -> None:
        client.close()
        _paths.discard(path)

    return client, release


def _line(exc: Exception) -> str:
    return " ".join(str(exc).split())[:200]


def _remedy(place: str) -> str:
    server = "请确认 Chroma 服务器正在运行，然后" if is_server(place) else "请"
    return f"{server}运行 policybot check --repair"


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
