"""Fitting which sentence answers: against weights known beforehand and ranks worked out by hand."""

import numpy as np
import pytest

from bot.bot import PolicyBot
from bot.reading.ranking import SIGNALS
from eval.questions import Kind, Question
from eval.reading import Example, cross_validated, fit, found_within, own_examples

RANDOM = np.random.default_rng(7)


def _example(group: str, rows: list[list[float]], right: list[bool], weight: float = 1.0) -> Example:
    padded = np.zeros((len(rows), len(SIGNALS)))
    padded[:, :2] = rows
    return Example("made", group, weight, padded, np.array(right), figure=False)


def _made(count: int) -> list[Example]:
    """Questions of four sentences, of which the one with the most of the first signal and the least of the second answers."""
    found = []
    for number in range(count):
        rows = RANDOM.normal(size=(4, 2))
        best = int(np.argmax(rows[:, 0] - 2 * rows[:, 1]))
        found.append(_example(f"d{number % 10}", rows.tolist(), [at == best for at in range(4)]))
    return found


def test_the_fit_finds_the_weights_up_to_their_scale() -> None:
    weights, spreads = fit(_made(400))
    assert weights[1] / weights[0] == pytest.approx(-2, abs=0.3)
    assert weights[2:] == pytest.approx(np.zeros(len(SIGNALS) - 2), abs=1e-6)
    assert spreads[0] == pytest.approx(1, abs=0.2)


def test_scores_are_those_of_other_documents() -> None:
    found = _made(100)
    shares = found_within(found, cross_validated(found))
    assert shares["S@1"] > 0.9


def test_a_question_that_counts_more_draws_the_weights() -> None:
    one, other = _example("a", [[1, 0], [0, 1]], [True, False], 9.0), _example("b", [[1, 0], [0, 1]], [False, True])
    weights, _ = fit([one, other])
    assert weights[0] > weights[1]


def test_ranks_by_hand() -> None:
    found = [
        _example("a", [[1, 0], [2, 0], [3, 0]], [False, True, False]),
        _example("b", [[1, 0]], [True]),
        _example("c", [[1, 0], [2, 0]], [False, False]),
    ]
    shares = found_within(found, [example.signals[:, 0] for example in found])
    assert shares == pytest.approx({"S@1": 1 / 3, "S@2": 2 / 3, "S@3": 2 / 3, "S@5": 2 / 3, "MRR": (0.5 + 1) / 3})
    assert found_within([], [])["MRR"] == 0.0


def test_examples_of_questions_with_evidence(samples_bot: PolicyBot) -> None:
    asked = Question("x-01", "个体工商户歇业要怎么办理？", Kind.LOOKUP_TEXT, "备案。", evidence=("没有这样的话",))
    assert list(own_examples(samples_bot.library, [asked], "made")) == []
    words = "遗失、毁坏的，要在公示系统上声明作废并申请补领"
    asked = Question("x-02", "营业执照遗失了怎么补领？", Kind.LOOKUP_TEXT, "声明作废。", evidence=(words,))
    (example,) = own_examples(samples_bot.library, [asked], "made")
    assert example.signals.shape == (len(example.right), len(SIGNALS))
    assert example.right.any()
