"""The tab 评测 in a real browser: a file is sent, run, read, compared, and cancelled, while questions are answered."""

import io
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import HOST, contrast, free_port
from playwright.sync_api import Page, expect
from questions_made import BAD, GOOD, REPORT
from test_ui_app import fetch

from bot.bot import PolicyBot
from eval.questions import Kind, Question
from eval.running import run as run_questions
from eval.runs import Run
from index.adding import add
from index.library import Library
from ui import texts
from ui.evaluations import FOLDER

EVIL = {
    **GOOD,
    "id": "3",
    "question": "<img src=x onerror=alert(1)>",
    "kind": "unanswerable",
    "evidence": [],
    "must_contain": [],
}
INPUT, START, CANCEL, STATUS = "#eval-own input[type=file]", "#eval-start", "#eval-cancel", "#eval-status"


class Slow(PolicyBot):
    """Answers questions about 慢 only when it is let."""

    gate = threading.Event()

    def ask(self, question: str, **named: Any) -> Any:
        if "慢" in question:
            assert self.gate.wait(60)
        return super().ask(question, **named)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, one_model: None) -> Iterator[Slow]:
    folder = tmp_path_factory.mktemp("evaluations")
    (folder / "总结.txt").write_text(REPORT, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "总结.txt"])
        yield Slow(library)


@pytest.fixture(scope="module")
def address(bot: Slow) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(bot), HOST, free_port())
    yield served.address
    served.close()


@pytest.fixture(autouse=True)
def empty(bot: Slow) -> Iterator[None]:
    """Each test begins without runs, and leaves none going on."""
    Slow.gate.clear()
    yield
    Slow.gate.set()
    for path in (bot.library.folder / FOLDER).glob("*"):
        path.unlink()


@pytest.fixture
def open_tab(open_page: Callable[..., Page]) -> Callable[..., Page]:
    def opened(*size: int, **options: str) -> Page:
        page = open_page(*size, **options)
        page.get_by_role("tab", name=texts.TAB_EVAL).click()
        page.wait_for_selector("#eval-result .pb-none, #eval-headline .pb-cards")
        return page

    return opened


def lines(*questions: dict[str, Any]) -> bytes:
    return "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions).encode()


def send(page: Page, name: str, data: bytes) -> None:
    page.set_input_files(INPUT, {"name": name, "mimeType": "application/octet-stream", "buffer": data})


def run(page: Page, *questions: dict[str, Any], name: str = "自己的.jsonl") -> None:
    """Send questions, run them, and wait for the result."""
    send(page, name, lines(*questions))
    expect(page.locator(STATUS)).to_have_text(texts.EVAL_READ.format(name=name, count=len(questions)))
    page.click(START)
    expect(page.locator(STATUS)).to_contain_text(f"评测完成：{len(questions)} 题", timeout=60_000)


@pytest.mark.browser
def test_a_file_is_sent_run_read_and_compared(open_tab: Callable[..., Page], bot: Slow) -> None:
    page = open_tab()
    expect(page.locator(".pb-none h3")).to_have_text(texts.EVAL_NONE[0])
    run(page, GOOD, BAD, EVIL)
    expect(page.locator(".pb-cards b").first).to_have_text("66.7%")
    row = page.locator(".pb-row.pb-wrong")
    expect(row).to_have_count(1)
    row.locator("summary").click()
    expect(row).to_contain_text("67亿元")
    row.locator("a.pb-gold").first.click()
    expect(page.locator("#hit")).to_have_text("技术交易额达到66亿元")

    with page.expect_download() as downloaded:
        page.get_by_role("link", name=texts.EVAL_FORMS["html"]).click()
    assert re.fullmatch(r"evaluation-\d{8}T\d{6,9}-.+\.html", downloaded.value.suggested_filename)
    assert "67亿元" in Path(downloaded.value.path()).read_text(encoding="utf-8")
    with page.context.expect_page() as report:
        page.get_by_role("link", name=texts.EVAL_OPEN, exact=True).click()
    expect(report.value.locator("h1")).to_have_text("policybot 评测报告")
    assert report.value.locator("figure svg").count() >= 5

    page.wait_for_timeout(1_100)  # runs are named by the second
    run(
        page,
        {**GOOD, "must_contain": ["9%"], "answer": "9%"},
        {**BAD, "must_contain": ["66亿元"], "answer": "66亿元"},
        EVIL,
    )
    expect(page.locator("#eval-history tbody tr")).to_have_count(2)
    expect(page.locator("#eval-history figure svg")).to_have_count(1)
    page.get_by_role("button", name=texts.EVAL_AGAINST).click()
    compared = page.locator(".pb-compared")
    expect(compared).to_contain_text("变好 1，变坏 1")
    expect(compared.locator("h4")).to_have_text([texts.EVAL_WORSE.format(1), texts.EVAL_BETTER.format(1)])
    expect(compared.locator(".pb-row summary span").first).to_have_text(GOOD["question"])
    page.get_by_role("button", name=texts.EVAL_ALONE).click()
    expect(compared).to_have_count(0)
    page.locator("#eval-history button[data-show]").nth(1).click()
    expect(page.locator("#eval-history tbody tr").nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator(".pb-row.pb-wrong summary span")).to_have_text(BAD["question"])


