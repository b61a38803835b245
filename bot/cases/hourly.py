"""Charges of so much for the first hour and so much for each further one (首小时6元，之后每小时4元), within the most of one day."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from bot.cases.case import Case
from bot.cases.grants import Block
from bot.cases.worked import Worked
from bot.texts import WORKED
from bot.understanding.stated import difference, in_unit
from corpus.quantity import find_quantities, plain
from corpus.text import fold
from index.tokens import bigrams

_FIRST = re.compile("首个?小时(?!(?:以?后|之后|外))|第[一1]个?小时|1小时(?:\\(含\\))?(?:以?内)")
_FURTHER = re.compile(
    "(?:首个?小时|1小时|第[一1]个?小时)(?:以?后|之后|以外|以上)[^元|]{0,6}每|(?:之后|以后|此后|续时|超过|后续|每增加)[^元|]{0,6}(?:每|1)个?小时|后每小时"
)
_MOST = re.compile("[单每一全][日天]最高|24小时最高|最高(?:收费|限价)|封顶")
_HALF = re.compile("半|折|免")


@dataclass(frozen=True, slots=True)
class _Tariff:
    """What the first hour costs and each further one, the most of a day, what the row is of, and its sentence."""

    first: Decimal
    further: Decimal
    most: Decimal | None
    about: str
    at: tuple[int, ...]


def hourly(told: Case, block: Block) -> Worked | None:
    """What the hours of a case come to; None where it is not sure which charge holds, or something may lower it."""
    hours = [
        own for own in told.own if own.value and in_unit(own.unit, "小时") and own.family not in ("年", "月", "日")
    ]
    if len(hours) != 1 or len(told.own) > 1:
        return None
    tariffs = _tariffs(block)
    said = [sum(pair in fold(told.question) for pair in bigrams(each.about)) for each in tariffs]
    best = [each for each, count in zip(tariffs, said, strict=True) if count == max(said)]
    if len(best) != 1 or (len(tariffs) > 1 and not max(said)):
        return None
    if any(_HALF.search(text) and _is_of(told, text) for text in block.sentences):
        return None
    tariff, count = best[0], (hours[0].value or Decimal(0)).to_integral_value(ROUND_CEILING)
    value = tariff.first + (count - 1) * tariff.further
    written = f"{difference(tariff.first, '元')} + {difference(tariff.further, '元')} × {plain(count - 1)} = {difference(value, '元')}"
    over = tariff.most is not None and value > tariff.most
    note = WORKED["over"].format(cap=difference(tariff.most or Decimal(0), "元")) if over else ""
    return Worked(min(value, tariff.most) if tariff.most else value, "", f"{written}{note}", over, tariff.at, True)


def _is_of(told: Case, text: str) -> bool:
    """Whether a sentence that lowers a charge names what the case says."""
    named = re.split("[,，]", fold(text))[0]
    return any(
        word in told.question for word in re.findall("新能源|军人|残疾|老年|老人|教师|本小区|业主|货车|大型车", named)
    )


def _tariffs(block: Block) -> list[_Tariff]:
    """The charges of a block, by the words that stand before them."""
    found: dict[str, dict[str, tuple[Decimal, int]]] = {}
    for at, sentence in enumerate(block.sentences):
        text, last = fold(sentence), 0
        for quantity in find_quantities(text):
            near, last = text[last : quantity.end], quantity.end
            kind = next((name for name, form in _KINDS if form.search(near)), "")
            if quantity.family != "元" or quantity.value is None or not kind:
                continue
            about = re.split("首|第[一1]|[单每一全][日天]|之后|超过|[:：]|[,，]", near)[0].strip("| ;；")
            key = about or next(reversed(found), "")
            found.setdefault(key, {}).setdefault(kind, (quantity.value, at))
    return [
        _Tariff(
            each["first"][0],
            each["further"][0],
            each["most"][0] if "most" in each else None,
            about,
            tuple(dict.fromkeys(at for _, at in each.values())),
        )
        for about, each in found.items()
        if {"first", "further"} <= set(each)
    ]


_KINDS = (("most", _MOST), ("further", _FURTHER), ("first", _FIRST))
