"""One thing at two times side by side: what was done and what is planned (今年计划改造的比去年多还是少), or two years of one row.

Both figures stand in one document, behind the same words or in one row; the table of indicators knows those that have a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.answers.comparing import compared
from bot.answers.working_out import worked
from bot.inquiry import Inquiry
from bot.language import COLON
from bot.reading.citing import cite_figures, marks_of, quoted
from bot.reading.figure_words import follows_former, gave_way
from bot.reading.labels import years_of
from bot.reading.owners import Placed, alike, parallel, placed
from bot.reading.reading import heard_by
from bot.records import Kind, Outcome
from bot.texts import COMPARED, KINDS
from bot.understanding.coverage import coverage
from bot.understanding.fitting import region_fits, tense_fits
from bot.understanding.places import YEAR, without_places
from bot.understanding.question import Question
from bot.understanding.sides import Aspect, Wants
from bot.understanding.words import informative, without_how_many
from corpus.aliases import canonical
from corpus.quantity import conversion
from corpus.records import IndicatorKind
from corpus.text import fold
from index.search import Hit

DOCUMENTS = 1
"""Documents whose figures are looked through."""

ABOUT, LIKE, WHOLE, MARGIN = 0.5, 0.4, 0.95, 0.05
"""Share of the thing asked that stands about a figure, how much alike the words before both are where not the WHOLE of it does, and
how much surer a pair is than the next one."""

EARLIER = 0.8
"""Worth of a term that stands further up in the sentence, or in the heading, of a figure and its like of the year before."""

_OF_YEAR_BEFORE = re.compile(
    "(?:[（(,，]|^)(?:(?:19|20)\\d{2}年|上年|去年|上一年|前一年)(?:同期|全年|末|底)?(?:仅?[为是有]|完成|达到?|实现|只有)?$"
)
"""What leads to the figure of the year before, right behind that of this year (提高到0.612，上年为0.603)."""

_COMPARES = re.compile(
    "差(?:了|距|额)?(?:多少|几)|相差|哪个(?:更|要)?[多高少低]|[多少高低]了?还是[多少高低]|比[^,，]{0,16}?[多少高低](?:出|了)?(?:多少|几)|(?:[增减涨升降跌提]|增加|减少|提高|上涨|上调|下调|下降)了?(?:多少|几)|增长了?(?:几|多少[元块万亿])"
)
_DONE = re.compile("去年|上年|前一年|实际|完成|已经")
_AIMED = re.compile("今年|明年|计划|目标|打算|准备|要(?![求])|预期")
_FALLS = re.compile(
    "[多高增加]了?还是[少低降减]|[少低降减]了?还是[多高增加]|少(?:了|出)?(?:多少|几)|(?:[降跌减]|减少|下[调降])了?(?:多少|几)"
)
_ASIDE = re.compile(
    f"{_COMPARES.pattern}|{_DONE.pattern}|今年|明年|计划|目标|任务|打算|准备|想做|[干做]|跟|和|与|比|又?是多少|多少|还是|修的|的|是|要|再|差|个|了|[毛块元]钱?|[涨升]"
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two figures of one thing with the names of their times, and how surely they are what is asked."""

    names: tuple[str, str]
    figures: tuple[Placed, Placed]
    score: float


def times_apart(inquiry: Inquiry) -> Outcome | None:
    """The figures of one thing at the two times asked, and which is more; None where no such thing is asked, or no one pair is
    certain."""
    text = fold(inquiry.asked.text)
    years = tuple(dict.fromkeys(int(year) for year in YEAR.findall(text)))
    two = len(years) == 2 or (not years[1:] and _DONE.search(text) and _AIMED.search(text))
    if not two or not _COMPARES.search(text) or len(inquiry.asked.places) > 1:
        return None
    named = compared(inquiry.library.catalogue, inquiry.asked, inquiry.filters)
    if named is not None and len(named.rows) > 1:
        return None
    thing = tuple(t for t in informative(without_how_many(_ASIDE.sub(" ", without_places(text))))[0] if len(t) > 1)
    figures = list(_figures(inquiry, named.rows[0].entry.key if named else None)) if thing else []
    found = [
        *_of_rows(inquiry, thing, years, figures),
        *_of_sentences(inquiry, thing, years, figures),
        *_of_one_sentence(inquiry, thing, years, figures),
        *_of_years_told(inquiry, thing, years, figures),
    ]
    found.sort(key=lambda pair: -pair.score)
    if not found or any(_other(pair, found[0]) for pair in found[1:] if pair.score > found[0].score - MARGIN):
        return None
    return _told(found[0], falls=bool(_FALLS.search(text)))


def _figures(inquiry: Inquiry, known: int | None) -> Iterator[Placed]:
    """All figures of the best document of the place asked, or of that which is `known` to have one of the two."""
    hits = [hit for hit in inquiry.found.hits if region_fits(inquiry.asked, hit.entry.metadata)]
    keys = list(dict.fromkeys(hit.entry.key for hit in hits))
    for key in [known] if known in keys else keys[:DOCUMENTS]:
        first = next(hit for hit in hits if hit.entry.key == key)
        whole: list[Hit] = [replace(first, stored=each) for each in inquiry.library.catalogue.passages_of(key)]
        yield from placed(whole)


def _of_rows(
    inquiry: Inquiry, thing: Sequence[str], years: Sequence[int], figures: Sequence[Placed]
) -> Iterator[_Pair]:
    """Two figures of one row, each under its year."""
    if len(years) != 2:
        return
    rows = [each for each in figures if each.headers]
    for one in rows:
        about = coverage(thing, ((heard_by(inquiry.asked, " ".join(one.headers)), 1.0),), {})
        if str(years[0]) not in one.headers[-1] or about < ABOUT:
            continue
        for other in rows:
            if other.span == one.span and str(years[1]) in other.headers[-1]:
                yield _Pair((one.headers[-1], other.headers[-1]), (one, other), 1.0 + about)


