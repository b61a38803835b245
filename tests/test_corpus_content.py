import pytest

from corpus.content import MAX_BLANKS, Builder, GridCell, _is_figure, header_extent


def grid(*rows: str) -> list[GridCell]:
    """Cells of rows written "甲 | 乙": "<" widens the cell before it, "^" lengthens the one above, "" is empty, and a "*"
    before a text marks a header."""
    found: dict[tuple[int, int], list[object]] = {}
    for row, written in enumerate(rows):
        for column, text in enumerate(part.strip() for part in written.split("|")):
            if text == "<":
                origin = next(c for c in range(column - 1, -1, -1) if (row, c) in found)
                found[row, origin][2] = column - origin + 1
            elif text == "^":
                origin = next(r for r in range(row - 1, -1, -1) if (r, column) in found)
                found[origin, column][1] = row - origin + 1
            elif text:
                found[row, column] = [text, 1, 1]
    return [
        GridCell(str(text).lstrip("*"), row, column, int(str(rows_)), int(str(columns)), str(text).startswith("*"))
        for (row, column), (text, rows_, columns) in found.items()
    ]


@pytest.mark.parametrize(
    ("rows", "extent"),
    [
        pytest.param(("地区 | 目标 | 完成", "甲区 | 10 | 9"), (1, 1), id="plain"),
        pytest.param(("地区 | 2024年 | < | 2025年", "^ | 目标 | 完成 | 目标", "甲区 | 10 | 9 | 11"), (2, 1), id="two rows"),
        pytest.param(
            ("指标 | 全市 | < | < | <", "^ | 2024年 | < | 2025年 | <", "^ | 目标 | 完成 | 目标 | 完成", "研发 | 1 | 2 | 3 | 4"), (3, 1),
            id="three rows",
        ),
        pytest.param(("| 2024年 | | 2025年 |", "地区 | 目标 | 完成 | 目标 | 完成", "甲区 | 1 | 2 | 3 | 4"), (2, 1), id="no merges"),
        pytest.param(("地区 | 2024年 | | 2025年 |", "| 目标 | 完成 | 目标 | 完成", "甲区 | 1 | 2 | 3 | 4"), (2, 1), id="gaps for merges"),
        pytest.param(("指标 | 2022 | 2023 | 2024", "生产总值 | 1.1 | 1.2 | 1.3"), (1, 1), id="years are headers"),
        pytest.param(("指标 | 单位 | 2023年 | 2024年", "生产总值 | 亿元 | 1.1 | 1.2"), (1, 2), id="unit column"),
        pytest.param(("指标 | 1月 | 1-2月 | 一季度", "工业 | 1% | 2% | 3%"), (1, 1), id="months"),
        pytest.param(("年份 | 总值 | 增速", "2023 | 100 | 5%", "2024 | 110 | 6%"), (1, 1), id="years name the rows"),
        pytest.param(("序号 | 企业名称 | 金额", "1 | 甲公司 | 30", "2 | 乙公司 | 40"), (1, 2), id="running number"),
        pytest.param(("序号 | 名称 | 地址", "1 | 甲公司 | 某路", "2 | 乙公司 | 某街"), (1, 2), id="list of words"),
        pytest.param(("序号 | 类别 | 指标 | 单位 | 目标", "1 | 创新 | 研发 | % | 3.5", "2 | ^ | 专利 | 件 | 20"), (1, 3), id="class and indicator"),
        pytest.param(("类别 | 事项 | 部门", "创新 | 培育 | 科技局", "^ | 奖励 | 财政局"), (1, 2), id="grouped words"),
        pytest.param(("地区 | 总值 | 增速", "^ | （亿元） | （%）", "甲区 | 100 | 5"), (2, 1), id="unit row, merged"),
        pytest.param(("地区 | 总值 | 增速", "| 亿元 | %", "甲区 | 100 | 5"), (2, 1), id="unit row, gap"),
        pytest.param(("地区 | 总值 | 增速", "甲 | 1 | 2", "甲区 | 100 | 5"), (2, 1), id="numbers of columns"),
        pytest.param(("某市主要指标 | < | <", "地区 | 目标 | 完成", "甲区 | 10 | 9"), (2, 1), id="title inside"),
        pytest.param(
            ("某市主要指标 | < | < | <", "单位：万元 | < | < | <", "地区 | 2024年 | < | 备注", "^ | 目标 | 完成 | ^", "甲区 | 1 | 2 | 无"),
            (4, 1), id="title, unit, two rows",
        ),
        pytest.param(("户籍人口 | 100万人", "生产总值 | 1200亿元"), (0, 1), id="names and values"),
        pytest.param(("项目 | 标准 | 备注", "甲 | 每人500元 | 无", "一、补贴 | < | <", "乙 | 每户300元 | 无"), (1, 1), id="words below"),
        pytest.param(("*地区 | *2023 | *2024", "甲区 | 1 | 2"), (1, 1), id="marked"),
        pytest.param(("*地区 | *年 | <", "^ | *2023 | *2024", "甲区 | 1 | 2"), (2, 1), id="marked, two rows"),
        pytest.param(("*甲 | *乙", "*丙 | *丁"), (1, 1), id="all marked"),
        pytest.param(("甲 | 乙", "丙 | 丁"), (1, 1), id="two rows of words"),
        pytest.param(("| 姓名", "张三 | 甲公司", "李四 | 乙公司"), (1, 1), id="gap above words"),
        pytest.param(("姓名 | 年龄 | 单位 | <", "张三 | 30 | 甲公司 | 研发部", "李四 | 40 | 乙公司 | 市场部"), (1, 1), id="wide header over data"),
    ],
)  # fmt: skip
def test_header_extent(rows: tuple[str, ...], extent: tuple[int, int]) -> None:
    assert header_extent(grid(*rows)) == extent


