"""Verdicts and sums on invented policies of many kinds: what is concluded is right, and what is in doubt is not concluded."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from bot.cases.case import case
from bot.cases.cases import asks_amount, solutions
from bot.cases.grants import Block
from bot.cases.sums import asks_sum, given, of_claim, reckoned
from bot.cases.verdicts import Clause, asks_whether, findings
from bot.records import Kind
from bot.understanding.stated import benefit_figures, stated

DATA = Path(__file__).parent / "data" / "stated.tsv"
CASES = [line.split("\t") for line in DATA.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def said(question: str, text: str) -> str:
    """What is concluded of one sentence, as an answer does."""
    opener, _, sentence = text.rpartition("¦")
    clauses = [Clause(sentence, opener)]
    found = findings(question, clauses)
    if not all(finding.met for finding in found):
        return "".join(finding.line for finding in found)
    results = solutions(case(question), Block((sentence,), opener, ("",))) if asks_amount(question) else ()
    if results and results[0].reckoned:
        return f"{of_claim(benefit_figures(question), results[0].value)}{results[0].line}"
    total = reckoned(question, clauses)
    return total.line if total else "".join(finding.line for finding in found)


@pytest.mark.parametrize(("text", "question", "outcome"), CASES)
def test_concludes_what_the_sentence_allows(text: str, question: str, outcome: str) -> None:
    line = said(question, text)
    if outcome == "-":
        assert line == ""
        return
    assert asks_whether(question) or asks_sum(question)
    assert all(wanted in line for wanted in outcome.split("："))
    assert ("不符合" in line) == ("不符合" in outcome)


def test_a_third_of_the_cases_is_undecided() -> None:
    assert 3 * sum(outcome == "-" for _, _, outcome in CASES) >= len(CASES) > 60


@pytest.mark.parametrize(
    ("question", "low", "high", "unit"),
    [
        ("固投480万", 4_800_000, 4_800_000, "元"),
        ("设备花了两亿", 200_000_000, 200_000_000, "元"),
        ("开业3年多了", 3, 4, "年"),
        ("注册快五年了", Decimal("4.5"), 5, "年"),
        ("参保断断续续一年半", Decimal("1.5"), Decimal("1.5"), "年"),
        ("收入３０００块", 3000, 3000, "元"),
        ("我今年四十七，可以吗", 47, 47, "岁"),
        ("我今年五十多了", 50, 60, "岁"),
        ("积分两百多", 200, 300, "分"),
        ("职工25个人", 25, 25, "人"),
        ("面积差不多90平", 81, 99, "平米"),
        ("注册资本没有500万", None, 5_000_000, "元"),
        ("产值超过1.5亿", 150_000_000, None, "元"),
    ],
)
def test_reads_spoken_figures(question: str, low: float | None, high: float | None, unit: str) -> None:
    (figure,) = stated(question)
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "question", ["能拿500万的补助吗", "租赁费能按5%补吗", "社保要满3年吗", "2024年5月申报行吗", "第3批还能报吗"]
)
def test_a_figure_of_the_benefit_is_not_the_askers(question: str) -> None:
    assert stated(question) == ()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("企业融资租赁合同额900万元，租赁费可以补贴吗", "不符合：这一条要求“融资租赁合同额达到1000万元的”"),
        ("改造存量空间，近2年实际投入2000万元，最多能补多少？", "600万元（"),
        ("标杆型孵化器引领类首年最多多少", "最多1000万元（原文第1年的标准）"),
        ("标杆型孵化器培育类三年一共最多多少", "最多400万元"),
        ("单身，今年二十八，可以独立申请公租房吗", "不符合：这一条要求“单身者年满30周岁”"),
        ("被列入经营异常名录了，可以走简易注销吗", "不符合：原文写明"),
    ],
)
def test_answers_lead_with_the_conclusion_and_cite_it(samples_bot: PolicyBot, question: str, first: str) -> None:
    answer = samples_bot.ask(question)
    assert answer.text.startswith(first)
    assert answer.kind in (Kind.TEXT, Kind.NUMBER)
    for citation in answer.citations:
        document = samples_bot.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
        assert f"[{citation.marker}]" in answer.text


def test_a_question_without_a_figure_of_ones_own_is_answered_as_before(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("融资租赁合同额要达到多少才补贴租赁费？")
    assert "不符合" not in answer.text
    assert "这一条符合" not in answer.text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("众创空间当年孵化科技型企业达到8家的，择优补助，最多30万元。", "最多30万元"),
        ("企业上年度研发人员不少于20人的，给予一次性奖励15万元。", "奖励15万元"),
        ("孵化达到8家的奖励20万元，达到15家的奖励40万元。", ""),
        ("每新增孵化1家奖励2万元。", ""),
        ("设备投资达到500万元的企业可以申报。", ""),
        ("带动就业达到30人的，按投入的20%给予补助，最多50万元。", ""),
        ("虚报人数达到3人的，罚款5万元。", ""),
    ],
)
def test_the_one_amount_of_a_sentence_is_given_to_who_meets_it(text: str, amount: str) -> None:
    line = given("能申请多少", text)
    assert (amount.removeprefix("奖励") in line) if amount else line == ""


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        (
            "我们没取得规划许可证，能申请加装电梯补助吗",
            "申请人应当取得规划许可证，并已完工验收。",
            "应当取得规划许可证",
        ),
        ("没有道路运输许可证能申请吗", "企业须持有有效的道路运输经营许可证；", "须持有有效的道路运输经营许可证"),
        ("公司没被列入《绿色工厂名录》，可以申报不", "申报单位已列入《绿色工厂名录》；", "已列入《绿色工厂名录》"),
        ("没签劳动合同能申请社保补贴吗", "企业应与招用人员依法签订劳动合同；", "依法签订劳动合同"),
        ("我没有本市户籍，能申请吗", "申请人应具有本市户籍，或持有居住证满一年。", ""),
        ("我们不是高新技术企业，能享受房租补贴吗", "入驻企业为高新技术企业的，补贴比例提高到60%。", ""),
        ("有没有道路运输许可证都能申请吗", "企业须持有有效的道路运输经营许可证；", ""),
        ("家里没有残疾人，能申请吗", "家庭中有残疾人的，优先保障。", ""),
        ("我买的是二手房，能领契税补贴吗", "二手住房、车位不在补贴范围。", "二手住房、车位不在补贴范围"),
        (
            "我是退役军人，灵活就业，能领创业补贴吗",
            "退役军人灵活就业的，享受社保补贴，不享受创业补贴。",
            "不享受创业补贴",
        ),
        ("公司近两年有失信记录，能申报吗", "申报主体近3年内无失信记录。", "近3年内无失信记录"),
        ("公司近三年有失信记录，能申报吗", "申报主体近2年内无失信记录。", ""),
        ("我是单位职工，能领生育津贴吗", "灵活就业人员参保的，享受医疗费用待遇，不享受生育津贴。", ""),
    ],
)
def test_what_the_asker_lacks_or_is_bars_only_where_the_text_plainly_says_so(
    question: str, text: str, said: str
) -> None:
    found = findings(question, [Clause(text)])
    assert [finding.met for finding in found] == ([False] if said else [])
    assert all(said in finding.line for finding in found)


def test_who_has_one_thing_and_not_another_is_not_barred_by_what_gives_the_one() -> None:
    clause = Clause("连续缴存满6个月的，享受租房补贴，不享受购房补贴。")
    assert [finding.met for finding in findings("连续缴存一年半，能领多少租房补贴", [clause])] == [True]


@pytest.mark.parametrize(("months", "met"), [("8个月", True), ("半年", True), ("3个月", False)])
def test_half_a_year_is_a_demand_as_any_other(months: str, met: bool) -> None:
    found = findings(f"参加失业保险{months}了，能申请吗", [Clause("参加失业保险满半年以上；")])
    assert [finding.met for finding in found] == [met]


def test_the_day_of_an_item_that_is_barred_is_no_demand() -> None:
    item = Clause("（一）2025年3月1日以前已经开工的；", "四、不予补助的情形：")
    asked = "我们的冷库{}开工，能申请补助吗"
    early, late = (findings(asked.format(day), [item], today=date(2026, 1, 5)) for day in ("2024年", "2025年6月"))
    assert [finding.met for finding in early] == [False]
    assert all(finding.met for finding in late)
