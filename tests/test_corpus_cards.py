from pathlib import Path

import pytest

from corpus.cards import Card, cut, split_cards
from corpus.content import Builder, Content, GridCell
from corpus.formats.pdf import read_pdf
from corpus.load import load_all

PROSE = (
    "对符合条件的企业按照实际投入给予补助，并优先安排用地和用能指标，由市财政局会同有关部门组织实施，每年集中申报一次。"
)


def form(builder: Builder, number: int, issuer: str = "江岸市财政局") -> None:
    builder.field("依据文件", f"《江岸市第{number}号若干措施》")
    builder.field("发文机构", issuer)
    builder.field("发文字号", f"江财发〔2024〕{number}号")
    builder.field("发布日期", f"2024-03-{number:02}")
    builder.field("服务内容", f"1．{PROSE}\n2．{PROSE}")
    builder.field("联系电话", f"1234{number}")


def text_at(content: Content, span: tuple[int, int] | None) -> str:
    assert span is not None
    return content.text[slice(*span)]


def fields_of(card: Card) -> dict[str, str]:
    return {field.label: card.content.text[field.start : field.end] for field in card.content.fields}


def guide() -> Content:
    builder = Builder()
    builder.page()
    builder.paragraph("江岸市惠企政策汇编前言。" + PROSE)
    builder.page()
    builder.heading("一、综合篇", 1)
    builder.heading("1.支持甲类项目", 2)
    builder.heading("支持甲类项目的若干措施", 3)
    form(builder, 1)
    builder.heading("2.支持乙类项目", 2)
    builder.page()
    builder.heading("支持乙类项目的若干措施", 3)
    form(builder, 2)
    builder.page()
    builder.heading("二、产业篇", 1)
    builder.heading("1.支持丙类项目", 2)
    form(builder, 3)
    builder.page()
    builder.heading("2.支持丁类项目", 2)
    form(builder, 4)
    return builder.build()


def test_a_guide_is_divided_into_its_cards() -> None:
    foreword, *cards = split_cards(guide())
    assert foreword.title is None
    assert foreword.content.text == "江岸市惠企政策汇编前言。" + PROSE + "\n"
    assert [(c.title, c.first_page, c.chapter) for c in cards] == [
        ("支持甲类项目", 2, ("一、综合篇",)),
        ("支持乙类项目", 2, ("一、综合篇",)),
        ("支持丙类项目", 4, ("二、产业篇",)),
        ("支持丁类项目", 5, ("二、产业篇",)),
    ]
    assert [text_at(card.content, card.content.title) for card in cards] == [card.title for card in cards]
    assert [fields_of(card)["发文字号"] for card in cards] == [f"江财发〔2024〕{n}号" for n in range(1, 5)]


def test_offsets_are_those_of_the_card() -> None:
    content = guide()
    for card in split_cards(content)[1:]:
        piece = card.content
        assert piece.text.startswith(f"{piece.text[0]}.{card.title}\n")
        assert text_at(piece, (piece.headings[0].start, piece.headings[0].end)).endswith(card.title or "")
        assert fields_of(card)["服务内容"] == f"1．{PROSE}\n2．{PROSE}"
        assert "篇" not in piece.text
    second = split_cards(content)[2].content
    assert second.pages == (0, second.text.index("支持乙类项目的若干措施"))


def test_nothing_but_chapter_headings_is_left_out() -> None:
    content = guide()
    rest = content.text
    for card in split_cards(content):
        assert card.content.text in rest
        rest = rest.replace(card.content.text, "", 1)
    assert rest == "一、综合篇\n二、产业篇\n"


def test_unnumbered_titles_by_style() -> None:
    builder = Builder()
    for number, name in enumerate(("甲类补助", "乙类补助", "丙类补助"), 1):
        builder.heading(name, 2)
        form(builder, number)
    assert [card.title for card in split_cards(builder.build())] == ["甲类补助", "乙类补助", "丙类补助"]


def test_plain_lines_may_be_titles() -> None:
    builder = Builder()
    for number, name in enumerate(("（一）甲类补助", "（二）乙类补助"), 1):
        builder.paragraph(name)
        form(builder, number)
        builder.paragraph("注：以当年公告为准。")
    cards = split_cards(builder.build())
    assert [card.title for card in cards] == ["甲类补助", "乙类补助"]
    assert cards[0].content.text.endswith("注：以当年公告为准。\n")


