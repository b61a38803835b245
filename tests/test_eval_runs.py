import json
import re
from pathlib import Path

import pytest

from corpus.errors import PolicybotError
from eval.comparison import compare_runs
from eval.judging import Rule
from eval.report import figures, to_html, to_markdown, write_report
from eval.runs import SUFFIX, Quote, Row, Run, list_runs, load_run, save_run
from eval.summary import Point, by_threshold, curve, share, summarise
from ui.evaluations import NAME


def row(name: str, rule: Rule = Rule.SAYS_ALL, **fields: object) -> Row:
    given = {
        "kind": "lookup_number", "part": "test", "document": "a.txt", "question": f"问{name}", "understood": f"问{name}",
        "gold": "5%", "must_contain": ("5%",), "answer": "5% [1]", "refuses": False, "refused": False,
    }  # fmt: skip
    return Row(id=name, rule=rule, **{**given, **fields})  # type: ignore[arg-type]


def run_of(*rows: Row, time: str = "2026-01-02T03:04:05+08:00", library: str = "abc") -> Run:
    return Run(time, "1234567", ("q.jsonl",), {"min_confidence": "0.5"}, "fake", library, 2, 30, "Linux", 1.5, rows)


def test_a_run_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    quote = Quote("题", ("一、", "（一）"), "达到5%。", 3, 8, True)
    run = run_of(
        row("a", citations=(quote,), ranks=(1, None), arms={"dense": None}, timings_ms={"total": 3.5}, holds=True)
    )
    path = save_run(run, tmp_path / "runs")
    assert path.name == "20260102T030405-1234567.run.json"
    assert load_run(path) == run
    assert load_run(tmp_path / "runs") == run


def test_runs_of_one_second_stand_beside_each_other(tmp_path: Path) -> None:
    times = [f"2026-01-02T03:04:05{part}+08:00" for part in ("", ".007", ".120")]
    names = [save_run(run_of(time=time), tmp_path).name for time in times]
    assert names[1] == "20260102T030405007-1234567.run.json"
    assert [path.name for path in list_runs(tmp_path)] == names
    assert all(NAME.fullmatch(name.removesuffix(SUFFIX)) for name in names)


def test_the_latest_of_a_folder_counts(tmp_path: Path) -> None:
    for day in ("2026-01-03", "2026-01-01", "2026-01-02"):
        save_run(run_of(time=f"{day}T00:00:00"), tmp_path)
    assert load_run(tmp_path).time.startswith("2026-01-03")
    assert len(list_runs(tmp_path)) == 3


def test_what_is_no_run_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "x.run.json").write_text('{"time": 1}', encoding="utf-8")
    for path in (tmp_path / "x.run.json", tmp_path / "none.run.json"):
        with pytest.raises(PolicybotError, match=path.name):
            load_run(path)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(PolicybotError, match="没有评测结果"):
        load_run(empty)


def test_shares_count_only_what_counts() -> None:
    rows = [
        row("a", precision=1.0, recall=0.5, holds=True),
        row("b", Rule.MISSES, precision=0.5, recall=1.0, holds=False),
        row("c", Rule.REFUSES, refuses=True, refused=True),
        row("d", Rule.SHOULD_REFUSE, refuses=True),
        row("e", Rule.SHOULD_ANSWER, refused=True),
    ]
    shares = {name: (each.value, each.count) for name, each in summarise(rows).shares.items()}
    assert shares == {
        "right": (0.4, 5),  # a and c
        "citation_holds": (0.5, 2),
        "citation_precision": (0.75, 2),
        "citation_recall": (0.75, 2),
        "refusal_precision": (0.5, 2),  # of c and e only c should be refused
        "refusal_recall": (0.5, 2),  # of c and d only c is refused
        "wrong_answers": (pytest.approx(2 / 3), 3),  # of a, b and d
    }


def test_an_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    found = share([1.0] * 30 + [0.0] * 10)
    assert found.value == 0.75
    assert found.low is not None
    assert found.high is not None
    assert 0.55 < found.low < 0.75 < found.high < 0.9
    assert found == share([1.0] * 30 + [0.0] * 10)


def test_the_interval_of_equal_values_is_a_point_and_of_nothing_is_none() -> None:
    assert (share([1.0, 1.0]).low, share([1.0, 1.0]).high) == (1.0, 1.0)
    assert share([None]).value is None


def test_the_curve_of_risk_and_coverage() -> None:
    rows = [
        row("a", confidence=0.9),
        row("b", Rule.MISSES, confidence=0.7),
        row("c", confidence=0.7),
        row("d", Rule.SHOULD_REFUSE, refuses=True, confidence=0.5),
        row("e", Rule.SHOULD_ANSWER, refused=True, confidence=0.1),
    ]
    assert curve(rows) == (  # of the four answerable questions a, b, c are answered in the end
        Point(0.9, 1 / 4, 0.0),
        Point(0.7, 3 / 4, pytest.approx(1 / 3)),
        Point(0.5, 3 / 4, 0.5),
    )


