import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.gates import Gates, needed


@pytest.mark.parametrize(
    ("pattern", "chars"),
    [
        ("补贴", "补"),
        ("补贴|奖励", "补奖"),
        ("[补奖][贴励]", "补奖"),
        ("(?:资金)?[补奖]贴", "贴"),
        (r"\d+万元", "万"),
        ("(?P<who>企业|个人)+的", "的"),
        ("(?<=甲)(?!乙)丙", "丙"),
        ("(?>单位)[^。]*", "单"),
        ("给{1,3}?予", "给"),
        ("(?:甲|)乙", "乙"),
    ],
)
def test_what_every_match_needs(pattern: str, chars: str) -> None:
    assert needed(re.compile(pattern)) == frozenset(chars)


@pytest.mark.parametrize(
    "pattern", [r"\d+", "[^补]", "补?", "(?:补|)", "[一-十]", "(?i)app", "(?i:app)", "(?=补)", "补|.*"]
)
def test_what_may_match_without_a_character(pattern: str) -> None:
    assert needed(re.compile(pattern)) is None


PATTERNS = [re.compile(each) for each in ("补贴", "[补奖]励?", r"\d+", "不(?!予)补", "(?:甲|乙丙)+丁", "", "(?i)A")]


@given(st.text("补贴奖励不予甲乙丙丁a1 "))
def test_no_pattern_that_matches_is_left_out_and_the_order_stays(text: str) -> None:
    found = Gates((each, at) for at, each in enumerate(PATTERNS)).open(text)
    assert {at for at, each in enumerate(PATTERNS) if each.search(text)} <= {at for _, at in found}
    assert [at for _, at in found] == sorted(at for _, at in found)


def test_what_a_text_cannot_match_is_left_out() -> None:
    gates = Gates([(re.compile("补贴"), "gives"), (re.compile("不得|禁止"), "bars"), (re.compile(r"\d"), "figure")])
    assert [thing for _, thing in gates.open("禁止")] == ["bars", "figure"]
