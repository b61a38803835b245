"""Answers as they grow, and server-sent events that end when their client leaves."""

import json
import logging
import re
import sqlite3
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import chain
from threading import Event
from typing import Any

from fastapi.concurrency import iterate_in_threadpool, run_in_threadpool
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from bot.records import Answer, Checked, Fate
from corpus.errors import PolicybotError
from ui import texts
from ui.gate import Receive, Send
from ui.present import answer_data, without_paths

EVENTS = "text/event-stream"
UNBUFFERED = {"cache-control": "no-cache", "x-accel-buffering": "no"}
"""For proxies, which would hold events back."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """The next step of an answer: the text that it adds to what was told, the sentences of a language model that were checked
    for it, and the answer as it stands. All texts together are that of the last answer."""

    added: str
    checked: tuple[Checked, ...]
    answer: Answer


class EventStream(StreamingResponse):
    """A response of server-sent events. The status is sent with the first one, so that what fails before it has a status of its
    own. When the client leaves, even before that, `stop` is set and the generator closed, which ends the work behind it."""

    def __init__(self, events: Generator[bytes], stop: Event) -> None:
        super().__init__(events, media_type=EVENTS, headers=UNBUFFERED)
        self._events = events
        self._stop = stop

    async def listen_for_disconnect(self, receive: Receive) -> None:
        await super().listen_for_disconnect(receive)
        self._stop.set()  # a thread that waits for the model cannot be cancelled

    async def stream_response(self, send: Send) -> None:
        try:
            first = await run_in_threadpool(next, self._events)
            self.body_iterator = iterate_in_threadpool(chain([first], self._events))
            await super().stream_response(send)
        finally:
            self._stop.set()
            self._events.close()


def steps(answers: Iterator[Answer]) -> Generator[Step]:
    """The steps of an answer, given its drafts, each of which begins the next."""
    told, read = 0, 0
    for answer in answers:
        checked = answer.writing.checked if answer.writing else ()
        yield Step(answer.text[told:], checked[read:], answer)
        told, read = len(answer.text), len(checked)


def answer_events(grown: Generator[Step]) -> Generator[bytes]:
    """An answer as events: `text` for each paragraph or checked sentence, `sentence` for each of the model's that did not
    stand, `answer` for the whole of it."""
    for step in grown:
        for each in step.checked:
            if each.fate is not Fate.KEPT:
                yield event(sentence_data(each), "sentence")
        for text in paragraphs(step.added):
            yield event({"text": text}, "text")
    yield event(without_paths(answer_data(step.answer)), "answer")


def told(events: Generator[bytes], failed: Callable[[str], bytes]) -> Generator[bytes]:
    """Events whose source may fail when the status has long been sent: the last one says so, in a sentence. What fails before
    the first event is raised."""
    first = next(events)
    try:
        yield first
        yield from events
    except (PolicybotError, sqlite3.Error) as exc:
        log.warning("while streaming: %s", exc)
        yield failed(str(exc) if isinstance(exc, PolicybotError) else texts.INTERNAL)
    except Exception:
        log.exception("while streaming")
        yield failed(texts.INTERNAL)


def paragraphs(text: str) -> list[str]:
    """Paragraphs with the empty lines behind them."""
    return [part for part in re.split(r"(?<=\n\n)", text) if part]


def sentence_data(checked: Checked) -> dict[str, Any]:
    """What became of a sentence that the model wrote: its fate, what stands in its place ("" if nothing), and what speaks
    against it, with its words."""
    return {
        "fate": checked.fate,
        "written": checked.sentence,
        "shown": checked.shown.strip(),
        "objections": [{"fault": each.fault, "words": each.words} for each in checked.objections],
    }


def event(data: dict[str, Any], name: str | None = None) -> bytes:
    """One server-sent event."""
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
