"""The guard before the whole server, over sockets: who gets in, who does not, how often, and what is never told."""

import http.client
import json
import logging
import re
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from conftest import HOST, free_port
from playwright.sync_api import Browser, expect
from test_ui_web import FakeBot, ask

from bot.settings import Settings
from ui import texts
from ui.access import CALLER, Caller, Role, Scope
from ui.accounts import Account, changing, hash_password, new_token
from ui.app import build
from ui.cli import cli
from ui.gate import App
from ui.guard import Guard, Policy, trusting
from ui.listening import check_listening, policy
from ui.login import CHECKS
from ui.server import ServeError, start
from ui.sessions import COOKIE

PASSWORD, OTHER = "一把很长的钥匙2026", "另外一把很长很长的钥匙"
NEXT_YEAR = date.today() + timedelta(days=365)


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: str


def fetch(address: str, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Reply:
    """One request; the name of a header has _ for -. `host` may be any."""
    connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=60)
    connection.putrequest(method, path, skip_host="host" in headers)
    if body is not None:
        headers = {"content_length": str(len(body.encode())), **headers}
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value.encode())
    connection.endheaders(body.encode() if body is not None else None)
    answer = connection.getresponse()
    reply = Reply(answer.status, answer.headers, answer.read().decode())
    connection.close()
    return reply


def sign_in(address: str, name: str, password: str, **headers: str) -> Reply:
    form = urlencode({"name": name, "password": password})
    return fetch(address, "/login", "POST", form, content_type="application/x-www-form-urlencoded", **headers)


def cookie(reply: Reply) -> str:
    return reply.headers["set-cookie"].partition(";")[0]


async def told(scope: Any, receive: Any, send: Any) -> None:
    """An app that tells who asks, and from where."""
    caller: Caller = scope[CALLER]
    told = {"name": caller.name, "role": caller.role.word, "client": scope["client"][0], "scheme": scope["scheme"]}
    await send({"type": "http.response.start", "status": 200, "headers": [(b"access-control-allow-origin", b"*")]})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})


@pytest.fixture(scope="module")
def hashes() -> dict[str, str]:
    return {password: hash_password(password) for password in (PASSWORD, OTHER)}


@pytest.fixture
def accounts(tmp_path: Path, hashes: dict[str, str]) -> Path:
    file = tmp_path / "accounts.yaml"
    with changing(file) as draft:
        for name, role in (("读者", Role.READER), ("编辑", Role.EDITOR), ("主管", Role.ADMIN)):
            draft.put(Account(name, role, hashes[PASSWORD]))
    return file


def give_token(file: Path, name: str, *scopes: Scope, expires: date = NEXT_YEAR) -> str:
    shown, kept = new_token(scopes, expires)
    with changing(file) as draft:
        account = draft.named(name)
        draft.put(replace(account, tokens=(*account.tokens, kept)))
    return f"Bearer {shown}"


@pytest.fixture
def guarded() -> Iterator[Callable[..., str]]:
    """Serves the telling app behind a guard of a policy; its address."""
    served = []

    def serve(**policy: Any) -> str:
        held = Policy(**policy)
        app: App = trusting(Guard(_lifespan(told), held), held.proxies)
        served.append(start(app, HOST, free_port()))
        return served[-1].address

    yield serve
    for each in served:
        each.close()


def _lifespan(app: App) -> App:
    async def alive(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while (await receive())["type"] != "lifespan.shutdown":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})
        else:
            await app(scope, receive, send)

    return alive


# -- without accounts ------------------------------------------------------------------------------------------------


