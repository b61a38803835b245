"""`policybot eval` end to end."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from questions_made import BAD, GOOD, REPORT

from ui.cli import cli


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, one_model: None) -> Path:
    folder = tmp_path_factory.mktemp("evaluation")
    (folder / "总结.txt").write_text(REPORT, encoding="utf-8")
    assert (
        CliRunner().invoke(cli, ["--library", str(folder / "library"), "add", str(folder / "总结.txt")]).exit_code == 0
    )
    return folder / "library"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def policybot(library: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--library", str(library), *arguments])


def write(*questions: dict[str, object]) -> str:
    lines = [json.dumps(question, ensure_ascii=False) for question in questions]
    Path("q.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "q.jsonl"


def test_a_run_prints_its_figures_and_writes_its_files(library: Path) -> None:
    done = policybot(library, "eval", write(GOOD, BAD), "--out", "runs")
    assert done.exit_code == 0, done.output
    assert "50.0%" in done.stdout
    names = sorted(path.name.split(".", 1)[1] for path in Path("runs").iterdir())
    assert names == ["report.html", "report.md", "run.json", "summary.json"]
    assert "67亿元" in next(Path("runs").glob("*.md")).read_text(encoding="utf-8")


def test_the_gates_of_a_continuous_integration(library: Path) -> None:
    assert policybot(library, "eval", write(GOOD, BAD), "--fail-under", "50").exit_code == 0
    failed = policybot(library, "eval", write(GOOD, BAD), "--fail-under", "60")
    assert failed.exit_code == 1
    assert "50.0%" in failed.stderr
    before = next(path for path in sorted(Path("eval-runs").glob("*.run.json")))
    worse = {**GOOD, "must_contain": ["9%"], "answer": "9%"}
    same = policybot(library, "eval", write(GOOD, BAD), "--against", str(before), "--max-regressions", "0")
    assert same.exit_code == 0, same.output
    gone = policybot(library, "eval", write(worse, BAD), "--against", str(before), "--max-regressions", "0")
    assert gone.exit_code == 1
    assert "1 个问题变坏" in gone.stderr
    assert "变坏 1" in gone.stdout


def test_a_comparison_without_shared_questions_does_not_pass(library: Path) -> None:
    assert policybot(library, "eval", write(BAD), "--out", "others").exit_code == 0
    apart = policybot(library, "eval", write(GOOD), "--against", "others", "--max-regressions", "0")
    assert apart.exit_code == 1
    assert "没有共有的问题" in apart.stderr


def test_max_regressions_needs_something_to_compare_with(library: Path) -> None:
    assert policybot(library, "eval", write(GOOD), "--max-regressions", "0").exit_code == 2


def test_questions_whose_documents_are_elsewhere_are_told(library: Path) -> None:
    elsewhere = {**GOOD, "id": "3", "question": "别处的产值是多少？", "evidence": ["别处的产值是5亿元"]}
    done = policybot(library, "eval", write(GOOD, elsewhere))
    assert "1 个问题的依据不在资料库里" in done.stderr
    alone = policybot(library, "eval", write(elsewhere))
    assert alone.exit_code == 1
    assert "policybot add" in alone.stderr


def test_a_template_filled_in_runs(library: Path) -> None:
    assert policybot(library, "eval", "template", "t.csv").exit_code == 0
    head = Path("t.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    Path("t.csv").write_text(
        f"{head}\n,余姚2024年研发投入强度目标？,查数字,,3.4%,3.4%,,研发投入强度达到3.4%,,,\n", encoding="utf-8"
    )
    done = policybot(library, "eval", "run", "t.csv")
    assert done.exit_code == 0, done.output
    assert "100.0%" in done.stdout


def test_check_tells_what_is_wrong_with_a_set(library: Path) -> None:
    assert policybot(library, "eval", "check", write(GOOD)).exit_code == 0
    wrong = {**GOOD, "id": "4", "question": "产值是多少？", "evidence": ["没有的一句话3.4%"]}
    done = policybot(library, "eval", "check", write(GOOD, wrong))
    assert done.exit_code == 1
    assert "4：依据不在文件中" in done.stdout


@pytest.mark.parametrize("text", ["", "{", '{"id": 1}'])
def test_a_broken_file_is_one_line(library: Path, text: str) -> None:
    Path("q.jsonl").write_text(text, encoding="utf-8")
    done = policybot(library, "eval", "q.jsonl")
    assert done.exit_code == 1
    assert done.stderr.startswith("错误：")
    assert done.stderr.count("\n") == 1
