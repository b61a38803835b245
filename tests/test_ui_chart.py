import re
from dataclasses import replace
from decimal import Decimal

import pytest
from targets_made import target

from corpus.records import IndicatorKind
from index.targets import Target
from ui import texts
from ui.chart import Key, charts, label, render_chart, scope_of

AIMED, GROWTH, RANK = IndicatorKind.TARGET, IndicatorKind.GROWTH, IndicatorKind.RANK


def drawn(*targets: Target) -> str:
    (chart,) = charts(targets)
    return render_chart(chart)


def bars(html: str) -> list[tuple[str, float, float]]:
    found = re.findall(r'<i class="(pb-\w+)" style="left:([\d.]+)%;width:([\d.]+)%"', html)
    return [(kind, float(left), float(width)) for kind, left, width in found]


def test_a_chart_in_full() -> None:
    html = drawn(target("出口额", "80亿元", year=2023), target("出口额", "100亿元", year=2024, kind=AIMED, start=40))
    assert html == (
        '<figure class="pb-chart" aria-label="出口额（单位：元）">'
        '<figcaption><span class="pb-key"><i class="pb-done"></i>完成</span>'
        '<span class="pb-key"><i class="pb-aimed"></i>目标</span></figcaption>'
        '<div class="pb-scopes"><section><ul class="pb-bars"><li><span class="pb-place-name">甲市</span><ul>'
        '<li><a class="pb-open" href="#target-7-20-24"><span class="pb-year">2023年</span>'
        '<span class="pb-track"><i class="pb-done" style="left:0.00%;width:80.00%"></i></span>'
        '<span class="pb-num"><span>80亿元</span></span></a></li>'
        '<li><a class="pb-open" href="#target-7-40-45"><span class="pb-year">2024年</span>'
        '<span class="pb-track"><i class="pb-aimed" style="left:0.00%;width:100.00%"></i></span>'
        '<span class="pb-num"><span>100亿元</span><small>目标</small></span></a></li>'
        "</ul></li></ul></section></div></figure>"
    )


def test_units_and_measures_are_never_in_one_chart() -> None:
    made = charts(
        [
            target("出口额", "80亿元"),
            target("出口额", "12亿美元", unit="美元", start=30),
            target("出口额", "5%", unit="%", value="5", kind=GROWTH, start=40),
            target("出口额", "第3位", unit="位", value="3", kind=RANK, start=50),
            target("进口额", "60亿元", start=60),
        ]
    )
    assert {chart.key for chart in made} == {
        Key("出口额", "元"), Key("出口额", "美元"), Key("出口额", "%", "增长"), Key("出口额", "位", "排名"), Key("进口额", "元"),
    }  # fmt: skip
    assert all(len(targets) == 1 for chart in made for _, targets in chart.scopes)


def test_scopes_stand_apart_and_are_named() -> None:
    html = drawn(
        target("孵化器", "30家", unit="家", value="30", qualifiers=("全市",)),
        target("孵化器", "35家", unit="家", value="35", year=2024, qualifiers=("总数",), start=30),
        target("孵化器", "4家", unit="家", value="4", qualifiers=("新认定",), start=40),
    )
    assert re.findall("<h4>(.*?)</h4>", html) == [f"口径：{texts.CHART_WHOLE}", "口径：新认定"]
    assert texts.CHART_SCOPES in html
    assert html.count("<section>") == 2


def test_what_says_among_whom_a_rank_counts_is_never_left_out() -> None:
    first = target("总量", "第3位", unit="位", value="3", kind=RANK, qualifiers=("全市",))
    assert scope_of(first) == ("全市",)
    assert scope_of(target("总量", "3家", unit="家", value="3", qualifiers=("全市",))) == ()


def test_a_year_without_a_figure_is_said_to_be_missing_where_another_place_has_one() -> None:
    html = drawn(
        target("出口额", "80亿元", year=2023),
        target("出口额", "90亿元", year=2024, start=30),
        target("出口额", "20亿元", year=2024, region=("乙省", "丙市"), start=40),
    )
    first, second = html.split('<span class="pb-place-name">')[1:]
    assert texts.CHART_MISSING in first + second
    (missing,) = re.findall(r'<li class="pb-missing"><span class="pb-year">(.*?)</span>', html)
    assert missing == "2023年"
    of_both = [part.startswith("丙市") and texts.CHART_MISSING in part for part in (first, second)]
    assert sorted(of_both) == [False, True]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("5", "-5"), [(50.0, 50.0), (0.0, 50.0)]),
        (("-2", "-4"), [(50.0, 50.0), (0.0, 100.0)]),
        (("3.3", "3.5"), [(0.0, 94.29), (0.0, 100.0)]),
    ],
)
def test_bars_begin_at_zero(values: tuple[str, str], expected: list[tuple[float, float]]) -> None:
    html = drawn(
        *(
            target("产值", f"{value}%", unit="%", value=value, kind=GROWTH, year=2020 + at, start=20 + 10 * at)
            for at, value in enumerate(values)
        )
    )
    assert [(left, width) for _, left, width in bars(html)] == expected


def test_ranks_have_no_length() -> None:
    html = drawn(target("总量", "第3位", unit="位", value="3", kind=RANK))
    assert bars(html) == []
    assert texts.CHART_RANKS in html


def test_zero_alone_is_no_bar_and_no_fault() -> None:
    assert bars(drawn(target("事故", "0起", unit="起", value="0"))) == []


def test_a_growth_that_is_aimed_at_is_hatched() -> None:
    html = drawn(
        replace(
            one := target("产值", "6%", unit="%", value="6", kind=GROWTH), indicator=replace(one.indicator, target=True)
        )
    )
    assert [kind for kind, _, _ in bars(html)] == ["pb-aimed"]
    assert "<small>目标</small>" in html


def test_what_compares_comes_first_and_alone() -> None:
    pair = [target("进口额", f"{n}亿元", year=2020 + n, start=20 + n) for n in (1, 2)]
    three = [target("出口额", f"{n}亿元", year=2020 + n, start=40 + n) for n in (1, 2, 3)]
    made = charts([target("投资", "5亿元", start=90), *pair, *three])
    assert [chart.key.metric for chart in made] == ["出口额", "进口额"]
    assert [chart.key.metric for chart in charts([target("投资", "5亿元")])] == ["投资"]
    assert charts([]) == []


def test_a_figure_without_a_number_is_not_drawn() -> None:
    one = target("出口额", "多家")
    assert charts([replace(one, indicator=replace(one.indicator, value=None))]) == []


def test_names_and_figures_are_escaped() -> None:
    html = drawn(target("<b>", "<i>", value="3", region=("<u>",), qualifiers=("<s>",)))
    assert not re.search("<[bus]>", html)
    (chart,) = charts([target("<b>", "3")])
    assert label(chart) == "<b>（单位：元）"  # as text; whoever shows it escapes it


def test_two_documents_that_tell_of_the_same_are_both_shown() -> None:
    one, other = target("出口额", "80亿元"), target("出口额", "81亿元", value="8100000000", key=8)
    html = drawn(one, other)
    assert ("#target-7-20-24" in html, "#target-8-20-24" in html) == (True, True)
    assert one.indicator.value == Decimal(8_000_000_000)
