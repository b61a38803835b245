"""The tab 文档库 in a real browser, over a library of its own: upload, ask, correct, read again, remove."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import HOST, ROOT, contrast, free_port
from playwright.sync_api import Browser, Page, expect
from test_ui_guard import PASSWORD, cookie, sign_in

from bot.bot import PolicyBot
from corpus.validity import Status
from index import audit
from index.adding import add
from index.library import Library
from ui import texts
from ui.access import Role

ROWS, HIT, DETAIL = ".pb-documents tbody tr", "#hit", ".pb-detail"
SLOW = 60_000
"""Milliseconds for what reads and encodes a document on a busy machine."""

POLICY = """甲州市人民政府办公室关于支持冰雪旅游的若干措施
甲政办发〔2024〕7号
各区县人民政府：
第一条 对新建室内滑雪场的企业，给予300万元的一次性补助。
第二条 本措施自2024年1月1日起施行，有效期至2026年12月31日。
甲州市人民政府办公室
2023年12月20日
"""
SCRIPT = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>'
HOSTILE = f"关于{SCRIPT}的通知\n第一条 对{SCRIPT}企业给予20万元补助。\n第二条 自2024年1月1日起施行。\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("documents") / "library", create=True) as library:
        add(library, [ROOT / "corpus" / "documents"])
        yield library


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(PolicyBot(library)), HOST, free_port())
    yield served.address
    served.close()


@pytest.fixture
def open_tab(open_page: Callable[..., Page]) -> Callable[..., Page]:
    def opened(*size: int, **options: str) -> Page:
        page = open_page(*size, **options)
        page.set_default_timeout(30_000)
        expect.set_options(timeout=30_000)
        show_tab(page)
        return page

    return opened


def show_tab(page: Page) -> None:
    page.get_by_role("tab", name=texts.TAB_DOCUMENTS).click()
    page.wait_for_selector(ROWS)


def look_for(page: Page, words: str) -> None:
    page.locator('#doc-filters [name="text"]').fill(words)


def open_document(page: Page, words: str) -> None:
    look_for(page, words)
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(ROWS)).to_contain_text(words)
    page.locator(f"{ROWS} a").first.click()
    page.wait_for_selector(DETAIL)


def correct(page: Page, field: str, value: str) -> None:
    row = page.locator(f'.pb-fields [data-field="{field}"]').first
    row.locator("summary").click()
    row.locator('[name="value"]').fill(value)
    row.get_by_role("button", name=texts.DOC_SAVE).click()


def upload(page: Page, *files: Path) -> None:
    page.set_input_files(".pb-drop input", list(files))
    page.wait_for_selector(f".pb-intake-state:has-text('{texts.INTAKE_WORDS['done'][:4]}')", timeout=SLOW)


@pytest.mark.browser
def test_from_an_upload_to_an_answer_a_correction_and_removal(
    open_tab: Callable[..., Page], library: Library, tmp_path: Path
) -> None:
    good, bad = tmp_path / "冰雪.txt", tmp_path / "坏.pdf"
    good.write_text(POLICY, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 broken")
    before = library.catalogue.counts()[0]
    page = open_tab()
    upload(page, bad, good)
    lines = page.locator(".pb-sent li")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text(texts.INTAKE_WORDS["failed"])
    expect(lines.nth(0)).to_contain_text("PDF 已损坏")
    expect(lines.nth(1)).to_contain_text(texts.INTAKE_WORDS["added"])
    expect(page.locator(".pb-pager")).to_contain_text(f"共 {before + 1} 份")

    page.get_by_role("tab", name=texts.TAB_ASK).click()
    page.fill("#question textarea", "新建室内滑雪场补助多少钱？")
    page.press("#question textarea", "Enter")
    expect(page.locator("#chat")).to_contain_text("300万元", timeout=SLOW)
    page.locator('#chat a[href^="#cite-0-"]').first.click()
    expect(page.locator(".pb-document h2")).to_have_text(POLICY.splitlines()[0])
    expect(page.locator(HIT)).to_be_in_viewport()

    show_tab(page)
    open_document(page, "冰雪旅游")
    expect(page.locator(f"{DETAIL} .pb-about .pb-tag")).to_have_text(Status.IN_FORCE)
    correct(page, "expires", "2025年6月30日")
    row = page.locator('.pb-fields [data-field="expires"]').first
    expect(row).to_contain_text("2025-06-30", timeout=SLOW)
    expect(row.locator(".pb-made")).to_contain_text("原读作 2026-12-31")
    expect(page.locator(f"{DETAIL} .pb-about .pb-tag")).to_have_text(Status.EXPIRED)
    page.get_by_role("button", name=texts.DOC_REREAD).click()
    expect(page.locator(".pb-said")).to_contain_text("已重新读取", timeout=SLOW)
    expect(row).to_contain_text("2025-06-30")
    row.locator("summary").click()
    row.get_by_role("button", name=texts.DOC_UNDO).click()
    expect(row.locator(".pb-made")).to_have_count(0, timeout=SLOW)
    expect(row).to_contain_text("2026-12-31")

    page.locator(".pb-remove summary").click()
    page.get_by_role("button", name=texts.DOC_REMOVE_NOW).click()
    expect(page.locator(".pb-none h3")).to_have_text(texts.NO_SUCH_DOCUMENTS[0], timeout=SLOW)
    look_for(page, "")
    expect(page.locator(".pb-pager")).to_contain_text(f"共 {before} 份")
    acts = [entry.act.value for entry in audit.entries(library.catalogue, limit=5)]
    assert acts == ["removed", "corrected", "reread", "corrected", "added"]


@pytest.mark.browser
def test_a_script_in_a_document_never_runs(open_tab: Callable[..., Page], library: Library, tmp_path: Path) -> None:
    file = tmp_path / "脚本<b>.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    page = open_tab()
    upload(page, file)
    expect(page.locator(".pb-sent li")).to_contain_text("onerror")
    page.locator(".pb-sent a").click()
    page.wait_for_selector(DETAIL)
    expect(page.locator(f"{DETAIL} h2")).to_contain_text("<script>")
    expect(page.locator(HIT)).to_be_visible()
    page.evaluate("document.querySelectorAll('.pb-part').forEach(part => { part.open = true; })")
    correct(page, "issuer", SCRIPT)
    expect(page.locator('.pb-fields [data-field="issuer"]').first).to_contain_text("onerror", timeout=SLOW)
    page.locator("a[data-back]").click()
    look_for(page, "onerror")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page).to_have_title(texts.TITLE)
    page.locator(f"{ROWS} a").click()
    page.locator(".pb-remove summary").click()
    page.get_by_role("button", name=texts.DOC_REMOVE_NOW).click()
    expect(page.locator(".pb-none h3")).to_be_visible(timeout=SLOW)


@pytest.mark.browser
def test_filters_order_and_a_day(open_tab: Callable[..., Page], library: Library) -> None:
    page = open_tab()
    total = library.catalogue.counts()[0]
    expect(page.locator(ROWS)).to_have_count(total)
    page.locator('[name="region"]').select_option("广州市")
    expect(page.locator(f"{ROWS} .pb-region").first).to_have_text("广州市")
    page.locator('[name="status"]').select_option(str(Status.EXPIRED))
    expect(page.locator(f"{ROWS} .pb-status").first).to_have_text(Status.EXPIRED)
    expired = page.locator(ROWS).count()
    page.locator('[name="day"]').fill("2024-06-01")
    expect(page.locator(ROWS)).not_to_have_count(expired)
    page.locator("#doc-filters").evaluate(
        "form => { form.reset(); form.text.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(page.locator(ROWS)).to_have_count(total)
    head = page.get_by_role("button", name=texts.DOC_COLUMNS["date"], exact=True)
    for order in ("ascending", "descending"):
        head.click()
        expect(page.locator("th.pb-col-date")).to_have_attribute("aria-sort", order)
        days = page.locator(f"{ROWS} .pb-date").all_inner_texts()
        assert days == sorted(days, reverse=order == "descending")


@pytest.mark.browser
def test_a_value_opens_where_it_was_read_and_relations_lead_on(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    open_document(page, "引进人才入户管理办法实施细则")
    page.locator('.pb-fields [data-field="number"] a.pb-open').click()
    expect(page.locator(HIT)).to_have_text("穗人社规字〔2022〕2号")
    expect(page.locator(HIT)).to_be_in_viewport()
    page.locator(".pb-part", has_text=texts.DOC_OUTLINE).locator("summary").click()
    page.get_by_role("link", name="第五条", exact=True).click()
    expect(page.locator(HIT)).to_contain_text("第五条")
    title = page.locator(f"{DETAIL} h2").inner_text()
    page.locator(f"{DETAIL} a.pb-other").first.click()
    expect(page.locator(f"{DETAIL} h2")).not_to_have_text(title)
    page.locator("a[data-back]").click()
    expect(page.locator(ROWS)).to_have_count(1)


@pytest.mark.browser
def test_figures_and_benefits_are_listed(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    open_document(page, "慈溪市科学技术局")
    part = page.locator(".pb-part", has_text=re.compile(f"^{texts.DOC_TARGETS}"))
    part.locator("summary").click()
    row = part.locator("li", has_text="3.53%").first
    row.locator("a").click()
    expect(page.locator(HIT)).to_contain_text("3.53%")
    page.locator("a[data-back]").click()
    open_document(page, "机器人")
    part = page.locator(".pb-part", has_text=re.compile(f"^{texts.DOC_BENEFITS}"))
    part.locator("summary").click()
    expect(part.locator("li small").first).to_contain_text("万元")


@pytest.mark.browser
def test_a_bad_value_is_told_beside_its_field(browser: Browser, address: str) -> None:
    """Not by `open_page`: the browser itself logs the refusal."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(address)
    page.wait_for_selector("#question textarea")
    show_tab(page)
    open_document(page, "市场主体登记管理条例")
    correct(page, "published", "去年夏天")
    said = page.locator('.pb-fields [data-field="published"] .pb-bad')
    expect(said).to_have_text("发布日期“去年夏天”不是日期。请写成 2024-01-31 或 2024年1月31日", timeout=SLOW)
    context.close()


