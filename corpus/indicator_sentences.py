"""The indicators of one sentence: figures read from left to right, each with what the clauses before it leave open."""

import re
from dataclasses import replace

from corpus import indicator_words as words
from corpus.indicator_clauses import Clause, chain, clauses, told, with_ratios
from corpus.indicator_names import place_compared
from corpus.indicator_openings import named_body, opening, subject
from corpus.indicator_phrases import Phrase, left_phrase, plain, right_phrase
from corpus.indicator_roles import Role, role
from corpus.indicator_rows import RowReader
from corpus.indicator_state import COUNTED, LEVELS, SHORT, Place, State, family_of
from corpus.indicator_times import then
from corpus.quantity import Quantity, find_quantities
from corpus.records import Indicator, IndicatorKind, Span

_FRACTION = re.compile("成|半|分之")
"""Words for a part of a whole, whatever stands before them: 三成的村, 近一半的企业."""
_EXACTLY = re.compile(r"[,(]?(?:(?:19|20)\d\d年)?(?:已|现|仅|只|约)?(?:为|即|是|达到?|实际为|具体为)")
_BRIEF = 4
"""Characters of a name that says too little without the topic before it (绩效评价中，3家获得|优秀)."""
_SETTLED = re.compile(
    "[,;、]?(?:已|均|全部|其中){0,3}(?P<done>[\u4e00-\u9fff]{2})(?:到位|完成|完毕|销号|合格|达标)?(?:了|达到?|为)?"
)
_HEADS = re.compile(
    "[\u4e00-\u9fff]{2,}(?:经费|标准|[率额量值价数]|面积|投资|收入|支出|产量|人数|补助|补贴|工资|比例)(?:分别|依次)?(?:为|是)?(?=:?$)"
)
"""The end of a clause before a colon that names what the list behind it measures (生均公用经费：小学720元、初中940元)."""
_LINKED = re.compile("超|突破|破|逾|不[低少]于|至少|达")
_AGAINST = re.compile("^(?:比|较|离)[^,;]*(?:目标|任务)|^距离?(?:[0-9]|目标|任务)|[仍还尚]差$")
"""The words before a figure that another one is held against (比2025年目标65%低3个百分点), and before what is lacking of it."""
_SERVES = re.compile("(?<![作成认])(?:为|对|给|向|帮助|组织|引导|支持)(?:全[市省县区])?(?:近|约)?$")
"""What makes those counted the ones for whom something is done."""
_OF_UNKNOWN_UNIT = re.compile("[0-9][\u4e00-\u9fff]$")
"""A clause that ends with a figure in a unit that is not known (五年共计9000把)."""
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
    if words.PART.match(flat):
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


