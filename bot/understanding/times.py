"""The day or days that a question speaks of: 2024年初, 到2027年春天, 2021年12月的时候, 明年."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from corpus.dates import DAY, as_day
from corpus.text import fold

_SEASONS = {"初": (1, 3), "春": (3, 5), "夏": (6, 8), "年中": (6, 7), "中": (6, 7), "秋": (9, 11), "冬": (12, 12), "底": (12, 12), "末": (12, 12),
            "上半年": (1, 6), "下半年": (7, 12)}  # fmt: skip
_RELATIVE = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_NEW_YEAR = "元旦"
_TIME = re.compile(
    rf"(?:到|在|截至|截止)?(?:了)?(?:(?P<day>{DAY})|(?P<year>(?:19|20)\d{{2}}(?=年)|{'|'.join(_RELATIVE)})年?"
    rf"(?:(?P<month>1?\d)月份?|(?P<part>初|{_NEW_YEAR}|[春夏秋冬](?:天|季)?|年中|中|[底末]|[上下]半年))?)(?:的?时候|那时候?|那会儿|问)?的?"
)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day that words of a question name, at [start, end) of its folded text."""

    first: date
    last: date
    start: int
    end: int


def days_in(text: str, today: date) -> Days | None:
    """The last day or days that a question names, None where it names none."""
    return next(reversed(all_days_in(text, today)), None)


def all_days_in(text: str, today: date) -> list[Days]:
    """The day or days that a question names, in order."""
    return [days for match in _TIME.finditer(fold(text)) if (days := _read(match, today))]


def _read(match: re.Match[str], today: date) -> Days | None:
    if match["day"]:
        day = as_day(match["day"])
        return Days(day, day, *match.span()) if day else None
    year = today.year + _RELATIVE[match["year"]] if match["year"] in _RELATIVE else int(match["year"])
    if match["part"] == _NEW_YEAR:
        return Days(date(year, 1, 1), date(year, 1, 1), *match.span())
    first, last = _months(match)
    if not 1 <= first <= last <= 12:
        return None
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]), *match.span())


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["month"]:
        return int(match["month"]), int(match["month"])
    part = match["part"] or ""
    return next((months for name, months in _SEASONS.items() if part.startswith(name)), (1, 12))
