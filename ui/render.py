"""Answers and documents as HTML. Pure; everything that comes from a document or a user is escaped.

What goes into a chat message is one line: the chat reads Markdown, and leaves an HTML block alone up to its first
empty line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from bot.records import Answer, Citation, Kind
from corpus.records import Document, Metadata, Span
from corpus.validity import Status
from index.catalogue import Filters
from ui import texts
from ui.access import LOCAL, Caller

SHOWN_QUESTION = 500
"""Characters of a question shown in the conversation: about as many as fill a phone's screen."""

SHOWN_QUOTE = 90
"""Characters of a nearest passage shown under a refusal: two to three lines."""

_MARK = re.compile(r"\[(\d{1,3})\]")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_BOLD = re.compile(r"\*\*(?=\S)([^*<]+?)\*\*")
_JOINER = "&#8288;"
"""Word joiner: no line begins with a mark."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation: its answer, and the filters it was asked under."""

    answer: Answer
    filters: Filters


def messages(turns: Sequence[Turn]) -> list[dict[str, str]]:
    """A conversation as the messages of a chat."""
    return [
        {"role": role, "content": content}
        for number, turn in enumerate(turns)
        for role, content in (("user", question(turn)), ("assistant", answer(turn, number)))
    ]


def cited(turns: Sequence[Turn], number: object, marker: object) -> Citation | None:
    """The citation behind a mark: of turn `number` (from 0), with that marker; None if there is none such."""
    for at, turn in enumerate(turns):
        for citation in turn.answer.citations:
            if (at, citation.marker) == (number, marker):
                return citation
    return None


def question(turn: Turn) -> str:
    """The user's side of a turn."""
    return f'<div class="pb-question">{_lines(_cut(turn.answer.question))}</div>'


def answer(turn: Turn, number: int) -> str:
    """The bot's side of turn `number` (from 0): text with marks that link to "#cite-<number>-<marker>", its sources,
    and the time it took."""
    given = turn.answer
    text = f'<div class="pb-text">{_answer_text(given, number)}</div>'
    if given.understood and given.understood.strip() != given.question.strip():
        understood = texts.UNDERSTOOD.format(_cut(given.understood))
        text = f'<div class="pb-understood">{_lines(understood)}</div>{text}'
    kind = "pb-refusal" if given.refused else "pb-answer"
    return f'<div class="{kind}">{text}{_sources(given, number)}{_footer(turn)}</div>'


def hint(asked: str, limit: int) -> str:
    """What to tell the user about a question that is empty or longer than `limit` characters; "" if it is neither."""
    if not asked:
        return texts.EMPTY_QUESTION
    return texts.LONG_QUESTION.format(length=f"{len(asked):,}", limit=limit) if len(asked) > limit else ""


def scope(filters: Filters) -> str:
    """The filters in words, "宁波市 · 2024年"; "" if there are none. Not escaped."""
    year = texts.YEAR_OF.format(filters.year) if filters.year is not None else None
    return " · ".join(part for part in (filters.region, filters.issuer, year, filters.kind) if part)


def filters_label(filters: Filters) -> str:
    """Label of the folded filters, which tells those in force. Not escaped."""
    return f"{texts.FILTERS}：{scope(filters)}" if filters else texts.FILTERS


def masthead() -> str:
    """Name of the page."""
    return f"<h1>{texts.TITLE}</h1>"


def who(caller: Caller) -> str:
    """Who is signed in, with the way out; nothing where there are no accounts."""
    if caller is LOCAL:
        return ""
    return f'<a href="/logout" title="{texts.SIGN_IN["leave"]}">{escape(caller.name)}</a>'


def welcome() -> str:
    """What an empty conversation shows above the examples."""
    more = "".join(f"<span>{sentence}</span>" for sentence in texts.WELCOME_MORE)
    return f'<div class="pb-welcome"><h2>{texts.WELCOME}</h2><p>{more}</p></div>'


def empty_panel() -> str:
    """The source panel before anything was opened."""
    return f'<div class="pb-panel-empty"><p>{texts.PANEL_EMPTY}</p></div>'


def panel(
    citation: Citation, document: Document | None, *, label: str | None = None, figure: Span | None = None
) -> str:
    """The whole cited document with the quote in `<mark id="hit">`, and in it what counts, `figure`, in `<b>`.

    If the document is gone, or does not hold the quote at its place, the panel says so and shows the quote alone. `label`
    says what is shown, in place of the citation's mark.
    """
    head = _panel_head(citation, document.metadata if document else citation.source.metadata, label)
    if document is None:
        return _article(head, _note(texts.PANEL_GONE, citation.quote))
    text, start, end = document.text, citation.start, citation.end
    if text[start:end] != citation.quote or not citation.quote:
        return _article(head, _note(texts.PANEL_MOVED, citation.quote) + _body(escape(text)))
    hit = f'<mark id="hit">{_hit(text, start, end, figure)}</mark>'
    return _article(head, _body(f"{escape(text[:start])}{hit}{escape(text[end:])}"))


def _hit(text: str, start: int, end: int, figure: Span | None) -> str:
    if figure is None or not start <= figure[0] < figure[1] <= end:
        return escape(text[start:end])
    first, last = figure
    return f"{escape(text[start:first])}<b>{escape(text[first:last])}</b>{escape(text[last:end])}"


