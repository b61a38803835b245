"""One app for everything: the HTTP API, and the page at `/`. It loads nothing from elsewhere and shows no page that does.

Importing this module imports gradio, which takes seconds.
"""

import logging
import sqlite3
from collections.abc import Callable
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from bot.language import Language, language
from corpus.errors import PolicybotError
from ui import models, texts
from ui.access import Forbidden
from ui.api import router
from ui.bots import Bot
from ui.chat_api import ChatFault, chat_router
from ui.chat_models import PREFIX, failure
from ui.faults import fault, field_of
from ui.gate import App, Gate
from ui.guard import HERE, Guard, Policy, trusting
from ui.intake import MOST_BYTES
from ui.mcp_endpoint import McpEndpoint
from ui.metrics import Counted, Measured, Metrics
from ui.web import mount

MAX_BODY = 2_000_000
"""Bytes of a request. The longest that is served holds MAX_HISTORY questions of MAX_QUESTION characters, each of which may
be written as an escape of twelve bytes."""

SPOKEN: dict[int, Callable[[], str]] = {
    400: lambda: texts.NOT_JSON + texts.AGAIN,
    404: lambda: texts.NO_SUCH_PAGE,
    405: lambda: texts.WRONG_METHOD,
    413: lambda: texts.TOO_LARGE.format(f"{MAX_BODY:,}", f"{MOST_BYTES:,}"),
}
"""Statuses that the framework gives by itself, as sentences."""

log = logging.getLogger(__name__)


def build(bot: Bot, policy: Policy = HERE) -> App:
    """The whole server for a bot, as one ASGI app, open to whom the policy lets in: without one, to this machine."""
    closed: dict[str, Any] = {
        "docs_url": None,
        "redoc_url": None,
        "max_body_size": MAX_BODY,
        "exception_handlers": HANDLERS,
    }
    metrics = Metrics()
    counted = Counted(bot, metrics)
    mcp = McpEndpoint(counted, MAX_BODY)
    page = FastAPI(openapi_url=None, lifespan=mcp.running, **closed)
    mount(page, counted)
    guarded = Guard(Gate(api(counted, metrics, **closed), page, mcp), policy)
    return trusting(Measured(guarded, metrics), policy.proxies)


def api(bot: Bot, metrics: Metrics, **options: Any) -> FastAPI:
    """The HTTP API alone."""
    app = FastAPI(title=texts.API_TITLE, description=texts.API_ABOUT, version=version("policybot"), **options)
    app.include_router(router(bot, metrics))
    app.include_router(chat_router(bot))
    return app


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    status = 400 if _speaks_openai(request) else 422
    return _said(request, fault(first), status, param=field_of(first["loc"][1:]) or None)


def _refused(request: Request, error: Any) -> JSONResponse:
    own = str(error.detail)
    theirs = own == HTTPStatus(error.status_code).phrase or (own.isascii() and language() is Language.CHINESE)
    words = _spoken(request, error.status_code) if theirs else own
    named = {"param": error.param, "code": error.code} if isinstance(error, ChatFault) else {}
    return _said(request, words, error.status_code, dict(error.headers or {}), **named)


def _spoken(request: Request, status: int) -> str:
    form = request.headers.get("content-type", "").startswith("multipart/")
    return texts.NOT_FORM if form and status == 400 else SPOKEN[status]()


def _forbidden(request: Request, error: Exception) -> JSONResponse:
    return _said(request, str(error), 403)


def _unavailable(request: Request, error: Exception) -> JSONResponse:
    log.warning("%s %s: %s", request.method, request.url.path, error)
    return _said(request, str(error) if isinstance(error, PolicybotError) else texts.INTERNAL, 503)


def _broken(request: Request, __: Exception) -> JSONResponse:
    return _said(request, texts.INTERNAL, 500)  # the server's log has the traceback


def _said(
    request: Request, words: str, status: int, headers: dict[str, str] | None = None, **named: str | None
) -> JSONResponse:
    if _speaks_openai(request):
        return JSONResponse(failure(words, status, **named), status, headers)
    return JSONResponse(models.Failure(error=words).model_dump(), status, headers)


def _speaks_openai(request: Request) -> bool:
    return request.url.path.startswith(PREFIX)


HANDLERS: dict[int | type[Exception], Any] = {
    RequestValidationError: _invalid,
    **dict.fromkeys((*SPOKEN, 409, 422), _refused),
    Forbidden: _forbidden,
    PolicybotError: _unavailable,
    sqlite3.Error: _unavailable,
    Exception: _broken,
}
