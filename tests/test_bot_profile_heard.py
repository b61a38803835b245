"""What a description of an enterprise states as a whole, and what of it is told not to have been taken up."""

from datetime import date

import pytest

from bot.benefits.profile_heard import Why, hear
from corpus.benefit_records import Fact

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    "text",
    [
        "去年出口额300万美元",
        "软件著作权10个",
        "去年用电量200万度",
        "我们有两个车间",
        "去年参加了汉诺威展会",
        "母公司是上市公司",
        "几千万的营收",
        "专精特新是长沙市认定的",
        "有硕士12名",
        "是一家民营企业",
    ],
)
def test_what_is_not_understood_is_told(text: str) -> None:
    heard = hear(f"我们在宁波，{text}，员工60人", DAY)
    assert [(each.words, each.why) for each in heard.unread] == [(text, Why.UNREAD)]
    assert {Fact.REGION, Fact.STAFF} <= {each.fact for each in heard.statements}


def test_what_is_only_intended_or_has_lapsed_is_told_apart() -> None:
    heard = hear("今年准备申报高企，2019年认定过专精特新，明年预计营收1亿", DAY)
    assert [each.why for each in heard.unread] == [Why.INTENDED, Why.LAPSED, Why.INTENDED]
    assert not [each for each in heard.statements if each.fact is not Fact.ENTITY]
    assert not hear("2019年认定，现在仍是高企", DAY).unread


def test_what_is_wholly_understood_and_what_is_asked_leave_nothing_unread() -> None:
    told = (
        "我们是苏州吴江区的一家机械制造企业，2015年成立，2023年拿的高企，员工126人，社保参保118人，去年营收1.2亿，研发费用650万，"
        "发明专利5项，未上市，没有失信，去年新升规，亩均B类。能申请哪些补贴？"
    )
    assert hear(told, DAY).unread == ()


@pytest.mark.parametrize(
    "text",
    [
        "其中委外研发100万",
        "研发费用加计扣除了300万",
        "拿过补贴80万",
        "集团有员工5000人",
        "行业平均营收2亿",
        "员工平均年龄35岁",
        "社保断缴过3个月",
        "租金每月3万",
        "我们有60台数控机床",
        "法人代表是博士",
        "创始人是退役军人",
        "已退出规上",
        "产品单价5万元",
        "明年营收能到1亿",
    ],
)
def test_figures_and_names_of_something_else_are_not_taken_for_the_firms_own(text: str) -> None:
    before = "研发费用800万元，员工60人"
    heard = hear(f"{before}，{text}", DAY)
    assert [each for each in heard.statements if each.fact is not Fact.ENTITY] == list(hear(before, DAY).statements)
    assert [each.words for each in heard.unread] == [text]


def test_a_title_that_has_run_out_is_not_held() -> None:
    heard = hear("高企，2024年12月到期", DAY)
    assert (heard.statements, [each.why for each in heard.unread]) == ((), [Why.LAPSED])
    assert hear("高企，2028年12月到期", DAY).statements
