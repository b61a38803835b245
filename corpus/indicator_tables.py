"""The indicators of a table: each figure of its body, with the metric, year, place and unit that its headers give."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from corpus.aliases import canonical
from corpus.captions import counts_apart, unit_above
from corpus.indicator_frames import Frame
from corpus.indicator_phrases import left_phrase, plain
from corpus.quantity import find_quantities, opening_unit
from corpus.records import Cell, Document, Indicator, IndicatorKind, Span, Table
from corpus.regions import Region, find_regions
from corpus.text import unmarked

_NUMBER = re.compile(r"\s*(?:[<>≥≤约近超]|不低于|不少于)?\s*[-+−]?\d[\d,，.]*\s*%?(?:以上|左右|以下|以内)?\s*")
_BOUND = re.compile("(?:以上|左右|以下|以内)?$")
_UNIT = re.compile(
    r"[（(](?:单位[：:]?)?\s*([^（）()\d]{1,10})\s*[）)](?![\u4e00-\u9fff]{1,8}[数率])|单位[：:]\s*([^\s（）()，,；;]{1,8})"
)
_UNIT_HEADER = re.compile("(?:计量)?单位")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?")
_AIMED = re.compile("目标|计划|预期|预计")
_GREW = re.compile("增长|增速|增幅|同比|环比|比上年|较上年|升降|[±+]")
_GROWN = re.compile("(?:同比|比上年|较上年)?(?:增长|增速|增幅)(?:率|速度)?$")
_SHARED = re.compile("占比|比重|份额|构成|占[^,]{1,10}%")
_RANKED = re.compile("排名|位次|名次")
_NO_METRIC = re.compile(
    r"序号|编号|代码|备注|说明|合计|总计|指标(?:名称)?|项目(?:名称)?|名称|地区|单位|数值|本期|当期|累计|全年|实绩|实际|完成(?:数|值|情况)?|目标(?:数|值|任务)?|计划(?:数|值)?|绝对[数额量值]|[±+]?%|年度?"
    r"|(?:比上年|较上年|同比|环比)?(?:增长|增速|增幅|增减|升降)?(?:率|幅度)?|占比|比重|排名|位次|名次|预期|(?:19|20)\d\d年?"
)
_BODY = "[^,，]{1,8}(?:新区|开发区|高新区|街道|镇|乡)|[\u4e00-\u9fff]{2,5}(?:县|区|旗|州)|[\u4e00-\u9fff]{2,3}市"
"""A body or a place that no list of places knows (北川县), by its end."""

_BARE = re.compile(r"(?:19|20)\d\d年?度?|年[末底初]|\s")
"""What of a header is no part of a name."""

_SKIPPED = re.compile("序号|编号|代码|电话|邮编|备注|年份|时间|日期|页码|文号")

MAX_LABELS = 8
"""Cells of words of a row that may head a figure in it, and cells among which its unit stands."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the headers of a cell say."""

    metric: str
    named: Span
    unit: str
    year: int | None
    kind: IndicatorKind
    target: bool
    region: Region
    body: str | None
    qualifiers: tuple[str, ...]


