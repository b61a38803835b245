"""Figures that belong to several things one by one."""

import pytest

from bot.figure_words import speaks_against, words_about
from bot.figures import _respective
from bot.question import understand
from corpus.quantity import find_quantities

GRANTS = "对新引进的博士、硕士、本科毕业生，分别给予每月3000元、2000元、1000元的生活补贴。"
STATIONS = "对建成的加氢站，按日供气能力1000公斤和500公斤两档分别给予500万元和200万元的建设补贴。"


@pytest.mark.parametrize(
    ("text", "question", "figure"),
    [
        (GRANTS, "博士每月补贴多少？", "每月3000元"),
        (GRANTS, "硕士每月补贴多少？", "2000元"),
        (GRANTS, "本科毕业生每月补贴多少？", "1000元"),
        (GRANTS, "新引进人才的生活补贴多少？", "每月3000元、2000元、1000元"),
        (STATIONS, "加氢站建设补贴多少？", "500万元和200万元"),
        ("对企业给予50万元、个人5万元的奖励。", "企业奖励多少？", "50万元"),
    ],
)
def test_each_thing_has_its_own_figure_and_none_named_all(text: str, question: str, figure: str) -> None:
    quantities = [each for each in find_quantities(text) if each.family == "元"]
    asked = understand(question)
    chosen = _respective(asked, asked.slots[0], text, quantities, 0)
    assert chosen is not None and chosen.text == figure


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("营收破20亿奖多少", "对年营业收入首次突破20亿元的企业，给予80万元奖励。"),
        ("研发占比5%的企业能补多少", "研发费用占营业收入比重达到5%以上的，按研发费用增量的12%给予补助。"),
    ],
)
def test_a_condition_is_no_award(question: str, text: str) -> None:
    quantities = find_quantities(text)
    slot = understand(question).slots[0]
    first, second = (words_about(text, quantities, at) for at in range(2))
    assert speaks_against(slot, quantities[0], first, ())
    assert not speaks_against(slot, quantities[1], second, ())
