"""Figures that are told alike: for each of what they are told, which stand together, and which of them is the one named."""

import re
from collections.abc import Sequence

from bot.reading.figure_words import SPANS_OF_TIME, Words
from bot.understanding.everyday import heard
from bot.understanding.question import Question, Slot
from bot.understanding.segments import PART
from bot.understanding.spoken_units import ASKED_FOR, PER
from corpus.aliases import canonical
from corpus.quantity import Quantity

NEAR = 6
"""Characters behind a figure in which a unit stands that it is told for (80元/人)."""

CAP = re.compile("最高|最多|上限|封顶|不超过|为限|以内|至多")
_CAP_BEHIND = re.compile("(?:封顶|为限|以内)")
_TOLD_FOR = re.compile(f"每(?:招用|新增|增加)?[1一]?({PER})")
_SINGLE = re.compile("单(?=[台套件家户张辆篇场班只份])")
"""What 每 is called of a thing (单台最高50万元)."""

_PER_SAID = {"个人": "人", "个月": "月", "平米": "平方米", "平": "平方米", "趟": "架次", "日": "天", "辆": "台"}
_TIMES = frozenset({"年", "月", "天"})


def better_named(
    question: Question,
    slot: Slot,
    text: str,
    quantities: Sequence[Quantity],
    about: Sequence[Words],
    best: int,
    others: Sequence[int],
) -> int:
    """The figure told like the best one whose own clause says all of the question that that one's says, and more: of 领军企业须达到100件，
    示范企业须达到10件 the one of the firms asked."""

    def said(words: str) -> frozenset[str]:
        own = heard(words, question.spoken)
        return frozenset(
            term
            for term in (*slot.subject, *question.place_names)
            if term in own and len(term) > 1 and term not in question.joins
        )

    def named(at: int) -> tuple[frozenset[str], frozenset[str]]:
        return said(about[at].clause), said(about[at].earlier)

    clause, part = named(best)

    def alike(at: int) -> bool:
        one, other = quantities[best], quantities[at]
        caps = [bool(CAP.search(about[each].clause[-8:] + quantities[each].text)) for each in (best, at)]
        told = [told_for(slot, quantities[each], about[each]) for each in (best, at)]
        return (
            (one.unit, one.comparator) == (other.unit, other.comparator) and caps[0] == caps[1] and told[0] <= told[1]
        )

    def beside(at: int) -> bool:
        return bool(clause) or beside_first(text, quantities[at], quantities[best : best + 1])

    found = [at for at in others if clause < named(at)[0] and part <= named(at)[1] and alike(at) and beside(at)]
    return found[0] if len(found) == 1 else best


def capping(text: str, quantities: Sequence[Quantity], first: int) -> Quantity | None:
    """The cap told of the figure at `first` (每年计5分，20分封顶): the next one of its kind in its part of the sentence that says so, of
    another kind where that is a time (最长3年，一年最多1000万元); None where there is none."""
    for quantity in quantities[first + 1 :]:
        if PART.search(text, quantities[first].end, quantity.start):
            return None
        like = quantity.family == quantities[first].family or quantities[first].family in SPANS_OF_TIME
        if like and quantity.family not in SPANS_OF_TIME and is_cap(text, quantity):
            return quantity
    return None


def is_cap(text: str, quantity: Quantity) -> bool:
    """Whether a text calls a figure of its a limit (最高可贷500万元, 30分封顶)."""
    before = text[max(quantity.start - NEAR, 0) : quantity.start]
    return bool(CAP.search(f"{before}{quantity.text}") or _CAP_BEHIND.match(text, quantity.end))


def beside_first(text: str, quantity: Quantity, chosen: Sequence[Quantity | None]) -> bool:
    """Whether a figure stands in one part of the sentence with the one that the first slot was answered with."""
    first = chosen[0] if chosen else None
    if first is None:
        return False
    return PART.search(text, *sorted((min(first.end, quantity.end), max(first.start, quantity.start)))) is None


def told_for(slot: Slot, quantity: Quantity, words: Words) -> int:
    """How many of the units for each of which a figure is asked (一个人一年补多少) it is told for (每人每年6000元); -1 for one that is
    told for each of something else."""
    asked = _units(ASKED_FOR, slot.label)
    told = _units(_TOLD_FOR, f"{words.clause[-12:]}{quantity.text}{words.after[:NEAR].replace('/', '每')}")
    others = asked - _TIMES, told - _TIMES
    return -1 if all(others) and not others[0] & others[1] else len(asked & told)


def each_asked(text: str) -> frozenset[str]:
    """The units other than of time for each of which a question asks a figure (一台奖几万)."""
    return _units(ASKED_FOR, text) - _TIMES


def each_told(text: str) -> frozenset[str]:
    """The units other than of time for each of which a text tells one (单台最高50万元，每家企业200万元)."""
    return _units(_TOLD_FOR, text.replace("单", "每")) - _TIMES


def _units(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    told = _SINGLE.sub("每", canonical(text))
    return frozenset(_PER_SAID.get(unit, unit) for unit in pattern.findall(told))
