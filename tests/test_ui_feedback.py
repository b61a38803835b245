"""From what readers said of answers to a question set that is checked and run: the commands `policybot feedback`."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.bot import PolicyBot
from eval.feedback import documents_of, questions_from
from eval.places import Places
from eval.question_checks import Rule, check
from eval.questions import PENDING, Kind, Question, read_questions
from index.adding import add
from index.feedback import CitedSpan, Feedback, record
from index.library import Library
from index.rows import Filters
from ui.cli import cli

REPORT = """余姚市科学技术局2023年工作总结和2024年工作思路

一、2023年工作总结
全年新增高新技术企业128家，技术交易额达到66亿元。

二、2024年工作思路
力争全社会研发投入强度达到3.4%，高新技术企业总量突破900家。
牵头单位为余姚市科学技术局高新处，每季度通报一次进展。
"""
TARGET = "余姚2024年研发投入强度目标是多少？"
EARLIER = "余姚新增了几家高企？"
UNKNOWN = "余姚2024年引进外资多少？"
DAY = date(2026, 5, 4)


@pytest.fixture
def library(tmp_path: Path, one_model: None) -> Iterator[Library]:
    (tmp_path / "总结.txt").write_text(REPORT, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "总结.txt"])
        yield library


def judged(
    library: Library, question: str, *, helpful: bool = True, history: tuple[str, ...] = (), reason: str = ""
) -> Feedback:
    """What a reader says of the bot's own answer."""
    answer = PolicyBot(library).ask(question, history=history, day=DAY)
    spans = tuple(CitedSpan(each.source.id, each.start, each.end) for each in answer.citations)
    return Feedback(
        datetime(2026, 5, 4, tzinfo=UTC), question, answer.text, helpful, DAY, history,
        citations=spans, refused=answer.refused, reason=reason,
    )  # fmt: skip


def made(library: Library, *kept: Feedback) -> list[Question]:
    return questions_from(dict(enumerate(kept, 1)), documents_of(library.catalogue))


def faults(library: Library, questions: list[Question]) -> list[tuple[str, Rule]]:
    return [(fault.id, fault.rule) for fault in check(questions, Places(library).texts(questions))]


