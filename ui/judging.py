"""What a reader says of an answer, as the library keeps it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from index.catalogue import Catalogue
from index.feedback import CitedSpan, Feedback, record
from ui.render import Turn


def keep(
    catalogue: Catalogue,
    turns: Sequence[Turn],
    number: int,
    helpful: bool,
    *,
    reason: str = "",
    replaces: int | None = None,
) -> int:
    """Keep that turn `number` was found helpful or not, in place of an earlier judgement if one is named; its key. Raises
    LibraryError."""
    turn = turns[number]
    answer = turn.answer
    return record(
        catalogue,
        Feedback(
            when=datetime.now(UTC),
            question=answer.question,
            answer=answer.text,
            helpful=helpful,
            as_of=turn.day,
            history=tuple(each.answer.question for each in turns[:number]),
            filters=turn.filters,
            citations=tuple(CitedSpan(each.source.id, each.start, each.end) for each in answer.citations),
            refused=answer.refused,
            reason=reason,
        ),
        replaces=replaces,
    )
