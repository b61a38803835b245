"""Candidates: the statements of the sentences found, and the cells of their rows, that may tell the figure a question asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.reading.figure_words import PARTED, SPANS_OF_TIME
from bot.reading.figures import is_stated
from bot.reading.how_often import asks_times, counts_times
from bot.reading.of_wider import only_of_wider
from bot.reading.owners import CAP
from bot.reading.reading import Evidence, before_in_wider
from bot.reading.rows import is_tabular
from bot.reading.statements import DAY, NUMBER, Told, figures_of, statements
from bot.reading.steps import of_other_step
from bot.reading.told_alike import each_asked, each_told
from bot.reading.votes import of_other_vote
from bot.understanding.question import Question, Shape
from bot.understanding.scopes import (
    as_ranges,
    kinds_asked,
    kinds_of,
    names_grade,
    names_other_grades,
    names_other_place,
    of_asked_size,
    of_other_size,
    of_wider_tier,
)
from bot.understanding.sides import adds
from corpus.aliases import canonical
from corpus.quantity import Quantity

DEPTH = 8
"""Sentences whose statements are looked at, the best first: of 308 questions, all but 5 had the one that answers there."""

OF_SHAPE: Mapping[Shape, tuple[str, ...]] = {
    Shape.CONTACT: (NUMBER,),
    Shape.DAY: (DAY,),
    Shape.DATE: (DAY,),
    Shape.DEADLINE: (DAY,),
    Shape.DURATION: SPANS_OF_TIME,
}
"""The kinds of figures that answer a question of a shape."""

BARE = "数"
"""The kind of a number without a unit."""

_PLAIN = re.compile(r"[:：]\s*(?P<value>[-−]?\d+(?:[.,]\d+)*)\s*$")
_YEAR = re.compile("(20\\d{2})年")
_ASKS_WITHIN = re.compile("(?:多少|几)个?(?:工作)?(?:小时|[天日周月年])(?:之|以)?[内里](?!.*公示)")
_WITHIN = re.compile(r"\d个?(?:工作)?(?:小时|[天日周月年])(?:之|以)?内")
_LASTS = re.compile(r"(?:公[示告]|有效)(?:时间|期限?)?(?:为|不[少低]于|一般为?|是)?\d")
_DATELINE = re.compile(r"[^,，;；。]{0,60}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:[（(][^（）()]*[）)])?")
"""Who signs, and when; what is no more than that tells nothing of the matter."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A statement of an evidence, or the cell of a row: its own words, those that name its subject, the head that it shares with
    others, its figures, and [start, end) in the text of the evidence. `rank` is that of the evidence; `order` its place among
    its `siblings`."""

    item: Evidence
    rank: int
    own: str
    subject: str
    head: str
    start: int
    end: int
    figures: tuple[Told, ...]
    order: int
    siblings: int


def asks_figure(question: Question) -> bool:
    """Whether a question asks for what a statement tells: a figure, a day, a number to call."""
    return question.number or question.shape in OF_SHAPE


def choices(question: Question, evidence: Sequence[Evidence]) -> list[Choice]:
    """The statements of the best evidence of the place and year asked, in order; none of another grade or size than the one asked."""
    found: list[Choice] = []
    sentences = 0
    for rank, item in enumerate(evidence, 1):
        if sentences == DEPTH:
            break
        if item.place_fits and item.year_fits:
            told = (_cells if is_tabular(item.hit.stored.passage) else _statements)(item, rank)
            found += told
            sentences += bool(told)
    found = [each for each in found if not names_other_grades(question, f"{each.head} {each.own}")]
    found = _of_whole(question, _of_each(question, _of_kind(question, _of_grade(question, found))))
    found = _of_times(question, _new(question, _within(question, _of_year(question, found))))
    found = [each for each in found if not any(_of_other(question, each, told) for told in each.figures)]
    found = [each for each in found if not _of_wider(question, each)]
    return _of_tier(
        question, [each for each in found if not names_other_place(question, f"{each.head} {each.own}", each.item.text)]
    )


def _new(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements without those that tell no figure but one which the question tells itself, where another one of their sentence tells more."""
    told = [
        any(each.quantity and not is_stated(question.text, each.quantity) for each in choice.figures)
        for choice in found
    ]
    more = {choice.rank for choice, new in zip(found, told, strict=True) if new}
    return [choice for choice, new in zip(found, told, strict=True) if new or choice.rank not in more]


