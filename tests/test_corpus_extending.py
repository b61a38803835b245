"""Documents that prolong the validity of others."""

from datetime import date

import pytest

from corpus.load import parse
from corpus.records import Extension, Relation

YEARS_2, YEAR = Extension(months=24), Extension(months=12)


def until(year: int, month: int = 12, day: int = 31) -> Extension:
    return Extension(until=date(year, month, day))


def prolonged(text: str) -> list[tuple[str | None, Extension | None]]:
    document = parse(text.encode(), "通知.txt")
    found = [reference for reference in document.references if reference.relation is Relation.EXTENDS]
    assert all(reference.extension for reference in found)
    assert all(reference.extension is None for reference in document.references if reference not in found)
    return [(reference.title, reference.extension) for reference in found]


NOTICE = "关于调整有关文件有效期限的通知\n临政发〔2024〕15号\n各单位：\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("《临江市绿化管理办法》（临政发〔2020〕3号）有效期延长至2027年12月31日。", [until(2027)]),
        ("决定将《临江市绿化管理办法》、《临江市集贸市场管理办法》的有效期统一延长2年。", [YEARS_2, YEARS_2]),
        ("《临江市绿化管理办法》等3个文件有效期顺延一年。", [YEAR]),
        ("《临江市绿化管理办法》（临政发〔2020〕3号）继续有效，有效期至2026年6月30日。", [until(2026, 6, 30)]),
        ("《临江市绿化管理办法》（临政发〔2020〕3号）继续执行至2026年底。", [until(2026)]),
        ("《临江市绿化管理办法》执行期限延至2026年3月。", [until(2026, 3)]),
        ("《临江市绿化管理办法》将于2024年12月31日到期，现延期至2025年12月31日。", [until(2025)]),
        ("经研究，延长《临江市绿化管理办法》有效期至2026年2月。", [until(2026, 2, 28)]),
        ("《临江市绿化管理办法》有效期延长3年，自2025年1月1日起至2027年12月31日止。", [until(2027)]),
        ("《临江市绿化管理办法》有效期延长两年，自2025年3月1日起计算。", [until(2027, 2, 28)]),
        ("以下规范性文件有效期延长至2028年底：\n1.《临江市绿化管理办法》\n2.《临江市集贸市场管理办法》\n", [until(2028)] * 2),
        ("《临江市绿化管理办法》有效期延长至2025年12月31日，《临江市集贸市场管理办法》延长至2026年12月31日。", [until(2025), until(2026)]),
    ],
)  # fmt: skip
def test_how_long_others_are_prolonged(sentence: str, expected: list[Extension]) -> None:
    assert [extension for _, extension in prolonged(NOTICE + sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "《临江市绿化管理办法》有效期可延长3年。",
        "《临江市绿化管理办法》第五条执行期限延长至2026年12月31日。",
        "《临江市绿化管理办法》规定的租金减免延长至2025年底。",
        "《临江市绿化管理办法》有效期不再延长。",
        "《临江市绿化管理办法》继续有效。",
        "《临江市绿化管理办法》有效期延长至2027年13月。",
        "按照《临江市绿化管理办法》，许可证的有效期延长2年。",
        "《临江市绿化管理办法》自2024年1月1日起施行，有效期至2027年12月31日。",
    ],
)
def test_what_prolongs_nothing(sentence: str) -> None:
    assert prolonged(NOTICE + sentence) == []


def test_a_notice_about_one_document_may_say_how_long_in_its_next_sentence() -> None:
    text = (
        "临江市人民政府关于延长《临江市绿化管理办法》有效期的通知\n临政发〔2024〕15号\n各单位：\n"
        "《临江市绿化管理办法》（临政发〔2020〕3号）将于2024年底届满。经评估，决定将其有效期延长至2027年12月31日。\n"
    )
    assert prolonged(text) == [("临江市绿化管理办法", until(2027))] * 2


def test_a_notice_about_two_documents_gives_each_its_own_day() -> None:
    text = (
        "关于延长《临江市绿化管理办法》《临江市集贸市场管理办法》有效期的通知\n临政发〔2024〕15号\n各单位：\n"
        "《临江市绿化管理办法》有效期延长至2025年12月31日。《临江市集贸市场管理办法》有效期延长至2026年12月31日。\n"
    )
    assert prolonged(text) == [("临江市绿化管理办法", until(2025)), ("临江市集贸市场管理办法", until(2026))]
