"""A folder with `documents.jsonl` (doc, text) and `questions.jsonl` (id, question, doc, answer) as a library and cases."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PolicybotError, system_reason
from index.adding import add
from index.library import Library
from index.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Case:
    """A question whose answer stands in the document named `doc`."""

    id: str
    question: str
    doc: str
    answer: str


def read_cases(folder: Path) -> list[Case]:
    """The questions of a folder, in file order."""
    return [
        Case(row["id"], row["question"], row["doc"], row["answer"])
        for row in _rows(folder / "questions.jsonl", ("id", "question", "doc", "answer"))
    ]


def build_library(folder: Path, work: Path, encoder: str | None = None) -> tuple[Library, dict[int, str]]:
    """Library of the folder's documents inside `work`, and the name of each of its documents by key."""
    texts = work / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for row in _rows(folder / "documents.jsonl", ("doc", "text")):
        (texts / f"{row['doc']}.txt").write_text(row["text"], encoding="utf-8")
    library = Library.open(work / "library", encoder=encoder, create=True)
    failed = [result for result in add(library, [texts]) if result.outcome is Outcome.FAILED]
    if failed:
        raise PolicybotError(f"{len(failed)} 份文件无法加入，例如：{failed[0].detail}")
    return library, {entry.key: Path(entry.source).stem for entry in library.catalogue.entries()}


def _rows(path: Path, fields: tuple[str, ...]) -> Iterator[dict[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as exc:
        raise PolicybotError(f"无法读取 {path}（{system_reason(exc)}）。请用 --data 指定含有它的文件夹") from exc
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            yield {field: str(row[field]) for field in fields}
        except (ValueError, KeyError, TypeError) as exc:
            wanted = "、".join(fields)
            raise PolicybotError(f"{path} 第 {number} 行不是含有 {wanted} 的 JSON（{exc}）。请检查该文件") from exc
