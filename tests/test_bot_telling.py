import pytest

from bot.understanding.telling import told_of
from corpus.quantity import find_quantities


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("全年开行186列，其中去往港口112列、返程74列；运货41万吨。", "返程", "返程74列"),
        ("城镇居民收入52318元，增长4.4%；农村居民收入24107元，增长6.9%。", "农村", "农村居民收入24107元，增长6.9%"),
        ("乘坐缆车的，在窗口购票，每人80元。", "缆车", "乘坐缆车的，在窗口购票，每人80元"),
        ("甲等奖（含团队，不含个人）12项，乙等奖（限个人）30项。", "乙等奖", "乙等奖（限个人）30项"),
    ],
)
def test_the_clauses_that_tell_of_a_word(text: str, word: str, told: str) -> None:
    found = told_of(text, lambda part: float(word in part), enough=lambda part: bool(find_quantities(part)))
    assert found == told


def test_a_sentence_of_which_no_part_says_more_is_told_whole() -> None:
    text = "甲村30户，乙村40户。"
    assert told_of(text, lambda part: 0.0, enough=lambda part: True) == text
