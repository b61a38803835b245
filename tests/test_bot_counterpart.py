"""What an office adds to the money of a higher one: by a ratio, by a share under its cap, and only for the level that it is for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

RATIOS = """丽水市科学技术局2025年工作总结
丽水市科学技术局
2025年12月3日

一、项目攻关
对承担省级以上重点研发项目的单位给予1:0.5配套支持，全年兑现36项。
"""
SHARES = """衢州市人民政府关于支持科研平台建设的若干意见
衢州市人民政府
2025年6月3日

一、平台建设
获得省级实验室建设资金的单位，按省级资金的30%给予配套，最高200万元。
"""


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, PolicyBot]]:
    folder: Path = tmp_path_factory.mktemp("counterparts")
    (folder / "ratios.txt").write_text(RATIOS, "utf-8")
    (folder / "shares.txt").write_text(SHARES, "utf-8")
    with (
        Library.open(folder / "one", create=True) as ratios,
        Library.open(folder / "two", create=True) as shares,
    ):
        add(ratios, [folder / "ratios.txt"])
        add(shares, [folder / "shares.txt"])
        yield {"ratios": PolicyBot(ratios), "shares": PolicyBot(shares)}


@pytest.mark.parametrize(
    ("of", "question", "wanted"),
    [
        ("ratios", "丽水，我们拿到省级重点研发项目，省里给了300万，市里能配套多少", "150万元（300万元 × 50%"),
        ("ratios", "国家级重点研发项目上级经费900万到账了，丽水按什么比例配、能配多少", "450万元（900万元 × 50%"),
        ("shares", "衢州，我们省级实验室拿到省里500万建设资金，配套能给多少", "150万元（500万元 × 30% = 150万元，没有超过上限200万元"),
        ("shares", "衢州省级实验室省里拨了900万建设资金，配套最多多少", "200万元（900万元 × 30% = 270万元，超过上限"),
    ],
)  # fmt: skip
def test_what_is_added_is_reckoned_by_the_ratio(
    bots: dict[str, PolicyBot], of: str, question: str, wanted: str
) -> None:
    answer = bots[of].ask(question)
    assert answer.text.startswith(wanted)
    assert "配套" in answer.citations[0].quote


def test_nothing_is_added_for_a_level_below(bots: dict[str, PolicyBot]) -> None:
    answer = bots["ratios"].ask("丽水，我们承担市级重点研发项目，区里给了300万，配套能拿多少")
    assert "150万元" not in answer.text
