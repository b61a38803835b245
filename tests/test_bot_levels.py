"""The level that a thing is said to be of."""

import pytest

from bot.understanding.levels import levels, other_level


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("省重点实验室", (), {"省"}),
        ("国家高新技术企业", (), {"国家"}),
        ("企业技术中心", ("新认定", "市级"), {"市"}),
        ("市场主体", (), set()),
        ("省内市场销售额", (), set()),
        ("县域商业中心", (), set()),
    ],
)
def test_a_level_stands_before_the_name_or_beside_it(name: str, words: tuple[str, ...], found: set[str]) -> None:
    assert levels(name, words) == found


def test_only_two_levels_can_differ() -> None:
    assert other_level(frozenset({"省"}), frozenset({"市"}))
    assert not other_level(frozenset({"省"}), frozenset())
    assert not other_level(frozenset({"省"}), frozenset({"省", "市"}))
