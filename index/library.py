"""A library on disk: the catalogue, and the vector and lexical indexes that are derived from it and kept level with it.

The order of every change: catalogue (durable) -> vector store -> lexical store -> "applied" in the catalogue. A crash
anywhere leaves journal lines that the next writer or opening applies again; every step can be repeated without harm.
Chroma can break when it is killed while it flushes, so a store whose last write did not end is examined in a process of
its own before it is used, and made anew from the stored vectors if it fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from filelock import FileLock, Timeout

from corpus.errors import system_reason
from index.catalogue import Catalogue, Change
from index.encoder import BUNDLED, Encoder, Vectors, open_encoder
from index.errors import EncoderError, LibraryBusy, LibraryError, VectorsMissing, VectorStoreError
from index.exact import ExactSearch
from index.lexical import TantivyStore, document_entry, passage_entry
from index.manifest import NAME, Manifest, new_manifest, read_manifest, write_manifest
from index.rebuilding import Notify, examine, rebuild_lexical, rebuild_vectors
from index.stores import LEXICAL, VECTORS, Stores
from index.vectors import VectorStore, is_server

WAIT = 60.0
"""Seconds a second writer waits for the first before it gives up."""

CATALOGUE, LOCK = "catalogue.sqlite", ".lock"
_UNFINISHED = (LOCK, CATALOGUE, f"{CATALOGUE}-wal", f"{CATALOGUE}-shm", f"{NAME}.tmp")
"""What a creation that was cut short may leave in the folder."""


def _silent(_: str) -> None:
    return None


class Library:
    """One library folder, open for reading by any number of threads; `writing()` gives the right to change it."""

    def __init__(self, folder: Path, manifest: Manifest, encoder: Encoder, vectors: str | None) -> None:
        self.folder = folder
        self.manifest = manifest
        self.encoder = encoder
        path = folder / CATALOGUE
        if not path.is_file() or not path.stat().st_size:
            raise LibraryError(f"{path} 不见了，或是空的。请从备份恢复，或换一个文件夹重新 add")
        self.catalogue = Catalogue(folder / CATALOGUE)
        self.exact = ExactSearch(self.catalogue, manifest.dimension)
        self._stores = Stores(folder, self.catalogue)
        self._lock = FileLock(str(folder / LOCK))
        self._base = _base(folder, vectors) or self.catalogue.get_meta(VECTORS).rpartition("/")[0] or VECTORS

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        encoder: str | Encoder | None = None,
        vectors: str | None = None,
        create: bool = False,
        notify: Notify = _silent,
    ) -> Self:
        """Open a library, or make an empty one with `create`.

        `encoder` is a name, a path or an encoder; None means the library's own (the bundled one for a new library).
        `vectors` is the vector store's address, `http://host:port` or a folder; None means where the library has it (a
        folder inside it for a new library). Another address than before moves the vectors there. Raises LibraryError,
        EncoderError or VectorStoreError.
        """
        manifest = read_manifest(folder)
        if manifest is None:
            if not create:
                raise LibraryError(f"{folder} 里还没有资料库。请先运行 policybot --library {folder} add 文件或文件夹")
            manifest = _create(folder, _encoder(encoder or BUNDLED))
        chosen = _encoder(encoder or manifest.encoder)
        if chosen.name != manifest.encoder:
            raise EncoderError(
                f"{folder} 是用编码模型 {manifest.encoder} 建的，不能用 {chosen.name} 打开。"
                f"请去掉 --encoder，或换一个文件夹用 {chosen.name} 重新 add"
            )
        library = cls(folder, manifest, chosen, vectors)
        try:
            library._level_if_free(notify)
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Let go of files and connections. No thread may be using the library."""
        self._stores.close()
        self.catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- the derived stores --------------------------------------------------------------------------------------

    @property
    def address(self) -> str:
        """Where the vector store lives: a server's address, or the folder that holds one folder a generation."""
        return self._stores.place(self._base)

    @property
    def vectors(self) -> VectorStore:
        """The vector store that the catalogue points to, as of the first use or the last `refresh`."""
        if store := self._stores.open_vectors:
            return store
        with self._flushing():
            if not self.catalogue.get_meta("applying"):
                return self._stores.hold_vectors()
        with self.writing():  # its writer was killed: now it is mended
            return self._stores.hold_vectors()

    @property
    def lexical(self) -> TantivyStore:
        return self._stores.lexical

    def refresh(self) -> bool:
        """See what another process has written since the last call; True if anything has changed. Cheap if not."""
        return self._stores.refresh()

    # -- writing -------------------------------------------------------------------------------------------------

    @contextmanager
    def locked(self, notify: Notify = _silent, wait: float = WAIT) -> Iterator[None]:
        """Hold the library's lock. Raises LibraryBusy after `wait` seconds, LibraryError for a folder without rights."""
        try:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                notify(f"另一个进程正在写入 {self.folder}，等待中（最多 {wait:.0f} 秒）")
                self._lock.acquire(timeout=wait)
        except Timeout as exc:
            raise LibraryBusy(f"另一个进程正在写入 {self.folder}，已等待 {wait:.0f} 秒。请等它结束后再试") from exc
        except OSError as exc:
            raise LibraryError(f"无法写入 {self.folder}（{system_reason(exc)}）。请检查文件夹的权限") from exc
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def writing(self, notify: Notify = _silent, wait: float = WAIT) -> Iterator[None]:
        """Hold the library's lock, with both indexes level on entry. Raises what `locked` and `level` raise."""
        with self.locked(notify, wait):
            self._stores.sweep()
            self.level(notify)
            yield

    @contextmanager
    def _flushing(self) -> Iterator[None]:
        try:
            self._stores.flushing.acquire(timeout=WAIT)
        except Timeout as exc:
            raise LibraryBusy(f"另一个进程正在更新 {self.folder} 的向量索引。请稍后再试") from exc
        try:
            yield
        finally:
            self._stores.flushing.release()

    def _level_if_free(self, notify: Notify) -> None:
        if self._is_level():
            return
        try:
            with self._lock.acquire(timeout=0):
                self.level(notify)
        except Timeout:  # a writer is at work and will level it
            if not self.catalogue.get_meta(VECTORS):  # it is making the library
                with self.locked(notify):
                    self.level(notify)

    def _is_level(self) -> bool:
        state = self.catalogue.meta()
        return (
            not state.get("applying")
            and state.get("applied", "0") == str(self.catalogue.last_key("journal"))
            and self._stands(state.get(LEXICAL, ""))
            and self._stands(state.get(VECTORS, ""))
            and state[VECTORS].rpartition("/")[0] == self._base
        )

    def _stands(self, place: str) -> bool:
        """Whether there is an index at a place; a server is not asked."""
        return bool(place) and (is_server(place) or Path(self._stores.place(place)).is_dir())

    def level(self, notify: Notify = _silent) -> None:
        """Bring both indexes level with the catalogue. Called with the lock held."""
        if not self._stands(self.catalogue.get_meta(LEXICAL)):
            rebuild_lexical(self._stores, notify)
        if not self._vectors_usable(notify):
            self.rebuild_vectors(notify)
        self.apply()

    def _vectors_usable(self, notify: Notify) -> bool:
        place = self.catalogue.get_meta(VECTORS)
        if not self._stands(place) or place.rpartition("/")[0] != self._base:
            return False
        interrupted = bool(self.catalogue.get_meta("applying"))
        self._stores.renew_vectors(always=interrupted or is_server(place))
        if is_server(place):
            try:
                self._stores.hold_vectors()
            except VectorsMissing:
                return False
        if interrupted:
            notify("上次写入没有正常结束，正在检查向量索引")
            return not examine(self._stores, VECTORS)
        return True

    def rebuild_vectors(self, notify: Notify = _silent) -> None:
        """Make the vector index anew from the stored vectors. Called with the lock held."""
        rebuild_vectors(self._stores, self.manifest, self._base, notify)

    def rebuild_lexical(self, notify: Notify = _silent) -> None:
        """Make the lexical index anew from the catalogue. Called with the lock held."""
        rebuild_lexical(self._stores, notify)

    def examine(self) -> list[str]:
        """Faults of both indexes. Called with the lock held."""
        return [*examine(self._stores, VECTORS), *examine(self._stores, LEXICAL)]

    def sweep(self) -> int:
        """Remove indexes that are not used any more; returns how many. Called with the lock held."""
        return self._stores.sweep()

    def apply(self) -> None:
        """Apply the journal lines that the indexes have not seen. Called with the lock held."""
        changes = self.catalogue.changes()
        if not changes:
            if self.catalogue.get_meta("applying"):
                self.catalogue.set_meta(applying="")
            return
        with self._flushing():
            store = self._stores.hold_vectors()
            self.catalogue.set_meta(applying=str(changes[-1].seq))
            added = _keys(changes, "add")
            keys, vectors = self.catalogue.vectors(added, self.manifest.dimension)
            _upsert_new(store, keys, vectors)
            store.delete(_keys(changes, "remove"))
            self._apply_lexical(added, sorted({change.document for change in changes}))
            self._stores.mark_applied(changes[-1].seq)

    def _apply_lexical(self, added: list[int], touched: list[int]) -> None:
        documents = {key: document for key in touched if (document := self.catalogue.document(key))}
        self.lexical.replace(
            touched,
            [
                passage_entry(stored, documents[stored.document].title)
                for stored in self.catalogue.passages(added).values()
            ],
            [document_entry(key, document) for key, document in documents.items()],
        )


