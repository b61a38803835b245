"""The consultation in chat: what is asked next, what an answer tells, and what becomes of the result."""

from decimal import Decimal

import pytest
from benefits_by_hand import DAY, amount, held, number, offer, requirement, yes

from bot.benefits.confirming import titled
from bot.benefits.eligibility import PLACE, Need, Verdict, match
from bot.benefits.known_figure import exactly
from bot.benefits.profile import Profile
from bot.benefits.profile_files import profile_of
from bot.benefits.profile_text import statement_text
from bot.benefits.requesting import begins
from bot.consulting.asking import answered, next_need, question_for, skips, waiting_for
from bot.consulting.cards import cards
from bot.consulting.consultation import Step, Turn, step
from bot.consulting.listing import SHOWN, listing
from bot.consulting.match_text import tell
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


def known(found: Step | None) -> set[str]:
    assert found is not None
    return {statement_text(each) for each in found.state.profile.statements}


def test_what_is_wrong_is_put_right_taken_back_or_asked_again() -> None:
    _, changed, wrong, again, nothing = talk(
        "慈溪的高企，员工60人，能申请哪些补贴", "员工改成70", "员工人数说错了", "80人", "去掉小巨人"
    )
    assert "员工人数 70人" in known(changed)
    assert wrong is not None
    assert wrong.question == "贵单位的员工人数是多少人？"
    assert [statement_text(each) for each in wrong.gone] == ["员工人数 70人"]
    assert "员工人数 80人" in known(again)
    assert nothing is not None
    assert nothing.turn is Turn.NOTHING


def test_a_correction_keeps_the_time_of_what_it_corrects() -> None:
    _, corrected = talk("慈溪的高企，去年研发费用800万，能申请哪些补贴", "更正一下，研发费用是900万")
    assert {each for each in known(corrected) if "研发费用" in each} == {"研发费用 900万元"}


def test_nothing_of_an_answer_in_several_clauses_is_lost() -> None:
    _, told = talk("我们能申请哪些补贴", "在慈溪，做运动鞋的，三年前成立，去年买了辆车")
    assert known(told) >= {"注册地：慈溪市", "行业：运动鞋", "成立年限 2年～3年"}
    assert told is not None
    assert [each.words for each in told.unread] == ["去年买了辆车"]


@pytest.mark.parametrize(
    ("message", "noted"),
    [
        ("高企正在申请，还没上规", "资质认定：不是高新技术企业"),
        ("公司搬到余姚了，以前在慈溪", "注册地：余姚市"),
        ("营收大概五六千万", "营业收入 5000万元～6000万元"),
        ("专精特新是省里认定的", "资质认定：专精特新中小企业"),
    ],
)
def test_what_is_told_without_being_asked_is_noted(message: str, noted: str) -> None:
    _, told = talk("慈溪的企业能申请哪些补贴", message)
    assert noted in known(told)


@pytest.mark.parametrize(
    ("answer", "noted"),
    [
        ("还没评", "资质认定：不是高新技术企业"),
        ("材料报上去了", "资质认定：不是高新技术企业"),
        ("正在申请", "资质认定：不是高新技术企业"),
        ("去年评上的", "资质认定：高新技术企业"),
        ("有的，2024年拿到的", "资质认定：高新技术企业"),
    ],
)
def test_whether_a_title_is_held_is_answered_in_many_ways(answer: str, noted: str) -> None:
    _, told = talk("慈溪的企业能申请哪些补贴", answer)
    assert noted in known(told)


def test_a_title_of_another_level_answers_with_that_title() -> None:
    for answer in ("只有市级的", "有，市级的", "专精特新我们是市级的"):
        profile = answered(Profile(), Need(Fact.CERTIFICATION, names=("专精特新中小企业",)), answer, DAY)
        assert profile is not None
        assert [each.value for each in profile.statements] == ["市级专精特新中小企业"]


