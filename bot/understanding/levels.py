"""The level that something is said to be of: 国家级, 省重点实验室, 宁波市级; a thing of one level is another than its like."""

import re
from collections.abc import Sequence

_WRITTEN = re.compile("(国家|[省市区县镇])级")
_OPENING = re.compile("(国家|[省市县])(?![场民域区内外际里政委直长属下人家的])")
"""A level without 级 stands before the name itself (省重点实验室, 国家高新技术企业)."""


def levels(name: str, words: Sequence[str] = ()) -> frozenset[str]:
    """The levels that a canonical name, without the place before it, and the `words` beside it say: 国家, 省, 市 …"""
    found = {level for text in (name, *words) for level in _WRITTEN.findall(text)}
    opening = _OPENING.match(name.strip())
    return frozenset(found | ({opening[1]} if opening else set()))


def other_level(asked: frozenset[str], held: frozenset[str]) -> bool:
    """Whether what is held is of another level than what is asked."""
    return bool(asked and held) and asked.isdisjoint(held)
