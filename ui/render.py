"""Questions and answers as HTML. Pure; everything that comes from a document or a user is escaped.

What goes into a chat message is one line: the chat reads Markdown, and leaves an HTML block alone up to its first
empty line.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from types import MappingProxyType

from bot.records import Answer, Citation, Kind
from corpus.validity import Status
from index.catalogue import Filters
from ui import texts
from ui.access import LOCAL, Caller
from ui.render_how import how
from ui.render_source import badge, line, path
from ui.unmarked import unmarked

SHOWN_QUESTION = 500
"""Characters of a question shown in the conversation: about as many as fill a phone's screen."""

SHOWN_QUOTE = 90
"""Characters of a nearest passage shown under a refusal: two to three lines."""

UNJUDGED: Mapping[int, bool] = MappingProxyType({})

_MARK = re.compile(r"\[(\d{1,3})\]")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_BOLD = re.compile(r"\*\*(?=\S)([^*<]+?)\*\*")
_JOINER = "&#8288;"
"""Word joiner: no line begins with a mark."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation: its answer, the filters and the day for which it was answered, and the questions that
    lead on from it."""

    answer: Answer
    filters: Filters
    day: date = field(default_factory=date.today)
    following: tuple[str, ...] = ()


def messages(
    turns: Sequence[Turn], judged: Mapping[int, bool] = UNJUDGED, *, settled: bool = True
) -> list[dict[str, str]]:
    """A conversation as the messages of a chat. `judged` says of turns, by number, whether the reader found them helpful;
    questions that lead on stand below the last one alone, and only while nothing is being answered (`settled`)."""
    said = [
        message
        for number, turn in enumerate(turns)
        for message in _pair(question(turn.answer.question), answer(turn, number, judged.get(number)))
    ]
    if settled and turns and turns[-1].following:
        said.append(_said("assistant", following(turns[-1], len(turns) - 1)))
    return said


def unfinished(asked: str, turn: Turn | None, number: int) -> list[dict[str, str]]:
    """The messages of a question that is being answered, as turn `number`: what there is of the answer, if anything."""
    text = _text(turn.answer, number) + _sources(turn.answer, number) if turn else f"<p>{texts.SEARCHING}</p>"
    kind = "pb-answer pb-writing" if turn else "pb-answer pb-waiting"
    return _pair(question(asked), f'<div class="{kind}">{text}</div>')


def _pair(asked: str, answered: str) -> list[dict[str, str]]:
    return [_said("user", asked), _said("assistant", answered)]


