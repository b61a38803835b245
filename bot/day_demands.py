"""Days that a clause demands of something that was done (签订日在2023年9月1日及以后, 2018年9月1日至2019年8月31日期间出生), against the
day that the asker tells of the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.demands import forbids
from bot.segments import LABEL, part
from bot.times import Days, all_days_in
from corpus.dates import DAY, as_day
from corpus.text import fold

_DONE = (
    ("签", re.compile("签订|签约|签署|签(?:的|了|完)?|合同")),
    ("生", re.compile("出生|生于|生的|(?<=[日月])生|周岁")),
    ("买", re.compile("购买|购置|购入|买")),
    ("得", re.compile("取得|获得|拿到|获评|评上|认定|批准|获批|核发|颁发|授予|授权")),
    ("建", re.compile("建成|竣工|投产|完工|验收|投用|投入使用")),
    ("开", re.compile("开工|动工")),
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

_RANGE = re.compile("^(?:起)?(?:至|到|—|-|~)")


@dataclass(frozen=True, slots=True)
class DayFinding:
    """A clause as written whose days were compared, whether it is met, the asker's day as written, and whether the days are
    those of what is barred."""

    quote: str
    met: bool
    said: str
    barred: bool


def day_findings(question: str, text: str, today: date) -> tuple[DayFinding, ...]:
    """What a sentence demands of the day of something that the question dates; nothing where the asker's days lie on both
    sides of a bound, or the question dates several things of that kind."""
    folded = fold(question).replace("号", "日")
    told = [(days, kind) for days in all_days_in(folded, today) for kind in _kinds(folded, days.start, days.end)]
    found: list[DayFinding] = []
    for first, last, start, end in _spans(text):
        left, right = part(text, start, end)
        clause_start, clause_end = _clause(text, start, end, left, right)
        kinds = set(_kinds(fold(text), start, end))
        same = [days for days, kind in told if kind in kinds]
        if len({(days.first, days.last) for days in same}) != 1 or _IN_FORCE.search(text[clause_start:clause_end]):
            continue
        met = _within(same[0], first, last)
        if met is not None:
            quote = LABEL.sub("", text[clause_start:clause_end]).strip()
            barred = forbids(text[clause_start:right])
            said = folded[same[0].start : same[0].end].strip("的在到了")
            found.append(DayFinding(quote, met != barred, said, barred))
    return tuple(found)


def _spans(text: str) -> Iterator[tuple[date | None, date | None, int, int]]:
    """First and last day, either open, of each bound on days, and where it stands."""
    matches = list(re.finditer(DAY, text))
    at = 0
    while at < len(matches):
        match = matches[at]
        day, behind = as_day(match.group()), text[match.end() :]
        following = matches[at + 1] if at + 1 < len(matches) else None
        if following and _RANGE.match(behind) and following.start() - match.end() <= 2:
            yield day, as_day(following.group()), match.start(), following.end()
            at += 2
            continue
        if _SINCE.match(behind):
            yield day, None, match.start(), match.end()
        elif _UNTIL.match(behind):
            yield None, day, match.start(), match.end()
        at += 1


def _within(days: Days, first: date | None, last: date | None) -> bool | None:
    """Whether days lie between two, None where only some do."""
    if (first and days.last < first) or (last and days.first > last):
        return False
    return True if (not first or days.first >= first) and (not last or days.last <= last) else None


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
