"""Tiers by a figure, of which only the first says what is measured (设备投资额500万元至2000万元的，按6%；2000万元至5000万元的，按8%): the
others are of the same, and their share is of the same base."""

import re
from collections.abc import Sequence

from corpus.benefit_drafts import Draft
from corpus.benefit_numbers import numbers
from corpus.benefit_words import plain
from corpus.quantity import Quantity, find_quantities
from corpus.records import Span

_BARE = re.compile("(?:对于?|凡|其中)?(?:首次)?(?:突破|达到?|超过|高于|低于|不足|不满|满|不低于|在)*$")
"""What stands before the figure of a tier that does not say of what it is."""

_TO = re.compile("(?:[（(]不?含(?:本数)?[）)])?(?:以[上下]|及以上|以内|之间)?(?:[（(]不?含(?:本数)?[）)])?")
"""What belongs to the last figure of a tier."""


def carry(text: str, drafts: Sequence[Draft]) -> None:
    """Give tiers by a bare figure what the one before them measures."""
    opened: tuple[Draft, Span, list[Quantity]] | None = None
    for draft in drafts:
        if draft.tier is not None:
            opened = None
            continue
        measured = next((each for each in map(lambda span: _figures(text, span), draft.clauses) if each), None)
        if measured is None:
            continue
        span, figures = measured
        if not _BARE.fullmatch(text, span[0], span[0] + figures[0].start):
            opened = (draft, span, figures) if numbers(plain(text[slice(*span)])) else None
        elif opened and figures[0].family == opened[2][0].family:
            _continue(text, opened, draft, span)


def _figures(text: str, span: Span) -> tuple[Span, list[Quantity]] | None:
    figures = find_quantities(text[slice(*span)])
    return (span, figures) if figures else None


def _continue(text: str, opened: tuple[Draft, Span, list[Quantity]], draft: Draft, span: Span) -> None:
    """Set what a tier asks for as the first one would say it, and the base of its share."""
    first, of, figures = opened
    if first.tier is None:
        first.tier = of, text[slice(*of)]
        first.clauses = [each for each in first.clauses if each != of]
    whole = text[slice(*of)]
    lead = re.sub("(?:首次)?(?:突破|达到?|超过|高于|不低于|在)*$", "", whole[: figures[0].start])
    tail = _TO.match(whole, figures[-1].end)
    rest = whole[tail.end() if tail else figures[-1].end :]
    own = re.sub("^(?:对于?|凡|其中)", "", text[slice(*span)])
    draft.tier = span, lead + (own.removesuffix("的") + rest if own.endswith("的") and rest.startswith("的") else own)
    draft.clauses = [each for each in draft.clauses if each != span]
    if draft.rate is not None and not draft.base and first.rate is not None:
        draft.base = first.base
