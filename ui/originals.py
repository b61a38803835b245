"""The files that documents were read from, to download. A client names a document by its id; which file that is, the catalogue
says, and only bytes that are still those that were read are given out."""

import os
import stat
from collections.abc import Iterator
from hashlib import file_digest
from io import BufferedReader
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException
from fastapi.responses import StreamingResponse

from index.catalogue import Catalogue
from ui import models, texts
from ui.bots import Bot
from ui.opening import DocumentId

PIECE = 256 * 1024
"""Bytes that are read and sent at a time."""

_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "原件",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
    404: {"model": models.Failure, "description": "没有这份文件，或原件已不在原处、已经改动"},
}


def add_route(api: APIRouter, bot: Bot) -> None:
    """Add `/api/documents/{id}/file`."""

    @api.get(
        "/api/documents/{id}/file", tags=["文件"], summary="下载原件", response_class=StreamingResponse, responses=_FILE
    )
    def original(id: DocumentId) -> StreamingResponse:  # noqa: A002 - the word of the API
        """读入资料库时的原始文件；压缩包和汇编里的文件，给出整个压缩包或汇编。读入后改动过的不给，以免与引文对不上。"""
        catalogue = bot.library.catalogue
        entry = catalogue.by_id(id)
        if entry is None:
            raise HTTPException(404, texts.NO_SUCH_DOCUMENT.format(id))
        file = opened(catalogue, entry.source)
        if file is None:
            raise HTTPException(404, texts.NO_ORIGINAL.format(entry.metadata.title))
        headers = {
            "content-disposition": disposition(entry.source),
            "content-length": str(os.fstat(file.fileno()).st_size),
            "cache-control": "private, no-cache",
        }
        return StreamingResponse(_pieces(file), media_type="application/octet-stream", headers=headers)


def opened(catalogue: Catalogue, source: str) -> BufferedReader | None:
    """A file of the catalogue, open to be read; None where it is gone, is no plain file, or does not hold what was read."""
    known = catalogue.files().get(source)
    if known is None:
        return None
    try:
        file = os.fdopen(os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")
    except OSError:
        return None
    state = os.fstat(file.fileno())
    if not stat.S_ISREG(state.st_mode) or state.st_size != known.size or _identity(file) != known.id:
        file.close()
        return None
    file.seek(0)
    return file


def disposition(source: str) -> str:
    """The header that has a browser save a file under its name and not show it; of the name plain letters alone stand there
    unencoded."""
    name = PurePath(source).name
    suffix = PurePath(source).suffix
    plain = f"document{suffix}" if suffix[1:].isascii() and suffix[1:].isalnum() else "document"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name.encode(errors='replace'), safe='')}"


def _identity(file: BufferedReader) -> str:
    return file_digest(file, "sha256").hexdigest()[:16]


def _pieces(file: BufferedReader) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