def test_without_accounts_whoever_is_at_this_machine_may_do_everything(guarded: Callable[..., str]) -> None:
    address = guarded()
    for path in ("/", "/api/ask", "/metrics", "/unheard/of"):
        assert json.loads(fetch(address, path).body)["role"] == "admin"
    assert json.loads(fetch(address, "/").body)["name"] == "本机"
    assert fetch(address, "/login").status == 303  # there is nothing to sign in to
    assert fetch(address, "/", authorization="Bearer x").status == 200


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:7860", "[::1]:7860", "127.9.9.9"])
def test_this_machine_goes_by_its_own_names(guarded: Callable[..., str], host: str) -> None:
    assert fetch(guarded(), "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "0.0.0.0",
        "192.0.2.1",
        "",
        "[",
        "a@localhost:x",
    ],
)
def test_a_name_that_was_made_to_point_here_gets_nothing(guarded: Callable[..., str], host: str) -> None:
    address = guarded()
    reply = fetch(address, "/api/documents", host=host)
    assert reply.status in (400, 403)  # some the server itself refuses
    assert "admin" not in reply.body
    assert fetch(address, "/healthz", host=host).status in (200, 400)  # a balancer asks by any name


def test_names_may_be_given_and_with_open_any_will_do(guarded: Callable[..., str]) -> None:
    named = guarded(hosts=("policy.example",))
    assert [fetch(named, "/", host=host).status for host in ("policy.example:8443", "localhost", "evil.example")] == [
        200, 200, 403,
    ]  # fmt: skip
    assert fetch(guarded(anyone=True), "/", host="anything.example").status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://{host}"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://localhost:1"}, 403),
        ({"origin": "http://{host}.evil.example"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": ""}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "null", "sec_fetch_site": "cross-site"}, 403),
        ({"origin": "null", "sec_fetch_site": "same-origin"}, 200),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
    ],
)
def test_a_change_comes_from_our_own_page_or_from_no_browser(
    guarded: Callable[..., str], headers: dict[str, str], status: int
) -> None:
    address = guarded()
    host = address.removeprefix("http://").rstrip("/")
    sent = {name: value.format(host=host) for name, value in headers.items()}
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert fetch(address, "/api/documents", method, "", **sent).status == status, method


def test_no_other_site_is_allowed_to_read(guarded: Callable[..., str]) -> None:
    for origin in ("http://evil.example", "http://localhost:3000"):
        reply = fetch(guarded(), "/", origin=origin)
        assert not [name for name in reply.headers if name.lower().startswith("access-control")]


# -- with accounts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("preferred", "tag", "word", "home"),
    [
        ("en-GB,en;q=0.9,zh;q=0.8", "en", "Sign in", "/en/"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN", "登录", "/"),
        ("fr", "zh-CN", "登录", "/"),
    ],
)
def test_the_form_speaks_the_language_of_the_browser(
    guarded: Callable[..., str], accounts: Path, preferred: str, tag: str, word: str, home: str
) -> None:
    address = guarded(accounts=accounts)
    form = fetch(address, "/login", accept_language=preferred).body
    assert f'<html lang="{tag}">' in form
    assert f">{word}</button>" in form
    assert sign_in(address, "读者", PASSWORD, accept_language=preferred).headers["location"] == home


def test_without_signing_in_only_the_public_paths_answer(guarded: Callable[..., str], accounts: Path) -> None:
    address = guarded(accounts=accounts)
    for path in ("/healthz", "/readyz", "/favicon.ico"):
        assert fetch(address, path).status == 200
        assert json.loads(fetch(address, path).body)["role"] == "nobody"
    assert fetch(address, "/login").status == 200
    for path in (
        "/",
        "/api/ask",
        "/v1/models",
        "/mcp",
        "/metrics",
        "/config",
        "/gradio_api/queue/join",
        "/openapi.json",
        "/new",
    ):
        for method in ("GET", "POST", "OPTIONS", "TRACE"):
            reply = fetch(address, path, method, "" if method == "POST" else None)
            assert reply.status == 401, (method, path)
            assert reply.headers["www-authenticate"] == "Bearer"
    said = json.loads(fetch(address, "/api/ask").body)
    assert said == {"error": texts.SIGN_IN_FIRST}
    assert json.loads(fetch(address, "/v1/models").body)["error"]["type"] == "authentication_error"


