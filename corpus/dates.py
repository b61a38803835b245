"""Days and periods as official documents write them: 2024年2月1日, 2024-02-01, 二○二四年二月一日, 三年, 6个月."""

import re
from calendar import monthrange
from datetime import date, timedelta

from corpus.numerals import chinese_integer
from corpus.spans import Found

_ZEROS = "〇○零OoＯ０◯"
_DIGITS = f"一二三四五六七八九{_ZEROS}"
DAY = (
    r"(?:(?<!\d)[12１２]\d{3}[ \u3000]*[年./．-][ \u3000]*\d{1,2}[ \u3000]*[月./．-][ \u3000]*\d{1,2}(?!\d)(?:[ \u3000]*日)?"
    rf"|[二一][{_DIGITS}]{{3}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日)"
)
"""Pattern of a whole day; a month alone is none."""

_OF_MONTH = r"\d{1,2}[ \u3000]*月份?(?:底|末|(?![ \u3000]*\d|[上中下初前]))"
_OF_YEAR = r"年?[底末](?!\d)|(?=[ \u3000]*(?:[止。，,；;）)\s|]|为止|自[动行]失效|失效|$))"
LIMIT = rf"(?:{DAY}|(?<!\d)[12]\d{{3}}[ \u3000]*年[ \u3000]*(?:{_OF_MONTH}|{_OF_YEAR}))"
"""Pattern of what a period goes to: a whole day, or a month or a year to its end (2027年12月31日, 2027年12月, 2027年底)."""

COUNT = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})"
"""Pattern of the number of days, months or years in a period."""

_DAY = re.compile(DAY)


def find_days(text: str, start: int = 0, end: int | None = None) -> list[Found[date]]:
    """The days written in text[start:end]; 2024年2月30日, which no calendar has, is left out."""
    matches = _DAY.finditer(text, start, len(text) if end is None else end)
    return [Found(day, m.start(), m.end()) for m in matches if (day := as_day(m.group())) is not None]


def first_day(text: str, start: int = 0, end: int | None = None) -> Found[date] | None:
    """The first day written in text[start:end]."""
    return next(iter(find_days(text, start, end)), None)


def as_day(written: str) -> date | None:
    """The day that a text of the form DAY means; None for a day that the calendar does not have."""
    year, month, day = re.findall(r"[^年月日./．\-\s]+", written)
    if not year.isdigit():
        year = "".join("0" if digit in _ZEROS else str(chinese_integer(digit)) for digit in year)
    try:
        return date(int(year), chinese_integer(month), chinese_integer(day))
    except ValueError:
        return None


def as_limit(written: str) -> date | None:
    """The last day of what a text of the form LIMIT means; None for a day or month that the calendar does not have."""
    if re.fullmatch(DAY, written):
        return as_day(written)
    year, *month = (int(number) for number in re.findall(r"\d+", written))
    if not month:
        return date(year, 12, 31)
    return date(year, month[0], monthrange(year, month[0])[1]) if 1 <= month[0] <= 12 else None


def count_of(written: str) -> int:
    """Value of a text of the form COUNT: 两 is 2, 30 is 30."""
    return chinese_integer(written.replace("两", "二"))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or the first day after that month where it has no such day (31 January + 1 month is
    1 March): what lasts a month from 31 January then lasts through February."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, length)) + timedelta(days=1 if day.day > length else 0)


def last_day(first: date, months: int) -> date:
    """The last of so many months that begin on `first`: three years from 8 September 2023 end on 7 September 2026."""
    return add_months(first, months) - timedelta(days=1)
