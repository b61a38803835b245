"""Ranking measures against values worked out by hand."""

import pytest

from eval.metrics import ranking_measures


def test_ranks_one_two_and_five() -> None:
    gold = {"q1": "a", "q2": "a", "q3": "a"}
    rankings = {
        "q1": {"a": 3.0, "b": 2.0},
        "q2": {"b": 3.0, "a": 2.0},
        "q3": {"b": 9.0, "c": 8.0, "d": 7.0, "e": 6.0, "a": 5.0},
    }
    values = ranking_measures(gold, rankings)
    assert values["R@1"] == pytest.approx(1 / 3)
    assert values["R@3"] == pytest.approx(2 / 3)
    assert values["R@5"] == pytest.approx(1)
    assert values["MRR"] == pytest.approx((1 + 1 / 2 + 1 / 5) / 3)


def test_a_question_without_an_answer_counts_as_nothing() -> None:
    values = ranking_measures({"q1": "a", "q2": "a"}, {"q1": {"a": 1.0}})
    assert values["R@1"] == pytest.approx(0.5)
    assert values["MRR"] == pytest.approx(0.5)


def test_no_ranking_at_all_is_zero() -> None:
    assert ranking_measures({"q1": "a"}, {}) == {"R@1": 0, "R@3": 0, "R@5": 0, "R@10": 0, "MRR": 0}
