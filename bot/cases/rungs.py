"""The step of a ladder of points into which a figure of the asker's falls (满1万元不到3万元计4分，满3万元不到6万元计8分，6万元及以上计12分)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, led
from bot.records import Kind, Outcome
from bot.understanding.stated import in_unit, stated
from corpus.quantity import find_quantities
from corpus.text import fold

LOOKED_AT = 12
"""Sentences, best first."""

_ASKS = re.compile("(?:多少|几)分")
_OTHERWISE = re.compile(
    "还?差(?:多少|几)|够|封顶|满分|最[多高低少]|扣|减|及格|分数线|(?:一共|总共|加起来|合计)[^,，]{0,4}(?:多少|几)分|两[样项]|这[两三]|分别|各[加计有得几多]"
)
_STEP = re.compile("[,，;；。:：|]")
_FROM = re.compile("(?:及|\\(?含\\)?)?以上|起|满|达到?|不[少低]于|超过")
_BELOW = re.compile("不到|不满|不足|以下|低于|少于|未满")


@dataclass(frozen=True, slots=True)
class _Rung:
    """A step as written, from `low` on and below `high`, each None where it is open, in a unit."""

    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str


def rung(inquiry: Inquiry) -> Outcome | None:
    """The step of the ladder of points that the asker's only figure of its unit falls into; None where no sentence near tells
    one, or none holds it."""
    text = fold(inquiry.asked.text)
    if not _ASKS.search(text) or _OTHERWISE.search(text) or not inquiry.evidence or inquiry.fresh:
        return None
    own = [each for each in stated(inquiry.asked.text) if not each.ago]
    for item in inquiry.evidence[:LOOKED_AT] if own else ():
        rungs = rungs_of(item.text)
        if len(rungs) < 2 or not (item.place_fits and item.year_fits and item.coverage):
            continue
        for figure in own:
            factor = in_unit(rungs[0].unit, figure.unit)
            alike = sum(in_unit(rungs[0].unit, each.unit) is not None for each in own)
            if factor is None or figure.value is None or alike != 1:
                continue
            held = [each for each in rungs if _holds(each, figure.value / factor)]
            if len(held) == 1:
                return Outcome(led(held[0].text, item.text), Kind.NUMBER, None, cite_evidence([item]))
    return None


def rungs_of(text: str) -> list[_Rung]:
    """The steps of a sentence that give points by one figure of one unit, [] where they are of several."""
    found: list[_Rung] = []
    for step in _STEP.split(text):
        quantities = find_quantities(step)
        bounds = [each for each in quantities if each.family != "分" and each.value is not None]
        if len(bounds) == len(quantities) or not bounds or len({each.unit for each in bounds}) > 1:
            continue
        values = [low for each in bounds for low in (each.low, each.value) if low is not None]
        if len(values) == 2:
            found.append(_Rung(step.strip(), values[0], values[1], bounds[0].unit))
        elif len(values) == 1 and _BELOW.search(step):
            found.append(_Rung(step.strip(), None, values[0], bounds[0].unit))
        elif len(values) == 1 and _FROM.search(step):
            found.append(_Rung(step.strip(), values[0], None, bounds[0].unit))
    return found if len({each.unit for each in found}) == 1 else []


def _holds(step: _Rung, value: Decimal) -> bool:
    return (step.low is None or value >= step.low) and (step.high is None or value < step.high)
