"""Rates for parts of one figure, and what is paid for each step of one."""

from decimal import Decimal

import pytest

from bot.benefits.amounts import reckon
from bot.benefits.known_figure import Figure, exactly
from corpus.benefit_records import Benefit, Combination, Fact
from corpus.benefits import benefits
from corpus.load import parse

HEAD = "湖州市人民政府关于支持实体经济发展的若干措施\n\n湖政发〔2025〕9号\n\n各区县人民政府：\n\n一、支持政策\n"
STORES = (
    "对新建粮食仓库仓容500吨以上的，按仓容每吨300元给予补助；仓容1000吨以上的部分，按每吨200元给予补助；单个主体最高不超过50万元。",
    "对新建冷库的企业，不超过1000吨的部分每吨补助300元，超过1000吨的部分每吨补助200元，最高50万元。",
    "对新建烘干设施的合作社，1000吨（含）以下部分每吨奖励300元，超出部分每吨奖励200元，每家累计不超过50万元。",
)


def one(sentence: str) -> Benefit:
    document = parse((HEAD + sentence).encode(), "measures.txt")
    (found,) = benefits(document)
    for amount in found.amounts:
        assert document.text[amount.start : amount.end] == amount.clause
    return found


def paid(benefit: Benefit, fact: Fact, figure: int) -> Decimal | None:
    """What is paid for a figure where everything is met."""

    def known(asked: Fact) -> Figure | None:
        return exactly(Decimal(figure)) if asked is fact else None

    return reckon([(amount, True) for amount in benefit.amounts], benefit.combination, known).exact


@pytest.mark.parametrize("sentence", STORES)
@pytest.mark.parametrize(
    ("tons", "yuan"), [(600, 180_000), (1000, 300_000), (1500, 400_000), (2000, 500_000), (9000, 500_000)]
)
def test_each_part_of_a_figure_has_its_own_rate(sentence: str, tons: int, yuan: int) -> None:
    found = one(sentence)
    assert found.combination is Combination.EACH
    assert paid(found, Fact.COUNT, tons) == yuan


@pytest.mark.parametrize("sentence", STORES)
def test_the_words_of_a_part_are_no_condition(sentence: str) -> None:
    assert not any("部分" in each.clause for amount in one(sentence).amounts for each in amount.when)


@pytest.mark.parametrize(
    ("sentence", "fact", "figures"),
    [
        (
            "对企业当年研发投入，500万元以内的部分按10%给予补助，超过500万元的部分按15%给予补助，单个企业最高不超过200万元。",
            Fact.RD_EXPENSE,
            {3_000_000: 300_000, 7_000_000: 800_000, 90_000_000: 2_000_000},
        ),
        (
            "对租用办公用房的企业，1000平方米（含）以下部分每平方米补贴30元，1000至3000平方米部分每平方米补贴20元，超出部分每平方米补贴10元。",
            Fact.AREA,
            {800: 24_000, 2000: 50_000, 4000: 80_000},
        ),
        (
            "对设备投资额500万元以上的企业，给予设备投资额10%的补助，超出1000万元的部分按5%补助，最高补助300万元。",
            Fact.EQUIPMENT_INVESTMENT,
            {8_000_000: 800_000, 20_000_000: 1_500_000, 900_000_000: 3_000_000},
        ),
    ],
)
def test_shares_of_parts(sentence: str, fact: Fact, figures: dict[int, int]) -> None:
    found = one(sentence)
    assert {figure: paid(found, fact, figure) for figure in figures} == figures


@pytest.mark.parametrize(
    ("sentence", "step", "cap"),
    [
        (
            "对年出口额达到100万美元的，奖励10万元；每增加50万美元再奖励3万元，最高不超过40万元。",
            "每增加50万美元",
            400_000,
        ),
        ("对首次突破1亿元的企业奖励20万元，每增加1亿元再奖励10万元，最高100万元。", "每增加1亿元", 1_000_000),
        ("对营业收入增长的企业，每新增500万元奖励2万元，封顶30万元。", "每新增500万元", 300_000),
    ],
)
def test_what_is_paid_for_each_step_is_no_fixed_sum(sentence: str, step: str, cap: int) -> None:
    last = one(sentence).amounts[-1]
    assert (last.per, last.per_fact, last.cap) == (step, None, cap)
    found = one(sentence)
    most = reckon([(amount, None) for amount in found.amounts], found.combination, lambda fact: None).high
    assert most == cap
    assert not any("最高" in each.clause or "奖励" in each.clause for each in last.when)


def test_a_ceiling_behind_what_is_given_is_no_amount_of_its_own() -> None:
    found = one("对参展企业按每个展位补贴8000元，最高不超过40万元。")
    assert [(amount.value, amount.cap) for amount in found.amounts] == [(8000, 400_000)]


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("对上市企业奖励100万元，最高不超过200万元。", 1_000_000, 2_000_000),
        ("对获得认证的企业奖励2万元，最高6万元。", 20_000, 60_000),
        ("对建成的市级工厂给予10万元补助，封顶30万元。", 100_000, 300_000),
    ],
)
def test_a_sum_that_may_be_raised_to_a_ceiling_is_between_the_two(sentence: str, low: int, high: int) -> None:
    (amount,) = one(sentence).amounts
    assert (amount.floor, amount.value, amount.bound, amount.when) == (low, high, True, ())


@pytest.mark.parametrize(
    ("sentence", "cap"),
    [
        (
            "对购置清洗线的企业，按设备购置额的30%给予补助，单台（套）补助不超过40万元，同一主体年度累计不超过100万元。",
            1_000_000,
        ),
        ("对购买机器人的企业，按购置价的20%补助，单台最高10万元，每家企业每年最高不超过200万元。", 2_000_000),
        ("对举办展会的单位，按实际费用的50%补助，单场不超过30万元，同一单位全年合计不超过80万元。", 800_000),
    ],
)
def test_a_ceiling_of_all_pieces_is_no_condition(sentence: str, cap: int) -> None:
    found = one(sentence)
    (amount,) = found.amounts
    assert (amount.cap, amount.bound) == (cap, True)
    assert not any("不超过" in each.clause for each in (*amount.when, *found.conditions))


def test_ceilings_for_different_applicants_stay_apart() -> None:
    found = one("领军企业、骨干企业按投入的10%补助，领军企业每家不超过100万元，骨干企业每家不超过50万元。")
    assert [amount.cap for amount in found.amounts] == [1_000_000, 500_000]


@pytest.mark.parametrize(
    "sentence",
    [
        "对购房的博士给予30万元补贴，且不超过购房总价的20%。",
        "对建设食堂的企业奖励10万元，但补助金额不得超过项目总造价的50%。",
        "对参加展销会的企业每次补助2万元，最高不超过实际展位费的80%。",
    ],
)
def test_a_sum_that_a_share_bounds_is_the_most_there_can_be(sentence: str) -> None:
    assert all(amount.bound for amount in one(sentence).amounts)
