"""Where the labels of headings and numbered items stand in a text: 第一章, 第一条, 一、, （一）, 1., (1), ①, 一是, 问：, Markdown
headings, lines that the format marks as headings, and the first lines of parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.content import Styled
from corpus.numerals import chinese_integer
from corpus.records import Part, Span
from corpus.text import lines

MAX_MARKED = 500
"""Characters of a line that is marked as a heading: a longer one is a paragraph in the wrong style, and its text would
stand above every passage below it."""

_NUMERAL = "[一二三四五六七八九十百零〇]{1,5}"
_ENUMERATOR = r"\d{1,2}"

_FORMS: tuple[tuple[str, str], ...] = (
    ("markdown", r"#{1,6}[ \t]+"),
    ("annex", r"附[ \t\u3000]*件[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}|\d{1,2})?(?:[：:]|(?=[ \t\u3000]*$))"),
    ("编", rf"第(?:{_NUMERAL}|{_ENUMERATOR})(?:编|部分)(?![\u4e00-\u9fff]{{0,3}}(?:的|规定|所))"),
    ("章", rf"第(?:{_NUMERAL}|{_ENUMERATOR})章(?=[\s：:\u4e00-\u9fff])"),
    ("节", rf"第(?:{_NUMERAL}|{_ENUMERATOR})节(?=[\s：:\u4e00-\u9fff])"),
    ("条", rf"第(?:{_NUMERAL}|\d{{1,3}})条(?:之{_NUMERAL})?(?=[\s*：:【\[（(《“\u4e00-\u9fff])"),
    ("一、", rf"{_NUMERAL}\s?[、．.]"),
    ("（一）", rf"[（(]\s?{_NUMERAL}\s?[)）]、?"),
    ("1.", rf"{_ENUMERATOR}\s?(?:[.．](?!\d(?!\d{{3}}年))|、)"),
    ("(1)", rf"[（(]\s?{_ENUMERATOR}\s?[)）]|{_ENUMERATOR}[)）]"),
    ("①", r"[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]"),
    ("一是", r"[一二三四五六七八九十]{1,2}是"),
)
RANKS = {kind: rank for rank, (kind, _) in enumerate(_FORMS)}
_ANNEX = re.compile(_FORMS[1][1])
_LABEL = re.compile(
    r"(?:\*\*)?(?:" + "|".join(f"(?P<k{rank}>{pattern})" for rank, (_, pattern) in enumerate(_FORMS)) + ")"
)
_INLINE_KINDS = frozenset({"条", "一、", "（一）", "1.", "(1)", "①", "一是"})
_ANSWER = re.compile(r"\s*(?:\*\*)?(?:答|A)\s?\d{0,2}\s?[：:]")
_ASKED = re.compile(r"(?:\*\*)?(?:(?:问|Q)\s?\d{0,2}\s?[：:])?[ \t\u3000]*")
_LONGEST_QUESTION = 80
"""Characters of a question that stands above its answer (问：…？ 答：…)."""

_ABOVE = -20
"""Level of a part, above every heading; styled and Markdown headings follow in their own order, then numbered labels."""

_SENTENCE_END = re.compile(r"[。！？!?；;：:][”’」』)）]*[ \t\u3000]*")
_GAP = re.compile(r"(?<![\s\d，,、])[ \t\u3000]+")
_CROSS_REFERENCE = re.compile(r"(?:之)?(?:第[一二三四五六七八九十\d]+[款项目]|[、和至及与或到]\s?第|的?规定|所[列称])")


@dataclass(frozen=True, slots=True)
class Label:
    """A label where it stands, its number (0 without one) and its level: a lower one stands above a higher one."""

    kind: str
    start: int
    end: int
    ordinal: int
    level: int
    own_line: bool
    set_off: bool
    style: int = 0
    """Level of the format's own style from 1, 0 for a line without."""
    title: str = ""
    """Title of the part that begins here, which may be set in several lines."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of lines by the offset at which they begin: headings by style, and first lines of parts; and where
    the tables stand."""

    styled: dict[int, Styled]
    pieces: dict[int, Part]
    tables: list[Span]


def find_labels(text: str, start: int, marks: Marks) -> Iterator[Label]:
    """All labels from offset `start` on, in order. None is looked for in tables."""
    tables = iter(marks.tables)
    table = next(tables, None)
    for begin, end in lines(text, start):
        while table is not None and table[1] <= begin:
            table = next(tables, None)
        if table is not None and table[0] <= begin:
            continue
        style = marks.styled.get(begin) if end - begin <= MAX_MARKED else None
        if (piece := marks.pieces.get(begin)) is not None:
            annex = _ANNEX.match(text, begin, end)
            kind, stop = ("annex", annex.end()) if annex else ("part", begin)
            yield Label(kind, begin, stop, 0, _ABOVE, True, False, title=piece.title)
            continue
        found = list(_line_labels(text, begin, end))
        if style and not (found and found[0].own_line):
            yield Label("styled", begin, begin, 0, _ABOVE + style.level, True, False, style.level)
        elif style:
            yield replace(found[0], style=style.level)
            yield from found[1:]
        elif not found and asks_above(text, begin, end):
            asked = _ASKED.match(text, begin, end)
            yield Label("问", begin, asked.end() if asked else begin, 0, RANKS["一、"], True, False)
        else:
            yield from found


def asks_above(text: str, begin: int, end: int) -> bool:
    """Whether a line is a question whose answer begins on the line below it (答：…)."""
    line = text[begin:end].rstrip(" \t\u3000\r\n*")
    return line.endswith(("?", "？")) and len(line) <= _LONGEST_QUESTION and _ANSWER.match(text, end) is not None


def _line_labels(text: str, begin: int, end: int) -> Iterator[Label]:
    """Labels of one line, at its beginning or behind the end of a sentence."""
    inline = {m.end() for pattern in (_SENTENCE_END, _GAP) for m in pattern.finditer(text, begin, end)}
    for position in sorted({begin, *inline} - {end}):
        match = _LABEL.match(text, position, end)
        if match is None:
            continue
        kind = _FORMS[_rank_of(match)][0]
        own_line = position == begin
        if (not own_line and kind not in _INLINE_KINDS) or (kind == "markdown" and end - begin > MAX_MARKED):
            continue
        if kind == "条" and _CROSS_REFERENCE.match(text, match.end(), end):
            continue
        yield _label(kind, match, own_line, text)
        if kind == "markdown":
            break


def _rank_of(match: re.Match[str]) -> int:
    return int((match.lastgroup or "k0")[1:])


def _label(kind: str, match: re.Match[str], own_line: bool, text: str) -> Label:
    written = match.group()
    level = RANKS[kind]
    stop = match.end()
    ordinal = 0
    if kind == "markdown":
        level = _ABOVE + written.count("#")
    elif kind == "①":
        ordinal = ord(written[-1]) - ord("①") + 1
    elif kind != "annex":
        digits = re.search(rf"{_NUMERAL}|\d+", written)
        ordinal = chinese_integer(digits.group()) if digits else 0
    if written.startswith("**") and text.startswith("**", stop):
        stop += 2
    set_off = own_line and text[stop : stop + 1] in ("", " ", "\u3000", "\r", "\n")
    return Label(kind, match.start(), stop, ordinal, level, own_line, set_off)
