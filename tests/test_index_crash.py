"""Kills of a process that adds: whatever it had reported is still there, found and whole, after the next opening.

Run as a script, this file is the process that is killed.
"""

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from conftest import FakeEncoder

from index.adding import add
from index.catalogue import Catalogue
from index.checking import check
from index.lexical import BIGRAM, PASSAGES
from index.library import CATALOGUE, Library
from index.rebuilding import examine
from index.stores import VECTORS, Stores
from index.tokens import bigrams

DIMENSION = 128
ARTICLES = 100

GROWN = 2_000
"""Passages after which Chroma's data file takes long enough to write that most kills hit it half-written."""


def write_documents(folder: Path, first: int, last: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(first, last):
        lines = [f"第{i}条 补贴{number * ARTICLES + i}元。" for i in range(1, ARTICLES + 1)]
        (folder / f"{number}.txt").write_text(f"第{number}号办法\n" + "\n".join(lines), encoding="utf-8")


def child(library: Path, documents: Path) -> None:
    """Add, with a line on stdout for each file that is reported as added."""
    with Library.open(library, encoder=FakeEncoder(DIMENSION), create=True) as opened:
        add(opened, [documents], report=lambda result: print(result.source, flush=True))


def add_here(library: Path, documents: Path) -> set[str]:
    with Library.open(library, encoder=FakeEncoder(DIMENSION), create=True) as opened:
        return {result.source for result in add(opened, [documents])}


class Adding:
    """A process that adds, and the sources it has reported."""

    def __init__(self, library: Path, documents: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, library, documents], stdout=subprocess.PIPE, text=True
        )
        self.reported: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.reported += (line.strip() for line in self.process.stdout if line.endswith("\n"))

    def kill(self) -> bool:
        """True if it was still at work."""
        self.process.send_signal(signal.SIGKILL)
        return self.end() == -signal.SIGKILL

    def end(self) -> int:
        code = self.process.wait(120)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def survives(folder: Path, reported: set[str]) -> None:
    """Opens the library and proves that what was reported is there, and that what is there is found."""
    with Library.open(folder, encoder=FakeEncoder(DIMENSION)) as library:
        entries = library.catalogue.entries()
        assert reported <= {entry.source for entry in entries}
        assert all(entry.passages == ARTICLES for entry in entries), "only whole documents"
        keys = library.catalogue.passage_keys()
        assert library.vectors.keys() == set(keys)
        assert library.lexical.keys(PASSAGES) == set(keys)
        sample, vectors = library.catalogue.vectors([*keys[::29], *keys[-50:]], DIMENSION)
        found = [library.vectors.query(vector, 1)[0] for vector in vectors]
        assert [key for key, _ in found] == sample
        np.testing.assert_allclose([similarity for _, similarity in found], 1, atol=1e-4)
        for key, stored in library.catalogue.passages(keys[::97]).items():
            assert key == library.lexical.search(PASSAGES, BIGRAM, bigrams(stored.passage.text), 1)[0][0]


def broken(folder: Path) -> bool:
    """Whether Chroma's folder is broken, as it stands."""
    catalogue = Catalogue(folder / CATALOGUE)
    try:
        return bool(examine(Stores(folder, catalogue), VECTORS))
    finally:
        catalogue.close()


def wait_for_flush(folder: Path, adding: Adding) -> bool:
    """Return at the moment at which Chroma's data file grows: the header is written then, the other files are not.
    False if the process ends before."""
    place = Catalogue(folder / CATALOGUE).get_meta(VECTORS)
    (data,) = (folder / place).glob("*/data_level0.bin")
    before = data.stat().st_size
    while adding.process.poll() is None:
        if data.stat().st_size != before:
            return True
        time.sleep(0.0002)
    return False


def report(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        print(f"\n    {line}")


def killed_at_random(tmp_path: Path, kills: int, seed: int) -> str:
    chance = random.Random(seed)
    library, documents, reported, hit, broke = tmp_path / "library", tmp_path / "documents", set(), 0, 0
    write_documents(documents, 0, 6 * kills)
    for _ in range(kills):
        adding = Adding(library, documents)
        time.sleep(chance.uniform(0.5, 2.5))
        hit += adding.kill()
        reported |= set(adding.reported)
        if (library / CATALOGUE).exists() and Catalogue(library / CATALOGUE).get_meta(VECTORS):
            broke += broken(library)
            survives(library, reported)
    complete(library, documents, 6 * kills)
    return f"random kills: {hit}, broken Chroma folders: {broke}, recovered: all"


def killed_in_the_flush(tmp_path: Path, kills: int) -> tuple[int, int]:
    """Kills and how many of them broke Chroma."""
    library, documents, reported, hit, broke = tmp_path / "library", tmp_path / "documents", set(), 0, 0
    write_documents(documents, 0, GROWN // ARTICLES)
    written = GROWN // ARTICLES
    reported |= add_here(library, documents)
    while hit < kills:
        write_documents(documents, written, written + 12)
        written += 12
        adding = Adding(library, documents)
        flushed = wait_for_flush(library, adding)
        time.sleep(0.001 * (hit % 3))
        hit += adding.kill() and flushed
        reported |= set(adding.reported)
        broke += broken(library)
        survives(library, reported)
    complete(library, documents, written)
    return hit, broke


def complete(library: Path, documents: Path, count: int) -> None:
    """A further `add` ends what the kills cut short, and nothing is wrong then."""
    add_here(library, documents)
    survives(library, {str(path) for path in documents.iterdir()})
    with Library.open(library, encoder=FakeEncoder(DIMENSION)) as opened:
        assert opened.catalogue.counts() == (count, count * ARTICLES)
        assert check(opened).faults == ()


def test_killed_at_random_moments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, killed_at_random(tmp_path, kills=3, seed=1))


def test_killed_while_chroma_flushes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hit, broke = killed_in_the_flush(tmp_path, kills=2)
    report(capsys, f"kills inside the flush: {hit}, broken Chroma folders: {broke}, recovered: all")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_killed_at_many_random_moments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, killed_at_random(tmp_path, kills=30, seed=2))


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_killed_in_many_flushes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hit, broke = killed_in_the_flush(tmp_path, kills=15)
    report(capsys, f"kills inside the flush: {hit}, broken Chroma folders: {broke}, recovered: all")
    assert broke, "no kill broke Chroma: the test does not hit the moment it is meant for"


if __name__ == "__main__":
    child(Path(sys.argv[1]), Path(sys.argv[2]))
