"""Yes or no by the demand that a figure is likeliest of, where no demand is plainly of it: people seldom repeat a rule's words.

Every figure of the asker's is put beside every demand in its unit that stands in what was found, and the pairs are ranked by
what is said on both sides. A figure for which two demands that decide it otherwise come about as close decides nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.cases.demands import Demand, demands
from bot.cases.easing import eased
from bot.cases.verdicts import (
    Clause,
    Finding,
    Pair,
    decides,
    in_other_case,
    in_tier,
    is_item,
    together,
    told_of,
    without_grants,
)
from bot.inquiry import Inquiry
from bot.reading.reading import Evidence
from bot.understanding.asker import asker
from bot.understanding.coverage import coverage
from bot.understanding.per_head import PER_HEAD, per_head
from bot.understanding.scopes import kinds_of, one_of_each
from bot.understanding.segments import part
from bot.understanding.stated import Stated, benefit_figures, in_unit, stated
from bot.understanding.topics import closer, content, said_in
from corpus.aliases import canonical
from corpus.quantity import find_quantities

BACK, NAMED = 0.5, 0.3
"""What it counts that the asker says the words before a demand's figure, and that the clause names the amount that is hoped for
(能拿200万那档吗), where what the clause says of the figure's own words, and what it says of all of the question, count 1."""

BESIDE = 0.3
"""What a word of the figure's clause counts that stands in the sentence of a demand and not in the demand itself."""

FITTING = 0.25
"""What it counts that the case is one that a demand is for, and to the contrary that it is not."""

LED = 0.2
"""What it counts that the case is one that the clauses before a demand are of (租住公房的，人均…)."""

OWN_UNIT = 0.15
"""What it counts that a demand is the only one of its document in a unit that names what is counted (18户, 40标箱)."""

_LOOSE_UNITS = frozenset(
    ("元", "%", "年", "月", "个月", "日", "天", "小时", "人", "个", "家", "项", "次", "岁", "周岁", "分", "级", "倍")
)
"""Units in which anything is told."""

LEAST, MARGIN = 0.5, 0.12
"""The score below which a demand is likely of something else, and by how much it must lead one that decides otherwise."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A figure with a demand in its unit, and how much speaks for their being of the same thing. `fitting`: 1 where the case is
    one that the demand is for by another figure (30人以下的裁员率不高于20%), -1 where it is not, 0 where nothing is said of that."""

    pair: Pair
    score: float
    fitting: int

    @property
    def met(self) -> bool | None:
        return decides(self.pair)


def weighed(inquiry: Inquiry, evidence: Sequence[Evidence], clauses: Sequence[Clause]) -> tuple[Finding, ...]:
    """What the figures of a question come to by the demands that they are likeliest of, what is not met first; at most one
    finding for each figure. `clauses` are those of the evidence."""
    ranked = sorted(_weighed(inquiry, evidence, clauses), key=lambda each: -each.score)
    if not benefit_figures(inquiry.asked.text):
        plain = {id(pair) for pair in without_grants([each.pair for each in ranked], clauses)}
        ranked = [each for each in ranked if id(each.pair) in plain]
    rows = {id(pair) for pair in in_tier([each.pair for each in ranked], clauses)}
    ranked = [each for each in ranked if id(each.pair) in rows]
    words = asker(inquiry.asked.text).words

    def nearer(one: _Weighed, other: _Weighed) -> bool:
        """Whether the question says more of what is told of one demand alone, by its clause and its headings."""
        return closer(_told_of(one, clauses), _told_of(other, clauses), words)

    found: list[Finding] = []
    used: set[tuple[int, Demand]] = set()
    for figure in dict.fromkeys(each.pair.own.start for each in ranked):
        own = [each for each in ranked if each.pair.own.start == figure and _place(each) not in used]
        best = _best(own, nearer)
        if best is None or best.score < LEAST or best.met is None or _in_doubt(best, own, nearer):
            continue
        if in_other_case(best.pair, [each.pair.demand for each in own if each.pair.at == best.pair.at]):
            continue
        both = [each.pair for each in own if each is best or together(best.pair, each.pair)]
        used |= {(pair.at, pair.demand) for pair in both}
        finding = told_of(both)
        found += [finding] if finding else []
    return tuple(sorted(found, key=lambda finding: finding.met))


def _told_of(each: _Weighed, clauses: Sequence[Clause]) -> str:
    clause, demand = clauses[each.pair.at], each.pair.demand
    lead = re.split("[,，]", clause.text[demand.part : demand.start], maxsplit=1)[0]
    lead = "" if find_quantities(lead) else lead  # of another demand
    return canonical(f"{clause.heading} {clause.opener} {lead} {demand.item} {demand.quote}")


def _best(own: Sequence[_Weighed], nearer: Callable[[_Weighed, _Weighed], bool]) -> _Weighed | None:
    """The demand that a figure is likeliest of: of those about as likely the one nearer to the question than all others."""
    close = [each for each in own if each.score > own[0].score - MARGIN]
    sure = [each for each in close if all(nearer(each, other) for other in close if other.met != each.met)]
    return max(
        sure,
        key=lambda each: (round(each.score, 2), sum(nearer(each, other) for other in close)),
        default=own[0] if own else None,
    )


