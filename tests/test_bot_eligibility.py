"""Benefits against profiles: three values, never a guess."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from benefits_by_hand import CIXI, DAY, amount, held, number, offer, requirement, yes
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.confirming import titled
from bot.benefits.eligibility import (
    PLACE,
    Assessment,
    Need,
    Verdict,
    Window,
    assess,
    check,
    is_national,
    match,
    named_benefit,
)
from bot.benefits.known_figure import Truth
from bot.benefits.profile import Profile
from bot.benefits.profile_files import profile_of
from bot.benefits.profile_text import described
from corpus.benefit_records import AmountKind, Combination, Fact, Operator, Requirement, Term, Test
from corpus.validity import Status
from index.benefits import Offer

HERE = {"region": "慈溪市"}
HIGH_TECH = requirement("经认定的高新技术企业", held(Fact.CERTIFICATION, "高新技术企业"))
STAFF = requirement("员工不少于50人", number(Fact.STAFF, ">=", 50))
TEXT = requirement("经营状况良好")
FIRST = requirement("首次认定", held(Fact.NEW_CERTIFICATION, "高新技术企业"))
AGAIN = requirement("重新认定", held(Fact.RENEWED_CERTIFICATION, "高新技术企业"))


def assessed(given_: Offer, day: date = DAY, **known: object) -> Assessment:
    return assess(profile_of(HERE | known), given_, day)


def test_a_benefit_is_met_failed_or_open_and_says_why() -> None:
    benefit = offer(HIGH_TECH, STAFF)
    assert assessed(benefit, certification="高企", staff=60).verdict is Verdict.MEETS
    failed = assessed(benefit, certification="高企", staff=40)
    assert failed.verdict is Verdict.FAILS
    assert [each.requirement.clause for each in failed.failed] == ["员工不少于50人"]
    lacking = assessed(benefit, staff=60)
    assert lacking.verdict is Verdict.LACKS
    assert lacking.needs == (Need(Fact.CERTIFICATION, names=("高新技术企业",)),)


def test_one_failed_requirement_fails_whatever_else_is_unknown() -> None:
    assert assessed(offer(HIGH_TECH, STAFF, TEXT), staff=40).verdict is Verdict.FAILS


def test_text_is_unknown_until_a_person_confirms_it() -> None:
    lacking = assessed(offer(TEXT))
    assert lacking.verdict is Verdict.LACKS
    assert lacking.checks[0].confirm
    assert lacking.needs == (Need(None, clause="经营状况良好", document=titled(offer().entry.metadata)),)
    assert assessed(offer(TEXT), confirmed={"经营状况良好": True}).verdict is Verdict.MEETS
    assert assessed(offer(TEXT), confirmed={"经营状况良好": False}).verdict is Verdict.FAILS


PARTIAL = requirement("员工不少于50人且结构合理", number(Fact.STAFF, ">=", 50), partial=True)


@pytest.mark.parametrize(
    ("staff", "confirmed", "truth"),
    [(60, None, None), (40, None, False), (60, True, True), (40, True, False), (None, True, True), (60, False, False)],
)
def test_tests_of_a_partial_clause_can_fail_it_but_not_meet_it(staff: object, confirmed: object, truth: Truth) -> None:
    known = profile_of({"staff": staff, "confirmed": {PARTIAL.clause: confirmed}})
    assert check(known, PARTIAL, 2026).truth is truth


def test_an_exclusion_bars_whom_it_fits() -> None:
    barred = requirement("已享受财政资金的项目不予支持", yes(Fact.FUNDED_BEFORE), excludes=True)
    assert assessed(offer(barred), funded_before=True).verdict is Verdict.FAILS
    assert assessed(offer(barred), funded_before=False).verdict is Verdict.MEETS
    assert assessed(offer(barred)).needs == (Need(Fact.FUNDED_BEFORE),)
    partial = requirement("失信或有其他违法行为的除外", yes(Fact.GOOD_CREDIT, False), excludes=True, partial=True)
    for credit in (True, False):
        assert assessed(offer(partial), good_credit=credit).verdict is Verdict.LACKS
    assert assessed(offer(partial), confirmed={partial.clause: True}).verdict is Verdict.MEETS


def test_of_alternatives_one_is_enough_and_one_untyped_keeps_it_open() -> None:
    either = requirement("高企或科技型中小企业", HIGH_TECH.alternatives[0], held(Fact.CERTIFICATION, "科技型中小企业"))
    assert assessed(offer(either), certification={"科小": True, "高企": False}).verdict is Verdict.MEETS
    neither = {"科小": False, "高企": False}
    assert assessed(offer(either), certification=neither).verdict is Verdict.FAILS
    untyped = requirement("高企或其他创新主体", HIGH_TECH.alternatives[0], ())
    assert assessed(offer(untyped), certification=neither).verdict is Verdict.LACKS
    assert assessed(offer(untyped), certification="高企").verdict is Verdict.MEETS


def test_a_word_on_a_clause_of_one_document_says_nothing_of_another() -> None:
    first, second = offer(TEXT, key=1), offer(TEXT, key=2, meta={"title": "关于稳外贸的若干措施"})
    known = profile_of(HERE).with_confirmed(TEXT.clause, True, titled(first.entry.metadata))
    assert [assess(known, each, DAY).verdict for each in (first, second)] == [Verdict.MEETS, Verdict.LACKS]


def test_of_what_is_complete_nothing_else_is_so() -> None:
    known = {"certification": ["高企"], "complete": ["certification", "listing"]}
    small = requirement("科技型中小企业", held(Fact.CERTIFICATION, "科技型中小企业"))
    assert assessed(offer(small), certification=["高企"]).verdict is Verdict.LACKS
    assert assessed(offer(small), **known).verdict is Verdict.FAILS
    assert assessed(offer(HIGH_TECH), **known).verdict is Verdict.MEETS


def test_of_complete_doings_one_that_a_text_tells_in_its_own_words_stays_open() -> None:
    """It may be among those listed under another name; one of the tables is not."""
    known = {"project": ["贷款"], "complete": ["project"]}
    own = requirement("开展种质资源普查", (Test(Fact.PROJECT, Operator.IN, ("种质资源普查",), told=True),))
    tabled = requirement("参加展会", held(Fact.PROJECT, "参展"))
    assert assessed(offer(own), **known).verdict is Verdict.LACKS
    assert assessed(offer(tabled), **known).verdict is Verdict.FAILS
    assert assessed(offer(own), project=["种质资源普查"]).verdict is Verdict.MEETS
    assert assessed(offer(own), project={"种质资源普查": False}).verdict is Verdict.FAILS


def test_a_benefit_without_conditions_is_not_taken_for_granted() -> None:
    silent = offer(amounts=(amount(value=100_000),), title="某项补助")
    found = assessed(silent)
    assert (found.verdict, found.unconditional) == (Verdict.LACKS, True)
    assert assessed(silent, confirmed={"某项补助": True}).verdict is Verdict.MEETS


def test_no_tier_that_fits_is_no_benefit() -> None:
    tiers = (amount(value=200_000, when=(FIRST,)), amount(value=100_000, when=(AGAIN,)))
    benefit = offer(HIGH_TECH, amounts=tiers, combination=Combination.ONE)
    first = assessed(benefit, certification="高企", new_certification="高企", renewed_certification={"高企": False})
    assert (first.verdict, first.sum.exact) == (Verdict.MEETS, Decimal(200_000))
    old = assessed(
        benefit, certification="高企", new_certification={"高企": False}, renewed_certification={"高企": False}
    )
    assert old.verdict is Verdict.FAILS
    assert [each.requirement.clause for each in old.failed] == ["首次认定", "重新认定"]
    unsure = assessed(benefit, certification="高企")
    assert unsure.verdict is Verdict.LACKS
    assert (unsure.sum.low, unsure.sum.high) == (0, Decimal(200_000))


# -- when and where --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta", "repealed", "status", "verdict"),
    [
        ({}, None, Status.IN_FORCE, Verdict.MEETS),
        ({"expires": date(2026, 11, 27)}, None, Status.IN_FORCE, Verdict.MEETS),
        ({"expires": date(2026, 11, 26)}, None, Status.EXPIRED, Verdict.APART),
        ({"effective": date(2026, 11, 28)}, None, Status.NOT_YET, Verdict.APART),
        ({"draft": True}, None, Status.DRAFT, Verdict.APART),
        ({"effective": None}, None, Status.UNSTATED, Verdict.MEETS),
        ({}, date(2026, 1, 1), Status.REPEALED, Verdict.APART),
    ],
)
def test_only_what_is_in_force_on_the_day_is_offered(
    meta: dict[str, object], repealed: date | None, status: Status, verdict: Verdict
) -> None:
    found = assessed(offer(HIGH_TECH, meta=meta, repealed=repealed), certification="高企")
    assert (found.status, found.verdict) == (status, verdict)


def test_the_day_can_be_set() -> None:
    benefit = offer(HIGH_TECH, meta={"expires": date(2026, 1, 31)})
    assert assessed(benefit, date(2026, 1, 31), certification="高企").verdict is Verdict.MEETS
    assert assessed(benefit, date(2026, 2, 1), certification="高企").verdict is Verdict.APART


def test_the_window_of_application_is_told() -> None:
    benefit = offer(HIGH_TECH, opens=date(2026, 3, 1), closes=date(2026, 5, 31))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)]
    windows = [assessed(benefit, day, certification="高企").window for day in days]
    assert windows == [Window.NOT_YET, Window.OPEN, Window.OPEN, Window.CLOSED]
    assert assessed(offer(HIGH_TECH)).window is None


@pytest.mark.parametrize(
    ("region", "issuer", "verdict"),
    [
        ((), "国务院办公厅", Verdict.MEETS),
        ((), "工业和信息化部、财政部", Verdict.MEETS),
        ((), "国家税务总局", Verdict.MEETS),
        (("浙江省",), "浙江省人民政府", Verdict.MEETS),
        (("浙江省", "宁波市"), "宁波市人民政府", Verdict.MEETS),
        (CIXI, "慈溪市人民政府", Verdict.MEETS),
        (("浙江省", "宁波市", "余姚市"), "余姚市人民政府", Verdict.FAILS),
        (("北京市",), "北京市财政局", Verdict.FAILS),
        ((), None, Verdict.LACKS),
        ((), "某某科技园管委会", Verdict.LACKS),
        ((), "市科学技术局", Verdict.LACKS),
    ],
)
def test_policies_of_the_place_and_of_those_above_it_apply(
    region: tuple[str, ...], issuer: str | None, verdict: Verdict
) -> None:
    assert assessed(offer(HIGH_TECH, region=region, issuer=issuer), certification="高企").verdict is verdict


def test_without_a_place_the_place_is_missing() -> None:
    found = assess(profile_of({"certification": "高企"}), offer(HIGH_TECH), DAY)
    assert (found.verdict, found.needs) == (Verdict.LACKS, (PLACE,))
    wide = assess(profile_of({"certification": "高企", "region": "宁波市"}), offer(HIGH_TECH), DAY)
    assert (wide.verdict, wide.needs) == (Verdict.LACKS, (PLACE,))


def test_branches_of_the_nation_in_a_place_are_not_national() -> None:
    assert not is_national("国家税务总局宁波市税务局")
    assert not is_national("中共宁波市委组织部")
    assert not is_national("县委宣传部")
    assert is_national("科技部")
    assert is_national("国家发展改革委")


def test_what_an_amount_lacks_is_asked_after_what_the_verdict_lacks() -> None:
    rate = amount(AmountKind.RATE, rate=10, base="研发费用", base_fact=Fact.RD_EXPENSE)
    found = assessed(offer(HIGH_TECH, amounts=(rate,)))
    assert [need.fact for need in found.needs] == [Fact.CERTIFICATION, Fact.RD_EXPENSE]
    assert assessed(offer(HIGH_TECH, amounts=(rate,)), certification="高企").verdict is Verdict.MEETS


def test_matching_keeps_the_order_of_the_offers() -> None:
    offers = [offer(HIGH_TECH, key=1), offer(STAFF, key=2), offer(TEXT, key=3)]
    found = match(profile_of(HERE | {"certification": "高企", "staff": 10}), offers, DAY)
    assert [each.verdict for each in found.assessments] == [Verdict.MEETS, Verdict.FAILS, Verdict.LACKS]
    assert found.of(Verdict.FAILS)[0].offer is offers[1]


# -- properties ------------------------------------------------------------------------------------------------------

STAFFS = st.one_of(st.none(), st.integers(0, 200))
TESTS = st.builds(
    lambda op, n: number(Fact.STAFF, op, n), st.sampled_from([">=", ">", "<=", "<", "="]), st.integers(0, 200)
)
REQUIREMENTS = st.builds(
    Requirement,
    st.sampled_from(["甲", "乙", "丙"]),
    st.just(0),
    st.just(1),
    st.lists(st.lists(TESTS, max_size=2).map(tuple), max_size=2).map(tuple),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(REQUIREMENTS, max_size=4), st.integers(0, 200))
def test_knowing_more_never_turns_a_verdict_round(requirements: list[Requirement], staff: int) -> None:
    """What is decided without a fact stays so with it (Kleene's logic is monotone)."""
    benefit = offer(*requirements)
    unknown = assess(profile_of(HERE), benefit, DAY).verdict
    known = assess(profile_of(HERE | {"staff": staff}), benefit, DAY).verdict
    assert unknown in (known, Verdict.LACKS)


@given(st.lists(REQUIREMENTS, max_size=4), STAFFS)
def test_what_nobody_typed_is_never_met(requirements: list[Requirement], staff: int | None) -> None:
    found = assess(profile_of(HERE | {"staff": staff}), offer(*requirements), DAY)
    if found.verdict is Verdict.MEETS:
        assert requirements
        assert all(each.typed for each in requirements)
    if found.verdict is Verdict.LACKS:
        assert found.needs


def test_every_open_verdict_names_what_is_missing() -> None:
    for first, second in product((HIGH_TECH, STAFF, TEXT, PARTIAL), repeat=2):
        found = assess(Profile(), offer(first, second), DAY)
        assert found.verdict is Verdict.LACKS
        assert {PLACE} < {*found.needs}


# -- the days of a benefit itself ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effective", "expires", "meta", "verdict"),
    [
        (date(2022, 8, 11), date(2025, 8, 10), {"effective": None}, Verdict.APART),
        (date(2027, 1, 1), None, {"effective": None}, Verdict.APART),
        (date(2023, 11, 1), None, {"effective": None}, Verdict.MEETS),
        (date(2023, 11, 1), None, {"expires": date(2024, 1, 1)}, Verdict.APART),
        (date(2023, 11, 1), date(2030, 1, 1), {"draft": True}, Verdict.APART),
    ],
)
def test_a_benefit_of_another_time_than_its_document(
    effective: date | None, expires: date | None, meta: dict[str, Any], verdict: Verdict
) -> None:
    term = Term("自2022年8月11日起施行，有效期3年", 0, 0, effective, expires)
    offered = offer(requirement("在本市注册", held(Fact.REGION, "浙江省/宁波市/慈溪市")), meta=meta, term=term)
    assert assess(profile_of({"region": "慈溪市"}), offered, DAY).verdict is verdict


