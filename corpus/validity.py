"""Whether a document is in force on a day. Computed whenever it is asked, never stored: tomorrow it may differ."""

from datetime import date
from enum import StrEnum

from corpus.records import Metadata


class Status(StrEnum):
    """The state of a document on a day; the value is the term that people read."""

    IN_FORCE = "现行有效"
    NOT_YET = "尚未施行"
    EXPIRED = "已失效"
    REPEALED = "已废止"
    DRAFT = "征求意见稿"
    UNSTATED = "未注明"


def status(metadata: Metadata, day: date, repealed: date | None = None) -> Status:
    """The state on `day`. `repealed` is the first day on which another document has put an end to this one, if one has.

    A document is in force from `metadata.effective` through `metadata.expires`, both days included. One that names only
    its last day counts as in force from the day it was signed or published. Without any of the two nothing is known of
    its validity (a work report, a plain notice): UNSTATED, whatever its age. A draft is never in force.
    """
    if metadata.draft:
        return Status.DRAFT
    first = metadata.effective
    if repealed is not None and day >= repealed and not (metadata.expires and metadata.expires < repealed):
        return Status.REPEALED
    if metadata.expires is not None and day > metadata.expires:
        return Status.EXPIRED
    if first is None and metadata.expires is not None:
        first = metadata.signed or metadata.published or date.min
    if first is None:
        return Status.UNSTATED
    return Status.IN_FORCE if day >= first else Status.NOT_YET
