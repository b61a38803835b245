"""The HTTP API over the sample documents, asked through a socket as any client would."""

import http.client
import io
import json
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import openpyxl
import pytest
import schemathesis
from conftest import HOST, free_port
from fastapi import Request
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bot.bot import PolicyBot
from corpus.errors import PolicybotError
from index.feedback import all_feedback, delete_feedback
from ui import texts
from ui.app import MAX_BODY, build
from ui.faults import fault
from ui.server import start

THREADS = 40
"""Requests that the framework serves at a time; others wait in line."""

QUESTION = "慈溪2024年研发投入强度目标是多少？"
FIGURE = "3.53%"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


def fetch(address: str, path: str, body: Any = None, method: str = "", **headers: str) -> Reply:
    """One request, its path sent as it is; a body that is not bytes goes as JSON."""
    connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=30)
    if body is not None and not isinstance(body, bytes):
        body, headers = json.dumps(body).encode(), {"content-type": "application/json", **headers}
    connection.request(method or ("POST" if body is not None else "GET"), path, body, headers)
    answer = connection.getresponse()
    reply = Reply(answer.status, answer.headers, answer.read())
    connection.close()
    return reply


def query(path: str, **values: Any) -> str:
    return f"{path}?{urlencode(values, doseq=True)}"


@pytest.fixture(scope="module")
def address(samples_bot: PolicyBot) -> Iterator[str]:
    served = start(build(samples_bot), HOST, free_port())
    yield served.address
    served.close()


def text_of(address: str, document: str) -> str:
    return str(fetch(address, f"/api/documents/{document}").data["text"])


def test_an_answer_cites_with_offsets(address: str) -> None:
    reply = fetch(address, "/api/ask", {"question": QUESTION})
    assert reply.status == 200
    answer = reply.data
    assert answer["answer"].startswith(f"{FIGURE} [1]")
    assert (answer["refused"], answer["reason"], answer["kind"]) == (False, None, "number")
    (citation,) = answer["citations"]
    text = text_of(address, citation["document"]["id"])
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["document"]["source"] == "cixi-science-report-2023.txt"  # a name, and no path


def test_a_follow_up_and_filters(address: str) -> None:
    reply = fetch(address, "/api/ask", {"question": "宁波呢？", "history": [QUESTION], "filters": {"region": "宁波市"}})
    assert reply.data["answer"].startswith("3.3% [1]")
    other = fetch(address, "/api/ask", {"question": QUESTION, "filters": {"region": "广州市"}})
    assert (other.status, other.data["refused"]) == (200, True)
    for day, refused in (("2010-01-01", True), ("2024-12-01", False)):
        dated = fetch(address, "/api/ask", {"question": QUESTION, "filters": {"in_force": day}})
        assert (dated.status, dated.data["refused"]) == (200, refused), day


def test_an_answer_is_streamed_to_whoever_asks_for_events(address: str) -> None:
    reply = fetch(address, "/api/ask", {"question": QUESTION}, accept="text/event-stream")
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = re.findall(r"event: (\w+)\ndata: (.*)\n\n", reply.body.decode())
    assert [name for name, _ in events] == ["text", "text", "answer"]
    whole = json.loads(events[-1][1])
    assert "".join(json.loads(data)["text"] for _, data in events[:-1]) == whole["answer"]
    assert whole["citations"][0]["quote"] in whole["answer"]


def test_a_search_gives_passages_at_their_offsets(address: str) -> None:
    found = fetch(address, query("/api/search", q="研发投入强度", region="慈溪市", limit=3)).data
    passages = found["passages"]
    assert 1 <= len(passages) <= 3
    assert [passage["rank"] for passage in passages] == list(range(1, len(passages) + 1))
    assert passages == sorted(passages, key=lambda passage: -passage["score"])
    for passage in passages:
        assert text_of(address, passage["document"]["id"])[passage["start"] : passage["end"]] == passage["text"]


def test_targets_are_filtered_as_on_the_command_line(address: str) -> None:
    found = fetch(address, query("/api/targets", region="慈溪市", year=2024, kind="目标", metric="研发投入强度")).data
    assert found["total"] == 1
    (row,) = found["targets"]
    assert (row["value"], row["unit"], row["figure"], row["kind"], row["year"]) == ("3.53", "%", FIGURE, "目标", 2024)
    text = text_of(address, row["document"]["id"])
    assert text[row["start"] : row["end"]] == FIGURE
    assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    everything = fetch(address, query("/api/targets", limit=5)).data
    assert everything["total"] > len(everything["targets"]) == 5
    body = fetch(address, query("/api/targets", organisation="前湾新区")).data
    assert {row["organisation"] for row in body["targets"]} == {"前湾新区"}


