"""Uploads through the real server: what is taken, what is refused with a sentence, and that no path gets in or out."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from conftest import HOST, FakeEncoder, free_port
from test_ui_app import Reply, fetch

from bot.bot import PolicyBot
from index.library import Library
from ui import uploads
from ui.uploads import INCOMING, KEEP_SECONDS, MOST_BYTES, MOST_WAITING, UploadError, clean_name, discard, find

OWN = {"x-policybot-upload": "1"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", encoder=FakeEncoder(), create=True) as library:
        yield library


@pytest.fixture
def address(library: Library) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(PolicyBot(library)), HOST, free_port())
    yield served.address
    served.close()


@pytest.fixture
def send(address: str) -> Callable[..., Reply]:
    def sent(name: str, data: bytes = b"{}", **headers: str) -> Reply:
        path = f"/api/uploads?{urlencode({'name': name})}"
        return fetch(address, path, data, **(headers or OWN))

    return sent


def held(library: Library) -> list[Path]:
    """The files that wait; a folder that goes while it is walked (`Path.rglob` fails then) holds none."""
    return [Path(folder) / name for folder, _, names in os.walk(library.folder / INCOMING) for name in names]


def test_a_file_is_found_by_its_token_alone(send: Callable[..., Reply], library: Library) -> None:
    reply = send("问题 一.JSONL", b"data")
    assert reply.status == 201
    token = reply.data["token"]
    assert str(library.folder) not in reply.body.decode()
    file = find(library.folder, token)
    assert (file.name, file.read_bytes()) == ("问题 一.JSONL", b"data")
    for wrong in (token[:-1], "../../catalogue.sqlite", "", None, 7, f"{token}.part", "0" * 32):
        with pytest.raises(UploadError, match="已不在服务器上"):
            find(library.folder, wrong)
    discard(file)
    assert held(library) == []


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("a.exe", b"MZ", 422, "a.exe 的格式不能用。请选择这些格式的文件：.jsonl"),
        ("jsonl", b"x", 422, "格式不能用"),
        ("a.jsonl", b"", 422, "a.jsonl 是空的"),
        ("a.jsonl", b"x" * (MOST_BYTES + 1), 413, "a.jsonl 超过 5 MB，太大了"),
        ("a" * 1001, b"x", 422, "name 最多 1000 个字符"),
    ],
)
def test_what_is_not_taken_is_told_and_leaves_nothing(
    send: Callable[..., Reply], library: Library, name: str, data: bytes, status: int, said: str
) -> None:
    reply = send(name, data)
    assert (reply.status, said in reply.data["error"]) == (status, True), reply.data
    assert held(library) == []


def test_another_site_cannot_send(send: Callable[..., Reply], library: Library) -> None:
    assert send("a.jsonl", b"x", **{"content-type": "text/plain"}).status == 422
    assert held(library) == []


def test_a_sender_who_goes_away_leaves_nothing(address: str, library: Library, send: Callable[..., Reply]) -> None:
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), 10) as line:
        line.sendall(
            f"POST /api/uploads?name=a.jsonl HTTP/1.1\r\nhost: {host}\r\nx-policybot-upload: 1\r\n"
            "content-length: 1000\r\n\r\nbegun".encode()
        )
        deadline = time.monotonic() + 20
        while not held(library) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(held(library)) == 1
    while held(library) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert held(library) == []


def test_old_ones_make_room_and_too_many_are_refused(send: Callable[..., Reply], library: Library) -> None:
    folder = library.folder / INCOMING
    for number in range(MOST_WAITING):
        (folder / f"{number:032x}").mkdir(parents=True)
    reply = send("a.jsonl")
    assert (reply.status, "等待处理的上传文件太多" in reply.data["error"]) == (503, True)
    old = time.time() - KEEP_SECONDS - 1
    os.utime(folder / f"{0:032x}", (old, old))
    assert send("a.jsonl").status == 201
    assert not (folder / f"{0:032x}").exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        (r"C:\Users\x\问题.xlsx", "问题.xlsx"),
        ("a\x00b\u202egnp.csv", "a_b_gnp.csv"),
        ("..", "_"),
        (".csv", "csv"),
        ("长" * 300 + ".docx", "长" * 75 + ".docx"),
    ],
)
def test_a_name_is_one_a_file_system_takes(name: str, kept: str) -> None:
    assert clean_name(name) == kept


def test_the_field_says_what_it_takes() -> None:
    field = uploads.field()
    assert 'accept="' in field
    assert ".xlsx" in field
    assert " multiple" not in field
    assert "5 MB" in field
