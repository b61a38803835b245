"""What befalls who does not do what the sentence before demanded."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.reading.sanctions import asks_what_befalls, breach_of
from index.adding import add
from index.library import Library

RULES = """# 文山市共享单车停放管理办法

文山市人民政府 2025年5月1日

第一条 经营企业应当在投放前10日向市城市管理局备案。

第二条 车辆应当每30日检修一次，检修记录保存2年。

第三条 骑行人应当将车辆停放在划定的区域。

第四条 押金应当在用户申请后7日内退还。

第五条 违反本办法第一条，擅自投放的，由城市管理局责令回收车辆，处3000元罚款。

第六条 未检修车辆的，暂停新增投放额度。

第七条 逾期不退还押金的，列入失信名单。

第八条 经营企业领取补助后，3年内不得退出本市；退出的，应当退回补助。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("sanctions")
    (folder / "rules.md").write_text(RULES, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("earlier", "turn", "told"),
    [
        ("文山共享单车企业投放前几天要备案", "要是没备案呢", "处3000元罚款"),
        ("文山共享单车多少天检修一次", "不检修会怎么样", "暂停新增投放额度"),
        ("文山共享单车押金几天内退", "一直不退呢", "列入失信名单"),
        ("文山共享单车企业领了补助几年内不能退出", "没到3年就退出怎么处理", "退回补助"),
    ],
)
def test_a_follow_up_is_told_what_befalls(bot: PolicyBot, earlier: str, turn: str, told: str) -> None:
    answer = bot.ask(turn, history=[earlier])
    assert not answer.refused
    assert told in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("turn", "asks"),
    [
        ("没按时交呢", True),
        ("逾期了会怎样", True),
        ("不缴的话怎么罚", True),
        ("不收费的有哪些", False),
        ("农村的呢", False),
    ],
)
def test_what_asks_for_it(turn: str, asks: bool) -> None:
    assert asks_what_befalls(turn) is asks


@pytest.mark.parametrize(
    ("text", "duty", "share"),
    [
        ("未按规定投保的，处500元罚款。", "车辆应当投保", 1.0),
        ("不佩戴头盔的，予以警告。", "应当佩戴头盔", 1.0),
        ("未年检的，处200元罚款。", "应当佩戴头盔", 0.0),
        ("未投保的车辆较多。", "车辆应当投保", 0.0),
    ],
)
def test_a_breach_is_of_the_duty_that_it_names(text: str, duty: str, share: float) -> None:
    assert breach_of(text, duty) == share
