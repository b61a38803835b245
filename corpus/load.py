"""Files to documents. One reader per suffix; other formats join the table `READERS`."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath

from corpus.cards import Card, split_cards
from corpus.content import Content
from corpus.errors import DocumentError, system_reason
from corpus.formats.archive import members
from corpus.formats.legacy import REFUSED, refuse
from corpus.formats.sniff import true_suffix
from corpus.metadata import read_metadata
from corpus.parts import parts
from corpus.passages import passages
from corpus.records import Document, Item
from corpus.references import references
from corpus.structure import sections

MAX_BYTES = 50_000_000
"""Bytes of one file: the longest official texts have under 2 MB; a larger file is a mistake or a dump."""

Reader = Callable[[bytes, str], Content]


def _reader(name: str) -> Reader:
    """A reader of `corpus.formats`, imported when a file of its format comes."""

    def read(data: bytes, source: str) -> Content:
        module, function = name.split(":")
        content: Content = getattr(import_module(f"corpus.formats.{module}"), function)(data, source)
        return content

    return read


PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
"""Suffixes of files that are text as they stand."""

READERS: dict[str, Reader] = {
    **dict.fromkeys(PLAIN, _reader("plain:read_text")),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"), _reader("html:read_html")),
    **dict.fromkeys((".docx", ".docm", ".dotx"), _reader("docx:read_docx")),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), _reader("sheets:read_xlsx")),
    **dict.fromkeys((".csv", ".tsv"), _reader("sheets:read_csv")),
    **dict.fromkeys((".xls", ".et", ".ett"), _reader("legacy:read_xls")),
    ".rtf": _reader("legacy:read_rtf"),
    ".pdf": _reader("pdf:read_pdf"),
}
ARCHIVES = frozenset({".zip"})
CONVERTIBLE = frozenset({".doc", ".dot", ".wps", ".wpt", ".ofd", ".odt", ".ods", ".ppt", ".pptx", ".rar", ".7z"})
"""Formats of documents that are not read. Those in a folder are reported with the converter to use, while pictures and
programs are passed over."""

_SELDOM = frozenset(
    {
        ".text",
        ".markdown",
        ".shtml",
        ".xhtml",
        ".mhtml",
        ".docm",
        ".dotx",
        ".xlsm",
        ".xltx",
        ".et",
        ".ett",
        ".dot",
        ".wpt",
    }
)
"""Suffixes that are read but not named in lists: templates, and second names of a format."""

READABLE = frozenset({*READERS, *ARCHIVES})
"""Suffixes of files that are read."""

_TRIED = READABLE | CONVERTIBLE


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file gave: its documents, the errors of members of an archive that could not be read, and notes, which are
    Chinese sentences about what was left out."""

    items: tuple[Item, ...]
    errors: tuple[DocumentError, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(item.document for item in self.items)


def cut(document: Document) -> Item:
    """A document with its passages, indicators and benefits. What reads the last two is imported for the first document: its
    patterns take longer to make than all else that a process needs which reads files."""
    from corpus.benefits import benefits
    from corpus.indicators import indicators

    return Item(document, passages(document), indicators(document), benefits(document))


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
    """The only document of a file. Raises DocumentError for what is not a readable document of a known format."""
    return parse(read_bytes(path), str(path))


def load_all(path: Path) -> tuple[Document, ...]:
    """All documents of a file. Raises DocumentError if there is none."""
    loaded = read(read_bytes(path), str(path))
    if not loaded.documents:
        raise loaded.errors[0] if loaded.errors else nothing(str(path))
    return loaded.documents


def parse(data: bytes, source: str) -> Document:
    """The only, or first, document of the bytes of a file. Raises DocumentError."""
    loaded = read(data, source)
    if loaded.errors:
        raise loaded.errors[0]
    if not loaded.documents:
        raise nothing(source)
    return loaded.documents[0]


def read(data: bytes, source: str) -> Loaded:
    """Documents from the bytes of a file; `source` is its path, whose suffix names the format unless the first bytes
    say otherwise. Raises DocumentError; for a member of an archive it is among the errors instead."""
    suffix = true_suffix(data, _suffix(source))
    if suffix in ARCHIVES:
        return _read_archive(data, source)
    return _read_one(data, source, suffix, content_id(data))


def _read_archive(data: bytes, source: str) -> Loaded:
    identity = content_id(data)
    items: list[Item] = []
    errors: list[DocumentError] = []
    notes: list[str] = []
    for member in members(data, source):
        name = f"{source}/{member.name}"
        try:
            if member.error is not None:
                raise member.error
            inner = true_suffix(member.data, _suffix(member.name))
            key = content_id(f"{identity}/{member.name}".encode())
            loaded = _read_one(member.data, name, inner, key, source, member.name)
            items += loaded.items
            notes += loaded.notes
        except DocumentError as exc:
            errors.append(exc)
        except Exception as exc:  # noqa: BLE001 - a fault of a reader must not keep the other members out
            errors.append(fault(name, exc))
    if not items and not errors:
        raise DocumentError(source, "压缩包里没有可读的文件", f"请放入这些格式的文件：{known_formats()}")
    return Loaded(tuple(items), tuple(errors), tuple(notes))


def _read_one(
    data: bytes, name: str, suffix: str, identity: str, source: str | None = None, member: str = ""
) -> Loaded:
    """Documents of one file. `name` is what errors call it; `source` and `member` say where it stands in an archive."""
    reader = READERS.get(suffix)
    if reader is None and suffix in REFUSED:
        raise refuse(name, suffix)
    if reader is None:
        raise DocumentError(name, f"不支持的格式 {suffix or '（无扩展名）'}", f"目前支持：{known_formats()}")
    content = reader(data, name)
    if not content.text.strip():
        raise nothing(name)
    cards = split_cards(content)
    items: list[Item] = []
    for number, card in enumerate(cards, 1):
        inner = "" if len(cards) == 1 else f"{number:03d} {card.title or '卡片以外的内容'}"
        label = "/".join(filter(None, (member, inner)))
        key = identity if len(cards) == 1 else content_id(f"{identity}/{number}".encode())
        known = card.title or (card.chapter[-1] if card.chapter else PurePosixPath(member or name).stem)
        items.append(cut(_document(card, source or name, label, key, known)))
    notes = tuple(f"{member}：{note}" if member else note for note in content.notes)
    return Loaded(tuple(items), notes=notes)


def _document(card: Card, source: str, member: str, identity: str, known: str) -> Document:
    """The document of a card; `known` is its title where the text has none: what the guide calls it, or the file's name."""
    content, text = card.content, card.content.text
    heading = read_metadata(content, known)
    body = heading.body if text[heading.body :].strip() else 0
    pieces = parts(text, body, heading.metadata)
    nodes = sections(text, body, styled=content.headings, tables=content.tables, pieces=pieces)
    return Document(
        id=identity,
        source=source,
        text=text,
        body=body,
        metadata=heading.metadata,
        sections=nodes,
        member=member,
        pages=content.pages,
        first_page=card.first_page,
        tables=content.tables,
        parts=pieces,
        references=references(text, body, nodes, heading.metadata),
    )


MAX_REASON = 200
"""Characters of a library's own message that are shown."""


def fault(source: str, exc: Exception) -> DocumentError:
    """The error for a file on which a reader failed as nobody foresaw."""
    line = " ".join(str(exc).split())[:MAX_REASON]
    return DocumentError(
        source, f"读取时出错（{type(exc).__name__}: {line}）", "请把文件另存为其他格式再试，并反馈此问题"
    )


def known_formats() -> str:
    """Suffixes of all formats that can be read, for people."""
    return "、".join(sorted({*READERS, *ARCHIVES} - _SELDOM))


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def nothing(source: str) -> DocumentError:
    """The error for a file without text."""
    return DocumentError(source, "没有可读的正文", "请检查文件内容")


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
        elif (path.suffix.lower() in _TRIED) is known:
            yield path
