"""Shares of those who vote: how many must take part is another thing than how many must agree."""

import re

from bot.understanding.segments import opening
from corpus.text import fold

_STEPS = (
    (re.compile("同意|赞成|表决通过|投票通过"), re.compile("同意|赞成|通过")),
    (
        re.compile("参[与加](?:表决|投票)|到会|出席"),
        re.compile("参[与加](?:表决|投票)(?!专有|面积|人数|的?业主)|到会|出席"),
    ),
)
"""What a share of those who vote is asked for, and how clauses tell it."""

_CLAUSE = re.compile("[,，;；。:：]")


def of_other_vote(question: str, text: str, start: int) -> bool:
    """Whether the clause around a place of a text tells a share of another step of a vote than the question asks, which another
    clause tells."""
    asked = fold(question)
    told = next((told for asks, told in _STEPS if asks.search(asked)), None)
    if told is None or not told.search(text):
        return False
    left = opening(_CLAUSE, text, start)
    right = _CLAUSE.search(text, start)
    own = text[left : right.start() if right else len(text)]
    return told.search(own) is None and any(step.search(own) for _, step in _STEPS)
