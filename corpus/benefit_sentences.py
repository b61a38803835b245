"""Sentences of a policy's items and their clauses, and what a sentence does: gives, limits, bars, schedules, tells the way."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

from corpus.gates import Gates
from corpus.records import Span

_STOP = re.compile(r"[。！？!?](?:[”’」』)）\]】]*)|[\r\n]+")
_OPEN, _CLOSE = "（(“‘《【[〔", "）)”’》】]〕"
_OPENED = re.compile(f"[{re.escape(_OPEN)}]")


class Doing(StrEnum):
    """What a sentence does."""

    NOT_WITH = "not_with"
    EXCLUDES = "excludes"
    USE = "use"
    SCHEDULE = "schedule"
    WINDOW = "window"
    PROCESS = "process"
    PLAN = "plan"
    REQUIRES = "requires"
    GOAL = "goal"
    OTHER = "other"


_DOINGS = (
    (
        Doing.NOT_WITH,
        "就高不重复|就高原则|从高不重复|不重复(?:享受|支持|奖励|补助|资助|兑现|计算|补贴)|不得(?:重复|同时)(?:享受|申报|申请)|择高|不可兼得|不叠加|不累加|只能(?:申请|申报|享受|选择)(?:其中)?一|二选一|不得叠加|可以?申请其中一|不得以同一项目|差额补足|择优不重复|不予重复",
    ),
    (
        Doing.EXCLUDES,
        "不予(?:支持|受理|奖励|补助|资助|补贴|扶持|认定|兑现|安排)|不得(?:申报|申请|享受)|不再(?:给予|享受|支持|安排|奖励)|不享受|不受理|不纳入(?:支持|补贴|奖励)|取消.{0,8}资格|(?:除外|不适用)(?:本|$|。)|不能申请|不支持",
    ),
    (
        Doing.USE,
        "^(?:(?:支持|扶持|补助|奖励|资助|专项|补贴)?(?:资金|经费)(?:应|须|主要|全部|可|不能|不得|原则上)*(?:用于|不支持|不含|支持)|.{0,10}(?:资金|经费|费用?|补贴|补助|奖励|资助|支出|投入|成本|投资|额)[^，。]{0,4}(?:包括|是指|指的是|视为|不含)[^，。]{0,160}。?$)",
    ),
    (
        Doing.WINDOW,
        "(?:申报|申请|受理)(?:时间|期限|截止)[^。]{0,10}(?:为|至|是|：)|于\\d{4}年\\d{1,2}月\\d{1,2}日前(?:申报|提交|报送)",
    ),
    (
        Doing.PROCESS,
        "^(?:由)?[^，。]{0,20}(?:组织专家|进行公示|公示期|(?<!通过)(?:初审|复审)|审核后|评审后|报送至|提交至|登录|签订(?:立项|任务)|负责解释|牵头(?:组织|负责|会同|制定|编制))",
    ),
    (
        Doing.PLAN,
        "研究(?:制定|出台|建立|完善)|探索(?:建立|设立|给予|推出|开展|对)?|加快(?:编制|推进|建设)|力争|统筹推进|深入实施|完善(?!的)[^，。]{0,12}(?:机制|体系|制度)",
    ),
)
_DOING = Gates((re.compile(pattern), doing) for doing, pattern in _DOINGS)
_PLAN = re.compile(_DOINGS[-1][1])
_REQUIRES = re.compile(
    "须|应当|(?<![供适反相效对响])应(?![用急对收届]|付)|(?<![供必])需(?!求|要解决|牵引)|必须|不得|不低于|不少于|不超过|不高于|限(?:于|主营|为)|满足|符合(?!条件的|要求的)[^，。]{0,8}(?:条件|要求)|具备|方可|截至|除外|条件|[只仅]限"
)
_SCHEDULE = re.compile(
    "第[一二三]、?[二三]?(?:、三)?年|首年|次年|分期|先期拨付|启动经费|分[两二三四五]?\\d?(?:年|次|期|批)(?:给予|兑现|拨付|发放|安排)|两次拨付|剩余|首付|一次性(?:拨付|发放|兑现)|(?:先|后)拨付|事后一次性"
)
_GOAL = re.compile("^(?:大力|积极|重点|进一步)*(?:支持|鼓励|引导|推动|扶持)")


@lru_cache(maxsize=256)  # a sentence is asked several times for what it does
def doing_of(text: str) -> Doing:
    """What a sentence does that gives no money."""
    found = next((doing for pattern, doing in _DOING.open(text) if pattern.search(text)), None)
    if found:
        return found
    if _SCHEDULE.search(text):
        return Doing.SCHEDULE
    if _GOAL.search(text):
        return Doing.GOAL
    return Doing.REQUIRES if _REQUIRES.search(text) else Doing.OTHER


def is_schedule(text: str) -> bool:
    """Whether a sentence says in which parts money is paid."""
    return _SCHEDULE.search(text) is not None


def is_plan(text: str) -> bool:
    """Whether a sentence only intends to give."""
    return _PLAN.search(text) is not None


def sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    """Trimmed spans of the sentences of text[start:end]; a semicolon ends none, a line does. Within brackets none ends."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.group()[0] not in "\r\n" and depth(text, begin, match.start()):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def depth(text: str, start: int, end: int) -> bool:
    """Whether a bracket or quote is open at `end`."""
    if _OPENED.search(text, start, end) is None:
        return False
    piece = text[start:end]
    return any(piece.count(one) > piece.count(other) for one, other in zip(_OPEN, _CLOSE, strict=True))


@cache
def _cutting(marks: str) -> re.Pattern[str]:
    """The marks, and the brackets within which they do not cut."""
    return re.compile(f"[{re.escape(marks + _OPEN + _CLOSE)}]")


@lru_cache(maxsize=64)  # those who read a sentence in turn ask for the same
def clauses_of(text: str, start: int, end: int, marks: str = "，,；;：:。") -> tuple[Span, ...]:
    """Trimmed spans between the marks that stand outside brackets and figures."""
    found: list[Span] = []
    begin, level = start, 0
    for match in _cutting(marks).finditer(text, start, end):
        at, char = match.start(), match.group()
        if char in _OPEN:
            level += 1
        elif char in _CLOSE:
            level = max(0, level - 1)
        elif not level and not (char in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            found += _trimmed(text, begin, at)
            begin = at + 1
    found += _trimmed(text, begin, end)
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    while start < end and (text[start].isspace() or text[start] in "；;，,、"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if end > start else []