@pytest.mark.parametrize(
    "path", ["/healthz/../api/documents", "//healthz", "/healthz/", "/login/x", "/api/documents?/healthz"]
)
def test_no_spelling_of_a_path_is_taken_for_a_public_one(
    guarded: Callable[..., str], accounts: Path, path: str
) -> None:
    assert fetch(guarded(accounts=accounts), path).status == 401


@pytest.mark.parametrize("host", ["localhost/healthz?", "localhost/login#", "localhost/healthz%3f"])
def test_no_host_header_turns_a_path_into_a_public_one(guarded: Callable[..., str], accounts: Path, host: str) -> None:
    assert fetch(guarded(accounts=accounts), "/api/documents", host=host).status in (400, 401, 403)


def test_a_browser_is_led_to_the_form(guarded: Callable[..., str], accounts: Path) -> None:
    address = guarded(accounts=accounts)
    led = fetch(address, "/", accept="text/html,*/*")
    assert (led.status, led.headers["location"]) == (303, "/login")
    # from a link elsewhere the cookie is not sent, so a page of our own asks again
    bounced = fetch(address, "/", accept="text/html", sec_fetch_site="cross-site")
    assert (bounced.status, 'content="0;url=/login"' in bounced.body) == (200, True)


def test_a_session_opens_what_its_role_may(guarded: Callable[..., str], accounts: Path) -> None:
    address = guarded(accounts=accounts)
    may = {
        "读者": ("/", "/api/ask", "/v1/chat/completions", "/mcp"),
        "编辑": ("/", "/api/uploads"),
        "主管": ("/", "/metrics", "/unheard/of"),
    }
    may_not = {"读者": ("/api/uploads", "/metrics", "/unheard/of"), "编辑": ("/metrics",), "主管": ()}
    for name in may:
        entered = sign_in(address, name, PASSWORD)
        assert (entered.status, entered.headers["location"]) == (303, "/")
        held = cookie(entered)
        for path in may[name]:
            assert json.loads(fetch(address, path, "POST", "", cookie=held).body)["name"] == name
        for path in may_not[name]:
            refused = fetch(address, path, "POST", "", cookie=held)
            assert refused.status == 403
            assert json.loads(refused.body)["error"].startswith(f"{name} 没有做这件事的权限")
    assert fetch(address, "/api/documents", cookie=held).status == 200
    reader = cookie(sign_in(address, "读者", PASSWORD))
    assert fetch(address, "/api/documents", "DELETE", cookie=reader).status == 403


def test_the_cookie_is_for_this_site_and_no_script(guarded: Callable[..., str], accounts: Path) -> None:
    plain = sign_in(guarded(accounts=accounts, session_seconds=600), "读者", PASSWORD).headers["set-cookie"]
    assert re.fullmatch(rf"{COOKIE}=[\w.-]+; HttpOnly; Max-Age=600; Path=/; SameSite=strict", plain)
    behind = guarded(accounts=accounts, proxies=("127.0.0.1",))
    secure = sign_in(behind, "读者", PASSWORD, x_forwarded_proto="https")
    assert secure.headers["set-cookie"].endswith("; Secure")
    assert secure.headers["strict-transport-security"] == "max-age=31536000"


def test_a_session_ends_when_one_leaves_when_the_password_changes_and_when_the_account_goes(
    guarded: Callable[..., str], accounts: Path, hashes: dict[str, str]
) -> None:
    address = guarded(accounts=accounts)
    left, other = (cookie(sign_in(address, "读者", PASSWORD)) for _ in range(2))
    assert "读者（读者）" in fetch(address, "/logout", cookie=left).body
    out = fetch(address, "/logout", "POST", "", cookie=left)
    assert (out.status, out.headers["location"]) == (303, "/login")
    assert f'{COOKIE}=""' in out.headers["set-cookie"]
    assert [fetch(address, "/api/ask", cookie=held).status for held in (left, other)] == [401, 200]
    with changing(accounts) as draft:
        draft.put(replace(draft.named("读者"), password=hashes[OTHER]))
    assert fetch(address, "/api/ask", cookie=other).status == 401
    again = cookie(sign_in(address, "读者", OTHER))
    assert fetch(address, "/api/ask", cookie=again).status == 200
    with changing(accounts) as draft:
        draft.accounts = draft.accounts.drop("读者")
    assert fetch(address, "/api/ask", cookie=again).status == 401


