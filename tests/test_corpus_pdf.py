import io
import shutil
import subprocess
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.content import Content
from corpus.errors import DocumentError
from corpus.formats import ocr, pdf_pages
from corpus.formats.layout import Glyph, blocks_of, joined, lines_of
from corpus.formats.pdf import read_pdf
from corpus.formats.pdf_furniture import contents_lines
from corpus.formats.pdf_streams import checked_streams
from corpus.formats.radicals import unified

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, SIZE, PITCH = 90, 510, 12, 20
PER_LINE = (RIGHT - LEFT) // SIZE


@dataclass
class Sheet:
    """A page drawn by hand: text at x and y from the top, and rules. Chinese is 1 em wide, ASCII half of one."""

    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = SIZE, matrix: str = "1 0 0 1") -> "Sheet":
        code = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /F1 {size} Tf {matrix} {x} {HEIGHT - y - size} Tm <{code}> Tj ET")
        return self

    def centred(self, y: float, text: str, size: float = SIZE) -> "Sheet":
        width = sum(size / 2 if char.isascii() else size for char in text)
        return self.text((LEFT + RIGHT - width) / 2, y, text, size)

    def paragraph(self, y: float, text: str, left: float = LEFT, right: float = RIGHT, indent: int = 2) -> float:
        """Text of full lines with a first line set in; the place of the next line."""
        room = int((right - left) // SIZE)
        pieces = [text[: room - indent]]
        pieces += [text[at : at + room] for at in range(room - indent, len(text), room)]
        for number, piece in enumerate(pieces):
            self.text(left + (indent * SIZE if number == 0 else 0), y + number * PITCH, piece)
        return y + len(pieces) * PITCH

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        self.parts.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> "Sheet":
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self


def pdf(*sheets: Sheet, extra: str = "") -> bytes:
    """A file of the sheets, with a Chinese font that every reader knows by name."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor "
        "<< /Type /FontDescriptor /FontName /STSong-Light /Ascent 880 /Descent -120 /FontBBox [0 -120 1000 880] >> "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
    ]
    for number, sheet in enumerate(sheets):
        stream = "\n".join(sheet.parts)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {6 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def read(*sheets: Sheet) -> Content:
    return read_pdf(pdf(*sheets), "试.pdf")


def fields_of(content: Content) -> dict[str, str]:
    return {field.label: content.text[field.start : field.end] for field in content.fields}


SENTENCE = "对符合条件的企业按照实际投入给予补助并优先安排用地用能指标，"
LONG = SENTENCE * 4 + "由市财政局会同有关部门组织实施。"


def test_lines_are_rejoined_into_paragraphs() -> None:
    sheet = Sheet()
    y = sheet.paragraph(100, LONG)
    y = sheet.paragraph(y, "第二段从这里开始，" + LONG)
    sheet.text(LEFT + 2 * SIZE, y, "一、短标题")
    assert read(sheet).text.splitlines() == [LONG, "第二段从这里开始，" + LONG, "一、短标题"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first, second = Sheet(), Sheet()
    text = LONG * 2
    cut = PER_LINE - 2 + PER_LINE * 3
    first.paragraph(700, text[:cut])
    second.paragraph(80, text[cut:], indent=0)
    content = read(first, second)
    assert content.text == text + "\n"
    assert content.pages == (0, cut)


def test_running_lines_and_page_numbers_are_dropped() -> None:
    sheets = []
    for number in range(1, 5):
        sheet = Sheet().centred(40, "江岸市人民政府公报", 9).centred(800, f"— {number} —", 9)
        sheet.paragraph(100, f"第{'一二三四'[number - 1]}页的正文。" + LONG)
        sheets.append(sheet)
    text = read(*sheets).text
    assert "公报" not in text
    assert "—" not in text
    assert text.count(LONG) == 4


@pytest.mark.parametrize("shown", ["1", "- 1 -", "第1页 共9页", "1/9", "— 1 —", "第 1 页"])
def test_a_number_alone_in_the_margin_is_a_page_number(shown: str) -> None:
    sheet = Sheet().centred(800, shown, 9)
    sheet.paragraph(100, LONG)
    assert read(sheet).text == LONG + "\n"


def test_annexes_that_count_up_with_the_pages_are_no_running_lines() -> None:
    sheets = [Sheet().text(LEFT, 60, f"附件{number}") for number in (1, 2, 3, 4)]
    for sheet in sheets:
        sheet.paragraph(120, LONG)
    assert [line for line in read(*sheets).text.splitlines() if line.startswith("附件")] == [
        f"附件{n}" for n in range(1, 5)
    ]


def test_a_table_of_contents_is_dropped() -> None:
    contents = Sheet().centred(80, "目　录")
    for row, name in enumerate(("一、总体要求", "二、重点任务", "三、保障措施")):
        contents.text(LEFT, 120 + row * PITCH, f"{name}{'.' * 30}{row + 2}")
    body = Sheet()
    body.paragraph(100, "一、总体要求。" + LONG)
    assert read(contents, body).text == "一、总体要求。" + LONG + "\n"


def test_entries_without_leaders_are_dropped_below_their_heading_only() -> None:
    def line(text: str, y: float) -> tuple[Glyph, ...]:
        return tuple(Glyph(c, LEFT + i * SIZE, LEFT + (i + 1) * SIZE, y, y + SIZE, SIZE) for i, c in enumerate(text))

    texts = ["目录", "总体要求   2", "重点任务   3", "保障措施   4", "全市投资增长   8", "正文"]
    lines = [lines_of(line(text, 20.0 * row), 0)[0] for row, text in enumerate(texts)]
    assert contents_lines(lines) == set(lines[:5])
    assert contents_lines(lines[4:]) == set()


def test_the_title_is_the_large_centred_heading_below_the_red_head() -> None:
    sheet = Sheet().centred(60, "江岸市人民政府文件", 30).centred(120, "江政发〔2024〕5号")
    sheet.centred(160, "江岸市人民政府关于印发江岸市促进先进", 20).centred(190, "制造业若干措施的通知", 20)
    y = sheet.paragraph(240, "各区人民政府，市政府各部门、各直属单位：", indent=0)
    sheet.paragraph(y, LONG)
    content = read(sheet)
    assert content.title is not None
    assert content.text[slice(*content.title)] == "江岸市人民政府关于印发江岸市促进先进制造业若干措施的通知"
    assert content.text.startswith("江岸市人民政府文件\n江政发〔2024〕5号\n")


def test_signatures_at_the_right_stay_lines() -> None:
    sheet = Sheet()
    y = sheet.paragraph(100, LONG)
    sheet.text(RIGHT - 7 * SIZE, y + PITCH, "江岸市财政局").text(RIGHT - 7 * SIZE, y + 2 * PITCH, "江岸市税务局")
    sheet.text(RIGHT - 7 * SIZE, y + 3 * PITCH, "2024年3月1日")
    assert read(sheet).text.splitlines()[1:] == ["江岸市财政局", "江岸市税务局", "2024年3月1日"]


def test_spaces_of_the_layout_are_closed_and_those_of_the_author_kept() -> None:
    sheet = (
        Sheet()
        .text(LEFT, 100, "京发改规〔2023〕 12 号于 2023 年 9 月印发")
        .text(LEFT, 140, "联系 Green Bond Office 办理")
    )
    sheet.text(LEFT, 180, "联系人：王某").text(LEFT + 15 * SIZE, 180, "电话：12345")
    assert read(sheet).text.splitlines() == [
        "京发改规〔2023〕12号于2023年9月印发",
        "联系Green Bond Office办理",
        "联系人：王某 电话：12345",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet().centred(60, "江岸市人民政府公告", 18)
    middle = (LEFT + RIGHT) / 2
    left, right = SENTENCE * 8 + "左栏到此。", "右栏开始。" + SENTENCE * 8 + "完。"
    sheet.paragraph(110, left, right=middle - 15)
    sheet.paragraph(110, right, left=middle + 15, right=RIGHT)
    assert read(sheet).text.splitlines() == ["江岸市人民政府公告", left, right]


def test_labels_beside_values_are_no_columns() -> None:
    sheet = Sheet()
    for row in range(8):
        sheet.text(LEFT, 100 + row * PITCH, f"第{row}项").text(LEFT + 200, 100 + row * PITCH, "承办")
    assert read(sheet).text.splitlines()[:2] == ["第0项 承办", "第1项 承办"]


XS = [90.0, 190.0, 350.0, 510.0]


def table_sheet(rows: list[tuple[str, str, str]], top: float) -> Sheet:
    sheet = Sheet()
    ys = [top + 30 * row for row in range(len(rows) + 1)]
    sheet.grid(XS, ys)
    for row, cells in zip(ys, rows, strict=False):
        for x, text in zip(XS, cells, strict=False):
            sheet.text(x + 6, row + 9, text)
    return sheet


def test_a_grid_is_a_table_with_its_caption() -> None:
    sheet = table_sheet([("区域", "2024年", "2025年"), ("东区", "10", "12"), ("西区", "8", "9")], 200)
    sheet.centred(170, "表1 分区域目标")
    content = read(sheet)
    (table,) = content.tables
    assert content.text == "表1分区域目标\n区域 | 2024年 | 2025年\n东区 | 10 | 12\n西区 | 8 | 9\n"
    assert table.caption == (0, 7)
    assert [content.text[c.start : c.end] for c in table.cells if c.row == 1] == ["东区", "10", "12"]
    assert (table.header_rows, table.header_columns) == (1, 1)


def test_a_table_goes_on_over_the_page_without_its_repeated_header() -> None:
    header = ("区域", "2024年", "2025年")
    first = table_sheet([header, ("东区", "10", "12"), ("西区", "8", "9")], 600)
    second = table_sheet([header, ("南区", "7", "8")], 80)
    content = read(first, second)
    (table,) = content.tables
    assert content.text == "区域 | 2024年 | 2025年\n东区 | 10 | 12\n西区 | 8 | 9\n南区 | 7 | 8\n"
    assert max(cell.row for cell in table.cells) == 3
    assert content.pages == (0, content.text.index("南区"))


def test_merged_header_cells_reach_over_their_columns() -> None:
    sheet = Sheet()
    ys = [100.0, 130.0, 160.0, 190.0]
    for y in (ys[0], ys[2], ys[3]):
        sheet.rule(XS[0], y, XS[3], y)
    sheet.rule(XS[1], ys[1], XS[3], ys[1])
    for x in (XS[0], XS[1], XS[3]):
        sheet.rule(x, ys[0], x, ys[3])
    sheet.rule(XS[2], ys[1], XS[2], ys[3])
    sheet.text(96, 120, "区域").text(300, 108, "2024年").text(200, 138, "目标").text(360, 138, "增速")
    sheet.text(96, 168, "东区").text(200, 168, "120").text(360, 168, "6.5%")
    content = read(sheet)
    (table,) = content.tables
    reach = {content.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns) for c in table.cells}
    assert reach["区域"] == (0, 0, 2, 1)
    assert reach["2024年"] == (0, 1, 1, 2)
    assert reach["增速"] == (1, 2, 1, 1)
    assert table.header_rows == 2


def open_table(header: list[tuple[float, float, str]], top: float) -> Sheet:
    """A table with level rules only, its header and three rows."""
    sheet = Sheet()
    for y, width in ((top, 1.5), (top + 60, 0.5), (top + 150, 1.5)):
        sheet.parts.append(f"{width} w")
        sheet.rule(LEFT, y, 300, y).rule(300, y, RIGHT, y)
    for x, y, text in header:
        sheet.text(x, top + y, text)
    for row, (name, first, second) in enumerate((("东区", "120", "6.5"), ("西区", "98", "7.1"), ("南区", "76", "8"))):
        y = top + 68 + row * 28
        sheet.text(110, y, name).text(260, y, first).text(420, y, second)
    return sheet


def test_a_table_with_level_rules_only() -> None:
    sheet = open_table([(110, 24, "区域"), (250, 24, "完成数"), (410, 24, "增速")], 200)
    sheet.paragraph(100, LONG)
    sheet.paragraph(400, "后文。" + LONG)
    content = read(sheet)
    (table,) = content.tables
    rows = "区域 | 完成数 | 增速\n东区 | 120 | 6.5\n西区 | 98 | 7.1\n南区 | 76 | 8\n"
    assert content.text == f"{LONG}\n{rows}后文。{LONG}\n"
    assert (table.header_rows, table.header_columns) == (1, 1)


def test_a_header_of_two_rows_over_level_rules() -> None:
    header = [(110, 24, "区域"), (335, 8, "2024年"), (250, 38, "完成数"), (410, 38, "增速")]
    content = read(open_table(header, 200))
    (table,) = content.tables
    reach = {content.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns) for c in table.cells if c.row < 2}
    assert reach == {"区域": (0, 0, 2, 1), "2024年": (0, 1, 1, 2), "完成数": (1, 1, 1, 1), "增速": (1, 2, 1, 1)}


def test_prose_between_rules_is_no_table() -> None:
    sheet = Sheet().rule(LEFT, 70, RIGHT, 70).rule(LEFT, 400, RIGHT, 400).rule(LEFT, 780, RIGHT, 780)
    sheet.paragraph(100, LONG)
    sheet.paragraph(420, LONG)
    assert not read(sheet).tables


def test_a_cell_over_rows_goes_on_over_the_page() -> None:
    first = Sheet().grid(XS[1:], [700, 730, 760]).rule(XS[0], 700, XS[1], 700).rule(XS[0], 700, XS[0], 760)
    first.text(96, 708, "东区").text(196, 708, "甲项").text(356, 708, "10").text(196, 738, "乙项").text(356, 738, "12")
    second = Sheet().grid(XS[1:], [80, 110, 140]).rule(XS[0], 80, XS[0], 140)
    second.rule(XS[0], 110, XS[1], 110).rule(XS[0], 140, XS[1], 140)
    second.text(196, 88, "丙项").text(356, 88, "7").text(96, 118, "西区").text(196, 118, "丁项").text(356, 118, "5")
    content = read(first, second)
    (table,) = content.tables
    reach = {content.text[c.start : c.end]: (c.row, c.rows) for c in table.cells if c.column == 0}
    assert reach == {"东区": (0, 3), "西区": (3, 1)}
    assert content.text.splitlines() == ["东区 | 甲项 | 10", "| 乙项 | 12", "| 丙项 | 7", "西区 | 丁项 | 5"]


def test_the_label_of_a_group_stands_before_the_labels_in_it() -> None:
    sheet = (
        Sheet().grid([90, 180, 260, 510], [100, 130]).grid([180, 260, 510], [130, 160]).grid([90, 180, 510], [160, 190])
    )
    sheet.rule(90, 130, 90, 160).rule(90, 160, 180, 160)
    sheet.parts.remove(f"90 {HEIGHT - 130} m 510 {HEIGHT - 130} l S")
    sheet.rule(180, 130, 510, 130)
    sheet.text(96, 122, "支持政策").text(186, 108, "标准").text(266, 108, "按投入的10%补助")
    sheet.text(186, 138, "方式").text(266, 138, "事后奖补").text(96, 168, "联系电话").text(186, 168, "12345")
    assert fields_of(read(sheet)) == {
        "支持政策标准": "按投入的10%补助",
        "支持政策方式": "事后奖补",
        "联系电话": "12345",
    }


def test_what_a_browser_prints_at_the_edges_is_dropped() -> None:
    sheet = Sheet().text(30, 20, "2024/5/1 10:30", 8).text(250, 20, "关于申报的通知_江岸市", 8)
    sheet.text(30, 815, "https://www.example.gov.cn/art/1.html", 8).text(550, 815, "1/1", 8)
    sheet.paragraph(100, LONG)
    assert read(sheet).text == LONG + "\n"


FORM = [90.0, 180.0, 510.0]


def form(label: str, lines: list[str], top: float, bottom: float, label_at: float | None) -> Sheet:
    """A form's row with its label at a height of its own, as programs that centre it do."""
    sheet = Sheet().grid(FORM, [top, bottom])
    if label_at:
        sheet.text(96, label_at, label)
    for number, line in enumerate(lines):
        sheet.text(186, top + 8 + number * PITCH, line)
    return sheet


def merged(*sheets: Sheet) -> Sheet:
    return Sheet([part for sheet in sheets for part in sheet.parts])


@pytest.mark.parametrize("label_page", [1, 2])
def test_a_form_is_fields_and_goes_on_over_the_page(label_page: int) -> None:
    room = 26
    value = (
        "".join(f"第{n}次申报的单位应当在本市登记注册并具有独立法人资格，" for n in "一二三四五")[: room * 5 - 3]
        + "以上。"
    )
    lines = [value[at : at + room] for at in range(0, len(value), room)]
    first = merged(
        form("政策依据", ["《江岸市促进制造业若干措施》"], 600, 630, 610),
        form("发文机构", ["江岸市经济和信息化局"], 630, 660, 640),
        form("申报条件", lines[:3], 660, 730, 690 if label_page == 1 else None),
    )
    second = merged(
        form("申报条件", lines[3:], 80, 130, 100 if label_page == 2 else None),
        form("联系电话", ["0571-12345678"], 130, 160, 140),
    )
    content = read(first, second)
    assert fields_of(content) == {
        "政策依据": "《江岸市促进制造业若干措施》",
        "发文机构": "江岸市经济和信息化局",
        "申报条件": value,
        "联系电话": "0571-12345678",
    }
    assert content.pages[1] == content.text.index(lines[3])
    assert not content.tables


def test_a_row_broken_by_the_page_may_be_open_at_its_end() -> None:
    first = (
        Sheet()
        .text(96, 610, "发文机构")
        .text(186, 610, "江岸市财政局")
        .text(96, 640, "申报条件")
        .text(186, 640, "依法登记。")
    )
    second = Sheet().text(186, 90, "信用良好。").text(96, 150, "联系电话").text(186, 150, "12345")
    for x in FORM:
        first.rule(x, 600, x, 760)
        second.rule(x, 80, x, 170)
    for y in (600, 630):
        first.rule(FORM[0], y, FORM[2], y)
    for y in (140, 170):
        second.rule(FORM[0], y, FORM[2], y)
    assert fields_of(read(first, second)) == {
        "发文机构": "江岸市财政局",
        "申报条件": "依法登记。\n信用良好。",
        "联系电话": "12345",
    }


def test_a_grid_of_places_and_figures_is_no_form() -> None:
    sheet = Sheet().grid(FORM, [100, 130, 160, 190])
    for y, (place, figure) in zip((108, 138, 168), (("地区", "投资额"), ("东区", "12.5"), ("西区", "9")), strict=True):
        sheet.text(96, y, place).text(186, y, figure)
    content = read(sheet)
    assert not content.fields
    assert len(content.tables) == 1


def test_a_grid_under_column_heads_is_no_form() -> None:
    sheet = Sheet().grid(FORM, [100, 130, 160, 190])
    rows = ("指标", "计分办法"), ("信用情况", "一宗减10分"), ("违法情况", "一次减5分")
    for y, (name, text) in zip((108, 138, 168), rows, strict=True):
        sheet.text(96, y, name).text(186, y, text)
    content = read(sheet)
    assert not content.fields
    assert len(content.tables) == 1


def test_a_space_typed_between_two_names_is_kept() -> None:
    sheet = Sheet().text(90, 60, "江岸市⺠政局 江岸市财政局关于花园的通知")
    sheet.paragraph(100, LONG)
    assert read(sheet).text.startswith("江岸市民政局 江岸市财政局关于花园的通知\n")


def test_slanted_text_is_a_watermark_and_a_turned_page_is_read() -> None:
    marked = Sheet().text(200, 300, "内部资料", 40, "0.866 0.5 -0.5 0.866")
    marked.paragraph(100, LONG)
    assert read(marked).text == LONG + "\n"
    turned = (
        Sheet()
        .text(100, 700, "江岸市重点项目计划表", SIZE, "0 1 -1 0")
        .text(130, 700, "东区新建厂房项目", SIZE, "0 1 -1 0")
    )
    assert read(turned).text == "江岸市重点项目计划表\n东区新建厂房项目\n"


def test_names_and_days_centred_below_a_title_stay_apart() -> None:
    sheet = (
        Sheet()
        .centred(60, "江岸市统计公报", 22)
        .centred(100, "江岸市统计局　江岸市调查队")
        .centred(120, "（2025年3月18日）")
    )
    sheet.paragraph(160, "全市上下坚持稳中求进工作总基调，经济运行总体平稳，社会事业全面进步。" * 4)
    lines = read_pdf(pdf(sheet), "公报.pdf").text.splitlines()
    assert lines[1:3] == ["江岸市统计局 江岸市调查队", "（2025年3月18日）"]


def test_radicals_become_ideographs() -> None:
    assert unified("⼈⼤⻓江⻅证") == "人大长江见证"
    assert unified("入⼾、⾭年、⿈河") == "入户、青年、黄河"
    assert unified("创新⸺转化―3〜5年，元∕吨，〈细则〉") == "创新——转化—3～5年，元／吨，〈细则〉"
    assert unified("人大长江見證") == "人大长江見證"


def test_words_and_lines_join() -> None:
    assert joined(["促进高质量", "发展"]) == "促进高质量发展"
    assert joined(["Green", "Bond"]) == "Green Bond"
    assert joined(["develop-", "ment"]) == "development"


def test_columns_come_one_by_one() -> None:
    def row(x: float, y: float, text: str) -> list[Glyph]:
        return [Glyph(c, x + 10 * i, x + 10 * i + 10, y, y + 10, 10) for i, c in enumerate(text)]

    glyphs = [g for y in range(0, 160, 20) for x in (0, 150) for g in row(x, y, "满行文字十二个字正好一")]
    assert [len(block) for block in blocks_of(glyphs, 0)] == [8, 8]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "打不开"),
        (b"%PDF-1.7 nothing", "打不开"),
        (b"PK\x03\x04 a zip", "打不开"),
        (pdf(Sheet()), "没有文字"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read_pdf(data, "坏.pdf")


def test_a_file_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MAX_PAGES", 2)
    with pytest.raises(DocumentError, match="有 3 页，超过 2 页"):
        read(*(Sheet().text(LEFT, 100, "正文内容") for _ in range(3)))


def test_a_page_of_too_many_characters_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MAX_GLYPHS", 10)
    content = read(Sheet().text(LEFT, 100, "第一页的正文内容"), Sheet().text(LEFT, 100, LONG))
    assert content.text == "第一页的正文内容\n"
    assert "第 2 页" in content.notes[0]


def test_a_password_is_named() -> None:
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "o" * 32 + ") /U (" + "u" * 32 + ") /P -4 >> /ID [<00><00>]"
    )
    with pytest.raises(DocumentError, match="密码"):
        read_pdf(pdf(Sheet().text(LEFT, 100, "正文"), extra=locked), "锁.pdf")


