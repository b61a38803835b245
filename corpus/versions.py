"""What two documents are to each other: one text, a reprint, a part, an old and a new version, a draft and its final text.

Care comes first, for a false link hides a document behind another: yearly reports and notices are no versions of each
other, nor are policies of two places or issuers that happen to bear one title, nor are measures and their detailed rules.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.numbers import normal_number
from corpus.records import Metadata, Reference, Relation
from corpus.similarity import HOLDS, REPRINT, containment, same_text, similarity
from corpus.text import fold

MIN_KEY = 6
"""Characters of a title that names one policy of its issuer: shorter ones (管理办法) name any."""

RELATED = 0.1
"""Similarity that two offices' texts of one title have if they are versions of one policy (an office was renamed); the
median of unrelated official texts is 0.002, their 99th percentile 0.02."""

NEARLY_ALL = 0.98
"""Similarity from which two headlines above one text without a number make no two texts of it."""

STRONG = 0.9
"""Similarity from which copies are copies although their pages name different places: a reprint on another's site."""

_LASTING = (
    "办法", "条例", "规定", "细则", "规则", "措施", "政策", "意见", "方案", "指南", "指引", "标准", "目录", "清单", "章程",
    "制度", "准则", "规范", "预案", "法", "规程",
)  # fmt: skip
"""Kinds of which a text stands until the next one. Others (通知, 公告, 报告, 计划) recur under one title."""

_MARKS = re.compile(r"[\s《》<>〈〉()\[\]\"'“”,。;:、·_*#-]")
_BRACKETS = str.maketrans("<>〈〉[]", "《》《》()")
_WRAPPED = re.compile(
    r"(?:印发|发布|公布|颁布|下发|转发|实施|施行|征求|意见|对|关于)(?:新修订的|修订后的)?《(?P<title>[^》]{4,})》"
)
_FORWARDED = re.compile(r"(?:印发|发布|公布|颁布|下发)(?P<title>[^《》]{4,})的(?:通知|公告|决定|令)$")
_OPINIONS = re.compile(
    r"(?:公开|广泛|再次)*(?:征求|征集|征询)(?:对|关于|社会公众对)?(?P<title>[^《》]{4,}?)(?:公众|社会|修改|有关)*意见(?:建议)?(?:的(?:公告|通知|函|通告|公示|启事))?$"
)
_ISSUED = re.compile(r"^[^《》]{0,80}?关于(?=[^《》]+$)")
_DRAFT_NOTE = (
    r"(?:公开|再次|第?[一二三]次)*(?:征求意见|征求意见稿|讨论|送审|修订草案|修改草案|草案)(?:修改|修订|审议)?稿?"
)
_REVISION = r"(?:[12]\d{3}年?)?(?:第?[一二三]?次?(?:修订|修正|修改)|最新|新|试行|暂行|版|本|年版)+(?:版|稿|本)?"
_NOTE = re.compile(rf"\((?:{_DRAFT_NOTE}|{_REVISION}|[12]\d{{3}}年?(?:版|本))\)|(?:征求意见稿|送审稿|讨论稿|修订稿)$")
_TRIAL = re.compile(r"试行|暂行")
_REVISED_YEAR = re.compile(r"[12]\d{3}年?(?:修订版?|修正版?|版|本)$")
_YEAR = re.compile(r"[12]\d{3}")


