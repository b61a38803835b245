"""Signature blocks (落款): lines of names and the day below them; and the printer's line at the very end (版记)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.dates import DAY, as_day, find_days
from corpus.organisations import organisations, region_of
from corpus.spans import Found
from corpus.text import ASIDE, lines

MAX_LINE = 120
"""Characters of a line of a signature; longer lines are prose."""

MAX_NAME_LINES = 12
"""Lines above the day in which joint issuers sign."""

_STAMPS = re.compile(r"[（(](?:盖章|印章|公章|章|代章|此页无正文)[）)]")
_PERSON = re.compile(
    r"(?:中华人民共和国)?(?:总理|主席|省长|市长|区长|县长|州长|局长|部长|主任|行长|署长|厅长|审计长|检察长|院长|书记)[ \u3000]*[:：]?[ \u3000]*"
    r"[\u4e00-\u9fff·][\u4e00-\u9fff· \u3000]{1,12}"
)
_PRINTED = re.compile(rf"(?P<day>{DAY})[ \u3000]*印[ \u3000]*发")
_BLANK = "#* \t\r\n\u3000"
_DIVIDERS = "、，,*#"
"""Between names; a bar divides the cells of a table, which nobody signs."""
_MAY_NAME = re.compile(rf"[\u4e00-\u9fff（）()·\s{_DIVIDERS}]*")
"""All that a line of names without a day consists of."""
_NATIONAL_NAME = re.compile("国|中共|中央|全国|最高|财政部|教育部")


@dataclass(frozen=True, slots=True)
class Signature:
    """A block at [start, end): who signed, and the latest day in it."""

    names: tuple[Found[str], ...]
    day: Found[date] | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    names: tuple[Found[str], ...] = ()
    days: tuple[Found[date], ...] = ()
    person: bool = False

    @property
    def signed(self) -> bool:
        return bool(self.names or self.days or self.person)


@lru_cache(maxsize=1)  # the metadata and the parts of a document ask for them in turn
def signatures(text: str, body: int) -> tuple[Signature, ...]:
    """The signature blocks of the body in order: each has a day, but for one of names alone that ends the text."""
    read = [_line(text, begin, end) for begin, end in lines(text, body)]
    found: list[Signature] = []
    used = 0
    for position, line in enumerate(read):
        dated_next = position + 1 < len(read) and bool(read[position + 1].days)
        if not line.days or (dated_next and not read[position + 1].names and not line.names):
            continue
        above = position
        while above > used and position - above < MAX_NAME_LINES and read[above - 1].signed:
            above -= 1
        found.append(_block(read[above : position + 1]))
        used = position + 1
    merged = _merge(found, text)
    if read and read[-1].names and not read[-1].days and _is_full(read[-1]):
        first = len(read) - 1
        while first and read[first - 1].names and not read[first - 1].days:
            first -= 1
        merged.append(_block(read[first:]))
    return tuple(merged)


def printed(text: str, body: int) -> Found[date] | None:
    """The day in the printer's line (…办公厅秘书处 2024年7月29日印发); the last one."""
    for match in reversed(list(_PRINTED.finditer(text, body))):
        day = as_day(match["day"])
        line_end = text.find("\n", match.end())
        if day and not text[match.end() : line_end if line_end >= 0 else len(text)].strip(" 　\t。|"):
            return Found(day, match.start("day"), match.end("day"))
    return None


def _line(text: str, begin: int, end: int) -> _Line:
    """Names and days of a line that holds nothing else; notes behind a day ("（机器人）") count as nothing."""
    if end - begin > MAX_LINE:
        return _Line(begin, end)
    if _PERSON.fullmatch(text[begin:end].strip("# *")):
        return _Line(begin, end, person=True)
    days = find_days(text, begin, end)
    if not days and not _MAY_NAME.fullmatch(text, begin, end):
        return _Line(begin, end)
    plain = list(text[begin:end])
    notes = [match.span() for match in (ASIDE if days else _STAMPS).finditer(text, begin, end)]
    for start, stop in [*(day.span for day in days), *notes]:
        plain[start - begin : stop - begin] = " " * (stop - start)
    rest = "".join(" " if char in _DIVIDERS else char for char in plain)
    names = _names(rest, begin)
    return _Line(begin, end, names, tuple(days)) if names or not rest.strip() else _Line(begin, end)


def _names(plain: str, offset: int) -> tuple[Found[str], ...]:
    return tuple(
        Found(name.value, name.start + offset, name.end + offset) for name in organisations(plain, 0, len(plain))
    )


def _block(read: list[_Line]) -> Signature:
    names = {name.value: name for line in reversed(read) for name in reversed(line.names)}
    days = [day for line in read for day in line.days]
    latest = max(days, key=lambda day: day.value) if days else None
    ordered = tuple(sorted(names.values(), key=lambda name: name.start))
    return Signature(ordered, latest, read[0].start, read[-1].end)


def _merge(found: list[Signature], text: str) -> list[Signature]:
    """Blocks that follow each other line by line are one: several bodies signed on several days."""
    merged: list[Signature] = []
    for block in found:
        last = merged[-1] if merged else None
        if last and not text[last.end : block.start].strip(_BLANK):
            days = [day for day in (last.day, block.day) if day]
            names = {name.value: name for name in (*reversed(block.names), *reversed(last.names))}
            merged[-1] = Signature(
                tuple(sorted(names.values(), key=lambda name: name.start)),
                max(days, key=lambda day: day.value, default=None),
                last.start,
                block.end,
            )
        else:
            merged.append(block)
    return merged


def _is_full(line: _Line) -> bool:
    return all(region_of(name.value) or _NATIONAL_NAME.match(name.value) for name in line.names)
