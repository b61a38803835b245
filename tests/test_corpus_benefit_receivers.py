"""Items that give to several receivers, and what is asked of each of them: in the wording of cities other than those of the labelled
documents."""

import pytest

from corpus.benefit_records import Benefit
from corpus.benefits import benefits
from corpus.load import parse

HEAD = "南通市促进产业发展专项资金申报指南\n\n南通市人民政府\n\n"


def read(body: str) -> tuple[Benefit, ...]:
    return benefits(parse((HEAD + body).encode(), "guide.md"))


def asked(benefit: Benefit) -> list[str]:
    return [each.clause for each in benefit.requirements] + [each.clause for a in benefit.amounts for each in a.when]


@pytest.mark.parametrize(
    "sentence",
    [
        "新获评瞪羚企业称号的企业，奖励20万元；为瞪羚企业开展管理咨询服务的机构，按绩效奖励。",
        "首次通过两化融合贯标的企业，奖励10万元。为企业提供贯标服务的咨询机构，按服务成效给予奖励。",
        "支持企业建设数字化车间，给予30万元补助，对为企业提供诊断服务的平台给予奖励。",
    ],
)
def test_those_who_serve_are_given_to_apart(sentence: str) -> None:
    first, second = read(f"一、支持内容\n（一）其他。{sentence}\n")
    assert first.span[1] <= second.span[0]
    assert not set(asked(first)) & set(asked(second))


@pytest.mark.parametrize(
    "sentence",
    [
        "对企业给予50万元奖励；对高校给予30万元奖励。",  # grades of one thing
        "对认定为省级工程中心的企业，奖励50万元；对认定为市级工程中心的企业，奖励20万元。",
        "获评示范园区的企业，奖励20万元；获评示范基地的平台，奖励10万元。同一单位只能享受一次，须在本市注册。",  # asked of both
    ],
)
def test_grades_and_what_is_asked_of_all_stay_together(sentence: str) -> None:
    assert len(read(f"一、支持内容\n（一）其他。{sentence}\n")) == 1


def test_who_serves_enterprises_need_not_be_one_of_them() -> None:
    body = "一、纺织产业\n\n（一）支持服务。为纺织企业提供检测服务的机构，按绩效奖励。\n（二）支持研发。开展面料研发的，奖励20万元。\n"
    serving, making = read(body)
    assert "纺织产业" not in asked(serving)
    assert "纺织产业" in asked(making)


def test_each_part_is_for_those_whom_the_text_names_for_it() -> None:
    body = (
        "一、适用对象\n（一）稳岗补贴：在本市注册的企业。\n（二）培训补贴试点：本市的培训机构。\n\n"
        "二、稳定就业岗位补贴\n（一）稳岗。不裁员的，每人补贴500元。\n\n三、职业培训补贴\n（一）培训。开展培训的，每人补贴800元。\n"
    )
    steady, training = read(body)
    assert ("在本市注册的企业" in asked(steady), "本市的培训机构" in asked(steady)) == (True, False)
    assert ("在本市注册的企业" in asked(training), "本市的培训机构" in asked(training)) == (False, True)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("企业购买设备的，给予20万元补贴，受洪水影响停产的企业，顺延一年申报。", "受洪水影响停产的企业"),
        ("对上云企业给予5万元补贴，企业首次入选市级名单后三年内有效。", "企业首次入选市级名单后三年内有效"),
        ("聚焦集成电路、生物医药等重点领域，对开展攻关的企业给予最高500万元补助。", "聚焦集成电路、生物医药等重点领域"),
    ],
)
def test_what_no_rule_takes_is_kept(sentence: str, clause: str) -> None:
    (found,) = read(f"一、支持内容\n（一）其他。{sentence}\n")
    assert any(clause in each for each in asked(found))


@pytest.mark.parametrize(
    "sentence",
    [
        "采取后补助方式，根据评估结果，给予分档支持，支持资金主要用于设备购置。",
        "事前补助。",
        "扶持资金的使用方式以奖励为主，必要时可采用贷款贴息方式。",
    ],
)
def test_nobody_is_asked_in_what_manner_money_is_given(sentence: str) -> None:
    (found,) = read(f"一、支持内容\n（一）其他。对新建海外仓的企业，给予50万元奖励。{sentence}\n")
    assert asked(found) == ["对新建海外仓的企业"] or all(each not in sentence for each in asked(found))


def test_what_is_asked_outside_of_all_items_is_kept() -> None:
    body = "申报单位应当具有独立法人资格。\n\n一、支持内容\n（一）其他。对新建海外仓的企业，给予50万元奖励。\n"
    (found,) = read(body)
    assert any("独立法人资格" in each for each in asked(found))
