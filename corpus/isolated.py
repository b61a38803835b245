"""Reading files in a process of its own, with bounds on time and memory: a hostile or broken file ends that process and
nothing else.

The process (`corpus.confined`) gets files and gives documents or an error, one after the other, over its standard streams.
What it answers is unpickled as the records of `corpus.records` and `corpus.benefit_records` and nothing else.
"""

import io
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

from corpus.confined import ANSWER, MEMORY, REQUEST, Answer, Guard, Request, exactly, piece
from corpus.errors import DocumentError
from corpus.load import Loaded

SECONDS, SECONDS_PER_MEGABYTE = 60.0, 10.0
"""Time that a file may take: a guide of 60 pages takes 4 seconds on a slow core, a scan some seconds a page."""

GRACE = 5.0
"""Seconds after which a process that has not ended itself at its limit is ended from here."""

FILES = 200
"""Files read by one process: libraries in C leak, and a fresh one starts in a third of a second."""

MAX_ANSWER = 1_000_000_000
"""Bytes of an answer: the longest texts with their records have some 20 MB."""

KEPT = (
    "PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONHOME",
    "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
)  # fmt: skip
"""What the process sees of the environment: no keys and passwords."""

SET = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "2", "ORT_DISABLE_TELEMETRY": "1"}
"""Each thread maps 64 MB for its own heap and numerical libraries start one a core: with 64 cores, over the limit. And ONNX
Runtime, which the recognition of scans uses, reports to its maker from version 1.29 on unless it is told not to."""

_OTHER_FORMAT = "请把文件另存为其他格式，或拆分后再试"


class GuardError(DocumentError):
    """A file was not read because of the bounds, or because reading it failed in a way that no reader foresaw."""

    def __init__(self, guard: Guard, source: str, reason: str, remedy: str) -> None:
        super().__init__(source, reason, remedy)
        self.guard = guard


class IsolatedReader:
    """Reads files one after the other in a process that is started when the first one comes. Used by one thread.

    `seconds` and `memory` (bytes) bound the reading of a file. The other parameters are for whoever watches the process:
    the module whose `main` it runs, its folder, further variables of its environment, and where its standard error goes.
    """

    def __init__(
        self,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        *,
        module: str = "corpus.confined",
        folder: str | None = None,
        environment: Mapping[str, str] | None = None,
        stderr: int = subprocess.DEVNULL,
    ) -> None:
        self._seconds = seconds
        self._memory = memory
        self._module = module
        self._folder = folder or os.path.abspath(os.sep)  # where a hostile relative name leads nowhere
        self._environment = {**_environment(), **(environment or {})}
        self._stderr = stderr
        self._process: _Process | None = None
        self._files = 0

    def read(self, data: bytes, source: str) -> Loaded:
        """Documents of a file as `corpus.load.read` gives them. Raises DocumentError, which is a GuardError for a file that
        takes too long or too much memory, or ends its process."""
        used, began, limit = self._files > 0, time.monotonic(), self.limit(data)
        try:
            return self._ask(data, source, limit)
        except GuardError as exc:
            left = limit - (time.monotonic() - began)  # both readings together keep to the time of one
            if not used or exc.guard not in (Guard.MEMORY, Guard.ENDED) or left <= 0:
                raise
        return self._ask(data, source, left)  # what files before it left behind may have been the cause

    @property
    def pid(self) -> int | None:
        """Id of the process, None before the first file and after an end."""
        return self._process.popen.pid if self._process else None

    def limit(self, data: bytes) -> float:
        """Seconds that a file may take."""
        return self._seconds + SECONDS_PER_MEGABYTE * len(data) / 1_000_000

    def _ask(self, data: bytes, source: str, limit: float) -> Loaded:
        began = time.monotonic()
        process = self._running()
        self._files += 1
        try:
            raw = process.ask(Request(limit, source, data), limit + GRACE)
        except queue.Empty:
            self.close()
            raise _too_long(source, self.limit(data)) from None
        except BaseException:  # Ctrl+C: the answer that is still to come must not be taken for that of the next file
            self.close()
            raise
        if raw is None:
            code = process.code()
            self.close()
            if time.monotonic() - began >= limit:
                raise _too_long(source, self.limit(data))
            raise GuardError(Guard.ENDED, source, f"读取时程序意外结束（{code}），文件可能已损坏或过大", _OTHER_FORMAT)
        return self._result(raw, source)

    def _result(self, raw: bytes, source: str) -> Loaded:
        try:
            result, is_last = _Records(io.BytesIO(raw)).load()
            error = None if isinstance(result, Loaded) else _error(*result)
        except Exception as exc:
            self.close()
            raise GuardError(Guard.ENDED, source, "读取程序的回答无法理解", _OTHER_FORMAT) from exc
        if is_last:
            self.close()
        if error is not None:
            raise error
        loaded: Loaded = result
        return loaded

    def _running(self) -> "_Process":
        if self._process is None or self._files >= FILES or self._process.popen.poll() is not None:
            self.close()
            self._process = _Process(
                f"import sys; sys.path[:] = {_search_path()!r}; from {self._module} import main; main({self._memory})",
                folder=self._folder, environment=self._environment, stderr=self._stderr,
            )  # fmt: skip
        return self._process

    def close(self) -> None:
        """End the process, if one was started."""
        process, self._process, self._files = self._process, None, 0
        if process is not None:
            process.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _error(guard: str, source: str, reason: str, remedy: str) -> DocumentError:
    return GuardError(Guard(guard), source, reason, remedy) if guard else DocumentError(source, reason, remedy)


