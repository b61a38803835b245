"""The source panel: the document whole, its quote marked, its outline, its tables, its state."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from test_ui_render import CITATION, DOCUMENT, START, TEXT

from bot.records import Citation, Source
from corpus.load import parse
from corpus.records import Document, Metadata
from corpus.validity import Status
from index.corrections import Correction, Field
from ui import texts
from ui.render_source import badge, panel


def body_of(html: str) -> str:
    """The text of the body as a browser has it."""
    inner = html[html.index('<div class="pb-body"') :].removesuffix("</article>")
    return unescape(re.sub("<[^>]*>", "", inner))


def test_what_people_corrected_is_marked_beside_its_value() -> None:
    moment = datetime(2026, 3, 4, 5, tzinfo=UTC)
    made = [
        Correction(Field.TITLE, "甲市<i>办法", "甲市", "甲市", "编辑<b>", moment),
        Correction(Field.AUDIENCE, None, "企业", "企业", "编辑", moment),
    ]
    html = panel(CITATION, DOCUMENT, corrections=made)
    assert '</h2><small class="pb-made">已更正（原读作 甲市；编辑&lt;b&gt; 2026-03-04）</small>' in html
    assert html.count("pb-made") == 1  # what the panel does not show is not marked
    assert "pb-made" not in panel(CITATION, None, corrections=made)


def test_panel_in_full() -> None:
    assert panel(replace(CITATION, page=3), DOCUMENT) == (
        '<article class="pb-document"><header>'
        '<div class="pb-kicker"><span>出处 1</span><a class="pb-file" href="/api/documents/0000000000000000/file" download>下载原件</a>'
        '<a class="pb-back" href="#back">返回</a></div>'
        "<h2>甲市&lt;i&gt;办法</h2>"
        "<dl><div><dt>文号</dt><dd>甲政发〔2024〕5号</dd></div><div><dt>发文机关</dt><dd>甲市人民政府</dd></div>"
        "<div><dt>地区</dt><dd>乙省 甲市</dd></div><div><dt>成文日期</dt><dd>2024年2月1日</dd></div>"
        "<div><dt>有效期至</dt><dd>2026年12月31日</dd></div></dl>"
        '<p class="pb-place"><b>引文位置</b><span><span>第一章 总则<span class="pb-step"> › </span>第一条</span>，第 3 页</span></p>'
        "</header>"
        '<div class="pb-body" tabindex="0">甲市办法\n\n　　第一条　'
        '<mark id="hit">&lt;b&gt;补贴&lt;/b&gt; 100 万元。</mark>\n　　第二条　自2024年起施行。\n</div></article>'
    )


def test_panel_of_a_document_that_says_nothing_about_itself() -> None:
    source = replace(CITATION.source, metadata=Metadata("无名"))
    html = panel(replace(CITATION, source=source, heading=()), replace(DOCUMENT, metadata=Metadata("无名")))
    assert "<h2>无名</h2></header>" in html


def test_panel_of_a_document_that_is_gone_shows_the_quote() -> None:
    html = panel(CITATION, None)
    assert texts.PANEL_GONE in html
    assert "<h2>甲市&lt;i&gt;办法</h2>" in html
    assert "<blockquote>&lt;b&gt;补贴&lt;/b&gt; 100 万元。</blockquote>" in html


@pytest.mark.parametrize(
    "moved",
    [
        replace(CITATION, start=START + 1),
        replace(CITATION, end=len(TEXT) + 9),
        replace(CITATION, quote="", start=0, end=0),
    ],
)
def test_panel_highlights_nothing_but_the_quote(moved: Citation) -> None:
    html = panel(moved, DOCUMENT)
    assert "<mark" not in html
    assert texts.PANEL_MOVED in html
    assert "第二条　自2024年起施行。" in html


def test_panel_of_a_figure_names_it_and_marks_it_in_its_quote() -> None:
    at = TEXT.index("100")
    html = panel(CITATION, DOCUMENT, label="甲市 2024年 <补贴>", figure=(at, at + len("100 万元")))
    assert '<mark id="hit">&lt;b&gt;补贴&lt;/b&gt; <b>100 万元</b>。</mark>' in html
    assert '<div class="pb-kicker"><span>甲市 2024年 &lt;补贴&gt;</span>' in html


@pytest.mark.parametrize("figure", [(0, 3), (START, START), (START, len(TEXT)), (START + 3, START + 1)])
def test_a_figure_outside_its_quote_is_not_marked(figure: tuple[int, int]) -> None:
    assert panel(CITATION, DOCUMENT, figure=figure) == panel(CITATION, DOCUMENT)


SHEET = """# 乙市<奖励>办法

## 一、总则

　　本办法所称奖励，见下表。

## 二、标准

| 事项 | 档次 | 最高金额 |
| --- | --- | --- |
| 首台套 | 国际 | 500万元 |
| 首台套 | 国内<二> | 300万元 |

## 三、附则

### （一）

