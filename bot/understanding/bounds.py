"""Bounds on a figure in the words of a tier: 200亩（含）至500亩, 3年以上5年以内（含）, 80至89周岁, 车价10万元以上（含）至20万元（不含）.

以上, 以下, 以内 and 满 include the figure itself, 不满, 超过 and 低于 do not, as the Civil Code has it (article 1259), unless
含 or 不含 in brackets says so itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.segments import segment
from bot.understanding.stated import Stated, in_unit
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

_INCLUDED = re.compile(r"^\((?P<no>不)?含[^()]{0,6}\)")
_ABOVE = re.compile("^(?:及|或)?(?:以上|之上)")
_BELOW = re.compile("^(?:及|或)?(?:以下|以内|之内|内)(?![容部涵地外控资在蒙])")
_ONWARD = re.compile("^(?:至|到|—+|-{1,2}|~|～)(?=[\\d一二两三四五六七八九十百千万])")
_EXACT = ("人", "家", "项", "台", "支", "日", "晚", "层")
_ITSELF = re.compile("^的(?:[,，:：]|$)")
"""A count that a rule names by itself (住宿2晚的，每人50元): no other one is of it."""

_AHEAD = (
    ("<=", re.compile("不(?:得)?(?:超过|超出|高于|多于|大于)$")),
    (">=", re.compile("(?:不(?:得)?(?:低于|少于|小于)|至少|(?<![不未])满|(?<![不未])达到?(?:了)?|突破)$")),
    ("<", re.compile("(?:不足|不满|未满|未达到?|不到|低于|少于|小于)$")),
    (">", re.compile("(?:超过|超出|高于|多于|大于|超)$")),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure in `unit` of `family` on one side of which (`sign`), or on which ("="), a case must lie. `firm` tells that the text says whether
    the figure itself counts; `item` holds the words before it."""

    sign: str
    value: Decimal
    unit: str
    family: str
    firm: bool
    item: str

    def meets(self, own: Stated) -> bool | None:
        """Whether a figure is on this side, None where only some of what it can be is, or its unit is another one."""
        factor = in_unit(self.unit, own.unit)
        return None if factor is None else own.meets(self.sign, self.value * factor)

    def touches(self, own: Stated) -> bool:
        """Whether a figure is the bound itself, of which the text does not say whether it counts."""
        factor = in_unit(self.unit, own.unit)
        return not self.firm and factor is not None and own.value == self.value * factor


def bounds_in(text: str) -> tuple[Bound, ...]:
    """The bounds in the words about a tier, in order."""
    return tuple(_bounds(fold(text)))


def _bounds(text: str) -> Iterator[Bound]:
    onward = False
    for quantity in find_quantities(text):
        if quantity.value is None or quantity.family == "次序" or quantity.text.startswith("每"):
            onward = False
            continue
        left, _ = segment(text, quantity.start, quantity.end)
        item = _own_words(text[left : quantity.start])
        after, firm, strict = _marked(text[quantity.end :])
        if quantity.low is not None:
            yield _bound(">=", quantity.low, quantity, False, item)
            yield _bound("<" if strict else "<=", quantity.value, quantity, firm, item)
            onward = False
            continue
        sign = "<=" if onward else _sign(quantity, item, after)
        onward = bool(_ONWARD.match(after)) or bool(sign == ">=" and _ONWARD.match(_ABOVE.sub("", after)))
        if onward and not sign:
            sign = ">="
        behind, also, also_strict = _marked(_BELOW.sub("", _ABOVE.sub("", after)))
        if not onward and _ONWARD.match(behind) and sign == ">=":
            onward = True
        if sign:
            yield _bound(
                {">=": ">", "<=": "<"}.get(sign, sign) if strict or also_strict else sign,
                quantity.value, quantity, firm or also or sign == "=", item,
            )  # fmt: skip


def _own_words(before: str) -> str:
    """What a segment says behind its last figure (签订 of 出站后6个月内签订3年), or all of it where that is nothing."""
    figures = find_quantities(before)
    behind = before[figures[-1].end :] if figures else ""
    return behind if re.search("[\u4e00-\u9fff]{2}", _AFTER_FIGURE.sub("", behind)) else before


_AFTER_FIGURE = re.compile(
    "^(?:及|或)?(?:以[上下内]|之[内上]|[内至到])|[(（]不?含[)）]|不[足满]|未满|不到|低于|少于|不超过|超过|达到"
)


def _marked(after: str) -> tuple[str, bool, bool]:
    """What stands behind 含 or 不含 in brackets, whether there is such a mark, and whether it says 不含."""
    found = _INCLUDED.match(after)
    return (after[found.end() :], True, bool(found["no"])) if found else (after, False, False)


def _sign(quantity: Quantity, item: str, after: str) -> str:
    """What the words at a figure make of it, "" where they make no bound of it."""
    if _ABOVE.match(after) or quantity.text.endswith("以上"):
        return ">="
    if _BELOW.match(after) or quantity.text.endswith(("以下", "以内", "之内")) or quantity.text.endswith("内"):
        return "<="
    said = fold(quantity.text)
    head = re.match("[^\\d一二两三四五六七八九十百千万]*", said)
    before = f"{item}{head.group() if head else ''}"
    exact = "=" if quantity.family in _EXACT and _ITSELF.match(after) else ""
    return next((sign for sign, pattern in _AHEAD if pattern.search(before)), exact)


def _bound(sign: str, value: Decimal, quantity: Quantity, firm: bool, item: str) -> Bound:
    return Bound(sign, value, quantity.unit, quantity.family, firm, item)