def test_what_was_answered_as_far_as_it_can_be_is_not_asked_again() -> None:
    offers = [offer(requirement("专精特新中小企业", held(Fact.CERTIFICATION, "专精特新中小企业")), title="甲")]
    asked = step(Consultation(), "慈溪的企业能申请哪些补贴", offers, DAY)
    assert asked is not None
    told = step(asked.state, "只有市级的", offers, DAY)
    assert told is not None
    assert (known(told) & {"资质认定：市级专精特新中小企业"}, told.question) == (
        {"资质认定：市级专精特新中小企业"},
        None,
    )


def test_the_total_is_told_where_it_is_asked_for() -> None:
    _, asked, other = talk("慈溪的高企，能申请哪些补贴", "员工60人，一共能拿多少？", "高企首次认定最多能拿多少")
    assert asked is not None
    assert (asked.turn, other) == (Turn.TOTAL, None)
    assert "合计" in tell(asked).text
    assert "10万元" in tell(asked).text


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
        ("我们是海淀的机器人公司，成立五年，想看看能拿哪些政策", True),
        ("我们是新成立的软件公司，有没有适合我们的政策", True),
        ("给我们推荐一下能申报的政策", True),
        ("政府对我们这种企业有什么支持", True),
        ("我们公司一共能拿多少补贴", True),
        ("海外孵化平台2000平米，最高可拿多少？", False),
        ("我这套房100平，9月一次交清，一共多少钱", False),
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
        ("算力券合同额1500万能领多少", False),
        ("老旧厂房改造投资400万能拿奖励吗", False),
        ("总投资1亿的生产线能拿多少补贴", False),
        ("设备投资500万的数字化车间能补多少", False),
        ("我们固定资产投资1.2亿能拿多少补贴", True),
        ("注册资本1000万的企业能享受哪些优惠", True),
        ("我们去年研发投入800万能申请哪些补贴", True),
    ],
)
def test_only_a_question_for_benefits_at_large_begins_it(message: str, begun: bool) -> None:
    assert (begins(message, DAY) is not None) is begun


# -- what was listed ---------------------------------------------------------------------------------------------------


CLAUSES = [
    offer(requirement("产品属于重点领域"), requirement("项目已开工建设"), title="甲", key=1),
    offer(requirement("产品属于重点领域"), requirement("已享受同类补助的除外", excludes=True), title="乙", key=2),
    offer(requirement("有改造项目", held(Fact.PROJECT, "老旧厂房改造")), title="丙", key=3),
]


def said_of_clauses(*messages: str) -> list[Step | None]:
    state, steps = Consultation(), list[Step | None]()
    for message in ("我们在慈溪，能申请哪些补贴", *messages):
        found = step(state, message, CLAUSES, DAY)
        state = found.state if found else state
        steps.append(found)
    return steps


def by_title(found: Step | None) -> dict[str, Verdict]:
    assert found is not None
    return {each.offer.benefit.title: each.verdict for each in found.matching.assessments}


def test_clauses_are_confirmed_by_the_numbers_that_were_told() -> None:
    asked, *_ = said_of_clauses()
    assert asked is not None
    told = listing(cards(asked.matching), SHOWN)
    number = {point.text: at for at, point in enumerate(told.points, 1)}
    assert sorted(number) == sorted(["产品属于重点领域", "项目已开工建设", "已享受同类补助的除外"])
    assert all(f"第{at}条“{text}”" in tell(asked).text for text, at in number.items())
    field, built, barred = (number[each] for each in ("产品属于重点领域", "项目已开工建设", "已享受同类补助的除外"))
    *_, both = said_of_clauses(f"第{field}、{built}条都没有问题")
    assert by_title(both)["甲"] is Verdict.MEETS
    assert both is not None
    assert "已确认：“产品属于重点领域” [" in tell(both).text
    *_, one, second = said_of_clauses(f"第{field}条符合", f"第{built}条不符合")
    assert by_title(one)["甲"] is Verdict.LACKS
    assert by_title(second)["甲"] is Verdict.FAILS
    *_, corrected = said_of_clauses(f"第{built}条不符合", f"第{built}条符合", f"第{field}条符合")
    assert by_title(corrected)["甲"] is Verdict.MEETS
    *_, free = said_of_clauses(f"第{field}条符合", f"第{barred}条没有")
    assert by_title(free)["乙"] is Verdict.MEETS
    *_, had = said_of_clauses(f"第{barred}条有")
    assert by_title(had)["乙"] is Verdict.FAILS


