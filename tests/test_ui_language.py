"""The page in English beside the Chinese one, in a real browser, and that both say the same."""

import re
import string
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx
import pytest
from conftest import HOST, free_port
from playwright.sync_api import Page, expect

from bot import texts as bot_texts
from bot.benefits import benefit_texts
from bot.benefits.eligibility import Verdict
from bot.bot import PolicyBot
from bot.language import Language, Wording, Words, speaking
from corpus.records import IndicatorKind
from corpus.validity import Status
from eval import words
from index.correcting import LABELS
from index.relations import WORDS
from ui import texts, texts_en, texts_zh

CHINESE = re.compile("[\u3400-\u9fff]")
ASKED, REFUSED = "宁波市2023年技术交易额是多少？", "火星的房价是多少？"
ANSWER = "#chat .pb-answer .pb-text"

OWN_WORDS = """() => {
  const found = [], seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const own = (element) => element.checkVisibility() && !element.closest(
    "script, style, [lang^=zh], #chat .pb-text, #chat .examples, .pb-level, .pb-steps, .pb-match-total, .pb-count, input, textarea");
  while (seen.nextNode()) if (own(seen.currentNode.parentElement)) found.push(seen.currentNode.textContent.trim());
  for (const each of document.querySelectorAll("[placeholder], .block [title]"))
    if (own(each) && !each.matches(".pb-cite")) found.push(each.placeholder || each.title);
  return found.filter((text) => text);
}"""
"""What the page says of its own: all that is seen but what is marked as a document's, or holds its words (answers, amounts)."""


@pytest.fixture(scope="module")
def address(samples_bot: PolicyBot) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(samples_bot), HOST, free_port())
    yield served.address
    served.close()


def names(module: Any) -> dict[str, Any]:
    return {name: held for name, held in vars(module).items() if name.isupper()}


