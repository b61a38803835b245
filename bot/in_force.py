"""Whether a document is in force: yes or no for a day, with the dates and the document that ended it."""

import re
from datetime import date

from bot.citing import source
from bot.describing import document_meant
from bot.inquiry import Inquiry
from bot.records import Citation, Kind, Outcome
from bot.texts import IN_FORCE, QUOTE
from corpus.passages import sentences
from corpus.records import Document, Metadata
from corpus.validity import Status
from corpus.versions import LinkKind
from index.catalogue import Entry
from index.relations import links

_ASKS = re.compile(
    "(?:还|是否|现在|目前|如今|仍然?|是不是|已经?|有没有)*(?:在)?(?:继续)?(?:有效|生效|失效|过期|到期|废止|作废|停止执行|施行|执行)(?:了|着)?(?:吗|么|没有?|不)?[?？。]*$"
)
_OPEN = re.compile("还|是否|仍|是不是|有没有|吗|么|没有?[?？。]*$|过期|作废")
"""What makes a question of yes or no of one that ends in such a word."""
_STATES = re.compile("施行|实施|执行|生效|有效|失效|废止")


def in_force(inquiry: Inquiry) -> Outcome | None:
    """Whether the document meant is in force on the inquiry's day; None where that is not asked or no one document is meant."""
    text = inquiry.asked.text.strip()
    asks = _ASKS.search(text)
    if asks is None or not _OPEN.search(asks.group()):
        return None
    entry = document_meant(inquiry, text[: asks.start()])
    document = inquiry.library.catalogue.document(entry.key) if entry else None
    if entry is None or document is None:
        return None
    state, meta = entry.status(inquiry.day), entry.metadata
    title = f"《{meta.title}》{f'（{meta.number}）' if meta.number else ''}"
    start, end = _statement(document, meta)
    citations = [Citation(1, source(entry), document.path_at(start), document.text[start:end], start, end)]
    ended = _ended_by(inquiry, entry) if state is Status.REPEALED else None
    by = IN_FORCE["by"].format(title=ended.metadata.title) if ended else ""
    verdict = IN_FORCE[state].format(title=title, day=_day(inquiry.day), dates=_dates(entry), by=by)
    return Outcome(f"{verdict} [1]\n\n{QUOTE}{citations[0].quote} [1]", Kind.TEXT, None, tuple(citations))


def _ended_by(inquiry: Inquiry, entry: Entry) -> Entry | None:
    """The document of the library that repeals this one."""
    linked = links(inquiry.library.catalogue, entry.key)
    return next(
        (each.entry for each in linked if each.newer and each.kind in (LinkKind.REPEALED, LinkKind.VERSION)), None
    )


def _statement(document: Document, meta: Metadata) -> tuple[int, int]:
    """The last sentence in which a document tells its own days, else its title."""
    spans = [
        span
        for span in sentences(document.text, document.body, len(document.text))
        if re.search("本[^,，。]{0,8}|自(?:印发|发布|公布)|有效期|自[^,，。]{4,12}起", document.text[slice(*span)])
        and _STATES.search(document.text, *span)
    ]
    return spans[-1] if spans else meta.spans.get("title", (0, len(document.text.split("\n")[0])))


def _dates(entry: Entry) -> str:
    """The days of a document in words, each behind a comma."""
    meta = entry.metadata
    days = [(meta.effective, "自{}起施行"), (meta.expires, "有效期至{}"), (entry.repealed, "{}起废止")]
    return "".join(f"，{words.format(_day(day))}" for day, words in days if day)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
