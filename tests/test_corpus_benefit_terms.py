"""The days of benefits in documents that say them of their parts."""

from datetime import date

import pytest

from corpus.benefit_records import Benefit
from corpus.benefits import benefits
from corpus.load import parse

HEAD = "芜湖市支持产业发展的若干政策汇编\n\n芜湖市人民政府\n\n"


def read(body: str, head: str = HEAD) -> tuple[Benefit, ...]:
    document = parse((head + body).encode(), "measures.txt")
    found = benefits(document)
    for each in found:
        if each.term:
            assert document.text[each.term.start : each.term.end] == each.term.clause
    return found


def days(found: tuple[Benefit, ...]) -> list[tuple[date | None, date | None]]:
    return [(each.term.effective, each.term.expires) if each.term else (None, None) for each in found]


PARTS = """一、低空经济
（一）研发奖励。对首次取得适航证的企业，给予50万元奖励。
（二）执行时间。本部分政策自2024年3月1日起实施，2026年失效。
二、工业设计
（一）大赛奖励。对获得设计大奖的企业，给予20万元奖励。
（二）执行时间。自2025年6月起执行，有效期3年。
"""


def test_each_part_has_its_own_days() -> None:
    assert days(read(PARTS)) == [
        (date(2024, 3, 1), date(2026, 12, 31)),
        (date(2025, 6, 1), date(2028, 5, 31)),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "光伏措施自2022年5月1日起施行，有效期2年；海洋牧场措施自2024年1月起施行。",
        "光伏资金自2022年5月1日起执行至2024年4月30日止，海洋牧场资金自2024年1月起执行。",
        "第一章所列支持自2022年5月1日起办理，有效期2年，第二章所列支持自2024年1月起办理。",
    ],
)
def test_one_sentence_says_the_days_of_several_parts(sentence: str) -> None:
    body = "第一章 光伏产业\n第一条 对建成光伏电站的企业，给予10万元补助。\n第二章 海洋牧场\n第二条 对新建海洋牧场的企业，给予30万元补助。\n"
    found = read(f"{body}第三章 附则\n第三条 {sentence}\n")
    assert days(found) == [(date(2022, 5, 1), date(2024, 4, 30)), (date(2024, 1, 1), None)]


def test_what_could_be_of_either_part_is_in_force_only_where_both_are() -> None:
    body = "一、支持内容\n对完成改造的企业，给予10万元补助。\n二、施行时间\n甲类措施自2023年1月1日起施行，有效期1年；乙类措施自2024年7月1日起施行。\n"
    assert days(read(body)) == [(date(2024, 7, 1), date(2023, 12, 31))]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目自2024年1月1日起实施的，按投资额计算。",
        "申报时间自2025年3月1日起至2025年4月30日止。",
        "对2024年1月1日起新招用的员工计算人数。",
    ],
)
def test_days_of_projects_and_of_applying_are_no_days_of_the_policy(sentence: str) -> None:
    found = read(f"一、支持内容\n对完成改造的企业，给予10万元补助。\n二、有关说明\n{sentence}\n")
    assert days(found) == [(None, None)]


def test_the_days_of_the_whole_document_are_left_to_its_metadata() -> None:
    body = "一、对完成改造的企业，给予10万元补助。\n二、对完成扩建的企业，给予20万元补助。\n三、本办法自2024年3月1日起施行，有效期3年。\n"
    assert days(read(body)) == [(None, None), (None, None)]
