"""The lines of a page: what a reader sees on a line of its own, and where in the tree it stands."""

import re
from dataclasses import dataclass, field

from corpus.formats.html_tree import BLOCKS, Node, events

HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
HIDDEN_CLASSES = frozenset({"hide", "hidden", "d-none", "sr-only", "visually-hidden"})

ALIGNED_STYLE = re.compile(r"text-align\s*:\s*([a-z]+)", re.I)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…]"
HARD_WRAP = re.compile(rf"(?<={_WIDE})[ \t]*\r?\n[ \t\r\n]*(?={_WIDE})")
"""A line break of the source inside a sentence; between Chinese characters it is no space."""

SPACE = re.compile(r"\s+")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")

NUMBERED = re.compile(
    r"[（(]?(?:\d+|[一二三四五六七八九十百]+|[a-zA-Z]|[①-⑳])[）)、.．，]|第[一二三四五六七八九十百零\d]+[章节条款项]|[①-⑳]"
)
"""An item that brings its own number."""

LINK_LINES = 6
"""Lines of a link at most, as in the card of an article; a longer one was never closed."""

SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
NOTE_MARK = re.compile(r"[\[［〔(（]?\d{0,3}[\]］〕)）*]*")
EXPONENT = re.compile(r"[+-]?\d{1,3}")


@dataclass(slots=True, eq=False)
class Slot:
    """A cell of a table in the tree, and the cell around that table."""

    cell: Node
    table: Node
    outer: "Slot | None"


@dataclass(slots=True)
class Line:
    """A line: its text, the innermost block that holds it, its characters that are a link, its heading level (0 is
    none)."""

    text: str
    node: Node
    linked: int
    level: int
    slot: Slot | None
    is_hidden: bool
    is_centred: bool
    is_bold: bool