def test_another_site_can_neither_sign_in_nor_out(guarded: Callable[..., str], accounts: Path) -> None:
    address = guarded(accounts=accounts)
    foreign = sign_in(address, "读者", PASSWORD, origin="http://evil.example")
    assert (foreign.status, "set-cookie" in foreign.headers) == (403, False)
    held = cookie(sign_in(address, "读者", PASSWORD))
    assert fetch(address, "/logout", "POST", "", cookie=held, sec_fetch_site="cross-site").status == 403
    assert fetch(address, "/api/ask", cookie=held).status == 200


@pytest.mark.parametrize(
    "form",
    [
        "",
        "name=读者",
        "name=a&name=b&password=c",
        "name=%ff&password=x",
        "&" * 100,
        "x" * 5_000,
        "name=a&password=b" + "&x=" * 9,
    ],
)
def test_a_form_that_is_none_is_told(guarded: Callable[..., str], accounts: Path, form: str) -> None:
    reply = fetch(guarded(accounts=accounts), "/login", "POST", form)
    assert (reply.status, texts.SIGN_IN_FORM in reply.body) == (400, True)


def test_what_is_typed_comes_back_as_text(guarded: Callable[..., str], accounts: Path) -> None:
    reply = sign_in(guarded(accounts=accounts), '"><script>alert(1)</script>', "x" * 12)
    assert reply.status == 403
    assert "<script" not in reply.body
    assert "&lt;script&gt;" in reply.body


def test_failures_are_slowed_down_for_a_name_from_an_address(guarded: Callable[..., str], accounts: Path) -> None:
    address = guarded(accounts=accounts, proxies=("127.0.0.1",))
    for name in ("读者", "没有的"):  # nobody learns which accounts there are
        replies = [sign_in(address, name, "错的错的错的错的错的", x_forwarded_for="192.0.2.1") for _ in range(6)]
        assert [reply.status for reply in replies] == [403] * 5 + [429]
        assert 800 < int(replies[-1].headers["retry-after"]) <= 900
        assert "请等 15 分钟再试" in replies[-1].body
    assert sign_in(address, "读者", PASSWORD, x_forwarded_for="192.0.2.1").status == 429
    assert sign_in(address, "编辑", PASSWORD, x_forwarded_for="192.0.2.1").status == 303
    assert sign_in(address, "读者", PASSWORD, x_forwarded_for="192.0.2.2").status == 303


def test_a_burst_of_guesses_is_slowed_down_too(guarded: Callable[..., str], accounts: Path) -> None:
    address = guarded(accounts=accounts)
    with ThreadPoolExecutor(12) as pool:
        found = list(
            pool.map(lambda number: sign_in(address, "读者", f"错的错的错的错的{number:02}").status, range(12))
        )
    assert 5 <= found.count(403) <= 5 + CHECKS - 1
    assert set(found) == {403, 429}


def test_a_token_opens_what_it_was_given_for_and_no_more(guarded: Callable[..., str], accounts: Path) -> None:
    asks = give_token(accounts, "主管", Scope.ASK)
    scrapes = give_token(accounts, "主管", Scope.METRICS)
    reads = give_token(accounts, "读者", Scope.ASK, Scope.DOCUMENTS)
    address = guarded(accounts=accounts)
    opened = {
        token: [path for path in ("/api/ask", "/v1/models", "/mcp", "/api/documents", "/metrics", "/") if fetch(address, path, authorization=token).status == 200]
        for token in (asks, scrapes, reads)
    }  # fmt: skip
    assert list(opened.values()) == [
        ["/api/ask", "/v1/models"],
        ["/metrics"],
        ["/api/ask", "/v1/models", "/mcp", "/api/documents", "/"],
    ]
    assert fetch(address, "/api/documents", "DELETE", authorization=asks).status == 403
    assert fetch(address, "/api/ask", "POST", "", authorization=asks, origin="http://evil.example").status == 200


