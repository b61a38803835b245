"""The list of the library's documents, its filters and the field for uploads, as HTML. Pure; everything that comes from a document
is escaped. The handlers of these elements are `documents.js` and `intake.js`."""

import json
from datetime import date
from html import escape

from corpus.load import MAX_BYTES, READABLE
from corpus.validity import Status
from index.catalogue import Entry
from ui import texts
from ui.intake import MOST_BYTES, MOST_FILES
from ui.listing import PART, Choices, Listing, Query
from ui.present import file_name

MB = 1_000_000


def filters(offered: Choices, day: date) -> str:
    """The fields that limit the list."""
    fields = (
        _field(
            texts.DOC_SEARCH,
            f'<input name="text" type="search" maxlength="100" placeholder="{texts.DOC_SEARCH_PLACEHOLDER}" autocomplete="off">',
        ),
        _field(texts.REGION, _select("region", offered.regions)),
        _field(texts.KIND, _select("kind", offered.kinds)),
        _field(texts.DOC_STATUS, _select("status", tuple((status, 0) for status in Status))),
        _field(texts.DOC_DAY, f'<input name="day" type="date" value="{day}" required>'),
    )
    return f'<form class="pb-filters" id="doc-filters">{"".join(fields)}</form>'


def table(found: Listing, *, editable: bool) -> str:
    """The documents of a page, each a link to all that is known of it; the order and the page stand in its attributes."""
    query = found.query
    if not found.total:
        empty = texts.NO_DOCUMENTS if editable else texts.NO_DOCUMENTS_READER
        head, more = texts.NO_SUCH_DOCUMENTS if found.everything else empty
        return f'<div class="pb-none"><h3>{head}</h3><p>{more}</p></div>'
    heads = "".join(_head(column, name, query) for column, name in texts.DOC_COLUMNS.items())
    rows = "".join(_row(entry, query) for entry in found.entries)
    return (
        f'<table class="pb-table pb-documents" data-column="{query.column}" data-descending="{int(query.descending)}"'
        f' data-page="{query.page}"><thead><tr data-sort-by="{texts.SORT_BY}">{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{_pager(found)}"
    )


def field_for_files() -> str:
    """The field that takes files, and the place for what becomes of them."""
    suffixes = ",".join(sorted(READABLE))
    words = escape(json.dumps(texts.INTAKE_WORDS, ensure_ascii=False))
    return (
        f'<section class="pb-intake" data-words="{words}" data-files="{MOST_FILES}" data-bytes="{MOST_BYTES}">'
        f'<label class="pb-drop"><input type="file" multiple accept="{suffixes}"><b>{texts.INTAKE_PICK}</b>'
        f"<small>{texts.INTAKE_LIMITS.format(files=MOST_FILES, each=MAX_BYTES // MB)}</small></label>"
        '<p class="pb-intake-state" role="status"></p><ol class="pb-sent"></ol></section>'
    )


def badge(state: Status) -> str:
    """A status as a small label."""
    return f'<span class="pb-tag pb-status-{state.name.lower()}">{texts.named(state)}</span>'


def line(text: str) -> str:
    """Escaped, on one line."""
    return escape(" ".join(text.split()))


def _field(label: str, inner: str) -> str:
    return f"<label><span>{label}</span>{inner}</label>"


def _select(name: str, offered: tuple[tuple[str, int], ...]) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(texts.named(value))}{texts.BRACKETED.format(f"{count:,}") if count else ""}</option>'
        for value, count in offered
    )
    return f'<select name="{name}"><option value="">{texts.ANY}</option>{options}</select>'


def _head(column: str, name: str, query: Query) -> str:
    state = ("descending" if query.descending else "ascending") if query.column == column else "none"
    return (
        f'<th scope="col" class="pb-col-{column}" aria-sort="{state}">'
        f'<button data-sort="{column}" title="{texts.SORT.format(name)}">{name}</button></th>'
    )


def _row(entry: Entry, query: Query) -> str:
    meta, lang = entry.metadata, texts.foreign()
    region = meta.region[-1] if meta.region else "—"
    return (
        f'<tr><td class="pb-metric"><a class="pb-open" href="#document-{entry.id}"{lang}>{line(meta.title)}</a>'
        f'<span class="pb-doc"{lang}>{line(meta.number or file_name(entry.source))}</span></td>'
        f'<td class="pb-issuer"{lang}><span>{line(meta.issuer or "—")}</span></td><td class="pb-region"{lang}>{line(region)}</td>'
        f'<td class="pb-kind"{lang}>{line(meta.kind or "—")}</td><td class="pb-date">{meta.issued or meta.year or "—"}</td>'
        f'<td class="pb-status">{badge(entry.status(query.day))}</td></tr>'
    )


def _pager(found: Listing) -> str:
    page, last = found.query.page, found.pages - 1
    first = page * PART
    said = texts.DOC_RANGE.format(first=first + 1, last=first + len(found.entries), total=found.total)
    steps = "".join(
        f'<button data-page="{to}"{"" if 0 <= to <= last else " disabled"}>{name}</button>'
        for name, to in ((texts.DOC_PREVIOUS, page - 1), (texts.DOC_NEXT, page + 1))
    )
    return f'<nav class="pb-pager" aria-label="{texts.DOC_PAGES}"><span>{said}</span>{steps if last else ""}</nav>'
