"""Evaluations on a server: the runs kept below the library's folder, and the one that is going on, in a thread of its own so
that questions are answered meanwhile."""

import logging
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.bot import PolicyBot
from bot.language import Language, language, speaking
from corpus.errors import PolicybotError
from eval.questions import OWN, Question, QuestionError, read_questions
from eval.runs import PAGE, SUFFIX, TEXT, Run, list_runs, load_run, save_run
from eval.tables import read_any
from ui import texts
from ui.bots import Bot
from ui.metrics import Counted

if TYPE_CHECKING:
    from eval.summary import Summary

FOLDER = "evaluations"
"""Folder below the library's in which runs are kept."""

SHIPPED = {"samples": OWN[0], "reports": OWN[1]}
"""Question sets of the project by name."""

MOST_QUESTIONS = 2_000
"""Questions of a set that the page runs: a minute by rule, an hour with a language model. The command line has no bound."""

FORMS = {"html": PAGE, "md": TEXT, "json": SUFFIX.removeprefix(".")}
"""Forms in which a run can be fetched, and how their files end."""

NAME = re.compile(r"[0-9]{8}T[0-9]{6}(?:[0-9]{3})?-[0-9A-Za-z.+]{1,40}")
"""The name of a run (`eval.runs.Run.name`)."""

log = logging.getLogger(__name__)


class EvaluationError(PolicybotError):
    """A run that cannot be started or shown."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A run as a list has it: its name, when it began (ISO), the commit, the set, how many questions, the share of right ones
    and that of wrong ones among the answers given (None of none)."""

    name: str
    time: str
    commit: str
    source: str
    questions: int
    right: float
    wrong: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The run that is going on: its set, how many questions are done and of how many, since when, and whether it was told to
    end."""

    source: str
    done: int
    total: int
    since: float
    cancelled: bool = False

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.since


@dataclass(frozen=True, slots=True)
class Ended:
    """How the last run ended: the name of what was kept, "" for nothing, what to say of it, and whether it went wrong."""

    name: str
    words: str
    failed: bool = False


class Evaluations:
    """The runs of one server, of which one goes on at a time."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.progress: Progress | None = None
        self.ended: Ended | None = None
        self._guard = threading.Lock()
        self._cancel = threading.Event()

    @property
    def folder(self) -> Path:
        return self.bot.library.folder / FOLDER

    def start(self, questions: Sequence[Question], source: str) -> None:
        """Begin a run. Raises EvaluationError while another one goes on."""
        with self._guard:
            if self.progress is not None:
                raise EvaluationError(texts.EVAL_BUSY.format(source=source_word(self.progress.source)))
            self.progress, self.ended = Progress(source, 0, len(questions), time.monotonic()), None
            self._cancel.clear()
        threading.Thread(
            target=self._work, args=(questions, source, language()), name="evaluation", daemon=True
        ).start()

    def cancel(self) -> None:
        """Have the run end before its next question; nothing of it is kept."""
        with self._guard:
            if self.progress is not None:
                self.progress = replace(self.progress, cancelled=True)
                self._cancel.set()

    def _work(self, questions: Sequence[Question], source: str, told: Language) -> None:
        """Run, in Chinese whoever began it; how it ended is told in their language."""
        try:
            ended = self._run(questions, source, told)
        except PolicybotError as exc:
            ended = Ended("", str(exc), failed=True)
        except Exception:
            log.exception("an evaluation failed")
            with speaking(told):
                ended = Ended("", texts.INTERNAL, failed=True)
        with self._guard:
            self.progress, self.ended = None, ended

    def _run(self, questions: Sequence[Question], source: str, told: Language) -> Ended:
        from eval.comparison import compare_runs
        from eval.report import write_report
        from eval.running import run as run_questions

        itself = self.bot.uncounted if isinstance(self.bot, Counted) else self.bot
        bot = cast(PolicyBot, itself)  # the page's bots all are, but for those of tests, which do not run sets
        done = run_questions(bot, questions, [source], progress=self._step, cancelled=self._cancel.is_set)
        if self._cancel.is_set():
            with speaking(told):
                return Ended("", texts.EVAL_CANCELLED.format(len(done.rows)))
        if not done.rows:
            with speaking(told):
                raise EvaluationError(texts.EVAL_NOTHING.format(len(done.left_out)))
        before = [each for each in listed(self.folder) if each.source == source]
        earlier = open_run(self.folder, before[0].name)[0] if before else None
        write_report(done, self.folder, compare_runs(earlier, done) if earlier else None)
        save_run(done, self.folder)  # last: what is listed is whole
        with speaking(told):
            return Ended(done.name, texts.EVAL_DONE.format(len(done.rows), done.seconds))

    def _step(self, done: int, total: int) -> None:
        with self._guard:
            if self.progress is not None:
                self.progress = replace(self.progress, done=done, total=total)


