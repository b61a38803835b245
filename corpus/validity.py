"""Whether a document is in force on a day. Computed whenever it is asked, never stored: tomorrow it may differ."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from corpus.dates import last_day
from corpus.records import Extension, Metadata


class Status(StrEnum):
    """The state of a document on a day; the value is the term that people read."""

    IN_FORCE = "现行有效"
    NOT_YET = "尚未施行"
    EXPIRED = "已失效"
    REPEALED = "已废止"
    DRAFT = "征求意见稿"
    UNSTATED = "未注明"


def prolonged(metadata: Metadata, extensions: Sequence[Extension]) -> date | None:
    """The last day in force by the word of other documents, in the order in which those were issued; None where they say
    nothing that can be counted (so many years longer than nobody knows when)."""
    last = metadata.expires
    for extension in extensions:
        if extension.until is not None:
            last = max(last or extension.until, extension.until)
        elif extension.months is not None and last is not None:
            last = last_day(last + timedelta(days=1), extension.months)
    return None if last == metadata.expires else last


def status(metadata: Metadata, day: date, repealed: date | None = None, extended: date | None = None) -> Status:
    """The state on `day`. `repealed` is the first day on which another document has put an end to this one, if one has;
    `extended` the last day in force that others have given it (`prolonged`).

    A document is in force from `metadata.effective` through `metadata.expires`, both days included. One that names only
    its last day counts as in force from the day it was signed or published. Without any of the two nothing is known of
    its validity (a work report, a plain notice): UNSTATED, whatever its age. A draft is never in force.
    """
    if metadata.draft:
        return Status.DRAFT
    first, last = metadata.effective, extended or metadata.expires
    if repealed is not None and day >= repealed and not (last and last < repealed):
        return Status.REPEALED
    if last is not None and day > last:
        return Status.EXPIRED
    if first is None and last is not None:
        first = metadata.signed or metadata.published or date.min
    if first is None:
        return Status.UNSTATED
    return Status.IN_FORCE if day >= first else Status.NOT_YET