def _said(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def cited(turns: Sequence[Turn], number: object, marker: object) -> Citation | None:
    """The citation behind a mark: of turn `number` (from 0), with that marker; None if there is none such."""
    for at, turn in enumerate(turns):
        for citation in turn.answer.citations:
            if (at, citation.marker) == (number, marker):
                return citation
    return None


def question(asked: str) -> str:
    """The user's side of a turn."""
    return f'<div class="pb-question"{texts.foreign()}>{_lines(_cut(asked))}</div>'


def answer(turn: Turn, number: int, helpful: bool | None = None) -> str:
    """The bot's side of turn `number` (from 0): text with marks that link to "#cite-<number>-<marker>", its sources, how it
    was found, the time it took, and what can be done with it ("#do-<what>-<number>")."""
    given = turn.answer
    kind = "pb-refusal" if given.refused else "pb-answer"
    body = _understood(given, number) + _text(given, number) + _sources(given, number)
    return f'<div class="{kind}">{body}{how(given)}{_footer(turn, number, helpful)}</div>'


def following(turn: Turn, number: int) -> str:
    """The questions that lead on from turn `number`, as links "#do-select-<number>-<place>"."""
    links = "".join(
        f'<a href="#do-select-{number}-{at}"{texts.foreign()}>{escape(line(text))}</a>'
        for at, text in enumerate(turn.following)
    )
    return f'<div class="pb-next"><div class="pb-label">{texts.NEXT}</div>{links}</div>'


def _understood(given: Answer, number: int) -> str:
    """The question as completed, which a click brings into the box to be corrected."""
    if not given.understood or given.understood.strip() == given.question.strip():
        return ""
    words = _lines(texts.UNDERSTOOD.format(_cut(given.understood)))
    link = f'<a class="pb-edit" href="#do-edit-{number}" title="{texts.EDIT_HINT}">{texts.EDIT}</a>'
    return f'<div class="pb-understood">{words} {link}</div>'


def _text(given: Answer, number: int) -> str:
    return f'<div class="pb-text">{_answer_text(given, number)}</div>'


def hint(asked: str, limit: int) -> str:
    """What to tell the user about a question that is empty or longer than `limit` characters; "" if it is neither."""
    if not asked:
        return texts.EMPTY_QUESTION
    return texts.LONG_QUESTION.format(length=f"{len(asked):,}", limit=limit) if len(asked) > limit else ""


def scope(filters: Filters) -> str:
    """The filters in words, "宁波市 · 2024年"; "" if there are none. Not escaped."""
    year = texts.YEAR_OF.format(filters.year) if filters.year is not None else None
    day = texts.IN_FORCE_ON.format(filters.in_force) if filters.in_force is not None else None
    return " · ".join(part for part in (filters.region, filters.issuer, year, filters.kind, day) if part)


def filters_label(filters: Filters) -> str:
    """Label of the folded filters, which tells those in force. Not escaped."""
    return f"{texts.FILTERS}{texts.COLON}{scope(filters)}" if filters else texts.FILTERS


def masthead() -> str:
    """Name of the page, and the link to the one in the other language, to which `places.js` adds the open tab."""
    other = f'lang="{texts.OTHER_TAG}" title="{texts.OTHER_HINT}"'
    return f'<h1>{texts.TITLE}</h1><a class="pb-language" data-page="{texts.TAG}" href="{texts.OTHER_PLACE}" hreflang="{texts.OTHER_TAG}" {other}>{texts.OTHER}</a>'


def who(caller: Caller) -> str:
    """Who is signed in, with the way out; nothing where there are no accounts."""
    if caller is LOCAL:
        return ""
    return f'<a href="/logout" title="{texts.SIGN_IN["leave"]}">{escape(caller.name)}</a>'


def welcome() -> str:
    """What an empty conversation shows above the examples."""
    more = "".join(f"<span>{sentence}</span>" for sentence in texts.WELCOME_MORE)
    return f'<div class="pb-welcome"><h2>{texts.WELCOME}</h2><p>{more}</p></div>'


def talks() -> str:
    """The menu of conversations, whose list its script fills. It is a template: nothing in it may come from elsewhere."""
    forms = (("md", texts.EXPORT_MARKDOWN), ("docx", texts.EXPORT_DOCX))
    downloads = "".join(f'<button type="button" data-export="{form}">{name}</button>' for form, name in forms)
    return (
        f'<details class="pb-talks" data-delete="{texts.TALK_DELETE}"><summary>{texts.TALKS}</summary><div>'
        f'<div class="pb-label">{texts.TALKS_NOW}</div><p class="pb-exports">{downloads}</p>'
        f'<div class="pb-label">{texts.TALKS_BEFORE}</div><p class="pb-none">{texts.NO_TALKS}</p><ul></ul>'
        f'<button type="button" class="pb-forget-all">{texts.TALKS_DELETE_ALL}</button></div></details>'
    )


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
    label = escape(texts.OPEN_SOURCE.format(marker=marker, title=line(citation.source.metadata.title)))
    return f'<a class="pb-cite" href="#cite-{number}-{marker}" title="{label}"><span>[</span>{marker}<span>]</span></a>'


def _sources(given: Answer, number: int) -> str:
    if not given.citations:
        return ""
    rows = "".join(_source(citation, number, quoted=given.refused) for citation in given.citations)
    name = texts.NEAREST if given.refused else texts.SOURCES
    label = "" if given.refused and _MARK.search(given.text) else f'<div class="pb-label">{name}</div>'
    return f'<div class="pb-sources">{label}<ul>{rows}</ul></div>'


def _source(citation: Citation, number: int, *, quoted: bool) -> str:
    state = citation.source.status
    shown = badge(state) if state is not Status.IN_FORCE else ""
    title = f'<span class="pb-title"><span{texts.foreign()}>{escape(line(citation.source.metadata.title))}</span>{shown}</span>'
    place = f'<span class="pb-path"{texts.foreign()}>{path(citation.heading)}</span>' if citation.heading else ""
    quote = (
        f'<span class="pb-quote"{texts.foreign()}>{_emphasised(escape(_shortened(citation.quote)))}</span>'
        if quoted
        else ""
    )
    return f"<li>{_link(citation, number)}<div>{title}{place}{quote}</div></li>"


def _footer(turn: Turn, number: int, helpful: bool | None) -> str:
    parts = [_took(total)] if (total := turn.answer.timings_ms.get("total")) is not None else []
    if turn.filters:
        parts.append(texts.SCOPE.format(escape(scope(turn.filters))))
    said = f"<span>{' · '.join(parts)}</span>" if parts else ""
    links = (
        ("copy", "", texts.COPY, texts.COPY_HINT, False),
        ("like", "-1", texts.HELPFUL, texts.HELPFUL_HINT, helpful is True),
        ("like", "-0", texts.NOT_HELPFUL, texts.NOT_HELPFUL_HINT, helpful is False),
    )
    acts = "".join(
        f'<a class="pb-act pb-{what}{at}{" pb-on" if on else ""}" href="#do-{what}-{number}{at}" title="{title}">{name}</a>'
        for what, at, name, title, on in links
    )
    return f'<div class="pb-foot">{said}<span class="pb-acts">{acts}</span></div>'


def _took(milliseconds: float) -> str:
    if milliseconds < 1:
        return texts.TOOK_NO_TIME
    if round(milliseconds) < 1000:
        return texts.TOOK_MILLISECONDS.format(milliseconds)
    return texts.TOOK_SECONDS.format(milliseconds / 1000)


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= SHOWN_QUESTION else text[:SHOWN_QUESTION] + texts.CUT.format(length=f"{len(text):,}")


def _shortened(text: str) -> str:
    text = line(text)
    return text if len(text) <= SHOWN_QUOTE else text[:SHOWN_QUOTE].rstrip() + "……"


def _lines(text: str) -> str:
    """Escaped, on one line of HTML, with its line breaks."""
    return "<br>".join(escape(line) for line in text.splitlines())


def _emphasised(escaped: str) -> str:
    """Markdown's **bold** of a source, as bold; other marks of its are gone."""
    return unmarked(_BOLD.sub(r"<b>\1</b>", escaped))
