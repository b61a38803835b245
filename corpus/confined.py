"""What the reading process of `corpus.isolated` runs: bounds on itself, and answers to one request after the other.

A reader has no use for the disk, the network or other programs, and may not write, connect or start anything.
"""

import faulthandler
import os
import pickle
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from typing import IO, Any, NamedTuple

from corpus.errors import DocumentError
from corpus.load import Loaded, fault, read

MEMORY = 3_000_000_000
"""Bytes that the process may map: PDF and OCR libraries alone map under one gigabyte."""

WATCH = 0.2
"""Seconds between two looks at the memory where the system has no limit for what a process maps (macOS)."""

FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostby",
    "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.remove", "os.rename",
    "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "shutil.",
    "tempfile.", "urllib.Request", "webbrowser.", "pty.",
)  # fmt: skip
"""Beginnings of the audit events (PEP 578) of what a reader never does."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
"""Flags of an opening that can change a file."""

REQUEST = struct.Struct("!dQQ")
"""Before a request: the seconds for it, the bytes of its source and of its data, which follow."""

ANSWER = struct.Struct("!Q")
"""Before an answer: its bytes, which follow, pickled."""


class Guard(StrEnum):
    """What ended the reading of a file: its time, its memory, the end of the process, or an error of the reader that is no
    DocumentError."""

    TIME = "time"
    MEMORY = "memory"
    ENDED = "ended"
    FAULT = "fault"


class Request(NamedTuple):
    """A file to be read, and the seconds that it may take."""

    seconds: float
    source: str
    data: bytes


class Answer(NamedTuple):
    """What the process answers: documents or the four parts of an error ("" is a DocumentError's guard), and whether it
    ends after this answer."""

    result: Loaded | tuple[str, str, str, str]
    is_last: bool = False


def exactly(stream: IO[bytes], form: struct.Struct) -> tuple[Any, ...] | None:
    """The numbers that come next, None at the end."""
    head = stream.read(form.size)
    return form.unpack(head) if len(head) == form.size else None


def piece(stream: IO[bytes], length: int) -> bytes | None:
    """So many bytes, None where there are fewer."""
    found = stream.read(length)
    return found if len(found) == length else None


Read = Callable[[bytes, str], Loaded]
"""Bytes and source to documents. Raises DocumentError."""


def main(memory: int = MEMORY, read: Read = read) -> None:
    """What the process runs: it answers requests from its standard input until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asks, which ends this one
    requests, answers = _take_streams()
    _limit(memory)
    sys.dont_write_bytecode = True
    sys.addaudithook(refuse)
    serve(requests, answers, read)


def _take_streams() -> tuple[IO[bytes], IO[bytes]]:
    """The standard streams for our use alone: what a library prints, also one in C, must not run into the answers."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return requests, answers


def _limit(memory: int) -> None:
    """Bounds for the whole process: memory, nothing written to files, no core dumps."""
    limited = False
    if sys.platform != "win32":
        import resource

        for kind, value in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory)):
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (value, value))
                limited = kind == resource.RLIMIT_AS
    if not limited or sys.platform == "darwin":  # which takes the limit and does not keep it
        threading.Thread(target=_watch, args=(memory,), daemon=True).start()


def _watch(memory: int) -> None:
    """Ends the process when it takes more memory than allowed."""
    while (used := _resident()) is not None and used <= memory:
        time.sleep(WATCH)
    if used is not None:
        os._exit(1)


def _resident() -> int | None:
    """Bytes of memory that the process has taken at most, None where the system does not say."""
    if sys.platform == "win32":
        return None
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def refuse(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook. Raises PermissionError for what a reader has no business to do."""
    if event == "open":
        path, _, flags = args
        if isinstance(flags, int) and flags & WRITING and path != os.devnull:
            raise PermissionError(f"a reader may not write to {path}")
    elif event.startswith(FORBIDDEN):
        raise PermissionError(f"a reader may not do this: {event}")


def serve(requests: IO[bytes], answers: IO[bytes], read: Read = read) -> None:
    """Answer requests until there are no more, or until one has used up the memory."""
    for request in _received(requests):
        faulthandler.dump_traceback_later(request.seconds, exit=True)  # also when nobody is left to end this process
        answer = _answer(request, read)
        try:
            raw = pickle.dumps(answer)
        except (MemoryError, RecursionError):
            answer = _out_of_memory(request.source)
            raw = pickle.dumps(answer)
        faulthandler.cancel_dump_traceback_later()
        answers.write(ANSWER.pack(len(raw)))
        answers.write(raw)
        answers.flush()
        if answer.is_last:
            return


def _received(stream: IO[bytes]) -> Iterator[Request]:
    while (head := exactly(stream, REQUEST)) is not None:
        seconds, *lengths = head
        source, data = (piece(stream, length) for length in lengths)
        if source is None or data is None:
            return
        yield Request(seconds, source.decode("utf-8", "surrogatepass"), data)


def _answer(request: Request, read: Read) -> Answer:
    try:
        return Answer(read(request.data, request.source))
    except DocumentError as exc:
        return Answer(("", exc.source, exc.reason, exc.remedy))
    except MemoryError:
        return _out_of_memory(request.source)
    except Exception as exc:  # noqa: BLE001 - whatever a library raises on a broken file
        error = fault(request.source, exc)
        return Answer((Guard.FAULT.value, error.source, error.reason, error.remedy))


def _out_of_memory(source: str) -> Answer:
    """After which the process ends: memory that a broken reading holds may never come back."""
    return Answer((Guard.MEMORY.value, source, "读取需要的内存超过上限", "请拆分文件后再试"), is_last=True)
