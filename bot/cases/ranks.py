"""Degrees, titles and kinds of households: what stands beside the own row of a rule is a neighbour's."""

import re
from collections.abc import Sequence

from bot.cases.case import Case
from bot.cases.grants import Gives, Grant
from corpus.text import fold

_RANK = re.compile(
    "院士|博士后|博士|硕士|本科|大专|专科|中专|(?:特级|首席|高级)技师|技师|[高中初]级工(?!程)|正高|副高|工程师"
    "|低保边缘|低收入|低保|特困|孤儿|脱贫户?|监测(?:户|对象)"
)
_AND_ABOVE = re.compile("^(?:研究生)?(?:学历|学位|职称)?及?以上")


_OTHERS = re.compile(r"^\W*(?:其[他它余]|一般|普通)")
"""What opens the row of all that no other row names."""


def ranks(text: str, *, alone: bool = False) -> set[str]:
    """The degrees, titles and kinds of households that a text names, `alone` without those that stand for higher ones too."""
    text = fold(text).replace("最低生活保障", "低保")
    return {match.group() for match in _RANK.finditer(text) if not (alone and _AND_ABOVE.match(text[match.end() :]))}


def of_rank(told: Case, pool: Sequence[Grant]) -> list[Grant]:
    """The grants without those for people of another degree or title than the one that the case names: what stands beside the own
    row is a neighbour's."""
    asked = ranks(told.question)
    named = [grant for grant in pool if ranks(grant.label, alone=True)] if asked else []
    own = [grant for grant in named if ranks(grant.label) & asked]
    rest = {grant.at for grant in own}
    pool = [grant for grant in pool if not (grant.at in rest and _OTHERS.search(fold(grant.label)))]
    return [
        grant
        for grant in pool
        if grant in own or (grant not in named and not (own and ranks(grant.lead) and not ranks(grant.lead) & asked))
    ]


def changes_own_rank(told: Case, found: Sequence[Grant], base: Grant) -> bool:
    """Whether something that changes what is given names the degree or the household of the case, and nothing says how it does (低保对象起付线
    减半): then no sum is sure."""
    asked = ranks(told.question) - ranks(base.about)
    return any(ranks(grant.label) & asked for grant in found if grant.gives in (Gives.SCALE, Gives.RAISE))
