"""The figure of a year that only the next one's and its change tell: made-up reports and rules."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

REPORT = """# 2026年宜城市政府工作报告

宜城市人民政府 2026年1月12日

## 一、2025年工作回顾

新增规模以上工业企业120家。年末全市常住人口48.6万人，比上年末减少0.4万人。

## 二、2026年重点工作

安排市级文化旅游发展专项资金1.9亿元，比上年增加3000万元。改造老旧小区64个。
"""

RULES = """# 临洮县扶持家庭农场若干措施

临洮县人民政府 2026年3月5日

第九条 扶持家庭农场的资金由县级财政预算安排，2026年安排2200万元，较2025年增加400万元。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("before")
    (folder / "report.md").write_text(REPORT, "utf-8")
    (folder / "rules.md").write_text(RULES, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "report.md", folder / "rules.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("宜城2025年文化旅游发展专项资金安排了多少", "1.6亿元（按原文推算：1.9亿元 - 3000万元 = 1.6亿元）"),
        ("2024年末宜城常住人口有多少万人", "49万人（按原文推算：48.6万人 + 0.4万人 = 49万人）"),
        ("临洮2025年扶持家庭农场的资金是多少", "1800万元（按原文推算：2200万元 - 400万元 = 1800万元）"),
    ],
)
def test_the_year_before_is_worked_out_and_said_to_be(bot: PolicyBot, question: str, told: str) -> None:
    answer = bot.ask(question)
    assert told in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "宜城2024年文化旅游发展专项资金安排了多少",  # two years before
        "宜城2025年改造老旧小区多少个",  # nothing says how many more
        "2023年末宜城常住人口有多少万人",
    ],
)
def test_no_other_year_is_worked_out(bot: PolicyBot, question: str) -> None:
    assert "推算" not in bot.ask(question).text
