"""Two things asked in one breath (一年封顶多少，利率按几贴; 抢修多久能到？乡下呢) of which not each has a sure figure of its own: the
sentence, or the two neighbours, in which both stand is the answer. One bare figure would pass for all that was asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.figures import same_unit
from bot.inquiry import Inquiry
from bot.owners import TIMES
from bot.question import Slot, understand
from bot.reading import Evidence, heard_by
from corpus.passages import sentences
from corpus.quantity import find_quantities

MOST = 4
"""Things asked at once that one sentence is looked through for."""

LONGEST = 240
"""Characters of a sentence and its neighbour that answer together."""

_CLAUSE = re.compile(r"[,，;；?？。!！\s]+")
_VALUE = re.compile("多少|(?<![好那这哪])几(?![乎类种样])|多[久大长高]|百分之|(?<=[^哪])呢$")
_UP, _DOWN = "(?:上?[涨升]|增[长加多]?|提[高升]|变?[多高快])", "(?:下?[跌降滑]|减少?|掉|回落|变?[少低慢])"
_EITHER = re.compile(f"{_UP}了?,?还是{_DOWN}|{_DOWN}了?,?还是{_UP}")
_TURN = re.compile("增长|增加|增至|上升|提高|提升|下降|减少|降低|回落|上涨|下跌|前移|后移|收窄|扩大|持平|[增降]至")
_WHEN = re.compile("什么时候|何时")
_THEN = re.compile("后|前|时起|日|月|当年|次年|年内")


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What a question asks at once: a slot for each value, whether it asks which way something went (涨了还是跌了) and when
    something comes."""

    slots: tuple[Slot, ...]
    turn: bool
    when: bool

    def __len__(self) -> int:
        return len(self.slots) + self.turn + self.when

    def worded(self, text: str) -> bool:
        """Whether a text says what is no figure: the direction, the time."""
        return not (self.turn and not _TURN.search(text)) and not (self.when and not _THEN.search(text))


def asks_turn(text: str) -> bool:
    """Whether a question asks which way something went."""
    return bool(_EITHER.search(text))


def asked_at_once(text: str) -> AtOnce | None:
    """What the clauses of a question ask; None for fewer than two things. One that only names another case (乡下呢) asks what
    the one before it does."""
    slots: list[Slot] = []
    for clause in _CLAUSE.split(text):
        if asks_turn(clause) or not _VALUE.search(clause):
            continue
        slot = understand(clause).slots[0]
        slots.append(replace(slot, family=slots[-1].family) if slots and clause.endswith("呢") else slot)
    found = AtOnce(tuple(slots), asks_turn(text), bool(_WHEN.search(text)))
    return found if slots and 1 < len(found) <= MOST else None


def whole(inquiry: Inquiry, item: Evidence, asked: AtOnce) -> Evidence | None:
    """The evidence as it tells all that is asked at once, or with the neighbour that tells what it lacks; None where neither does.
    A neighbour must say a word of what it is added for: a figure in the same unit may be of anything."""
    passage = item.hit.stored.passage
    if passage.cells:
        return None
    lacking = _lacking(asked.slots, item.text)
    if not lacking and asked.worded(item.text):
        return item
    start, end = item.start - passage.start, item.end - passage.start
    around = [*sentences(passage.text, end, len(passage.text))[:1], *sentences(passage.text, 0, start)[-1:]]
    for first, last in around:
        near = heard_by(inquiry.asked, passage.text[first:last])
        left, right = min(start, first), max(end, last)
        text = passage.text[left:right]
        said = all(any(term in near for term in slot.terms) for slot in lacking)
        if said and right - left <= LONGEST and asked.worded(text) and not _lacking(asked.slots, text):
            return replace(item, text=text, start=passage.start + left, end=passage.start + right)
    return None


def _lacking(slots: Sequence[Slot], text: str) -> list[Slot]:
    """The slots for which a text holds no figure that is not another's, those that take fewest figures served first."""
    free = list(find_quantities(text))
    lacking = []
    for slot in sorted(slots, key=lambda slot: slot.family is None):
        exact = next((each for each in free if each.family == slot.family), None)
        found = exact or next((each for each in free if _may_be(slot, each.family)), None)
        if found is None:
            lacking.append(slot)
        else:
            free.remove(found)
    return lacking


def _may_be(slot: Slot, family: str) -> bool:
    return family not in TIMES if slot.family is None else same_unit(slot, family)
