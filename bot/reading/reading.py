"""Reading: of the passages found, the sentences that answer, and in them the figure that was asked for."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.reading.figure_ranking import FIGURE_SIGNALS, figure_signals, figure_weights
from bot.reading.figures import read_figures
from bot.reading.of_wider import is_wider
from bot.reading.ranking import OPENS_LIST, Candidate, Place, Sought, fitted, points, signals, sought, told
from bot.reading.rows import clauses, is_tabular, row_figures, row_text
from bot.reading.shapes import CALENDAR, is_formal, labelled, names_thing, shaped, tells_when
from bot.understanding.coverage import Read, coverage
from bot.understanding.everyday import Spoken, heard, tells
from bot.understanding.fitting import is_aimed, place_fits, region_fits, tense_fits, year_fits
from bot.understanding.question import Question, Shape
from bot.understanding.scopes import of_other_tier
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.passages import sentences
from corpus.quantity import Quantity
from corpus.records import Headed, Passage, Span
from corpus.reports import reports
from index.catalogue import StoredPassage
from index.search import Hit
from index.tokens import bigrams

HEADING_SHARE, INNERMOST_SHARE = 0.6, 0.9
"""Worth of a term that stands in the title or the headings, and in the innermost heading (the topic of its sentences),
against one that stands in the sentence."""

NAMED_PLACE = 0.2
"""For a sentence that names the place asked itself: it goes before one that holds for the place among others."""

OUTDATED = 0.3
"""Against a sentence of a document that has a newer version among those found: their sentences are much alike."""

AIMLESS = 0.7
"""Against a sentence without an aim where a target is asked for."""

OTHER_TIER = 0.5
"""Against a sentence that tells only of other tiers than that of the size asked about."""

FAVOURED = 0.3
"""For a sentence of the document that answered the question before, in a conversation."""

TELLS = 0.3
"""For a sentence that tells something of the kind asked for (papers, steps, shortcomings; a card by its name), whatever its words."""

LABELLED = 0.6
"""For a sentence whose label (（一）信息登记：) the question says."""

WHOSE = 3.0
"""For a telephone number under headings that say the question: it is of that part, whatever the sentences of others say."""

WHEN = 0.6
"""For a sentence that tells on which days something is done, where a day is asked for: many others have days in them."""

FORMAL = 0.5
"""Against a sentence that only opens or closes a document, where nothing of the kind is asked."""

LOOKED_AT, FIGURE_DEPTH = 20, 12
"""Sentences whose figures are looked at, the best by their words, and of these those whose figures are read. Of 1,165 questions none
lost the right sentence by not looking at more."""

LIST_LENGTH = 420
"""Characters of a list that is quoted whole behind its opening sentence."""

LONGEST_LABEL = 12
"""Characters of the label of a column."""

_FIGURED = re.compile(r"\d|[。;；,，:：]")
_LABEL = re.compile(r"^\W*第?[一二三四五六七八九十百\d]+(?:[章节条、.]|[)\]])\s*")
_DATED = re.compile(r"\s*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*$")
_QUESTION = re.compile("[?？]\\s*$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a document that may answer. `coverage` is the share of the question's informative terms, by weight,
    that stand in the passage of the span (headings and title for less); `score` orders evidence of one question.

    `opener` is the sentence that opens the list in which the span stands, canonical, or "".
    `place_fits` and `year_fits` tell whether the span speaks of the place and year asked (True where none is asked);
    `figures` holds for each slot of the question the quantity read, None where there is none; `headers` are those of the
    cell of a table in which the first one stands. `signals` are those of `bot.reading.ranking`, behind those of `bot.reading.figure_ranking`
    where a figure is asked.
    """

    hit: Hit
    start: int
    end: int
    text: str
    opener: str
    coverage: float
    score: float
    place_fits: bool
    year_fits: bool
    figures: tuple[Quantity | None, ...] = ()
    headers: tuple[str, ...] = ()
    signals: tuple[float, ...] = ()

    def scored(self, score: float, *, signals: tuple[float, ...] | None = None) -> "Evidence":
        """The same with another score, and other signals perhaps: `replace` takes four times as long, hundreds of times a question."""
        return Evidence(
            self.hit, self.start, self.end, self.text, self.opener, self.coverage, score, self.place_fits, self.year_fits,
            self.figures, self.headers, self.signals if signals is None else signals,
        )  # fmt: skip


