"""Files into a library: only what changed is read, only what is new is encoded, and one bad file stops nothing."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from corpus.errors import DocumentError
from corpus.load import content_id, find_files, parse, read_bytes
from corpus.passages import passages
from corpus.records import Document, Passage
from index.encoder import Vectors
from index.library import Library, Notify

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
class _Ready:
    document: Document
    size: int
    modified: int
    passages: tuple[Passage, ...]
    known: bool


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
        files = list(find_files(list(roots)))
        group: list[_Ready] = []
        for number, item in enumerate(_read(library, files), 1):
            if isinstance(item, Result):
                tell(item)
            else:
                group.append(item)
                if sum(len(ready.passages) for ready in group) >= GROUP:
                    _store(library, group, tell)
                    group = []
            progress(number, len(files))
        _store(library, group, tell)
        for result in _missing(library, roots, files, prune):
            tell(result)
    return results


def remove(library: Library, key: int, notify: Notify = lambda line: None) -> None:
    """Take one document out of the library."""
    with library.writing(notify):
        with library.catalogue.transaction():
            library.catalogue.delete(key)
        library.apply()


def _read(library: Library, files: Iterable[Path]) -> Iterator[Result | _Ready]:
    known = library.catalogue.files()
    by_id = {identity: source for source, (_, identity, _, _) in known.items()}
    for path in files:
        source = os.path.abspath(path)
        try:
            stat = path.stat()
            before = known.get(source)
            if before and before[2:] == (stat.st_size, stat.st_mtime_ns):
                yield Result(source, Outcome.UNCHANGED)
                continue
            data = read_bytes(path)
            identity = content_id(data)
            if identity in by_id:
                yield _same_content(library, source, by_id[identity], known, stat.st_size, stat.st_mtime_ns)
                continue
            document = parse(data, source)
            pieces = passages(document)
            if not pieces:
                raise DocumentError(source, "没有可读的正文", "请检查文件内容")
        except DocumentError as exc:
            yield Result(source, Outcome.FAILED, str(exc))
            continue
        except OSError as exc:
            yield Result(
                source, Outcome.FAILED, f"{source}：无法读取（{exc.strerror}）。请检查文件是否存在以及读取权限"
            )
            continue
        by_id[identity] = source
        yield _Ready(document, stat.st_size, stat.st_mtime_ns, pieces, before is not None)


def _same_content(
    library: Library, source: str, other: str, known: dict[str, tuple[int, str, int, int]], size: int, modified: int
) -> Result:
    """A file whose content the library holds: its own with a new date, one that was moved, or a second copy."""
    moved = other not in known or other == source or not Path(other).exists()
    if moved and other in known:
        with library.catalogue.transaction():
            library.catalogue.touch(known[other][0], source, size, modified)
        return Result(source, Outcome.UNCHANGED, "" if other == source else f"文件由 {other} 移来，内容不变")
    return Result(source, Outcome.UNCHANGED, f"内容与 {other} 相同，不重复收录")


def _store(library: Library, group: Sequence[_Ready], tell: Report) -> None:
    if not group:
        return
    texts = [embedded_text(ready.document.title, passage) for ready in group for passage in ready.passages]
    digests = [hashlib.sha256(text.encode()).hexdigest()[:32] for text in texts]
    vectors = _encode(library, texts, digests)
    catalogue, start = library.catalogue, 0
    with catalogue.transaction():
        for ready in group:
            part = slice(start, start + len(ready.passages))
            rows = list(zip(ready.passages, digests[part], strict=True))
            catalogue.put(ready.document, ready.size, ready.modified, rows, vectors[part])
            start = part.stop
    library.apply()
    for ready in group:
        outcome = Outcome.UPDATED if ready.known else Outcome.ADDED
        tell(Result(ready.document.source, outcome, passages=len(ready.passages)))


def embedded_text(title: str, passage: Passage) -> str:
    """What the encoder sees of a passage: the innermost heading above it, and its text."""
    heading = passage.path[-1] if passage.path else title
    return passage.text if passage.text.startswith(heading) else f"{heading}\n{passage.text}"


def _encode(library: Library, texts: Sequence[str], digests: Sequence[str]) -> Vectors:
    known = library.catalogue.known_vectors(list(dict.fromkeys(digests)))
    fresh = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
    new = dict(zip(fresh, library.encoder.encode_passages(list(fresh.values())), strict=True)) if fresh else {}
    rows = [np.frombuffer(known[digest], np.float32) if digest in known else new[digest] for digest in digests]
    return np.stack(rows)


def _missing(library: Library, roots: Sequence[Path], files: Sequence[Path], prune: bool) -> Iterator[Result]:
    """Documents below the given folders whose file is no longer there."""
    present = {os.path.abspath(path) for path in files}
    folders = [Path(os.path.abspath(root)) for root in roots if root.is_dir()]
    gone = [
        (source, key)
        for source, (key, *_) in library.catalogue.files().items()
        if source not in present and not Path(source).exists() and any(f in Path(source).parents for f in folders)
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
