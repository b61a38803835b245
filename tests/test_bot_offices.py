"""With which office something is done, and averages that are not told."""

import pytest

from bot.reading.measured import lacks_average
from bot.reading.offices import of_other_office


@pytest.mark.parametrize(
    ("asked", "told", "other"),
    [
        ("渔船改名向哪个部门备案", "渔船改名的,应当向县渔业站备案。", False),
        ("渔船改名向哪个部门备案", "船名牌由县渔业站统一制作。", True),
        ("渔船改名向哪个部门备案", "检验结果报县渔业站备案。", False),
        ("渔船检验向谁申请", "县渔业站应当在收到检验申请后9日内派员。", True),
        ("渔船检验向谁申请", "船主应当向县渔业站申请检验。", False),
        ("渔船检验向谁申请", "受理单位:县渔业站。", False),
        ("偷捕向哪里举报", "渔业站应当公布禁渔期。", True),
        ("偷捕向哪里举报", "发现偷捕的,可以向渔业站投诉。", False),
        ("渔船注销向哪个部门登记", "渔船变更船主的,应当到县渔业站登记。", True),
        ("渔船注销向哪个部门登记", "渔船变更、注销的,应当到县渔业站登记。", False),
        ("禁渔期有多长", "船名牌由县渔业站统一制作。", False),
    ],
)
def test_the_office_of_an_act(asked: str, told: str, *, other: bool) -> None:
    assert of_other_office(asked, told) is other


@pytest.mark.parametrize(
    ("asked", "told", "lacks"),
    [
        ("平均每条渔船捕了多少吨", "全县130条渔船捕捞910吨。", True),
        ("平均每条渔船捕了多少吨", "每条渔船捕捞7吨。", False),
        ("渔民人均收入多少", "渔民收入共3.2亿元。", True),
        ("渔民人均收入多少", "渔民人均可支配收入4.1万元。", False),
        ("人均产值C类的渔企，补多少", "渔企补助9万元。", False),
        ("渔船有多少条", "全县130条渔船捕捞910吨。", False),
    ],
)
def test_totals_are_no_average(asked: str, told: str, *, lacks: bool) -> None:
    assert lacks_average(asked, told) is lacks
