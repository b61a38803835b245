"""Mutants: valid files broken in a hundred ways, each made again from format, seed number and index.

Containers are broken outside, as bytes, and inside: unpacked, one part broken, packed again. Otherwise nearly all of them
would die at a checksum and never reach a parser.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from eval.fuzzing.seeds import FORMATS, deflated, packed, seeds, unpacked

REAL = 0.2
"""Share of mutants made from real files, where there are any: those take a hundred times as long to read."""

WRONG_SUFFIX = 0.06
EMPTY = 0.01
MOST_CHANGES = 3
MAX_MUTANT = 4_000_000
"""Bytes: larger ones would measure the machine; bombs are cases of their own."""

DEEP = (10, 300, 3_000, 100_000)
LONG = (50, 2_000, 50_000)
HUGE = (b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"-0.0000001", b"NaN")

SNIPPETS = (
    "（", "）", "《", "》", "〔2024〕", "第一条", "第", "（一）", "一、", "1.", "1.1.1", "二〇二四年", "2024年", "9" * 40, "万元", "附件：",
    "同时废止", "自印发之日起", "前款", "|", " | ", "：", "　", " ", "\t", "\n", "\r", "\x0b", "\x0c", "\u2028", "\u200b", "\ufeff", "\x00",
    "𠀀", "\u0301", "\u202e", "．", "…", "０", "Ⅷ", "①", "一", "零", "%", "-", "、", "。", "；", '"', "'", ",", "<", ">", "&", "&#0;",
    "&#x110000;", "]]>", "<!--", "目录", "……………", "甲市人民政府", "中华人民共和国", "关于", "的通知", "文件", "签发人", "月", "日",
)  # fmt: skip
"""What rules about official documents look for, and characters that rules forget."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A broken file: its name, its bytes, and what was done to a valid one."""

    name: str
    data: bytes
    changes: tuple[str, ...]


BROKEN = (
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zlib.error,
    OSError,
    EOFError,
    struct.error,
)
"""What `zipfile` raises for a file that an earlier change broke."""

Change = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""Takes chance, a file and the other seeds of its format; gives the broken file."""


def _spot(chance: Random, data: bytes) -> int:
    return chance.randrange(len(data) + 1)


def _times(piece: bytes, count: int) -> bytes:
    return piece * min(count, MAX_MUTANT // max(1, len(piece)) + 1)


def _run(chance: Random, data: bytes) -> tuple[int, int]:
    start = _spot(chance, data)
    return start, min(len(data), start + int(len(data) ** chance.random()) + 1)


def truncated(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Its beginning."""
    return data[: _spot(chance, data)]


