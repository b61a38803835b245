from dataclasses import replace
from datetime import date

import pytest

from bot.records import Answer, Citation, Kind, Reason, Source
from corpus.records import Document, Metadata
from corpus.validity import Status
from index.catalogue import Filters
from ui import render, texts
from ui.render import Turn

TEXT = "甲市办法\n\n　　第一条　<b>补贴</b> 100 万元。\n　　第二条　自2024年起施行。\n"
QUOTE = "<b>补贴</b> 100 万元。"
START = TEXT.index(QUOTE)
METADATA = Metadata(
    title="甲市<i>办法",
    number="甲政发〔2024〕5号",
    issuer="甲市人民政府",
    region=("乙省", "甲市"),
    signed=date(2024, 2, 1),
    expires=date(2026, 12, 31),
)
DOCUMENT = Document("0" * 16, "a.txt", TEXT, 0, METADATA, ())
CITATION = Citation(
    1, Source(7, DOCUMENT.id, "a.txt", METADATA), ("第一章\n总则", "第一条"), QUOTE, START, START + len(QUOTE)
)
ANSWER = Answer("补贴<多少>？", "补贴<多少>？", "100万元 [1]", Kind.TEXT, False, None, (CITATION,), {"total": 12.4})
NO_FILTERS = Filters()


def turn(answer: Answer = ANSWER, filters: Filters = NO_FILTERS) -> Turn:
    return Turn(answer, filters)


def text_of(answer: Answer, number: int = 0) -> str:
    html = render.answer(turn(answer), number)
    return html[html.index('<div class="pb-text">') : html.index("</div>")]


def test_question_is_escaped_and_on_one_line() -> None:
    assert render.question("一\n\n# <script>") == '<div class="pb-question">一<br><br># &lt;script&gt;</div>'


def test_long_question_is_shown_in_part_with_its_length() -> None:
    shown = render.question("长" * 100_000)
    assert shown == f'<div class="pb-question">{"长" * 500}……（共 100,000 字）</div>'


def test_answer_in_full() -> None:
    link = '<a class="pb-cite" href="#cite-3-1" title="打开出处 1：甲市&lt;i&gt;办法"><span>[</span>1<span>]</span></a>'
    assert render.answer(turn(), 3) == (
        '<div class="pb-answer">'
        f'<div class="pb-text"><p>100万元&#8288;{link}</p></div>'
        '<div class="pb-sources"><div class="pb-label">出处</div><ul>'
        f'<li>{link}<div><span class="pb-title"><span>甲市&lt;i&gt;办法</span></span>'
        '<span class="pb-path">第一章 总则<span class="pb-step"> › </span>第一条</span></div></li>'
        "</ul></div>"
        '<details class="pb-how"><summary>怎么找到的</summary><div><div class="pb-label">各步用时</div>'
        "<dl><div><dt>合计</dt><dd>12.4 毫秒</dd></div></dl></div></details>"
        '<div class="pb-foot"><span>用时 12 毫秒</span><span class="pb-acts">'
        '<a class="pb-act pb-copy" href="#do-copy-3" title="复制回答和出处">复制</a>'
        '<a class="pb-act pb-like-1" href="#do-like-3-1" title="这个回答有用">有用</a>'
        '<a class="pb-act pb-like-0" href="#do-like-3-0" title="这个回答没用">没用</a></span></div></div>'
    )


def test_answer_has_no_line_break_that_would_end_the_html_block() -> None:
    hostile = replace(
        CITATION, source=replace(CITATION.source, metadata=Metadata("一\n\n二", region=("\n\n",))), quote="三\n\n四"
    )
    answer = replace(ANSWER, text="五\r\n\r\n六 [1]\n\n\n七", understood="八\n\n九", citations=(hostile,), refused=True)
    assert "\n" not in render.answer(turn(answer), 0)


def test_paragraphs_and_lines() -> None:
    assert text_of(replace(ANSWER, text="一\n二\n\n三\n")) == '<div class="pb-text"><p>一<br>二</p><p>三</p>'


def test_a_number_leads() -> None:
    shown = text_of(replace(ANSWER, text="2.8%\n\n原文：二", kind=Kind.NUMBER))
    assert shown == '<div class="pb-text"><p class="pb-figure">2.8%</p><p>原文：二</p>'


def test_bold_of_a_source_is_bold_and_stars_stay() -> None:
    assert text_of(replace(ANSWER, text="**第二条** 3 ** 2 <b>")) == (
        '<div class="pb-text"><p><b>第二条</b> 3 ** 2 &lt;b&gt;</p>'
    )


@pytest.mark.parametrize("mark", ["[2]", "[2024]", "[0]", "[一]", "[1", "1]"])
def test_what_names_no_citation_is_text(mark: str) -> None:
    assert text_of(replace(ANSWER, text=f"甲政发{mark}5号")) == f'<div class="pb-text"><p>甲政发{mark}5号</p>'


def test_adjacent_marks() -> None:
    second = replace(CITATION, marker=2)
    shown = text_of(replace(ANSWER, text="句。[1][2]", citations=(CITATION, second)), 5)
    assert shown.count('href="#cite-5-1"') == shown.count('href="#cite-5-2"') == 1


def test_refusal_looks_different_and_shows_the_nearest_passages() -> None:
    refusal = replace(
        ANSWER,
        text="没有找到。",
        refused=True,
        reason=Reason.NOT_FOUND,
        citations=(replace(CITATION, quote="长" * 91),),
    )
    html = render.answer(turn(refusal), 0)
    assert html.startswith('<div class="pb-refusal"><div class="pb-text"><p>没有找到。</p></div>')
    assert f'<div class="pb-label">{texts.NEAREST}</div>' in html
    assert f'<span class="pb-quote">{"长" * 90}……</span>' in html