def policybot(library: Library, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--library", str(library.folder), *arguments])


def test_feedback_becomes_questions_that_are_checked_and_run(library: Library, tmp_path: Path) -> None:
    record(library.catalogue, judged(library, TARGET, reason="数字对"))
    record(library.catalogue, judged(library, "2023年技术交易额呢？", history=(EARLIER,)))
    record(library.catalogue, judged(library, UNKNOWN))
    record(library.catalogue, judged(library, "余姚高企总量目标？", helpful=False, reason="应当是900家"))
    out = tmp_path / "反馈.jsonl"
    done = policybot(library, "feedback", "questions", "--out", str(out))
    assert (done.exit_code, "4 个问题，其中 1 个待人补充" in done.stderr) == (0, True), done.output
    target, following, unknown, wrong = read_questions(out)
    assert (target.kind, target.must_contain, target.as_of) == (Kind.LOOKUP_NUMBER, ("3.4%",), DAY)
    assert all(isinstance(each, str) and each in REPORT for each in target.evidence)
    assert (following.kind, following.history, following.must_contain) == (Kind.FOLLOWUP, (EARLIER,), ("66亿元",))
    assert (unknown.kind, unknown.must_contain, unknown.evidence) == (Kind.UNANSWERABLE, (), ())
    assert (wrong.pending, wrong.evidence, "应当是900家" in wrong.notes) == (True, (), True)

    told = policybot(library, "eval", "check", str(out))
    assert told.exit_code == 1
    assert told.stdout.splitlines() == [
        "feedback-4：待人补充：请补上 answer、must_contain、evidence，再删去 notes 开头的“待人补充”"
    ]
    ran = policybot(library, "eval", str(out), "--out", str(tmp_path / "runs"), "--fail-under", "100")
    assert ran.exit_code == 0, ran.output
    assert "1 个问题的依据不在资料库里，或还待人补充，没有提问" in ran.stderr

    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    lines[3] |= {"answer": "900家", "must_contain": ["900家"], "evidence": ["总量突破900家"], "notes": ""}
    out.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    mended = policybot(library, "eval", "check", str(out))
    assert mended.exit_code == 0, mended.output


def test_a_sentence_that_helped_asks_for_its_longest_clause(library: Library) -> None:
    text = REPORT.strip()
    start = text.index("牵头单位")
    (document,) = library.catalogue.entries()
    said = replace(
        judged(library, UNKNOWN),
        question="哪个处室牵头？", answer="牵头单位为余姚市科学技术局高新处，每季度通报一次进展。 [1]", refused=False,
        citations=(CitedSpan(document.id, start, start + 29),),
    )  # fmt: skip
    (question,) = made(library, said)
    assert (question.kind, question.must_contain) == (Kind.LOOKUP_TEXT, ("牵头单位为余姚市科学技术局高新处",))
    assert faults(library, [question]) == []


def test_readers_who_agree_make_one_question_and_others_leave_it_to_a_person(library: Library) -> None:
    helped = judged(library, TARGET)
    (once,) = made(library, helped, helped)
    assert (once.pending, once.id) == (False, "feedback-2")
    (undecided,) = made(library, helped, replace(helped, helpful=False, reason="少了单位"))
    assert (undecided.pending, "少了单位" in undecided.notes) == (True, True)
    assert faults(library, [undecided]) == [("feedback-2", Rule.PENDING)]


def test_what_cannot_be_asked_again_as_it_was_waits_for_a_person(library: Library) -> None:
    helped = judged(library, TARGET)
    (narrowed,) = made(library, replace(helped, filters=Filters(region="余姚市", year=2024)))
    assert (narrowed.pending, "限定了范围：余姚市、2024" in narrowed.notes) == (True, True)
    (gone,) = made(library, replace(helped, citations=(CitedSpan("0" * 16, 3, 9),)))
    assert (gone.pending, gone.evidence, "已不在资料库里" in gone.notes) == (True, (), True)
    (greeting,) = made(library, replace(helped, question="你好", answer="您好！", citations=()))
    assert greeting.pending
    (invented,) = made(library, replace(helped, answer="9.9% [1]"))  # the figure is not in what it cites
    assert (invented.pending, invented.must_contain) == (True, ())
    for question in (narrowed, gone, greeting, invented):
        assert faults(library, [question]) == [("feedback-1", Rule.PENDING)]


def test_a_figure_worked_out_is_marked_as_such(library: Library) -> None:
    (document,) = library.catalogue.entries()
    spans = tuple(
        CitedSpan(document.id, REPORT.index(quote), REPORT.index(quote) + len(quote))
        for quote in ("新增高新技术企业128家", "高新技术企业总量突破900家")
    )
    said = replace(judged(library, TARGET), question="比上年末还差多少家？", answer="差772家 [1][2]", citations=spans)
    (question,) = made(library, said)
    assert (question.computed, question.must_contain, question.pending) == (True, ("772家",), False)
    assert faults(library, [question]) == []


def test_list_and_delete(library: Library) -> None:
    assert "0 条反馈" in policybot(library, "feedback", "list").stderr
    nothing = policybot(library, "feedback", "questions", "--out", "x.jsonl")
    assert (nothing.exit_code, "还没有反馈" in nothing.stderr) == (1, True)
    key = record(library.catalogue, judged(library, TARGET, reason="对"))
    other = record(library.catalogue, judged(library, UNKNOWN, helpful=False))
    lines = policybot(library, "feedback", "list").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == [str(key), str(other)]
    assert "有帮助（对）" in lines[0]
    data = json.loads(policybot(library, "feedback", "list", "--json", "--unhelpful").stdout)
    assert (data["id"], data["question"], data["helpful"], data["as_of"]) == (other, UNKNOWN, False, "2026-05-04")
    assert policybot(library, "feedback", "delete", str(key)).exit_code == 0
    again = policybot(library, "feedback", "delete", str(key))
    assert (again.exit_code, again.stderr.startswith("错误：删除了 0 条")) == (1, True)
    assert policybot(library, "feedback", "questions", "--out", "x.csv").exit_code == 1


def test_a_pending_mark_says_the_same_everywhere() -> None:
    assert Rule.PENDING == PENDING
