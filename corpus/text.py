"""Bytes to text, and the folded copy of a text that is used for matching.

The text that people read is kept as it is, line ends and full-width spaces included. Only the matching copy is folded,
and every character of it maps back to the original.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from corpus.errors import DocumentError

MAX_CONTROL_SHARE = 0.01
"""More control characters than this and a file is binary: real texts hold a stray form feed at most."""

MIN_BIG5_SHARE, MAX_GB_SHARE = 0.9, 0.75
"""Share of two-byte characters in the block of common characters of each code. Simplified prose lies above 0.95 for GB,
traditional prose above 0.95 for Big5; read with the other code, both fall to chance (about 0.5)."""

ASIDE = re.compile("[(（][^()（）]*[)）]")
"""What stands in round brackets, of either width."""

_FOLDED_MARKS = {
    **dict.fromkeys("〔【［〖", "["),
    **dict.fromkeys("〕】］〗", "]"),
    **dict.fromkeys("“”„‟「」『』＂", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("—–―‒−﹣－", "-"),
    **dict.fromkeys("～∼〜", "~"),
    **dict.fromkeys("∶︰", ":"),
    "後": "后",  # 後 and 馀 stand in texts that are otherwise in simplified characters
    "馀": "余",
    **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", ""),
}


def _is_control(char: str) -> bool:
    return unicodedata.category(char) == "Cc"


SHORT = 300
"""Characters of a text whose folded copy is kept: those of a sentence, or of a question."""

_UNEVEN: set[str] = set()
"""Characters met so far that fold to none or to several."""


class Table(dict[int, str]):
    """Translation table filled on demand: code point to what `make` makes of its character."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, code: int) -> str:
        self[code] = made = self._make(chr(code))
        return made


def _fold_char(char: str) -> str:
    folded = _FOLDED_MARKS.get(char)
    if folded is None:
        plain = unicodedata.normalize("NFKC", char).lower()
        folded = "".join(_FOLDED_MARKS.get(c, " " if c.isspace() or _is_control(c) else c) for c in plain)
    if len(folded) != 1:
        _UNEVEN.add(char)
    return folded


_TABLE = Table(_fold_char)

_FREQUENT = "，：；（）“”後馀"
"""The characters of most texts that fold to another one, and the Han ones that do."""

_OTHERS = re.compile('[^0-9a-z\u4e00-\u9fff 、。《》.,:;()%"-]+')
"""Stretches of characters of which not all fold to themselves for sure."""

_EVEN_TABLE = Table(lambda char: folded if len(folded := _TABLE[ord(char)]) == 1 else char)


def fold(text: str) -> str:
    """Matching copy: full width to half, lower case, brackets, quotes and dashes alike, white space to spaces."""
    return _kept_folded(text) if len(text) <= SHORT else _folded(text)


