"""Annexes (附件): the list of them below a text, and the headings under which they follow."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.numerals import chinese_integer
from corpus.signatures import Signature
from corpus.spans import Found, spaceless
from corpus.text import lines
from corpus.titles import LIST_LABEL, MARKS, closed_up, find_title

MAX_ANNEX_TITLE = 80
"""Characters of an annex's title; a longer line behind "附件：" is prose."""

MIN_CONTENT = 30
"""Characters below its heading that an annex has at least: a web page lists its downloads in the same words."""

_ORDINAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_HEAD = re.compile(
    rf"附[ \t\u3000]*(?:件|录|表)?[ \t\u3000]*(?P<ordinal>{_ORDINAL})?[ \t\u3000]*(?P<mark>[：:.．、]|(?=[ \t\u3000])|$)[ \t\u3000]*"
)
_NO_DECIMAL = r"(?!\d(?!\d{3}(?:年|[-—–~～至])))"
"""Behind the point of a label: no digit, but that of a year (1.2025年度申请表)."""

_ITEM = re.compile(
    rf"[ \t\u3000]*(?:[（(]?\d{{1,2}}[.．、)）]{_NO_DECIMAL}|[一二三四五六七八九十]{{1,3}}、|附件\d{{0,2}}[：:.．、])[ \t\u3000]*"
)
_INLINE_ITEM = re.compile(rf"(?<=\S)[ \t\u3000；;]*(?:\d{{1,2}}[.．、]{_NO_DECIMAL})[ \t\u3000]*")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|zip|rar|wps|et|ofd|pptx?|jpe?g|png|txt|ceb)\b.*$", re.IGNORECASE)
_TAIL = re.compile(r"[（(](?:略|从略|附件从略|另发|此略|见附件|点击下载)[)）]|[；;。，,]+$|【?点击下载】?")
_NOTE = re.compile(r"[（(][^（）()]*[）)]$")
_CLOSING = re.compile(r"[（(]?(?:(?:主动|依申请|不予)公开|公开方式|此件|附件从略|联系人|抄送|信息公开|附件略)")
_PRINTED = re.compile(r".*印[ \t\u3000]*发[ \t\u3000]*$")
_DOWNLOADS = re.compile(r"(?:相关)?附件(?:下载)?[：:]?|相关文档[：:]?")


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex that stands in the text: its title, and the offset of the line that begins it."""

    title: Found[str]
    start: int


@dataclass(frozen=True, slots=True)
class Annexes:
    """Titles in the list (落款 above or below it), and the annexes whose text follows."""

    listed: tuple[Found[str], ...] = ()
    present: tuple[Annex, ...] = ()

    @property
    def titles(self) -> tuple[Found[str], ...]:
        """All titles once, in the order of the list, then those that are present without being listed."""
        known: dict[str, Found[str]] = {}
        for title in self.listed:
            known.setdefault(_comparable(title.value), title)
        listed = {_comparable(_NOTE.sub("", title.value)) for title in self.listed}
        for annex in self.present:  # a title in its place may leave its note （征求意见稿） to the next line
            if _comparable(annex.title.value) not in listed:
                known.setdefault(_comparable(annex.title.value), annex.title)
        return tuple(known.values())


@lru_cache(maxsize=1)  # the metadata and the parts of a document ask for them in turn
def find_annexes(text: str, body: int, signed: tuple[Signature, ...]) -> Annexes:
    """The annexes of text[body:]. A line "附件" lists titles if a signature, another such line or nothing follows."""
    spans = list(lines(text, body))
    listed: list[Found[str]] = []
    present: list[Annex] = []
    signature_starts = {block.start for block in signed}
    done = body
    for position, (begin, end) in enumerate(spans):
        if begin < done:
            continue
        head = _head(text, begin, end)
        if head is None:
            continue
        items, after = _items(text, spans, position, head)
        if _is_list(text, spans, after, head, items, signature_starts):
            listed.extend(items)
            done = spans[after][0] if after < len(spans) else len(text)
        else:
            title = _title_of(text, spans, position, head, items)
            if title:
                present.append(Annex(title, begin))
                done = max(end, title.end)
    return Annexes(tuple(listed), tuple(present))


def _head(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The match of a line that opens as the heading of an annex or of the list of them."""
    raw = text[begin:end]
    start = begin + len(raw) - len(raw.lstrip(MARKS))
    match = _HEAD.match(text, start, end)
    if match is None or end - match.end() > MAX_ANNEX_TITLE * 4:
        return None
    rest = text[match.end() : end].strip(MARKS)
    plain = text[start:end].strip(MARKS)
    if not rest:
        return match
    if match["mark"] == "" and not match["ordinal"]:
        return None
    if plain.startswith("附") and not re.match(r"附[ \t\u3000]*件|附[ \t\u3000]*[：:\d]|附[ \t\u3000]*[录表]", plain):
        return None
    inline = bool(_INLINE_ITEM.search(rest)) or _ITEM.match(rest) is not None
    return match if len(rest) <= MAX_ANNEX_TITLE or inline else None


