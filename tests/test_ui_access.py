import gradio as gr
import pytest
from starlette.requests import Request

from ui.access import CALLER, LOCAL, NOBODY, Caller, Forbidden, Role, Scope, caller_of, require, scopes_of


def test_a_role_may_what_those_below_it_may() -> None:
    editor = Caller("张三", Role.EDITOR, scopes_of(Role.EDITOR))
    assert [editor.may(role) for role in (Role.READER, Role.EDITOR, Role.ADMIN)] == [True, True, False]
    assert [scope for scope in Scope if editor.may(scope)] == [Scope.ASK, Scope.DOCUMENTS, Scope.EDIT]
    assert all(LOCAL.may(scope) for scope in Scope)
    assert not any(NOBODY.may(need) for need in (Role.READER, Role.EDITOR, Role.ADMIN, *Scope))


def test_a_token_may_no_more_than_its_scopes_and_no_more_than_its_account() -> None:
    token = Caller("张三", Role.ADMIN, frozenset({Scope.ASK}))
    assert [token.may(role) for role in (Role.READER, Role.EDITOR, Role.ADMIN)] == [True, False, False]
    assert not token.may(Scope.DOCUMENTS)
    lowered = Caller("张三", Role.READER, frozenset({Scope.ASK, Scope.EDIT, Scope.ADMIN}))  # was an admin once
    assert not lowered.may(Role.EDITOR)
    assert not lowered.may(Scope.ADMIN)


def test_the_caller_is_found_in_every_kind_of_request() -> None:
    caller = Caller("张三", Role.READER, scopes_of(Role.READER))
    scope = {"type": "http", CALLER: caller, "headers": []}
    assert caller_of(scope) is caller
    assert caller_of(Request(scope)) is caller
    assert caller_of(gr.Request(Request(scope))) is caller
    assert caller_of(Request({"type": "http", "headers": []})) is NOBODY


def test_who_may_not_is_told_so_in_a_sentence() -> None:
    reader = {"type": "http", CALLER: Caller("张三", Role.READER, scopes_of(Role.READER))}
    assert require(reader, Role.READER).name == "张三"
    with pytest.raises(Forbidden, match=r"^张三 没有做这件事的权限（需要：编辑）。"):
        require(reader, Role.EDITOR)
    with pytest.raises(Forbidden, match=r"^未登录 没有"):
        require({"type": "http"}, Role.READER)
