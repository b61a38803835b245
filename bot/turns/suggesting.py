"""Questions that lead on from an answer: the same figure elsewhere, what else a policy says, what its document says of itself.

They are made of what the library holds near the cited passages, and each is put to the bot first: only one that it answers
from the very thing it was made of is shown.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from bot.reading.matching import said
from bot.records import Answer, Citation, Kind
from bot.turns.examples import candidate_questions, own_title
from corpus.aliases import canonical
from corpus.benefit_records import AmountKind
from corpus.records import IndicatorKind, Span
from corpus.regions import short_name
from index.benefits import Offer, find_offers
from index.catalogue import Catalogue, Filters
from index.targets import Target, TargetFilters, figures_at, find_targets, is_target

MOST = 3
"""Questions shown: one line each on a phone, and still seen with the answer."""

MOST_TRIES, MOST_S = 8, 1.0
"""Questions tried, and seconds for it, after which those found by then are enough."""

NEAR_DOCUMENTS = 3
"""Cited documents that are looked at."""

ASKS = {
    IndicatorKind.ACHIEVED: "{place}{year}年{metric}是多少？",
    IndicatorKind.TARGET: "{place}{year}年{metric}目标是多少？",
    IndicatorKind.GROWTH: "{place}{year}年{metric}增长多少？",
    IndicatorKind.SHARE: "{place}{year}年{metric}占比是多少？",
    IndicatorKind.RANK: "{place}{year}年{metric}排名第几？",
}
GIVES, CONDITIONS, APPLY, WINDOW = "{}能拿多少？", "{}的申请条件是什么？", "{}怎么申请？", "{}什么时候申请？"
EXPIRES = "《{}》的有效期到什么时候？"

_VERBS = frozenset({"完成", "实现", "达到"})
"""Qualifiers that only say that there is a figure."""

_LAYOUT = re.compile("(?:一览表?|标准|范围|原则|对象|条件|总则|附则|说明)$")
"""Titles that say where in a document a benefit stands, and not what it is for."""

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, the document that answers it (by key), and the span of it that the answer must cite, () for any; `says` is
    what the answer must say, "" for anything."""

    question: str
    document: int
    span: Span | tuple[()] = ()
    says: str = ""

    def borne_out(self, answer: Answer) -> bool:
        """Whether an answer is that to this question."""
        return not answer.refused and self.says in answer.text and any(self._cited(each) for each in answer.citations)

    def _cited(self, citation: Citation) -> bool:
        overlaps = not self.span or (citation.start < self.span[1] and self.span[0] < citation.end)
        return citation.source.key == self.document and overlaps


def suggested(
    ask: Ask, catalogue: Catalogue, answer: Answer, filters: Filters | None, before: Sequence[str] = ()
) -> tuple[str, ...]:
    """Questions to ask next, at most MOST; () after small talk and in a matching, which asks its own. `before` are
    questions of the conversation, which are not repeated."""
    if answer.kind in (Kind.SMALLTALK, Kind.MATCH):
        return ()
    known = {canonical(text).rstrip("?？") for text in (*before, answer.question, answer.understood)}
    found: list[str] = []
    ends = time.monotonic() + MOST_S
    tries = 0
    for candidate in _candidates(catalogue, answer, filters):
        if len(found) == MOST or tries == MOST_TRIES or time.monotonic() > ends:
            break
        key = canonical(candidate.question).rstrip("?？")
        if key in known:
            continue
        known.add(key)
        tries += 1
        reply = ask(candidate.question)
        alone = reply.understood == reply.question
        if alone and candidate.borne_out(reply) and reply.text != answer.text:
            found.append(candidate.question)
    return tuple(found)


