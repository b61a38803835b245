"""How long ago something may have been, against how long ago the asker says that it was."""

import pytest

from bot.cases.since import long_since

FLOOD = "因洪灾、火灾致贫申请救助的，事由应发生在申请日前2个月内。"
CERTIFICATE = "申请人应自取得职业资格证书之日起12个月内向区人社局申请技能提升补贴。"
BIRTH = "新生儿出生后3个月内办理参保登记的，自出生之日起享受待遇。"


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("我家半年前遭了火灾，还能申请救助吗", FLOOD, False),
        ("一个月前家里火灾，能申请吗", FLOOD, True),
        ("我两年前拿的职业资格证书，还能申请补贴吗", CERTIFICATE, False),
        ("职业资格证书取得过了8个月了，还能申请补贴吗", CERTIFICATE, True),
        ("新生儿出生过了半年了，还能办参保登记吗", BIRTH, False),
        ("半年前搬的家，还能申请救助吗", FLOOD, None),
        ("还能申请救助吗", FLOOD, None),
    ],
)
def test_how_long_ago_it_was_decides(question: str, text: str, met: bool | None) -> None:
    found = long_since(question, text)
    assert (found[1] if found else None) is met
