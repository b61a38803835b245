import pytest

from corpus.numbers import find_numbers, normal_number, numbers_of_line


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("甬政发〔2024〕5号", "甬政发〔2024〕5号"),
        ("甬政发[2024] 5 号", "甬政发〔2024〕5号"),
        ("甬政发〔2024〕５号", "甬政发〔2024〕5号"),
        ("甬政发【２０２４】5号", "甬政发〔2024〕5号"),
        ("甬政发（2024）第5号", "甬政发〔2024〕5号"),
        ("甬 政 发 ［2024］ 05号", "甬政发〔2024〕5号"),
        ("（甬政发〔2024〕5号）", "甬政发〔2024〕5号"),
        ("〔2022〕京经信发 45 号", "京经信发〔2022〕45号"),
        ("国务院令第746号", "国务院令第746号"),
        ("中华人民共和国国务院令 第 746 号", "国务院令第746号"),
        ("中华人民共和国主席令（第十五号)", "主席令第15号"),
        ("国家税务总局公告2024年第12号", "国家税务总局公告2024年第12号"),
        ("国家税务总局公告（2024年第12号）", "国家税务总局公告2024年第12号"),
        ("国家税务总局公告\n2024年第3号", "国家税务总局公告2024年第3号"),
        ("财政部 税务总局公告2024年第12号", "财政部税务总局公告2024年第12号"),
        ("财政部、税务总局公告2024年第12号", "财政部税务总局公告2024年第12号"),
        ("2024年第3号", "2024年第3号"),
        ("甬政发2024年5号", "甬政发〔2024〕5号"),
        ("京科发〔2022〕9号、京科发[2022]15号", "京科发〔2022〕9号、京科发〔2022〕15号"),
        ("GZ0320190014", "gz0320190014"),
    ],
)
def test_normal_number(written: str, normal: str) -> None:
    assert normal_number(written) == normal


def test_numbers_that_differ_stay_apart() -> None:
    assert normal_number("甬政发〔2024〕5号") != normal_number("甬政办发〔2024〕5号")
    assert normal_number("国务院令第74号") != normal_number("国务院令第746号")


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("请问甬政发〔2024〕5号有效吗？", ["甬政发〔2024〕5号"]),
        ("根据穗府办规(2020)10号，人才怎么入户", ["穗府办规〔2020〕10号"]),
        ("京大数据办发〔2019〕1号是什么文件", ["京大数据办发〔2019〕1号"]),
        ("甬政发〔2024〕5号和甬政办发〔2024〕15号有什么区别", ["甬政发〔2024〕5号", "甬政办发〔2024〕15号"]),
        ("我想了解甬政发2024年5号文", ["甬政发〔2024〕5号"]),
        ("国务院令第746号第八条", ["国务院令第746号"]),
        ("2021年7月27日中华人民共和国国务院令第746号公布", ["国务院令第746号"]),
        ("国发〔2023〕1号", ["国发〔2023〕1号"]),
        ("请问财政部 税务总局公告2024年第12号怎么执行", ["财政部税务总局公告2024年第12号"]),
        ("即政办发〔2024〕5号有效吗", ["即政办发〔2024〕5号"]),
        ("废止旧办法（原穗府办规〔2018〕30号）", ["穗府办规〔2018〕30号"]),
        ("和政发〔2024〕5号、原政发〔2024〕6号", ["和政发〔2024〕5号", "原政发〔2024〕6号"]),
        ("财税2023年12号", ["财税〔2023〕12号"]),
        ("和政发〔2024〕5号", ["和政发〔2024〕5号"]),
        ("2024年高新技术企业有几家？", []),
        ("阳光花园（2024）5号楼", []),
        ("第5号楼在哪里", []),
        ("", []),
    ],
)
def test_numbers_of_a_question(question: str, numbers: list[str]) -> None:
    assert [normal for normal, _, _ in find_numbers(question)] == numbers


def test_spans_of_found_numbers_hold_them() -> None:
    text = "依据（穗民规字[2018] 10 号）与国务院令第 746 号办理"
    found = find_numbers(text)
    assert [text[start:end] for _, start, end in found] == ["穗民规字[2018] 10 号", "国务院令第 746 号"]
    assert all(normal_number(text[start:end]) == normal for normal, start, end in found)


@pytest.mark.parametrize(
    "line", ["（甬政发〔2024〕5号）", "甬政发〔2024〕5号　　签发人：张三", "  甬政发〔2024〕5号  "]
)
def test_a_line_of_a_number_alone(line: str) -> None:
    assert [number.value for number in numbers_of_line(line, 0, len(line))] == ["甬政发〔2024〕5号"]


@pytest.mark.parametrize(
    "line", ["依据甬政发〔2024〕5号办理", "各有关单位：", "《某办法》（甬政发〔2024〕5号）同时废止。"]
)
def test_a_line_with_anything_else_has_none(line: str) -> None:
    assert numbers_of_line(line, 0, len(line)) == []
