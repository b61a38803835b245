"""The endpoints that change the library: files are sent, read again, corrected and removed, each by an editor."""

from collections.abc import Callable
from enum import Enum
from functools import cache
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request, UploadFile
from fastapi import Path as InPath

from index.catalogue import Entry
from index.correcting import correct, undo
from index.corrections import corrections
from index.errors import CorrectionError
from index.library import Library
from ui import models, texts
from ui.access import Role, require
from ui.bots import Bot
from ui.document_models import Batch, Correcting, Corrections, Reread, Titled
from ui.editing import Unreadable, reread, take_out
from ui.intake import MOST_BYTES, MOST_FILES, Incoming, Intake, IntakeBusy
from ui.intake import Batch as Under
from ui.opening import DocumentId
from ui.present import correction_data

BatchId = Annotated[str, InPath(pattern="^[0-9a-f]{16}$", examples=["0123456789abcdef"], description="这一批的编号")]
TAGS: list[str | Enum] = ["资料库"]


def _said(*statuses: int) -> dict[int | str, dict[str, Any]]:
    words = {403: "没有权限", 404: "没有这份文件", 409: "现在不能做"}
    return {status: {"model": models.Failure, "description": words[status]} for status in statuses}


def add_routes(api: APIRouter, bot: Bot) -> None:
    """Add the routes below `/api/documents` that change something."""
    first, lock = cache(lambda: Intake(bot.library)), Lock()

    def intake() -> Intake:
        """The one of this server, made when it is first asked for: a page may have no library until then."""
        with lock:
            return first()

    _add_sending(api, intake)
    _add_changes(api, bot)


def _add_sending(api: APIRouter, intake: Callable[[], Intake]) -> None:
    @api.post(
        "/api/documents", tags=TAGS, summary="上传文件", status_code=202, response_model=Batch, responses=_said(403, 409),
        max_body_size=MOST_BYTES,
    )  # fmt: skip
    def upload(request: Request, files: list[UploadFile]) -> Any:
        """把一个或多个文件收进资料库，在后台逐个读取；同一时间只处理一批。进度和每个文件的结果见 `/api/documents/uploads/{batch}`。"""
        caller = require(request, Role.EDITOR)
        if len(files) > MOST_FILES:
            raise HTTPException(422, texts.INTAKE_MANY.format(len(files), MOST_FILES))
        incoming = [Incoming(file.filename or "", file.file) for file in files]
        try:
            return _batch_data(intake().start(incoming, caller.name))
        except IntakeBusy as exc:
            raise HTTPException(409, str(exc)) from exc

    @api.get(
        "/api/documents/uploads/{batch}", tags=TAGS, summary="上传的进度", response_model=Batch, responses=_said(404)
    )
    def uploaded(batch: BatchId) -> Any:
        """一批文件处理到哪里，每个文件的结果。"""
        found = intake().batch(batch)
        if found is None:
            raise HTTPException(404, texts.INTAKE_FORGOTTEN)
        return _batch_data(found)


def _add_changes(api: APIRouter, bot: Bot) -> None:
    @api.patch(
        "/api/documents/{id}", tags=TAGS, summary="更正字段", response_model=Corrections, responses=_said(403, 404)
    )
    def correct_field(request: Request, id: DocumentId, asked: Correcting) -> Any:  # noqa: A002 - the word of the API
        """更正一份文件的一个字段。更正在重新读取后仍然有效，检索、时效和名称都以它为准；`value` 为 null 时撤销。"""
        caller, _ = require(request, Role.EDITOR), _entry(bot.library, id)
        try:
            if asked.value is None:
                undo(bot.library, id, asked.field, by=caller.name)
            else:
                correct(bot.library, id, asked.field, asked.value, by=caller.name)
        except CorrectionError as exc:
            raise HTTPException(422, str(exc)) from exc
        entry = _entry(bot.library, id)
        made = corrections(bot.library.catalogue, entry.source, entry.member)
        return {**_titled(entry), "corrections": [correction_data(each) for each in made]}

    @api.post(
        "/api/documents/{id}/reread",
        tags=TAGS,
        summary="重新读取",
        response_model=Reread,
        responses=_said(403, 404, 409),
    )
    def read_again(request: Request, id: DocumentId) -> Any:  # noqa: A002
        """再读一次原文件，更正过的字段仍然有效。"""
        caller = require(request, Role.EDITOR)
        try:
            entry, result = reread(bot.library, _entry(bot.library, id), caller.name)
        except Unreadable as exc:
            raise HTTPException(409, str(exc)) from exc
        return {**_titled(entry), "outcome": result.outcome, "detail": result.detail}

    @api.delete("/api/documents/{id}", tags=TAGS, summary="移除文件", response_model=Titled, responses=_said(403, 404))
    def remove(request: Request, id: DocumentId) -> Any:  # noqa: A002
        """把一份文件移出资料库。上传的文件随之删除；从别处添加的，不动原文件。"""
        caller = require(request, Role.EDITOR)
        entry = _entry(bot.library, id)
        take_out(bot.library, entry, caller.name)
        return _titled(entry)


def _entry(library: Library, id: str) -> Entry:  # noqa: A002
    found = library.catalogue.by_id(id)
    if found is None:
        raise HTTPException(404, texts.NO_SUCH_DOCUMENT.format(id))
    return found


def _titled(entry: Entry) -> dict[str, str]:
    return {"id": entry.id, "title": entry.metadata.title}


def _batch_data(batch: Under) -> dict[str, Any]:
    finished = batch.finished.is_set()  # before the files are looked at, so that what is finished is complete
    return {
        "id": batch.id,
        "finished": finished,
        "done": batch.done,
        "files": [
            {
                "name": sent.name,
                "outcome": sent.outcome,
                "detail": sent.detail,
                "documents": [_titled(entry) for entry in sent.documents],
            }
            for sent in batch.files
        ],
    }
