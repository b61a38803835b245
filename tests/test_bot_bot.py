from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bot import LONGEST_QUESTION, PolicyBot
from bot.records import Answer, Kind, Reason
from bot.texts import NOT_CERTAIN
from index.catalogue import Filters
from index.library import Library

QUESTIONS = [
    "慈溪2023年新认定了多少家高新技术企业？",
    "2024年宁波全社会R&D经费占GDP比重的目标是多少？",
    "市场主体歇业最长可以多久？",
    "单身多少岁可以独立申请广州公租房？",
    "广州市引进人才入户管理办法有效期多久？",
    "申请低保需要什么条件",
    "宁波和慈溪的技术交易额分别是多少",
    "慈溪2023年高新技术产业投资完成了多少，增长多少？",
    "杭州2023年技术交易额是多少",
    "慈溪2031年技术交易额是多少",
    "你好",
    "",
    "量子纠缠的波函数怎么坍缩",
    "积分入户的年龄要求是什么？",
]


@pytest.fixture
def empty_bot(tmp_path: Path) -> Iterator[PolicyBot]:
    with Library.open(tmp_path / "library", create=True) as library:
        yield PolicyBot(library)


def check(bot: PolicyBot, answer: Answer) -> None:
    """What holds for every answer."""
    assert answer.text
    assert answer.refused == (answer.reason is not None)
    assert answer.timings_ms["total"] > 0
    assert "understand" in answer.timings_ms
    assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        document = bot.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
        assert f"[{citation.marker}]" in answer.text


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_is_sound(samples_bot: PolicyBot, question: str) -> None:
    check(samples_bot, samples_bot.ask(question))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", Reason.EMPTY_QUESTION),
        ("  \n\t", Reason.EMPTY_QUESTION),
        ("？？？", Reason.EMPTY_QUESTION),
        ("是多少？", Reason.EMPTY_QUESTION),
        ("量子纠缠的波函数怎么坍缩", Reason.NOT_FOUND),
        ("杭州2023年技术交易额是多少", Reason.OTHER_PLACE),
        ("慈溪2031年技术交易额是多少", Reason.OTHER_YEAR),
        ("慈溪高新技术产业投资有多少人", Reason.NO_FIGURE),
    ],
)
def test_refusals_by_reason(samples_bot: PolicyBot, question: str, reason: Reason) -> None:
    answer = samples_bot.ask(question)
    assert answer.reason is reason, answer.text
    assert answer.refused
    assert answer.kind is Kind.NONE


def test_refusal_names_place_and_year_and_shows_the_nearest(samples_bot: PolicyBot) -> None:
    assert "杭州市" in samples_bot.ask("杭州2023年技术交易额是多少").text
    answer = samples_bot.ask("慈溪2031年技术交易额是多少")
    assert "2031年" in answer.text
    assert answer.citations


def test_empty_library(empty_bot: PolicyBot) -> None:
    assert empty_bot.ask("高企多少家").reason is Reason.EMPTY_LIBRARY
    assert empty_bot.ask("你好").kind is Kind.SMALLTALK
    assert empty_bot.examples() == ()
    assert empty_bot.choices().kinds == ()


@pytest.mark.parametrize(
    "question",
    [
        "企",
        "?",
        "\x00\x01\x02",
        "慈溪\x00高企\x07多少家",
        "How many high-tech enterprises are there in Cixi?",
        "cixi gaoxin jishu qiye duoshao jia",
        "🙂🙂",
        "'; drop table documents; --",
        '"技术" AND (交易额) OR *',
        "𠮷野家",
        "\ud800",
    ],
)
def test_odd_questions(samples_bot: PolicyBot, question: str) -> None:
    check(samples_bot, samples_bot.ask(question))


@pytest.mark.parametrize("piece", ["技术交易额", "1", "a", "第一", "宁波和", "？"])
def test_a_very_long_question(samples_bot: PolicyBot, piece: str) -> None:
    question = (piece * 100_000)[:100_000]
    answer = samples_bot.ask(question)
    check(samples_bot, answer)
    assert answer.question == question
    assert len(answer.understood) <= LONGEST_QUESTION
    assert answer.timings_ms["total"] < 5_000


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=50, deadline=None)
def test_any_question(samples_bot: PolicyBot, question: str) -> None:
    check(samples_bot, samples_bot.ask(question))


