"""Questions that name no place, or one that nobody knows, in a library of several places."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.records import Reason
from bot.understanding.question import understand
from index.adding import add
from index.library import Library

_RULES = """{place}高龄津贴发放办法
{place}民政局
2025年3月6日

第一条 年满80周岁、具有本地户籍的老年人可以申请高龄津贴。
第二条 高龄津贴的标准为80至89周岁每人每月{sum}元。
第三条 高龄津贴由社会保障卡按月发放。
"""
_REPORT = """龙泉岭县2024年国民经济和社会发展统计公报
龙泉岭县统计局
2025年4月2日

全年工业投资增长7.4%。全年社会消费品零售总额41.6亿元，增长5.2%。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("unplaced")
    for place, amount in (("湖州市", 60), ("衢州市", 75)):
        (folder / f"{place}.txt").write_text(_RULES.format(place=place, sum=amount), encoding="utf-8")
    (folder / "report.txt").write_text(_REPORT, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, sorted(folder.glob("*.txt")))
        yield PolicyBot(library)


def test_an_answer_says_which_place_it_is_of_where_another_has_as_much(bot: PolicyBot) -> None:
    answer = bot.ask("高龄津贴由什么卡发放？")
    own, other = sorted(("湖州", "衢州"), key=lambda name: name not in answer.citations[0].source.metadata.title)
    assert f"以上是{own}的；资料库中{other}也有相近的内容" in answer.text


@pytest.mark.parametrize("question", ["湖州市高龄津贴由什么卡发放？", "龙泉岭县2024年工业投资增速是多少？"])
def test_nothing_is_said_where_the_place_is_named(bot: PolicyBot, question: str) -> None:
    assert "没有说是哪里" not in bot.ask(question).text


def test_a_county_that_no_list_has_is_still_a_place(bot: PolicyBot) -> None:
    assert bot.ask("请问龙泉岭县2024年工业投资增速是多少？").text.startswith("7.4%")
    assert bot.ask("请问青松岭县2024年工业投资增速是多少？").reason is Reason.OTHER_PLACE
    assert bot.ask("湖州市2024年工业投资增速是多少？").refused


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("柳叶区今年招多少个班", ("柳叶区",)),
        ("想问下云台县去年的财政收入", ("云台县",)),
        ("示范区今年补多少", ()),
        ("保税区的企业能申请吗", ()),
        ("衢州市柯城区今年招多少个班", ()),
    ],
)
def test_what_is_called_as_divisions_are_is_a_place(question: str, names: tuple[str, ...]) -> None:
    assert understand(question).elsewhere == names
