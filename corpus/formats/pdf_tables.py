"""Ruled tables of a PDF: cells with their lines, tables that go on on the next page, and which tables are forms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.content import GridCell
from corpus.formats.layout import Block, Line, ends_statement, joined

EDGE = 4.0
"""Points between two rules that are one edge of the grid: doubled rules and the joints of cells lie within 3."""

CELL_PAD = 7.0
"""Points of white inside a cell's edge at most; a text that stands farther from it is centred or set in."""

MAX_LABEL = 14
"""Characters of a form's label (申报条件, 统一社会信用代码, 法定代表人（负责人）姓名)."""

MAX_HEAD = 8
"""Characters of the head of a column beside 指标 or 项目: 计分办法, 标准（元/月）."""

MAX_REPEATED = 3
"""Rows of a table's header that may be repeated on the next page."""

SHOWN_ROWS = 40
"""Rows by which a table that goes on over pages is told from a form."""

PROSE = 120
"""Characters of a cell that is prose; a table of labels beside such cells is a form."""

_FORM_LABEL = re.compile(
    r"(?:文件|机构|机关|部门|单位|科室|处室|文号|字号|编号|代码|日期|时间|时限|期限|频[度次]|有效期|名称|标题|主题|内容|条件|要求|标准|额度|金额|"
    r"流程|程序|步骤|材料|清单|方式|途径|渠道|地点|地址|电话|邮箱|网址|链接|入口|对象|范围|主体|依据|分类|类别|类型|领域|行业|级别|性质|形式|"
    r"收费|备注|说明|附件|联系人?|联络|咨询|监督|负责人|姓名|性别|职务|职称|学历|民族|籍贯|年龄|出生年月|身份证号|账户|账号|开户行|意见|情况|简介|"
    r"要点|举措|措施|政策|来源|索引号|主题词|关键词|状态|层级|区域|地区)(?:[(（].{1,12}[)）])?$"
)
_FORM_START = re.compile(
    r"^(?:依据|支持|申报|办理|服务|适用|联系|联络|咨询|发文|发布|受理|实施|政策|项目|企业|单位|法人|主管|牵头|责任|资金)"
)
_COLUMN_HEAD = re.compile("指标|指标名称|项目|事项|序号|档次|等级|地区|区县")
"""Heads a column of names; the cell beside it heads the next one and is no value, if it is as short."""

_SENTENCE = re.compile(r"[。；;！？，,]")


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: where it stands in the grid, how far it reaches, and its text as blocks, one a page."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return _text(self.blocks)


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table: its cells, the edges of its columns (points from the left) and the page of each row."""

    cells: tuple[RuledCell, ...]
    edges: tuple[float, ...]
    pages: tuple[int, ...]

    @property
    def height(self) -> int:
        return len(self.pages)

    def row(self, number: int) -> list[RuledCell]:
        """The cells that begin in a row, from the left."""
        return sorted((c for c in self.cells if c.row == number), key=lambda c: c.column)

    def rows(self) -> list[list[RuledCell]]:
        """The cells that begin in each row, from the left."""
        found: list[list[RuledCell]] = [[] for _ in self.pages]
        for cell in sorted(self.cells, key=lambda c: c.column):
            found[cell.row].append(cell)
        return found

    def head(self) -> "RuledTable":
        """The first rows of a long table, which show what it is."""
        if self.height <= SHOWN_ROWS:
            return self
        cells = tuple(cell for cell in self.cells if cell.row < SHOWN_ROWS)
        return RuledTable(cells, self.edges, self.pages[:SHOWN_ROWS])


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form: label and value pairs, or a text over the full width (label "")."""

    pairs: tuple[tuple[str, tuple[Block, ...]], ...]
    page: int


Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


def ruled_table(boxes: Sequence[Box], lines: Sequence[tuple[Line, ...]], page: int) -> RuledTable:
    """The table of cells with their lines."""
    xs = _edges(x for box in boxes for x in (box[0], box[2]))
    ys = _edges(y for box in boxes for y in (box[1], box[3]))
    cells = []
    for box, inside in zip(boxes, lines, strict=True):
        left, top, right, bottom = _at(xs, box[0]), _at(ys, box[1]), _at(xs, box[2]), _at(ys, box[3])
        blocks = (Block(inside, *_text_edges(box, inside)),) if inside else ()
        cells.append(RuledCell(top, left, max(1, bottom - top), max(1, right - left), blocks))
    return RuledTable(tuple(cells), tuple(xs), (page,) * (len(ys) - 1))


