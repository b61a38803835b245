"""A profile in words."""

from decimal import Decimal

from bot.amounts import money
from bot.benefit_texts import KNOWN
from bot.facts import FactKind, fact_label, form_of
from bot.language import COLON, SEMICOLON, Language, language
from bot.profile import Figure, Profile, Statement
from corpus.quantity import plain


def described(profile: Profile) -> str:
    """Everything that is known, in one line; "" for nothing."""
    confirmed = [KNOWN["confirmed"].format(count=len(profile.confirmed))] if profile.confirmed else []
    return str(SEMICOLON).join([*(statement_text(each) for each in profile.statements), *confirmed])


def statement_text(statement: Statement) -> str:
    """One statement: 员工人数 60人, 不是规模以上企业, 2025年研发费用 约800万元."""
    form, period = form_of(statement.fact), statement.period
    if isinstance(statement.value, Figure):
        return f"{fact_label(statement.fact, period)} {figure_text(statement.value, form.unit)}"
    if isinstance(statement.value, bool):
        return f"{fact_label(statement.fact, period)}{COLON}{KNOWN['yes' if statement.value else 'no']}"
    name = statement.value.rsplit("/", 1)[-1]
    label = fact_label(statement.fact, period if form.kind is FactKind.NAMES else "")
    return f"{label}{COLON}{name}" if statement.holds else KNOWN["not"].format(label=label, name=name)


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
    return f"{plain(value)}{unit}"
