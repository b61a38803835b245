"""What evidence lacks: the zone or the grade that a question names."""

import pytest

from bot.question import understand
from bot.required import of_other_zone
from bot.scopes import names_other_grades


@pytest.mark.parametrize(
    ("asked", "title", "passage", "other"),
    [
        ("苏北经开区的企业上市奖多少", "苏北高新区促进企业上市办法", "上市的奖励300万元", True),
        ("综保区的企业补多少", "滨海自贸试验区若干措施", "补助20万元", True),
        ("高新区的企业上市奖多少", "苏北高新技术产业开发区促进企业上市办法", "上市的奖励300万元", False),
        ("经开区的企业上市奖多少", "苏北高新区促进企业上市办法", "经济技术开发区企业参照执行", False),
        ("经开区的企业上市奖多少", "促进企业上市办法", "上市的奖励300万元", False),
    ],
)
def test_a_zone_has_rules_of_its_own(asked: str, title: str, passage: str, other: bool) -> None:
    assert of_other_zone(asked, title, passage) is other


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("新评上3A景区奖励多少", "新评为5A级、4A级景区的，分别奖励500万元、100万元", True),
        ("四星级酒店奖多少", "评为五星级的奖励80万元", True),
        ("四星级酒店奖多少", "评为四星级及以上的奖励40万元", False),
        ("5A景区奖励多少", "新评为5A级、4A级景区的，分别奖励500万元、100万元", False),
        ("景区奖励多少", "新评为5A级景区的，奖励500万元", False),
    ],
)
def test_a_grade_that_is_not_told_is_not_the_next_one(question: str, text: str, other: bool) -> None:
    assert names_other_grades(understand(question), text) is other
