"""Files into a library: only what changed is read, only what is new is encoded, and one bad file stops nothing."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Self

from corpus.benefit_files import beside, read_reviewed
from corpus.errors import DocumentError, system_reason
from corpus.isolated import IsolatedReader
from corpus.load import PLAIN, Loaded, content_id, fault, find_files, nothing, read, read_bytes
from corpus.versions import LinkKind
from index import corrections
from index.audit import Act
from index.catalogue import Catalogue, File
from index.errors import LibraryError
from index.library import Library
from index.outcomes import Outcome, Ready, Result
from index.rebuilding import Notify
from index.relations import WORDS, Linked, links
from index.storing import noted, store

GROUP = 400
"""Passages written at a time: one flush of each index costs tens of milliseconds whatever its size, and a kill costs at
most this much encoding again."""


SHORT = 100_000
"""Bytes of a plain text that is read without a process of its own: whatever stands in it, that takes under a second."""

NAMED = 3
"""Copies and versions of one file that are named when it is added."""


Report = Callable[[Result], None]


def add(
    library: Library,
    roots: Sequence[Path],
    *,
    prune: bool = False,
    again: bool = False,
    by: str = "",
    report: Report = lambda result: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    notify: Notify = lambda line: None,
) -> list[Result]:
    """Bring the library up to date with the files below `roots`. Raises LibraryBusy if another process writes.

    `by` is who adds them, for the audit. A file is reported once it is durable. `progress(done, total)` counts files. Documents
    whose file has gone from below `roots` are reported as MISSING, and taken out (REMOVED) with `prune`. With `again` files that
    have not changed are read again too.
    """
    results: list[Result] = []

    def tell(result: Result) -> None:
        results.append(result)
        report(result)

    with library.writing(notify), ExitStack() as stack:
        files = _files(roots)
        group: list[Ready] = []
        reader = stack.enter_context(_Reader(library.catalogue, again))
        for number, path in enumerate(files, 1):
            item = reader.read(path)
            if isinstance(item, Ready):
                group.append(item)
                if sum(ready.passages for ready in group) >= GROUP:
                    reader.settle()
                    _store(library, group, by, tell)
                    group = []
            elif item is not None:
                tell(item)
            progress(number, len(files))
        reader.settle()
        _store(library, group, by, tell)
        library.apply()
        for result in _missing(library, roots, prune, by):
            tell(result)
    return results


def remove(library: Library, key: int, notify: Notify = lambda line: None, *, by: str = "") -> None:
    """Take one document out of the library; with the last one of a file, the file and its copies are forgotten. `by` is who does
    it, for the audit."""
    with library.writing(notify):
        catalogue = library.catalogue
        with catalogue.transaction():
            entry = catalogue.metadata([key]).get(key)
            catalogue.delete(key)
            if entry:
                noted(catalogue, by, Act.REMOVED, entry)
                corrections.forget(catalogue, entry.source, entry.member)
            if entry and not catalogue.documents_of(entry.source):
                catalogue.forget_files(entry.source)
        library.apply()


def _files(roots: Sequence[Path]) -> list[Path]:
    try:
        return list(find_files(list(roots)))
    except OSError as exc:
        raise LibraryError(f"{exc.filename}：无法读取（{system_reason(exc)}）。请检查文件夹的读取权限") from exc


class _Reader:
    """Reads files against what the catalogue holds, and what was read before in the same run."""

    def __init__(self, catalogue: Catalogue, again: bool) -> None:
        self._catalogue = catalogue
        self._again = again
        self._files = catalogue.files()
        self._holders: dict[str, str] = {}
        for source, file in self._files.items():
            self._holders.setdefault(file.id, source)
        self._changes: list[Callable[[], None]] = []
        self._isolated = IsolatedReader()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._isolated.close()

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
        before = self._files.get(source)
        reviewed = _mark(beside(path))
        unchanged = before and (before.size, before.modified, before.beside) == (
            stat.st_size,
            stat.st_mtime_ns,
            reviewed,
        )
        if unchanged and not self._again:
            return Result(source, Outcome.UNCHANGED)
        data = read_bytes(path)
        file = File(source, content_id(data), stat.st_size, stat.st_mtime_ns, reviewed)
        same = before is not None and (before.id, before.beside) == (file.id, file.beside)
        if same and not self._again:
            return self._settled(file, "")
        holder = self._holders.get(file.id)
        if holder is not None and holder != source:
            if self._still_holds(holder, file.id):
                return self._settled(file, f"内容与 {holder} 相同，不重复收录", drop=before is not None)
            if before is None and holder in self._files and _gone(holder) and not self._reviews_differ(holder, file):
                return self._settled(file, f"文件由 {holder} 移来，内容不变", moved=holder)
        loaded = _parse(data, source, self._isolated)
        if reviewed:
            loaded, file = _reviewed(loaded, path, file)
        if before and self._holders.get(before.id) == source:
            del self._holders[before.id]
        self._holders[file.id] = source
        outcome = Outcome.REREAD if same else Outcome.UPDATED if before else Outcome.ADDED
        return Ready(file, loaded.items, outcome, loaded.errors, loaded.notes)

    def _reviews_differ(self, holder: str, file: File) -> bool:
        return self._files[holder].beside != file.beside

    def _settled(self, file: File, detail: str, *, drop: bool = False, moved: str = "") -> Result:
        """Note that a file needs no reading; with `drop` its own documents go, with `moved` it takes over another's."""
        if moved:
            del self._files[moved]
            self._changes.append(lambda: self._catalogue.move_file(moved, file))
            self._holders[file.id] = file.source
        elif drop:
            self._changes.append(lambda: self._catalogue.delete_file(file.source))
            self._changes.append(lambda: corrections.forget(self._catalogue, file.source))
            self._changes.append(lambda: self._catalogue.put_file(file))
        else:
            self._changes.append(lambda: self._catalogue.put_file(file))
        self._files[file.source] = file
        return Result(file.source, Outcome.UNCHANGED, detail)

    def settle(self) -> None:
        """Record new dates and places of unchanged files: before anything else is stored, which may take their place."""
        if self._changes:
            with self._catalogue.transaction():
                for change in self._changes:
                    change()
            self._changes.clear()

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


