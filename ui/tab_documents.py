"""The tab 文档库: the documents of the library, all that is known of each, and, for editors, uploads, corrections and removal.

Looking is done by events of the page; whatever changes the library goes from the page's own scripts to the HTTP API, so that
rights and the audit have one place.
"""

import re
from datetime import date
from typing import Any

import gradio as gr

from corpus.errors import PolicybotError
from corpus.validity import Status
from index.benefits import find_offers
from index.catalogue import Entry
from index.relations import known
from index.targets import TargetFilters, find_targets
from ui import render_documents, source, texts
from ui.access import Role, caller_of
from ui.assets import asset
from ui.bots import Bot
from ui.listing import COLUMNS, Query, choices, entries, listing
from ui.opening import DOCUMENT_ID, find, quoted
from ui.render_document import Detail, detail, gone

MAX_TEXT = 100
"""Characters that are looked for."""


class Documents:
    """Handlers of the tab's events. They keep nothing: the library is asked each time."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    def enter(self, request: gr.Request) -> tuple[str, str, str]:
        """What the tab shows when it is opened: the field for uploads, the filters and the list."""
        editable, today = _may_edit(request), date.today()
        found = self._entries()
        offered = render_documents.filters(choices(found), today)
        field = render_documents.field_for_files() if editable else ""
        return field, offered, render_documents.table(listing(found, Query(today)), editable=editable)

    def look(self, event: gr.EventData, request: gr.Request) -> str:
        """The list as asked for."""
        return render_documents.table(listing(self._entries(), asked(event)), editable=_may_edit(request))

    def open(self, event: gr.EventData, request: gr.Request) -> tuple[str, Any]:
        """All that is known of a document, and its text at the side, where there is one."""
        found = self._detail(getattr(event, "id", None))
        if found is None:
            return _gone(event), source.show(self.bot, None)
        shown = detail(found, _day(getattr(event, "day", None)), editable=_may_edit(request))
        if getattr(event, "wide", None) is False:
            return shown, gr.skip()
        return shown, self._source(found.entry.id, *found.document.opening)

    def again(self, event: gr.EventData, request: gr.Request) -> str:
        """All that is known of a document, after it was changed."""
        found = self._detail(getattr(event, "id", None))
        day = _day(getattr(event, "day", None))
        return detail(found, day, editable=_may_edit(request)) if found else _gone(event)

    def place(self, event: gr.EventData) -> str:
        """The source panel for [start, end) of a document."""
        return self._source(*(getattr(event, name, None) for name in ("id", "start", "end")))

    def _source(self, identity: object, start: object, end: object) -> str:
        try:
            return source.show(self.bot, quoted(self.bot, identity, start, end), label=texts.TAB_DOCUMENTS)
        except PolicybotError as exc:
            raise source.shown(exc) from exc

    def _entries(self) -> "list[Entry]":
        try:
            return list(entries(self.bot.library.catalogue))
        except PolicybotError as exc:
            raise source.shown(exc) from exc

    def _detail(self, asked_for: object) -> Detail | None:
        if not (isinstance(asked_for, str) and re.fullmatch(DOCUMENT_ID, asked_for)):
            return None
        catalogue = self.bot.library.catalogue
        try:
            held = find(self.bot, asked_for)
            if held is None:
                return None
            entry, document = held
            figures = find_targets(catalogue, TargetFilters(), [entry.key])
            offers = find_offers(catalogue, documents=[entry.key])
            return Detail(entry, document, known(catalogue, entry, document), figures, offers)
        except PolicybotError as exc:
            raise source.shown(exc) from exc


def asked(event: gr.EventData) -> Query:
    """The query that the page's script sends; what it cannot mean asks for nothing."""
    held = {name: getattr(event, name, None) for name in ("text", "region", "kind", "status", "column", "page")}
    words = {name: value[:MAX_TEXT] if isinstance(value, str) else "" for name, value in held.items()}
    page = held["page"]
    return Query(
        day=_day(getattr(event, "day", None)),
        text=words["text"],
        region=words["region"],
        kind=words["kind"],
        status=next((status for status in Status if status == words["status"]), None),
        column=words["column"] if words["column"] in COLUMNS else "title",
        descending=getattr(event, "descending", None) is True,
        page=page if type(page) is int else 0,
    )


def build(bot: Bot, tab: gr.Tab, panel: gr.HTML) -> None:
    """Fill the tab."""
    documents = Documents(bot)
    plain: dict[str, Any] = {"apply_default_css": False}
    with gr.Column(elem_id="doc-shelf"):
        intake = gr.HTML(elem_id="doc-intake", js_on_load=asset("intake.js"), **plain)
        offered = gr.HTML(elem_id="doc-choices", js_on_load=asset("documents.js"), **plain)
        shelf = gr.HTML(elem_id="doc-list", js_on_load=asset("documents.js"), **plain)
    sheet = gr.HTML(elem_id="doc-detail", js_on_load=asset("document.js"), **plain)
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    tab.select(documents.enter, None, [intake, offered, shelf], **private)
    shelf.edit(documents.look, None, shelf, trigger_mode="always_last", **private)
    shelf.select(documents.open, None, [sheet, panel], **private)
    sheet.edit(documents.again, None, sheet, **private)
    sheet.select(documents.place, None, panel, **private)


def _gone(event: gr.EventData) -> str:
    return gone(str(getattr(event, "id", ""))[:16])


def _may_edit(request: gr.Request) -> bool:
    return caller_of(request).may(Role.EDITOR)


def _day(written: object) -> date:
    try:
        return date.fromisoformat(written) if isinstance(written, str) else date.today()
    except ValueError:
        return date.today()