@pytest.mark.parametrize(
    "text",
    ["5.7%", "1,234.5", "约1200亿元", "≥3.5", "3.0-3.5", "12家", "（0.8）", "增长5.7%", "-3", "100/200", "3.2万人次"],
)
def test_figures(text: str) -> None:
    assert _is_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "2024年",
        "2024年度",
        "1-6月",
        "2023-2024年",
        "2024年5月1日",
        "甲区",
        "附件1",
        "每人500元的标准发放",
        "一季度",
    ],
)
def test_no_figures(text: str) -> None:
    assert not _is_figure(text)


def test_every_cell_of_a_built_table_is_its_text() -> None:
    builder = Builder()
    builder.title("标题")
    builder.heading("一、 总体", 2)
    caption = builder.paragraph("表1 目标")
    builder.table(grid("地区 | 2024年 | <", "^ | 目标 | 完成", "甲区 | 1 | 2"), caption)
    builder.field("发文 字号：", "某政〔2024〕1号")
    builder.note("第 3 页没有文字")
    content = builder.build()
    table = content.tables[0]
    assert (
        content.text
        == "标题\n一、 总体\n表1 目标\n地区 | 2024年\n| 目标 | 完成\n甲区 | 1 | 2\n发文字号：某政〔2024〕1号\n"
    )
    assert [content.text[cell.start : cell.end] for cell in table.cells] == [
        "地区",
        "2024年",
        "目标",
        "完成",
        "甲区",
        "1",
        "2",
    ]
    assert table.caption is not None
    assert content.text[slice(*table.caption)] == "表1 目标"
    assert content.title is not None
    assert content.text[slice(*content.title)] == "标题"
    assert [(content.text[h.start : h.end], h.level) for h in content.headings] == [("一、 总体", 2)]
    assert [(f.label, content.text[f.start : f.end]) for f in content.fields] == [("发文字号", "某政〔2024〕1号")]
    assert content.notes == ("第 3 页没有文字",)


def test_blank_cells_of_a_row_stay_before_its_last_value() -> None:
    builder = Builder()
    cells = [
        *enumerate(["地区", "产值", "利润", "税收"]),
        *enumerate(["甲", "1", "", "3"]),
        *enumerate(["", "", "5", ""]),
    ]
    builder.table([GridCell(text, at // 4, column) for at, (column, text) in enumerate(cells)])
    content = builder.build()
    assert content.text == "地区 | 产值 | 利润 | 税收\n甲 | 1 | | 3\n| | 5\n"
    assert [content.text[cell.start : cell.end] for cell in content.tables[0].cells[4:]] == ["甲", "1", "3", "5"]


def test_a_column_that_nothing_fills_and_a_very_sparse_row_have_no_blanks() -> None:
    builder = Builder()
    builder.table([GridCell("甲", 0, 0), GridCell("乙", 0, 7), GridCell("丙", 1, 0), GridCell("丁", 1, 7)])
    builder.table([GridCell(str(at), 0, at) for at in range(MAX_BLANKS + 3)] + [GridCell("末", 1, MAX_BLANKS + 2)])
    assert builder.build().text.splitlines()[::2] == ["甲 | 乙", " | ".join(map(str, range(MAX_BLANKS + 3)))]
    assert builder.build().text.splitlines()[1::2] == ["丙 | 丁", "末"]


def test_a_table_of_one_row_or_column_is_lines() -> None:
    for rows in (("甲 | 乙",), ("甲", "乙")):
        builder = Builder()
        builder.table(grid(*rows))
        assert builder.build().text == "甲\n乙\n"
        assert not builder.build().tables


def test_a_long_value_of_a_field_stands_below_its_label() -> None:
    builder = Builder()
    builder.field("申报条件", "第一项；\n第二项。")
    content = builder.build()
    assert content.text == "申报条件\n第一项；\n第二项。\n"
    assert content.text[content.fields[0].start : content.fields[0].end] == "第一项；\n第二项。"
