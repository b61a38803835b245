"""The tab 问答 in a real browser, over the sample documents, with a scripted language model: asking, stopping, going on,
keeping."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import docx
import pytest
from conftest import HOST, contrast, free_port
from model_server import Server, Talk
from playwright.sync_api import Page, expect
from pydantic import SecretStr

from bot.bot import PolicyBot
from bot.model.model import open_model
from bot.settings import Settings
from bot.texts import STOPPED
from index.catalogue import Filters
from index.feedback import all_feedback
from ui import texts

pytestmark = pytest.mark.browser

BOX, HIT, DONE = "#question textarea", "#hit", "#chat .pb-foot"
TARGET, HOUSING = "慈溪2024年研发投入强度目标是多少？", "广州公租房是什么样的制度？"
EXPIRED = "《广州市公共租赁住房管理办法》的有效期到什么时候？"
SLOW = 30_000
"""Milliseconds that a busy machine may take."""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server().running() as running:
        yield running


@pytest.fixture(scope="module")
def bot(server: Server, samples_bot: PolicyBot) -> PolicyBot:
    settings = Settings(
        _env_file=None, llm="openai:fake", llm_base_url=server.address, llm_api_key=SecretStr("k"), llm_timeout=60
    )  # type: ignore[call-arg]
    return PolicyBot(samples_bot.library, model=open_model(settings))


@pytest.fixture(scope="module")
def address(bot: PolicyBot) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(bot), HOST, free_port())
    yield served.address
    served.close()


@pytest.fixture
def page(open_page: Callable[..., Page], server: Server) -> Page:
    server.script = lambda talk: talk.say("公租房以满足基本居住为限[5]。")
    return opened(open_page)


def opened(open_page: Callable[..., Page], *size: int, **options: Any) -> Page:
    page = open_page(*size, **options)
    page.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    return page


def send(page: Page, question: str) -> None:
    page.fill(BOX, question)
    page.press(BOX, "Enter")


def ask(page: Page, question: str) -> None:
    """Ask, and wait until all of the answer is there."""
    count = page.locator(DONE).count()
    send(page, question)
    settled(page, count + 1)


def settled(page: Page, turns: int) -> None:
    expect(page.locator(DONE)).to_have_count(turns)
    expect(page.locator("#send")).to_be_visible()


def test_an_answer_grows_sentence_by_sentence_and_its_marks_open_the_source(page: Page, server: Server) -> None:
    go = Event()

    def two(talk: Talk) -> None:
        talk.begin()
        talk.piece("公租房以满足基本居住为限[5]。每个申请家庭")
        assert go.wait(60)
        talk.piece("只可承租公租房1套，房型与保障人数相对应[4]。")
        talk.end()

    server.script = two
    send(page, HOUSING)
    writing = page.locator("#chat .pb-writing .pb-text")
    expect(writing).to_contain_text("公租房以满足基本居住为限。")
    expect(writing.locator('a[href="#cite-0-2"]').first).to_have_text("[2]")
    expect(page.locator(BOX)).to_have_value("")
    expect(page.locator("#stop")).to_be_visible()
    expect(page.locator("#send")).to_be_hidden()
    send(page, TARGET)  # one at a time
    expect(page.get_by_text(texts.BUSY)).to_be_visible()
    expect(page.locator(BOX)).to_have_value(TARGET)
    assert "每个申请家庭" not in writing.inner_text().split("原文")[0]
    go.set()
    settled(page, 1)
    expect(page.locator("#chat .pb-answer")).to_contain_text("2 句相符")
    expect(page.locator("#stop")).to_be_hidden()
    page.locator('#chat .pb-text a[href="#cite-0-3"]').first.click()
    expect(page.locator(HIT)).to_contain_text("每个申请家庭只可承租公租房1套")
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("how", ["button", "Escape"])
def test_stop_ends_the_work_of_the_model_and_keeps_what_it_said(page: Page, server: Server, how: str) -> None:
    hung_up = Event()

    def endless(talk: Talk) -> None:
        try:
            talk.say("公租房以满足基本居住为限[5]。每个", *["申请"] * 2_000, pause=0.02)
        except (BrokenPipeError, ConnectionResetError):
            hung_up.set()

    server.script = endless
    send(page, HOUSING)
    expect(page.locator("#chat .pb-writing")).to_contain_text("公租房以满足基本居住为限。")
    page.click("#stop") if how == "button" else page.keyboard.press("Escape")
    settled(page, 1)
    expect(page.locator("#chat .pb-answer")).to_contain_text(STOPPED[True])
    assert hung_up.wait(20)
    server.script = lambda talk: talk.say("好[1]。")
    ask(page, TARGET)
    expect(page.locator("#chat .pb-figure").last).to_contain_text("3.53%")


@pytest.mark.parametrize("way", ["new", "kept"])
def test_another_conversation_has_nothing_of_what_was_being_answered(page: Page, server: Server, way: str) -> None:
    hung_up = Event()
    ask(page, TARGET)
    page.click(".pb-like-1")
    expect(page.locator("#judge")).to_be_visible()

    def endless(talk: Talk) -> None:
        try:
            talk.say("公租房以满足基本居住为限[5]。每个", *["申请"] * 2_000, pause=0.02)
        except (BrokenPipeError, ConnectionResetError):
            hung_up.set()

    server.script = endless
    send(page, HOUSING)
    expect(page.locator("#chat .pb-writing")).to_be_visible()
    expect(page.locator(".pb-next")).to_have_count(0)
    if way == "new":
        page.click("#new")
    else:
        page.click("#talks summary")
        page.click(".pb-talk")
    expect(page.locator(".pb-question")).to_have_text([] if way == "new" else [TARGET])
    expect(page.locator("#send")).to_be_visible()
    expect(page.locator("#judge")).to_be_hidden()
    assert hung_up.wait(20)
    page.wait_for_timeout(500)
    expect(page.locator(".pb-question")).to_have_text([] if way == "new" else [TARGET])


def test_a_completed_follow_up_is_shown_and_can_be_corrected(page: Page) -> None:
    ask(page, TARGET)
    ask(page, "宁波呢？")
    expect(page.locator(".pb-understood")).to_contain_text("结合上文，理解为：宁波2024年研发投入强度目标是多少")
    page.click(".pb-edit")
    expect(page.locator(BOX)).to_have_value("宁波2024年研发投入强度目标是多少")
    expect(page.locator(BOX)).to_be_focused()
    ask(page, page.input_value(BOX).replace("2024年研发投入强度目标", "2023年技术交易额"))
    expect(page.locator("#chat .pb-figure").last).to_contain_text("亿元")


def test_a_suggestion_is_asked_with_a_click_and_stands_below_the_last_answer_alone(page: Page) -> None:
    ask(page, TARGET)
    first = page.locator(".pb-next a").first
    expect(first).to_have_text("宁波2024年研发投入强度目标是多少？")
    first.click()
    settled(page, 2)
    expect(page.locator(".pb-question").last).to_have_text("宁波2024年研发投入强度目标是多少？")
    expect(page.locator("#chat .pb-figure").last).to_contain_text("3.3%")
    expect(page.locator(".pb-next")).to_have_count(1)


def test_documents_are_limited_to_those_in_force_on_a_day(page: Page) -> None:
    page.click("#filters .label-wrap")
    day = page.locator("#in-force input, #in-force textarea")
    day.wait_for()
    page.evaluate(TWO_FRAMES)  # a field that is filled while it is still being made loses what was put in
    day.fill("2024年")
    send(page, EXPIRED)
    expect(page.get_by_text(texts.BAD_IN_FORCE.format("2024年"))).to_be_visible()
    expect(page.locator(BOX)).to_have_value(EXPIRED)
    expect(page.locator("#chat .bot-row")).to_have_count(0)
    day.fill("1999-12-31")
    expect(page.locator("#filters .label-wrap")).to_contain_text("1999-12-31有效")
    ask(page, EXPIRED)
    expect(page.locator("#chat .pb-refusal")).to_be_visible()
    expect(page.locator(DONE)).to_contain_text("范围：1999-12-31有效")
    day.fill("")
    ask(page, EXPIRED)
    expect(page.locator("#chat .pb-answer").last).to_contain_text("有效期")


def test_an_answer_is_copied_with_its_sources(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, permissions=["clipboard-read", "clipboard-write"])
    ask(page, TARGET)
    page.click(".pb-copy")
    expect(page.locator(".pb-told")).to_have_text(texts.COPIED)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("3.53% [1]")
    assert re.search(
        r"来源：\n\[1\] 《慈溪市科学技术局2023年度工作总结和2024年工作思路》（慈溪市科学技术局，2024年2月1日），.+：“.*3\.53%。”",
        copied,
    )


def test_an_answer_is_copied_where_the_browser_has_no_clipboard(page: Page) -> None:
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate(
        "document.execCommand = (what) => { window.copied = [what, document.activeElement.value]; return true; }"
    )
    ask(page, TARGET)
    page.click(".pb-copy")
    expect(page.locator(".pb-told")).to_have_text(texts.COPIED)
    what, text = page.evaluate("window.copied")
    assert what == "copy"
    assert text.startswith("3.53% [1]")


def test_a_conversation_is_downloaded(page: Page) -> None:
    page.click("#talks summary")
    page.click("[data-export=md]")
    expect(page.get_by_text(texts.NOTHING_TO_EXPORT)).to_be_visible()
    ask(page, TARGET)
    ask(page, "宁波呢？")
    saved = {}
    for form in ("md", "docx"):
        page.click("#talks summary")
        with page.expect_download() as download:
            page.click(f"[data-export={form}]")
        assert download.value.suggested_filename == f"政策问答-{date.today()}.{form}"
        saved[form] = Path(download.value.path()).read_bytes()
    told = [each.text for each in docx.Document(io.BytesIO(saved["docx"])).paragraphs]
    assert [each for each in told if each.startswith("问题")] == [f"问题 1 {TARGET}", "问题 2 宁波呢？"]
    markdown = saved["md"].decode()
    assert markdown.count("**来源：**") == 2
    assert "3.53%" in markdown


def test_conversations_are_kept_in_the_browser_opened_again_and_deleted(page: Page) -> None:
    ask(page, TARGET)
    ask(page, "宁波呢？")
    shown = page.locator("#chat .pb-text").all_inner_texts()
    page.click("#new")
    expect(page.locator("#chat .bot-row")).to_have_count(0)
    ask(page, EXPIRED)
    page.reload()  # it goes on with what it showed
    settled(page, 1)
    expect(page.locator("#chat .user-row")).to_contain_text(EXPIRED)
    page.click("#talks summary")
    expect(page.locator(".pb-talk")).to_have_count(2)
    page.locator(".pb-talk", has_text=TARGET).click()
    settled(page, 2)
    assert page.locator("#chat .pb-text").all_inner_texts() == shown
    page.locator('#chat .pb-text a[href="#cite-1-1"]').first.click()
    expect(page.locator(HIT)).to_contain_text("3.3%")
    ask(page, "那2023年技术交易额呢？")  # it goes on where it was
    expect(page.locator(".pb-understood").last).to_contain_text("宁波2023年技术交易额")
    page.click("#talks summary")
    expect(page.locator(".pb-talk")).to_have_count(2)
    expect(page.locator(".pb-talk[aria-current]")).to_contain_text(TARGET)
    page.locator("li", has_text=EXPIRED).locator(".pb-forget").click()
    expect(page.locator(".pb-talk")).to_have_count(1)
    page.click(".pb-forget-all")
    expect(page.locator(".pb-talk")).to_have_count(0)
    expect(page.locator("#talks .pb-none")).to_be_visible()
    assert page.evaluate("localStorage.getItem('policybot-talks')") is None
    page.keyboard.press("Escape")
    expect(page.locator("#talks .pb-none")).to_be_hidden()


def test_what_is_broken_in_the_browser_is_told_and_harms_nothing(page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    page.evaluate(
        "title => localStorage.setItem('policybot-talks', JSON.stringify([{ id: 'x', at: 0, title, data: '{}' }, 7, null]))",
        hostile,
    )
    page.click("#talks summary")
    expect(page.locator(".pb-talk")).to_contain_text(hostile)
    page.click(".pb-talk")
    expect(page.get_by_text("打不开")).to_be_visible()
    page.evaluate("localStorage.setItem('policybot-talks', 'nonsense')")
    ask(page, TARGET)
    page.click("#talks summary")
    expect(page.locator(".pb-talk")).to_have_count(1)


def test_a_judgement_is_kept_with_its_reason_and_can_be_changed(page: Page, bot: PolicyBot) -> None:
    before = set(all_feedback(bot.library.catalogue))
    ask(page, TARGET)
    page.click(".pb-like-0")
    expect(page.locator(".pb-like-0.pb-on")).to_be_visible()
    expect(page.locator("#judge")).to_contain_text(texts.JUDGED_BADLY)
    page.get_by_label("数字不对").check()
    page.get_by_placeholder(texts.REASON_WORDS).fill("应当是3.6%")
    page.click("#judge-send")
    expect(page.locator("#judge")).to_be_hidden()
    expect(page.get_by_text(texts.REASON_KEPT)).to_be_visible()
    (kept,) = [each for key, each in all_feedback(bot.library.catalogue).items() if key not in before]
    assert (kept.question, kept.helpful, kept.reason) == (TARGET, False, "数字不对；应当是3.6%")
    assert kept.answer.startswith("3.53%")
    assert kept.filters == Filters()
    (span,) = kept.citations
    assert re.fullmatch("[0-9a-f]{16}", span.document)
    page.click(".pb-like-1")
    expect(page.locator(".pb-like-1.pb-on")).to_be_visible()
    expect(page.locator("#judge")).to_contain_text("数字准确")
    page.click("#judge-close")
    expect(page.locator("#judge")).to_be_hidden()
    (kept,) = [each for key, each in all_feedback(bot.library.catalogue).items() if key not in before]
    assert (kept.helpful, kept.reason) == (True, "")


def test_how_it_was_found_is_folded_away(page: Page) -> None:
    ask(page, HOUSING)
    expect(page.locator(".pb-how > div")).to_be_hidden()
    page.click(".pb-how summary")
    expect(page.locator(".pb-how > div")).to_contain_text(texts.HOW_READ)
    expect(page.locator(".pb-how > div")).to_contain_text("与原文相符")
    expect(page.locator(".pb-how dl")).to_contain_text("按字词检索")


def test_keys(page: Page) -> None:
    page.locator("#chat").click()
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("a/b")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("c")
    assert page.input_value(BOX) == "a/b\nc"
    page.fill(BOX, TARGET)
    page.evaluate(
        """box => document.querySelector(box).dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }))""",
        BOX,
    )
    page.wait_for_timeout(300)
    assert page.input_value(BOX) == TARGET  # Enter ended a word of the input method
    page.press(BOX, "Enter")
    settled(page, 1)
    page.press(BOX, "Tab")
    expect(page.locator("#send")).to_be_focused()
    page.locator(".pb-next a").first.focus()
    page.keyboard.press("Enter")
    settled(page, 2)


def test_a_document_is_read_by_its_outline_and_its_file_is_downloaded(page: Page) -> None:
    ask(page, HOUSING)
    page.locator("#chat .pb-cite").first.click()
    page.click(".pb-outline summary")
    expect(page.locator(".pb-outline li.pb-here").first).to_be_visible()
    last = page.locator(".pb-outline a").last
    place = last.get_attribute("href")
    assert place is not None
    last.click()
    expect(page.locator(f'#source [id="{place[1:]}"]')).to_be_in_viewport()
    expect(page.locator(HIT)).not_to_be_in_viewport()
    with page.expect_download() as download:
        page.click(".pb-file")
    assert download.value.suggested_filename == "gz-public-rental-housing.txt"
    expect(page.locator(".pb-document header")).to_contain_text("广州市人民政府办公厅")


def test_a_cell_of_a_table_is_shown_with_its_headers(page: Page) -> None:
    ask(page, "新材料首批次应用单个企业最高多少金额？")
    page.locator("#chat .pb-text .pb-cite").first.click()
    expect(page.locator(".pb-cell.pb-counts")).to_have_text("1000万元")
    expect(page.locator(".pb-cell.pb-counts")).to_be_in_viewport()
    expect(page.locator(".pb-cell.pb-of")).to_have_text(["最高金额", "新材料首批次应用", "单个企业"])
    head, cell = (page.locator(f".pb-cell.{name}").first.bounding_box() for name in ("pb-of", "pb-counts"))
    assert head is not None
    assert cell is not None
    assert head["x"] == cell["x"]  # it stands below its header


def test_the_source_of_one_tab_does_not_stay_in_another(page: Page) -> None:
    ask(page, TARGET)
    page.locator("#chat .pb-cite").first.click()
    expect(page.locator(HIT)).to_be_visible()
    page.get_by_role("tab", name=texts.TAB_TARGETS).click()
    expect(page.locator(".pb-panel-empty")).to_be_visible()
    page.get_by_role("tab", name=texts.TAB_ASK).click()
    expect(page.locator("a[aria-current]")).to_have_count(0)
    page.locator("#chat .pb-cite").first.click()
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(open_page: Callable[..., Page], scheme: str) -> None:
    page = opened(open_page, 360, 740, color_scheme=scheme)
    ask(page, TARGET)
    ask(page, "宁波呢？")
    for selector in (".pb-next a", ".pb-act", ".pb-edit", ".pb-understood", ".pb-how summary", "#talks summary"):
        assert contrast(page, selector) > 4.5, selector
    page.click("#talks summary")
    box = page.locator(".pb-talks > div").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert contrast(page, ".pb-talk span") > 4.5
    page.click("#talks summary")
    page.locator(".pb-like-0").last.click()
    expect(page.locator("#judge-send")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("#chat .pb-cite").last.click()
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)
    page.click(".pb-back")
    expect(page.locator("#chat .pb-cite").last).to_be_in_viewport()
