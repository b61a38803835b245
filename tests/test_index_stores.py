"""One suite over both kinds of vector store, and the lexical store."""

import uuid
from pathlib import Path

import numpy as np
import pytest

from index.errors import LibraryError, VectorsMissing, VectorStoreError
from index.lexical import BIGRAM, DOCUMENTS, PASSAGES, WORD, LexicalEntry, TantivyStore
from index.vectors import ChromaStore, create_chroma, delete_chroma, open_chroma

AXES = np.eye(8, dtype=np.float32)


@pytest.fixture
def place(vector_address: str) -> str:
    return f"{vector_address}/test-{uuid.uuid4().hex}"


@pytest.fixture
def store(place: str) -> ChromaStore:
    return create_chroma(place)


def test_an_empty_store_answers_nothing(store: ChromaStore) -> None:
    assert store.query(AXES[0], 5) == []
    assert store.keys() == set()
    assert store.get([1]) == {}
    store.delete([1])


def test_nearest_first_with_cosine_similarity(store: ChromaStore) -> None:
    store.upsert([10, 20, 30], np.stack([AXES[0], 0.6 * AXES[0] + 0.8 * AXES[1], -AXES[0]]))
    keys, similarities = zip(*store.query(AXES[0], 5), strict=True)
    assert keys == (10, 20, 30)
    assert similarities == pytest.approx((1.0, 0.6, -1.0), abs=1e-5)
    assert [key for key, _ in store.query(AXES[0], 1)] == [10]
    assert store.query(AXES[0], 0) == []


def test_upsert_replaces_and_delete_passes_over_what_is_not_there(store: ChromaStore) -> None:
    store.upsert([1, 2], AXES[:2])
    store.upsert([2, 3], AXES[2:4])
    store.delete([1, 99])
    assert store.keys() == {2, 3}
    held = store.get([1, 2, 3])
    assert sorted(held) == [2, 3]
    np.testing.assert_allclose(held[2], AXES[2])
    assert store.query(AXES[2], 1)[0][0] == 2


def test_more_rows_than_chroma_takes_at_once(store: ChromaStore) -> None:
    rows = np.random.default_rng(1).standard_normal((5_500, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    store.upsert(range(5_500), rows)
    assert store.keys() == set(range(5_500))
    assert all(store.query(rows[key], 1)[0][0] == key for key in range(0, 5_500, 500))
    assert len(store.get(range(5_500))) == 5_500
    store.delete(range(5_000))
    assert store.keys() == set(range(5_000, 5_500))


def test_what_was_written_is_there_when_opened_again(store: ChromaStore, place: str) -> None:
    store.upsert([1], AXES[:1])
    store.close()
    assert open_chroma(place).query(AXES[0], 3) == [(1, pytest.approx(1.0))]


def test_each_opening_has_a_state_of_its_own(store: ChromaStore, place: str) -> None:
    store.upsert([1], AXES[:1])
    other = open_chroma(place)
    store.close()
    assert other.query(AXES[0], 1)[0][0] == 1


def test_a_place_without_a_store_is_missing_and_stays_so(place: str) -> None:
    for _ in range(2):
        with pytest.raises(VectorsMissing, match=r"不存在.*check --repair"):
            open_chroma(place)
    delete_chroma(place)


def test_deleted(store: ChromaStore, place: str) -> None:
    store.upsert([1], AXES[:1])
    store.close()
    delete_chroma(place)
    with pytest.raises(VectorsMissing):
        open_chroma(place)


def test_a_wrong_dimension_is_one_clear_line(store: ChromaStore) -> None:
    store.upsert([1], AXES[:1])
    with pytest.raises(VectorStoreError, match=r"向量库 .* 出错") as caught:
        store.upsert([2], np.ones((1, 9), np.float32))
    assert "\n" not in str(caught.value)


def test_nobody_at_the_address() -> None:
    with pytest.raises(VectorStoreError, match=r"无法打开向量库 http://127.0.0.1:9.*请检查地址"):
        open_chroma("http://127.0.0.1:9/name")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(VectorStoreError, match="无法打开向量库"):
        create_chroma(str(tmp_path / "file" / "name"))


def entry(key: int, document: int, text: str) -> LexicalEntry:
    return LexicalEntry(key, document, {BIGRAM: text, WORD: text})


def test_lexical_replaces_by_document(tmp_path: Path) -> None:
    store = TantivyStore(tmp_path, create=True)
    store.replace([], [entry(1, 7, "研发 投入"), entry(2, 8, "养老 投入")], [entry(7, 7, "研发"), entry(8, 8, "养老")])
    assert [key for key, _ in store.search(PASSAGES, BIGRAM, ["研发", "投入"], 5)] == [1, 2]
    store.replace([7], [entry(3, 7, "住房")], [entry(7, 7, "住房")])
    assert store.keys(PASSAGES) == {2, 3}
    assert store.keys(DOCUMENTS) == {7, 8}
    assert store.search(PASSAGES, WORD, ["研发"], 5) == []
    assert [key for key, _ in store.search(DOCUMENTS, WORD, ["住房"], 5)] == [7]
    store.replace([8], [], [])
    assert store.keys(DOCUMENTS) == {7}


def test_lexical_within_documents(tmp_path: Path) -> None:
    store = TantivyStore(tmp_path, create=True)
    store.replace([], [entry(1, 7, "投入"), entry(2, 8, "投入")], [])
    assert [key for key, _ in store.search(PASSAGES, BIGRAM, ["投入"], 5, [8])] == [2]
    assert store.search(PASSAGES, BIGRAM, ["投入"], 5, []) == []
    assert store.search(PASSAGES, BIGRAM, [], 5) == []


def test_lexical_sees_what_another_has_committed_after_reload(tmp_path: Path) -> None:
    writer = TantivyStore(tmp_path, create=True)
    reader = TantivyStore(tmp_path)
    writer.replace([], [entry(1, 7, "投入")], [])
    reader.reload()
    assert [key for key, _ in reader.search(PASSAGES, BIGRAM, ["投入"], 5)] == [1]


def test_a_lexical_index_that_is_gone_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"无法打开.*check --repair"):
        TantivyStore(tmp_path / "gone")