def places(text: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def compare(name: str, chinese: Any, english: Any) -> None:
    if isinstance(chinese, str):
        assert places(chinese) == places(english), name
        assert chinese == english or name in ("OTHER", "OTHER_HINT") or not CHINESE.search(english), name
    elif isinstance(chinese, Mapping):
        assert list(chinese) == list(english), name
        for key in chinese:
            compare(f"{name}[{key}]", chinese[key], english[key])
    else:
        assert len(chinese) == len(english), name
        for one, other in zip(chinese, english, strict=True):
            compare(name, one, other)


def test_both_languages_of_the_page_have_the_same_texts() -> None:
    chinese, english = names(texts_zh), names(texts_en)
    assert set(english) - set(chinese) == {"NAMED"}
    for name, held in chinese.items():
        compare(name, held, english[name])


SAID_IN_CHINESE = re.compile(
    "看结果|看看资料|我们能申请哪些补贴|重新来|第2条符合|员工改成80人|一共能拿多少|第1项怎么申请|800万|约2亿|浙江省宁波市慈溪市"
)
"""What people say or write in Chinese, whatever language is spoken to them."""


def test_both_languages_of_the_bot_have_the_same_places() -> None:
    for module in (bot_texts, benefit_texts):
        held = [each for each in vars(module).values() if isinstance(each, Wording | Words)]
        wordings = [w for each in held for w in ([each] if isinstance(each, Wording) else each.wordings.values())]
        assert len(wordings) > 20
        for each in wordings:
            assert places(each.zh) == places(each.en), each
            assert not CHINESE.search(SAID_IN_CHINESE.sub("", each.en)), each


def test_every_word_that_records_carry_has_a_name_in_english() -> None:
    carried = [*Status, *IndicatorKind, *Verdict, *LABELS.values(), *WORDS.values(), *words.KINDS.values()]
    carried += [
        *words.RULES.values(),
        *(each for pair in words.SHARES.values() for each in pair),
        words.THRESHOLD,
        *words.OPERATING,
    ]
    with speaking(Language.ENGLISH):
        assert [word for word in carried if CHINESE.search(texts.named(word))] == []
    assert [word for word in carried if texts.named(word) != word] == []


def test_a_text_follows_the_language_that_is_spoken() -> None:
    assert texts.SEND == "发送"
    with speaking(Language.ENGLISH):
        assert texts.SEND == "Send"
        assert texts.named(Status.EXPIRED) == "Expired"
    with pytest.raises(AttributeError):
        _ = texts.NO_SUCH_TEXT  # type: ignore[attr-defined]


def test_english_paths_are_as_open_as_the_chinese_ones(address: str) -> None:
    for path, status in (
        ("/en", 307), ("/en/", 200), ("/en/config", 200), ("/en/api/documents", 404), ("/en/openapi.json", 404), ("/en/metrics", 404),
        ("/en/file=/etc/hosts", 404), ("/en/gradio_api/file=/etc/hosts", 404), ("/en/gradio_api/upload", 404), ("/en/login", 404),
    ):  # fmt: skip
        assert httpx.get(address.rstrip("/") + path).status_code == status, path


def test_the_api_answers_a_page_in_its_language(address: str) -> None:
    place = f"{address.rstrip('/')}/api/documents/{'0' * 16}"
    english = httpx.get(place, headers={"referer": f"{address.rstrip('/')}/en/"}).json()["error"]
    assert english == texts_en.NO_SUCH_DOCUMENT.format("0" * 16)
    assert httpx.get(place).json()["error"] == texts_zh.NO_SUCH_DOCUMENT.format("0" * 16)


def ask(page: Page, question: str) -> None:
    before = page.locator("#chat .user-row").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    expect(page.locator("#chat .user-row")).to_have_count(before + 1, timeout=30_000)
    expect(page.locator("#send")).to_be_visible(timeout=30_000)


def to_english(page: Page) -> None:
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/en/**")
    page.wait_for_selector("#question textarea", state="attached", timeout=30_000)


@pytest.mark.browser
def test_a_reader_switches_to_english_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    to_english(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    ask(page, ASKED)
    expect(page.locator(ANSWER).first).to_contain_text("Original text: ")
    expect(page.locator(ANSWER).first).to_contain_text("技术交易额")
    page.locator("a.pb-cite").first.click()
    expect(page.locator("#hit")).to_contain_text("技术交易额", timeout=30_000)
    expect(page.locator("#source .pb-kicker")).to_contain_text("Source 1")
    ask(page, "慈溪市呢？")
    expect(page.locator("#chat .pb-understood")).to_contain_text("Understood, with what was said before, as:")
    ask(page, REFUSED)
    expect(page.locator("#chat .pb-refusal").last).to_contain_text("so it is left unanswered")
    page.locator("#tab-targets-button").click()
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN", timeout=30_000)
    expect(page.locator("#tab-targets-button")).to_have_attribute("aria-selected", "true", timeout=30_000)
    expect(page.locator("#tab-targets-button")).to_have_text(texts_zh.TAB_TARGETS)


@pytest.mark.browser
def test_the_english_page_says_nothing_of_its_own_in_chinese(open_page: Callable[..., Page]) -> None:
    page = open_page()
    to_english(page)
    ask(page, ASKED)
    page.locator("a.pb-cite").first.click()
    expect(page.locator("#hit")).to_be_visible(timeout=30_000)
    page.locator("#filters > button").click()
    shown = {"ask": page.evaluate(OWN_WORDS)}
    ready = {
        "targets": ".pb-table tbody tr", "match": "#match-go", "documents": "#doc-list tbody tr", "eval": "#eval-start",
    }  # fmt: skip
    for name, sign in ready.items():
        page.locator(f"#tab-{name}-button").click()
        expect(page.locator(sign).first).to_be_visible(timeout=30_000)
        if name == "match":
            page.locator("#match-form textarea").first.fill("我们是北京的高企，去年研发投入800万，员工60人")
            page.locator("#match-go").click()
            expect(page.locator("#match-cards .pb-card").first).to_be_visible(timeout=30_000)
        shown[name] = page.evaluate(OWN_WORDS)
    page.locator("#tab-documents-button").click()
    page.locator("#doc-list tbody a").first.click()
    expect(page.locator(".pb-detail")).to_be_visible(timeout=30_000)
    shown["document"] = page.evaluate(OWN_WORDS)
    assert {name: len(each) for name, each in shown.items() if len(each) <= 8} == {}
    own = {name: [text for text in each if CHINESE.search(text) and text != "中文"] for name, each in shown.items()}
    assert own == {name: [] for name in shown}


@pytest.mark.browser
def test_two_readers_each_get_their_language(open_page: Callable[..., Page]) -> None:
    chinese, english = open_page(), open_page()
    to_english(english)
    for page in (chinese, english):
        page.fill("#question textarea", ASKED)
    for page in (chinese, english):
        page.press("#question textarea", "Enter")
    expect(english.locator(ANSWER).first).to_contain_text("Original text: ", timeout=30_000)
    expect(chinese.locator(ANSWER).first).to_contain_text("原文：", timeout=30_000)
    expect(chinese.locator("#chat .pb-label").first).to_have_text(texts_zh.SOURCES)
    expect(english.locator("#chat .pb-label").first).to_have_text(texts_en.SOURCES)
