"""Figures: in a sentence, the quantity that answers each thing asked, or none.

A wrong figure is worse than none. So a quantity must be of the unit asked, the words about it must name the thing asked,
and nothing may speak against it: growth where the level is asked, an intake where the total is, another batch or place.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from bot.reading.attached import attached
from bot.reading.figure_names import COUNTS, OF_A_PART, is_of_other
from bot.reading.figure_words import (
    INTAKE,
    PARTED,
    SPANS_OF_TIME,
    TOTAL,
    Words,
    bounds_otherwise,
    of_inner,
    of_inner_named,
    of_inside,
    of_special_case,
    speaks_against,
    words_about,
)
from bot.reading.how_often import asks_times, counts_times
from bot.reading.of_wider import of_wider
from bot.reading.parallel import parallel_to
from bot.reading.respective import respective
from bot.reading.steps import of_other_step
from bot.reading.thresholds import asks_condition, bounds_case
from bot.reading.told_alike import CAP, beside_first, better_named, capping, told_for
from bot.reading.votes import of_other_vote
from bot.understanding.coverage import Read, coverage
from bot.understanding.everyday import heard
from bot.understanding.question import SPAN, Question, Slot
from bot.understanding.scopes import as_ranges, of_other_grade, of_other_place, of_other_size, of_wider_tier
from bot.understanding.segments import PART, opening
from bot.understanding.sides import adds
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities
from corpus.regions import find_regions

MIN_SUBJECT, MIN_METRIC = 0.3, 0.5
"""Share of the thing asked that must stand around a figure or above it; with less, it is a figure of something else. A
report names its metrics as everyone does, while rules are asked about in other words than theirs; where the question
names no unit, the words must do."""

WINDOW_WEIGHT = 1.2
"""Weight of the words around a figure against those of its whole sentence: they name what is counted."""

PART_SHARE, BEFORE_SHARE, PASSAGE_SHARE = 0.6, 0.6, 0.3
"""Worth of a term that stands elsewhere in the same part of the sentence (between semicolons), in a part before, and
elsewhere in the passage: rules go on about one thing for some sentences."""

FAMILY_BONUS, NAMED_PLACE, CAP_BONUS, STOCK_BONUS = 0.25, 0.2, 0.3, 0.3
"""For a figure in the very unit asked for, whose words name the place asked, that is a cap where a cap was asked for, that
tells how many there are by now where that was."""

PER_BONUS, PER_SHARE = 0.15, 0.6
"""For each unit that a figure is asked for and told for, and the share of the least coverage that is then enough in rules."""

QUALIFIED, TAKEN, NO_FIGURE = 0.4, 0.5, -0.6
"""For a figure whose words name the part that was asked for (or against it), against a figure that another part of the
question has taken, and for a sentence without any figure that could answer."""

SHORTEST_CASE = 6
"""Characters of a part of a sentence that tells of a case of its own."""

SAME_PART = 0.3
"""For a figure beside the one that the first thing asked was answered with: 综合类最多300万元，以70%为限；……."""

_ASKS_OTHERS, _OTHERS = re.compile("普通|一般|其[他它余]|别的"), re.compile("其[他它余]|普通|一般")
"""What asks for those that no other case is told for, and how texts call them."""

_EXAMPLE = re.compile(
    r"[\s>*【\[（(]*(?:计算|测算|政策)?(?:示例|举例|例如|比如|譬如|案例|例\s?[一二三四五六1-6]?[:：]|举个例子|假[如设定])"
)
"""How a text begins that works out a rule for somebody: its figures are theirs, and no rule."""

_ASKS_CAP_ALONE = re.compile(
    "(?:一[年次共]|每[年次]|总共)?(?:最高|最多|封顶|上限|至多)(?:是|可以?|能|会|到|给|补|拿|领|计|算|加)*"
)
"""What asks the most of what was asked before (满1年积几分，最多到多少)."""

_CASE_ENDS = re.compile("的[。；;]?\\s*$")
_ASKS_BOUND = re.compile(
    "条件|门槛|要求|达到|至少|起码|不低于|不超过|[不少多]于|[超低高]|以[上下内]|[限线满]|收入|投资|面积|年龄|人数|几岁"
)

_MONTHS_OF = re.compile("[^,，;；。:：、]{1,10}?个月的?[^,，;；。:：、()（）\\d]{0,14}?(?:标准|工资|保障金|低保金)")
"""A sum told as the months for which a standard is paid (2个月最低生活保障标准)."""

_AS_WELL = re.compile("[^,，;；。、]{0,12}[且并][^,，;；。、]{1,16}")
_CLAUSE = re.compile("[,，;；。:：、]|第[一二三四五六七八九十百]+条\\s*|并?经(?=参与|由)")
"""What stands between two shares that must both be reached, and what ends the words before the first."""

_HALVED = frozenset({"减半", "半价"})

_SHARE_ASKED = re.compile("占(?!地|用)[^,。的]{0,12}(?:多少|几|比重|比例|$)")
_ASKS_RATIO = re.compile("比例|配比|配套|之比")
_SHARES = ("%", "倍", "比例")
_STANDS_AT = re.compile("(?:增至|增加到|达到?|累计|总数|总量|总计|共有|保有)(?:约|近|超过?|突破)?$")


@lru_cache(maxsize=64)
def _stated(question: str) -> frozenset[tuple[Decimal | None, str]]:
    return frozenset((each.value, each.unit) for each in find_quantities(question))


def is_stated(question: str, quantity: Quantity) -> bool:
    """Whether a question itself tells a figure: who asks what comes after 20个工作日 is not answered by them."""
    return (quantity.value, quantity.unit) in _stated(question)


def read_figures(
    question: Question,
    text: str,
    above: Sequence[Read],
    weights: Mapping[str, float],
    *,
    passage: str,
    own_place: bool,
    report: bool,
    before: str | None = None,
) -> tuple[tuple[Quantity | None, ...], float]:
    """For each slot the figure whose words say most of what it asks, and the mean of their scores.

    `above` are the headings of the sentence, `passage` is the canonical text around it. With `own_place` false the
    document is of another place, and a figure must name the place asked itself; with `report` it is one of many
    metrics, told apart by their names. `before` stands before the sentence where the document is of a wider place than the one asked.
    """
    if not report and (question.aim or question.intake):  # rules set conditions; aims and numbers held are in reports
        return tuple(None for _ in question.slots), NO_FIGURE
    if _EXAMPLE.match(text) and not _EXAMPLE.search(question.text):
        return tuple(None for _ in question.slots), NO_FIGURE
    asked, quantities = canonical(question.text), find_quantities(text)
    conditions, times = asks_condition(question.text), asks_times(question.text) and len(question.slots) == 1
    about = [words_about(text, quantities, index) for index in range(len(quantities))]
    chosen: list[Quantity | None] = []
    total = 0.0
    for slot in question.slots:
        if behind := _behind(question, slot, text, quantities, about, chosen):
            chosen.append(behind)
            continue
        scored = [
            (
                score
                - (TAKEN if quantity in chosen else 0.0)
                - (QUALIFIED if of_special_case(asked, text, quantity) or of_inner(slot, words) else 0.0)
                + SAME_PART * beside_first(text, quantity, chosen),
                -index,
            )
            for index, (quantity, words) in enumerate(zip(quantities, about, strict=True))
            if (own_place or question.named_in(words.around))
            and not of_inside(question, words, above)
            and not of_stock(question, words.around)
            and (bounds_case(text, quantity) if conditions else not _is_case(slot, text, quantity))
            and not is_stated(question.text, quantity)
            and (not times or counts_times(quantity, text))
            and not of_other_vote(question.text, text, quantity.start)
            and not of_other_step(question.text, text, quantity.start, quantity.end)
            and not (before is not None and of_wider(question.text, question.places, before, text, quantity))
            and not bounds_otherwise(question.text, quantity.comparator)
            and not (PARTED in words.earlier and adds(question.text))
            and _may_answer(slot, quantity, words, above, report=report)
            and (report or not _out_of_scope(question, text, quantities, index, above))
            and (
                score := _score(question, slot, quantity, words, (above, _upto(passage, words), weights), strict=report)
            )
            is not None
        ]
        inner = {about[-at].part for _, at in scored if of_inner_named(slot, about[-at])}
        scored = [each for each in scored if about[-each[1]].part not in inner or of_inner_named(slot, about[-each[1]])]
        best, position = max(scored, default=(NO_FIGURE, 1))
        if scored:
            named = parallel_to(question, slot, text, quantities, -position)
            if named is not None and named in [-at for _, at in scored]:
                position = -named
            else:
                position = -better_named(question, slot, text, quantities, about, -position, [-at for _, at in scored])
        read = respective(question, slot, text, quantities, -position) if scored else None
        chosen.append(_in_whole(slot, read, text))
        total += best
    return tuple(chosen), total / max(len(question.slots), 1)


def _in_whole(slot: Slot, figure: Quantity | None, text: str) -> Quantity | None:
    """A figure; that of the months for which a standard is paid, where a sum is asked, with the name of the standard, and one of two
    shares that must both be reached with the other one."""
    if figure is not None and figure.family == "%":
        return _with_other(figure, text)
    if figure is None or figure.family != "月" or slot.family not in ("元", None):
        return figure
    whole = _MONTHS_OF.match(text, figure.start)
    return replace(figure, text=whole.group(), end=whole.end()) if whole else figure


def _with_other(figure: Quantity, text: str) -> Quantity:
    """A share with the one beside it that must be reached as well (面积四分之三以上且人数四分之三以上), in the words that tell both."""
    shares = [each for each in find_quantities(text) if each.family == "%"]
    for one, other in pairwise(shares):
        if figure.start in (one.start, other.start) and _AS_WELL.fullmatch(text, one.end, other.start):
            start = opening(_CLAUSE, text, one.start)
            return replace(figure, text=text[start : other.end], start=start, end=other.end)
    return figure


def _upto(passage: str, words: Words) -> str:
    """The passage without the parts of a figure's sentence behind its own: they tell of other cases."""
    return passage.replace(words.later, "") if len(words.later) >= SHORTEST_CASE else passage


