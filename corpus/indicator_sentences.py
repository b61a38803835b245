"""The indicators of one sentence: figures read from left to right, each with what the clauses before it leave open."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import indicator_words as words
from corpus.indicator_clauses import Clause, chain, clauses, conjuncts, told, with_ratios
from corpus.indicator_frames import is_target, year_at
from corpus.indicator_names import completed, metric_name, place_compared, placed, places_listed, subjects
from corpus.indicator_phrases import Phrase, left_phrase, named_body, plain, right_phrase, subject
from corpus.indicator_roles import Role, role
from corpus.indicator_state import COUNTED, SHORT, Place, State, family_of
from corpus.indicator_times import Then, listed_periods, listed_years, then
from corpus.quantity import Quantity, find_quantities
from corpus.records import Indicator, IndicatorKind, Span
from corpus.regions import Region

_REVERSED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
"""What the comparator of a fall says of its negative value: 下降5%以上 is at most -5."""
_LEVELS = (IndicatorKind.ACHIEVED, IndicatorKind.TARGET)
_PART = re.compile(r"[\s(]*其中")
_LEVEL_NAME = "(?:国家|部|省|市|区|县|镇|乡|村|校|院|[a-z一二三四五])[级类]"
_LEVELS_LISTED = re.compile(f"[,;、]?(?:其中,?)?(?P<list>{_LEVEL_NAME}(?:(?:、|和|与|及){_LEVEL_NAME})+)(?:的)?(?:总数|数量)?")
_ASPECT = re.compile("总量|增速|增幅|增量|规模|总额|均量|人均|绝对量|完成率")
"""What of a metric a rank is of: 总量和增速分别居全省第4位、第2位."""
_WITH_VERB = re.compile(f"(?:{words.VERB.pattern})(?P<noun>{words.VAGUE.pattern})")
_FRACTION = re.compile("成|半|分之")
"""Words for a part of a whole, whatever stands before them: 三成的村, 近一半的企业."""
_RATIO = re.compile("[率度]$")
_EXACTLY = re.compile(r"[,(]?(?:(?:19|20)\d\d年)?(?:已|现|仅|只|约)?(?:为|即|是|达到?|实际为|具体为)")
_FLOWS = ("收入", "支出", "投入")
_BRIEF = 4
"""Characters of a name that says too little without the topic before it (绩效评价中，3家获得|优秀)."""
_LINKED = re.compile("超|突破|破|逾|不[低少]于|至少|达")
_SERVES = re.compile("(?<![作成认])(?:为|对|给|向|帮助|组织|引导|支持)(?:全[市省县区])?(?:近|约)?$")
"""What makes those counted the ones for whom something is done."""
TOPIC = 16
"""Characters of a noun phrase that a clause without a figure may leave as the metric of the next."""


def read_sentence(text: str, place: Place, before: Indicator | None = None) -> list[Indicator]:
    """Indicators of a sentence in the order of their figures. `text` is the sentence, and `before` the last level of the
    sentence before it, of which 其中 at the start tells a part."""
    flat = plain(text)
    quantities = told(with_ratios(find_quantities(text), text, flat), flat)
    if not quantities or words.DEFINITION.match(flat):
        return []
    reader = _Reader(text, flat, quantities, place)
    if _PART.match(flat):
        reader.state.last = reader.state.latest = before
    outer: list[State] = []
    for clause in clauses(flat, quantities):
        if clause.mark == "(":
            outer.append(replace(reader.state, run=list(reader.state.run)))
            reader.state.bracket = reader.state.last
        elif clause.mark == ")" and outer:
            reader.state = outer.pop()
        reader.read(clause)
    return reader.found


class _Reader:
    """Reads the clauses of one sentence in order into `found`."""

    def __init__(self, text: str, flat: str, quantities: Sequence[Quantity], place: Place) -> None:
        self.text = text
        self.flat = flat
        self.quantities = quantities
        self.place = place
        self.state = State()
        self.found: list[Indicator] = []
        self.told: set[int] = set()
        self.parts = _PART.match(flat) is not None

    def read(self, clause: Clause) -> None:
        """Read one clause."""
        state, flat = self.state, self.flat
        if clause.mark in (";", "。", "!", "?"):
            state.body = state.place = state.topic = None
            if state.whole and not self.parts:
                first = [each for each in state.run if each.start <= state.whole.start]
                state.counted = [each for each in first if family_of(each) in COUNTED][-1:]
                state.last, state.whole = state.whole, None
            state.former = (state.whole or state.former) if state.listing else None
            state.verbs, state.run = (), []
        opens = _PART.match(flat, clause.start, clause.end)
        if opens:
            state.listing = self.parts or opens.end() == clause.end
            state.whole = (
                state.last
                if self.parts or not state.latest or state.latest.base or state.latest is state.last
                else None
            )
        if not clause.quantities:
            self._open(clause)
            return
        start = clause.start
        for number, quantity in enumerate(clause.quantities):
            following = clause.quantities[number + 1 : number + 2]
            stop = following[0].start if following else clause.end
            if quantity.start not in self.told:
                self._figure(clause, start, quantity, stop)
            start = max(quantity.end, self.state.resume)

    def _open(self, clause: Clause) -> None:
        """A clause without a figure: what it sets as the topic or the doer of those after it."""
        flat, state = self.flat, self.state
        if place := place_compared(flat[clause.start : clause.end], self.place.region):
            state.place = place  # 甲县最低，为88%
            return
        body = subject(flat, clause.start, clause.end)
        if body:
            state.body = body
        piece = flat[clause.start : clause.end].rstrip()
        if words.CIRCUMSTANCE.fullmatch(piece.lstrip()):
            return
        end = clause.start + len(re.sub("(?:方面|榜单上|[中里上])$", "", piece))
        strong = end < clause.start + len(piece) or words.RECEIVING.match(piece.lstrip()) is not None
        start = clause.start
        if strong and (match := re.compile("(?:[在于对]|针对|面向|全[省市国])+").match(flat, start, end)):
            start = match.end()
        if piece.endswith("方面") and (body := named_body(flat[clause.start : end].strip())):
            state.body = body
            return
        phrase = left_phrase(flat, start, end, self.place.region)
        if phrase.named and (strong or phrase.span[1] - phrase.span[0] <= TOPIC):
            state.topic, state.fresh, state.strong = phrase.span, strong or not state.run, strong

    def _figure(self, clause: Clause, start: int, quantity: Quantity, stop: int) -> None:
        index = self.quantities.index(quantity)
        count = chain(self.flat, self.quantities, index)
        time = then(self.flat, start, quantity, self.place.frame)
        said = role(self.flat, start, quantity, stop, time)
        members = self.quantities[index : index + count]
        if count > 1 and time is None and self._distributed(start, said, members):
            return
        if (
            said.kind is IndicatorKind.GROWTH
            and "分别" in self.flat[start : quantity.start]
            and self._run_on(start, said, index)
        ):
            return
        if (
            said.kind is IndicatorKind.GROWTH
            and re.search("分别[^,;]*$", self.flat[start : quantity.start])
            and len(self.state.run) > 1
        ):
            return  # of several the growth of one
        together = said.kind is IndicatorKind.SHARE and len(self.state.group) > 1
        if together and re.search("合计|共计|总计", self.flat[start : quantity.start]):
            return  # of all of them, not of the last
        if (
            said.kind is IndicatorKind.RANK
            and (re.search("均|都", self.flat[start : quantity.start]) or quantity.comparator == "<=" and quantity.value == len(self.state.group))
            and len(self.state.run) > 1
        ):
            phrase = left_phrase(self.flat, start, said.end, self.place.region)
            if not phrase.named:
                for each in list(self.state.run):
                    inside = each.region if each.region != self.place.region else None
                    self._keep(self._made(quantity, said, replace(phrase, place=inside, body=each.organisation), each))
                return
        made = self._one(clause, start, quantity, stop, said)
        own = made is not None and self.place.sentence[0] + start <= made.named[0]
        self._keep(made, time, named=own)

    # -- one figure --------------------------------------------------------------------------------------------------------

    def _one(self, clause: Clause, start: int, quantity: Quantity, stop: int, said: Role) -> Indicator | None:
        state = self.state
        phrase = left_phrase(self.flat, start, said.end, self.place.region)
        heads = not self.flat[start : quantity.start].strip()
        part = clause.mark != "," or state.listing or _PART.match(self.flat, clause.start)
        if not part and (phrase.verbs or heads):
            state.whole = None  # a comma and a verb, or a figure that comes first, end the parts
        if quantity.family == "次序" and state.topic and phrase.named and (body := named_body(self.flat[slice(*phrase.span)])):
            phrase = replace(phrase, span=(quantity.start, quantity.start), body=body)  # 评价中，某开发区由第9位
        if said.then and said.then.baseline:
            phrase = phrase if phrase.named or state.last or state.topic else right_phrase(self.flat, quantity.end, stop)
        elif said.kind is None:
            phrase = self._level(clause, start, quantity, stop, phrase)
            said = self._reached(said, phrase, quantity)
            if said.kind is None and _FRACTION.search(quantity.text) and not _RATIO.search(self.flat, *phrase.span):
                said = replace(said, kind=IndicatorKind.SHARE)
        owner = None if phrase.named else self.state.owner(said, quantity)
        if said.kind is None and not phrase.named and (again := self._again(start, quantity)):
            owner, said = again, replace(said, kind=again.kind)
        if not phrase.named and owner is None and state.topic:
            phrase = replace(phrase, span=state.topic)
        elif said.kind is not IndicatorKind.SHARE and self._needs_topic(phrase) and state.topic:
            phrase = replace(phrase, prefix=self.text[slice(*state.topic)])
        state.fresh = False
        if not phrase.named and self._only_done(phrase, said, quantity, owner):
            verb, owner = phrase.verbs[-1], None  # 立案980起: what was done is all that is said
            at = self.flat.rfind(verb, start, quantity.start)
            phrase = replace(phrase, span=(at, at + len(verb)) if at >= 0 else phrase.span, verbs=phrase.verbs[:-1])
        if not phrase.named and owner is None:
            return None
        if said.kind is IndicatorKind.GROWTH and "拉动" in phrase.verbs:
            phrase = replace(phrase, prefix="拉动" + phrase.prefix)  # its share in another's growth
        return self._made(quantity, said, phrase, owner)

    def _reached(self, said: Role, phrase: Phrase, quantity: Quantity) -> Role:
        """The role of a figure that another one started from: a share where that was one (占比由62%提高到70%)."""
        first, self.state.first = self.state.first, None
        if first is None or phrase.named or family_of(first) != quantity.family or first.kind in _LEVELS:
            return said
        return replace(said, kind=first.kind)

    def _again(self, start: int, quantity: Quantity) -> Indicator | None:
        """The share that a bare figure behind it only tells exactly: 比重过半，为52.4%."""
        latest = self.state.latest
        if latest is None or latest.kind is not IndicatorKind.SHARE or latest.end > self.place.sentence[0] + start:
            return None
        bare = _EXACTLY.fullmatch(self.flat, start, quantity.start) is not None
        return latest if bare and quantity.unit == latest.unit else None

    def _only_done(self, phrase: Phrase, said: Role, quantity: Quantity, owner: Indicator | None) -> bool:
        """Whether a verb is all that says what a figure measures: 立案980起, and 为企业提供担保3亿元 behind a count."""
        if said.kind is not None or not phrase.verbs or words.BLANK.fullmatch(phrase.verbs[-1]):
            return False
        if owner is not None and quantity.unit != owner.unit and words.ALONE.fullmatch(phrase.verbs[-1]):
            return True
        money = quantity.family == "元" and owner is not None and family_of(owner) != "元"
        return owner is None or (money and phrase.verbs[-1] in words.NAME_OR_VERB)

    def _needs_topic(self, phrase: Phrase) -> bool:
        """Whether a short name only says with the topic before it what is measured (绩效评价中，3家获得优秀)."""
        state, (start, end) = self.state, phrase.span
        if not (phrase.named and state.topic and state.fresh and state.strong):
            return False
        if end - start > (_BRIEF if any(words.RECEIVING.fullmatch(verb) for verb in phrase.verbs) else SHORT):
            return False
        return self.flat[slice(*state.topic)][-SHORT:] != self.flat[start:end][-SHORT:]  # 预算支出中，教育支出

    def _level(self, clause: Clause, start: int, quantity: Quantity, stop: int, left: Phrase) -> Phrase:
        """The phrase of a level: that before the figure, or that after it (8500家|高新技术企业)."""
        state, flat = self.state, self.flat
        tail = flat[left.span[1] : quantity.start]
        served = _SERVES.search(flat, start, quantity.start) is not None
        right = right_phrase(flat, quantity.end, stop, served=served)
        if served and right.named:
            self.state.resume = right.span[1]
        if right.named and (
            served
            or not left.named
            or re.match("等|这|.*有$", tail)
            or words.GIVEN.search(flat, start, quantity.start)
            or _is_scope(flat, left.span)
            or self._lists(left, quantity)
            or (words.VERB.search(tail) and not words.THING.fullmatch(flat, *right.span))
        ):
            return replace(
                right,
                qualifiers=left.qualifiers + right.qualifiers,
                verbs=left.verbs + right.verbs,
                body=left.body,
                place=left.place,
            )
        if right.verbs and not right.named and not left.verbs and words.RECEIVING.fullmatch(right.verbs[0]):
            left = replace(left, verbs=right.verbs)
        if (
            left.named
            and not words.VAGUE.fullmatch(flat, *left.span)
            and not left.prefix
            and state.repeats(self.text[slice(*left.span)], quantity, left.verbs)
        ):
            return replace(left, span=(quantity.start, quantity.start))
        linked = re.search("(?:达到?|为|至|到|在|超过|突破)$", flat[start : quantity.start]) or _LINKED.match(
            quantity.text
        )
        alike = clause.mark == "、" or (clause.mark == "," and state.last and family_of(state.last) == quantity.family)
        if words.VAGUE.fullmatch(flat, *left.span) and not left.verbs:
            part = state.whole is not None and state.whole.metric.endswith(flat[slice(*left.span)])
            return replace(left, span=(quantity.start, quantity.start)) if part else left
        if left.named and not left.verbs and alike and state.verbs and not linked and quantity.family != "%":
            return replace(left, verbs=state.verbs)
        return left

    def _lists(self, left: Phrase, quantity: Quantity) -> bool:
        """Whether the words before a figure list the things that it counts (甲、乙、丙3个|龙头)."""
        items = len(re.split("、|和", self.flat[slice(*left.span)]))
        return items > 1 and quantity.value == items

    def _made(self, quantity: Quantity, said: Role, phrase: Phrase, owner: Indicator | None) -> Indicator | None:
        state, (opens, _) = self.state, self.place.sentence
        everyone = any(re.fullmatch("全[市省县区]", each) for each in phrase.qualifiers)
        state.body = phrase.body or (None if everyone else state.body)
        state.place = phrase.place or state.place
        if phrase.verbs and said.kind is None:
            state.verbs = phrase.verbs
        year, target = self._when(quantity, said)
        if owner is not None and not phrase.named:
            metric, named = owner.metric, owner.named
            if phrase.verbs and phrase.verbs[-1] in _FLOWS and metric.endswith(_FLOWS):
                metric = metric[:-SHORT] + phrase.verbs[-1]  # 基金收入…、支出…
            if phrase.verbs and (vague := _WITH_VERB.fullmatch(metric)) and not words.BLANK.fullmatch(phrase.verbs[-1]):
                metric = phrase.verbs[-1].removeprefix("累计") + vague["noun"]  # 受理案件…、审结…
            if phrase.verbs and quantity.family == "人" and family_of(owner) != "人":
                metric = phrase.verbs[-1] + ("人数" if quantity.unit in ("人", "名") else quantity.unit)  # 发放补贴…，惠及1.1万人次
        else:
            metric, named = (
                metric_name(self.text, self.flat, phrase, quantity, state),
                (opens + phrase.span[0], opens + phrase.span[1]),
            )
        if not metric:
            return None
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
        value = -quantity.value if said.falls and quantity.value is not None and quantity.value > 0 else quantity.value
        return Indicator(
            metric=metric,
            value=value,
            unit="%" if quantity.unit == "成" else quantity.unit,
            kind=said.kind or (IndicatorKind.TARGET if target else IndicatorKind.ACHIEVED),
            year=year,
            region=self.state.region_of(phrase, said, self.place.region),
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
        if made.kind in _LEVELS:
            state.last = made
            state.run.append(made)
        elif not self.parts:
            state.former, state.whole = state.whole or state.former, None

    # -- figures in a row --------------------------------------------------------------------------------------------------

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
        spans = conjuncts(flat, phrase.span) if phrase.named else []
        made: list[Indicator | None] = []
        if cut >= 0 and (places := places_listed(flat[start : start + cut])):
            phrase = replace(left_phrase(flat, start + cut + SHORT, said.end, self.place.region), places=tuple(places))
        owner = None if phrase.named else state.owner(said, members[0])
        if phrase.named and len(spans) == 1 and len(state.group) == len(members) and _RATIO.search(flat, *phrase.span):
            for member, each in zip(members, subjects(state.group), strict=True):
                made.append(self._made(member, said, replace(phrase, prefix=each), None))
        elif len(phrase.places) == len(members) and (phrase.named or owner):
            each_place = zip(members, phrase.places, strict=True)
            made = [self._made(quantity, said, replace(phrase, place=place), owner) for quantity, place in each_place]
        elif (
            phrase.named
            and len(spans) == len(members)
            and all(_ASPECT.fullmatch(flat, *span) for span in spans)
            and (owner := state.owner(said, members[0]))
        ):
            for span, quantity in zip(spans, members, strict=True):
                unnamed = replace(phrase, span=(start, start), qualifiers=(*phrase.qualifiers, flat[slice(*span)]))
                made.append(self._made(quantity, said, unnamed, owner))
        elif phrase.named and len(spans) == len(members):
            names = completed([self.text[a:b] for a, b in spans])
            for span, name, quantity in zip(spans, names, members, strict=True):
                each = self._made(quantity, said, replace(phrase, span=span), None)
                made.append(each and placed(each, name))
        elif not phrase.named and (owners := self.state.group_of(len(members), before)):
            state.narrowing = ()
            made = [self._made(q, said, phrase, owner) for q, owner in zip(members, owners, strict=True)]
        elif cut >= 0:
            self.told |= {quantity.start for quantity in members}
            return True  # nothing says which is whose
        else:
            self.told |= {quantity.start for quantity in members[1:]}
            return False
        kept = [each for each in made if each is not None]
        for each in kept:
            self._keep(each)
        if phrase.named:
            state.group = kept
        self.told |= {quantity.start for quantity in members}
        return True

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
            gap = words.RUN_ON.fullmatch(flat, members[-1].end, following.start)
            if gap is None:
                break
            members.append(following)
            falls.append(gap["down"] is not None)
        count = len(members) + (words.UNCHANGED.match(flat, members[-1].end) is not None)
        phrase = left_phrase(flat, start, said.end, self.place.region)
        owners = self.state.run[-count:]
        self.told |= {quantity.start for quantity in members}
        if phrase.named or count < SHORT or len(owners) < count:
            return count > 1  # nothing says whose they are
        for quantity, owner, fall in zip(members, owners, falls, strict=False):
            self._keep(self._made(quantity, replace(said, falls=fall), phrase, owner))
        return True


def _of_province(metric: str, region: Region) -> str:
    """A metric of the document's own province under one name: 浙江省科技奖 is 省科技奖 in a report of a city there."""
    return (
        f"省{metric.removeprefix(region[0])}"
        if len(region) > 1 and metric.startswith(region[0]) and region[0].endswith("省")
        else metric
    )


def _is_scope(flat: str, span: Span) -> bool:
    return re.fullmatch("[我全本]?[省市县区]|其", flat[slice(*span)]) is not None
