"""What is said around a figure: how many were applied for is not how many were granted."""

import pytest

from bot.reading.figure_words import bounds_otherwise, gave_way, only_applied_for, tells_inside, words_about
from corpus.quantity import find_quantities


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


@pytest.mark.parametrize(
    ("asked", "told", "whole", "inside"),
    [
        ("厂房不在开发区里，租金补几成", "开发区内的补50%", "开发区内的补50%;开发区以外的补30%", True),
        ("厂房不在开发区里，租金补几成", "开发区以外的补30%", "开发区内的补50%;开发区以外的补30%", False),
        ("没进孵化器的团队给多少", "入驻孵化器的给5万元", "入驻孵化器的给5万元,孵化器以外的给2万元", True),
        ("户口不在本市能领多少", "每人每月600元", "失业人员每人每月600元", False),
        ("厂房在开发区里，租金补几成", "开发区内的补50%", "开发区内的补50%;开发区以外的补30%", False),
        ("不在景区里的民宿和景区的各补多少", "景区内的补3万元", "景区内的补3万元,景区以外的补2万元", False),
    ],
)
def test_what_is_not_inside_gets_the_figure_of_what_lies_outside(
    asked: str, told: str, whole: str, *, inside: bool
) -> None:
    assert tells_inside(asked, told, whole) is inside


@pytest.mark.parametrize(
    ("asked", "comparator", "otherwise"),
    [
        ("人均住房要低于多少平米", ">=", True),
        ("人均住房要低于多少平米", "<", False),
        ("就业率不能低于多少", ">=", False),
        ("就业率不得低于多少", "<=", True),
        ("家里的车不能超过多少钱", "<=", False),
        ("超过几天要重新申请", "<=", True),
        ("最多补多少", ">=", False),
    ],
)
def test_a_bound_on_the_other_side_is_not_the_one_asked(asked: str, comparator: str, *, otherwise: bool) -> None:
    assert bounds_otherwise(asked, comparator) is otherwise


@pytest.mark.parametrize(
    ("sentence", "former"),
    [
        ("茶园灌溉补助比例由上一轮核定的30%提高到45%", [True, False]),
        ("渔民伙食补贴从每人每天12元上调至18元", [True, False]),
        ("由镇里统一收购的，每吨补助40元，提高到村级的每吨补助55元", [False, False]),
    ],
)
def test_the_figure_before_a_change_gave_way_whatever_names_it(sentence: str, former: list[bool]) -> None:
    read = find_quantities(sentence)
    assert [gave_way(words_about(sentence, read, at)) for at in range(len(read))] == former
