"""Benefits that exclude each other, and cards."""

from datetime import date
from decimal import Decimal

from benefits_by_hand import CIXI, DAY, amount, held, offer, quoted, requirement
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.eligibility import Matching, Verdict, match
from bot.benefits.profile_files import profile_of
from bot.benefits.stacking import stack
from bot.consulting.cards import cards, level_of
from corpus.benefit_records import AmountKind, Fact
from corpus.records import Metadata
from index.benefits import Offer

KNOWN = profile_of({"region": "慈溪市", "certification": "高企", "new_certification": "高企", "project": "技术改造"})
WON = requirement("首次认定的高企", held(Fact.NEW_CERTIFICATION, "高新技术企业"))
RENEWAL = requirement("技术改造项目", held(Fact.PROJECT, "技术改造"))
HIGHER = quoted("同一事项按就高不重复原则执行")


def matched(*offers: Offer) -> Matching:
    return match(KNOWN, offers, DAY)


def worth(value: int, *conditions: object, key: int = 1, **more: object) -> Offer:
    return offer(*conditions, amounts=(amount(value=value),), key=key, title=f"{value}", **more)  # type: ignore[arg-type]


def test_of_two_for_one_matter_the_higher_is_taken() -> None:
    city = worth(200_000, WON, key=1, region=CIXI[:2], issuer="宁波市人民政府", not_with=HIGHER)
    district = worth(100_000, WON, key=2)
    other = worth(50_000, RENEWAL, key=2)
    found = stack(matched(district, city, other))
    assert [each.offer for each in found.taken] == [city, other]
    assert (found.total, found.open) == (Decimal(250_000), 0)
    (dropped,) = found.dropped
    assert (dropped.assessment.offer, dropped.taken.offer, dropped.clause) == (district, city, HIGHER)
    assert dropped.decided


def test_without_such_a_clause_both_are_had() -> None:
    assert stack(matched(worth(200_000, WON), worth(100_000, WON, key=2))).total == 300_000


def test_one_for_the_whole_enterprise_bars_all_of_its_document() -> None:
    clause = quoted("同一企业符合多项政策的，按就高原则执行，不重复享受")
    first, second = worth(200_000, WON, not_with=clause), worth(100_000, RENEWAL)
    elsewhere = worth(50_000, RENEWAL, key=2)
    found = stack(matched(first, second, elsewhere))
    assert [each.offer for each in found.taken] == [first, elsewhere]


def test_an_unknown_sum_leaves_it_undecided() -> None:
    open_rate = amount(AmountKind.RATE, rate=10, base_fact=Fact.EQUIPMENT_INVESTMENT, cap=500_000)
    first = offer(RENEWAL, amounts=(open_rate,), not_with=HIGHER, title="按比例")
    second = worth(100_000, RENEWAL, key=2)
    found = stack(matched(first, second))
    assert not found.dropped[0].decided
    assert (found.total, found.open) == (0, 1)
    notes = [note for card in cards(matched(first, second)).cards for note in card.notes]
    assert any("补充数据后才能比较高低" in note for note in notes)


def test_only_what_is_met_counts() -> None:
    lacking = worth(900_000, requirement("经营良好"), WON, not_with=HIGHER)
    assert stack(matched(lacking, worth(100_000, WON, key=2))).total == 100_000


@given(st.lists(st.tuples(st.integers(1, 10**6), st.booleans(), st.booleans()), max_size=6))
def test_nothing_taken_bars_another_and_nothing_more_could_be_taken(benefits: list[tuple[int, bool, bool]]) -> None:
    offers = [
        worth(value, WON if won else RENEWAL, key=at, not_with=HIGHER if barred else None)
        for at, (value, won, barred) in enumerate(benefits)
    ]
    found = stack(matched(*offers))
    assert len(found.taken) + len(found.dropped) == len(offers)
    for dropped in found.dropped:
        assert dropped.taken in found.taken
        assert dropped.assessment.sum.exact is not None
        assert dropped.taken.sum.exact is not None
        assert dropped.assessment.sum.exact <= dropped.taken.sum.exact
    assert found.total == sum(each.sum.exact or 0 for each in found.taken)


# -- cards -----------------------------------------------------------------------------------------------------------


def test_a_card_shows_clauses_level_and_dates() -> None:
    met = worth(200_000, WON, meta={"signed": date(2025, 3, 1), "expires": date(2027, 12, 31)})
    elsewhere = worth(90_000, WON, key=2, region=("北京市",), issuer="北京市财政局")
    expired = worth(80_000, WON, key=3, meta={"expires": date(2026, 1, 1)})
    found = cards(matched(expired, elsewhere, met))
    assert [card.verdict for card in found.cards] == [Verdict.MEETS, Verdict.FAILS, Verdict.APART]
    first, second, third = found.cards
    assert (first.amount, first.level, first.issued) == ("20万元", "区县级（慈溪市）", date(2025, 3, 1))
    assert [each.text for each in first.met] == ["首次认定的高企"]
    assert "文件有效期至2027年12月31日。" in first.notes
    assert any("由北京市财政局发布，适用于北京市" in note for note in second.notes)
    assert third.notes == ("文件已失效（2026年1月1日），不再适用。",)
    assert found.total == "金额确定的合计：20万元"


def test_levels() -> None:
    def level(*region: str, issuer: str | None = None) -> str:
        return level_of(Metadata("", region=region, issuer=issuer))

    assert level("浙江省") == "省级（浙江省）"
    assert level("浙江省", "宁波市") == "市级（宁波市）"
    assert level("北京市") == "市级（北京市）"
    assert level("北京市", "海淀区") == "区县级（海淀区）"
    assert level("浙江省", "宁波市", "慈溪市") == "区县级（慈溪市）"
    assert level(issuer="财政部") == "国家级"
    assert level() == "级别未注明"
