"""The consultation in chat: what is asked next, what an answer tells, and what becomes of the result."""

from decimal import Decimal

import pytest
from benefits_by_hand import DAY, amount, held, number, offer, requirement, yes

from bot.asking import answered, next_need, question_for, skips
from bot.consultation import Step, Turn, begins, step
from bot.eligibility import PLACE, Need, Verdict, match
from bot.profile import Profile, exactly
from bot.profile_files import profile_of
from bot.records import Consultation
from corpus.benefit_records import AmountKind, Fact

HIGH_TECH = requirement("高新技术企业", held(Fact.CERTIFICATION, "高新技术企业"))
STAFF = requirement("员工不少于50人", number(Fact.STAFF, ">=", 50))
TEXT = requirement("经营状况良好")
RATE = amount(AmountKind.RATE, rate=10, base="研发费用", base_fact=Fact.RD_EXPENSE, cap=500_000)
OFFERS = [
    offer(HIGH_TECH, STAFF, title="甲", key=1, amounts=(amount(value=100_000),)),
    offer(HIGH_TECH, title="乙", key=2, amounts=(RATE,)),
    offer(TEXT, title="丙", key=3),
]


def talk(*messages: str) -> list[Step | None]:
    """The steps of a conversation, None for what is no part of it."""
    state, steps = Consultation(), list[Step | None]()
    for message in messages:
        found = step(state, message, OFFERS, DAY)
        state = found.state if found else state
        steps.append(found)
    return steps


def verdicts(found: Step | None) -> list[Verdict]:
    assert found is not None
    return [each.verdict for each in found.matching.assessments]


def test_a_whole_conversation() -> None:
    asked, place, title, staff, spent, done = talk("我们能申请哪些补贴？", "慈溪", "是的", "60", "800万左右", "符合")
    assert asked is not None
    assert (asked.turn, asked.state.pending) == (Turn.STARTED, PLACE)
    assert place is not None
    assert place.question == "贵单位目前是（有）高新技术企业吗？"
    assert title is not None
    assert title.question == "贵单位的员工人数是多少人？"
    assert verdicts(title) == [Verdict.LACKS, Verdict.MEETS, Verdict.LACKS]
    assert verdicts(staff) == [Verdict.MEETS, Verdict.MEETS, Verdict.LACKS]
    assert staff is not None
    assert staff.question == "贵单位上年度的研发费用是多少元？"
    assert spent is not None
    assert spent.question == "请确认：贵单位符合“经营状况良好”吗？（是／否／不清楚）"
    assert done is not None
    assert (verdicts(done), done.question) == ([Verdict.MEETS] * 3, None)


def test_facts_in_the_question_count() -> None:
    (asked,) = talk("我们是慈溪的高企，员工60人，能申请哪些补贴？")
    assert verdicts(asked) == [Verdict.MEETS, Verdict.MEETS, Verdict.LACKS]


def test_a_correction_changes_the_result() -> None:
    _, corrected, again = talk("慈溪的高企能享受什么政策", "我们不是高企", "我们现在是高企了")
    assert verdicts(corrected)[:2] == [Verdict.FAILS, Verdict.FAILS]
    assert verdicts(again)[:2] == [Verdict.LACKS, Verdict.MEETS]


def test_what_nobody_knows_is_not_asked_again() -> None:
    steps = talk("慈溪的企业能享受什么政策", "不清楚", "跳过", "不知道", "这个不太清楚")
    questions = [each.question for each in steps if each]
    assert len(set(questions)) == len(questions)
    assert questions[-1] is None


def test_the_state_is_shown_and_cleared() -> None:
    _, shown, cleared, _ = talk("慈溪的高企能享受什么政策", "看看资料", "重新来", "慈溪")
    assert shown is not None
    assert shown.turn is Turn.SHOWN
    assert cleared is not None
    assert (cleared.turn, cleared.state.profile, cleared.state.pending) == (Turn.CLEARED, Profile(), PLACE)


def test_other_questions_are_none_of_it() -> None:
    steps = talk(
        "我们能申请哪些补贴",
        "慈溪2024年研发投入强度目标是多少？",
        "慈溪2024年技术交易额",
        "高企2024年的数量",
        "小升规奖励是一次发完吗",
    )
    assert steps[0] is not None
    assert steps[1:] == [None] * 4
    assert talk("慈溪", "是的", "60人", "重新来", "跳过") == [None] * 5


def test_a_bare_yes_that_answers_nothing_is_asked_again() -> None:
    _, unclear = talk("我们是慈溪的高企，能申请哪些补贴", "是的")
    assert unclear is not None
    assert (unclear.turn, unclear.question) == (Turn.UNCLEAR, "贵单位的员工人数是多少人？")


@pytest.mark.parametrize(
    ("message", "begun"),
    [
        ("有什么政策可以享受", True),
        ("能拿多少钱", True),
        ("我是慈溪的一家规上企业，想问一下我们可以享受什么优惠", True),
        ("个体工商户能享受什么优惠政策", True),
        ("我们员工60人能拿什么补贴", True),
        ("首次认定国家高企能拿多少", False),
        ("高企能拿多少钱", False),
        ("老年人能享受哪些补贴", False),
        ("残疾人可以申请哪些补助", False),
        ("哪些项目可以申请加氢站补贴", False),
        ("参展有什么补贴", False),
        ("有哪些补贴", False),
        ("公租房可以申请哪些补贴", False),
        ("申请高企认定有什么条件", False),
    ],
)
def test_only_a_question_for_benefits_at_large_begins_it(message: str, begun: bool) -> None:
    assert (begins(message, DAY) is not None) is begun


