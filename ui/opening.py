"""One document by its id: whole for the API, a part of its text for a language model."""

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from bot.reading.citing import source
from bot.records import Citation
from corpus.errors import PolicybotError
from corpus.records import Document, Section
from index.catalogue import Entry
from ui import texts
from ui.bots import Bot
from ui.models import Cited
from ui.present import cited_data, without_paths

MOST_CHARACTERS = 8_000
"""Characters of one part: what a model reads beside a conversation."""

MOST_HEADINGS, LONGEST_HEADING = 200, 100
"""Headings of one outline, those from the part on first; and characters of each."""

DOCUMENT_ID = "^[0-9a-f]{16}$"
DocumentId = Annotated[str, InPath(pattern=DOCUMENT_ID, examples=["0123456789abcdef"], description="文件的编号")]
"""The id in an address."""


class OpeningError(PolicybotError):
    """There is no such document, or no text at that place."""


class Opening(BaseModel):
    """Arguments of `open_document`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=DOCUMENT_ID, description="文件的编号，即 citations 里的 document.id")
    start: int = Field(default=0, ge=0, le=100_000_000, description="从正文的第几个字符起，如引文的 start")
    length: int = Field(default=3_000, ge=1, le=MOST_CHARACTERS, description="最多几个字符")


class Heading(BaseModel):
    """A heading, how deep it stands (from 0), and where its section begins."""

    heading: str
    depth: int
    start: int


class Opened(BaseModel):
    """A part of a document: `text` is [start, end) of its `characters`; the outline says where to read on."""

    document: Cited
    characters: int
    start: int
    end: int
    text: str
    outline: Annotated[list[Heading], Field(max_length=MOST_HEADINGS)]


def find(bot: Bot, identity: str) -> tuple[Entry, Document] | None:
    """The document with an id."""
    catalogue = bot.library.catalogue
    entry = catalogue.by_id(identity)
    read = catalogue.document(entry.key) if entry else None
    return (entry, read) if entry and read else None


def quoted(bot: Bot, identity: object, start: object, end: object) -> Citation | None:
    """What stands at [start, end) of a document as a citation, whatever a page says that they are; None where there is no such
    place. An end beyond the text is its end."""
    found = find(bot, identity) if isinstance(identity, str) and re.fullmatch(DOCUMENT_ID, identity) else None
    if found is None or not (type(start) is int and type(end) is int):
        return None
    entry, document = found
    end = min(end, len(document.text))
    if not 0 <= start < end:
        return None
    words, page = document.text[start:end], document.page_at(start)
    return Citation(1, source(entry, date.today()), document.path_at(start), words, start, end, page)


def opened(bot: Bot, asked: Opening) -> dict[str, Any]:
    """A part of a document as plain data. Raises OpeningError where there is no such document, or none of its text there."""
    found = find(bot, asked.id)
    if found is None:
        raise OpeningError(texts.NO_SUCH_DOCUMENT_TO_OPEN.format(asked.id))
    entry, document = found
    if asked.start >= len(document.text):
        raise OpeningError(texts.BEYOND_TEXT.format(start=asked.start, length=len(document.text)))
    end = min(len(document.text), asked.start + asked.length)
    data: dict[str, Any] = without_paths(
        {
            "document": cited_data(source(entry, date.today())),
            "characters": len(document.text),
            "start": asked.start,
            "end": end,
            "text": document.text[asked.start : end],
            "outline": _outline(document.sections, asked.start),
        }
    )
    return data


def _outline(sections: tuple[Section, ...], start: int) -> list[dict[str, Any]]:
    """Headings: all of a short document, those of the part and behind it of a long one."""
    shown = sections if len(sections) <= MOST_HEADINGS else [each for each in sections if each.end > start]
    return [
        {"heading": each.heading[:LONGEST_HEADING], "depth": each.depth, "start": each.start}
        for each in shown[:MOST_HEADINGS]
    ]
