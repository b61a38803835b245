import pytest

from corpus.captions import counts_apart, unit_above, unit_in
from corpus.load import parse
from corpus.passages import passages


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("（计量单位：家）", "家"),
        ("单 位：亿元", "亿元"),
        ("填报单位：某局　　金额单位：人民币万元", "万元"),
        ("单位：人次、%", None),
        ("单位：万元，%", None),
        ("单位：万元/户", None),
        ("制表单位：某局", None),
        ("责任单位：户政科", None),
        ("2024年主要指标", None),
    ],
)
def test_the_unit_of_a_line(line: str, unit: str | None) -> None:
    assert unit_in(line) == unit
    assert unit_above(f"某表\n{line}\n\n地区", len(f"某表\n{line}\n\n")) == unit


@pytest.mark.parametrize(
    ("header", "unit", "apart"),
    [
        ("工业总产值", "万元", False),
        ("同比增速", "万元", True),
        ("增速", "%", False),
        ("企业户数", "万元", True),
        ("企业户数", "家", False),
        ("排名", "家", True),
        ("2024年度", "万元", False),
        ("年份", "万元", True),
    ],
)
def test_what_the_unit_above_a_table_does_not_count(header: str, unit: str, apart: bool) -> None:
    assert counts_apart(("甲区", header), unit) is apart


@pytest.mark.parametrize(
    "above",
    [
        "各区工业经济,,,,\n单位：万元,,,,\n",
        "各区工业经济\n,,,,单位：万元\n\n",
        "附表2,,,,\n各区工业经济,,,,\n制表单位：某局,,,,（单位：万元）\n",
    ],
)
def test_a_sheet_with_its_title_and_its_unit_above_the_header(above: str) -> None:
    rows = "区,总产值,增速,税收（亿元）,户数\n甲区,1200,5.6,3.2,7\n乙区,,4.3,1.5,\n"
    found = [passage for passage in passages(parse((above + rows).encode(), "表.csv")) if passage.cells]
    assert [passage.path for passage in found] == [("各区工业经济（单位：万元）",)] * 2
    assert found[0].clauses[1:] == (
        "甲区 总产值：1200万元", "甲区 增速：5.6", "甲区 税收（亿元）：3.2亿元", "甲区 户数：7",
    )  # fmt: skip
    assert (found[1].text, found[1].clauses[1]) == ("乙区 | | 4.3 | 1.5", "乙区 增速：4.3")
