"""Scanned pages to text with RapidOCR (extra `ocr`), whose Chinese models come inside its package: nothing is downloaded."""

import importlib
import importlib.util
from collections.abc import Sequence
from functools import cache
from statistics import median
from typing import Any

from corpus.formats.layout import Glyph

PACKAGE, ENGINE = "rapidocr", "onnxruntime"

MAX_SIDE = 2_000
"""Pixels of the longer side of a page's picture: RapidOCR makes larger ones smaller; A4 has 170 dots an inch."""

MAX_SCALE = 3.0
"""Pixels for a point of a page at most: a small receipt needs no more than 216 dots an inch."""

BOX_HEIGHT = 0.9
"""Size of type in a box of text as a share of its height."""

MIN_EMS = 4
"""Characters of a line from which its width tells the size better than its height."""

SNAP = 0.15
"""Difference to the usual size of a page that is an error of measurement: boxes are some pixels high or low."""


def is_available() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) for name in (PACKAGE, ENGINE))


def recognise_page(data: bytes, number: int) -> list[Glyph]:
    """The pieces of text on a page (from 0) of a PDF, each as one glyph with its box in points."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[number]
        scale = min(MAX_SCALE, MAX_SIDE / max(page.get_size()))
        picture = page.render(scale=scale).to_numpy()
    found = _engine()(picture)
    if not found.txts:
        return []
    pieces = [
        _piece(corners, text, scale) for corners, text in zip(found.boxes, found.txts, strict=True) if text.strip()
    ]
    return _even(pieces)


def _even(pieces: list[Glyph]) -> list[Glyph]:
    """The pieces with the errors of measurement taken out of their sizes: what is about the usual size has it, and a
    short piece has the size of the long one next to it where the two are alike."""
    long = [piece for piece in pieces if _ems(piece.text) >= MIN_EMS]
    if not long:
        return pieces
    usual = median(piece.size for piece in long)
    even = []
    for piece in pieces:
        size = piece.size
        if _ems(piece.text) < MIN_EMS:
            near = min(long, key=lambda other: abs(other.middle - piece.middle)).size
            size = near if abs(size - near) < 2 * SNAP * near else size
        even.append(piece._replace(size=usual if abs(size - usual) < SNAP * usual else size))
    return even


@cache
def _engine() -> Any:
    return importlib.import_module(PACKAGE).RapidOCR(params={"Global.log_level": "error"})


def _piece(corners: Sequence[Sequence[float]], text: str, scale: float) -> Glyph:
    xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
    height = (max(ys) - min(ys)) * BOX_HEIGHT
    ems = _ems(text)
    size = min(height, (max(xs) - min(xs)) / ems) if ems >= MIN_EMS else height
    return Glyph(text.strip(), min(xs), max(xs), min(ys), max(ys), size)


def _ems(text: str) -> float:
    """Width of a text in sizes of its type: Latin letters and figures take half of one."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