def test_forms_without_titles_begin_at_their_first_field() -> None:
    builder = Builder()
    for number in (1, 2):
        builder.field("政策名称", f"第{number}项政策")
        form(builder, number)
    cards = split_cards(builder.build())
    assert len(cards) == 2
    assert cards[1].title == text_at(cards[1].content, cards[1].content.title) == "第2项政策"
    assert cards[1].content.text.startswith("政策名称：第2项政策\n依据文件：")


def test_a_card_torn_at_the_start_is_a_piece_of_its_own() -> None:
    builder = Builder()
    builder.paragraph(PROSE)
    builder.field("联系电话", "12345")
    for number in (7, 8):
        builder.heading(f"{number}.支持第{number}类项目", 1)
        form(builder, number)
    cards = split_cards(builder.build())
    assert [card.title for card in cards] == [None, "支持第7类项目", "支持第8类项目"]
    assert fields_of(cards[0]) == {"联系电话": "12345"}


def test_numbers_that_begin_anew_leave_the_chapter() -> None:
    builder = Builder()
    builder.heading("一、综合篇", 1)
    for number in (7, 8, 2):
        builder.heading(f"{number}.支持第{number}类项目", 2)
        form(builder, number)
    assert [card.chapter for card in split_cards(builder.build())] == [("一、综合篇",), ("一、综合篇",), ()]


def test_chapters_nest() -> None:
    builder = Builder()
    for chapter, section, number in (
        ("一、产业篇", "（一）制造业", 1),
        (None, "（二）服务业", 2),
        ("二、人才篇", None, 3),
    ):
        if chapter:
            builder.heading(chapter, 1)
        if section:
            builder.heading(section, 1)
        builder.heading(f"{number}.支持第{number}类项目", 1)
        form(builder, number)
    assert [card.chapter for card in split_cards(builder.build())] == [
        ("一、产业篇", "（一）制造业"),
        ("一、产业篇", "（二）服务业"),
        ("二、人才篇",),
    ]


@pytest.mark.parametrize("forms", [0, 1])
def test_a_document_with_one_form_or_none_is_itself(forms: int) -> None:
    builder = Builder()
    builder.title("江岸市若干措施")
    for number in range(forms):
        form(builder, number + 1)
    builder.paragraph(PROSE)
    content = builder.build()
    assert split_cards(content) == (Card(content),)


def test_forms_at_the_end_of_a_long_document_are_its_annexes() -> None:
    builder = Builder()
    for _ in range(30):
        builder.paragraph(PROSE)
    for number in (1, 2):
        builder.heading(f"附表{number}", 2)
        form(builder, number)
    assert len(split_cards(builder.build())) == 1


def test_lists_of_one_repeated_field_are_no_cards() -> None:
    builder = Builder()
    for number in range(5):
        builder.heading(f"新闻{number}", 2)
        builder.field("发布日期", "2024-01-01")
    assert len(split_cards(builder.build())) == 1


def test_a_cut_moves_tables_and_drops_what_is_outside() -> None:
    builder = Builder()
    builder.paragraph("前面的话")
    caption = builder.paragraph("表1 目标")
    rows = [("区域", "目标"), ("东区", "10")]
    builder.table([GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)], caption)
    builder.paragraph("后面的话")
    content = builder.build()
    piece = cut(content, content.text.index("表1"), content.text.index("后面"))
    (table,) = piece.tables
    assert text_at(piece, table.caption) == "表1 目标"
    assert [piece.text[cell.start : cell.end] for cell in table.cells] == ["区域", "目标", "东区", "10"]
    assert cut(content, 0, 4).tables == ()


@pytest.mark.parametrize(
    ("name", "count", "torn"), [("beijing-policy-guide-a.pdf", 26, False), ("beijing-policy-guide-b.pdf", 23, True)]
)
def test_real_guides(shared: Path, name: str, count: int, torn: bool) -> None:
    content = read_pdf((shared / "documents" / "guide-pdf" / name).read_bytes(), name)
    pieces = split_cards(content)
    cards = [piece for piece in pieces if piece.title]
    assert len(cards) == count
    assert (pieces[0].title is None) == torn
    for card in cards:
        fields = fields_of(card)
        assert {"依据文件", "发文机构", "发文字号", "服务内容"} <= fields.keys()
        assert len(fields) == len(card.content.fields)
        assert card.content.text.splitlines()[0].endswith(card.title or "-")
        assert "篇\n" not in card.content.text
    if torn:
        assert load_all(shared / "documents" / "guide-pdf" / name)[0].title == "beijing-policy-guide-b"
        assert [card.chapter for card in cards].count(("（三）文化和旅游服务业",)) == 16
    else:
        assert [card.chapter for card in cards].count(("一、综合篇",)) == 14