def test_filters(samples_bot: PolicyBot) -> None:
    question = "2023年技术交易额是多少"
    cixi = samples_bot.ask(question, filters=Filters(region="慈溪市"))
    assert {citation.source.metadata.region[-1] for citation in cixi.citations} == {"慈溪市"}
    assert not cixi.refused
    nowhere = samples_bot.ask(question, filters=Filters(region="杭州市"))
    assert nowhere.refused
    assert nowhere.citations == ()


def test_follow_up(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("慈溪呢？", history=["宁波2023年技术交易额是多少？"])
    assert answer.question == "慈溪呢？"
    assert answer.understood == "慈溪2023年技术交易额是多少"
    assert answer.citations[0].source.metadata.region[-1] == "慈溪市"


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("引进人才入户管理办法实施细则的文号是什么？", "穗人社规字〔2022〕2号"),
        ("2025年低保标准的通知是哪个部门发布的？", "广州市民政局"),
        ("市场主体登记管理条例从哪天起施行？", "2022年3月1日"),
        ("广州市积分制入户管理办法有效期到什么时候？", "2026年12月31日"),
        ("慈溪市科技局工作总结的发布机构", "市科技局"),
    ],
)
def test_what_a_document_states_of_itself(samples_bot: PolicyBot, question: str, stated: str) -> None:
    answer = samples_bot.ask(question)
    check(samples_bot, answer)
    assert not answer.refused
    assert stated in answer.text.split("\n\n")[0]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("简易注销公示几天", "20日"),
        ("番禺区城镇特困人员标准多少", "每人每月2094.4元"),
        ("番禺区农村特困人员标准多少", "每人每月2512元"),
        ("成年流浪乞讨人员饮食标准多少", "每人每月785.4元"),
        ("未成年流浪乞讨人员饮食标准多少", "每人每月916.3元"),
        ("2025年广州低保标准是多少？", "每人每月1309元"),
        ("硕士入户广州年龄限制是多少岁", "45周岁以下"),
        ("高中学历积分入户多少分", "10分"),
    ],
)
def test_figures_of_rules(samples_bot: PolicyBot, question: str, figure: str) -> None:
    answer = samples_bot.ask(question)
    check(samples_bot, answer)
    assert answer.text.startswith(f"{figure} [1]"), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "上海公租房申请要满多少岁",
        "深圳积分入户要多少分",
        "广州2024年低保标准是多少",
        "广州公租房租金每平方米多少元",
        "广州积分入户2024年总指标多少",
        "博士入户广州补贴多少万元",
        "歇业要提前几天备案",
    ],
)
def test_no_figure_of_something_else(samples_bot: PolicyBot, question: str) -> None:
    answer = samples_bot.ask(question)
    check(samples_bot, answer)
    assert answer.refused or answer.text.startswith(str(NOT_CERTAIN)), answer.text


def test_a_fine_is_no_fee(samples_bot: PolicyBot) -> None:
    assert samples_bot.ask("办理营业执照需要交多少登记费？").refused


def test_choices(samples_bot: PolicyBot) -> None:
    choices = samples_bot.choices()
    assert "慈溪市" in choices.regions
    assert choices.years == tuple(sorted(choices.years, reverse=True))
    assert "工作总结" in choices.kinds
    assert choices.issuers


def test_examples_are_answered(samples_bot: PolicyBot) -> None:
    examples = samples_bot.examples(4)
    assert len(examples) == len(set(examples)) == 4
    assert not any(samples_bot.ask(question).refused for question in examples)


def test_threads_answer_alike(samples_bot: PolicyBot) -> None:
    expected = [samples_bot.ask(question).text for question in QUESTIONS]
    with ThreadPoolExecutor(4) as pool:
        for answers in pool.map(lambda _: [samples_bot.ask(question).text for question in QUESTIONS], range(4)):
            assert answers == expected


def test_the_threshold_of_confidence(samples_bot: PolicyBot) -> None:
    strict = PolicyBot(samples_bot.library, min_confidence=1.0)
    assert strict.ask("公租房申请的公示期是多少天？").refused
    assert not samples_bot.ask("公租房申请的公示期是多少天？").refused


def test_reading_is_quick(samples_bot: PolicyBot) -> None:
    times = sorted(samples_bot.ask(question).timings_ms.get("read", 0.0) for question in QUESTIONS)
    assert times[len(times) // 2] < 50  # 4 ms on two idle cores