class _Grid:
    """The cells of a table by the rows and the columns that they reach over."""

    def __init__(self, document: Document, table: Table) -> None:
        self.document = document
        self.caption = document.text[slice(*table.caption)] if table.caption else ""
        self.unit = unit_above(document.text, table.start)
        self._labels: dict[int, list[Cell]] = {}
        self.rows: dict[int, list[Cell]] = defaultdict(list)
        self.header: dict[int, list[Cell]] = defaultdict(list)
        columns = max((cell.column for cell in table.cells), default=0) + 1
        rows = max((cell.row for cell in table.cells), default=0) + 1
        for cell in table.cells:
            if cell.row < table.header_rows:
                for column in range(cell.column, min(cell.column + cell.columns, columns)):
                    self.header[column].append(cell)
            else:
                for row in range(cell.row, min(cell.row + cell.rows, rows)):
                    self.rows[row].append(cell)

        self._unit_columns = {
            column for column, cells in self.header.items() if any(_UNIT_HEADER.fullmatch(self.text(c)) for c in cells)
        }

    def text(self, cell: Cell) -> str:
        """The text of a cell without marks."""
        return unmarked(self.document.text[cell.start : cell.end])

    def span(self, cell: Cell) -> Span:
        """Where the text of a cell stands; with its marks, where there are some within it."""
        plain = self.text(cell)
        at = self.document.text.find(plain, cell.start, cell.end)
        return (cell.start, cell.end) if at == -1 else (at, at + len(plain))

    def headers(self, cell: Cell) -> list[Cell]:
        """The headers of a cell: the words before it in its row, then those above it."""
        beside = [each for each in self._words(cell.row) if each.column < cell.column]
        return [each for each in (*beside, *self.header[cell.column]) if self.text(each).strip()]

    @cached_property
    def columns(self) -> dict[int, str]:
        """What the headers of each column of figures name, "" for nothing; {} where they do not name different things."""
        figures = {each.column for row in self.rows.values() for each in row if _is_figure(self.text(each))}
        named = {column: self._own_name(column) for column in figures}
        return named if len(set(filter(None, named.values()))) > 1 else {}

    def _own_name(self, column: int) -> str:
        titles = [self.text(each) for each in self.header.get(column, ())]
        named = [_BARE.sub("", _UNIT.sub("", title)).strip() for title in titles if _names(title)]
        return named[-1] if named and len(named[-1]) > 1 else ""

    def beside(self, column: int) -> Cell | None:
        """The metric that heads the column to the left, of which a column that says only 增速 tells the growth."""
        return next((each for each in self.header.get(column - 1, ()) if _names(self.text(each))), None)

    def _words(self, row: int) -> list[Cell]:
        """The first cells of a row that hold no figure."""
        if row not in self._labels:
            words = (each for each in self.rows[row] if not _is_figure(self.text(each)))
            self._labels[row] = list(islice(words, MAX_LABELS))
        return self._labels[row]

    def named_unit(self, row: int) -> str | None:
        """The unit that the column of units gives for a row."""
        units = (each for each in self.rows[row][:MAX_LABELS] if each.column in self._unit_columns)
        return next((self.text(each).strip() for each in units), None)

    def row(self, cell: Cell) -> Span:
        """The span of the row of a cell."""
        row = [each for each in self.rows[cell.row] if each.row == cell.row]
        return row[0].start, row[-1].end


def table_indicators(document: Document, table: Table, heading: tuple[str, ...], frame: Frame) -> list[Indicator]:
    """The indicators of a table's body, row by row. A cell counts if it holds one number and its headers name a metric."""
    grid = _Grid(document, table)
    cells = [cell for cell in table.cells if cell.row >= table.header_rows and _is_figure(grid.text(cell))]
    made = (_indicator(grid, cell, heading, frame) for cell in cells)
    return [each for each in made if each is not None]


def _is_figure(written: str) -> bool:
    quantities = find_quantities(written)
    return bool(_NUMBER.fullmatch(written)) or (len(quantities) == 1 and quantities[0].text == written.strip())


def _indicator(grid: _Grid, cell: Cell, heading: tuple[str, ...], frame: Frame) -> Indicator | None:
    read = _headers(grid, cell, frame)
    if read is None:
        return None
    written = grid.text(cell)
    quantities = find_quantities(written) or find_quantities(
        _BOUND.sub(lambda bound: read.unit + bound.group(), written.strip(), count=1)
    )
    if len(quantities) != 1:
        return None
    quantity = quantities[0]
    start, end = grid.span(cell)
    return Indicator(
        metric=read.metric,
        value=quantity.value,
        unit=quantity.unit,
        kind=read.kind,
        year=read.year,
        region=read.region,
        start=start,
        end=end,
        named=read.named,
        sentence=grid.row(cell),
        qualifiers=read.qualifiers,
        comparator=quantity.comparator,
        low=quantity.low,
        target=read.target,
        organisation=read.body,
        heading=heading,
    )


