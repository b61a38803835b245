"""The commands of documents: `policybot add`, `list`, `show` and `remove`."""

import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.errors import CommandError
from ui.keeping import user
from ui.shell import Command, NamedPath
from ui.terminal import notify, one_line, progress, sound, to_json

if TYPE_CHECKING:
    from index.catalogue import Entry
    from index.library import Library
    from index.outcomes import Result
    from ui.cli import Session

RATE_FROM = 20
"""Pages from which it is worth telling how fast they were read."""

OUTCOMES = {
    "added": "已添加",
    "updated": "已更新",
    "reread": "已重新读取",
    "unchanged": "未变化",
    "failed": "失败",
    "missing": "文件已不在",
    "removed": "已移除",
}


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=NamedPath(), metavar="PATH...")
@click.option("--prune", is_flag=True, help="把文件已不在原处的文档从资料库移除")
@click.option("--again", is_flag=True, help="没有变化的文件也重新读取；更正过的字段仍然有效")
@click.option("--json", "as_json", is_flag=True, help="每个文件输出一行 JSON")
@click.option("--quiet", is_flag=True, help="不列出未变化的文件")
@click.pass_obj
def add(session: "Session", paths: Sequence[Path], prune: bool, again: bool, as_json: bool, quiet: bool) -> None:
    """添加文件或文件夹；再次运行只处理有变化的文件。"""
    from corpus.load import find_unread, known_formats
    from index.adding import add as add_files
    from index.outcomes import Outcome
    from ui.present import result_data, result_tail

    with session.library(create=True) as library, progress("读取文件") as steps:

        def report(result: "Result") -> None:
            if as_json:
                steps.say(to_json(result_data(result)))
            elif result.outcome is Outcome.FAILED:
                steps.warn(f"错误：{result.detail}")
            elif not (quiet and result.outcome is Outcome.UNCHANGED):
                steps.say(one_line(f"{OUTCOMES[result.outcome]}  {result.source}{result_tail(result)}"))

        started = time.perf_counter()
        results = add_files(
            library,
            list(paths),
            prune=prune,
            again=again,
            by=user(),
            report=report,
            progress=steps.show,
            notify=steps.warn,
        )
        seconds = time.perf_counter() - started
        documents, passages = library.catalogue.counts()
    if unread := sum(1 for _ in find_unread(list(paths))):
        notify(f"跳过 {unread} 个不支持的格式的文件（目前支持：{known_formats()}）")
    if (pages := sum(result.pages for result in results)) >= RATE_FROM:
        notify(f"读取 {pages} 页，用时 {seconds:.1f} 秒（{pages / seconds:.1f} 页/秒，含切分、编码和建立索引）")
    counts = {outcome: sum(result.outcome is outcome for result in results) for outcome in Outcome}
    summary = "，".join(f"{OUTCOMES[outcome]} {count}" for outcome, count in counts.items() if count)
    notify(f"{summary or '没有可添加的文件'}。资料库共有 {documents} 份文件、{passages} 个段落")
    if counts[Outcome.FAILED] or not results:
        raise click.exceptions.Exit(1)


@click.command(name="list", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_documents(session: "Session", as_json: bool) -> None:
    """列出资料库中的文件。"""
    from ui.present import entry_data, entry_line

    today = date.today()
    with session.library() as library:
        entries = library.catalogue.entries()
    if as_json:
        click.echo(to_json([entry_data(entry, today) for entry in entries], indent=2))
        return
    for entry in entries:
        click.echo(one_line(entry_line(entry, today)))
    if not entries:
        notify("资料库是空的。请用 policybot add 添加文件")


@click.command(cls=Command)
@click.argument("document")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：元数据、章节、带偏移的段落")
@click.pass_obj
def show(session: "Session", document: str, as_json: bool) -> None:
    """显示一份文件；DOCUMENT 是编号（可只写开头几位）、文号、标题、文件名或路径。"""
    from index.relations import known
    from ui.present import document_data, entry_facts, known_lines

    today = date.today()
    with session.library() as library:
        entry = one_document(library, document, any_copy=True)
        read = library.catalogue.document(entry.key)
        if read is None:
            raise CommandError(f"文件 {document} 刚刚被移除。请用 policybot list 查看现有文件")
        beside = known(library.catalogue, entry, read)
        data = document_data(entry, today, read, library.catalogue.passages_of(entry.key), beside)
    if as_json:
        click.echo(to_json(data, indent=2))
        return
    for label, value in entry_facts(entry, today):
        click.echo(f"{label:\u3000<5}{one_line(value)}")
    for line in known_lines(beside):
        click.echo(one_line(line))
    headings = [section for section in read.sections if section.is_heading]
    if headings:
        click.echo()
    for section in headings:
        click.echo("  " * section.depth + one_line(section.heading))


@click.command(cls=Command)
@click.argument("document")
@click.pass_obj
def remove(session: "Session", document: str) -> None:
    """从资料库移除一份文件（不动原文件）；DOCUMENT 的写法同 show。"""
    from index.adding import remove as remove_document

    with session.library() as library:
        entry = one_document(library, document)
        remove_document(library, entry.key, notify, by=user())
    click.echo(one_line(f"已移除  {entry.metadata.title}（{entry.source}）"))


def one_document(library: "Library", name: str, *, any_copy: bool = False) -> "Entry":
    """The document that people mean by a name; with `any_copy` the first of several with one text. Raises CommandError."""
    from index.relations import are_copies

    wanted = sound(name).strip().removeprefix("《").removesuffix("》")
    found = library.catalogue.find(wanted) if wanted else []
    if not found and wanted and Path(wanted).name:
        found = library.catalogue.find(os.path.abspath(wanted))
    if not found:
        raise CommandError(f"资料库中没有“{name}”。请用 policybot list 查看现有文件")
    if len(found) > 1 and not (any_copy and are_copies(library.catalogue, found)):
        listed = "、".join(f"{entry.id}（{entry.metadata.title}）" for entry in found[:5])
        raise CommandError(f"{name} 对应 {len(found)} 份文件：{listed}。请改用编号")
    return found[0]
