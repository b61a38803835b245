"""A figure of the asker's beside a standard that a text sets: which is more, and nothing where the two are not alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

RULES = """丽水市民政局 丽水市财政局关于调整社会救助标准的通知
丽水市民政局
2025年6月3日

一、低保标准
每人每月1120元，全市统一。
二、特困供养标准
每人每月1790元。
三、最低工资标准
全日制用工每月2260元，非全日制用工每小时22元。
"""


@pytest.fixture(scope="module")
def rules_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder: Path = tmp_path_factory.mktemp("standards")
    (folder / "rules.txt").write_text(RULES, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.txt"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("我家人均月收入980元，在丽水算在低保线以下吗", "低于标准：您说的是980元，标准是每人每月1120元，低140元。"),
        ("丽水人均月收入1300元，低于低保标准吗", "高于标准：您说的是1300元，标准是每人每月1120元，高180元。"),
        ("丽水家里人均月收入1120元，有没有到低保标准", "与标准相等：您说的是1120元"),
        ("丽水，一家四口每个月总收入4000元，能申请低保吗", "这一条符合：您说的是人均1000元（4000元 ÷ 4人）"),
        ("我家在丽水，人均月收入1400元，够得上低保吗", "不符合：您说的是1400元，标准是每人每月1120元，高280元。"),
    ],
)
def test_a_sum_is_put_beside_the_standard_that_is_named(rules_bot: PolicyBot, question: str, wanted: str) -> None:
    answer = rules_bot.ask(question)
    assert answer.text.startswith(wanted)
    assert "1120元" in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "丽水人均年收入12000元，低于低保标准吗",
        "丽水的低保标准是多少",
        "丽水每月挣2000元，低于平均水平吗",
        "丽水人均月收入1000元，能认定低保边缘家庭吗",
    ],
)
def test_nothing_is_compared_that_is_not_alike(rules_bot: PolicyBot, question: str) -> None:
    assert "标准：您说的是" not in rules_bot.ask(question).text