def test_targets_as_files_hold_every_row(address: str) -> None:
    total = fetch(address, "/api/targets").data["total"]
    csv = fetch(address, query("/api/targets", format="csv", limit=1))
    assert csv.headers["content-disposition"] == 'attachment; filename="targets.csv"'
    assert len(csv.body.decode("utf-8-sig").strip().splitlines()) == total + 1
    xlsx = fetch(address, query("/api/targets", format="xlsx"))
    assert openpyxl.load_workbook(io.BytesIO(xlsx.body)).active.max_row == total + 1


def test_documents_are_listed_in_parts(address: str, samples_bot: PolicyBot) -> None:
    first = fetch(address, query("/api/documents", limit=10)).data
    rest = fetch(address, query("/api/documents", offset=10)).data
    assert first["total"] == rest["total"] == samples_bot.library.catalogue.counts()[0]
    listed = [document["id"] for document in first["documents"] + rest["documents"]]
    assert listed == [entry.id for entry in samples_bot.library.catalogue.entries()]
    assert all("/" not in document["source"] for document in first["documents"])
    whole = fetch(address, f"/api/documents/{listed[0]}").data
    for passage in whole["passages"]:
        assert whole["text"][passage["start"] : passage["end"]] == passage["text"]


def test_benefits_are_matched_with_their_clauses(address: str, samples_bot: PolicyBot) -> None:
    asked = {"profile": {"region": "北京市/海淀区"}, "description": "我们是高企", "as_of": "2026-11-27", "limit": 3}
    found = fetch(address, "/api/match", asked).data
    assert found["count"] > len(found["benefits"]) == 3
    for benefit in found["benefits"]:
        assert benefit["verdict"] in ("符合", "缺信息", "不符合", "不在有效期")
        text = fetch(address, f"/api/documents/{benefit['document']['id']}").data["text"]
        for clause in (*benefit["gives"], *benefit["confirm"]):
            assert text[clause["start"] : clause["end"]] == clause["quote"]
    refused = fetch(address, "/api/match", {"profile": {"staff": "很多"}})
    assert (refused.status, "不是数字" in refused.data["error"]) == (422, True)


def test_a_judgement_of_an_answer_is_kept(address: str, samples_bot: PolicyBot) -> None:
    answer = fetch(address, "/api/ask", {"question": QUESTION}).data
    spans = [
        {"document": each["document"]["id"], **{name: each[name] for name in ("start", "end")}}
        for each in answer["citations"]
    ]
    judged = {"question": QUESTION, "answer": answer["answer"], "helpful": True, "citations": spans, "reason": "对"}
    reply = fetch(address, "/api/feedback", judged)
    assert reply.status == 201
    kept = all_feedback(samples_bot.library.catalogue)[reply.data["id"]]
    assert (kept.question, kept.answer, kept.helpful, kept.reason) == (QUESTION, answer["answer"], True, "对")
    text = text_of(address, kept.citations[0].document)
    assert FIGURE in text[kept.citations[0].start : kept.citations[0].end]
    for wrong in ({"end": 10**9}, {"document": "0" * 16}, {"start": 7, "end": 7}):
        refused = fetch(address, "/api/feedback", {**judged, "citations": [{**spans[0], **wrong}]})
        assert (refused.status, "citations" in refused.data["error"]) == (422, True), wrong
    assert delete_feedback(samples_bot.library.catalogue, [reply.data["id"]]) == 1


def test_health(address: str, samples_bot: PolicyBot) -> None:
    assert fetch(address, "/healthz").data == {"status": "ok", "documents": None}
    count = samples_bot.library.catalogue.counts()[0]
    assert fetch(address, "/readyz").data == {"status": "ok", "documents": count}


def test_the_server_is_known_to_live_while_all_its_threads_answer(samples_bot: PolicyBot) -> None:
    arrived, goes_on = threading.Semaphore(0), threading.Event()

    class Waiting:
        library = samples_bot.library
        document = samples_bot.document
        examples = samples_bot.examples
        choices = samples_bot.choices

        def ask(self, question: str, **_: Any) -> Any:
            arrived.release()
            goes_on.wait(60)
            return samples_bot.ask(question)

    served = start(build(Waiting()), HOST, free_port())  # type: ignore[arg-type]
    with ThreadPoolExecutor(60) as pool:
        waiting = [pool.submit(fetch, served.address, "/api/ask", {"question": QUESTION}) for _ in range(60)]
        assert all(arrived.acquire(timeout=60) for _ in range(THREADS))
        assert fetch(served.address, "/healthz").data["status"] == "ok"
        goes_on.set()
        assert {reply.result().status for reply in waiting} == {200}
    served.close()


