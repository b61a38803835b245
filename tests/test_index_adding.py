"""Files into a library: what is added, updated, unchanged, failed, missing, removed; and what is encoded for it."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FakeEncoder

import index.adding
from corpus.isolated import IsolatedReader
from index.adding import SHORT, _parse, add, remove
from index.lexical import BIGRAM, DOCUMENTS, PASSAGES
from index.library import Library
from index.outcomes import Outcome, Result
from index.tokens import bigrams

ARTICLES = [f"第{i}条 对第{i}类企业给予{i}万元的一次性补贴。" for i in range(1, 6)]


@pytest.fixture
def library(tmp_path: Path, fake_encoder: FakeEncoder) -> Iterator[Library]:
    with Library.open(tmp_path / "library", encoder=fake_encoder, create=True) as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    write(folder / "a.txt", "甲办法")
    write(folder / "b.txt", "乙办法")
    return folder


def write(path: Path, title: str, articles: list[str] = ARTICLES) -> None:
    path.write_text("\n".join((title, *(f"{article}（{title}）" for article in articles))), encoding="utf-8")


def outcomes(results: list[Result]) -> dict[str, str]:
    return {Path(result.source).name: result.outcome.value for result in results}


def titles(library: Library) -> dict[str, str]:
    """File name to title; fails unless both indexes hold exactly what the catalogue holds."""
    keys = set(library.catalogue.passage_keys())
    assert library.vectors.keys() == keys == library.lexical.keys(PASSAGES)
    assert library.lexical.keys(DOCUMENTS) == {entry.key for entry in library.catalogue.entries()}
    return {Path(entry.source).name: entry.metadata.title for entry in library.catalogue.entries()}


def test_added_then_unchanged_without_reading_or_encoding(
    library: Library, folder: Path, fake_encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress: list[tuple[int, int]] = []
    results = add(library, [folder], progress=lambda done, total: progress.append((done, total)))
    assert outcomes(results) == {"a.txt": "added", "b.txt": "added"}
    assert all(result.passages >= 5 for result in results)
    assert progress == [(1, 2), (2, 2)]
    count = len(fake_encoder.encoded)
    monkeypatch.setattr(index.adding, "read_bytes", pytest.fail)
    assert outcomes(add(library, [folder])) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert len(fake_encoder.encoded) == count == library.catalogue.counts()[1]


def test_a_new_date_alone_changes_nothing(library: Library, folder: Path, fake_encoder: FakeEncoder) -> None:
    add(library, [folder])
    os.utime(folder / "a.txt", ns=(1, 1))
    keys, count = library.catalogue.passage_keys(), len(fake_encoder.encoded)
    assert outcomes(add(library, [folder])) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert (library.catalogue.passage_keys(), len(fake_encoder.encoded)) == (keys, count)
    assert library.catalogue.files()[str(folder / "a.txt")].modified == 1


def test_only_the_changed_passages_of_a_changed_file_are_encoded(
    library: Library, folder: Path, fake_encoder: FakeEncoder
) -> None:
    add(library, [folder])
    fake_encoder.encoded.clear()
    write(folder / "a.txt", "甲办法", [*ARTICLES[:2], "第3条 对养老机构给予九百万元的补助。", *ARTICLES[3:]])
    assert outcomes(add(library, [folder])) == {"a.txt": "updated", "b.txt": "unchanged"}
    assert len(fake_encoder.encoded) == 1
    assert "九百万" in fake_encoder.encoded[0]
    titles(library)
    assert not library.lexical.search(PASSAGES, BIGRAM, ["第3"], 5)
    (key, _), *_ = library.lexical.search(PASSAGES, BIGRAM, bigrams("养老机构"), 5)
    vector = fake_encoder.encode_query(fake_encoder.encoded[0])
    assert library.vectors.query(vector, 1) == [(key, pytest.approx(1, abs=1e-4))]


def test_a_bad_file_stops_nothing_and_says_why(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "link.txt").symlink_to(folder / "nowhere")
    (folder / "sheet.xyz").write_text("x")
    (folder / "crash.txt").write_text("这个文件让解析器出错。")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text("名字不是 UTF-8。")
    read = index.adding.read

    def crashes(data: bytes, source: str) -> object:
        if source.endswith("crash.txt"):
            raise RecursionError("too deep\nreally")
        return read(data, source)

    monkeypatch.setattr(index.adding, "read", crashes)
    results = add(library, [folder, folder / "sheet.xyz", folder / "none.txt"])
    failed = [result for result in results if result.outcome is Outcome.FAILED]
    assert outcomes(results)["a.txt"] == outcomes(results)["b.txt"] == "added"
    assert len(failed) == 7
    assert len(results) == 9
    for result in failed:
        assert result.detail.startswith(result.source)
        assert "\n" not in result.detail
        assert "请" in result.detail or "目前支持" in result.detail
    assert titles(library) == {"a.txt": "甲办法", "b.txt": "乙办法"}


def test_a_file_that_became_bad_keeps_its_document(library: Library, folder: Path) -> None:
    add(library, [folder])
    (folder / "a.txt").write_bytes(b"")
    assert outcomes(add(library, [folder])) == {"a.txt": "failed", "b.txt": "unchanged"}
    assert titles(library) == {"a.txt": "甲办法", "b.txt": "乙办法"}


def test_a_file_that_is_gone_is_reported_and_removed_on_request(library: Library, folder: Path) -> None:
    add(library, [folder])
    (folder / "a.txt").unlink()
    assert outcomes(add(library, [folder])) == {"a.txt": "missing", "b.txt": "unchanged"}
    assert len(titles(library)) == 2
    assert outcomes(add(library, [folder], prune=True)) == {"a.txt": "removed", "b.txt": "unchanged"}
    assert titles(library) == {"b.txt": "乙办法"}


def test_a_single_file_that_is_gone(library: Library, folder: Path) -> None:
    add(library, [folder / "a.txt"])
    (folder / "a.txt").unlink()
    assert outcomes(add(library, [folder / "a.txt"])) == {"a.txt": "missing"}
    assert outcomes(add(library, [folder / "a.txt"], prune=True)) == {"a.txt": "removed"}
    assert outcomes(add(library, [folder / "a.txt"], prune=True)) == {"a.txt": "failed"}


def test_a_folder_that_is_not_there_removes_nothing(library: Library, folder: Path) -> None:
    add(library, [folder])
    folder.rename(folder.with_name("unmounted"))
    assert outcomes(add(library, [folder], prune=True)) == {"documents": "failed"}
    assert len(titles(library)) == 2


def test_documents_of_other_folders_are_left_alone(library: Library, folder: Path, tmp_path: Path) -> None:
    add(library, [folder])
    (folder / "a.txt").unlink()
    (tmp_path / "other").mkdir()
    assert add(library, [tmp_path / "other"], prune=True) == []
    assert len(titles(library)) == 2


def test_a_file_that_was_moved_keeps_its_passages(library: Library, folder: Path, fake_encoder: FakeEncoder) -> None:
    add(library, [folder])
    keys, count = library.catalogue.passage_keys(), len(fake_encoder.encoded)
    (folder / "a.txt").rename(folder / "c.txt")
    results = add(library, [folder], prune=True)
    assert outcomes(results) == {"b.txt": "unchanged", "c.txt": "unchanged"}
    assert "移来" in results[-1].detail
    assert (library.catalogue.passage_keys(), len(fake_encoder.encoded)) == (keys, count)
    assert titles(library) == {"b.txt": "乙办法", "c.txt": "甲办法"}


def test_a_second_copy_is_not_added(library: Library, folder: Path) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    results = add(library, [folder])
    assert outcomes(results) == {"a.txt": "added", "b.txt": "added", "c.txt": "unchanged"}
    assert "不重复收录" in results[0].detail or "不重复收录" in results[-1].detail
    assert titles(library) == {"a.txt": "甲办法", "b.txt": "乙办法"}
    (folder / "a.txt").unlink()
    add(library, [folder], prune=True)
    assert titles(library) == {"b.txt": "乙办法", "c.txt": "甲办法"}


@pytest.mark.parametrize("group", [1, 1000])
def test_contents_that_change_places(
    library: Library, folder: Path, fake_encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch, group: int
) -> None:
    monkeypatch.setattr(index.adding, "GROUP", group)
    write(folder / "c.txt", "丙办法")
    add(library, [folder])
    count = len(fake_encoder.encoded)
    for name, target in (("a", "1"), ("b", "2"), ("c", "3")):
        (folder / f"{name}.txt").rename(folder / target)
    for name, origin in (("a", "2"), ("b", "3"), ("c", "1")):
        (folder / origin).rename(folder / f"{name}.txt")
    for _ in range(2):
        add(library, [folder], prune=True)
        assert titles(library) == {"a.txt": "乙办法", "b.txt": "丙办法", "c.txt": "甲办法"}
    if group == 1000:
        assert len(fake_encoder.encoded) == count


@pytest.mark.parametrize("group", [1, 1000])
@pytest.mark.parametrize(("taker", "giver"), [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_a_file_takes_the_content_of_another_that_changes(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, group: int, taker: str, giver: str
) -> None:
    monkeypatch.setattr(index.adding, "GROUP", group)
    add(library, [folder])
    (folder / giver).rename(folder / taker)
    given = titles(library)[giver]
    write(folder / giver, "新办法")
    add(library, [folder])
    assert titles(library) == {taker: given, giver: "新办法"}


def test_a_file_that_becomes_a_copy_of_another_loses_its_old_document(library: Library, folder: Path) -> None:
    add(library, [folder])
    (folder / "a.txt").write_bytes((folder / "b.txt").read_bytes())
    for _ in range(2):
        add(library, [folder])
        assert list(titles(library).values()) == ["乙办法"]


def test_removing_one_document(library: Library, folder: Path) -> None:
    add(library, [folder])
    remove(library, library.catalogue.find("a.txt")[0].key)
    assert titles(library) == {"b.txt": "乙办法"}


def test_each_result_is_reported_when_it_is_durable(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.adding, "GROUP", 1)
    durable: list[bool] = []

    def report(result: Result) -> None:
        with Library.open(library.folder, encoder=library.encoder) as other:
            (entry,) = other.catalogue.find(result.source)
            durable.append({p.key for p in other.catalogue.passages_of(entry.key)} <= other.vectors.keys())

    add(library, [folder], report=report)
    assert durable == [True, True]


def test_a_thousand_unchanged_files_take_under_a_second(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1_000):
        (folder / f"{number}.txt").write_text(f"第{number}号通知。", encoding="utf-8")
    assert {result.outcome for result in add(library, [folder])} == {Outcome.ADDED}
    start = time.perf_counter()
    assert {result.outcome for result in add(library, [folder])} == {Outcome.UNCHANGED}
    seconds = time.perf_counter() - start
    assert seconds < 1
    for path in folder.iterdir():
        os.utime(path, ns=(2, 2))
    start = time.perf_counter()
    assert {result.outcome for result in add(library, [folder])} == {Outcome.UNCHANGED}
    touched = time.perf_counter() - start
    print(f"1,000 unchanged files: {seconds:.3f} s, with new dates: {touched:.3f} s")
    assert touched < 3


def test_a_place_that_is_taken_again_after_a_move(library: Library, folder: Path) -> None:
    add(library, [folder])
    (folder / "b.txt").rename(folder / "0.txt")
    write(folder / "b.txt", "新办法")
    (folder / "a.txt").rename(folder / "z.txt")
    write(folder / "a.txt", "又一办法")
    for _ in range(2):
        add(library, [folder], prune=True)
        assert titles(library) == {"0.txt": "乙办法", "b.txt": "新办法", "a.txt": "又一办法", "z.txt": "甲办法"}


def test_a_long_plain_text_is_read_apart() -> None:
    short = "某市产业发展办法\n第一条 对企业给予补助。\n".encode()
    with IsolatedReader() as isolated:
        assert _parse(short, "长文.txt", isolated).items
        assert isolated.pid is None
        assert _parse(short + "本市依法对企业给予补助。\n".encode() * (SHORT // 20), "长文.txt", isolated).items
        assert isolated.pid is not None
