from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

REPORT = """# 岚山县2024年城管工作总结和2025年工作计划

岚山县城市管理局 2025年1月12日

## 一、2024年工作总结

新建停车泊位640个，改造背街小巷28条。拆除违规广告牌352块。

## 二、2025年工作计划

新建停车泊位900个，改造背街小巷15条，新增公厕6座。
推进垃圾分类，全年分拣可回收物达到2600吨以上（2024年为1900吨，收入152万元）。

## 三、主要指标

| 指标 | 单位 | 2024年现状值 | 2026年目标值 |
| --- | --- | --- | --- |
| 城区公园数量 | 个 | 41 | 57 |
| 智能垃圾箱数量 | 台 | 120 | 300 |
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("times")
    (folder / "report.md").write_text(REPORT, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "report.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("岚山县今年计划改造的背街小巷比去年多还是少，差几条", ("28条", "15条", "13条", "少于")),
        ("岚山今年可回收物想分拣的量比去年多多少", ("1900吨", "2600吨以上", "多700吨")),
        ("岚山停车泊位2024实际建了多少，2025目标又是多少，差多少个", ("640个", "900个", "多260个")),
        ("岚山县城区公园数量2026年要比2024年多多少个", ("41个", "57个", "多16个")),
    ],
)
def test_one_thing_at_two_times(bot: PolicyBot, question: str, said: tuple[str, ...]) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert all(each in answer.text for each in said)


def test_what_has_no_plan_is_not_compared(bot: PolicyBot) -> None:
    answer = bot.ask("岚山县今年计划拆除的违规广告牌比去年多还是少，差几块")
    assert "少于" not in answer.text
    assert "比目标多" not in answer.text
