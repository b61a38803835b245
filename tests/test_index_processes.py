"""Several processes and threads on one library at once. Run as a script, this file is another process that adds."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import FakeEncoder

from index.adding import add, remove
from index.errors import LibraryBusy
from index.examine import vector_faults
from index.lexical import BIGRAM, PASSAGES
from index.library import Library
from index.outcomes import Outcome
from index.tokens import bigrams

ARTICLES = 50


def write_documents(folder: Path, numbers: range) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        lines = [f"第{i}条 补贴{number * 100 + i}元。" for i in range(1, ARTICLES + 1)]
        (folder / f"{number}.txt").write_text(f"第{number}号办法\n" + "\n".join(lines), encoding="utf-8")
    return folder


def open_here(folder: Path) -> Library:
    return Library.open(folder, encoder=FakeEncoder(), create=True)


def other_process(library: Path, documents: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, __file__, library, documents], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def ends_well(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out
    return out


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_here(tmp_path / "library") as library:
        add(library, [write_documents(tmp_path / "first", range(12))])
        yield library


def lost(library: Library) -> list[int]:
    """Passages that one of the indexes does not hold, and of every fifth those that a query does not find."""
    library.refresh()
    keys = library.catalogue.passage_keys()
    sample, vectors = library.catalogue.vectors(keys[::5], 32)
    missing = {key for key, row in zip(sample, vectors, strict=True) if library.vectors.query(row, 1)[0][0] != key}
    return sorted(missing | (set(keys) ^ library.lexical.keys(PASSAGES)) | (set(keys) ^ library.vectors.keys()))


def test_processes_that_write_in_turn_see_and_keep_all(library: Library, tmp_path: Path) -> None:
    """Chroma goes on from the state that it loaded first: without opening it anew this loses hundreds of vectors."""
    assert lost(library) == []
    ends_well(other_process(library.folder, write_documents(tmp_path / "second", range(100, 115))))
    assert library.catalogue.counts() == (27, 27 * ARTICLES)
    assert lost(library) == []
    ends_well(other_process(library.folder, write_documents(tmp_path / "third", range(200, 215))))
    add(library, [write_documents(tmp_path / "fourth", range(300, 318))])
    with open_here(library.folder) as again:
        assert again.catalogue.counts() == (60, 60 * ARTICLES)
        assert lost(again) == []


def test_two_processes_that_make_a_library_and_add_to_it_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folders = [write_documents(tmp_path / name, range(n, n + 12)) for n, name in ((0, "first"), (100, "second"))]
    said = "".join(ends_well(process) for process in [other_process(folder, documents) for documents in folders])
    assert said.count("added") == 24
    with open_here(folder) as library:
        assert library.catalogue.counts() == (24, 24 * ARTICLES)
        assert lost(library) == []
        assert vector_faults(library.vectors, library.catalogue, 32) == []


def test_a_second_writer_is_told_and_refused(library: Library) -> None:
    lines: list[str] = []
    message = f"另一个进程正在写入 {library.folder}，已等待 0 秒。请等它结束后再试"
    with (
        open_here(library.folder) as other,
        library.writing(),
        pytest.raises(LibraryBusy, match=message),
        other.writing(lines.append, wait=0.1),
    ):
        pass
    assert len(lines) == 1
    assert "等待中" in lines[0]


def test_two_threads_of_one_library_write_one_after_the_other(library: Library, tmp_path: Path) -> None:
    folders = [write_documents(tmp_path / str(n), range(n, n + 6)) for n in (100, 200, 300)]
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda folder: add(library, [folder]), folders))
    assert all(result.outcome is Outcome.ADDED for group in results for result in group)
    assert library.catalogue.counts() == (30, 30 * ARTICLES)
    assert lost(library) == []


def read_until(stop: threading.Event, library: Library, errors: list[BaseException]) -> int:
    """Search like a reader does; every document that is found must be whole. The number of rounds."""
    rounds = 0
    vector = library.encoder.encode_query("补贴")
    while not stop.is_set() and not errors:
        try:
            library.refresh()
            nearest = [key for key, _ in library.vectors.query(vector, 20)]
            worded = [key for key, _ in library.lexical.search(PASSAGES, BIGRAM, bigrams(f"补贴{rounds}元"), 20)]
            stored = library.catalogue.passages([*nearest, *worded])
            for key in {each.document for each in stored.values()}:
                document, passages = library.catalogue.document(key), library.catalogue.passages_of(key)
                if document is not None and passages:
                    assert len(passages) == ARTICLES
                    assert all(p.passage.text == document.text[p.passage.start : p.passage.end] for p in passages)
            assert len(stored) >= 10, (len(nearest), len(worded), len(stored))
            rounds += 1
        except BaseException as exc:  # noqa: BLE001
            errors.append(exc)
    return rounds


def test_eight_threads_read_while_another_adds_and_rebuilds(library: Library, tmp_path: Path) -> None:
    stop, errors = threading.Event(), list[BaseException]()
    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read_until, stop, library, errors) for _ in range(8)]
        try:
            add(library, [write_documents(tmp_path / "second", range(100, 115))])
            add(library, [write_documents(tmp_path / "second", range(200, 205))])
            remove(library, library.catalogue.find("3.txt")[0].key)
            with library.writing():
                library.rebuild_vectors()
                library.rebuild_lexical()
            add(library, [write_documents(tmp_path / "second", range(300, 305))])
        finally:
            stop.set()
        rounds = [reader.result() for reader in readers]
    assert not errors, errors[0]
    assert all(rounds)
    assert lost(library) == []


def test_a_reader_in_another_process_than_the_writer(library: Library, tmp_path: Path) -> None:
    stop, errors = threading.Event(), list[BaseException]()
    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read_until, stop, library, errors) for _ in range(2)]
        try:
            ends_well(other_process(library.folder, write_documents(tmp_path / "second", range(100, 130))))
        finally:
            time.sleep(0.2)
            stop.set()
        rounds = [reader.result() for reader in readers]
    assert not errors, errors[0]
    assert all(rounds)
    assert lost(library) == []


def test_threads_that_end_leave_no_connection(library: Library) -> None:
    for _ in range(20):
        thread = threading.Thread(target=library.catalogue.counts)
        thread.start()
        thread.join()
    assert len(library.catalogue._all) <= 2


if __name__ == "__main__":
    with open_here(Path(sys.argv[1])) as opened:
        for each in add(opened, [Path(sys.argv[2])]):
            print(each.outcome)
