"""All that is known of one document, as HTML: metadata with where each was read, corrections, relations, what was extracted. Pure;
everything that comes from a document or a user is escaped. Its handlers are `document.js`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from corpus.records import Document, Metadata
from corpus.titles import KINDS
from index.benefits import Offer
from index.catalogue import Entry
from index.correcting import LABELS, LONGEST, shown
from index.corrections import DAYS, Correction, Field
from index.relations import WORDS, Known
from index.targets import Target
from ui import texts
from ui.offers import amount_line
from ui.present import file_name, reference_line, status_line
from ui.render_documents import badge, line
from ui.render_source import corrected
from ui.targets import kind_word, metric_name, place_of

MOST = 100
"""Rows of a part: a statute has 200 headings, a report 400 figures; the tabs of figures and benefits have them all."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A document with what a library knows of it."""

    entry: Entry
    document: Document
    known: Known
    targets: Sequence[Target]
    offers: Sequence[Offer]


def detail(found: Detail, day: date, *, editable: bool) -> str:
    """The whole page of a document; what changes it only where `editable`."""
    entry = found.entry
    file = file_name(entry.source) + (f" › {entry.member}" if entry.member else "")
    size = texts.DOC_PASSAGES.format(passages=entry.passages, characters=len(found.document.text))
    about = "".join(f"<span>{line(fact)}</span>" for fact in (file, size, entry.id))
    return (
        f'<article class="pb-detail" data-id="{entry.id}">{_back()}'
        f"<h2{texts.foreign()}>{line(entry.metadata.title)}</h2>"
        f'<p class="pb-about">{badge(entry.status(day))}{about}</p>'
        f"{_actions(found, editable)}{_metadata(found, day, editable)}{_relations(found)}"
        f"{_outline(found)}{_targets(found)}{_offers(found)}</article>"
    )


def gone(id: str) -> str:  # noqa: A002 - the word of the API
    """What stands in place of a document that was removed meanwhile."""
    return (
        f'<article class="pb-detail" data-id="{escape(id)}">{_back()}<p class="pb-about">{texts.DOC_GONE}</p></article>'
    )


def _back() -> str:
    return f'<p class="pb-way"><a href="#documents" data-back>{texts.DOC_BACK}</a></p>'


def _actions(found: Detail, editable: bool) -> str:
    open_it = f'<a class="pb-act pb-open" href="{_place(found, *found.document.opening)}">{texts.DOC_OPEN}</a>'
    if not editable:
        return f'<div class="pb-acts">{open_it}</div>'
    return (
        f'<div class="pb-acts">{open_it}'
        f'<button class="pb-act" data-reread data-busy="{texts.DOC_REREADING}" data-done="{texts.DOC_REREAD_DONE}">{texts.DOC_REREAD}</button>'
        f'<details class="pb-remove"><summary class="pb-act">{texts.DOC_REMOVE}</summary>'
        f'<div><p>{texts.DOC_REMOVE_SURE}</p><button class="pb-act pb-danger" data-remove>{texts.DOC_REMOVE_NOW}</button></div></details>'
        '<p class="pb-said" role="status"></p></div>'
    )


def _metadata(found: Detail, day: date, editable: bool) -> str:
    made = {each.field: each for each in found.known.corrections}
    rows = "".join(_row(found, field, made.get(field), editable) for field in Field)
    meta = found.entry.metadata
    more = ((texts.DOC_STATUS, status_line(found.entry, day)), (texts.DOC_YEAR, str(meta.year or "")))
    rows += "".join(f"<div><dt>{name}</dt><dd>{line(value)}</dd></div>" for name, value in more if value)
    if meta.annexes:
        links = (_open(found, meta, f"annex{at}", name) for at, name in enumerate(meta.annexes, 1))
        rows += f"<div><dt>{texts.DOC_ANNEXES}</dt><dd>{'<br>'.join(links)}</dd></div>"
    kinds = "".join(f'<option value="{kind}">' for kind in KINDS) if editable else ""
    return (
        f'<section><h3>{texts.DOC_META}<small>{texts.DOC_META_HINT}</small></h3><dl class="pb-fields">{rows}</dl>'
        f'<datalist id="doc-kinds">{kinds}</datalist></section>'
    )


def _row(found: Detail, field: Field, made: Correction | None, editable: bool) -> str:
    meta = found.entry.metadata
    value = shown(getattr(meta, field))
    told = texts.named(value) if field is Field.DRAFT else value
    written = _open(found, meta, field, told) if value else f'<span class="pb-unstated">{texts.DOC_NONE}</span>'
    return (
        f'<div data-field="{field}"><dt>{texts.named(LABELS[field])}</dt><dd>{written}{_made(made) if made else ""}'
        f"{_form(field, value, made) if editable else ''}</dd></div>"
    )


def _made(made: Correction) -> str:
    said = corrected(made)
    if made.needs_review:
        said += f'<small class="pb-review">{escape(texts.DOC_REVIEW.format(read=shown(made.read) or texts.DOC_NONE))}</small>'
    return said


