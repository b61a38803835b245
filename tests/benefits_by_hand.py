"""Benefits built by hand for the tests of matching: short ways to say them, over a text in which every clause stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.benefit_records import Amount, AmountKind, Benefit, Fact, Operator, Quoted, Requirement, Test
from corpus.records import Metadata
from index.benefits import Offer
from index.rows import Entry

CIXI = ("浙江省", "宁波市", "慈溪市")
DAY = date(2026, 11, 27)


def held(fact: Fact, *names: str, period: str = "") -> Test:
    return Test(fact, Operator.IN, names, period)


def number(fact: Fact, operator: str, value: str | int, period: str = "") -> Test:
    return Test(fact, Operator(operator), Decimal(value), period)


def yes(fact: Fact, value: bool = True, period: str = "") -> Test:
    return Test(fact, Operator.IS, value, period)


def requirement(clause: str, *alternatives: Test | tuple[Test, ...], **more: Any) -> Requirement:
    """Each alternative is a test or all tests of it."""
    sets = tuple(each if isinstance(each, tuple) else (each,) for each in alternatives)
    return Requirement(clause, 0, len(clause), sets, **more)


def amount(kind: AmountKind = AmountKind.FIXED, clause: str = "给予奖励", **more: Any) -> Amount:
    """Numbers may be given as whatever a Decimal is made of."""
    decimals = {
        name: Decimal(str(more[name])) for name in ("value", "rate", "points", "cap", "floor", "years") if name in more
    }
    return Amount(kind, clause, 0, len(clause), **(more | decimals))


def quoted(text: str) -> Quoted:
    return Quoted(text, 0, len(text))


def offer(
    *conditions: Requirement,
    title: str = "高企认定奖励",
    amounts: tuple[Amount, ...] = (),
    region: tuple[str, ...] = CIXI,
    issuer: str | None = "慈溪市人民政府",
    key: int = 1,
    repealed: date | None = None,
    meta: dict[str, Any] | None = None,
    **more: Any,
) -> Offer:
    """An offer of a document in force without an end unless `meta` says otherwise."""
    metadata = Metadata("关于支持企业的若干政策", issuer=issuer, region=region, effective=date(2025, 1, 1))
    metadata = replace(metadata, **(meta or {}))
    entry = Entry(key, f"{key:016x}", f"{key}.txt", "", metadata, 1, repealed)
    benefit = Benefit(f"{key:016x}.1", title, ("一、奖励",), 0, 10, amounts=amounts, conditions=conditions, **more)
    return Offer(entry, benefit)
