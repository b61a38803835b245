"""Where somebody must be registered or have the household, against where the asker says to be."""

import pytest

from bot.cases.placed import displaced, own_places

WUHU = ("安徽省", "芜湖市")


@pytest.mark.parametrize(
    ("question", "text", "clause"),
    [
        ("我们公司注册在合肥，能申请芜湖的吗", "（一）在本市注册登记的小微企业；", "在本市注册登记的小微企业"),
        ("我户口在南京，能领吗", "申请人须具有本市户籍，年满60周岁。", "申请人须具有本市户籍"),
        ("我们厂在无锡，行不行", "扶持对象限芜湖市内登记的企业。", "扶持对象限芜湖市内登记的企业"),
        ("公司在合肥，能申请吗", "用人单位和住址都必须在芜湖市内。", "用人单位和住址都必须在芜湖市内"),
        ("我们公司在芜湖，能申请吗", "在本市注册登记的小微企业。", ""),
        ("我们公司在镜湖区，能申请吗", "在本市注册登记的小微企业。", ""),
        ("我户口在南京，能领吗", "在本市注册登记的小微企业。", ""),
        ("我户口在南京，能领吗", "具有本市户籍或持有居住证的，可以申请。", ""),
        ("外地户口的老人能领吗", "申请人须具有本市户籍，年满60周岁。", "申请人须具有本市户籍"),
        ("没有本市户籍可以申请吗", "申请人须具有本市户籍，年满60周岁。", "申请人须具有本市户籍"),
        ("外地企业能申报吗", "在本市注册登记的小微企业。", "在本市注册登记的小微企业"),
        ("我爱人没有本市户口，申请时要不要写上她", "申请人须具有本市户籍，年满60周岁。", ""),
        ("外地人才能申报吗", "申请人须具有本市户籍，年满60周岁。", ""),
        ("听说南京也有，能申请吗", "在本市注册登记的小微企业。", ""),
    ],
)
def test_an_asker_of_elsewhere_is_heard_where_a_place_is_demanded(question: str, text: str, clause: str) -> None:
    found = displaced(own_places(question), text, WUHU)
    assert (found[0] if found else "") == clause
