"""The HTTP API: one router over a bot. What it gives are the data of the command line's `--json`, file names in place of
paths.

Handlers that look at the library are plain functions: the server runs each in a thread of its own.
"""

from datetime import date
from threading import Event
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Query, Response

from bot.reading.citing import source
from index.relations import known
from index.search import Hit, search
from index.targets import find_targets
from ui import evaluation_api, feedback_api, models, originals, texts, uploads
from ui.bots import Bot
from ui.documents_api import add_routes
from ui.listing import chosen, entries
from ui.match_api import add_route
from ui.metrics import TYPE, Metrics
from ui.opening import DocumentId, find
from ui.present import answer_data, cited_data, document_data, entry_data, file_name, without_paths
from ui.streaming import EVENTS, EventStream, answer_events, event, steps, told
from ui.targets import target_data, to_csv, to_xlsx

FILES = {
    models.Format.CSV: (to_csv, "text/csv; charset=utf-8"),
    models.Format.XLSX: (to_xlsx, models.XLSX),
}
"""How a table is written, and what it is called then."""

FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": models.Failure, "description": words}
    for status, words in (
        (400, "请求体不是 JSON"),
        (413, "请求太大"),
        (422, "请求的内容不对"),
        (503, "资料库暂时不可用"),
    )
}
_METRICS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}, "example": "policybot_library_documents 16.0\n"}}}
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
                "example": 'event: text\ndata: {"text": "3.1% [1]\\n\\n"}\n\nevent: answer\ndata: {"question": "…"}\n\n',
            }
        },
    }
}


def router(bot: Bot, metrics: Metrics) -> APIRouter:
    """The routes of the API."""
    api = APIRouter(responses=FAULTS)

    @api.post("/api/ask", tags=["问答"], summary="回答一个问题", response_model=models.Answered, responses=_STREAM)
    def ask(asked: models.Ask, accept: Annotated[str, Header(include_in_schema=False)] = "") -> Any:
        """回答带有编号 [1]，每个编号都有引文和它在原文中的位置。文件支持不了的问题，明确拒答。

        请求头为 `Accept: text/event-stream` 时边回答边发送：`text` 事件依次是回答的文字，连起来就是全文；语言模型写的句子
        与原文不符的，由 `sentence` 事件说明改成了什么（`replaced`）或已删去（`dropped`）；最后的 `answer` 事件是完整的回答。
        中途出错时，最后的事件是 `error`。客户端断开后，语言模型随即停止。
        """
        question = asked.question
        options: dict[str, Any] = {"history": asked.history, "filters": asked.filters.filters()}
        if EVENTS in accept:
            grown = steps(bot.stream(question, stop=(stop := Event()), **options))
            return EventStream(told(answer_events(grown), lambda words: event({"error": words}, "error")), stop)
        return without_paths(answer_data(bot.ask(question, **options)))

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
    def documents(query: Annotated[models.Listed, Query()]) -> Any:
        """资料库中的文件，可以查找、筛选和排序；时效按 `as_of` 那天推算，默认今天。"""
        asked = query.query()
        found = chosen(entries(bot.library.catalogue), asked)
        part = found[query.offset : query.offset + query.limit]
        return {
            "total": len(found),
            "documents": [without_paths(entry_data(entry, asked.day)) for entry in part],
        }

    @api.get(
        "/api/documents/{id}", tags=["文件"], summary="一份文件", response_model=models.Whole, responses=_NO_DOCUMENT
    )
    def document(id: DocumentId) -> Any:  # noqa: A002 - the word of the API
        """一份文件的元数据、章节、表格、引用的文件、段落和正文；所有位置都对应这里的 `text`。"""
        catalogue = bot.library.catalogue
        found = find(bot, id)
        if found is None:
            raise HTTPException(404, texts.NO_SUCH_DOCUMENT.format(id))
        entry, read = found
        data = document_data(entry, date.today(), read, catalogue.passages_of(entry.key), known(catalogue, entry, read))
        return {**without_paths(data), "copies": [file_name(path) for path in data["copies"]], "text": read.text}

    @api.get("/healthz", tags=["运行"], summary="服务是否在运行", response_model=models.State)
    async def healthz() -> Any:  # not in a thread, for which it would wait behind all readers
        """进程在运行就是 ok，不看资料库。"""
        return {"status": "ok"}

    @api.get("/readyz", tags=["运行"], summary="能否回答问题", response_model=models.State)
    def readyz() -> Any:
        """资料库能读时是 ok，并给出文件数；不能读时状态码为 503。"""
        return {"status": "ok", "documents": bot.library.catalogue.counts()[0]}

    @api.get("/metrics", tags=["运行"], summary="Prometheus 的指标", response_class=Response, responses=_METRICS)
    def all_metrics() -> Response:
        """请求数和用时（按路由）、回答数（按类别、是否拒答）、语言模型的调用，资料库的大小。不含任何问题、名称和地址。"""
        return Response(metrics.text(bot.library), media_type=TYPE)

    add_route(api, bot)
    add_routes(api, bot)
    feedback_api.add_route(api, bot)
    evaluation_api.add_route(api, bot)
    uploads.add_route(api, bot)
    originals.add_route(api, bot)
    return api


def _hit_data(hit: Hit) -> dict[str, Any]:
    stored, entry = hit.stored, hit.entry
    passage = stored.passage
    return {
        "rank": hit.rank,
        "score": hit.score,
        "document": {**cited_data(source(entry, date.today())), "source": file_name(entry.source)},
        "heading": list(passage.path),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "page": passage.page,
    }
