"""Answers to be used elsewhere: one with its sources for a report, a conversation as Markdown and as a Word document. Pure."""

import io
import re
from collections.abc import Sequence

from bot.records import Answer, Citation
from corpus.validity import Status
from ui import texts
from ui.render import Turn, scope
from ui.render_source import day, line
from ui.unmarked import unmarked

LONGEST_QUOTE = 1_000
"""Characters of a quote that are taken along; a longer one is cut, and says so."""

_EMPTY_LINE = re.compile(r"\n\s*\n")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_OPENING = re.compile(r"^(\s*(?:\d+(?=[.)](?:\s|$)))?)([-+=.)])", re.MULTILINE)
"""What would open a list, a line or a heading: a mark, or a number with a point that a space follows (3.53% does not)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cited(turn: Turn) -> str:
    """An answer as plain text fit for a report: what it says, then its sources by their numbers, each with its document, its
    place and its words."""
    lines = sources(turn.answer)
    return "\n\n".join(
        [unmarked(turn.answer.text.strip()), *(["\n".join([texts.CITED_HEAD, *lines])] if lines else [])]
    )


def sources(answer: Answer) -> list[str]:
    """The sources of an answer: [1] 《标题》（文号，发文机关，日期），第三章 › 第五条，第 2 页：“……”。"""
    return [_source(citation) for citation in answer.citations]


def markdown(turns: Sequence[Turn]) -> bytes:
    """A conversation as Markdown in UTF-8; what was asked and answered reads there as it was written."""
    parts = [f"# {texts.TITLE}"]
    for number, turn in enumerate(turns, 1):
        parts += (f"## {texts.EXPORT_QUESTION.format(number)} {_escaped(line(turn.answer.question))}", _about(turn))
        parts += [
            _escaped(part.strip()).replace("\n", "  \n")
            for part in _EMPTY_LINE.split(unmarked(turn.answer.text))
            if part
        ]
        if turn.answer.citations:
            parts.append(f"**{texts.CITED_HEAD}**")
            parts.append("\n".join(f"- {_escaped(each)}" for each in sources(turn.answer)))
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def docx(turns: Sequence[Turn]) -> bytes:
    """A conversation as a Word document."""
    from docx import Document  # here: it takes a fifth of a second to load
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.core_properties.title = texts.TITLE
    document.core_properties.author = ""
    document.add_heading(texts.TITLE, 0)
    for number, turn in enumerate(turns, 1):
        document.add_heading(_clean(f"{texts.EXPORT_QUESTION.format(number)} {line(turn.answer.question)}"), 1)
        for text in (_about(turn), *_EMPTY_LINE.split(unmarked(turn.answer.text.strip()))):
            if text:
                document.add_paragraph(_clean(text))
        if turn.answer.citations:
            document.add_paragraph().add_run(texts.CITED_HEAD).bold = True
            for each in sources(turn.answer):
                document.add_paragraph(_clean(each))
    for each in document.styles:
        if each.name.startswith(("Heading", "Title")) and each.element.rPr is not None:
            each.element.rPr.get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _about(turn: Turn) -> str:
    """On which day and within what it was answered, and what was understood of a follow-up."""
    parts = [texts.EXPORT_DAY.format(day(turn.day))]
    if turn.filters:
        parts.append(texts.SCOPE.format(scope(turn.filters)))
    if turn.answer.understood.strip() not in ("", turn.answer.question.strip()):
        parts.append(texts.UNDERSTOOD.format(line(turn.answer.understood)))
    return texts.SEMICOLON.join(parts)


def _source(citation: Citation) -> str:
    meta, state = citation.source.metadata, citation.source.status
    marked = texts.named(state) if state not in (Status.UNSTATED, Status.IN_FORCE) else None
    facts = [each for each in (meta.number, meta.issuer, day(meta.issued), marked) if each]
    place = [" › ".join(line(unmarked(each)) for each in citation.heading)] if citation.heading else []
    place += [texts.PANEL_PAGE.format(citation.page)] if citation.page is not None else []
    quote = line(unmarked(citation.quote))
    quote = quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE] + texts.CUT.format(length=f"{len(quote):,}")
    head = f"《{line(meta.title)}》" + (texts.BRACKETED.format(texts.COMMA.join(facts)) if facts else "")
    return f"[{citation.marker}] {texts.COMMA.join((head, *place))}{texts.COLON}“{quote}”"


def _escaped(text: str) -> str:
    return _OPENING.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", _clean(text)))


def _clean(text: str) -> str:
    """Without what no XML may hold."""
    return _CONTROL.sub("", text)
