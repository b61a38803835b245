"""A profile in words."""

from collections.abc import Sequence
from decimal import Decimal

from bot.benefits.amounts import money
from bot.benefits.benefit_texts import HEARD, KNOWN
from bot.benefits.confirming import Confirmation
from bot.benefits.known_figure import Figure
from bot.benefits.profile import Profile, Statement
from bot.benefits.profile_heard import Unread, Why
from bot.language import BRACKETED, COLON, LIST, SEMICOLON, Language, language
from bot.understanding.facts import FactKind, fact_label, form_of
from corpus.benefit_records import Fact
from corpus.benefit_sentences import Doing, doing_of
from corpus.quantity import plain


def described(profile: Profile) -> str:
    """Everything that is known, in one line; "" for nothing."""
    told = [*map(statement_text, profile.statements), *map(confirmation_text, profile.confirmed)]
    return str(SEMICOLON).join(told)


def confirmation_text(said: Confirmation) -> str:
    """A person's word on a clause; of one that bars, whether what it tells of is so."""
    bars = said.excludes or doing_of(said.clause) is Doing.EXCLUDES
    kinds = ("spared", "barred") if bars else ("met", "unmet")
    return KNOWN[kinds[not said.met]].format(clause=shorten(said.clause))


def unread_texts(unread: Sequence[Unread]) -> list[str]:
    """What of a description was not taken up: a sentence for each reason."""
    by_reason = {why: [f"“{each.words}”" for each in unread if each.why is why] for why in Why}
    return [HEARD[why].format(words=str(LIST).join(words)) for why, words in by_reason.items() if words]


def shorten(clause: str) -> str:
    """A clause in one line that is not too long."""
    words = " ".join(clause.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


DIGITS = 2
"""Decimals of a figure that is shown."""

LONGEST = 40
"""Characters of a clause where it is only named."""


def statement_text(statement: Statement) -> str:
    """One statement: 员工人数 60人, 不是规模以上企业, 2025年研发费用 约800万元."""
    form, period = form_of(statement.fact), statement.period
    if isinstance(statement.value, Figure):
        about = BRACKETED.format(shorten(statement.benefit.rpartition("：")[2])) if statement.benefit else ""
        return f"{fact_label(statement.fact, period)} {figure_text(statement.value, form.unit)}{about}"
    if isinstance(statement.value, bool):
        return f"{fact_label(statement.fact, period)}{COLON}{KNOWN['yes' if statement.value else 'no']}"
    name = statement.value.rsplit("/", 1)[-1]
    label = fact_label(statement.fact, period if form.kind is FactKind.NAMES else "")
    if statement.holds:
        return f"{label}{COLON}{name}"
    return KNOWN["none" if statement.fact is Fact.PROJECT else "not"].format(label=label, name=name)


def figure_text(figure: Figure, unit: str) -> str:
    """A figure with its unit, as it was given: 约800万元, 不到300人."""
    if figure.value is not None:
        return f"{KNOWN['about'] if figure.about else ''}{_shown(figure.value, unit)}"
    if figure.low is None and figure.high is not None:
        return KNOWN["below" if figure.high_open else "at_most"].format(value=_shown(figure.high, unit))
    if figure.high is None and figure.low is not None:
        return KNOWN["above" if figure.low_open else "at_least"].format(value=_shown(figure.low, unit))
    return "～".join(_shown(each, unit) for each in (figure.low, figure.high) if each is not None)


def _shown(value: Decimal, unit: str) -> str:
    if unit == "元":
        return money(value)
    unit = unit if language() is Language.CHINESE or unit == "%" else ""  # the English label has it
    return f"{plain(round(value, DIGITS))}{unit}"
