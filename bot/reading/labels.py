"""How rows of the table of indicators are named and written in answers."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.language import BRACKETED, COLON, LIST
from bot.texts import AIMED, FELL, KINDS, LABEL, QUOTE, YEAR, YEARS
from corpus.quantity import plain
from corpus.records import Indicator, IndicatorKind
from corpus.regions import Region
from index.targets import Target, is_fall, is_target

_PLAIN_WORDS = frozenset(("完成", "全市", "实现", "达到"))
_SAID_OF = (IndicatorKind.GROWTH, IndicatorKind.SHARE, IndicatorKind.RANK)
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_BARE = re.compile(r"[-+−<>≥≤约近超\s]*\d[\d,，.\s]*")
_SCALES = {Decimal(100_000_000): "亿", Decimal(10_000): "万", Decimal(1_000): "千"}
_NO_NAME = re.compile(
    "[()（）?？]|多少|[几哪谁]|怎么|什么"
    "|^(?:里(?!程)|跟(?!踪)|把|让|做|[能要会](?:不能|不要|不会)?[报提交办拿领补贷用申享退花占给])"
    "|(?:年|年初|原[来先]|当时)[定说报批]$"
    "|(?:[了的吗呢拿掏占差推]|才行|可以|要|能|(?<!供)给|(?<![补津])贴)$"
)
"""Words of a question that no name of a thing has, opens with or ends in."""


def is_name(asked: str) -> bool:
    """Whether what is left of the words of a question names a thing (年度计划投资), and is no rest of a sentence (里要提, 能报)."""
    return len(asked) > 1 and not _NO_NAME.search(asked)


def label(row: Target) -> str:
    """Place or body, year and metric of a row: 宁波市2024年技术交易额（目标）."""
    found = row.indicator
    whose = found.organisation or (found.region[-1] if found.region else "")
    year = YEAR.format(found.year) if found.year else ""
    said = LABEL.format(whose=whose, year=year, name=name(found)).strip()
    return f"{said}{AIMED if is_target(found) else ''}"


def name(found: Indicator) -> str:
    """The metric of an indicator with what narrows it, and what is said of it unless that is its level."""
    narrow = str(LIST).join(each for each in found.qualifiers if each not in _PLAIN_WORDS)
    word = str(FELL) if is_fall(found) else KINDS[found.kind] if found.kind in _SAID_OF else ""
    return f"{found.metric}{BRACKETED.format(narrow) if narrow else ''}{word}"


def figure(row: Target) -> str:
    """The figure as written, with its unit where that stands elsewhere (in the header of a table)."""
    unit = row.indicator.unit
    if not _BARE.fullmatch(row.figure) or unit in ("", "位", "名"):
        return row.figure
    return f"{row.figure.strip()}{scale(row)[1]}{unit}"


def scale(row: Target) -> tuple[Decimal, str]:
    """The scale in which a row's figure is written: (100000000, 亿) for 3.6亿元."""
    return scale_of(row.figure, row.indicator.value)


def scale_of(figure: str, value: Decimal | None) -> tuple[Decimal, str]:
    """The scale in which a figure of this value is written."""
    written = _NUMBER.search(figure)
    number = Decimal(re.sub("[,，]", "", written.group())) if written else Decimal(0)
    if not number or value is None:
        return Decimal(1), ""
    ratio = abs(value) / number
    return (ratio, _SCALES[ratio]) if ratio in _SCALES else (Decimal(1), "")


def scaled(value: Decimal, by: tuple[Decimal, str]) -> str:
    """A value in a scale, without its word."""
    return plain(value / by[0])


def place_of(rows: Sequence[Target]) -> str:
    """The places of rows."""
    places: list[Region] = list(dict.fromkeys(row.indicator.region for row in rows if row.indicator.region))
    return str(LIST).join(place[-1] for place in places)


def years_of(years: Sequence[int]) -> str:
    """Years as they are said."""
    return "".join(YEARS.format(year) for year in years).strip()


def quotes(rows: Sequence[Target]) -> list[str]:
    """The sentences of rows with their marks, each sentence once."""
    lines: dict[str, list[int]] = {}
    for at, row in enumerate(rows, 1):
        lines.setdefault(row.quote, []).append(at)
    return [f"{QUOTE}{quote} {''.join(f'[{at}]' for at in marks)}" for quote, marks in lines.items()]


def lines(rows: Sequence[Target]) -> list[str]:
    """A line for each row with its mark."""
    return [f"{label(row)}{COLON}{figure(row)} [{at}]" for at, row in enumerate(rows, 1)]
