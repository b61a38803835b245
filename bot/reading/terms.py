"""When the part of a document that a quote stands in is in force, where the document says it of its parts and not of itself."""

import re
from collections.abc import Mapping, Sequence

from corpus.benefit_records import Term
from index.benefits import Offer, find_offers
from index.catalogue import Catalogue

LEAST_NAME = 3
"""Characters of a heading that names an item by itself."""

_NUMBER = re.compile(r"^\W*(?:第?[一二三四五六七八九十百\d]{1,4}[条章节]?)[)）、.．\s]*")


def offer_at(catalogue: Catalogue, key: int, start: int, end: int, heading: Sequence[str]) -> Offer | None:
    """The benefit with a term of its own in which [start, end) of a document stands, else one of those under the same first
    heading, else of those under a heading that names the row quoted (an overview of amounts stands apart from the items), if they
    all have one term; None where there is none."""
    offers = catalogue.derived("offers_with_terms", _by_document).get(key, ())
    inside = [offer for offer in offers if offer.benefit.start <= start and end <= offer.benefit.end]
    around = inside or [offer for offer in offers if heading and offer.benefit.heading[:1] == tuple(heading[:1])]
    around = around or [offer for offer in offers if _is_named(heading[1:], offer.benefit.heading)]
    return around[0] if around and len({_days(offer.benefit.term) for offer in around}) == 1 else None


def _is_named(names: Sequence[str], heading: Sequence[str]) -> bool:
    """Whether the last heading of a benefit is, but for its number, one of some names."""
    own = _NUMBER.sub("", heading[-1]).rstrip("。：:") if heading else ""
    return len(own) >= LEAST_NAME and own in names


def _days(term: Term | None) -> tuple[object, object]:
    return (term.effective, term.expires) if term else (None, None)


def _by_document(catalogue: Catalogue) -> Mapping[int, tuple[Offer, ...]]:
    found: dict[int, list[Offer]] = {}
    for offer in find_offers(catalogue):
        if offer.benefit.term:
            found.setdefault(offer.entry.key, []).append(offer)
    return {key: tuple(offers) for key, offers in found.items()}
