import pytest

from corpus.formats.plain import read_text
from corpus.load import parse
from corpus.passages import passages
from corpus.records import Passage, Table

ROWS = """| 类别 | 2024年目标（家） | 备注 |
|:-----|:----:|---:|
| **甲区** | 8500 | |
| 乙区 | | `暂缓` |
"""


def tables(text: str) -> list[tuple[int, int, list[tuple[int, int, str]]]]:
    content = read_text(text.encode(), "表.md")
    assert content.text == text
    return [(t.header_rows, t.header_columns, cells(text, t)) for t in content.tables]


def cells(text: str, table: Table) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, text[cell.start : cell.end]) for cell in table.cells]


def rows(text: str) -> list[Passage]:
    return [passage for passage in passages(parse(text.encode(), "表.md")) if passage.cells]


def test_a_table_is_read_where_it_stands() -> None:
    assert tables(f"前文\n\n{ROWS}\n后文 a | b 不是表。\n") == [
        (
            1,
            1,
            [
                (0, 0, "类别"), (0, 1, "2024年目标（家）"), (0, 2, "备注"), (1, 0, "**甲区**"), (1, 1, "8500"), (2, 0, "乙区"), (2, 2, "`暂缓`"),
            ],
        )
    ]  # fmt: skip


def test_a_row_is_a_passage_with_its_headers_and_is_quoted_with_its_blanks() -> None:
    first, second = rows(f"# 工作计划\n\n## 一、任务\n\n{ROWS}")
    assert first.path == ("一、任务",)
    assert first.text == "**甲区** | 8500"
    assert first.clauses == ("类别：甲区", "甲区 2024年目标（家）：8500家")
    assert second.text == "乙区 | | `暂缓`"
    assert second.clauses[1] == "乙区 备注：暂缓"


def test_a_row_that_begins_with_a_blank_is_quoted_from_it() -> None:
    last = rows("| 项目 | 档次 | 金额（元）|\n|---|---|---|\n| 甲 | 一档 | 500 |\n| | 二档 | 300 |\n")[-1]
    assert (last.text, last.clauses) == ("| | 二档 | 300", ("档次：二档", "二档 金额（元）：300元"))


@pytest.mark.parametrize(
    ("above", "path"),
    [
        ("表2 补助标准\n\n", "表2 补助标准"),
        ("各地任务分解\n单位：户\n", "各地任务分解（单位：户）"),
        ("（单位：亿元）\n\n", "单位：亿元"),
    ],
)
def test_the_lines_above_a_table_name_it_and_its_unit(above: str, path: str) -> None:
    found = rows(f"# 某某通知\n\n正文如下。\n\n{above}| 地区 | 目标 |\n| --- | --- |\n| 甲 | 5 |\n")
    assert found[0].path == (path,)


@pytest.mark.parametrize(
    "text",
    [
        "甲 | 乙\n丙 | 丁\n",
        "```\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n",
        "| a | b |\n|---|---|---|\n| 1 | 2 |\n",
        "小标题\n---\n甲 | 乙\n",
        "| a |\n|---|\n| 1 |\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert tables(text) == []


def test_a_table_ends_with_a_blank_line_and_cells_beyond_the_header_belong_to_the_last() -> None:
    text = "a | b\r\n--|--\r\n1 | 2 | 3\\|4\r\n\r\n5 | 6\r\n"
    assert [found for _, _, found in tables(text)] == [[(0, 0, "a"), (0, 1, "b"), (1, 0, "1"), (1, 1, "2 | 3\\|4")]]


def test_headings_and_titles_are_told_without_marks_and_stay_where_they_are() -> None:
    text = "# 关于印发《**资金`管理`办法**》的通知 #\n\n## **一、支持对象** ##\n\n符合`条件`的企业。\n\n### 二、[标准](https://a.cn/x)\n\n按2023年[2023]5号执行。\n"
    document = parse(text.encode(), "办法.md")
    assert document.title == "关于印发《资金管理办法》的通知"
    assert [section.heading for section in document.sections] == ["一、支持对象", "二、标准"]
    assert all(passage.text == text[passage.start : passage.end] for passage in passages(document))


def test_a_table_of_many_rows_takes_linear_time() -> None:
    text = "a | b\n--|--\n" + "1 | 2\n" * 20_000 + "|" * 200_000
    (table,) = read_text(text.encode(), "长.md").tables
    assert table.cells[-1].row >= 20_000
