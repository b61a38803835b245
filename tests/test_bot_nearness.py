"""Of the sentences that say about as much of a question, the nearest in meaning goes first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.inquiry import Inquiry
from bot.reading.nearness import CLOSE, COMPARED, nearest_first
from bot.reading.reading import Evidence
from bot.understanding.question import understand
from index.adding import add
from index.library import Library
from index.relations import named

RULES = """大理州城镇供水条例

第一条 用户应当按月交纳水费。
第二条 供水企业应当公布水质。
第三条 用户变更名称的，应当办理过户。
第四条 申请人可以拨打热线查询。
大理州人民政府
2024年5月6日
"""


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Evidence]]:
    folder = tmp_path_factory.mktemp("nearness")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.txt"])
        asked = "供水用户水费"
        yield Inquiry(library, understand(asked), named(library.catalogue, asked), None, date(2025, 6, 1), 0.0).evidence


def _saying(evidence: list[Evidence], *texts: str, apart: float = CLOSE / 3) -> list[Evidence]:
    return [
        replace(item, text=text, score=1.0 - apart * at, headers=())
        for at, (item, text) in enumerate(zip(evidence, texts, strict=False))
    ]


PAIRS = [
    ("家里没人的话能让邻居替我交申请表吗", "申请表可以由他人代为递交。", "申请表应当由本人填写。"),
    ("水费老是欠着会把水掐断吗", "逾期不交费的，可以停止供水。", "水费按照抄表数计算。"),
    ("店铺的牌子一直不换算违规吗", "门店招牌长期不更新的，属于违规。", "店铺的垃圾应当日产日清。"),
]


@pytest.mark.parametrize(("question", "near", "far"), PAIRS)
def test_the_nearer_of_two_close_sentences_goes_first(
    evidence: list[Evidence], question: str, near: str, far: str
) -> None:
    found = nearest_first(understand(question), _saying(evidence, far, near))
    assert [item.text for item in found] == [near, far]
    assert [item.score for item in found] == [1.0, 1.0 - CLOSE / 3]


@pytest.mark.parametrize(("question", "near", "far"), PAIRS)
def test_what_scores_much_less_stays_behind(evidence: list[Evidence], question: str, near: str, far: str) -> None:
    given = _saying(evidence, far, near, apart=2 * CLOSE)
    assert nearest_first(understand(question), given) == given


def test_figures_and_lists_stay_in_their_order(evidence: list[Evidence]) -> None:
    _, near, far = PAIRS[1]
    figure = _saying(evidence, far, near)
    assert nearest_first(understand("水费每吨多少元"), figure) == figure
    listed = _saying(evidence, "申请人登录平台填报。", "水费怎么减免。")
    assert nearest_first(understand("水费怎么减免"), listed) == listed
    assert nearest_first(understand("水费"), []) == []


def test_no_more_are_compared_than_meant(evidence: list[Evidence]) -> None:
    question, near, far = PAIRS[1]
    given = _saying(evidence, *[far] * COMPARED, near, apart=CLOSE / 10)
    assert nearest_first(understand(question), given)[-1].text == near
