"""The commands that keep a library: who changed what in it."""

from typing import TYPE_CHECKING, Any

import click

from ui import texts
from ui.shell import Command
from ui.terminal import notify, one_line, to_json

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
