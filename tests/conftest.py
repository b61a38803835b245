import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Vectors

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
