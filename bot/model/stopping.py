"""Ending what a language model does as soon as nobody waits for it any more."""

from collections.abc import Generator, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread

POLL_S = 0.1
"""Seconds after which a stop is seen at the latest, whatever the model does."""


def until(stop: Event | None, pieces: Iterator[str]) -> Iterator[str]:
    """The pieces as they come, until `stop` is set. A model may think for long before its first one, so that they are read in
    a thread of its own, which closes them (and with them the connection to the model's server) at the next one. What
    reading them raises is raised here."""
    if stop is None:
        yield from pieces
        return
    read: SimpleQueue[str | BaseException | None] = SimpleQueue()
    gone = Event()

    def pump() -> None:
        try:
            for piece in pieces:
                if gone.is_set():
                    break
                read.put(piece)
            read.put(None)
        except Exception as exc:  # noqa: BLE001 - raised again by whoever reads
            read.put(exc)
        finally:
            if isinstance(pieces, Generator):
                pieces.close()

    Thread(target=pump, name="model", daemon=True).start()
    try:
        while not stop.is_set():
            try:
                item = read.get(timeout=POLL_S)
            except Empty:
                continue
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        gone.set()
