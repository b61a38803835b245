"""Office files as ZIP packages: opened within bounds and cleaned, before a library parses them.

DOCX, XLSX and OFD are ZIP files of XML parts. What is handed on holds only those parts: no pictures, no macros, no
embedded files, no relationship that leads out of the file or nowhere (WPS writes such), no XML with a DTD. ECMA-376 part 2
forbids DTDs in packages, so refusing them loses no document and makes entity bombs and external entities impossible
whichever parser follows.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from corpus.errors import DocumentError

MAX_ENTRIES = 20_000
"""Members of one ZIP file that are listed at all: a list of a million takes gigabytes."""

MAX_PART = 32_000_000
"""Bytes of one part unpacked: that of a report of three hundred pages has some 10 MB, and a parser needs up to fifteen times
as much in memory."""

MAX_TAGS = 2_000_000
"""Tags of one part: a hundred pages of Word's own make 100,000; each costs a few microseconds and hundreds of bytes."""

MAX_PARTS = 64_000_000
"""Bytes of all parts of one file unpacked."""

READABLE = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The packings that office files may have and that unpack piece by piece; others can burst in one step."""

UNPACK_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
    OverflowError,
)  # fmt: skip
"""What `zipfile` raises for broken, encrypted or unknown members."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the container of DOC, XLS and of encrypted DOCX and XLSX."""

_CENTRAL_ENTRY = b"PK\x01\x02"
_PIECE = 1 << 20
_DTD = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_RELATIONSHIP = re.compile(rb"<(?:\w{1,9}:)?Relationship\b[^<>]*?(?:/>|>\s*</(?:\w{1,9}:)?Relationship\s*>)")
_ATTRIBUTE = re.compile(rb"""\b(Target|TargetMode)\s*=\s*["']([^"']*)["']""")
_LEFT_OUT = (
    "media/", "embeddings/", "activeX/", "fonts/", "drawings/", "charts/", "diagrams/", "theme/", "glossary/", "comments",
    "webSettings", "fontTable", "people", "externalLinks/", "pivotCache/", "pivotTables/", "printerSettings/", "ctrlProps/",
    "slicers/", "revisions/",
)  # fmt: skip
"""Parts that hold no text of the document; damage in them must not matter."""

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)  # fmt: skip


class TooLarge(Exception):
    """A member unpacks to more bytes than allowed."""


def open_zip(data: bytes, source: str) -> zipfile.ZipFile:
    """The ZIP file. Raises DocumentError if it is broken or lists more than MAX_ENTRIES members."""
    if data.count(_CENTRAL_ENTRY) > MAX_ENTRIES:
        raise DocumentError(source, f"压缩包内的文件超过 {MAX_ENTRIES} 个", "请拆分后再添加")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except UNPACK_ERRORS as exc:
        raise DocumentError(source, "文件损坏或不完整", "请重新下载，或用原来的软件打开后另存一份") from exc


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """Bytes of a member, counted while they are unpacked: what the header says of the size is not trusted.

    Raises TooLarge beyond `limit`, and any of UNPACK_ERRORS.
    """
    if entry.compress_type not in READABLE:
        raise NotImplementedError(f"compression method {entry.compress_type}")
    pieces: list[bytes] = []
    length = 0
    with archive.open(entry) as member:
        while piece := member.read(_PIECE):
            length += len(piece)
            if length > limit:
                raise TooLarge(entry.filename)
            pieces.append(piece)
    return b"".join(pieces)


def read_parts(data: bytes, source: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The wanted parts of a package by name, with "/" between folders.

    Raises DocumentError for an encrypted or broken file, a part or a sum of parts beyond the limits, and a DTD.
    """
    if data.startswith(OLE):
        raise DocumentError(
            source, "文件有密码保护，或实际是旧版 Office 格式", "请用 Word 或 WPS 打开，去掉密码后另存为新格式"
        )
    parts: dict[str, bytes] = {}
    left = MAX_PARTS
    with open_zip(data, source) as archive:
        for entry in archive.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/")
            if name.endswith("/") or not wanted(name):
                continue
            parts[name] = _part(archive, entry, source, min(MAX_PART, left))
            left -= len(parts[name])
    return parts


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str, limit: int) -> bytes:
    try:
        part = unpack(archive, entry, limit)
    except TooLarge as exc:
        raise DocumentError(
            source, f"解压后超过上限 {MAX_PART // 1_000_000} MB（疑似压缩炸弹）", "请确认文件来源，拆分后再添加"
        ) from exc
    except UNPACK_ERRORS as exc:
        raise DocumentError(
            source, f"文件损坏或不完整（{entry.filename} 无法解压）", "请重新下载，或用原来的软件打开后另存一份"
        ) from exc
    if entry.filename.endswith((".xml", ".rels")) and part.count(b"<") > MAX_TAGS:
        raise DocumentError(source, f"内部结构超过上限（{MAX_TAGS} 个标记）", "请拆分后再添加")
    if any(mark in part for mark in _DTD):
        raise DocumentError(source, "文件含有不允许的 XML 声明（DTD）", "请用 Word、Excel 或 WPS 打开后另存一份")
    return part


def office_parts(data: bytes, source: str, folder: str) -> dict[str, bytes]:
    """XML parts of an OOXML file: the list of types, the relationships, and what stands in `folder` ("word", "xl").

    Pictures, macros, embedded files, drawings' media and fonts are left out, and so are relationships to them.
    """
    parts = read_parts(data, source, lambda name: _is_office_part(name, folder))
    if "[Content_Types].xml" not in parts or not any(name.startswith(folder + "/") for name in parts):
        raise DocumentError(source, "不是有效的 Office 文件（缺少正文）", "请用 Word、Excel 或 WPS 打开后另存一份")
    plain = {name: _transitional(part) for name, part in parts.items()}
    return {
        name: _without_dangling(name, part, plain) if name.endswith(".rels") else part for name, part in plain.items()
    }


def repack(parts: Mapping[str, bytes]) -> io.BytesIO:
    """The parts as a ZIP file in memory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    stream.seek(0)
    return stream


def _is_office_part(name: str, folder: str) -> bool:
    if name in ("[Content_Types].xml", "_rels/.rels"):
        return True
    inside = name.removeprefix(folder + "/")
    return inside != name and name.endswith((".xml", ".rels")) and not inside.startswith(_LEFT_OUT)


def _transitional(part: bytes) -> bytes:
    """Strict OOXML (ISO 29500) differs for our purpose in its namespaces only, which the libraries do not know."""
    if b"http://purl.oclc.org/ooxml" in part:
        for strict, transitional in _STRICT:
            part = part.replace(strict, transitional)
    return part


def _without_dangling(name: str, part: bytes, parts: Mapping[str, bytes]) -> bytes:
    folder = name.rpartition("_rels/")[0]

    def keep(match: re.Match[bytes]) -> bytes:
        attributes = {key: value.decode("utf-8", "replace") for key, value in _ATTRIBUTE.findall(match.group())}
        target = attributes.get(b"Target", "")
        inside = attributes.get(b"TargetMode", "").lower() != "external" and resolve(folder, target) in parts
        return match.group() if inside else b""

    return _RELATIONSHIP.sub(keep, part)


def resolve(folder: str, target: str) -> str:
    """Name of the part that a relationship of a part in `folder` means; ".." never leads out of the package."""
    path: list[str] = []
    for step in (target if target.startswith("/") else folder + target).split("/"):
        if step == "..":
            del path[-1:]
        elif step not in ("", "."):
            path.append(step)
    return "/".join(path)
