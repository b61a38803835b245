"""A bot that is broken on purpose is caught by the figures that should catch it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.bot import PolicyBot
from bot.records import Answer, Kind
from eval.judging import Rule
from eval.questions import Kind as Asked
from eval.questions import Question
from eval.running import run
from eval.summary import Summary, summarise

CIXI = "cixi-science-report-2023.txt"
QUESTIONS = (
    Question("a", "慈溪2024年研发投入强度目标是多少？", Asked.LOOKUP_NUMBER, "3.53%", must_contain=("3.53%",),
             evidence=("R&D经费与GDP之比达到3.53%",), document=CIXI),
    Question("b", "宁波呢？", Asked.FOLLOWUP, "超过800亿元", history=("慈溪2023年技术交易额是多少？",),
             must_contain=("800亿元",), evidence=("技术交易额超过800亿元",), document="ningbo-science-report-2023.txt"),
    Question("c", "三亚2024年研发投入强度目标是多少？", Asked.UNANSWERABLE, "拒答"),
    Question("d", "慈溪2019年研发投入强度是多少？", Asked.UNANSWERABLE, "拒答"),
    Question("e", "你好", Asked.SMALLTALK, "问好"),
)  # fmt: skip


class Broken:
    """A bot whose answers are changed on their way out."""

    def __init__(self, bot: PolicyBot, change: Callable[[Answer], Answer]) -> None:
        self.library, self.min_confidence, self.model = bot.library, bot.min_confidence, bot.model
        self._bot, self._change = bot, change

    def ask(self, *words: Any, **named: Any) -> Answer:
        return self._change(self._bot.ask(*words, **named))


def measured(bot: PolicyBot, change: Callable[[Answer], Answer] = lambda answer: answer) -> Summary:
    return summarise(run(Broken(bot, change), QUESTIONS).rows)  # type: ignore[arg-type]


def value(summary: Summary, name: str) -> float | None:
    return summary.shares[name].value


def test_the_real_bot(samples_bot: PolicyBot) -> None:
    done = run(samples_bot, QUESTIONS, ["few.jsonl"])
    summary = summarise(done.rows)
    assert [row.id for row in done.rows if not row.right] == []
    assert value(summary, "citation_recall") == 1.0
    assert value(summary, "refusal_recall") == 1.0
    assert all(rank is not None and rank <= 10 for row in done.rows for rank in row.ranks)
    assert "total" in done.rows[0].timings_ms
    (evidence,) = done.rows[0].evidence
    assert evidence.text == "R&D经费与GDP之比达到3.53%"
    (entry,) = samples_bot.library.catalogue.find(evidence.document)
    read = samples_bot.library.catalogue.document(entry.key)
    assert read is not None
    assert read.text[evidence.start : evidence.end] == evidence.text
    assert evidence.document in {quote.document for quote in done.rows[0].citations}
    assert (done.documents, done.encoder, done.questions) == (16, "usem3", ("few.jsonl",))


def test_wrong_years_are_caught_by_the_share_of_right_ones(samples_bot: PolicyBot) -> None:
    def other_year(answer: Answer) -> Answer:
        return replace(answer, text=answer.text.replace("3.53%", "3.2%").replace("800亿", "900亿"))

    summary = measured(samples_bot, other_year)
    assert summary.kinds["lookup_number"].value == 0.0
    assert summary.kinds["followup"].value == 0.0
    assert value(summary, "refusal_recall") == 1.0  # nothing wrong with those


def test_answers_instead_of_refusals_are_caught_by_the_recall_of_refusals(samples_bot: PolicyBot) -> None:
    def never_refuses(answer: Answer) -> Answer:
        return replace(answer, refused=False, reason=None, kind=Kind.TEXT) if answer.refused else answer

    summary = measured(samples_bot, never_refuses)
    assert value(summary, "refusal_recall") == 0.0
    assert summary.kinds["unanswerable"].value == 0.0
    assert (value(summary, "wrong_answers") or 0) > 0.3


def test_shifted_citations_are_caught_by_their_precision_and_recall(samples_bot: PolicyBot) -> None:
    def shifted(answer: Answer) -> Answer:
        moved = tuple(
            replace(
                each, start=each.end + 200, end=each.end + 200 + len(each.quote), quote="别处的一句话。", heading=()
            )
            for each in answer.citations
        )
        return replace(answer, citations=moved)

    summary = measured(samples_bot, shifted)
    assert value(summary, "citation_precision") == 0.0
    assert value(summary, "citation_recall") == 0.0
    assert value(summary, "citation_holds") == 0.0
    assert value(summary, "right") == 1.0  # what is said has not changed


def test_citations_of_the_answer_before_are_caught_too(samples_bot: PolicyBot) -> None:
    """Each quote is true and stands where it should, but behind another answer."""
    held: list[Answer] = []

    def late(answer: Answer) -> Answer:
        held.append(answer)
        return replace(answer, citations=held[-2].citations if len(held) > 1 else ())

    summary = measured(samples_bot, late)
    assert value(summary, "citation_precision") == 0.0
    assert value(summary, "citation_recall") == 0.0
    assert value(summary, "citation_holds") == 0.0
    assert value(summary, "right") == 1.0


def test_years_that_are_swapped_in_a_comparison_are_caught(samples_bot: PolicyBot) -> None:
    asked = Question(
        "y", "慈溪省科技型中小企业2023年新增多少家，2024年计划新增多少家？", Asked.COMPARE, "601家，320家以上",
        must_contain=("601家", "320家"), document=CIXI,
        evidence=("省科技型中小企业新增601家", "2024年，省科技型中小企业力争新增320家以上"),
    )  # fmt: skip
    answer = Answer(asked.question, asked.question, "", Kind.NUMBER, False, None, ())
    for text, rule in (
        ("2023年：601家 [1]\n2024年：320家以上 [2]", Rule.SAYS_ALL),
        ("2023年：320家以上 [1]\n2024年：601家 [2]", Rule.SWAPS),  # of 601 only the heading above it says the year
    ):
        said = replace(answer, text=text)
        (row,) = run(Broken(samples_bot, lambda _, said=said: said), [asked]).rows  # type: ignore[arg-type,misc]
        assert row.rule is rule, text


def test_a_question_whose_document_is_elsewhere_is_left_out(samples_bot: PolicyBot) -> None:
    elsewhere = Question(
        "x", "多少？", Asked.LOOKUP_NUMBER, "5%", must_contain=("5%",), evidence=("本库没有的一句话5%",)
    )
    done = run(samples_bot, (elsewhere, QUESTIONS[0]))
    assert done.left_out == ("x",)
    assert [row.id for row in done.rows] == ["a"]


def test_a_run_can_be_cancelled_and_tells_how_far_it_is(samples_bot: PolicyBot) -> None:
    steps: list[tuple[int, int]] = []
    done = run(
        samples_bot, QUESTIONS, progress=lambda at, total: steps.append((at, total)), cancelled=lambda: len(steps) >= 2
    )
    assert len(done.rows) == 2
    assert steps == [(0, 5), (1, 5), (2, 5)]


@pytest.mark.parametrize("changed", ["document", "none"])
def test_the_hash_of_a_library_changes_with_its_documents(
    samples_bot: PolicyBot, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from eval.running import library_hash

    before = library_hash(samples_bot.library)
    if changed == "document":
        entries = samples_bot.library.catalogue.entries()[1:]
        monkeypatch.setattr(samples_bot.library.catalogue, "entries", lambda: entries, raising=False)
        assert library_hash(samples_bot.library) != before
    else:
        assert library_hash(samples_bot.library) == before
