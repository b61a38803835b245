"""Figures of each of several things: what each of the asker's cost (2台车，每台35万), and amounts asked for one of them (每亩补多少)."""

import re

from bot.understanding.pers import pers_in

_TIME = "月|年|天|日|周|季|次|小时|个月|学期|学年|期"
_OF_EACH = re.compile(
    rf"(?:每一?(?!(?:{_TIME}))个?[\u4e00-\u9fff]{{1,3}}[^,，。;；、\d]{{0,6}}|(?:各自?|分别)(?:为|是|有|花了?|要)?|单价(?:是|为)?)$"
)
_ONE = re.compile(r"一(?P<unit>个|台|套|辆|件|人|间|架|艘|部|张|场|项)[^,，。;；、\d]{0,5}$")
_ASKED = re.compile("多少|几[百千万]?[元块]")
_PERIODS = ("年", "月", "季", "季度", "天")


def is_of_each(before: str, whole: str) -> bool:
    """Whether the words before a figure make it that of each of several things; one of a kind is so where the `whole` text
    counts more of that kind (4个展位，一个5万)."""
    if _OF_EACH.search(before):
        return True
    one = _ONE.search(before)
    counted = rf"(?:[2-9]|\d\d+|[两二三四五六七八九十]){one['unit']}" if one else ""
    return bool(one and re.search(counted, whole))


def asked_apiece(clause: str) -> frozenset[str]:
    """The units for each of which a clause asks how much is given (每亩补多少): none of time, and none that stands far from it."""
    asked = _ASKED.search(clause)
    near = clause[max(asked.start() - 10, 0) : asked.start()] if asked else ""
    return frozenset(per.unit for per in pers_in(near, "") or () if per.unit not in _PERIODS)
