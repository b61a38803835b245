"""A watched reading process: what it opens, writes, asks for and takes, for files that try to make it do harm."""

import os
import select
import socket
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus import confined
from corpus.confined import FORBIDDEN, MEMORY, WRITING, Read
from corpus.isolated import IsolatedReader
from corpus.load import Loaded, read
from eval.fuzzing.checks import broken_rules
from eval.fuzzing.common import Canary

MARK = "watched: "
"""Begins a line of the process's standard error that reports what it did."""

SECRET = "canary-7f3a9c"
"""The text of the file that no reader may read."""

SAMPLE = 0.02
"""Seconds between two looks at the memory of the process."""

TRACE = 12
"""Lines of the standard error that are kept: where the time ran out, or what crashed."""

PIECE, MAX_NOISE = 65_536, 1_000_000
"""Bytes of the standard error that are read at a time, and kept of one file."""

BROKEN = "broken rules: "
"""Begins the message of a RuleError."""

SYSTEM_FILES = ("/proc/", "/sys/", "/dev/", "/usr/share/", "/usr/lib/", "/etc/mime.types", "/etc/localtime")
"""Where Python and libraries look about themselves while they are imported."""


class RuleError(Exception):
    """A document that breaks a rule that holds for all."""


def main(memory: int = MEMORY, read: Read | None = None) -> None:
    """The process: that of `corpus.confined`, with a check of what was read in the same bounds, and with reports of what it
    opens outside of the libraries and of what it is refused."""
    roots = tuple({os.path.realpath(entry) for entry in (*sys.path, sys.prefix, sys.base_prefix)})
    sys.addaudithook(lambda event, args: _report(event, args, roots))
    confined.main(memory, read or _read_and_check)


def _read_and_check(data: bytes, source: str) -> Loaded:
    loaded = read(data, source)
    broken = [rule for rule, _ in zip(broken_rules(loaded), range(3), strict=False)]
    if broken:
        raise RuleError(BROKEN + "; ".join(broken))
    return loaded


def _report(event: str, args: tuple[Any, ...], roots: tuple[str, ...]) -> None:
    if event == "open":
        path, _, flags = args
        if isinstance(path, int) or path == os.devnull:
            return
        place = os.path.realpath(os.fsdecode(path))
        writes = isinstance(flags, int) and flags & WRITING
        if writes or not place.startswith((*roots, *SYSTEM_FILES)):
            _tell(f"opened {path!r}")
    elif event.startswith(FORBIDDEN):
        _tell(f"tried {event} {args!r}")


def _tell(what: str) -> None:
    os.write(2, f"{MARK}{' '.join(what.split())[:300]}\n".encode("utf-8", "backslashreplace"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a process did besides answering: the bytes of memory it had at most (None where the system does not say), what
    it did that no reader may do, and the last lines of its standard error."""

    memory: int | None
    harm: tuple[str, ...]
    trace: tuple[str, ...]


class Watch:
    """A reader whose process stands in an empty folder, next to a secret, with an address that must not be asked."""

    def __init__(self, seconds: float, module: str = __name__) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="fuzz-")
        self._root = Path(self._temporary.name)
        secret, home = self._root / "secret.txt", self._root / "home"
        secret.write_text(f"{SECRET}\n" * 3, encoding="utf-8")
        home.mkdir()
        self._listing = self._list()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.canary = Canary(str(secret), f"http://127.0.0.1:{self._server.getsockname()[1]}/")
        self._harm: list[str] = []
        self._noise = bytearray()
        self._reading = threading.Lock()
        self._peak = 0
        self._over = threading.Event()
        self._out, self._stderr = os.pipe()
        self.reader = IsolatedReader(
            seconds,
            module=module,
            folder=str(home),
            environment=dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE"), str(home)),
            stderr=self._stderr,
        )
        threading.Thread(target=self._serve, daemon=True).start()
        self._tasks = [threading.Thread(target=task, daemon=True) for task in (self._listen, self._sample)]
        for task in self._tasks:
            task.start()

    def read(self, data: bytes, source: str) -> Loaded:
        """As the reader's; what is seen meanwhile is counted from here."""
        self._drain()
        self._noise.clear()
        with suppress(OSError):
            Path(f"/proc/{self.reader.pid}/clear_refs").write_text("5")  # the peak of this file, not of those before
        self._peak = 0
        return self.reader.read(data, source)

    def seen(self) -> Seen:
        """What was seen since the last reading began; the next one starts from a clean folder."""
        self._look()
        self._drain()
        lines = self._noise.decode(errors="replace").splitlines()
        harm = [*self._harm, *(line.removeprefix(MARK) for line in lines if line.startswith(MARK))]
        changed = sorted(self._list() ^ self._listing)
        self._listing = self._list()
        self._harm.clear()
        trace = [line for line in lines if not line.startswith(MARK)]
        return Seen(self._peak or None, (*harm, *(f"changed {name}" for name in changed)), tuple(trace[:TRACE]))

    def _list(self) -> set[str]:
        return {str(path.relative_to(self._root)) for path in self._root.rglob("*")}

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                self._harm.append("asked the address that it may not ask")
                connection.close()

    def _listen(self) -> None:
        """Keeps the pipe empty: a process that writes much would wait."""
        while not self._over.is_set():
            if select.select([self._out], [], [], SAMPLE)[0]:
                self._drain()

    def _drain(self) -> None:
        """Takes what the process has written so far."""
        with self._reading:
            while select.select([self._out], [], [], 0)[0] and (piece := os.read(self._out, PIECE)):
                self._noise += piece[: max(0, MAX_NOISE - len(self._noise))]

    def _sample(self) -> None:
        while not self._over.wait(SAMPLE):
            self._look()

    def _look(self) -> None:
        with suppress(OSError, ValueError, IndexError):
            status = Path(f"/proc/{self.reader.pid}/status").read_text()
            self._peak = max(self._peak, int(status.partition("VmHWM:")[2].split()[0]) * 1024)

    def close(self) -> None:
        """End the process and remove the folder."""
        self._over.set()
        self.reader.close()
        for task in self._tasks:
            task.join()
        os.close(self._stderr)
        os.close(self._out)
        self._server.close()
        self._temporary.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
