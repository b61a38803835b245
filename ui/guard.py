"""What stands before the whole server: whose request it is, whether it may come in, how often; and the headers of every response.

Where there is a file of accounts, everything but PUBLIC needs an account, by a session's cookie or a token. Where there is none,
whoever reaches the server may do everything, so it listens on this machine alone (`ui.listening`), and answers only to this
machine's own names: a page from elsewhere whose name is made to point here (DNS rebinding) gets nothing.
"""

import ipaddress
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from ui import texts
from ui.access import CALLER, LOCAL, NOBODY, Caller, Scope
from ui.accounts import Accounts, AccountsError
from ui.chat_models import PREFIX, failure
from ui.gate import HEADERS, PAGE, App, Message, Receive, Send
from ui.gate import Scope as Connection
from ui.limiting import Limiter, network
from ui.login import Login, page
from ui.register import Register
from ui.sessions import COOKIE, Sessions

HEALTH = frozenset(("/healthz", "/readyz"))
PUBLIC = HEALTH | {"/login", "/logout", "/favicon.ico"}
"""Paths that need no account."""

ASSETS = re.compile(r"(?:/en)?/(?:assets|static|svelte)/.*")
"""The page's own files, which a browser may keep: there is nothing of the library in them."""

NEEDS: tuple[tuple[str, str, frozenset[Scope]], ...] = (
    (
        r"GET|HEAD",
        r"/api/(?:documents(?:/.*)?|evaluations(?:/.*)?|question-template\..*)",
        frozenset({Scope.DOCUMENTS}),
    ),
    (r".*", r"/api/(?:documents|uploads)(?:/.*)?", frozenset({Scope.EDIT})),
    (r"GET|HEAD|POST", r"/api/(?:ask|search|targets|match|feedback)|/v1/.*|/openapi\.json", frozenset({Scope.ASK})),
    (r".*", r"/mcp/?", frozenset({Scope.ASK, Scope.DOCUMENTS})),
    (r".*", r"/metrics", frozenset({Scope.METRICS})),
    (r".*", PAGE.pattern, frozenset({Scope.ASK, Scope.DOCUMENTS})),
)
"""Method, path, and what it needs, the first that fits. A path that stands nowhere needs an administrator."""

WORK = re.compile(r"/api/.*|/v1/.*|/mcp/?|(?:/en)?/gradio_api/(?:queue/join|run/predict)/?")
"""Paths that make the server work, and are counted."""

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
"""Methods that change nothing."""

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[\w.-]+)(?::\d*)?", re.ASCII)
"""A Host header: a name or an address, and perhaps a port."""

PRIVATE = (b"cache-control", b"private, no-store")
SECURE = (b"strict-transport-security", b"max-age=31536000")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may come in: the file of accounts (None: there are none), whether anyone may without it from any machine, the names that
    the server goes by besides this machine's own (none: any, where there are accounts), proxies whose headers are believed,
    rates (`ui.limiting`), and seconds of a session."""

    accounts: Path | None = None
    anyone: bool = False
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    rate_account: str = "none"
    rate_address: str = "none"
    session_seconds: int = 12 * 3600


HERE = Policy()
"""No accounts, and this machine alone."""


class Refused(Exception):
    """A request is not let in; what is answered instead."""

    def __init__(self, status: int, words: str, **headers: str) -> None:
        super().__init__(words)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Guard:
    """An ASGI app before another one."""

    def __init__(self, app: App, policy: Policy) -> None:
        self._app = app
        self._policy = policy
        self._register = Register(policy.accounts)
        self._sessions = Sessions(policy.session_seconds)
        self._login = Login(self._sessions)
        self._addresses = Limiter(policy.rate_address)
        self._callers = Limiter(policy.rate_account)

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":  # nothing here speaks by other means
            return
        request = Request(scope, receive)
        try:
            answer = await self._admit(request)
        except AccountsError as exc:  # no one can be told from another now
            log.error("%s", exc)
            answer = _said(request, Refused(503, texts.NO_ACCOUNTS_NOW))
        except Refused as exc:
            answer = _said(request, exc)
        private = scope[CALLER] is not LOCAL and not ASSETS.fullmatch(scope["path"])
        sending = _with_headers(send, private=private, secure=scope.get("scheme") == "https")
        await (answer or self._app)(scope, receive, sending)

    async def _admit(self, request: Request) -> Response | None:
        """What is answered in place of the app, if anything; the caller is in the scope then. Raises Refused, AccountsError."""
        path: str = request.scope["path"]  # and never that of a URL, which is made with the Host header
        request.scope[CALLER] = NOBODY
        if path in HEALTH:
            return None
        accounts = self._register.accounts()
        self._check_names(request, open_to_names=accounts is not None or self._policy.anyone)
        counted = WORK.fullmatch(path) and not (accounts is None and _is_own(_address(request)))
        if counted:
            _limit(self._addresses, network(_address(request)))
        if path in ("/login", "/logout"):
            return await self._login.answer(request, accounts)
        caller, counted_as = (LOCAL, "") if accounts is None else self._caller(request, accounts)
        request.scope[CALLER] = caller
        if path not in PUBLIC:
            if refusal := _refusal(request, caller):
                return refusal
            if counted and counted_as:
                _limit(self._callers, counted_as)
        return None

    def _check_names(self, request: Request, *, open_to_names: bool) -> None:
        """The name that the client calls the server by, and the one of the page that a change comes from."""
        host = request.headers.get("host", "")
        name = _hostname(host)
        if not (_is_own(name) or name in self._policy.hosts or (open_to_names and not self._policy.hosts)):
            raise Refused(403, texts.FOREIGN_HOST.format(host[:80]))
        if request.method not in SAFE and not _same_origin(request, host):
            raise Refused(403, texts.FOREIGN_ORIGIN)

    def _caller(self, request: Request, accounts: Accounts) -> tuple[Caller, str]:
        """Who asks, and what they are counted as: a token for itself."""
        kind, _, shown = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            found = accounts.by_token(shown.strip(), date.today())
            if found is None:
                raise Refused(401, texts.BAD_TOKEN, www_authenticate='Bearer error="invalid_token"')
            account, token = found
            return account.caller(token), f"{account.name} {token.id}"
        signed_in = self._sessions.account(accounts, request.cookies.get(COOKIE, ""))
        return (signed_in.caller(), signed_in.name) if signed_in else (NOBODY, "")


def trusting(app: App, proxies: Sequence[str]) -> App:
    """An app that takes the client's address and scheme from what these proxies say of them, and from nobody else."""
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    return cast(App, ProxyHeadersMiddleware(cast(Any, app), list(proxies))) if proxies else app


