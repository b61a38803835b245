"""Many readers at once: a server in a process of its own, readers on loopback in this one, and a third process that adds
documents meanwhile.

Readers ask the sample questions one after another, each on a connection that stays open. A watcher looks at every document
that appears: what the server lists must be there whole, each passage verbatim at its offsets, and what it is asked about
must be answered from it or refused. Only what a client of the HTTP API sees counts.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from corpus.errors import PolicybotError
from eval.questions import OWN, read_questions
from eval.synthetic import SEED, Synthetic, documents
from index.adding import add
from index.library import Library

HOST = "127.0.0.1"
START_SECONDS, REPLY_SECONDS, END_SECONDS = 120, 60, 60
"""How long the server may take to start, a reply to come, and a process to end."""

BATCH = 5
"""Documents that one run of `add` brings."""

APART = 7
"""Questions between the first ones of two readers, so that they do not all ask the same at once."""

LISTED = "/api/documents?limit=1000"

POLITE_SECONDS = 0.2
"""Between two looks at the list of documents: the watcher is one reader more, and no load."""


class LoadError(PolicybotError):
    """The server did not start or did not answer."""


@dataclass(slots=True)
class Load:
    """What was measured: seconds that a reader waited for each answer, what went wrong, documents added and looked at, those
    that were not whole, and seconds of each run of `add`."""

    seconds: float
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    added: int = 0
    seen: int = 0
    broken: list[str] = field(default_factory=list)
    adding: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds

    def wait(self, percent: int) -> float:
        """Milliseconds within which this share of the answers came."""
        return 1000 * statistics.quantiles(self.waits, n=100, method="inclusive")[percent - 1]

    def lines(self) -> list[str]:
        """The figures, a line each."""
        longest = 1000 * max(self.waits)
        adding = f", each run of {BATCH} in {statistics.median(self.adding):.1f} s" if self.adding else ""
        return [
            f"{len(self.waits)} answers in {self.seconds:.0f} s, {self.rate:.1f} a second, {len(self.errors)} errors",
            f"p50 {self.wait(50):.0f} ms, p95 {self.wait(95):.0f} ms, longest {longest:.0f} ms",
            f"{self.added} documents added meanwhile{adding}; {self.seen} looked at, {len(self.broken)} not whole",
        ]


def run(samples: Path, readers: int, seconds: float, *, adding: bool = True) -> Load:
    """Serve a library of `samples` and load it, with or without documents that are added meanwhile. Raises LoadError."""
    questions = [question.question for question in read_questions(OWN[0]) if not question.history]
    with tempfile.TemporaryDirectory() as work:
        library = Path(work) / "library"
        with Library.open(library, create=True) as opened:
            add(opened, [samples])
        with _server(library, Path(work) / "log") as address:
            _warm_up(address, questions)
            load = Load(seconds)
            ends = time.monotonic() + seconds
            with _reading(address, questions, readers, ends, load):
                if adding:
                    _add(library, Path(work), ends, load)
            return load


@contextmanager
def _reading(address: str, questions: Sequence[str], readers: int, ends: float, load: Load) -> Iterator[None]:
    """Readers and a watcher, until the time is over."""
    threads = [
        threading.Thread(target=_read, args=(address, islice(cycle(questions), at, None), ends, load))
        for at in range(0, readers * APART, APART)
    ]
    threads.append(threading.Thread(target=_watch, args=(address, ends, load)))
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join()


def _read(address: str, questions: Iterator[str], ends: float, load: Load) -> None:
    """One reader."""
    with connected(address) as connection:
        for question in questions:
            if (started := time.monotonic()) >= ends:
                return
            try:
                answer = _call(connection, "/api/ask", {"question": question})
                whole = answer["answer"] and all(each["quote"] for each in answer["citations"])
                load.waits.append(time.monotonic() - started)
                if not whole:
                    load.errors.append(f"{question}: {answer}")
            except (OSError, http.client.HTTPException, ValueError, KeyError) as exc:
                load.errors.append(f"{question}: {type(exc).__name__} {exc}")
                connection.close()


def _watch(address: str, ends: float, load: Load) -> None:
    """Look at each document that appears."""
    with connected(address) as connection:
        known = {each["id"] for each in _call(connection, LISTED)["documents"]}
        while time.monotonic() < ends:
            try:
                listed = _call(connection, LISTED)["documents"]
                for entry in [each for each in listed if each["id"] not in known]:
                    load.seen += 1
                    load.broken += faults_of(connection, entry)
                    known.add(entry["id"])
            except (OSError, http.client.HTTPException, ValueError, KeyError) as exc:
                load.errors.append(f"watcher: {type(exc).__name__} {exc}")
                connection.close()
            time.sleep(POLITE_SECONDS)


def faults_of(connection: http.client.HTTPConnection, entry: dict[str, Any]) -> list[str]:
    """What of a listed document is not whole."""
    whole = _call(connection, f"/api/documents/{entry['id']}")
    text, passages = whole["text"], whole["passages"]
    found = [f"{entry['id']}: {len(passages)} of {entry['passages']} passages"] * (len(passages) != entry["passages"])
    found += [
        f"{entry['id']}: [{each['start']}, {each['end']}) is not the passage"
        for each in passages
        if text[each["start"] : each["end"]] != each["text"]
    ]
    answer = _call(connection, "/api/ask", {"question": f"{whole['title']}的主要内容是什么？"})
    cited = [each for each in answer["citations"] if each["document"]["id"] == entry["id"]]
    return found + [
        f"{entry['id']}: a quote is not at its place"
        for each in cited
        if text[each["start"] : each["end"]] != each["quote"]
    ]


def _add(library: Path, work: Path, ends: float, load: Load) -> None:
    """Add batch after batch by the command line until the time is over."""
    made = documents(SEED)
    for number in range(sys.maxsize):
        started = time.monotonic()
        if started >= ends:
            return
        folder = work / f"batch-{number}"
        _write(folder, list(islice(made, BATCH)))
        done = _policybot(library, "add", "--quiet", str(folder))
        load.adding.append(time.monotonic() - started)
        load.added += BATCH
        if done.returncode:
            load.errors.append(f"add: {done.stderr.strip()}")


def _write(folder: Path, texts: Sequence[Synthetic]) -> None:
    folder.mkdir()
    for number, synthetic in enumerate(texts):
        (folder / f"{number}.txt").write_text(synthetic.text, encoding="utf-8")


def _policybot(library: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ui.cli", "--library", str(library), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


@contextmanager
def _server(library: Path, log: Path) -> Iterator[str]:
    """Host and port of a server of its own."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui.cli", "--library", str(library), "serve", "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        _wait_for(server, f"{HOST}:{port}", log)
        yield f"{HOST}:{port}"
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(END_SECONDS)
        server.kill()
        server.wait()


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        with suppress(OSError, http.client.HTTPException), connected(address) as connection:
            _call(connection, "/readyz")
            return
        time.sleep(0.1)
    raise LoadError(f"服务没有启动：{log.read_text(encoding='utf-8', errors='replace')[-500:]}")


def _warm_up(address: str, questions: Sequence[str]) -> None:
    """The first questions load the encoder, the dictionary and the indexes."""
    with connected(address) as connection:
        for question in questions[:20]:
            _call(connection, "/api/ask", {"question": question})


@contextmanager
def connected(address: str) -> Iterator[http.client.HTTPConnection]:
    """A connection that is closed in the end."""
    connection = http.client.HTTPConnection(address, timeout=REPLY_SECONDS)
    try:
        yield connection
    finally:
        connection.close()


def _call(connection: http.client.HTTPConnection, path: str, body: Any = None) -> Any:
    """What the server gives. Raises OSError, HTTPException, and ValueError for any other status than 200."""
    data = None if body is None else json.dumps(body).encode()
    connection.request("POST" if data else "GET", path, data, {"content-type": "application/json"})
    reply = connection.getresponse()
    given = reply.read()
    if reply.status != 200:
        raise ValueError(f"{reply.status} {given[:200]!r}")
    return json.loads(given)
