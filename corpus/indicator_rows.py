"""Figures told in a row: each in the order of the metrics, places, levels, years or growths listed before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.aliases import canonical
from corpus.indicator_clauses import conjuncts
from corpus.indicator_completing import AMOUNT, with_amount, with_rate
from corpus.indicator_making import Maker
from corpus.indicator_names import completed, placed, places_listed, rates, subjects
from corpus.indicator_phrases import Phrase, left_phrase
from corpus.indicator_roles import Role
from corpus.indicator_state import SHORT
from corpus.indicator_times import Then, listed_periods, listed_years
from corpus.indicator_words import RATIO_NAME, RUN_ON, UNCHANGED
from corpus.quantity import Quantity
from corpus.records import Indicator, IndicatorKind, Span

_LEVEL_NAME = "(?:国家|部|省|市|区|县|镇|乡|村|校|院|[a-z一二三四五])[级类]"
_LEVELS_LISTED = re.compile(
    f"[,;、]?(?:其中,?)?(?P<list>{_LEVEL_NAME}(?:(?:、|和|与|及){_LEVEL_NAME})+)(?:的)?(?:总数|数量)?"
)
_BARE_RATE = re.compile("[\u4e00-\u9fff]{2,3}率")
_ASPECT = re.compile("总量|增速|增幅|增量|规模|总额|均量|人均|绝对量|完成率")
"""What of a metric a rank is of: 总量和增速分别居全省第4位、第2位."""


class RowReader(Maker):
    """Reads figures told in a row. Each method enters all of them and tells whether they were a row of its kind."""

    def _of_several(self, start: int, quantity: Quantity, said: Role) -> bool:
        """One figure that is told of several metrics at once: enters a rank for each; a growth or share is left out."""
        state, before = self.state, self.flat[start : quantity.start]
        if said.kind is IndicatorKind.GROWTH and re.search("分别[^,;]*$", before) and len(state.run) > 1:
            return True  # of several the growth of one
        if said.kind is IndicatorKind.SHARE and len(state.group) > 1 and re.search("合计|共计|总计", before):
            return True  # of all of them, not of the last
        if said.kind is None and re.search("均|都|双双", before) and self._of_joined_rates(start, quantity, said):
            return True
        if said.kind is not IndicatorKind.RANK or len(state.run) < SHORT:
            return False
        several = len(state.group) > 1 and quantity.comparator == "<=" and quantity.value == len(state.group)
        owners = state.run if re.search("均|都", before) else state.group if several else []
        phrase = left_phrase(self.flat, start, said.end, self.place.region)
        if phrase.named or not owners:
            return False
        for each in list(owners):
            self._keep(self._made(quantity, said, self._placed_as(each, phrase), each))
        return True

    def _placed_as(self, owner: Indicator, phrase: Phrase) -> Phrase:
        """The phrase of a figure that is of the place and the body that its owner is of."""
        inside = owner.region if owner.region != self.place.region else None
        return replace(phrase, place=inside or phrase.place, body=owner.organisation or phrase.body)

    def _of_joined_rates(self, start: int, quantity: Quantity, said: Role) -> bool:
        """One figure that several rates share: 入户率、入户调查率均为100%."""
        phrase = left_phrase(self.flat, start, said.end, self.place.region)
        spans = conjuncts(self.flat, phrase.span) if phrase.named else []
        if len(spans) < SHORT or not all(RATIO_NAME.search(self.flat, *span) for span in spans):
            return False
        names = rates([self.text[slice(*span)] for span in spans])
        for span, name in zip(spans, names, strict=True):
            self._keep(self._renamed(self._made(quantity, said, replace(phrase, span=span), None), name))
        return True

    def _distributed(self, start: int, said: Role, members: Sequence[Quantity]) -> bool:
        """Figures told in the order of their metrics (A和B分别增长1%和2%); False if they are not."""
        state, flat = self.state, self.flat
        before = flat[start : members[0].start]
        cut = before.rfind("分别")
        end = min(said.end, start + cut) if cut >= 0 else said.end
        if self._against_times(start, said, members):
            return True
        listed = listed_years(flat, start, end)
        if listed and len(listed[1]) == len(members):
            return self._yearly(listed, said, members)
        if self._by_level(start, end, said, members):
            return True
        phrase = left_phrase(flat, start, end, self.place.region)
        if cut >= 0 and (places := places_listed(flat[start : start + cut])):
            phrase = replace(left_phrase(flat, start + cut + SHORT, said.end, self.place.region), places=tuple(places))
        pairs = self._shares(phrase, start, before, said, members)
        if pairs is None:
            self.told |= {quantity.start for quantity in (members if cut >= 0 else members[1:])}
            state.group = []
            state.run = state.run if cut < 0 else []
            return cut >= 0  # nothing says which is whose
        kept = [each for each in pairs if each is not None]
        for each in kept:
            self._keep(each)
        if phrase.named:
            state.group = kept
        self.told |= {quantity.start for quantity in members}
        return True

    def _shares(
        self, phrase: Phrase, start: int, before: str, said: Role, members: Sequence[Quantity]
    ) -> list[Indicator | None] | None:
        """The figures of a row made those of the places, the metrics or the rates that its phrase joins, or of the metrics
        before it; None where nothing says which is whose."""
        state, flat = self.state, self.flat
        owner = state.owner(said, members[0])
        if phrase.places and len(phrase.places) == len(members) and (phrase.named or owner):
            own = None if phrase.named else owner
            each_place = zip(members, phrase.places, strict=True)
            return [self._made(quantity, said, replace(phrase, place=place), own) for quantity, place in each_place]
        if not phrase.named:
            owners = state.group_of(len(members), before, points=members[0].unit.endswith("百分点"))
            state.narrowing = () if owners else state.narrowing
            pairs = zip(members, owners, strict=True) if owners else ()
            return [self._made(quantity, said, self._placed_as(each, phrase), each) for quantity, each in pairs] or None
        spans = conjuncts(flat, phrase.span)
        if len(spans) == 1 and len(state.group) == len(members) and RATIO_NAME.search(flat, *phrase.span):
            each_subject = zip(members, subjects(state.group), strict=True)
            return [self._made(quantity, said, replace(phrase, prefix=each), None) for quantity, each in each_subject]
        if len(spans) == 1 and (names := self._of_one_name(phrase, len(members))):
            bare = replace(phrase, span=(start, start))
            return [
                self._renamed(self._made(quantity, said, bare if each else phrase, each), name)
                for quantity, (name, each) in zip(members, names, strict=True)
            ]
        if len(spans) != len(members):
            return None
        if owner and all(_ASPECT.fullmatch(flat, *span) for span in spans):
            aspects = [replace(phrase, span=(start, start), qualifiers=(flat[slice(*span)],)) for span in spans]
            return [self._made(quantity, said, each, owner) for quantity, each in zip(members, aspects, strict=True)]
        joined = completed([self.text[a:b] for a, b in spans])
        made = [self._made(q, said, replace(phrase, span=span), None) for q, span in zip(members, spans, strict=True)]
        return [each and placed(each, name) for each, name in zip(made, joined, strict=True)]

    def _of_one_name(self, phrase: Phrase, count: int) -> list[tuple[str, Indicator | None]]:
        """The names that one name stands for in a row of figures, each with the indicator before it that it is of: 城乡 for two,
        a bare amount or rate for what was told before it; [] of a name that stands by itself."""
        name, run = self.text[slice(*phrase.span)], self.state.run[-count:]
        if count == SHORT and "城乡" in name:
            town = "城镇" if "收入" in name or "消费" in name else "城市"
            return [(name.replace("城乡", each, 1), None) for each in (town, "农村")]
        if len(run) == count and AMOUNT.fullmatch(self.flat, *phrase.span):
            return [(with_amount(each, name), each) for each in run]
        if len(run) == count and _BARE_RATE.fullmatch(self.flat, *phrase.span):
            return [(with_rate(each, name), each) for each in run]
        return []

    @staticmethod
    def _renamed(made: Indicator | None, name: str) -> Indicator | None:
        return made and replace(made, metric=canonical(name))

    def _by_level(self, start: int, end: int, said: Role, members: Sequence[Quantity]) -> bool:
        """Counts of one metric by the levels listed before them (国家级、省级分别为3家和20家)."""
        levels = _LEVELS_LISTED.fullmatch(self.flat, start, end)
        names = re.split("、|和|与|及", levels["list"]) if levels else []
        owner = self.state.owner(said, members[0])
        if len(names) != len(members) or owner is None or owner.unit != members[0].unit:
            return False
        self.told |= {quantity.start for quantity in members}
        for quantity, name in zip(members, names, strict=True):
            self._keep(self._made(quantity, said, Phrase((start, start), qualifiers=(name,)), owner))
        return True

    def _against_times(self, start: int, said: Role, members: Sequence[Quantity]) -> bool:
        """Growths of one metric against several years, or in several parts of one (较2021年、2022年分别提高2分和1分)."""
        listed = listed_periods(self.flat, start, members[0].start)
        if listed is None or len(listed[0]) != len(members) or said.kind is not IndicatorKind.GROWTH:
            return False
        phrase = left_phrase(self.flat, *listed[1], self.place.region)
        owner = None if phrase.named else self.state.owner(said, members[0])
        self.told |= {quantity.start for quantity in members}
        for quantity, period in zip(members, listed[0], strict=True):
            if phrase.named or owner is not None:
                self._keep(self._made(quantity, replace(said, qualifiers=(period,)), phrase, owner))
        return True

    def _yearly(self, listed: tuple[Span, list[int]], said: Role, members: Sequence[Quantity]) -> bool:
        """Figures told in the order of years listed before them."""
        (_, after), years = listed
        phrase = left_phrase(self.flat, after, min(said.end, members[0].start), self.place.region)
        owner = None if phrase.named else self.state.owner(said, members[0])
        self.told |= {quantity.start for quantity in members}
        if not phrase.named and owner is None:
            return True  # nothing says what they measure
        for quantity, year in zip(members, years, strict=True):
            dated = replace(said, then=Then(after, year, baseline=False))
            self._keep(self._made(quantity, dated, phrase, owner))
        return True

    def _run_on(self, start: int, said: Role, index: int) -> bool:
        """Growths each with its own word, told in the order of the figures before them (分别上升12%、下降5%和持平)."""
        flat, members = self.flat, [self.quantities[index]]
        falls = [said.falls]
        for following in self.quantities[index + 1 :]:
            gap = RUN_ON.fullmatch(flat, members[-1].end, following.start)
            if gap is None:
                break
            members.append(following)
            falls.append(gap["down"] is not None)
        count = len(members) + (UNCHANGED.match(flat, members[-1].end) is not None)
        phrase = left_phrase(flat, start, said.end, self.place.region)
        owners = self.state.run[-count:]
        self.told |= {quantity.start for quantity in members}
        if phrase.named and len(spans := conjuncts(flat, phrase.span)) == count:
            for quantity, span, fall in zip(members, spans, falls, strict=False):
                self._keep(self._made(quantity, replace(said, falls=fall), replace(phrase, span=span), None))
            return True
        if phrase.named or count < SHORT or len(owners) < count:
            return count > 1  # nothing says whose they are
        for quantity, owner, fall in zip(members, owners, falls, strict=False):
            self._keep(self._made(quantity, replace(said, falls=fall), phrase, owner))
        return True
