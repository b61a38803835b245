"""`python -m eval.fuzz`: thousands of broken and hostile files of every format through the isolated reader.

Each must give a document that keeps the rules of `eval.fuzzing.checks`, or a DocumentError: within the bounds of the reader, and
without a file or an address touched. Where the reader itself is at a loss and the bounds end it (`guarded`), or an exception
was not foreseen (`fault`), the file is listed with its number, to be made again by `--only FORMAT --index N`.
"""

import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue

import click

from corpus.confined import MEMORY, Guard
from corpus.errors import DocumentError
from corpus.isolated import GRACE, SECONDS, GuardError
from corpus.load import Loaded
from eval.fuzzing.bombs import BOMBS
from eval.fuzzing.common import Canary
from eval.fuzzing.mutants import MAX_MUTANT, Mutant, mutant
from eval.fuzzing.seeds import FORMATS
from eval.fuzzing.watch import BROKEN, SECRET, Watch

COUNT = 1_000
SEED = 3
JOBS = 2

SLOW = 10.0
"""Seconds from which a file is worth a line in the report."""


class Outcome(StrEnum):
    """What became of a file, from good to bad. GUARDED: the bounds ended the reading; FAULT: an exception that no reader
    foresaw; both reach the user as a DocumentError. VIOLATION: what must never happen."""

    DOCUMENT = "document"
    ERROR = "error"
    FAULT = "fault"
    GUARDED = "guarded"
    VIOLATION = "violation"


