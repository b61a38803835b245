"""Two things that a rule wants to be one, and questions that tell of both."""

import pytest

from bot.cases.sameness import said_not_one

FIRM = "申报企业的注册地与纳税地须在同一县区，且近三年无违法记录。"
SHOP = "个体工商户登记地址和实际经营地址应当一致的，给予一次性补助5000元。"
STAFF = "参保单位须与劳动合同签订单位相同，劳务派遣人员除外。"


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("我们注册在南湖区，税在秀洲区交，纳税在秀洲区，能申报吗", FIRM, True),
        ("注册地和纳税地不在一个县区可以申请吗", FIRM, True),
        ("执照登记在老街，实际经营在新街，能拿补助吗？", SHOP, True),
        ("参保在总公司，合同工作在分公司，行不行", STAFF, True),
        ("我是劳务派遣人员，参保在派遣公司，工作在工厂，行不行", STAFF, False),
        ("注册在南湖区，纳税也在南湖区，能申报吗", FIRM, False),
        ("注册在南湖区能申报吗", FIRM, False),
        ("我们注册在南湖区，纳税在秀洲区，能申报吗", "近三年纳税信用良好，注册满一年。", False),
    ],
)
def test_two_things_apart_are_heard_where_a_rule_wants_one(question: str, text: str, said: bool) -> None:
    assert (said_not_one(question, text) is not None) is said
