import re
from dataclasses import replace

import pytest
from targets_made import target

from corpus.records import IndicatorKind
from index.targets import TargetFilters
from ui import texts
from ui.render_targets import PART, View, download, ordered, summary, table
from ui.targets import address, as_citation, label_of, metric_name, place_of

HUNDRED = target("出口额", "100亿元", year=2024, kind=IndicatorKind.TARGET, start=40)
EIGHTY = target("出口额", "80亿元", year=2022)
NINE = target("企业", "9家", unit="家", value="9", year=None, start=60)
TEN = target("企业", "10家", unit="家", value="10", year=2023, start=80)
NAMELESS = replace(NINE, indicator=replace(NINE.indicator, value=None))


def test_a_row_in_full() -> None:
    html = table([target("出口额", "80亿元", qualifiers=("全市",))], View())
    assert html.startswith(
        '<table class="pb-table"><thead><tr data-sort-by="排序"><th scope="col" class="pb-col-metric" aria-sort="none">'
    )
    assert html[html.index("<tbody>") :] == (
        '<tbody><tr><td class="pb-metric"><a class="pb-open" href="#target-7-20-24">出口额</a><span class="pb-scope">全市</span>'
        '<span class="pb-doc">甲市&lt;总结&gt;</span></td><td class="pb-place-cell">甲市</td>'
        '<td class="pb-year-cell">2023年</td><td class="pb-kind"><span class="pb-tag">完成</span></td>'
        '<td class="pb-value">80亿元</td></tr></tbody></table>'
    )


def test_a_target_is_marked_and_what_is_unknown_is_a_dash() -> None:
    html = table([HUNDRED, NINE], View())
    assert '<span class="pb-tag pb-tag-aimed">目标</span>' in html
    assert '<td class="pb-year-cell">—</td>' in html


@pytest.mark.parametrize(
    ("view", "figures"),
    [
        (View(), ["100亿元", "9家", "80亿元", "10家"]),
        (View("year"), ["80亿元", "10家", "100亿元", "9家"]),
        (View("year", descending=True), ["100亿元", "10家", "80亿元", "9家"]),
        (View("value"), ["80亿元", "100亿元", "9家", "10家"]),
        (View("value", descending=True), ["100亿元", "80亿元", "10家", "9家"]),
        (View("metric"), ["9家", "10家", "100亿元", "80亿元"]),
        (View("kind", descending=True), ["100亿元", "9家", "80亿元", "10家"]),
        (View("__class__"), ["100亿元", "9家", "80亿元", "10家"]),
    ],
)
def test_order(view: View, figures: list[str]) -> None:
    """Numbers compare within their unit; 完成 comes before 目标 and both keep the order that they came in."""
    assert [row.figure for row in ordered([HUNDRED, NINE, EIGHTY, TEN], view)] == figures


def test_what_has_no_number_comes_last_either_way() -> None:
    for descending in (False, True):
        assert ordered([NAMELESS, TEN], View("value", descending))[-1] is NAMELESS


def test_the_same_head_turns_the_order_and_another_begins_anew() -> None:
    view = View().by("year")
    assert (view.column, view.descending) == ("year", False)
    assert view.by("year").descending
    assert not view.by("year").by("year").descending
    assert not view.by("year").by("value").descending
    assert view.by("nothing of the kind") == view


def test_only_a_part_is_shown_and_the_rest_is_counted() -> None:
    rows = [target("出口额", f"{n}亿元", start=20 + n) for n in range(PART + 3)]
    html = table(rows, View())
    assert html.count('class="pb-open"') == PART
    assert re.findall("data-more>(.*?)</button>", html) == [texts.MORE.format(3)]
    assert "data-more" not in table(rows, View(shown=PART + 3))


def test_summary_and_addresses_of_downloads() -> None:
    filters = TargetFilters("甲市", 2024, "R&D", (IndicatorKind.TARGET,), organisation="甲新区")
    assert download(filters, "csv") == (
        "/api/targets?format=csv&region=%E7%94%B2%E5%B8%82&year=2024&metric=R%26D&kind=%E7%9B%AE%E6%A0%87"
        "&organisation=%E7%94%B2%E6%96%B0%E5%8C%BA"
    )
    assert 'href="/api/targets?format=xlsx"' in summary(1200, TargetFilters())
    assert "<span>1,200 条指标</span>" in summary(1200, TargetFilters())
    assert "href" not in summary(0, TargetFilters())


def test_nothing_of_a_document_becomes_markup() -> None:
    hostile = "<script>alert(1)</script>"
    row = target(hostile, hostile, value="1", region=(hostile,), qualifiers=(hostile,))
    assert "<script" not in table([row], View())
    assert "<script" not in summary(1, TargetFilters(metric=hostile))


def test_a_figure_as_a_citation_stands_at_its_sentence() -> None:
    citation = as_citation(EIGHTY)
    assert (citation.start, citation.end, citation.quote) == (*EIGHTY.indicator.sentence, EIGHTY.quote)
    assert citation.source.key == EIGHTY.entry.key
    assert address(EIGHTY) == "#target-7-20-24"


def test_names() -> None:
    assert label_of(HUNDRED) == "甲市 2024年 出口额 目标"
    assert label_of(NINE) == "甲市 企业 完成"
    assert place_of(target("企业", "9家", organisation="甲新区")) == "甲新区"
    assert place_of(target("企业", "9家", region=())) == texts.NO_PLACE
    written = replace(target("r&d经费", "9亿元"), quote="全社会R&D投入经费9亿元。")
    assert metric_name(written) == "R&D经费"
    assert metric_name(target("esi学科", "9个")) == "esi学科"