def read(
    question: Question,
    noted: Sequence[Evidence],
    weights: Mapping[str, float],
    outdated: Collection[int] = (),
    *,
    favoured: Collection[int] = (),
) -> list[Evidence]:
    """Evidence of all sentences `noted`, best first. `weights` gives each term of the question its inverse document frequency;
    documents whose keys are `outdated` come after their newer versions, those `favoured` before what says about as much.

    Sentences are scored by the fitted models of `bot.reading.ranking` and `bot.reading.figure_ranking`, the best with 1. Figures are read only
    in those that come out best; what is read there counts as well.
    """
    counted = _counted_by(question)
    found = _in_order(
        (
            item.score
            + points(item.signals, counted)
            + FAVOURED * (item.hit.entry.key in favoured)
            - OUTDATED * (item.hit.entry.key in outdated),
            item,
        )
        for item in noted
    )
    if not question.number:
        return _from_one(found)
    told = [(item.score, item) for item in for_a_figure(question, _from_one(found[:LOOKED_AT]))]
    return _best_first([_with_figures(question, item, weights) for item in _from_one(_in_order(told)[:FIGURE_DEPTH])])


def by_words(noted: Sequence[Evidence]) -> list[Evidence]:
    """The sentences `noted` for a question by their words alone, as though no figure were asked, best first."""
    return _from_one(_in_order((item.score + points(item.signals, fitted()), item) for item in noted))


def _in_order(scored: Iterable[tuple[float, Evidence]]) -> list[tuple[float, Evidence]]:
    return sorted(scored, key=lambda each: each[0], reverse=True)


def _from_one(ordered: Sequence[tuple[float, Evidence]]) -> list[Evidence]:
    """The best with a score of 1, the others by as much less as theirs is."""
    return [item.scored(1.0 - (ordered[0][0] - score)) for score, item in ordered]


def _best_first(found: Sequence[Evidence]) -> list[Evidence]:
    return sorted(found, key=lambda item: item.score, reverse=True)


def noted(question: Question, hits: Sequence[Hit], weights: Mapping[str, float]) -> list[Evidence]:
    """All sentences of all hits, in their order, with their signals, and for a score what no model weighs; what sets a sentence
    apart is seen among those of the place and year asked."""
    best_hit = max((hit.score for hit in hits), default=1.0) or 1.0
    looked_for = sought(question, weights)
    found = [each for hit in hits for each in _read_hit(question, looked_for, hit, weights, hit.score / best_hit)]
    fits = [item.place_fits and item.year_fits for item, _ in found]
    apart = iter(looked_for.distinct([held for (_, held), fit in zip(found, fits, strict=True) if fit]))
    return [
        item.scored(item.score, signals=(*item.signals, next(apart) if fit else 0.0))
        for (item, _), fit in zip(found, fits, strict=True)
    ]


def ranked(question: Question, noted: Sequence[Evidence]) -> list[Evidence]:
    """Sentences `noted`, in their order, with what their signals count for, for a text or for a figure."""
    counted = _counted_by(question)
    return [item.scored(item.score + points(item.signals, counted)) for item in noted]


def _counted_by(question: Question) -> Sequence[float]:
    return figure_weights()[len(FIGURE_SIGNALS) :] if question.number else fitted()


