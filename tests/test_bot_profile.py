"""What is known of an enterprise, and what follows from it."""

from decimal import Decimal

import pytest
from benefits_by_hand import held, number, yes
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.known_figure import Figure, Truth, exactly, roughly
from bot.benefits.profile import Profile, Statement
from bot.benefits.profile_files import profile_of
from bot.understanding.zones import place_path
from corpus.benefit_records import Fact, Operator


def profile(*statements: Statement) -> Profile:
    return Profile().with_statements(statements)


def having(fact: Fact, name: str, holds: bool = True, period: str = "") -> Profile:
    return profile(Statement(fact, name, holds, period))


@pytest.mark.parametrize(
    ("name", "holds", "asked", "truth"),
    [
        ("专精特新“小巨人”企业", True, "专精特新中小企业", True),
        ("专精特新“小巨人”企业", True, "创新型中小企业", True),
        ("专精特新中小企业", True, "专精特新“小巨人”企业", None),
        ("创新型中小企业", False, "专精特新“小巨人”企业", False),
        ("规模以上工业企业", True, "规模以上企业", True),
        ("规模以上企业", False, "规模以上工业企业", False),
        ("高新技术企业", True, "科技型中小企业", None),
    ],
)
def test_titles_imply_what_the_official_definitions_say(name: str, holds: bool, asked: str, truth: Truth) -> None:
    assert having(Fact.CERTIFICATION, name, holds).truth(held(Fact.CERTIFICATION, asked), 2026) is truth


def test_a_name_is_the_same_however_it_is_quoted() -> None:
    known = having(Fact.CERTIFICATION, "首台（套）产品")
    assert known.truth(held(Fact.CERTIFICATION, "首台(套)产品"), 2026) is True


def test_who_is_listed_is_not_unlisted_and_the_other_way_round() -> None:
    assert having(Fact.LISTING, "境内上市").truth(held(Fact.LISTING, "未上市"), 2026) is False
    unlisted = having(Fact.LISTING, "未上市")
    assert unlisted.truth(held(Fact.LISTING, "境内上市", "境外上市"), 2026) is False
    assert unlisted.truth(held(Fact.LISTING, "新三板挂牌"), 2026) is None


def test_of_sizes_an_enterprise_has_one() -> None:
    not_large = having(Fact.SIZE, "大型", holds=False)
    assert not_large.truth(held(Fact.SIZE, "中型", "小型", "微型"), 2026) is True
    assert not_large.truth(held(Fact.SIZE, "小型", "微型"), 2026) is None
    assert having(Fact.SIZE, "小型").truth(held(Fact.SIZE, "大型"), 2026) is False


@pytest.mark.parametrize(
    ("place", "asked", "truth"),
    [
        ("慈溪市", "浙江省/宁波市", True),
        ("慈溪市", "浙江省/宁波市/余姚市", False),
        ("宁波市", "浙江省/宁波市/余姚市", None),
        ("浙江省/宁波市/慈溪市", "慈溪市", True),
        ("慈溪市", "某某高新技术产业开发区", None),
    ],
)
def test_a_place_lies_in_the_places_above_it(place: str, asked: str, truth: Truth) -> None:
    assert having(Fact.REGION, place).truth(held(Fact.REGION, asked), 2026) is truth


def test_a_denied_place_denies_what_lies_in_it() -> None:
    elsewhere = having(Fact.REGION, "宁波市", holds=False)
    assert elsewhere.in_place(("浙江省", "宁波市", "慈溪市")) is False
    assert elsewhere.in_place(("浙江省",)) is None


def test_only_a_whole_name_is_a_place() -> None:
    assert place_path("浙江省宁波市慈溪市") == ("浙江省", "宁波市", "慈溪市")
    assert place_path("宁波高新区") == ()
    assert place_path("宁波余姚北京") == ()


@pytest.mark.parametrize(
    ("figure", "operator", "wanted", "truth"),
    [
        (exactly(Decimal(60)), ">=", 60, True),
        (exactly(Decimal(60)), ">", 60, False),
        (exactly(Decimal(60)), "<=", 60, True),
        (exactly(Decimal(60)), "<", 60, False),
        (exactly(Decimal(60)), "=", 60, True),
        (roughly(Decimal(200)), ">=", 190, None),
        (roughly(Decimal(200)), ">=", 180, True),
        (roughly(Decimal(200)), "<=", 230, True),
        (roughly(Decimal(200)), "=", 200, None),
        (Figure(None, Decimal(300), high_open=True), "<", 300, True),
        (Figure(None, Decimal(300), high_open=True), ">=", 300, False),
        (Figure(Decimal(100), None), ">=", 101, None),
        (Figure(Decimal(100), None, low_open=True), ">", 100, True),
    ],
)
def test_figures_decide_only_what_all_they_can_be_decides(
    figure: Figure, operator: str, wanted: int, truth: Truth
) -> None:
    assert figure.meets(Operator(operator), Decimal(wanted)) is truth


def test_a_figure_counts_for_its_period_alone() -> None:
    last_year = profile(Statement(Fact.REVENUE, exactly(Decimal(100)), period="2025年"))
    assert last_year.truth(number(Fact.REVENUE, ">=", 50), 2026) is True
    assert last_year.truth(number(Fact.REVENUE, ">=", 50, "上年度"), 2026) is True
    assert last_year.truth(number(Fact.REVENUE, ">=", 50, "近三年"), 2026) is None
    assert last_year.truth(number(Fact.REVENUE, ">=", 50), 2027) is None
    three = profile(Statement(Fact.REVENUE, exactly(Decimal(100)), period="最近3年"))
    assert three.truth(number(Fact.REVENUE, ">=", 50, "近三年"), 2026) is True