def _is_case(slot: Slot, text: str, quantity: Quantity) -> bool:
    """Whether a bounded figure ends the words for whom something holds (月收入低于2000元的。), and no bound is asked for."""
    return (
        quantity.comparator != "=" and bool(_CASE_ENDS.match(text, quantity.end)) and not _ASKS_BOUND.search(slot.label)
    )


def _behind(
    question: Question,
    slot: Slot,
    text: str,
    quantities: Sequence[Quantity],
    about: Sequence[Words],
    chosen: Sequence[Quantity | None],
) -> Quantity | None:
    """The growth, share or rank of the figure that the first slot was answered with, for a slot that names no other thing; its cap, for
    one that asks that alone."""
    first = chosen[0] if chosen else None
    if first is None or first not in quantities:
        return None
    if _ASKS_CAP_ALONE.fullmatch(slot.label) and (cap := capping(text, quantities, quantities.index(first))):
        return cap
    if slot.subject != question.slots[0].subject:
        return None
    return attached(slot, text, quantities, about, quantities.index(first))


def _out_of_scope(
    question: Question, text: str, quantities: Sequence[Quantity], index: int, above: Sequence[Read]
) -> bool:
    """Whether a figure is of another grade, size or place than the question names."""
    quantity = quantities[index]
    opens = opening(PART, text, quantity.start)
    before = canonical(text[opens : quantity.start])
    over = " ".join((before, *(heading for heading, _ in above), canonical(text[quantity.end :])))
    earlier = as_ranges(text, [each for each in quantities[:index] if each.start >= opens])
    others = [each for each in quantities if each is not quantity]
    return (
        of_other_grade(question, before, over)
        or of_other_size(question, quantity, earlier)
        or of_wider_tier(question, earlier, as_ranges(text, quantities))
        or of_other_place(question, text, quantity, others)
    )