@dataclass(frozen=True, slots=True)
class Case:
    """A mutant by its index, or a bomb by its name."""

    format: str
    name: int | str

    def file(self, seed: int, folder: Path | None, canary: Canary, longest: int = MAX_MUTANT) -> Mutant:
        """The file, made anew."""
        if isinstance(self.name, int):
            return mutant(self.format, seed, self.name, folder, longest=longest)
        return Mutant(f"{self.name}.{self.format}", BOMBS[self.format][self.name](canary), (self.name,))

    @property
    def option(self) -> str:
        """What makes the case again."""
        number = f"--index {self.name}" if isinstance(self.name, int) else f"--case {self.name}"
        return f"--only {self.format} {number}"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a case: seconds, bytes of memory at most, what was done to the file, and a line on why."""

    case: Case
    outcome: Outcome
    seconds: float
    memory: int | None
    changes: tuple[str, ...]
    detail: str = ""
    trace: tuple[str, ...] = ()


def cases(formats: Iterable[str], count: int) -> list[Case]:
    """All bombs and the first mutants of each format."""
    return [Case(format_, name) for format_ in formats for name in (*BOMBS.get(format_, ()), *range(count))]


def run_case(case: Case, watch: Watch, seed: int, folder: Path | None = None, *, longest: int = MAX_MUTANT) -> Result:
    """One file through the watched reader; a mutant has at most `longest` bytes."""
    file = case.file(seed, folder, watch.canary, longest)
    limit = watch.reader.limit(file.data)
    began = time.monotonic()
    try:
        given: Loaded | Exception = watch.read(file.data, file.name)
    except Exception as exc:  # noqa: BLE001 - whatever comes is the result
        given = exc
    seconds = time.monotonic() - began
    seen = watch.seen()
    outcome, detail = judge(given)
    broken = [*seen.harm]
    if seconds > limit + 2 * GRACE:
        broken.append(f"took {seconds:.0f} s of {limit:.0f}")
    if (seen.memory or 0) > MEMORY:
        broken.append(f"took {(seen.memory or 0) / 1e6:.0f} MB")
    if broken:
        outcome, detail = Outcome.VIOLATION, "; ".join((*dict.fromkeys(broken), detail))
    return Result(case, outcome, seconds, seen.memory, file.changes, detail, seen.trace)


def judge(given: Loaded | Exception) -> tuple[Outcome, str]:
    """The outcome of what a reading gave or raised, and a line on it."""
    if SECRET in (repr(given) if isinstance(given, Loaded) else str(given)):
        return Outcome.VIOLATION, "the text of a file outside"
    if isinstance(given, Loaded):
        return Outcome.DOCUMENT if given.documents else Outcome.ERROR, "; ".join(map(str, given.errors[:1]))
    if not isinstance(given, DocumentError):
        return Outcome.VIOLATION, f"{type(given).__name__}: {given}"
    if not isinstance(given, GuardError):
        return Outcome.ERROR, str(given)
    if BROKEN in given.reason:
        return Outcome.VIOLATION, given.reason
    return Outcome.FAULT if given.guard is Guard.FAULT else Outcome.GUARDED, f"{given.guard}: {given.reason}"


def run(
    todo: Sequence[Case], seed: int, *, jobs: int, seconds: float, folder: Path | None, longest: int = MAX_MUTANT
) -> Iterator[Result]:
    """Results as they come, from several readers at a time."""
    with ExitStack() as stack:
        free: SimpleQueue[Watch] = SimpleQueue()
        for _ in range(jobs):
            free.put(stack.enter_context(Watch(seconds)))
        pool = stack.enter_context(ThreadPoolExecutor(jobs))
        stop = threading.Event()

        def one(case: Case) -> Result | None:
            if stop.is_set():
                return None
            watch = free.get()
            try:
                return run_case(case, watch, seed, folder, longest=longest)
            finally:
                free.put(watch)

        waiting: set[Future[Result | None]] = {pool.submit(one, case) for case in todo}
        try:
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (result for future in done if (result := future.result()))
        finally:
            stop.set()


def report(results: Sequence[Result]) -> Iterator[str]:
    """A table by format, and a line for every case that is not as it should be or is slow."""
    yield f"{'':6}" + "".join(f"{name:>10}" for name in ("files", *Outcome, "slowest s", "peak MB")) + "  slowest"
    for format_ in dict.fromkeys(result.case.format for result in results):
        rows = [result for result in results if result.case.format == format_]
        counts = [sum(row.outcome is outcome for row in rows) for outcome in Outcome]
        slowest = max(rows, key=lambda row: row.seconds)
        peak = max((row.memory or 0) for row in rows) / 1e6
        cells = "".join(f"{count:10}" for count in (len(rows), *counts))
        yield f"{format_:6}{cells}{slowest.seconds:10.1f}{peak:10.0f}  {slowest.case.name}"
    for result in sorted(results, key=lambda row: (row.case.format, str(row.case.name))):
        if result.outcome not in (Outcome.DOCUMENT, Outcome.ERROR) or result.seconds > SLOW:
            yield f"{result.outcome}: {describe(result)}"


def describe(result: Result) -> str:
    """A line on a case."""
    memory = "" if result.memory is None else f" {result.memory / 1e6:.0f} MB"
    changes = "+".join(result.changes)
    return f"{result.case.option} ({changes}) {result.seconds:.1f} s{memory} {result.detail}".rstrip()


@click.command(name="fuzz")
@click.option("--count", type=click.IntRange(min=0), default=COUNT, show_default=True, help="每种格式的变异文件数")
@click.option("--seed", default=SEED, show_default=True, help="随机种子")
@click.option("--only", "formats", type=click.Choice(FORMATS), multiple=True, help="只测这种格式，可重复")
@click.option("--index", type=click.IntRange(min=0), help="只测这一个变异文件（与 --only 合用）")
@click.option("--case", "name", help="只测这一个特制文件（与 --only 合用）")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help="把 --index 或 --case 的文件写到这里")
@click.option("--jobs", type=click.IntRange(min=1), default=JOBS, show_default=True, help="同时读取的进程数")
@click.option("--seconds", default=SECONDS, show_default=True, help="每个文件的时限（秒），每 MB 另加")
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("../shared/documents"), show_default=True,
    help="真实文件所在的文件夹，不存在则只用自制文件",
)  # fmt: skip
def fuzz(
    count: int, seed: int, formats: tuple[str, ...], index: int | None, name: str | None, save: Path | None, jobs: int,
    seconds: float, data: Path,
) -> None:  # fmt: skip
    """Broken and hostile files of every format: documents or errors, within bounds, and nothing touched."""
    folder = data if data.is_dir() else None
    if index is not None or name is not None:
        single = _single(formats, index, name)
        with Watch(seconds) as watch:
            if save is not None:
                save.write_bytes(single.file(seed, folder, watch.canary).data)
            result = run_case(single, watch, seed, folder)
        click.echo("\n".join((f"{result.outcome}: {describe(result)}", *result.trace)))
        sys.exit(result.outcome is Outcome.VIOLATION)
    todo = cases(formats or FORMATS, count)
    results = list(_shown(run(todo, seed, jobs=jobs, seconds=seconds, folder=folder), len(todo)))
    click.echo(f"seed {seed}, {len(results)} files, real files {'from ' + str(folder) if folder else 'none'}")
    click.echo("\n".join(report(results)))
    sys.exit(any(result.outcome is Outcome.VIOLATION for result in results))


def _single(formats: tuple[str, ...], index: int | None, name: str | None) -> Case:
    if len(formats) != 1:
        raise click.UsageError("--index 与 --case 要与一个 --only 合用")
    if name is not None and name not in BOMBS.get(formats[0], ()):
        raise click.BadParameter(f"没有 {name}；有：{'、'.join(BOMBS.get(formats[0], ()))}", param_hint="--case")
    return Case(formats[0], name if name is not None else index or 0)


def _shown(results: Iterable[Result], total: int) -> Iterator[Result]:
    """The results, with a bar on a terminal."""
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "", total=total, console=Console(stderr=True), disable=not sys.stderr.isatty())


if __name__ == "__main__":
    fuzz()
