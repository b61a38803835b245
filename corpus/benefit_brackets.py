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
    """Give tiers by a bare figure what the one before them measures, and levels in a list that they are new ones."""
    _carry_newly(text, drafts)
    opened: tuple[Draft, Span, Sequence[Quantity]] | None = None
    for draft in drafts:
        if draft.tier is not None:
            opened = None
            continue
        measured = next((each for each in (_figures(text, span) for span in draft.clauses) if each), None)
        if measured is None:
            continue
        span, figures = measured
        if not _BARE.fullmatch(text, span[0], span[0] + figures[0].start):
            opened = (draft, span, figures) if numbers(plain(text[slice(*span)])) else None
        elif opened and figures[0].family == opened[2][0].family:
            _continue(text, opened, draft, span)


_NEWLY = re.compile(
    "(?:对于?|凡)?(?:首次|当年|年度内?|本年度)*(?:新|首次)(?:获评|获得?|获批|认定|评定|评为|评|入选|列入|通过|升)(?:认定|评定)?(?:为|的)*(?=国家|[部省市区县]级)"
)
_LEVEL = re.compile("国家级?|[部省市区县]级")


def _carry_newly(text: str, drafts: Sequence[Draft]) -> None:
    """Give levels in a list the words before its first one (新认定的国家级……50万元，省级……15万元: both new)."""
    opened: tuple[Draft, Span, str] | None = None
    end = 0
    for draft in drafts:
        if opened and draft.clauses and "。" in text[end : draft.clauses[0][0]]:
            opened = None
        for span in draft.clauses:
            if match := _NEWLY.match(text, *span):
                opened = draft, span, match.group()
            elif opened and draft.tier is None and _LEVEL.match(text, *span):
                _set_tier(text, opened[0], opened[1])
                _set_tier(text, draft, span, opened[2])
                break
        end = draft.end


def _set_tier(text: str, draft: Draft, span: Span, lead: str = "") -> None:
    """Take a clause of an amount for the tier that it is."""
    if draft.tier is None:
        draft.tier = span, lead + text[slice(*span)]
        draft.clauses = [each for each in draft.clauses if each != span]


def _figures(text: str, span: Span) -> tuple[Span, Sequence[Quantity]] | None:
    figures = find_quantities(text[slice(*span)])
    return (span, figures) if figures else None


def _continue(text: str, opened: tuple[Draft, Span, Sequence[Quantity]], draft: Draft, span: Span) -> None:
    """Set what a tier asks for as the first one would say it, and the base of its share."""
    first, of, figures = opened
    _set_tier(text, first, of)
    whole = text[slice(*of)]
    lead = re.sub("(?:首次)?(?:突破|达到?|超过|高于|不低于|在)*$", "", whole[: figures[0].start])
    tail = _TO.match(whole, figures[-1].end)
    rest = whole[tail.end() if tail else figures[-1].end :]
    own = re.sub("^(?:对于?|凡|其中)", "", text[slice(*span)])
    draft.tier = span, lead + (own.removesuffix("的") + rest if own.endswith("的") and rest.startswith("的") else own)
    draft.clauses = [each for each in draft.clauses if each != span]
    if draft.rate is not None and not draft.base and first.rate is not None:
        draft.base = first.base