def continued(table: RuledTable, below: RuledTable) -> RuledTable | None:
    """The table with its continuation on the next page, None where `below` is another one.

    It goes on where the outer edges are the same and the edges of one are among those of the other. A row broken by the
    page is closed; a header that is repeated is left out.
    """
    if not _same_grid(table.edges, below.edges):
        return None
    wide, narrow = sorted((table.edges, below.edges), key=len, reverse=True)
    upper = table if table.edges == wide else _regrid(table, wide)
    lower = below if below.edges == wide and narrow != wide else _regrid(below, wide)
    lower = _without_header(upper, lower)
    if not lower.height:
        return upper
    is_form = form_rows(upper.head()) is not None or form_rows(lower) is not None
    last, first = upper.row(upper.height - 1), lower.row(0)
    if _is_broken_row(last, first, is_form):
        cells = [c for c in upper.cells if c not in last]
        cells += [replace(a, blocks=a.blocks + b.blocks, rows=b.rows) for a, b in zip(last, first, strict=True)]
        shift = upper.height - 1
        cells += [replace(c, row=c.row + shift) for c in lower.cells if c.row > 0]
        return RuledTable(tuple(cells), wide, upper.pages + lower.pages[1:])
    cells = list(upper.cells)
    ends = {c.column: i for i, c in enumerate(cells) if c.row + c.rows == upper.height}
    for cell in lower.cells:
        at = ends.get(cell.column)
        if at is not None and _reaches_over(cells[at], cell):
            cells[at] = replace(cells[at], rows=cells[at].rows + cell.rows)
        else:
            cells.append(replace(cell, row=cell.row + upper.height))
    return RuledTable(tuple(cells), wide, upper.pages + lower.pages)


def _reaches_over(above: RuledCell, below: RuledCell) -> bool:
    """Whether a cell over several rows is cut by the page: its rest is the empty first cell of the column."""
    empty_rest = below.row == 0 and not below.blocks and bool(above.blocks)
    return empty_rest and above.columns == below.columns and above.rows + below.rows > 2


def form_rows(table: RuledTable) -> list[FormRow] | None:
    """The table as labels and values, None where it is a grid of data.

    A form has a label, a short noun such as 发文机构 or 申报条件, before each value; rows of one cell are headings.
    """
    rows: list[FormRow] = []
    labels, values, odd = [], [], 0
    groups = _groups(table)
    for number, cells in enumerate(table.rows()):
        if len(cells) < 2:
            rows += [FormRow((("", cell.blocks),), table.pages[number]) for cell in cells]
            continue
        group = groups.get(number, "")
        if len(cells) % 2 and cells[0].rows > 1:
            cells = cells[1:]
        odd += len(cells) % 2
        pairs = _pairs(cells)
        for label, blocks in pairs:
            if len(label) > MAX_LABEL or _SENTENCE.search(label):
                return None
            labels.append(label)
            values.append(_text(blocks))
        rows.append(FormRow(tuple((group + label, blocks) for label, blocks in pairs), table.pages[number]))
    return rows if odd * 3 <= table.height and _are_labels(labels, values) else None


def _groups(table: RuledTable) -> dict[int, str]:
    """For each row the label that stands beside the labels of several rows: 支持政策 before 标准 and 方式."""
    first = min((cell.column for cell in table.cells), default=0)
    groups: dict[int, str] = {}
    for cells in table.rows():
        label = cells[0] if cells else None
        if label and label.column == first and label.rows > 1 and len(cells) % 2 and len(label.text) <= MAX_LABEL:
            groups |= dict.fromkeys(range(label.row, label.row + label.rows), "".join(label.text.split()))
    return groups


