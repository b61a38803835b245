import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from corpus.content import Content
from corpus.errors import DocumentError
from corpus.formats.number_format import shown
from corpus.formats.sheets import Limit, read_csv, read_xlsx


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def sheet(
    *rows: list[object], merge: tuple[str, ...] = (), prepare: Callable[[Worksheet], object] | None = None
) -> Content:
    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    for row in rows:
        page.append(row)
    for area in merge:
        page.merge_cells(area)
    if prepare:
        prepare(page)
    return read_xlsx(saved(workbook), "表.xlsx")


def edited(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def lines(content: Content) -> list[str]:
    return content.text.splitlines()


def places(content: Content, index: int = 0) -> dict[str, tuple[int, int, int, int]]:
    table = content.tables[index]
    return {content.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns) for c in table.cells}


STATISTICS: tuple[list[object], ...] = (
    ["附件1"],
    ["2024年某市主要指标"],
    ["填报单位：某局", None, None, None, "单位：万元"],
    ["地区", "2024年", None, "2025年", None],
    [None, "目标", "完成", "目标", "完成"],
    ["甲区", 10, 9.5, 11, 10.25],
    ["乙区", 20, 19, 21, 20],
    ["注：数据为快报数。"],
)
MERGED = ("A2:E2", "B4:C4", "D4:E4", "A4:A5", "A8:E8")


def test_a_page_like_sheet_gives_title_lines_table_and_note() -> None:
    content = sheet(*STATISTICS, merge=MERGED)
    assert lines(content) == [
        "附件1", "2024年某市主要指标", "填报单位：某局", "单位：万元", "地区 | 2024年 | 2025年", "| 目标 | 完成 | 目标 | 完成",
        "甲区 | 10 | 9.5 | 11 | 10.25", "乙区 | 20 | 19 | 21 | 20", "注：数据为快报数。",
    ]  # fmt: skip
    table = content.tables[0]
    assert (table.header_rows, table.header_columns) == (2, 1)
    assert table.caption is not None
    assert table.caption == content.title
    assert content.text[slice(*table.caption)] == "2024年某市主要指标"
    found = places(content)
    assert found["地区"] == (0, 0, 2, 1)
    assert found["2025年"] == (0, 3, 1, 2)
    assert found["10.25"] == (2, 4, 1, 1)


def test_a_header_of_three_rows() -> None:
    content = sheet(
        ["指标", "全市", None, None], [None, "2024年", None, "2025年"], [None, "目标", "完成", "目标"], ["研发投入强度", 0.031, 0.03, 0.032],
        merge=("A1:A3", "B1:D1", "B2:C2"),
        prepare=lambda page: [setattr(cell, "number_format", "0.0%") for cell in page[4]],
    )  # fmt: skip
    assert (content.tables[0].header_rows, content.tables[0].header_columns) == (3, 1)
    assert lines(content)[-1] == "研发投入强度 | 3.1% | 3.0% | 3.2%"


def test_hidden_sheets_rows_and_columns_are_left_out() -> None:
    def hide(page: Worksheet) -> None:
        page.row_dimensions[3].hidden = True
        page.column_dimensions["B"].hidden = True
        other = page.parent.create_sheet("底稿")
        other["A1"] = "不公开"
        other.sheet_state = "veryHidden"

    content = sheet(
        ["地区", "内部", "数"], ["甲", "密", 1], ["隐藏", "密", 2], ["乙", "密", 3], merge=("B1:C1",), prepare=hide
    )
    assert lines(content) == ["地区", "甲 | 1", "乙 | 3"]
    content = sheet(["地区", "内部", "数"], ["甲", "密", 1], ["隐藏", "密", 2], ["乙", "密", 3], prepare=hide)
    assert lines(content) == ["地区 | 数", "甲 | 1", "乙 | 3"]
    assert [(c.row, c.column) for c in content.tables[0].cells] == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]


