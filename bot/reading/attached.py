"""What a text says of a figure right behind it: its growth, its share of a whole, its rank (452.8亿元，同比增长6.1%，居全省第3位).

A question that asks a figure and then only 增长多少 or 排第几 means these, in whatever words it names the thing itself.
"""

import re
from collections.abc import Sequence

from bot.reading.figure_words import Words, words_about
from bot.understanding.question import Slot
from bot.understanding.segments import PART
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities
from corpus.records import Span

_MOVED = "增长|增加|增幅|增速|增|提高|提升|上升|上涨|涨|下降|减少|降低|回落|降|跌|多|少"
_GREW = re.compile(f"(?:{_MOVED})(?:率|幅|速|了|约|近|超过|为|达到?)*$")
_GROWTH = re.compile("增长|增速|增幅|涨|跌|下降|同比|变化|升|降")
_SHARE, _SHARES = re.compile("占|比重|份额"), re.compile("占[^,。]*$|比重[^,。]*$")
_RANK = re.compile("第几|老几|排名|名次|位次")
_OF_BEFORE = re.compile("前一年|上一年|上年|去年")
_AVERAGE = re.compile("高于|低于|平均|比全[国省市]|贡献|拉动")
"""What compares a growth with another one, or tells another thing in percent."""


def attached(
    slot: Slot, text: str, quantities: Sequence[Quantity], about: Sequence[Words], first: int
) -> Quantity | None:
    """The figure behind the one at `first`, in its part of the sentence and before another of its kind, that is what a slot asks
    of it; None where the slot asks no growth, share or rank, or nothing tells it."""
    label, level = canonical(slot.label), quantities[first]
    for quantity, words in zip(quantities[first + 1 :], about[first + 1 :], strict=True):
        if PART.search(text, level.end, quantity.start):
            return None
        if _is_told(label, level, quantity, words):
            return quantity
        if quantity.family == level.family and not _GREW.search(words.clause) and level.family != "次序":
            return None
    return None


def attached_to(slot: Slot, text: str, span: Span) -> Quantity | None:
    """The figure that a slot asks of the one at `span` of a text."""
    quantities = find_quantities(text)
    first = next((at for at, each in enumerate(quantities) if each.start < span[1] and span[0] < each.end), None)
    if first is None:
        return None
    about = [words_about(text, quantities, at) for at in range(len(quantities))]
    return attached(slot, text, quantities, about, first)


def _is_told(label: str, level: Quantity, quantity: Quantity, words: Words) -> bool:
    """Whether a figure is the rank, the share or the growth that a label asks."""
    if _RANK.search(label) or (level.family == "次序" and _OF_BEFORE.search(label)):
        before = bool(_OF_BEFORE.search(label))
        return quantity.family == "次序" and bool(_OF_BEFORE.search(words.clause)) == before
    if _AVERAGE.search(words.clause):
        return False
    if _SHARE.search(label):
        return quantity.family == "%" and bool(_SHARES.search(words.clause))
    grown = _GROWTH.search(label) and _GREW.search(words.clause)
    return bool(grown) and quantity.family in ("%", "倍", level.family)
