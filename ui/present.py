"""Records to plain data, as `--json` prints them, and to the lines of the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from bot.records import Answer, Citation, Source
from corpus.records import Document, Extension, Metadata, Reference, path_of, section_at
from corpus.validity import Status
from index.catalogue import Entry, StoredPassage
from index.checking import Report
from index.correcting import LABELS as FIELDS
from index.correcting import shown
from index.corrections import Correction
from index.outcomes import Result
from index.relations import WORDS, Known, Linked
from ui import texts
from ui.unmarked import unmarked

LABELS = {
    "id": "编号",
    "status": "时效",
    "title": "标题",
    "number": "文号",
    "issuer": "发文机关",
    "region": "地区",
    "kind": "文种",
    "signed": "成文日期",
    "published": "发布日期",
    "effective": "施行日期",
    "expires": "有效期至",
    "audience": "适用对象",
    "annexes": "附件",
    "year": "年份",
    "source": "来源",
    "member": "其中",
    "passages": "段落数",
}


def answer_data(answer: Answer) -> dict[str, Any]:
    """An answer: question, answer, refused, reason, kind, citations with offsets, timings in milliseconds."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "refused": answer.refused,
        "reason": answer.reason,
        "kind": answer.kind,
        "citations": [citation_data(citation) for citation in answer.citations],
        "timings_ms": _rounded(answer.timings_ms),
    }


def citation_data(citation: Citation) -> dict[str, Any]:
    """A citation: its marker, its document, the headings above it, and the quote at [start, end) of the text."""
    return {
        "marker": citation.marker,
        "document": cited_data(citation.source),
        "heading": list(citation.heading),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page,
    }


def cited_data(source: Source) -> dict[str, Any]:
    """The document behind a citation."""
    meta = source.metadata
    return {
        "id": source.id,
        "title": meta.title,
        "issuer": meta.issuer,
        "number": meta.number,
        "published": meta.published.isoformat() if meta.published else None,
        "status": source.status.name.lower(),
        "source": source.path,
        "member": source.member,
    }


def entry_data(entry: Entry, day: date) -> dict[str, Any]:
    """A document of the library without its text; its status is that of `day`."""
    return {
        "id": entry.id,
        "source": entry.source,
        "member": entry.member,
        "status": entry.status(day).name.lower(),
        "repealed": entry.repealed.isoformat() if entry.repealed else None,
        "extended": entry.extended.isoformat() if entry.extended else None,
        **metadata_data(entry.metadata),
        "passages": entry.passages,
    }


def entry_line(entry: Entry, day: date) -> str:
    """A document of the library on one line, its id first; what is not in force on `day` is marked."""
    meta, state = entry.metadata, entry.status(day)
    facts = (meta.number, meta.issuer, str(meta.published or meta.signed or meta.year or ""))
    mark = "" if state in (Status.IN_FORCE, Status.UNSTATED) else f"【{state}】"
    return f"{entry.id}  {mark}{meta.title}  {'　'.join(fact for fact in facts if fact)}（{entry.passages} 段）"


def entry_facts(entry: Entry, day: date) -> list[tuple[str, str]]:
    """What is known of a document on `day`, as Chinese labels with values."""
    data = entry_data(entry, day) | {"status": status_line(entry, day), "annexes": "；".join(entry.metadata.annexes)}
    facts = ((label, data[name]) for name, label in LABELS.items())
    return [(label, "".join(value) if isinstance(value, list) else str(value)) for label, value in facts if value]


def status_line(entry: Entry, day: date) -> str:
    """Status on `day` in words."""
    state, since = entry.status(day), entry.repealed
    if state is Status.REPEALED:
        if since and since != date.min:
            return texts.STATUS_SINCE.format(state=texts.named(state), day=since)
    elif entry.extended:
        return texts.STATUS_EXTENDED.format(state=texts.named(state), day=entry.extended)
    return texts.named(state)


def link_line(link: Linked) -> str:
    """What another document of the library is to this one."""
    return f"{WORDS[link.kind, link.newer]}《{link.entry.metadata.title}》{link.entry.metadata.number or ''}（{link.entry.id}）"


def correction_line(made: Correction) -> str:
    """What somebody corrected of a document: 施行日期：2024-05-01（原读作 无；编辑甲 2026-11-27）."""
    who = " ".join(filter(None, (made.who, made.at.astimezone().date().isoformat())))
    again = f"；现读作 {shown(made.read) or '无'}，请复核" if made.needs_review else ""
    return f"{FIELDS[made.field]}：{shown(made.value) or '无'}（原读作 {shown(made.before) or '无'}；{who}{again}）"


def correction_data(made: Correction) -> dict[str, Any]:
    """A correction: the field, its value as people write it, what was read when it was corrected and what is read now."""
    return {
        "field": made.field,
        "value": shown(made.value),
        "before": shown(made.before),
        "read": shown(made.read),
        "needs_review": made.needs_review,
        "who": made.who,
        "at": made.at.isoformat(),
    }


def reference_line(reference: Reference, target: Entry | None) -> str:
    """A mention of another document, and which of the library it is."""
    named = "".join(
        (f"《{reference.title}》" if reference.title else "", reference.number or "", reference.article or "")
    )
    return f"{texts.RELATIONS[reference.relation]}{_longer(reference.extension)}：{named}" + (
        f"（{target.id}）" if target else ""
    )


def _longer(extension: Extension | None) -> str:
    if extension is None:
        return ""
    return f"至 {extension.until}" if extension.until else f" {extension.months} 个月"


