"""Values of spreadsheet cells as the sheet shows them: 0.057 under "0.0%" is 5.7%, dates are 2024年5月1日.

Of the format codes of ECMA-376 part 1, 18.8.31 this reads what changes digits or adds words: decimals, thousands, percent,
scaling, leading zeros, quoted text, currency, and which parts of a date are shown.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

GENERAL_DIGITS = 15
"""Significant digits that a spreadsheet keeps; beyond them stands the noise of binary fractions."""

MAX_CODE = 255
"""Characters of a format code that Excel allows; the rest of a longer one is not looked at."""

_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_NOISE = re.compile(r"_.|\*.|\[(?!\$)[^\]]*\]")
_ESCAPED = re.compile(r"\\(.)")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_QUOTED = re.compile(r'"([^"]*)"')
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]+)?|\.[0#?]+")
_SCIENTIFIC = re.compile(r"[0#?][eE][+-]")
_FRACTION = re.compile(r"[#?0]\s*/\s*[?0-9]")


def shown(value: object, code: str = "General") -> str:
    """A cell's value under a number format; "" for an empty one."""
    if value is None:
        return ""
    code = code[:MAX_CODE]
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, code)
    if isinstance(value, datetime | date):
        return _date(value, code)
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return str(value).strip()


def _number(value: float, code: str) -> str:
    pattern = _CURRENCY.sub(r'"\1"', _section(value, _ESCAPED.sub(r'"\1"', code)))
    words = list(_QUOTED.findall(pattern))
    bare = _NOISE.sub("", _QUOTED.sub("\x00", pattern)).strip()
    digits = _DIGITS.search(bare)
    if digits is None or "General" in bare or _FRACTION.search(bare):
        return _around(bare if "General" in bare else "\x00" * len(words), "General", general(value), words)
    if _SCIENTIFIC.search(bare):
        return general(value)
    return _around(bare, digits.group(), _digits(value, digits.group(), bare), words)


def _section(value: float, code: str) -> str:
    """The part of a format for the value's sign; a negative keeps its sign also where the format shows it by colour."""
    sections = _SECTION.split(code or "General")
    return sections[2] if value == 0 and len(sections) > 2 and _DIGITS.search(sections[2]) else sections[0]


def _digits(value: float, pattern: str, bare: str) -> str:
    exact = Decimal(general(value))
    exact *= 100 if "%" in bare else 1
    whole, _, decimals = pattern.partition(".")
    after = bare.split(pattern, 1)[1]
    exact /= 1000 ** (len(whole) - len(whole.rstrip(",")) + len(after) - len(after.lstrip(",")))
    places = len(decimals)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if abs(exact) < 10**GENERAL_DIGITS else exact
    written = f"{abs(rounded):{',' if ',' in whole.rstrip(',') else ''}f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    if optional and "." in written:
        kept = len(written) - optional
        written = (written[:kept] + written[kept:].rstrip("0")).rstrip(".")
    zeros = whole.count("0")
    if len(written.split(".")[0]) < zeros:
        written = "0" * (zeros - len(written.split(".")[0])) + written
    return ("-" if rounded < 0 else "") + written


def _around(bare: str, digits: str, written: str, words: list[str]) -> str:
    """The number with what the format writes before and after it."""
    before, _, after = bare.partition(digits)
    sign = "-" if written.startswith("-") else ""
    quoted = iter(words)
    text = "".join(
        next(quoted, "") if char == "\x00" else char
        for char in f"{before}\x01{after}"
        if char not in ",()#?" and not (char in "+-" and not digits)
    )
    text = text.replace("\x01", written.removeprefix("-"))
    return (sign + text).strip()


def general(value: float) -> str:
    """A number without a format: no binary noise, no exponent; 3.0000000000000004 is 3."""
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    written = f"{Decimal(f'{value:.{GENERAL_DIGITS}g}'):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _date(value: date, code: str) -> str:
    plain = _NOISE.sub("", _QUOTED.sub("", _ESCAPED.sub("", code or ""))).lower()
    clock = value.strftime(" %H:%M") if isinstance(value, datetime) and (value.hour or value.minute) else ""
    has_year, has_day = "y" in plain or "e" in plain, "d" in plain
    if "h" in plain and not has_year and not has_day:
        return clock.strip() or "00:00"
    if not has_year and not has_day and "m" not in plain:
        has_year = has_day = True
    year = f"{value.year}年" if has_year else ""
    if has_year and not has_day and "m" not in plain:
        return year
    return f"{year}{value.month}月" + (f"{value.day}日{clock}" if has_day else "")