def test_a_title_counts_as_won_in_its_time_and_as_held_while_it_lasts() -> None:
    won = having(Fact.NEW_CERTIFICATION, "高新技术企业", period="2025年")
    assert won.truth(held(Fact.NEW_CERTIFICATION, "高新技术企业"), 2026) is True
    assert won.truth(held(Fact.NEW_CERTIFICATION, "高新技术企业", period="上年度"), 2026) is True
    assert won.truth(held(Fact.NEW_CERTIFICATION, "高新技术企业", period="2026年"), 2026) is None
    assert won.truth(held(Fact.CERTIFICATION, "高新技术企业"), 2026) is True
    assert won.truth(held(Fact.CERTIFICATION, "高新技术企业"), 2029) is None
    assert won.truth(held(Fact.NEW_CERTIFICATION, "高新技术企业"), 2028) is None


def test_who_does_not_hold_a_title_has_not_won_it() -> None:
    without = having(Fact.CERTIFICATION, "高新技术企业", holds=False)
    assert without.truth(held(Fact.NEW_CERTIFICATION, "高新技术企业", period="上年度"), 2026) is False


def test_a_later_statement_takes_the_place_of_what_it_contradicts() -> None:
    known = having(Fact.CERTIFICATION, "专精特新“小巨人”企业")
    mended = known.with_statements([Statement(Fact.CERTIFICATION, "专精特新中小企业", holds=False)])
    assert mended.truth(held(Fact.CERTIFICATION, "专精特新“小巨人”企业"), 2026) is False
    moved = having(Fact.REGION, "慈溪市").with_statements([Statement(Fact.REGION, "余姚市")])
    assert moved.places == (("浙江省", "宁波市", "余姚市"),)
    grown = profile(Statement(Fact.STAFF, exactly(Decimal(60))), Statement(Fact.STAFF, exactly(Decimal(80))))
    assert grown.figure(Fact.STAFF, "", 2026) == exactly(Decimal(80))


def test_a_persons_word_is_kept_by_clause_whatever_its_spaces() -> None:
    known = Profile().with_confirmed("经营状况 良好", True)
    assert known.confirms("经营状况良好") is True
    assert known.confirms("经营状况较好") is None
    assert known.with_confirmed("经营状况良好", False).confirms("经营状况 良好") is False


def test_nothing_is_known_of_nobody() -> None:
    tests = [held(Fact.REGION, "慈溪市"), yes(Fact.TAXPAYER), number(Fact.AGE, ">=", 1), held(Fact.SIZE, "小型")]
    assert [Profile().truth(test, 2026) for test in tests] == [None] * 4


NAMED = st.sampled_from(
    [
        (Fact.SIZE, "大型"), (Fact.SIZE, "中型"), (Fact.SIZE, "小型"), (Fact.SIZE, "微型"), (Fact.LISTING, "未上市"),
        (Fact.LISTING, "境内上市"), (Fact.LISTING, "境外上市"), (Fact.ENTITY, "企业"), (Fact.ENTITY, "个体工商户"),
        (Fact.CERTIFICATION, "高新技术企业"), (Fact.NEW_CERTIFICATION, "高新技术企业"),
        (Fact.RENEWED_CERTIFICATION, "高新技术企业"), (Fact.CERTIFICATION, "专精特新“小巨人”企业"),
        (Fact.CERTIFICATION, "创新型中小企业"), (Fact.NEW_CERTIFICATION, "专精特新“小巨人”企业"),
    ]
)  # fmt: skip
SAID = st.builds(
    lambda named, holds, period: Statement(*named, holds, period),
    NAMED, st.booleans(), st.sampled_from(["", "2025年", "上年度", "2019年"]),
)  # fmt: skip


@given(st.lists(SAID, max_size=12))
def test_whatever_is_said_can_be_asked_about_and_the_last_word_counts(said: list[Statement]) -> None:
    known = Profile().with_statements(said)
    for fact in (Fact.SIZE, Fact.LISTING, Fact.ENTITY, Fact.CERTIFICATION, Fact.NEW_CERTIFICATION):
        known.truth(held(fact, "微型", "未上市", "企业", "高新技术企业"), 2026)
    if said and said[-1].fact in (Fact.SIZE, Fact.LISTING, Fact.ENTITY):
        assert said[-1] in known.statements


def test_a_share_follows_from_its_figures_unless_it_was_stated() -> None:
    known = profile_of({"rd_expense": "260万", "revenue": "6500万", "rd_staff": 20, "staff": "不到100人"})
    assert known.figure(Fact.RD_SHARE, "", 2026) == exactly(Decimal(4))
    staff = known.figure(Fact.RD_STAFF_SHARE, "", 2026)
    assert staff is None  # of fewer than a hundred it may be all
    told = profile_of({"rd_expense": "260万", "revenue": "6500万", "rd_share": 5})
    assert told.figure(Fact.RD_SHARE, "", 2026) == exactly(Decimal(5))
    about = profile_of({"rd_expense": "约100万", "revenue": "1000万"}).figure(Fact.RD_SHARE, "", 2026)
    assert about is not None
    assert (about.low, about.high) == (Decimal(9), Decimal(11))
    other = profile_of({"rd_expense@2024年": "260万", "revenue": "6500万"})
    assert other.figure(Fact.RD_SHARE, "", 2026) is None


def test_a_large_firm_of_industry_is_a_large_industrial_one() -> None:
    def large(**more: object) -> Truth:
        return profile_of(more).truth(held(Fact.CERTIFICATION, "规模以上工业企业"), 2026)

    assert large(certification="规上", industry="制造业") is True
    assert large(certification="规上") is None
    assert large(certification={"规上": True, "规模以上工业企业": False}, industry="制造业") is False