def of_stock(question: Question, told: str) -> bool:
    """Whether canonical words about a figure tell of all there are (高企总量在……) where those are asked that come in (要新增多少家高企)."""
    asked = canonical(question.text)
    intake = INTAKE.search(asked) is not None and not any(slot.total for slot in question.slots)
    return intake and TOTAL.search(told) is not None and not INTAKE.search(told)


def _may_answer(slot: Slot, quantity: Quantity, words: Words, above: Sequence[Read], *, report: bool) -> bool:
    """Whether the figure is of the unit and kind asked, and in a report of the very thing."""
    of_standard = slot.family in ("元", None) and _MONTHS_OF.match(f"{quantity.text}{words.after}") is not None
    halved = slot.family == "元" and quantity.text in _HALVED  # that is what is paid, however the price is told
    if not (of_standard or halved or same_unit(slot, quantity.family)) or (
        words.frames and slot.family in (*SPANS_OF_TIME, SPAN)
    ):
        return False
    if slot.family is None and not of_standard and (quantity.family in SPANS_OF_TIME or quantity.unit == "次"):
        return False  # who asks for a span of time says so, or how often
    if not slot.exact and _SHARE_ASKED.search(canonical(slot.label)) and quantity.family not in _SHARES:
        return False
    return not speaks_against(slot, quantity, words, above) and not (
        report and is_of_other(slot, quantity, words, above)
    )


