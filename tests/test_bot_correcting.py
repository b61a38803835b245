"""What people put right of what they told of their enterprise."""

import re
from datetime import date

import pytest

from bot.benefits.profile import Profile
from bot.benefits.profile_heard import hear
from bot.benefits.profile_text import statement_text
from bot.consulting.correcting import corrections

DAY = date(2026, 11, 27)
KNOWN = (
    Profile()
    .with_statements(
        hear(
            "我们在成都高新区，做工业机器人的，是高企，市级专精特新，去年营收5000万，研发费用400万，员工60人，研发人员20人，2016年成立",
            DAY,
        ).statements
    )
    .statements
)
LAST = tuple(each for each in KNOWN if "研发人员" in statement_text(each))


def put_right(message: str) -> tuple[list[str], list[str], str]:
    """What goes, what comes, and the rest of a message."""
    found, rest = corrections(message, KNOWN, LAST, DAY)
    gone = [statement_text(each) for one in found for each in one.gone]
    return gone, [statement_text(each) for one in found for each in one.new], rest


@pytest.mark.parametrize(
    ("message", "gone", "new"),
    [
        ("不对，是18人", "研发人员数 20人", "研发人员数 18人"),
        ("说错了，应该是一十八人", "研发人员数 20人", "研发人员数 18人"),
        ("员工改成120", "员工人数 60人", "员工人数 120人"),
        ("员工人数写错了，应该是58个", "员工人数 60人", "员工人数 58人"),
        ("职工数更正一下，58人", "员工人数 60人", "员工人数 58人"),
        ("不是60人，是70人", "员工人数 60人", "员工人数 70人"),
        ("不是二三十，是18人", "研发人员数 20人", "研发人员数 18人"),
        ("营收也不是5000万，是4000万", "2025年营业收入 5000万元", "2025年营业收入 4000万元"),
        ("刚才说的研发费用不对，应该是六百万", "研发费用 400万元", "研发费用 600万元"),
        ("营收报高了，应该是4000万", "2025年营业收入 5000万元", "2025年营业收入 4000万元"),
        ("不好意思营收报错了，是六千来万", "2025年营业收入 5000万元", "2025年营业收入 约6000万元"),
        ("2025那个数应该是4800万", "2025年营业收入 5000万元", "2025年营业收入 4800万元"),
        ("成立时间改成2018年", "成立年限 9年～10年", "成立年限 7年～8年"),
    ],
)
def test_a_figure_takes_the_place_of_the_one_that_is_meant(message: str, gone: str, new: str) -> None:
    assert put_right(message) == ([gone], [new], "")


@pytest.mark.parametrize(
    ("message", "gone"),
    [
        ("去掉专精特新", ["资质认定：市级专精特新中小企业"]),
        ("把高企删掉吧", ["资质认定：高新技术企业"]),
        ("营收说错了", ["2025年营业收入 5000万元"]),
        ("刚才那条不算", ["研发人员数 20人"]),
        ("研发费用我不太清楚", ["研发费用 400万元"]),
        ("注册地填错了", ["注册地：成都市", "注册地：成都高新区"]),
    ],
)
def test_what_is_taken_back_is_known_no_more(message: str, gone: list[str]) -> None:
    assert put_right(message) == (gone, [], "")


def test_names_and_places_are_put_in_the_place_of_others() -> None:
    assert put_right("注册地改成绵阳") == (["注册地：成都市", "注册地：成都高新区"], ["注册地：绵阳市"], "")
    assert put_right("专精特新搞错了，是省级的") == (
        ["资质认定：市级专精特新中小企业"],
        ["资质认定：专精特新中小企业"],
        "",
    )
    gone, new, _ = put_right("行业改成模具制造")
    assert gone == ["行业：工业", "行业：机器人"]
    assert "行业：制造业" in new


def test_the_rest_of_a_message_is_left_to_be_heard() -> None:
    assert put_right("员工改成70，我们还有发明专利5项") == (["员工人数 60人"], ["员工人数 70人"], "我们还有发明专利5项")


@pytest.mark.parametrize(
    "message",
    [
        "取消高企认定资格的情形",
        "删除政策",
        "研发费用加计扣除政策不太清楚",
        "我们不是高企，是科技型中小企业",
        "如果员工改成120",
        "员工改成120能拿多少",
        "不对",
        "我们还没评上",
    ],
)
def test_what_puts_nothing_right_is_no_correction(message: str) -> None:
    found, rest = corrections(message, KNOWN, LAST, DAY)
    assert not found
    assert re.sub("[，,]", "", rest) == message.replace("，", "")
