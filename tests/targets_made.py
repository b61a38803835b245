"""Rows of the table of targets, made by hand."""

import re
from datetime import date
from decimal import Decimal

from corpus.records import Indicator, IndicatorKind, Metadata
from index.rows import Entry
from index.targets import Target


def target(
    metric: str,
    figure: str,
    *,
    unit: str = "元",
    value: str | None = None,
    kind: IndicatorKind = IndicatorKind.ACHIEVED,
    year: int | None = 2023,
    region: tuple[str, ...] = ("乙省", "甲市"),
    organisation: str | None = None,
    qualifiers: tuple[str, ...] = (),
    start: int = 20,
    key: int = 7,
) -> Target:
    """A row whose sentence is 某某：<figure>。; its value is read from "80亿元" where none is given."""
    match = re.match(r"[\d.]+", figure)
    number = Decimal(value or (match[0] if match else "0")) * (100_000_000 if "亿" in figure and value is None else 1)
    quote = f"某某：{figure}。"
    indicator = Indicator(
        metric, number, unit, kind, year, region, start, start + len(figure), (start - 3, start - 1),
        (start - 3, start - 3 + len(quote)), qualifiers, organisation=organisation, heading=("一、成效",),
    )  # fmt: skip
    meta = Metadata(title="甲市<总结>", number="甲科〔2024〕5号", region=region, published=date(2024, 2, 1))
    return Target(Entry(key, f"{key:016x}", "/data/a.txt", "", meta, 3), indicator, figure, quote)
