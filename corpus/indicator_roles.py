"""What a figure says of its metric, told by the words about it: a level, a growth, a share or a rank."""

import re
from dataclasses import dataclass, replace

from corpus import indicator_words as words
from corpus.aliases import canonical
from corpus.indicator_times import Then
from corpus.quantity import Quantity
from corpus.records import IndicatorKind

_LEADS = re.compile(
    r"[\s,]*(?:比|较|高于|低于|快于|慢于)(?!上年|去年|年初|(?:19|20)\d\d年|同期|上月)[^,;。、\d]{2,14}?(?:总体)?(?:增速|增幅)?(?:高出?|快|多|(?P<less>低|慢|少))"
    r"|[\s,]*(?:高于|快于|多于|(?P<below>低于|慢于|少于))全[省市国县区州](?:平均(?:水平)?)?"
)
"""A clause that tells only a lead over another place: 较全省人均花费低|170元."""
_CUT = re.compile(
    "(?:^|[,;、和已])(?:压减|压缩|减少|降低|缩短|削减|精简)(?!到|至|为)[^,;。、\\d]{2,12}(?<![率例度重比])(?:约|近|超过?|达)?$"
)
"""A clause that says what was cut before by how much: 压减审批时限|60%."""
TIMES = frozenset(("年", "月", "日", "小时"))
_GAIN = re.compile("[户人亩]均年?增收(?:约|近|超过?|达到?)?$")
"""The gain of each (户均增收|2000元), which is a level of its own."""
_PER_HEAD = re.compile("(?:[月年日]?[人户]均|平均|每[人户亩月])$")
_NAME = 1
"""Characters of a word before 占比 that is no metric but part of its name (药占比)."""


@dataclass(frozen=True, slots=True)
class Role:
    """A figure's kind, None for a level. The metric's phrase ends at `end`; `falls` is true of a fall, whose value is negative;
    `qualifiers` say of what it is a share or among whom it is a rank, `then` of what time it is if not of its sentence's."""

    kind: IndicatorKind | None
    end: int
    falls: bool = False
    qualifiers: tuple[str, ...] = ()
    then: Then | None = None


def role(text: str, start: int, quantity: Quantity, stop: int, then: Then | None = None) -> Role:
    """The role of a figure of a plain text whose clause is text[start:stop]; `then` is a time told right before it."""
    if then:
        share = _share(text[start : then.start], start) if quantity.family == "%" else None
        rank = _rank(text[start : then.start], start, then.start) if quantity.family == "次序" else None
        return replace(rank or share or Role(None, then.start), then=then)
    end = quantity.start
    before = text[start:end]
    if quantity.text.startswith("翻") and (found := words.DOUBLED.search(before)):
        return Role(IndicatorKind.GROWTH, start + found.start())
    if quantity.family == "次序":
        return _rank(before, start, end)
    if quantity.family == "%" and words.BY_GROWTH.match(text, quantity.end, stop):
        return Role(IndicatorKind.GROWTH, start + re.sub("(?:每年)?(?:按照?|以)?$", "", before).__len__())
    if grown := _growth(before, start, quantity):
        return grown
    if quantity.family == "%" and (share := _share(before, start)):
        return share
    if quantity.family == "倍" and (found := words.SHARES[0].search(before)):
        return Role(IndicatorKind.SHARE, start + found.start(), qualifiers=(f"占{found['of']}",))
    return Role(None, end)


def _growth(before: str, start: int, quantity: Quantity) -> Role | None:
    """The role of a figure that tells how much more or less something was, None of any other."""
    points = quantity.unit in ("个百分点", "百分点")
    if points and (found := words.LEAD.search(before)):
        return Role(IndicatorKind.GROWTH, start + found.start(), bool(re.search("低|慢", found.group())))
    if found := _LEADS.fullmatch(before):
        return Role(IndicatorKind.GROWTH, start, bool(found["less"] or found["below"]))
    if quantity.family == "元" and _GAIN.search(before):
        return None
    if (found := words.GROWTH.search(before)) and _grows(found, quantity):
        falls = bool(found["down"] or re.search("(?:低|慢|少)$", found["over"] or ""))
        return Role(IndicatorKind.GROWTH, start + found.start(), falls)
    if quantity.family in TIMES and (found := words.LENGTHENED.search(before)):
        return Role(IndicatorKind.GROWTH, start + found.start(), found["down"] is not None)
    if quantity.family == "%" and _CUT.search(before):
        return Role(IndicatorKind.GROWTH, quantity.start, falls=True)
    if found := words.MORE_DONE.search(before):
        return Role(IndicatorKind.GROWTH, start + found.start(), found["less"] is not None)
    if points and (found := words.OVER.search(before)):
        return Role(IndicatorKind.GROWTH, start + found.start(), bool(re.search("低|慢|少", found.group())))
    return Role(IndicatorKind.GROWTH, quantity.start) if points else None


def _grows(found: re.Match[str], quantity: Quantity) -> bool:
    """Whether a word of growth is one here: of counts, where it compares or ends the clause's phrase (比上年增加12家)."""
    if quantity.family in ("%", "倍"):
        return True
    how = found["up"] or found["down"]
    opens = not _PER_HEAD.sub("", found.string[: found.start()]).strip(" ,、;:(和")
    return (
        bool(found["compared"])
        or (opens and how not in ("新增", "净增", "超过"))
        or how
        not in (
            "增长率",
            "提高",
            "提升",
            "降低",
            "扩大",
            "缩小",
            "超过",
            "多",
            "少",
            "快",
            "慢",
            "高",
            "低",
            "高出",
            "升",
            "净增",
            "新增",
            "延长",
            "压缩",
        )
    )


def _clause(before: str) -> int:
    return max(before.rfind(mark) for mark in ",;、") + 1


def _share(before: str, start: int) -> Role | None:
    for pattern in words.SHARES:
        found = pattern.search(before)
        if found:
            whole = found["of"].strip("的中 ")
            if found.group().startswith("占比") and found.start() - _clause(before) == _NAME:
                return None  # 药占比
            ratio = canonical(before)
            if "之比" in found.group() and "之比" not in ratio:
                return None  # R&D经费与GDP之比
            if "占" in found.group() and "占" not in ratio and "比重" not in ratio:
                return None  # a ratio with a name of its own: R&D经费占GDP比重 is 研发投入强度
            return Role(IndicatorKind.SHARE, start + found.start(), qualifiers=(f"占{whole}",) if whole else ())
    return None


def _rank(before: str, start: int, end: int) -> Role:
    found = words.RANK_TAIL.search(before)
    if found is None:
        return Role(IndicatorKind.RANK, end)
    scope = (found["among"] or "") + found["scope"]
    return Role(IndicatorKind.RANK, start + found.start(), qualifiers=(scope,) if scope else ())
