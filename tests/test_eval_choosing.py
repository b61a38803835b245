"""Fitting which statement tells the figure asked: against weights known beforehand, and questions on the sample documents."""

import numpy as np
import pytest

from bot.bot import PolicyBot
from bot.reading.choosing import CHANCE_SIGNALS
from bot.reading.statement_signals import SIGNALS
from eval.choosing import Example, chance_rows, chosen_right, cross_validated, fit, own_examples, right_above
from eval.questions import Kind, Question
from eval.refusal import inquiry_of

RANDOM = np.random.default_rng(11)


def _made(count: int) -> list[Example]:
    """Questions of four statements, of which the one with the most of the first signal and the least of the second answers."""
    found = []
    for number in range(count):
        rows = np.zeros((4, len(SIGNALS)))
        rows[:, :2] = RANDOM.normal(size=(4, 2))
        right = np.arange(4) == int(np.argmax(rows[:, 0] - 2 * rows[:, 1]))
        found.append(
            Example("made", str(number), f"d{number % 10}", False, False, rows, right, right, (), None, (), 0.5)
        )  # type: ignore[arg-type]
    return found


def test_the_fit_finds_the_weights_up_to_their_scale() -> None:
    weights, _ = fit(_made(400))
    assert weights[1] / weights[0] == pytest.approx(-2, abs=0.3)
    assert weights[2:] == pytest.approx(np.zeros(len(SIGNALS) - 2), abs=1e-6)


def test_the_best_statement_is_found_by_other_documents() -> None:
    found = _made(100)
    told, of = chosen_right(found, cross_validated(found))
    assert of == 100
    assert told > 85


def test_shares_above_chances_by_hand() -> None:
    shares = right_above(np.array([0.9, 0.65, 0.35]), np.array([True, False, True]))
    assert shares[0.3] == (3, pytest.approx(2 / 3))
    assert shares[0.6] == (2, 0.5)
    assert shares[0.8] == (1, 1.0)


def test_examples_of_a_question_with_and_without_its_documents(samples_bot: PolicyBot) -> None:
    words = "按工位签约的，一个工位折算5平方米"
    library = samples_bot.library
    evidence = inquiry_of(library, "共享办公一个工位折算多少平方米").evidence
    assert evidence
    asked = Question(
        "x-01",
        "共享办公一个工位折算多少平方米",
        Kind.LOOKUP_NUMBER,
        "5平方米",
        must_contain=("5平方米",),
        evidence=(words,),
    )
    known, *left = own_examples(library, [asked], "made")
    assert known.right.any()
    assert not known.removed
    assert [each.removed for each in left] == [True]
    assert not left[0].right.any()
    rows, right = chance_rows([known], [known.signals[:, 0]])
    assert rows.shape == (1, len(CHANCE_SIGNALS))
    assert right.shape == (1,)


def test_a_trap_has_no_right_statement(samples_bot: PolicyBot) -> None:
    asked = Question("x-02", "共享办公一个工位每月租金多少元", Kind.UNANSWERABLE, "没有")
    assert all(
        example.trap and not example.right.any() for example in own_examples(samples_bot.library, [asked], "made")
    )
