"""What the browser keeps of the tab 惠企匹配: the form as it was filled and what was told in answers, read with distrust, since
whatever stands there comes from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from bot.benefits.eligibility import Need
from bot.benefits.known_figure import Figure
from bot.benefits.profile import Profile
from bot.benefits.profile_files import LARGEST
from bot.records import Consultation
from corpus.errors import PolicybotError
from ui import texts

MAX_BYTES = 200_000
"""Bytes of what is kept: a filled form and some hundreds of answers are far below."""

MOST_TOLD = 1_000
"""Statements and words on clauses that are kept."""

MOST_DIGITS = 40
"""Digits of a figure; those that were reckoned have 28."""

Value = str | list[str]
"""What a field of the form holds."""


class KeptError(PolicybotError):
    """What was kept cannot be opened."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The form: the description, the day, and the fields that are filled, by the names of their facts; and what was told."""

    description: str = ""
    day: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)
    skipped: tuple[Need, ...] = ()

    @property
    def told(self) -> Consultation:
        """What was told in answers."""
        return Consultation(self.profile, skipped=frozenset(self.skipped))


_KEPT = TypeAdapter(Kept)


def dump(kept: Kept) -> str:
    """What is kept as JSON; "" where nothing was filled or told, or it is too much to keep."""
    if kept == Kept():
        return ""
    # in a component's value, which must hold nothing that looks like HTML
    written = _KEPT.dump_json(kept).replace(b"<", rb"\u003c")
    return written.decode() if len(written) <= MAX_BYTES else ""


def load(written: object) -> Kept:
    """What `dump` wrote. Raises KeptError for anything else."""
    if not isinstance(written, str) or len(written.encode(errors="replace")) > MAX_BYTES:
        raise KeptError(texts.BAD_KEPT)
    try:
        kept = _KEPT.validate_json(written)
    except ValidationError as exc:
        raise KeptError(texts.BAD_KEPT) from exc
    if max(len(kept.profile.statements), len(kept.profile.confirmed), len(kept.skipped)) > MOST_TOLD:
        raise KeptError(texts.BAD_KEPT)
    figures = [each.value for each in kept.profile.statements if isinstance(each.value, Figure)]
    if not all(_sound(bound) for figure in figures for bound in (figure.low, figure.high, figure.value)):
        raise KeptError(texts.BAD_KEPT)
    sound = replace(kept.profile, statements=()).with_statements(kept.profile.statements)  # nothing at odds with itself
    return replace(kept, profile=sound)


def _sound(bound: Decimal | None) -> bool:
    """Whether a bound of a figure is none, or one that can be reckoned with."""
    if bound is None:
        return True
    return (
        bound.is_finite()
        and abs(bound.adjusted()) <= LARGEST.adjusted()
        and len(bound.as_tuple().digits) <= MOST_DIGITS
    )
