"""The retrieval benchmark on a folder of its own, and the fit of the weights on made-up scores."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from corpus.errors import PolicybotError
from eval.benchmark import cli
from eval.policy_qa import Case, read_cases
from eval.retrieval import ARMS, Judged, as_fusion, cross_validated, fit, fused_ranking
from index.fusion import ANY_ENCODER

TOPICS = ["公交", "养老", "住房", "医保", "教育", "科技", "农业", "旅游", "水利", "环保", "消防", "体育"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    documents = [
        {
            "doc": f"d{i}",
            "text": f"关于{topic}补贴的通知\n\n{topic}补贴每人每年{100 + i}元。申请{topic}补贴的，到窗口办理。",
        }
        for i, topic in enumerate(TOPICS)
    ]
    questions = [
        {"id": f"q{i}", "question": f"{topic}补贴是多少？", "doc": f"d{i}", "answer": f"{100 + i}元"}
        for i, topic in enumerate(TOPICS)
    ]
    for name, rows in (("documents", documents), ("questions", questions)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_benchmark_prints_every_arm_and_saves_weights_with_their_origin(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "fusion.json"
    result = CliRunner().invoke(cli, ["retrieval", "--data", str(data), "--save", str(saved)], catch_exceptions=False)
    assert result.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.output.splitlines() if line}
    assert set(ARMS) < set(rows)
    assert float(rows["passage_bigram"][0]) == 1.0
    assert float(result.output.split("fusion, cross-validated")[1].split()[0]) == 1.0
    table = json.loads(saved.read_text(encoding="utf-8"))
    assert table["usem3"]["data"] == "data: 12 documents, 12 questions"
    assert table[ANY_ENCODER]["weights"]["dense"] == 0


def test_bad_data_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PolicybotError, match=r"无法读取 .*questions\.jsonl"):
        read_cases(tmp_path)
    for content in ("{}", "x", "[1]"):
        (tmp_path / "questions.jsonl").write_text(content, encoding="utf-8")
        with pytest.raises(PolicybotError, match="第 1 行不是含有 id、question、doc、answer 的 JSON"):
            read_cases(tmp_path)


def judged(number: int, good: int, generator: np.random.Generator) -> Judged:
    """A question of four candidate documents, of which arm 0 alone knows the right one."""
    features = generator.uniform(0, 0.9, size=(4, len(ARMS)))
    features[good, 0] = 1.0
    case = Case(f"q{number}", "?", f"d{number}-{good}", "")
    return Judged(case, {}, tuple(f"d{number}-{i}" for i in range(4)), features)


def test_the_fit_trusts_the_arm_that_knows() -> None:
    generator = np.random.default_rng(1)
    items = [judged(number, number % 4, generator) for number in range(80)]
    weights = fit(items)
    assert weights[0] > 3 * weights[1:].max()
    assert (weights >= 0).all()
    assert sum(as_fusion(weights).weights.values()) == pytest.approx(1, abs=0.001)
    assert fit(items, ARMS[1:])[0] == 0
    rankings = cross_validated(items)
    right = [max(rankings[item.case.id], key=rankings[item.case.id].__getitem__) == item.case.doc for item in items]
    assert np.mean(right) > 0.9


def test_a_document_ranks_by_its_best_passage() -> None:
    features = np.zeros((3, len(ARMS)))
    features[:, 0] = [0.2, 0.9, 0.5]
    item = Judged(Case("q", "?", "a", ""), {}, ("a", "a", "b"), features)
    assert fused_ranking(item, np.eye(len(ARMS))[0]) == {"a": 0.9, "b": 0.5}
