"""Which items each group of conditions is about: by name, by article, by who is asked, by place in the list."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.benefit_naming import called
from corpus.benefit_outline import Role, path_at
from corpus.benefit_records import Requirement
from corpus.benefit_requirements import APPLICANT
from corpus.numerals import chinese_integer
from corpus.records import Document, Span
from corpus.spans import Spans

MOST_ITEMS = 100
"""Items of one list of conditions: no measure has more, and a hostile text costs no more than so many for each of its
conditions."""

ALIKE = 0.6
"""Share of the character pairs of a name that another one has where both mean one thing."""


_GRANT = "(?:奖励|补贴|补助|资助|支持|扶持)?"


_ARTICLES = re.compile("第[一二三四五六七八九十百\\d]+条")


_MEANS = re.compile("(?:通过|借助|依托|委托|联合|[从向为])[^，。；]{2,20}?(?=进行|开展|获得|取得|实现|提供|实施)")
"""By whom or from whom something is done, who is not the one that does it (通过创业投资机构进行股权融资)."""


@dataclass(frozen=True, slots=True)
class Group:
    """Requirements that are about the same items: those in `scope` that `name` names, all without a name."""

    role: Role
    scope: Span
    name: str
    requirements: tuple[Requirement, ...]
    family: int = -1
    ordinal: int = 0
    """Which of the groups of one section this is, from 1; 0 for what stands before the first."""
    of_one: bool = False
    """Whether `name` is the kind of applicants that an item of a section asks (银行应……)."""
    of_part: bool = False
    """Whether `name` is that of a part of the document (研发补助：……)."""


class Owners:
    """Which items each group of conditions is about."""

    def __init__(
        self, document: Document, groups: Sequence[Group], units: Spans, named: Sequence[Sequence[str]]
    ) -> None:
        self._document, self._units, self._named = document, units, named
        self._meant: dict[int, set[int] | None] = {}
        families: dict[int, list[Group]] = defaultdict(list)
        for group in groups:
            self._meant[id(group)] = self._by_name(group)
            if group.ordinal:
                families[group.family].append(group)
        for family in families.values():
            self._by_place(family)
        self._parts_lost = Counter(group.family for group in groups if group.of_part and not self._meant[id(group)])
        """By section how many of the parts that it names were not found: a single one has what the others leave."""
        self._claimed = {
            (group.family, number) for group in groups if group.name for number in self._meant[id(group)] or ()
        }

    def of(self, group: Group) -> Iterator[tuple[int, bool]]:
        """The items that a group is about, True, and those that it may be about, False."""
        meant = self._meant[id(group)]
        if meant is not None:
            yield from ((number, True) for number in sorted(meant))
            if group.of_one:  # whom no other item of the section asks may be asked too
                rest = [number for number in self._inside(group) if number not in meant]
                yield from ((number, False) for number in rest if (group.family, number) not in self._claimed)
            return
        last = group.of_part and self._parts_lost[group.family] == 1
        for number in self._inside(group):
            if group.family == -1 or (group.family, number) not in self._claimed:
                yield number, last

    def called(self, group: Group, each: Requirement) -> frozenset[int]:
        """The items in the scope of a group that a requirement of several names itself, where there are others beside them."""
        inside = self._inside(group)
        found = (
            called(each.clause, self._named[inside.start : inside.stop]) if len(group.requirements) > 1 else frozenset()
        )
        meant = frozenset(inside[number] for number in found)
        return frozenset() if len(meant) == len(inside) else meant

    def _inside(self, group: Group) -> range:
        """The items in the scope of a group, those near to it where there are more than a list can have."""
        at = group.requirements[0].start if group.requirements else group.scope[0]
        return self._units.within(group.scope, at, MOST_ITEMS)

    def _by_name(self, group: Group) -> set[int] | None:
        """The items that a group names; all in its scope where it names none, None where it names what is not found."""
        inside = set(self._inside(group))
        if group.of_one:
            return self._by_receiver(group, inside) or None
        if group.of_part:
            short = _NO_NAME.sub("", group.name)
            return {
                n for n in inside if any(_abbreviates(short, _NO_NAME.sub("", name)) for name in self._named[n])
            } or None
        name = _distinct(group.name)
        sections = self._document.sections
        articles = tuple(_ARTICLES.findall(group.name))
        if articles:
            meant = {
                n
                for n in inside
                if any(sections[i].heading.startswith(articles) for i in path_at(sections, self._units[n][0]))
            }
            if meant:
                return meant
        if len(group.name) >= _TELLING and (
            called := {n for n in inside if any(group.name in other for other in self._named[n])}
        ):
            return called
        if (
            len(name) < 2
            or re.match(
                "同一|单个|单家|每家|每个|(?:可以?|能)?(?:申请|申报|享受)(?:的)?(?:单位|企业|主体|机构)", group.name
            )
            or re.fullmatch("(?:本市|我市|全市|符合|[\\W\\d])*", name)
        ):
            return inside
        scores = {n: self._likeness(name, n) for n in inside}
        best = max(scores.values(), default=0.0)
        alike = {n for n, score in scores.items() if best >= ALIKE and score >= best - 0.05}
        return (alike | self._by_receiver(group, inside)) or None

    def _likeness(self, name: str, number: int) -> float:
        start, _ = self._units[number]
        opening = _MEANS.sub("", re.split("[，。；：]", self._document.text[start : start + 60])[0])
        return max((alike(name, _distinct(other)) for other in (*self._named[number], opening)), default=0.0)

    def _by_receiver(self, group: Group, inside: set[int]) -> set[int]:
        """The items whose title names one of those that a group asks something of, or that give to it (……的文化企业，给予)."""
        words = _subjects(group.name)
        if not words:
            return set()
        titled = {
            n
            for n in inside
            if any(
                re.fullmatch(f"(?:给|对|支持|扶持|鼓励)*{re.escape(word)}(?:的)?{_GRANT}", name)
                for word in words
                for name in self._named[n]
            )
        }
        given = {
            n
            for n in inside
            if any(
                re.search(
                    f"{re.escape(word)}(?:的)?(?:[，,：:]|给予|予以|按|奖励|资金)|(?:支持|鼓励){re.escape(word)}",
                    self._document.text[slice(*self._units[n])],
                )
                for word in words
            )
        }
        return titled | given

    def _by_place(self, groups: Sequence[Group]) -> None:
        """Groups that could not be named apart belong to items by their place where both are counted alike and some of them
        agree by name."""
        lost = [group for group in groups if self._meant[id(group)] is None]
        if not lost or len(lost) == len(groups) or max(self._tops, default=0) > len(groups):
            return
        known = [(group.ordinal, self._meant[id(group)] or set()) for group in groups if group not in lost]
        if all(n in self._tops.get(ordinal, ()) for ordinal, meant in known for n in meant):
            for group in lost:
                self._meant[id(group)] = set(self._tops.get(group.ordinal, ())) or None

    @cached_property
    def _tops(self) -> dict[int, list[int]]:
        """The items by the number of the outermost numbered item of a list that they belong to."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._units)):
            found[self._top(number)].append(number)
        return found

    def _top(self, number: int) -> int:
        """The number of the outermost numbered item of a list that an item belongs to."""
        start = self._units[number][0]
        for index in path_at(self._document.sections, start):
            section = self._document.sections[index]
            if section.kind in ("1.", "（一）", "(1)") and (
                match := re.search("\\d+|[一二三四五六七八九十]+", section.heading)
            ):
                return chinese_integer(match.group())
        return 0


_NO_NAME = re.compile("试点|专项|资金|项目|政策|支持|类|[“”（）]")
_SHORTEST = 2
_TELLING = 4
"""Characters from which a name that stands in another one means it."""


def _abbreviates(short: str, name: str) -> bool:
    """Whether a name has all characters of a shorter one in its order (先用后付 of 先使用后付费)."""
    rest = iter(name)
    return len(short) >= _SHORTEST and all(char in rest for char in short)


def _distinct(name: str) -> str:
    return re.sub("|".join(('["“”]', APPLICANT)), "", name)


def _subjects(name: str) -> list[str]:
    """Whom a sentence that opens a list of conditions asks (申报的银行和担保公司、融资租赁公司等金融机构须满足)."""
    opening = re.split("应当|应|须|需|同时|必须|满足", name)[0]
    opening = re.sub("^(?:申报|申请)(?:的)?", "", opening)
    words = re.split("、|和|及|与|等", opening)
    return [word for word in words if len(word) >= 2 and re.sub(APPLICANT, "", word)]


def alike(one: str, other: str) -> float:
    """Share of the shorter name's pairs of characters that the other has."""
    first, second = ({name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other))
    if not first or not second:
        return 0.0
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter > 1 else float(first == second)
