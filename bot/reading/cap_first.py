"""The sentence with a limit first where the most is asked, and the best one tells a figure that is none."""

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.near import of_one, put_first
from bot.reading.reading import Evidence
from bot.reading.told_alike import is_cap
from bot.understanding.question import Question

NEAR, LESS = 0.4, 0.15
"""How far below the best sentence one with a limit may come, and how much less of the question it may say."""


def cap_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, first that of the best one's document which tells the limit asked in the unit of the best one's figure, where that is no
    limit itself (贷款300万元 of 单户最高可贷500万元)."""
    found = list(evidence)
    if not found or not question.slots[0].cap or _tells(found[0]) is not False:
        return found
    best = found[0]
    for item in found[1:]:
        of_it = of_one(item, best) and item.place_fits and item.year_fits
        near = item.score >= best.score - NEAR and item.coverage >= best.coverage - LESS
        if of_it and near and _tells(item) and _family(item) == _family(best):
            return [replace(item, score=best.score), *put_first(item, found)[1:]]
    return found


def _family(item: Evidence) -> str:
    figure = next(iter(item.figures), None)
    return figure.family if figure else ""


def _tells(item: Evidence) -> bool | None:
    """Whether the figure first asked is a limit in an evidence; None where none was read, or in a row."""
    figure = next(iter(item.figures), None)
    if figure is None or item.hit.stored.passage.cells:
        return None
    return is_cap(item.text, figure)
