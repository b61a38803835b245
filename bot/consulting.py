"""Consultations of a library: whether a message is part of one, and what is answered then."""

from collections.abc import Sequence
from datetime import date

from bot.consultation import Consultation, begins, step
from bot.match_text import tell
from bot.records import Outcome
from index.benefits import find_offers
from index.catalogue import Catalogue


def consult(
    catalogue: Catalogue, message: str, history: Sequence[str], day: date, state: Consultation | None = None
) -> tuple[Outcome, Consultation] | None:
    """The answer to a message that asks which benefits there are for an enterprise, or goes on from there, with the state
    after it; None for any other, and where the library holds no benefits. Without a state the history is gone through."""
    begun = state.begun if state else any(begins(earlier, day) is not None for earlier in history)
    if not begun and begins(message, day) is None:
        return None
    offers = find_offers(catalogue)
    if not offers:
        return None
    current = state or Consultation()
    for earlier in () if state else history:
        before = step(current, earlier, offers, day)
        current = before.state if before else current
    found = step(current, message, offers, day)
    return (tell(found), found.state) if found else None
