"""Benefits as the plain data that a reviewed file holds, without what is empty."""

from decimal import Decimal
from typing import Any

from corpus.benefit_records import (
    Amount,
    Benefit,
    Combination,
    Quoted,
    Requirement,
    Term,
    Test,
)
from corpus.quantity import plain

OR = " | "
"""Between the names of a test (region in 浙江省 | 江苏省)."""

NUMBERS = ("value", "rate", "points", "cap", "floor", "years", "above", "up_to")
WORDS = ("base", "per", "cap_per")
"""Fields of an amount that are numbers, and those that are words."""


def as_data(benefit: Benefit, text: str) -> dict[str, Any]:
    """A benefit of the document that has the text."""
    return _Writer(text).benefit(benefit)


class _Writer:
    """Records as plain data. `at` stands with a quote that is not the first of its kind."""

    def __init__(self, text: str) -> None:
        self._text = text

    def benefit(self, benefit: Benefit) -> dict[str, Any]:
        return _filled(
            title=benefit.title,
            heading=list(benefit.heading),
            span=[benefit.start, benefit.end],
            amounts=[self._amount(each) for each in benefit.amounts],
            combination=str(benefit.combination) if benefit.combination is not Combination.EACH else "",
            beneficiaries=[self._requirement(each) for each in benefit.beneficiaries],
            conditions=[self._requirement(each) for each in benefit.conditions],
            not_with=self._quoted(benefit.not_with),
            apply=[self._quoted(each) for each in benefit.apply],
            materials=[self._quoted(each) for each in benefit.materials],
            window=self._quoted(benefit.window),
            opens=benefit.opens,
            closes=benefit.closes,
            schedule=self._quoted(benefit.schedule),
            term=self._term(benefit.term),
        )

    def _term(self, term: Term | None) -> dict[str, Any]:
        return (
            _filled(**self._place(term.clause, term.start), effective=term.effective, expires=term.expires)
            if term
            else {}
        )

    def _amount(self, amount: Amount) -> dict[str, Any]:
        return _filled(
            **self._place(amount.clause, amount.start),
            kind=str(amount.kind),
            **{name: _number(getattr(amount, name)) for name in NUMBERS},
            **{name: getattr(amount, name) for name in WORDS},
            base_fact=str(amount.base_fact or ""),
            per_fact=str(amount.per_fact or ""),
            bound=amount.bound,
            when=[self._requirement(each) for each in amount.when],
        )

    def _requirement(self, each: Requirement) -> dict[str, Any]:
        tests = [[_written(test) for test in tests] for tests in each.alternatives]
        return _filled(
            **self._place(each.clause, each.start),
            all=tests[0] if len(tests) == 1 else [],
            any=tests if len(tests) > 1 else [],
            partial=each.partial,
            excludes=each.excludes,
        )

    def _quoted(self, quoted: Quoted | None) -> Any:
        if quoted is None:
            return None
        place = self._place(quoted.text, quoted.start)
        return place if "at" in place else quoted.text

    def _place(self, quote: str, start: int) -> dict[str, Any]:
        return {"quote": quote} if self._text.find(quote) == start else {"quote": quote, "at": start}


def _filled(**fields: Any) -> dict[str, Any]:
    """The fields that say something; a sum of 0 does."""
    return {name: value for name, value in fields.items() if value or (value == 0 and value is not False)}


def _number(value: Decimal | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else str(plain(value))


def _written(test: Test) -> str:
    if isinstance(test.value, tuple):
        value = OR.join(test.value)
    elif isinstance(test.value, bool):
        value = "true" if test.value else "false"
    else:
        value = plain(test.value)
    return f"{test.fact} {test.operator} {value}" + (f" @{test.period}" if test.period else "")