def _score(
    question: Question,
    slot: Slot,
    quantity: Quantity,
    words: Words,
    context: tuple[Sequence[Read], str, Mapping[str, float]],
    *,
    strict: bool,
) -> float | None:
    """How well the words about a figure say what is asked, or None where they say too little of it. `context` holds the
    headings, the passage, and the weights of terms."""
    above, passage, weights = context
    read = (
        (heard(words.around, question.spoken), 1.0),
        (heard(words.part, question.spoken), PART_SHARE),
        *above,
        (heard(words.before, question.spoken), BEFORE_SHARE),
        (passage, PASSAGE_SHARE),
    )
    covered = coverage(slot.subject or slot.terms, read, weights)
    least = MIN_METRIC if strict or slot.family is None else MIN_SUBJECT
    per_unit = told_for(slot, quantity, words)
    least *= PER_SHARE if per_unit > 0 and slot.family == quantity.family and not strict else 1.0
    if slot.subject and covered < least:
        return None
    stock = STOCK_BONUS if strict and slot.total and _STANDS_AT.search(words.clause) else 0.0
    per = PER_BONUS * per_unit if per_unit >= 0 else -QUALIFIED
    return WINDOW_WEIGHT * covered + _bonus(question, slot, quantity, words) + stock + per


def _bonus(question: Question, slot: Slot, quantity: Quantity, words: Words) -> float:
    spans = slot.family == SPAN and quantity.family in SPANS_OF_TIME
    bonus = FAMILY_BONUS if slot.family == quantity.family or spans else 0.0
    bonus += NAMED_PLACE if question.named_in(words.around) else 0.0
    bonus -= QUALIFIED / 2 if question.years and not slot.total and TOTAL.search(words.clause) else 0.0
    bonus += CAP_BONUS if slot.cap and CAP.search(words.clause[-8:] + quantity.text) else 0.0
    return bonus + _part(question, slot, words)


def _part(question: Question, slot: Slot, words: Words) -> float:
    """Part and whole: a figure of the part that was asked for goes before the whole's, and the whole's before a part's
    where none was named."""
    asked, found = set(OF_A_PART.findall(canonical(slot.label))), set(OF_A_PART.findall(words.around))
    if asked:
        return QUALIFIED if asked & found else -QUALIFIED
    if _ASKS_OTHERS.search(slot.label) and _OTHERS.search(words.clause):
        return QUALIFIED
    inside = any(
        place[: len(whole)] == whole and place != whole and place not in question.places
        for place, _, _ in find_regions(words.clause)
        for whole in question.places
    )
    intake = INTAKE.search(words.around) and not INTAKE.search(slot.label)
    return -QUALIFIED / 2 if found or inside or intake else 0.0


def same_unit(slot: Slot, family: str) -> bool:
    """Whether a figure of this family can answer where a slot asks: counts differ in measure words only (but
    people are no firms), and an amount may be given as a share of a cost."""
    wanted = slot.family
    return (
        wanted is None
        or wanted == family
        or (wanted == SPAN and family in SPANS_OF_TIME)
        or ({wanted, family} <= COUNTS and ("人" not in (wanted, family) or wanted == "项"))
        or _near_in_time(wanted, family)
        or (wanted == "%" and not slot.exact and family == "比例" and bool(_ASKS_RATIO.search(slot.label)))
        or (wanted == "元" and not slot.exact and not slot.cap and family in ("%", "比例"))
    )


def _near_in_time(wanted: str, family: str) -> bool:
    """Whether spans of time are near enough for one to answer the other: 几天 may be 3个月, and no 3年."""
    if wanted not in SPANS_OF_TIME or family not in SPANS_OF_TIME:
        return False
    return abs(SPANS_OF_TIME.index(wanted) - SPANS_OF_TIME.index(family)) <= 1