def test_several_sheets_and_several_tables() -> None:
    def more(page: Worksheet) -> None:
        page.title = "目标"
        second = page.parent.create_sheet("清单")
        for row in (["企业"], ["甲公司"], ["乙公司"]):
            second.append(row)
        page.parent.create_sheet("空表")

    content = sheet(
        ["表1 目标"], ["地区", "数"], ["甲", 1], [], ["表2 完成"], [], ["地区", "数"], ["乙", 2], prepare=more
    )
    assert lines(content) == [
        "目标",
        "表1 目标",
        "地区 | 数",
        "甲 | 1",
        "表2 完成",
        "地区 | 数",
        "乙 | 2",
        "清单",
        "企业",
        "甲公司",
        "乙公司",
    ]
    captions = [table.caption and content.text[slice(*table.caption)] for table in content.tables]
    assert captions == ["表1 目标", "表2 完成"]
    assert [content.text[h.start : h.end] for h in content.headings] == ["目标", "清单"]


def test_a_group_line_inside_a_table_and_a_merged_first_column() -> None:
    content = sheet(
        ["类别", "指标", "目标"], ["创新", "研发", 1], [None, "专利", 2], ["一、其他", None, None], ["民生", "就业", 3],
        merge=("A2:A3", "A4:C4"),
    )  # fmt: skip
    assert lines(content) == ["类别 | 指标 | 目标", "创新 | 研发 | 1", "| 专利 | 2", "一、其他", "民生 | 就业 | 3"]
    assert places(content)["创新"] == (1, 0, 2, 1)
    assert content.tables[0].header_columns == 2


def test_a_formula_without_a_result_is_noted_and_an_error_left_out() -> None:
    content = sheet(["项目", "数"], ["合计", "=SUM(B3:B4)"], ["甲", 1])
    assert lines(content)[1:] == ["合计", "甲 | 1"]
    assert len(content.notes) == 1
    assert "1 个公式" in content.notes[0]

    def compute(name: str, part: bytes) -> bytes:
        return part.replace(b"<v></v>", b"<v>1</v>").replace(b"<v />", b"<v>1</v>").replace(b"<v/>", b"<v>1</v>")

    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    for row in (["项目", "数"], ["合计", "=SUM(B3:B4)"], ["甲", 1], ["乙", "#DIV/0!"]):
        page.append(row)
    computed = read_xlsx(edited(saved(workbook), compute), "表.xlsx")
    assert not computed.notes
    assert lines(computed) == ["项目 | 数", "合计 | 1", "甲 | 1", "乙"]


@pytest.mark.parametrize(
    ("value", "code", "written"),
    [
        (3.0000000000000004, "General", "3"), (0.1 + 0.2, "General", "0.3"), (1234.5, "General", "1234.5"), (1e16, "General", "10000000000000000"),
        (0.057, "0.0%", "5.7%"), (0.05745, "0%", "6%"), (1234.5, "#,##0.00", "1,234.50"), (2.5, "0", "3"), (-2.345, "0.00_ ", "-2.35"),
        (-1234, "#,##0_);[Red]\\(#,##0\\)", "-1,234"), (7, "000000", "000007"), (3.14, '0.0"亿元"', "3.1亿元"), (12, "[$¥-804]#,##0", "¥12"),
        (1234567, '#,##0,"千元"', "1,235千元"), (1.5, "0.##", "1.5"), (2, "0.##", "2"), (5, "@", "5"), (True, "General", "TRUE"),
        (0, '0;-0;"无"', "0"), (12.5, "0.0\\%", "12.5%"), (0.5, "# ?/?", "0.5"), ("  文字 ", "General", "文字"), (None, "General", ""),
        (datetime(2024, 5, 1), "yyyy/m/d", "2024年5月1日"), (datetime(2024, 5, 1, 8, 30), "yyyy-mm-dd hh:mm", "2024年5月1日 08:30"),
        (datetime(2024, 5, 1), 'yyyy"年"m"月"', "2024年5月"), (datetime(2024, 5, 1), 'm"月"d"日"', "5月1日"), (date(2024, 1, 1), "yyyy", "2024年"),
        (time(8, 30), "h:mm", "08:30"), (timedelta(hours=26, minutes=5), "[h]:mm", "26:05:00"), (datetime(1900, 1, 1, 8, 30), "h:mm", "08:30"),
    ],
)  # fmt: skip
def test_values_are_shown_as_the_sheet_shows_them(value: object, code: str, written: str) -> None:
    assert shown(value, code) == written


