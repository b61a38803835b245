"""One thing at two times side by side: what was done and what is planned (今年计划改造的比去年多还是少), or two years of one row.

Both figures stand in one document, behind the same words or in one row; the table of indicators knows those that have a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.beside import worked
from bot.citing import cite_figures, marks_of, quoted
from bot.comparing import compared
from bot.coverage import coverage
from bot.fitting import region_fits, tense_fits
from bot.inquiry import Inquiry
from bot.labels import years_of
from bot.language import COLON
from bot.owners import Placed, alike, parallel, placed
from bot.places import YEAR, without_places
from bot.question import Question
from bot.reading import heard_by
from bot.records import Kind, Outcome
from bot.sides import Aspect, Wants
from bot.texts import COMPARED, KINDS
from bot.words import informative, without_how_many
from corpus.quantity import conversion
from corpus.records import IndicatorKind
from corpus.text import fold
from index.search import Hit

DOCUMENTS = 1
"""Documents whose figures are looked through."""

ABOUT, LIKE, MARGIN = 0.5, 0.4, 0.05
"""Share of the thing asked that stands about a figure, how much alike the words before both are, and how much surer a pair is than
the next one."""

_COMPARES = re.compile(
    "差(?:了|距|额)?(?:多少|几)|相差|哪个(?:更|要)?[多高少低]|[多少高低]了?还是[多少高低]|比[^,，]{1,16}?[多少高低](?:出|了)?(?:多少|几)|[增减]了?(?:多少|几)"
)
_DONE = re.compile("去年|上年|前一年|实际|完成|已经")
_AIMED = re.compile("今年|明年|计划|目标|打算|准备|要(?![求])|预期")
_FALLS = re.compile("[多高增加]了?还是[少低降减]|[少低降减]了?还是[多高增加]|少(?:了|出)?(?:多少|几)")
_ASIDE = re.compile(
    f"{_COMPARES.pattern}|{_DONE.pattern}|今年|明年|计划|目标|打算|准备|跟|和|与|比|又?是多少|多少|还是|修的|的|是|要|再|差|个|了"
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
    figures = list(_figures(inquiry)) if thing else []
    found = [*_of_rows(inquiry, thing, years, figures), *_of_sentences(inquiry, thing, years, figures)]
    found.sort(key=lambda pair: -pair.score)
    if not found or any(_other(pair, found[0]) for pair in found[1:] if pair.score > found[0].score - MARGIN):
        return None
    return _told(found[0], falls=bool(_FALLS.search(text)))


def _figures(inquiry: Inquiry) -> Iterator[Placed]:
    """All figures of the best document of the place asked."""
    hits = [hit for hit in inquiry.found.hits if region_fits(inquiry.asked, hit.entry.metadata)]
    for key in list(dict.fromkeys(hit.entry.key for hit in hits))[:DOCUMENTS]:
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
    done = [each for each in near if _is(inquiry.asked, each, target=False)]
    for aim in (each for each in near if _is(inquiry.asked, each, target=True)):
        for one in done:
            like = parallel(one, aim)
            if one.span != aim.span and alike(one, aim) and like >= LIKE:
                both = _about(inquiry.asked, thing, one) + _about(inquiry.asked, thing, aim)
                of = [years_of((year,)) for year in sorted(years)] if len(years) == 2 else ["", ""]
                names = f"{of[0]}{KINDS[IndicatorKind.ACHIEVED]}", f"{of[1]}{KINDS[IndicatorKind.TARGET]}"
                yield _Pair(names, (one, aim), (both + like) / 2)


def _about(asked: Question, thing: Sequence[str], figure: Placed) -> float:
    words = heard_by(asked, f"{figure.words.clause}{figure.quantity.text}{figure.words.after}")
    return coverage(thing, ((words, 1.0),), {})


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
