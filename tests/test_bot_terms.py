"""Parts of a document with days of their own: whether they can still be had, when they end, and the warning beside a quote; and
clauses found far from what was asked."""

from datetime import date

import pytest

from bot.bot import PolicyBot

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("question", "opening", "last"),
    [
        ("加氢站补贴现在还能申请吗", "已失效", "2025年8月10日"),
        ("算力券还能领吗", "已失效", "2025年12月31日"),
        ("下旬了再问一句，算力券还在执行期里吗", "已失效", "2025年12月31日"),
        ("中试线奖励什么时候到期", "已失效", "2025年12月31日"),
    ],
)
def test_a_part_that_is_over_is_said_to_be(samples_bot: PolicyBot, question: str, opening: str, last: str) -> None:
    answer = samples_bot.ask(question, day=DAY)
    assert answer.text.startswith(opening)
    assert last in answer.text


def test_a_part_in_force_is_told_for_the_day_asked(samples_bot: PolicyBot) -> None:
    assert samples_bot.ask("加氢站补贴现在还能申请吗", day=date(2024, 5, 1)).text.startswith("仍在有效期内")


def test_circumstances_of_the_asker_are_no_question_of_days(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("我们去年领过算力券了，今年还能申请吗", day=DAY)
    assert not answer.text.startswith(("已失效", "仍在有效期内"))


def test_a_quote_of_a_part_that_is_over_bears_a_warning(samples_bot: PolicyBot) -> None:
    question = "中试线的固定资产投资5000万，奖励最多多少"
    assert "这部分政策有效期已满" in samples_bot.ask(question, day=DAY).text
    assert "有效期已满" not in samples_bot.ask(question, day=date(2024, 5, 1)).text


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("我公司120人能用创新券吗", "至多100人"),
        ("我46岁能积分入户吗", "45周岁以下"),
        ("算力合同签了两年，能申请算力券吗", "周期不长于一年"),
    ],
)
def test_a_condition_far_from_what_is_named_decides(samples_bot: PolicyBot, question: str, quote: str) -> None:
    answer = samples_bot.ask(question, day=DAY)
    assert answer.text.startswith("不符合")
    assert quote in answer.text.split("\n")[0]


@pytest.mark.parametrize("question", ["我46岁能领旅游津贴吗", "我公司120人能申请航天发射补助吗"])
def test_a_condition_of_another_thing_decides_nothing(samples_bot: PolicyBot, question: str) -> None:
    assert "不符合" not in samples_bot.ask(question, day=DAY).text


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("穗府办规〔2020〕10号现在还有效吗", ("2020年07月09日", "2025年07月04日")),
        ("穗民规字〔2025〕2号现在过期了没", ("2025年06月01日", "2026年06月01日")),
    ],
)
def test_the_days_of_a_document_are_cited_where_they_stand(
    samples_bot: PolicyBot, question: str, days: tuple[str, ...]
) -> None:
    answer = samples_bot.ask(question, day=DAY)
    quotes = [citation.quote for citation in answer.citations]
    assert all(any(day in quote for quote in quotes) for day in days)
    for citation in answer.citations:
        document = samples_bot.library.catalogue.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
        assert f"[{citation.marker}]" in answer.text
