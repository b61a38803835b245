"""Conversations as the browser keeps them: written whole, so that what is opened again is what was answered, and read with
distrust, since whatever stands there comes from outside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from corpus.errors import PolicybotError
from ui import texts
from ui.models import MAX_QUESTION
from ui.render import Turn

MOST_TURNS = 50
"""Questions of one conversation: more than anybody reads again."""

MAX_BYTES = 400_000
"""Bytes of a kept conversation; its oldest turns are left out beyond. A browser keeps 5 MB for the page, and a request holds
2 MB."""

LARGEST_KEY = 2**63


class TalkError(PolicybotError):
    """A kept conversation cannot be opened."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it is kept: its title, and its turns, oldest first."""

    title: str
    turns: tuple[Turn, ...]


_TALK = TypeAdapter(Talk)


def dump(turns: Sequence[Turn]) -> str:
    """A conversation as JSON of at most MAX_BYTES, "" for none: its last turns, without what only the server needs of them."""
    kept = tuple(replace(turn, answer=replace(turn.answer, hits=(), consultation=None)) for turn in turns[-MOST_TURNS:])
    while kept:
        # in a component's value, which must hold nothing that looks like HTML
        written = _TALK.dump_json(Talk(turns[0].answer.question[:MAX_QUESTION], kept)).replace(b"<", rb"\u003c")
        if len(written) <= MAX_BYTES:
            return written.decode()
        kept = kept[1:]
    return ""


def load(written: object) -> tuple[Turn, ...]:
    """The turns of a kept conversation. Raises TalkError for anything that `dump` would not write."""
    if not isinstance(written, str) or len(written.encode(errors="replace")) > MAX_BYTES:
        raise TalkError(texts.BAD_TALK)
    try:
        turns = _TALK.validate_json(written).turns
    except ValidationError as exc:
        raise TalkError(texts.BAD_TALK) from exc
    keys = (citation.source.key for turn in turns for citation in turn.answer.citations)
    if not 1 <= len(turns) <= MOST_TURNS or any(abs(key) >= LARGEST_KEY for key in keys):
        raise TalkError(texts.BAD_TALK)
    if any(len(turn.answer.question) > MAX_QUESTION for turn in turns):
        raise TalkError(texts.BAD_TALK)
    return turns
