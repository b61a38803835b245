"""Answers from the section beside the one that a question names."""

import re
from collections.abc import Iterator

from bot.inquiry import Inquiry
from bot.reading.figure_words import SPANS_OF_TIME
from bot.reading.in_kind import OF_ANY
from bot.records import Outcome
from bot.understanding.everyday import heard
from bot.understanding.question import SPAN
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.text import fold

_LABEL = re.compile("^\\W*(?:[(（]?[一二三四五六七八九十\\d]+[)）、.．]|第[一二三四五六七八九十百]+[条章节])\\s*")

_QUESTION = re.compile("^\\W*问|[?？]\\W*$")
"""A heading that asks: of the questions of one guide each says what all are about."""

_SPANS = frozenset({*SPANS_OF_TIME, SPAN})
"""Units of what every section tells for itself: days and terms."""

NAMES = 2
"""Words of a heading at least that a question says which names it."""


def of_section_beside(inquiry: Inquiry, outcome: Outcome) -> bool:
    """Whether a question names the heading of another section of the document cited, of which that which is cited, with the
    headings above it, says neither a word nor the number: days, which every section tells for itself, are then another's."""
    asked, cited = inquiry.asked, outcome.citations
    if outcome.reason is not None or not cited or not any(slot.family in _SPANS for slot in asked.slots):
        return False
    held = heard(canonical(" ".join(part for each in cited for part in (*each.heading, each.quote))), asked.spoken)
    named = _headings_named(inquiry, cited[0].source.key, " ".join(each.quote for each in cited))
    return any(not any(word in held for word in words) for words in named)


def _headings_named(inquiry: Inquiry, key: int, quotes: str) -> Iterator[list[str]]:
    """The words of each heading of a document found whose words a question says all, and whose number (第二章) no quote has."""
    question = canonical(fold(inquiry.asked.text))
    cited = canonical(fold(quotes))
    paths = {hit.stored.passage.path for hit in inquiry.found.hits if hit.entry.key == key}
    for heading in {canonical(heading) for path in paths for heading in path if not _QUESTION.search(heading)}:
        label = _LABEL.match(heading)
        words = [w for w in content(_LABEL.sub("", heading)) if len(w) > 1 and w not in OF_ANY]
        told = label is not None and label[0].startswith("第") and label[0].strip() in cited
        if len(words) >= NAMES and not told and all(word in question for word in words):
            yield words
