from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

BULLETIN = """# 白鹭市2024年国民经济和社会发展统计公报

白鹭市统计局 2025年3月20日

## 一、综合

表1 各区主要指标

| 片区 | 生产总值（亿元） | 生产总值增速（%） | 服务业增速（%） | 常住人口（万人） |
| --- | --- | --- | --- | --- |
| 东湾片区 | 612.4 | 6.3 | 8.2 | 71.5 |
| 西岭片区 | 288.9 | 4.1 | -1.6 | 58.3 |
| 南浦片区 | 174.2 | 7.9 | 11.4 | 33.8 |
| 北堤片区 | 96.7 | 5.2 | 10.1 | 21.6 |
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("columns")
    (folder / "bulletin.md").write_text(BULLETIN, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "bulletin.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("白鹭市服务业增速超过10%的片区有哪些", ("南浦", "北堤"), ("东湾", "西岭")),
        ("白鹭市哪些片区服务业负增长", ("西岭",), ("东湾", "南浦", "北堤")),
        ("白鹭市哪几个片区常住人口不到50万", ("南浦", "北堤"), ("东湾", "西岭")),
        ("白鹭市生产总值增速在6%以上的片区有哪些", ("东湾", "南浦"), ("西岭", "北堤")),
    ],
)
def test_the_rows_that_meet_a_condition(
    bot: PolicyBot, question: str, named: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert all(name in answer.text for name in named)
    assert not any(name in answer.text for name in left_out)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("白鹭的东湾和南浦谁人多，各有多少万", ("71.5万人", "33.8万人", "多37.7万人")),
        ("白鹭东湾跟西岭比，谁服务业增速高", ("8.2%", "-1.6%", "多9.8个百分点")),
    ],
)
def test_two_rows_side_by_side(bot: PolicyBot, question: str, said: tuple[str, ...]) -> None:
    text = bot.ask(question).text
    assert all(each in text for each in said)
