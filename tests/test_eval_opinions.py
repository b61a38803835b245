"""A language model's opinions stand beside the figures by rule and change none of them; the model is a scripted server."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from model_server import Server, Talk
from pydantic import SecretStr
from test_eval_runs import row, run_of

from bot.model.model import Model, open_model
from bot.settings import Settings
from eval.judging import Rule
from eval.opinions import is_asked, opinions, read, with_opinions
from eval.report import figures, to_html, to_markdown
from eval.runs import Opinion, Run, Verdict, load_run, save_run
from eval.summary import summarise
from ui.cli import cli


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server().running() as running:
        yield running


@pytest.fixture
def model(server: Server) -> Model:
    server.talks.clear()
    options = {"llm": "openai:fake", "llm_base_url": server.address, "llm_api_key": SecretStr("k"), "llm_timeout": 20}
    opened = open_model(Settings(_env_file=None, **options))  # type: ignore[arg-type]
    assert opened is not None
    return opened


FREE = run_of(
    row("a", kind="lookup_text", question="谁牵头？", understood="谁牵头？", gold="科技局", answer="由科技局牵头 [1]"),
    row("b", Rule.MISSES, kind="list", gold="甲、乙", answer="甲；乙局 [1]"),
    row("c", kind="subsidy", gold="可以", answer="不可以 [1]"),
    row("d", kind="followup", gold="市局", answer="市局 [1]"),
    row("number", kind="lookup_number"),
    row("refused", Rule.SHOULD_ANSWER, kind="lookup_text", refused=True),
    row("unknown", Rule.REFUSES, kind="followup", refuses=True, refused=True),
    row("failed", Rule.MISSES, kind="lookup_text", error="断了"),
)


def judged(server: Server, model: Model) -> Run:
    def script(talk: Talk) -> None:
        said = {
            "由科技局牵头": "正确\n与标准答案一致。", "甲；乙局": "**正确**\n两项都有。", "不可以": "错误。\n结论相反。", "市局": "说不好",
        }  # fmt: skip
        talk.say(next(reply for words, reply in said.items() if f"回答：\n{words}" in talk.prompt))

    server.script = script
    return with_opinions(FREE, model)


def test_only_free_answers_are_asked_about_and_figures_by_rule_stay(server: Server, model: Model) -> None:
    assert [each.id for each in FREE.rows if is_asked(each)] == ["a", "b", "c", "d"]
    done = judged(server, model)
    assert len(server.talks) == 4
    assert "标准答案：科技局" in server.talks[0].prompt
    assert {each.id: each.opinion.verdict for each in done.rows if each.opinion} == {
        "a": Verdict.RIGHT, "b": Verdict.RIGHT, "c": Verdict.WRONG, "d": Verdict.SILENT,
    }  # fmt: skip
    assert summarise(done.rows) == summarise(FREE.rows)
    by_rule, beside = figures(FREE, summarise(FREE.rows)), figures(done, summarise(done.rows))
    assert beside.pop("judge")["verdicts"]["right"]["value"] == pytest.approx(0.667)
    assert beside == by_rule


def test_what_the_opinions_say_together(server: Server, model: Model) -> None:
    found = opinions(judged(server, model))
    assert found is not None
    assert {name: (each.value, each.count) for name, each in found.verdicts.items()} == {
        "right": (pytest.approx(2 / 3), 3), "partly": (0.0, 3), "wrong": (pytest.approx(1 / 3), 3),
    }  # fmt: skip
    assert (found.silent, found.agrees.value) == (1, pytest.approx(1 / 3))  # of one mind on a alone
    assert [each.id for each in found.differs] == ["b", "c"]
    assert opinions(FREE) is None


def test_the_report_tells_them_apart_and_the_run_keeps_them(server: Server, model: Model, tmp_path: Path) -> None:
    done = judged(server, model)
    assert load_run(save_run(done, tmp_path)) == done
    page = to_html(done, summarise(done.rows))
    assert "不计入按规则得出的任何数字" in page
    assert "规则：没有说到；模型：正确" in page
    assert "另有 1 题没有评出" in to_markdown(done, summarise(done.rows))
    assert "语言模型的评判" not in to_html(FREE, summarise(FREE.rows))


def test_a_model_that_fails_has_no_opinion(server: Server, model: Model) -> None:
    server.script = lambda talk: talk.fail(500)
    done = with_opinions(replace(FREE, rows=FREE.rows[:1]), model)
    (only,) = done.rows
    assert only.opinion is not None
    assert (only.opinion.verdict, "没有答复" in only.opinion.reason) == (Verdict.SILENT, True)
    assert only.right


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("正确\n一致", Verdict.RIGHT),
        ("【部分正确】\n少一项", Verdict.PARTLY),
        ("  错误：\n相反", Verdict.WRONG),
        ("不正确\n相反", Verdict.SILENT),
        ("这个回答是正确的", Verdict.SILENT),
        ("正确还是错误，不好说", Verdict.SILENT),
        ("", Verdict.SILENT),
    ],
)
def test_a_verdict_is_one_of_three_words_alone_on_the_first_line(text: str, verdict: Verdict) -> None:
    assert read(text).verdict == verdict
    assert read("正确\n" + "长" * 900) == Opinion(Verdict.RIGHT, "长" * 300)


def test_the_command(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_model: None) -> None:
    monkeypatch.chdir(tmp_path)
    Path("办法.txt").write_text("余姚市补助办法\n\n第一条 补助由余姚市科学技术局负责受理和审核。\n", encoding="utf-8")
    asked = {"id": "1", "question": "余姚市补助由哪个部门负责受理？", "kind": "lookup_text", "answer": "余姚市科学技术局",
             "must_contain": ["科学技术局"], "evidence": ["补助由余姚市科学技术局负责受理和审核"]}  # fmt: skip
    Path("q.jsonl").write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(cli, ["--library", "lib", "add", "办法.txt"]).exit_code == 0
    without = runner.invoke(cli, ["--library", "lib", "eval", "q.jsonl", "--judge"])
    assert (without.exit_code, "请设置 POLICYBOT_LLM" in without.stderr) == (1, True)
    server.script = lambda talk: talk.say(
        "错误\n有意挑剔。" if "标准答案" in talk.prompt else "由余姚市科学技术局负责受理[1]。"
    )
    for name, value in {"LLM": "openai:fake", "LLM_BASE_URL": server.address, "LLM_API_KEY": "k"}.items():
        monkeypatch.setenv(f"POLICYBOT_{name}", value)
    done = runner.invoke(cli, ["--library", "lib", "eval", "q.jsonl", "--judge", "--fail-under", "100"])
    assert done.exit_code == 0, done.output  # right by rule, whatever the model thinks
    assert "openai:fake 评判了 1 个文字回答（不计入按规则得出的任何数字）：正确 0.0%" in done.stdout