def for_a_figure(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Sentences `ranked` for a figure with what their own figures say as well, before their other signals; none is read yet."""
    return [_told_by_figures(question, item) for item in found]


def _told_by_figures(question: Question, item: Evidence) -> Evidence:
    passage, meta = item.hit.stored.passage, item.hit.entry.metadata
    tabular = is_tabular(passage)
    text = row_text(question, passage) if tabular else item.text
    tense = tabular or tense_fits(question, meta, passage.path, text)
    own = figure_signals(question, text, tense=tense)
    score = item.score + points(own, figure_weights()[: len(FIGURE_SIGNALS)])
    return item.scored(score, signals=(*own, *item.signals))


@dataclass(frozen=True, slots=True)
class _Taken:
    """A passage as it is read for a question: of each span that may answer its text, the text in canonical words and what of
    the question stands in it. `best` is the largest share of the question in one span, `whole` that in all
    of the passage; `cells` are those of the spans of a row, () in prose."""

    hit: Hit
    place: Place
    above: tuple[Read, Read]
    spans: Sequence[Span]
    cells: Sequence[Headed]
    tabular: bool
    texts: list[str]
    words: list[str]
    holds: list[frozenset[str]]
    best: float
    whole: float

    def headers(self, position: int) -> tuple[str, ...]:
        return self.cells[position].headers if self.cells else ()


def _taken(question: Question, looked_for: Sought, hit: Hit, weights: Mapping[str, float], standing: float) -> _Taken:
    passage, meta = hit.stored.passage, hit.entry.metadata
    above = standing_above(passage.path, meta.title, meta.issuer or "", spoken=question.spoken)
    everything = ((heard_by(question, passage.described), 1.0), *above)
    whole = coverage(question.terms, everything, weights)
    if question.asides and not coverage(_core(question), everything, weights):
        whole = 0.0  # what surrounds a question answers nothing
    (inner, _), (outer, _) = above
    own = looked_for.held(inner), looked_for.held(outer), _topic(question, passage.path)
    place = Place(standing, hit.rank, passage.path, inner, outer, *own, passage.start)
    tabular = is_tabular(passage)
    spans, cells = _spans(passage)
    texts = [row_text(question, passage) if tabular else passage.text[start:end] for start, end in spans]
    words = [heard_by(question, text) for text in texts]
    holds = [looked_for.held(each) for each in words]
    best = max(map(looked_for.share, holds), default=0.0)
    return _Taken(hit, place, above, spans, cells, tabular, texts, words, holds, best, whole)


def _read_hit(
    question: Question, looked_for: Sought, hit: Hit, weights: Mapping[str, float], standing: float
) -> list[tuple[Evidence, frozenset[str]]]:
    """What a passage says, and of the question what stands in each sentence or above it (of a text): without what that counts for."""
    taken = _taken(question, looked_for, hit, weights, standing)
    passage, meta = hit.stored.passage, hit.entry.metadata
    own, number = region_fits(question, meta), question.number
    result: list[tuple[Evidence, frozenset[str]]] = []
    for position, over in _opened(question, taken):
        text, (start, end) = taken.texts[position], taken.spans[position]
        place = place_fits(question, meta, passage.path, text, own=own)
        year = year_fits(question, hit, text)
        found, held = _signals(question, looked_for, taken, position, over)
        score = -FORMAL * is_formal(question.text, text)
        score += 0.0 if number else _for_a_text(question, looked_for, taken, position, over)
        score += NAMED_PLACE if question.named_in(text) else 0.0
        score += (0.0 if place else -1.0) + (0.0 if year else -1.0)
        if question.wants_list and not number:
            end = _list_end(passage.text, taken.spans, position)
        span, shown = (passage.start + start, passage.start + end), passage.text[start:end]
        headers = taken.headers(position)
        item = Evidence(hit, *span, shown, over, taken.whole, score, place, year, headers=headers, signals=found)
        result.append((item, held))
    return result


def _opened(question: Question, taken: _Taken) -> Iterator[tuple[int, str]]:
    """The places of the spans that may answer, each with the canonical words that open what it stands in: a question, the first
    sentence of a list, the headers of a cell."""
    path, issuer = taken.hit.stored.passage.path, taken.hit.entry.metadata.issuer
    several, opener = len(taken.texts) > 1, ""
    for position, text in enumerate(taken.texts):
        if several and path and text == path[-1]:
            continue  # a heading that runs into its paragraph: it counts as one, and answers nothing
        if several and (_DATED.match(text) or text.strip() == issuer):
            continue  # who signs, and when: a question for that is answered of the document itself
        if _QUESTION.search(text) and not taken.tabular:
            opener = taken.words[position]
            continue  # a question in the text itself: what stands behind it answers
        if several and _heads_columns(taken.texts, position):
            opener = taken.words[position]
            continue  # the labels of columns: the lines below answer
        if headers := taken.headers(position):
            opener = heard_by(question, " ".join(headers))
        yield position, opener
        opener = taken.words[position] if OPENS_LIST.search(text) else opener


def _heads_columns(texts: Sequence[str], position: int) -> bool:
    """Whether a line only labels the columns of those below it (单位　联系人　电话): short words, one for each of the next line, which
    has figures."""
    labels, below = texts[position].split(), texts[position + 1].split() if position + 1 < len(texts) else []
    if not 1 < len(labels) == len(below):
        return False
    bare = all(len(label) <= LONGEST_LABEL and not _FIGURED.search(label) for label in labels)
    return bare and _FIGURED.search("".join(below)) is not None


def _signals(
    question: Question, looked_for: Sought, taken: _Taken, position: int, over: str
) -> tuple[tuple[float, ...], frozenset[str]]:
    """The signals of a sentence but for the last, and what of the question it or what stands above it holds."""
    text, words = taken.texts[position], taken.words[position]
    before = taken.holds[position - 1] if position else frozenset()
    about = taken.holds[position], looked_for.held(over), before
    fits = shaped(question.shape, text)
    item = Candidate(text, words, over, *about, taken.best, not position, taken.tabular, fits)
    return signals(looked_for, taken.place, item), told(taken.place, item)


def _for_a_text(question: Question, looked_for: Sought, taken: _Taken, position: int, over: str) -> float:
    """What a sentence counts that is read for a text beside its signals."""
    text, path = taken.texts[position], taken.place.path
    score = -(AIMLESS if question.target and not is_aimed(path, text) else 0.0)
    score += TELLS * (tells(canonical(text), question.spoken) and not over)
    score += TELLS * names_thing(question.text, text) + LABELLED * labelled(question.text, text)
    score += WHEN * (question.shape in CALENDAR and tells_when(text))
    if question.shape is Shape.CONTACT and shaped(question.shape, text):
        score += WHOSE * looked_for.share(looked_for.held(canonical(" ".join((*path, text)))))
    return score


def _core(question: Question) -> list[str]:
    return [term for term in question.terms if term not in question.asides]


def _spans(passage: Passage) -> tuple[list[Span], Sequence[Headed]]:
    """What of a passage may answer: sentences; a row as a whole; or, in a row with prose in it, the clauses of its cells, each
    with its cell, whose headers it is read under."""
    if not passage.cells:
        return sentences(passage.text, 0, len(passage.text)), ()
    if is_tabular(passage):
        return [(0, len(passage.text))], ()
    found = [
        ((cell.start - passage.start + first, cell.start - passage.start + last), cell)
        for cell in passage.cells
        for first, last in clauses(passage.text[cell.start - passage.start : cell.end - passage.start])
    ]
    return [span for span, _ in found], [cell for _, cell in found]


def _with_figures(question: Question, item: Evidence, weights: Mapping[str, float]) -> Evidence:
    meta, path = item.hit.entry.metadata, item.hit.stored.passage.path
    if is_tabular(item.hit.stored.passage):
        figures, bonus, headers = row_figures(question, meta, item.hit.stored.passage, weights)
        return replace(item, figures=figures, score=item.score + bonus, headers=headers)
    report, own_place = reports(meta, *path), region_fits(question, meta)
    titles = () if report else (meta.title,)
    above = ((item.opener, INNERMOST_SHARE), *standing_above(path, *titles, spoken=question.spoken))
    passage = "" if report else heard_by(question, item.hit.stored.passage.text)
    before = before_in_wider(question, item)
    figures, bonus = read_figures(
        question, item.text, above, weights, passage=passage, own_place=own_place, report=report, before=before
    )
    score = item.score + bonus - OTHER_TIER * of_other_tier(question, item.text)
    return replace(item, figures=figures, score=score)


def before_in_wider(question: Question, item: Evidence) -> str | None:
    """What stands before an evidence in its passage, where its document is of a wider place than each that is asked; None elsewhere."""
    passage = item.hit.stored.passage
    wider = is_wider(item.hit.entry.metadata.region, question.places)
    return passage.text[: item.start - passage.start] if wider else None


def _topic(question: Question, path: Sequence[str]) -> float:
    """Share of the innermost heading that the question says: of 低保标准 and 低保边缘家庭认定标准 the first is asked for."""
    heading = bigrams(_LABEL.sub("", canonical(path[-1]))) if path else []
    asked = canonical(question.text)
    return sum(term in asked for term in heading) / len(heading) if len(heading) > 1 else 0.0


def sentences_of(
    like: Evidence, passages: Iterable[StoredPassage], wanted: Callable[[str], object]
) -> Iterator[Evidence]:
    """The sentences of passages of an evidence's document of which something is wanted, each as an evidence like that one."""
    for stored in passages:
        passage, hit = stored.passage, replace(like.hit, stored=stored)
        for start, end in sentences(passage.text, 0, len(passage.text)):
            text = passage.text[start:end]
            if wanted(text):
                yield replace(like, hit=hit, text=text, start=passage.start + start, end=passage.start + end)


@lru_cache(maxsize=2_000)  # each sentence of a passage is read below the same
def standing_above(path: tuple[str, ...], *titles: str, spoken: tuple[Spoken, ...] = ()) -> tuple[Read, Read]:
    """What stands above a passage: the innermost heading, and the other headings and titles, as `spoken` words hear them."""
    inner, outer = canonical(" ".join(path[-1:])), canonical(" ".join((*titles, *path[:-1])))
    return (heard(inner, spoken), INNERMOST_SHARE), (heard(outer, spoken), HEADING_SHARE)


def heard_by(question: Question, text: str) -> str:
    """A text as canonical words, with the spoken words of the question that it means."""
    return heard(canonical(text), question.spoken)


def words_said(question: Question, text: str) -> frozenset[str]:
    """The words of a question, of two characters or more, that a text says, as the spoken words of the question hear it."""
    heard_text = heard_by(question, text)
    words = map(canonical, content(question.text))
    return frozenset(word for word in words if len(word) > 1 and word in heard_text)


def _list_end(text: str, spans: Sequence[tuple[int, int]], position: int) -> int:
    """End of a span that opens a list (…：, 下列…) with the list that follows it in the passage."""
    start, end = spans[position]
    if not OPENS_LIST.search(text[start:end]):
        return end
    for _, stop in spans[position + 1 :]:
        if stop - start > LIST_LENGTH:
            break
        end = stop
    return end
