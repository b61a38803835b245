"""Speed at a size: libraries of synthetic documents, how fast they are built, what they take, and how fast they answer.

The documents are official in form and in statistics (headings, numbers, places, figures; words drawn by their frequency
in jieba's dictionary, some of them again and again within one document) and go through the real path: files, structure,
passages, catalogue, indexes. Only the vectors of passages are random, since encoding 100,000 passages takes more than
twenty minutes. Questions are encoded for real.

Building and asking each have a process of their own, so that their memory can be told apart.
"""

import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from bot.bot import PolicyBot
from corpus.errors import PolicybotError
from corpus.load import parse
from corpus.passages import passages
from eval.synthetic import SEED, documents
from index.adding import add
from index.encoder import BUNDLED, BundledEncoder, Vectors
from index.library import Library
from index.outcomes import Outcome

WARM_UP = 20
"""Questions asked before the clock counts: the first ones load the encoder, the dictionary and the indexes."""

COLD_RUNS = 3
MB = 1_000_000
PARTS = {"catalogue": "catalogue.sqlite*", "vectors": "vectors", "lexical": "lexical"}
"""What a library is made of on disk, by the pattern of its files in the library's folder."""

_BUILT, _ASKED, _TEXTS, _LIBRARY = "built.json", "questions.json", "texts", "library"


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose figure stands in the document of content `document_id`."""

    text: str
    document_id: str


def write_documents(folder: Path, size: int, count: int, seed: int = SEED) -> list[Question]:
    """Files with together at least `size` passages below `folder`; returns `count` distinct questions, evenly spread."""
    found: dict[str, str] = {}
    total = 0
    for number, synthetic in enumerate(documents(seed)):
        if total >= size:
            break
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = synthetic.text.encode()
        path.write_bytes(data)
        document = parse(data, str(path))
        total += len(passages(document))
        for question in synthetic.questions:
            found.setdefault(question, document.id)
    every = max(1, len(found) // count)
    return [Question(text, of) for text, of in list(found.items())[::every][:count]]


class StandInEncoder:
    """The bundled encoder for questions; for a passage, a random unit vector that is always the same for its text."""

    name = BUNDLED
    dimension = BundledEncoder.dimension

    def __init__(self) -> None:
        self._real = BundledEncoder()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        seeds = (int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) for text in texts)
        rows = [np.random.default_rng(seed).standard_normal(self.dimension, np.float32) for seed in seeds]
        return np.stack([row / np.linalg.norm(row) for row in rows]).astype(np.float32)

    def encode_query(self, text: str) -> Vectors:
        return self._real.encode_query(text)


# -- measuring, each step in a process of its own --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Built:
    """A library as built: `seconds` for adding, disk by part and the peak of the process's memory in MB (10^6 bytes)."""

    documents: int
    passages: int
    seconds: float
    disk_mb: Mapping[str, float]
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Wall milliseconds of whole questions (`p50`, `p95`), the median of their processor time (`cpu`, which other
    programs on the machine disturb less), medians by stage ("other" is what no stage holds), the memory
    of the process in MB, and the share of questions whose document was cited."""

    questions: int
    p50: float
    p95: float
    cpu: float
    stages: Mapping[str, float]
    memory_mb: float
    found: float


def build(folder: Path) -> Built:
    """Add the files below `folder`/texts to a new library."""
    with Library.open(folder / _LIBRARY, encoder=StandInEncoder(), create=True) as library:
        start = time.perf_counter()
        results = add(library, [folder / _TEXTS])
        seconds = time.perf_counter() - start
        failed = [result for result in results if result.outcome is not Outcome.ADDED]
        if failed:
            raise PolicybotError(f"{len(failed)} 份文件未能加入，例如：{failed[0].source} {failed[0].detail}")
        counts = library.catalogue.counts()
    return Built(*counts, seconds, _disk(folder / _LIBRARY), memory_mb(peak=True))


def ask(folder: Path) -> Asked:
    """Ask the library's questions one by one, after some for warming up."""
    questions = [Question(*row) for row in json.loads((folder / _ASKED).read_text(encoding="utf-8"))]
    times: list[tuple[float, float]] = []
    stages: dict[str, list[float]] = {}
    found = 0
    with Library.open(folder / _LIBRARY) as library:
        bot = PolicyBot(library)
        for number, question in enumerate([*questions[-WARM_UP:], *questions], -min(WARM_UP, len(questions))):
            start, worked = time.perf_counter(), time.process_time()
            answer = bot.ask(question.text)
            wall, cpu = (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000
            if number >= 0:
                times.append((wall, cpu))
                found += any(citation.source.id == question.document_id for citation in answer.citations)
                timings = {stage: value for stage, value in answer.timings_ms.items() if stage != "total"}
                for stage, value in {**timings, "other": wall - sum(timings.values())}.items():
                    stages.setdefault(stage, []).append(value)
        memory = memory_mb(peak=False)
    medians = {stage: statistics.median(values) for stage, values in stages.items()}
    walls = [wall for wall, _ in times]
    p50, p95 = np.percentile(walls, [50, 95])
    cpu = statistics.median(cpu for _, cpu in times)
    return Asked(len(times), float(p50), float(p95), cpu, medians, memory, found / len(times))


def _disk(folder: Path) -> dict[str, float]:
    return {
        part: sum(
            path.stat().st_size for top in folder.glob(pattern) for path in (top, *top.rglob("*")) if path.is_file()
        )
        / MB
        for part, pattern in PARTS.items()
    }


def memory_mb(*, peak: bool) -> float:
    """Resident memory of this process in MB, now or at its highest. Without /proc the highest stands for both."""
    status = Path("/proc/self/status")
    if status.exists():
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(fields["VmHWM" if peak else "VmRSS"].split()[0]) * 1024 / MB
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest * (1 if sys.platform == "darwin" else 1024) / MB


def _python(*arguments: str) -> str:
    """Standard output of a fresh interpreter that sees the same modules. Raises PolicybotError if it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *filter(None, sys.path)])},
    )
    if done.returncode:
        raise PolicybotError(f"测速进程以 {done.returncode} 结束（{' '.join(arguments)}），原因见上")
    return done.stdout


def _in_own_process(step: str, folder: Path) -> dict[str, Any]:
    """What `build` or `ask` returns, as a dictionary."""
    values: dict[str, Any] = json.loads(_python("-m", "eval.speed", step, str(folder)).splitlines()[-1])
    return values


# -- the command -----------------------------------------------------------------------------------------------------


def measure(folder: Path, size: int, questions: int) -> tuple[Built, Asked, bool]:
    """Build a library of `size` passages in `folder` unless one is there, and ask it; the last is whether one was."""
    figures = folder / _BUILT
    kept = figures.exists()
    if not kept:
        rows = write_documents(folder / _TEXTS, size, questions)
        (folder / _ASKED).write_text(json.dumps([[q.text, q.document_id] for q in rows], ensure_ascii=False))
        figures.write_text(json.dumps(_in_own_process("build", folder), indent=2))
    return Built(**json.loads(figures.read_text())), Asked(**_in_own_process("ask", folder)), kept


def cold_seconds(folder: Path) -> tuple[float, float]:
    """Median wall seconds and median processor seconds of `policybot --library DIR ask QUESTION`, each in a fresh process."""
    rows = json.loads((folder / _ASKED).read_text(encoding="utf-8"))
    times = []
    for text, _ in rows[:COLD_RUNS]:
        start, worked = time.perf_counter(), _children()
        _python("-c", "from ui.cli import main; main()", "--library", str(folder / _LIBRARY), "ask", text)
        times.append((time.perf_counter() - start, _children() - worked))
    return statistics.median(wall for wall, _ in times), statistics.median(cpu for _, cpu in times)


def _children() -> float:
    """Processor seconds of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


_COLUMNS = (
    ("N", 8), ("documents", 10), ("added/s", 9), *((f"{part} MB", 13) for part in PARTS), ("build MB", 10),
    ("ask MB", 8), ("p50 ms", 8), ("p95 ms", 8), ("CPU ms", 8), ("found", 7),
)  # fmt: skip
"""Headings and widths: passages, documents, passages added a second, disk by part, peak memory of building, memory of
asking, times of whole questions, and the share of questions whose document was cited."""


def run(sizes: Sequence[int], questions: int, keep: Path | None, *, cold: bool) -> None:
    """Measure every size and print a table of whole figures, then one of the stages. Raises PolicybotError."""
    click.echo(
        f"Synthetic documents through the real path; passages have RANDOM unit vectors, questions are encoded by {BUNDLED}."
        f" {questions} questions a size after {WARM_UP} for warming up. {os.cpu_count()} cores, load average"
        f" {os.getloadavg()[0]:.1f} at the start."
    )
    _row([name for name, _ in _COLUMNS])
    stages: dict[int, Asked] = {}
    notes: list[str] = []
    with _folder(keep) as root:
        for size in sizes:
            folder = root / str(size)
            built, asked, kept = measure(folder, size, questions)
            _row(_figures(built, asked))
            stages[built.passages] = asked
            if kept:
                notes.append(
                    f"{built.passages}: built before, in {folder}; figures for adding are of then,"
                    f" and the {asked.questions} questions are its own."
                )
            if cold:
                wall, cpu = cold_seconds(folder)
                notes.append(
                    f"{built.passages}: cold `policybot ask` {wall:.2f} s, of processor time {cpu:.2f} s,"
                    f" medians of {COLD_RUNS} processes."
                )
    click.echo("\nMedian ms by stage of PolicyBot.ask:")
    names = list(dict.fromkeys(name for asked in stages.values() for name in asked.stages))
    click.echo(f"{'N':>8}" + "".join(f"{name:>12}" for name in names))
    for size, asked in stages.items():
        click.echo(f"{size:8}" + "".join(f"{asked.stages.get(name, 0.0):12.2f}" for name in names))
    for note in notes:
        click.echo(note)


def _figures(built: Built, asked: Asked) -> list[str]:
    return [
        str(built.passages), str(built.documents), f"{built.passages / built.seconds:.0f}",
        *(f"{built.disk_mb[part]:.1f}" for part in PARTS), f"{built.peak_mb:.0f}", f"{asked.memory_mb:.0f}",
        f"{asked.p50:.1f}", f"{asked.p95:.1f}", f"{asked.cpu:.1f}", f"{asked.found:.3f}",
    ]  # fmt: skip


def _row(cells: Sequence[str]) -> None:
    click.echo("".join(f"{cell:>{width}}" for cell, (_, width) in zip(cells, _COLUMNS, strict=True)))


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory() as work:
        yield Path(work)


if __name__ == "__main__":
    place = Path(sys.argv[2])
    print(json.dumps(asdict(build(place) if sys.argv[1] == "build" else ask(place))))
