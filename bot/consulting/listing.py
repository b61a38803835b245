"""What of a result is told in chat, and the numbers by which people speak of it: 第2项 is a benefit, 第2条 a clause to confirm."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.benefits.eligibility import Verdict
from bot.benefits.relevance import Group
from bot.consulting.cards import Card, Cards, Point

SHOWN = {
    Group.MEETS: 5,
    Group.CONFIRM: 3,
    Group.LACKS: 2,
    Group.OTHERS: 0,
    Group.FAILS: 1,
    Group.PERSONS: 0,
    Group.APART: 1,
}
"""Benefits of a group that are told in chat at most; the others are counted."""

HANDFUL, WITHOUT = 5, (Group.FAILS, Group.APART)
"""Benefits that are told in chat altogether, those of the first groups first: more is a wall that nobody reads. Of the groups
without hope an example says why, whatever stands before it."""

MET_ONLY = {Group.MEETS: SHOWN[Group.MEETS]}
"""What is told while questions are answered."""

QUOTES = 3
"""Clauses of a kind that are quoted of one benefit in chat."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The benefits that are told, numbered from 1 through all groups, and the clauses to confirm that are quoted of them,
    numbered likewise; the same clause has one number."""

    cards: tuple[Card, ...]
    points: tuple[Point, ...]

    def number_of(self, point: Point) -> int:
        """The number of a clause, 0 if it is not quoted."""
        return next((at for at, each in enumerate(self.points, 1) if each.key == point.key), 0)


def listing(found: Cards, shown: Mapping[Group, int]) -> Listing:
    """What is told of a result, with as many benefits as are to be shown of each group."""
    told: list[Card] = []
    for group, every in found.groups:
        left = shown.get(group, 0) if group in WITHOUT else min(shown.get(group, 0), HANDFUL - len(told))
        told += every[: max(left, 0)]
    points: dict[str, Point] = {}
    for card in told:
        for point in card.confirm[:QUOTES] if card.verdict is Verdict.LACKS else ():
            points.setdefault(point.key, point)
    return Listing(tuple(told), tuple(points.values()))