@lru_cache(maxsize=10_000)  # a sentence is folded by each of those who read it
def _kept_folded(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    """By the table only what may change: `translate` alone takes three times as long."""
    for mark in _FREQUENT:
        text = text.replace(mark, _TABLE[ord(mark)])
    return _OTHERS.sub(lambda match: match[0].translate(_TABLE), text)


def fold_evenly(text: str) -> str:
    """A folded copy, character for character."""
    return text.translate(_EVEN_TABLE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with its way back. `origins[i]` is the offset in the original of folded character i, and the last
    entry is the length of the original."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Span in the original of the folded span [start, end), whole original characters."""
        if start == end:
            return self.origins[start], self.origins[start]
        last = self.origins[end - 1]
        return self.origins[start], self.origins[bisect_left(self.origins, last + 1, lo=end - 1)]


def fold_mapped(text: str) -> Folded:
    """Fold and keep the offsets."""
    folded = fold(text)
    if _UNEVEN.isdisjoint(text):
        return Folded(folded, range(len(text) + 1))
    origins: list[int] = []
    for offset, char in enumerate(text):
        origins.extend([offset] * len(_TABLE[ord(char)]))
    origins.append(len(text))
    return Folded(folded, origins)


def longest_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of the longest of the words that stands at a place."""
    return re.compile(tree_of(words))


def tree_of(words: Iterable[str], between: str = "") -> str:
    """The pattern of the longest of some words, as a tree by character: one alternation of a thousand words is tried word by word.
    `between` may stand between any two characters of a word."""
    branches = []
    for first, same in groupby(sorted(filter(None, set(words))), lambda word: word[0]):
        rest = [word[1:] for word in same]
        below = tree_of(rest, between)
        behind = f"{between}{below}" if below else ""
        branches.append(re.escape(first) + (f"(?:{behind})?" if behind and "" in rest else behind))
    return f"(?:{'|'.join(branches)})" if len(branches) > 1 else "".join(branches)


_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_ANY_MARK = re.compile(r"[#*_`~\[]")
_CLOSING = re.compile(r"\s#+$")
_MARKED = re.compile(
    r"\[([^\[\]]{1,200})\]\((?:https?:|[./#])[^()\s]{0,500}\)|\*{2,3}|(?<![\w])__(?=\S)|(?<=\S)__(?![\w])|`+|~~"
)


def lines(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Spans of the lines from `start` on, stripped of white space at both ends; blank lines are left out."""
    return (match.span() for match in _LINE.finditer(text, start))


def unmarked(line: str) -> str:
    """A line without the marks of Markdown, for a heading or a title: ## **资金`管理`** ## is 资金管理."""
    plain = line.strip()
    if not _ANY_MARK.search(plain):
        return plain
    if plain.startswith("#"):
        plain = _CLOSING.sub("", plain.lstrip("#"))
    return _MARKED.sub(lambda match: match[1] or "", plain).strip()


def decode(data: bytes, source: str) -> str:
    """Text of a file in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    Raises DocumentError for an empty or binary file, Big5, or anything else.
    """
    text = _decode_known(data, source)
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise DocumentError(source, "文件是空的", "请确认文件已保存完整")
    control = sum(count for char, count in Counter(text).items() if _is_control(char) and char not in "\t\n\r\f\v")
    if "\x00" in text or control > MAX_CONTROL_SHARE * len(text):
        raise DocumentError(source, "不是文本文件（含有二进制内容）", "请另存为 UTF-8 编码的文本后再添加")
    return text


def _decode_known(data: bytes, source: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as exc:
            raise DocumentError(source, f"UTF-16 文本在第 {exc.start} 字节处损坏", "请重新保存为 UTF-8") from exc
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        bad_byte = exc.start
    if b"\x00" in data:
        raise DocumentError(source, "不是文本文件（含有二进制内容）", "请另存为 UTF-8 编码的文本后再添加")
    if _looks_big5(data):
        raise DocumentError(source, "编码是 Big5（繁体）", "请用编辑器另存为 UTF-8 后再添加")
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as exc:
        raise DocumentError(
            source,
            f"不是 UTF-8（第 {bad_byte} 字节起）也不是 GB18030（第 {exc.start} 字节起）",
            "请另存为 UTF-8 后再添加",
        ) from exc


def _looks_big5(data: bytes) -> bool:
    try:
        data.decode("big5")
    except UnicodeDecodeError:
        return False
    pairs, common_big5, common_gb, i = 0, 0, 0, 0
    while i < len(data) - 1:
        lead, trail = data[i], data[i + 1]
        if lead < 0x80:
            i += 1
            continue
        if lead >= 0xA4:  # below are punctuation and symbols in both codes
            pairs += 1
            common_big5 += lead <= 0xC6
            common_gb += 0xB0 <= lead <= 0xD7 and trail >= 0xA1
        i += 2
    return pairs > 0 and common_big5 >= MIN_BIG5_SHARE * pairs and common_gb <= MAX_GB_SHARE * pairs