def test_a_token_that_is_wrong_old_or_revoked_opens_nothing(guarded: Callable[..., str], accounts: Path) -> None:
    old = give_token(accounts, "读者", Scope.ASK, expires=date.today() - timedelta(days=1))
    good = give_token(accounts, "读者", Scope.ASK)
    address = guarded(accounts=accounts)
    assert fetch(address, "/api/ask", authorization=good.replace("Bearer", "bearer")).status == 200
    for shown in (old, good[:-1], "Bearer ", "Bearer x", f"{good} x"):
        reply = fetch(address, "/api/ask", authorization=shown)
        assert (reply.status, json.loads(reply.body)) == (401, {"error": texts.BAD_TOKEN}), shown
    assert fetch(address, "/api/ask", authorization=good.replace("Bearer", "Basic")).status == 401
    with changing(accounts) as draft:
        draft.put(replace(draft.named("读者"), tokens=()))
    assert fetch(address, "/api/ask", authorization=good).status == 401


def test_a_file_that_breaks_lets_nobody_in_and_says_nothing_of_it(guarded: Callable[..., str], accounts: Path) -> None:
    address = guarded(accounts=accounts)
    held = cookie(sign_in(address, "主管", PASSWORD))
    accounts.write_text("secret: 秘密\n", encoding="utf-8")
    reply = fetch(address, "/api/ask", cookie=held)
    assert (reply.status, json.loads(reply.body)) == (503, {"error": texts.NO_ACCOUNTS_NOW})
    accounts.unlink()
    assert fetch(address, "/", cookie=held).status == 503
    assert fetch(address, "/healthz").status == 200


