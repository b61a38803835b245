"""What readers say of answers, kept in the catalogue: helpful or not and why, with all that was asked and shown.

Reading and writing need no lock of the library: a judgement can be kept while another process adds documents.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from sqlite3 import Connection

from pydantic import TypeAdapter

from index.catalogue import Catalogue
from index.errors import LibraryError
from index.rows import Filters, dump

MAX_QUESTION = 2_000
"""Characters of a question, also of an earlier one: what the page and the API take (`ui.models`)."""
MAX_HISTORY = 20
"""Earlier questions kept; the last ones, if there were more."""
MAX_ANSWER = 20_000
"""Characters kept of an answer: a list of fifty benefits has 12,000. What is longer is cut."""
MAX_CITATIONS = 100
"""Citations kept; the first ones, if there were more."""
MAX_REASON = 1_000
"""Characters of a reason: a paragraph."""
MAX_BYTES = 250_000
"""Bytes of a judgement as it is kept: of one with all of the above at their most, and not of what a client made up."""
MAX_KEPT = 50_000
"""Judgements a library keeps: an open page must not fill the disk."""

_TABLE = """create table if not exists feedback (
    key integer primary key autoincrement, time text not null, helpful integer not null, data text not null)"""


class FeedbackError(LibraryError):
    """A judgement cannot be kept as it is."""


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """What an answer cited: the id of a document, and [start, end) of its text in characters."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's judgement of one answer.

    `when` is the moment, with its zone, `as_of` the day for which was answered. `question`, `history` (earlier
    questions, oldest first) and `filters` are as asked; `answer` is the text with its marks, "" never. `reason` is the
    reader's own words, "" for none.
    """

    when: datetime
    question: str
    answer: str
    helpful: bool
    as_of: date
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    citations: tuple[CitedSpan, ...] = ()
    refused: bool = False
    reason: str = ""


_FEEDBACK = TypeAdapter(Feedback)


def record(catalogue: Catalogue, feedback: Feedback, *, replaces: int | None = None) -> int:
    """Keep a judgement; its key, by which it can be replaced when the reader thinks again or adds a reason, or deleted.

    Raises FeedbackError for an empty or overlong question or reason and for a library that keeps MAX_KEPT already,
    LibraryError where the catalogue cannot be written.
    """
    kept = _bounded(feedback)
    data = _FEEDBACK.dump_json(kept)
    if len(data) > MAX_BYTES:
        raise FeedbackError(f"反馈有 {len(data):,} 字节，最多 {MAX_BYTES:,}。请新开一个对话再反馈")
    with _writing(catalogue) as connection:
        if replaces is not None:
            connection.execute("delete from feedback where key = ?", (replaces,))
        (count,) = connection.execute("select count(*) from feedback").fetchone()
        if count >= MAX_KEPT:
            raise FeedbackError(
                f"资料库里已有 {count} 条反馈，不能再多。请用 policybot feedback questions 导出后删除旧的"
            )
        row = connection.execute(
            "insert into feedback (time, helpful, data) values (?,?,?)",
            (kept.when.astimezone(UTC).isoformat(), int(kept.helpful), data.decode()),
        )
    return int(row.lastrowid or 0)


def all_feedback(catalogue: Catalogue, *, helpful: bool | None = None) -> dict[int, Feedback]:
    """Judgements by key, the oldest first: all, or those alone that found an answer helpful or not."""
    if not _has_table(catalogue):
        return {}
    wanted = "" if helpful is None else f" where helpful = {int(helpful)}"
    rows = catalogue.connection.execute(f"select key, data from feedback{wanted} order by time, key")
    return {int(key): _FEEDBACK.validate_json(data) for key, data in rows}


def delete_feedback(catalogue: Catalogue, keys: Collection[int]) -> int:
    """Forget judgements; how many there were of them. Raises LibraryError where the catalogue cannot be written."""
    with _writing(catalogue) as connection:
        done = connection.execute(
            "delete from feedback where key in (select value from json_each(?))", (dump([*keys]),)
        )
    return done.rowcount


@contextmanager
def _writing(catalogue: Catalogue) -> Iterator[Connection]:
    with catalogue.transaction(of_documents=False) as connection:
        connection.execute(_TABLE)
        yield connection


def _has_table(catalogue: Catalogue) -> bool:
    found = catalogue.connection.execute("select 1 from sqlite_master where type = 'table' and name = 'feedback'")
    return found.fetchone() is not None


def _bounded(feedback: Feedback) -> Feedback:
    """With what is kept of the answer and around it. Raises FeedbackError."""
    if not feedback.question.strip() or not feedback.answer.strip():
        raise FeedbackError("反馈里没有问题或回答。请在一个回答下面反馈")
    for name, text, most in (
        *(("问题", text, MAX_QUESTION) for text in (feedback.question, *feedback.history)),
        ("理由", feedback.reason, MAX_REASON),
    ):
        if len(text) > most:
            raise FeedbackError(f"{name}有 {len(text):,} 个字，最多 {most:,} 个。请缩短后再试")
    return replace(
        feedback,
        answer=feedback.answer[:MAX_ANSWER],
        history=feedback.history[-MAX_HISTORY:],
        citations=feedback.citations[:MAX_CITATIONS],
        reason=feedback.reason.strip(),
    )
