"""The indicators made of one sentence so far, and how a figure becomes one."""

import re
from collections.abc import Sequence

from corpus import indicator_words as words
from corpus.indicator_frames import is_target, year_at
from corpus.indicator_names import metric_name
from corpus.indicator_phrases import Phrase
from corpus.indicator_roles import Role
from corpus.indicator_state import COUNTED, LEVELS, SHORT, Place, State, family_of
from corpus.indicator_times import Then
from corpus.quantity import Quantity
from corpus.records import Indicator, IndicatorKind
from corpus.regions import Region

_REVERSED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
"""What the comparator of a fall says of its negative value: 下降5%以上 is at most -5."""
_WITH_VERB = re.compile(f"(?:{words.VERB.pattern})(?P<noun>{words.VAGUE.pattern})")
_MOVES = re.compile("招生|毕业|录取|退役|退休|招录|招聘")
"""Verbs of people who come or go, told beside the number of those who are there."""
_ENROLLED = re.compile(f"(?:(?:{_MOVES.pattern})人数|(?:在校|在园|在读)?(?:学生|生|人员|人数))$")
_PAID = re.compile("(?<=项目|工程|企业|小区)(?:年度|计划|概算|总|完成)*(?:投资|投入)(?:资金|额)?$")
_AIM = re.compile("(?:年度|年初|全年|当年|预期|既定|预定|原定|计划|工作)*目标(?:任务|值|数)?")
"""What is no metric, but names an aim of the one before it."""
_SCALE = "规模"
_FLOWS = ("收入", "支出", "投入")


class Maker:
    """Makes the figures of one sentence indicators, entered into `found` and into what they leave open."""

    def __init__(self, text: str, flat: str, quantities: Sequence[Quantity], place: Place) -> None:
        self.text = text
        self.flat = flat
        self.quantities = quantities
        self.place = place
        self.state = State()
        self.found: list[Indicator] = []
        self.told: set[int] = set()
        self.parts = words.PART.match(flat) is not None

    def _made(self, quantity: Quantity, said: Role, phrase: Phrase, owner: Indicator | None) -> Indicator | None:
        state, (opens, _) = self.state, self.place.sentence
        everyone = next((each for each in phrase.qualifiers if re.fullmatch("全[市省县区州]", each)), None)
        state.body = phrase.body or (None if everyone else state.body)
        state.place = phrase.place or (state.place if everyone is None or self._is_all_of(everyone) else None)
        state.several = phrase.places if len(phrase.places) > 1 else ()
        state.passing = len(phrase.places) > 1 or (phrase.place is not None and not phrase.named and owner is not None)
        if phrase.verbs and said.kind is None:
            state.verbs = phrase.verbs
        year, target = self._when(quantity, said)
        if owner is not None and not phrase.named:
            metric, named = _inherited(owner, phrase, quantity), owner.named
        else:
            metric, named = (
                metric_name(self.text, self.flat, phrase, quantity, state),
                (opens + phrase.span[0], opens + phrase.span[1]),
            )
        if len(metric) < SHORT or _AIM.fullmatch(metric):
            return None  # 有3个未开工, 完成年度目标7%
        metric = _of_province(metric, self.place.region)
        whole, base = self.state.ties(said, phrase, owner, quantity, metric)
        inherited: tuple[str, ...] = ()
        if owner is not None and not phrase.named:
            grown = bool(phrase.verbs) or not words.STOCK.isdisjoint(phrase.qualifiers)
            inherited = owner.qualifiers if said.kind else () if grown else state.verbs
            inherited += () if said.kind or not words.STOCK.issuperset(phrase.qualifiers) else state.narrowing
            both = state.whole.metric if state.whole else metric
            if phrase.part and "城乡" in both:
                metric = both.replace("城乡", phrase.part)  # 城乡低保对象，其中城市…、农村…
            if any("级" in each for each in phrase.qualifiers):
                metric = re.sub("^(?:国家|省|市)(?=.{4})", "", metric)
        elif said.kind is None:
            state.narrowing = phrase.qualifiers
        qualifiers = tuple(dict.fromkeys((*inherited, *phrase.verbs, *phrase.qualifiers, *said.qualifiers)))
        goes_on = said.kind is not None and not phrase.named  # 甲县287亿元，增长5.1%
        value = -quantity.value if said.falls and quantity.value is not None and quantity.value > 0 else quantity.value
        return Indicator(
            metric=metric,
            value=value,
            unit="%" if quantity.unit == "成" else quantity.unit,
            kind=said.kind or (IndicatorKind.TARGET if target else IndicatorKind.ACHIEVED),
            year=year,
            region=self.state.region_of(phrase, said, owner.region if owner and goes_on else self.place.region),
            start=opens + quantity.start,
            end=opens + quantity.end,
            named=named,
            sentence=self.place.sentence,
            qualifiers=qualifiers,
            comparator=_REVERSED.get(quantity.comparator, quantity.comparator) if said.falls else quantity.comparator,
            low=quantity.low,
            target=target,
            organisation=state.body,
            whole=whole,
            base=base,
            heading=self.place.heading,
        )

    def _is_all_of(self, everyone: str) -> bool:
        """Whether 全区 means the place told last, and not the document's own."""
        place, own = self.state.place, self.place.region
        return bool(place and place[-1].endswith(everyone[1:]) and not (own and own[-1].endswith(everyone[1:])))

    def _when(self, quantity: Quantity, said: Role) -> tuple[int | None, bool]:
        """The year of a figure and whether it is aimed at; what a figure starts from never is."""
        if said.then and said.then.baseline:
            return said.then.year, False
        year, year_said = year_at(self.flat, quantity.start, self.place.frame)
        if said.then:
            year, year_said = said.then.year, True
        return year, is_target(self.flat, quantity.start, self.place.frame, year, said=year_said)

    def _keep(self, made: Indicator | None, time: Then | None = None, *, named: bool = False) -> None:
        """Enter a figure, and leave it to those after it. One that others are compared with is the last only where the
        words before it name it."""
        if made is None:
            return
        state = self.state
        self.found.append(made)
        if time and time.baseline:
            state.compared = not time.opens and not named
            state.first = made if time.opens else None
            state.last = made if named or state.last is None else state.last
            state.latest = made
            return
        if state.compared and not named:
            state.compared = False
            return  # 较2022年的171家净增15家: the level stays the one before
        state.latest = made
        if made.unit == "%" and made.kind in (*LEVELS, IndicatorKind.SHARE):
            state.ratios.append(made)
        if made.kind in LEVELS:
            state.last = made
            state.run.append(made)
            state.counts += [made] if family_of(made) in COUNTED else []
        elif not self.parts:
            state.former, state.whole = state.whole or state.former, None


