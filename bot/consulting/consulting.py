"""Consultations of a library: whether a message is part of one, and what is answered then."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import dropwhile

from bot.benefits.benefit_texts import CHAT
from bot.benefits.requesting import asks_how_much, begins, tells_its_own_case
from bot.consulting.benefit_answers import benefit_form
from bot.consulting.consultation import step
from bot.consulting.match_text import next_text, tell
from bot.records import Consultation, Kind, Outcome
from index.benefits import find_offers
from index.catalogue import Catalogue


def opens(message: str, day: date, solved: Callable[[str], bool]) -> bool:
    """Whether a message begins a consultation: one that asks how much there is for a case does not where it is `solved`, or nothing of the case
    can be put to conditions."""
    if begins(message, day) is None:
        return False
    return not asks_how_much(message, day) or not (tells_its_own_case(message, day) or solved(message))


def consult(
    catalogue: Catalogue,
    message: str,
    history: Sequence[str],
    day: date,
    state: Consultation | None = None,
    *,
    solved: Callable[[str], bool],
) -> tuple[Outcome, Consultation] | None:
    """The answer to a message that asks which benefits there are for an enterprise, or goes on from there, with the state
    after it; None for any other, and where the library holds no benefits. Without a state the history is gone through; `solved`
    tells of a message whether a rule answers the case that it tells."""
    current = state or Consultation()
    turns = () if state else tuple(dropwhile(lambda earlier: not opens(earlier, day, solved), history))
    if not (current.begun or turns or opens(message, day, solved)):
        return None
    offers = find_offers(catalogue)
    if not offers:
        return None
    for earlier in turns:
        before = step(current, earlier, offers, day)
        current = before.state if before else current
    found = step(current, message, offers, day)
    if found is None:
        return None
    if found.detail is None:
        return tell(found), found.state
    told = benefit_form(found.detail, catalogue.document(found.detail.entry.key), day)
    return replace(told, text=f"{told.text}\n\n{next_text(found)}", kind=Kind.MATCH), found.state


def offered(catalogue: Catalogue, message: str, day: date) -> str:
    """The line that offers a consultation below the answer to what one case comes to; "" for any other message, and where
    there are no benefits to match."""
    wanted = asks_how_much(message, day) and not tells_its_own_case(message, day)
    return CHAT["offered"] if wanted and find_offers(catalogue) else ""