def _answer_text(given: Answer, number: int) -> str:
    paragraphs = [_marked(part, given, number) for part in _EMPTY_LINE.split(given.text.strip())]
    lead = ' class="pb-figure"' if given.kind is Kind.NUMBER else ""
    return "".join(f"<p{lead if at == 0 else ''}>{part}</p>" for at, part in enumerate(paragraphs))


def _marked(text: str, given: Answer, number: int) -> str:
    known = {citation.marker: citation for citation in given.citations}
    parts: list[str] = []
    at = 0
    for match in _MARK.finditer(text):
        citation = known.get(int(match[1]))
        if citation is None:
            continue
        before = _emphasised(_lines(text[at : match.start()].rstrip(" ")))
        parts += (before, _JOINER if before else "", _link(citation, number))
        at = match.end()
    parts.append(_emphasised(_lines(text[at:])))
    return "".join(parts)


def _link(citation: Citation, number: int) -> str:
    marker = citation.marker
    label = escape(texts.OPEN_SOURCE.format(marker=marker, title=_line(citation.source.metadata.title)))
    return f'<a class="pb-cite" href="#cite-{number}-{marker}" title="{label}"><span>[</span>{marker}<span>]</span></a>'


def _sources(given: Answer, number: int) -> str:
    if not given.citations:
        return ""
    rows = "".join(_source(citation, number, quoted=given.refused) for citation in given.citations)
    name = texts.NEAREST if given.refused else texts.SOURCES
    label = "" if given.refused and _MARK.search(given.text) else f'<div class="pb-label">{name}</div>'
    return f'<div class="pb-sources">{label}<ul>{rows}</ul></div>'


def _source(citation: Citation, number: int, *, quoted: bool) -> str:
    title = f'<span class="pb-title">{escape(_line(citation.source.metadata.title))}</span>'
    path = f'<span class="pb-path">{_path(citation.heading)}</span>' if citation.heading else ""
    quote = f'<span class="pb-quote">{_emphasised(escape(_shortened(citation.quote)))}</span>' if quoted else ""
    return f"<li>{_link(citation, number)}<div>{title}{path}{quote}</div></li>"


def _footer(turn: Turn) -> str:
    parts = [_took(total)] if (total := turn.answer.timings_ms.get("total")) is not None else []
    if turn.filters:
        parts.append(texts.SCOPE.format(escape(scope(turn.filters))))
    return f'<div class="pb-foot">{" · ".join(parts)}</div>' if parts else ""


def _took(milliseconds: float) -> str:
    if milliseconds < 1:
        return texts.TOOK_NO_TIME
    if round(milliseconds) < 1000:
        return texts.TOOK_MILLISECONDS.format(milliseconds)
    return texts.TOOK_SECONDS.format(milliseconds / 1000)


def _panel_head(citation: Citation, metadata: Metadata, label: str | None) -> str:
    facts = (
        (texts.STATUS, citation.source.status if citation.source.status is not Status.UNSTATED else ""),
        (texts.NUMBER, metadata.number),
        (texts.ISSUER, metadata.issuer),
        (texts.PLACE, " ".join(metadata.region)),
        (texts.SIGNED, _day(metadata.signed)),
        (texts.PUBLISHED, _day(metadata.published)),
        (texts.EFFECTIVE, _day(metadata.effective)),
        (texts.EXPIRES, _day(metadata.expires)),
    )
    rows = "".join(f"<div><dt>{name}</dt><dd>{escape(_line(value))}</dd></div>" for name, value in facts if value)
    return (
        f'<div class="pb-kicker"><span>{escape(label or texts.PANEL_MARK.format(citation.marker))}</span>'
        f'<a class="pb-back" href="#back">{texts.PANEL_BACK}</a></div>'
        f"<h2>{escape(_line(metadata.title))}</h2>"
        + (f"<dl>{rows}</dl>" if rows else "")
        + _place(citation.heading, citation.page)
    )


def _place(heading: Sequence[str], page: int | None) -> str:
    parts = [_path(heading)] if heading else []
    if page is not None:
        parts.append(texts.PANEL_PAGE.format(page))
    return f'<p class="pb-place"><b>{texts.PANEL_PLACE}</b><span>{"，".join(parts)}</span></p>' if parts else ""


def _article(head: str, content: str) -> str:
    return f'<article class="pb-document"><header>{head}</header>{content}</article>'


def _body(inner: str) -> str:
    return f'<div class="pb-body" tabindex="0">{inner}</div>'


def _note(words: str, quote: str) -> str:
    return f'<div class="pb-note"><p>{words}</p><blockquote>{escape(quote)}</blockquote></div>'


def _path(heading: Sequence[str]) -> str:
    return '<span class="pb-step"> › </span>'.join(escape(_line(part)) for part in heading)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= SHOWN_QUESTION else text[:SHOWN_QUESTION] + texts.CUT.format(length=f"{len(text):,}")


def _shortened(text: str) -> str:
    text = _line(text)
    return text if len(text) <= SHOWN_QUOTE else text[:SHOWN_QUOTE].rstrip() + "……"


def _line(text: str) -> str:
    """On one line: white space, line breaks included, as single spaces."""
    return " ".join(text.split())


def _lines(text: str) -> str:
    """Escaped, on one line of HTML, with its line breaks."""
    return "<br>".join(escape(line) for line in text.splitlines())


def _emphasised(escaped: str) -> str:
    """Markdown's **bold** of a source, as bold."""
    return _BOLD.sub(r"<b>\1</b>", escaped)
