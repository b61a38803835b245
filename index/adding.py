"""Files into a library: only what changed is read, only what is new is encoded, and one bad file stops nothing."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from corpus.errors import DocumentError, system_reason
from corpus.load import content_id, find_files, parse, read_bytes
from corpus.passages import passages
from corpus.records import Document, Passage
from index.catalogue import Catalogue, File
from index.encoder import Vectors
from index.errors import EncoderError, LibraryError
from index.library import Library
from index.rebuilding import Notify

GROUP = 400
"""Passages written at a time: one flush of each index costs tens of milliseconds whatever its size, and a kill costs at
most this much encoding again."""


class Outcome(StrEnum):
    """What became of one file. MISSING: it is in the library, but no longer where it was read from."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    MISSING = "missing"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome for one file; `detail` is a sentence where there is something to say (the reason of a failure)."""

    source: str
    outcome: Outcome
    detail: str = ""
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that waits to be stored, with the size and time of its file and its passages."""

    document: Document
    size: int
    modified: int
    passages: tuple[Passage, ...]
    outcome: Outcome = Outcome.ADDED


Report = Callable[[Result], None]


def add(
    library: Library,
    roots: Sequence[Path],
    *,
    prune: bool = False,
    report: Report = lambda result: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    notify: Notify = lambda line: None,
) -> list[Result]:
    """Bring the library up to date with the files below `roots`. Raises LibraryBusy if another process writes.

    A file is reported once it is durable. `progress(done, total)` counts files. Documents whose file has gone from
    below `roots` are reported as MISSING, and taken out (REMOVED) with `prune`.
    """
    results: list[Result] = []

    def tell(result: Result) -> None:
        results.append(result)
        report(result)

    with library.writing(notify):
        files = _files(roots)
        group: list[Ready] = []
        reader = _Reader(library.catalogue)
        for number, path in enumerate(files, 1):
            item = reader.read(path)
            if isinstance(item, Ready):
                group.append(item)
                if sum(len(ready.passages) for ready in group) >= GROUP:
                    reader.settle()
                    _store(library, group, tell)
                    group = []
            elif item is not None:
                tell(item)
            progress(number, len(files))
        reader.settle()
        _store(library, group, tell)
        for result in _missing(library, roots, prune):
            tell(result)
    return results


def remove(library: Library, key: int, notify: Notify = lambda line: None) -> None:
    """Take one document out of the library."""
    with library.writing(notify):
        with library.catalogue.transaction():
            library.catalogue.delete(key)
        library.apply()


def _files(roots: Sequence[Path]) -> list[Path]:
    try:
        return list(find_files(list(roots)))
    except OSError as exc:
        raise LibraryError(f"{exc.filename}：无法读取（{system_reason(exc)}）。请检查文件夹的读取权限") from exc


class _Reader:
    """Reads files against what the catalogue holds, and what was read before in the same run."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._files = catalogue.files()
        self._holders = {file.id: source for source, file in self._files.items()}
        self._touched: dict[int, str] = {}

    def read(self, path: Path) -> Result | Ready | None:
        """What a file asks for; None for one that is gone from a library that holds it, which is reported later."""
        source = os.path.abspath(path)
        try:
            source.encode()
        except UnicodeEncodeError:
            shown = source.encode(errors="backslashreplace").decode()
            return Result(shown, Outcome.FAILED, f"{shown}：文件名不是 UTF-8 编码。请改名后再添加")
        try:
            return self._read(path, source)
        except DocumentError as exc:
            return Result(source, Outcome.FAILED, str(exc))
        except OSError as exc:
            if source in self._files and _gone(source):
                return None
            return Result(
                source, Outcome.FAILED, f"{source}：无法读取（{system_reason(exc)}）。请检查文件是否存在以及读取权限"
            )

    def _read(self, path: Path, source: str) -> Result | Ready:
        stat = path.stat()
        size, modified = stat.st_size, stat.st_mtime_ns
        before = self._files.get(source)
        if before and (before.size, before.modified) == (size, modified):
            return Result(source, Outcome.UNCHANGED)
        data = read_bytes(path)
        identity = content_id(data)
        holder = self._holders.get(identity)
        if holder == source:
            self._touch(source, source, size, modified)
            return Result(source, Outcome.UNCHANGED)
        if holder is not None and before is None:
            if self._still_holds(holder, identity):
                return Result(source, Outcome.UNCHANGED, f"内容与 {holder} 相同，不重复收录")
            if holder in self._files and _gone(holder):
                self._touch(holder, source, size, modified)
                return Result(source, Outcome.UNCHANGED, f"文件由 {holder} 移来，内容不变")
        pieces = _parse(data, source)
        if before and self._holders.get(before.id) == source:
            del self._holders[before.id]
        self._holders[identity] = source
        return Ready(pieces[0], size, modified, pieces[1], Outcome.UPDATED if before else Outcome.ADDED)

    def _touch(self, before: str, source: str, size: int, modified: int) -> None:
        file = self._files.pop(before)
        self._files[source] = File(file.key, file.id, size, modified)
        self._holders[file.id] = source
        self._touched[file.key] = source

    def settle(self) -> None:
        """Record new dates and places of unchanged files: before anything else is stored, which may take their place."""
        if self._touched:
            with self._catalogue.transaction():
                for key, source in self._touched.items():
                    file = self._files[source]
                    self._catalogue.touch(key, source, file.size, file.modified)
            self._touched.clear()

    def _still_holds(self, source: str, identity: str) -> bool:
        """Whether the file that a content was read from has it now; it may come later in this run, changed."""
        known = self._files.get(source)
        try:
            stat = Path(source).stat()
            if known and known.id == identity and (known.size, known.modified) == (stat.st_size, stat.st_mtime_ns):
                return True
            return content_id(read_bytes(Path(source))) == identity
        except FileNotFoundError:
            return False
        except (OSError, DocumentError):
            return not _gone(source)