def extension_data(extension: Extension | None) -> dict[str, Any]:
    """How much longer a document is in force by the word of another: `until`, or `months` more."""
    if extension is None:
        return {}
    return {"until": extension.until.isoformat() if extension.until else None, "months": extension.months}


def known_lines(known: Known) -> list[str]:
    """What a library knows of a document beside its text: corrections, copies, versions, and the documents that it names, once each."""
    lines = [f"已更正  {correction_line(made)}" for made in known.corrections]
    lines += [link_line(link) for link in known.links]
    lines += [f"相同内容的文件：{source}" for source in known.copies]
    lines += [
        f"有效期由此延长：《{entry.metadata.title}》{entry.metadata.number or ''}（{entry.id}）"
        for entry, _ in known.extending
    ]
    linked = {link.entry.key for link in known.links}
    named = [pair for pair in known.references if not pair[0].target and not (pair[1] and pair[1].key in linked)]
    lines += [reference_line(replace(reference, article=None), target) for reference, target in named]
    return list(dict.fromkeys(lines))


def result_tail(result: Result) -> str:
    """What is said behind a file's name when it was added: how much it gave, and what there is to note."""
    documents = f"{result.documents} 份文件，" if result.documents > 1 else ""
    gave = f"{documents}{result.passages} 段" if result.passages else ""
    said = "；".join(part for part in (gave, result.detail) if part)
    return f"（{said}）" if said else ""


def citation_line(citation: Citation) -> str:
    """Where a quote stands: marker, title and number, page, and the headings above it."""
    meta = citation.source.metadata
    page = f" 第{citation.page}页" if citation.page is not None else ""
    return f"[{citation.marker}] " + " > ".join(
        (f"《{meta.title}》{meta.number or ''}{page}", *map(unmarked, citation.heading))
    )


def result_data(result: Result) -> dict[str, Any]:
    """What became of one file."""
    return {
        "source": result.source,
        "outcome": result.outcome,
        "detail": result.detail,
        "passages": result.passages,
        "documents": result.documents,
    }


def report_data(report: Report) -> dict[str, Any]:
    """What `check` found."""
    return {
        "healthy": report.healthy,
        "faults": list(report.faults),
        "repaired": list(report.repaired),
        "left": list(report.left),
    }


def metadata_data(meta: Metadata) -> dict[str, Any]:
    """Metadata, dates in ISO form, null where the document is silent."""
    return {
        "title": meta.title,
        "number": meta.number,
        "issuer": meta.issuer,
        "region": list(meta.region),
        "kind": meta.kind,
        "signed": meta.signed.isoformat() if meta.signed else None,
        "published": meta.published.isoformat() if meta.published else None,
        "effective": meta.effective.isoformat() if meta.effective else None,
        "expires": meta.expires.isoformat() if meta.expires else None,
        "year": meta.year,
        "audience": meta.audience,
        "draft": meta.draft,
        "annexes": list(meta.annexes),
        "spans": {name: list(span) for name, span in meta.spans.items()},
    }


def document_data(
    entry: Entry, day: date, document: Document, passages: Sequence[StoredPassage], known: Known
) -> dict[str, Any]:
    """A document with its sections, parts, tables, references and passages, all offsets in characters of its text, and
    with what the library knows of it beside others."""
    return {
        **entry_data(entry, day),
        "characters": len(document.text),
        "body": document.body,
        "pages": len(document.pages) or None,
        "parts": [
            {"kind": part.kind, "title": part.title, "start": part.start, "end": part.end} for part in document.parts
        ],
        "sections": [
            {
                "heading": section.heading,
                "kind": section.kind,
                "depth": section.depth,
                "start": section.start,
                "end": section.end,
                "path": list(path_of(document.sections, section_at(document.sections, section.start))),
            }
            for section in document.sections
        ],
        "tables": [
            {"start": table.start, "end": table.end, "rows": len({cell.row for cell in table.cells})}
            for table in document.tables
        ],
        "references": [
            {
                "relation": reference.relation,
                "title": reference.title,
                "number": reference.number,
                "article": reference.article,
                "start": reference.start,
                "end": reference.end,
                "target": list(reference.target) if reference.target else None,
                "document": target.id if target else None,
                **extension_data(reference.extension),
            }
            for reference, target in known.references
        ],
        "links": [{"kind": link.kind, "newer": link.newer, "document": link.entry.id} for link in known.links],
        "copies": list(known.copies),
        "extending": [entry.id for entry, _ in known.extending],
        "corrections": [correction_data(made) for made in known.corrections],
        "passages": [
            {
                "start": stored.passage.start,
                "end": stored.passage.end,
                "page": stored.passage.page,
                "heading": list(stored.passage.path),
                "text": stored.passage.text,
                "cells": [
                    {"start": cell.start, "end": cell.end, "headers": list(cell.headers)}
                    for cell in stored.passage.cells
                ],
            }
            for stored in passages
        ],
    }


def without_paths(data: Any) -> Any:
    """Data with the names of files in place of their paths: where a server keeps them is no reader's business."""
    if isinstance(data, dict):
        return {
            key: file_name(value) if key == "source" and isinstance(value, str) else without_paths(value)
            for key, value in data.items()
        }
    return [without_paths(each) for each in data] if isinstance(data, list) else data


def file_name(path: str) -> str:
    """The last part of a path."""
    return PurePath(path).name


def _rounded(timings: Mapping[str, float]) -> dict[str, float]:
    return {stage: round(value, 2) for stage, value in timings.items()}
