"""What is on the pictures: each tab in use, over the sample documents. Elements go by their ids, in whatever language the page
is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESK = (1360, 820)
"""Width and height of a window on a desk, in CSS pixels."""

PHONE = (390, 844)

FIGURE = "慈溪2024年研发投入强度目标是多少？"
BENEFIT = "机器人企业首试首用有什么奖励？"
METRIC = "技术交易额"
POLICY = """慈溪市支持科技创新的若干政策
第一条 对首次认定的高新技术企业，给予20万元奖励。
第二条 对上年度研发费用达到500万元以上的企业，按研发费用的10%给予补助，最高100万元。
第三条 对营业收入首次突破1亿元的企业，给予50万元奖励。
第四条 对规上企业设立研发机构的，给予30万元补助。
"""
"""A document made up, as the READMEs have one: the samples give nothing to whoever says so little of himself."""

ENTERPRISE = "我们是慈溪的企业，刚首次认定高企，不是规上企业，员工60人，去年研发费用800万元"
DOCUMENT = "引进人才入户管理办法实施细则"


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name, what is done before it is taken, the size of the window, whether it is night, and a document
    that the library has from then on beside the samples."""

    name: str
    act: Callable[["Page"], None]
    size: tuple[int, int] = DESK
    night: bool = False
    document: str = ""


def ask(page: "Page") -> None:
    """Ask for a figure and what follows from it, and open the source of the answer."""
    _ask(page, FIGURE)
    _open_source(page)


def ask_benefit(page: "Page") -> None:
    """Ask for what a policy gives, and open the source."""
    _ask(page, BENEFIT)
    _open_source(page)


def ask_on_a_phone(page: "Page") -> None:
    """Ask for a figure."""
    _ask(page, FIGURE)


def targets(page: "Page") -> None:
    """Look a metric up, and open the source of a bar."""
    _tab(page, "targets")
    page.locator("#target-filters input").first.fill(METRIC)
    page.wait_for_function("n => document.querySelectorAll('.pb-table tbody tr').length < n", arg=50)
    page.locator(".pb-bars a.pb-open").first.click()
    page.wait_for_selector("#hit")


def match(page: "Page") -> None:
    """Describe an enterprise, and open the source of a clause."""
    _tab(page, "match")
    page.locator("#match-form textarea").first.fill(ENTERPRISE)
    page.click("#match-go")
    page.locator(".pb-card[open] a.pb-open").first.click()
    page.wait_for_selector("#hit")


def documents(page: "Page") -> None:
    """Open a document, and the place that its number was read from."""
    _tab(page, "documents")
    page.locator('#doc-filters [name="text"]').fill(DOCUMENT)
    page.wait_for_function("() => document.querySelectorAll('.pb-documents tbody tr').length === 1")
    page.locator(".pb-documents tbody a").first.click()
    page.locator('.pb-fields [data-field="number"] a.pb-open').first.click()
    page.wait_for_selector("#hit")


def evaluation(page: "Page") -> None:
    """Run the project's own questions, open the source of one that went wrong, and go back to the figures."""
    _tab(page, "eval")
    page.click("#eval-start")
    wrong = page.locator("#eval-result .pb-row.pb-wrong").first
    wrong.locator("summary").click()
    wrong.locator("a").first.click()
    page.wait_for_selector("#hit")
    page.locator("#eval").evaluate("tab => tab.scrollTo(0, 0)")


SCENES = (
    Scene("ask", ask),
    Scene("targets", targets),
    Scene("documents", documents),
    Scene("evaluation", evaluation),
    Scene("night", ask_benefit, night=True),
    Scene("phone", ask_on_a_phone, PHONE),
    Scene("match", match, document=POLICY),  # the last, so that the others show the samples alone
)


def _tab(page: "Page", name: str) -> None:
    page.click(f"#tab-{name}-button")


def _ask(page: "Page", question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#chat .pb-foot")
    page.wait_for_selector("#send", state="visible")


def _open_source(page: "Page") -> None:
    page.locator("#chat .pb-cite").first.click()
    page.wait_for_selector("#hit")
