"""Arithmetic on the asker's own figure, by the tier, the rate or the standard that the text gives, each step shown.

Where the base, the rate or the cap could be another one, nothing is reckoned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rates import by_rate
from bot.standards import by_standard
from bot.stated import meant, stated
from bot.tiers import by_tier
from bot.verdicts import Clause
from corpus.text import fold

_ASKS = re.compile("多少(?!年|天|岁|个?月|个工作日|家|人)|几(?:分|元|万|何|个?平|钱)|最多|最高|一共|总共|合计|顶格")
_ASKS_STANDARD = re.compile(
    "还差|每[月年人户个次]多少|百分之几|几成|比例(?:是|上限|最高)|几个点|多久|几年|多大比例"
    "|(?:多少|几)(?:钱|块钱?|元|万元?)?(?:一|每|/)(?:公斤|千克|吨|平方?米?|亩|度|千瓦时?|公里|小时|个|台|套|辆|件|张|人|家|户|次|天|月|年)(?![\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What comes out, as a line that shows the steps, and which of the clauses it is by."""

    line: str
    at: int


def asks_sum(question: str) -> bool:
    """Whether a question asks what something comes to, and not for the rate or the standard itself."""
    folded = fold(question)
    return bool(_ASKS.search(folded)) and not _ASKS_STANDARD.search(folded)


def reckoned(question: str, clauses: Sequence[Clause]) -> Reckoning | None:
    """What the asker's figure comes to by the first clause that says, None where none does without doubt."""
    own = tuple(each for each in stated(question) if not each.ago)
    if not own or not asks_sum(question):
        return None
    words = meant(question)
    if tier := by_tier(own, words, clauses):
        return Reckoning(*tier)
    lines = (by_rate(own, words, clause) or by_standard(own, words, clause) for clause in clauses)
    return next((Reckoning(line, at) for at, line in enumerate(lines) if line), None)
