"""Tiers: thresholds each with its amount, in a sentence or in the rows of a table, and the one that a figure falls into."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.cases.demands import bounds
from bot.cases.verdicts import Clause
from bot.texts import SUMS
from bot.understanding.asker import Asker
from bot.understanding.segments import part, segment
from bot.understanding.stated import Stated, in_unit
from bot.understanding.topics import content, fits
from corpus.aliases import canonical
from corpus.quantity import find_quantities

_PAID = re.compile("(?:奖励?|补[助贴]|资助|给予|支持|定额|罚|[计加减])(?:最高|最多|不超过)?$")
_LEAD = re.compile("(?:最高|最多|不超过|定额)+$")
_COMPARING = re.compile("(?:不[低高少多]于|不超过|超过|达到?|满|不[满足到])$")
_BEHIND = re.compile("及?以[上下]")
_ASIDE = re.compile("[(（][^()（）]*[)）]|(?:处理|生产|服务|设计|额定)?(?:能力|容量)")
"""What says how something is measured and not what it is (压缩机能力（12小时额定）)."""


@dataclass(frozen=True, slots=True)
class Tier:
    """An `amount` as written for figures of `item` within all `signs`; `quote` is the threshold as written, `at` which of
    the clauses holds it."""

    signs: tuple[tuple[str, Decimal], ...]
    unit: str
    item: str
    quote: str
    amount: str
    at: int

    @property
    def floor(self) -> Decimal:
        """The lowest figure of the tier."""
        return max((bound for sign, bound in self.signs if sign[0] == ">"), default=Decimal(0))

    def holds(self, figure: Stated) -> bool | None:
        """Whether a figure lies in the tier, None where it may."""
        factor = in_unit(self.unit, figure.unit)
        if factor is None:
            return None
        met = [figure.meets(sign, bound * factor) for sign, bound in self.signs]
        return False if False in met else None if None in met else True


def by_tier(asker: Asker, clauses: Sequence[Clause]) -> tuple[str, int] | None:
    """The line that says into which tier one of the asker's figures falls, and the clause of it; the highest that fits,
    None where that is open or two claim it as their common edge."""
    tiers = [tier for at, clause in enumerate(clauses) for tier in _tiers(clause.text, at)]
    for figure in asker.own:
        fitting = [tier for tier in tiers if _is_of(figure, tier, asker.words)]
        if len(fitting) < 2 or len({tier.item for tier in fitting}) != 1:
            continue
        met = {tier: tier.holds(figure) for tier in fitting}
        held = sorted((tier for tier in fitting if met[tier]), key=lambda tier: tier.floor, reverse=True)
        if None in met.values() or not held or _is_edge(figure, held):
            return None
        if len({tier.amount for tier in held if tier.floor == held[0].floor}) > 1:
            return None
        best = held[0]
        return SUMS["tier"].format(own=figure.text, tier=best.quote, amount=best.amount), best.at
    return None


def _is_of(figure: Stated, tier: Tier, words: str) -> bool:
    comparable = in_unit(tier.unit, figure.unit) is not None
    return comparable and bool(content(tier.item)) and fits(figure, words, tier.item, tier.item)


def _is_edge(figure: Stated, tiers: Sequence[Tier]) -> bool:
    """Whether a figure is where one tier ends and the next begins (50至100, 100以上)."""
    factor = in_unit(figure.unit, tiers[0].unit)
    edge = figure.value * factor if figure.value is not None and factor is not None else None
    return len(tiers) > 1 and any(sign == "<=" and bound == edge for tier in tiers for sign, bound in tier.signs)


def _tiers(text: str, at: int) -> Iterator[Tier]:
    """Thresholds with the amount behind them; what they are of is said before the first of a part."""
    item, start, end, unit, stop = "", 0, 0, "", 0
    signs: list[tuple[str, Decimal]] = []
    for quantity in find_quantities(text):
        if quantity.start >= stop:
            stop = part(text, quantity.start, quantity.end)[1]
            item, signs = "", []
        left, _ = segment(text, quantity.start, quantity.end)
        before = text[left : quantity.start]
        paid = bool(_PAID.search(before)) or text[left - 1 : left] == "|"
        found = bounds(quantity, text) if quantity.value is not None and not _PAID.search(before) else []
        if signs and paid and quantity.family in ("元", "分"):
            lead = _LEAD.search(before)
            amount = f"{lead.group() if lead else ''}{quantity.text}"
            yield Tier(tuple(signs), unit, item, text[start:end].strip(" |*"), amount, at)
            signs = []
        elif found:
            if signs and in_unit(quantity.unit, unit) is None:
                signs = []  # 3年内|专利3个以上: the time frames the count
            start = start if signs else left
            item = item if content(item) else canonical(_ASIDE.sub(" ", _COMPARING.sub("", before)))
            behind = _BEHIND.match(text[quantity.end :])
            end, unit = quantity.end + (behind.end() if behind else 0), quantity.unit
            signs += found
