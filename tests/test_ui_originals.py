"""The original files of documents: by the document's id alone, and only what was read."""

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import HOST, FakeEncoder, free_port
from test_ui_app import Reply, fetch

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library
from ui.originals import disposition

TEXT = "甲市办法\n甲政发〔2024〕5号\n第一条 补贴100元。\n第二条 自2024年1月1日起施行。\n"


@dataclass
class Site:
    address: str
    folder: Path
    library: Library

    def get(self, name: str, member: str = "") -> Reply:
        entries = self.library.catalogue.entries()
        (entry,) = [each for each in entries if each.source.endswith(name) and each.member == member]
        return fetch(self.address, f"/api/documents/{entry.id}/file")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    from ui.app import build
    from ui.server import start

    folder = tmp_path_factory.mktemp("originals")
    for number, name in enumerate(("办法 “甲”.txt", "changed.txt", "gone.txt", "linked.txt", "pipe.txt"), 11):
        (folder / name).write_text(TEXT.replace("100", f"{number}00"), encoding="utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("一.txt", TEXT.replace("100", "300"))
        archive.writestr(
            "二.txt", TEXT.replace("甲市办法", "乙市花卉展览会细则").replace("5号", "9号").replace("100", "7")
        )
    (folder / "both.zip").write_bytes(packed.getvalue())
    with Library.open(folder / "library", encoder=FakeEncoder(), create=True) as library:
        add(library, [each for each in sorted(folder.iterdir()) if each.is_file()])
        served = start(build(PolicyBot(library)), HOST, free_port())
        yield Site(served.address, folder, library)
        served.close()


def test_an_original_is_given_whole_to_be_saved_under_its_name(site: Site) -> None:
    reply = site.get("办法 “甲”.txt")
    assert reply.status == 200
    assert reply.body == (site.folder / "办法 “甲”.txt").read_bytes()
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-disposition"] == (
        "attachment; filename=\"document.txt\"; filename*=UTF-8''%E5%8A%9E%E6%B3%95%20%E2%80%9C%E7%94%B2%E2%80%9D.txt"
    )
    assert int(reply.headers["content-length"]) == len(reply.body)


def test_of_a_member_the_archive_is_given(site: Site) -> None:
    reply = site.get("both.zip", "一.txt")
    assert reply.body == (site.folder / "both.zip").read_bytes()


def test_what_was_changed_after_it_was_read_is_not_given(site: Site) -> None:
    path = site.folder / "changed.txt"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("1200", "9900"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # the same size and time
    reply = site.get("changed.txt")
    assert reply.status == 404
    assert "改动" in reply.data["error"]
    assert "/" not in reply.data["error"]


@pytest.mark.parametrize("name", ["gone.txt", "linked.txt", "pipe.txt"])
def test_a_file_that_is_something_else_by_now_is_not_given(site: Site, name: str) -> None:
    path = site.folder / name
    path.unlink()
    if name == "linked.txt":
        path.symlink_to("/etc/passwd")
    elif name == "pipe.txt":
        os.mkfifo(path)
    assert site.get(name).status == 404


@pytest.mark.parametrize(
    "name", ["0" * 16, "../../etc/passwd", "%2e%2e%2fetc%2fpasswd", "/etc/passwd", "办法 “甲”.txt"]
)
def test_no_path_is_taken(site: Site, name: str) -> None:
    from urllib.parse import quote

    assert fetch(site.address, f"/api/documents/{quote(name, safe='%')}/file").status in (404, 422)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ('a".pdf', "attachment; filename=\"document.pdf\"; filename*=UTF-8''a%22.pdf"),
        ("a\r\nset-cookie: x", "attachment; filename=\"document\"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x"),
        ("甲.办法", "attachment; filename=\"document\"; filename*=UTF-8''%E7%94%B2.%E5%8A%9E%E6%B3%95"),
    ],
)
def test_no_name_writes_headers_of_its_own(name: str, told: str) -> None:
    assert disposition(f"/folder/{name}") == told
