"""The days of the step of a procedure that is asked for, of those of all steps."""

import pytest

from bot.reading.steps import of_other_step, only_of_other_steps, step_asked
from corpus.quantity import find_quantities


@pytest.mark.parametrize(
    ("asked", "step"),
    [
        ("客栈评级公示多少天", "公示"),
        ("公示期一般是几个工作日", "公示"),
        ("受理后多久审完", "审核"),
        ("材料交了几天受理", "受理"),
        ("对评级不服，多少天内复核", "复核"),
        ("公示后多久到账", "拨付"),
        ("县里验收后多久发牌", ""),
        ("验收要等几天", "验收"),
        ("审核和公示各要几天", ""),
        ("公示几天后拨付", ""),
        ("营业执照有效期多久", ""),
    ],
)
def test_the_step_asked(asked: str, step: str) -> None:
    assert step_asked(asked) == step


@pytest.mark.parametrize(
    ("asked", "told", "other"),
    [
        ("客栈评级公示几天", "公示无异议的，文旅局在12个工作日内发放牌匾。", True),
        ("客栈评级公示几天", "评级结果公示5日。", False),
        ("客栈评级审核要多久", "审核通过的，组织专家评审，评审时间不超过8个工作日。", True),
        ("客栈评级审核要多久", "自受理之日起9个工作日内审查完毕。", False),
        ("客栈评级多久受理", "自受理之日起9个工作日内完成审批。", True),
        ("客栈评级公示几天", "收到公示异议后6日内复核。", True),
        ("客栈评级公示几天", "时间不少于6日。", False),
        ("客栈牌匾能用多久", "评级结果公示5日。", False),
    ],
)
def test_days_of_another_step(asked: str, told: str, other: bool) -> None:
    (days,) = find_quantities(told)
    assert of_other_step(asked, told, days.start, days.end) is other
    assert only_of_other_steps(asked, told) is other
