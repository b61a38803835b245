"""The HTTP API: one router over a bot. What it gives are the data of the command line's `--json`, file names in place of
paths.

Handlers are plain functions: the server runs each in a thread of its own.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Query, Response
from fastapi import Path as InPath
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from bot.records import Source
from index.relations import known
from index.search import Hit, search
from index.targets import find_targets
from ui import match_api, models, originals, texts
from ui.bots import Bot
from ui.present import answer_data, cited_data, document_data, entry_data, file_name, without_paths
from ui.targets import target_data, to_csv, to_xlsx

FILES = {
    models.Format.CSV: (to_csv, "text/csv; charset=utf-8"),
    models.Format.XLSX: (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""How a table is written, and what it is called then."""

EVENTS = "text/event-stream"
UNBUFFERED = {"cache-control": "no-cache", "x-accel-buffering": "no"}
"""For proxies, which would hold events back."""

FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": models.Failure, "description": words}
    for status, words in (
        (400, "请求体不是 JSON"),
        (413, "请求太大"),
        (422, "请求的内容不对"),
        (503, "资料库暂时不可用"),
    )
}
_NO_DOCUMENT: dict[int | str, dict[str, Any]] = {404: {"model": models.Failure, "description": "没有这份文件"}}
_TABLE: dict[int | str, dict[str, Any]] = {
    200: {
        "model": models.Rows,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for _, kind in FILES.values()},
    }
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "model": models.Answered,
        "content": {
            EVENTS: {
                "schema": {"type": "string"},
                "example": 'event: text\ndata: {"text": "3.1% [1]"}\n\nevent: answer\ndata: {"question": "…"}\n\n',
            }
        },
    }
}


def router(bot: Bot) -> APIRouter:
    """The routes of the API."""
    api = APIRouter(responses=FAULTS)

    @api.post("/api/ask", tags=["问答"], summary="回答一个问题", response_model=models.Answered, responses=_STREAM)
    def ask(asked: models.Ask, accept: Annotated[str, Header(include_in_schema=False)] = "") -> Any:
        """回答带有编号 [1]，每个编号都有引文和它在原文中的位置。文件支持不了的问题，明确拒答。

        请求头为 `Accept: text/event-stream` 时逐段发送：每段一个 `text` 事件，最后的 `answer` 事件是完整的回答。
        """
        answer = bot.ask(asked.question, history=tuple(asked.history), filters=asked.filters.filters())
        data = without_paths(answer_data(answer))
        if EVENTS in accept:
            return StreamingResponse(_events(data), media_type=EVENTS, headers=UNBUFFERED)
        return data

    @api.get("/api/search", tags=["问答"], summary="检索段落", response_model=models.Passages)
    def search_passages(query: Annotated[models.SearchQuery, Query()]) -> Any:
        """与问题最相关的段落，最相关的在前。"""
        found = search(bot.library, query.q, limit=query.limit, filters=query.filters() or None)
        passages = [_hit_data(hit) for hit in found.hits]
        return {"question": query.q, "passages": passages, "timings_ms": found.timings_ms}

    @api.get("/api/targets", tags=["指标"], summary="查询指标", response_model=models.Rows, responses=_TABLE)
    def targets(query: Annotated[models.TargetQuery, Query()]) -> Any:
        """报告里的指标：目标、完成、增长、占比、排名，每个都有原文和位置。`format` 为 csv 或 xlsx 时是可下载的文件。"""
        found = find_targets(bot.library.catalogue, query.filters())
        if query.format in FILES:
            write, kind = FILES[query.format]
            name = f'attachment; filename="targets.{query.format}"'
            return Response(write(found), media_type=kind, headers={"content-disposition": name})
        rows = [target_data(target) for target in found[: query.limit]]
        return {"total": len(found), "targets": [without_paths(row) for row in rows]}

    @api.get("/api/documents", tags=["文件"], summary="列出文件", response_model=models.Documents)
    def documents(query: Annotated[models.Paging, Query()]) -> Any:
        """资料库中的文件，按标题排列；时效按今天推算。"""
        entries, today = bot.library.catalogue.entries(), date.today()
        part = entries[query.offset : query.offset + query.limit]
        return {
            "total": len(entries),
            "documents": [without_paths(entry_data(entry, today)) for entry in part],
        }

    @api.get(
        "/api/documents/{id}", tags=["文件"], summary="一份文件", response_model=models.Whole, responses=_NO_DOCUMENT
    )
    def document(
        id: Annotated[str, InPath(pattern=originals.ID, examples=["0123456789abcdef"], description="文件的编号")],  # noqa: A002
    ) -> Any:
        """一份文件的元数据、章节、表格、引用的文件、段落和正文；所有位置都对应这里的 `text`。"""
        catalogue = bot.library.catalogue
        entry = next((entry for entry in catalogue.find(id) if entry.id == id), None)
        read = catalogue.document(entry.key) if entry else None
        if entry is None or read is None:
            raise HTTPException(404, texts.NO_SUCH_DOCUMENT.format(id))
        data = document_data(entry, date.today(), read, catalogue.passages_of(entry.key), known(catalogue, entry, read))
        return {**without_paths(data), "copies": [file_name(path) for path in data["copies"]], "text": read.text}

    @api.get("/healthz", tags=["运行"], summary="服务是否在运行", response_model=models.State)
    def healthz() -> Any:
        """进程在运行就是 ok，不看资料库。"""
        return {"status": "ok"}

    @api.get("/readyz", tags=["运行"], summary="能否回答问题", response_model=models.State)
    def readyz() -> Any:
        """资料库能读时是 ok，并给出文件数；不能读时状态码为 503。"""
        return {"status": "ok", "documents": bot.library.catalogue.counts()[0]}

    originals.add_route(api, bot)
    match_api.add_route(api, bot)
    return api


def _events(data: dict[str, Any]) -> Iterator[bytes]:
    """An answer as server-sent events: its paragraphs one by one, then all of it."""
    for paragraph in re.split(r"\n\s*\n", data["answer"]):
        yield _event("text", {"text": paragraph})
    yield _event("answer", data)


def _event(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))


def _hit_data(hit: Hit) -> dict[str, Any]:
    stored, entry = hit.stored, hit.entry
    passage = stored.passage
    source = Source(entry.key, entry.id, entry.source, entry.metadata, entry.member, entry.status(date.today()))
    return {
        "rank": hit.rank,
        "score": hit.score,
        "document": {**cited_data(source), "source": file_name(entry.source)},
        "heading": list(passage.path),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "page": passage.page,
    }
