import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from conftest import HOST, contrast, free_port
from playwright.sync_api import Browser, Page, expect

from bot.records import Answer, Citation, Kind, Reason, Source
from corpus.errors import PolicybotError
from corpus.records import Document, Metadata
from index.catalogue import Filters
from ui import texts

BOX, HIT = "#question textarea", "#hit"
INVESTMENT, HOUSE, HOSTILE_QUESTION = "慈溪市2023年高新技术产业投资是多少？", "广州申请公租房要满足哪些条件？", "恶意"

FILLER = "\n".join(f"　　第{n}段：各有关部门要按照职责分工，抓好任务落实，确保各项工作取得实效。" for n in range(1, 60))
REPORT_QUOTE = "全年高新技术产业完成投资165.3亿元，比上年增长6.40%。"
HOUSING_QUOTE = "申请人应当具有本市城镇户籍，\n且家庭人均住房建筑面积低于15平方米。"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{value}} ${1+1} `x` $$y$$ &amp;"


def made(key: int, metadata: Metadata, quote: str) -> tuple[Document, Source]:
    text = f"{metadata.title}\n\n{FILLER}\n　　{quote}\n{FILLER}\n"
    document = Document(f"{key:016x}", f"{key}.txt", text, 0, metadata, ())
    return document, Source(key, document.id, document.source, metadata)


def cite(marker: int, pair: tuple[Document, Source], quote: str, *heading: str) -> Citation:
    start = pair[0].text.index(quote)
    return Citation(marker, pair[1], heading, quote, start, start + len(quote))


REPORT = made(
    1,
    Metadata(
        title="慈溪市科学技术局2023年度工作总结和2024年工作思路",
        number="慈科〔2024〕5号",
        issuer="慈溪市科学技术局",
        region=("浙江省", "宁波市", "慈溪市"),
        kind="工作总结",
        signed=date(2024, 2, 1),
        published=date(2024, 2, 1),
    ),
    REPORT_QUOTE,
)
HOUSING = made(2, Metadata(title="广州市公共租赁住房保障办法", expires=date(2026, 12, 31)), HOUSING_QUOTE)
TRAP = made(3, Metadata(title=f"恶意{HOSTILE}"), HOSTILE)


