"""For which trades a rule gives, against the trade that the asker says to be of."""

import pytest

from bot.cases.trades import other_trades, own_trade

LOANS = "对批发零售业、住宿业企业，按新增贷款的1%给予贴息。"
FACTORIES = "本市规上制造业企业和建筑业企业，可以申请技能培训补贴。"
SERVICES = "服务业企业和制造业企业均可申报。"


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("我们是做软件开发的公司，能申请贴息吗", LOANS, "批发零售业、住宿业企业"),
        ("我们是软件公司，能申请贴息吗", LOANS, "批发零售业、住宿业企业"),
        ("我开了家超市，能申请贴息吗", LOANS, ""),
        ("我们开了一家饭店，能申请培训补贴吗", FACTORIES, "制造业企业和建筑业企业"),
        ("我们是机械厂，能申请培训补贴吗", FACTORIES, ""),
        ("我们是物流公司，能申报吗", SERVICES, ""),
        ("我们是物流公司，能申报吗", "重点支持制造业企业申报。", ""),
        ("饭店能申请培训补贴吗", FACTORIES, ""),
    ],
)
def test_an_asker_of_another_trade_is_heard_where_trades_are_named(question: str, text: str, named: str) -> None:
    own = own_trade(question)
    assert (other_trades(own, text) if own else "") == named
