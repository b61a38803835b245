"""Question sets as tables (CSV, XLSX), which people fill in: a row a question, several entries of a cell on lines of their
own or divided by ；."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from corpus.errors import PolicybotError, system_reason
from corpus.text import decode
from eval.questions import Kind, Question, from_record, read_questions
from eval.words import KINDS

COLUMNS = {
    "编号": "id", "问题": "question", "类型": "kind", "此前的问题": "history", "应答": "answer", "必须说到": "must_contain",
    "不得说到": "must_not_contain", "依据": "evidence", "按哪天": "as_of", "文件": "document", "备注": "notes",
}  # fmt: skip
"""Heads of a table to fields; the fields' own names are understood too."""

LISTS = frozenset({"history", "must_contain", "must_not_contain", "evidence"})
EXAMPLES = (
    ("1", "某市2024年研发投入强度目标是多少？", "查数字", "", "3.5%", "3.5%", "3.2%", "研发投入强度达到3.5%", "", "", "依据照抄原文"),
    ("2", "那某县呢？", "追问", "某市2024年研发投入强度目标是多少？", "3.1%", "3.1%", "", "研发投入强度达到3.1%", "", "", "写明此前的问题"),
    ("3", "某市2019年引进了多少外资？", "无法回答", "", "", "", "", "", "", "", "资料库里没有，应当拒答"),
)  # fmt: skip
"""Rows of the template, to be replaced."""

REFUSAL = "拒答"
MOST_UNPACKED = 100_000_000
"""Bytes of a workbook when unpacked: 10,000 questions take 10 million."""
_KIND_OF = {label: kind for kind, label in KINDS.items()}


def read_any(path: Path, *, most: int | None = None) -> list[Question]:
    """Questions of a JSONL, CSV or XLSX file. Raises PolicybotError, with the row, for what is none, and for a file that holds
    more than `most` questions."""
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        found = _of_rows(_workbook(path), path)
    elif suffix in (".csv", ".tsv"):
        found = _of_rows(_csv(path, "\t" if suffix == ".tsv" else ","), path)
    else:
        found = iter(read_questions(path))
    held = list(found if most is None else islice(found, most + 1))
    if most is not None and len(held) > most:
        raise PolicybotError(f"{path} 里的问题多于 {most:,} 个。请拆成几个文件")
    return held


def template(path: Path) -> bytes:
    """A table with the heads and three rows of example, in the format that the file's name says."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        text = io.StringIO()
        csv.writer(text).writerows([tuple(COLUMNS), *EXAMPLES])
        return text.getvalue().encode("utf-8-sig")
    if suffix == ".jsonl":
        records = [_record(dict(zip(COLUMNS, row, strict=True)), at) for at, row in enumerate(EXAMPLES, 2)]
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    if suffix == ".xlsx":
        return _blank_workbook()
    raise PolicybotError(f"{path} 的后缀不是 .xlsx、.csv 或 .jsonl。请换一个文件名")


def _of_rows(rows: Iterator[tuple[int, Sequence[str]]], path: Path) -> Iterator[Question]:
    _, head = next(rows, (1, ()))
    names = [name.strip() for name in head]
    if not {"问题", "question"} & set(names):
        raise PolicybotError(f"{path} 的第一行没有“问题”这一列。请用 policybot eval template 写出一份问题表来填")
    for number, row in rows:
        if any(cell.strip() for cell in row):
            yield from_record(_record(dict(zip(names, row, strict=False)), number), path, number)


def _record(cells: dict[str, str], number: int) -> dict[str, object]:
    """The fields of a row; an empty cell is a field left out."""
    found = {COLUMNS.get(name, name): text.strip() for name, text in cells.items() if name and text.strip()}
    record: dict[str, object] = {field: _entries(text) if field in LISTS else text for field, text in found.items()}
    kind = found.get("kind", "")
    record["kind"] = _KIND_OF.get(
        kind, kind or (Kind.UNANSWERABLE if found.get("answer", REFUSAL) == REFUSAL else Kind.LOOKUP_TEXT)
    )
    record.setdefault("id", str(number))
    record.setdefault("answer", found.get("must_contain", REFUSAL))
    return record


def _entries(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[\n；;]", text) if part.strip()]


def _csv(path: Path, divider: str) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as exc:
        raise PolicybotError(f"无法读取 {path}（{system_reason(exc)}）。请检查路径和读取权限") from exc
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=divider)
    for row in reader:
        yield reader.line_num, row


def _workbook(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    import openpyxl

    _bounded(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as exc:
        raise PolicybotError(f"无法读取 {path}（{system_reason(exc)}）。请检查路径和读取权限") from exc
    except Exception as exc:  # the library raises many kinds for a broken file
        raise PolicybotError(f"{path} 不是能打开的 Excel 文件（{type(exc).__name__}）。请另存为 .xlsx") from exc
    sheet = book.worksheets[0]
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, [_text(cell) for cell in row]


def _bounded(path: Path) -> None:
    """Raises PolicybotError for a workbook that would unfold to more than a table of questions is."""
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (OSError, zipfile.BadZipFile):
        return  # whoever opens it says what is wrong
    if size > MOST_UNPACKED:
        raise PolicybotError(f"{path} 展开后有 {size:,} 字节，不像问题表。请只留下问题那一页，另存为 .xlsx")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _blank_workbook() -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "问题"
    for row in (tuple(COLUMNS), *EXAMPLES):
        sheet.append(row)
    for at, column in enumerate(COLUMNS, 1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = 36 if column in ("问题", "依据", "此前的问题") else 14
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    kinds = DataValidation(type="list", formula1=f'"{",".join(KINDS.values())}"', allow_blank=True)
    sheet.add_data_validation(kinds)
    kinds.add(
        f"{get_column_letter(list(COLUMNS).index('类型') + 1)}2:{get_column_letter(list(COLUMNS).index('类型') + 1)}2000"
    )
    sheet.freeze_panes = "A2"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
