"""The plain recipe beside policybot, on two sample documents in the same run."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from eval.benchmark import cli
from eval.metrics import CUTS
from eval.peers import compare_peers, installed
from eval.questions import OWN, read_questions

DOCUMENTS = ("cixi-science-report-2023.txt", "gz-public-rental-housing.txt")


def test_all_systems_are_asked_the_same_and_measured_alike(one_model: None) -> None:
    questions = [question for question in read_questions(OWN[0]) if question.document in DOCUMENTS]
    found = compare_peers([ROOT / "corpus" / "documents" / name for name in DOCUMENTS], questions)
    assert [peer.name for peer in found[:2]] == ["policybot", "LangChain + Chroma"]
    assert len(found) == (3 if installed("haystack") else 2)
    for peer in found:
        shares = [peer.found[cut] for cut in CUTS]
        assert shares == sorted(shares)
        assert 0 < shares[-1] <= 1
        assert peer.add_seconds > 0
        assert peer.query_ms > 0
    ours, plain = found[:2]
    assert ours.found[1] > plain.found[1]
    assert plain.passage_characters > ours.passage_characters


def test_the_command_prints_a_table_with_ratios(one_model: None, tmp_path: Path) -> None:
    lines = OWN[0].read_text(encoding="utf-8").splitlines(keepends=True)
    few = [line for line in lines if DOCUMENTS[0] in line and '"history": []' in line][:8]
    (tmp_path / "few.jsonl").write_text("".join(few), encoding="utf-8")
    documents = ROOT / "corpus" / "documents" / DOCUMENTS[0]
    done = CliRunner().invoke(cli, ["peers", "--questions", str(tmp_path / "few.jsonl"), "--documents", str(documents)])
    assert done.exit_code == 0, done.output
    head, ours, plain, *rest = done.output.splitlines()
    assert head.split() == ["R@1", "R@3", "R@5", "R@10", "add", "s", "query", "ms", "characters"]
    assert (ours.split()[0], plain.split()[:3]) == ("policybot", ["LangChain", "+", "Chroma"])
    ratio = next(line for line in rest if line.startswith("ratio"))
    first, other = (float(line.split()[-3 - len(CUTS)]) for line in (ours, plain))
    if other:
        assert float(ratio.split()[1]) == pytest.approx(first / other, abs=0.01)