def test_a_compression_bomb_is_refused_before_it_unfolds() -> None:
    packer = zlib.compressobj(9)
    chunk = bytes(1 << 24)
    bomb = b"".join(packer.compress(chunk) for _ in range(34)) + packer.flush()
    data = pdf(Sheet().text(LEFT, 100, "正文")) + b"\nstream\n" + bomb + b"\nendstream"
    with pytest.raises(DocumentError, match="过大"):
        read_pdf(data, "弹.pdf")


def test_a_damaged_stream_is_mended_as_far_as_it_goes() -> None:
    text = b"".join(b"%d 0 m 1 1 l S\n" % number for number in range(200_000))
    packed = bytearray(zlib.compress(text))
    packed[len(packed) * 3 // 4] ^= 0xFF
    data = b"%PDF-1.5\n1 0 obj\n<<>>\nstream\n" + packed + b"\nendstream\n"
    mended = checked_streams(data, "损.pdf")
    assert len(mended) == len(data)
    start = data.index(b"stream\n") + 7
    kept = zlib.decompressobj().decompress(mended[start:])
    assert len(text) // 2 < len(kept) < len(text)
    assert text.startswith(kept[: len(text) // 2])


def test_whole_streams_are_left_as_they_are() -> None:
    data = b"1 0 obj\nstream\n" + zlib.compress(bytes(1 << 20)) + b"\nendstream\n"
    assert checked_streams(data, "好.pdf") == data


def scan(*texts: str | None) -> bytes:
    """A file with a page for each text: as a picture of it, or with a text layer where it is None."""
    image = pytest.importorskip("PIL.Image")
    drawing, fonts = pytest.importorskip("PIL.ImageDraw"), pytest.importorskip("PIL.ImageFont")
    font_file = next(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"), None)
    if font_file is None:
        pytest.skip("fonts-noto-cjk is not installed")
    font = fonts.truetype(str(font_file), 40)
    pages = []
    for text in texts:
        page = image.new("L", (1240, 1754), 255)
        for row, line in enumerate((text or "").splitlines()):
            drawing.Draw(page).text((160, 200 + 80 * row), line, font=font, fill=0)
        pages.append(page)
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return out.getvalue()


def test_a_scan_says_how_to_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(DocumentError, match=r"扫描件.*policybot\[ocr\]"):
        read_pdf(scan("扫描的通知"), "扫.pdf")


def test_a_scan_is_read_by_the_extra() -> None:
    pytest.importorskip(ocr.PACKAGE)
    content = read_pdf(scan("江岸市财政局文件\n第一条　企业可以申请补助", "第二条　本办法自公布之日起施行"), "扫.pdf")
    plain = "".join(content.text.split())
    assert "江岸市财政局文件" in plain
    assert "本办法自公布之日起施行" in plain
    assert len(content.pages) == 2
    assert content.notes


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A notice as a browser prints it: running lines, a broken table with a merged header, a form over pages."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    rows = "".join(f"<tr><td>第{n}区</td><td>{n}</td><td>{n}.5%</td></tr>" for n in range(1, 61))
    items = "".join(f"<p>{n}.{LONG}</p>" for n in range(1, 25))
    folder = tmp_path_factory.mktemp("printed")
    page = folder / "notice.html"
    page.write_text(
        f"""<html><meta charset="utf-8"><style>
        @page {{ size: A4; margin: 30mm 26mm; @bottom-center {{ content: "— " counter(page) " —" }}
                 @top-right {{ content: "江岸市人民政府公报 2024年第3期" }} }}
        body {{ font: 16pt/28pt "Noto Serif CJK SC"; text-align: justify }} p {{ text-indent: 2em; margin: 0 }}
        h1 {{ font-size: 22pt; text-align: center }} table {{ border-collapse: collapse; width: 100% }}
        td, th {{ border: 1px solid black; padding: 2pt 4pt }}</style>
        <h1>江岸市人民政府关于支持制造业发展的通知</h1><p>{LONG}</p>
        <table><thead><tr><th rowspan=2>区域</th><th colspan=2>2024年</th></tr><tr><th>目标</th><th>增速</th></tr></thead>
        {rows}</table><p>{LONG}</p>
        <table><tr><td style="width:20%">政策名称</td><td>首台套奖励</td></tr><tr><td>发文机构</td><td>江岸市财政局</td></tr>
        <tr><td>申报条件</td><td>{items}</td></tr><tr><td>联系电话</td><td>12345</td></tr></table></html>""",
        encoding="utf-8",
    )
    out = folder / "notice.pdf"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={out}", page.as_uri()], check=True, capture_output=True, timeout=120)
    return read_pdf(out.read_bytes(), "notice.pdf")


@pytest.mark.browser
def test_a_printed_notice_is_read_whole(printed: Content) -> None:
    assert printed.title is not None
    assert printed.text[slice(*printed.title)] == "江岸市人民政府关于支持制造业发展的通知"
    assert "公报" not in printed.text
    assert "—" not in printed.text
    assert len(printed.pages) > 4
    assert printed.text.splitlines().count(LONG) == 2


@pytest.mark.browser
def test_a_printed_table_and_form_go_on_over_pages(printed: Content) -> None:
    (table,) = printed.tables
    assert {cell.row for cell in table.cells} == set(range(62))
    assert table.header_rows == 2
    assert [printed.text[c.start : c.end] for c in table.cells if c.row == 61] == ["第60区", "60", "60.5%"]
    fields = fields_of(printed)
    assert list(fields) == ["政策名称", "发文机构", "申报条件", "联系电话"]
    assert fields["申报条件"].splitlines() == [f"{n}.{LONG}" for n in range(1, 25)]


GUIDES = ["beijing-policy-guide-a.pdf", "beijing-policy-guide-b.pdf"]


@pytest.mark.parametrize("name", GUIDES)
def test_no_character_of_a_real_guide_is_lost(shared: Path, name: str) -> None:
    import pdfplumber

    path = shared / "documents" / "guide-pdf" / name
    content = read_pdf(path.read_bytes(), name)
    ends = [*content.pages[1:], len(content.text)]
    with pdfplumber.open(path) as opened:
        assert len(opened.pages) == len(content.pages)
        for page, start, end in zip(opened.pages, content.pages, ends, strict=True):
            drawn = Counter(char["text"] for char in page.chars if not char["text"].isspace())
            kept = Counter(char for char in content.text[start:end] if not char.isspace())
            page_number = page.extract_text_lines(return_chars=False)[-1]["text"]
            assert page_number.isdigit()
            assert sorted((drawn - kept).elements()) == sorted(page_number)
            assert set(kept - drawn) <= {"："}


@pytest.mark.parametrize("name", GUIDES)
def test_a_real_guide_has_whole_paragraphs_and_fields(shared: Path, name: str) -> None:
    content = read_pdf((shared / "documents" / "guide-pdf" / name).read_bytes(), name)
    lines = content.text.splitlines()
    assert not [line for line in lines if len(line) < 4 and line.isdigit()]
    assert not [line for line in lines if "…" in line or "...." in line]
    labels = Counter(field.label for field in content.fields)
    assert labels["发文机构"] == labels["发文字号"] == labels["服务内容"] == {"a": 26, "b": 23}[name[-5]]
    assert all(content.text[field.start : field.end].strip() for field in content.fields)
    broken = [
        line for line in lines if len(line) > 60 and not line.endswith(("。", "；", "：", "）", "》", "！", "”", "、"))
    ]
    assert len(broken) < 0.02 * len(lines)
