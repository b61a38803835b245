"""What every path needs, asked of the paths that there are; and what an event of the page does for whom, whatever the page shows."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import HOST, FakeEncoder, free_port
from fastapi.routing import APIRoute
from test_ui_guard import accounts, cookie, fetch, hashes, sign_in

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library
from ui import texts
from ui.access import Scope
from ui.api import router
from ui.app import build
from ui.chat_api import chat_router
from ui.guard import HEALTH, Policy, _needs
from ui.metrics import Metrics
from ui.server import start

__all__ = ["accounts", "hashes"]

READ, ASK, EDIT = {Scope.DOCUMENTS}, {Scope.ASK}, {Scope.EDIT}
ROUTES = {
    "GET /api/documents": READ,
    "POST /api/documents": EDIT,
    "GET /api/documents/{id}": READ,
    "PATCH /api/documents/{id}": EDIT,
    "DELETE /api/documents/{id}": EDIT,
    "GET /api/documents/{id}/file": READ,
    "POST /api/documents/{id}/reread": EDIT,
    "GET /api/documents/uploads/{batch}": READ,
    "POST /api/uploads": EDIT,
    "GET /api/evaluations": READ,
    "GET /api/evaluations/{name}.{form}": READ,
    "GET /api/question-template.{form}": READ,
    "POST /api/ask": ASK,
    "GET /api/search": ASK,
    "GET /api/targets": ASK,
    "POST /api/match": ASK,
    "POST /api/feedback": ASK,
    "GET /v1/models": ASK,
    "GET /v1/models/{model}": ASK,
    "POST /v1/chat/completions": ASK,
    "GET /openapi.json": ASK,
    "GET /metrics": {Scope.METRICS},
}


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[PolicyBot]:
    file = tmp_path / "a.txt"
    file.write_text("甲州市关于支持冰雪旅游的措施\n第一条 对新建滑雪场给予300万元补助。\n", encoding="utf-8")
    with Library.open(tmp_path / "library", encoder=FakeEncoder(), create=True) as library:
        add(library, [file])
        yield PolicyBot(library)


def test_every_route_needs_what_is_written_here(bot: PolicyBot) -> None:
    """A route that is new fails here until somebody has said what it needs."""
    found = {
        f"{method} {route.path}"
        for route in (*router(bot, Metrics()).routes, *chat_router(bot).routes)
        if isinstance(route, APIRoute)
        for method in route.methods
    }
    assert found - {f"GET {path}" for path in HEALTH} | {"GET /openapi.json"} == set(ROUTES)
    for route, needs in ROUTES.items():
        method, path = route.split()
        assert _needs(method, path.replace("{id}", "0" * 16)) == needs, route


@pytest.mark.parametrize(
    "path",
    [
        "/api/feedback", "/api/evaluations", "/api/evaluations/x.json", "/api/question-template.csv", "/api/ask", "/v1/models",
    ],
)  # fmt: skip
def test_deleting_what_no_route_deletes_yet_is_for_administrators(path: str) -> None:
    assert _needs("DELETE", path) == {Scope.ADMIN}


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/audit", "/api/documentsx", "/api/feedback/1", "/gradio_api/upload"]
)
def test_what_stands_nowhere_is_for_administrators(path: str) -> None:
    assert _needs("GET", path) == _needs("POST", path) == {Scope.ADMIN}


def test_no_event_of_the_page_gives_a_reader_what_is_an_editors(bot: PolicyBot, accounts: Path) -> None:
    """A client may call any event, also those of buttons that it is not shown."""
    with closing(start(build(bot, Policy(accounts)), HOST, free_port())) as served:
        page = Page(served.address, cookie(sign_in(served.address, "读者", "一把很长的钥匙2026")))
        assert "没有做这件事的权限" in page.event("eval-start", "click", ["samples"])
        assert "没有做这件事的权限" in page.event("eval-cancel", "click", [])
        assert "没有做这件事的权限" in page.event("eval-own", "upload", [], {"token": "0" * 32})
        (entry,) = bot.library.catalogue.entries()
        shown = page.event("doc-list", "select", [], {"id": entry.id})
        assert "冰雪旅游" in shown
        assert "data-remove" not in shown
        for path in ("../../catalogue.sqlite", "/etc/passwd", 7, None):
            assert texts.DOC_GONE in page.event("doc-list", "select", [], {"id": path})
        editor = Page(served.address, cookie(sign_in(served.address, "编辑", "一把很长的钥匙2026")))
        assert "data-remove" in editor.event("doc-list", "select", [], {"id": entry.id})
        assert texts.UPLOAD_GONE in editor.event("eval-own", "upload", [], {"token": "0" * 32})


class Page:
    """The page as a client without a browser has it."""

    def __init__(self, address: str, held: str) -> None:
        self.address, self.held = address, held
        self.config = json.loads(fetch(address, "/config", cookie=held).body)
        self.ids = {each["props"].get("elem_id"): each["id"] for each in self.config["components"]}

    def event(self, component: str, name: str, data: list[Any], event_data: Any = None) -> str:
        """What the server says to an event, as it sends it, decoded."""
        wanted = [self.ids[component], name]
        (event,) = [
            each for each in self.config["dependencies"] if wanted in [list(target) for target in each["targets"]]
        ]
        body = {
            "data": data, "event_data": event_data, "fn_index": event["id"], "session_hash": "abc", "trigger_id": wanted[0],
        }  # fmt: skip
        sent = {"cookie": self.held, "content_type": "application/json"}
        reply = fetch(self.address, "/gradio_api/run/predict", "POST", json.dumps(body), **sent)
        return json.dumps(json.loads(reply.body), ensure_ascii=False)
