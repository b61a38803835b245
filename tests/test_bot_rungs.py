"""The step of a ladder of points into which a figure of the asker's falls."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.cases.rungs import rungs_of
from index.adding import add
from index.library import Library

RULES = """随州市居住积分管理办法
第五条 积分按下列标准计算：
（一）近2年累计缴纳个人所得税：满5000元不到2万元计3分，满2万元不到5万元计6分，5万元及以上计10分；
（二）志愿服务：50小时以上计2分，每年最多4分；
（三）本市就业年限：不满3年计5分，3年以上不满6年计10分，6年以上计15分。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("rungs")
    (folder / "points.txt").write_text(RULES, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "points.txt"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("近2年个人所得税一共交了3.2万，随州居住积分这项几分", "计6分"),
        ("近2年交了8万个税，随州居住积分能积几分", "计10分"),
        ("在本市就业了4年，居住积分的就业年限有几分", "计10分"),
    ],
)
def test_the_step_that_holds_the_figure_is_told(bot: PolicyBot, question: str, told: str) -> None:
    assert told in bot.ask(question).text.split("\n")[0]


def test_a_figure_below_the_ladder_has_no_step(bot: PolicyBot) -> None:
    assert not bot.ask("近2年个人所得税交了800元，随州居住积分这项几分").text.startswith("满")


def test_steps_of_several_units_are_no_ladder() -> None:
    assert rungs_of("满2年计3分，满5000元计2分") == []
    assert [each.text for each in rungs_of("不满3年计5分，3年以上不满6年计10分")] == [
        "不满3年计5分",
        "3年以上不满6年计10分",
    ]
