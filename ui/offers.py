"""What policies give, as lines of a table and as plain data."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from corpus.benefit_records import Amount, AmountKind, Benefit
from corpus.quantity import plain
from index.benefits import Offer

SHOWN = ("地区", "优惠", "给多少", "条件", "其中可核对", "申报时间", "文件")
"""Columns of the table; 其中可核对 is how many conditions are fully typed."""

_BENEFIT = TypeAdapter(Benefit)
_LONGEST = 40
"""Characters of a cell."""


def to_text(offers: Sequence[Offer]) -> str:
    """The benefits as lines of tab-divided columns, with a head; "" without any."""
    return "\n".join("\t".join(row) for row in [SHOWN, *map(_row, offers)]) if offers else ""


def offer_data(offer: Offer) -> dict[str, Any]:
    """A benefit as plain data with the document that gives it."""
    data: dict[str, Any] = _BENEFIT.dump_python(offer.benefit, mode="json")
    meta = offer.entry.metadata
    return data | {"document": {"id": offer.entry.id, "title": meta.title, "region": list(meta.region)}}


def amount_line(amount: Amount) -> str:
    """An amount in a few words: 按设备投资额的10%，最高200万元."""
    said = _reckoned(amount)
    if amount.cap is not None and said != f"最高{_yuan(amount.cap)}":
        said += f"，{amount.cap_per}最高{_yuan(amount.cap)}".replace("最高最高", "最高")
    return said


def _reckoned(amount: Amount) -> str:
    most = "最高" if amount.bound else ""
    if amount.value is not None:
        each = f"每{amount.per}" if amount.kind is AmountKind.PER_UNIT else ""
        return f"{each}{most}{_yuan(amount.value)}"
    if amount.rate is not None:
        return f"{amount.base}{most}{plain(amount.rate)}%"
    if amount.points is not None:
        return f"贴息率{most}{plain(amount.points)}%"
    if amount.cap is not None:
        return f"最高{_yuan(amount.cap)}"
    return {AmountKind.RELIEF: "减免", AmountKind.IN_KIND: "非资金支持"}.get(amount.kind, "未写明金额")


def _yuan(value: Any) -> str:
    for scale, name in ((100_000_000, "亿元"), (10_000, "万元")):
        if value >= scale:
            return f"{plain(value / scale)}{name}"
    return f"{plain(value)}元"


def _row(offer: Offer) -> tuple[str, ...]:
    benefit, meta = offer.benefit, offer.entry.metadata
    asked = [*benefit.requirements, *(each for amount in benefit.amounts for each in amount.when)]
    typed = sum(each.typed for each in asked)
    return tuple(
        _short(cell)
        for cell in (
            meta.region[-1] if meta.region else "",
            benefit.title + ("（已审核）" if benefit.curated else ""),
            "；".join(amount_line(amount) for amount in benefit.amounts),
            str(len(asked)),
            str(typed),
            benefit.window.text if benefit.window else "",
            meta.title,
        )
    )


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
