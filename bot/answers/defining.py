"""What a document means by one of its words (“X，是指……”, “X，含……”, a heading X above 指……): asked for by that word, its definition
answers, and no sentence that only uses it.
"""

import re
from collections.abc import Iterator

from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence
from bot.reading.reading import Evidence, sentences_of
from bot.records import Kind, Outcome
from bot.understanding.segments import LABEL
from corpus.text import fold

SHORTEST = 2
"""Characters of a word that is defined."""

READ, DOCUMENTS = 8, 2
"""Sentences that come nearest to a question, and documents of theirs that are looked through for the meaning of a word."""

_ASKS = re.compile(
    r"(?P<named>[^,;:?!()]{2,40}?)[\"'”’]?,?(?:具体|到底|究竟|一般|主要|都)?"
    "(?:是?指的?是?|说的是|讲的是|(?:包括|包含|涵盖|含)了?|怎么定义|如何定义|怎么界定|如何界定|是(?=什么样|怎样的))(?:什么|啥|哪[些几种类]|谁|怎样|几[种类]|$)"
    "|(?:什么(?:叫做?|是)|(?:怎么|如何)(?:定义|界定|理解)|啥(?:叫|是))[\"'“‘]?(?P<behind>[^,;:?!()\"'”’]{2,20})"
)
"""A question for the meaning of a word, which stands at the end of what it names or behind."""

_MEANS = "(?:是指|指的是|系指|均?指(?![导标数定引出挥南派示向])|含|包括|包含|涵盖)"
_MEANING = re.compile(_MEANS)
_BARE = re.compile(f"^\\W*{_MEANS}")
_DEFINES = re.compile(
    f"^\\W*(?:本[^,。;]{{1,8}}所[称指]的?)?[\"'“‘]?(?P<term>[^,。;:“”‘’\"'()]{{2,16}}?)[\"'”’]?(?:[(][^)]*[)])?[,:]?(?:具体|主要)?{_MEANS}"
)


def defined(inquiry: Inquiry) -> Outcome | None:
    """The sentence that says what the word asked means; None where no meaning is asked, or no sentence of the documents found tells
    that of a word with which the question names it."""
    match = _ASKS.search(fold(inquiry.asked.text))
    if match is None:
        return None
    named = (match["named"] or match["behind"]).strip('的“”"‘’ ')
    found = ((len(term), item) for item in _sentences(inquiry) for term in _terms(item) if named.endswith(term))
    longest, best = max(found, default=(0, None), key=lambda each: each[0])
    if best is None or longest < SHORTEST:
        return None
    return Outcome(f"{best.text} [1]", Kind.TEXT, None, cite_evidence([best]), rewordable=True)


def _sentences(inquiry: Inquiry) -> Iterator[Evidence]:
    """The sentences of the documents whose sentences come nearest to a question, of the nearest first, that may say what a word means."""
    fitting = [each for each in inquiry.by_words[:READ] if each.place_fits and each.year_fits]
    for key in list(dict.fromkeys(each.hit.entry.key for each in fitting))[:DOCUMENTS]:
        like = next(each for each in fitting if each.hit.entry.key == key)
        yield from sentences_of(like, inquiry.library.catalogue.passages_of(key), _MEANING.search)


def _terms(item: Evidence) -> Iterator[str]:
    """The words that a sentence says the meaning of: its own, and that of the heading right above it."""
    text = LABEL.sub("", fold(item.text))
    if match := _DEFINES.match(text):
        yield match["term"].strip()
    path = item.hit.stored.passage.path
    if path and _BARE.match(text):
        yield LABEL.sub("", fold(path[-1])).strip('。.:：“”" ')
