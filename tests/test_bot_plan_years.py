"""Plans for several years: the figure of one year, what comes of all of them, and whole lists of things built."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

PLAN = """兰溪市水上运动三年行动计划（2025—2027年）
一、重点任务
1. 改造提升亲水码头90座，其中2025年25座、2026年36座、2027年29座；新建皮划艇泊位64片、救生驿站7个。
2. 发放水上运动体验券，三年累计不少于600万元，2026年发放180万元。
3. 赛事奖金标准2026年为每场4.5万元，2025年为每场3.8万元，由市文旅局核定。
4. 培育水上运动企业，到2027年达到40家。
二、项目安排
| 重点项目 | 总投资（亿元） | 2025年计划投资（亿元） | 责任单位 |
| --- | --- | --- | --- |
| 兰江皮划艇基地 | 5.6 | 1.9 | 市文旅局 |
| 三江口帆船港 | 12.4 | 3.7 | 市水务局 |
兰溪市人民政府办公室
2025年2月18日
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("plan_years")
    (folder / "计划.txt").write_text(PLAN, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "计划.txt"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "figure", "others"),
    [
        ("兰溪2026年改造提升亲水码头多少座？", "36座", ("25座", "29座", "90座")),
        ("兰溪2025年计划改造多少座亲水码头？", "25座", ("36座", "29座", "90座")),
        ("兰溪2027年要改造提升多少座亲水码头", "29座", ("36座", "25座")),
        ("兰溪2026年发放水上运动体验券多少？", "180万元", ("600万元",)),
        ("兰溪2026年水上运动赛事奖金一场多少？", "4.5万元", ("3.8万元",)),
        ("兰溪新建救生驿站几个？", "7个", ("64片",)),
        ("兰溪2027年水上运动企业达到多少家？", "40家", ()),
        ("兰溪兰江皮划艇基地2025年计划投资多少？", "1.9亿元", ("5.6",)),
        ("兰溪三江口帆船港总投资多少？", "12.4亿元", ("3.7",)),
    ],
)
def test_the_figure_of_the_year_asked_is_told_alone(
    bot: PolicyBot, question: str, figure: str, others: tuple[str, ...]
) -> None:
    answer = bot.ask(question)
    first = answer.text.partition("\n\n")[0]
    assert not answer.refused, answer.text
    assert figure in first
    assert [other for other in others if other in first] == [], first


def test_an_aim_is_told_as_one_where_the_year_has_no_result(bot: PolicyBot) -> None:
    assert "目标" in bot.ask("兰溪2026年改造提升亲水码头多少座？").text.partition("\n\n")[0]
    assert bot.ask("兰溪2026年实际改造提升了多少座亲水码头？").refused