# -- persons ---------------------------------------------------------------------------------------------------------

OLD = requirement(
    "年满60周岁的本市户籍老年人", (number(Fact.PERSON_AGE, ">=", 60), held(Fact.HOUSEHOLD, "浙江省/宁波市"))
)


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({"person_age": 65, "household": "慈溪市"}, Verdict.MEETS),
        ({"person_age": 59, "household": "慈溪市"}, Verdict.FAILS),
        ({"person_age": 65, "household": "杭州市"}, Verdict.FAILS),
        ({"person_age": 65, "household": "浙江省"}, Verdict.LACKS),
        ({"person_age": 65}, Verdict.LACKS),
    ],
)
def test_a_person_is_decided_by_age_and_household(known: dict[str, object], verdict: Verdict) -> None:
    assert assessed(offer(OLD), **known).verdict is verdict


def test_a_grade_and_a_degree_exclude_the_others() -> None:
    severe = requirement("重度残疾人", held(Fact.DISABILITY, "一级残疾", "二级残疾"))
    graduate = requirement("本科及以上学历", held(Fact.EDUCATION, "本科", "硕士", "博士"))
    assert assessed(offer(severe), disability="三级残疾").verdict is Verdict.FAILS
    assert assessed(offer(severe), disability="二级残疾").verdict is Verdict.MEETS
    assert assessed(offer(graduate), education="硕士").verdict is Verdict.MEETS
    assert assessed(offer(graduate), education="大专").verdict is Verdict.FAILS
    assert assessed(offer(graduate)).verdict is Verdict.LACKS


def test_an_affirmed_state_is_asked_for_by_its_name() -> None:
    sound = requirement("财务管理制度健全", held(Fact.STATE, "财务制度健全"))
    assert assessed(offer(sound)).needs == (Need(Fact.STATE, names=("财务制度健全",)),)
    assert assessed(offer(sound), state={"财务制度健全": False}).verdict is Verdict.FAILS
    assert assessed(offer(sound), state=["财务制度健全"]).verdict is Verdict.MEETS


def test_a_figure_of_one_benefit_reckons_that_one_alone() -> None:
    paid = amount(AmountKind.RATE, rate=50, base="展位费", base_fact=Fact.COST)
    fair, tests = (offer(HIGH_TECH, title=title, key=at, amounts=(paid,)) for at, title in ((1, "参展"), (2, "检测")))
    known = profile_of({**HERE, "certification": "高企", "own": {named_benefit(fair): {"cost": "20万"}}})
    found = match(known, [fair, tests], DAY).assessments
    assert [each.sum.exact for each in found] == [Decimal(100_000), None]
    assert [each.sum.missing for each in found] == [(), (Fact.COST,)]
    assert "实际支出的费用 20万元（参展）" in described(known)
