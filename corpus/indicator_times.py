"""Figures of another time than their sentence: 由2020年的420家增至860家, 较上年的3260件下降15.8%, 到2023年的860家."""

import re
from dataclasses import dataclass

from corpus.indicator_frames import Frame, plan_end, year_at
from corpus.quantity import Quantity
from corpus.records import Span

_WHEN = r"(?:(?P<year>(?:19|20)\d\d)年|(?P<last>上年度?|去年)|(?P<open>年初)|[“\"]?十(?P<plan>[一二三四五六])五[”\"]?)(?:年?[末底初]|同期|全年|时)?"
_EACH = "(?:每[人户亩家月年天日]|[人户亩月日年]均)*"
_FROM = re.compile(rf"(?:由|从|自)原?(?:来|有|先)?(?:{_WHEN})?的?(?:全[国省市])?{_EACH}$")
_THAN = re.compile(rf"(?:比|较|与|相比|相较|对比)(?:于|起)?{_WHEN}的?$")
_AT = re.compile(rf"(?<=[到至达为])了?{_WHEN}的$")
_RISES = re.compile(
    "[^,;。、]{0,6},?(?:逐[年步]|稳步|大幅|进一步|快速|统一|已|再|并|又)*"
    "(?:[增提升降减扩压上下缩拓跃调回变攀发加改翻恢][\u4e00-\u9fff]{0,3})?(?:[到至]|提[升高]为|(?:调整|优化|整合|精简|合并|压减)[成为]|变[成为]|增加为)"
)
"""What follows a figure that another one starts from."""

_LISTED = re.compile(r"(?:(?:19|20)\d\d年?(?:、|和|与|,)){1,}(?:19|20)\d\d年(?=[^,;。]{0,12}分别|[^,;。\d]{0,4}$)")

_PERIOD = (
    "(?:(?:前|第)?[一二三四1-4]个?季度|[上下]半年|全年|前[一二三四五六七八九十]+个?月|[0-9]{1,2}(?:-[0-9]{1,2})?月份?)"
)
_PERIODS = re.compile(
    rf"(?:[^,;。]{{0,4}}看,)?(?P<list>(?:{_PERIOD}(?:、|和|与))+{_PERIOD})(?P<metric>[^,;。、0-9]{{0,20}}?)(?:同比)?分别"
    r"|(?:比|较|与)(?P<years>(?:(?:19|20)\d\d年(?:同期)?(?:、|和|与))+(?:19|20)\d\d年(?:同期)?)分别"
)


@dataclass(frozen=True, slots=True)
class Then:
    """The time told right before a figure. The words for it begin at `start`; `baseline` tells that another figure starts
    from this one or is compared with it, and `opens` that it is the first of the two."""

    start: int
    year: int | None
    baseline: bool
    opens: bool = False


def then(text: str, start: int, quantity: Quantity, frame: Frame) -> Then | None:
    """The time told between `start` and a figure of a plain text, None where it is that of the sentence."""
    if quantity.text.startswith("翻"):
        return None  # 比2023年翻一番: how much more, not from what
    for pattern, baseline, opens in ((_FROM, True, True), (_THAN, True, False), (_AT, False, False)):
        found = pattern.search(text, start, quantity.start)
        if pattern is _AT and quantity.family in ("%", "倍"):
            continue  # 恢复到2019年的103%: a share of that year's
        if found is None or (opens and not _RISES.match(text, quantity.end)):
            continue
        return Then(found.start(), _year(found, text, frame), baseline, opens)
    return None


def _year(found: re.Match[str], text: str, frame: Frame) -> int | None:
    """The year said; 上年 is that before the sentence's, and 由 alone says none."""
    if found["year"]:
        return int(found["year"])
    if found["plan"]:
        return plan_end(found["plan"])
    own, _ = year_at(text, found.start(), frame)
    return own - 1 if own is not None and (found["last"] or found["open"]) else None


def listed_years(text: str, start: int, end: int) -> tuple[Span, list[int]] | None:
    """Years listed before figures that are told in their order (2021年、2022年分别造林12万亩、13万亩), with their span."""
    found = _LISTED.search(text, start, end)
    return (found.span(), [int(year) for year in re.findall(r"\d{4}", found.group())]) if found else None


def listed_periods(text: str, start: int, end: int) -> tuple[list[str], Span] | None:
    """The parts of a year, or the years compared with, that stand before growths told in their order, and the span of the
    words between them and 分别, which may name the metric."""
    found = _PERIODS.search(text, start, end)
    if found is None:
        return None
    named = found.span("metric") if found["list"] else (found.end(), found.end())
    return re.split("、|和|与", found["list"] or found["years"]), named