class FakeBot:
    """Answers by the first character it knows in the question."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...], Filters | None]] = []
        self.days: list[date | None] = []

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        day: date | None = None,
        stop: Event | None = None,
    ) -> Iterator[Answer]:
        self.days.append(day)
        yield self.ask(question, history=history, filters=filters)

    def suggestions(self, answer: Answer, **within: Any) -> tuple[str, ...]:
        return (HOUSE,) if "投资" in answer.question else ()

    def ask(self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None) -> Answer:
        self.asked.append((question, tuple(history), filters))
        if "出错" in question:
            raise PolicybotError("资料库被移走了。请重新打开。")
        common: dict[str, Any] = {"question": question, "understood": question, "timings_ms": {"total": 12.3}}
        if "投资" in question:
            citation = cite(1, REPORT, REPORT_QUOTE, "一、2023年工作总结", "（一）突出创新导向，以政策规划作引领")
            text = f"165.3亿元 [1]\n\n原文：{REPORT_QUOTE} [1]"
            return Answer(text=text, kind=Kind.NUMBER, refused=False, reason=None, citations=(citation,), **common)
        if "公租房" in question:
            citation = cite(1, HOUSING, HOUSING_QUOTE, "第二章　申请条件")
            text = f"{HOUSING_QUOTE} [1]"
            return Answer(text=text, kind=Kind.TEXT, refused=False, reason=None, citations=(citation,), **common)
        if "恶意" in question:
            citation = cite(1, TRAP, HOSTILE, HOSTILE)
            text = f"{HOSTILE} [1]"
            return Answer(text=text, kind=Kind.TEXT, refused=False, reason=None, citations=(citation,), **common)
        citation = cite(1, REPORT, REPORT_QUOTE)
        text = "资料库中没有找到能回答这个问题的内容，因此不作回答。"
        return Answer(text=text, kind=Kind.NONE, refused=True, reason=Reason.NOT_FOUND, citations=(citation,), **common)

    def document(self, key: int) -> Document | None:
        return {source.key: document for document, source in (REPORT, HOUSING, TRAP)}.get(key)

    def corrections(self, document: Document) -> tuple[()]:
        return ()

    def examples(self) -> tuple[str, ...]:
        return ("慈溪市2023年高新技术产业投资是多少？", "广州申请公租房要满足哪些条件？")

    def choices(self) -> Any:
        from ui.bots import Choices

        return Choices(("宁波市", "慈溪市"), ("慈溪市科学技术局",), (2024, 2023), ("办法", "工作总结"))


@pytest.fixture(scope="module")
def bot() -> FakeBot:
    return FakeBot()


@pytest.fixture(scope="module")
def address(bot: FakeBot) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(bot), HOST, free_port())
    yield served.address
    served.close()


def ask(page: Page, question: str) -> None:
    """Ask and wait for the answer."""
    answers = page.locator("#chat .bot-row")
    count = answers.count()
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    expect(answers).to_have_count(count + 1)
    expect(page.locator(BOX)).to_have_value("")


def mark(page: Page, turn: int) -> Any:
    return page.locator(f'#chat .pb-text a[href="#cite-{turn}-1"]').first


@pytest.mark.browser
def test_a_mark_opens_the_document_at_the_quote(open_page: Callable[..., Page]) -> None:
    page = open_page()
    expect(page).to_have_title(texts.TITLE)
    ask(page, INVESTMENT)
    expect(mark(page, 0)).to_have_text("[1]")
    expect(page.locator(".pb-foot > span").first).to_have_text("用时 12 毫秒")
    mark(page, 0).click()
    expect(page.locator(HIT)).to_have_text(REPORT_QUOTE)
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)
    expect(page.locator(".pb-document h2")).to_have_text(REPORT[0].title)
    expect(page.locator(".pb-document header")).to_contain_text("慈科〔2024〕5号")
    assert page.locator(".pb-body").evaluate("body => body.textContent") == REPORT[0].text
    assert page.locator(".pb-body").evaluate("body => getComputedStyle(body).whiteSpace").startswith("pre-wrap")
    body, hit = page.locator(".pb-body").bounding_box(), page.locator(HIT).bounding_box()
    assert body is not None
    assert hit is not None
    assert body["y"] <= hit["y"] <= body["y"] + body["height"] - hit["height"]


@pytest.mark.browser
def test_marks_of_earlier_turns_keep_their_source(open_page: Callable[..., Page], bot: FakeBot) -> None:
    page = open_page()
    ask(page, INVESTMENT)
    ask(page, HOUSE)
    assert bot.asked[-1][1] == (INVESTMENT,)
    mark(page, 1).click()
    expect(page.locator(HIT)).to_have_text(HOUSING_QUOTE)
    assert page.locator(HIT).evaluate("hit => hit.textContent") == HOUSING_QUOTE
    mark(page, 0).click()
    expect(page.locator(HIT)).to_have_text(REPORT_QUOTE)
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)


@pytest.mark.browser
def test_what_looks_like_code_is_shown_as_text(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, f"{HOSTILE_QUESTION}{HOSTILE}\n\n# 标题 **粗**")
    expect(page.locator(".pb-question")).to_contain_text(f"{HOSTILE}# 标题 **粗**")
    expect(page.locator(".pb-text")).to_contain_text(HOSTILE)
    mark(page, 0).click()
    expect(page.locator(HIT)).to_have_text(HOSTILE)
    expect(page.locator(".pb-document h2")).to_have_text(f"恶意{HOSTILE}")
    assert page.locator(".pb-body").evaluate("body => body.textContent") == TRAP[0].text
    assert page.locator("#chat img, #source img, #source script").count() == 0


@pytest.mark.browser
def test_a_refusal_is_a_note_with_the_nearest_passages(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "上海的天气怎么样")
    expect(page.locator(".pb-refusal")).to_contain_text("因此不作回答")
    expect(page.locator(".pb-refusal .pb-quote")).to_have_text(REPORT_QUOTE)
    page.locator(".pb-refusal .pb-cite").click()
    expect(page.locator(HIT)).to_have_text(REPORT_QUOTE)


@pytest.mark.browser
def test_examples_and_a_new_conversation(open_page: Callable[..., Page], bot: FakeBot) -> None:
    page = open_page()
    page.get_by_role("button", name=HOUSE).click()
    expect(page.locator("#chat .bot-row")).to_have_count(1)
    mark(page, 0).click()
    expect(page.locator(HIT)).to_be_visible()
    page.click("#new")
    expect(page.locator("#chat .bot-row")).to_have_count(0)
    expect(page.locator(".pb-panel-empty")).to_be_visible()
    ask(page, INVESTMENT)
    assert bot.asked[-1][1] == ()


@pytest.mark.browser
def test_filters(open_page: Callable[..., Page], bot: FakeBot) -> None:
    page = open_page()
    page.click("#filters .label-wrap")
    for label, option in ((texts.REGION, "宁波市"), (texts.YEAR, "2024年")):
        page.get_by_label(label, exact=True).click()
        page.get_by_role("option", name=option).click()
    expect(page.locator("#filters .label-wrap")).to_contain_text("筛选范围：宁波市 · 2024年")
    ask(page, INVESTMENT)
    assert bot.asked[-1][2] == Filters(region="宁波市", year=2024)
    expect(page.locator(".pb-foot")).to_contain_text("范围：宁波市 · 2024年")


@pytest.mark.browser
def test_empty_and_very_long_questions_get_a_hint(open_page: Callable[..., Page], bot: FakeBot) -> None:
    page = open_page()
    asked = len(bot.asked)
    page.fill(BOX, "  ")
    page.press(BOX, "Enter")
    expect(page.get_by_text(texts.EMPTY_QUESTION)).to_be_visible()
    page.fill(BOX, "长" * 100_000)
    page.press(BOX, "Enter")
    expect(page.get_by_text("问题有 100,000 字")).to_be_visible()
    assert page.input_value(BOX) == "长" * 100_000
    assert len(bot.asked) == asked
    ask(page, INVESTMENT)


@pytest.mark.browser
def test_an_error_of_the_bot_is_told_and_the_page_goes_on(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.fill(BOX, "出错")
    page.press(BOX, "Enter")
    expect(page.get_by_text("资料库被移走了。请重新打开。")).to_be_visible()
    assert page.input_value(BOX) == "出错"
    ask(page, INVESTMENT)
    page.close()


@pytest.mark.browser
def test_two_windows_do_not_share_a_conversation(open_page: Callable[..., Page], bot: FakeBot) -> None:
    first, second = open_page(), open_page()
    ask(first, INVESTMENT)
    ask(second, HOUSE)
    assert bot.asked[-1][1] == ()
    expect(first.locator("#chat .bot-row")).to_have_count(1)
    mark(second, 0).click()
    expect(second.locator(HIT)).to_have_text(HOUSING_QUOTE)
    mark(first, 0).click()
    expect(first.locator(HIT)).to_have_text(REPORT_QUOTE)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(390, 844, color_scheme=scheme)
    ask(page, INVESTMENT)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    mark(page, 0).click()
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)
    assert page.locator("#source").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}  # over the page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert contrast(page, HIT) > 7
    page.click(".pb-back")
    expect(page.locator("#source")).to_be_hidden()
    expect(mark(page, 0)).to_be_in_viewport()
    expect(mark(page, 0)).to_be_focused()
    mark(page, 0).click()  # the same one again
    expect(page.locator(HIT)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    assert contrast(page, ".pb-text p") > 7
    assert contrast(page, ".pb-foot") > 4.5


SERVED = """
import sys
def watch(event, args):
    place = args[1] if event == "socket.connect" else args[0] if event == "socket.getaddrinfo" else None
    host = place[0] if isinstance(place, tuple) else place
    if isinstance(host, (str, bytes)) and host not in ("127.0.0.1", "localhost", b"127.0.0.1", b"localhost"):
        print("OUTSIDE", event, place, flush=True)
