"""A profile in words."""

from decimal import Decimal

from bot.amounts import money
from bot.benefit_texts import KNOWN
from bot.facts import FactKind, form_of
from bot.profile import Figure, Profile, Statement
from corpus.quantity import plain


def described(profile: Profile) -> str:
    """Everything that is known, in one line; "" for nothing."""
    confirmed = [KNOWN["confirmed"].format(count=len(profile.confirmed))] if profile.confirmed else []
    return "；".join([*(statement_text(each) for each in profile.statements), *confirmed])


def statement_text(statement: Statement) -> str:
    """One statement: 员工人数 60人, 不是规模以上企业, 2025年研发费用 约800万元."""
    form, period = form_of(statement.fact), statement.period
    if isinstance(statement.value, Figure):
        return f"{period}{form.label} {figure_text(statement.value, form.unit)}"
    if isinstance(statement.value, bool):
        return f"{period}{form.label}：{KNOWN['yes' if statement.value else 'no']}"
    name = statement.value.rsplit("/", 1)[-1]
    said = f"{form.label}：{name}" if statement.holds else KNOWN["not"].format(label=form.label, name=name)
    return f"{period}{said}" if form.kind is FactKind.NAMES else said


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
    return money(value) if unit == "元" else f"{plain(value)}{unit}"