def test_of_what_bars_and_of_what_was_not_told_no_word_is_guessed() -> None:
    asked, *_ = said_of_clauses()
    assert asked is not None
    points = listing(cards(asked.matching), SHOWN).points
    barred = next(at for at, each in enumerate(points, 1) if each.excludes)
    *_, unclear, answer = said_of_clauses(f"第{barred}条符合", "没有")
    assert unclear is not None
    assert (unclear.turn, unclear.state.profile.confirmed) == (Turn.UNCLEAR, ())
    assert answer is not None
    assert answer.state.profile.confirms("已享受同类补助的除外", titled(CLAUSES[1].entry.metadata)) is True
    *_, beyond = said_of_clauses("第9条符合")
    assert beyond is not None
    assert (beyond.turn, beyond.state.profile.confirmed) == (Turn.UNCLEAR, ())


@pytest.mark.parametrize(
    "message", ["没有老厂房", "我们没做过厂房改造", "没有老厂房，不做厂房改造", "没有旧厂房改造项目"]
)
def test_what_there_is_not_may_be_said_in_short(message: str) -> None:
    *_, found = said_of_clauses(message)
    assert by_title(found)["丙"] is Verdict.FAILS


@pytest.mark.parametrize("message", ["没有厂子", "没有想法", "不做这个方向"])
def test_what_there_is_not_that_nothing_asks_for_stays_in_the_consultation(message: str) -> None:
    *_, found = said_of_clauses(message)
    assert found is not None
    assert found.turn is Turn.UNCLEAR
    assert by_title(found)["丙"] is Verdict.LACKS


@pytest.mark.parametrize("message", ["第一项怎么申请", "请问第1个的条件是什么？", "第一项"])
def test_a_benefit_that_was_told_is_told_more_of(message: str) -> None:
    asked, found = said_of_clauses(message)
    assert asked is not None
    assert found is not None
    assert found.turn is Turn.DETAIL
    assert found.detail is not None
    assert found.detail.benefit.id == cards(asked.matching).cards[0].id
    assert found.state == asked.state


def test_a_benefit_beyond_those_told_is_not_understood() -> None:
    for at in (0, 20):
        *_, found = said_of_clauses(f"第{at}项怎么申请")
        assert found is not None
        assert found.turn is Turn.UNCLEAR


def test_what_is_said_not_to_be_answers_a_clause_on_that_alone() -> None:
    one = Need(None, clause="未被列入失信名单")
    barred = Need(None, clause="有失信记录的除外", excludes=True)
    many = Need(None, clause="正被立案调查、严重失信的除外", excludes=True)
    for need, met in ((one, True), (barred, True), (many, None)):
        found = answered(Profile(), need, "没有失信", DAY)
        assert (found.confirms(need.clause) if found else None) is met


# -- what is asked ---------------------------------------------------------------------------------------------------


def test_what_decides_most_is_asked_first_then_what_is_worth_most() -> None:
    here = profile_of({"region": "慈溪市"})
    assert next_need(match(here, OFFERS, DAY)) == Need(Fact.CERTIFICATION, names=("高新技术企业",))
    rich = offer(requirement("甲", yes(Fact.INDEPENDENT)), key=5, amounts=(amount(value=900_000),))
    poor = offer(requirement("乙", yes(Fact.TAXPAYER)), key=6, amounts=(amount(value=100_000),))
    assert next_need(match(here, [poor, rich], DAY)) == Need(Fact.INDEPENDENT)


