"""What must be reached, or is taken off first, is told to nobody as what one gets."""

import pytest

from bot.reading.thresholds import asks_condition, tells_condition
from bot.records import Citation, Kind, Outcome, Source
from corpus.records import Metadata

DEDUCTED = "二级医院起付线400元，报销比例72%。"
LISTED = "年销售额首次突破3亿元、8亿元的企业，分别奖励20万元、50万元。"
REACHED = "引进年薪40万元以上的人才，给予企业4万元补贴。"


def outcome(told: str, quote: str) -> Outcome:
    source = Source(1, "", "", Metadata("题"))
    return Outcome(
        f"{told} [1]\n\n原文：{quote} [1]", Kind.NUMBER, None, (Citation(1, source, (), quote, 0, len(quote)),)
    )


@pytest.mark.parametrize(
    ("question", "told", "quote", "wanted"),
    [
        ("二级医院住院能报多少", "400元", DEDUCTED, True),
        ("二级医院起付线多少", "400元", DEDUCTED, False),
        ("年销售额做到9亿能拿多少", "8亿元", LISTED, True),
        ("年销售额做到9亿能拿多少", "50万元", LISTED, False),
        ("引进人才能补多少", "40万元", REACHED, True),
        ("引进人才能补多少", "4万元", REACHED, False),
        ("年薪要达到多少才能补", "40万元", REACHED, False),
        ("引进人才怎么申请", "40万元", REACHED, False),
    ],
)
def test_a_condition_is_not_what_one_gets(question: str, told: str, quote: str, *, wanted: bool) -> None:
    assert tells_condition(question, outcome(told, quote)) is wanted


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("技改设备投资要多少万才能拿补助？", True),
        ("合同额签到多大，租金才给补", True),
        ("交几年社保才可以申请廉租房", True),
        ("几天才能拿到补贴", False),
        ("技改补助多少万", False),
        ("要多少个工作日才能批下来", False),
    ],
)
def test_what_must_be_reached_is_asked_for(question: str, asks: bool) -> None:
    assert asks_condition(question) is asks
