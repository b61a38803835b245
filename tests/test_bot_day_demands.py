"""Days that clauses of many kinds name, against those that people tell: what lies on both sides of a bound is left open."""

from datetime import date

import pytest

from bot.cases.day_demands import day_findings

TODAY = date(2026, 11, 27)
BUILT = "项目应在2024年1月1日及以后开工"
BORN = "招收2019年9月1日至2020年8月31日期间出生的适龄儿童"
BOUGHT = "2022年以前购入的设备不计入投入额"


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("项目2023年11月开工的，能申报吗", BUILT, False),
        ("项目2024年3月5日动工，可以吗", BUILT, True),
        ("项目去年开工，可以吗", BUILT, True),
        ("孩子2020年9月2号生的，能报名吗", BORN, False),
        ("孩子2020年3月出生，能报名吗", BORN, True),
        ("设备是2020年买的，能算进去吗", BOUGHT, False),
        ("设备是2024年购买的，能算进去吗", BOUGHT, True),
        ("我们楼2003年建的，能装吗", "1998年12月31日以前建成的住宅可以申请", False),
        ("我们楼1996年盖的，能装吗", "1998年12月31日以前建成的住宅可以申请", True),
        ("我2021年才毕业，能申请吗", "2022年1月1日以后毕业的高校毕业生可以申请", False),
    ],
)
def test_a_day_is_held_against_the_bound_of_the_same_act(question: str, text: str, met: bool) -> None:
    (found,) = day_findings(question, text, TODAY)
    assert found.met is met
    assert found.quote in text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("设备是2022年买的，能算进去吗", BOUGHT),  # the year itself lies on both sides
        ("孩子2019年出生，能报名吗", BORN),
        ("公司2023年成立，能申报吗", BUILT),  # another act
        ("项目2023年开工，能申报吗", "本办法自2024年1月1日起施行"),
        ("项目2023年备案、2024年开工、2022年动工，能申报吗", BUILT),
    ],
)
def test_what_is_in_doubt_is_left_open(question: str, text: str) -> None:
    assert day_findings(question, text, TODAY) == ()