def _of_times(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements that tell how many times, where that alone is asked."""
    if not asks_times(question.text) or len(question.slots) > 1:
        return list(found)
    return [
        each
        for each in found
        if any(told.quantity and counts_times(told.quantity, each.item.text) for told in each.figures)
        or is_tabular(each.item.hit.stored.passage)
    ]


def _of_other(question: Question, choice: Choice, told: Told) -> bool:
    """Whether a figure is of another step of a vote, or of a procedure, than the one that a question asks for."""
    if is_tabular(choice.item.hit.stored.passage):
        return False
    text = choice.item.text
    other_step = told.family in SPANS_OF_TIME and of_other_step(question.text, text, told.start, told.end)
    return other_step or of_other_vote(question.text, text, told.start)


def _of_wider(question: Question, choice: Choice) -> bool:
    before = before_in_wider(question, choice.item)
    if before is None or is_tabular(choice.item.hit.stored.passage):
        return False
    told = (each.quantity for each in choice.figures if each.quantity is not None)
    return only_of_wider(question, before, choice.item.text, told)


def _of_grade(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements without those that name no grade before one of their sentence that names the grade asked (每名6000元；二级残疾人，
    每名9000元)."""
    graded = {each.rank: each.order for each in reversed(found) if names_grade(question, f"{each.head} {each.own}")}
    return [each for each in found if each.order >= graded.get(each.rank, 0)]


def _of_kind(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements without those of another kind than the question names (民办 for 公办) where one of their document is of that kind."""
    kept = list(found)
    for line, asked in kinds_asked(canonical(question.text)):
        told = [kinds_of(line, canonical(each.own)) for each in kept]
        named = {each.item.hit.entry.key for each, kinds in zip(kept, told, strict=True) if kinds and kinds <= asked}
        kept = [
            each
            for each, kinds in zip(kept, told, strict=True)
            if not kinds or kinds & asked or each.item.hit.entry.key not in named
        ]
    return kept


def _of_year(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """Of a sentence that parts a figure by years (共120条，其中2025年40条、2026年45条) the statement of the years where one of them is asked."""
    asked = {str(year) for year in question.years} if len(question.years) == 1 else set()
    parted = {
        each.rank
        for each in found
        if each.own.startswith(PARTED) and len(years := set(_YEAR.findall(each.own))) > 1 and asked & years
    }
    return [each for each in found if each.rank not in parted or asked & set(_YEAR.findall(each.own))]


def _within(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements without those of how long something is shown or holds (公示期为5天) where it is asked within which time something is
    done and another one of their document tells it (接到异议后，15日内)."""
    if not _ASKS_WITHIN.search(question.text):
        return list(found)
    within = {each.item.hit.entry.key for each in found if _WITHIN.search(each.own)}
    return [
        each
        for each in found
        if _WITHIN.search(each.own) or not _LASTS.search(each.own) or each.item.hit.entry.key not in within
    ]


def _of_whole(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements without those of the parts (其中甲4500万元，乙1500万元) of one before them in their sentence, where the sum of two
    parts is asked."""
    if not adds(question.text):
        return list(found)
    parted = {each.rank: each.order for each in reversed(found) if each.order and each.own.startswith(PARTED)}
    return [each for each in found if each.order < parted.get(each.rank, each.siblings)]


def _of_each(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements without those told for each of something else than a figure is asked for (每家企业 of 一台) where one of their
    sentence is told for that."""
    asked = each_asked(question.text)
    if not asked:
        return list(found)
    told = [each_told(each.own) for each in found]
    named = {each.rank for each, units in zip(found, told, strict=True) if units & asked}
    return [
        each for each, units in zip(found, told, strict=True) if not units or units & asked or each.rank not in named
    ]


def _of_tier(question: Question, found: Sequence[Choice]) -> list[Choice]:
    """The statements without those of another size than the question names (1000公斤以上的, of 900公斤), and where a passage tells that
    size apart from others without what else it tells."""
    bounds: dict[int, list[Quantity]] = {}
    for each in found:
        bounds.setdefault(each.rank, []).extend(_bounds(each))
    other: set[int] = set()
    fitting: set[int] = set()
    for at, each in enumerate(found):
        own = _bounds(each)
        if _of_other_size(question, each) or of_wider_tier(question, own, bounds[each.rank]):
            other.add(at)
        elif of_asked_size(question, own):
            fitting.add(at)
    passages = [each.item.hit.stored.key for each in found]
    tiered = {passages[at] for at in other} & {passages[at] for at in fitting}
    return [
        each
        for at, each in enumerate(found)
        if at in fitting or (at not in other and (passages[at] not in tiered or _is_cap_asked(question, each)))
    ]


def _is_cap_asked(question: Question, choice: Choice) -> bool:
    """Whether a statement tells a limit, which is that of all tiers, and a limit is asked for."""
    return any(slot.cap for slot in question.slots) and CAP.search(choice.own) is not None


def _of_other_size(question: Question, choice: Choice) -> bool:
    """Whether the figures of a statement are those of another size than the question names."""
    bounds = _bounds(choice)
    free = [each.quantity for each in choice.figures if each.quantity is not None and not each.bounds]
    return bool(bounds and free) and all(of_other_size(question, each, bounds) for each in free)


def _bounds(choice: Choice) -> list[Quantity]:
    told = [each.quantity for each in choice.figures if each.bounds and each.quantity is not None]
    return told if is_tabular(choice.item.hit.stored.passage) else as_ranges(choice.item.text, told)


def _statements(item: Evidence, rank: int) -> list[Choice]:
    told = () if _DATELINE.fullmatch(item.text.strip()) else statements(item.text)
    return [
        Choice(
            item,
            rank,
            each.own(item.text),
            each.subject(item.text),
            each.head(item.text),
            each.start,
            each.end,
            each.figures,
            at,
            len(told),
        )
        for at, each in enumerate(told)
    ]


def _cells(item: Evidence, rank: int) -> list[Choice]:
    passage = item.hit.stored.passage
    pairs = list(zip(passage.cells, passage.clauses, strict=True))
    names = [clause for cell, clause in pairs if not cell.headers] or [clause for _, clause in pairs[:1]]
    told = [(cell, clause, figures) for cell, clause in pairs if cell.headers and (figures := _of_cell(clause))]
    found: list[Choice] = []
    for at, (cell, clause, figures) in enumerate(told):
        subject, span = " ".join((*names[:1], *cell.headers)), (cell.start - item.start, cell.end - item.start)
        found.append(Choice(item, rank, clause, subject, subject, *span, figures[-1:], at, len(told)))
    return found


def _of_cell(clause: str) -> tuple[Told, ...]:
    """The figures of a cell behind its headers; a number whose unit stands elsewhere is one as well."""
    found = figures_of(clause)
    plain = _PLAIN.search(clause) if not found else None
    return (Told(*plain.span("value"), BARE),) if plain else found
