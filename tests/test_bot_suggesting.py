"""Questions that lead on: made of what stands near the citations, and each answered by the bot itself."""

from dataclasses import replace
from datetime import date

import pytest

from bot.bot import PolicyBot
from bot.records import Answer, Kind
from bot.turns.suggesting import MOST, MOST_TRIES, Candidate, suggested
from index.catalogue import Filters

TARGET = "慈溪2024年研发投入强度目标是多少？"


@pytest.mark.parametrize(
    "question",
    [
        TARGET,
        "慈溪市2023年高新技术产业投资是多少？",
        "宁波2023年技术交易额有多少？",
        "广州申请公租房要满足哪些条件？",
        "积分入户有什么条件？",
        "中关村国际化专项资金有哪些支持？",
        "余姚2023年研发投入强度是多少？",
        "上海的天气怎么样？",
    ],
)
def test_every_suggestion_is_answered_with_a_source_of_its_own(samples_bot: PolicyBot, question: str) -> None:
    answer = samples_bot.ask(question)
    found = samples_bot.suggestions(answer)
    assert 1 <= len(found) <= MOST
    assert len(set(found)) == len(found)
    for each in found:
        reply = samples_bot.ask(each, history=[question])
        assert not reply.refused, each
        assert reply.understood == each  # it stands by itself
        assert reply.citations
        assert reply.text != answer.text


def test_of_a_figure_the_same_elsewhere_is_suggested(samples_bot: PolicyBot) -> None:
    assert "宁波2024年研发投入强度目标是多少？" in samples_bot.suggestions(samples_bot.ask(TARGET))


def test_of_a_year_that_is_not_held_the_one_that_is(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("慈溪2022年技术交易额是多少？")
    assert answer.refused
    assert samples_bot.suggestions(answer)[0] == "慈溪2023年技术交易额是多少？"


def test_what_was_asked_is_not_suggested_again(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask(TARGET)
    first = samples_bot.suggestions(answer)[0]
    assert first not in samples_bot.suggestions(answer, history=[first])


def test_filters_hold_for_suggestions_too(samples_bot: PolicyBot) -> None:
    within = Filters(region="慈溪市")
    found = samples_bot.suggestions(samples_bot.ask(TARGET, filters=within), filters=within)
    assert found
    assert not any("宁波" in each for each in found)
    then = Filters(in_force=date(1999, 1, 1))
    assert samples_bot.suggestions(samples_bot.ask(TARGET), filters=then) == ()


def test_none_after_small_talk(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("你好")
    assert answer.kind is Kind.SMALLTALK
    assert samples_bot.suggestions(answer) == ()


def test_a_bot_that_refuses_everything_is_not_asked_for_ever(samples_bot: PolicyBot) -> None:
    answer, asked = samples_bot.ask(TARGET), list[str]()

    def refuses(question: str) -> Answer:
        asked.append(question)
        return replace(answer, refused=True)

    assert suggested(refuses, samples_bot.library.catalogue, answer, None) == ()
    assert 1 <= len(asked) <= MOST_TRIES


def test_an_answer_about_something_else_bears_no_question_out(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask(TARGET)
    (cited,) = answer.citations
    key, span = cited.source.key, (cited.start, cited.end)
    assert Candidate("？", key, span, "3.53%").borne_out(answer)
    assert not Candidate("？", key, span, "3.3%").borne_out(answer)
    assert not Candidate("？", key, (cited.end, cited.end + 9), "3.53%").borne_out(answer)
    assert not Candidate("？", key + 1, (), "3.53%").borne_out(answer)
