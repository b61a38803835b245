"""The compressed streams of a PDF before a parser meets them: how much they unfold to, and damaged ones mended.

pdfminer unfolds a stream whole, and a damaged one byte by byte in time that grows with the square of its size.
"""

import re
import zlib
from collections.abc import Iterator

from corpus.errors import DocumentError

MAX_UNFOLDED = 512 * 1024 * 1024
"""Bytes of all streams together, photographs aside; a year of real reports stays below 50 MB."""

MAX_NESTING = 3
"""Times that a stream may be compressed: PDF allows a list of filters, writers use one."""

MAX_DAMAGED = 16 * 1024
"""Bytes up to which a damaged stream is left to pdfminer, which takes some milliseconds for it."""

_ALIAS = re.compile(rb"\b(\d{1,10})\s+\d{1,5}\s+obj\s{0,9}(\d{1,10})\s+\d{1,5}\s+R\s{0,9}endobj")
_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_STEP = 1 << 20
_DEFLATE = 8


def checked_streams(data: bytes, source: str) -> bytes:
    """The file with its large damaged streams mended: what can be unfolded of them is kept, the rest is left out.

    Raises DocumentError where the streams unfold to more than MAX_UNFOLDED bytes. The streams of an encrypted file
    cannot be seen and are left as they are.
    """
    if b"/Encrypt" in data:
        return data
    left = MAX_UNFOLDED
    mended = bytearray(data)
    for match in _STREAM.finditer(data):
        start = match.end()
        if not _is_zlib(data[start : start + 2]):
            continue
        end = data.find(_END, start)
        end = len(data) if end < 0 else end
        size, whole = _unfold(data[start:end], left, MAX_NESTING)
        left -= size
        if left < 0:
            raise DocumentError(source, "PDF 的压缩内容展开后过大", "请用浏览器打开后另存为 PDF 再添加")
        if not whole and end - start > MAX_DAMAGED:
            mended[start:end] = _mended(data[start:end])
    return bytes(mended)


def check_references(data: bytes, source: str) -> None:
    """Raises DocumentError where an object is only a reference that leads back to itself: pdfminer follows it for ever."""
    aliases = {int(match[1]): int(match[2]) for match in _ALIAS.finditer(data)}
    while aliases:
        number, target = aliases.popitem()
        path = {number}
        while target not in path and target in aliases:
            path.add(target)
            target = aliases.pop(target)
        if target in path:
            raise DocumentError(source, "PDF 已损坏（对象引用成圈）", "请用浏览器打开后另存为 PDF 再添加")


def _is_zlib(head: bytes) -> bool:
    return len(head) == 2 and head[0] & 15 == _DEFLATE and int.from_bytes(head) % 31 == 0


def _unfold(packed: bytes, limit: int, nesting: int) -> tuple[int, bool]:
    """Bytes that a zlib stream gives, counted until they exceed `limit`, and whether it is whole."""
    total, first = 0, b""
    unpacker = zlib.decompressobj()
    try:
        for piece in _pieces(unpacker, packed):
            first = first or piece
            total += len(piece)
            if total > limit:
                return total, True
    except zlib.error:
        return total, False
    if nesting > 1 and _is_zlib(first[:2]):
        total += _unfold(first, limit - total, nesting - 1)[0]
    return total, unpacker.eof


def _pieces(unpacker: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    pending = packed
    while pending and not unpacker.eof:
        yield unpacker.decompress(pending, _STEP)
        pending = unpacker.unconsumed_tail


def _mended(packed: bytes) -> bytes:
    """A whole stream of the same length with as much of the text as fits."""
    unpacker = zlib.decompressobj()
    text = bytearray()
    try:
        for at in range(0, len(packed), 1024):  # small steps: what comes before the damage is not lost with it
            text += unpacker.decompress(packed[at : at + 1024], _STEP)
    except zlib.error:
        pass
    whole = zlib.compress(bytes(text), 9)
    if len(whole) > len(packed):
        whole = zlib.compress(b"")
    return whole.ljust(len(packed), b"\0")
