"""The clauses of the policy that a question means, wherever they stand in it: what one must be or have is told far from what
is given, and the sentence that decides may say little of the question's words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.inquiry import Inquiry
from bot.reading import Evidence, read
from bot.stated import meant
from bot.topics import content
from corpus.aliases import canonical
from corpus.text import fold
from index.search import Hit

DOCUMENTS, PASSAGES = 3, 80
"""Documents that are read whole, the likeliest first, and passages of each at most."""

LOOKED_AT = 40
"""Clauses, best first."""

NAMED, NAMED_SHARE = 2, 0.3
"""Words of the question that a clause and what stands above it must say at least, and the share of all its words."""

_FIGURE = re.compile(r"[\d.]+[^\W\d]{0,2}")


def clauses_meant(inquiry: Inquiry) -> list[Evidence]:
    """Sentences of the documents found, best first, that name what the question names."""
    asked = inquiry.asked
    plain = replace(asked, slots=tuple(replace(slot, number=False) for slot in asked.slots))
    words = content(_FIGURE.sub(" ", meant(fold(asked.text))))
    found = read(plain, _widened(inquiry), inquiry.weights)
    fitting = [item for item in found if item.place_fits and item.year_fits and _names(item, words)]
    return fitting[:LOOKED_AT]


def _widened(inquiry: Inquiry) -> list[Hit]:
    """The passages found with the others of the first documents."""
    hits = list(inquiry.found.hits)
    entries = {hit.entry.key: hit.entry for hit in hits}
    held = {(hit.entry.key, hit.stored.passage.start) for hit in hits}
    for key in list(entries)[:DOCUMENTS]:
        for stored in inquiry.library.catalogue.passages_of(key)[:PASSAGES]:
            if (key, stored.passage.start) not in held:
                hits.append(Hit(stored, entries[key], 0.0, len(hits) + 1, {}))
    return hits


def _names(item: Evidence, words: Sequence[str]) -> bool:
    passage, meta = item.hit.stored.passage, item.hit.entry.metadata
    text = canonical(" ".join((item.text, item.opener, *passage.path, meta.title)))
    said = sum(word in text for word in words)
    return said >= max(NAMED, NAMED_SHARE * len(words))
