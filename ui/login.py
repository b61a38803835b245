"""Signing in and out: a form that needs no script, a session's cookie, and a limit on failures.

gradio has a login of its own, which is not used: it keeps passwords as they are, knows no roles, and guards its own routes only.
"""

import asyncio
import functools
import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from bot.language import Language, speaking
from ui import texts, theme
from ui.access import Caller
from ui.accounts import Account, Accounts, is_password
from ui.assets import asset
from ui.limiting import Limiter, network
from ui.sessions import COOKIE, Sessions

if TYPE_CHECKING:
    from jinja2 import Template

MAX_FORM = 4_000
"""Bytes of a form that is sent here; name and password, each character as an escape, are shorter."""

FAILURES_PAIR, FAILURES_ADDRESS, FAILURES_NAME = "5/15minute", "30/15minute", "60/15minute"
"""Failures after which one must wait: for one name from one address, from one address, and for one name from anywhere. The last is
high, since it keeps the owner out too."""

CHECKS = 2
"""Passwords checked at the same time; each takes 64 MB."""

DAY = {
    "ground": theme.PAPER, "card": theme.CARD, "ink": theme.INK, "faded": theme.FADED, "rule": theme.RULE,
    "accent": theme.ACCENT, "button": theme.ACCENT,
}  # fmt: skip
NIGHT = {
    "ground": theme.NIGHT, "card": theme.NIGHT_CARD, "ink": theme.NIGHT_INK, "faded": theme.NIGHT_FADED,
    "rule": theme.NIGHT_RULE, "accent": theme.NIGHT_ACCENT, "button": theme.NIGHT_BUTTON,
}  # fmt: skip
"""The page's colours by day and by night."""

log = logging.getLogger(__name__)


class Login:
    """What answers at /login and /logout."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._pairs = Limiter(FAILURES_PAIR)
        self._from = Limiter(FAILURES_ADDRESS)
        self._names = Limiter(FAILURES_NAME)
        self._checking = asyncio.Semaphore(CHECKS)

    async def answer(self, request: Request, accounts: Accounts | None) -> Response:
        """The page or the redirection for a request to one of the two paths, in the language that the browser prefers."""
        with speaking(preferred(request)):
            return await self._answer(request, accounts)

    async def _answer(self, request: Request, accounts: Accounts | None) -> Response:
        if accounts is None:
            return RedirectResponse("/", 303)
        account = self._sessions.account(accounts, request.cookies.get(COOKIE, ""))
        leaving = request.scope["path"] == "/logout"
        if request.method == "POST":
            return self._leave(request, accounts) if leaving else await self._enter(request, accounts)
        if request.method not in ("GET", "HEAD"):
            return page(texts.WRONG_METHOD, status=405)
        if leaving and account:
            return page(caller=account.caller())
        return page() if account is None else RedirectResponse(_home(), 303)

    async def _enter(self, request: Request, accounts: Accounts) -> Response:
        form = await _form(request)
        if form is None:
            return page(texts.SIGN_IN_FORM, status=400)
        name, password = form
        address = network(request.client.host if request.client else "")
        counts = ((self._pairs, f"{address} {name}"), (self._from, address), (self._names, name))
        async with self._checking:  # few at a time, so that no burst passes before its first failures count
            if wait := max(limiter.wait(key) for limiter, key in counts):
                reply = page(texts.TOO_MANY_FAILURES.format(-(-wait // 60)), name, status=429)
                reply.headers["retry-after"] = str(wait)
                return reply
            account = accounts.find(name)
            right = await asyncio.to_thread(is_password, account, password)
            for limiter, key in () if right else counts:
                limiter.take(key)
        if not right or account is None:
            log.warning("sign-in refused, from %s", address)  # the name may be a password in the wrong field
            return page(texts.WRONG_PASSWORD, name, status=403)
        self._pairs.forget(counts[0][1])
        log.info("%s signed in, from %s", account.name, address)
        return self._welcome(request, accounts, account)

    def _welcome(self, request: Request, accounts: Accounts, account: Account) -> Response:
        reply = RedirectResponse(_home(), 303)
        reply.set_cookie(
            COOKIE, self._sessions.begin(accounts, account), max_age=self._sessions.seconds, path="/", httponly=True,
            samesite="strict", secure=request.scope["scheme"] == "https",
        )  # fmt: skip
        return reply

    def _leave(self, request: Request, accounts: Accounts) -> Response:
        self._sessions.end(accounts, request.cookies.get(COOKIE, ""))
        reply = RedirectResponse("/login", 303)
        reply.delete_cookie(
            COOKIE, path="/", httponly=True, samesite="strict", secure=request.scope["scheme"] == "https"
        )
        return reply


def page(
    message: str = "", name: str = "", *, caller: Caller | None = None, forward: bool = False, status: int = 200
) -> Response:
    """The page with the form; for someone who is signed in, with the way out. With `forward` it only leads there: a browser that
    comes from elsewhere sends no cookie of this kind until it has a page of our own to come from."""
    words = texts.SIGN_IN
    html = _template().render(
        tag=texts.TAG, home=_home(), title=texts.TITLE, heading=words["heading"], words=words, message=message, name=name,
        forward=forward,
        caller=texts.WHO.format(caller.name, texts.NEEDS_ROLE[caller.role.word]) if caller else "",
        day=_variables(DAY), night=_variables(NIGHT), fonts=Markup(", ").join(map(_family, theme.FONTS)),
    )  # fmt: skip
    return HTMLResponse(html, status, {"cache-control": "no-store"})


def preferred(request: Request) -> Language:
    """The first language of the page's that a browser names, which it does in the order of preference; else Chinese."""
    tags = re.findall(r"\b(zh|en)\b", request.headers.get("accept-language", "").lower())
    return Language(tags[0]) if tags else Language.CHINESE


def _home() -> str:
    return "/en/" if texts.TAG == Language.ENGLISH else "/"


@functools.cache
def _template() -> "Template":
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(asset("login.html"))


async def _form(request: Request) -> tuple[str, str] | None:
    """Name and password of a form; None for what is none."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM:
            return None
    try:
        fields = parse_qs(body.decode("ascii"), max_num_fields=5, errors="strict")
        (name,), (password,) = fields["name"], fields["password"]
    except (ValueError, KeyError):
        return None
    return name.strip()[:40], password


def _variables(colours: dict[str, str]) -> Markup:
    return Markup("".join(f"--{name}: {value};" for name, value in colours.items()))


def _family(font: str) -> Markup:
    return Markup(f'"{font}"' if " " in font else font)