def test_a_library_that_fails_is_told_and_the_server_lives(samples_bot: PolicyBot) -> None:
    class Broken:
        library = samples_bot.library
        examples = choices = document = None

        def ask(self, question: str, **_: Any) -> None:
            raise PolicybotError("资料库被移走了。请重新打开") if "移走" in question else ZeroDivisionError

    from fastapi.testclient import TestClient

    from ui.app import HANDLERS, api
    from ui.metrics import Metrics

    client = TestClient(api(Broken(), Metrics(), exception_handlers=HANDLERS), raise_server_exceptions=False)  # type: ignore[arg-type]
    gone = client.post("/api/ask", json={"question": "移走"})
    assert (gone.status_code, gone.json()) == (503, {"error": "资料库被移走了。请重新打开"})
    fault = client.post("/api/ask", json={"question": "别的"})
    assert (fault.status_code, fault.json()) == (500, {"error": texts.INTERNAL})
    assert client.get("/healthz").status_code == 200


def test_who_may_not_is_told_so_with_a_fitting_status(samples_bot: PolicyBot) -> None:
    from fastapi.testclient import TestClient

    from ui.access import Role, require
    from ui.app import HANDLERS, api
    from ui.metrics import Metrics

    app = api(samples_bot, Metrics(), exception_handlers=HANDLERS)

    @app.post("/api/change")
    def change(request: Request) -> None:
        require(request, Role.EDITOR)

    refused = TestClient(app).post("/api/change")
    assert refused.status_code == 403
    assert refused.json()["error"].startswith("未登录 没有做这件事的权限")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({}, 422, "缺少 question"),
        ({"question": ""}, 422, "question 不能为空"),
        ({"question": "　\n"}, 422, "question 的写法不对"),
        ({"question": "长" * 2001}, 422, "question 最多 2000 个字符"),
        ({"question": 1}, 422, "question 应为文字"),
        ({"question": "\ud800"}, 422, "question 不对"),
        ({"question": "问", "history": ["问"] * 21}, 422, "history 最多 20 项"),
        ({"question": "问", "filters": {"year": "去年"}}, 422, "filters.year 应为整数"),
        ({"question": "问", "filters": {"year": 10**30}}, 422, "filters.year 不能大于 2200"),
        ({"question": "问", "more": 1}, 422, "没有 more 这个参数"),
        ([], 422, "请求体应为 JSON 对象"),
        (b"{", 422, "请求体不是有效的 JSON"),
        (b'"\xa3"', 400, "请求体不是有效的 JSON"),
    ],
)
def test_a_bad_question_is_told_in_a_sentence(address: str, body: Any, status: int, said: str) -> None:
    headers = {"content-type": "application/json"} if isinstance(body, bytes) else {}
    reply = fetch(address, "/api/ask", body, **headers)
    assert (reply.status, list(reply.data)) == (status, ["error"])
    assert reply.data["error"].startswith(said)
    assert reply.data["error"].endswith("请改正后再试") or "Content-Type" in reply.data["error"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/targets?year=x", 422, "year 应为整数"),
        ("/api/targets?kind=x", 422, "kind.0 应是 '完成'、'目标'、'增长'、'占比'、'排名' 之一"),
        ("/api/targets?format=exe", 422, "format 应是"),
        ("/api/targets?limit=0", 422, "limit 不能小于 1"),
        ("/api/search", 422, "缺少 q"),
        ("/api/documents?offset=-1", 422, "offset 不能小于 0"),
        ("/api/documents?as_of=0", 422, "日期 as_of 应写成 2026-01-31 这样"),
        ("/api/documents?as_of=2026-02-30", 422, "日期 as_of 应是真有的一天"),
        ("/api/search?q=x&in_force=20260101", 422, "日期 in_force 应写成 2026-01-31 这样"),
        ("/api/documents/0123456789abcdef", 404, "资料库中没有编号为 0123456789abcdef 的文件"),
        ("/api/documents/%2Fetc%2Fpasswd", 404, texts.NO_SUCH_PAGE),
        ("/api/documents/..%2f..%2fcatalogue.sqlite", 404, texts.NO_SUCH_PAGE),
        ("/api/documents/" + quote("慈溪"), 422, "id 的写法不对"),
        ("/api/nothing", 404, texts.NO_SUCH_PAGE),
        ("/api/ask", 405, texts.WRONG_METHOD),
        ("/nothing", 404, texts.NO_SUCH_PAGE),
    ],
)
def test_a_bad_address_is_told_in_a_sentence(address: str, path: str, status: int, said: str) -> None:
    reply = fetch(address, path)
    assert (reply.status, list(reply.data)) == (status, ["error"])
    assert reply.data["error"].startswith(said)


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/queue/join"])
def test_a_body_too_large_is_refused(address: str, path: str) -> None:
    reply = fetch(address, path, b" " * (MAX_BODY + 1), **{"content-type": "application/json"})
    assert reply.status == 413


