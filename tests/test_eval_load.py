"""Many readers at once, in short: the real server, the real command that adds, and what the figures are made of."""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from click.testing import CliRunner

from eval.benchmark import cli
from eval.load import Load, connected, faults_of


def test_readers_and_a_writer_do_not_disturb_each_other() -> None:
    done = CliRunner().invoke(cli, ["load", "--readers", "10", "--seconds", "5"])
    assert done.exit_code == 0, done.output
    answers, waits, documents = done.output.splitlines()
    assert re.fullmatch(r"\d\d+ answers in 5 s, [\d.]+ a second, 0 errors", answers)
    assert re.fullmatch(r"p50 \d+ ms, p95 \d+ ms, longest \d+ ms", waits)
    assert re.fullmatch(r"[1-9]\d* documents added meanwhile, .* looked at, 0 not whole", documents)


def test_the_figures() -> None:
    found = Load(2, waits=[0.1] * 90 + [0.5] * 10, errors=["x"], added=10, seen=9, adding=[1.0, 3.0])
    assert found.rate == 50
    assert (found.wait(50), found.wait(95)) == (100, 500)
    assert found.lines()[0] == "100 answers in 2 s, 50.0 a second, 1 errors"
    assert found.lines()[2].startswith("10 documents added meanwhile, each run of 5 in 2.0 s; 9 looked at, 0 not whole")


class Half(BaseHTTPRequestHandler):
    """A server that shows documents in part."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        passages = [{"start": 0, "end": 2, "text": "正文"}, {"start": 2, "end": 4, "text": "别的"}]
        self._say({"title": "题", "text": "正文在此", "passages": passages})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._say({"citations": [{"document": {"id": "a"}, "start": 0, "end": 2, "quote": "没有"}]})

    def _say(self, data: Any) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def test_a_document_in_part_is_noticed() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Half)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with connected(f"127.0.0.1:{server.server_port}") as connection:
            found = faults_of(connection, {"id": "a", "passages": 3})
    finally:
        server.shutdown()
        server.server_close()
    assert found == ["a: 2 of 3 passages", "a: [2, 4) is not the passage", "a: a quote is not at its place"]
