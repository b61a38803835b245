"""Whether what a document says holds for the place and year that a question asks of, and as a result or an aim."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.places import SCOPES, told_of_scope
from bot.understanding.question import Question
from corpus.aliases import canonical
from corpus.records import Metadata
from corpus.regions import Region, bearers, namesakes
from corpus.reports import reports
from corpus.text import fold
from index.search import Hit

_YEAR = re.compile(r"(?<![\d第])((?:19|20)\d{2})年")
_AHEAD = re.compile(
    "思路|打算|安排|计划|展望|要点|目标|任务|下一?步|规划|重点工作|工作重点|总体要求|今后|明年|来年|新一年|工作部署|工作举措"
)
_DONE = re.compile("总结|成效|成绩|回顾|完成情况|落实情况|进展|工作情况|主要工作")
_AIMS = re.compile(
    "力争|争取|预期|确保|目标(?!责任)|(?:计划|拟)(?:达|实|新|[改建装完引培投])|将(?:达|实)|要(?:达|实现)"
)

_GROUPS = {
    "京津冀": "北京 天津 河北",
    "长三角": "上海 江苏 浙江 安徽",
    "粤港澳": "广东 香港 澳门",
    "川渝": "四川 重庆",
    "成渝": "四川 重庆",
    "东三省": "辽宁 吉林 黑龙江",
    "东北三省": "辽宁 吉林 黑龙江",
    "长江经济带": "上海 江苏 浙江 安徽 江西 湖北 湖南 重庆 四川 云南 贵州",
}
"""Names by which rules speak of several provinces at once, with how the names of these begin."""

_LOCAL = re.compile(
    "(?!关于)[\u4e00-\u9fff]{2,4}?(?:县|自治州|市(?![场民值])|区(?![域块别间])|旗|[乡镇](?!村))"
    "|(?!关于|国家|全国)[\u4e00-\u9fff]{2,12}?(?:开发区|高新区|经开区|新区|园区|度假区|示范区|保税区)管(?:理委员会|委会)"
)
"""How the name of a body or a title begins that is of a place, known or not."""


def place_fits(question: Question, meta: Metadata, path: Sequence[str], text: str, *, own: bool) -> bool:
    """Whether a sentence speaks of the place asked: its document does (`own`, as `region_fits` tells), or it names a place asked
    that lies in its document's, or, in a rule, several provinces at once of which one is asked; and whether what is asked of
    places that are no regions is said of these."""
    inside = own or any(
        _inside(place, meta.region)
        for place, name in zip(question.places, question.place_names, strict=True)
        if name in text
    )
    inside = inside or (not reports(meta) and any(_among_named(place, text) for place in question.places))
    return inside and _speaks_of(question.elsewhere, meta, (*path, text))


def _among_named(place: Region, text: str) -> bool:
    """Whether a text names several provinces at once of which a place lies in one (京津冀, of 天津)."""
    return bool(place) and any(
        group in text and place[0].startswith(tuple(names.split())) for group, names in _GROUPS.items()
    )


def region_fits(question: Question, meta: Metadata) -> bool:
    """Whether a document speaks of a place asked by its region alone.

    A national document, or one that names no place, holds everywhere; the measures of a higher place hold in the
    places inside it, while its figures in a report, or in a document of no known kind, are its own.
    """
    if not question.places:
        return True
    if not meta.region:
        return not _LOCAL.match(meta.issuer or meta.title)
    own = not reports(meta) and not (question.number and not meta.kind)
    meant = [each for place in question.places for each in _meant(place, question.text)]
    return any(meta.region == place or (own and _inside(place, meta.region)) for place in meant)


def _meant(place: Region, text: str) -> tuple[Region, ...]:
    """The places that a question may mean by the name of one: it alone where that is written in full."""
    return (place,) if not place or place[-1] in text else namesakes(place)


def _speaks_of(elsewhere: Sequence[str], meta: Metadata, texts: Sequence[str]) -> bool:
    """Whether what is asked of another place is said of it, in the last of the texts where it is wider than a report's own place:
    a report's figures are not those of its province, though it names it."""
    wider = [word for word in elsewhere if len(meta.region) > SCOPES.get(word, len(meta.region))]
    if wider and reports(meta) and not all(told_of_scope(word, texts[-1]) for word in wider):
        return False
    names = [word for word in elsewhere if word not in SCOPES]
    if not names:
        return True
    named = canonical(" ".join((meta.title, meta.issuer or "", *meta.region, *texts)))
    holds = bool(meta.region) and not reports(meta)  # a city's rules hold in its districts
    return all(
        name in named or (holds and any(_inside(place, meta.region) for place in bearers(name))) for name in names
    )


def _inside(place: Region, region: Region) -> bool:
    """Whether a place lies in a region: a city's report may speak of its county, a county's report that names the city
    still gives its own figures."""
    return place[: len(region)] == region


def year_fits(question: Question, hit: Hit, text: str) -> bool:
    """Whether the span is of a year asked: the sentence's own, else that of the nearest heading, else the report's."""
    if not question.years:
        return True
    meta = hit.entry.metadata
    for part in (text, *reversed(hit.stored.passage.path)):
        if years := _years_in(part):
            return not years.isdisjoint(question.years)
    if meta.kind and not reports(meta):
        titled = [int(year) for year in _YEAR.findall(canonical(meta.title))]
        return not titled or bool(set(titled) & set(question.years))
    ahead = question.target and any(int(year) in question.years for year in _YEAR.findall(canonical(meta.title)))
    return ahead or meta.year is None or meta.year in question.years


@lru_cache(maxsize=2_000)
def _years_in(text: str) -> frozenset[int]:
    found = _YEAR.findall(canonical(text))
    return frozenset(map(int, found or (_YEAR.findall(fold(text)) if "年" in text else ())))


def tense_fits(question: Question, meta: Metadata, path: Sequence[str], text: str) -> bool:
    """Whether a report's sentence tells a target where a target is asked, and a result where not.

    A year in the question speaks for itself: of the year ahead a report has nothing but targets.
    """
    if not reports(meta, *path):
        return True
    ahead = looks_ahead(path, text)
    if question.target:
        return ahead
    return not ahead or ((bool(question.years) or question.of_this_year) and not question.result)


def looks_ahead(path: Sequence[str], text: str) -> bool:
    """Whether a report's sentence tells what is aimed at, by its words or the headings above it."""
    headings = " ".join(path)
    return bool(_AIMS.search(text) or (_AHEAD.search(headings) and not _DONE.search(headings)))


def is_aimed(path: Sequence[str], text: str) -> bool:
    """Whether a sentence tells of an aim, or stands below a heading that announces some."""
    return bool(_AIMS.search(text) or _AHEAD.search(" ".join(path)))
