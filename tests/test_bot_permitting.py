"""Yes or no in words: what a clause bars or spares is told only where it is surely of what is asked."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from bot.cases.permitting import Asked, asked_of_rule, rulings
from bot.understanding.question import understand
from index.adding import add
from index.library import Library


def decided(question: str, sentence: str, above: str = "") -> Sequence[tuple[str, str]]:
    """Verdicts and the parts of the sentence that they are by, all terms of the question weighing the same."""
    return [(each.verdict, each.quote) for each in rulings(understand(question), sentence, above, {})]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("图书馆的押金能抵罚款吗", Asked.MAY),
        ("实习期算不算工龄", Asked.COUNTS),
        ("办借书证要不要交押金", Asked.NEEDS),
        ("外地号牌限不限", Asked.LIMITED),
        ("开个小卖部要许可吗", Asked.NEEDS),
        ("办健康证要钱吗", Asked.NEEDS),
        ("物业按年预收物业费合不合规", Asked.MAY),
        ("驾校收补考费合法吗", Asked.MAY),
        ("这套手续要押多久", None),
        ("借书证押金能退多少", None),
        ("停车场没公示，能不交停车费吗", None),
        ("借书证怎么办", None),
    ],
)
def test_what_is_asked_of_a_rule(question: str, asked: Asked | None) -> None:
    assert asked_of_rule(question) is asked


@pytest.mark.parametrize(
    ("question", "sentence", "verdict"),
    [
        ("经营性停车场可以申请充电桩补贴吗", "经营性停车场、加油站不享受充电桩补贴。", "may_not"),
        ("加油站能申请充电桩补贴吗", "经营性停车场、加油站不享受充电桩补贴。", "may_not"),
        ("培训补贴和实训补贴能同时领吗", "培训补贴与实训补贴不得同时领取。", "may_not"),
        ("实习期算不算工龄", "实习期不计入工龄。", "counts_not"),
        ("办理借书证要不要交押金", "办理借书证无需交纳押金。", "need_not"),
        ("外地小型客车进城限不限", "外地小型客车进城不受限制。", "unlimited"),
        ("首次办理居住证要钱吗", "首次办理居住证免费。", "need_not"),
        ("办理借书证要押金吗", "办理借书证不收取押金。", "need_not"),
        ("养老院收保证金合不合规", "养老院不得收取保证金。", "may_not"),
    ],
)
def test_a_clause_that_is_of_what_is_asked_decides(question: str, sentence: str, verdict: str) -> None:
    assert decided(question, sentence) == [(verdict, sentence.rstrip("。"))]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("居民小区可以申请充电桩补贴吗", "经营性停车场、加油站不享受充电桩补贴。"),
        ("全职教师能领课时补贴吗", "在职教师不享受课时补贴。"),
        ("不是加油站的能申请充电桩补贴吗", "经营性停车场、加油站不享受充电桩补贴。"),
        ("培训补贴和交通补贴能同时领吗", "培训补贴与实训补贴不得同时领取。"),
        ("渔民能领燃油补贴吗", "渔民休渔期间的养老保险由单位缴纳，不纳入燃油补贴。"),
        ("旧车转让给朋友能拿补贴吗", "旧车转让给直系亲属的，不予补贴。"),
        ("加油站能申请充电桩补贴吗", "除市属加油站外，加油站不享受充电桩补贴。"),
        ("补办居住证要钱吗", "首次办理居住证免费。"),
        ("公共停车场停车要钱吗", "公共停车场停车不免费。"),
        ("加油站能申请充电桩补贴吗", "加油站功率60千瓦以下的，不享受充电桩补贴。"),
        ("实习期算不算工龄", "实习期的工资由单位支付。"),
        ("渔船能申请报废补贴吗", "渔船拆解后不得在渔港停放。"),
    ],
)
def test_a_clause_of_others_or_with_a_condition_unsaid_decides_nothing(question: str, sentence: str) -> None:
    assert decided(question, sentence) == []


RULES = """台州市公共停车管理办法
台州市人民政府
2025年3月6日

第一条 公共停车场分为路内停车场和路外停车场，由市城市管理部门统一编号。
第二条 路内停车场应当公布收费标准、收费时段和监督电话。
第三条 路内停车场的货运车辆不享受夜间停车优惠。
第四条 住宅小区的停车位由业主大会决定如何使用。
"""


def test_the_verdict_leads_and_the_clause_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(RULES, "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "rules.txt"])
        bot = PolicyBot(library)
        answer = bot.ask("货运车辆停在路内停车场，能享受夜间停车优惠吗")
        other = bot.ask("出租车停在路内停车场，能享受夜间停车优惠吗")
    assert answer.text.startswith("不可以：原文写明")
    assert "货运车辆不享受夜间停车优惠" in answer.citations[0].quote
    assert "不可以" not in other.text
