"""Questions on the indicators of reports, asked of the bot and judged by the figures that it says (`targets.jsonl`)."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.bot import PolicyBot
from bot.records import Answer
from corpus.errors import PolicybotError
from eval.metadata import read_lines
from eval.question_forms import own_words, says
from index.adding import add
from index.library import Library
from index.outcomes import Outcome

REPORTS = "work-reports"
"""The folder of the real reports, below the data folder."""

REFUSED = ("refusal", "neighbour")
"""Kinds of answer in which the bot must say that it does not know."""


class Verdict(StrEnum):
    """How a question was answered. BARE: refused as it should be, but without naming the figure that comes nearest.
    TRAPPED: a trap was answered with a figure that is not the one asked for."""

    RIGHT = "right"
    BARE = "bare"
    WRONG = "wrong"
    TRAPPED = "trapped"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what its answer says. `answer` is figure, refusal, neighbour (not found, the nearest named), list or
    comparison; of each of `must_contain` one of the forms divided by | is said, of `must_not_contain` nothing. `trap`
    names the figure that is near and wrong."""

    question: str
    answer: str
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]
    trap: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, how it was answered, and the bot's own words."""

    question: Question
    verdict: Verdict
    said: str


def read_questions() -> list[Question]:
    """All questions."""
    tuples = ("must_contain", "must_not_contain")
    return [
        Question(**{**record, **{name: tuple(record[name]) for name in tuples}})  # type: ignore[arg-type]
        for record in read_lines("targets.jsonl")
    ]


def ask_all(questions: Sequence[Question], data: Path) -> list[Judged]:
    """Ask a bot over a library of the reports. Raises PolicybotError if one of them cannot be added."""
    with tempfile.TemporaryDirectory() as work, Library.open(Path(work) / "library", create=True) as library:
        failed = [result for result in add(library, [data / REPORTS]) if result.outcome is Outcome.FAILED]
        if failed:
            raise PolicybotError(f"{len(failed)} 份文件无法加入，例如：{failed[0].detail}")
        return judge_all(questions, PolicyBot(library).ask)


def judge_all(questions: Sequence[Question], ask: Callable[[str], Answer]) -> list[Judged]:
    """Ask each question and judge its answer."""
    judged: list[Judged] = []
    for question in questions:
        answer = ask(question.question)
        said = own_words(answer.text)
        judged.append(Judged(question, verdict(question, said, refused=answer.refused), said))
    return judged


def verdict(question: Question, said: str, *, refused: bool) -> Verdict:
    """Judge what the bot says in its own words. A refusal must be marked as one, every other answer must not."""
    expected = question.answer in REFUSED
    complete = all(any(says(said, form) for form in each.split("|")) for each in question.must_contain)
    if any(says(said, each) for each in question.must_not_contain) or refused != expected:
        return Verdict.TRAPPED if question.trap and not refused else Verdict.WRONG
    if complete:
        return Verdict.RIGHT
    if expected:
        return Verdict.BARE
    return Verdict.TRAPPED if question.trap else Verdict.WRONG
