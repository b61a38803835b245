"""A scripted server with OpenAI's protocol on a free loopback port, for a real client to talk to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Talk"], None]


class Talk:
    """One request: what was asked, and ways to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, number: int) -> None:
        self._handler = handler
        self.number = number
        length = int(handler.headers.get("Content-Length", 0))
        self.request: dict[str, Any] = json.loads(handler.rfile.read(length) or b"{}")

    @property
    def prompt(self) -> str:
        return str(self.request["messages"][-1]["content"])

    def fail(self, status: int) -> None:
        self._raw(status, "application/json", json.dumps({"error": {"message": f"scripted {status}"}}).encode())

    def send(self, body: bytes) -> None:
        self._raw(200, "text/event-stream", body)

    def say(self, *pieces: str, pause: float = 0, finish: str | None = "stop") -> None:
        """A stream of pieces, ended as servers do unless `finish` is None."""
        self.begin()
        for piece in pieces:
            self.piece(piece)
            time.sleep(pause)
        if finish:
            self.end(finish)

    def begin(self) -> None:
        """A stream begins."""
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "text/event-stream")
        self._handler.end_headers()

    def piece(self, text: str) -> None:
        self._event({"content": text}, None)

    def end(self, finish: str = "stop") -> None:
        self._event({}, finish)
        self._handler.wfile.write(b"data: [DONE]\n\n")

    def say_more(self, piece: str, pause: float = 0) -> None:
        """Another piece of a stream that `say` has left open."""
        self._event({"content": piece}, None)
        time.sleep(pause)

    def _event(self, delta: dict[str, str], finish: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "fake", "choices": [choice]}
        self._handler.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self._handler.wfile.flush()

    def _raw(self, status: int, kind: str, body: bytes) -> None:
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", kind)
        self._handler.send_header("Content-Length", str(len(body)))
        self._handler.end_headers()
        self._handler.wfile.write(body)


class Server:
    """Its address, and the requests that it has had; `script` answers the next ones."""

    def __init__(self) -> None:
        self.script: Script = lambda talk: talk.say("好。")
        self.talks: list[Talk] = []
        self._ended = threading.Semaphore(0)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                talk = Talk(self, len(outer.talks) + 1)
                outer.talks.append(talk)
                with suppress(BrokenPipeError, ConnectionResetError):  # a client that has waited long enough goes
                    outer.script(talk)
                outer._ended.release()

            def log_message(self, *words: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"

    def wait_for_end(self, seconds: float) -> bool:
        """Wait until a request has been answered, or its client has gone; False after `seconds`."""
        return self._ended.acquire(timeout=seconds)

    @contextmanager
    def running(self) -> Iterator["Server"]:
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        yield self
        self._server.shutdown()
        self._server.server_close()
        thread.join()