# -- what is asked ---------------------------------------------------------------------------------------------------


def test_what_decides_most_is_asked_first_then_what_is_worth_most() -> None:
    here = profile_of({"region": "慈溪市"})
    assert next_need(match(here, OFFERS, DAY)) == Need(Fact.CERTIFICATION, names=("高新技术企业",))
    rich = offer(requirement("甲", yes(Fact.INDEPENDENT)), key=5, amounts=(amount(value=900_000),))
    poor = offer(requirement("乙", yes(Fact.TAXPAYER)), key=6, amounts=(amount(value=100_000),))
    assert next_need(match(here, [poor, rich], DAY)) == Need(Fact.INDEPENDENT)


def test_what_one_thing_has_cost_is_never_asked_at_large() -> None:
    paid = offer(HIGH_TECH, amounts=(amount(AmountKind.RATE, rate=10, base="展位费", base_fact=Fact.COST),))
    found = match(profile_of({"region": "慈溪市", "certification": "高企"}), [paid], DAY)
    assert found.assessments[0].sum.missing == (Fact.COST,)
    assert next_need(found) is None


def test_every_need_has_one_plain_question() -> None:
    for fact in Fact:
        for names in ((), ("甲",), ("甲", "乙")):
            asked = question_for(Need(fact, names=names))
            assert asked.endswith(("？", "“没有”。"))
            assert "{" not in asked
    assert "有" in question_for(Need(None, clause="已享受的", excludes=True))


# -- what is answered ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "message", "told"),
    [
        (Need(Fact.TAXPAYER), "是", {"taxpayer": True}),
        (Need(Fact.TAXPAYER), "不是", {"taxpayer": False}),
        (Need(Fact.GOOD_CREDIT), "没有", {"good_credit": True}),
        (Need(Fact.GOOD_CREDIT), "有", {"good_credit": False}),
        (Need(Fact.STAFF), "60", {"staff": 60}),
        (Need(Fact.STAFF), "大概60人", {"staff": "约60人"}),
        (Need(Fact.STAFF), "有60名员工", {"staff": 60}),
        (Need(Fact.RD_EXPENSE), "没有", {"rd_expense": 0}),
        (Need(Fact.RD_EXPENSE), "800万", {"rd_expense": 8_000_000}),
        (Need(Fact.RD_EXPENSE, "近三年"), "2000万", {"rd_expense@近三年": 20_000_000}),
        (Need(Fact.AGE), "2021年3月", {"age": 5}),
        (Need(Fact.AGE), "五年", {"age": 5}),
        (Need(Fact.CERTIFICATION, names=("高新技术企业",)), "不是", {"certification": {"高企": False}}),
        (Need(Fact.CERTIFICATION, names=("高新技术企业",)), "还没有", {"certification": {"高企": False}}),
        (
            Need(Fact.CERTIFICATION, names=("高新技术企业", "科技型中小企业")),
            "科技型中小企业",
            {"certification": {"高企": False, "科小": True}},
        ),
        (
            Need(Fact.CERTIFICATION, names=("高新技术企业", "科技型中小企业")),
            "都没有",
            {"certification": {"高企": False, "科小": False}},
        ),
        (PLACE, "我们在慈溪", {"region": "慈溪市"}),
        (PLACE, "浙江省宁波市慈溪市", {"region": "慈溪市"}),
    ],
)
def test_answers_are_understood(need: Need, message: str, told: dict[str, object]) -> None:
    found = answered(Profile(), need, message, DAY)
    assert found is not None
    wanted = profile_of(told)
    for statement in wanted.statements:
        assert any(
            (each.key[0], each.value, each.holds) == (statement.fact, statement.value, statement.holds)
            or each.key[0] is Fact.REGION
            for each in found.statements
        ), found
        assert {each.period for each in found.statements} == {statement.period}


@pytest.mark.parametrize(
    ("need", "message"),
    [
        (Need(Fact.STAFF), "是的"),
        (Need(Fact.STAFF), "五六十人"),
        (Need(Fact.STAFF), "慈溪2024年有多少高企？"),
        (Need(Fact.STAFF), "800万元"),
        (Need(Fact.CERTIFICATION, names=("高新技术企业", "科技型中小企业")), "是的"),
        (PLACE, "慈溪2024年技术交易额"),
        (PLACE, "不是"),
        (Need(Fact.TAXPAYER), "为什么要问这个"),
    ],
)
def test_what_is_no_answer_is_none(need: Need, message: str) -> None:
    assert answered(Profile(), need, message, DAY) is None


def test_a_clause_is_confirmed_and_an_exclusion_the_other_way_round() -> None:
    clause, barred = Need(None, clause="经营状况良好"), Need(None, clause="已享受的除外", excludes=True)
    for need, message, met in (
        (clause, "符合", True),
        (clause, "不符合", False),
        (barred, "没有", True),
        (barred, "有", False),
    ):
        found = answered(Profile(), need, message, DAY)
        assert found is not None
        assert found.confirms(need.clause) is met


def test_other_facts_in_an_answer_are_kept() -> None:
    found = answered(Profile(), Need(Fact.STAFF), "60人，去年研发投入800万", DAY)
    assert found is not None
    assert found.figure(Fact.STAFF, "", 2026) == exactly(Decimal(60))
    assert found.figure(Fact.RD_EXPENSE, "", 2026) == exactly(Decimal(8_000_000))


@pytest.mark.parametrize(
    ("message", "skipped"),
    [("不清楚", True), ("这个不知道。", True), ("跳过吧", True), ("先跳过", True), ("不是", False), ("没有", False)],
)
def test_passing_over_a_question(message: str, skipped: bool) -> None:
    assert skips(message) is skipped
