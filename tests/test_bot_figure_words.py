"""What is said around a figure: how many were applied for is not how many were granted."""

import pytest

from bot.figure_words import only_applied_for


@pytest.mark.parametrize(
    ("asked", "told", "only"),
    [
        ("衡州入选省级绿色工厂的有几家", "推荐申报省级绿色工厂9家", True),
        ("今年获批了多少个博士后工作站", "上报博士后工作站4个", True),
        ("评上省级非遗的几项", "申报省级非遗12项，入选5项", False),
        ("申报了几个科技项目", "申报省级科技项目30项", False),
        ("入选国家队的有几人", "入选国家队3人", False),
    ],
)
def test_what_is_applied_for_is_not_granted(asked: str, told: str, *, only: bool) -> None:
    assert only_applied_for(asked, told) is only
