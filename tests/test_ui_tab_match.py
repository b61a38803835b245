"""The tab 惠企匹配: its handlers, its HTML, and the tab in a real browser over the sample documents."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from datetime import date

import openpyxl
import pytest
from benefits_by_hand import DAY, amount, held, offer, requirement
from conftest import HOST, free_port
from playwright.sync_api import Page, expect

from bot.bot import PolicyBot
from bot.cards import cards
from bot.eligibility import match
from bot.profile import Profile
from bot.profile_files import profile_of
from corpus.benefit_records import Fact
from ui import texts
from ui.render_match import problem, result
from ui.tab_match import FIELDS, Matching, described

NOTHING: tuple[object, ...] = tuple([] if fact in (Fact.CERTIFICATION, Fact.INDUSTRY) else "" for fact in FIELDS)


SLOW = 30_000
"""Milliseconds that a busy machine may take."""


def form(**values: object) -> tuple[object, ...]:
    return tuple(values.get(str(fact), empty) for fact, empty in zip(FIELDS, NOTHING, strict=True))


def test_fields_go_before_the_description() -> None:
    known = described("我们是余姚的高企，员工60人", form(region="慈溪市", rd_expense="800万"), DAY)
    assert known.places == (("浙江省", "宁波市", "慈溪市"),)
    assert known.truth(held(Fact.CERTIFICATION, "高新技术企业"), 2026) is True
    assert known.figure(Fact.RD_EXPENSE, "", 2026) is not None
    assert described("", NOTHING, DAY) == Profile()


def test_what_comes_from_documents_and_users_is_escaped() -> None:
    evil = "<img src=x onerror=alert(1)>"
    benefit = offer(
        requirement(evil, held(Fact.CERTIFICATION, "高新技术企业")), title=evil, amounts=(amount(value=10),)
    )
    known = profile_of({"region": ["慈溪市", evil], "certification": "高企"})
    assert "<img" not in result(cards(match(known, [benefit], DAY)), known)
    assert "<img" not in problem(evil)


def test_the_files_are_in_the_links() -> None:
    known = profile_of({"region": "慈溪市", "certification": "高企"})
    benefit = offer(requirement("高企", held(Fact.CERTIFICATION, "高新技术企业")), amounts=(amount(value=200_000),))
    markdown, book = re.findall(r"base64,([^\"]+)", result(cards(match(known, [benefit], DAY)), known))
    assert base64.b64decode(markdown).decode().startswith("# 惠企政策匹配")
    assert openpyxl.load_workbook(io.BytesIO(base64.b64decode(book))).active["B2"].value == "高企认定奖励"


def test_handlers(samples_bot: PolicyBot) -> None:
    matching = Matching(samples_bot)
    assert "不是数字" in matching.fill("", "", *form(staff="很多"))
    assert "不是 2026-01-31 这样的日期" in matching.fill("", "明天", *NOTHING)
    shown = matching.fill("我们在北京市海淀区", "", *NOTHING)
    key, start, end = map(int, re.findall(r"#target-(\d+)-(\d+)-(\d+)", shown)[0])
    citation = matching.at(key, start, end)
    document = samples_bot.document(key)
    assert citation is not None
    assert document is not None
    assert document.text[start:end] == citation.quote
    assert citation.source.status == samples_bot.library.catalogue.metadata([key])[key].status(date.today())
    for wrong in ((key, -1, 5), (key, 5, 5), (key, 0, 10**9), (10**9, 0, 5), ("1", 0, 5), (None, None, None)):
        assert matching.at(*wrong) is None


@pytest.fixture(scope="module")
def address(samples_bot: PolicyBot) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(samples_bot), HOST, free_port())
    yield served.address
    served.close()


@pytest.mark.browser
def test_the_tab_matches_and_opens_sources(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_role("tab", name=texts.TAB_MATCH).click()
    expect(page.locator("#match-cards h3")).to_have_text(texts.MATCH_EMPTY[0])
    page.get_by_label(texts.MATCH_DESCRIPTION, exact=True).fill("我们是北京市海淀区的高企，员工60人")
    page.get_by_role("button", name=texts.MATCH_GO, exact=True).click()
    expect(page.locator(".pb-group")).not_to_have_count(0, timeout=SLOW)
    expect(page.locator(".pb-count")).to_contain_text("员工人数 60人")
    clause = page.locator(".pb-card[open] a.pb-open").first
    words = clause.inner_text()
    clause.click()
    expect(page.locator("#hit").first).to_contain_text(words[:8])
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Excel").click()
    assert downloaded.value.suggested_filename == "惠企政策匹配.xlsx"


@pytest.mark.browser
def test_the_tab_on_a_phone_is_not_wider_than_the_screen(open_page: Callable[..., Page]) -> None:
    page = open_page(390, 844)
    page.get_by_role("tab", name=texts.TAB_MATCH).click()
    page.get_by_label(texts.MATCH_FIELDS["region"], exact=True).fill("北京市")
    page.get_by_label(texts.MATCH_DAY, exact=True).fill(date.today().isoformat())
    page.get_by_role("button", name=texts.MATCH_GO, exact=True).click()
    expect(page.locator(".pb-group")).not_to_have_count(0, timeout=SLOW)
    expect(page.locator("#match-cards .pb-count")).to_be_in_viewport()  # it stands below the form
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
