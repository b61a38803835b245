"""What a Word paragraph's style and its own properties say together: name, outline level, list, alignment, size."""

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from corpus.formats.docx_numbering import W, is_on, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_STYLE_DEPTH = 20
"""Styles that rest on one another; a longer chain is a circle in a damaged file."""

BODY_LEVEL = 9
"""The outline level that means text (ECMA-376 part 1, 17.3.1.20)."""

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """Properties of a paragraph; None where nothing says so.

    `outline` counts from 0, BODY_LEVEL for text; `list_id` is "0" where a list is switched off; `size` is the font's, in
    half points.
    """

    name: str | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    list_style: str | None = None
    centred: bool | None = None
    size: int | None = None
    hidden: bool | None = None

    def over(self, below: "Style") -> "Style":
        """This style's properties, and those of `below` where it is silent."""
        pairs = ((getattr(self, name), getattr(below, name)) for name in _NAMES)
        return Style(*(own if own is not None else other for own, other in pairs))


_NAMES = tuple(item.name for item in fields(Style))


def read_style(element: "_Element", elements: "dict[str, _Element]") -> Style:
    """A style with what the styles that it is based on add; `elements` holds all by id."""
    style = Style()
    item: _Element | None = element
    for _ in range(MAX_STYLE_DEPTH):
        if item is None:
            break
        name = (value_of(item, "name") or "").strip()
        named = _HEADING_NAME.match(name)
        own = own_properties(item.find(W + "pPr"), item.find(W + "rPr"))
        listed = item.get(W + "styleId") if own.list_id is not None else None
        own = Style(name, int(named.group(1)) - 1 if named and own.outline is None else own.outline, own.list_id,
                    own.list_level, listed, own.centred, own.size, own.hidden)  # fmt: skip
        style = style.over(own)
        item = elements.get(value_of(item, "basedOn") or "")
    return style


def own_properties(paragraph: "_Element | None", run: "_Element | None") -> Style:
    """What a w:pPr and a w:rPr say themselves."""
    outline = list_id = level = centred = None
    if paragraph is not None:
        outline = number_of(paragraph, "outlineLvl")
        listed = paragraph.find(W + "numPr")
        if listed is not None:
            list_id, level = value_of(listed, "numId"), number_of(listed, "ilvl")
        aligned = value_of(paragraph, "jc")
        centred = None if aligned is None else aligned == "center"
    size = None if run is None else number_of(run, "sz")
    hidden = None if run is None or run.find(W + "vanish") is None else is_on(run, "vanish")
    return Style(None, outline, list_id, level, None, centred, size, hidden)


def number_of(element: "_Element", name: str) -> int | None:
    """The val attribute of the child `name` as an integer, None without one."""
    written = value_of(element, name) or ""
    return int(written) if written.lstrip("-").isdigit() else None