def beheaded(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Without its first bytes."""
    return data[_run(chance, data)[0] // 10 :]


def bits_flipped(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Some bits turned over."""
    out = bytearray(data)
    for _time in range(chance.choice((1, 5, 50)) if out else 0):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def bytes_replaced(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A run of other bytes in place of a run."""
    start, end = _run(chance, data)
    kind = chance.choice((b"\x00", b"\xff", b" ", b"\xe4", None))
    return data[:start] + (chance.randbytes(end - start) if kind is None else kind * (end - start)) + data[end:]


def run_deleted(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Without a run of bytes."""
    start, end = _run(chance, data)
    return data[:start] + data[end:]


def run_repeated(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """With a run of bytes again and again."""
    start, end = _run(chance, data)
    return data[:end] + _times(data[start:end], chance.choice((1, 3, 100))) + data[end:]


def runs_swapped(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Two runs in each other's place."""
    one, two, three, four = sorted(_spot(chance, data) for _ in range(4))
    return data[:one] + data[three:four] + data[two:three] + data[one:two] + data[four:]


def spliced(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The beginning of one file and the end of another."""
    other = chance.choice(others)
    return data[: _spot(chance, data)] + other[_spot(chance, other) :]


_NUMBER = re.compile(rb"\d+")


def numbers_blown(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Numbers written in digits made huge, negative or no numbers."""
    for _time in range(chance.choice((1, 3, 20))):
        match = _NUMBER.search(data, _spot(chance, data))
        if match:
            data = data[: match.start()] + chance.choice(HUGE) + data[match.end() :]
    return data


def integer_blown(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A length or an offset in a binary header."""
    at = chance.randrange(min(len(data), 4096)) if data and chance.random() < 0.5 else _spot(chance, data)
    return (
        data[:at]
        + chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"\xff\xff\xff\x7f", b"\0\0"))
        + data[at + 4 :]
    )


def snippets_inserted(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Characters and words that rules look for, often."""
    for _time in range(chance.choice((1, 4))):
        at = _spot(chance, data)
        count = chance.choice((1, 30, *LONG))
        pieces = [chance.choice(SNIPPETS) for _ in range(chance.choice((1, 2, 5)))]
        data = data[:at] + _times("".join(pieces).encode(), count // len(pieces) or 1) + data[at:]
    return data


def line_repeated(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Some lines again and again."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join(
        [*lines[:at], _times(b"\n".join(lines[at : at + 3]) + b"\n", chance.choice((2, *LONG))), *lines[at:]]
    )


def lines_joined(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """One line, again and again."""
    return _times(data.replace(b"\n", b""), chance.choice((1, 20, 500)))


def recoded(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """In another character code."""
    code = chance.choice(("gb18030", "utf-16", "utf-16-be", "big5", "utf-8-sig", "utf-32"))
    return data.decode("utf-8", "replace").encode(code, "replace")


_TAG = re.compile(rb"<([A-Za-z][\w:.-]*)([^<>]*)>")


def tags_nested(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A tag in itself, again and again."""
    found = list(_TAG.finditer(data))
    if not found:
        return b"<div>" * chance.choice(DEEP) + data
    match = chance.choice(found)
    count = chance.choice(DEEP)
    closing = (b"</" + match[1] + b">") * (count if chance.random() < 0.7 else 0)
    at = match.start()
    return data[:at] + _times(match[0].replace(b"/>", b">"), count) + closing + data[at:]


def tags_dropped(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Without some of its tags."""
    share = chance.choice((0.02, 0.3))
    return re.sub(rb"</?[A-Za-z][^<>]*>", lambda match: b"" if chance.random() < share else match[0], data)


def element_repeated(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """An element, or what lies between two tags, many times."""
    found = [match.start() for match in _TAG.finditer(data)]
    if len(found) < 2:
        return data
    first = chance.randrange(len(found) - 1)
    start, end = found[first], found[min(len(found) - 1, first + chance.choice((1, 4, 30)))]
    return data[:end] + _times(data[start:end], chance.choice((2, 40, 1_000))) + data[end:]


def attributes_blown(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Numbers in attributes made huge, negative or no numbers."""

    def blown(match: re.Match[bytes]) -> bytes:
        return match[1] + chance.choice(HUGE) if chance.random() < share else match[0]

    share = chance.choice((0.02, 0.5))
    return re.sub(rb"""([\w:]+\s*=\s*["']?)\d+(?=["'\s>])""", blown, data)


def entities_declared(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A DTD with entities that multiply or lead outside, used in the text."""
    inside = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 20) for n in range(12))
    kind = chance.choice((b'<!ENTITY e0 "lol">' + inside, b'<!ENTITY e12 SYSTEM "file:///etc/passwd">'))
    at = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    text = max(data.rfind(b"</w:t>"), data.rfind(b"</t>"), data.rfind(b"</p>"), at)
    return data[:at] + b"<!DOCTYPE x [" + kind + b"]>" + data[at:text] + b"&e12;" + data[text:]


def _in_member(change: Change) -> Change:
    def changed(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
        try:
            members = unpacked(data)
        except BROKEN:
            return change(chance, data, others)
        large = sorted(members, key=lambda name: (-len(members[name]), name))
        main = [
            name for name in large if re.search(r"document\.xml|sheet\d|numbering|styles|sharedStrings|\.rels$", name)
        ]
        name = chance.choice(main or large[:5] or [""])
        members[name] = change(chance, members.get(name, b""), [members.get(name, b"")])
        return packed(members)

    changed.__name__ = f"{getattr(change, '__name__', '')}_inside"
    return changed


def member_renamed(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Names that lead outside, or that two members share."""
    try:
        members = list(unpacked(data).items())
    except BROKEN:
        return data
    at = chance.randrange(len(members))
    name, body = members[at]
    hostile = (
        "../" * 8 + "tmp/" + name,
        "/etc/" + name,
        "C:\\" + name,
        name * 40,
        members[0][0],
        "",
        "a\x00b.txt",
        "..",
        "\udc80.txt",
    )
    members[at] = chance.choice(hostile).encode("utf-8", "replace").decode(), body
    return packed(members)


def sizes_lied(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Sizes, checksums, methods and offsets in the headers of a ZIP file that are not true."""
    out = bytearray(data)
    headers = [match.start() for match in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    for at in chance.sample(headers, min(len(headers), 3)):
        place = at + chance.randrange(4, 46)
        out[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", chance.randbytes(4)))
    return bytes(out)


def references_changed(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """References of a PDF to other objects than meant: circles among them."""
    share = chance.choice((0.1, 0.6))

    def changed(match: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % chance.randrange(1, 9) if chance.random() < share else match[0]

    return re.sub(rb"\b\d+ 0 R\b", changed, data)


def stream_changed(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A compressed stream of a PDF unfolded, broken and folded again."""
    found = [
        match
        for match in re.finditer(rb"<<[^<>]*>>\s*stream\r?\n", data)
        if data[match.end() : match.end() + 1] == b"\x78"
    ]
    if not found:
        return numbers_blown(chance, data, others)
    match = chance.choice(found)
    end = data.find(b"endstream", match.end())
    try:
        body = zlib.decompressobj().decompress(data[match.end() : end], MAX_MUTANT)
    except zlib.error:
        return data
    change = chance.choice((numbers_blown, run_repeated, bits_flipped, runs_swapped, bytes_replaced))
    return data[: match.start()] + deflated(change(chance, body, others)) + data[end + len(b"endstream") :]


def operators_changed(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Operators of a PDF's pages exchanged, names and arrays nested."""
    words = (
        b"BT",
        b"ET",
        b"Tj",
        b"Tf",
        b"q",
        b"Q",
        b"re",
        b"f",
        b"Do",
        b"cm",
        b"BI ID EI",
        b"[" * 500,
        b"<<" * 500,
        b"(" * 500,
    )
    share = chance.choice((0.02, 0.3))
    return re.sub(
        rb"\b(?:BT|ET|Tj|Tf|Tm|re|f|cm|q|Q)\b",
        lambda m: chance.choice(words) if chance.random() < share else m[0],
        data,
    )


BYTES: tuple[Change, ...] = (
    truncated, beheaded, bits_flipped, bytes_replaced, run_deleted, run_repeated, runs_swapped, spliced, numbers_blown,
    integer_blown,
)  # fmt: skip
TEXT: tuple[Change, ...] = (snippets_inserted, snippets_inserted, line_repeated, lines_joined, recoded)
MARKUP: tuple[Change, ...] = (
    tags_nested, tags_dropped, element_repeated, attributes_blown, entities_declared, snippets_inserted,
)  # fmt: skip
INSIDE: tuple[Change, ...] = tuple(_in_member(change) for change in (*MARKUP * 3, *BYTES))

CHANGES: dict[str, tuple[Change, ...]] = {
    **dict.fromkeys(("txt", "md", "csv", "rtf"), BYTES + TEXT * 2),
    **dict.fromkeys(("html", "mht"), BYTES + TEXT + MARKUP * 2),
    **dict.fromkeys(("docx", "xlsx"), (*BYTES, *INSIDE, member_renamed, sizes_lied)),
    "zip": (*BYTES, *INSIDE, *(member_renamed, sizes_lied) * 4),
    "pdf": (*BYTES, *(references_changed, stream_changed, operators_changed, numbers_blown) * 3),
    "xls": BYTES,
}


def mutant(format_: str, seed: int, index: int, folder: Path | None = None, *, longest: int = MAX_MUTANT) -> Mutant:
    """The mutant of a number: the same bytes every time (with the same real files in `folder`), at most so many."""
    chance = Random(f"{format_}/{seed}/{index}")
    made, real = seeds(format_), seeds(format_, folder)[len(seeds(format_)) :]
    data = chance.choice(real) if real and chance.random() < REAL else chance.choice(made)
    name, names = f"{format_}-{seed}-{index}.{format_}", []
    if chance.random() < EMPTY:
        return Mutant(name, chance.choice((b"", b"\x00", b"\n", data[:1])), ("empty",))
    if chance.random() < WRONG_SUFFIX:
        name = name.removesuffix(format_) + chance.choice([other for other in FORMATS if other != format_])
        names.append("suffix_wrong")
    for _time in range(chance.randint(0 if names else 1, MOST_CHANGES)):
        change = chance.choice(CHANGES[format_])
        data = change(chance, data, made)[:longest]
        names.append(getattr(change, "__name__", ""))
    return Mutant(name, data, tuple(names))
