"""Files to documents. One reader per suffix; other formats join the table `READERS`."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.errors import DocumentError
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
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError(str(path), f"文件超过 {MAX_BYTES // 1_000_000} MB", "请拆分后再添加")
        return path.read_bytes()
    except OSError as exc:
        raise DocumentError(str(path), f"无法读取（{exc.strerror}）", "请检查文件是否存在以及读取权限") from exc


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
    if not text[heading.body :].strip():
        heading = type(heading)(heading.metadata, 0)
    return Document(
        id=content_id(data),
        source=source,
        text=text,
        body=heading.body,
        metadata=heading.metadata,
        sections=sections(text, heading.body),
    )


def find_files(roots: list[Path]) -> Iterator[Path]:
    """Files below the given paths in a stable order, each once: hidden ones left out, links to folders not followed.

    A path given by name is yielded whatever its suffix, so that an unknown format is reported; inside a folder only
    known formats count.
    """
    seen: set[Path] = set()
    for root in roots:
        found = _walk(root) if root.is_dir() else iter([root])
        for path in found:
            absolute = path.resolve() if not path.is_symlink() else path.absolute()
            if absolute not in seen:
                seen.add(absolute)
                yield path


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _walk(path)
        elif path.suffix.lower() in READERS:
            yield path
