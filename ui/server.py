"""Serving the app at an address of this machine until Ctrl+C."""

import errno
import logging
import signal
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

import uvicorn

from corpus.errors import PolicybotError, system_reason
from ui import texts
from ui.gate import App

PORTS = range(1, 65_536)

START_SECONDS, END_SECONDS = 60, 5
"""How long the server may take to answer, and to end."""

GRACE_SECONDS = 1
"""How long an answer under way may take when the server ends."""


class ServeError(PolicybotError):
    """The page cannot be served at the address asked for."""


@dataclass(frozen=True, slots=True)
class Served:
    """An app that answers at `address`, from a thread of this process."""

    address: str
    server: uvicorn.Server
    thread: threading.Thread

    def close(self) -> None:
        """End it; what is under way has GRACE_SECONDS, and open pages are cut off, which is no error worth a line."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self.server.should_exit = True
        self.thread.join(END_SECONDS)


def start(app: App, host: str, port: int) -> Served:
    """Serve an app, and return when it answers. Raises ServeError."""
    bound = _bind(host, port)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="on", proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=_run, args=(server, bound), daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.005)
    served = Served(_address(host, port), server, thread)
    if not server.started:
        served.close()
        raise ServeError(texts.CANNOT_LISTEN.format(host=host, port=port, reason=texts.NO_START))
    return served


def serve(app: App, host: str, port: int) -> None:
    """Serve an app until Ctrl+C or SIGTERM, telling its address. Raises ServeError."""
    served = start(app, host, port)
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what systemd and containers end it with
        print(texts.STARTED.format(address=served.address), flush=True)
        while served.thread.is_alive():
            served.thread.join(3600)
    except KeyboardInterrupt:
        served.close()


def _run(server: uvicorn.Server, bound: socket.socket) -> None:
    with bound, suppress(SystemExit):  # so it ends when the app does not start, which it has logged
        server.run([bound])


def _address(host: str, port: int) -> str:
    name = "localhost" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def _bind(host: str, port: int) -> socket.socket:
    if port not in PORTS:
        raise ServeError(texts.CANNOT_LISTEN.format(host=host, port=port, reason=texts.PORT_RANGE))
    bound: socket.socket | None = None
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen()
    except OSError as exc:
        if bound is not None:
            bound.close()
        if exc.errno == errno.EADDRINUSE:
            raise ServeError(texts.PORT_TAKEN.format(host=host, port=port)) from exc
        raise ServeError(texts.CANNOT_LISTEN.format(host=host, port=port, reason=system_reason(exc))) from exc
    except UnicodeError as exc:  # a host name that cannot be one
        raise ServeError(texts.CANNOT_LISTEN.format(host=host, port=port, reason=exc)) from exc
    return bound