def _too_long(source: str, limit: float) -> GuardError:
    return GuardError(Guard.TIME, source, f"{limit:.0f} 秒内没有读完", _OTHER_FORMAT)


def _search_path() -> list[str]:
    """Where this process finds modules, for another one that stands in another folder."""
    return [os.path.abspath(entry) for entry in sys.path]


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in KEPT if name in os.environ} | SET


class _Process:
    """A reading process, and the thread that writes to it and listens: whoever asks can stop waiting at any time, also for
    a process that takes nothing."""

    def __init__(self, code: str, *, folder: str, environment: Mapping[str, str], stderr: int) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=folder,
            env=environment,
        )
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._talk, daemon=True)
        self._thread.start()

    def ask(self, request: Request, seconds: float) -> bytes | None:
        """The answer, None if the process ended. Raises queue.Empty after the given time."""
        self._requests.put(request)
        return self._answers.get(timeout=seconds)

    def _talk(self) -> None:
        assert self.popen.stdin is not None
        assert self.popen.stdout is not None
        with suppress(OSError, ValueError, MemoryError):
            while (request := self._requests.get()) is not None:
                source = request.source.encode("utf-8", "surrogatepass")
                self.popen.stdin.write(REQUEST.pack(request.seconds, len(source), len(request.data)))
                self.popen.stdin.write(source)
                self.popen.stdin.write(request.data)
                self.popen.stdin.flush()
                answer = exactly(self.popen.stdout, ANSWER)
                if answer is None or answer[0] > MAX_ANSWER:
                    break
                self._answers.put(piece(self.popen.stdout, answer[0]))
        self._answers.put(None)

    def code(self) -> int | None:
        """The exit code of a process that is about to end, None for one that does not."""
        with suppress(subprocess.TimeoutExpired):
            return self.popen.wait(1)
        return None

    def end(self) -> None:
        """Kill the process and leave nothing of it behind."""
        self.popen.kill()
        self.popen.wait()
        self._requests.put(None)
        self._thread.join(GRACE)
        for stream in (self.popen.stdin, self.popen.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()


_RECORDS = ("corpus.records", "corpus.benefit_records")
"""Modules whose classes an answer may hold."""


class _Records(pickle.Unpickler):
    """Unpickles the records of documents: a process that a file has taken over can still only send those."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module in _RECORDS else None
        if isinstance(found, type) and found.__module__ in _RECORDS:
            return found
        known = {(each.__module__, each.__qualname__): each for each in (Loaded, DocumentError, Answer, date, Decimal)}
        return known[module, name]
