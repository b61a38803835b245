"""What an item asks whose sums stand in the items below it (对……的金融机构给予奖励：1．银行奖励……): each of these has it from there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.benefit_clauses import parts_of
from corpus.benefit_drafts import Draft
from corpus.benefit_items import Unit
from corpus.benefit_records import Fact, Operator, Requirement, Test
from corpus.benefit_words import names, plain
from corpus.records import Document, Span

_HOW_MUCH = re.compile(
    "(?:可以?)?按照?[^，。；的]*(?:(?:给予|予以)[^，。；的]{0,16}|贴息|补助|补贴|奖励)|贴息(?:率|利率)?(?:不高于|不超过)[^，。；]*"
)
"""A clause that only says how much is given (按照不超过同期LPR予以贴息)."""

_TO_SOME = re.compile("(?<![^。；：\\s）)])(?:对|凡)")
"""How a sentence begins that is about some of those whom an item is for."""


def asked_without(document: Document, unit: Unit, kept: Sequence[Draft]) -> list[Requirement]:
    """What the amounts of an item ask that are not `kept`; as text where others stand beside them, whom it may be about."""
    text, held = document.text, {id(draft) for draft in kept}
    dropped = [draft.clauses for draft in unit.drafts if id(draft) not in held]
    lost = dict.fromkeys(span for clauses in dropped for span in clauses if not _HOW_MUCH.fullmatch(text, *span))
    alone = not kept and len(dropped) == 1 and len(_TO_SOME.findall(text, *unit.span)) < 2
    return [each for span in lost for each in _asked(document, span, alone=alone)]


def _asked(document: Document, span: Span, *, alone: bool) -> list[Requirement]:
    """What a clause asks whose amount the items below say; as text where others stand beside it, which may be for others."""
    text = document.text
    return (
        parts_of(text, span, document.metadata.region, doer=True) if alone else [Requirement(text[slice(*span)], *span)]
    )


_FINANCIAL = frozenset({"银行", "担保公司", "融资租赁公司", "保险公司", "证券公司", "小额贷款公司"})
"""Roles of those that nobody doubts to be 金融机构."""


def or_as_named(each: Requirement, called: Sequence[str]) -> Requirement:
    """What an item above asks of all below it, for one that is `called` after those whom it is for (担保机构奖励, below 对金融机构给予奖励):
    the text counts them among those meant above."""
    named = names("roles").pattern.search(plain(called[0])) if called else None
    own = names("roles").values[named.group()] if named else ()
    of_kinds = bool(each.alternatives) and all(test.fact is Fact.ENTITY for test in each.tests)
    if not own or not of_kinds or _FINANCIAL.issuperset(own):
        return each
    return replace(each, alternatives=(*each.alternatives, (Test(Fact.ROLE, Operator.IN, own),)))
