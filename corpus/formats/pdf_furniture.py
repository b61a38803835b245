"""What stands on a page beside the text: running headers and footers, page numbers, tables of contents."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from corpus.formats.layout import Line

MARGIN = 0.13
"""Share of a page's height at top and bottom in which running lines stand; the margins of GB/T 9704 are 37 and 35 mm of 297."""

SAME_PLACE = 4.0
"""Points by which a running line may move from page to page."""

REPEATED = 3
"""Pages with the same line at the same place from which it is a running one; half of the pages in shorter files."""

MAX_RUNNING = 4
"""Running lines at one end of a page at most."""

MIN_CONTENTS = 3
"""Lines below 目录 that end in a number, from which they are a table of contents without leaders."""

MAX_ENTRIES, MAX_ENTRY = 500, 200
"""Entries of a table of contents, and characters of one with its leaders."""

_NUMBER_ALONE = re.compile(
    r"[\s\-—–－一_~～·•|/()（）\[\]【】]*(?:第|共|Page|page|P|p)?[\s.]*(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百]{1,5}(?=\s*页))"
    r"\s*(?:页|頁)?(?:\s*[/,，、|of共]*\s*\d{1,4}\s*(?:页|頁)?)?[\s\-—–－一_~～·•|/()（）\[\]【】]*$"
)
_PRINTED_FROM_WEB = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?$|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s\S{0,2}\d{1,2}:\d{2}(?:\s[AP]M)?(?:\s|$)"
)
_LEADERS = re.compile(
    r"(?:[.．·…‥・․]\s?){4,}\s*[\-—–(（]?\s*(?:\d{1,4}|[ivxlcIVXLC]{1,6})?\s*[\-—–)）]?$|…{2,}\s*\d{1,4}$"
)
_CONTENTS = re.compile(r"目\s*[录錄次]$")
_ENTRY = re.compile(r".{2,}?[\s…]+\d{1,4}$")
_OWN_LINE = re.compile(r"附\s?[件表录]|第.{1,4}[编章节条]")
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[tuple[Line, ...]], heights: Sequence[float]) -> list[tuple[Line, ...]]:
    """The lines of each page without running headers, footers and page numbers.

    A number alone is a page number where it is the outermost line in a margin; any other line is a running one where it
    is repeated at the same place, its own page number aside.
    """
    places: dict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for at_top in (True, False):
            for line in _outermost(lines, height, at_top):
                for key in _keys(line.text, number):
                    places[at_top, key].append((number, line.top))
    enough = min(REPEATED, max(2, (len(pages) + 1) // 2))
    kept = []
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        dropped = set()
        for at_top in (True, False):
            for line in _outermost(lines, height, at_top):
                repeated = any(
                    len({n for n, top in places[at_top, key] if abs(top - line.top) <= SAME_PLACE}) >= enough
                    for key in _keys(line.text, number)
                )
                alone = _NUMBER_ALONE.match(line.text) or _PRINTED_FROM_WEB.match(line.text)
                if not (alone or (repeated and not _OWN_LINE.match(line.text))):
                    break
                dropped.add(line)
        kept.append(tuple(line for line in lines if line not in dropped))
    return kept


def contents_lines(lines: Sequence[Line]) -> set[Line]:
    """The lines of a table of contents: those with leaders to a number, the wrapped ones before them, and 目录 above;
    without leaders, lines below 目录 that end in a number."""
    found = {line for line in lines if _has_leaders(line)}
    for index, line in enumerate(lines):
        if not _CONTENTS.match(line.text):
            continue
        below = lines[index + 1 : index + 1 + MAX_ENTRIES]
        entries = list(takewhile(lambda entry: _has_leaders(entry) or _ENTRY.match(entry.text[-MAX_ENTRY:]), below))
        if len(entries) >= MIN_CONTENTS:
            found |= {line, *entries}
        elif any(entry in found for entry in below[:MIN_CONTENTS]):
            found.add(line)
    wrapped = {
        line
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if line not in found and above in found and below in found and abs(line.size - below.size) < 1
    }
    return found | wrapped


def _has_leaders(line: Line) -> bool:
    return _LEADERS.search(line.text[-MAX_ENTRY:]) is not None


def _outermost(lines: Sequence[Line], height: float, at_top: bool) -> list[Line]:
    """Lines in a margin, from the edge of the page inwards."""
    margin = MARGIN * height
    inside = [line for line in lines if (line.top < margin if at_top else line.bottom > height - margin)]
    return sorted(inside, key=lambda line: line.top, reverse=not at_top)[:MAX_RUNNING]


def _keys(text: str, page: int) -> list[str]:
    """What is the same on other pages: the text, and the text with each number that counts the pages made relative."""
    plain = "".join(text.split())
    numbers = [match for match in _DIGITS.finditer(plain) if len(match[0]) <= 4]
    return [plain] + [f"{plain[: m.start()]}#{int(m[0]) - page}#{plain[m.end() :]}" for m in numbers]