@pytest.mark.browser
def test_a_run_is_cancelled_and_nothing_of_it_stays_while_others_go_on_working(
    open_tab: Callable[..., Page], open_page: Callable[..., Page], bot: Slow, address: str
) -> None:
    stale, page = open_tab(), open_tab()
    slow = [{**GOOD, "id": str(at), "question": f"慢的第{at}个问题，研发投入强度目标？"} for at in range(20)]
    send(page, "慢.jsonl", lines(GOOD, *slow))
    expect(page.locator(STATUS)).to_contain_text("21 个问题")
    page.click(START)
    expect(page.locator(STATUS)).to_contain_text("已问 1 / 21 题")
    expect(page.locator(START)).to_be_disabled()

    started = time.monotonic()  # while the run waits, everything else answers
    assert fetch(address, "/api/ask", {"question": GOOD["question"]}).data["answer"].startswith("3.4%")
    other = open_page()
    other.get_by_role("tab", name=texts.TAB_TARGETS).click()
    other.wait_for_selector(".pb-table tbody tr")
    assert time.monotonic() - started < 30
    other.get_by_role("tab", name=texts.TAB_EVAL).click()  # a second one is told, and sees the first go on
    expect(other.locator(STATUS)).to_contain_text("已问 1 / 21 题")
    expect(other.locator(START)).to_be_disabled()

    stale.click(START)  # it had been opened before the run began
    expect(stale.get_by_text("一次只能做一个").first).to_be_visible()
    expect(stale.locator(STATUS)).to_contain_text("已问 1 / 21 题")

    page.click(CANCEL)
    expect(page.locator(STATUS)).to_contain_text(texts.EVAL_STOPPING)
    Slow.gate.set()
    for each in (page, other, stale):
        expect(each.locator(STATUS)).to_have_text(texts.EVAL_CANCELLED.format(2))  # the one it was at was ended
        expect(each.locator(START)).to_be_enabled()
        expect(each.locator(CANCEL)).to_have_count(0)
    assert list((bot.library.folder / FOLDER).glob("*")) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"MZ", "a.exe 的格式不能用"),
        ("大.jsonl", b" " * 5_000_001, "大.jsonl 超过 5 MB"),
        ("空.jsonl", b"\n", "空.jsonl 里没有问题。请下载空白问题表来填"),
        ("坏.jsonl", b'{"id": 1}', "坏.jsonl 第 1 行的 id：1 不是文字"),
        ("表.csv", "甲,乙\n1,2\n".encode(), "表.csv 的第一行没有“问题”这一列。请下载空白问题表来填"),
        ("表.xlsx", b"PK", "表.xlsx 不是能打开的 Excel 文件"),
        ("多.csv", ("问题\n" + "问\n" * 2001).encode(), "多.csv 里的问题多于 2,000 个"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(
    open_tab: Callable[..., Page], bot: Slow, name: str, data: bytes, said: str
) -> None:
    page = open_tab()
    send(page, name, data)
    trouble = page.locator(".pb-upload-state.pb-bad, #eval-status .pb-bad")
    expect(trouble).to_contain_text(said)
    assert str(bot.library.folder) not in (trouble.text_content() or "")
    expect(page.locator(f"{START}")).to_be_enabled()


@pytest.mark.browser
def test_the_table_to_fill_in_comes_back_filled(open_tab: Callable[..., Page], tmp_path: Path) -> None:
    page = open_tab()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Excel").click()
    assert downloaded.value.suggested_filename == "questions.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(downloaded.value.path()).read_bytes()))
    book.active.delete_rows(2, 3)
    book.active.append(["1", GOOD["question"], "查数字", "", "3.4%", "3.4%", "", "研发投入强度达到3.4%"])
    book.save(tmp_path / "填好.xlsx")
    page.set_input_files(INPUT, tmp_path / "填好.xlsx")
    expect(page.locator(STATUS)).to_contain_text("1 个问题")
    page.click(START)
    expect(page.locator(".pb-cards b").first).to_have_text("100.0%", timeout=60_000)


@pytest.mark.browser
def test_a_set_that_rests_on_other_documents_says_so(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    send(page, "别处.jsonl", lines({**GOOD, "evidence": ["别处的研发投入强度达到3.4%"]}))
    expect(page.locator(STATUS)).to_contain_text("1 个问题")
    page.click(START)
    expect(page.locator("#eval-status .pb-bad")).to_have_text(texts.EVAL_NOTHING.format(1), timeout=60_000)
    page.locator("#eval-set input").click()
    page.get_by_role("option", name="自带的工作报告问题").click()
    expect(page.locator(START)).to_be_enabled()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_reads_on_a_phone_and_at_night(open_tab: Callable[..., Page], scheme: str) -> None:
    page = open_tab(390, 844, color_scheme=scheme)
    run(page, GOOD, BAD)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".pb-row summary").first.click()
    for selector in (
        ".pb-cards b",
        ".pb-cards small",
        ".pb-row summary em",
        ".pb-upload b",
        ".pb-row dd",
        ".pb-runs td",
    ):
        assert contrast(page, selector) >= 4.5, selector


def test_the_runs_are_listed_and_fetched_by_name_alone(address: str, bot: Slow, tmp_path: Path) -> None:
    assert fetch(address, "/api/evaluations").data == {"evaluations": []}
    from eval.report import write_report
    from eval.runs import save_run

    asked = [Question("1", str(GOOD["question"]), Kind.LOOKUP_NUMBER, "3.4%", must_contain=("3.4%",))]
    done: Run = run_questions(bot, asked, ["own.jsonl"])
    write_report(done, bot.library.folder / FOLDER)
    save_run(done, bot.library.folder / FOLDER)
    (bot.library.folder / FOLDER / "20200101T000000-broken.run.json").write_text("{", encoding="utf-8")
    (listed,) = fetch(address, "/api/evaluations").data["evaluations"]
    assert (listed["name"], listed["source"], listed["right"]) == (done.name, "own.jsonl", 1.0)
    page = fetch(address, f"/api/evaluations/{done.name}.html")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert json.loads(fetch(address, f"/api/evaluations/{done.name}.json").body)["commit"] == done.commit
    attached = fetch(address, f"/api/evaluations/{done.name}.md?download=true").headers["content-disposition"]
    assert attached == f'attachment; filename="evaluation-{done.name}.md"'
    for path, status in (
        ("20260102T030405-1234567.html", 404), (f"{done.name}.exe", 422), ("..%2f..%2fcatalogue.sqlite", 404),
        ("../catalogue.sqlite", 404), (f"{done.name}%00.html", 422),
    ):  # fmt: skip
        assert fetch(address, f"/api/evaluations/{path}").status == status, path


@pytest.mark.browser
def test_a_file_that_cannot_be_read_leaves_no_other_set_to_be_run_in_its_place(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    send(page, "坏.jsonl", b"{")
    expect(page.locator(STATUS)).to_contain_text("坏.jsonl 第 1 行")
    page.click(START)
    expect(page.locator(STATUS)).to_contain_text(texts.EVAL_NO_SET)
    page.reload()
    page.wait_for_selector(START)
    send(page, "图.png", b"x")
    expect(page.locator(".pb-upload-state.pb-bad")).to_be_visible()
    expect(page.locator("#eval-set input").first).to_have_value("")
    page.click(START)
    expect(page.locator(STATUS)).to_contain_text(texts.EVAL_NO_SET)
