"""Figures told one after the other of parallel things: each is of its own."""

import pytest

from bot.reading.parallel import all_told, parallel_to
from bot.understanding.question import understand
from corpus.quantity import find_quantities

RENT = "租赁补贴标准为单身职工每人每月600元、双职工家庭每人每月900元。"
VISITS = "社区医生对签约老人每季度随访不少于4次，每次不少于30分钟；对签约儿童每季度随访不少于2次，每次不少于20分钟。"
BEDS = "住养费限额为三星院每人每天90元（其中餐费不高于每人每天30元），二星院每人每天70元。"
MODES = "站点按服务人次享受补助，补助标准为采取社区自营模式的站点每人次5元，其他模式的每人次2元。"
LIMITS = (
    "门诊支付限额为在职人员每年5000元、退休人员每年7000元，其中慢病用药限额为在职人员每年800元、退休人员每年1000元。"
)


@pytest.mark.parametrize(
    ("question", "text", "at", "wanted"),
    [
        ("双职工家庭每月租赁补贴多少钱", RENT, 0, 1),
        ("单身职工每月租赁补贴多少钱", RENT, 1, 0),
        ("租赁补贴每月多少钱", RENT, 0, None),
        ("签约儿童每次随访多少分钟", VISITS, 1, 3),
        ("签约老人一季度随访几次", VISITS, 2, 0),
        ("退休人员门诊支付限额每年多少", LIMITS, 0, 1),
        ("退休人员慢病用药限额一年多少", LIMITS, 2, 3),
        ("二星院住养费每天多少", BEDS, 0, 2),
        ("三星院住养费每天多少", BEDS, 2, 0),
        ("三星院餐费每天多少", BEDS, 1, None),
    ],
)
def test_the_figure_is_of_the_thing_named(question: str, text: str, at: int, wanted: int | None) -> None:
    asked = understand(question)
    assert parallel_to(asked, asked.slots[0], text, find_quantities(text), at) == wanted


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        (
            "陪护补贴一天多少钱",
            "陪护补贴标准为1级每人每天10元，2级每人每天20元。",
            "陪护补贴标准为1级每人每天10元，2级每人每天20元",
        ),
        ("2级的陪护补贴一天多少钱", "陪护补贴标准为1级每人每天10元，2级每人每天20元。", ""),
        ("租赁补贴每月多少钱", RENT, ""),
        ("站点补助一人次多少钱", MODES, "补助标准为采取社区自营模式的站点每人次5元，其他模式的每人次2元"),
        ("其他模式的站点补助一人次多少", MODES, ""),
        ("社区自营的站点补助一人次多少", MODES, ""),
    ],
)
def test_figures_of_tiers_of_which_none_is_named_are_told_together(question: str, text: str, told: str) -> None:
    assert all_told(understand(question), text, find_quantities(text), 0) == told