def _form(field: Field, value: str, made: Correction | None) -> str:
    undo = f'<button type="button" class="pb-act" data-undo>{texts.DOC_UNDO}</button>' if made else ""
    return (
        f'<details class="pb-correct"><summary>{texts.DOC_CORRECT}</summary><form data-field="{field}">{_input(field, value)}'
        f'<button class="pb-act pb-main">{texts.DOC_SAVE}</button>{undo}<p class="pb-bad" role="alert"></p></form></details>'
    )


def _input(field: Field, value: str) -> str:
    label = f'name="value" aria-label="{texts.DOC_VALUE_OF.format(texts.named(LABELS[field]))}"'
    if field is Field.DRAFT:
        options = "".join(
            f'<option value="{each}"{" selected" if each == value else ""}>{texts.named(each)}</option>'
            for each in ("是", "否")
        )
        return f"<select {label}>{options}</select>"
    if field in (Field.TITLE, Field.ISSUER, Field.AUDIENCE):
        return f'<textarea {label} rows="2" maxlength="{LONGEST[field]}">{escape(value)}</textarea>'
    hint = texts.DOC_HINTS.get("signed" if field in DAYS else field, "")
    kinds = ' list="doc-kinds"' if field is Field.KIND else ""
    return f'<input {label}{kinds} value="{escape(value)}" placeholder="{hint}" maxlength="200" autocomplete="off">'


def _relations(found: Detail) -> str:
    known = found.known
    lines = [f"{texts.named(WORDS[link.kind, link.newer])}{_other(link.entry)}" for link in known.links]
    lines += [f"{texts.DOC_COPIES}{line(file_name(source))}" for source in known.copies]
    lines += [f"{texts.DOC_EXTENDED}{_other(entry)}" for entry, _ in known.extending]
    for reference, target in known.references:
        if reference.target is None:
            said = _link(_place(found, reference.start, reference.end), reference_line(reference, None))
            lines.append(f"{said}{f'　{_other(target)}' if target else ''}")
    return _section(texts.DOC_RELATIONS, lines, unfolded=True)


def _outline(found: Detail) -> str:
    headings = [section for section in found.document.sections if section.is_heading]
    return _section(
        texts.DOC_OUTLINE,
        [
            f'<span style="padding-left:{min(each.depth, 6)}em">{_link(_place(found, each.start, max(each.body, each.start + 1)), each.heading)}</span>'
            for each in headings
        ],
    )


def _targets(found: Detail) -> str:
    rows = []
    for target in found.targets:
        held = target.indicator
        facts = " ".join(
            filter(
                None,
                (
                    place_of(target),
                    str(held.year or ""),
                    texts.named(kind_word(target)),
                    texts.LIST.join(held.qualifiers),
                ),
            )
        )
        rows.append(
            f"{_link(_place(found, *held.sentence), metric_name(target))}<b>{line(target.figure)}</b><small>{line(facts)}</small>"
        )
    return _section(texts.DOC_TARGETS, rows)


def _offers(found: Detail) -> str:
    rows = []
    for offer in found.offers:
        benefit = offer.benefit
        reviewed = f'<span class="pb-tag">{texts.DOC_REVIEWED}</span>' if benefit.curated else ""
        amounts = texts.SEMICOLON.join(amount_line(amount) for amount in benefit.amounts)
        rows.append(
            f"{_link(_place(found, benefit.start, benefit.end), benefit.title)}{reviewed}<small>{line(amounts)}</small>"
        )
    return _section(texts.DOC_BENEFITS, rows)


def _section(name: str, rows: Iterable[str], *, unfolded: bool = False) -> str:
    """A part that unfolds; "" without rows."""
    listed = list(dict.fromkeys(rows))
    if not listed:
        return ""
    left = f'<p class="pb-left">{texts.DOC_LEFT.format(MOST)}</p>' if len(listed) > MOST else ""
    items = "".join(f"<li>{row}</li>" for row in listed[:MOST])
    head = texts.DOC_COUNTED.format(name=name, count=len(listed))
    return f'<details class="pb-part"{" open" if unfolded else ""}><summary>{head}</summary><ul>{items}</ul>{left}</details>'


def _open(found: Detail, meta: Metadata, name: str, value: str) -> str:
    """A value, as a link to where it was read if it was."""
    span = meta.spans.get(name)
    return _link(_place(found, *span), value) if span else line(value)


def _link(place: str, words: str) -> str:
    return f'<a class="pb-open" href="{place}"{texts.foreign()}>{line(words)}</a>'


def _place(found: Detail, start: int, end: int) -> str:
    return f"#doc-{found.entry.id}-{start}-{end}"


def _other(entry: Entry) -> str:
    return f'<a class="pb-other" href="#document-{entry.id}"{texts.foreign()}>《{line(entry.metadata.title)}》{line(entry.metadata.number or "")}</a>'
