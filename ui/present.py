"""Records to plain data, as `--json` prints them, and to the lines of the command line."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.records import Answer, Citation
from corpus.records import Document, Metadata, path_of, section_at
from index.adding import Result
from index.catalogue import Entry, StoredPassage
from index.checking import Report

LABELS = {
    "id": "编号",
    "title": "标题",
    "number": "文号",
    "issuer": "发文机关",
    "region": "地区",
    "kind": "文种",
    "signed": "成文日期",
    "published": "发布日期",
    "effective": "施行日期",
    "expires": "有效期至",
    "year": "年份",
    "source": "来源",
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
    meta = citation.source.metadata
    return {
        "marker": citation.marker,
        "document": {
            "id": citation.source.id,
            "title": meta.title,
            "issuer": meta.issuer,
            "number": meta.number,
            "published": meta.published.isoformat() if meta.published else None,
            "source": citation.source.path,
        },
        "heading": list(citation.heading),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page,
    }


def entry_data(entry: Entry) -> dict[str, Any]:
    """A document of the library without its text."""
    return {
        "id": entry.id,
        "source": entry.source,
        **metadata_data(entry.metadata),
        "passages": entry.passages,
        "bytes": entry.size,
    }


def entry_line(entry: Entry) -> str:
    """A document of the library on one line, its id first."""
    meta = entry.metadata
    facts = (meta.number, meta.issuer, str(meta.published or meta.signed or meta.year or ""))
    return f"{entry.id}  {meta.title}  {'　'.join(fact for fact in facts if fact)}（{entry.passages} 段）"


def entry_facts(entry: Entry) -> list[tuple[str, str]]:
    """What is known of a document, as Chinese labels with values."""
    data = entry_data(entry)
    facts = ((label, data[name]) for name, label in LABELS.items())
    return [(label, "".join(value) if isinstance(value, list) else str(value)) for label, value in facts if value]


def citation_line(citation: Citation) -> str:
    """Where a quote stands: marker, title and number, and the headings above it."""
    meta = citation.source.metadata
    return f"[{citation.marker}] " + " > ".join((f"《{meta.title}》{meta.number or ''}", *citation.heading))


def result_data(result: Result) -> dict[str, Any]:
    """What became of one file."""
    return {
        "source": result.source,
        "outcome": result.outcome,
        "detail": result.detail,
        "passages": result.passages,
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
    }


def document_data(entry: Entry, document: Document, passages: Sequence[StoredPassage]) -> dict[str, Any]:
    """A document with its sections and its passages, all offsets in characters of its text."""
    return {
        **entry_data(entry),
        "characters": len(document.text),
        "body": document.body,
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
        "passages": [
            {
                "start": stored.passage.start,
                "end": stored.passage.end,
                "heading": list(stored.passage.path),
                "text": stored.passage.text,
            }
            for stored in passages
        ],
    }


def _rounded(timings: Mapping[str, float]) -> dict[str, float]:
    return {stage: round(value, 2) for stage, value in timings.items()}
