"""Which items each group of conditions is about: by name, by article, by who is asked, by place in the list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.benefit_outline import Role
from corpus.benefit_records import Requirement
from corpus.benefit_requirements import APPLICANT
from corpus.records import Document, Section, Span
from corpus.structure import chinese_integer

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


class Owners:
    """Which items each group of conditions is about."""

    def __init__(
        self, document: Document, groups: Sequence[Group], units: Sequence[Span], named: Sequence[Sequence[str]]
    ) -> None:
        self._document, self._units, self._named = document, units, named
        self._meant: dict[int, set[int] | None] = {}
        for group in groups:
            self._meant[id(group)] = self._by_name(group)
        for label in {group.family for group in groups if group.ordinal}:
            self._by_place([group for group in groups if group.family == label and group.ordinal])
        self._claimed = {
            (group.family, number) for group in groups if group.name for number in self._meant[id(group)] or ()
        }

    def holds(self, group: Group, number: int) -> bool | None:
        """Whether a group is about an item: None for no, False where it may be."""
        inside = group.scope[0] <= self._units[number][0] < group.scope[1]
        meant = self._meant[id(group)]
        if meant is not None:
            return True if number in meant else None
        if not inside or (group.family != -1 and (group.family, number) in self._claimed):
            return None
        return False

    def _by_name(self, group: Group) -> set[int] | None:
        """The items that a group names; all in its scope where it names none, None where it names what is not found."""
        inside = {n for n, (start, _) in enumerate(self._units) if group.scope[0] <= start < group.scope[1]}
        name = _distinct(group.name)
        sections = self._document.sections
        articles = tuple(_ARTICLES.findall(group.name))
        if articles:
            meant = {
                n
                for n in inside
                if any(sections[i].heading.startswith(articles) for i in _sections_at(sections, self._units[n][0]))
            }
            if meant:
                return meant
        if (
            len(name) < 2
            or re.match("同一|单个|单家|每家|每个", group.name)
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
            if any(re.fullmatch(f"{re.escape(word)}{_GRANT}", name) for word in words for name in self._named[n][:1])
        }
        given = {
            n
            for n in inside
            if any(
                re.search(
                    f"{re.escape(word)}(?:的)?(?:[，,]|给予|予以|按|奖励|资金)|(?:支持|鼓励){re.escape(word)}",
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
        tops = [self._top(number) for number in range(len(self._units))]
        if not lost or len(lost) == len(groups) or max(tops, default=0) > len(groups):
            return
        known = [(group, self._meant[id(group)] or set()) for group in groups if group not in lost]
        if all(tops[n] == group.ordinal for group, meant in known for n in meant):
            for group in lost:
                self._meant[id(group)] = {n for n, top in enumerate(tops) if top == group.ordinal} or None

    def _top(self, number: int) -> int:
        """The number of the outermost numbered item of a list that an item belongs to."""
        start = self._units[number][0]
        for index in sorted(_sections_at(self._document.sections, start)):
            section = self._document.sections[index]
            if section.kind in ("1.", "（一）", "(1)") and (
                match := re.search("\\d+|[一二三四五六七八九十]+", section.heading)
            ):
                return chinese_integer(match.group())
        return 0


def _distinct(name: str) -> str:
    return re.sub("|".join(('["“”]', APPLICANT)), "", name)


def _subjects(name: str) -> list[str]:
    """Whom a sentence that opens a list of conditions asks (申报的银行和担保公司、融资租赁公司等金融机构须满足)."""
    opening = re.split("应当|应|须|需|同时|必须|满足", name)[0]
    opening = re.sub("^(?:申报|申请)(?:的)?", "", opening)
    words = re.split("、|和|及|与|等", opening)
    return [word for word in words if len(word) >= 2 and re.sub(APPLICANT, "", word)]


def _sections_at(sections: Sequence[Section], offset: int) -> list[int]:
    return [index for index, section in enumerate(sections) if section.start <= offset < section.end]


def alike(one: str, other: str) -> float:
    """Share of the shorter name's pairs of characters that the other has."""
    first, second = ({name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other))
    if not first or not second:
        return 0.0
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter > 1 else float(first == second)
