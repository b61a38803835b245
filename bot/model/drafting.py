"""From an answer by rule to one that a language model phrases: the passages that it reads, and what is put together of its
sentences. What the rules found leads where a figure is asked, and stays whole where the model fails."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event

from bot.inquiry import Inquiry
from bot.model.model import Model, ModelError
from bot.model.support import Support
from bot.model.verification import objections
from bot.model.writing import Source, source_of, write
from bot.reading.citing import cite_passage, quoted
from bot.records import Checked, Citation, Fate, Kind, Outcome, Writing
from bot.texts import STOPPED, WRITTEN, WRITTEN_BY_RULE

MOST_SOURCES = 6
"""Passages that the model reads: those of the answer by rule, and the next best."""

MOST_QUOTES = 3
"""Quotes that stand below what the model wrote."""


def drafts(model: Model, inquiry: Inquiry, outcome: Outcome, stop: Event | None = None) -> Iterator[Outcome]:
    """The answer as it grows with each checked sentence; the last one is the answer, and the text of each one before is its
    beginning. One that has a form of its own, a refusal and small talk are given as they are. Once `stop` is set, the
    answer is what stands by then."""
    if not outcome.rewordable:
        yield outcome
        return
    sources = sources_of(inquiry, outcome)
    checked: list[Checked] = []
    failure = ""
    try:
        for sentence in write(model, inquiry.asked.text, sources, stop):
            checked.append(sentence)
            if sentence.shown:
                yield compose(outcome, sources, checked, Writing(model.name, tuple(checked), done=False))
    except ModelError as exc:
        failure = str(exc)
    stopped = stop is not None and stop.is_set()
    yield compose(outcome, sources, checked, Writing(model.name, tuple(checked), failure, stopped))


def sources_of(inquiry: Inquiry, outcome: Outcome) -> list[Source]:
    """The passages of the citations, in their order, and those that were found beside them."""
    hits = list(inquiry.found.hits)
    sources: list[Source] = []
    for citation in outcome.citations:
        around = next((hit for hit in hits if _holds(cite_passage(0, hit), citation)), None)
        if around is not None:
            hits.remove(around)
        text = around.stored.passage.described if around else citation.quote
        sources.append(source_of(citation, text, cite_passage(0, around) if around else None))
    for hit in hits:
        cited = cite_passage(len(sources) + 1, hit)
        if len(sources) < MOST_SOURCES and not any(_holds(each.citation, cited) for each in sources):
            sources.append(source_of(cited, hit.stored.passage.described))
    return sources


def compose(outcome: Outcome, sources: Sequence[Source], checked: Sequence[Checked], writing: Writing) -> Outcome:
    """The answer of the sentences that stand, with the citations that they use; that by rule where none does. Quotes and
    what is said of the writing stand below once it is done."""
    told = [sentence for sentence in checked if sentence.shown]
    if not told:
        why = STOPPED[False] if writing.stopped else WRITTEN_BY_RULE[bool(writing.failure)]
        text = f"{outcome.text}\n\n{why}"
        return replace(outcome, text=text, writing=writing)
    count = len(outcome.citations)
    extra = list(dict.fromkeys(number for sentence in told for number in sentence.cites if number > count))
    markers = {number: number for number in range(1, count + 1)} | {n: count + at for at, n in enumerate(extra, 1)}
    lines = [f"{each.shown.strip()} {''.join(f'[{markers[n]}]' for n in each.cites)}" for each in told]
    citations = [_wide_enough(sources[at], told, at + 1) for at in range(count)]
    citations += [replace(sources[number - 1].citation, marker=markers[number]) for number in extra]
    lead = [outcome.text.split("\n\n")[0]] if outcome.kind is Kind.NUMBER else []
    below = _below(outcome, checked, writing) if writing.done else []
    return replace(
        outcome,
        text="\n\n".join([*lead, "\n".join(lines), *below]),
        citations=tuple(citations),
        writing=writing,
    )


def _below(outcome: Outcome, checked: Sequence[Checked], writing: Writing) -> list[str]:
    """The quotes, how many sentences came to which fate, and whether the model broke off or was stopped."""
    quotes = quoted(outcome.citations[:MOST_QUOTES])
    counts = {fate.value: sum(each.fate is fate for each in checked) for fate in Fate}
    end = [WRITTEN_BY_RULE[True]] if writing.failure else [STOPPED[True]] if writing.stopped else []
    return [*quotes, WRITTEN.format(model=writing.model, **counts), *end]


def _wide_enough(source: Source, told: Sequence[Checked], number: int) -> Citation:
    """The citation of a source, widened to its passage where a sentence rests on more than the words quoted."""
    citation = source.citation
    narrow = Support(citation.quote, citation.heading, citation.source.metadata)
    if all(number not in each.cites or not objections(each.shown, [narrow]) for each in told) or not source.passage:
        return citation
    return replace(source.passage, marker=citation.marker)


def _holds(whole: Citation, part: Citation) -> bool:
    return whole.source.key == part.source.key and whole.start <= part.start and part.end <= whole.end
