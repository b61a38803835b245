"""The clauses of the policy that a question means, wherever they stand in it: what one must be or have is told far from what
is given, and the sentence that decides may say little of the question's words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.inquiry import Inquiry
from bot.reading.reading import Evidence, noted, read
from bot.understanding.question import understand
from bot.understanding.segments import CLAUSE
from bot.understanding.stated import meant, with_units
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import find_quantities
from corpus.reports import reports
from index.search import Hit

DOCUMENTS, PASSAGES = 3, 80
"""Documents that are read whole, the likeliest first, and passages of each at most."""

LOOKED_AT = 40
"""Clauses, best first."""

NAMED, NAMED_SHARE = 2, 0.25
"""Words of the question that a clause, what stands around and above it must say at least, and the share of all its words."""

_ASKING = re.compile(
    "(?:还|是否|是不是|能否|可否|能不能|可不可以|行不行|够不够|算不算|能够?|可以|够|想|要|会)*(?:用|拿|领|报|申请|申报|享受|补|给|得|到|奖|贴|过)*(?:得到|不到|到手)?(?:多少钱?|几[个元万]?|吗|么|不|吧|呢|行不行|够不够)[?？]*$"
    "|我们?|咱们?|本人|公司|企业|单位|已经|现在|目前|今年|去年|请问|刚刚?|才"
)
"""How one asks, and speaks of oneself."""


def clauses_meant(inquiry: Inquiry) -> list[Evidence]:
    """Sentences of the documents found, best first, that name what the question names; a report sets nobody a condition."""
    named = _named(inquiry.asked.text)
    understood = understand(named)
    if not understood.terms:
        return []
    slots = tuple(replace(slot, number=False) for slot in understood.slots)
    # when something of the asker's was done is no year of the text's
    about = inquiry.about(replace(understood, places=inquiry.asked.places, years=(), slots=slots))
    words = content(meant(named))
    read_on = read(about.asked, noted(about.asked, _widened(about), about.weights), about.weights)
    found = (item for item in read_on if item.place_fits and item.year_fits)
    fitting = (item for item in found if _names(item, words) and not reports(item.hit.entry.metadata))
    return list(islice(fitting, LOOKED_AT))


def _named(question: str) -> str:
    """A question without its figures, and without how it is asked."""
    text = with_units(question)
    for quantity in reversed(find_quantities(text)):
        left, right = text[: quantity.start], text[quantity.end :]
        text = f"{left} {'年龄' if quantity.family == '岁' and '年龄' not in text else ''} {right}"
    clauses = [_ASKING.sub(" ", clause) for clause in CLAUSE.split(text)]
    return "，".join(clause.strip() for clause in clauses if clause.strip())


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
    text = canonical(" ".join((passage.text, item.opener, *passage.path, meta.title)))
    said = sum(word in text for word in words)
    return said >= max(min(NAMED, len(words)), NAMED_SHARE * len(words))