def _inherited(owner: Indicator, phrase: Phrase, quantity: Quantity) -> str:
    """The metric of a figure that names none, from the one before it and from what was done."""
    metric = owner.metric
    if len(phrase.verbs) == 1 and phrase.verbs[-1] in _FLOWS and metric.endswith(_FLOWS):
        metric = metric[:-SHORT] + phrase.verbs[-1]  # 基金收入…、支出…
    if phrase.verbs and (vague := _WITH_VERB.fullmatch(metric)) and not words.BLANK.fullmatch(phrase.verbs[-1]):
        metric = phrase.verbs[-1].removeprefix("累计") + vague["noun"]  # 受理案件…、审结…
    if family_of(owner) == "元" and quantity.family in COUNTED and (paid := _PAID.search(metric)):
        metric = metric[: paid.start()]  # 供水项目投入2亿元，已开工80个
    if _SCALE in phrase.qualifiers and family_of(owner) != quantity.family:
        metric += _SCALE  # 基金3只，规模6亿元
    if phrase.verbs and quantity.family == "人":
        metric = _people(metric, phrase.verbs[-1], quantity, alike=family_of(owner) == "人")
    return metric


def _people(metric: str, verb: str, quantity: Quantity, *, alike: bool) -> str:
    """The metric of people told by a verb alone: 发放补贴…，惠及1.1万人次 and 在校生…，招生2万人 are no part of what was before."""
    if not alike:
        return verb + ("人数" if quantity.unit in ("人", "名") else quantity.unit)
    return _ENROLLED.sub("", metric) + verb + "人数" if _MOVES.fullmatch(verb) else metric


def _of_province(metric: str, region: Region) -> str:
    """A metric of the document's own province under one name: 浙江省科技奖 is 省科技奖 in a report of a city there."""
    return (
        f"省{metric.removeprefix(region[0])}"
        if len(region) > 1 and metric.startswith(region[0]) and region[0].endswith("省")
        else metric
    )
