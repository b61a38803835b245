"""The records of a run of the question set, and their files: one JSON file a run, named by time and commit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import PolicybotError, system_reason
from eval.judging import RIGHT, Rule

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SUFFIX = ".run.json"
PAGE, TEXT, FIGURES = "report.html", "report.md", "summary.json"
"""How the files of a run end: all of it, and what `eval.report` makes of it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation as it was shown: title and id of the document ("" in runs of before), headings, and [start, end) of its
    text."""

    title: str
    heading: tuple[str, ...]
    text: str
    start: int
    end: int
    is_evidence: bool
    document: str = ""


class Verdict(StrEnum):
    """What a language model thinks of an answer; SILENT where it said nothing that can be read."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A language model's verdict with its reason (`eval.opinions`)."""

    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One question and what became of it.

    `ranks` holds for each evidence the rank from 1 of the first passage found that holds it, None where none of the first
    `DEPTH` does; `arms` the same for the best placed evidence by each arm of the search alone. `precision`, `recall` and
    `holds` are those of `eval.judging.Cited`. `evidence` is what the answer should rest on; `opinion` counts
    nowhere among the figures by rule. `confidence` is the answer's own, from 0 to 1. `error` says why a question
    could not be asked at all; it counts as wrong.
    """

    id: str
    kind: str
    part: str
    document: str
    question: str
    understood: str
    gold: str
    must_contain: tuple[str, ...]
    answer: str
    refuses: bool
    refused: bool
    rule: Rule
    missed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    citations: tuple[Quote, ...] = ()
    precision: float | None = None
    recall: float | None = None
    holds: bool | None = None
    ranks: tuple[int | None, ...] = ()
    arms: Mapping[str, int | None] = field(default_factory=dict)
    confidence: float | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    error: str = ""
    evidence: tuple[Quote, ...] = ()
    opinion: Opinion | None = None

    @property
    def right(self) -> bool:
        return not self.error and self.rule in RIGHT


@dataclass(frozen=True, slots=True)
class Run:
    """All rows of a run with what it ran on: time (ISO), commit, settings, encoder, a hash of the library, the machine, and
    the ids of the questions left out because their documents are not in the library, or because they are not complete. `judge` is the
    language model that was asked for opinions, "" for none."""

    time: str
    commit: str
    questions: tuple[str, ...]
    settings: Mapping[str, str]
    encoder: str
    library: str
    documents: int
    passages: int
    machine: str
    seconds: float
    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()
    judge: str = ""

    @property
    def name(self) -> str:
        """Time and commit, fit for a file's name; in the order of time as text, also beside runs of before, to the second."""
        began = datetime.fromisoformat(self.time)
        parts = f"{began.microsecond // 1000:03}" if began.microsecond else ""
        return f"{began:%Y%m%dT%H%M%S}{parts}-{self.commit}"


def save_run(run: Run, folder: Path) -> Path:
    """Write a run into a folder; its path. Raises PolicybotError where it cannot be written."""
    return write(folder / f"{run.name}{SUFFIX}", _adapter().dump_json(run, indent=1, ensure_ascii=False) + b"\n")


def write(path: Path, data: bytes) -> Path:
    """Write a file, its folder made where it is not there; the path. Raises PolicybotError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as exc:
        raise PolicybotError(f"无法写入 {path}（{system_reason(exc)}）。请检查磁盘空间和写入权限") from exc
    return path


def load_run(path: Path) -> Run:
    """A run from its file, or the latest of a folder of runs. Raises PolicybotError for what is none."""
    if path.is_dir():
        found = list_runs(path)
        if not found:
            raise PolicybotError(f"{path} 里没有评测结果（*{SUFFIX}）。请先运行 policybot eval --out {path}")
        path = found[-1]
    try:
        return _adapter().validate_json(path.read_bytes())
    except OSError as exc:
        raise PolicybotError(f"无法读取 {path}（{system_reason(exc)}）。请检查路径和读取权限") from exc
    except ValueError as exc:
        reason = " ".join(str(exc).split())[:200]
        raise PolicybotError(
            f"{path} 不是评测结果，或是别的版本写的（{reason}）。请用 policybot eval 重新生成"
        ) from exc


def list_runs(folder: Path) -> list[Path]:
    """Files of runs in a folder, the oldest first; their names begin with the time."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def _adapter() -> "TypeAdapter[Run]":
    from pydantic import TypeAdapter

    return TypeAdapter(Run)