class LinkKind(StrEnum):
    """What a link says.

    SAME: equal but for layout. REPRINT: a copy with other surroundings or faults, or a shortened one that bears the same
    number and title. PART: one holds the other. VERSION: an old and a new text of one policy. DRAFT: a text put out for
    opinions and the final one. REPEALED: one puts an end to the other, which is another policy.
    """

    SAME = "same"
    REPRINT = "reprint"
    PART = "part"
    VERSION = "version"
    DRAFT = "draft"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Version:
    """A document as it is compared: its metadata, the signature of its text, its references, and the titles of the
    texts that it forwards (those of its MAIN parts; annexes have no say, for many policies share a form)."""

    metadata: Metadata
    signature: bytes
    references: tuple[Reference, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """How two documents hang together. `newer` is the very object given that is to be preferred: the newer version, the
    final text, the one that repeals; None for copies and parts. `similarity` is that of their texts, in [0, 1]."""

    kind: LinkKind
    newer: Version | None
    similarity: float


def title_key(title: str) -> str:
    """A title, or any text in which titles are looked for, folded, without white space, brackets and marks."""
    return _MARKS.sub("", fold(title))


def policy_key(title: str) -> str:
    """What a title names, alike for all versions of one policy: 《…办法》, …办法（试行）, …办法（2024年修订） and
    …关于印发…办法的通知 give one key. Years stay where they tell one year's edition from the next."""
    plain = "".join(fold(title).split()).translate(_BRACKETS)
    if plain.startswith("《") and plain.endswith("》"):
        plain = plain[1:-1]
    for pattern in (_WRAPPED, _FORWARDED, _OPINIONS):
        match = pattern.search(plain)
        if match:
            plain = match["title"]
            break
    plain = _NOTE.sub("", plain)
    plain = _REVISED_YEAR.sub("", _ISSUED.sub("", plain))
    return _MARKS.sub("", _TRIAL.sub("", plain))


def relation(a: Version, b: Version) -> Link | None:
    """The link between two documents, None where nothing sure can be said. Symmetric but for the order."""
    alike = similarity(a.signature, b.signature)
    numbers = _numbers(a), _numbers(b)
    same_number = bool(numbers[0] & numbers[1])
    if same_text(a.signature, b.signature):
        return Link(LinkKind.SAME, None, alike)
    repealing = _repealing(a, b)
    if repealing is not None:
        kind = LinkKind.VERSION if _same_policy(a, b) else LinkKind.REPEALED
        return Link(kind, repealing, alike)
    if a.metadata.draft != b.metadata.draft:
        final = b if a.metadata.draft else a
        return Link(LinkKind.DRAFT, final, alike) if _same_policy(a, b) and _same_body(a, b, alike) else None
    headlines = alike >= NEARLY_ALL and not any(numbers)
    if alike >= REPRINT and (headlines or not _names_differ(a, b)) and (same_number or _is_copy(a, b, alike)):
        return Link(LinkKind.REPRINT, None, alike)
    if same_number and alike >= RELATED and _same_policy(a, b):
        return Link(LinkKind.REPRINT, None, alike)
    if same_number or not _differ(a, b):
        named = (same_number and not _names_differ(a, b)) or _same_policy(a, b)
        held = named and containment(a.signature, b.signature) >= HOLDS
        return Link(LinkKind.PART, None, alike) if held else None
    newer = _newer(a, b)
    lasting = any(policy_key(title).endswith(_LASTING) for title in _titles(a))
    if newer is not None and lasting and _same_policy(a, b) and _same_body(a, b, alike):
        return Link(LinkKind.VERSION, newer, alike)
    return None


def _titles(version: Version) -> tuple[str, ...]:
    return (version.metadata.title, *version.titles)


def _numbers(version: Version) -> set[str]:
    return {normal_number(number) for number in (version.metadata.number or "").split("、") if number}


def _keys(version: Version) -> set[str]:
    return {key for key in map(policy_key, _titles(version)) if len(key) >= MIN_KEY}


def _same_policy(a: Version, b: Version) -> bool:
    return bool(_keys(a) & _keys(b))


def _issued(version: Version) -> date | None:
    """The day that dates a version, else the year of its number."""
    meta = version.metadata
    year = _YEAR.search(meta.number or "")
    return meta.issued or (date(int(year.group()), 1, 1) if year else None)


def _newer(a: Version, b: Version) -> Version | None:
    first, second = _issued(a), _issued(b)
    if first is None or second is None or first == second:
        return None
    return a if first > second else b


def _differ(a: Version, b: Version) -> bool:
    """Whether their numbers or, without numbers, their dates of signature say that two texts are not one."""
    if _numbers(a) and _numbers(b):
        return not _numbers(a) & _numbers(b)
    first, second = a.metadata.signed, b.metadata.signed
    return first is not None and second is not None and first != second


def _same_body(a: Version, b: Version, alike: float) -> bool:
    """Whether both are of one issuer, or of one place; then, under two issuers, their texts must be related."""
    first, second = a.metadata, b.metadata
    if first.region != second.region:
        return False
    issuers = [set((meta.issuer or "").split("、")) - {""} for meta in (first, second)]
    if not issuers[0] or not issuers[1] or issuers[0] & issuers[1]:
        return True
    return alike >= RELATED


def _names_differ(a: Version, b: Version) -> bool:
    """Whether the texts themselves bear unlike titles: two cards of a guide, on two kinds of projects of one policy."""
    if "title" not in a.metadata.spans or "title" not in b.metadata.spans:
        return False
    keys = [[policy_key(title) for title in _titles(version)] for version in (a, b)]
    return not any(first in second or second in first for first in keys[0] for second in keys[1])


def _is_copy(a: Version, b: Version, alike: float) -> bool:
    """Whether texts so alike are one text: not where numbers, dates or years in the titles tell them apart, unless one
    forwards the other, nor where they are two places' texts after one model."""
    years = [set(_YEAR.findall(fold(version.metadata.title))) for version in (a, b)]
    if years[0] and years[1] and years[0] != years[1]:
        return False
    if _differ(a, b):
        return _forwards(a, b) or _forwards(b, a)
    return a.metadata.region == b.metadata.region or not (a.metadata.region and b.metadata.region) or alike >= STRONG


def _forwards(a: Version, b: Version) -> bool:
    numbers, key = _numbers(b), title_key(b.metadata.title)
    return any(
        (reference.number is not None and normal_number(reference.number) in numbers)
        or (reference.title is not None and title_key(reference.title) == key)
        for reference in a.references
        if reference.relation is Relation.FORWARDS
    )


def _repealing(a: Version, b: Version) -> Version | None:
    """The one that says that it puts an end to the other; an older one that repeals that title's forerunner does not."""
    newer = _newer(a, b)
    for one, other in ((a, b), (b, a)):
        if newer is not other and _repeals(one, other) and not (newer is None and _repeals(other, one)):
            return one
    return None


def _repeals(one: Version, other: Version) -> bool:
    """By number, or, where a reference gives none or the other has none, by the title of a policy of the same place."""
    numbers, titles = _numbers(other), {title_key(title) for title in _titles(other)}
    for reference in one.references:
        if reference.relation is not Relation.REPEALS or reference.article is not None:
            continue
        if reference.number is not None and numbers:
            if normal_number(reference.number) in numbers:
                return True
            continue
        key = title_key(reference.title or "")
        named = len(key) >= MIN_KEY and key in titles
        own = {title_key(title) for title in _titles(one)}
        distinct = key not in own or _newer(one, other) is one or _differ(one, other)
        if named and distinct and one.metadata.region[: len(other.metadata.region)] == other.metadata.region:
            return True
    return False
