"""An article asked for by its number (第十九条): the article itself, whole, from the document meant."""

import re
from collections.abc import Iterator

from bot.answers.describing import document_meant
from bot.inquiry import Inquiry
from bot.reading.citing import source
from bot.records import Citation, Kind, Outcome, Reason
from bot.texts import NO_ARTICLE
from corpus.quantity import read_number
from corpus.records import Document, Section, Span

LONGEST = 1_200
"""Characters of an article that are quoted; a longer one is cut behind an item."""

_ASKED = re.compile(
    "第(?P<number>[0-9]{1,3}|[一二三四五六七八九十百零〇]{1,6})条(?:的)?(?:规定|内容|讲|说|写)?(?:了|的)?(?:是|有)?(?:什么|哪些|啥|内容|如何规定|怎么规定|怎么说|原文|全文)?[^,，。;；]{0,6}[?？]?$"
)
_LABEL = re.compile(r"\s*第(?P<number>[0-9]{1,3}|[一二三四五六七八九十百零〇]{1,6})条")


def article(inquiry: Inquiry) -> Outcome | None:
    """The article asked for; a refusal where the document has none of that number; None where none is asked for, or no one
    document is meant."""
    text = inquiry.asked.text.strip()
    asked = _ASKED.search(text)
    number = read_number(asked["number"]) if asked else None
    if asked is None or number is None:
        return None
    entry = document_meant(inquiry, text[: asked.start()])
    document = inquiry.library.catalogue.document(entry.key) if entry else None
    if entry is None or document is None:
        return None
    held = dict(_articles(document))
    if not held:
        return None
    span = held.get(int(number))
    if span is None:
        return Outcome(
            NO_ARTICLE.format(title=entry.metadata.title, number=asked["number"], last=max(held)),
            Kind.NONE,
            Reason.NOT_FOUND,
        )
    start, end = _whole(document.text, *span)
    quote = document.text[start:end]
    citation = Citation(1, source(entry), document.path_at(start), quote, start, end)
    return Outcome(f"{quote} [1]", Kind.TEXT, None, (citation,))


def _articles(document: Document) -> Iterator[tuple[int, Span]]:
    """Each article of a document by number; of a number that two of its parts have, the last counts: a notice forwards
    the text with the articles."""
    for section in document.sections:
        number = _number(document, section)
        if number is not None:
            yield number, (section.start, section.end)


def _number(document: Document, section: Section) -> int | None:
    label = _LABEL.match(document.text, section.start)
    number = read_number(label["number"]) if label else None
    return int(number) if number is not None else None


def _whole(text: str, start: int, end: int) -> Span:
    """An article without the white space at its ends, cut behind a line where it is very long."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    if end - start <= LONGEST:
        return start, end
    cut = max(text.rfind("\n", start, start + LONGEST), text.rfind("。", start, start + LONGEST) + 1)
    return start, cut if cut > start else start + LONGEST