@dataclass(slots=True)
class _Writer:
    """Collects the lines; the counters tell how many elements of a kind are open."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    blocks: list[Node] = field(default_factory=list)
    slots: list[Slot | None] = field(default_factory=lambda: [None])
    tables: list[Node] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)
    label: str = ""
    level: int = 0
    linked: int = 0
    plain: int = 0  # characters of the line that are not bold
    links: int = 0
    hidden: int = 0
    aligned: list[str] = field(default_factory=lambda: [""])
    bold: int = 0
    preformatted: int = 0

    def enter(self, node: Node) -> None:
        tag = node.tag
        if tag in BLOCKS or tag == "br":
            self.flush()
            self.blocks.append(node)
            self.aligned.append(_alignment(node) or self.aligned[-1])
        node.first = len(self.lines)
        self._count(node, 1)
        if tag == "table":
            self.tables.append(node)
        elif tag in ("td", "th"):
            self.slots.append(Slot(node, self.tables[-1], self.slots[-1]) if self.tables else self.slots[-1])
        elif tag == "li":
            self.label = self._number(node)
        elif tag == "sup":
            self.marks.append(len(self.pieces))

    def leave(self, node: Node) -> None:
        tag = node.tag
        if tag in BLOCKS or tag == "br":
            self.flush()
            self.blocks.pop()
            self.aligned.pop()
        if tag == "sup":
            self._superscript()
        elif tag == "table":
            self.tables.pop()
        elif tag in ("td", "th"):
            self.slots.pop()
        elif tag == "li":
            self.label = ""
        self._count(node, -1)
        node.last = len(self.lines)
        if tag == "a" and node.last - node.first > LINK_LINES:
            for line in self.lines[node.first :]:
                line.linked = 0
            self.linked = 0

    def text(self, text: str) -> None:
        plain = INVISIBLE.sub("", text if self.preformatted else HARD_WRAP.sub("", text))
        for number, part in enumerate(plain.splitlines() if self.preformatted else [plain]):
            if number:
                self.flush()
            self.pieces.append(part)
            size = len(part) - sum(map(str.isspace, part))
            self.linked += size if self.links else 0
            self.plain += 0 if self.bold else size

    def flush(self) -> None:
        text = "".join(self.pieces)
        self.pieces.clear()
        self.marks = [0] * len(self.marks)
        line = SPACE.sub(_one_space, text).strip()
        if line:
            if self.label and not NUMBERED.match(line):
                line = self.label + line
            self.label = ""
            block = self.blocks[-1]
            level = next((int(n.tag[1]) for n in self.blocks[-1:] if re.fullmatch("h[1-6]", n.tag)), self.level)
            self.lines.append(
                Line(
                    line,
                    block,
                    self.linked,
                    level,
                    self.slots[-1],
                    self.hidden > 0,
                    self.aligned[-1] == "center",
                    not self.plain,
                )
            )
        self.linked = self.plain = 0

    def _count(self, node: Node, step: int) -> None:
        attributes = node.attributes
        if re.fullmatch("h[1-6]", node.tag):
            self.level = int(node.tag[1]) if step > 0 else 0
        self.preformatted += step * (node.tag == "pre")
        self.bold += step * (node.tag in ("b", "strong", "h1", "h2", "h3"))
        self.links += step * (node.tag == "a" and ("href" in attributes or "onclick" in attributes))
        if not attributes:
            return
        style = attributes.get("style", "")
        self.bold += step * bool(BOLD_STYLE.search(style))
        self.hidden += step * _is_hidden(node, style)

    def _number(self, item: Node) -> str:
        """The number that a browser shows before an item of a numbered list."""
        items = item.parent
        if (
            items is None
            or items.tag != "ol"
            or re.search(r"list-style(?:-type)?\s*:\s*none", items.attribute("style"))
        ):
            return ""
        first = _integer(items.attribute("start"), 1)
        number = self.numbers[id(items)] = _integer(item.attribute("value"), self.numbers.get(id(items), first - 1) + 1)
        return number_shown(number, items)

    def _superscript(self) -> None:
        """An exponent keeps its place (m²); the mark of a footnote goes."""
        start = self.marks.pop()
        text = "".join(self.pieces[start:]).strip()
        before = "".join(self.pieces[:start]).rstrip()[-1:]
        del self.pieces[start:]
        if EXPONENT.fullmatch(text) and before.isascii() and before.isalnum() and not self.links:
            self.pieces.append(text.translate(SUPERSCRIPTS))
        elif not NOTE_MARK.fullmatch(text):
            self.pieces.append(text)


def lines_of(root: Node) -> list[Line]:
    """The lines of a tree in order, empty ones left out; sets `first` and `last` of its nodes."""
    writer = _Writer(blocks=[root])
    for event, item in events(root):
        if isinstance(item, str):
            writer.text(item)
        elif event == "enter":
            writer.enter(item)
        else:
            writer.leave(item)
    writer.flush()
    root.last = len(writer.lines)
    return writer.lines


def number_shown(number: int, items: Node) -> str:
    """ "3. " or, in the list's own style, "三、" or "c. "."""
    style = f"{items.attribute('style')} {items.attribute('type')} {items.attribute('class')}"
    if re.search("cjk-ideographic|simp-chinese|cjk-decimal|custom_cn", style) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        digits = " 一二三四五六七八九"
        return (("" if tens == 1 else digits[tens].strip()) + ("十" if tens else "") + digits[ones].strip()) + "、"
    kind = items.attribute("type")
    if kind in ("a", "A") or re.search("(?:lower|upper)-(?:alpha|latin)", style):
        letter = chr(ord("a") + (number - 1) % 26)
        return (letter.upper() if kind == "A" or "upper" in style else letter) + ". "
    return f"{number}. "


def _is_hidden(node: Node, style: str) -> bool:
    return (
        "hidden" in node.attributes
        or bool(HIDDEN_STYLE.search(style))
        or not HIDDEN_CLASSES.isdisjoint(node.attribute("class").lower().split())
    )


def _alignment(node: Node) -> str:
    """left, center ...; "" if the element does not say. A table's own says where it stands, not its text."""
    if node.tag == "center":
        return "center"
    styled = ALIGNED_STYLE.search(node.attribute("style"))
    if styled:
        return styled[1].lower()
    return "" if node.tag == "table" else node.attribute("align").strip().lower()


def _one_space(run: re.Match[str]) -> str:
    return "\u3000" if "\u3000" in run[0] else " "


def _integer(written: str, default: int) -> int:
    return int(written) if re.fullmatch(r"\d{1,5}", written.strip()) else default
