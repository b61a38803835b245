"""Follow-ups that ask how two figures of a conversation differ."""

import pytest

from bot.understanding.conversation import complete
from bot.understanding.differing import difference

BOTH = "诸暨和嵊州2024年外贸出口额相差多少"


@pytest.mark.parametrize(
    "turn", ["两个差多少？", "差多少", "那两地相差多少呢", "哪个高，高多少？", "谁更多？", "差距有多大"]
)
def test_the_last_two_figures_are_held_against_each_other(turn: str) -> None:
    assert complete(turn, ["诸暨2024年外贸出口额是多少？", "嵊州呢？"]) == BOTH


@pytest.mark.parametrize("turn", ["比嵊州高多少？", "和嵊州差多少", "跟嵊州相比多多少？", "与嵊州相差多少呢？"])
def test_the_last_figure_is_held_against_the_place_named(turn: str) -> None:
    assert complete(turn, ["诸暨2024年外贸出口额是多少？"]) == BOTH


def test_two_years_and_what_was_reached_and_aimed_at_are_held_against_each_other() -> None:
    assert complete("两年差多少", ["宜兴2022年粮食产量多少", "2023年呢"]) == "宜兴2022年和2023年粮食产量相差多少"
    assert (
        complete("差多少？", ["宜兴2024年粮食产量多少", "2025年目标呢"]) == "宜兴2024年实际和2025年目标粮食产量相差多少"
    )
    aimed = complete("比2024年多多少", ["宜兴2025年粮食产量目标是多少"])
    assert aimed == "宜兴2025年目标和2024年实际粮食产量相差多少"


@pytest.mark.parametrize("turn", ["那离目标还差多少", "距这个数还差几亿？", "离全年目标现在还差多少亿呢"])
def test_a_target_is_held_against_what_was_reached(turn: str) -> None:
    assert complete(turn, ["宜兴2025年外贸出口额目标是多少"]) == "宜兴2025年实际和目标外贸出口额相差多少"


@pytest.mark.parametrize(
    ("turn", "earlier"),
    [
        ("离目标还差多少", ["诸暨2024年外贸出口额是多少"]),
        ("差多少", ["诸暨2024年外贸出口额是多少"]),
        ("增长多少？", ["诸暨2024年外贸出口额是多少", "嵊州2024年外贸出口额是多少"]),
        ("嵊州呢？", ["诸暨2024年外贸出口额是多少"]),
        ("比嵊州高多少的企业有哪些", ["诸暨2024年外贸出口额是多少"]),
        ("哪个高", ["诸暨有哪些园区", "嵊州有哪些园区"]),
        ("差多少", []),
    ],
)
def test_what_compares_no_two_figures_is_left_alone(turn: str, earlier: list[str]) -> None:
    assert difference(turn, earlier) is None
