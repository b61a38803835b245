"""What the server counts and times, for Prometheus. No question, no name and no address is in it: each label takes one of a few
values that stand in the code.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from math import nan
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.records import Answer, Fate
from corpus.errors import PolicybotError
from corpus.records import Document
from index.corrections import Correction
from index.library import Library
from ui.bots import Bot, Offered
from ui.gate import MCP, OWN, PAGE, App, Message, Receive, Scope, Send

TYPE = CONTENT_TYPE_LATEST
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
"""What a client makes up, a method or a path, is counted under this."""

NO_STATUS = "none"
"""The status of a request whose client left before there was one."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Bounds of the histograms: from an answer by rule to the longest that a language model may take."""


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        made: dict[str, Any] = {"registry": self.registry}
        self.requests = Counter(
            "policybot_requests", "Requests by route, method and status.", ["route", "method", "status"], **made
        )
        self.seconds = Histogram(
            "policybot_request_seconds", "Seconds until a response has ended.", ["route"], buckets=SECONDS, **made
        )
        self.answers = Counter(
            "policybot_answers", "Answers by kind; a refusal has its reason.", ["kind", "refused", "reason"], **made
        )
        self.answer_seconds = Histogram(
            "policybot_answer_seconds", "Seconds until an answer was complete.", buckets=SECONDS, **made
        )
        self.model = Counter("policybot_model_calls", "Answers that a language model wrote.", ["failed"], **made)
        self.sentences = Counter(
            "policybot_model_sentences", "Sentences of a language model by what became of them.", ["fate"], **made
        )
        self.documents = Gauge("policybot_library_documents", "Documents in the library.", **made)
        self.passages = Gauge("policybot_library_passages", "Passages in the library.", **made)
        Info("policybot", "The version that runs.", **made).info({"version": version("policybot")})

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        self.answers.labels(answer.kind, str(answer.refused).lower(), answer.reason or "").inc()
        self.answer_seconds.observe(answer.timings_ms["total"] / 1000)
        if answer.writing is not None:
            self.model.labels(str(bool(answer.writing.failure)).lower()).inc()
            for fate in Fate:
                count = sum(each.fate is fate for each in answer.writing.checked)
                self.sentences.labels(fate).inc(count)

    def text(self, library: Library) -> bytes:
        """All figures in Prometheus' format; the size of a library that cannot be read is not a number."""
        sizes: tuple[float, float] = (nan, nan)
        with suppress(PolicybotError, sqlite3.Error):
            sizes = library.catalogue.counts()
        for gauge, size in zip((self.documents, self.passages), sizes, strict=True):
            gauge.set(size)
        return generate_latest(self.registry)


class Counted:
    """A bot whose answers are counted, whoever asks."""

    def __init__(self, bot: Bot, metrics: Metrics) -> None:
        self._bot = bot
        self._metrics = metrics

    @property
    def uncounted(self) -> Bot:
        """The bot itself: what an evaluation asks is no reader's question."""
        return self._bot

    @property
    def library(self) -> Library:
        return self._bot.library

    def ask(self, question: str, **options: Any) -> Answer:
        answer = self._bot.ask(question, **options)
        self._metrics.answered(answer)
        return answer

    def stream(self, question: str, **options: Any) -> Iterator[Answer]:
        """The drafts as they come; one that its reader has left is not counted."""
        answer = None
        for answer in self._bot.stream(question, **options):
            yield answer
        if answer is not None:
            self._metrics.answered(answer)

    def suggestions(self, answer: Answer, **options: Any) -> tuple[str, ...]:
        return self._bot.suggestions(answer, **options)

    def document(self, key: int) -> Document | None:
        return self._bot.document(key)

    def corrections(self, document: Document) -> tuple[Correction, ...]:
        return self._bot.corrections(document)

    def examples(self) -> tuple[str, ...]:
        return self._bot.examples()

    def choices(self) -> Offered:
        return self._bot.choices()


class Measured:
    """An ASGI app whose requests are counted and timed."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), NO_STATUS

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            route = route_of(scope)
            method = scope["method"] if scope["method"] in METHODS else OTHER
            self._metrics.requests.labels(route, method, status).inc()
            self._metrics.seconds.labels(route).observe(time.perf_counter() - started)


def route_of(scope: Scope) -> str:
    """The template of the route that served a request (/api/documents/{id}), or what it belongs to."""
    path = scope["path"]
    if OWN.fullmatch(path):
        return str(getattr(scope.get("route"), "path", OTHER))
    if MCP.fullmatch(path):
        return "/mcp"
    return "page" if PAGE.fullmatch(path) else OTHER
