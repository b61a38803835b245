"""Consultations of a library: whether a message is part of one, and what is answered then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.benefit_answers import benefit_form
from bot.consultation import begins, step
from bot.match_text import next_text, tell
from bot.records import Consultation, Kind, Outcome
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
    if found is None:
        return None
    if found.detail is None:
        return tell(found), found.state
    told = benefit_form(found.detail, catalogue.document(found.detail.entry.key), day)
    return replace(told, text=f"{told.text}\n\n{next_text(found)}", kind=Kind.MATCH), found.state