def questions_of(name: str, file: Path | None) -> list[Question]:
    """The questions of a set of the project, or of a file that was sent. Raises EvaluationError with a sentence that names
    the file, and not where it lies."""
    if file is None:
        if name not in SHIPPED:
            raise EvaluationError(texts.EVAL_NO_SET)
        return read_questions(SHIPPED[name])
    try:
        found = read_any(file, most=MOST_QUESTIONS)
    except QuestionError as exc:
        raise EvaluationError(str(exc).replace(str(file), file.name)) from exc
    except PolicybotError as exc:
        words = str(exc).replace(str(file), file.name)
        raise EvaluationError(words.replace(texts.EVAL_TEMPLATE_COMMAND, texts.EVAL_TEMPLATE_HERE)) from exc
    if not found:
        raise EvaluationError(texts.EVAL_EMPTY.format(file.name))
    return found


def listed(folder: Path) -> list[Listed]:
    """The runs of a folder, the newest first; files that are none are passed over."""
    found: list[Listed] = []
    for path in reversed(list_runs(folder)):
        if NAME.fullmatch(path.name.removesuffix(SUFFIX)):
            try:
                found.append(_listed(path, path.stat().st_mtime_ns))
            except (PolicybotError, OSError) as exc:
                log.warning("%s", exc)
    return found


def open_run(folder: Path, name: str) -> "tuple[Run, Summary]":
    """A run with its figures. Raises EvaluationError where there is none of the name."""
    path = _path(folder, name, "json")
    return _opened(path, path.stat().st_mtime_ns)


def file_of(folder: Path, name: str, form: str) -> bytes:
    """A run in one of FORMS. Raises EvaluationError where there is none of the name."""
    return _path(folder, name, form).read_bytes()


def source_word(source: str) -> str:
    """A question set as people call it."""
    return texts.EVAL_SHIPPED.get(source, source)


def _path(folder: Path, name: str, form: str) -> Path:
    path = folder / f"{name}.{FORMS[form]}"
    if not NAME.fullmatch(name) or not path.is_file():
        raise EvaluationError(texts.EVAL_NO_RUN.format(name[:60]))
    return path


@lru_cache(maxsize=1_000)
def _listed(path: Path, modified: int) -> Listed:  # noqa: ARG001 - a file that was written again is another
    run = load_run(path)
    given = [row for row in run.rows if not row.refused]
    right = sum(row.right for row in run.rows) / len(run.rows) if run.rows else 0.0
    wrong = sum(not row.right for row in given) / len(given) if given else None
    name = path.name.removesuffix(SUFFIX)
    return Listed(name, run.time, run.commit, "、".join(run.questions), len(run.rows), right, wrong)


@lru_cache(maxsize=4)
def _opened(path: Path, modified: int) -> "tuple[Run, Summary]":  # noqa: ARG001 - as above
    from eval.summary import summarise

    run = load_run(path)
    return run, summarise(run.rows)
