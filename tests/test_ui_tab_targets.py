"""The tab 指标查询 in a real browser, over the sample documents."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import HOST, contrast, free_port
from playwright.sync_api import Locator, Page, expect

from bot.bot import PolicyBot
from index.catalogue import Filters
from index.targets import TargetFilters, find_targets
from ui import texts
from ui.render_targets import PART

ROWS, HIT, BARS = ".pb-table tbody tr", "#hit", ".pb-bars a.pb-open"


@pytest.fixture(scope="module")
def address(samples_bot: PolicyBot) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(samples_bot), HOST, free_port())
    yield served.address
    served.close()


@pytest.fixture
def open_tab(open_page: Callable[..., Page]) -> Callable[..., Page]:
    def opened(*size: int, **options: str) -> Page:
        page = open_page(*size, **options)
        page.get_by_role("tab", name=texts.TAB_TARGETS).click()
        page.wait_for_selector(ROWS)
        return page

    return opened


def choose(page: Page, label: str, option: str) -> None:
    page.locator("#target-filters").get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def count(page: Page) -> Locator:
    return page.locator(".pb-count > span").first


def column(page: Page, name: str) -> list[str]:
    return page.locator(f"{ROWS} .{name}").all_inner_texts()


@pytest.mark.browser
def test_filters_limit_table_chart_and_downloads(open_tab: Callable[..., Page], samples_bot: PolicyBot) -> None:
    page = open_tab()
    everything = find_targets(samples_bot.library.catalogue, TargetFilters())
    expect(count(page)).to_have_text(f"{len(everything)} 条指标")
    expect(page.locator(ROWS)).to_have_count(PART)
    page.get_by_label(texts.METRIC, exact=True).fill("研发投入强度")
    expect(count(page)).to_have_text("2 条指标")
    expect(page.locator(BARS)).to_have_count(2)
    assert column(page, "pb-value") == ["3.3%", "3.53%"]
    choose(page, texts.REGION, "慈溪市")
    expect(count(page)).to_have_text("1 条指标")
    choose(page, texts.YEAR, "2024")
    choose(page, texts.TARGET_KIND, "目标")
    expect(page.locator(f"{ROWS} .pb-value")).to_have_text(["3.53%"])
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="CSV").click()
    assert downloaded.value.suggested_filename == "targets.csv"
    rows = list(csv.DictReader(io.StringIO(Path(downloaded.value.path()).read_bytes().decode("utf-8-sig"))))
    assert [(row["地区"], row["年份"], row["类别"], row["原文数字"]) for row in rows] == [
        ("慈溪市", "2024", "目标", "3.53%")
    ]
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Excel").click()
    assert openpyxl.load_workbook(io.BytesIO(Path(downloaded.value.path()).read_bytes())).active.max_row == 2


@pytest.mark.browser
def test_what_no_row_meets_is_told(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    page.get_by_label(texts.METRIC, exact=True).fill("没有这样的指标")
    expect(page.locator(".pb-none h3")).to_have_text(texts.NO_ROWS[0])
    expect(page.locator("#target-card")).to_be_hidden()
    expect(page.locator(".pb-download")).to_have_count(0)
    page.get_by_label(texts.METRIC, exact=True).fill("")
    expect(page.locator(ROWS)).to_have_count(PART)
    expect(page.locator("#target-card")).to_be_visible()


@pytest.mark.browser
def test_a_figure_of_another_body(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    choose(page, texts.ORGANISATION, "前湾新区")
    expect(page.locator(f"{ROWS} .pb-place-cell")).to_have_text(["前湾新区"])


@pytest.mark.browser
def test_a_head_sorts_the_table_and_sorts_it_back(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    year = page.get_by_role("button", name="年份", exact=True)
    year.click()
    expect(page.locator("th.pb-col-year")).to_have_attribute("aria-sort", "ascending")
    assert column(page, "pb-year-cell") == sorted(column(page, "pb-year-cell"))
    year.click()
    expect(page.locator("th.pb-col-year")).to_have_attribute("aria-sort", "descending")
    assert column(page, "pb-year-cell") == sorted(column(page, "pb-year-cell"), reverse=True)
    page.get_by_text(re.compile("再显示一些")).click()
    expect(page.locator(ROWS)).to_have_count(2 * PART)
    expect(page.locator("th.pb-col-year")).to_have_attribute("aria-sort", "descending")


@pytest.mark.browser
def test_a_row_and_a_bar_open_the_source_at_the_figure(open_tab: Callable[..., Page], samples_bot: PolicyBot) -> None:
    page = open_tab()
    page.get_by_label(texts.METRIC, exact=True).fill("研发投入强度")
    expect(page.locator(BARS)).to_have_count(2)
    (target,) = find_targets(samples_bot.library.catalogue, TargetFilters("慈溪市", 2024, "研发投入强度"))
    page.locator(ROWS).nth(1).click(position={"x": 300, "y": 30})  # anywhere in the row
    expect(page.locator(HIT)).to_have_text(target.quote)
    expect(page.locator(f"{HIT} b")).to_have_text("3.53%")
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)
    expect(page.locator(".pb-document h2")).to_have_text(target.entry.metadata.title)
    expect(page.locator(".pb-kicker span")).to_have_text("慈溪市 2024年 研发投入强度 目标")
    expect(page.locator("a[aria-current]")).to_have_count(2)  # its bar and its row
    page.locator(BARS).first.click()
    expect(page.locator(f"{HIT} b")).to_have_text("3.3%")
    page.get_by_role("button", name="数值", exact=True).click()
    expect(page.locator(".pb-table a[aria-current]")).to_have_count(1)  # still marked in the new order


@pytest.mark.browser
def test_rows_are_opened_from_the_keyboard(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    page.locator(".pb-table a.pb-open").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(HIT)).to_be_in_viewport()
    expect(page.locator(".pb-table a.pb-open").nth(1)).to_have_attribute("aria-current", "true")


@pytest.mark.browser
def test_another_chart_is_drawn(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    pick = page.get_by_label(texts.CHART, exact=True)
    pick.click()
    page.get_by_role("option", name=re.compile("^高新技术企业（")).click()
    expect(page.locator(".pb-chart")).to_have_attribute("aria-label", "高新技术企业（单位：家）")
    expect(page.locator(".pb-chart h4").filter(has_text="口径：新认定")).not_to_have_count(0)
    expect(page.locator(".pb-chart-note")).to_have_text(texts.CHART_SCOPES)
    lengths = page.locator(".pb-track i").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().width)")
    assert len(set(lengths)) > 2


@pytest.mark.browser
def test_the_tabs_share_the_panel_and_keep_their_state(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    page.locator(ROWS).first.click()
    expect(page.locator(HIT)).to_be_visible()
    page.get_by_role("tab", name=texts.TAB_ASK).click()
    expect(page.locator("#question")).to_be_visible()
    expect(page.locator(HIT)).to_have_count(0)  # the source of another tab would mislead
    page.fill("#question textarea", "慈溪2024年研发投入强度目标是多少？")
    page.press("#question textarea", "Enter")
    page.locator('#chat a[href="#cite-0-1"]').first.click()
    expect(page.locator(HIT)).to_contain_text("3.53%")
    page.get_by_role("tab", name=texts.TAB_TARGETS).click()
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator("#new")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(open_tab: Callable[..., Page], scheme: str) -> None:
    page = open_tab(390, 844, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for selector in (
        ".pb-metric a",
        ".pb-doc",
        ".pb-year-cell",
        ".pb-tag",
        ".pb-num",
        ".pb-year",
        ".pb-count",
        ".pb-download",
    ):
        assert contrast(page, selector) >= 4.5, selector
    row = page.locator(ROWS).nth(5)
    row.click()
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)
    assert contrast(page, f"{HIT} b") >= 4.5
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.evaluate("scrollTo(0, 0)")  # below the source; nothing shows through
    tops = page.locator("#target-filters [data-testid=block-info]").evaluate_all(
        """labels => labels.map(label => { const box = label.getBoundingClientRect();
          return Boolean(document.elementFromPoint(box.x + 2, box.y + 2).closest("#source")); })"""
    )
    assert tops
    assert all(tops)
    page.click(".pb-back")
    expect(row).to_be_in_viewport(ratio=1)
    tab = page.get_by_role("tab", name=texts.TAB_ASK).bounding_box()
    assert tab is not None
    assert tab["height"] >= 24  # the least a finger hits, WCAG 2.2


@pytest.mark.browser
@pytest.mark.parametrize("width", [861, 1024, 1920])
def test_nothing_lies_over_anything_else(open_tab: Callable[..., Page], width: int) -> None:
    page = open_tab(width, 800)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = [page.locator(selector).bounding_box() for selector in ("#masthead h1", "[role=tablist]", "#desk")]
    title, tabs, desk = (box for box in boxes if box is not None)
    assert title["x"] + title["width"] <= tabs["x"]
    assert tabs["y"] + tabs["height"] <= desk["y"]
    assert page.locator(".pb-table").bounding_box()["width"] <= page.locator("#work").bounding_box()["width"]  # type: ignore[index]


def test_a_figure_that_is_not_there_opens_nothing(samples_bot: PolicyBot) -> None:
    from ui.tab_targets import Figures

    figures = Figures(samples_bot)
    target = find_targets(samples_bot.library.catalogue, TargetFilters())[0]
    place = (target.entry.key, target.indicator.start, target.indicator.end)
    assert figures.at(*place) == target
    for wrong in (
        (target.entry.key, 0, 0), (10**30, *place[1:]), (-1, *place[1:]), ("1", "2", "3"), (True, 0, 1), (None, None, None),
    ):  # fmt: skip
        assert figures.at(*wrong) is None


def test_a_library_without_reports_says_so(samples_bot: PolicyBot) -> None:
    from ui.render_targets import nothing

    catalogue = samples_bot.library.catalogue
    assert find_targets(catalogue, TargetFilters(), catalogue.matching(Filters(kind="办法"))) == []
    assert texts.NO_TARGETS[0] in nothing(anywhere=False)
    assert texts.NO_ROWS[0] in nothing(anywhere=True)