def _items(text: str, spans: list[tuple[int, int]], position: int, head: re.Match[str]) -> tuple[list[Found[str]], int]:
    """Titles behind "附件：" and on the numbered lines below; the index of the first line that is none."""
    end = spans[position][1]
    items = _split(text, head.end(), end)
    numbered = not items or _ITEM.match(text, head.end(), end) is not None
    after = position + 1
    expected = len(items) + 1
    while after < len(spans) and numbered:
        match = _ITEM.match(text, *spans[after])
        if match is None or not _continues(match.group(), expected):
            break
        found = _split(text, *spans[after])
        if not found or len(found[0].value) > MAX_ANNEX_TITLE:
            break
        items.extend(found)
        expected += len(found)
        after += 1
    return items, after


def _continues(label: str, expected: int) -> bool:
    ordinal = re.search(rf"{_ORDINAL}", label)
    return ordinal is None or chinese_integer(ordinal.group()) == expected


def _split(text: str, start: int, end: int) -> list[Found[str]]:
    """The titles of a line, which may hold several: 1.甲 2.乙."""
    first = _ITEM.match(text, start, end)
    begin = first.end() if first else start
    edges = [begin]
    if first:
        for match in _INLINE_ITEM.finditer(text, begin, end):
            edges += [match.start(), match.end()]
    edges.append(end)
    return [
        title
        for i in range(0, len(edges), 2)
        if (title := _clean(text, edges[i], edges[i + 1])) and title.value.strip()
    ]


def _clean(text: str, start: int, end: int) -> Found[str] | None:
    """A title without the suffix of a file and remarks such as （略）."""
    raw = text[start:end].strip("* \t\u3000《》")
    begin = start + len(text[start:end]) - len(text[start:end].lstrip("* \t\u3000《》"))
    title = _TAIL.sub("", _FILE.sub("", raw)).rstrip(" \t\u3000；;。》")
    return Found(closed_up(title), begin, begin + len(title)) if title else None


def _is_list(
    text: str, spans: list[tuple[int, int]], after: int, head: re.Match[str], items: list[Found[str]], signed: set[int]
) -> bool:
    if not items:
        return _DOWNLOADS.fullmatch(head.group().strip()) is not None and after >= len(spans)
    if head["mark"] not in ("：", ":") and head["ordinal"] is None:
        return False
    if after >= len(spans) or len(items) > 1:
        return True
    begin, end = spans[after]
    following = text[begin:end].strip(MARKS)
    if begin in signed or _head(text, begin, end) or _CLOSING.match(following) or _PRINTED.match(following):
        return True
    if _comparable(following) == _comparable(items[-1].value):
        return True
    content = 0
    for later in range(after, len(spans)):
        if _head(text, *spans[later]) or spans[later][0] in signed:
            break
        content += spans[later][1] - spans[later][0]
    if spans[after][0] > 0 and any(start in signed for start, _ in spans[after : after + 3]) and content < MIN_CONTENT:
        return True
    return content < MIN_CONTENT or re.search(_FILE, text[head.end() : spans[after - 1][1]]) is not None


def _title_of(
    text: str, spans: list[tuple[int, int]], position: int, head: re.Match[str], items: list[Found[str]]
) -> Found[str] | None:
    """Title behind the label or on the lines below; an annex without either has none and is called by its label."""
    begin, end = spans[position]
    if items and head.end() < end:
        return items[0]
    if position + 1 < len(spans):
        below = spans[position + 1]
        title, _ = find_title(text, below[0])
        line = text[below[0] : below[1]].strip(MARKS)
        if title and len(title.value) <= MAX_ANNEX_TITLE and not LIST_LABEL.match(line) and "|" not in line:
            return title
        if (
            len(line) <= MAX_ANNEX_TITLE
            and line[-1:] not in "。；;，,：:"
            and "|" not in line
            and not LIST_LABEL.match(line)
        ):
            return _clean(text, *below)
    label = text[begin:end].strip(MARKS)
    return Found(spaceless(label), begin, begin + len(label)) if position + 1 < len(spans) else None


def _comparable(title: str) -> str:
    return re.sub(r"[《》〈〉\s*#（()）]", "", title)