def test_cells_keep_formats_and_dates() -> None:
    def form(page: Worksheet) -> None:
        page["B2"].number_format = "0.0%"
        page["C2"].number_format = "yyyy/m/d"

    content = sheet(["地区", "增速", "日期"], ["甲", 0.0571, datetime(2024, 5, 1)], prepare=form)
    assert lines(content)[1] == "甲 | 5.7% | 2024年5月1日"


# bounds and damage


def test_a_merge_over_the_whole_sheet_and_a_cell_in_the_last_corner_cost_nothing() -> None:
    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    for row in (["地区", "数"], ["甲", 1]):
        page.append(row)
    corner = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>\xe6\x9c\xab</t></is></c></row></sheetData>'
    merge = b'<mergeCells count="1"><mergeCell ref="A3:XFD1048575"/></mergeCells><pageMargins'

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        return part.replace(b"</sheetData>", corner).replace(b"<pageMargins", merge)

    assert lines(read_xlsx(edited(saved(workbook), change), "表.xlsx")) == ["地区 | 数", "甲 | 1", "末"]


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.formats.sheets.Limit", lambda source: Limit(source, 5))
    with pytest.raises(DocumentError, match="200000 个单元格"):
        sheet(["甲", 1], ["乙", 2], ["丙", 3])
    with pytest.raises(DocumentError, match="200000 个单元格"):
        read_csv("甲,1\n乙,2\n丙,3\n".encode(), "表.csv")


@pytest.mark.parametrize("entity", [b'<!DOCTYPE x [<!ENTITY a "1">]>', b'<!DOCTYPE x SYSTEM "file:///etc/hostname">'])
def test_a_dtd_is_refused(entity: bytes) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "甲"  # type: ignore[index]

    def change(name: str, part: bytes) -> bytes:
        return re.sub(rb"^(<\?xml.*?\?>)?", lambda m: m.group() + entity, part) if name.endswith("sheet1.xml") else part

    with pytest.raises(DocumentError, match="DTD"):
        read_xlsx(edited(saved(workbook), change), "表.xlsx")


