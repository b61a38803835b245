"""What an asker's household has for each of its members: rules bound 人均建筑面积 and 人均月收入, people tell the whole and how many they are
(一家三口，36平米)."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.understanding.stated import Stated, difference, stated, with_units

_COUNT = r"(?P<n>\d+|[一两二三四五六七八九十])"
_MEMBERS = re.compile(
    rf"(?:(?:一家|全家|我家|家里|我们家|家庭)(?:一共|总共|共|里|就|有|是)*|(?<=[,，。;；])|^){_COUNT}(?:个?人(?!均)|口(?!子)(?:人|之家)?)|(?<![\d.万]){_COUNT.replace('n>', 'm>')}口(?:人|之家)"
)
"""How many live together."""

_DIGIT = {each: at for at, each in enumerate("零一二三四五六七八九十")} | {"两": 2}
PER_HEAD = re.compile("人均|每人|平均|户均|人头")
"""What makes a figure one of each member."""
_OF_HOUSEHOLD = re.compile("收入|挣|赚|存款|财产|资产|积蓄")
"""Of which sums a household's share is told per head."""

_FLOOR = re.compile("使用面积|套内|居住面积|占地")
"""Other areas of a home than that of its building, of which people speak unless they say so."""

_ROUGH = Decimal("0.01")


def per_head(question: str) -> tuple[Stated, ...]:
    """The exact areas and incomes that a question tells of its asker's household, divided by its members; () where these are not told,
    or the question speaks of shares itself."""
    text = with_units(question)
    found = {match["n"] or match["m"] for match in _MEMBERS.finditer(text)}
    if len(found) != 1 or PER_HEAD.search(text):
        return ()
    named = found.pop()
    members = _DIGIT.get(named) or (int(named) if named.isdigit() else 0)
    return tuple(_shared(each, members) for each in stated(question) if members > 1 and _is_whole(each))


def _is_whole(own: Stated) -> bool:
    if own.value is None:
        return False
    return own.unit in ("平方米", "平米") or (own.family == "元" and bool(_OF_HOUSEHOLD.search(own.words)))


def _shared(own: Stated, members: int) -> Stated:
    value = ((own.value or Decimal(0)) / members).quantize(_ROUGH).normalize()
    kind = " 建筑面积" if own.family != "元" and not _FLOOR.search(own.words) else ""
    return replace(
        own,
        text=f"人均{difference(value, own.unit)}（{own.text} ÷ {members}人）",
        low=value,
        high=value,
        words=f"人均 {own.words}{kind}",
    )