def _headers(grid: _Grid, cell: Cell, frame: Frame) -> _Read | None:
    """What the headers of a cell say of it, None where they name no metric or unit."""
    headers = grid.headers(cell)
    titles = [grid.text(header) for header in headers]
    own = grid.document.metadata.region
    if any(_SKIPPED.search(title) for title in titles):
        return None
    joined = " ".join(titles)
    years = [int(found) for found in _YEAR.findall(joined)] or [int(found) for found in _YEAR.findall(grid.caption)]
    year = years[-1] if years else frame.year
    target = bool(_AIMED.search(joined)) or (frame.plan and not re.search("完成|实绩|实际|总投资", joined))
    region, body = _place(titles, own)
    named = next((header for header in headers if _names(grid.text(header))), None)
    if named is None and titles and _GREW.search(titles[-1]) and not _names(titles[-1]):
        named = grid.beside(cell.column)
    if named is None:
        return None
    name = _UNIT.sub("", grid.text(named)).strip()
    flat = plain(name)
    phrase = left_phrase(flat, 0, len(flat))
    metric = canonical(name[slice(*phrase.span)] if phrase.named else name)
    metric = _GROWN.sub("", metric) or metric
    above = grid.columns.get(cell.column, "")
    if named.row == cell.row and above and canonical(above) not in metric:
        metric += canonical(above)  # 某电站|总投资
    kind = _kind(joined.replace(name, "") if "占" in name and "占" not in metric else joined, target=target)
    unit = _unit(grid, cell, titles, kind)
    if not metric or unit is None:
        return None
    return _Read(
        metric, (named.start, named.end), unit, year, kind, target, region, body, phrase.verbs + phrase.qualifiers
    )


def _names(title: str) -> bool:
    """Whether a header names a metric and not only a year, a place, a unit or what its column holds."""
    bare = re.sub(r"\s", "", _UNIT.sub("", title))
    bare = re.sub(r"^[（(]?[一二三四五六七八九十0-9]+[)）、.]", "", bare)
    if not bare or _bare_unit(bare) or re.fullmatch(f"(?:{_NO_METRIC.pattern})+", bare):
        return False
    places = find_regions(bare)
    return not (places and places[0][1] == 0 and places[0][2] >= len(bare) - 1) and not re.fullmatch(
        f"全[市省国县区]|{_BODY}", bare
    )


def _bare_unit(title: str) -> bool:
    found = opening_unit(title)
    return found is not None and len(found[0]) == len(title)


def _place(titles: Sequence[str], own: Region) -> tuple[Region, str | None]:
    for title in titles:
        bare = title.strip()
        for place, start, end in find_regions(bare)[:1]:
            if start == 0 and end >= len(bare) - 1:
                return place, None
        if re.fullmatch(_BODY, bare):
            return own, bare
    return own, None


def _kind(joined: str, *, target: bool) -> IndicatorKind:
    if _RANKED.search(joined):
        return IndicatorKind.RANK
    if _GREW.search(joined):
        return IndicatorKind.GROWTH
    if _SHARED.search(joined):
        return IndicatorKind.SHARE
    return IndicatorKind.TARGET if target else IndicatorKind.ACHIEVED


def _unit(grid: _Grid, cell: Cell, titles: Sequence[str], kind: IndicatorKind) -> str | None:
    """The unit of a bare number: that of its headers, of the column of units, or of the caption; None without one."""
    if kind is IndicatorKind.RANK:
        return "名"
    if kind in (IndicatorKind.GROWTH, IndicatorKind.SHARE):
        return "个百分点" if "百分点" in "".join(titles) else "%"
    for title in reversed(titles):
        if found := _UNIT.search(title):
            return str(found[1] or found[2])
    if named := grid.named_unit(cell.row):
        return named
    if found := _UNIT.search(grid.caption):
        return str(found[1] or found[2])
    if grid.unit and not counts_apart(titles, grid.unit):
        return grid.unit
    return "" if find_quantities(grid.text(cell)) else None
