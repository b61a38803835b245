"""The question what all of it comes to, and its answer."""

import pytest
from benefits_by_hand import DAY, amount, held, offer, quoted, requirement

from bot.benefits.eligibility import match
from bot.benefits.profile_files import profile_of
from bot.benefits.stacking import stack
from bot.benefits.totalling import beside_total
from bot.consulting.card_citing import Cited
from bot.consulting.cards import cards
from bot.consulting.total_text import total_parts
from corpus.benefit_records import AmountKind, Fact

WON = requirement("首次认定的高企", held(Fact.NEW_CERTIFICATION, "高新技术企业"))
DOES = requirement("技术改造项目", held(Fact.PROJECT, "技术改造"))
HIGHER = quoted("同一事项按就高不重复原则执行")
RATE = amount(AmountKind.RATE, rate=10, base="设备投资", base_fact=Fact.EQUIPMENT_INVESTMENT, cap=500_000)
KNOWN = {"region": "慈溪市", "certification": "高企", "new_certification": "高企", "project": "技术改造"}


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("一共能拿多少", ""),
        ("那我们加起来有多少钱？", ""),
        ("最多能拿多少补贴", ""),
        ("这些全加起来能拿到手多少钱？", ""),
        ("我们不是高企，员工60人，总共能补多少？", "我们不是高企，员工60人"),
        ("首次认定高企一共能拿多少", None),
        ("技术改造最多补多少", None),
        ("慈溪去年GDP一共多少", None),
        ("员工一共60人", None),
        ("最多能补几年", None),
    ],
)
def test_who_asks_for_the_total_of_all(message: str, told: str | None) -> None:
    assert beside_total(message) == told


def told(**more: object) -> str:
    offers = [
        offer(WON, title="市奖励", key=1, amounts=(amount(value=200_000),), not_with=HIGHER),
        offer(WON, title="区奖励", key=2, amounts=(amount(value=100_000),)),
        offer(DOES, title="技改补助", key=3, amounts=(RATE,)),
        offer(requirement("经营良好"), title="另一项", key=4, amounts=(amount(value=900_000),)),
    ]
    matching = match(profile_of({**KNOWN, **more}), offers, DAY)
    return "\n".join(total_parts(matching, cards(matching), Cited()))


def test_what_is_open_is_an_interval_and_alternatives_are_never_added() -> None:
    text = told()
    assert "合计 20万元～70万元" in text
    assert "金额确定的，相加为 20万元" in text
    assert "最高50万元（计入 0元～50万元）" in text
    assert "区奖励，区县级（慈溪市）（10万元）：已计入区县级（慈溪市）“市奖励”（20万元）" in text
    assert HIGHER.text in text
    assert "还有 1 项缺信息" in text
    assert "90万元" not in text


def test_with_all_figures_known_it_is_one_sum() -> None:
    assert "合计 50万元。" in told(equipment_investment="300万")


def test_where_nothing_certainly_applies_there_is_no_total() -> None:
    matching = match(profile_of({"region": "慈溪市"}), [offer(WON, title="市奖励", key=1)], DAY)
    assert total_parts(matching, cards(matching), Cited())[0].endswith("合计无从算起。")


def test_of_two_of_which_only_one_may_be_had_the_bounds_are_those_of_the_higher() -> None:
    first = offer(DOES, amounts=(RATE,), not_with=HIGHER, title="按比例", key=1)
    second = offer(DOES, amounts=(amount(value=100_000),), title="定额", key=2)
    found = stack(match(profile_of(KNOWN), [first, second], DAY))
    assert (found.low, found.high) == (100_000, 500_000)