def _candidates(catalogue: Catalogue, answer: Answer, filters: Filters | None) -> Iterator[Candidate]:
    """Of figures first, of benefits next, then of the documents, those of each taken in turn."""
    within = catalogue.matching(filters) if filters else None
    documents = list(dict.fromkeys(each.source.key for each in answer.citations))[:NEAR_DOCUMENTS]
    spans = {key: [(c.start, c.end) for c in answer.citations if c.source.key == key] for key in documents}
    rows = [row for key in documents for row in figures_at(catalogue, key, spans[key])]
    if row := _meant(rows, answer):
        if answer.refused:
            yield from (_about(each) for each in (row,) if each.indicator.year is not None)
        yield from _of_figure(catalogue, row, within)
    for key in documents:
        offers = find_offers(catalogue, documents=[key])
        offers = [offer for offer in offers if not _LAYOUT.search(offer.benefit.title)]
        near = [offer for offer in offers if any(_overlap(offer.benefit.span, span) for span in spans[key])]
        others = [offer for offer in offers if offer not in near]
        own = () if any(f"【{offer.benefit.title}】" in answer.text for offer in near) else near[:1]
        yield from _in_turn([*(_of_benefit(offer) for offer in own), *(_gives(offer) for offer in others[:MOST])])
    for key in documents:
        yield from _of_document(catalogue, key)


def _meant(rows: Sequence[Target], answer: Answer) -> Target | None:
    """The row that an answer tells: of those cited, the one whose figure it says and whose metric the question names best."""
    asked = canonical(answer.understood)
    ranked = [(row.figure in answer.text.split("\n")[0], said(row.indicator.metric, asked), row) for row in rows]
    best = max(ranked, key=lambda each: each[:2], default=None)
    return best[2] if best and best[1] else None


def _of_figure(catalogue: Catalogue, row: Target, within: Sequence[int] | None) -> Iterator[Candidate]:
    """The same metric in other years, of another kind, in other places; one of each in turn."""
    own = row.indicator
    rows = [
        each
        for each in find_targets(catalogue, TargetFilters(metrics=(own.metric,)), within)
        if each.indicator.year is not None and each.indicator.qualifiers == own.qualifiers
    ]
    rows.sort(key=lambda each: abs((each.indicator.year or 0) - (own.year or 0)))

    def alike(year: bool, kind: bool, place: bool) -> Iterator[Candidate]:
        for each in rows:
            found = each.indicator
            same = (found.year == own.year, _kind(each) == _kind(row), _place(each) == _place(row))
            if same == (year, kind, place):
                yield _about(each)

    return _in_turn(
        [alike(False, True, True), alike(True, True, False), alike(True, False, True), alike(False, False, True)]
    )


def _about(row: Target) -> Candidate:
    found = row.indicator
    kind = IndicatorKind.TARGET if is_target(found) else found.kind
    scope = "".join(each for each in found.qualifiers if each not in found.metric and each not in _VERBS)
    question = ASKS[kind].format(place=_place(row), year=found.year, metric=scope + found.metric)
    return Candidate(question, row.entry.key, (found.start, found.end), row.figure)


def _kind(row: Target) -> tuple[IndicatorKind, bool]:
    return row.indicator.kind, is_target(row.indicator)


def _place(row: Target) -> str:
    found = row.indicator
    return found.organisation or (short_name(found.region[-1]) if found.region else "")


def _of_benefit(offer: Offer) -> Iterator[Candidate]:
    """What else a benefit says, of what it does say."""
    benefit, key = offer.benefit, offer.entry.key
    for there, words in (
        (benefit.requirements, CONDITIONS),
        (benefit.apply or benefit.materials, APPLY),
        (benefit.window, WINDOW),
    ):
        if there:
            yield Candidate(words.format(benefit.title), key, benefit.span, benefit.title)
    yield from _gives(offer)


def _gives(offer: Offer) -> Iterator[Candidate]:
    benefit = offer.benefit
    if any(amount.kind not in (AmountKind.IN_KIND, AmountKind.UNSTATED) for amount in benefit.amounts):
        yield Candidate(GIVES.format(benefit.title), offer.entry.key, benefit.span, benefit.title)


def _of_document(catalogue: Catalogue, key: int) -> Iterator[Candidate]:
    """What its headings are of, and what it says of itself."""
    entry = catalogue.metadata([key]).get(key)
    if entry is None:
        return
    meta = entry.metadata
    passages = [stored.passage for stored in catalogue.passages_of(key)]
    yield from (Candidate(question, key) for question in candidate_questions(meta, passages))
    if entry.standing.expires:
        yield Candidate(EXPIRES.format(own_title(meta)), key)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _in_turn(groups: Sequence[Iterable[Candidate]]) -> Iterator[Candidate]:
    """One of each group, then a second of each, and so on."""
    return (each for each in chain.from_iterable(zip_longest(*groups)) if each is not None)
