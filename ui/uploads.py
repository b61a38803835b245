"""Question sets that people send to the page: taken in by one bounded route, kept under a secret token until a run takes them or
an hour has passed. (Documents go to `ui.intake`, which the API offers to programs too.)

The framework's own way of uploading stays closed (`ui.gate`): it takes files of any number and hands out paths of this
machine. Here a client gets a token and never names a path.
"""

import re
import secrets
import shutil
import time
from collections.abc import AsyncIterable, Iterator
from html import escape
from pathlib import Path, PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Query, Request

from corpus.errors import PolicybotError, system_reason
from ui import texts
from ui.access import Role, require
from ui.bots import Bot

INCOMING = "incoming"
"""Folder below the library's in which uploads wait."""

KEEP_SECONDS = 3_600
"""How long an upload waits: a page left open over lunch."""
MOST_WAITING, MOST_WAITING_BYTES = 1_000, 1_000_000_000
"""Uploads that wait at a time, and their bytes: a page must not fill the disk."""
LONGEST_NAME = 80
"""Characters kept of a file's name: 240 bytes in Chinese, below the 255 of file systems."""
MB = 1_000_000
SUFFIXES = (".jsonl", ".csv", ".tsv", ".xlsx", ".xlsm")
MOST_BYTES = 5 * MB
"""What is taken: the suffixes and the bytes of a file."""

_TOKEN = re.compile("[0-9a-f]{32}")
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\:*?"<>|\ud800-\udfff]')
"""Characters of a name that a file system may not take, or that turn the writing about."""


class UploadError(PolicybotError):
    """A file that is not taken, or is not there any more; with the status of the reply."""

    def __init__(self, words: str, status: int = 422) -> None:
        super().__init__(words)
        self.status = status


async def receive(library: Path, name: str, chunks: AsyncIterable[bytes]) -> str:
    """Take a file in; its token. What was begun and not ended leaves nothing. Raises UploadError, and PolicybotError where
    there is no room."""
    kept = clean_name(name)
    if PurePosixPath(kept).suffix.lower() not in SUFFIXES:
        raise UploadError(texts.UPLOAD_SUFFIX.format(name=kept, suffixes="、".join(SUFFIXES)))
    free = _room(library / INCOMING)
    token = secrets.token_hex(16)
    folder = library / INCOMING / token
    arriving = folder.with_name(f"{token}.part")
    try:
        arriving.mkdir(parents=True)
        size = 0
        with (arriving / kept).open("wb") as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > MOST_BYTES:
                    raise UploadError(texts.UPLOAD_LARGE.format(name=kept, most=MOST_BYTES // MB), 413)
                if size > free:
                    raise PolicybotError(texts.UPLOAD_FULL)
                file.write(chunk)
        if not size:
            raise UploadError(texts.UPLOAD_EMPTY.format(name=kept))
        arriving.rename(folder)
    except OSError as exc:
        raise PolicybotError(texts.UPLOAD_FAILED.format(reason=system_reason(exc))) from exc
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
    return token


def find(library: Path, token: object) -> Path:
    """The file of a token, under the name that it was sent with. Raises UploadError where there is none any more."""
    folder = library / INCOMING / token if isinstance(token, str) and _TOKEN.fullmatch(token) else None
    file = next(iter(folder.iterdir()), None) if folder and folder.is_dir() else None
    if file is None:
        raise UploadError(texts.UPLOAD_GONE)
    return file


def discard(file: Path) -> None:
    """Remove an upload that `find` gave, and its token with it."""
    shutil.rmtree(file.parent, ignore_errors=True)


def clean_name(name: str) -> str:
    """The last part of a name, without what a file system may not take; its suffix stays."""
    last = _UNFIT.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .")
    path = PurePosixPath(last or "_")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:LONGEST_NAME]


def field() -> str:
    """A field to choose a file, or to drop one on, as HTML; its component needs `js_on_load=asset("upload.js")` and hears
    of one that has arrived by its event `upload`, with its `token`."""
    words = {
        "suffix": texts.UPLOAD_SUFFIX.format(name="{}", suffixes="、".join(SUFFIXES)),
        "large": texts.UPLOAD_LARGE.format(name="{}", most=MOST_BYTES // MB),
        "sending": texts.UPLOAD_SENDING, "failed": texts.UPLOAD_BROKEN,
    }  # fmt: skip
    said = "".join(f' data-{key}="{escape(value)}"' for key, value in words.items())
    return (
        f'<label class="pb-upload" data-most="{MOST_BYTES}"{said}>'
        f'<input type="file" accept="{",".join(SUFFIXES)}">'
        f"<b>{texts.UPLOAD_ONE}</b>"
        f"<small>{texts.UPLOAD_LIMITS.format(most=MOST_BYTES // MB)}</small>"
        f'<span class="pb-upload-state" role="status"></span></label>'
    )


def add_route(api: APIRouter, bot: Bot) -> None:
    """Add `/api/uploads`, for the page alone: the header makes a browser ask before another site may send."""

    @api.post("/api/uploads", include_in_schema=False, max_body_size=2 * MOST_BYTES, status_code=201)
    async def upload(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=1_000)],
        x_policybot_upload: Annotated[str, Header()],  # noqa: ARG001 - that it is there is enough
    ) -> dict[str, str]:
        require(request, Role.EDITOR)
        try:
            return {"token": await receive(bot.library.folder, name, request.stream())}
        except UploadError as exc:
            raise HTTPException(exc.status, str(exc)) from exc


def _room(incoming: Path) -> int:
    """Bytes that may still come, after what is too old was removed. Raises PolicybotError if there is no room."""
    waiting = list(_sweep(incoming))
    held = sum(file.stat().st_size for folder in waiting for file in folder.glob("*"))
    if len(waiting) >= MOST_WAITING or held >= MOST_WAITING_BYTES:
        raise PolicybotError(texts.UPLOAD_FULL)
    return MOST_WAITING_BYTES - held


def _sweep(incoming: Path) -> Iterator[Path]:
    """The folders of uploads, those that are too old removed."""
    for folder in incoming.glob("*"):
        if folder.stat().st_mtime < time.time() - KEEP_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            yield folder
