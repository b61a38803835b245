"""Which of two it is that is asked, where nothing quoted speaks of either."""

import re

from bot.reading.plainly import has_any, near_to
from bot.records import Outcome
from bot.understanding.words import content
from index.tokens import bigrams

_EITHER = re.compile("([^,，。;；?？ ]{2,14})[,，]?还是([^,，。;；?？ ]{2,14})")
_OPEN = re.compile("什么|干嘛|啥|怎么|别的|其他")
_ENDS = re.compile("(?:行不行|可不可以|可以吗|行吗|[了呢吗啊吧])[,，]?$")
SIDE = 8
"""Characters next to 还是 in which two alternatives differ."""

NEXT = 4
"""Characters of each of which no pair is told, so that a name cut otherwise is found."""

_COMMON = frozenset(
    [
        "公司",
        "企业",
        "单位",
        "个人",
        "自己",
        "国家",
        "政府",
        "市里",
        "区里",
        "县里",
        "省里",
        "线上",
        "线下",
        "网上",
        "申请",
        "需要",
        "可以",
    ]
)
"""Words that texts say otherwise (职工本人, 用人单位)."""


def unspoken(asked: str, outcome: Outcome) -> bool:
    """Whether a folded question asks which of two it is, and nothing near to either is told."""
    match = _EITHER.search(asked)
    if match is None or _OPEN.search(match[2]):
        return False
    one, other = _ENDS.sub("", match[1])[-SIDE:], match[2][:SIDE]
    apart = [[word for word in content(side) if len(word) > 1] for side in (one, other)]
    words = [*apart[0][-1:], *apart[1][:1]]
    if not words or not _COMMON.isdisjoint((*apart[0], *apart[1])):
        return False
    return not has_any((*bigrams(one[-NEXT:]), *bigrams(other[:NEXT])), outcome) and not near_to(words, outcome)
