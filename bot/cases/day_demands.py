"""Days that a clause demands of something that was done (签订日在2023年9月1日及以后, 2018年9月1日至2019年8月31日期间出生), against the
day that the asker tells of the same.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.cases.demands import OPENS_BANS, forbids
from bot.understanding.segments import LABEL, part
from bot.understanding.times import Days, all_days_in
from corpus.dates import DAY, as_day
from corpus.text import fold

_DONE = (
    ("签", re.compile("签订|签约|签署|签(?:的|了|完)?|合同")),
    ("生", re.compile("出生|生于|生的|(?<=[日月])生|周岁")),
    ("买", re.compile("购买|购置|购入|买")),
    ("得", re.compile("取得|获得|拿到|获评|评上|认定|批准|获批|核发|颁发|授予|授权|办的|办好|办下|办到")),
    ("建", re.compile("建成|建的|建好|建造|建于|盖的|盖好|竣工|投产|完工|验收|投用|投入使用")),
    ("开", re.compile("开工|动工|启动|开始建设")),
    ("立", re.compile("注册|成立|设立|登记|开业|创办")),
    ("毕", re.compile("毕业")),
    ("职", re.compile("就业|入职|上班|参加工作|创业")),
    ("户", re.compile("落户|迁入|入户")),
)
"""What can be done on a day, by the words of documents and of people."""

_SINCE = re.compile("(?:及|或)?(?:以后|之后|后|起)|[（(]含[）)](?:以后|之后|后)")
_UNTIL = re.compile("(?:及|或)?(?:以前|之前|前|止)|[（(]含[）)](?:以前|之前|前)")
_IN_FORCE = re.compile("施行|实施|执行|生效|有效|印发|发布|废止|停止")
"""Days of the text itself are no demands."""

_WHEN = re.compile(rf"(?P<day>{DAY})|(?<!\d)(?P<year>(?:19|20)\d{{2}})年(?:(?P<month>\d{{1,2}})月)?(?!\d)")
"""A day, or a year with or without a month."""

_SHORT_YEAR = re.compile(r"(?<!\d)(?P<year>\d\d)年(?=\d{1,2}月|出?生)")
"""A year of two digits before a month or a birth."""

_Bound = tuple[date, date] | tuple[tuple[date, date], None] | tuple[None, tuple[date, date]]
"""Two days between which something lies, or the days since or until which it does."""

_RANGE = re.compile("^(?:起)?(?:至|到|—|-|~)")


@dataclass(frozen=True, slots=True)
class DayFinding:
    """A clause as written whose days were compared, whether it is met, the asker's day as written, and whether the days are
    those of what is barred."""

    quote: str
    met: bool
    said: str
    barred: bool


def day_findings(question: str, text: str, today: date, opener: str = "") -> tuple[DayFinding, ...]:
    """What a sentence, or an item of the list that `opener` opens, demands of the day of something that the question dates; nothing
    where the asker's days lie on both sides of a bound, or the question dates several things of that kind."""
    folded = _SHORT_YEAR.sub(_long_year, fold(question)).replace("号", "日")
    told = [(days, kind) for days in all_days_in(folded, today) for kind in _kinds(folded, days.start, days.end)]
    found: list[DayFinding] = []
    for bound, start, end in _spans(text):
        left, right = part(text, start, end)
        clause_start, clause_end = _clause(text, start, end, left, right)
        kinds = set(_kinds(fold(text), start, end))
        same = [days for days, kind in told if kind in kinds]
        if len({(days.first, days.last) for days in same}) != 1 or _IN_FORCE.search(text[clause_start:clause_end]):
            continue
        met = _within(same[0], bound)
        if met is not None:
            quote = LABEL.sub("", text[clause_start:clause_end]).strip()
            barred = forbids(text[clause_start:right]) or bool(OPENS_BANS.search(opener))
            said = folded[same[0].start : same[0].end].strip("的在到了")
            found.append(DayFinding(quote, met != barred, said, barred))
    return tuple(found)


def _long_year(match: re.Match[str]) -> str:
    return f"{'20' if match['year'] < '40' else '19'}{match['year']}年"


def _spans(text: str) -> Iterator[tuple[_Bound, int, int]]:
    """Each bound on days, and where it stands; a year or a month stands for all its days."""
    matches = list(_WHEN.finditer(text))
    at = 0
    while at < len(matches):
        match = matches[at]
        named, behind = _days(match), text[match.end() :]
        following = matches[at + 1] if at + 1 < len(matches) else None
        to = _days(following) if following and _RANGE.match(behind) and following.start() - match.end() <= 2 else None
        if named and following and to:
            yield (named[0], to[1]), match.start(), following.end()
            at += 1
        elif named and _SINCE.match(behind):
            yield (named, None), match.start(), match.end()
        elif named and _UNTIL.match(behind):
            yield (None, named), match.start(), match.end()
        at += 1


def _days(match: re.Match[str]) -> tuple[date, date] | None:
    """First and last of the days that a match names."""
    if match["day"]:
        day = as_day(match["day"])
        return (day, day) if day else None
    year, month = int(match["year"]), int(match["month"] or 0)
    if month > 12:
        return None
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])


def _within(days: Days, bound: _Bound) -> bool | None:
    """Whether days lie within a bound, None where only some do."""
    first, last = bound
    if isinstance(first, date) and isinstance(last, date):
        outside, inside = days.last < first or days.first > last, first <= days.first and days.last <= last
    elif isinstance(first, tuple):
        outside, inside = days.last < first[0], days.first >= first[1]
    else:
        assert isinstance(last, tuple)
        outside, inside = days.first > last[1], days.last <= last[0]
    return False if outside else True if inside else None


def _clause(text: str, start: int, end: int, left: int, right: int) -> tuple[int, int]:
    """The clause between commas that holds [start, end)."""
    before = max((m.end() for m in re.finditer("[,，:：]", text[:start]) if m.end() >= left), default=left)
    after = next((m.start() for m in re.finditer("[,，]", text) if end <= m.start() <= right), right)
    return before, after


def _kinds(text: str, start: int, end: int) -> list[str]:
    """What is done on the days at [start, end): the kinds of words in their clause."""
    left = max((m.end() for m in re.finditer("[,，;；。:：?？]", text[:start])), default=0)
    right = next((m.start() for m in re.finditer("[,，;；。?？]", text) if m.start() >= end), len(text))
    return [kind for kind, pattern in _DONE if pattern.search(f"{text[left:start]} {text[end:right]}")]
