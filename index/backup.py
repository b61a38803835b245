"""A library in one file: what cannot be made anew, each part with its checksum.

That is the catalogue, the manifest, and files that the library keeps (weights of its own, what was sent to it). The indexes are
left out, since the catalogue holds all they are made from. The file is a ZIP archive, so that any system can look into it;
`index.restoring` reads it.
"""

import hashlib
import json
import os
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from corpus.errors import system_reason
from index.catalogue import Catalogue
from index.errors import LibraryError
from index.library import CATALOGUE, LOCK
from index.manifest import read_manifest
from index.stores import LEXICAL, VECTORS

FORMAT = 1
CONTENTS = "backup.json"
"""The member that names the others. It is the last one, and so is missing from an archive that was cut short."""

LEFT_OUT = frozenset(
    (CATALOGUE, f"{CATALOGUE}-wal", f"{CATALOGUE}-shm", LOCK, ".flushing", VECTORS, LEXICAL, "incoming")
)
"""What stands in a library's folder and is not copied as it is: the catalogue is copied by SQLite, locks mean nothing elsewhere,
indexes are made anew, and what is only arriving (`incoming`) is not part of it yet."""

LEVEL = 1
"""Of deflate. On a library of 10,009 passages, 6 takes twice the time for 4% less."""

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: its path in the library's folder with "/", its bytes, and the SHA-256 of them."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds: the version of its form, when it was made (UTC, ISO), the folder that the library stood in, how many
    documents and passages, and the members."""

    format: int
    made: str
    folder: str
    documents: int
    passages: int
    members: tuple[Member, ...]


def backup(folder: Path, file: Path) -> Contents:
    """Write the library of a folder into a new file, as of one moment; others may read and write it meanwhile. The file is whole or
    not there, and readable by its owner alone. Raises LibraryError."""
    if read_manifest(folder) is None:
        raise LibraryError(f"{folder} 里没有资料库，没有可备份的。请用 --library 指定资料库的文件夹")
    if os.path.lexists(file):
        raise LibraryError(f"{file} 已经存在，没有覆盖它。请换一个文件名")
    if file.absolute().is_relative_to(folder.absolute()):
        raise LibraryError(f"{file} 在资料库的文件夹里。备份请放到别处，最好是另一块磁盘")
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{file.name[:80]}.", dir=file.parent)  # 0600
        try:
            with os.fdopen(handle, "wb") as out:
                contents = _write(folder, out, file.parent)
                out.flush()
                os.fsync(out.fileno())
            Path(draft).rename(file)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as exc:
        raise LibraryError(f"无法写入 {file}（{system_reason(exc)}）。请换一个位置，或检查磁盘空间和权限") from exc
    except sqlite3.Error as exc:
        raise LibraryError(f"{folder} 的目录无法读取（{exc}），没有备份。请运行 policybot check --repair") from exc
    return contents


def _write(folder: Path, out: BinaryIO, beside: Path) -> Contents:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        with tempfile.TemporaryDirectory(dir=beside) as scratch:  # there is room for the archive, so for this
            copy = Path(scratch) / CATALOGUE
            counts = snapshot(folder / CATALOGUE, copy)
            members = [_put(archive, copy, CATALOGUE)]
        for path in sorted(_kept(folder)):
            try:
                members.append(_put(archive, path, path.relative_to(folder).as_posix()))
            except FileNotFoundError:  # removed since the catalogue was copied
                continue
        contents = Contents(FORMAT, made, str(folder.absolute()), *counts, tuple(members))
        archive.writestr(CONTENTS, json.dumps(asdict(contents), ensure_ascii=False, indent=1))
    return contents


def snapshot(catalogue: Path, copy: Path) -> tuple[int, int]:
    """A catalogue as of one moment, in a file of its own that names no indexes; how many documents and passages it holds."""
    with closing(Catalogue(catalogue)) as held:
        held.connection.execute("vacuum into ?", (str(copy),))
    with closing(Catalogue(copy)) as copied:
        with copied.transaction() as connection:
            connection.execute("delete from meta where key in ('vectors', 'lexical', 'applying')")
            connection.execute("delete from retired")
            applied = str(copied.last_key("journal"))
            connection.execute("insert or replace into meta values ('applied', ?)", (applied,))
            connection.execute("delete from journal")
        counts = copied.counts()
        copied.connection.execute("pragma journal_mode=delete")  # all in one file
    return counts


def _kept(folder: Path) -> Iterator[Path]:
    """The other files of a library; links are passed over, and what is only being written."""
    for path in folder.iterdir():
        if path.name in LEFT_OUT or path.name.endswith(".tmp"):
            continue
        inside = path.rglob("*") if path.is_dir() and not path.is_symlink() else [path]
        yield from (each for each in inside if each.is_file() and not each.is_symlink())


def _put(archive: zipfile.ZipFile, path: Path, name: str) -> Member:
    digest, size = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(name, time.gmtime()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as out:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return Member(name, size, digest.hexdigest())
