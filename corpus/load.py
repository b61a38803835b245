"""Files to documents. One reader per suffix; other formats join the table `READERS`."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.errors import DocumentError, system_reason
from corpus.metadata import read_metadata
from corpus.records import Document
from corpus.structure import sections
from corpus.text import decode

MAX_BYTES = 50_000_000
"""Bytes of one file: the longest official texts have under 2 MB; a larger file is a mistake or a dump."""


Reader = Callable[[bytes, str], str]

READERS: dict[str, Reader] = {".txt": decode, ".md": decode, ".markdown": decode, ".text": decode}


def content_id(data: bytes) -> str:
    """First 16 hexadecimal digits of the SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises DocumentError if it cannot be read or is larger than MAX_BYTES."""
    try:
        if path.is_dir():
            os.scandir(path).close()  # a folder without permission fails here
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        size = path.stat().st_size
        if not path.is_file():
            raise DocumentError(str(path), "不是普通文件（是设备或管道）", "请改为添加文本文件")
        if size > MAX_BYTES:
            raise DocumentError(
                str(path),
                f"文件有 {size / 1_000_000:.1f} MB，超过上限 {MAX_BYTES // 1_000_000} MB",
                "请拆分后再添加",
            )
        return path.read_bytes()
    except OSError as exc:
        raise DocumentError(str(path), f"无法读取（{system_reason(exc)}）", "请检查文件是否存在以及读取权限") from exc


def load(path: Path) -> Document:
    """Read one file. Raises DocumentError for what is not a readable document of a known format."""
    return parse(read_bytes(path), str(path))


def parse(data: bytes, source: str) -> Document:
    """Document from the bytes of a file; `source` is its path, whose suffix names the format."""
    suffix = Path(source).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = "、".join(sorted(READERS))
        raise DocumentError(source, f"不支持的格式 {suffix or '（无扩展名）'}", f"目前支持：{known}")
    text = reader(data, source)
    heading = read_metadata(text, Path(source).stem)
    body = heading.body if text[heading.body :].strip() else 0
    return Document(
        id=content_id(data),
        source=source,
        text=text,
        body=body,
        metadata=heading.metadata,
        sections=sections(text, body),
    )


def find_files(roots: list[Path]) -> Iterator[Path]:
    """Files below the given paths in a stable order, each once: hidden ones left out, links to folders not followed.

    A path given by name is yielded whatever its suffix, so that an unknown format is reported; inside a folder only
    known formats count. A folder that cannot be listed is yielded itself: reading it raises the DocumentError that
    reports it.
    """
    seen: set[Path] = set()
    for root in roots:
        for path in _walk(root) if root.is_dir() else (root,):
            place = Path(os.path.realpath(path.parent), path.name)
            if place not in seen:
                seen.add(place)
                yield path


def find_unread(roots: list[Path]) -> Iterator[Path]:
    """Files inside the given folders that `find_files` leaves out for their format."""
    for root in roots:
        if root.is_dir():
            yield from _walk(root, known=False)


def _walk(folder: Path, *, known: bool = True) -> Iterator[Path]:
    """Files of known formats below a folder, or those of all others; a folder that cannot be listed counts as known."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        if known:
            yield folder
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _walk(path, known=known)
        elif (path.suffix.lower() in READERS) is known:
            yield path
