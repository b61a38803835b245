"""The tree of a page, as lxml's tolerant parser sees it, kept without recursion and without what is never text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import DocumentError

MAX_DEPTH = 1000
"""Nested tags at most; browsers stop at 512, and the parser's time grows with depth times stray end tags."""

_NEVER_TEXT = (
    "script|style|noscript|template|iframe|frame|object|embed|applet|svg|math|canvas|audio|video|map|button|input|select|"
    "textarea|option|datalist|rt|rp|title|link|base|area|img|picture|source|track|param|xml"
)
NEVER_TEXT = frozenset(_NEVER_TEXT.split("|"))
"""Elements whose inside is no text of the page; `xml` is the settings block of Word's web pages."""

_BLOCKS = (
    "html|body|head|div|p|h1|h2|h3|h4|h5|h6|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|td|th|section|article|"
    "header|footer|main|nav|aside|blockquote|pre|form|fieldset|legend|center|address|figure|figcaption|hr|details|summary|"
    "frameset|dir|menu"
)
BLOCKS = frozenset(_BLOCKS.split("|"))
"""Elements that begin a line of their own."""


@dataclass(slots=True, eq=False)
class Node:
    """An element. `first` and `last` are the indexes of the page's lines that it holds, end exclusive; `lines_of` sets
    them."""

    tag: str
    attributes: dict[str, str]
    parent: "Node | None"
    children: "list[Node | str]" = field(default_factory=list)
    first: int = 0
    last: int = 0
    place: int = 0
    """Index among the children of `parent`."""

    def attribute(self, name: str) -> str:
        return self.attributes.get(name, "")

    def elements(self) -> "list[Node]":
        return [child for child in self.children if isinstance(child, Node)]

    def ancestors(self) -> "Iterator[Node]":
        """The node itself and those around it, from the inside out."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True)
class Page:
    """A parsed page: its tree, the values of its `meta` tags by lower-case name, its `title` tag."""

    root: Node
    meta: dict[str, str]
    title: str


class _TooDeep(Exception):
    pass


class _Target:
    """Receives the parser's events and builds the tree."""

    def __init__(self) -> None:
        self.page = Page(Node("#root", {}, None), {}, "")
        self._node = self.page.root
        self._open: list[str] = []
        self._skipped = 0  # elements open inside one whose text is dropped
        self._title: list[str] | None = None
        self._text: list[str] = []  # the parser hands a text over in pieces

    def start(self, tag: str, attributes: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _TooDeep
        self._flush()
        tag = tag.lower()
        self._open.append(tag)
        if tag == "title" and not self.page.title:
            self._title = []
        if self._skipped or tag in NEVER_TEXT:
            self._skipped += 1
            return
        child = Node(tag, {str(key).lower(): str(value or "") for key, value in attributes.items()}, self._node)
        if tag == "meta":
            self._meta(child)
        child.place = len(self._node.children)
        self._node.children.append(child)
        self._node = child

    def end(self, tag: str) -> None:
        self._flush()
        if self._open:
            self._open.pop()
        if tag.lower() == "title" and self._title is not None:
            self.page.title, self._title = " ".join("".join(self._title).split()), None
        if self._skipped:
            self._skipped -= 1
        elif self._node.parent is not None:
            self._node = self._node.parent

    def data(self, text: str) -> None:
        if self._title is not None:
            self._title.append(text)
        if not self._skipped:
            self._text.append(text)

    def close(self) -> Page:
        self._flush()
        return self.page

    def _flush(self) -> None:
        if self._text:
            self._node.children.append("".join(self._text))
            self._text.clear()

    def _meta(self, node: Node) -> None:
        name = (node.attribute("name") or node.attribute("property")).strip().lower()
        content = " ".join(node.attribute("content").split())
        if name and content:
            self.page.meta.setdefault(name, content)


def parse(markup: str, source: str) -> Page:
    """The tree of a page or of a fragment, in time linear in its length.

    Raises DocumentError where tags are nested deeper than MAX_DEPTH.
    """
    from lxml import etree

    target = _Target()
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    except _TooDeep as exc:
        raise DocumentError(
            source, f"标签嵌套超过 {MAX_DEPTH} 层，文件可能已损坏", "请在浏览器中打开该网页，重新另存后再添加"
        ) from exc
    except (etree.LxmlError, ValueError, AssertionError) as exc:
        raise DocumentError(source, "无法解析为网页", "请在浏览器中打开该网页，重新另存后再添加") from exc
    return target.page


def events(root: Node) -> Iterator[tuple[str, "Node | str"]]:
    """("enter", node), ("text", text) and ("leave", node) in document order."""
    stack: list[tuple[Node, Iterator[Node | str]]] = [(root, iter(root.children))]
    yield "enter", root
    while stack:
        node, rest = stack[-1]
        child = next(rest, None)
        if child is None:
            stack.pop()
            yield "leave", node
        elif isinstance(child, str):
            yield "text", child
        else:
            yield "enter", child
            stack.append((child, iter(child.children)))
