"""What holds for every figure of a sentence unless a word beside it says otherwise: the year, and whether it is a plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import indicator_words as words
from corpus.records import Document

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:-|至|到)((?:19|20)\d\d)年|(?<!\d)((?:19|20)\d\d)年")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-—–－~～至到]+((?:19|20)\d\d)年")
"""The years that a plan is for."""

_RELATIVE = re.compile(
    "(?<![比较与从由自])(?<!高[出于])(?<!低[出于])(?<!超过)(?<![多少]于)(?:(?P<last>去年|上年(?!度同))|(?P<this>今年|本年度?)|(?P<next>明年|来年))"
)
_OPENS = re.compile(
    r"(?:^(?:[0-9]{1,2}\.)?|[,;。:()、是])(?:到|而|截至|截止|至|力争|争取|预计|计划|确保|在|于|其中|我市|全市|\s|[一二三四五六七八九十]是|[\u4e00-\u9fff]{2,6}市|[\u4e00-\u9fff]{2,8}的)*$"
)
_NAME, _TELLS = (
    re.compile("[\u4e00-\u9fff]{2}$"),
    re.compile(
        "(?:末|底|全年|度)?(?:已|约|仅|将|预计|力争|要)*(?:为(?!民)|是|达到?|每|[0-9]|完成|实现|增长|降至|升至|提高到|提高至)"
    ),
)
"""The year between a name and its figure (补助标准|2024年|为60元)."""

_COMPARED = re.compile(
    r"(?:比|较|与|自|从|以|高于|低于|高出|低出|多于|少于|超过)(?:(?:19|20)\d\d年(?:同期)?(?:、|和|与))*$"
)
_OPEN_END = re.compile(
    r"(?:[一二三四五六七八九十]|\d{1,2})年[内左]|未来[一二三四五六七八九十\d]+年|今后[一二三四五六七八九十\d]+年|“?十[一二三四五六]五”?(?:期间|时期)|(?:[二三四五六七八九十两]|\d{1,2})年来|过去[二三四五十]年"
)
_PLAN_END = re.compile('十([一二三四五六七八九])五”?["]?末')
_FIRST_PLAN, _PLAN_YEARS = 2010, 5
"""The last year of 十一五, and the years of a plan: 十四五 ends in 2025."""
_PART_OF_YEAR = re.compile("[上下]半年|季度|\\d月|[一二三四五六七八九十]月")
"""A report on part of a year, whose plan is for the rest of it."""
_LONGEST_HEAD = 2_000
_OPENING = 200
"""Characters behind the head in which the rest of a title that stands on two lines is looked for."""
_GOVERNMENT_REPORT = re.compile("政府工作报告|计划(?:执行情况|草案)|预算执行")


@dataclass(frozen=True, slots=True)
class Frame:
    """The year of a sentence's headings, the year of the report, whether the headings speak of a plan or of the past, and the first
    year of a plan for several, of which `year` is the last."""

    year: int | None
    report_year: int | None
    plan: bool
    past: bool
    since: int | None = None

    @property
    def opens(self) -> int | None:
        """The first year that is planned for."""
        return self.since or self.year


def frame_of(document: Document, headings: Sequence[str]) -> Frame:
    """The frame that the headings above a sentence (outermost first) and the document's title give."""
    title, own = _titled(document)
    reviewed = own - 1 if own and _GOVERNMENT_REPORT.search(title) else own
    plan, past, year, since = _of_title(title), False, None, None
    for heading in headings:
        years = [int(match[2] or match[3] or match[1]) for match in _YEAR.finditer(heading)]
        says_plan, says_past = bool(words.PLAN_HEADING.search(heading)), bool(words.PAST_HEADING.search(heading))
        if says_past and not (says_plan and not years):
            plan, past = says_plan and bool(years and own and years[0] > own), True
        elif says_plan and (not past or years):
            plan, past = True, False
        if years:
            year = years[0]
            plan = plan or bool(own and reviewed and year > reviewed and not says_past)
    if year is None and own is not None:
        ahead = 0 if _PART_OF_YEAR.search(" ".join((title, *headings))) else 1
        year = (reviewed or own) + ahead if plan and not _of_title(title) else (own if plan else reviewed)
        if plan and _of_title(title) and (span := _SPAN.search(title)):
            since, year = int(span[1]), int(span[2])
    return Frame(year, own, plan, past, since)


