"""Answers for a report, and conversations as Markdown and Word: whole, cited, and nothing in them is markup."""

import io
from dataclasses import replace
from datetime import date

import docx
from markdown_it import MarkdownIt
from test_ui_render import ANSWER, CITATION

from corpus.validity import Status
from index.catalogue import Filters
from ui.render import Turn
from ui.transcript import LONGEST_QUOTE, cited, markdown, sources
from ui.transcript import docx as to_docx

DAY = date(2026, 5, 4)
TURN = Turn(ANSWER, Filters(), DAY)


def read_docx(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_a_copied_answer_ends_with_its_sources() -> None:
    assert cited(TURN) == (
        "100万元 [1]\n\n来源：\n"
        "[1] 《甲市<i>办法》（甲政发〔2024〕5号，甲市人民政府，2024年2月1日），第一章 总则 › 第一条：“<b>补贴</b> 100 万元。”"
    )


def test_what_is_not_known_is_left_out_and_what_is_out_of_force_is_told() -> None:
    bare = replace(CITATION.source.metadata, number=None, issuer=None, signed=None)
    source = replace(CITATION.source, metadata=bare, status=Status.EXPIRED)
    (told,) = sources(replace(ANSWER, citations=(replace(CITATION, source=source, heading=(), page=3),)))
    assert told == "[1] 《甲市<i>办法》（已失效），第 3 页：“<b>补贴</b> 100 万元。”"


def test_an_answer_without_sources_is_copied_alone() -> None:
    assert cited(replace(TURN, answer=replace(ANSWER, citations=()))) == "100万元 [1]"


def test_a_long_quote_is_cut_and_says_so() -> None:
    (told,) = sources(replace(ANSWER, citations=(replace(CITATION, quote="长" * 5_000),)))
    assert told.count("长") == LONGEST_QUOTE
    assert "共 5,000 字" in told


def test_markdown_reads_as_it_was_written() -> None:
    hostile = replace(
        ANSWER, question="# 一 <script>alert(1)</script>\n二", text="- 甲\n1. 乙\n\n*丙* [丁](x) <b>戊</b> `己` [1]"
    )
    written = markdown([TURN, Turn(hostile, Filters(region="甲市"), DAY)]).decode()
    html = MarkdownIt().render(written)
    for tag in ("<script", "<b>", "<li>\n<p>甲", "<em>", 'href="x"', "<code>"):
        assert tag not in html
    assert "# 一 &lt;script&gt;alert(1)&lt;/script&gt; 二" in html
    assert html.count("<h2>") == 2
    assert "范围：甲市" in html
    assert "回答日期：2026年5月4日" in html
    assert "[1] 《甲市&lt;i&gt;办法》" in html


def test_word_holds_every_question_answer_and_source() -> None:
    followed = replace(ANSWER, question="慈溪呢？", understood="慈溪的补贴多少？", text="没有。\n\n见下。")
    paragraphs = read_docx(to_docx([TURN, Turn(followed, Filters(), DAY)]))
    assert paragraphs[:2] == ["政策问答", "问题 1 补贴<多少>？"]
    assert "100万元 [1]" in paragraphs
    assert any("结合上文，理解为：慈溪的补贴多少？" in each for each in paragraphs)
    assert sum(each.startswith("[1] 《甲市<i>办法》") for each in paragraphs) == 2
    assert {"没有。", "见下。"} <= set(paragraphs)


def test_word_takes_any_text() -> None:
    broken = replace(ANSWER, question="一\x00\x0b二\ud800", text="三\x1b四\ufffe [1]")
    assert "三四 [1]" in read_docx(to_docx([Turn(broken, Filters(), DAY)]))
    assert "三四" in markdown([Turn(broken, Filters(), DAY)]).decode()


def test_figures_bear_no_marks_and_what_would_be_a_list_stays_text() -> None:
    told = replace(ANSWER, text="3.53% [1]\n\n3. 第三条\n\n2) 乙", citations=())
    written = markdown([Turn(told, Filters(), DAY)]).decode()
    assert "\n\n3.53% " in written
    html = MarkdownIt().render(written)
    assert all(f"<p>{each}</p>" in html for each in ("3.53% [1]", "3. 第三条", "2) 乙"))