本办法自2024年1月1日起施行。
"""
SHEETED = parse(SHEET.encode(), "sheet.md")


def cite(quote: str, *heading: str, document: Document = SHEETED) -> Citation:
    start = document.text.index(quote)
    return Citation(
        1, Source(1, document.id, document.source, document.metadata), heading, quote, start, start + len(quote)
    )


def cells(html: str, name: str) -> list[str]:
    found = re.findall(r'<span class="pb-cell([^"]*)"[^>]*>(.*?)</span>', html)
    return [unescape(re.sub("<[^>]*>", "", text)) for names, text in found if name in names.split()]


def test_the_body_is_the_text_character_by_character() -> None:
    assert body_of(panel(cite("300万元"), SHEETED)) == SHEETED.text
    assert body_of(panel(CITATION, DOCUMENT)) == TEXT


def test_a_table_tells_row_and_header_of_the_cell_cited() -> None:
    row = cite("| 首台套 | 国内<二> | 300万元 |", "二、标准", "首台套", "国内<二>", "最高金额")
    html = panel(row, SHEETED)
    assert cells(html, "pb-row") == ["首台套", "国内<二>", "300万元"]
    assert cells(html, "pb-counts") == ["300万元"]
    assert "最高金额" in cells(html, "pb-of")
    assert "500万元" not in cells(html, "pb-row")
    assert html.count('id="hit"') == 1
    assert '<span class="pb-gap">' in html
    assert 'style="grid-row:1/span 1;grid-column:3/span 1"' in html


def test_a_figure_in_a_table_is_told_by_its_place() -> None:
    row = cite("| 首台套 | 国际 | 500万元 |")
    at = SHEETED.text.index("500万元")
    html = panel(row, SHEETED, figure=(at, at + 5))
    assert cells(html, "pb-counts") == ["500万元"]
    assert "<b>500万元</b>" in html
    assert "最高金额" in cells(html, "pb-of")
    assert "档次" not in cells(html, "pb-of")


def test_a_quote_beside_a_table_marks_nothing_in_it() -> None:
    html = panel(cite("见下表。"), SHEETED)
    assert '<mark id="hit">见下表。</mark>' in html
    assert cells(html, "pb-row") == cells(html, "pb-of") == cells(html, "pb-counts") == []


def test_the_outline_leads_to_every_heading_and_tells_where_the_quote_is() -> None:
    html = panel(cite("300万元"), SHEETED)
    links = re.findall(r'<li class="([^"]*)"><a href="#(at-\d+)">(.*?)</a></li>', html)
    assert f"目录（{len(links)}）" in html
    assert [unescape(name) for _, _, name in links][-1].startswith("（一） 本办法自2024年")
    assert all(f'<i id="{place}"></i>' in html for _, place, _ in links)
    here = [unescape(name) for names, _, name in links if "pb-here" in names]
    assert here[-1] == "二、标准"
    assert "三、附则" not in here


def test_few_headings_make_no_outline() -> None:
    assert "pb-outline" not in panel(CITATION, DOCUMENT)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Status.IN_FORCE, '<span class="pb-badge pb-in-force">现行有效</span>'),
        (Status.EXPIRED, '<span class="pb-badge pb-expired">已失效</span>'),
        (Status.REPEALED, '<span class="pb-badge pb-repealed">已废止</span>'),
        (Status.DRAFT, '<span class="pb-badge pb-draft">征求意见稿</span>'),
        (Status.NOT_YET, '<span class="pb-badge pb-not-yet">尚未施行</span>'),
        (Status.UNSTATED, ""),
    ],
)
def test_the_state_of_a_document_is_a_badge(status: Status, shown: str) -> None:
    assert badge(status) == shown
    html = panel(replace(CITATION, source=replace(CITATION.source, status=status)), DOCUMENT)
    assert (f"<dt>时效</dt><dd>{shown}</dd>" in html) == bool(shown)


def test_a_last_day_that_others_prolonged_is_the_one_shown() -> None:
    prolonged = replace(CITATION.source.metadata, expires=date(2030, 1, 2))
    html = panel(replace(CITATION, source=replace(CITATION.source, metadata=prolonged)), DOCUMENT)
    assert "2030年1月2日" in html
    assert "2026年12月31日" not in html


def test_a_key_that_is_another_documents_by_now_shows_the_quote_alone() -> None:
    html = panel(CITATION, replace(DOCUMENT, id="f" * 16))
    assert texts.PANEL_GONE in html
    assert "pb-body" not in html
    assert "pb-file" not in html


@pytest.mark.parametrize("identity", ["", "../../etc", '"><script>', "0" * 15, "G" * 16])
def test_no_link_to_a_file_but_by_an_id(identity: str) -> None:
    source = replace(CITATION.source, id=identity)
    html = panel(replace(CITATION, source=source), replace(DOCUMENT, id=identity))
    assert "api/documents" not in html


def test_a_huge_or_broken_table_stays_as_lines() -> None:
    rows = "\n".join(f"| 行{n} | 值{n} |" for n in range(2_000))
    huge = parse(f"# 表\n\n| 甲 | 乙 |\n| --- | --- |\n{rows}\n".encode(), "huge.md")
    assert huge.tables
    html = panel(cite("值1999", document=huge), huge)
    assert "pb-grid" not in html
    assert '<mark id="hit">值1999</mark>' in html
    table = SHEETED.tables[0]
    broken = replace(SHEETED, tables=(replace(table, cells=table.cells[::-1]),))
    assert "pb-grid" not in panel(cite("300万元"), broken)
    assert body_of(panel(cite("300万元"), broken)) == SHEETED.text