def _pairs(cells: Sequence[RuledCell]) -> list[tuple[str, tuple[Block, ...]]]:
    """Labels and values in turn; of an odd number of cells, the first is the label of all others."""
    if len(cells) % 2:
        return [("".join(cells[0].text.split()), tuple(block for cell in cells[1:] for block in cell.blocks))]
    return [("".join(label.text.split()), value.blocks) for label, value in zip(cells[::2], cells[1::2], strict=True)]


def _text(blocks: Iterable[Block]) -> str:
    return joined(line.text for block in blocks for line in block.lines)


def grid_cells(table: RuledTable) -> Iterator[tuple[GridCell, int]]:
    """The cells of a grid of data, row by row, with the page of their row."""
    for number, cells in enumerate(table.rows()):
        for cell in cells:
            text = "\n".join(line.text for block in cell.blocks for line in block.lines)
            yield GridCell(text, cell.row, cell.column, cell.rows, cell.columns), table.pages[number]


def is_prose(table: RuledTable) -> bool:
    """Whether the rules only frame text: cells of whole paragraphs without a grid of short ones."""
    filled = [cell for cell in table.cells if cell.blocks]
    return not filled or (len(filled) <= 2 and any(len(cell.text) > PROSE for cell in filled))


def _are_labels(labels: list[str], values: list[str]) -> bool:
    named = [label for label in labels if label]
    if not named:  # the rest of a form's row, without its label
        return len(values) == 1 and len(values[0]) > PROSE
    if any(label.isascii() for label in named):
        return False
    if labels and _COLUMN_HEAD.fullmatch(labels[0]) and len(values) > 2 and 0 < len(values[0]) <= MAX_HEAD:
        return False
    known = sum(bool(_FORM_LABEL.search(label) or _FORM_START.match(label)) for label in named)
    header = len(values) > 1 and _FORM_LABEL.search("".join(values[0].split())) is not None
    figures = sum(value.strip("-—%").replace(".", "").isdigit() for value in values)
    return (
        known * 2 >= len(named)
        and not (header and len(named) == len(set(named)) and known * 3 < len(named) * 2)
        and (figures * 2 <= len(values))
    )


def _is_broken_row(last: list[RuledCell], first: list[RuledCell], is_form: bool) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    if [(c.column, c.columns) for c in last] != [(c.column, c.columns) for c in first] or len(last) < 2:
        return False
    if is_form:
        above, below = "".join(last[0].text.split()), "".join(first[0].text.split())
        return not above or not below or above == below
    filled = [(a, b) for a, b in zip(last, first, strict=True) if b.blocks]
    if not filled or first[0].blocks:
        return False
    return all(a.blocks and not ends_statement(a.text) for a, _ in filled) and len(filled) < len(last)


def _without_header(upper: RuledTable, lower: RuledTable) -> RuledTable:
    count = 0
    while count < min(MAX_REPEATED, upper.height, lower.height):
        above, below = ([c.text for c in table.row(count)] for table in (upper, lower))
        if not any(below) or above != below:
            break
        count += 1
    cells = tuple(replace(c, row=c.row - count) for c in lower.cells if c.row >= count)
    return RuledTable(cells, lower.edges, lower.pages[count:])


def _regrid(table: RuledTable, edges: tuple[float, ...]) -> RuledTable:
    """The table with the columns of a finer grid."""
    cells = []
    for cell in table.cells:
        left = _at(edges, table.edges[cell.column])
        right = _at(edges, table.edges[min(cell.column + cell.columns, len(table.edges) - 1)])
        cells.append(replace(cell, column=left, columns=max(1, right - left)))
    return RuledTable(tuple(cells), edges, table.pages)


def _same_grid(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    narrow, wide = sorted((one, other), key=len)
    outer = abs(one[0] - other[0]) <= EDGE and abs(one[-1] - other[-1]) <= EDGE
    return outer and all(min(abs(x - y) for y in wide) <= EDGE for x in narrow)


def _edges(values: Iterable[float]) -> list[float]:
    ordered = sorted(values)
    return ordered[:1] + [b for a, b in pairwise(ordered) if b - a > EDGE]


def _at(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _text_edges(box: Box, lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of a cell's text: the rule, less the white that stands inside it."""
    pad = min(max(min(line.x0 for line in lines) - box[0], 0), CELL_PAD)
    return box[0] + pad, box[2] - pad
