"""What an editor does to one document of the library: reading it again, and taking it out with the file that was sent for it."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from corpus.errors import PolicybotError
from index.adding import add, remove
from index.catalogue import Catalogue, Entry
from index.library import Library
from index.outcomes import Outcome, Result
from ui import texts
from ui.present import file_name

FOLDER = "uploads"
"""Folder below the library's that keeps what was sent: `<content>/<name>`."""


class Unreadable(PolicybotError):
    """A document's file cannot be read again."""


def reread(library: Library, entry: Entry, by: str) -> tuple[Entry, Result]:
    """Read a document's file again; what the library has of it now, and what became of the file, without paths. Raises
    Unreadable, and what `index.adding.add` raises."""
    path = _path(library, entry.source)
    if str(path) != entry.source:
        add(library, [path], by=by)  # it has moved: what is known of it goes with it
    results = add(library, [path], again=True, by=by)
    detail = "；".join(plain(each.detail, library.catalogue, path) for each in results if each.detail)
    if results[0].outcome is Outcome.MISSING:
        raise Unreadable(texts.REREAD_GONE.format(path.name))
    if results[0].outcome is Outcome.FAILED:
        raise Unreadable(texts.REREAD_FAILED.format(detail))
    now = (each for each in documents_of(library.catalogue, str(path)) if each.member == entry.member)
    return next(now, entry), Result(path.name, results[0].outcome, detail)


def place_of(library: Library) -> Path:
    """The folder of a library that keeps what was sent, as the catalogue writes it."""
    return Path(os.path.abspath(library.folder), FOLDER)


def _path(library: Library, source: str) -> Path:
    """Where a file is read: one that was sent lies below the library, wherever that was moved or restored to."""
    path = Path(source)
    kept = place_of(library) / path.parent.name / path.name
    return kept if path.parent.parent.name == FOLDER and not path.exists() and kept.exists() else path


def take_out(library: Library, entry: Entry, by: str) -> None:
    """Take a document out. A file that was sent for it is deleted with the last document read from it."""
    files = library.catalogue.files()
    same = {source for source, file in files.items() if entry.source in files and file.id == files[entry.source].id}
    remove(library, entry.key, by=by)
    discard(library, {entry.source, *same})


def documents_of(catalogue: Catalogue, source: str) -> tuple[Entry, ...]:
    """What the library has of a file, or of the file with the same bytes that it was read from."""
    rows = catalogue.connection.execute(
        "select distinct d.key from files f join files o on o.id = f.id join documents d on d.source = o.source"
        " where f.source = ? order by d.key",
        (source,),
    )
    return tuple(catalogue.metadata([int(key) for (key,) in rows]).values())


def plain(detail: str, catalogue: Catalogue, *paths: Path) -> str:
    """A sentence without the paths of this machine: files are called by their names, and one's own not at all."""
    for path in map(str, paths):
        detail = detail.removeprefix(f"{path}：").replace(f"{path}/", "").replace(path, file_name(path))
    for source in sorted((source for source in catalogue.files() if source in detail), key=len, reverse=True):
        detail = detail.replace(source, file_name(source))
    return detail


def discard(library: Library, sources: Iterable[str]) -> None:
    """Delete files that were sent and that the library does not hold any more; those of other places are never touched."""
    kept = place_of(library)
    held = library.catalogue.files()
    for source in sources:
        path = Path(source)
        if path.parent.parent == kept and source not in held:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # the same content under another name
                path.parent.rmdir()
