"""Ranking for a figure: how likely a sentence is the one that tells it, from the signals of a sentence for a text and a few of its figures.

Its weights stand in `reading.json` beside those for a text, as `figures`; `python -m eval.benchmark reading` fits both.
"""

import json
import math
from functools import cache
from importlib import resources

from bot.reading.figures import same_unit
from bot.reading.ranking import DATA, SIGNALS
from bot.understanding.question import Question
from corpus.quantity import find_quantities

FIGURE_SIGNALS = ("exact", "near", "quantities", "digits", "tense", "length")
"""Names of the signals beside those for a text:

- exact, near: of the figures asked the share for which it has one of their unit, or one that may be meant by it;
- quantities: how many quantities it has (logarithm); digits: whether it has any digit;
- tense: it tells a result where one is asked of a report, a target where that is;
- length: its length (logarithm of characters).
"""

OF_TEXT = (
    "standing", "rank", "said", "said_closely", "words", "asked_last", "said_beside", "said_before", "continues", "shape",
    "condition", "row", "distinct",
)  # fmt: skip
"""The signals for a text that tell something of a figure as well; of the others the fit is no surer."""


def figure_signals(question: Question, text: str, *, tense: bool) -> tuple[float, ...]:
    """The signals of a sentence, verbatim, in the order of FIGURE_SIGNALS; `tense` tells whether it speaks of the time asked."""
    told = [each.family for each in find_quantities(text)]
    slots = [slot for slot in question.slots if slot.number]
    count = max(len(slots), 1)
    return (
        sum(slot.family in told for slot in slots) / count,
        sum(any(same_unit(slot, family) for family in told) for slot in slots) / count,
        math.log(1 + len(told)),
        float(any(map(str.isdigit, text))),
        float(tense),
        math.log(1 + len(text)),
    )


@cache
def figure_weights() -> tuple[float, ...]:
    """The weights of the package, in the order of FIGURE_SIGNALS and, behind them, SIGNALS."""
    data = json.loads(resources.files("bot").joinpath(DATA).read_text(encoding="utf-8"))["figures"]["signals"]
    return tuple(data[name]["weight"] if name in data else 0.0 for name in (*FIGURE_SIGNALS, *SIGNALS))
