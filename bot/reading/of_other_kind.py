"""Kinds that stand side by side in rules, of which what holds for one says nothing of another: degrees, relatives, meals."""

import re

_DEGREES = {
    "博士": "博士|研究生",
    "硕士": "硕士|研究生",
    "本科": "本科|学士",
    "大专": "大专|专科|高职",
    "中专": "中专|中职|技校",
}
_RELATIVES = {
    "父母": "父母|双亲|父亲|母亲|老人|直系亲属|近亲属|亲属|家属|家庭成员",
    "配偶": "配偶|夫妻|夫妇|爱人|直系亲属|近亲属|亲属|家属|家庭成员",
    "子女": "子女|孩子|未成年人|直系亲属|近亲属|亲属|家属|家庭成员",
    "兄弟": "兄弟|姐妹|近亲属|亲属|家属|家庭成员",
}
_MEALS = {"早餐": "早餐|三餐", "午餐": "[午中]餐|三餐", "晚餐": "晚餐|三餐"}
_ANY_DEGREE = re.compile("以上|以下|(?:高校|大学|院校)毕业生|大学生|各类|不限|学历")
_ANY_OTHER = re.compile("各类|所有|不限|其他")
"""What holds for kinds that it does not name."""

_KINDS = ((_DEGREES, _ANY_DEGREE), (_RELATIVES, _ANY_OTHER), (_MEALS, _ANY_OTHER))


def of_other_kind(asked: str, told: str) -> bool:
    """Whether a folded text names kinds beside those that a folded question asks about, and none of these."""
    for kinds, of_any in _KINDS:
        wanted = [known for name, known in kinds.items() if name in asked]
        others = [name for name in kinds if name not in asked and name in told]
        named = of_any.search(told) or any(re.search(known, told) for known in wanted)
        if wanted and others and not named:
            return True
    return False
