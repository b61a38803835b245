"""What makes a figure sure whatever its chance, and what makes a likely one no answer."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.cases.lacking import of_excluded_kind
from index.adding import add
from index.library import Library

RULES = """银杏市安居房管理办法
（银政规〔2025〕6号）
第一条 安居房由市住房局管理，申请家庭须在本市居住。
第二条 具有完全民事行为能力，且年满28周岁的单身申请人可独立申请安居房；年满17周岁的孤儿，也可以独立申请。
第三条 共同申请的家庭成员年满19周岁，可申请单独退出安居房保障。
第四条 安居房租金补贴标准，东山、西山、南湖三个区，城镇和农村均为每人每月410元。
第五条 安居房租金补贴标准，北湾、港口两个区，城镇每人每月380元，农村每人每月350元。
第六条 设备购置投资达到700万元，或者列为市级重点的安居房项目，贷款贴息每年最多90万元。
第七条 运营单位向非关联方采购的家具，按实际支付的20%给予补助。
"""
NEWS = """银杏银行推出安居贷 近日，银杏市某建筑公司凭安居贷获得信用贷款150万元，缓解了资金压力。据介绍，安居贷面向安居房的建设单位，不需要任何抵押，单户最高可贷600万元。该产品自2025年3月推出以来，已投放贷款8.2亿元。"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("surely")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.txt", folder / "news.txt"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("银杏市单身一个人申请安居房，要满多少岁", "28周岁"),
        ("银杏市安居房项目设备购置投资多大才够贴息", "700万元"),
        ("银杏市的安居贷一户最多能贷多少", "600万元"),
    ],
)
def test_the_figure_asked_leads(bot: PolicyBot, question: str, told: str) -> None:
    assert told in bot.ask(question).text.partition("\n")[0]


@pytest.mark.parametrize(
    ("question", "barred"),
    [
        ("我们向关联方采购家具，能拿补助吗", True),
        ("我们向非关联方采购家具，能拿补助吗", False),
        ("我们不是关联方，能拿补助吗", False),
    ],
)
def test_a_kind_that_a_rule_excludes_is_barred(question: str, *, barred: bool) -> None:
    assert bool(of_excluded_kind(question, "运营单位向非关联方采购的家具，按实际支付的20%给予补助。")) is barred


def test_a_number_is_known_with_the_name_of_who_issued_it(bot: PolicyBot) -> None:
    assert "90万元" in bot.ask("银杏市政府银政规〔2025〕6号里，安居房项目的贷款贴息每年最多多少").text
