"""The commands that keep a library: who changed what in it, its backup, and a library from a backup."""

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui import texts
from ui.errors import CommandError
from ui.shell import Command, NamedPath
from ui.terminal import notify, one_line, sound, to_json

if TYPE_CHECKING:
    from index.audit import Entry
    from ui.cli import Session


@click.command(cls=Command)
@click.option("--limit", default=100, show_default="100", type=click.IntRange(1, 100_000), metavar="N", help="最多几条")
@click.option("--json", "as_json", is_flag=True, help="每条输出一行 JSON")
@click.pass_obj
def audit(session: "Session", limit: int, as_json: bool) -> None:
    """列出谁在何时添加、更正、移除了什么，最新的在前。"""
    from index.audit import entries

    with session.library() as library:
        found = entries(library.catalogue, limit=limit)
    for entry in found:
        click.echo(to_json(audit_data(entry)) if as_json else one_line(audit_line(entry)))
    if not found:
        notify("还没有记录")


@click.command(cls=Command)
@click.argument("file", type=NamedPath(), metavar="FILE")
@click.pass_obj
def backup(session: "Session", file: Path) -> None:
    """把资料库备份成一个文件；服务运行着也可以。账号文件不在其中。"""
    from index.backup import backup as write_backup

    contents = write_backup(session.settings.library, file)
    size = file.stat().st_size
    notify(f"已备份到 {file}：{contents.documents} 份文件，{contents.passages} 个段落，{size / 1_000_000:.1f} MB")


@click.command(cls=Command)
@click.argument("file", type=NamedPath(), metavar="FILE")
@click.pass_obj
def restore(session: "Session", file: Path) -> None:
    """从备份恢复资料库，用 policybot --library 新文件夹 restore FILE；不动原来的资料库。"""
    from index.audit import Act, record
    from index.checking import check
    from index.restoring import restore as unpack

    contents = unpack(file, session.settings.library)
    with session.library() as library:
        report = check(library, notify=notify)
        if not report.healthy:
            raise CommandError(f"恢复了，但资料库有问题：{'；'.join(report.faults)}。请运行 policybot check --repair")
        record(library.catalogue, user(), Act.RESTORED, detail=texts.RESTORED_FROM.format(contents.made))
    notify(f"已恢复到 {session.settings.library}：{contents.documents} 份文件，{contents.passages} 个段落，检查完好")


def user() -> str:
    """Who gives the command, for the audit."""
    try:
        return texts.COMMAND_LINE.format(sound(getpass.getuser()))
    except (OSError, KeyError):  # a container's user may have no name
        return texts.COMMAND_LINE.format(os.getuid())


def audit_data(entry: "Entry") -> dict[str, Any]:
    """A line of the audit for JSON; the moment in ISO form with its zone."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "act": entry.act.value,
        "document": entry.document or None,
        "title": entry.title or None,
        "detail": entry.detail,
    }


def audit_line(entry: "Entry") -> str:
    """A line of the audit for people, in the time of this machine."""
    what = f"《{entry.title}》（{entry.document}）" if entry.document else ""
    moment = entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    tail = f"  {entry.detail}" if entry.detail else ""
    return f"{moment}  {entry.who or texts.UNNAMED}  {texts.ACTS[entry.act]}{what}{tail}"
