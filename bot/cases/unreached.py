"""What a case falls short of: below the lowest figure from which a rule gives anything, nothing is reckoned but what is lacking."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.cases.blocks import blocks
from bot.cases.case import Case, case, of_bound
from bot.cases.cases import LEAST_SAID, asks_amount, said_near
from bot.cases.grants import Block, Gives, Grant, grants
from bot.cases.verdicts import asks_whether
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, quoted
from bot.records import Kind, Outcome
from bot.texts import VERDICTS
from bot.understanding.bounds import Bound, bounds_in
from bot.understanding.stated import Stated, in_unit, missing
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical
from corpus.text import fold

_GIVES = (Gives.AMOUNT, Gives.RATE, Gives.TIMES)


@dataclass(frozen=True, slots=True)
class Short:
    """That a case is below a threshold, told in a line, and the sentence that sets it."""

    line: str
    at: int


def fallen_short(inquiry: Inquiry) -> Outcome | None:
    """What lacks to a case for which an amount, or whether it may be had, is asked, by the rule that is likeliest meant; None
    where it does not plainly fall short of that."""
    question = inquiry.asked.text
    told = case(question)
    if inquiry.fresh or not told.own or not (asks_amount(question) or asks_whether(question)):
        return None
    found = next(blocks(inquiry), None)
    short = unreached(told, found.block) if found else None
    if found is None or short is None or said_near(inquiry, found.block, (short.at,)) < LEAST_SAID:
        return None
    citations = cite_evidence([found.items[short.at]])
    return Outcome("\n\n".join([f"{short.line}[1]", *quoted(citations)]), Kind.TEXT, None, citations)


def unreached(told: Case, block: Block) -> Short | None:
    """The lowest threshold of a block's grants, where the one figure of the case that all of them are of is below it; None where
    some grant asks for no such figure, or it is not sure that the figure is of that."""
    found = [each for each in grants(block.sentences, block.heads) if each.gives in _GIVES and not each.extra]
    floors = [_floor(told, grant) for grant in found]
    known = [floor for floor in floors if floor is not None]
    if not known or len(known) < len(floors) or any(own is not known[0][1] for _, own, _ in known):
        return None
    bound, own, grant = min(known, key=_lowest)
    if bound.meets(own) is not False or not _is_named(told, bound, grant):
        return None
    lacking = missing(_lowest((bound, own, grant)) - (own.value or Decimal(0)), own.unit)
    gap = VERDICTS["short"].format(gap=lacking)
    return Short(VERDICTS["missed"].format(hedge="", clause=_words(bound, grant), own=own.text, gap=gap), grant.at)


def _lowest(floor: tuple[Bound, Stated, Grant]) -> Decimal:
    """A threshold in the unit of the case."""
    bound, own, _ = floor
    return bound.value * (in_unit(bound.unit, own.unit) or Decimal(1))


def _words(bound: Bound, grant: Grant) -> str:
    """The words of the text that set a threshold."""
    pieces = [piece.strip() for piece in re.split("[,，;；:：]", f"{grant.lead}{grant.label}")]
    return next((piece for piece in pieces if any(each.value == bound.value for each in bounds_in(piece))), pieces[0])


def _floor(told: Case, grant: Grant) -> tuple[Bound, Stated, Grant] | None:
    """The bound from which a grant begins, with the figure of the case that it is of."""
    for bound in grant.bounds:
        own = of_bound(told, bound, tier=True) if bound.sign in (">=", ">") else None
        if own is not None and own.value is not None:
            return bound, own, grant
    return None


def _is_named(told: Case, bound: Bound, grant: Grant) -> bool:
    """Whether the case says what the threshold is of."""
    named: Sequence[str] = content(canonical(bound.item)) or content(canonical(fold(f"{grant.lead}{grant.label}")))
    return any(said_in(word, told.words) for word in named)
