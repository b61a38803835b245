"""Who asks: the figures that a question states of its asker, what it says of them and what it denies, and the amounts that
it takes for granted."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.stated import Stated, benefit_figures, meant, stated
from corpus.quantity import Quantity
from corpus.text import fold

_DENIED = re.compile(
    r"(?:没有?|未|不是|并非|不属于|无|不在)(?![^,，。;；?？]{0,5}\d)[^,，。;；?？!！\d]{1,14}?(?=的|[,，。;；?？!！]|$)"
)
"""What the asker says not to be so (没有一带一路的, 没签一事一议): no case of the text that says it is the asker's."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A question with the asker's `own` figures, canonical `words` of all that is said and not denied, and the amounts
    `claimed` to be paid (能拿20万吗)."""

    question: str
    own: tuple[Stated, ...]
    words: str
    claimed: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """What a clause comes to for an asker: a line that shows the steps, "" where it is in doubt, and the sum in yuan."""

    line: str = ""
    value: Decimal | None = None


def asker(question: str) -> Asker:
    """What a question says of its asker; figures of how long ago something was are left out."""
    own = tuple(each for each in stated(question) if not each.ago)
    words = meant(_DENIED.sub(" ", fold(question)))
    return Asker(question, own, words, benefit_figures(question))
