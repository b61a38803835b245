"""What the server tells Prometheus, read as Prometheus reads it."""

import http.client
import json
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import HOST, free_port
from prometheus_client.parser import text_string_to_metric_families

from bot.bot import PolicyBot
from bot.records import Answer, Checked, Fate, Kind, Writing
from corpus.errors import PolicybotError
from ui.app import build
from ui.metrics import Counted, Metrics
from ui.server import start

QUESTION = "慈溪2024年研发投入强度目标是多少？"
Figures = dict[tuple[str, frozenset[tuple[str, str]]], float]


def figures(text: str) -> Figures:
    families = text_string_to_metric_families(text)
    return {(each.name, frozenset(each.labels.items())): each.value for family in families for each in family.samples}


def figure(found: Figures, name: str, **labels: str) -> float:
    return found.get((name, frozenset(labels.items())), 0)


@pytest.fixture
def address(samples_bot: PolicyBot) -> Iterator[str]:
    served = start(build(samples_bot), HOST, free_port())
    yield served.address.removeprefix("http://").rstrip("/")
    served.close()


def fetch(address: str, path: str, body: Any = None, method: str = "") -> str:
    connection = http.client.HTTPConnection(address, timeout=30)
    data = None if body is None else json.dumps(body).encode()
    connection.request(method or ("POST" if data else "GET"), path, data, {"content-type": "application/json"})
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def test_requests_and_answers_are_counted_without_a_word_of_them(address: str, samples_bot: PolicyBot) -> None:
    for _ in range(2):
        fetch(address, "/api/ask", {"question": QUESTION})
    fetch(address, "/api/ask", {"question": "三亚2024年研发投入强度目标是多少？"})
    fetch(address, "/api/ask", {"question": ""})
    messages = [{"role": "user", "content": QUESTION}]
    fetch(address, "/v1/chat/completions", {"model": "policybot", "messages": messages, "stream": True})
    fetch(address, "/v1/models/secret-model")
    fetch(address, "/api/documents/0123456789abcdef")
    fetch(address, "/secret-path")
    fetch(address, "/api/secret-path", method="PROPFIND")
    fetch(address, "/")
    text = fetch(address, "/metrics")
    found = figures(text)
    for route, method, status, count in (
        ("/api/ask", "POST", "200", 3),
        ("/api/ask", "POST", "422", 1),
        ("/v1/chat/completions", "POST", "200", 1),
        ("/v1/models/{model}", "GET", "404", 1),
        ("/api/documents/{id}", "GET", "404", 1),
        ("other", "GET", "404", 1),
        ("page", "GET", "200", 1),
    ):
        labels = {"route": route, "method": method, "status": status}
        assert figure(found, "policybot_requests_total", **labels) == count, labels
    assert figure(found, "policybot_request_seconds_count", route="/api/ask") == 4
    assert figure(found, "policybot_answers_total", kind="number", refused="false", reason="") == 3
    assert figure(found, "policybot_answers_total", kind="none", refused="true", reason="other_place") == 1
    assert figure(found, "policybot_answer_seconds_count") == 4
    documents, passages = samples_bot.library.catalogue.counts()
    assert figure(found, "policybot_library_documents") == documents
    assert figure(found, "policybot_library_passages") == passages
    assert {dict(labels)["method"] for name, labels in found if name == "policybot_requests_total"} == {
        "GET",
        "POST",
        "other",
    }
    for secret in ("慈溪", "三亚", "secret", "0123456789abcdef", "PROPFIND"):
        assert secret not in text


def test_what_a_language_model_did_is_counted() -> None:
    def answer(failure: str = "") -> Answer:
        checked = tuple(Checked("句", (1,), (), fate) for fate in (Fate.KEPT, Fate.KEPT, Fate.DROPPED))
        return Answer(
            "问", "问", "答", Kind.TEXT, False, None, (), {"total": 20.0}, writing=Writing("m", checked, failure)
        )

    metrics = Metrics()
    for each in (answer(), answer("断了")):
        metrics.answered(each)
    found = figures(metrics.text(Unreadable()).decode())  # type: ignore[arg-type]
    assert figure(found, "policybot_model_calls_total", failed="true") == 1
    assert figure(found, "policybot_model_calls_total", failed="false") == 1
    assert figure(found, "policybot_model_sentences_total", fate="kept") == 4
    assert figure(found, "policybot_model_sentences_total", fate="dropped") == 2
    size = figure(found, "policybot_library_documents")
    assert size != size  # not a number: the rest is told all the same


class Unreadable:
    @property
    def catalogue(self) -> Any:
        raise PolicybotError("资料库被移走了")


def test_an_answer_that_its_reader_has_left_is_not_counted(samples_bot: PolicyBot) -> None:
    metrics = Metrics()
    left = Counted(samples_bot, metrics).stream(QUESTION)
    next(left)
    left.close()  # type: ignore[attr-defined]
    assert "policybot_answers_total{" not in metrics.text(samples_bot.library).decode()
    list(Counted(samples_bot, metrics).stream(QUESTION))
    assert 'policybot_answers_total{kind="number"' in metrics.text(samples_bot.library).decode()
