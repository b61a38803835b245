"""ZIP files of documents: their members one by one, read in memory, within bounds.

Nothing is ever written to disk, so a member's name is only a label; it is cleaned all the same, so that a source never
seems to lie outside its archive.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.errors import DocumentError
from corpus.formats.office_package import UNPACK_ERRORS, TooLarge, open_zip, unpack
from corpus.formats.sniff import true_suffix

MAX_MEMBERS = 2_000
"""Files read from one archive, nested ones included: the largest published collections have some hundreds."""

MAX_DEPTH = 3
"""Archives inside archives: a collection of a year, a month, a day."""

MAX_MEMBER = 50_000_000
"""Bytes of one member unpacked, as for a file outside an archive (`corpus.load.MAX_BYTES`)."""

MAX_TOTAL = 500_000_000
"""Bytes of all members unpacked, nested archives included."""

MAX_RATIO = 200
"""How many times larger a member may be unpacked than packed: texts reach 10, tables of equal rows 100, bombs 1,000."""

RATIO_FROM = 5_000_000
"""Bytes from which the ratio is looked at: a small file of blanks does no harm."""

_ENCRYPTED = 0x1
_UTF8 = 0x800
_JUNK_FOLDERS = frozenset({"__macosx", ".git", ".svn", "$recycle.bin"})
_JUNK = re.compile(r"~\$.*|\..*|thumbs\.db|desktop\.ini|~.*\.tmp", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_FIRST_CJK = "\u2e80"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path inside ("附件.zip/办法.docx"), and its bytes or why they cannot be read."""

    name: str
    data: bytes = b""
    error: DocumentError | None = None


@dataclass(slots=True)
class _Budget:
    source: str
    members: int = MAX_MEMBERS
    bytes: int = MAX_TOTAL
    names: set[str] = field(default_factory=set)

    @property
    def is_spent(self) -> bool:
        return self.members <= 0 or self.bytes <= 0


def members(data: bytes, source: str) -> Iterator[Member]:
    """Files of a ZIP archive and of the archives in it, in the archive's order; a broken one does not stop the others.

    Raises DocumentError if the archive itself cannot be opened. Files of the system (__MACOSX, Thumbs.db, ~$…) are left out.
    """
    yield from _members(data, source, "", 1, _Budget(source))


def _members(data: bytes, source: str, prefix: str, depth: int, budget: _Budget) -> Iterator[Member]:
    with open_zip(data, source) as archive:
        for entry in archive.infolist():
            name = member_name(entry)
            if entry.filename.endswith(("/", "\\")) or _is_junk(name):
                continue
            label = _distinct(prefix + (name or "（无名文件）"), budget.names)
            if budget.is_spent:
                yield _failed(label, source, f"压缩包超过上限（{MAX_MEMBERS} 个文件或解压后 {MAX_TOTAL // 1_000_000} MB），其后的文件没有读", "请拆分后再添加")  # fmt: skip
                return
            budget.members -= 1
            member = _read(archive, entry, label, budget)
            if member.error is None and _is_archive(member):
                yield from _nested(member, depth, budget)
            else:
                yield member


def _nested(member: Member, depth: int, budget: _Budget) -> Iterator[Member]:
    if depth >= MAX_DEPTH:
        yield _failed(member.name, budget.source, f"压缩包套压缩包超过 {MAX_DEPTH} 层", "请解压后再添加")
        return
    try:
        yield from _members(member.data, f"{budget.source}/{member.name}", member.name + "/", depth + 1, budget)
    except DocumentError as exc:
        yield Member(member.name, error=exc)


def _is_archive(member: Member) -> bool:
    return member.name.lower().endswith(".zip") and true_suffix(member.data, ".zip") == ".zip"


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, label: str, budget: _Budget) -> Member:
    if entry.flag_bits & _ENCRYPTED:
        return _failed(label, budget.source, "文件有密码保护", "请解压（输入密码）后再添加")
    limit = min(MAX_MEMBER, budget.bytes, max(RATIO_FROM, entry.compress_size * MAX_RATIO))
    try:
        data = unpack(archive, entry, limit)
    except TooLarge:
        budget.bytes -= limit
        ratio = limit == entry.compress_size * MAX_RATIO
        reason = (
            f"解压后超过原来的 {MAX_RATIO} 倍（疑似压缩炸弹）" if ratio else f"解压后超过 {limit / 1_000_000:.0f} MB"
        )
        return _failed(label, budget.source, reason, "请确认文件来源，拆分后再添加")
    except UNPACK_ERRORS as exc:
        known = isinstance(exc, NotImplementedError)
        reason = "用了不支持的压缩方式" if known else "损坏或不完整，无法解压"
        return _failed(label, budget.source, reason, "请用压缩软件解压后再添加" if known else "请重新下载压缩包")
    budget.bytes -= len(data)
    return Member(label, data)


def _failed(label: str, source: str, reason: str, remedy: str) -> Member:
    return Member(label, error=DocumentError(f"{source}/{label}", reason, remedy))


def member_name(entry: zipfile.ZipInfo) -> str:
    """The name as a relative path with "/" and without "..", drive letters and control characters.

    Names without the UTF-8 mark are UTF-8 where they can be and hold Chinese (macOS), else GBK (Windows in Chinese), else
    code page 437 (the standard).
    """
    written = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        written = _decoded(written)
    path = written.partition("\x00")[0].replace("\\", "/")
    steps = [_CONTROL.sub("", step).strip() for step in path.split("/")]
    kept = [step for step in steps if step not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", step)]
    if kept:
        kept[0] = re.sub(r"^[A-Za-z]:", "", kept[0])
    return "/".join(kept)


def _decoded(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    if raw.isascii():
        return name
    for code in ("utf-8", "gb18030"):
        try:
            decoded = raw.decode(code)
        except UnicodeDecodeError:
            continue
        if code != "utf-8" or any(char >= _FIRST_CJK for char in decoded):
            return decoded
    return name


def _is_junk(name: str) -> bool:
    *folders, last = name.split("/")
    return any(folder.lower() in _JUNK_FOLDERS for folder in folders) or bool(_JUNK.fullmatch(last))


def _distinct(name: str, taken: set[str]) -> str:
    """The name, with a number where the archive has it twice."""
    stem, dot, suffix = name.rpartition(".")
    distinct, number = name, 1
    while distinct in taken:
        number += 1
        distinct = f"{stem}（{number}）{dot}{suffix}" if stem else f"{name}（{number}）"
    taken.add(distinct)
    return distinct
