"""What evidence lacks: the zone or the grade that a question names."""

import pytest

from bot.figure_words import of_an_item
from bot.question import understand
from bot.required import of_other_zone, parts_asked
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


@pytest.mark.parametrize(
    ("question", "whole", "parts"),
    [
        ("青岛2024年西海岸新区进出口总额是多少", ("山东省", "青岛市"), ("西海岸新区",)),
        ("徐州2024年淮海经开区新签约项目多少个", ("江苏省", "徐州市"), ("淮海经开区",)),
        ("青岛即墨区2024年进出口总额是多少", ("山东省", "青岛市"), ("即墨",)),
        ("徐州省级以上开发区有几家", ("江苏省", "徐州市"), ()),
        ("徐州2024年新增省级经开区数量是多少", ("江苏省", "徐州市"), ()),
        ("徐州2024年进出口总额是多少", ("江苏省", "徐州市"), ()),
    ],
)
def test_a_part_of_a_place_is_heard(question: str, whole: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert parts_asked(understand(question), whole) == parts


@pytest.mark.parametrize(
    ("question", "text", "item"),
    [
        ("申请落户至少多少分", "本科学历计60分", True),
        ("积分入学需要多少分", "每缴满1年社保加5分，50分封顶", True),
        ("申请落户至少多少分", "总积分达到100分的可以申请", False),
        ("本科学历加多少分", "本科学历加60分", False),
        ("志愿服务最高得多少分", "志愿服务得2分，10分封顶", False),
    ],
)
def test_the_points_of_an_item_are_not_those_that_are_enough(question: str, text: str, item: bool) -> None:
    assert any(of_an_item(slot, text) for slot in understand(question).slots) is item
