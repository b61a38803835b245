"""Amounts that stand in tables: one row a tier."""

import re
from collections import defaultdict

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
    return Draft(AmountKind.FIXED, cell.start, cell.end, value=sums[0].value, bound=bound)