def test_the_first_account_closes_a_server_that_runs(guarded: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "accounts.yaml"
    address = guarded(accounts=file)
    assert fetch(address, "/").status == 200
    with changing(file) as draft:
        draft.put(Account("读者", Role.READER))
    assert fetch(address, "/").status == 401


# -- rates and proxies -----------------------------------------------------------------------------------------------


def test_each_token_has_its_own_rate(guarded: Callable[..., str], accounts: Path) -> None:
    one, two = give_token(accounts, "读者", Scope.ASK), give_token(accounts, "读者", Scope.ASK)
    address = guarded(accounts=accounts, rate_account="3/minute")
    replies = [fetch(address, "/api/ask", authorization=one) for _ in range(4)]
    assert [reply.status for reply in replies] == [200, 200, 200, 429]
    wait = replies[-1].headers["retry-after"]
    assert 50 < int(wait) <= 60
    assert json.loads(replies[-1].body) == {"error": f"请求太多了。请等 {wait} 秒再试"}
    assert fetch(address, "/api/ask", authorization=two).status == 200
    assert json.loads(fetch(address, "/v1/models", authorization=one).body)["error"]["type"] == "rate_limit_error"


def test_an_address_has_a_rate_whoever_asks_and_the_pages_own_files_are_not_counted(
    guarded: Callable[..., str], accounts: Path
) -> None:
    address = guarded(accounts=accounts, rate_address="3/minute", proxies=("127.0.0.0/8",))
    asked = [fetch(address, "/api/ask", x_forwarded_for="192.0.2.1").status for _ in range(4)]
    assert asked == [401, 401, 401, 429]
    assert fetch(address, "/api/ask", x_forwarded_for="192.0.2.2").status == 401
    assert {fetch(address, "/assets/x.js", x_forwarded_for="192.0.2.2").status for _ in range(9)} == {401}


def test_nobody_at_this_machine_is_counted_while_it_is_open(guarded: Callable[..., str]) -> None:
    address = guarded(rate_address="3/minute")
    assert {fetch(address, "/api/ask").status for _ in range(9)} == {200}


def test_what_a_client_says_of_its_address_counts_only_through_a_trusted_proxy(guarded: Callable[..., str]) -> None:
    lies = {"x_forwarded_for": "192.0.2.9", "x_forwarded_proto": "https"}
    told = json.loads(fetch(guarded(), "/", **lies).body)
    assert (told["client"], told["scheme"]) == ("127.0.0.1", "http")
    other = json.loads(fetch(guarded(proxies=("192.0.2.100",)), "/", **lies).body)
    assert (other["client"], other["scheme"]) == ("127.0.0.1", "http")
    chain = {"x_forwarded_for": "198.51.100.1, 192.0.2.9, 127.0.0.1", "x_forwarded_proto": "https"}
    believed = json.loads(fetch(guarded(proxies=("127.0.0.0/8",)), "/", **chain).body)
    assert (believed["client"], believed["scheme"]) == ("192.0.2.9", "https")


# -- where the server may listen -------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.1"])
def test_other_machines_reach_no_server_without_accounts_unless_told_so(
    tmp_path: Path, host: str, accounts: Path
) -> None:
    settings = Settings(library=tmp_path / "library")
    with pytest.raises(ServeError, match=r"没有账号.*accounts add.*--open"):
        check_listening(host, policy(settings, anyone=False))
    check_listening(host, policy(settings, anyone=True))
    check_listening(host, policy(Settings(library=tmp_path, accounts=accounts), anyone=False))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
def test_this_machine_reaches_it_always(tmp_path: Path, host: str) -> None:
    check_listening(host, policy(Settings(library=tmp_path / "library"), anyone=False))


def test_the_command_refuses_before_it_loads_anything(tmp_path: Path) -> None:
    from click.testing import CliRunner

    done = CliRunner().invoke(cli, ["--library", str(tmp_path / "none"), "serve", "--host", "0.0.0.0"])
    assert done.exit_code == 1
    assert done.stderr.startswith("错误：在 0.0.0.0 上，别的机器也能打开网页，而现在没有账号")


# -- the whole server ------------------------------------------------------------------------------------------------


def test_no_password_and_no_token_is_ever_logged(
    accounts: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    token = give_token(accounts, "读者", Scope.ASK)
    with closing(start(build(FakeBot(), Policy(accounts, rate_account="2/minute")), HOST, free_port())) as served:  # type: ignore[arg-type]
        address = served.address
        held = cookie(sign_in(address, "读者", PASSWORD))
        sign_in(address, OTHER, "错的错的错的错的错的")  # a password in the wrong field
        for shown in (token, f"{token}x"):
            for path in ("/api/ask", "/api/ask", "/api/ask", "/api/documents", "/nothing"):
                fetch(address, path, "POST", "{", authorization=shown)
        fetch(address, "/config", cookie=held)
        fetch(address, "/logout", "POST", "", cookie=held)
    logged = caplog.text + "".join(capfd.readouterr())
    assert "signed in" in logged
    assert "sign-in refused" in logged
    for secret in (PASSWORD, OTHER, "错的错的", token.removeprefix("Bearer "), token[-20:], held.partition("=")[2]):
        assert secret not in logged


def test_every_event_of_the_page_knows_who_sends_it(accounts: Path) -> None:
    """gradio keeps the request of an event for the thread that handles it later."""
    with closing(start(build(FakeBot(), Policy(accounts)), HOST, free_port())) as served:  # type: ignore[arg-type]
        held = cookie(sign_in(served.address, "编辑", PASSWORD))
        config = json.loads(fetch(served.address, "/config", cookie=held).body)
        loads = [each for each in config["dependencies"] if each["targets"] and each["targets"][0][1] == "load"]
        event = next(each for each in loads if each["backend_fn"])
        body = json.dumps({"data": [], "fn_index": event["id"], "session_hash": "abc"})
        sent = {"cookie": held, "content_type": "application/json"}
        assert (
            fetch(served.address, "/gradio_api/queue/join", "POST", body, content_type="application/json").status == 401
        )
        assert fetch(served.address, "/gradio_api/queue/join", "POST", body, **sent).status == 200
        assert ">编辑</a>" in fetch(served.address, "/gradio_api/queue/data?session_hash=abc", cookie=held).body


def test_every_response_carries_the_headers(accounts: Path) -> None:
    with closing(start(build(FakeBot(), Policy(accounts)), HOST, free_port())) as served:  # type: ignore[arg-type]
        held = cookie(sign_in(served.address, "读者", PASSWORD))
        for path in ("/login", "/", "/api/documents", "/nothing", "/healthz", "/config"):
            headers = fetch(served.address, path, cookie=held).headers
            assert headers["content-security-policy"].startswith("default-src 'self'")
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert "no-store" in headers["cache-control"], path


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_signing_in_and_out_in_a_browser(browser: Browser, accounts: Path, scripts: bool) -> None:
    with closing(start(build(FakeBot(), Policy(accounts)), HOST, free_port())) as served:  # type: ignore[arg-type]
        context = browser.new_context(
            locale="zh-CN", java_script_enabled=scripts, viewport={"width": 390, "height": 800}
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        outside: list[str] = []
        page.on(
            "request", lambda r: None if r.url.startswith((served.address, "data:", "blob:")) else outside.append(r.url)
        )
        page.goto(served.address)
        expect(page).to_have_url(f"{served.address}login")
        page.fill("[name=name]", "读者")
        page.fill("[name=password]", "错的错的错的错的错的")
        page.click("#enter")
        expect(page.locator("[role=alert]")).to_have_text(texts.WRONG_PASSWORD)
        expect(page.locator("[name=name]")).to_have_value("读者")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        expect(page).to_have_url(served.address)
        (held,) = context.cookies()
        assert (held["httpOnly"], held["sameSite"]) == (True, "Strict")
        if scripts:
            page.wait_for_selector("#question textarea")
            expect(page.locator("#who a")).to_have_text("读者")
            ask(page, "慈溪市2023年高新技术产业投资是多少？")
            expect(page.locator("#chat .bot-row").last).to_contain_text("165.3亿元")
            page.click("#who a")
        else:
            page.goto(f"{served.address}logout")
        expect(page.locator("main")).to_contain_text("已登录：读者（读者）")
        page.click("#leave")
        expect(page).to_have_url(f"{served.address}login")
        assert context.cookies() == []
        assert outside == []
        context.close()


def test_a_link_on_another_site_leads_in_whoever_has_signed_in(browser: Browser, accounts: Path) -> None:
    """The cookie is not sent with such a request; the page between sends it."""
    with (
        closing(start(build(FakeBot(), Policy(accounts)), HOST, free_port())) as served,
        OtherSite(served.address) as other,
    ):  # type: ignore[arg-type]
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(served.address)
        page.fill("[name=name]", "读者")
        page.fill("[name=password]", PASSWORD)
        page.click("#enter")
        page.wait_for_selector("#question textarea")
        page.goto(other)
        page.click("a")
        page.wait_for_selector("#question textarea")
        expect(page).to_have_url(served.address)
        context.close()


class OtherSite:
    """A page at `localhost` that links to an address at 127.0.0.1, which is another site."""

    def __init__(self, address: str) -> None:
        html = f'<a href="{address}">x</a>'.encode()
        self._reply = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n" + html
        self._listening = socket.create_server((HOST, 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                connection.recv(65_536)
                connection.sendall(self._reply)

    def __enter__(self) -> str:
        return f"http://localhost:{self._listening.getsockname()[1]}/"

    def __exit__(self, *_: object) -> None:
        self._listening.close()
