"""What begins a consultation, and what is the question for one case that a rule answers."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.benefits.requesting import asks_how_much
from bot.bot import PolicyBot
from bot.records import Kind
from index.adding import add
from index.library import Library

DAY = date(2026, 11, 27)
DOCUMENTS = {
    "湖州.txt": """湖州市支持企业吸纳就业若干措施
湖政发〔2025〕21号
一、吸纳就业补贴
企业招用登记失业半年以上人员，签订1年以上劳动合同并缴纳社会保险满3个月的，按每人1200元给予一次性吸纳就业补贴。
二、技术改造补助
对设备投资额500万元以上的技术改造项目，按设备投资额的6%给予补助，单个企业最高200万元。
本措施自2025年3月1日起施行，有效期至2028年12月31日。
湖州市人民政府
2025年2月10日
""",
    "衢州.txt": "衢州市支持中小企业若干措施\n衢政发〔2025〕9号\n"
    + "".join(
        f"{mark}、{name}奖励\n对首次认定的{name}，给予{amount}万元奖励。\n"
        for mark, name, amount in zip(
            "一二三四五六七八",
            ("国家高新技术企业", "专精特新中小企业", "专精特新“小巨人”企业", "科技型中小企业", "制造业单项冠军企业",
             "创新型中小企业", "企业技术中心", "绿色工厂"),
            (20, 10, 50, 5, 80, 6, 30, 15),
            strict=True,
        )
    )
    + "本措施自2025年3月1日起施行，有效期至2028年12月31日。\n衢州市人民政府\n2025年2月10日\n",
}  # fmt: skip
HIRED = "我们公司招了6名失业半年以上的人员，签了2年合同，能领多少补贴"
WHICH = "我们能申请哪些补贴"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("consulting")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in DOCUMENTS])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("message", "how_much"),
    [
        (HIRED, True),
        ("公司设备投了900万，能拿多少补助", True),
        ("我们厂买了3台机器，可以领多少钱", True),
        ("我们是衢州的高企，招了6人，能申请哪些补贴", False),
        ("我们是衢州的高企，有什么政策可以享受，能拿多少补贴", False),
        ("首次认定高企能拿多少钱", False),
        ("我们公司招了6个人", False),
    ],
)
def test_how_much_there_is_for_a_case_is_not_which_there_are(message: str, how_much: bool) -> None:
    assert asks_how_much(message, DAY) is how_much


def test_a_case_of_which_no_condition_can_be_known_is_asked_of_the_rules(bot: PolicyBot) -> None:
    answer = bot.ask("我和爱人都在衢州的厂里上夜班，娃没人接送，能领多少补贴", day=DAY)
    assert answer.kind is not Kind.MATCH
    assert "贵单位" not in answer.text


def test_a_case_that_a_rule_answers_is_answered_and_the_consultation_offered(bot: PolicyBot) -> None:
    answer = bot.ask(HIRED, day=DAY)
    assert answer.kind is Kind.NUMBER
    assert "7200元" in answer.text.split("原文：")[0]
    assert answer.text.endswith(f"请说：“{WHICH}”。")
    assert answer.consultation is None


def test_what_comes_after_such_a_case_is_in_no_consultation_till_one_is_asked_for(bot: PolicyBot) -> None:
    assert bot.ask("员工60人", history=[HIRED], day=DAY).kind is not Kind.MATCH
    assert bot.ask(WHICH, history=[HIRED], day=DAY).kind is Kind.MATCH


@pytest.mark.parametrize(
    "message",
    ["我们是衢州的高企，员工60人，能拿多少补贴", "我们是湖州的企业，招了6名失业半年以上的人员，能申请哪些补贴"],
)
def test_a_consultation_begins_where_no_rule_answers_or_all_are_asked_for(bot: PolicyBot, message: str) -> None:
    answer = bot.ask(message, day=DAY)
    assert answer.kind is Kind.MATCH
    assert answer.consultation is not None


def test_in_a_consultation_a_case_goes_on_with_it(bot: PolicyBot) -> None:
    assert bot.ask(HIRED, history=[WHICH], day=DAY).kind is Kind.MATCH


def test_a_handful_is_told_and_the_others_counted(bot: PolicyBot) -> None:
    text = bot.ask(WHICH, day=DAY).text
    told = re.findall(r"^\d+\. ", text, re.M)
    counted = sum(int(count) for count in re.findall("】(\\d+) 项", text))
    assert 0 < len(told) <= 5
    assert counted > len(told)