sys.addaudithook(watch)
from test_ui_web import FakeBot
from ui.app import build
from ui.server import serve
serve(build(FakeBot()), "127.0.0.1", int(sys.argv[1]))
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serve_tells_its_address_stays_at_home_and_ends_when_told(ending: signal.Signals) -> None:
    port = free_port()
    here = Path(__file__).parent
    command = [sys.executable, "-c", SERVED, str(port)]
    environment = {"PYTHONPATH": f"{here.parent}:{here}", "PATH": "", "http_proxy": "http://127.0.0.1:9"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:  # fmt: skip
        try:
            assert process.stdout
            first = process.stdout.readline()
            process.send_signal(ending)
            rest, errors = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (first, rest) == (texts.STARTED.format(address=f"http://{HOST}:{port}/") + "\n", ""), errors
    assert process.returncode == 0


async def nothing(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError("nothing is served")


def test_a_port_in_use_is_refused() -> None:
    from ui.server import ServeError, start

    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ServeError, match=f"端口 {port} 已被占用"):
            start(nothing, HOST, port)


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 8000), (HOST, 70_000), (HOST, 0)])
def test_an_address_that_cannot_be_used_is_refused(host: str, port: int) -> None:
    from ui.server import ServeError, start

    with pytest.raises(ServeError, match=f"无法在 {host} 的端口 {port} 上启动"):
        start(nothing, host, port)


def test_an_app_that_does_not_start_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    from ui.server import ServeError, start

    port = free_port()
    with pytest.raises(ServeError, match=f"端口 {port} 上启动网页（服务没有启动）"):
        start(nothing, HOST, port)
    assert "nothing is served" in capfd.readouterr().err  # whoever runs it sees why
    with socket.socket() as again:
        again.bind((HOST, port))


@pytest.mark.browser
def test_back_closes_the_source_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page(390, 844)
    ask(page, INVESTMENT)
    mark(page, 0).click()
    expect(page.locator("#source")).to_be_visible()
    page.go_back()
    expect(page.locator("#source")).to_be_hidden()
    expect(page.locator("#question textarea")).to_be_visible()
    mark(page, 0).click()
    page.click(".pb-back")  # its own control goes back too: there is no second place to leave
    expect(page.locator("#source")).to_be_hidden()
    page.wait_for_function("!history.state.place.source")
    assert page.locator("#question textarea").is_visible()