class _Reader(RowReader):
    """Reads the clauses of one sentence in order into `found`."""

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
            state.verbs, state.run, state.ratios = (), [], []
        if clause.mark in (";", "。"):
            state.listed = state.work = ""
        if clause.mark == "," and state.passing:
            state.place, state.passing = None, False
        opens = words.PART.match(flat, clause.start, clause.end)
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
        if flat[clause.end : clause.end + 1] == ":" and (heads := _HEADS.search(flat, clause.start, clause.end)):
            state.listed = self.text[slice(*left_phrase(flat, clause.start, heads.end(), self.place.region).span)]
            state.listed_at, state.verbs = self.place.sentence[0] + clause.end, ()
            return
        piece = flat[clause.start : clause.end].rstrip()
        if words.CIRCUMSTANCE.fullmatch(piece.lstrip()) or _OF_UNKNOWN_UNIT.search(piece):
            return
        self._works(clause)
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

    def _works(self, clause: Clause) -> None:
        """Keep the works that a clause without a figure tells of: the sums after it are theirs."""
        start = opening(self.flat, clause.start, clause.end, self.place.region)
        if found := words.WORK.fullmatch(self.flat, start, clause.end):
            self.state.work = self.text[slice(*found.span("name"))]
            self.state.work_end = self.place.sentence[0] + clause.end

    def _figure(self, clause: Clause, start: int, quantity: Quantity, stop: int) -> None:
        state, index = self.state, self.quantities.index(quantity)
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
        if self._of_several(start, quantity, said):
            return
        made = self._one(clause, start, quantity, stop, said)
        own = made is not None and self.place.sentence[0] + start <= made.named[0]
        several = state.several if made and re.search("各(?!项|类|级)|均|都", self.flat[start : quantity.start]) else ()
        for place in several:
            self._keep(made and replace(made, region=place), time, named=own)  # 甲县、乙县各建成2座
        if not several:
            self._keep(made, time, named=own)

    # -- one figure --------------------------------------------------------------------------------------------------------

    def _one(self, clause: Clause, start: int, quantity: Quantity, stop: int, said: Role) -> Indicator | None:
        state = self.state
        phrase = left_phrase(self.flat, start, said.end, self.place.region)
        heads = not self.flat[start : quantity.start].strip()
        if phrase.named and _AGAINST.search(self.flat[slice(*phrase.span)]):
            return None
        part = clause.mark != "," or state.listing or words.PART.match(self.flat, clause.start)
        if not part and (phrase.verbs or heads):
            state.whole = None  # a comma and a verb, or a figure that comes first, end the parts
        phrase, said = self._told_as(clause, (start, stop), quantity, phrase, said)
        if said.kind is None and quantity.unit == "%" and (settled := self._settled(start, phrase, quantity)):
            return settled
        owner = None if phrase.named else self.state.owner(said, quantity)
        if said.kind is None and not phrase.named and phrase.verbs and owner is None and not state.topic:
            owner = state.done_of(quantity)
        if said.kind is None and not phrase.named and (again := self._again(start, quantity)):
            owner, said = again, replace(said, kind=again.kind)
        if not phrase.named and owner is None and state.topic:
            phrase = replace(phrase, span=state.topic)
        elif said.kind is not IndicatorKind.SHARE and self._needs_topic(phrase) and state.topic:
            phrase = replace(phrase, prefix=self.text[slice(*state.topic)])
        state.fresh = False
        if not phrase.named and self._only_done(phrase, said, quantity, owner):
            phrase, owner = self._by_verb(phrase, start, quantity), None
        if not phrase.named and owner is None:
            return None
        if said.kind is IndicatorKind.GROWTH and "拉动" in phrase.verbs:
            phrase = replace(phrase, prefix="拉动" + phrase.prefix)  # its share in another's growth
        return self._made(quantity, said, phrase, owner)

    def _told_as(
        self, clause: Clause, span: Span, quantity: Quantity, phrase: Phrase, said: Role
    ) -> tuple[Phrase, Role]:
        """The phrase and role of a figure once the words behind it, up to the end of `span`, are read too."""
        if self._of_another_body(phrase, said, quantity):
            phrase = replace(phrase, span=(quantity.start, quantity.start), body=self.text[slice(*phrase.span)])
        if (
            quantity.family == "次序"
            and self.state.topic
            and phrase.named
            and (body := named_body(self.flat[slice(*phrase.span)]))
        ):
            phrase = replace(phrase, span=(quantity.start, quantity.start), body=body)  # 评价中，某开发区由第9位
        if said.then and said.then.baseline:
            phrase = (
                phrase
                if phrase.named or self.state.last or self.state.topic
                else right_phrase(self.flat, quantity.end, span[1])
            )
        elif said.kind is None:
            phrase = self._level(clause, span[0], quantity, span[1], phrase)
            said = self._reached(said, phrase, quantity)
            if (
                said.kind is None
                and _FRACTION.search(quantity.text)
                and not words.RATIO_NAME.search(self.flat, *phrase.span)
            ):
                said = replace(said, kind=IndicatorKind.SHARE)
        return phrase, said

    def _by_verb(self, phrase: Phrase, start: int, quantity: Quantity) -> Phrase:
        """The phrase of a figure of which a verb is all that is said (立案980起)."""
        verb = phrase.verbs[-1]
        at = self.flat.rfind(verb, start, quantity.start)
        return replace(phrase, span=(at, at + len(verb)) if at >= 0 else phrase.span, verbs=phrase.verbs[:-1])

    def _reached(self, said: Role, phrase: Phrase, quantity: Quantity) -> Role:
        """The role of a figure that another one started from: a share where that was one (占比由62%提高到70%)."""
        first, self.state.first = self.state.first, None
        if first is None or phrase.named or family_of(first) != quantity.family or first.kind in LEVELS:
            return said
        return replace(said, kind=first.kind)

    def _of_another_body(self, phrase: Phrase, said: Role, quantity: Quantity) -> bool:
        """Whether a body alone is named, of which the figure tells what was told of another (高新区完成产值3亿元；经开区完成2亿元)."""
        last, name = self.state.last, self.flat[slice(*phrase.span)]
        alike = last is not None and last.organisation is not None and family_of(last) == quantity.family
        return alike and said.kind is None and bool(phrase.verbs) and named_body(name) is not None

    def _settled(self, start: int, phrase: Phrase, quantity: Quantity) -> Indicator | None:
        """The share of those counted before with which something was done: 排查隐患300处，整改到位99%."""
        done = _SETTLED.fullmatch(self.flat, start, quantity.start)
        counted = self.state.last
        if done is None or counted is None or family_of(counted) not in COUNTED:
            return None
        span = done.span("done")
        made = self._made(
            quantity, Role(IndicatorKind.SHARE, quantity.start), replace(phrase, span=span, verbs=()), None
        )
        return made and replace(made, metric=f"{counted.metric}{done['done']}率", base=(counted.start, counted.end))

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
        if words.PAID_OUT.fullmatch(phrase.verbs[-1]):
            return True
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
                places=left.places,
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


def _is_scope(flat: str, span: Span) -> bool:
    return (
        re.fullmatch("[我全本]?[省市县区]|其|园区|辖区|景区|[开高经][发新开]区|街道|乡镇", flat[slice(*span)])
        is not None
    )
