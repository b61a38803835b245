"""Points of the items that a question names, by the asker's age or degree, and their sum. An invented table and list."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

TEXTS = {
    "湖口.md": """# 湖口市积分入户办法

湖口市公安局 2025年3月1日

## 指标及分值

| 指标 | 分值 | 说明 |
| --- | --- | --- |
| 年龄 | 18至45周岁计20分；超过45周岁的，每增加1岁减3分 | 最低为0分 |
| 学历 | 本科25分；大专15分 | 取最高一项 |
| 住所 | 持居住证，满1年计6分；住集体宿舍，满1年计3分，12分封顶；住址迁往新区，满1年计1分，5分封顶 | |
| 缴存 | 公积金缴存满1年计2分 | |
""",
    "石桥.md": """# 石桥市积分入户指标及分值表

石桥市公安局 2025年3月1日

## 一、指标

| 类别 | 序号 | 指标 | 分值 |
| --- | --- | --- | --- |
| 基础 | 1 | 住房 | 自有住房（15分）。 |
| 基础 | 2 | 年龄 | 18—35周岁（含35周岁）（25分）。35周岁以上的，每增加1岁（含不满1岁）少加3分。 |
""",
    "云泽.md": """# 云泽市积分落户指标及分值表

云泽市公安局 2025年3月1日

## 一、基础指标

| 指标 | 分值 | 备注 |
| --- | --- | --- |
| 年龄 | 18至35周岁计20分；36至45周岁计12分；46至50周岁计5分 | |
| 学历 | 博士50分；硕士40分；本科25分；大专15分 | 取最高一项 |
| 职称 | 高级职称40分；中级职称20分 | |
| 社保 | 每满1年计3分，30分封顶 | |
| 志愿服务 | 每满50小时计2分 | |
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("points")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in TEXTS])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("我今年38，本科毕业，云泽积分落户年龄加学历一共多少分", "37分"),
        ("我33岁，硕士，云泽落户年龄和学历加起来几分", "60分"),
        ("47岁，大专，中级职称，云泽积分年龄、学历、职称三项合计多少分", "40分"),
        ("我47岁，湖口积分入户年龄得几分", "14分"),
        ("我60岁，大专，湖口积分入户年龄加学历一共多少分", "15分"),
        ("我29岁，云泽积分落户年龄算几分", "20分"),
        ("我38岁，石桥积分入户年龄能加几分", "16分"),
        ("我30岁，石桥积分入户年龄能加几分", "25分"),
    ],
)
def test_points_of_the_items_named_are_those_of_the_asker(bot: PolicyBot, question: str, told: str) -> None:
    answer = bot.ask(question)
    first = answer.text.partition("\n")[0]
    assert told in first
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "我60岁，本科，云泽积分落户年龄加学历一共多少分",
        "我38岁，云泽积分落户年龄加学历一共多少分",
        "社保8年，33岁，云泽积分落户社保加年龄一共多少分",
    ],
)
def test_items_of_which_one_is_in_doubt_are_not_added(bot: PolicyBot, question: str) -> None:
    assert "合计" not in bot.ask(question).text.partition("\n")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("湖口积分入户，居住证办了7年积多少分", "42分"),
        ("湖口积分入户，集体宿舍住了6年计多少分", "12分"),
        ("湖口积分入户，公积金缴存了4年能计几分", "8分"),
        ("湖口积分入户，公积金缴存满1年积几分，最多几分", "2分"),
    ],
)
def test_a_table_that_caps_years_means_each_year_by_a_full_one(bot: PolicyBot, question: str, told: str) -> None:
    assert bot.ask(question).text.startswith(told)
