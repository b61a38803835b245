"""Figures of reports told as what they are: aims, falls, results with the aim beside them, parts and wholes."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

REPORTS = {
    "宜兴.txt": """宜兴市农业农村局2024年工作总结和2025年工作计划
一、2024年工作总结
粮食总产量42.6万吨，同比增长1.8%，未达到44万吨的目标。新建高标准农田3.2万亩，超额完成年度任务3万亩。
化肥使用量下降1.4%，低于2%的年度目标。农村居民人均可支配收入增长6.3%，完成预期目标6%。
全市家庭农场1850家，其中丁蜀镇210家。休闲农业接待游客320万人次。
二、2025年工作计划
粮食总产量力争达到45万吨，培育省级龙头企业28家，家庭农场总数突破2000家。化肥使用量下降2%以上。
宜兴市农业农村局
2025年1月8日
""",
    "江阴.txt": """江阴市农业农村局2024年工作总结
2024年，粮食总产量21.5万吨，同比下降0.9%。全市家庭农场960家。
江阴市农业农村局
2025年1月10日
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("called")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in REPORTS])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "history", "figure"),
    [
        ("宜兴2025年粮食总产量是多少？", [], "45万吨"),
        ("宜兴2025年家庭农场有多少家？", [], "2000家"),
        ("那2025年的呢？", ["宜兴2024年粮食总产量是多少？"], "45万吨"),
    ],
)
def test_an_aim_told_for_a_result_is_called_one(bot: PolicyBot, question: str, history: list[str], figure: str) -> None:
    answer = bot.ask(question, history=history)
    first = answer.text.partition("\n\n")[0]
    assert not answer.refused
    assert figure in first
    assert "2025年目标：" in first
    assert "没有2025年实际完成值" in first


def test_a_result_and_an_aim_that_was_asked_for_are_told_alone(bot: PolicyBot) -> None:
    for question in ("宜兴2024年粮食总产量是多少？", "宜兴2025年粮食总产量目标是多少？"):
        assert "实际完成值" not in bot.ask(question).text


@pytest.mark.parametrize(
    "question", ["宜兴2024年化肥使用量增长多少？", "江阴2024年粮食总产量增长多少？", "江阴2024年粮食总产量增速是多少"]
)
def test_a_fall_is_called_one(bot: PolicyBot, question: str) -> None:
    assert "下降" in bot.ask(question).text.partition("\n\n")[0]


@pytest.mark.parametrize(
    ("question", "history", "said"),
    [
        ("宜兴2024年粮食总产量是多少？完成目标了吗？", [], ("没有达到目标", "42.6万吨", "44万吨")),
        ("宜兴2024年完成粮食总产量目标了吗？", [], ("没有达到目标", "44万吨")),
        ("宜兴2024年新建高标准农田完成任务了吗？", [], ("已达到目标", "3.2万亩", "目标3万亩")),
        ("宜兴2024年化肥使用量下降目标完成了吗？", [], ("没有达到目标", "下降1.4%", "目标下降2%")),
        ("宜兴2024年农村居民人均可支配收入完成目标了吗？", [], ("已达到目标", "6.3%", "目标6%")),
        ("完成目标了吗？", ["宜兴2024年粮食总产量是多少？"], ("没有达到目标", "目标44万吨")),
    ],
)
def test_a_result_is_held_against_the_aim_beside_it(
    bot: PolicyBot, question: str, history: list[str], said: tuple[str, ...]
) -> None:
    first = bot.ask(question, history=history).text.partition("\n\n")[0]
    assert [words for words in said if words not in first] == [], first


def test_the_aim_of_another_metric_is_never_taken(bot: PolicyBot) -> None:
    first = bot.ask("宜兴2024年休闲农业接待游客多少人次？完成目标了吗？").text.partition("\n\n")[0]
    assert "320万人次" in first
    assert "达到目标" not in first


def test_an_aim_beside_its_result_is_told_as_the_aim(bot: PolicyBot) -> None:
    assert bot.ask("宜兴2024年粮食总产量目标是多少？").text.startswith("44万吨")
    assert "下降（目标）" in bot.ask("宜兴2024年化肥目标是多少？").text
    assert "3.2万亩" not in bot.ask("宜兴2024年新建高标准农田目标是多少？").text.partition("\n\n")[0]


@pytest.mark.parametrize(
    ("question", "part"),
    [("宜兴2024年环科新区家庭农场多少家", "环科新区"), ("宜兴2024年经开区粮食总产量是多少", "经开区")],
)
def test_the_figure_of_the_whole_is_not_told_of_a_part(bot: PolicyBot, question: str, part: str) -> None:
    answer = bot.ask(question)
    assert answer.refused, answer.text
    assert part in answer.text


@pytest.mark.parametrize("turn", ["两个差多少？", "哪个多？"])
def test_two_figures_of_a_talk_are_reckoned(bot: PolicyBot, turn: str) -> None:
    answer = bot.ask(turn, history=["宜兴2024年家庭农场有多少家？", "江阴呢？"])
    assert "多890家（1850 - 960）" in answer.text


def test_the_figure_of_a_talk_is_held_against_the_place_named(bot: PolicyBot) -> None:
    answer = bot.ask("比江阴多多少？", history=["宜兴2024年粮食总产量是多少？"])
    assert "多21.1万吨（42.6 - 21.5）" in answer.text