def _parse(data: bytes, source: str) -> tuple[Document, tuple[Passage, ...]]:
    try:
        document = parse(data, source)
        pieces = passages(document)
    except DocumentError:
        raise
    except Exception as exc:  # a fault of a reader must not keep the other files out
        reason = f"读取时出错（{type(exc).__name__}: {' '.join(str(exc).split())[:200]}）"
        raise DocumentError(source, reason, "请把文件另存为其他格式再试，并反馈此问题") from exc
    if not pieces:
        raise DocumentError(source, "没有可读的正文", "请检查文件内容")
    return document, pieces


def _store(library: Library, group: Sequence[Ready], tell: Report) -> None:
    if not group:
        return
    store(library, group)
    library.apply()
    for ready in group:
        tell(Result(ready.document.source, ready.outcome, passages=len(ready.passages)))


def store(library: Library, group: Sequence[Ready]) -> None:
    """Write documents into the catalogue in one transaction, encoding only texts whose vectors it does not have. The
    indexes follow with `library.apply()`. Raises EncoderError."""
    texts = [embedded_text(ready.document.title, passage) for ready in group for passage in ready.passages]
    digests = [digest(text) for text in texts]
    vectors = _encode(library, texts, digests)
    start = 0
    with library.catalogue.transaction():
        for ready in group:
            part = slice(start, start + len(ready.passages))
            rows = list(zip(ready.passages, digests[part], strict=True))
            library.catalogue.put(ready.document, ready.size, ready.modified, rows, vectors[part])
            start = part.stop


def embedded_text(title: str, passage: Passage) -> str:
    """What the encoder sees of a passage: the innermost heading above it, and its text."""
    heading = passage.path[-1] if passage.path else title
    return passage.text if passage.text.startswith(heading) else f"{heading}\n{passage.text}"


def digest(text: str) -> str:
    """Name of an embedded text in the catalogue: 32 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _encode(library: Library, texts: Sequence[str], digests: Sequence[str]) -> Vectors:
    dimension = library.manifest.dimension
    known = {
        name: np.frombuffer(vector, np.float32)
        for name, vector in library.catalogue.known_vectors(dict.fromkeys(digests)).items()
        if len(vector) == 4 * dimension
    }
    fresh = {name: text for name, text in zip(digests, texts, strict=True) if name not in known}
    if fresh:
        new = library.encoder.encode_passages(list(fresh.values()))
        if new.shape != (len(fresh), dimension):
            raise EncoderError(
                f"编码模型 {library.encoder.name} 给出 {new.shape[-1]} 维向量，{library.folder} 需要 {dimension} 维。"
                "请恢复原来的模型，或换一个文件夹重新 add"
            )
        known.update(zip(fresh, new, strict=True))
    return np.array([known[name] for name in digests], dtype=np.float32).reshape(len(digests), dimension)


def _missing(library: Library, roots: Sequence[Path], prune: bool) -> Iterator[Result]:
    """Documents at or below the given paths whose file is no longer there. Below a folder that is gone itself (a disk
    that is not mounted) nothing counts as missing."""
    names = {os.path.abspath(root) for root in roots}
    folders = {name for name in names if Path(name).is_dir()}
    gone = [
        (source, file.key)
        for source, file in library.catalogue.files().items()
        if (source in names or any(str(above) in folders for above in Path(source).parents)) and _gone(source)
    ]
    if prune and gone:
        with library.catalogue.transaction():
            for _, key in gone:
                library.catalogue.delete(key)
        library.apply()
    for source, _ in gone:
        if prune:
            yield Result(source, Outcome.REMOVED)
        else:
            yield Result(source, Outcome.MISSING, "文件已不在原处；如需从资料库移除，请加 --prune")


def _gone(source: str) -> bool:
    """Whether there is no such file; one that may not be looked at counts as there."""
    try:
        Path(source).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
