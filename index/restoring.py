"""A library from its backup (`index.backup`), into a new folder.

An archive may come from anywhere, so nothing of it is believed: names must stay in the folder, sizes and checksums must be those
that the contents state, all of it must fit the disk, and the catalogue may hold tables and nothing that runs.
"""

import hashlib
import json
import shutil
import sqlite3
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError

from corpus.errors import system_reason
from index.backup import CHUNK, CONTENTS, FORMAT, LEFT_OUT, Contents, Member
from index.errors import LibraryError
from index.library import CATALOGUE
from index.manifest import NAME as MANIFEST
from index.manifest import read_manifest, write_manifest

MAX_CONTENTS = 100_000_000
"""Bytes of the list of contents: a million members."""

MAX_RATIO = 100
"""Bytes that a packed byte may unfold to, over all members. Catalogues are packed to a third, plain texts to a tenth."""

SMALL = 10_000_000
"""Bytes below which the ratio does not matter."""

RESERVE = 50_000_000
"""Bytes of the disk that are left free."""

_CONTENTS = TypeAdapter(Contents)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def restore(file: Path, folder: Path, *, free: Callable[[Path], int] = _free) -> Contents:
    """Make a library in a folder that is empty or not there; its indexes are made when it is first opened. It gets an id of its own,
    so that the library which was backed up may go on beside it. `free` tells the bytes that are free for a folder. Raises
    LibraryError, and leaves nothing then."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LibraryError(f"{folder} 不是空文件夹，没有恢复到那里。请用 --library 指定一个空的或新的文件夹")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _opened(file) as archive, tempfile.TemporaryDirectory(dir=folder.parent, prefix=".restoring-") as scratch:
            contents = _contents(archive, file)
            _inspect(archive, contents, file)
            draft = Path(scratch) / "library"
            draft.mkdir()
            _fits(archive, contents, free(draft))
            for member in contents.members:
                _extract(archive, member, draft, file)
            _adopt(draft, contents, folder)
            draft.replace(folder)  # an empty folder gives way
    except OSError as exc:
        raise LibraryError(f"无法恢复到 {folder}（{system_reason(exc)}）。请检查磁盘空间和权限") from exc
    return contents


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except OSError as exc:
        raise LibraryError(f"{file} 无法读取（{system_reason(exc)}）。请检查路径和读取权限") from exc
    except _FAULTS as exc:
        raise _damaged(file, type(exc).__name__) from exc
    with archive:
        try:
            yield archive
        except _FAULTS as exc:
            raise _damaged(file, type(exc).__name__) from exc


_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error, struct.error,
)  # fmt: skip
"""What the reader of archives raises for one that is damaged, is packed in another way, or has a password."""


def _contents(archive: zipfile.ZipFile, file: Path) -> Contents:
    try:
        entry = archive.getinfo(CONTENTS)
        if entry.file_size > MAX_CONTENTS:
            raise _damaged(file, "清单太大")
        with archive.open(entry) as source:
            data = json.loads(source.read(MAX_CONTENTS))
        if isinstance(data, dict) and data.get("format") != FORMAT:
            raise LibraryError(
                f"{file} 的备份格式是 {str(data.get('format'))[:20]}，本版本读格式 {FORMAT}。请换用对应的版本"
            )
        return _CONTENTS.validate_python(data)
    except (KeyError, ValidationError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as exc:
        raise _damaged(file, "没有清单，或清单不对") from exc


def _inspect(archive: zipfile.ZipFile, contents: Contents, file: Path) -> None:
    """Names and kinds of the members, before any is written."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    stated = {member.name: member for member in contents.members}
    once = len(entries) == len(archive.infolist()) and len(stated) == len(contents.members)
    if not once or set(entries) != {*stated, CONTENTS}:
        raise _damaged(file, "内容与清单不符")
    if not {CATALOGUE, MANIFEST} <= set(stated):
        raise _damaged(file, "缺少目录")
    for name, member in stated.items():
        entry = entries[name]
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if not _is_safe(name) or kind not in (0, stat.S_IFREG) or entry.is_dir() or entry.flag_bits & 1:
            raise _damaged(file, f"其中的 {name[:80]!r} 不是备份里该有的")
        if entry.file_size != member.size:
            raise _damaged(file, "大小与清单不符")


def _is_safe(name: str) -> bool:
    """Whether a name stays in the folder, and is no file that a library makes by itself."""
    parts = PurePosixPath(name).parts
    plain = "/".join(parts) == name and not any(part in ("..", ".") or len(part.encode()) > 255 for part in parts)
    harmless = not any(character in name for character in "\\:\0") and name.isprintable() and len(parts) <= 10
    return plain and harmless and not name.startswith("/") and (name == CATALOGUE or parts[0] not in LEFT_OUT)


def _fits(archive: zipfile.ZipFile, contents: Contents, free: int) -> None:
    size = sum(member.size for member in contents.members)
    packed = sum(entry.compress_size for entry in archive.infolist())
    if size > SMALL and size > MAX_RATIO * packed:
        raise LibraryError(f"备份解开后有 {size:,} 字节，是它本身的 {size // max(packed, 1)} 倍，不像是备份，没有恢复")
    if size > free - RESERVE:
        raise LibraryError(f"备份解开后有 {size:,} 字节，磁盘放不下。请换一个位置，或腾出空间")


def _extract(archive: zipfile.ZipFile, member: Member, draft: Path, file: Path) -> None:
    place = draft / member.name
    place.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with archive.open(member.name) as source, place.open("xb") as out:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > member.size:
                break
            digest.update(chunk)
            out.write(chunk)
    if size != member.size or digest.hexdigest() != member.sha256:
        raise _damaged(file, f"{member.name} 的校验值不符")


def _adopt(draft: Path, contents: Contents, folder: Path) -> None:
    """Make what was extracted a library of its own: no code in its catalogue, its files where they stand now, a new id."""
    manifest = read_manifest(draft)
    assert manifest is not None  # it was extracted
    write_manifest(draft, replace(manifest, library=uuid4().hex[:12]))
    try:
        with closing(sqlite3.connect(draft / CATALOGUE, isolation_level=None)) as connection:
            connection.execute("pragma trusted_schema=off")
            (running,) = connection.execute(
                "select count(*) from sqlite_master where type not in ('table', 'index') or sql like 'create virtual%'"
            ).fetchone()
            if running:
                raise LibraryError("备份的目录里有会自行运行的内容，不是 policybot 写的，没有恢复")
            _move_sources(connection, contents.folder, str(folder.absolute()))
    except sqlite3.DatabaseError as exc:
        raise LibraryError(f"备份的目录无法读取（{exc}）。请换一个备份") from exc


def _move_sources(connection: sqlite3.Connection, before: str, now: str) -> None:
    """Files that stand in the library's own folder are known by their paths, which are others now."""
    for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
        columns = [name for _, name, *_ in connection.execute("select * from pragma_table_info(?)", (table,))]
        if "source" in columns:
            quoted = table.replace('"', '""')
            connection.execute(
                f'update "{quoted}" set source = ?1 || substr(source, length(?2) + 1)'
                " where substr(source, 1, length(?2) + 1) = ?2 || '/'",
                (now, before),
            )


def _damaged(file: Path, what: str) -> LibraryError:
    return LibraryError(f"{file} 不是完好的备份（{what}），没有恢复。请换一个备份")
