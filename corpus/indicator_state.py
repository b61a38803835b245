"""Where a sentence stands, and what its clauses leave open for those after them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus import indicator_words as words
from corpus.indicator_frames import Frame
from corpus.indicator_phrases import Phrase
from corpus.indicator_roles import Role
from corpus.quantity import Quantity, opening_unit
from corpus.records import Indicator, IndicatorKind, Span
from corpus.regions import Region

SHORT = 2
"""Characters of a noun that only repeats the end of the metric before it (科技服务站6家,累计建|站|12家)."""

_BUILT = re.compile(f"(?:共|累计|已|新)*(?:建|设|{words.BLANK.pattern})?[成立有]?了?")
LEVELS = (IndicatorKind.ACHIEVED, IndicatorKind.TARGET)
COUNTED = ("家", "项", "支")
"""Families of units of things that are counted, which never measure money or size."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: its span in the document's text, the document's region, the headings, and the frame."""

    sentence: Span
    region: Region
    heading: tuple[str, ...]
    frame: Frame


@dataclass(slots=True)
class State:
    """What clauses leave open.

    The `last` level, the `latest` figure of any kind, the `first` of two figures of which the other is to come; the `whole`
    whose parts are told, the `former` one that a growth ended, the `bracket` before which one opened; the `topic` that a
    clause without a figure set (`fresh` until a figure follows, `strong` where it was set as one), the `work` told of
    by a clause that ended at `work_end`, and the measure of a list that began at `listed_at`; the doer and the place, the
    `several` places that a figure is of each, `passing` where a place is that of its own figure alone (其中甲县5个、乙县3个);
    the words of the last level. Of the levels since the last semicolon all are in `run`, those in percent and the shares in
    `ratios`, those told in a row in `group`; `counts` are those of the whole sentence, `counted` the last one before
    parts that a semicolon ended. The words before `resume` are used up, after `compared` a figure tells a difference from
    the one before, and `listing` is true where 其中 stood alone and all that follows are parts."""

    last: Indicator | None = None
    first: Indicator | None = None
    latest: Indicator | None = None
    whole: Indicator | None = None
    former: Indicator | None = None
    bracket: Indicator | None = None
    topic: Span | None = None
    body: str | None = None
    place: Region | None = None
    verbs: tuple[str, ...] = ()
    narrowing: tuple[str, ...] = ()
    counted: list[Indicator] = field(default_factory=list)
    ratios: list[Indicator] = field(default_factory=list)
    resume: int = 0
    compared: bool = False
    passing: bool = False
    several: tuple[Region, ...] = ()
    listed: str = ""
    listed_at: int = 0
    work: str = ""
    work_end: int = 0
    fresh: bool = False
    strong: bool = False
    listing: bool = False
    run: list[Indicator] = field(default_factory=list)
    counts: list[Indicator] = field(default_factory=list)
    group: list[Indicator] = field(default_factory=list)

    def owner(self, said: Role, quantity: Quantity) -> Indicator | None:
        """The indicator before this figure whose metric it measures too."""
        if self.topic and self.fresh and (said.kind in (None, IndicatorKind.RANK) or not self.run):
            return None
        if said.kind is None:
            rate = self.last is not None and "%" in (quantity.family, family_of(self.last))
            if self.last is None and self.latest and self.latest.kind is IndicatorKind.GROWTH:
                return self.latest  # 森林蓄积量增加120万立方米，达到860万立方米
            if self.latest and self.latest.kind is IndicatorKind.GROWTH and self._named_after():
                points = self.latest.unit.endswith("百分点")
                if points == (quantity.family == "%") and (
                    points or self.latest.unit == "%" or family_of(self.latest) == quantity.family
                ):
                    return self.latest  # 机收率提高2个百分点，达到57%
            alike = [each for each in self.run if family_of(each) == quantity.family]
            alike = alike or self.counted
            if self.last and quantity.family != family_of(self.last) and alike and quantity.family in COUNTED:
                return alike[-1]  # 重点项目90个，计划投资50亿元，已开工60个
            return None if rate and self.last and quantity.family != family_of(self.last) else self.last
        moves = quantity.unit == "位" and self.latest is not None and self.latest.kind is IndicatorKind.RANK
        if said.kind is IndicatorKind.RANK or moves or (self.last and self.latest and self._named_after()):
            return self.latest
        return self.last or self.latest

    def done_of(self, quantity: Quantity) -> Indicator | None:
        """The last count in the unit of a figure that only a verb names, told before a rate (核查房屋500户，核查率99%；已整改30户)."""
        alike = [each for each in self.counts if each.unit == quantity.unit]
        return alike[-1] if alike else None

    def _named_after(self) -> bool:
        """Whether the latest figure is a growth or share of a metric of its own, named behind the last level."""
        last, latest = self.last, self.latest
        return bool(last and latest and latest.named > last.named and latest.metric != last.metric)

    def repeats(self, name: str, quantity: Quantity, verbs: Sequence[str] = ()) -> bool:
        """Whether a short noun only repeats the end of the metric before it."""
        last = self.last
        if verbs and not _BUILT.fullmatch(verbs[-1]):
            return False  # 过夜游客3万人次；某景区接待|游客
        if last is None or self.whole or quantity.family != family_of(last) or words.MEASURE.fullmatch(name):
            return False
        return len(name) <= SHORT and name[-1] == last.metric[-1] and len(last.metric) > len(name)

    def ties(
        self, said: Role, phrase: Phrase, owner: Indicator | None, quantity: Quantity, metric: str
    ) -> tuple[Span | None, Span | None]:
        """Spans of the whole that a figure is part of, and of the value that it belongs to."""
        if said.kind is None:
            stock = words.STOCK.intersection((*phrase.verbs, *phrase.qualifiers))
            whole = self.whole or (None if phrase.named or phrase.body or stock else self.bracket)
            if whole is None or family_of(whole) != quantity.family or metric.startswith(("每", "人均")):
                return None, None
            return (whole.start, whole.end), None
        tied = owner
        if (
            tied is None
            and self.last
            and (self.last.metric == metric or (said.kind is IndicatorKind.SHARE and self.whole))
        ):
            tied = self.whole or self.last
        return None, (tied.start, tied.end) if tied else None

    def region_of(self, phrase: Phrase, said: Role, own: Region) -> Region:
        """The region that a figure is of in a document of the region `own`: 全省 in a city's report is the province."""
        region = self.place or own
        if "全国" in phrase.qualifiers:
            return ()
        if "全省" in phrase.qualifiers and said.kind is not IndicatorKind.RANK:
            return region[:1]
        if "全市" in phrase.qualifiers and region and region[-1].endswith(("区", "县")):
            return region[:2]
        return region

    def group_of(self, count: int, before: str, *, points: bool = False) -> list[Indicator]:
        """The indicators that figures in a row belong to: those last told in a row, or the last ones one by one;
        `points` can only be of ratios."""
        if points:
            return self.ratios[-count:] if len(self.ratios) >= count else []
        if len(self.group) == count:
            return self.group
        if (
            re.search("分别|累计|同比|增长|占|恢复|为[^,]{1,10}的$|完成[^,]{1,10}的$", before)
            and len(self.run) >= count
        ):
            return self.run[-count:]
        return []


def family_of(indicator: Indicator) -> str:
    """The family of the unit of an indicator."""
    found = opening_unit(indicator.unit)
    return found[1] if found else indicator.unit
