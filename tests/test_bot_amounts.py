"""What benefits come to: caps, tiers, rates, units, years."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from benefits_by_hand import amount, requirement
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.amounts import Known, Reckoned, money, reckon, reckon_amount, said
from bot.benefits.known_figure import Figure, exactly, roughly
from corpus.benefit_records import Amount, AmountKind, Combination, Fact

WAN = Decimal(10_000)


def knowing(figures: Mapping[Fact, Figure] | None = None) -> Known:
    return (figures or {}).get


def spending(value: int | Decimal) -> Known:
    return knowing({Fact.EQUIPMENT_INVESTMENT: exactly(Decimal(value))})


RATE = amount(AmountKind.RATE, rate=30, base="设备投资额", base_fact=Fact.EQUIPMENT_INVESTMENT, cap=500 * WAN)


def test_a_fixed_amount_is_what_it_says() -> None:
    found = reckon_amount(amount(value=20 * WAN), knowing())
    assert (found.exact, found.steps, said(found)) == (20 * WAN, ("定额20万元",), "20万元")


def test_the_most_there_can_be_is_shown_as_that() -> None:
    for given_ in (amount(value=50 * WAN, bound=True), amount(cap=50 * WAN)):
        found = reckon_amount(given_, knowing())
        assert (found.low, found.high, found.exact) == (0, 50 * WAN, None)
        assert said(found) == "最高50万元"


def test_a_rate_is_shown_step_by_step() -> None:
    found = reckon_amount(RATE, spending(2_000 * WAN))
    assert found.exact == 500 * WAN
    assert found.steps == ("设备投资额 2000万元 × 30% = 600万元", "最高500万元")
    assert reckon_amount(RATE, spending(1_000 * WAN)).exact == 300 * WAN


def test_an_unknown_base_leaves_the_formula_and_what_is_missing() -> None:
    found = reckon_amount(RATE, knowing())
    assert found.missing == (Fact.EQUIPMENT_INVESTMENT,)
    assert (found.low, found.high, found.exact) == (0, 500 * WAN, None)
    assert found.steps == ("设备投资额（待补充） × 30%", "最高500万元")
    uncapped = amount(AmountKind.RATE, rate=30, base="设备投资额", base_fact=Fact.EQUIPMENT_INVESTMENT)
    assert reckon_amount(uncapped, knowing()).high is None


def test_a_base_that_no_fact_gives_leaves_it_open() -> None:
    found = reckon_amount(amount(AmountKind.MATCHING, rate=50, base="上级补助", cap=100 * WAN), knowing())
    assert (found.missing, found.open, said(found)) == ((), True, "最高100万元")


def test_a_rough_base_gives_a_rough_sum() -> None:
    found = reckon_amount(RATE, knowing({Fact.EQUIPMENT_INVESTMENT: roughly(1_000 * WAN)}))
    assert (found.low, found.high, found.exact) == (270 * WAN, 330 * WAN, None)
    assert said(found) == "约270万元～330万元"


def test_heads_and_pieces_are_counted() -> None:
    heads = amount(AmountKind.PER_UNIT, value=1000, per="每人", per_fact=Fact.HIRED, cap=50 * WAN)
    found = reckon_amount(heads, knowing({Fact.HIRED: exactly(Decimal(12))}))
    assert (found.exact, found.steps[0]) == (12_000, "每人 12 × 1000元 = 1.2万元")


def test_what_is_paid_by_the_month_needs_the_months() -> None:
    monthly = amount(AmountKind.PER_UNIT, value=500, per="每人每月", per_fact=Fact.HIRED)
    found = reckon_amount(monthly, knowing({Fact.HIRED: exactly(Decimal(10))}))
    assert found.exact is None
    assert found.high is None
    assert found.steps[-1] == "每人每月计，期数待补充"


def test_interest_is_by_points_of_the_loan_or_a_share_of_the_interest() -> None:
    points = amount(AmountKind.INTEREST, points=2, years=3, cap=100 * WAN, cap_per="累计")
    found = reckon_amount(points, knowing({Fact.LOAN: exactly(1_000 * WAN)}))
    assert (found.high, found.at_most) == (60 * WAN, True)
    assert found.steps == ("贷款额 1000万元 × 2个百分点/年 = 20万元", "每年20万元，最多3年")
    large = reckon_amount(points, knowing({Fact.LOAN: exactly(5_000 * WAN)}))
    assert (large.high, large.steps[-1]) == (100 * WAN, "累计最高100万元")
    share = amount(AmountKind.INTEREST, rate=50, cap=10 * WAN, cap_per="每年", years=2)
    found = reckon_amount(share, knowing({Fact.INTEREST: exactly(40 * WAN)}))
    assert found.high == 20 * WAN


def test_matching_funds_follow_what_was_given_above() -> None:
    match = amount(AmountKind.MATCHING, rate=100, base="上级资金", base_fact=Fact.FINANCING)
    assert reckon_amount(match, knowing({Fact.FINANCING: exactly(30 * WAN)})).exact == 30 * WAN


def test_what_is_no_money_or_unstated_is_told_as_that() -> None:
    assert said(reckon_amount(amount(AmountKind.IN_KIND), knowing())) == "非资金支持"
    assert said(reckon_amount(amount(AmountKind.UNSTATED), knowing())) == "原文未写明金额"
    assert said(reckon_amount(amount(AmountKind.RELIEF), knowing())) == "原文未写明金额"


def test_of_tiers_the_highest_that_fits_is_paid() -> None:
    low, high = amount(value=10 * WAN), amount(value=20 * WAN)
    both = reckon([(low, True), (high, True)], Combination.ONE, knowing())
    assert both.exact == 20 * WAN
    assert reckon([(low, True), (high, False)], Combination.ONE, knowing()).exact == 10 * WAN
    unsure = reckon([(low, True), (high, None)], Combination.ONE, knowing())
    assert (unsure.low, unsure.high, unsure.exact) == (10 * WAN, 20 * WAN, None)
    assert reckon([(low, None), (high, True)], Combination.ONE, knowing()).exact == 20 * WAN


def test_each_that_fits_is_added() -> None:
    first, second = amount(value=10 * WAN), amount(value=20 * WAN)
    assert reckon([(first, True), (second, True)], Combination.EACH, knowing()).exact == 30 * WAN
    assert reckon([(first, True), (second, False)], Combination.EACH, knowing()).exact == 10 * WAN
    assert reckon([(first, False), (second, False)], Combination.EACH, knowing()) == Reckoned(money=False, clauses=0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("200000", "20万元"),
        ("150000000", "1.5亿元"),
        ("800", "800元"),
        ("12345.67", "12345.67元"),
        ("12345", "1.2345万元"),
        ("0", "0元"),
        ("0.125", "0.12元"),
    ],
)
def test_money_is_written_as_people_write_it(value: str, words: str) -> None:
    assert money(Decimal(value)) == words


# -- properties ------------------------------------------------------------------------------------------------------

SUMS = st.decimals(0, 10**10, places=2, allow_nan=False, allow_infinity=False)
RATES = st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False)
KINDS = st.sampled_from(
    [AmountKind.RATE, AmountKind.PER_UNIT, AmountKind.INTEREST, AmountKind.MATCHING, AmountKind.RELIEF]
)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    """Any amount that is reckoned from one figure."""
    kind = draw(KINDS)
    more = {"cap": draw(SUMS)} if draw(st.booleans()) else {}
    more |= {"years": Decimal(draw(st.integers(1, 5)))} if draw(st.booleans()) else {}
    return amount(
        kind,
        rate=draw(RATES),
        value=draw(SUMS),
        base_fact=Fact.COST,
        per_fact=Fact.COST,
        bound=draw(st.booleans()),
        cap_per=draw(st.sampled_from(["", "累计", "每年"])),
        **more,
    )


def with_base(base: Figure) -> Known:
    return knowing({Fact.COST: base, Fact.INTEREST: base})


@given(amounts(), SUMS)
def test_no_sum_is_above_its_cap_or_below_nothing(each: Amount, base: Decimal) -> None:
    for known in (with_base(exactly(base)), with_base(roughly(base)), knowing()):
        found = reckon_amount(each, known)
        assert found.low >= 0
        if found.high is not None:
            assert found.low <= found.high
        if each.cap is not None:
            yearly = each.cap_per == "每年" and each.years is not None
            assert found.high is not None
            assert found.high <= each.cap * (each.years if yearly and each.years else 1)


@given(amounts(), SUMS, SUMS)
def test_more_base_never_gives_less(each: Amount, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    small, large = (reckon_amount(each, with_base(exactly(base))) for base in (less, more))
    assert small.low <= large.low
    assert (small.high or 0) <= (large.high or 0)


@given(amounts(), SUMS, SUMS)
def test_a_range_holds_the_sum_of_every_base_in_it(each: Amount, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    between = reckon_amount(each, with_base(Figure(low, high)))
    for base in (low, (low + high) / 2, high):
        found = reckon_amount(each, with_base(exactly(base)))
        assert between.low <= found.low
        assert found.high is not None
        assert between.high is not None
        assert found.high <= between.high


@given(SUMS, RATES)
def test_a_rate_without_cap_is_base_times_rate(base: Decimal, rate: Decimal) -> None:
    found = reckon_amount(amount(AmountKind.RATE, rate=rate, base_fact=Fact.COST), with_base(exactly(base)))
    assert found.exact == base * rate / 100


@given(st.lists(st.tuples(SUMS, st.sampled_from([True, False, None])), min_size=1, max_size=5))
def test_tiers_give_the_highest_and_each_gives_all(tiers: list[tuple[Decimal, bool | None]]) -> None:
    fits = [(amount(value=value, when=(requirement("档"),)), truth) for value, truth in tiers]
    sure = [value for value, truth in tiers if truth]
    maybe = [value for value, truth in tiers if truth is not False]
    one, each = (reckon(fits, how, knowing()) for how in (Combination.ONE, Combination.EACH))
    if not maybe:
        assert not one.money
        assert not each.money
        return
    assert (one.low, one.high) == (max(sure, default=0), max(maybe)) or (one.low, one.high) == (max(maybe), max(maybe))
    if None not in [truth for _, truth in tiers]:
        assert (one.exact, each.exact) == (max(sure), sum(sure))
    if len(maybe) > 1:
        assert (each.low, each.high) == (sum(sure), sum(maybe))


def test_what_may_fit_besides_is_never_added() -> None:
    first, second = amount(value=30 * WAN), amount(value=20 * WAN)
    both = reckon([(first, None), (second, None)], Combination.APART, knowing())
    assert both.high == 30 * WAN
    assert both.exact is None
    assert reckon([(first, True), (second, True)], Combination.APART, knowing()).exact == 50 * WAN
