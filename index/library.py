"""A library on disk: the catalogue, and the vector and lexical indexes that are derived from it and kept level with it.

The order of every change: catalogue (durable) -> vector store -> lexical store -> "applied" in the catalogue. A crash
anywhere leaves journal lines that the next opening applies again; every step can be repeated without harm. Chroma can
break when it is killed while it flushes, so a store whose last write did not end is examined in a process of its own
before it is used, and made anew from the stored vectors if it fails.
"""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from corpus.records import Document
from index.catalogue import Catalogue, Change, StoredPassage
from index.encoder import BUNDLED, Encoder, open_encoder
from index.errors import EncoderError, LibraryBusy, LibraryError, VectorStoreError
from index.lexical import BIGRAM, WORD, LexicalEntry, TantivyStore
from index.manifest import Manifest, new_manifest, read_manifest, write_manifest
from index.tokens import bigrams, words
from index.vectors import VectorStore, is_server, open_chroma

WAIT = 60.0
"""Seconds a second writer waits for the first before it gives up."""

Notify = Callable[[str], None]


def _silent(_: str) -> None:
    return None


class Library:
    """One library folder, open for reading; `writing()` gives the right to change it."""

    def __init__(self, folder: Path, manifest: Manifest, encoder: Encoder, vectors_address: str | None) -> None:
        self.folder = folder
        self.manifest = manifest
        self.encoder = encoder
        self.catalogue = Catalogue(folder / "catalogue.sqlite")
        self._address = vectors_address
        self._lock = FileLock(str(folder / ".lock"))
        self._guard = threading.RLock()
        self._vectors: tuple[str, VectorStore] | None = None
        self._lexical: tuple[str, TantivyStore] | None = None
        self._seen = -1

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        encoder: str | None = None,
        vectors: str | None = None,
        create: bool = False,
        notify: Notify = _silent,
    ) -> Self:
        """Open a library, or make an empty one with `create`.

        `encoder` is a name or path; None means the library's own (the bundled one for a new library). `vectors` is the
        vector store's address, `http://host:port` or a folder; None means a folder inside the library. Raises
        LibraryError, EncoderError or VectorStoreError.
        """
        manifest = read_manifest(folder)
        if manifest is None:
            if not create:
                raise LibraryError(f"{folder} 里还没有资料库。请先运行 policybot --library {folder} add 文件或文件夹")
            manifest = cls._create(folder, encoder or BUNDLED)
        chosen = open_encoder(encoder or manifest.encoder)
        if chosen.name != manifest.encoder:
            raise EncoderError(
                f"{folder} 是用编码模型 {manifest.encoder} 建的，不能用 {chosen.name} 打开。"
                f"请去掉 --encoder，或换一个文件夹用 {chosen.name} 重新 add"
            )
        library = cls(folder, manifest, chosen, vectors)
        library._level_if_free(notify)
        return library

    @staticmethod
    def _create(folder: Path, encoder: str) -> Manifest:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise LibraryError(f"无法建立文件夹 {folder}（{exc.strerror}）。请换一个位置或检查权限") from exc
        if any(entry.name not in (".lock", "catalogue.sqlite") for entry in folder.iterdir()):
            raise LibraryError(f"{folder} 不是空文件夹，也不是资料库。请指定一个空的或新的文件夹")
        with FileLock(str(folder / ".lock"), timeout=WAIT):
            existing = read_manifest(folder)
            if existing is not None:
                return existing
            model = open_encoder(encoder)
            manifest = new_manifest(model.name, model.dimension)
            write_manifest(folder, manifest)
            return manifest

    def close(self) -> None:
        with self._guard:
            for store in (self._vectors, self._lexical):
                if store is not None:
                    store[1].close()
            self._vectors = self._lexical = None
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
        return self._address or str(self.folder / "vectors")

    @property
    def vectors(self) -> VectorStore:
        """The vector store of the generation that the catalogue points to."""
        with self._guard:
            name = self.catalogue.get_meta("vectors_name")
            if self._vectors is None or self._vectors[0] != name:
                if self._vectors is not None:
                    self._vectors[1].close()
                self._vectors = (name, self._open_vectors(name))
            return self._vectors[1]

    def _open_vectors(self, name: str) -> VectorStore:
        address = self.address if is_server(self.address) else str(Path(self.address) / name)
        return open_chroma(address, name)

    @property
    def lexical(self) -> TantivyStore:
        with self._guard:
            name = self.catalogue.get_meta("lexical_name")
            if self._lexical is None or self._lexical[0] != name:
                self._lexical = (name, TantivyStore(self.folder / "lexical" / name))
            return self._lexical[1]

    def refresh(self) -> bool:
        """See what another process has written since the last call; True if anything has changed."""
        version = self.catalogue.data_version()
        if version == self._seen:
            return False
        self._seen = version
        if self._lexical is not None:
            self.lexical.reload()
        return True

    # -- writing -------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self, notify: Notify = _silent, wait: float = WAIT) -> Iterator[None]:
        """Hold the library's lock; the indexes are level on entry. Raises LibraryBusy after `wait` seconds."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            notify(f"另一个进程正在写入 {self.folder}，等待中（最多 {wait:.0f} 秒）")
            try:
                self._lock.acquire(timeout=wait)
            except Timeout as exc:
                raise LibraryBusy(f"另一个进程正在写入 {self.folder}，已等待 {wait:.0f} 秒。请等它结束后再试") from exc
        try:
            self.level(notify)
            yield
        finally:
            self._lock.release()

    def _level_if_free(self, notify: Notify) -> None:
        if self._is_level():
            return
        try:
            with self._lock.acquire(timeout=0):
                self.level(notify)
        except Timeout:  # a writer is at work and will level it
            return

    def _is_level(self) -> bool:
        meta = self.catalogue.get_meta
        return (
            meta("vectors_address") == self.address
            and meta("applied") == str(self.catalogue.last_change())
            and meta("applying") == ""
            and (self.folder / "lexical" / meta("lexical_name")).is_dir()
            and (is_server(self.address) or (Path(self.address) / meta("vectors_name")).is_dir())
        )

    def level(self, notify: Notify = _silent) -> None:
        """Bring both indexes level with the catalogue. Called with the lock held."""
        meta = self.catalogue.get_meta
        lexical = self.folder / "lexical" / meta("lexical_name")
        if not meta("lexical_name") or not lexical.is_dir():
            self.rebuild_lexical(notify)
        moved = meta("vectors_address") != self.address
        gone = not is_server(self.address) and not (Path(self.address) / meta("vectors_name")).is_dir()
        if moved or gone or (meta("applying") and not self.examine_vectors(notify)):
            self.rebuild_vectors(notify)
        self.apply()

    def apply(self) -> None:
        """Apply the journal lines that the indexes have not seen. Called with the lock held."""
        applied = int(self.catalogue.get_meta("applied", "0"))
        changes = self.catalogue.changes(applied)
        if not changes:
            if self.catalogue.get_meta("applying"):
                self.catalogue.set_meta(applying="")
            return
        last = changes[-1].seq
        self.catalogue.set_meta(applying=str(last))
        added = self._apply_vectors(changes)
        self._apply_lexical(changes, added)
        with self.catalogue.transaction() as connection:
            connection.execute("insert or replace into meta values ('applied', ?), ('applying', '')", (str(last),))
            self.catalogue.forget_changes(last)

    def _apply_vectors(self, changes: Sequence[Change]) -> list[StoredPassage]:
        """Apply to the vector store; returns the passages that the changes added and that still stand."""
        removed = [key for change in changes if change.op == "remove" for key in range(change.first, change.last + 1)]
        added = [key for change in changes if change.op == "add" for key in range(change.first, change.last + 1)]
        store = self.vectors
        if removed:
            store.delete(removed)
        keys, vectors = self.catalogue.vectors(added, self.manifest.dimension)
        if keys:
            store.upsert(keys, vectors)
        return list(self.catalogue.passages(keys).values())

    def _apply_lexical(self, changes: Sequence[Change], added: Sequence[StoredPassage]) -> None:
        touched = sorted({change.document for change in changes})
        wholes = self.catalogue.metadata(touched)
        titles = {key: entry.metadata.title for key, entry in wholes.items()}
        documents = {key: self.catalogue.document(key) for key in titles}
        self.lexical.replace(
            touched,
            [passage_entry(stored, titles[stored.document]) for stored in added],
            [document_entry(key, document) for key, document in documents.items() if document is not None],
        )

    # -- rebuilding ----------------------------------------------------------------------------------------------

    def rebuild_vectors(self, notify: Notify = _silent) -> None:
        """Make the vector index anew from the stored vectors, examine it, and switch to it. With the lock held."""
        documents, total = self.catalogue.counts()
        if total:
            notify(f"正在用已存的向量重建向量索引（{documents} 份文件，{total} 个段落）")
        old_address, old_name = self.catalogue.get_meta("vectors_address"), self.catalogue.get_meta("vectors_name")
        seq = self.catalogue.last_change()
        name = self._next_name("vectors_serial", f"policybot-{self.manifest.library}")
        store = self._open_vectors(name)
        keys = self.catalogue.passage_keys()
        for start in range(0, len(keys), 1000):
            found, vectors = self.catalogue.vectors(keys[start : start + 1000], self.manifest.dimension)
            store.upsert(found, vectors)
        if store.keys() != set(keys):
            raise VectorStoreError(
                f"重建后的向量索引不完整（{self.address}）。请检查磁盘空间后运行 policybot check --repair"
            )
        applied = min(seq, int(self.catalogue.get_meta("applied", "0")))
        self.catalogue.set_meta(vectors_name=name, vectors_address=self.address, applying="", applied=str(applied))
        if self._vectors is not None:
            self._vectors[1].close()
        self._vectors = (name, store)
        self._discard_vectors(old_address, old_name)

    def _discard_vectors(self, address: str, name: str) -> None:
        """Best effort: what is left over costs disk only."""
        if not name:
            return
        if is_server(address):
            try:
                open_chroma(address, name).drop()
            except VectorStoreError:
                return
        else:
            shutil.rmtree(Path(address) / name, ignore_errors=True)

    def rebuild_lexical(self, notify: Notify = _silent) -> None:
        """Make the lexical index anew from the catalogue and switch to it. With the lock held."""
        entries = self.catalogue.entries()
        if entries:
            notify(f"正在重建全文索引（{len(entries)} 份文件）")
        old = self.catalogue.get_meta("lexical_name")
        name = self._next_name("lexical_serial", "lexical")
        store = TantivyStore(self.folder / "lexical" / name)
        for start in range(0, len(entries), 200):
            part = entries[start : start + 200]
            passages = [
                passage_entry(stored, entry.metadata.title)
                for entry in part
                for stored in self.catalogue.passages_of(entry.key)
            ]
            wholes = [
                document_entry(entry.key, document)
                for entry in part
                if (document := self.catalogue.document(entry.key))
            ]
            store.replace([], passages, wholes)
        self.catalogue.set_meta(lexical_name=name)
        self._lexical = (name, store)
        if old:
            shutil.rmtree(self.folder / "lexical" / old, ignore_errors=True)

    def _next_name(self, counter: str, prefix: str) -> str:
        serial = int(self.catalogue.get_meta(counter, "0")) + 1
        self.catalogue.set_meta(**{counter: str(serial)})
        return f"{prefix}-{serial}"

    def examine_vectors(self, notify: Notify = _silent) -> bool:
        """Whether the vector index holds every applied vector and finds it, asked in a process of its own, since a
        broken Chroma folder can end the process that reads it."""
        notify("上次写入没有正常结束，正在检查向量索引")
        name = self.catalogue.get_meta("vectors_name")
        address = self.address if is_server(self.address) else str(Path(self.address) / name)
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "index.examine",
                str(self.catalogue.path),
                address,
                name,
                str(self.manifest.dimension),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        try:
            return done.returncode == 0 and bool(json.loads(done.stdout.splitlines()[-1])["healthy"])
        except (IndexError, ValueError, KeyError):
            return False


def passage_entry(stored: StoredPassage, title: str) -> LexicalEntry:
    """What the lexical index holds of a passage: its text, and the title and headings above it."""
    heading = " ".join((title, *stored.passage.path))
    return LexicalEntry(stored.key, stored.document, _forms(stored.passage.text), _forms(heading))


def document_entry(key: int, document: Document) -> LexicalEntry:
    """What the lexical index holds of a whole document: its body, and its title, number and issuer."""
    meta = document.metadata
    heading = " ".join(part for part in (meta.title, meta.number, meta.issuer) if part)
    return LexicalEntry(key, key, _forms(document.text[document.body :]), _forms(heading))


def _forms(text: str) -> dict[str, str]:
    return {BIGRAM: " ".join(bigrams(text)), WORD: " ".join(words(text))}