@pytest.mark.browser
def test_a_phone_shows_the_document_before_its_source(open_tab: Callable[..., Page]) -> None:
    page = open_tab(390, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    open_document(page, "公共租赁住房")
    expect(page.locator(f"{DETAIL} h2")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".pb-acts a.pb-open").click()
    expect(page.locator(HIT)).to_be_in_viewport()


@pytest.mark.browser
def test_the_keyboard_reaches_everything(open_tab: Callable[..., Page]) -> None:
    page = open_tab()
    page.locator(".pb-drop input").focus()
    page.keyboard.press("Tab")
    expect(page.locator('[name="text"]')).to_be_focused()
    page.locator(f"{ROWS} a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(DETAIL)
    page.locator("a[data-back]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{ROWS} a").first).to_be_focused()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(open_tab: Callable[..., Page], scheme: str) -> None:
    page = open_tab(color_scheme=scheme)
    for selector in (
        ".pb-drop b",
        ".pb-drop small",
        f"{ROWS} a",
        ".pb-doc",
        ".pb-issuer",
        ".pb-status-in_force",
        ".pb-status-expired",
    ):
        assert contrast(page, selector) >= 4.5, selector
    open_document(page, "市场主体登记管理条例")
    page.locator(".pb-remove summary").click()
    assert contrast(page, ".pb-danger") >= 4.5
    page.locator(".pb-remove summary").click()
    page.locator('.pb-fields [data-field="title"] summary').click()
    for selector in (".pb-fields dt", ".pb-fields a", ".pb-correct summary", ".pb-main", ".pb-about"):
        assert contrast(page, selector) >= 4.5, selector


@pytest.mark.browser
def test_a_reader_sees_no_control_and_the_server_refuses_too(
    browser: Browser, library: Library, tmp_path: Path
) -> None:
    from ui.accounts import Account, changing, hash_password
    from ui.app import build
    from ui.guard import Policy
    from ui.server import start

    file = tmp_path / "accounts.yaml"
    with changing(file) as draft:
        for name, role in (("读者", Role.READER), ("编辑", Role.EDITOR)):
            draft.put(Account(name, role, hash_password(PASSWORD)))
    served = start(build(PolicyBot(library), Policy(accounts=file)), HOST, free_port())
    seen = {}
    for name in ("读者", "编辑"):
        context = browser.new_context(locale="zh-CN")
        key, _, value = cookie(sign_in(served.address, name, PASSWORD)).partition("=")
        context.add_cookies([{"name": key, "value": value, "url": served.address}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(served.address)
        page.wait_for_selector("#question textarea")
        show_tab(page)
        open_document(page, "市场主体登记管理条例")
        controls = page.locator(".pb-drop, .pb-correct, .pb-remove, [data-reread]").count()
        refused = page.evaluate(
            """async () => { const id = document.querySelector(".pb-detail").dataset.id;
            const reply = await fetch(`api/documents/${id}`, {method: "PATCH", headers: {"content-type": "application/json"},
              body: JSON.stringify({field: "kind", value: "小作文"})}); return reply.status; }"""
        )
        seen[name] = controls > 0, refused
        context.close()
    served.close()
    assert seen == {"读者": (False, 403), "编辑": (True, 422)}


@pytest.mark.browser
def test_back_leads_from_tab_to_tab_and_out_of_a_document(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#tab-targets-button").click()
    show_tab(page)
    page.locator("#doc-list tbody a").first.click()
    expect(page.locator(".pb-detail")).to_be_visible()
    page.go_back()
    expect(page.locator(".pb-detail")).to_be_hidden()
    expect(page.locator("#doc-list tbody a").first).to_be_visible()
    page.go_back()
    expect(page.locator("#tab-targets-button")).to_have_attribute("aria-selected", "true")
    page.go_back()
    expect(page.locator("#tab-ask-button")).to_have_attribute("aria-selected", "true")
    page.go_forward()
    expect(page.locator("#tab-targets-button")).to_have_attribute("aria-selected", "true")
    page.reload()
    expect(page.locator("#tab-targets-button")).to_have_attribute("aria-selected", "true")
    page.evaluate("location.hash = '#tab-documents'")
    expect(page.locator("#tab-documents-button")).to_have_attribute("aria-selected", "true")


@pytest.mark.browser
@pytest.mark.parametrize("tab", ["targets", "match", "documents", "eval"])
def test_a_page_that_is_loaded_again_shows_the_same_tab(open_page: Callable[..., Page], tab: str) -> None:
    page = open_page()
    page.locator(f"#tab-{tab}-button").click()
    page.wait_for_url(f"**/#tab-{tab}")
    page.reload()
    expect(page.locator(f"#tab-{tab}-button")).to_have_attribute("aria-selected", "true")
    page.wait_for_timeout(2_500)  # nothing turns it back later
    expect(page.locator(f"#tab-{tab}-button")).to_have_attribute("aria-selected", "true")
    page.go_back()
    expect(page.locator("#tab-ask-button")).to_have_attribute("aria-selected", "true")
