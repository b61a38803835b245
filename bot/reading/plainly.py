"""What an answer says that only quotes, and what its quotes come near to in other words."""

import re
from collections.abc import Sequence

from bot.records import Citation, Outcome
from bot.texts import FIGURE_UNREAD, NOT_CERTAIN, QUOTE
from bot.understanding.kinship import kinship
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.text import fold
from index.search import Hit

NEAR = 0.62
"""Similarity from which one word speaks of what another does."""

WORDS = 60
"""Words of quotes that those of a question are held against."""

_MARKS = re.compile(r"\[\d+\]|^\d+\. ")


def quotes_alone(outcome: Outcome) -> bool:
    """Whether an answer only quotes: it reckons nothing, decides nothing, and is no row of a table."""
    quoted = fold("\n".join(each.quote for each in outcome.citations))
    if "|" in quoted:
        return False
    own = {fold(str(each)).strip() for each in (NOT_CERTAIN, FIGURE_UNREAD)}
    lines = (fold(_MARKS.sub("", line).removeprefix(str(QUOTE))).strip() for line in outcome.text.splitlines())
    return all(line in quoted for line in lines if line and line not in own)


def has_any(words: Sequence[str], outcome: Outcome) -> bool:
    """Whether what is cited, or what stands above it, has one of the words."""
    above = (part for each in outcome.citations for part in (each.source.metadata.title, *each.heading))
    held = canonical(fold(" ".join((*above, *(each.quote for each in outcome.citations)))))
    return any(canonical(word) in held for word in words)


def near_to(words: Sequence[str], outcome: Outcome) -> bool:
    """Whether what is cited, or what stands above it, has one of the words, or a quote comes near to one."""
    if has_any(words, outcome):
        return True
    near = content(" ".join(each.quote for each in outcome.citations))[:WORDS]
    return max(kinship(words, "", near), default=0.0) >= NEAR


def said_before(cited: Citation, hits: Sequence[Hit]) -> str:
    """What the passage of a quote, one of the `hits`, says before it."""
    passages = (hit.stored.passage for hit in hits if hit.entry.key == cited.source.key)
    own = next((each for each in passages if each.start <= cited.start and cited.end <= each.end), None)
    return own.text[: cited.start - own.start] if own else ""
