"""The derived indexes as this process has them open: those that the catalogue points to, and newer ones when it moves.

Chroma never sees what another process has written to a folder since it was loaded, and a folder that is read while it is
flushed, or after its writer was killed, can crash the reader. So a folder is opened only while nobody applies changes to
it (`flushing`), opened again once another process has, and never used after a writer died in the middle.
"""

import threading
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from index.catalogue import Catalogue
from index.errors import VectorStoreError
from index.lexical import TantivyStore
from index.vectors import ChromaStore, delete_chroma, is_server, open_chroma

VECTORS, LEXICAL = "vectors", "lexical"


class Stores:
    """The vector store and the lexical store of one library, shared by the threads of a process.

    Locks are taken in this order: the library's, `flushing`, the guard.
    """

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.flushing = FileLock(str(folder / ".flushing"))
        self._guard = threading.RLock()
        self._vectors: tuple[str, ChromaStore] | None = None
        self._lexical: tuple[str, TantivyStore] | None = None
        self._seen: str | None = None

    def place(self, place: str) -> str:
        """Absolute form of a place; those inside the library are stored relative to it."""
        return place if is_server(place) else str(self.folder.absolute() / place)

    # -- the vector store ----------------------------------------------------------------------------------------

    @property
    def open_vectors(self) -> ChromaStore | None:
        """The vector store, if it is open."""
        held = self._vectors
        return held[1] if held else None

    def hold_vectors(self) -> ChromaStore:
        """The vector store, opened if it is not. Called with `flushing` held, or as the only writer."""
        with self._guard:
            if self._vectors is None:
                state = self.catalogue.meta()
                self._vectors = (_mark(state), open_chroma(self.place(state.get(VECTORS, ""))))
            return self._vectors[1]

    def renew_vectors(self, *, always: bool = False) -> None:
        """Let go of the vector store if another process has written to it since it was opened, or `always`."""
        with self._guard:
            if self._vectors is not None and (always or self._vectors[0] != _mark(self.catalogue.meta())):
                self._vectors = None

    def mark_applied(self, seq: int) -> None:
        """Both stores have reached line `seq` of the journal, the vector store as it is open here."""
        with self._guard:
            self.catalogue.mark_applied(seq)
            if self._vectors is not None:
                self._vectors = (_mark(self.catalogue.meta()), self._vectors[1])

    def switch_vectors(self, place: str, store: ChromaStore) -> None:
        """Point to a new vector store. The old one stays for those who still read it until the next writer."""
        with self._guard:
            self.catalogue.point(VECTORS, place)
            self.catalogue.set_meta(applying="")
            self._vectors = (_mark(self.catalogue.meta()), store)

    # -- the lexical store ---------------------------------------------------------------------------------------

    @property
    def lexical(self) -> TantivyStore:
        with self._guard:
            if self._lexical is None:
                place = self.catalogue.get_meta(LEXICAL)
                self._lexical = (place, TantivyStore(self.folder / place))
            return self._lexical[1]

    def switch_lexical(self, place: str, store: TantivyStore) -> None:
        """Point to a new lexical store."""
        with self._guard:
            self.catalogue.point(LEXICAL, place)
            self._lexical = (place, store)

    # -- both ----------------------------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """See what has been written since the last call; True if anything has changed. While another process applies
        changes to the vector store, the one that is open here goes on as it is."""
        with self._guard:
            state = self.catalogue.meta()
            if state.get("version") == self._seen:
                return False
            if self._lexical is not None:
                if self._lexical[0] == state.get(LEXICAL):
                    self._lexical[1].reload()
                else:
                    self._lexical = None
            stale = self._vectors is not None and self._vectors[0] != _mark(state)
        if not stale or self._reopen_vectors():
            self._seen = state.get("version")
        return True

    def _reopen_vectors(self) -> bool:
        try:
            with self.flushing.acquire(timeout=0):
                state = self.catalogue.meta()
                if state.get("applying"):  # its writer was killed: the next writer examines it
                    return False
                newer = (_mark(state), open_chroma(self.place(state[VECTORS])))
        except Timeout:
            return False
        with self._guard:
            self._vectors = newer
        return True

    def sweep(self) -> int:
        """Remove stores that are not used any more, best effort; returns how many. Called with the lock held."""
        removed = 0
        for place in self.catalogue.retired():
            try:
                delete_chroma(self.place(place))
            except VectorStoreError:  # its server cannot be reached now
                continue
            self.catalogue.forget_retired(place)
            removed += 1
        return removed

    def close(self) -> None:
        with self._guard:
            if self._vectors is not None:
                self._vectors[1].close()
            self._vectors = self._lexical = None


def _mark(state: Mapping[str, str]) -> str:
    """What a vector store that is opened now will show: a server always shows its latest state."""
    place = state.get(VECTORS, "")
    return place if is_server(place) else f"{place} {state.get('applied', '')}"
