from collections.abc import Iterator

import pytest

from bot.answers.both import asked_at_once, asks_turn
from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

RULES = """# 平川市小微企业融资服务办法

平川市金融工作局 2025年3月1日

## 第一章 贴息

第一条 小微企业贷款贴息按年利率1.2%计算，单户年度最高8万元。

第二条 设备更新补助分两次拨付：设备到货后预拨核定额的30%；验收合格后拨付其余部分。

## 第二章 服务

第三条 供水热线接报爆管后，城区40分钟内到场，山区乡镇2小时内到场。

第四条 融资担保公司年度补助不超过300万元。担保代偿率超过4%的融资担保公司，当年不予补助。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("both")
    (folder / "rules.md").write_text(RULES, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一户一年封顶多少，利率按几贴", 2),
        ("抢修多久能到？乡下呢", 2),
        ("开工先给几成，剩下的什么时候给", 2),
        ("产值涨了还是跌了，多少亿", 2),
        ("一共发多少，冬天占几成", 2),
    ],
)
def test_what_is_asked_at_once(text: str, count: int) -> None:
    found = asked_at_once(text)
    assert found is not None
    assert len(found) == count


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("人口涨了还是跌了", True),
        ("税收下降了还是上升了", True),
        ("利润比上年多还是少", True),
        ("出口涨得快还是进口涨得快", False),
        ("甲市增速高还是乙市高", False),
        ("出口涨还是进口跌", False),
    ],
)
def test_a_question_for_the_direction_compares_nothing(text: str, turn: bool) -> None:
    assert asks_turn(text) is turn


@pytest.mark.parametrize("text", ["补助多少钱", "哪几类企业能申请，怎么办", "企业有奖励，个人没有", "是租还是买"])
def test_what_asks_one_thing(text: str) -> None:
    assert asked_at_once(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("自10月15日起试运行", False),
        ("10月20日至次年4月10日", True),
        ("3月开园，11月闭园", True),
        ("每年5月受理", False),
    ],
)
def test_from_one_day_to_another_takes_two(text: str, told: bool) -> None:
    asked = asked_at_once("供热几号开始，几号停")
    assert asked is not None
    assert asked.told(text) is told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("平川小微企业贷款贴息一户一年封顶多少，利率按几贴", ("1.2%", "8万元")),
        ("平川设备更新补助设备到货先给几成，剩下的什么时候给", ("30%", "验收合格后")),
        ("平川供水爆管城区多久到场？乡下呢", ("40分钟内", "2小时内")),
        ("平川融资担保公司一年补助最多多少，代偿率过几就没了", ("300万元", "4%")),
    ],
)
def test_one_sentence_or_two_neighbours_lead_with_both(bot: PolicyBot, question: str, told: tuple[str, ...]) -> None:
    answer = bot.ask(question)
    own = [line for line in answer.text.splitlines() if not line.startswith("原文：")]
    assert all(any(each in line for line in own) for each in told), answer.text
    assert "没有找到" not in answer.text
    assert answer.citations[0].quote in answer.text
    document = bot.document(answer.citations[0].source.key)
    assert document is not None
    assert document.text[answer.citations[0].start : answer.citations[0].end] == answer.citations[0].quote


def test_a_cap_is_the_most_that_is_asked(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("戏曲类剧目入围后场租能补多少，最高几万")
    assert answer.text.startswith("最多50万元 [1]")
    assert "没有找到" not in answer.text


def test_figures_that_are_sure_keep_their_labels(bot: PolicyBot) -> None:
    assert bot.ask("平川小微企业贷款贴息的年利率是多少").text.startswith("1.2%")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("平川融资担保公司年度补助不超过多少万元，本地职工要占多少人才行", "300万元"),
        ("平川设备更新补助到货后预拨几成，跟去年定的差几个点", "30%"),
    ],
)
def test_no_rest_of_a_sentence_is_said_to_be_missing(bot: PolicyBot, question: str, told: str) -> None:
    answer = bot.ask(question)
    assert told in answer.text
    assert "没有找到" not in answer.text


def test_a_thing_asked_is_said_to_be_missing(bot: PolicyBot) -> None:
    answer = bot.ask("平川小微企业贷款贴息单户年度最高多少万元，办公面积多少平方米")
    assert "最高8万元 [1]" in answer.text
    assert "办公面积：没有找到" in answer.text
