"""A consultation about benefits in a real browser, from the first question to a verdict with its source."""

from collections.abc import Callable, Iterator

import pytest
from conftest import HOST, free_port
from playwright.sync_api import Page, expect

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

POLICY = (
    "台州市支持科技创新的若干政策\n"
    "第一条 对首次认定的高新技术企业，给予20万元奖励。\n"
    "第二条 对上年度研发费用达到500万元以上的企业，按研发费用的10%给予补助，最高100万元。\n"
)
SLOW = 30_000
"""Milliseconds that a busy machine may take."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    folder = tmp_path_factory.mktemp("dialogue")
    (folder / "政策.txt").write_text(POLICY, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "政策.txt"])
        served = start(build(PolicyBot(library)), HOST, free_port())
        yield served.address
        served.close()


@pytest.mark.browser
def test_a_dialogue_comes_to_a_verdict(open_page: Callable[..., Page]) -> None:
    page = open_page()
    box = page.locator("#question textarea")
    box.fill("我们是台州市的企业，不是高企，能申请哪些补贴？")
    box.press("Enter")
    last = page.locator("#chat .bot").last
    expect(last).to_contain_text("研发费用", timeout=SLOW)
    box.fill("去年研发费用800万元")
    box.press("Enter")
    expect(page.locator("#chat .bot")).to_have_count(2, timeout=SLOW)
    expect(last).to_contain_text("符合", timeout=SLOW)
    expect(last).to_contain_text("80万元")
    last.locator("a.pb-cite").first.click()
    expect(page.locator("#hit").first).to_contain_text("研发费用", timeout=SLOW)