def _refusal(request: Request, caller: Caller) -> Response | None:
    """What someone gets who may not have a path."""
    needs = _needs(request.method, request.scope["path"])
    if all(caller.may(scope) for scope in needs):
        return None
    if caller is not NOBODY:
        wanted = "、".join(texts.SCOPES[scope] for scope in Scope if scope in needs)
        raise Refused(403, texts.FORBIDDEN.format(name=caller.name, need=wanted))
    if request.method in SAFE and "text/html" in request.headers.get("accept", ""):
        from_here = request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        return RedirectResponse("/login", 303) if from_here else page(forward=True)
    gone = "/gradio_api/" in request.scope["path"]  # a page that was open longer than its session
    raise Refused(401, texts.SIGN_IN_AGAIN if gone else texts.SIGN_IN_FIRST, www_authenticate="Bearer")


def _needs(method: str, path: str) -> frozenset[Scope]:
    for methods, paths, needs in NEEDS:
        if re.fullmatch(methods, method) and re.fullmatch(paths, path):
            return needs
    return frozenset({Scope.ADMIN})


def _said(request: Request, refused: Refused) -> Response:
    """A refusal in the form of the API that was asked."""
    words = str(refused)
    body = failure(words, refused.status) if request.scope["path"].startswith(PREFIX) else {"error": words}
    return JSONResponse(body, refused.status, refused.headers)


def _limit(limiter: Limiter, key: str) -> None:
    if wait := limiter.take(key):
        raise Refused(429, texts.TOO_OFTEN.format(wait), retry_after=str(wait))


def _same_origin(request: Request, host: str) -> bool:
    """Whether a change comes from a page of this server, or from a program that is no browser."""
    if request.headers.get("authorization", "").lower().startswith("bearer "):
        return True  # no browser adds it by itself
    origin = request.headers.get("origin")
    if origin is not None and origin != "null":
        return origin.lower().partition("://")[2] == host.lower()
    site = request.headers.get("sec-fetch-site", "none" if origin is None else "cross-site")
    return site in ("same-origin", "none")


def _hostname(host: str) -> str:
    """The name in a Host header, without its port; "" for what is none."""
    found = HOST.fullmatch(host.lower())
    return found["name"].strip("[]") if found else ""


def _is_own(name: str) -> bool:
    """Whether a name or an address is this machine's own."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _with_headers(send: Send, *, private: bool, secure: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message.get("headers", ()) if not pair[0].lower().startswith(b"access-control-")]
            cached = any(name.lower() == b"cache-control" for name, _ in kept)
            message["headers"] = [
                *kept, *HEADERS, *([PRIVATE] if private and not cached else []), *([SECURE] if secure else []),
            ]  # fmt: skip
        await send(message)

    return sending
