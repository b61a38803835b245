"""Each fault is found by `check`, and mended by `check` with repair."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import FakeEncoder

import index.library
from index import examine
from index.adding import add
from index.checking import check
from index.lexical import LexicalEntry
from index.library import Library

TEXT = "第{0}号办法\n" + "\n".join(f"第{i}条 对{{0}}号第{i}类企业给予{i}万元补贴。" for i in range(1, 11))


@pytest.fixture
def library(tmp_path: Path, fake_encoder: FakeEncoder) -> Iterator[Library]:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(3):
        (documents / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    with Library.open(tmp_path / "library", encoder=fake_encoder, create=True) as library:
        add(library, [documents])
        fake_encoder.encoded.clear()
        yield library


def sql(*statements: str) -> Callable[[Library], None]:
    def spoil(library: Library) -> None:
        for statement in statements:
            library.catalogue.connection.execute(statement)

    return spoil


def scramble(library: Library) -> None:
    (data,) = (library.folder / "vectors").glob("*/chroma.sqlite3")
    library._stores.renew_vectors(always=True)
    data.write_bytes(b"broken" * 1000)

    for path in (library.folder / "lexical").glob("*/passages/*.store"):
        path.write_bytes(b"")
    for path in (library.folder / "lexical").glob("*/passages/meta.json"):
        path.write_text("{")


def stray_lexical(library: Library) -> None:
    stray = LexicalEntry(999, 999, {"bigram": "多余", "word": "多余"})
    library.lexical.replace([1], [stray], [stray])


FAULTS: dict[str, tuple[Callable[[Library], None], str]] = {
    "vectors missing": (lambda library: library.vectors.delete([1, 2]), "向量索引缺少 2 个向量"),
    "vectors left over": (
        lambda library: library.vectors.upsert([999], np.eye(1, 32, dtype=np.float32)),
        "向量索引多出 1 个向量",
    ),
    "a vector differs": (
        lambda library: library.vectors.upsert([3], np.eye(1, 32, dtype=np.float32)),
        "向量索引中有 1 个向量与目录不符",
    ),
    "vectors gone": (lambda library: shutil.rmtree(library.folder / "vectors"), "不存在"),
    "lexical gone": (lambda library: shutil.rmtree(library.folder / "lexical"), "全文索引"),
    "both broken": (scramble, "全文索引"),
    "lexical missing and left over": (stray_lexical, "全文索引多出 1 个段落"),
    "passage text": (sql("update passages set text = '改过的' where key = 2"), "1 个段落与原文不符"),
    "passage offset": (sql("update passages set start = start + 1 where key = 2"), "1 个段落与原文不符"),
    "passage heading": (sql("update passages set path = '[\"错\"]' where key = 2"), "1 个段落与原文不符"),
    "passage gone": (sql("delete from passages where key = 5"), "1 份文件的段落不完整"),
    "all passages gone": (sql("delete from passages where document = 2"), "1 份文件的段落不完整"),
    "embedding gone": (sql("delete from embeddings where passage = 4"), "1 个段落没有可用的向量"),
    "embedding short": (sql("update embeddings set vector = x'00' where passage = 4"), "1 个段落没有可用的向量"),
    "embedding of zeros and rubbish": (
        sql("update embeddings set vector = randomblob(128) where passage in (4, 15)"),
        "2 个段落没有可用的向量",
    ),
    "stray rows": (
        sql(
            "insert into embeddings values (999, x'00')",
            "insert into passages values (998, 99, 0, 1, '[]', 'x', 'd', null, '[]')",
        ),
        "2 条记录不属于任何文件",
    ),
}


def test_a_whole_library_has_no_faults(library: Library) -> None:
    report = check(library, repair=True)
    assert (report.faults, report.repaired, report.left, report.healthy) == ((), (), (), True)


@pytest.fixture(autouse=True)
def _examine_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of its own takes seconds: only for what may crash."""
    if "broken" not in request.node.name:
        monkeypatch.setattr(index.library, "examine", lambda stores, index: examine.faults(stores.folder, index))


@pytest.mark.parametrize("name", FAULTS)
def test_found_and_mended(library: Library, fake_encoder: FakeEncoder, name: str) -> None:
    spoil, sentence = FAULTS[name]
    _ = library.vectors, library.lexical
    spoil(library)
    if "broken" not in name:
        found = check(library)
        assert (found.left, found.repaired, found.healthy) == (found.faults, (), False)
    mended = check(library, repair=True)
    assert sentence in "；".join(mended.faults)
    assert mended.left == (), mended
    assert mended.healthy
    assert mended.repaired
    assert library.catalogue.counts() == (3, 30)
    keys, vectors = library.catalogue.vectors(library.catalogue.passage_keys(), 32)
    library.refresh()
    assert [library.vectors.query(vector, 1)[0][0] for vector in vectors] == keys
    assert len(fake_encoder.encoded) <= 10, "only what was wrong is encoded again"


def test_damage_of_the_catalogue_that_sqlite_can_mend(library: Library) -> None:
    connection = sqlite3.connect(library.catalogue.path)
    (root,) = connection.execute("select rootpage from sqlite_master where name = 'passages_digest'").fetchone()
    connection.execute("pragma writable_schema = 1")
    connection.execute("delete from sqlite_master where name = 'passages_digest'")
    connection.commit()
    connection.close()
    connection = sqlite3.connect(library.catalogue.path)
    connection.execute("delete from passages where key = 30")
    connection.execute("pragma writable_schema = 1")
    connection.execute(
        "insert into sqlite_master values ('index', 'passages_digest', 'passages', ?,"
        " 'create index passages_digest on passages(digest)')",
        (root,),
    )
    connection.commit()
    connection.close()
    library.catalogue.close()
    assert "已损坏" in check(library).faults[0]
    assert check(library, repair=True).left == ()


def test_damage_of_the_catalogue_that_needs_a_backup(library: Library) -> None:
    path = library.catalogue.path
    library.catalogue.connection.execute("pragma wal_checkpoint(truncate)")
    library.catalogue.close()
    data = bytearray(path.read_bytes())
    for page in range(4096 * 4, len(data), 4096):
        data[page : page + 2048] = b"x" * 2048
    path.write_bytes(data)
    report = check(library, repair=True)
    assert not report.healthy
    assert "请从备份恢复或重新 add" in report.left[0]


def test_leftovers_are_removed(library: Library) -> None:
    with library.locked():
        library.rebuild_vectors()
    assert check(library).healthy
    assert check(library, repair=True).repaired == ("移除了 1 个不再使用的索引",)
    assert len(list((library.folder / "vectors").iterdir())) == 1


def test_an_index_that_misses_some_vectors_is_kept_and_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.rebuilding.unfound", lambda *arguments: 3)
    told: list[str] = []
    with library.locked():
        library.rebuild_vectors(told.append)
    assert any("3 个抽查的向量查询不到" in line for line in told)
    assert library.vectors.keys() == set(library.catalogue.passage_keys())
