"""The statement, or else the sentence, that tells all of several things asked at once (卖了多少，跌多少)."""

import re
from collections.abc import Iterator

from bot.answers.both import AtOnce, asked_at_once
from bot.answers.refusing import why_not
from bot.answers.statement_answers import SURE, said, telling
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, led
from bot.reading.reading import Evidence, heard_by, standing_above
from bot.reading.required import lacks
from bot.records import Kind, Outcome, Reason
from bot.understanding.coverage import coverage
from bot.understanding.kinship import likeness
from bot.understanding.scopes import names_other_place
from bot.understanding.telling import told_of
from corpus.quantity import find_quantities

TRIED, TRIED_SHARE, ABOUT = 6, 0.6, 0.3
"""Sentences that are looked through for one which tells all that is asked at once, what they score at least of the best one, and
the share of the question that they say."""

_OF_FIGURES = frozenset({"growth", "share", "turn"})
"""Kinds of what is asked beside a figure that a statement tells with it."""


def at_once(inquiry: Inquiry) -> Outcome | None:
    """What tells all that a question asks at once; None where it asks less, is a follow-up (the words of the question before it ask
    nothing any more), or nothing tells all of it."""
    asked = asked_at_once(inquiry.asked.text) if not inquiry.fresh else None
    if asked is None or not asked.precise:
        return None
    return _statement(inquiry, asked) or _sentence(inquiry, asked)


def _statement(inquiry: Inquiry, asked: AtOnce) -> Outcome | None:
    """The one statement that surely tells all; None where it has not a figure for each, or what is no figure is asked."""
    alone = inquiry.asked.number and not inquiry.asked.side_by_side and set(asked.kinds) <= _OF_FIGURES
    if not alone or why_not(inquiry) is Reason.OTHER_PLACE:
        return None
    best = telling(inquiry, SURE)
    return said(inquiry, best) if best is not None and asked.told(best.own) else None


def _sentence(inquiry: Inquiry, asked: AtOnce) -> Outcome | None:
    """The clauses of a sentence that tell all, where the best sentence is not sure to answer or does not: that one holds a figure
    or a word for each of the things asked speaks for it. None where none does."""
    foremost = inquiry.evidence[0]
    if why_not(inquiry) is None and inquiry.certain(foremost) and (inquiry.asked.number or asked.told(foremost.text)):
        return None
    found = [item for item in _worth_trying(inquiry) if not item.hit.stored.passage.cells and asked.told(item.text)]
    if not found:
        return None
    best = max(found, key=lambda each: likeness(inquiry.asked.text, each.text))
    told = _shortest(inquiry, best.text, asked)
    if names_other_place(inquiry.asked, told, best.text):
        own = (each.own for each in inquiry.chosen.choices if each.item is best and asked.told(each.own))
        told = next(own, best.text)
    first = next(iter(find_quantities(told)), None)
    if first and _RESPECTIVE.search(told, 0, first.start):
        return None  # whose each figure is, is for the rules of reading to say
    return Outcome(led(told, best.text), Kind.TEXT, None, cite_evidence([best]), rewordable=True)


def _shortest(inquiry: Inquiry, text: str, asked: AtOnce) -> str:
    """Of a sentence the clauses that say most of the question and hold all that it asks, or else the part that does."""

    def about(said: str) -> float:
        return coverage(inquiry.asked.terms, ((heard_by(inquiry.asked, said), 1.0),), inquiry.weights)

    told = told_of(text, about, enough=asked.told)
    return told if asked.told(told) else text


def _worth_trying(inquiry: Inquiry) -> Iterator[Evidence]:
    """The best sentences of the place and year asked that say enough of a question, with what stands above them."""
    asked, evidence = inquiry.asked, inquiry.evidence[:TRIED]
    for item in evidence:
        meta, path = item.hit.entry.metadata, item.hit.stored.passage.path
        above = standing_above(path, meta.title, meta.issuer or "", spoken=asked.spoken)
        read = ((heard_by(asked, item.text), 1.0), (item.opener, 1.0), *above)
        about = coverage(asked.terms, read, inquiry.weights)
        fits = item.place_fits and item.year_fits and not lacks(asked, item)
        near = item is evidence[0] or item.score >= TRIED_SHARE * evidence[0].score  # the best one's may be below 0
        if fits and about >= ABOUT and near:
            yield item


_RESPECTIVE = re.compile("分别[^,，;；。]*$")
"""Before a figure: it is one of several that are told one by one."""