def _plans_sum(text: str, start: int, end: int) -> bool:
    """Whether a word of a plan belongs to a sum before this figure (计划总投资60亿元，其中……项目20个)."""
    return re.match("总?投资[^,;。:]*[,;。:]", text[start:end]) is not None


def _titled(document: Document) -> tuple[str, int | None]:
    """The title with the year of a document. Where the title names neither year nor kind (an office alone), the line of
    the head that names both stands in for it."""
    title, own = document.title, document.metadata.year
    if own is None and not words.REPORT.search(title):
        for line in document.text[: min(document.body, _LONGEST_HEAD) + _OPENING].splitlines():
            if (year := _YEAR.search(line)) and words.REPORT.search(line) and not re.search("[，,。；]", line):
                return line.strip(), int(year[1] or year[3])
    return title, own


def _of_title(title: str) -> bool:
    """Whether a document as a whole is a plan (2024年工作要点)."""
    return bool(re.search("计划|要点|思路|规划|目标任务", title)) and not re.search(
        "总结|报告|公报|执行情况|完成情况", title
    )


def year_at(text: str, offset: int, frame: Frame) -> tuple[int | None, bool]:
    """The year of the figure at `offset` of a sentence (plain), and whether the sentence itself says it."""
    year, said, at = frame.year, False, -1
    for match in _YEAR.finditer(text, 0, offset):
        before = text[: match.start()]
        if _COMPARED.search(before) or _is_of_parts(text, match.start(), offset):
            continue
        if _OPENS.search(before) or (_NAME.search(before) and _TELLS.match(text, match.end())):
            year, said, at = int(match[2] or match[3] or match[1]), True, match.start()
    for match in _PLAN_END.finditer(text, 0, offset):
        if _COMPARED.search(text[: match.start()].rstrip('“"')) or re.search('由[“"]?$', text[: match.start()]):
            continue
        year, said, at = plan_end(match[1]), True, match.start()
    if counted := re.search(r"以((?:19|20)\d\d)年计", text[:offset]):
        year, said, at = int(counted[1]), True, offset
    for match in _RELATIVE.finditer(text, max(at, 0), offset):
        if (not said or match.start() > at) and frame.report_year is not None:
            year, said = _relative(match, frame), True
    if not said and _OPEN_END.search(text, 0, offset):
        clause = max(text.rfind(mark, 0, offset) for mark in ";。")
        spans = list(_OPEN_END.finditer(text, clause + 1, offset))
        if spans and not re.search("近$|连续$|用$", text[: spans[-1].start()]):
            return None, True
    return year, said


def _is_of_parts(text: str, at: int, offset: int) -> bool:
    """Whether a year tells of parts (其中2025年40条、2026年45条；…) of a segment of a sentence that ends before `offset`, or stands in
    brackets that close before it."""
    inside = text.rfind("(", 0, at) > text.rfind(")", 0, at)
    return (inside and ")" in text[at:offset]) or (
        ";" in text[at:offset] and "其中" in text[text.rfind(";", 0, at) + 1 : at]
    )


def plan_end(numeral: str) -> int:
    """The last year of a five-year plan: 四, that of 十四五, is 2025."""
    return _FIRST_PLAN + _PLAN_YEARS * "一二三四五六七八九".index(numeral)


def _relative(match: re.Match[str], frame: Frame) -> int | None:
    """The year of 去年, 今年 or 明年; the plan at the end of a report calls its own year 今年 too."""
    if frame.report_year is None:
        return None
    if match["this"] and frame.plan:
        return frame.opens
    return frame.report_year + (-1 if match["last"] else 1 if match["next"] else 0)


def is_target(text: str, offset: int, frame: Frame, year: int | None, *, said: bool) -> bool:
    """Whether the figure at `offset` of a sentence is aimed at."""
    if frame.plan:
        return not (said and year is not None and frame.opens is not None and year < frame.opens)
    if said and year is not None and frame.report_year is not None and year > frame.report_year:
        return True
    if said and frame.report_year is None and re.search(r"到(?:19|20)\d\d年", text[:offset]):
        return True
    opens = text.rfind(";", 0, offset) + 1
    pattern = words.AIM_AMONG_RESULTS if frame.past else words.AIM
    aims = [each for each in pattern.finditer(text, opens, offset) if not _plans_sum(text, each.end(), offset)]
    return bool(aims) and words.REACHED.search(text, aims[-1].end(), offset) is None