def _in_doubt(best: _Weighed, own: Sequence[_Weighed], nearer: Callable[[_Weighed, _Weighed], bool]) -> bool:
    """Whether another demand, no other end of the same range, decides a figure otherwise and is about as likely meant, or is in
    the same sentence for such a case."""
    return any(
        each.met is not None
        and each.met != best.met
        and (
            (each.score > best.score - MARGIN and not nearer(best, each))
            or (each.fitting > 0 and each.pair.at == best.pair.at)
        )
        and not together(best.pair, each.pair)
        for each in own
    )


def _place(each: _Weighed) -> tuple[int, Demand]:
    return each.pair.at, each.pair.demand


def _weighed(inquiry: Inquiry, evidence: Sequence[Evidence], clauses: Sequence[Clause]) -> Iterator[_Weighed]:
    shares = per_head(inquiry.asked.text)
    figures = [*(each for each in stated(inquiry.asked.text) if not each.ago), *shares]
    shared = {each.start for each in shares}
    words = asker(inquiry.asked.text).words
    kinds = one_of_each(words)
    told_in = [
        [eased(each, clause.text, words) for each in demands(clause.text, clause.opener if is_item(clause) else "")]
        for clause in clauses
    ]
    hoped = {each.value for each in benefit_figures(inquiry.asked.text)}
    for at, (item, clause, found) in enumerate(zip(evidence, clauses, told_in, strict=True)):
        if not any(in_unit(demand.unit, own.unit) is not None for demand in found for own in figures):
            continue
        title = item.hit.entry.metadata.title
        whole = _said(inquiry, " ".join((clause.text, clause.opener, clause.heading, title)))
        for demand in found:
            start, end = part(clause.text, demand.start, demand.start)
            around = clause.text[start:end]
            texts = [canonical(each) for each in (around, demand.quote)]
            if any((told := kinds_of(line, each)) and kind not in told for line, kind in kinds for each in texts):
                continue  # of 博士, where the asker is a 硕士
            near = _said(inquiry, around)
            led = LED * _led(words, clause.text[start : demand.start])
            alone = _is_alone(demand, evidence[at], evidence, told_in)
            named = NAMED if hoped & {each.value for each in find_quantities(around) if each.family == "元"} else 0.0
            for own in figures:
                apiece = bool(PER_HEAD.search(f"{demand.about}{demand.item}"))
                mixed = own.start in shared and apiece != bool(PER_HEAD.search(own.words))
                if in_unit(demand.unit, own.unit) is not None and not mixed:
                    beside = [each for each in found if each.part == demand.part and each.unit != demand.unit]
                    score = _of_figure(inquiry, own, demand, near, around) + (whole + near) / 2 + named + led
                    score += OWN_UNIT if alone and own.unit == demand.unit else 0.0
                    fitting = _fitting(beside, figures)
                    yield _Weighed(Pair(own, demand, at, 0), score + FITTING * fitting, fitting)


def _led(words: str, before: str) -> float:
    """The share of the words of the clauses that lead to a demand (租住公房的，……) that the asker says."""
    leads = [word for each in re.split("[,，]", before) if each.endswith("的") for word in content(canonical(each))]
    return sum(said_in(word, words) for word in leads) / len(leads) if leads else 0.0


def _is_alone(
    demand: Demand, item: Evidence, evidence: Sequence[Evidence], told_in: Sequence[Sequence[Demand]]
) -> bool:
    """Whether a demand is the only one of its document in a unit that names what is counted."""
    if demand.unit in _LOOSE_UNITS:
        return False
    key = item.hit.entry.key
    same = [found for other, found in zip(evidence, told_in, strict=True) if other.hit.entry.key == key]
    return all(each.quote == demand.quote for found in same for each in found if each.unit == demand.unit)


def _fitting(beside: Sequence[Demand], figures: Sequence[Stated]) -> int:
    """Whether a case meets the demands `beside` one."""
    met = {decides(Pair(own, other, 0, 0)) for other in beside for own in figures if other.unit == own.unit}
    return 1 if met == {True} else -1 if met == {False} else 0


def _of_figure(inquiry: Inquiry, own: Stated, demand: Demand, near: float, around: str) -> float:
    """What a demand says of the words of a figure's clause, and the other way round. What its part of the sentence says of the
    question (`near`) speaks for an age, which is its owner's whatever is said beside it, and for a figure that stands alone."""
    terms = [term for term in inquiry.weights if term in own.words]
    itself = f"{demand.item} {demand.about} {canonical(demand.quote)}"
    said = coverage(terms, ((itself, 1.0), (canonical(around), BESIDE)), inquiry.weights)
    if own.family == "岁" or not terms:
        said = max(said, near)
    named = content(demand.item)
    return said + (BACK * sum(said_in(word, own.words) for word in named) / len(named) if named else 0.0)


def _said(inquiry: Inquiry, text: str) -> float:
    """The share of the question's terms, by weight, that a text says."""
    return coverage(inquiry.asked.terms, ((canonical(text), 1.0),), inquiry.weights)