def test_damaged_and_empty_files_are_errors() -> None:
    workbook = Workbook()
    with pytest.raises(DocumentError, match="没有内容"):
        read_xlsx(saved(workbook), "表.xlsx")
    workbook.active["A1"] = "甲"  # type: ignore[index]
    data = saved(workbook)
    for broken in (data[: len(data) // 2], b"", b"PK\x03\x04"):
        with pytest.raises(DocumentError, match="损坏"):
            read_xlsx(broken, "表.xlsx")
    with pytest.raises(DocumentError, match="内部结构损坏"):
        read_xlsx(edited(data, lambda name, part: part[:200] if "sheet1" in name else part), "表.xlsx")
    with pytest.raises(DocumentError, match="密码"):
        read_xlsx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "表.xlsx")


# CSV


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("divider", [",", "\t", ";", "，", "|"])
def test_csv_in_any_encoding_and_with_any_divider(code: str, divider: str) -> None:
    rows = [["序号", "企业名称", "金额"], ["1", "甲公司", "30万元"], ["2", "乙公司", "40万元"]]
    data = "\r\n".join(divider.join(row) for row in rows).encode(code)
    content = read_csv(data, "表.csv")
    assert lines(content) == ["序号 | 企业名称 | 金额", "1 | 甲公司 | 30万元", "2 | 乙公司 | 40万元"]
    assert (content.tables[0].header_rows, content.tables[0].header_columns) == (1, 2)


def test_csv_quotes_line_breaks_titles_and_notes() -> None:
    text = '某市奖励名单,,\n单位：万元,,\n企业,说明,金额\n甲公司,"第一行\n第二行, 带逗号",3\n乙公司,"说""引号""",4\n注：公示五日。,,\n'
    content = read_csv(text.encode(), "表.csv")
    assert lines(content) == [
        "某市奖励名单", "单位：万元", "企业 | 说明 | 金额", "甲公司 | 第一行第二行,带逗号 | 3", '乙公司 | 说"引号" | 4', "注：公示五日。",
    ]  # fmt: skip
    assert content.title is not None
    assert content.text[slice(*content.title)] == "某市奖励名单"


def test_csv_with_a_stray_quotation_mark_keeps_its_rows() -> None:
    text = '企业,金额\n"甲公司,1\n' + "".join(f"企业{number},{number}\n" for number in range(100))
    assert len(lines(read_csv(text.encode(), "表.csv"))) == 102


def test_csv_that_is_none() -> None:
    with pytest.raises(DocumentError, match="空"):
        read_csv(b"", "表.csv")
    with pytest.raises(DocumentError, match="没有内容"):
        read_csv(b",,\n,,\n", "表.csv")
    with pytest.raises(DocumentError, match="CSV 格式有误"):
        read_csv(b'a,"' + b"x" * 1_100_000 + b'"\n', "表.csv")
    with pytest.raises(DocumentError, match="二进制"):
        read_csv(b"a,b\x00\x01\n", "表.csv")


def test_csv_header_of_two_rows_without_merged_cells() -> None:
    text = "地区,2024年,,2025年,\n,目标,完成,目标,完成\n甲区,1,2,3,4\n"
    content = read_csv(text.encode(), "表.csv")
    assert content.tables[0].header_rows == 2
    assert places(content)["2024年"] == (0, 1, 1, 2)
    assert places(content)["2025年"] == (0, 3, 1, 2)
    assert places(content)["地区"] == (0, 0, 1, 1)


def test_styles_and_rules_that_openpyxl_refuses_do_not_matter() -> None:
    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    for row in (["地区", "增速"], ["甲", 0.057]):
        page.append(row)
    page["B2"].number_format = '0.0%"（快报）"'

    def change(name: str, part: bytes) -> bytes:
        part = part.replace(b"<fills", b'<fills><fill/><fill><patternFill patternType="odd"/></fill></fills><fills')
        rules = b'</sheetData><conditionalFormatting/><dataValidations><dataValidation type="odd"/></dataValidations>'
        return part.replace(b"</sheetData>", rules) if "sheet1" in name else part

    assert lines(read_xlsx(edited(saved(workbook), change), "表.xlsx")) == ["地区 | 增速", "甲 | 5.7%（快报）"]


def test_prefixed_xml_as_other_programs_write_it() -> None:
    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    for row in (["地区", "2024年", None], [None, "目标", "完成"], ["甲", "=1+1", 3]):
        page.append(row)
    page.merge_cells("B1:C1")

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x=")

    content = read_xlsx(edited(saved(workbook), change), "表.xlsx")
    assert lines(content) == ["地区 | 2024年", "| 目标 | 完成", "甲 | | 3"]
    assert places(content)["2024年"] == (0, 1, 1, 2)
    assert len(content.notes) == 1


def test_too_many_sheets_and_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.formats.sheet_parts.MAX_SHEETS", 0)
    with pytest.raises(DocumentError, match="工作表超过 0 张"):
        sheet(["甲"])
    monkeypatch.setattr("corpus.formats.office_package.MAX_TAGS", 3)
    with pytest.raises(DocumentError, match="3 个标记"):
        sheet(["甲"])


def test_a_sheet_without_cells_is_read_as_empty() -> None:
    workbook = Workbook()
    workbook.active["A1"] = "甲"  # type: ignore[index]
    workbook.create_sheet("空")

    def change(name: str, part: bytes) -> bytes:
        return re.sub(rb"<sheetData>.*</sheetData>|<sheetData ?/>", b"", part) if "sheet2" in name else part

    assert lines(read_xlsx(edited(saved(workbook), change), "表.xlsx")) == ["甲"]


def test_too_many_formats_and_merged_areas_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.formats.sheet_parts.MAX_MERGED", 1)
    with pytest.raises(DocumentError, match="合并单元格超过 1 处"):
        sheet(["甲"], merge=("A1:B1", "A2:B2"))
    monkeypatch.setattr("corpus.formats.sheet_parts.MAX_FORMATS", 0)
    with pytest.raises(DocumentError, match="单元格格式超过 0 种"):
        sheet(["甲"])
