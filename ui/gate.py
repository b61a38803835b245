"""The server inside its guard (`ui.guard`): which paths go to the API and to MCP, which of the page are open; and the headers of every response.

The framework of the page brings routes that this project does not use, some of which take files, give files or call
others. Only those that the page needs are let through.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from fastapi.responses import JSONResponse, RedirectResponse

from bot.language import Language, speaking
from ui import texts

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OWN = re.compile(r"/(?:api|v1)(?:/.*)?|/openapi\.json|/healthz|/readyz|/metrics", re.DOTALL)
"""Paths of this project's own routes."""

MCP = re.compile(r"/mcp/?")

PAGE = re.compile(
    r"(?!.*\.\.)(?:/en)?/(?:config|theme\.css|favicon\.ico|robots\.txt|manifest\.json|(?:assets|static|svelte)/[\w./@-]+)?"
    r"|/en|(?:/en)?/gradio_api/(?:info|theme\.css|reset|cancel|queue/(?:join|data|status)|heartbeat/\w+|run/predict)/?"
)
"""Paths that the page itself asks for, in English below /en. None takes or gives a file of this machine but
the framework's own assets."""

HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:;"
        b" style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self';"
        b" frame-ancestors 'self'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # with no-referrer, browsers do not say either where a form comes from
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
"""The browser itself refuses whatever the page would fetch from elsewhere; the framework needs inline and made code."""


class Gate:
    """An ASGI app of three: own paths go to the API, that of MCP to its app, the open ones to the page, all others are 404."""

    def __init__(self, api: App, page: App, mcp: App) -> None:
        self.api = api
        self.page = page
        self.mcp = mcp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.page(scope, receive, send)
        elif scope["type"] == "http":
            with speaking(_language(scope)):
                await self._app(scope["path"])(scope, receive, send)

    def _app(self, path: str) -> App:
        if OWN.fullmatch(path):
            return self.api
        if MCP.fullmatch(path):
            return self.mcp
        if path == "/en":
            return RedirectResponse("/en/")
        return self.page if PAGE.fullmatch(path) else JSONResponse({"error": texts.NO_SUCH_PAGE}, 404)


def _language(scope: Scope) -> Language:
    """That of the page which a browser asks from, or for."""
    referer = next((value for name, value in scope["headers"] if name == b"referer"), b"").decode("latin-1")
    english = "/en" in (scope["path"].rstrip("/"), urlsplit(referer).path.rstrip("/"))
    return Language.ENGLISH if english else Language.CHINESE
