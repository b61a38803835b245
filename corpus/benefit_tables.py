"""Amounts that stand in tables: one row a tier."""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from corpus.benefit_drafts import Draft
from corpus.benefit_records import AmountKind
from corpus.passages import Headers
from corpus.quantity import find_quantities
from corpus.records import Cell, Document, Table

_GIVEN = re.compile(
    "(?:奖励|补贴|补助|资助|扶持|支持|奖补|贴息)(?:资金)?(?:标准|金额|额度|上限|力度)?|最高(?:金额|奖励|补贴|额度)|(?:金额|额度)上限|标准"
)
_UNIT = re.compile("[（(](?:单位[：:])?(?P<scale>[百千万亿]*)元[）)]")
_BOUND = re.compile("最高|上限|不超过")


_MATTER = re.compile(
    "(?:支持|补贴|补助|奖励|资助|扶持|政策|申报)?(?:事项|项目|内容|方向|政策|类型)(?:名称)?|(?:补贴|补助|奖励|资助)(?:名称|类别|种类)"
)
"""Headers of a column that names what is given, and not the grades of one thing."""

_SHARE = re.compile("(?:不超过|最高)?(?:(?P<base>[^，。；%\\d]{2,20})的)(?:不超过|最高)?(?P<rate>\\d+(?:\\.\\d+)?)%")
_EACH = re.compile("单(?:个|项|台)?(?P<per>产品|台|套|项|件)|每(?P<per2>台|套|项|件|人|个产品)")
_FOR_ALL = re.compile("(?:单个|单家|每家|每个|同一)(?:企业|单位|机构|主体)(?:年度|每年)?")


@dataclass(frozen=True, slots=True)
class Matter:
    """Amounts of a table that are of one thing: its name ("" where no column names it), and the span of its rows."""

    name: str
    start: int
    end: int
    drafts: list[Draft]


def matters(document: Document, table: Table) -> list[Matter]:
    """The amounts of a table by what they are for."""
    drafts = table_drafts(document, table)
    first = [cell for cell in table.cells if cell.column == 0]
    head = next((document.text[cell.start : cell.end] for cell in first if cell.row < table.header_rows), "")
    if not _MATTER.fullmatch(head.strip()):
        return [Matter("", table.start, table.end, drafts)] if drafts else []
    named = [(document.text[cell.start : cell.end].strip(), cell) for cell in first if cell.row >= table.header_rows]
    of_row: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        of_row[draft.clauses[0][0] if draft.clauses else -1].append(draft)
    found: list[Matter] = []
    for name, group in groupby(named, key=lambda each: each[0]):
        cells = [cell for _, cell in group]
        own = [draft for cell in cells for draft in of_row.get(cell.start, ())]
        if own:
            for draft in own:
                draft.clauses = [span for span in draft.clauses if document.text[slice(*span)].strip() != name]
            found.append(Matter(name, cells[0].start, max(draft.end for draft in own), _of_one(document.text, own)))
    return found


def _of_one(text: str, drafts: list[Draft]) -> list[Draft]:
    """The rows of one matter as its amounts: a share of something with its ceiling, so much for each, a ceiling for all."""
    kept: list[Draft] = []
    for draft in drafts:
        for span in draft.clauses:
            words = text[slice(*span)].strip()
            if share := _SHARE.fullmatch(words):
                draft.kind, draft.rate, draft.base = AmountKind.RATE, Decimal(share["rate"]), share["base"]
                draft.cap, draft.value, draft.bound = draft.value, None, "不超过" in words or "最高" in words
                draft.start = span[0]
            elif each := _EACH.fullmatch(words):
                draft.kind, draft.per = AmountKind.PER_UNIT, each["per"] or each["per2"]
            elif kept and _FOR_ALL.fullmatch(words):
                kept[-1].cap, kept[-1].cap_per = draft.value, words
                break
            else:
                continue
            draft.clauses = [other for other in draft.clauses if other != span]
        else:
            kept.append(draft)
    return kept


def table_drafts(document: Document, table: Table) -> list[Draft]:
    """An amount for each sum of a table in a column of what is given, with the cells left of it as what it asks for."""
    text = document.text
    headers = Headers(table, text)
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.row >= table.header_rows:
            rows[cell.row].append(cell)
    found: list[Draft] = []
    for _, cells in sorted(rows.items()):
        ordered = sorted(cells, key=lambda cell: cell.column)
        for at, cell in enumerate(ordered):
            above = headers.of(cell)
            if above and _GIVEN.search(above[-1]) and (draft := _draft(text, cell, above[-1])):
                draft.clauses = [(each.start, each.end) for each in ordered[:at] if text[each.start : each.end].strip()]
                found.append(draft)
    return found


def _draft(text: str, cell: Cell, header: str) -> Draft | None:
    written = text[cell.start : cell.end]
    unit = _UNIT.search(header)
    if unit and re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", written):
        written = f"{written.strip()}{unit['scale']}元"
    sums = [quantity for quantity in find_quantities(written) if quantity.family == "元" and quantity.value is not None]
    if len(sums) != 1:
        return None
    bound = sums[0].comparator in ("<=", "<") or _BOUND.search(header) is not None
    bound = bound and not written.strip().startswith("定额")
    return Draft(AmountKind.FIXED, cell.start, cell.end, value=sums[0].value, bound=bound)
