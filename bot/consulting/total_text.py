"""All that an enterprise can have together, as an answer in chat: what is counted and how, what is open as an interval, and what is
not counted twice."""

from collections.abc import Sequence

from bot.benefits.amounts import ZERO, money, said
from bot.benefits.benefit_texts import TOTAL
from bot.benefits.eligibility import Assessment, Matching, Verdict
from bot.benefits.stacking import Dropped, Stacked, stack
from bot.consulting.card_citing import Cited
from bot.consulting.cards import Card, Cards, level_of


def total_parts(matching: Matching, found: Cards, cited: Cited) -> list[str]:
    """The paragraphs of the answer."""
    stacked = stack(matching)
    lacking = len(matching.of(Verdict.LACKS))
    left = [TOTAL["lacking"].format(count=lacking)] if lacking else []
    if not stacked.taken:
        return [TOTAL["nothing"], *left]
    by_id = {card.id: card for card in found.cards}
    sure = [each for each in stacked.taken if each.sum.exact is not None]
    unsure = [each for each in stacked.taken if each.sum.exact is None and each.sum.money]
    in_kind = len(stacked.taken) - len(sure) - len(unsure)
    count = len(stacked.taken) + len(stacked.dropped)
    return [
        TOTAL["sure"].format(count=count, total=_bounds(stacked)),
        *_lines(TOTAL["counted"].format(total=money(stacked.total)), sure, by_id, cited),
        *_lines(TOTAL["open"], unsure, by_id, cited, first=len(sure) + 1),
        *_dropped(stacked, by_id),
        *([TOTAL["in_kind"].format(count=in_kind)] if in_kind else []),
        *left,
    ]


def _bounds(stacked: Stacked) -> str:
    """What it comes to: one sum, an interval, or at least so much."""
    if stacked.high is None:
        return TOTAL["at_least"].format(low=money(stacked.low))
    if stacked.low == stacked.high:
        return money(stacked.low)
    return TOTAL["range"].format(low=money(stacked.low), high=money(stacked.high))


def _lines(head: str, counted: Sequence[Assessment], cards: dict[str, Card], cited: Cited, first: int = 1) -> list[str]:
    if not counted:
        return []
    lines = [_line(at, each, cards[each.offer.benefit.id], cited) for at, each in enumerate(counted, first)]
    return ["\n".join([head, *lines])]


def _line(at: int, each: Assessment, card: Card, cited: Cited) -> str:
    """One benefit that is counted, with the clause that gives it, and how it was reckoned."""
    marks = f" {cited.quoted(card, card.gives)}" if card.gives else ""
    steps = "\n   " + "\n   ".join(card.steps) if len(card.steps) > 1 else ""
    bounds = "" if each.sum.exact is not None else _open_bounds(each)
    return (
        TOTAL["line"].format(at=at, title=card.title, level=card.level, amount=card.amount + bounds, quotes=marks)
        + steps
    )


def _open_bounds(each: Assessment) -> str:
    high = each.sum.high
    return TOTAL["no_bound" if high is None else "bounds"].format(low=money(each.sum.low), high=money(high or ZERO))


def _dropped(stacked: Stacked, cards: dict[str, Card]) -> list[str]:
    """What is not counted because another is, with the clause that forbids both."""
    lines = [_not_added(each, cards[each.assessment.offer.benefit.id]) for each in stacked.dropped]
    return ["\n".join([TOTAL["dropped"], *lines])] if lines else []


def _not_added(dropped: Dropped, card: Card) -> str:
    taken = dropped.taken
    return TOTAL["taken" if dropped.decided else "undecided"].format(
        title=card.title,
        level=card.level,
        amount=card.amount,
        other=taken.offer.benefit.title,
        other_level=level_of(taken.offer.entry.metadata),
        other_amount=said(taken.sum),
        clause=dropped.clause.text,
    )
