from dataclasses import replace

import pytest

from bot.answers.halves import halves, together
from bot.bot import PolicyBot
from bot.records import Citation, Kind, Outcome, Reason, Source
from bot.texts import NEAREST_SENTENCE
from corpus.records import Metadata


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("某市去年新增多少家？比邻市多吗", ("某市去年新增多少家", "比邻市多吗")),
        ("住宅登记收多少钱？商铺呢？", ("住宅登记收多少钱", "商铺呢")),
        ("小学一个班最多多少人，初中呢", ("小学一个班最多多少人", "初中呢")),
        ("增加值占规上的比重？宁波呢", ("增加值占规上的比重", "宁波呢")),
    ],
)
def test_a_question_of_two_halves(text: str, parts: tuple[str, ...]) -> None:
    assert halves(text) == parts


@pytest.mark.parametrize(
    "text", ["公示几天？", "多少钱？？？", "我家孩子8岁，能报名吗", "企业有奖励，个人没有", "甲市和乙市各多少家"]
)
def test_a_question_of_one(text: str) -> None:
    assert halves(text) == ()


def test_a_half_that_is_not_found_is_said() -> None:
    first = Outcome("80元 [1]", Kind.NUMBER)
    rest = [("商铺呢", Outcome("没有。", Kind.NONE, Reason.NOT_FOUND)), ("车库呢", Outcome("车库30元", Kind.NUMBER))]
    text = together(first, rest).text
    assert text.startswith("80元 [1]")
    assert "商铺呢？没有找到" in text
    assert text.endswith("车库呢？\n车库30元")


def test_both_halves_are_answered_with_their_own_marks(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("公租房申请的公示期是多少天？营业执照要放在什么位置？")
    assert not answer.refused
    assert "20日" in answer.text
    assert "执照" in answer.text
    assert [each.marker for each in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(f"[{each.marker}]" in answer.text for each in answer.citations)
    assert len({each.source.key for each in answer.citations}) > 1


def test_a_follow_up_goes_on_with_the_document_that_answered(samples_bot: PolicyBot) -> None:
    first = samples_bot.ask("广州公租房怎么申请")
    then = samples_bot.ask("要公示多少天", history=[first.question])
    assert then.citations[0].source.key == first.citations[0].source.key
    assert "20日" in then.text


def test_a_figure_is_asked_of_the_place_before(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("技术交易额是多少", history=["慈溪2023年高企新认定多少家"])
    assert answer.understood.startswith("慈溪2023年")
    assert "74.4亿元" in answer.text
    fresh = samples_bot.ask("公租房申请的公示期是多少天？", history=["慈溪2023年高企新认定多少家"])
    assert "20日" in fresh.text  # a subject of its own


def test_a_refusal_leads_with_the_nearest_sentence(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("专精特新氢能企业，区里到底奖多少钱")
    assert answer.refused
    assert f"{NEAREST_SENTENCE}{answer.citations[0].quote} [1]" in answer.text
    assert "专精特新" in answer.citations[0].quote


def test_a_quote_that_says_both_halves_leads() -> None:
    source = Source(1, "a", "a.md", Metadata("某市办法"))
    cited = (Citation(1, source, (), "城区30分钟到，乡镇1小时到。", 0, 14),)
    rest = [("乡下呢", Outcome("城区30分钟到，乡镇1小时到。 [1]", Kind.TEXT, None, cited))]
    bare = Outcome("30分钟 [1]\n\n原文：城区30分钟到，乡镇1小时到。 [1]", Kind.NUMBER, None, cited)
    assert together(bare, rest).text == "城区30分钟到，乡镇1小时到。 [1]"
    labelled = replace(bare, text="城区：30分钟 [1]；乡镇：1小时 [1]")
    assert together(labelled, rest).text == labelled.text
