"""Hostile archives: bombs, lies in headers, names that lead outside."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from eval.fuzzing.common import UNFOLDED, Bomb, Canary
from eval.fuzzing.pages import HTML
from eval.fuzzing.pdfs import PDF
from eval.fuzzing.seeds import packed, page, text
from eval.fuzzing.texts import CSV
from eval.fuzzing.words import DOCX
from eval.fuzzing.workbooks import XLSX


def _raw_zip(entries: list[tuple[str, int, int, int, int, int]], bodies: bytes) -> bytes:
    """A ZIP file with a directory of one's own: name, method, checksum, packed size, size, offset of the header."""
    directory = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0x800, method, 0, 0x21, crc, packed_size, size, len(name.encode()), 0, 0, 0, 0, 0, offset)
        + name.encode()
        for name, method, crc, packed_size, size, offset in entries
    )  # fmt: skip
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, len(entries) & 0xFFFF, len(entries) & 0xFFFF, len(directory), len(bodies), 0
    )
    return bodies + directory + end


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _overlapping(count: int, names: Callable[[int], str], data: bytes) -> bytes:
    """Members that share one body: the file is small, and every member is large."""
    body = _deflate(data)
    name = names(0).encode()
    header = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0x800, 8, 0, 0x21, zlib.crc32(data), len(body), len(data), len(name), 0
    )
    entry = (8, zlib.crc32(data), len(body), len(data), 0)
    return _raw_zip([(names(n), *entry) for n in range(count)], header + name + body)


def _nested_zip(levels: int, each: int) -> bytes:
    data = packed({"a.txt": text()})
    for _ in range(levels):
        data = packed({f"{n}.zip": data for n in range(each)})
    return data


def _named(canary: Canary) -> bytes:
    """Names that lead outside, for whoever would write members to disk or open them."""
    outside = canary.secret.removesuffix("secret.txt") + "written.txt"
    names = ("../../../../../../../.." + outside, outside, "..\\..\\written.txt", "C:\\written.txt", "\\\\host\\share\\a.txt", "./../written.txt",
             "a/../../../written.txt", "~/written.txt", "con.txt", "nul.txt", "a\x00/../../b.txt", "\u202etxt.exe.txt", "/dev/stdout.txt", "..",
             "../..", "." * 300 + ".txt", "a" * 60_000 + ".txt", "file:///tmp/a.txt", "$(touch written).txt", "written.txt\n.txt", ".txt", "a.txt/",
             "a.txt/b.txt", canary.secret, "%2e%2e/written.txt")  # fmt: skip
    return packed([(name, text() + name[:40].encode()) for name in names])


def _links(canary: Canary) -> bytes:
    """Members that are links to a file outside."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in ("link.txt", "link.html", "folder"):
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, canary.secret)
        archive.writestr(zipfile.ZipInfo("folder/secret.txt", (2024, 1, 1, 0, 0, 0)), b"")
    return target.getvalue()


def _relabelled(data: bytes, method: int) -> bytes:
    """Members that are not packed in the way that their headers say."""
    return data.replace(b"\x08\x00\x00\x00\x21\x58", struct.pack("<H", method) + b"\x00\x00\x21\x58")


_MIXED = {
    "html": HTML["nested_div"],
    "pdf": PDF["pages_circle"],
    "docx": DOCX["nested_tables"],
    "xlsx": XLSX["far_cell"],
    "csv": CSV["quotes_only"],
}

ZIP: dict[str, Bomb] = {
    "bomb": lambda _: packed({"a.txt": b"0" * UNFOLDED}),
    "bomb_html": lambda _: packed({"a.html": b"<p>" * 30_000_000}),
    "bomb_many": lambda _: packed({f"{n}.txt": b"a" * 4_900_000 for n in range(150)}),
    "bomb_nested": lambda _: packed({"a.zip": packed({"b.zip": packed({"c.txt": b"0" * UNFOLDED})})}),
    "bomb_bzip2": lambda _: packed({"a.txt": b"0" * UNFOLDED}, zipfile.ZIP_BZIP2),
    "bomb_lzma": lambda _: packed({"a.txt": b"0" * UNFOLDED}, zipfile.ZIP_LZMA),
    "bomb_docx": lambda canary: packed({f"{n}.docx": DOCX["part_bomb"](canary) for n in range(3)}),
    "overlapping": lambda _: _overlapping(10_000, lambda n: f"{n:05}.txt", b"a" * 4_000_000),
    "overlapping_same_name": lambda _: _overlapping(1_900, lambda _: "00000.txt", text() * 100),
    "members_many": lambda _: packed({f"{n}.txt": b"" for n in range(60_000)}),
    "members_same_name": lambda _: packed([("a.txt", text())] * 1_900),
    "members_texts": lambda _: packed({f"{n}.txt": text() * 3 for n in range(1_900)}),
    "members_pages": lambda _: packed({f"{n}.html": page() for n in range(1_900)}),
    "members_files": lambda canary: packed({f"a.{kind}": make(canary) for kind, make in _MIXED.items()}),
    "nested": lambda _: _nested_zip(10, 1),
    "nested_multiplied": lambda _: _nested_zip(5, 10),
    "nested_deep": lambda _: _nested_zip(500, 1),
    "names": _named,
    "links": _links,
    "size_lies": lambda _: _raw_zip(
        [("a.txt", 8, 0, 5, 5, 0)], struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0x800, 8, 0, 0x21, 0, 5, 5, 5, 0) + b"a.txt" + _deflate(b"0" * UNFOLDED)
    ),
    "size_lies_long": lambda _: _raw_zip(
        [("a.txt", 0, 0, 0xFFFFFFFE, 0xFFFFFFFE, 0)], struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0x800, 0, 0, 0x21, 0, 5, 5, 5, 0) + b"a.txt12345"
    ),
    "directory_circle": lambda _: _raw_zip([("a.txt", 8, 0, 5, 5, 0xFFFFFFF0), ("b.txt", 8, 0, 5, 5, 3)], b"PK\x03\x04" * 10),
    "count_lies": lambda _: packed({"a.txt": text()})[:-14] + b"\xff\xff\xff\xff" + packed({"a.txt": text()})[-10:],
    "method_unknown": lambda _: _relabelled(packed({"a.txt": text()}), 99),
    "method_stored": lambda _: _relabelled(packed({"a.txt": text()}), 0),
    "method_bzip2": lambda _: _relabelled(packed({"a.txt": text()}), 12),
    "method_lzma": lambda _: _relabelled(packed({"a.txt": text()}), 14),
    "locked": lambda _: packed({"a.txt": text()}).replace(b"\x14\x00\x00\x00\x08", b"\x14\x00\x01\x00\x08"),
    "comment_long": lambda _: packed({"a.txt": text()})[:-2] + b"\xff\xff" + b"PK\x05\x06" * 16_383 + b"aaa",
    "empty": lambda _: packed({}),
    "ends_many": lambda _: b"PK\x03\x04" + b"PK\x05\x06" * 500_000,
    "headers_many": lambda _: b"PK\x03\x04" * 500_000,
}  # fmt: skip
