"""What a case falls short of, and what lies beyond the place or the time of a policy."""

from datetime import date
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from bot.cases.blocks import heads
from bot.cases.case import case
from bot.cases.grants import Block
from bot.cases.unreached import unreached
from index.adding import add
from index.library import Library

LINES = ("对生产线投入400万元（含）至1500万元的改造项目，按投入额的5%给予补助；1500万元（含）以上的，按9%给予补助。",)
SHEDS = ("新建连片60亩（含）以上的温室，每亩补助2500元，单个主体补助面积不超过150亩。",)


@pytest.mark.parametrize(
    ("question", "sentences", "wanted"),
    [
        ("生产线投入390万元能补多少", LINES, "还差10万元"),
        ("生产线投入400万元能补多少", LINES, ""),
        ("新建温室45亩，能补多少", SHEDS, "还差15亩"),
        ("新建温室60亩，能补多少", SHEDS, ""),
        ("我家养了45头牛，能补多少", SHEDS, ""),
        ("新建温室45亩，能补多少", (*SHEDS, "新建拱棚的，每亩补助300元。"), ""),
    ],
)
def test_what_lacks_is_told_below_the_lowest_tier_alone(question: str, sentences: tuple[str, ...], wanted: str) -> None:
    found = unreached(case(question), Block(sentences, "", heads(sentences)))
    assert wanted in (found.line if found else "")
    assert bool(found) == bool(wanted)


RULE = """临沂市扶持装备制造办法

临沂市工业和信息化局
2026年1月9日

第一条 改造补助。对生产线投入400万元（含）至1500万元的改造项目，按投入额的5%给予补助；1500万元（含）至4000万元的，按7%给予补助；4000万元以上的，按9%给予补助，最高不超过500万元。
第二条 样机奖励。对首次销售的样机，按销售价格的4%给予奖励，最高60万元。
第三条 本办法自2026年2月1日起施行，有效期至2028年12月31日。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> PolicyBot:
    folder: Path = tmp_path_factory.mktemp("rules")
    (folder / "rule.txt").write_text(RULE, "utf-8")
    library = Library.open(folder / "library", create=True)
    add(library, [folder / "rule.txt"])
    return PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "wanted", "never"),
    [
        ("临沂生产线改造投入380万元能补多少钱", "还差20万元", "19万元"),
        ("临沂生产线改造投入380万元，能申请改造补助吗", "还差20万元", "19万元"),
        ("临沂生产线改造投入4000万元能补多少钱", "360万元（", "280万元"),
        ("临沂2030年还能申请样机奖励吗", "2030年已不在有效期内", "已被废止"),
        ("我们是绍兴的企业，能拿临沂的样机奖励吗", "您说自己在绍兴", "已被废止"),
    ],
)
def test_a_bot_never_sums_what_a_rule_does_not_give(bot: PolicyBot, question: str, wanted: str, never: str) -> None:
    text = bot.ask(question, day=date(2026, 11, 27)).text
    assert wanted in text
    assert never not in text.split("原文：")[0]


def test_nothing_is_noted_of_who_lives_there_and_asks_in_time(bot: PolicyBot) -> None:
    for question in ("我们是临沂的企业，样机奖励有多少", "我们是山东的企业，临沂2027年还能申请样机奖励吗"):
        assert "注意" not in bot.ask(question, day=date(2026, 11, 27)).text
