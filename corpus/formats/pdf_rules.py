"""Tables on a page by their rules: closed grids, grids left open where the page breaks a cell, and tables with level rules
only (三线表)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from corpus.formats.layout import WIDE_GAP, Glyph, blocks_of, rows_of
from corpus.formats.pdf_tables import Box

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

MAX_RULES = 50_000
"""Edges of rules and boxes on a page up to which tables are looked for; a map drawn of paths has more than any table."""

FEW_RULES = 2_000
MAX_CROSSINGS = 400_000
"""Pairs of an upright and a level rule that may cross: a page of 60 rows and 20 columns of boxes joins to 1,200. Pages
with fewer than FEW_RULES are not counted."""

JOINT = 3.0
"""Points between rules that meet."""

MIN_CELL = 20.0
"""Points of width of a cell that is open at the end of a page."""

MAX_LEVEL_RULES = 200
"""Level rules of one length on a page up to which they may be a table's; ruled paper has fewer."""

MIN_RULE = 0.25
"""Share of the page's width that a rule of a table without upright rules has at least; shorter ones underline words."""

MAX_HEADER = 6
"""Lines of a header between two rules; three levels, each of two lines."""

TABULAR = 0.6
"""Share of the rows between two rules that have wide gaps, in a table."""


_Band = tuple[float, float, list[list[Glyph]]]
"""What stands between two rules: their places, and the rows of glyphs."""


def closed_tables(page: "PlumberPage") -> list[list[Box]]:
    """The cells of each grid of rules, in points from the left and the top of the page."""
    edges = page.edges if len(page.objects.get("curve", ())) <= MAX_RULES else []
    if not edges or len(edges) > MAX_RULES or _crossings(edges) > MAX_CROSSINGS:
        return []
    tables = page.find_tables({"explicit_horizontal_lines": _missing_rules(edges)})
    return [[(float(a), float(b), float(c), float(d)) for a, b, c, d in table.cells] for table in tables]


def _crossings(edges: list[dict[str, Any]]) -> int:
    if len(edges) <= FEW_RULES:
        return 0
    from pdfplumber.table import merge_edges

    joined = merge_edges(edges, JOINT, JOINT, JOINT, JOINT)
    upright = sum(edge["orientation"] == "v" for edge in joined)
    return int(upright * (len(joined) - upright))


