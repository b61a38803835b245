"""The command `policybot`. Each command is a thin shell around the library and the bot; heavy imports come late."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from corpus.errors import PolicybotError

if TYPE_CHECKING:
    from bot.bot import PolicyBot
    from index.catalogue import Entry, Filters
    from index.library import Library

OUTCOMES = {
    "added": "已添加",
    "updated": "已更新",
    "unchanged": "未变化",
    "failed": "失败",
    "missing": "文件已不在",
    "removed": "已移除",
}


class UsageError(PolicybotError):
    """What was asked on the command line cannot be done as asked."""


class Session:
    """Options of the whole command, settings filled in, and the library opened when first needed."""

    def __init__(self, library: Path | None, encoder: str | None, vectors: str | None) -> None:
        from bot.settings import Settings

        given = {"library": library, "encoder": encoder, "vectors": vectors}
        self.settings: Settings = Settings(**{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]

    @contextmanager
    def library(self, *, create: bool = False) -> Iterator["Library"]:
        from index.library import Library

        settings = self.settings
        folder = settings.library.expanduser()
        with Library.open(
            folder, encoder=settings.encoder, vectors=settings.vectors, create=create, notify=notify
        ) as library:
            yield library

    @contextmanager
    def bot(self) -> Iterator["PolicyBot"]:
        from bot.bot import PolicyBot

        with self.library() as library:
            yield PolicyBot(library, min_coverage=self.settings.min_coverage)


def notify(line: str) -> None:
    """A line about what is going on, apart from the output."""
    click.echo(line, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--library", type=click.Path(path_type=Path, file_okay=False), help="资料库文件夹（默认在用户数据文件夹内）"
)
@click.option("--encoder", help="编码模型：内置的，或 sentence-transformers 模型的名称或本地路径")
@click.option("--vectors", help="向量库地址：文件夹，或 Chroma 服务器 http://host:port")
@click.version_option(package_name="policybot", message="%(version)s")
@click.pass_context
def cli(context: click.Context, library: Path | None, encoder: str | None, vectors: str | None) -> None:
    """政策问答：把政策文件和工作报告建成资料库，回答问题并引用原文。"""
    context.obj = Session(library, encoder, vectors)


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--prune", is_flag=True, help="把文件已不在原处的文档从资料库移除")
@click.option("--json", "as_json", is_flag=True, help="每个文件输出一行 JSON")
@click.option("--quiet", is_flag=True, help="不列出未变化的文件")
@click.pass_obj
def add(session: Session, paths: Sequence[Path], prune: bool, as_json: bool, quiet: bool) -> None:
    """添加文件或文件夹；再次运行只处理有变化的文件。"""
    from index.adding import Outcome, Result
    from index.adding import add as add_files

    with session.library(create=True) as library, _progress() as progress:

        def report(result: Result) -> None:
            if as_json:
                _print_json(
                    {
                        "source": result.source,
                        "outcome": result.outcome,
                        "detail": result.detail,
                        "passages": result.passages,
                    }
                )
            elif not (quiet and result.outcome is Outcome.UNCHANGED):
                tail = f"：{result.detail}" if result.detail else ""
                tail = f"（{result.passages} 段）" if result.passages else tail
                click.echo(f"{OUTCOMES[result.outcome]}  {result.source}{tail}")

        results = add_files(library, list(paths), prune=prune, report=report, progress=progress, notify=notify)
        documents, passages = library.catalogue.counts()
    counts = {outcome: sum(result.outcome is outcome for result in results) for outcome in Outcome}
    summary = "，".join(f"{OUTCOMES[outcome]} {count}" for outcome, count in counts.items() if count)
    notify(f"{summary or '没有可添加的文件'}。资料库共有 {documents} 份文件、{passages} 个段落")
    if counts[Outcome.FAILED] or not results:
        sys.exit(1)


@cli.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_documents(session: Session, as_json: bool) -> None:
    """列出资料库中的文件。"""
    from ui.present import entry_data

    with session.library() as library:
        entries = library.catalogue.entries()
    if as_json:
        _print_json([entry_data(entry) for entry in entries], indent=2)
        return
    for entry in entries:
        meta = entry.metadata
        facts = [meta.number, meta.issuer, str(meta.published or meta.signed or meta.year or "")]
        click.echo(f"{entry.id}  {meta.title}  {'　'.join(fact for fact in facts if fact)}（{entry.passages} 段）")
    if not entries:
        notify("资料库是空的。请用 policybot add 添加文件")


@cli.command()
@click.argument("document")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：元数据、章节、带偏移的段落")
@click.pass_obj
def show(session: Session, document: str, as_json: bool) -> None:
    """显示一份文件；DOCUMENT 是编号（可只写开头几位）、文号、标题、文件名或路径。"""
    from ui.present import document_data, metadata_data

    with session.library() as library:
        entry = _one_document(library, document)
        read = library.catalogue.document(entry.key)
        if read is None:
            raise UsageError(f"文件 {document} 刚刚被移除。请用 policybot list 查看现有文件")
        data = document_data(entry, read, library.catalogue.passages_of(entry.key))
    if as_json:
        _print_json(data, indent=2)
        return
    for key, value in metadata_data(entry.metadata).items():
        if value:
            click.echo(f"{key:10}{'/'.join(value) if isinstance(value, list) else value}")
    click.echo(f"{'source':10}{entry.source}\n{'passages':10}{entry.passages}\n")
    for section in read.sections:
        if section.is_heading:
            click.echo("  " * section.depth + section.heading)


@cli.command()
@click.argument("document")
@click.pass_obj
def remove(session: Session, document: str) -> None:
    """从资料库移除一份文件（不动原文件）。"""
    from index.adding import remove as remove_document

    with session.library() as library:
        entry = _one_document(library, document)
        remove_document(library, entry.key, notify)
    click.echo(f"已移除  {entry.metadata.title}（{entry.source}）")


@cli.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--batch", type=click.Path(path_type=Path, dir_okay=False), help="逐行回答 JSONL 文件中的问题")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="批量回答写入的 JSONL 文件（默认输出到屏幕）"
)
@click.option("--region", help="只看某地的文件，例如 宁波")
@click.option("--issuer", help="只看某发文机关的文件")
@click.option("--year", type=int, help="只看某年的文件")
@click.option("--kind", help="只看某文种的文件，例如 办法")
@click.pass_obj
def ask(
    session: Session,
    question: str | None,
    as_json: bool,
    batch: Path | None,
    out: Path | None,
    region: str | None,
    issuer: str | None,
    year: int | None,
    kind: str | None,
) -> None:
    """回答一个问题，或用 --batch 回答一个文件里的问题。"""
    from index.catalogue import Filters
    from ui.present import answer_data

    filters = Filters(region, issuer, year, kind)
    if batch is not None:
        _ask_batch(session, batch, out, filters)
        return
    if question is None:
        raise UsageError('请给出问题，例如 policybot ask "某地2024年的目标是多少"，或用 --batch 指定文件')
    with session.bot() as bot:
        answer = bot.ask(question, filters=filters)
    if as_json:
        _print_json(answer_data(answer), indent=2)
        return
    click.echo(answer.text)
    for citation in answer.citations:
        meta = citation.source.metadata
        place = " > ".join((f"《{meta.title}》" + (meta.number or ""), *citation.heading))
        click.echo(f"\n[{citation.marker}] {place}")
        if answer.refused:
            click.echo(f"    {citation.quote}")


@cli.command()
@click.option("--repair", is_flag=True, help="修复发现的问题")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def check(session: Session, repair: bool, as_json: bool) -> None:
    """检查资料库：目录、向量索引与全文索引是否一致，段落是否与原文相符。"""
    from index.checking import check as check_library

    with session.library() as library:
        report = check_library(library, repair=repair, notify=notify)
    if as_json:
        _print_json({"healthy": report.healthy, "faults": report.faults, "repaired": report.repaired, "left": report.left}, indent=2)
    else:
        for fault in report.faults:
            click.echo(f"问题：{fault}")
        for line in report.repaired:
            click.echo(f"修复：{line}")
        for fault in report.left if repair else ():
            click.echo(f"仍有问题：{fault}")
        click.echo("资料库完好" if report.healthy else "资料库有问题。请运行 policybot check --repair")
    if not report.healthy:
        sys.exit(1)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535), help="监听端口")
@click.pass_obj
def serve(session: Session, host: str, port: int) -> None:
    """打开问答网页。"""
    from ui.web import serve as serve_page

    with session.bot() as bot:
        serve_page(bot, host, port)


def _ask_batch(session: Session, batch: Path, out: Path | None, filters: "Filters") -> None:
    from ui.present import answer_data

    try:
        lines = batch.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"无法读取 {batch}（{exc}）。请检查路径，文件应为 UTF-8 编码的 JSONL") from exc
    failed = 0
    with session.bot() as bot, _opened(out) as stream:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = _batch_row(line)
                answer = bot.ask(row["question"], history=row.get("history") or (), filters=filters)
                data = {**({"id": row["id"]} if "id" in row else {}), **answer_data(answer)}
            except (ValueError, PolicybotError) as exc:
                failed += 1
                data = {"line": number, "error": f"{batch} 第 {number} 行：{exc}"}
            stream.write(json.dumps(data, ensure_ascii=False) + "\n")
    if failed:
        notify(f"{failed} 行无法回答，原因写在输出的 error 中")
        sys.exit(1)


def _batch_row(line: str) -> dict[str, Any]:
    """A line of a batch file. Raises ValueError with a sentence where it is not one."""
    try:
        row = json.loads(line)
    except ValueError as exc:
        raise ValueError(f"不是 JSON（{exc}）") from exc
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise ValueError('应为 {"id": …, "question": "…", "history": […]}，其中 question 是文字')
    history = row.get("history") or []
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise ValueError("history 应为文字组成的列表")
    return row


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8") as stream:
            yield stream
    except OSError as exc:
        raise UsageError(f"无法写入 {out}（{exc.strerror}）。请换一个位置或检查权限") from exc


def _one_document(library: "Library", name: str) -> "Entry":
    found = library.catalogue.find(name)
    if not found:
        raise UsageError(f"资料库中没有 {name}。请用 policybot list 查看现有文件")
    if len(found) > 1:
        listed = "、".join(f"{entry.id}（{entry.metadata.title}）" for entry in found[:5])
        raise UsageError(f"{name} 对应 {len(found)} 份文件：{listed}。请改用编号")
    return found[0]


@contextmanager
def _progress() -> Iterator[Any]:
    """A progress callback (done, total): a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("读取文件"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_json(data: Any, indent: int | None = None) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=indent))


def main() -> None:
    """Entry point: errors that a user can mend are one line, never a traceback."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        cli.main(prog_name="policybot", standalone_mode=False)
    except PolicybotError as exc:
        click.echo(f"错误：{exc}", err=True)
        sys.exit(1)
    except click.ClickException as exc:
        exc.show()
        sys.exit(exc.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