def test_a_clause_that_many_share_is_asked_before_what_few_ask() -> None:
    shared = requirement("产品属于重点领域")
    offers = [offer(shared, title=title, key=at) for at, title in enumerate("甲乙丙", 1)]
    offers.append(
        offer(requirement("员工50人以上", number(Fact.STAFF, ">=", 50)), requirement("另有项目"), title="丁", key=4)
    )
    here = profile_of({"region": "慈溪市"})
    need = next_need(match(here, offers, DAY))
    assert need is not None
    assert need.clause == "产品属于重点领域"
    known = answered(here, need, "是", DAY)
    assert known is not None
    assert [each.verdict for each in match(known, offers, DAY).assessments] == [Verdict.MEETS] * 3 + [Verdict.LACKS]
    assert next_need(match(known, offers, DAY)) == Need(Fact.STAFF)


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
        (Need(Fact.PROJECT, names=("参展",)), "没做过", {"project": {"参展": False}}),
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
    ("message", "city"),
    [
        ("北京经济技术开发区", "北京市"),
        ("我们在苏州工业园区", "江苏省/苏州市"),
        ("注册在武汉东湖高新区", "湖北省/武汉市"),
    ],
)
def test_a_zone_answers_where_with_its_place(message: str, city: str) -> None:
    found = answered(Profile(), PLACE, message, DAY)
    assert found is not None
    assert found.truth(held(Fact.REGION, city), 2026) is True


@pytest.mark.parametrize(
    ("need", "message"),
    [
        (Need(Fact.STAFF), "是的"),
        (Need(Fact.STAFF), "几十人"),
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


def test_what_of_a_message_was_not_taken_up_is_told() -> None:
    first, second, third = talk(
        "我们在慈溪，软件著作权10个，能申请哪些补贴", "员工60人，今年准备申报高企", "我们有两个车间"
    )
    assert first is not None and second is not None and third is not None  # noqa: PT018
    assert "没有读懂（或没有全读懂）：“软件著作权10个”" in tell(first).text
    assert [each.fact for each in second.noted] == [Fact.STAFF]
    assert "没有计入：“今年准备申报高企”" in tell(second).text
    assert third.turn is Turn.UNCLEAR
    assert "“我们有两个车间”" in tell(third).text


def test_who_is_no_high_tech_firm_is_asked_of_no_title_that_says_so() -> None:
    titles = [
        offer(requirement("首次认定的高企", held(Fact.NEW_CERTIFICATION, "高新技术企业")), key=1, title="甲"),
        offer(requirement("重新认定的高企", held(Fact.RENEWED_CERTIFICATION, "高新技术企业")), key=2, title="乙"),
        offer(requirement("高企", held(Fact.CERTIFICATION, "高新技术企业")), key=3, title="丙"),
    ]
    state = Consultation()
    for message in ("我们在慈溪，我们不是高企，能申请哪些补贴", "看结果"):
        found = step(state, message, titles, DAY)
        assert found is not None
        state = found.state
    assert set(verdicts(found)) == {Verdict.FAILS}
    assert found.question is None


@pytest.mark.parametrize(
    ("message", "held"),
    [
        ("今年准备申报高企", None),
        ("还没有，准备明年申报", False),
        ("没有，正在申请", False),
        ("是的", True),
        ("打算评高企", None),
    ],
)
def test_what_is_only_intended_is_no_yes(message: str, held: bool | None) -> None:
    need = Need(Fact.CERTIFICATION, names=("高新技术企业",))
    known = answered(Profile(), need, message, DAY)
    assert (known.statements[0].holds if known else None) is held


def test_how_many_wait_for_an_answer_is_told() -> None:
    credit = requirement("信用良好", yes(Fact.GOOD_CREDIT))
    offers = [offer(credit, title=str(at), key=at) for at in (1, 2, 3)]
    matching = match(profile_of({"region": "慈溪市"}), offers, DAY)
    need = next_need(matching)
    assert need is not None
    assert (need.fact, waiting_for(matching, need)) == (Fact.GOOD_CREDIT, 3)


def test_a_question_that_nobody_could_answer_is_not_asked_for_another_document() -> None:
    clause = requirement("注册在其他区域的参照执行")
    offers = [offer(clause, title=str(at), key=at, meta={"title": f"第{at}号办法"}) for at in (1, 2)]
    matching = match(profile_of({"region": "慈溪市"}), offers, DAY)
    need = next_need(matching)
    assert need is not None
    assert need.clause == clause.clause
    assert next_need(matching, [need]) is None