def _missing_rules(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules over the ends of a table: where a cell is broken by the page, many programs draw none."""
    upright: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > JOINT:
            upright[round(edge["x0"] / JOINT)].append(edge)
    ends: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for group in upright.values():
        for y in (min(edge["top"] for edge in group), max(edge["bottom"] for edge in group)):
            ends[round(y / JOINT)].append((group[0]["x0"], y))
    rules = []
    for places in ends.values():
        xs, y = [x for x, _ in places], places[0][1]
        if max(xs) - min(xs) > MIN_CELL:
            rule = {"object_type": "line", "x0": min(xs), "x1": max(xs), "top": y, "bottom": y, "height": 0.0}
            rules.append(rule | {"width": max(xs) - min(xs)})
    return rules


def open_tables(edges: Sequence[dict[str, Any]], glyphs: Sequence[Glyph], width: float) -> Iterator[list[Box]]:
    """The cells of each table without upright rules among the glyphs: three level rules of one length or more, with rows
    of pieces set apart between them. Its columns are those of the rows below the second rule."""
    groups: dict[tuple[int, int], list[float]] = defaultdict(list)
    for x0, x1, y in _level_rules(edges):
        if x1 - x0 > MIN_RULE * width:
            groups[round(x0 / JOINT), round(x1 / JOINT)].append(y)
    for (left, right), ys in groups.items():
        if not 3 <= len(ys) <= MAX_LEVEL_RULES:
            continue
        inside = [g for g in glyphs if left * JOINT <= g.x0 and g.x1 <= (right + 1) * JOINT]
        bands = [(top, bottom, rows_of(g for g in inside if top < g.middle < bottom)) for top, bottom in pairwise(ys)]
        for table in _tabular_runs(bands, width):
            yield from _cells(table, left * JOINT, (right + 1) * JOINT)


def _tabular_runs(bands: Sequence[_Band], width: float) -> Iterator[Sequence[_Band]]:
    """Bands that are one table: tabular ones, and above them the band of the header, the pieces of which may stand alone."""
    for tabular, run in groupby(range(len(bands)), key=lambda i: _is_tabular(bands[i][2])):
        places = list(run)
        first = places[0]
        if tabular and first and _is_header(bands[first - 1][2], width):
            first -= 1
        if tabular and places[-1] > first:
            yield bands[first : places[-1] + 1]


def _is_header(rows: Sequence[Sequence[Glyph]], width: float) -> bool:
    pieces = [piece for row in rows for piece in _pieces(row)]
    return len(pieces) > 1 and len(rows) <= MAX_HEADER and all(x1 - x0 < width / 2 for x0, x1 in pieces)


def _level_rules(edges: Sequence[dict[str, Any]]) -> Iterator[tuple[float, float, float]]:
    """Left, right and place of each level rule from the top; pieces in one line, and the edges of a thick one, are one."""
    level = sorted((edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h")
    while level:
        y = level[0][0]
        beside = [edge for edge in level if edge[0] - y <= JOINT]
        level = level[len(beside) :]
        spans: list[tuple[float, float]] = []
        for _, x0, x1 in sorted(beside, key=lambda edge: edge[1]):
            if spans and x0 - spans[-1][1] <= JOINT:
                spans[-1] = spans[-1][0], max(spans[-1][1], x1)
            else:
                spans.append((x0, x1))
        yield from ((x0, x1, y) for x0, x1 in spans)


def _is_tabular(rows: Sequence[Sequence[Glyph]]) -> bool:
    if not rows or sum(len(_pieces(row)) > 1 for row in rows) < TABULAR * len(rows):
        return False
    return len(blocks_of([glyph for row in rows for glyph in row], 0)) == 1


def _pieces(row: Sequence[Glyph]) -> list[tuple[float, float]]:
    """Left and right edge of each piece of a row between wide gaps."""
    pieces = [(row[0].x0, row[0].x1)]
    for glyph in row[1:]:
        if glyph.x0 - pieces[-1][1] > WIDE_GAP * glyph.size:
            pieces.append((glyph.x0, glyph.x1))
        else:
            pieces[-1] = pieces[-1][0], max(pieces[-1][1], glyph.x1)
    return pieces


def _cells(bands: Sequence[_Band], left: float, right: float) -> Iterator[list[Box]]:
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted(piece for _, _, rows in bands[1:] for row in rows for piece in _pieces(row)):
        if columns and x0 <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], x1)
        else:
            columns.append((x0, x1))
    if len(columns) < 2:
        return
    xs = [left, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), right]
    boxes: list[Box] = []
    for number, (top, bottom, rows) in enumerate(bands):
        alone = _over_all_rows(rows, xs) if number == 0 else set()
        boxes += [(xs[i], top, xs[i + 1], bottom) for i in alone]
        rest = rows_of(g for row in rows for g in row if not any(xs[i] <= g.x0 < xs[i + 1] for i in alone))
        starts = _row_starts(rest, columns[0][1], is_header=number == 0)
        for above, below in pairwise([top, *starts, bottom]):
            spans = {span for row in rest if above < row[0].middle < below for span in _spans(row, xs)}
            tiles = _tiled(spans | {(i, i + 1) for i in alone}, len(columns))
            boxes += [(xs[i], above, xs[j], below) for i, j in tiles if not (j == i + 1 and i in alone)]
    yield boxes


def _over_all_rows(rows: Sequence[Sequence[Glyph]], xs: Sequence[float]) -> set[int]:
    """Columns of a header of several rows with one piece only, which names the column through all of them."""
    if len(rows) < 2:
        return set()
    spans = [span for row in rows for span in _spans(row, xs)]
    return {i for i in range(len(xs) - 1) if [(a, b) for a, b in spans if a <= i < b] == [(i, i + 1)]}


def _row_starts(rows: Sequence[Sequence[Glyph]], first: float, is_header: bool) -> list[float]:
    """The places between the rows of a band; one without a piece in the first column goes on with the row above."""
    return [
        (max(g.bottom for g in above) + min(g.top for g in below)) / 2
        for above, below in pairwise(rows)
        if is_header or below[0].x0 <= first
    ]


def _spans(row: Sequence[Glyph], xs: Sequence[float]) -> Iterator[tuple[int, int]]:
    """From which edge to which each piece of a row reaches."""
    for x0, x1 in _pieces(row):
        touched = [i for i, (a, b) in enumerate(pairwise(xs)) if x0 < b and x1 > a]
        if touched:
            yield touched[0], touched[-1] + 1


def _tiled(spans: set[tuple[int, int]], columns: int) -> list[tuple[int, int]]:
    """Spans that fill a row: pieces over several columns first, then single columns in what is left."""
    tiles: list[tuple[int, int]] = []
    for i, j in sorted(spans, key=lambda span: span[0] - span[1]):
        if all(j <= a or b <= i for a, b in tiles):
            tiles.append((i, j))
    for i in range(columns):
        if all(i + 1 <= a or b <= i for a, b in tiles):
            tiles.append((i, i + 1))
    return sorted(tiles)
