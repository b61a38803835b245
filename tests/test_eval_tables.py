from pathlib import Path

import pytest

from corpus.errors import PolicybotError
from eval.questions import Kind
from eval.tables import read_any, template

HEAD = "问题,类型,必须说到,此前的问题,按哪天\n"


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.jsonl"])
def test_a_template_is_a_question_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(template(Path(name)))
    first, second, third = read_any(tmp_path / name)
    assert (first.kind, first.must_contain, first.evidence) == (
        Kind.LOOKUP_NUMBER,
        ("3.5%",),
        ("研发投入强度达到3.5%",),
    )
    assert second.history == ("某市2024年研发投入强度目标是多少？",)
    assert third.kind is Kind.UNANSWERABLE


def test_a_template_of_another_suffix_is_refused() -> None:
    with pytest.raises(PolicybotError, match=r"t\.doc"):
        template(Path("t.doc"))


def test_rows_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text(HEAD + '多少？,查数字,"5%；10家",,2024-05-01\n,,,,\n有吗？,,,"一？\n二？",\n', encoding="gb18030")
    first, second = read_any(path)
    assert (first.id, first.must_contain) == ("2", ("5%", "10家"))
    assert str(first.as_of) == "2024-05-01"
    assert second.history == ("一？", "二？")
    assert second.kind is Kind.UNANSWERABLE  # nothing that it must say


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲,乙\n1,2\n", "问题"),
        (HEAD + "多少？,胡写,5%,,\n", "第 2 行.*kind"),
        (HEAD + "多少？,查数字,5%,,昨天\n", "第 2 行.*as_of"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "q.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicybotError, match=told):
        read_any(path)


def test_a_broken_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "q.xlsx"
    path.write_bytes(b"PK nothing")
    with pytest.raises(PolicybotError, match=r"q\.xlsx"):
        read_any(path)