def test_refusal_that_introduces_its_passages_is_not_told_twice() -> None:
    refusal = replace(ANSWER, text="没有找到。\n\n最接近的：[1]", refused=True, reason=Reason.NOT_FOUND)
    assert texts.NEAREST not in render.answer(turn(refusal), 0)


def test_refusal_without_passages() -> None:
    refusal = Answer("？", "？", "请输入问题。", Kind.NONE, True, Reason.EMPTY_QUESTION, ())
    html = render.answer(turn(refusal), 0)
    assert html.startswith(
        '<div class="pb-refusal"><div class="pb-text"><p>请输入问题。</p></div><div class="pb-foot">'
    )


def test_a_question_completed_from_the_conversation_is_told() -> None:
    html = render.answer(turn(replace(ANSWER, question="那2024年呢？", understood="甲市2024年的<补贴>？")), 0)
    assert (
        '<div class="pb-understood">结合上文，理解为：甲市2024年的&lt;补贴&gt;？ '
        '<a class="pb-edit" href="#do-edit-0" title="放进输入框，改好再问">修改</a></div>'
    ) in html


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0.4, "用时不到 1 毫秒"),
        (12.4, "用时 12 毫秒"),
        (999.4, "用时 999 毫秒"),
        (999.6, "用时 1.0 秒"),
        (3210, "用时 3.2 秒"),
    ],
)
def test_time(milliseconds: float, words: str) -> None:
    html = render.answer(turn(replace(ANSWER, timings_ms={"total": milliseconds})), 0)
    assert f'<div class="pb-foot"><span>{words}</span>' in html


def test_filters_in_words() -> None:
    filters = Filters(region="甲市", issuer="<局>", year=2024, kind="办法", in_force=date(2026, 1, 31))
    assert render.scope(filters) == "甲市 · <局> · 2024年 · 办法 · 2026-01-31有效"
    assert render.filters_label(filters) == "筛选范围：甲市 · <局> · 2024年 · 办法 · 2026-01-31有效"
    assert render.filters_label(NO_FILTERS) == "筛选范围"
    assert "用时 12 毫秒 · 范围：甲市 · &lt;局&gt; · 2024年 · 办法 · 2026-01-31有效" in render.answer(
        turn(filters=filters), 0
    )


def test_a_mark_finds_the_citation_of_its_own_turn() -> None:
    other = replace(CITATION, quote="另一句")
    turns = (turn(), turn(replace(ANSWER, citations=(other,))))
    assert render.cited(turns, 0, 1) is CITATION
    assert render.cited(turns, 1, 1) is other


@pytest.mark.parametrize(("number", "marker"), [(1, 1), (-1, 1), (0, 0), (0, 2), ("0", "1"), (None, None)])
def test_a_mark_that_names_nothing(number: object, marker: object) -> None:
    assert render.cited((turn(),), number, marker) is None


def test_messages_alternate() -> None:
    shown = render.messages((turn(), turn()))
    assert [message["role"] for message in shown] == ["user", "assistant"] * 2
    assert 'href="#cite-0-1"' in shown[1]["content"]
    assert 'href="#cite-1-1"' in shown[3]["content"]


def test_questions_that_lead_on_stand_below_the_last_answer_alone() -> None:
    first = replace(turn(), following=("甲？",))
    shown = render.messages((first, replace(turn(), following=("乙<i>？\n", "丙？"))))
    assert [message["role"] for message in shown] == ["user", "assistant", "user", "assistant", "assistant"]
    assert shown[-1]["content"] == (
        '<div class="pb-next"><div class="pb-label">接着问</div>'
        '<a href="#do-select-1-0">乙&lt;i&gt;？</a><a href="#do-select-1-1">丙？</a></div>'
    )


def test_no_question_leads_on_while_another_is_answered() -> None:
    shown = render.messages((replace(turn(), following=("甲？",)),), settled=False)
    assert [message["role"] for message in shown] == ["user", "assistant"]


def test_what_the_reader_found_is_told() -> None:
    shown = render.messages((turn(), turn()), {1: False})
    assert "pb-on" not in shown[1]["content"]
    assert 'class="pb-act pb-like-0 pb-on"' in shown[3]["content"]
    assert 'class="pb-act pb-like-1"' in shown[3]["content"]


def test_an_unfinished_answer_has_nothing_to_be_done_with() -> None:
    asked, waiting = render.unfinished("<问>", None, 2)
    assert "&lt;问&gt;" in asked["content"]
    assert texts.SEARCHING in waiting["content"]
    _, draft = render.unfinished("问", turn(), 2)
    assert 'href="#cite-2-1"' in draft["content"]
    assert "#do-" not in draft["content"]


def test_a_source_out_of_force_has_a_badge() -> None:
    for status, badge in ((Status.EXPIRED, "已失效"), (Status.DRAFT, "征求意见稿"), (Status.IN_FORCE, None)):
        cited = replace(CITATION, source=replace(CITATION.source, status=status))
        html = render.answer(turn(replace(ANSWER, citations=(cited,))), 0)
        assert ("pb-badge" in html) == (badge is not None)
        assert badge is None or f">{badge}</span>" in html


def test_hints() -> None:
    assert render.hint("", 5) == texts.EMPTY_QUESTION
    assert render.hint("12345", 5) == ""
    assert render.hint("x" * 100_000, 2000) == "问题有 100,000 字，太长了。请缩短到 2000 字以内再发送。"
