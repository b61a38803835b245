"""Where somebody must be registered or have the household, against where the asker says to be: 在本市注册的企业, for a firm of elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.understanding.places import places_in
from bot.understanding.segments import LABEL
from bot.understanding.zones import lies_in
from corpus.benefit_places import places
from corpus.benefit_records import Fact
from corpus.regions import Region, are_apart, find_regions
from corpus.text import fold

_SAID = {
    Fact.REGION: re.compile(
        "(?:公司|企业|单位|工?厂|店|合作社|执照|我们|咱们?)(?:的?(?:注册|登记|工商)地?)?(?:就|都)?(?:是|在|位于|(?:注册|登记|开|办|设)(?:地|是|在)+)$"
    ),
    Fact.HOUSEHOLD: re.compile("户[籍口](?:还|都|就|所?在地|一直|仍然?|挂|落)*(?:是|在)$"),
}
"""What stands before the place of the asker, by what it is the place of."""

_HOUSEHOLD = re.compile("(?:的|市|省|县|区)*(?:城镇|农村|农业)?户[籍口]")
_MINE = re.compile("(?:我|本人)[^,，。]{0,4}$")
_ANOTHER = re.compile(
    "爱人|老[公婆]|妻子|丈夫|先生|太太|对象|配偶|孩子|小孩|儿子|女儿|娃|父母|爸|妈|家人|亲戚|朋友|员工|职工"
)
"""Whose place it is if not the asker's."""
_MAY = re.compile("能|可以?|可否|行不行|行吗|资格|符合|享受")
"""What asks whether somebody may have something."""
_ELSEWHERE = {
    Fact.HOUSEHOLD: re.compile(
        "(?:外地|外省|外市|外来|非本[地市省区县])(?:的)?(?:户[籍口]|人(?!才))|(?:户[籍口])(?:还|都|并)?(?:不在|没在|不是)(?:本[地市省区县]|这里|当地)"
        "|(?:没有?|无|不是)(?:本[地市省区县]|[\u4e00-\u9fff]{2,4}?)的?户[籍口]"
    ),
    Fact.REGION: re.compile("(?:外地|外省|外市|非本[地市省区县])(?:的|注册的?)?(?:企业|公司|单位|机构)"),
}
"""How one says that something lies elsewhere, wherever that is."""

_OPEN = re.compile("或|除外|优先|以外|不限|不受|非|均可|都可|等地")
"""What leaves it open whether a place is demanded of everybody."""

_ONLY = re.compile("(?:[只仅]?限(?:于|在)?|(?:必须|应当?|须)(?:都|均)?(?:位于|在))(?P<where>[^,，;；。]{2,16}?)内")
_CLAUSE = re.compile("[^,，;；。:：\n]+")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Of what the asker has where it lies, None for anywhere else (外地户籍), and the words that say so."""

    fact: Fact
    at: Region | None
    said: str


def own_places(question: str) -> tuple[OwnPlace, ...]:
    """Where what the asker has lies, of a question whether the asker may have something; () for any other."""
    return tuple(_own(fold(question))) if _MAY.search(question) and not _ANOTHER.search(question) else ()


def displaced(own: Sequence[OwnPlace], text: str, region: Region) -> tuple[str, str] | None:
    """The clause of a sentence of a document of `region` that demands a place in which what the asker has does not lie, and what the
    question says of it; None where none does."""
    for match in _CLAUSE.finditer(text) if own and "除外" not in text else ():
        clause = LABEL.sub("", match.group()).strip()
        if _OPEN.search(clause):
            continue
        for fact, wanted in _wanted(clause, region):
            for each in own:
                if (
                    each.fact is fact
                    and wanted
                    and (each.at is None or all(are_apart(place, each.at) for place in wanted))
                ):
                    return clause, each.said
    return None


def _wanted(clause: str, region: Region) -> Iterator[tuple[Fact, list[Region]]]:
    """What a clause demands to lie in one of some places that are known."""
    for test in (test for mark in places(clause, region) for test in mark.tests):
        if isinstance(test.value, tuple):
            known = [lies_in(name) for name in test.value]
            yield test.fact, known if all(known) else []
    for only in _ONLY.finditer(clause):
        yield Fact.REGION, [place for place, _, _ in find_regions(only["where"])]


def _own(folded: str) -> Iterator[OwnPlace]:
    for fact, said in _ELSEWHERE.items():
        if found := said.search(folded):
            yield OwnPlace(fact, None, found.group())
    for region, start, end in places_in(folded):
        before, behind = folded[:start], folded[end:]
        for fact, said in _SAID.items():
            if found := said.search(before):
                yield OwnPlace(fact, region, f"{found.group()}{folded[start:end]}")
        if (mine := _MINE.search(before)) and (held := _HOUSEHOLD.match(behind)):
            yield OwnPlace(Fact.HOUSEHOLD, region, f"{mine.group()}{folded[start:end]}{held.group()}")
