"""Who asks, and what they may do.

`ui.guard` finds out who sends a request and puts a `Caller` into its ASGI scope; whoever serves the request, an API handler or
an event of the page, takes it out with `caller_of` and asks `may`, or lets `require` refuse.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from corpus.errors import PolicybotError
from ui import texts

if TYPE_CHECKING:
    import gradio as gr
    from starlette.requests import HTTPConnection

CALLER = "policybot.caller"
"""Key of the caller in an ASGI scope."""


class Role(IntEnum):
    """What an account may do; each may what those below it may. NOBODY is who is not known."""

    NOBODY = 0
    READER = 1
    EDITOR = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """Its name in files and on the command line: reader, editor, admin."""
        return self.name.lower()


class Scope(StrEnum):
    """Part of what its account may do that a token may do."""

    ASK = "ask"
    DOCUMENTS = "documents"
    EDIT = "edit"
    METRICS = "metrics"
    ADMIN = "admin"

    @property
    def role(self) -> Role:
        """The lowest role that has it."""
        return LOWEST[self]


LOWEST = {
    Scope.ASK: Role.READER,
    Scope.DOCUMENTS: Role.READER,
    Scope.EDIT: Role.EDITOR,
    Scope.METRICS: Role.ADMIN,
    Scope.ADMIN: Role.ADMIN,
}
OWN = {Role.READER: Scope.ASK, Role.EDITOR: Scope.EDIT, Role.ADMIN: Scope.ADMIN}
"""The scope that a token needs for what a role is asked for."""


class Forbidden(PolicybotError):
    """The caller is known, and may not do this."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the name of the account, its role, and the scopes it has here (all of its role, or those of the token)."""

    name: str
    role: Role
    scopes: frozenset[Scope]

    def may(self, need: Role | Scope) -> bool:
        """Whether the caller may do what a role may, or what a scope allows."""
        scope = OWN[need] if isinstance(need, Role) else need
        return scope in self.scopes and self.role >= max(scope.role, need if isinstance(need, Role) else Role.READER)


def scopes_of(role: Role) -> frozenset[Scope]:
    """All scopes that a role has."""
    return frozenset(scope for scope, lowest in LOWEST.items() if role >= lowest)


NOBODY = Caller("", Role.NOBODY, frozenset())
"""Who has not signed in."""

LOCAL = Caller(texts.LOCAL_CALLER, Role.ADMIN, scopes_of(Role.ADMIN))
"""Whoever sits at this machine, where there are no accounts."""


def caller_of(request: "HTTPConnection | gr.Request | Mapping[str, Any]") -> Caller:
    """Who sends a request: one of the API, one that gradio gives to a handler, or an ASGI scope. NOBODY where no guard stood
    before it."""
    held: Any = getattr(request, "request", None) or request  # gradio wraps the request
    scope: Mapping[str, Any] = held if isinstance(held, dict) else held.scope
    caller = scope.get(CALLER, NOBODY)
    assert isinstance(caller, Caller)
    return caller


def require(request: "HTTPConnection | gr.Request | Mapping[str, Any]", need: Role | Scope) -> Caller:
    """The caller, if they may do something. Raises Forbidden."""
    caller = caller_of(request)
    if not caller.may(need):
        what = texts.NEEDS_ROLE[need.word] if isinstance(need, Role) else need.value
        raise Forbidden(texts.FORBIDDEN.format(name=caller.name or texts.UNKNOWN_CALLER, need=what))
    return caller
