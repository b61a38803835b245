"""The title of the document on a page, and where it stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.content import one_line
from corpus.formats.html_lines import NUMBERED, Line
from corpus.formats.html_main import NUMBER_LINE, Main
from corpus.formats.html_noise import PUNCTUATION, prose
from corpus.formats.html_tree import Node, Page

META_TITLES = ("articletitle", "og:title", "twitter:title", "dc.title")

TITLE_NAMES = re.compile("title|biaoti|ucaptitle|headline", re.I)

MIN_TITLE, MAX_TITLE = 6, 200
"""Characters of a title; below are names of columns (通知), above is text."""

SITE_NAME = re.compile(r"(?:网站|网|平台|人民政府|信息公开|公众号|数据库|在线|专栏|首页)$")
"""The end of a headline that is the site's or the column's."""

HEAD_LINES = 15
"""Lines at the beginning of a text among which its title stands."""

TITLE_LINES = 6
"""Lines over which a title is broken at most."""

PREFIX = re.compile(r"^[（(【\[][^）)】\]]{1,10}[）)】\]]")
"""（转载） or 【通知】, which sites put before a title."""

DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")

KIND = re.compile(
    r"(?:通知|办法|规定|决定|意见|公告|通告|细则|方案|条例|规划|公报|函|批复|报告|计划|纲要|目录|清单|指南|措施|政策|标准|令|解读|规则|章程|议案|要点|说明|制度|预案|公示|简章)"
    r"(?:[（(][^）)]{1,20}[）)])?$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and the lines [first, last) of the document's text that are it (an empty range if none are)."""

    text: str
    first: int
    last: int


def find_title(page: Page, lines: list[Line], main: Main) -> Title | None:
    """The title by the page's own marks, else the centred or bold lines at the head of the text, else None."""
    head = [i for i in range(main.first, main.last) if not main.noise[i]][:HEAD_LINES]
    for candidate in _candidates(page, lines, main):
        place = _place(candidate, lines, head)
        if place:
            text = lines[place[0]].text if place[1] - place[0] == 1 else PREFIX.sub("", " ".join(candidate.split()))
            return Title(text, *place)
    above = [i for i in range(max(main.first - HEAD_LINES, 0), main.first) if not main.noise[i]]
    shown = [text for text in _of_window(page) if _place(text, lines, above)]
    surest, headlines, named = _marked(page, lines, main)
    outside = next(iter([*surest, *shown, *headlines]), None)
    if outside:
        return Title(outside, main.first, main.first)
    apart = _set_apart(lines, above, main) or _set_apart(lines, head, main)
    return apart or (Title(named[0], main.first, main.first) if named else None)


def squash(text: str) -> str:
    """A title without white space and the site's prefix, for comparison."""
    return PREFIX.sub("", "".join(text.split()))


def _candidates(page: Page, lines: list[Line], main: Main) -> list[str]:
    """Everything on the page that says it is a title, the surest first."""
    return [*(text for group in _marked(page, lines, main) for text in group), *_of_window(page)]


def _marked(page: Page, lines: list[Line], main: Main) -> tuple[list[str], list[str], list[str]]:
    """Titles by the page's marks: those that two marks agree on or a meta tag gives; h1 elements; elements named so."""
    told = [page.meta[name] for name in META_TITLES if MIN_TITLE <= len(page.meta.get(name, "")) <= MAX_TITLE]
    known = {squash(text) for text in told}
    window = squash(page.title)
    headlines = _titles_in(lines, main, _is_h1)
    named = _titles_in(lines, main, _is_named_title)
    surest = [text for text in headlines + named if squash(text) in known or squash(text) in window]
    return [*surest, *told], headlines, named


def _titles_in(lines: list[Line], main: Main, is_title: Callable[[Node], bool]) -> list[str]:
    """The texts of elements of a kind above the document's text or at its head."""
    nodes: dict[int, Node] = {}
    for index in range(min(main.first + HEAD_LINES, main.last)):
        line = lines[index]
        if line.is_hidden or line.linked * 2 > len(line.text) or (main.noise[index] and index < main.first):
            continue
        for node in line.node.ancestors():
            if node.last - node.first > TITLE_LINES:
                break
            if is_title(node):
                nodes.setdefault(id(node), node)
    texts = [one_line_spaced([line.text for line in lines[node.first : node.last]]) for node in nodes.values()]
    return [t for t in texts if MIN_TITLE <= len(t) <= MAX_TITLE and not SITE_NAME.search(t) and not NUMBERED.match(t)]


def _is_h1(node: Node) -> bool:
    return node.tag in ("h1", "ucaptitle")


def _is_named_title(node: Node) -> bool:
    names = f"{node.tag} {node.attribute('class')} {node.attribute('id')}"
    return node.tag in ("h2", "h3") or bool(TITLE_NAMES.search(names))


def one_line_spaced(texts: list[str]) -> str:
    """The lines of a title as one; a title on one line keeps its spaces."""
    return texts[0] if len(texts) == 1 else one_line("\n".join(texts))


def _of_window(page: Page) -> list[str]:
    """The parts of the window's title, the longest first: the others are names of the site."""
    parts = [part.strip() for part in re.split(r"\s*(?:[-_|—–]+)\s*", page.title)]
    return sorted((part for part in [page.title, *parts] if len(part) >= MIN_TITLE), key=len, reverse=True)


def _place(title: str, lines: list[Line], head: list[int]) -> tuple[int, int] | None:
    """The lines at the head of the text that make up a title."""
    wanted = squash(title)
    for start, index in enumerate(head):
        joined = ""
        for after in head[start : start + TITLE_LINES]:
            joined += "".join(lines[after].text.split())
            if squash(joined) == wanted:
                return index, after + 1
            if not wanted.startswith(squash(joined)):
                break
    return None


def _set_apart(lines: list[Line], head: list[int], main: Main) -> Title | None:
    """The first centred or bold lines above the running text that read like a title."""
    for start, index in enumerate(head):
        if prose(lines[index]) and not lines[index].is_centred:
            break
        block: list[int] = []
        for after in head[start : start + TITLE_LINES]:
            line = lines[after]
            apart = (line.is_centred or line.is_bold or 0 < line.level <= 2) and not line.linked
            if (
                not apart
                or NUMBER_LINE.fullmatch(line.text)
                or DATE.search(line.text)
                or PUNCTUATION.search(line.text[-1])
            ):
                break
            block.append(after)
            text = one_line_spaced([lines[i].text for i in block])
            if KIND.search(text) and MIN_TITLE <= len(text) <= MAX_TITLE:
                return Title(text, index, after + 1) if index >= main.first else Title(text, main.first, main.first)
    return None