def test_a_body_of_any_allowed_question_is_served(address: str) -> None:
    """Every character written as two escapes, as some clients do: 12 bytes each."""
    asked = {"question": "𠮷" * 2_000, "history": ["𠮷" * 2_000] * 20}
    assert MAX_BODY > len(json.dumps(asked)) > 500_000
    assert fetch(address, "/api/ask", asked).status == 200


def test_only_what_the_page_needs_of_its_framework_is_open(address: str) -> None:
    for path in (
        "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://192.0.2.1/", "/gradio_api/openapi.json",
        "/gradio_api/stream/x", "/gradio_api/vibe-code", "/monitoring", "/gradio_api/run-history/records", "/docs",
        "/redoc", "/static/%2e%2e/%2e%2e/routes.py", "/assets/../../../routes.py", "//etc/passwd",
    ):  # fmt: skip
        for method in ("GET", "POST"):
            assert fetch(address, path, method=method).status in (404, 403), (method, path)


def test_every_response_tells_the_browser_to_fetch_nothing_from_elsewhere(address: str) -> None:
    for path in ("/", "/api/targets", "/nothing", "/api/search"):
        headers = fetch(address, path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_the_openapi_document_has_examples_and_names_every_failure(address: str) -> None:
    document = fetch(address, "/openapi.json").data
    assert set(document["paths"]) == {
        "/api/ask", "/api/search", "/api/targets", "/api/match", "/api/documents", "/api/documents/{id}", "/api/documents/{id}/reread",
        "/api/documents/{id}/file",
        "/api/documents/uploads/{batch}", "/healthz", "/readyz", "/metrics", "/v1/models", "/v1/models/{model}", "/v1/chat/completions",
        "/api/feedback", "/api/evaluations", "/api/evaluations/{name}.{form}", "/api/question-template.{form}",
    }  # fmt: skip
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert operation["summary"], path
            for status, response in operation["responses"].items():
                if status[0] in "45":
                    schema = response["content"]["application/json"]["schema"]
                    name = "ChatFailure" if path.startswith("/v1/") else "Failure"
                    assert schema == {"$ref": f"#/components/schemas/{name}"}, (path, status)
    example = document["components"]["schemas"]["Ask"]["properties"]["question"]["examples"][0]
    assert fetch(address, "/api/ask", {"question": example}).status == 200
    fields = document["components"]["schemas"]["Chat"]["properties"]
    chat = {name: field["examples"][0] for name, field in fields.items() if "examples" in field}
    assert fetch(address, "/v1/chat/completions", chat).status == 200


def test_an_error_without_words_of_its_own_is_still_a_sentence() -> None:
    assert fault({"type": "something_new", "loc": ("query", "x" * 100)}) == f"{'x' * 40}… 不对。请改正后再试"


def test_many_at_once(address: str) -> None:
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda _: fetch(address, "/api/ask", {"question": QUESTION}), range(64)))
    assert {reply.status for reply in replies} == {200}
    assert {reply.data["answer"] for reply in replies} == {replies[0].data["answer"]}


def test_no_request_breaks_the_server_or_what_the_document_says(address: str) -> None:
    schema = schemathesis.openapi.from_url(f"{address}openapi.json")
    every = [result.ok() for result in schema.get_all_operations()]
    operations = [each for each in every if each.tags != ["资料库"]]  # what changes a library: test_ui_documents_api.py
    assert {each.path for each in every} == set(schema)
    assert operations
    for operation in operations:
        takes_nothing = not operation.body and not list(operation.iter_parameters())
        for mode in [GenerationMode.POSITIVE] if takes_nothing else GenerationMode:

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
            def holds(case: schemathesis.Case) -> None:
                # what names a profile may hold, where a quote may stand, which models there are, and that a question comes
                # last is more than a schema says: anything else is refused
                said_all = case.path not in ("/api/match", "/api/feedback") and not case.path.startswith("/v1/")
                unsaid = [] if said_all else [positive_data_acceptance]
                case.call_and_validate(excluded_checks=unsaid)

            holds()
