"""What the tab of evaluations shows, as HTML."""

import re
from dataclasses import replace

from test_eval_runs import row, run_of

from eval.comparison import compare_runs
from eval.judging import Rule
from eval.runs import Quote, Run
from eval.summary import summarise
from ui import render_eval, texts
from ui.evaluations import Ended, Listed, Progress

EVIL = "<script>alert(1)</script>\"'&"
QUOTE = Quote(EVIL, (EVIL,), EVIL, 3, 9, True, "0123456789abcdef")


def shown(run: Run, before: Run | None = None) -> str:
    summary = summarise(run.rows)
    comparison = compare_runs(before, run) if before else None
    return render_eval.headline("x", run, summary) + render_eval.result(run, summary, comparison, before)


def listed(name: str, source: str = "samples", right: float = 0.5) -> Listed:
    return Listed(name, f"2026-01-0{name}T03:04:05+08:00", "1234567", source, 10, right, None)


def test_everything_of_a_question_is_escaped() -> None:
    bad = row(
        EVIL, Rule.MISSES, kind=EVIL, question=EVIL, understood=EVIL + "?", gold=EVIL, answer=EVIL, missed=(EVIL,), forbidden=(EVIL,),
        evidence=(QUOTE,), citations=(replace(QUOTE, document=""),), must_contain=(EVIL,), document=EVIL,
    )  # fmt: skip
    run = replace(run_of(bad), commit=EVIL, questions=(EVIL,), encoder=EVIL, left_out=(EVIL,))
    pages = (
        shown(run, run_of(replace(bad, rule=Rule.SAYS_ALL))),
        render_eval.history([replace(listed("1"), source=EVIL, commit=EVIL)], "1", ""),
        render_eval.status(Progress(EVIL, 1, 2, 0.0), None),
        render_eval.status(None, Ended("", EVIL, failed=True)),
    )
    for page in pages:
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_a_row_has_answer_gold_and_links_to_its_evidence() -> None:
    good, bad = (
        row("a"),
        row("b", Rule.MISSES, gold="6%", missed=("6%",), evidence=(replace(QUOTE, title="题", text="达到6%"),)),
    )
    page = shown(run_of(good, bad))
    assert page.count('<details class="pb-row') == 1  # the wrong one alone
    assert 'class="pb-open pb-cited pb-gold" href="#quote-0123456789abcdef-3-9">达到6%<small>《题》' in page
    assert re.search(r"<dt>应答</dt><dd>6%</dd>.*<dt>没有说到</dt><dd>6%</dd>", page)


def test_rows_that_got_worse_show_what_was_said_before() -> None:
    before, after = run_of(row("a", answer="从前的5%")), run_of(row("a", Rule.SAYS_WRONG, answer="9%"))
    page = shown(after, before)
    assert texts.EVAL_WORSE.format(1) in page
    assert texts.EVAL_BETTER.format(1) not in page
    assert re.search(r"<dt>原来</dt><dd>从前的<mark>5%</mark></dd><dt>回答</dt><dd>9%</dd>", page)


def test_the_trend_is_of_the_set_that_is_shown() -> None:
    runs = [listed("3"), listed("2", "own.jsonl"), listed("1")]
    page = render_eval.history(runs, "3", "1")
    assert texts.EVAL_TREND.format(2) in page
    assert page.count("<tr") == 4
    assert re.search(r'<tr aria-current="true"><td><button data-show="3"', page)
    assert f'<button data-against="1">{texts.EVAL_ALONE}</button>' in page
    assert "<svg" not in render_eval.history(runs, "2", "")
    assert render_eval.history([], "", "") == ""


def test_how_far_a_run_is() -> None:
    begun = Progress("samples", 0, 40, 0.0)
    assert "已问 0 / 40 题" in render_eval.status(begun, None)
    assert texts.EVAL_SAVING in render_eval.status(replace(begun, done=40), None)
    assert texts.EVAL_STOPPING in render_eval.status(replace(begun, done=40, cancelled=True), None)
    assert 'value="10"' in render_eval.status(replace(begun, done=10), None)
    assert render_eval.status(None, None) == ""


def test_a_long_list_says_what_is_left() -> None:
    rows = [row(str(at), Rule.MISSES) for at in range(render_eval.SHOWN + 3)]
    page = shown(run_of(*rows))
    assert page.count('<details class="pb-row') == render_eval.SHOWN
    assert texts.EVAL_MORE.format(3) in page
    assert texts.EVAL_ALL_RIGHT in shown(run_of(row("a")))
