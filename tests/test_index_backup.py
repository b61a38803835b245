"""Backup and restoring: what comes back is what was there, and no archive does harm."""

import json
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import ROOT, FakeEncoder

from bot.bot import PolicyBot
from index.adding import add, remove
from index.audit import Act, entries, record
from index.backup import CONTENTS, backup
from index.checking import check
from index.errors import LibraryError
from index.library import CATALOGUE, Library
from index.restoring import MAX_RATIO, SMALL, restore
from ui.cli import cli


@pytest.fixture
def library(tmp_path: Path, fake_encoder: FakeEncoder) -> Library:
    opened = Library.open(tmp_path / "library", encoder=fake_encoder, create=True)
    for number in range(3):
        _write(tmp_path / "files" / f"{number}.txt", number)
    add(opened, [tmp_path / "files"], by="张三")
    return opened


def _write(path: Path, number: int) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"安河县科技奖励办法（第{number}号）\n第一条 奖励{number + 10}万元。\n", encoding="utf-8")


def rows(folder: Path) -> dict[str, list[Any]]:
    """What the catalogue holds, but for what says where indexes are."""
    with closing(sqlite3.connect(folder / CATALOGUE)) as connection:
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        own = {"meta", "retired", "journal", "sqlite_sequence"}
        return {table: connection.execute(f"select * from {table}").fetchall() for table in sorted({*tables} - own)}


def test_a_restored_library_holds_what_was_backed_up(library: Library, tmp_path: Path) -> None:
    made = backup(library.folder, tmp_path / "b.zip")
    assert (made.documents, made.passages) == library.catalogue.counts()
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert restore(tmp_path / "b.zip", tmp_path / "new" / "library") == made
    assert rows(tmp_path / "new" / "library") == rows(library.folder)
    with Library.open(tmp_path / "new" / "library", encoder=library.encoder) as again:
        assert check(again).healthy
        assert again.manifest.library != library.manifest.library
        add(again, [tmp_path / "files"])  # it can be written to, and knows its files
        assert again.catalogue.counts() == library.catalogue.counts()
    assert check(library).healthy
    assert {path.name for path in tmp_path.iterdir()} == {"library", "files", "b.zip", "new"}  # nothing else is left


