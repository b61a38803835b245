"""ROUGE-L by hand, and the sample of real questions."""

import pytest

from eval.answers import SAMPLE, rouge_l, sample
from eval.policy_qa import Case


@pytest.mark.parametrize(
    ("found", "given", "value"),
    [
        ("一次性补贴", "一次性补贴", 1.0),
        ("补贴三万元", "三万元", 2 * 3 / (5 + 3)),  # 三万元 of 5 and of 3
        ("甲乙丙丁", "甲丙", 2 * 2 / (4 + 2)),  # in order, with a gap
        ("甲乙", "乙甲", 2 * 1 / 4),  # order counts
        ("５ 万元", "5万元", 1.0),  # widths and white space do not
        ("", "甲", 0.0),
        ("甲", "乙", 0.0),
    ],
)
def test_rouge_l(found: str, given: str, value: float) -> None:
    assert rouge_l(found, given) == pytest.approx(value)


def test_the_sample_is_always_the_same() -> None:
    cases = [Case(str(at), "问", "d", "答") for at in range(300)]
    assert sample(cases, SAMPLE) == sample(cases, SAMPLE)
    assert len(sample(cases, SAMPLE)) == SAMPLE
    assert sample(cases, None) == cases
