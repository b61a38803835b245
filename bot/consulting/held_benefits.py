"""What the benefits of a library say, kept ready to be looked through for the one that a question names.

Reading them anew took 1.1 s of processor time a question in a library of 4,400 benefits.
"""

from dataclasses import dataclass

from corpus.aliases import canonical
from corpus.benefit_words import plain, risen
from corpus.text import fold
from index.benefits import Offer, find_offers
from index.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Held:
    """A benefit with its texts for matching: `title` and `text` (all of it) canonical, `names` what it is called and what it
    gives, canonical, `written` title and text plain; `rises` tells that it speaks of firms that have become large ones."""

    offer: Offer
    title: str
    names: str
    text: str
    written: str
    rises: bool


def held_benefits(catalogue: Catalogue) -> tuple[Held, ...]:
    """All benefits of a library as it stands."""
    return catalogue.derived("held_benefits", _read)


def _read(catalogue: Catalogue) -> tuple[Held, ...]:
    result: list[Held] = []
    key, whole = 0, ""
    for offer in find_offers(catalogue):
        if offer.entry.key != key:
            document = catalogue.document(offer.entry.key)
            key, whole = offer.entry.key, document.text if document else ""
        if whole:
            result.append(_held(offer, whole[offer.benefit.start : offer.benefit.end]))
    return tuple(result)


def _held(offer: Offer, text: str) -> Held:
    benefit = offer.benefit
    gives = " ".join(amount.clause for amount in benefit.amounts)
    names = " ".join((benefit.title, *benefit.heading, offer.entry.metadata.title, gives))
    return Held(
        offer,
        title=canonical(benefit.title),
        names=canonical(names),
        text=canonical(text),
        written=plain(f"{benefit.title}\n{text}"),
        rises=bool(risen().search(fold(text))),
    )
