"""How often something may be had or is done: a count of times is told by times alone, and not by how many things there are."""

import re

from corpus.quantity import Quantity
from corpus.text import fold

_ASKS_TIMES = re.compile("(?:(?<![那这好])几|多少)(?:次|回)(?!数)")
_BETWEEN = re.compile("[^,，。;；]{0,8}(?:间隔|之间|相隔)")
"""What goes on behind the times between which some time must pass: they say nothing of how many there may be."""


def asks_times(question: str) -> bool:
    """Whether a question asks how many times something may be had or is done."""
    return _ASKS_TIMES.search(fold(question)) is not None


def counts_times(figure: Quantity, text: str) -> bool:
    """Whether a figure of a text tells how many times."""
    return figure.unit == "次" and _BETWEEN.match(text, figure.end) is None
