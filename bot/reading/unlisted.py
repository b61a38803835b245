"""Lists that are spoken of and not told: how many there are without their names, a catalogue without what is in it."""

import re

from bot.reading.plainly import has_any, quotes_alone
from bot.records import Outcome
from bot.understanding.segments import SENTENCE
from index.tokens import bigrams

_COUNTED = re.compile(
    r"(?<!\d)(?P<count>\d{1,4})(?:家|个|所|名|位|项|条|座|种|类|处)[^,，。?？]{0,20}?(?:哪些|哪几|名单|分别|叫什么)"
)
"""What asks for the names of so and so many."""

_WITHIN = re.compile(
    "(?:目录|名单|名录|清单|范围)[里内中]?面?(?:有没有|有无|包不包括|包括|有)(?P<in>[^,，。?？]{2,12}?)(?:没有|吗|么|$)"
    "|(?P<one>[^,，。?？]{2,14}?)[,，]?(?:在不在|算不算|属不属于)"
)
"""What asks whether something is on a list, or is one of a kind."""

LISTED = 2
"""Commas of a list (、) in a quote that tells one."""


def counted_only(asked: str, told: str) -> bool:
    """Whether a folded question asks for the names of as many as a folded text says that there are, and no sentence that says so names
    any."""
    match = _COUNTED.search(asked)
    if match is None:
        return False
    count = re.compile(rf"(?<!\d){match['count']}(?!\d)")
    sentences = [sentence for sentence in SENTENCE.split(told) if count.search(sentence)]
    return bool(sentences) and not any("、" in sentence for sentence in sentences)


def unlisted(asked: str, outcome: Outcome) -> bool:
    """Whether a folded question asks if something is on a list or of a kind, and what is quoted names neither that nor any list."""
    match = _WITHIN.search(asked)
    if match is None or not quotes_alone(outcome):
        return False
    if any(each.quote.count("、") >= LISTED for each in outcome.citations):
        return False
    return not has_any(bigrams(match["in"] or match["one"]), outcome)