def _of_sentences(
    inquiry: Inquiry, thing: Sequence[str], years: Sequence[int], figures: Sequence[Placed]
) -> Iterator[_Pair]:
    """A figure that was reached and one that is aimed at, behind words that are much alike."""
    near = [each for each in figures if not each.headers and _about(inquiry.asked, thing, each) >= ABOUT]
    near = [each for each in near if not gave_way(each.words)]
    done = [each for each in near if _is(inquiry.asked, each, target=False)]
    for aim in (each for each in near if _is(inquiry.asked, each, target=True)):
        for one in done:
            like = parallel(one, aim)
            both = _about(inquiry.asked, thing, one) + _about(inquiry.asked, thing, aim)
            if one.span != aim.span and alike(one, aim) and (like >= LIKE or both >= 2 * WHOLE):
                of = [years_of((year,)) for year in sorted(years)] if len(years) == 2 else ["", ""]
                names = f"{of[0]}{KINDS[IndicatorKind.ACHIEVED]}", f"{of[1]}{KINDS[IndicatorKind.TARGET]}"
                yield _Pair(names, (one, aim), (both + like) / 2)


def _of_one_sentence(
    inquiry: Inquiry, thing: Sequence[str], years: Sequence[int], figures: Sequence[Placed]
) -> Iterator[_Pair]:
    """A figure and that of the year before right behind it (1500万立方米以上（2024年为1120万立方米）)."""
    for now, before in pairwise(figures):
        between = now.text.rpartition(before.quantity.text)[0].rpartition(now.quantity.text)[2]
        if now.span != before.span or now.headers or not alike(now, before) or not _OF_YEAR_BEFORE.search(between):
            continue
        if len(years) == 2 and any(int(year) not in years for year in YEAR.findall(between)):
            continue
        over = (now.words.earlier, " ".join(now.hit.stored.passage.path[-1:]))
        read = (
            (heard_by(inquiry.asked, f"{now.words.around}{now.quantity.text}"), 1.0),
            *((canonical(each), EARLIER) for each in over),
        )
        about = coverage(thing, read, {})
        aimed = _is(inquiry.asked, now, target=True)
        if about >= ABOUT and (len(years) == 2 or aimed):
            of = [years_of((year,)) for year in sorted(years)] if len(years) == 2 else ["", ""]
            kind = IndicatorKind.TARGET if aimed else IndicatorKind.ACHIEVED
            names = f"{of[0]}{KINDS[IndicatorKind.ACHIEVED]}", f"{of[1]}{KINDS[kind]}"
            yield _Pair(names, (before, now), about)


def _of_years_told(
    inquiry: Inquiry, thing: Sequence[str], years: Sequence[int], figures: Sequence[Placed]
) -> Iterator[_Pair]:
    """Two figures of one sentence, each behind its year (2025年40条、2026年45条)."""
    told = [(each, YEAR.findall(each.words.clause)) for each in figures if not each.headers] if len(years) == 2 else []
    for one, of in told:
        for other, then in told:
            both = one.span == other.span and alike(one, other) and [of, then] == [[str(year)] for year in years]
            if not both:
                continue
            last = max(one, other, key=lambda each: each.order)
            over = (f"{last.words.before}{last.words.earlier}", " ".join(one.hit.stored.passage.path[-1:]))
            title = canonical(one.hit.entry.metadata.title)
            read = tuple((heard_by(inquiry.asked, canonical(each)), EARLIER) for each in over)
            about = coverage(thing, (*read, (title, EARLIER)), {})
            own = tuple(
                term for term in thing if term not in title
            )  # what the whole document is of tells nothing apart
            if about >= ABOUT and coverage(own, read, {}) >= ABOUT / 2:
                yield _Pair((years_of(years[:1]), years_of(years[1:])), (one, other), about)


def _about(asked: Question, thing: Sequence[str], figure: Placed) -> float:
    words = figure.words
    before = words.earlier.rpartition(",")[2] if follows_former(words) else words.clause
    return coverage(thing, ((heard_by(asked, f"{before}{figure.quantity.text}{words.after}"), 1.0),), {})


def _is(asked: Question, figure: Placed, *, target: bool) -> bool:
    """Whether a figure is aimed at, or was reached."""
    plain = replace(asked, years=(), target=target, result=not target)
    return tense_fits(plain, figure.hit.entry.metadata, figure.hit.stored.passage.path, figure.text)


def _other(pair: _Pair, best: _Pair) -> bool:
    return [each.quantity.value for each in pair.figures] != [each.quantity.value for each in best.figures]


def _told(pair: _Pair, *, falls: bool) -> Outcome:
    marks = marks_of(pair.figures)
    lines = [
        f"{name}{COLON}{figure.quantity.text} {mark}"
        for name, figure, mark in zip(pair.names, pair.figures, marks, strict=True)
    ]
    lines.append(worked(Aspect("", Wants.DIFFERENCE), pair.names, *pair.figures))
    one, other = pair.figures
    factor = conversion(other.quantity.unit, one.quantity.unit)
    if falls and factor and (other.quantity.value or 0) * factor < (one.quantity.value or 0):
        lines.append(COMPARED["less"].format(low=pair.names[1], high=pair.names[0]))
    citations = cite_figures(pair.figures)
    quotes = quoted(citations)
    return Outcome("\n\n".join(["\n".join(lines), *quotes]), Kind.NUMBER, None, citations)