def test_what_each_threshold_of_refusal_would_give() -> None:
    rows = [
        row("a", confidence=0.92),
        row("b", Rule.MISSES, confidence=0.71),
        row("c"),  # of the table of figures: it stands at any threshold
        row("d", Rule.SHOULD_REFUSE, refuses=True, confidence=0.52),
        row("e", Rule.REFUSES, refuses=True, refused=True, confidence=0.1),
    ]
    found = [(at.threshold, at.right.value, at.answered.value, at.wrong.value, at.given) for at in by_threshold(rows)]
    assert found == [
        (0.0, 3 / 5, 1.0, 2 / 4, 4),
        (0.55, 4 / 5, 1.0, pytest.approx(1 / 3), 3),  # d would be refused, as it should
        (0.75, 4 / 5, pytest.approx(2 / 3), 0.0, 2),  # b too: wrong as before, but a refusal
        (0.95, 3 / 5, pytest.approx(1 / 3), 0.0, 1),
    ]
    assert by_threshold(rows)[0].right == share([1.0, 0.0, 1.0, 0.0, 1.0])  # with its interval
    assert by_threshold([]) == ()
    page = to_html(run_of(*rows), summarise(rows))
    assert (
        '<td class="n">0.55</td><td class="n">80.0%</td><td class="n">40.0% 至 100.0%</td><td class="n">100.0%</td><td class="n">33.3%</td>'
        in page
    )
    assert "| 0.55 | 80.0% | 40.0% 至 100.0% | 100.0% | 33.3% | 3 |" in to_markdown(run_of(*rows), summarise(rows))


def test_retrieval_takes_the_best_placed_evidence_even_of_questions_of_one_id() -> None:
    rows = [row("a", ranks=(None, 3), arms={"dense": None}), row("a", ranks=(1,), arms={"dense": 5}), row("b")]
    found = summarise(rows).retrieval
    assert (found["fusion"]["R@1"], found["fusion"]["R@3"]) == (0.5, 1.0)
    assert (found["dense"]["R@3"], found["dense"]["R@5"]) == (0.0, 0.5)
    assert found["fusion"]["MRR"] == pytest.approx((1 / 3 + 1) / 2)


def test_two_runs_question_by_question() -> None:
    before = run_of(row("a"), row("b", Rule.MISSES), row("c"), row("gone"), library="old")
    after = run_of(row("a"), row("b"), row("c", Rule.SAYS_WRONG), row("new"))
    found = compare_runs(before, after)
    assert [pair[1].id for pair in found.better] == ["b"]
    assert [pair[1].id for pair in found.worse] == ["c"]
    assert (found.shared, found.alone, found.regressions) == (3, 2, 1)
    assert found.before == found.after == pytest.approx(2 / 3)
    assert found.p_value == 1.0
    assert not found.same_library


def test_mcnemar_is_exact() -> None:
    before = run_of(*(row(str(at), Rule.MISSES) for at in range(6)))
    after = run_of(*(row(str(at)) for at in range(6)))
    assert compare_runs(before, after).p_value == pytest.approx(2 * 0.5**6)


def test_a_reworded_question_is_another() -> None:
    found = compare_runs(run_of(row("a", question="甲")), run_of(row("a", Rule.MISSES, question="乙")))
    assert (found.shared, found.regressions) == (0, 0)


def test_the_page_escapes_what_it_shows_and_loads_nothing() -> None:
    evil = "<script>alert(1)</script>"
    bad = row(
        "a",
        Rule.MISSES,
        question=evil,
        answer=evil,
        missed=("5%",),
        citations=(Quote(evil, (evil,), evil, 0, 9, False),),
    )
    run = run_of(bad, row("b"))
    page = to_html(run, summarise(run.rows), compare_runs(run_of(row("a", question=evil)), run))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(?:src|href)=.(?!#)|url\((?!#)|@import", page)
    assert page.index("没有说到") < page.index("问b")  # the wrong ones first
    assert "变坏 1" in page


def test_the_answer_of_the_page_marks_what_it_must_say() -> None:
    run = run_of(row("a", answer="达到5% [1]", must_contain=("5%|百分之五",)))
    assert "达到<mark>5%</mark> [1]" in to_html(run, summarise(run.rows))


def test_markdown_and_figures(tmp_path: Path) -> None:
    run = run_of(row("a", Rule.MISSES, gold="6%"), row("b"))
    paths = write_report(run, tmp_path)
    assert [path.name.split(".", 1)[1] for path in paths] == ["report.html", "report.md", "summary.json"]
    assert "- a（没有说到）问a 应为：6%；答：5% [1]" in to_markdown(run, summarise(run.rows))
    data = json.loads(paths[2].read_text(encoding="utf-8"))
    assert data == json.loads(json.dumps(figures(run, summarise(run.rows))))
    assert data["shares"]["right"]["value"] == 0.5
    assert data["wrong"] == ["a"]