def test_the_command_restores_into_an_empty_folder_and_the_answer_is_the_same(
    samples_bot: PolicyBot, tmp_path: Path
) -> None:
    file, new = tmp_path / "备份.zip", tmp_path / "新"
    new.mkdir()
    old = samples_bot.library.folder
    done = CliRunner().invoke(cli, ["--library", str(old), "backup", str(file)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(cli, ["--library", str(new), "restore", str(file)])
    assert done.exit_code == 0, done.output
    assert "检查完好" in done.stderr
    question = "慈溪2024年研发投入强度目标是多少？"
    with Library.open(new) as library:
        before, after = samples_bot.ask(question), PolicyBot(library).ask(question)
        assert (after.text, after.citations) == (before.text, before.citations)
        assert entries(library.catalogue, limit=1)[0].act is Act.RESTORED


def test_a_backup_is_of_one_moment_while_others_write(library: Library, tmp_path: Path) -> None:
    stop = threading.Event()

    def writes() -> None:
        number = 100
        while not stop.is_set():
            path = tmp_path / "more" / f"{number}.txt"
            _write(path, number)
            add(library, [path])
            (key,) = library.catalogue.documents_of(str(path))
            remove(library, key)
            number += 1
        library.catalogue.connection.close()

    writer = threading.Thread(target=writes)
    writer.start()
    try:
        for number in range(5):
            backup(library.folder, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        made = restore(tmp_path / f"{number}.zip", tmp_path / f"restored-{number}")
        with Library.open(tmp_path / f"restored-{number}", encoder=library.encoder) as again:
            assert again.catalogue.counts() == (made.documents, made.passages)
            assert made.documents in (3, 4)
            assert check(again).healthy


def test_files_that_the_library_keeps_come_along_and_are_known_where_they_stand_now(
    library: Library, tmp_path: Path
) -> None:
    sent = library.folder / "uploads" / "ab" / "发来的.txt"
    sent.parent.mkdir(parents=True)
    _write(sent, 50)
    (library.folder / "incoming").mkdir()
    (library.folder / "incoming" / "x.txt").write_text("还没处理", encoding="utf-8")
    (library.folder / "uploads" / "link.txt").symlink_to("/etc/passwd")
    (library.folder / "fusion.json").write_bytes((ROOT / "index" / "fusion.json").read_bytes())
    add(library, [sent])
    backup(library.folder, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert sorted(archive.namelist()) == [
            CONTENTS, CATALOGUE, "fusion.json", "manifest.json", "uploads/ab/发来的.txt",
        ]  # fmt: skip
    new = tmp_path / "new"
    restore(tmp_path / "b.zip", new)
    now = new / "uploads" / "ab" / "发来的.txt"
    assert now.read_bytes() == sent.read_bytes()
    with Library.open(new, encoder=library.encoder) as again:
        assert str(now) in again.catalogue.files()
        assert len(again.catalogue.documents_of(str(now))) == 1
        assert str(tmp_path / "files" / "0.txt") in again.catalogue.files()  # those elsewhere stay where they were


def test_what_stands_already_is_never_overwritten(library: Library, tmp_path: Path) -> None:
    file, taken = tmp_path / "b.zip", tmp_path / "taken"
    backup(library.folder, file)
    before = file.read_bytes()
    with pytest.raises(LibraryError, match="已经存在"):
        backup(library.folder, file)
    assert file.read_bytes() == before
    taken.mkdir()
    (taken / "x").write_text("x", encoding="utf-8")
    for folder in (taken, library.folder, file):
        with pytest.raises(LibraryError, match="不是空文件夹"):
            restore(file, folder)
    assert [path.name for path in taken.iterdir()] == ["x"]


def test_a_backup_stands_outside_and_is_of_a_library(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="在资料库的文件夹里"):
        backup(library.folder, library.folder / "b.zip")
    with pytest.raises(LibraryError, match="没有资料库"):
        backup(tmp_path / "none", tmp_path / "b.zip")
    with pytest.raises(LibraryError, match="无法写入"):
        backup(library.folder, tmp_path / "none" / "b.zip")
    with pytest.raises(LibraryError, match="文件不存在"):
        restore(tmp_path / "b.zip", tmp_path / "new")


# -- archives that do harm -------------------------------------------------------------------------------------------

Change = Callable[[dict[str, bytes], dict[str, Any]], None]


def changed(file: Path, target: Path, change: Change, kinds: dict[str, int] | None = None) -> Path:
    """An archive like another one, its members changed and its contents stating what is in it."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != CONTENTS}
        contents = json.loads(archive.read(CONTENTS))
    said: dict[str, Any] = {}
    change(members, said)
    contents["members"] = [
        {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()} for name, data in members.items()
    ]
    contents |= said
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (kinds or {}).get(name, 0) << 16
            archive.writestr(entry, data)
        archive.writestr(CONTENTS, json.dumps(contents))
    return target


def refused(file: Path, tmp_path: Path) -> str:
    """What is said of an archive that is not restored; nothing is left of it anywhere."""
    before = sorted(path for path in tmp_path.rglob("*") if "library" not in path.parts)
    with pytest.raises(LibraryError) as failed:
        restore(file, tmp_path / "new")
    assert sorted(path for path in tmp_path.rglob("*") if "library" not in path.parts) == before
    return str(failed.value)


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt", "uploads/../../outside.txt", "/etc/outside.txt", "..", "uploads//x", "./x", "uploads/./x", "C:/x", "C:x",
        "..\\outside.txt", "vectors/chroma.sqlite3", "lexical/x", ".lock", "catalogue.sqlite-wal", "incoming/x", "x\n", "\u202egpj.exe",
        "x" * 256, "/".join("abcdefghijk"), "uploads/",
    ],
)  # fmt: skip
def test_a_name_that_leaves_the_folder_or_is_no_part_of_it_is_refused(
    library: Library, tmp_path: Path, name: str
) -> None:
    backup(library.folder, tmp_path / "b.zip")
    bad = changed(tmp_path / "b.zip", tmp_path / "bad.zip", lambda members, _: members.update({name: b"x"}))
    assert "没有恢复" in refused(bad, tmp_path)


def test_links_and_devices_are_refused(library: Library, tmp_path: Path) -> None:
    backup(library.folder, tmp_path / "b.zip")
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR):
        bad = changed(
            tmp_path / "b.zip",
            tmp_path / "bad.zip",
            lambda members, _: members.update({"uploads/x": b"/etc/passwd"}),
            {"uploads/x": kind | 0o777},
        )
        assert "不是备份里该有的" in refused(bad, tmp_path)


def test_a_bomb_is_not_unfolded(library: Library, tmp_path: Path) -> None:
    backup(library.folder, tmp_path / "b.zip")
    zeros = bytes(SMALL * (MAX_RATIO // 20))
    bomb = changed(tmp_path / "b.zip", tmp_path / "bad.zip", lambda members, _: members.update({"uploads/x": zeros}))
    assert bomb.stat().st_size < SMALL
    assert "不像是备份" in refused(bomb, tmp_path)


def test_more_than_the_disk_holds_is_refused(library: Library, tmp_path: Path) -> None:
    backup(library.folder, tmp_path / "b.zip")
    with pytest.raises(LibraryError, match="磁盘放不下"):
        restore(tmp_path / "b.zip", tmp_path / "new", free=lambda folder: 1_000)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda members, said: members.pop(CATALOGUE),
        lambda members, said: members.pop("manifest.json"),
        lambda members, said: members.update({"manifest.json": b"{}"}),
        lambda members, said: members.update({CATALOGUE: b"x" * 5_000}),
        lambda members, said: said.update(members=[]),
        lambda members, said: said.update(members=[{"name": 1}]),
        lambda members, said: said.update(format=2),
        lambda members, said: said.update(
            members=[{"name": name, "size": len(data), "sha256": "0" * 64} for name, data in members.items()]
        ),
        lambda members, said: said.update(
            members=[{"name": name, "size": 5, "sha256": sha256(data).hexdigest()} for name, data in members.items()]
        ),
    ],
)
def test_what_is_not_as_the_contents_say_is_refused(library: Library, tmp_path: Path, change: Change) -> None:
    backup(library.folder, tmp_path / "b.zip")
    refused(changed(tmp_path / "b.zip", tmp_path / "bad.zip", change), tmp_path)


def test_no_damaged_byte_passes(library: Library, tmp_path: Path) -> None:
    """Cut short anywhere, or with a byte turned anywhere: refused, or whole all the same."""
    backup(library.folder, tmp_path / "b.zip")
    data, bad = (tmp_path / "b.zip").read_bytes(), tmp_path / "bad.zip"
    for cut in range(0, len(data), len(data) // 20):
        bad.write_bytes(data[:cut])
        assert refused(bad, tmp_path)
    whole = 0
    for at in range(7, len(data), len(data) // 60):
        bad.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            restore(bad, tmp_path / f"restored-{at}")
        except LibraryError:
            continue
        assert rows(tmp_path / f"restored-{at}") == rows(library.folder)
        whole += 1
    assert whole < 5  # such as a byte of a date


def test_a_catalogue_that_would_run_something_is_refused(library: Library, tmp_path: Path) -> None:
    backup(library.folder, tmp_path / "b.zip")
    for statement in (
        "create trigger t after insert on audit begin delete from documents; end",
        "create view v as select * from documents",
        "create virtual table f using fts5(x)",
    ):
        copy = tmp_path / "library" / "copy.sqlite"
        with zipfile.ZipFile(tmp_path / "b.zip") as archive:
            copy.write_bytes(archive.read(CATALOGUE))
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute(statement)
            connection.commit()
        held = copy.read_bytes()
        bad = changed(tmp_path / "b.zip", tmp_path / "bad.zip", lambda members, _: members.update({CATALOGUE: held}))  # noqa: B023
        assert "会自行运行" in refused(bad, tmp_path)


def test_the_audit_is_printed(library: Library) -> None:
    record(library.catalogue, "", Act.CORRECTED, document="0" * 16, title="办法\x1b[2J", detail="文号")
    printed = CliRunner().invoke(cli, ["--library", str(library.folder), "audit", "--limit", "2"])
    first, second = printed.stdout.splitlines()
    assert first.endswith(f"  未具名  更正《办法\\u001b[2J》（{'0' * 16}）  文号")
    assert "  张三  添加《安河县科技奖励办法（第" in second
    data = json.loads(
        CliRunner().invoke(cli, ["--library", str(library.folder), "audit", "--json"]).stdout.splitlines()[0]
    )
    assert (data["who"], data["act"], data["document"]) == ("", "corrected", "0" * 16)
    assert datetime.fromisoformat(data["at"]).utcoffset() == timedelta(0)
