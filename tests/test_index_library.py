"""A library opened, refused, moved, rebuilt; on both kinds of vector store where it matters."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FakeEncoder

from corpus.load import cut
from corpus.similarity import signature
from index.adding import add
from index.catalogue import Filters
from index.errors import EncoderError, LibraryError, VectorStoreError
from index.examine import lexical_faults, vector_faults
from index.lexical import BIGRAM, PASSAGES
from index.library import Library
from index.manifest import FORMAT, NAME
from index.tokens import bigrams
from index.vectors import delete_chroma, is_server

Opener = Callable[..., Library]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number, topic in enumerate(("研发投入", "养老服务", "住房保障")):
        (folder / f"{number}.txt").write_text(
            f"宁波市{topic}补贴办法\n第一条 对{topic}给予{number + 1}万元补贴。\n第二条 {topic}由市政府负责。\n",
            encoding="utf-8",
        )
    return folder


@pytest.fixture
def opener(tmp_path: Path, fake_encoder: FakeEncoder) -> Opener:
    def opened(**options: object) -> Library:
        return Library.open(tmp_path / "library", **{"encoder": fake_encoder, "create": True, **options})  # type: ignore[arg-type]

    return opened


def whole(library: Library) -> bool:
    """Everything in the catalogue is found through both indexes."""
    keys, vectors = library.catalogue.vectors(library.catalogue.passage_keys(), library.manifest.dimension)
    return (
        library.vectors.keys() == set(keys) == library.lexical.keys(PASSAGES)
        and [library.vectors.query(vector, 1)[0][0] for vector in vectors] == keys
        and not vector_faults(library.vectors, library.catalogue, library.manifest.dimension)
        and not lexical_faults(library.lexical, library.catalogue)
    )


def test_what_was_added_is_found_after_opening_again(opener: Opener, documents: Path, vector_address: str) -> None:
    with opener(vectors=vector_address) as library:
        add(library, [documents])
        assert library.catalogue.counts() == (3, 6)
    with opener(vectors=vector_address) as library:
        assert whole(library)
        assert library.address == vector_address
        (key, _), *_ = library.lexical.search(PASSAGES, BIGRAM, bigrams("养老服务由市政府负责"), 3)
        stored = library.catalogue.passages([key])[key]
        document = library.catalogue.document(stored.document)
        assert document is not None
        assert document.title == "宁波市养老服务补贴办法"
        assert stored.passage.text == document.text[stored.passage.start : stored.passage.end]


def test_the_vectors_stay_where_they_are_unless_told(opener: Opener, documents: Path, vector_address: str) -> None:
    with opener() as library:
        add(library, [documents])
    lines: list[str] = []
    with opener(vectors=vector_address, notify=lines.append) as library:
        assert lines == ["正在用已存的向量重建向量索引（3 份文件，6 个段落）"]
        assert whole(library)
    with opener(notify=lines.append) as library:
        assert library.address == vector_address
        assert len(lines) == 1
        add(library, [documents])
    with opener(vectors=str(library.folder / "vectors"), notify=lines.append) as library:
        assert len(lines) == 2
        assert not is_server(library.address)
        with library.writing():
            assert library.catalogue.retired() == []
        assert whole(library)


def test_a_moved_library_and_another_spelling_of_its_folder_cost_nothing(
    opener: Opener, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opener() as library:
        add(library, [documents])
    (tmp_path / "library").rename(tmp_path / "moved")
    monkeypatch.chdir(tmp_path)
    with Library.open(Path("moved"), encoder=library.encoder, notify=pytest.fail) as moved:
        assert whole(moved)


def test_vectors_that_vanished_are_made_anew_by_the_next_writer(
    opener: Opener, documents: Path, vector_address: str
) -> None:
    with opener(vectors=vector_address) as library:
        add(library, [documents])
        place = library._stores.place(library.catalogue.get_meta("vectors"))
    delete_chroma(place)
    with opener() as library:
        if is_server(vector_address):
            with pytest.raises(VectorStoreError, match=r"不存在.*check --repair"):
                _ = library.vectors
            with library.writing():
                pass
        assert whole(library)


def test_a_server_that_is_not_running_is_one_clear_line(opener: Opener) -> None:
    with pytest.raises(VectorStoreError, match=r"http://127\.0\.0\.1:9.*确认 Chroma 服务器正在运行"):
        opener(vectors="http://127.0.0.1:9")


def test_lexical_folder_that_vanished(opener: Opener, documents: Path) -> None:
    with opener() as library:
        add(library, [documents])
    shutil.rmtree(library.folder / "lexical")
    with opener() as library:
        assert whole(library)


def test_a_reader_goes_on_through_a_rebuild_and_takes_the_new_indexes_after_refresh(
    opener: Opener, documents: Path
) -> None:
    with opener() as writer, opener() as reader:
        add(writer, [documents])
        reader.refresh()
        old, old_lexical = reader.vectors, reader.lexical
        keys, vectors = writer.catalogue.vectors(writer.catalogue.passage_keys(), 32)
        with writer.writing():
            writer.rebuild_vectors()
            writer.rebuild_lexical()
        assert reader.vectors is old
        assert old.query(vectors[0], 1)[0][0] == keys[0]
        assert reader.lexical.search(PASSAGES, BIGRAM, ["养老"], 1)
        assert reader.refresh()
        assert reader.vectors is not old
        assert reader.lexical is not old_lexical
        assert whole(reader)
        assert old.query(vectors[0], 1)[0][0] == keys[0], "a thread that still holds it may end its query"
        assert not reader.refresh()
        with writer.writing():
            pass
        assert len(list((writer.folder / "vectors").iterdir())) == 1
        assert len(list((writer.folder / "lexical").iterdir())) == 1


def test_a_document_added_and_removed_before_the_indexes_saw_it(opener: Opener, documents: Path) -> None:
    with opener() as library:
        add(library, [documents])
        with library.writing():
            with library.catalogue.transaction():
                document = library.catalogue.document(1)
                assert document is not None
                stored = [(each.passage, "digest") for each in library.catalogue.passages_of(1)]
                vectors = library.encoder.encode_passages([passage.text for passage, _ in stored])
                library.catalogue.put(cut(document), signature(document.text), stored, vectors)
                (fresh,) = library.catalogue.find(document.id)
                library.catalogue.delete(fresh.key)
            library.apply()
        assert library.catalogue.counts() == (2, 4)
        assert library.catalogue.changes() == []
        assert whole(library)


def test_changes_that_only_the_catalogue_saw_reach_the_indexes_at_the_next_opening(
    opener: Opener, documents: Path, vector_address: str
) -> None:
    with opener(vectors=vector_address) as library:
        add(library, [documents])
        with library.locked(), library.catalogue.transaction():
            library.catalogue.delete(1)
    with opener() as library:
        assert library.catalogue.changes() == []
        assert whole(library)


def test_an_apply_that_was_cut_short_is_examined_and_done_again(opener: Opener, documents: Path) -> None:
    with opener() as library:
        add(library, [documents])
        with library.locked():
            with library.catalogue.transaction():
                library.catalogue.delete(1)
            library.catalogue.set_meta(applying="99")
            library.vectors.delete([1])
    lines: list[str] = []
    with opener(notify=lines.append) as library:
        assert lines == ["上次写入没有正常结束，正在检查向量索引"]
        assert whole(library)


def test_no_library(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(LibraryError, match="还没有资料库。请先运行 policybot"):
            Library.open(folder)
    assert not (tmp_path / "none").exists()


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, fake_encoder: FakeEncoder) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(LibraryError, match="不是空文件夹"):
        Library.open(tmp_path, encoder=fake_encoder, create=True)
    assert {path.name for path in tmp_path.iterdir()} <= {"mine.txt", ".lock"}


def test_a_file_in_place_of_the_folder(tmp_path: Path, fake_encoder: FakeEncoder) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="无法建立文件夹"):
        Library.open(tmp_path / "file", encoder=fake_encoder, create=True)


def test_a_creation_that_was_cut_short_is_done_again(opener: Opener, tmp_path: Path) -> None:
    opener().close()
    shutil.rmtree(tmp_path / "library" / "vectors")
    shutil.rmtree(tmp_path / "library" / "lexical")
    (tmp_path / "library" / NAME).rename(tmp_path / "library" / f"{NAME}.tmp")
    opener().close()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "已损坏（JSONDecodeError）"),
        ("[]", "已损坏"),
        ("\ufffe", "已损坏"),
        (json.dumps({"format": FORMAT + 1}), f"更新版本的 policybot 建的（格式 {FORMAT + 1}，本版本读格式 {FORMAT}）"),
        (json.dumps({"format": 0}), "更早版本"),
        (json.dumps({"format": FORMAT, "library": "x"}), "缺少或写错了 encoder、dimension"),
    ],
)
def test_a_manifest_that_cannot_be_read(opener: Opener, tmp_path: Path, text: str, message: str) -> None:
    opener().close()
    (tmp_path / "library" / NAME).write_text(text, encoding="utf-16" if text == "\ufffe" else "utf-8")
    with pytest.raises(LibraryError) as caught:
        opener()
    assert message in str(caught.value)
    assert str(tmp_path / "library") in str(caught.value)


def test_another_tokeniser(opener: Opener, tmp_path: Path) -> None:
    opener().close()
    path = tmp_path / "library" / NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | {"tokeniser": "other/2"}))
    with pytest.raises(LibraryError, match="用的分词是 other/2"):
        opener()


def test_another_encoder(opener: Opener) -> None:
    opener().close()
    with pytest.raises(EncoderError, match="是用编码模型 fake 建的，不能用 other 打开"):
        opener(encoder=FakeEncoder(name="other"))


def test_an_encoder_that_changed_its_dimension(opener: Opener, documents: Path) -> None:
    opener().close()
    with (
        opener(encoder=FakeEncoder(dimension=8)) as library,
        pytest.raises(EncoderError, match=r"给出 8 维.*需要 32 维"),
    ):
        add(library, [documents])


def test_a_catalogue_that_is_damaged_or_gone(opener: Opener, tmp_path: Path) -> None:
    opener().close()
    path = tmp_path / "library" / "catalogue.sqlite"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(LibraryError, match=r"catalogue.sqlite 无法打开.*请从备份恢复"):
        opener()
    path.unlink()
    with pytest.raises(LibraryError, match=r"catalogue.sqlite 不见了"):
        opener()


def test_filters(opener: Opener, documents: Path) -> None:
    with opener() as library:
        add(library, [documents])
        assert library.catalogue.matching(Filters(region="宁波")) == [1, 2, 3]
        assert library.catalogue.matching(Filters(region="宁波市", kind="办法")) == [1, 2, 3]
        assert library.catalogue.matching(Filters(region="波")) == []
        assert library.catalogue.matching(Filters(region="%")) == []
        assert library.catalogue.matching(Filters(year=1999)) == []
        assert ("浙江省", "宁波市") in library.catalogue.regions()
        assert [entry.key for entry in library.catalogue.find("1.txt")] == [2]
        assert [entry.key for entry in library.catalogue.find("宁波市住房保障补贴办法")] == [3]
        assert library.catalogue.find("%") == []


def test_opening_and_refreshing_are_cheap(opener: Opener, documents: Path) -> None:
    with opener() as library:
        add(library, [documents])
    statements: list[str] = []
    with opener() as library:
        library.catalogue.connection.set_trace_callback(statements.append)
        assert library._is_level()
        library.refresh()
        statements.clear()
        assert not library.refresh()
        assert len(statements) == 1