def _upsert_new(store: VectorStore, keys: list[int], vectors: Vectors) -> None:
    """Write the vectors that the store does not hold as they are. Writing one again, after a rebuild or a crash, is not
    harmless: an HNSW graph updates a node in place, and about one such write in a thousand left a node that no query
    reached any more."""
    held = store.get(keys)
    new = [at for at, key in enumerate(keys) if key not in held or not np.allclose(held[key], vectors[at], atol=1e-5)]
    store.upsert([keys[at] for at in new], vectors[new])


def _keys(changes: list[Change], op: str) -> list[int]:
    return [key for change in changes if change.op == op for key in range(change.first, change.last + 1)]


def _encoder(encoder: str | Encoder) -> Encoder:
    return open_encoder(encoder) if isinstance(encoder, str) else encoder


def _base(folder: Path, address: str | None) -> str | None:
    """The stored form of an address: a server's as it is, the folder inside the library relative, others absolute."""
    if address is None:
        return None
    if is_server(address):
        return address.rstrip("/")
    if "://" in address:
        raise VectorStoreError(f"向量库地址 {address} 不对。请写一个文件夹，或 Chroma 服务器的 http://host:port")
    path = Path(address).expanduser().resolve()
    return VECTORS if path == (folder / VECTORS).resolve() else str(path)


def _create(folder: Path, encoder: Encoder) -> Manifest:
    """Make an empty library. The manifest is written last: where it stands, the catalogue does too."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(str(folder / LOCK), timeout=WAIT):
            existing = read_manifest(folder)
            if existing is not None:
                return existing
            if any(entry.name not in _UNFINISHED for entry in folder.iterdir()):
                raise LibraryError(f"{folder} 不是空文件夹，也不是资料库。请指定一个空的或新的文件夹")
            manifest = new_manifest(encoder.name, encoder.dimension)
            Catalogue(folder / CATALOGUE).close()
            write_manifest(folder, manifest)
            return manifest
    except Timeout as exc:
        raise LibraryBusy(f"另一个进程正在建立 {folder}。请稍后再试") from exc
    except OSError as exc:
        raise LibraryError(f"无法建立文件夹 {folder}（{system_reason(exc)}）。请换一个位置或检查权限") from exc
