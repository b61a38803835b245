"""One app for everything: the HTTP API, and the page at `/`. It loads nothing from elsewhere and shows no page that does.

Importing this module imports gradio, which takes seconds.
"""

import logging
import sqlite3
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from corpus.errors import PolicybotError
from ui import models, texts
from ui.api import router
from ui.bots import Bot
from ui.faults import fault
from ui.gate import Gate
from ui.web import mount

MAX_BODY = 2_000_000
"""Bytes of a request. The longest that is served holds MAX_HISTORY questions of MAX_QUESTION characters, each of which may
be written as an escape of twelve bytes."""

SPOKEN = {
    400: texts.NOT_JSON + texts.AGAIN,
    404: texts.NO_SUCH_PAGE,
    405: texts.WRONG_METHOD,
    413: texts.TOO_LARGE.format(f"{MAX_BODY:,}"),
}
"""Statuses that the framework gives by itself, as sentences."""

log = logging.getLogger(__name__)


def build(bot: Bot) -> Gate:
    """The whole server for a bot, as one ASGI app."""
    closed: dict[str, Any] = {
        "docs_url": None,
        "redoc_url": None,
        "max_body_size": MAX_BODY,
        "exception_handlers": HANDLERS,
    }
    page = FastAPI(openapi_url=None, **closed)
    mount(page, bot)
    return Gate(api(bot, **closed), page)


def api(bot: Bot, **options: Any) -> FastAPI:
    """The HTTP API alone."""
    app = FastAPI(title=texts.API_TITLE, description=texts.API_ABOUT, version=version("policybot"), **options)
    app.include_router(router(bot))
    return app


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return _said(fault(error.errors()[0]), 422)


def _refused(_: Request, error: Any) -> JSONResponse:
    own = str(error.detail)
    return _said(SPOKEN[error.status_code] if own.isascii() else own, error.status_code, dict(error.headers or {}))


def _unavailable(request: Request, error: Exception) -> JSONResponse:
    log.warning("%s %s: %s", request.method, request.url.path, error)
    return _said(str(error) if isinstance(error, PolicybotError) else texts.INTERNAL, 503)


def _broken(_: Request, __: Exception) -> JSONResponse:
    return _said(texts.INTERNAL, 500)  # the server's log has the traceback


def _said(words: str, status: int, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(models.Failure(error=words).model_dump(), status, headers)


HANDLERS: dict[int | type[Exception], Any] = {
    RequestValidationError: _invalid,
    **dict.fromkeys((*SPOKEN, 422), _refused),
    PolicybotError: _unavailable,
    sqlite3.Error: _unavailable,
    Exception: _broken,
}