def _parse(data: bytes, source: str, isolated: IsolatedReader) -> Loaded:
    """What a file gives, texts without passages left out. A short plain text is read here, everything else apart."""
    try:
        plain = Path(source).suffix.lower() in PLAIN and len(data) <= SHORT
        loaded = read(data, source) if plain else isolated.read(data, source)
    except DocumentError:
        raise
    except Exception as exc:  # a fault of a reader must not keep the other files out
        raise fault(source, exc) from exc
    loaded = replace(loaded, items=tuple(item for item in loaded.items if item.passages))
    if not loaded.items and not loaded.errors:
        raise nothing(source)
    return loaded


def _mark(path: Path) -> str:
    """What stands for a file of reviewed benefits as it is now; "" for none."""
    try:
        stat = path.stat()
    except OSError:
        return ""
    return f"{stat.st_size}-{stat.st_mtime_ns}"


def _reviewed(loaded: Loaded, path: Path, file: File) -> tuple[Loaded, File]:
    """What a file gives with the reviewed benefits beside it. Where they cannot be used, those that were extracted stay, the
    fault is reported, and the file is read again the next time."""
    try:
        found = {each.document: each.benefits for each in read_reviewed(beside(path), loaded.documents)}
    except DocumentError as exc:
        return replace(loaded, errors=(*loaded.errors, exc)), replace(file, beside="")
    items = tuple(replace(item, benefits=found.get(item.document.id, item.benefits)) for item in loaded.items)
    return replace(loaded, items=items), file


def _store(library: Library, group: Sequence[Ready], by: str, tell: Report) -> None:
    if not group:
        return
    stored = store(library, group, by)
    library.apply()
    for ready in group:
        source = ready.file.source
        linked = [each for key in stored[source] for each in links(library.catalogue, key)]
        detail = "；".join((*ready.notes, *_linked(linked)))
        if ready.items:
            tell(Result(source, ready.outcome, detail, ready.passages, len(ready.items), ready.pages))
        for error in ready.errors:
            tell(Result(error.source, Outcome.FAILED, str(error)))


def _linked(found: Sequence[Linked]) -> Iterator[str]:
    """Sentences on what a file's documents are to others of the library; several copies, of an archive and its folder, are
    told as one."""
    same = [each for each in found if each.kind is LinkKind.SAME]
    if len(same) > 1:
        yield f"{len(same)} 份与已有文件文字相同，如《{same[0].entry.metadata.title}》（{same[0].entry.id}），回答只引用其中一份"
        found = [each for each in found if each.kind is not LinkKind.SAME]
    for each in found[:NAMED]:
        yield f"{WORDS[each.kind, each.newer]}《{each.entry.metadata.title}》（{each.entry.id}）"
    if len(found) > NAMED:
        yield f"另有 {len(found) - NAMED} 份相近的文件"


def _missing(library: Library, roots: Sequence[Path], prune: bool, by: str) -> Iterator[Result]:
    """Files at or below the given paths that are no longer there. Below a folder that is gone itself (a disk that is not
    mounted) nothing counts as missing."""
    names = {os.path.abspath(root) for root in roots}
    folders = {name for name in names if Path(name).is_dir()}
    gone = [
        source
        for source in library.catalogue.files()
        if (source in names or any(str(above) in folders for above in Path(source).parents)) and _gone(source)
    ]
    if prune and gone:
        with library.catalogue.transaction():
            for source in gone:
                for entry in library.catalogue.metadata(library.catalogue.documents_of(source)).values():
                    noted(library.catalogue, by, Act.REMOVED, entry)
                library.catalogue.delete_file(source)
                corrections.forget(library.catalogue, source)
        library.apply()
    for source in gone:
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
