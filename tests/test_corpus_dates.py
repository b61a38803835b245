import re
from datetime import date

import pytest

from corpus.dates import LIMIT, add_months, as_limit, count_of, find_days, first_day, last_day


@pytest.mark.parametrize(
    "written",
    [
        "2024年2月1日", "2024年02月01日", "2024 年 2 月 1 日", "２０２４年２月１日", "2024-02-01", "2024.2.1", "2024/2/1",
        "二〇二四年二月一日", "二○二四年二月一日", "二零二四年二月一日",
    ],
)  # fmt: skip
def test_days(written: str) -> None:
    found = first_day(f"自{written}起")
    assert found is not None
    assert found.value == date(2024, 2, 1)
    assert f"自{written}起"[found.start : found.end] == written


@pytest.mark.parametrize(
    "written", ["2024年2月30日", "2024年2月", "13302820029365B/2024-138794", "12024-02-01", "2024-02-011"]
)
def test_no_days(written: str) -> None:
    assert find_days(written) == []


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2027年12月31日", date(2027, 12, 31)),
        ("2024年2月", date(2024, 2, 29)),
        ("2025年 6 月底", date(2025, 6, 30)),
        ("2025年底", date(2025, 12, 31)),
        ("2025年", date(2025, 12, 31)),
        ("2025年13月", None),
    ],
)
def test_what_a_period_goes_to(written: str, last: date | None) -> None:
    match = re.search(f"至({LIMIT})", f"至{written}。")
    assert match is not None
    assert (match[1], as_limit(match[1])) == (written, last)


@pytest.mark.parametrize("written", ["2025年6月上旬", "2025年6月前", "2025年春季", "2025年度"])
def test_what_is_no_end_of_a_period(written: str) -> None:
    assert re.search(f"至({LIMIT})", f"至{written}。") is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 15), 1, date(2024, 2, 15)),
        (date(2024, 1, 31), 1, date(2024, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
    ],
)
def test_add_months(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2023, 9, 8), 36, date(2026, 9, 7)),
        (date(2024, 1, 1), 12, date(2024, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2020, 3, 1), 60, date(2025, 2, 28)),
    ],
)
def test_last_day(first: date, months: int, last: date) -> None:
    assert last_day(first, months) == last


def test_counts() -> None:
    assert [count_of(written) for written in ("3", "30", "两", "十", "十五", "三十")] == [3, 30, 2, 10, 15, 30]
