"""How the amounts of an item go together, read from texts of our own."""

from decimal import Decimal

import pytest

from bot.benefits.amounts import reckon
from corpus.benefit_records import Benefit, Combination, Fact
from corpus.benefits import benefits
from corpus.load import parse

HEAD = "绍兴市人民政府关于促进工业发展的若干措施\n\n绍政发〔2025〕3号\n\n"
WAN = Decimal(10_000)


def one(article: str) -> Benefit:
    found = benefits(parse(f"{HEAD}第一条 {article}\n".encode(), "measures.txt"))
    assert len(found) == 1, [each.title for each in found]
    return found[0]


def most(benefit: Benefit) -> Decimal | None:
    """The most that a card shows where nothing of the enterprise is known."""
    return reckon([(each, None) for each in benefit.amounts], benefit.combination, lambda _: None).high


@pytest.mark.parametrize(
    ("article", "wan"),
    [
        # alternatives
        ("支持方式（两者择其一）：贷款贴息的，最高300万元；投资补助的，最高200万元。", 300),
        (
            "对建设中试基地的企业，给予最高800万元补助；对租用中试设备的企业，给予最高500万元补助，两项不得同时享受。",
            800,
        ),
        # grades of one thing, in one sentence and in several
        ("对新认定的国家级绿色工厂奖励80万元，省级绿色工厂奖励30万元，市级绿色工厂奖励10万元。", 80),
        ("对获评五星级上云企业的，奖励20万元；四星级的，奖励10万元；三星级的，奖励5万元。", 20),
        # several things that the text does not add
        ("举办行业展会的，给予最高60万元补助；出版行业年鉴的，给予最高20万元补助。", 60),
        # what it does add
        ("对建成数字化车间的企业，给予100万元补助；获评省级示范的，另给予50万元奖励。", 150),
        # one ceiling for all
        ("对首版次软件每项奖励50万元；对首批次新材料每项奖励30万元。每家企业每年合计最高100万元。", 100),
    ],
)
def test_the_most_is_no_sum_unless_the_text_adds(article: str, wan: int) -> None:
    assert most(one(article)) == wan * WAN


@pytest.mark.parametrize(
    ("article", "rates"),
    [
        (
            "对设备投资额300万元（含）至1000万元的技改项目，按设备投资额的5%给予补助；1000万元（含）至3000万元的，按7%给予补助；"
            "3000万元以上的，按9%给予补助。单个项目最高500万元。",
            [(300, 1000, 5), (1000, 3000, 7), (3000, None, 9)],
        ),
        (
            "对固定资产投资达到2000万元的项目，按固定资产投资的4%给予奖励，超过5000万元的，按6%给予奖励。单个项目最高800万元。",
            [(2000, None, 4), (5000, None, 6)],
        ),
    ],
)
def test_tiers_by_a_bare_figure_measure_what_the_first_does(
    article: str, rates: list[tuple[int, int | None, int]]
) -> None:
    found = one(article)
    assert found.combination is Combination.ONE
    assert [each.rate for each in found.amounts] == [rate for _, _, rate in rates]
    assert len({each.base_fact for each in found.amounts}) == 1
    assert found.amounts[0].base_fact is not None
    for amount, (low, high, _) in zip(found.amounts, rates, strict=True):
        (asked,) = [each for each in amount.when if each.alternatives]
        figures = [test.value for test in asked.alternatives[0] if isinstance(test.value, Decimal)]
        assert figures == [each * WAN for each in (low, high) if each is not None]
        assert asked.clause in article


def test_levels_in_a_list_are_all_new_ones() -> None:
    found = one("对新认定的国家级专精特新“小巨人”企业奖励40万元，省级专精特新中小企业奖励20万元。")
    facts = [{test.fact for each in a.when for tests in each.alternatives for test in tests} for a in found.amounts]
    assert facts == [{Fact.NEW_CERTIFICATION}, {Fact.NEW_CERTIFICATION}]


def test_a_ceiling_for_several_items_is_told_in_a_few_words() -> None:
    text = (
        "一、质量品牌\n（一）标准创制\n1．主导国际标准的，每项最高40万元。\n2．承担标准化委员会的，每个最高30万元。\n"
        "以上两项，每家单位每年合计最高60万元。\n"
    )
    found = benefits(parse((HEAD + text).encode(), "measures.txt"))
    assert [(each.cap, each.cap_per) for item in found for each in item.amounts] == [(60 * WAN, "每家单位每年")] * 2
