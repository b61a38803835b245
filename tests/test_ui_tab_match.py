"""The tab 惠企匹配: its handlers, its HTML, and the tab in a real browser over the sample documents."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import gradio as gr
import openpyxl
import pytest
from benefits_by_hand import DAY, amount, held, number, offer, requirement, yes
from conftest import HOST, free_port
from playwright.sync_api import Page, expect

from bot.benefits.eligibility import Need, match
from bot.benefits.known_figure import exactly
from bot.benefits.profile import Profile
from bot.benefits.profile_files import profile_of
from bot.bot import PolicyBot
from bot.consulting.asking import answered, skips
from bot.consulting.cards import cards
from bot.language import Language, speaking
from bot.records import Consultation
from bot.understanding.facts import FactKind, form_of
from corpus.benefit_records import PLACES, Fact
from index.adding import add
from index.benefits import Offer
from index.library import Library
from ui import texts
from ui.match_form import FIELDS, ONE_OF, Problem, box, filled
from ui.render_match import problems, question, result
from ui.tab_match import Matching

SLOW = 30_000
"""Milliseconds that a busy machine may take."""

MANY = {fact for fact in FIELDS if form_of(fact).kind is FactKind.NAMES and fact not in PLACES and fact not in ONE_OF}
NOTHING: tuple[object, ...] = tuple([] if fact in MANY else "" for fact in FIELDS)
NEW = Consultation()


def form(**values: object) -> tuple[object, ...]:
    return tuple(values.get(str(fact), empty) for fact, empty in zip(FIELDS, NOTHING, strict=True))


def known_of(description: str, values: tuple[object, ...]) -> Profile:
    return filled(description, "", values).known(Profile())


def event(**data: object) -> gr.EventData:
    return gr.EventData(None, data)


# -- the form ----------------------------------------------------------------------------------------------------------


def test_every_fact_but_what_differs_from_benefit_to_benefit_has_a_field() -> None:
    assert set(Fact) - set(FIELDS) == {Fact.COST, Fact.COUNT}
    assert len(FIELDS) == len(set(FIELDS))


def test_every_field_can_be_shown_in_both_languages() -> None:
    for language in Language:
        with speaking(language), gr.Blocks():
            labels = [box(fact).label for fact in FIELDS]
        assert all(labels)
        assert "{" not in "".join(labels)


def test_fields_go_before_the_description_and_before_answers() -> None:
    known = known_of(
        "我们是余姚的高企，员工60人", form(region="慈溪市", rd_expense="800万", project=["参展"], safe="是")
    )
    assert known.places == (("浙江省", "宁波市", "慈溪市"),)
    assert known.truth(held(Fact.CERTIFICATION, "高新技术企业"), 2026) is True
    assert known.truth(held(Fact.PROJECT, "参展"), 2026) is True
    assert known.truth(yes(Fact.SAFE), 2026) is True
    assert known.figure(Fact.RD_EXPENSE, "", 2026) is not None
    assert known_of("", NOTHING) == Profile()
    twice = known_of("去年营收5000万", form(revenue="6000万")).statements
    assert [each.value for each in twice] == [exactly(Decimal(60_000_000))]
    told = profile_of({"staff": 80, "tax": "10万"})
    both = filled("", "", form(staff="60")).known(told)
    assert both.figure(Fact.STAFF, "", 2026) == exactly(Decimal(60))
    assert both.figure(Fact.TAX, "", 2026) == exactly(Decimal(100_000))


def test_what_is_wrong_is_told_of_each_field() -> None:
    found = filled("", "明天", form(region="火星", staff="-5", revenue="2亿")).problems
    assert [each.field for each in found] == ["region", "staff", "day"]
    assert "字段“员工人数”的值“-5”是负数" in found[1].words
    shown = problems(found)
    assert shown.count("data-field=") == 3
    with speaking(Language.ENGLISH):
        assert "below zero" in filled("", "", form(staff="-5")).problems[0].words


# -- what is shown -----------------------------------------------------------------------------------------------------


def shown_of(known: Profile, *offers: Offer, told: Profile | None = None) -> str:
    return result(cards(match(known, list(offers), DAY)), known, Consultation(told or Profile()))


def test_what_comes_from_documents_and_users_is_escaped() -> None:
    evil = "<img src=x onerror=alert(1)>"
    benefit = offer(
        requirement(evil, held(Fact.CERTIFICATION, "高新技术企业")),
        requirement(evil + "等"),
        title=evil,
        amounts=(amount(value=10),),
    )
    known = profile_of({"region": "慈溪市", "certification": ["高企", evil]}).with_confirmed(evil, met=True)
    assert "<img" not in shown_of(known, benefit, told=known)
    assert "<img" not in problems([Problem("staff", evil)])
    assert "<img" not in question(Need(None, clause=evil), evil)
    assert "<img" not in question(Need(Fact.PROJECT, names=(evil, "参展")), evil)


def test_the_files_are_in_the_links() -> None:
    known = profile_of({"region": "慈溪市", "certification": "高企"})
    benefit = offer(requirement("高企", held(Fact.CERTIFICATION, "高新技术企业")), amounts=(amount(value=200_000),))
    markdown, book = re.findall(r"base64,([^\"]+)", shown_of(known, benefit))
    assert base64.b64decode(markdown).decode().startswith("# 惠企政策匹配")
    assert openpyxl.load_workbook(io.BytesIO(base64.b64decode(book))).active["B2"].value == "高企认定奖励"


def test_only_a_few_cards_are_seen_and_fewer_unfolded() -> None:
    text = requirement("经营状况良好")
    offers = [offer(text, title=f"补助{at}", key=at) for at in range(1, 31)]
    page = shown_of(profile_of({"region": "慈溪市"}), *offers)
    assert page.count('<details class="pb-card"') == 30
    assert len(re.findall('<details class="pb-card"[^>]* open>', page)) == 1
    assert "其余 22 项" in page


def test_what_is_not_met_has_no_amount_at_its_head_and_is_folded() -> None:
    failing = offer(requirement("员工100人以上", number(Fact.STAFF, ">=", 100)), amounts=(amount(value=450_000),))
    page = shown_of(profile_of({"region": "慈溪市", "staff": 60}), failing)
    assert "pb-amount" not in page
    assert "展开 1 项" in page


def test_each_clause_to_confirm_has_its_three_buttons_and_says_what_was_told() -> None:
    benefit = offer(requirement("经营状况良好"), requirement("有重大违约的除外", excludes=True), title="补助")
    known = profile_of({"region": "慈溪市", "denied": ["有重大违约的除外"]})
    page = shown_of(known, benefit)
    assert page.count("data-key=") == 2
    assert re.findall('data-said="(\\w+)" aria-pressed="true">([^<]+)', page) == [("yes", "有")]


@pytest.mark.parametrize(
    ("need", "ways"),
    [
        (Need(Fact.STAFF), ["不清楚"]),
        (Need(Fact.GOOD_CREDIT), ["有", "没有", "不清楚"]),
        (Need(Fact.TAXPAYER), ["是", "不是", "不清楚"]),
        (Need(Fact.PROJECT, names=("参展",)), ["有", "没有", "不清楚"]),
        (Need(Fact.CERTIFICATION, names=("高新技术企业", "科技型中小企业")), ["都没有", "不清楚"]),
        (Need(None, clause="有失信的除外", excludes=True), ["有", "没有", "不清楚"]),
    ],
)
def test_the_ways_to_answer_fit_the_question_and_are_understood(need: Need, ways: list[str]) -> None:
    page = question(need)
    assert re.findall('data-answer="([^"]+)"', page) == ways
    for way in ways[:-1]:
        assert answered(Profile(), need, way, DAY) is not None
    assert skips(ways[-1])
    assert ("<input" in page) is (ways[0] in ("不清楚", "都没有"))


# -- handlers ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory, one_model: None) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("matched")
    (folder / "政策.txt").write_text(POLICY, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "政策.txt"])
        yield PolicyBot(library)


POLICY = (
    "台州市支持企业发展的若干政策\n"
    "第一条 对建有绿色工厂的高新技术企业，给予20万元奖励，须符合产业导向要求。\n"
    "第二条 对员工100人以上的企业，给予10万元奖励。\n"
    "第三条 对参加境外展会的企业，按实际支出费用的50%给予补助，最高20万元。\n"
)
HERE = form(region="台州市", certification=["高新技术企业"])


def test_an_empty_form_is_asked_the_first_question(policies: PolicyBot) -> None:
    page = Matching(policies).fill(NEW, "", "", *NOTHING)
    assert "贵单位注册在哪里" in page
    assert "pb-card" not in page


def test_answers_are_kept_and_can_be_taken_back(policies: PolicyBot) -> None:
    matching = Matching(policies)
    page, told = matching.answer(event(answer="台州"), NEW, "", "", *NOTHING)
    assert "pb-card" in page
    assert told.profile.places == (("浙江省", "台州市"),)
    assert "pb-card" in matching.fill(told, "", "", *NOTHING)
    unclear, same = matching.answer(event(answer="也许吧"), told, "", "", *NOTHING)
    assert "没有听明白“也许吧”" in unclear
    assert same == told
    page, skipped = matching.answer(event(answer="不清楚"), told, "", "", *NOTHING)
    assert len(skipped.skipped) == 1
    assert texts.MATCH_SKIPPED.format(1) in page
    again = matching.forget(event(skipped=True), skipped, "", "", *NOTHING)[1]
    assert (again.skipped, again.profile) == (frozenset(), skipped.profile)
    page, left = matching.forget(event(place=0), skipped, "", "", *NOTHING)
    assert left.profile == Profile()
    assert matching.forget(event(), skipped, "", "", *NOTHING)[1] == NEW
    for wrong in (event(answer=None), event(), event(place="0"), event(place=99), event(place=-1)):
        matching.answer(wrong, told, "", "", *NOTHING)
        matching.forget(wrong, told, "", "", *NOTHING)


def test_a_clause_is_confirmed_denied_and_left_open(policies: PolicyBot) -> None:
    matching = Matching(policies)
    page = matching.fill(NEW, "", "", *HERE)
    told = NEW
    for key in dict.fromkeys(re.findall('data-key="([0-9a-f]+)"', page)):
        page, told = matching.confirm(event(key=key, said="yes"), told, "", "", *HERE)
    assert "符合（1 项）" in page
    key = told.profile.confirmed[0].key
    denied, told = matching.confirm(event(key=key, said="no"), told, "", "", *HERE)
    assert "不符合（1 项）" in denied
    assert told.profile.confirmed[-1].clause in denied
    opened, told = matching.confirm(event(key=key, said="open"), told, "", "", *HERE)
    assert "符合（1 项）" not in opened.replace("不符合", "")
    for wrong in (event(key="0" * 16, said="yes"), event(key=key, said="maybe"), event()):
        assert matching.confirm(wrong, told, "", "", *HERE)[1] == told


def test_a_figure_of_one_benefit_is_given_on_its_card(policies: PolicyBot) -> None:
    matching = Matching(policies)
    page = matching.fill(NEW, "", "", *HERE)
    ((card, fact),) = re.findall('data-card="([^"]+)" data-fact="([a-z]+)"', page)
    page, told = matching.reckon(event(card=card, fact=fact, figure="30万"), NEW, "", "", *HERE)
    assert "15万元" in page
    assert "data-card" not in page
    assert "实际支出的费用 30万元（" in page
    wrong, same = matching.reckon(event(card=card, fact=fact, figure="-5"), NEW, "", "", *HERE)
    assert "是负数" in wrong
    assert same == NEW
    for other in (event(card="x", fact=fact, figure="1"), event(card=card, fact="staff", figure="1"), event()):
        assert matching.reckon(other, told, "", "", *HERE)[1] == told


def test_all_clauses_of_a_card_are_confirmed_at_once_and_taken_back(policies: PolicyBot) -> None:
    matching = Matching(policies)
    page = matching.fill(NEW, "", "", *HERE)
    card, rest = next(each for each in _cards(page) if "data-all" in each[1])
    assert 'data-all="yes"' in rest
    page, told = matching.confirm(event(card=card, said="yes"), NEW, "", "", *HERE)
    (after,) = [words for name, words in _cards(page) if name == card]
    assert len(told.profile.confirmed) == after.count('data-said="yes" aria-pressed="true"') >= 2
    assert "符合（1 项）" in page
    page, back = matching.confirm(event(card=card, said="open"), told, "", "", *HERE)
    assert back == NEW
    assert "符合（0 项）" in page
    for wrong in (event(card="x", said="yes"), event(card=card, said="maybe"), event(card=card)):
        assert matching.confirm(wrong, told, "", "", *HERE)[1] == told


def _cards(page: str) -> list[tuple[str, str]]:
    """The cards of a page: their name and what is in them."""
    found = re.split('<details class="pb-card" data-fold="', page)[1:]
    return [(each.split('"')[0], each) for each in found]


def test_what_bars_is_confirmed_as_not_so_and_the_button_says_it() -> None:
    benefit = offer(requirement("经营状况良好"), requirement("有重大违约的除外", excludes=True), title="补助")
    assert "（其中 1 条是排除的情形，即都没有）" in shown_of(profile_of({"region": "慈溪市"}), benefit)


def test_what_of_the_description_was_not_taken_up_is_shown(policies: PolicyBot) -> None:
    matching = Matching(policies)
    page = matching.fill(NEW, "我们在台州，软件著作权10个", "", *NOTHING)
    assert "没有读懂（或没有全读懂）：“软件著作权10个”" in page
    assert "没有读懂" in matching.fill(NEW, "软件著作权10个", "", *NOTHING)
    assert "pb-unread" not in matching.fill(NEW, "我们在台州，员工60人", "", *NOTHING)


def without_files(shown: str) -> str:
    """What is shown without the files in its links: a workbook holds the second in which it was written."""
    return re.sub(r"base64,[\w+/=]+", "", shown)


def test_what_the_browser_kept_is_opened_again(policies: PolicyBot) -> None:
    matching = Matching(policies)
    _, told = matching.answer(event(answer="台州"), NEW, "", "", *NOTHING)
    values = form(staff="120", certification=["高新技术企业"], safe="是")
    data = matching.keep(told, "我们做阀门", "2026-01-31", *values)
    shown, again, description, day, *fields = matching.reopen(event(data=data))
    assert (again, description, day, tuple(fields)) == (told, "我们做阀门", "2026-01-31", values)
    assert without_files(shown) == without_files(matching.fill(told, description, day, *fields))
    assert matching.keep(*matching.empty()[1:]) == ""
    strange = data.replace('"safe":"是"', '"safe":"<b>"').replace("高新技术企业", "无此称号", 1)
    assert all(value in ("", [], "120") for value in matching.reopen(event(data=strange))[4:])
    assert matching.reopen(event(data="{"))[1] == NEW


def test_handlers(samples_bot: PolicyBot) -> None:
    matching = Matching(samples_bot)
    assert "不是数字" in matching.fill(NEW, "", "", *form(staff="很多"))
    assert "不是 2026-01-31 这样的日期" in matching.fill(NEW, "", "明天", *NOTHING)
    shown = matching.fill(NEW, "我们在北京市海淀区", "", *NOTHING)
    key, start, end = map(int, re.findall(r"#target-(\d+)-(\d+)-(\d+)", shown)[0])
    citation = matching.at(key, start, end)
    document = samples_bot.document(key)
    assert citation is not None
    assert document is not None
    assert document.text[start:end] == citation.quote
    assert citation.source.status == samples_bot.library.catalogue.metadata([key])[key].status(date.today())
    for wrong in ((key, -1, 5), (key, 5, 5), (key, 0, 10**9), (10**9, 0, 5), ("1", 0, 5), (None, None, None)):
        assert matching.at(*wrong) is None


# -- in a browser ------------------------------------------------------------------------------------------------------


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
def test_a_clause_is_confirmed_by_keyboard_and_stays_so(open_page: Callable[..., Page]) -> None:
    page = open_page(1280, 900)
    page.get_by_role("tab", name=texts.TAB_MATCH).click()
    page.locator("#match-field-region input").fill("北京市海淀区")
    page.get_by_role("button", name=texts.MATCH_GO, exact=True).click()
    page.locator(".pb-card[open] .pb-say button").first.wait_for(timeout=SLOW)
    button = page.locator(".pb-card[open] .pb-say button").first
    key = button.evaluate("each => each.parentElement.dataset.key")
    button.focus()
    page.keyboard.press("Enter")
    told = page.locator(f'[data-key="{key}"] [data-said="yes"][aria-pressed="true"]').first
    told.wait_for(timeout=SLOW)
    assert page.evaluate("document.activeElement.dataset.said") == "yes"
    page.get_by_role("button", name=texts.MATCH_GO, exact=True).click()
    expect(page.locator(".pb-answers summary")).to_contain_text("1 条", timeout=SLOW)
    field, go = (page.locator(each).bounding_box() for each in ("#match-fields", "#match-go"))
    assert field
    assert go
    assert field["y"] + field["height"] <= go["y"]  # the button covers no field


@pytest.mark.browser
def test_the_tab_on_a_phone_is_not_wider_than_the_screen(open_page: Callable[..., Page]) -> None:
    page = open_page(390, 844)
    page.get_by_role("tab", name=texts.TAB_MATCH).click()
    page.locator("#match-field-staff input").fill("-5")
    page.locator("#match-field-region input").fill("北京市")
    page.locator("#match-field-day input").fill(date.today().isoformat())
    page.get_by_role("button", name=texts.MATCH_GO, exact=True).click()
    wrong = page.locator("#match-field-staff .pb-field-problem")
    expect(wrong).to_contain_text("负数", timeout=SLOW)
    expect(wrong).to_be_in_viewport()
    page.locator("#match-field-staff input").fill("60")
    page.get_by_role("button", name=texts.MATCH_GO, exact=True).click()
    expect(page.locator(".pb-group")).not_to_have_count(0, timeout=SLOW)
    expect(wrong).to_have_count(0)
    expect(page.locator("#match-cards .pb-match-head")).to_be_in_viewport()  # it stands below the form
    expect(page.locator("#match-result [role=status]")).to_contain_text("缺信息")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.browser
def test_answers_outlive_a_page_that_is_loaded_again_until_they_are_cleared(open_page: Callable[..., Page]) -> None:
    page = open_page(1280, 900)
    page.get_by_role("tab", name=texts.TAB_MATCH).click()
    page.get_by_label(texts.MATCH_DESCRIPTION, exact=True).fill("我们是北京市海淀区的高企")
    page.locator("#match-field-staff input").fill("60")
    page.get_by_role("button", name=texts.MATCH_GO, exact=True).click()
    expect(page.locator(".pb-card").first).to_be_attached(timeout=SLOW)
    page.evaluate("document.querySelectorAll('.pb-card').forEach((card) => { card.open = true; })")
    page.locator(".pb-card [data-all=yes]").first.click(timeout=SLOW)
    expect(page.locator(".pb-answers summary")).to_be_visible(timeout=SLOW)
    page.wait_for_function("/confirmed.{3}[{]/.test(localStorage.getItem('policybot-match') || '')", timeout=SLOW)
    told = page.locator(".pb-answers summary").inner_text()
    page.reload()
    expect(page.locator(".pb-answers summary")).to_have_text(told, timeout=SLOW)
    expect(page.locator("#match-field-staff input")).to_have_value("60")
    expect(page.get_by_label(texts.MATCH_DESCRIPTION, exact=True)).to_have_value("我们是北京市海淀区的高企")
    page.locator("#match-empty").click()
    page.wait_for_function("localStorage.getItem('policybot-match') === null", timeout=SLOW)
    expect(page.locator("#match-field-staff input")).to_have_value("")


@pytest.mark.browser
def test_on_a_phone_back_returns_to_where_one_was(open_page: Callable[..., Page]) -> None:
    page = open_page(390, 844)
    page.get_by_role("tab", name=texts.TAB_MATCH).click()
    page.get_by_label(texts.MATCH_DESCRIPTION, exact=True).fill("我们是北京市海淀区的高企，员工60人")
    page.get_by_role("button", name=texts.MATCH_GO, exact=True).click()
    expect(page.locator(".pb-group")).not_to_have_count(0, timeout=SLOW)
    expect(page.locator("#match-cards .pb-match-head")).to_be_in_viewport()
    page.evaluate("scrollTo({ top: scrollY + 900, behavior: 'instant' })")
    height = page.evaluate("scrollY")
    page.evaluate("document.querySelector('#tab-documents-button').click()")
    expect(page.locator("#match-cards")).to_be_hidden(timeout=SLOW)
    page.go_back()
    page.wait_for_function("height => Math.abs(scrollY - height) < 3", arg=height, timeout=SLOW)
