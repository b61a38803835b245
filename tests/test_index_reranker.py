"""Rerankers: a real cross-encoder of sentence-transformers, tiny and built here."""

from pathlib import Path

import pytest

from index.errors import EncoderError
from index.reranker import CrossEncoderReranker, open_reranker


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer over single characters, with one output; the same weights in every run.

    Weights of the usual spread (0.02) leave two scores apart by little more than what a float can tell, so that two texts
    are now and then scored alike.
    """
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast, set_seed

    folder = tmp_path_factory.mktemp("reranker")
    characters = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys("博士购房补贴多少给予万元租")]
    (folder / "vocab.txt").write_text("\n".join(characters), encoding="utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(str(folder))
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = BertConfig(
        vocab_size=len(characters), num_labels=1, max_position_embeddings=64, initializer_range=0.5, **sizes
    )
    set_seed(0)
    BertForSequenceClassification(config).save_pretrained(str(folder))
    return folder


def test_a_cross_encoder_gives_each_passage_a_score(model: Path) -> None:
    reranker = open_reranker(str(model))
    assert reranker is not None
    scores = reranker.scores("购房补贴多少", ["给予博士购房补贴", "租房"])
    assert len(scores) == 2
    assert scores[0] != scores[1]
    assert reranker.scores("购房补贴多少", []) == ()


def test_no_name_is_no_reranker_and_a_wrong_one_says_so(tmp_path: Path) -> None:
    assert open_reranker(None) is None
    with pytest.raises(EncoderError, match="重排模型"):
        CrossEncoderReranker(str(tmp_path / "nothing")).scores("问", ["文"])
