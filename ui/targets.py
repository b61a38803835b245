"""The table of indicators as lines, data, CSV and a workbook."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.reading.citing import source
from bot.records import Citation
from corpus.quantity import plain
from corpus.records import IndicatorKind
from index.targets import Target, is_fall, is_target
from ui import texts

COLUMNS = ("地区", "单位", "指标", "口径", "年份", "类别", "数值", "原文数字", "原句", "文件", "文号", "起", "止")
"""Columns of a downloaded table; 起 and 止 are character offsets of the figure in the document's text."""

SHOWN = ("地区", "指标", "口径", "年份", "类别", "原文数字", "文件")
"""Columns of the table on a screen."""


_LATIN = re.compile("[A-Za-z][A-Za-z&]*")


def target_row(target: Target) -> dict[str, str | int | float]:
    """A row of the table by column; a value is a number where the text names one, in its unit."""
    found = target.indicator
    return {
        "地区": found.region[-1] if found.region else "",
        "单位": found.organisation or "",
        "指标": found.metric,
        "口径": "、".join(found.qualifiers),
        "年份": found.year or "",
        "类别": kind_word(target),
        "数值": float(found.value) if found.value is not None else "",
        "原文数字": target.figure,
        "原句": target.quote,
        "文件": target.entry.metadata.title,
        "文号": target.entry.metadata.number or "",
        "起": found.start,
        "止": found.end,
    }


def kind_word(target: Target) -> str:
    """The kind of a figure for people; a growth, share or rank that is aimed at is told apart (目标增长), and
    a fall is called one (下降): its figure is written without a sign."""
    kind = target.indicator.kind
    if is_fall(target.indicator):
        return "目标下降" if is_target(target.indicator) else "下降"
    aimed = is_target(target.indicator) and kind is not IndicatorKind.TARGET
    return f"目标{kind}" if aimed else str(kind)


def metric_name(target: Target) -> str:
    """The metric, its Latin words with the capitals that the sentence writes them with (R&D经费增量)."""

    def written(match: re.Match[str]) -> str:
        at = target.quote.casefold().find(match[0].casefold())
        return target.quote[at : at + len(match[0])] if at >= 0 else match[0]

    return _LATIN.sub(written, target.indicator.metric)


def place_of(target: Target) -> str:
    """Whom a figure is of: a body of its own, else the place."""
    found = target.indicator
    return found.organisation or (found.region[-1] if found.region else texts.NO_PLACE)


def label_of(target: Target) -> str:
    """A figure in one line: place, year, metric and kind."""
    found = target.indicator
    year = texts.YEAR_OF.format(found.year) if found.year is not None else ""
    return " ".join(
        part for part in (place_of(target), year, metric_name(target), texts.named(kind_word(target))) if part
    )


def address(target: Target) -> str:
    """The link by which the page opens a figure's source."""
    return f"#target-{target.entry.key}-{target.indicator.start}-{target.indicator.end}"


def as_citation(target: Target) -> Citation:
    """The sentence of a figure as a citation; its document's status is that of today."""
    found = target.indicator
    return Citation(1, source(target.entry, date.today()), found.heading, target.quote, *found.sentence)


def target_data(target: Target) -> dict[str, Any]:
    """A row as plain data: the indicator, its figure and sentence with their offsets, and its document."""
    found, meta = target.indicator, target.entry.metadata
    return {
        "metric": found.metric,
        "qualifiers": list(found.qualifiers),
        "value": _decimal(found.value),
        "low": _decimal(found.low),
        "unit": found.unit,
        "comparator": found.comparator,
        "kind": found.kind,
        "target": is_target(found),
        "year": found.year,
        "region": list(found.region),
        "organisation": found.organisation,
        "figure": target.figure,
        "start": found.start,
        "end": found.end,
        "quote": target.quote,
        "quote_start": found.sentence[0],
        "quote_end": found.sentence[1],
        "heading": list(found.heading),
        "document": {"id": target.entry.id, "title": meta.title, "number": meta.number, "source": target.entry.source},
    }


def to_text(targets: Sequence[Target]) -> str:
    """The table as lines of tab-divided columns, with a head; "" without rows."""
    if not targets:
        return ""
    rows = [[str(target_row(target)[column]) for column in SHOWN] for target in targets]
    return "\n".join("\t".join(row) for row in [list(SHOWN), *rows])


def to_csv(targets: Sequence[Target]) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, which spreadsheets want."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    writer.writerows({column: _plain(value) for column, value in target_row(target).items()} for target in targets)
    return file.getvalue().encode("utf-8-sig")


def to_xlsx(targets: Sequence[Target]) -> bytes:
    """The table as a workbook of one sheet with a fixed head."""
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "指标"
    sheet.append(COLUMNS)
    for number, target in enumerate(targets, 2):
        for at, value in enumerate(target_row(target).values(), 1):
            cell = sheet.cell(number, at, value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = is no formula
    for at, column in enumerate(COLUMNS, 1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = 48 if column in ("原句", "文件") else 14
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _decimal(value: Decimal | None) -> str | None:
    return plain(value) if value is not None else None


def _plain(value: str | int | float) -> str | int | float:
    """A text that a spreadsheet would take for a formula is kept a text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
