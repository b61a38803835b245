"""The expected verdicts: three-valued logic worked by hand, the labelled enterprises, and matching judged against them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.benefits.confirming import titled
from bot.benefits.eligibility import assess
from bot.benefits.profile_files import profile_of
from corpus.benefit_records import AmountKind, Fact, Operator, Requirement
from corpus.benefit_records import Test as Asked
from corpus.load import parse
from corpus.records import Document
from eval.benchmark import cli
from eval.benefit_labels import (
    AmountLabel,
    BenefitLabel,
    Clause,
    Key,
    Labels,
    Place,
    Reading,
    read_documents,
    read_labels,
)
from eval.benefit_truth import truth as as_benefit
from eval.confirmed import person_truth, tell_confirmed
from eval.profiles import (
    EXPECTED,
    Profile,
    both,
    clause_truth,
    either,
    expected,
    in_place,
    open_clauses,
    read_profiles,
)
from eval.profiles import test_truth as truth_of
from eval.verdict_causes import ABSENT as ABSENT_CLAUSE
from eval.verdict_causes import ASKED, FACT, PART, cause_of
from eval.verdict_causes import TEXT as TEXT_CLAUSE
from eval.verdicts import Outcome, confusion, extracted_cases, labelled_cases, stated, tell_all

KEY: Key = ("samples/a.txt", "")
TODAY = date(2024, 6, 1)
TEXT = "在北京市注册的高新技术企业，年营业收入2000万元以上，有严重失信的不得申报，奖励50万元。"
ABSENT = Path("/absent/documents")

HIGH = Asked(Fact.CERTIFICATION, Operator.IN, ("高新技术企业",))
SPECIAL = Asked(Fact.CERTIFICATION, Operator.IN, ("专精特新中小企业",))
LARGE = Asked(Fact.REVENUE, Operator.AT_LEAST, Decimal(20_000_000))
BAD = Asked(Fact.GOOD_CREDIT, Operator.IS, False)


def place(words: str) -> Place:
    start = TEXT.index(words)
    return Place(start, start + len(words), "")


def clause(
    *alternatives: tuple[Asked, ...], partial: bool = False, excludes: bool = False, words: str = "高新技术企业"
) -> Clause:
    return Clause(place(words), alternatives, partial, excludes)


def enterprise(**changes: object) -> Profile:
    return replace(Profile("甲", TODAY), **changes)  # type: ignore[arg-type]


def named(fact: Fact, *names: str, denied: tuple[str, ...] = (), complete: bool = False) -> Profile:
    known = {fact: names} if names else {}
    return enterprise(
        names=known, denied={fact: denied} if denied else {}, complete=frozenset({fact}) if complete else frozenset()
    )


LABEL = BenefitLabel(
    KEY,
    "北京市",
    date(2024, 1, 1),
    date(2024, 12, 31),
    "高企奖励",
    place(TEXT),
    amounts=(AmountLabel(place("奖励50万元"), (Reading(AmountKind.FIXED, value=Decimal(500_000)),)),),
    beneficiaries=(clause((HIGH,)),),
    conditions=(
        clause((LARGE,), words="年营业收入2000万元以上"),
        clause((BAD,), excludes=True, words="有严重失信的不得申报"),
    ),
)
HELD = Requirement("高新技术企业", *place("高新技术企业").span, ((HIGH,),))
BESIDE = Requirement("奖励", *place("奖励").span)
FITTING = Profile(
    "乙",
    TODAY,
    names={Fact.REGION: ("北京市/海淀区",), Fact.CERTIFICATION: ("高新技术企业",)},
    values={(Fact.REVENUE, ""): Decimal(20_000_000), (Fact.GOOD_CREDIT, ""): True},
)


@pytest.mark.parametrize(
    ("truths", "conjunction", "disjunction"),
    [
        ([], True, False),
        ([True, None], None, True),
        ([False, None], False, None),
        ([True, True], True, True),
        ([False, False], False, False),
    ],
)
def test_kleene(truths: list[bool | None], conjunction: bool | None, disjunction: bool | None) -> None:
    assert both(truths) is conjunction
    assert either(truths) is disjunction


def test_a_name_that_is_not_listed_is_unknown_unless_denied_or_the_list_is_complete() -> None:
    assert truth_of(named(Fact.CERTIFICATION, "高新技术企业"), HIGH) is True
    assert truth_of(named(Fact.CERTIFICATION, "高新技术企业"), SPECIAL) is None
    assert truth_of(named(Fact.CERTIFICATION, denied=("专精特新中小企业",)), SPECIAL) is False
    assert truth_of(named(Fact.CERTIFICATION, "高新技术企业", complete=True), SPECIAL) is False
    assert truth_of(enterprise(), HIGH) is None


def test_one_size_says_that_it_is_no_other() -> None:
    small = Asked(Fact.SIZE, Operator.IN, ("小型", "微型"))
    assert truth_of(named(Fact.SIZE, "微型"), small) is True
    assert truth_of(named(Fact.SIZE, "大型"), small) is False


def test_not_in_is_the_opposite_and_unknown_stays_unknown() -> None:
    unlisted = Asked(Fact.LISTING, Operator.NOT_IN, ("境内上市",))
    assert truth_of(named(Fact.LISTING, "境内上市"), unlisted) is False
    assert truth_of(named(Fact.LISTING, "未上市", complete=True), unlisted) is True
    assert truth_of(named(Fact.LISTING), unlisted) is None


@pytest.mark.parametrize(
    ("place_of", "wanted", "truth"),
    [
        ("北京市/海淀区", "北京市", True),
        ("北京市", "北京市/海淀区", None),
        ("上海市", "北京市", False),
        ("北京市/海淀区", "北京市/朝阳区", False),
        ("北京市/海淀区", "北京市/海", False),
    ],
)
def test_a_place_lies_in_those_above_it(place_of: str, wanted: str, truth: bool | None) -> None:
    assert in_place(named(Fact.REGION, place_of), wanted) is truth


def test_a_zone_is_known_by_its_name_alone() -> None:
    zone = Asked(Fact.REGION, Operator.IN, ("中关村示范区",))
    assert truth_of(named(Fact.REGION, "北京市/海淀区"), zone) is None
    assert truth_of(named(Fact.REGION, "北京市/海淀区", "中关村示范区"), zone) is True


@pytest.mark.parametrize(
    ("operator", "revenue", "truth"),
    [
        (Operator.AT_LEAST, 20_000_000, True),
        (Operator.MORE, 20_000_000, False),
        (Operator.AT_MOST, 20_000_000, True),
        (Operator.LESS, 20_000_000, False),
        (Operator.EQUAL, 20_000_000, True),
        (Operator.AT_LEAST, 19_999_999, False),
    ],
)
def test_figures_at_the_threshold(operator: Operator, revenue: int, truth: bool) -> None:
    known = enterprise(values={(Fact.REVENUE, "上年度"): Decimal(revenue)})
    assert truth_of(known, replace(LARGE, operator=operator)) is truth
    assert truth_of(known, replace(LARGE, period="近3年")) is None


def test_a_partial_clause_can_fail_but_not_be_met() -> None:
    for revenue, truth in ((30_000_000, None), (10_000_000, False)):
        known = enterprise(values={(Fact.REVENUE, ""): Decimal(revenue)})
        assert clause_truth(known, KEY, clause((LARGE,), partial=True)) is truth


def test_an_exclusion_is_met_by_whom_it_does_not_fit() -> None:
    good = enterprise(values={(Fact.GOOD_CREDIT, ""): True})
    assert clause_truth(good, KEY, clause((BAD,), excludes=True)) is True
    assert clause_truth(good, KEY, clause((BAD,), excludes=True, partial=True)) is None
    dishonest = enterprise(values={(Fact.GOOD_CREDIT, ""): False})
    assert clause_truth(dishonest, KEY, clause((BAD,), excludes=True)) is False


def test_an_open_list_never_fails() -> None:
    other = named(Fact.CERTIFICATION, complete=True)
    assert clause_truth(other, KEY, clause((HIGH,), (SPECIAL,))) is False
    assert clause_truth(other, KEY, clause((HIGH,), ())) is None


def test_a_clause_of_text_waits_for_a_persons_word() -> None:
    text = clause()
    assert clause_truth(enterprise(), KEY, text) is None
    for met in (True, False):
        assert clause_truth(enterprise(confirmed={(KEY, text.place.start): met}), KEY, text) is met


def test_a_persons_word_does_not_save_a_clause_that_fails() -> None:
    failing = enterprise(values={(Fact.REVENUE, ""): Decimal(1)}, confirmed={(KEY, place("高新技术企业").start): True})
    assert clause_truth(failing, KEY, clause((LARGE,), partial=True)) is False


def test_the_verdict_of_one_notice() -> None:
    assert expected(FITTING, LABEL) == "符合"
    assert expected(replace(FITTING, as_of=date(2025, 1, 1)), LABEL) == "不在有效期"
    assert expected(replace(FITTING, as_of=date(2024, 12, 31)), LABEL) == "符合"
    assert expected(replace(FITTING, values={}), LABEL) == "缺信息"
    elsewhere = {**FITTING.names, Fact.REGION: ("上海市",)}
    assert expected(replace(FITTING, names=elsewhere, values={}), LABEL) == "不符合"
    assert [one.place for one in open_clauses(replace(FITTING, values={}), LABEL)] == [
        one.place for one in LABEL.conditions
    ]


def test_no_amount_for_the_enterprise_is_no_benefit() -> None:
    (amount,) = LABEL.amounts
    tiered = replace(LABEL, amounts=(replace(amount, when=(clause((SPECIAL,)),)),))
    assert expected(FITTING, tiered) == "缺信息"
    assert expected(replace(FITTING, complete=frozenset({Fact.CERTIFICATION})), tiered) == "不符合"
    both_tiers = replace(tiered, amounts=(*tiered.amounts, amount))
    assert expected(replace(FITTING, complete=frozenset({Fact.CERTIFICATION})), both_tiers) == "符合"


def test_a_benefit_that_names_no_condition_is_unknown() -> None:
    assert expected(FITTING, replace(LABEL, beneficiaries=(), conditions=())) == "缺信息"


# -- the labelled enterprises --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def labels() -> Labels:
    return read_labels()


@pytest.fixture(scope="module")
def samples(labels: Labels) -> dict[Key, Document]:
    return read_documents(labels.documents, ABSENT)


def test_thirty_enterprises_have_ten_verdicts_each_that_a_person_checked(labels: Labels) -> None:
    profiles = read_profiles()
    assert len({profile.id for profile in profiles}) == 30
    benefits = {(label.document, label.title): label for label in labels.benefits if not label.optional}
    for profile in profiles:
        assert len(profile.reviewed) == 10
        reckoned = {key: expected(profile, benefits[key]) for key in profile.reviewed}
        assert reckoned == profile.reviewed, profile.id
    assert {verdict for profile in profiles for verdict in profile.reviewed.values()} == set(EXPECTED)


def test_confirmed_clauses_are_labelled_ones(labels: Labels) -> None:
    starts = {(label.document, clause.place.start) for label in labels.benefits for clause in label.clauses}
    assert all(place in starts for profile in read_profiles() for place in profile.confirmed)


# -- matching judged -----------------------------------------------------------------------------------------------


def test_matching_offers_no_labelled_benefit_that_is_not_met(labels: Labels, samples: dict[Key, Document]) -> None:
    outcomes = list(tell_all(read_profiles(), labelled_cases(labels, samples), labels, samples))
    assert len(outcomes) == 30 * sum(label.document in samples and not label.optional for label in labels.benefits)
    assert not [outcome for outcome in outcomes if outcome.falsely_met or outcome.groundless or outcome.out_of_force]


def test_a_wrong_verdict_is_seen() -> None:
    for wanted, given, seen in (
        ("缺信息", "符合", "falsely_met"),
        ("不符合", "缺信息", "groundless"),
        ("不在有效期", "缺信息", "out_of_force"),
    ):
        outcome = Outcome("甲", KEY, "高企奖励", wanted, given)
        assert [name for name in ("falsely_met", "groundless", "out_of_force") if getattr(outcome, name)] == [seen]
    assert confusion([Outcome("甲", KEY, "a", "符合", "缺信息")] * 2) == {("符合", "缺信息"): 2}


def test_extracted_benefits_are_judged_by_the_label_that_they_mean() -> None:
    document = parse(TEXT.encode(), "a.txt")
    read = as_benefit(LABEL, document)
    labels = Labels((KEY,), (LABEL,))
    ((label, offer),) = extracted_cases(labels, {KEY: document}, lambda _: [read])
    assert label is LABEL
    assert offer.benefit is read
    assert extracted_cases(labels, {KEY: document}, lambda _: []) == []


@pytest.mark.parametrize(
    ("read", "profile", "cause"),
    [
        ((), {"certification": {"高新技术企业": False}}, ABSENT_CLAUSE),
        ((replace(HELD, alternatives=()),), {"certification": {"高新技术企业": False}}, TEXT_CLAUSE),
        ((replace(HELD, alternatives=((replace(HIGH, value=("科技企业",)),),)),), {"certification": {"高新技术企业": False}}, PART),
        ((HELD, BESIDE), {"certification": ["高新技术企业"]}, ASKED),
        ((HELD,), {}, FACT),
    ],
)  # fmt: skip
def test_what_stands_behind_a_verdict_is_said(
    read: tuple[Requirement, ...], profile: dict[str, object], cause: str
) -> None:
    document = parse(TEXT.encode(), "a.txt")
    label = replace(LABEL, conditions=(), amounts=())
    known = profile_of({"region": "北京市/海淀区", **profile})
    names = profile.get("certification")
    held = ("高新技术企业",) if isinstance(names, list) else ()
    denied = ("高新技术企业",) if isinstance(names, dict) else ()
    described = Profile(
        "丙",
        TODAY,
        names={Fact.REGION: ("北京市/海淀区",), Fact.CERTIFICATION: held},
        denied={Fact.CERTIFICATION: denied},
    )
    benefit = replace(as_benefit(LABEL, document), beneficiaries=read, conditions=(), amounts=())
    ((_, offer),) = extracted_cases(Labels((KEY,), (label,)), {KEY: document}, lambda _: [benefit])
    assert cause_of(described, label, assess(known, offer, TODAY)) == cause


def test_a_profile_is_stated_with_its_places_figures_and_confirmed_clauses() -> None:
    document = parse(TEXT.encode(), "a.txt")
    profile = replace(
        FITTING,
        names={**FITTING.names, Fact.REGION: ("北京市/海淀区", "中关村示范区")},
        confirmed={(KEY, LABEL.beneficiaries[0].place.start): False},
    )
    told = stated(profile, Labels((KEY,), (LABEL,)), {KEY: document})
    assert told.places == (("北京市", "海淀区"),)
    assert told.truth(Asked(Fact.REGION, Operator.IN, ("中关村示范区",)), 2024) is True
    assert told.truth(LARGE, 2024) is True
    assert told.confirms("高新技术企业", titled(document.metadata)) is False


@pytest.mark.parametrize(
    ("asked", "truth"),
    [
        (clause(), True),
        (clause(excludes=True), True),
        (clause((LARGE,), partial=True), True),
        (clause((Asked(Fact.STAFF, Operator.AT_LEAST, Decimal(10)),)), None),
        (clause((Asked(Fact.STAFF, Operator.AT_LEAST, Decimal(10)),), ()), True),
    ],
)
def test_a_person_finds_met_what_only_they_can_tell(asked: Clause, truth: bool | None) -> None:
    assert person_truth(FITTING, KEY, asked) is truth


def test_once_every_clause_is_answered_matching_tells_what_the_labels_do(
    labels: Labels, samples: dict[Key, Document]
) -> None:
    outcomes = list(tell_confirmed(read_profiles()[:6], labelled_cases(labels, samples), labels, samples))
    assert {each.given for each in outcomes} >= {"符合", "不符合", "缺信息"}
    assert not [each for each in outcomes if each.expected != each.given]


def test_the_benchmark_prints_both_tables() -> None:
    for options, words in (([], "amount precision"), (["--profiles"], "shown as 符合 that is not: 0")):
        result = CliRunner().invoke(cli, ["benefits", "--data", str(ABSENT), *options])
        assert result.exit_code == 0, result.output
        assert words in result.output
