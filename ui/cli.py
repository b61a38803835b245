"""The command `policybot`. Each command is a thin shell around the library and the bot; heavy imports come late.

Exit codes: 0 done, 1 not done for a reason that the user can mend, 2 wrong usage, 130 interrupted. Errors are one line
on stderr that begins with 错误：.
"""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from ui.account_commands import accounts
from ui.correct_command import correct
from ui.errors import CommandError, write_file
from ui.evaluation import evaluation
from ui.feedback_commands import feedback
from ui.keeping import audit, backup, restore, user
from ui.match_commands import match, try_cases
from ui.shell import Group, NamedPath
from ui.terminal import notify, one_line, progress, sound, to_json

if TYPE_CHECKING:
    from bot.bot import PolicyBot
    from bot.settings import Settings
    from index.catalogue import Entry, Filters
    from index.library import Library
    from index.outcomes import Result

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


# -- the session -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Session:
    """Options of the whole command; settings and library are opened when first needed."""

    folder: Path | None
    encoder: str | None
    vectors: str | None

    @cached_property
    def settings(self) -> "Settings":
        from pydantic import ValidationError

        from bot.settings import Settings

        options = {"library": self.folder, "encoder": self.encoder, "vectors": self.vectors}
        try:
            settings = Settings(**{name: value for name, value in options.items() if value is not None})  # type: ignore[arg-type]
            folder = settings.library.expanduser()
            str(folder).encode()
        except ValidationError as exc:
            fault = exc.errors()[0]
            name = f"POLICYBOT_{'_'.join(map(str, fault['loc'])).upper()}"
            raise CommandError(
                f"设置 {name}={fault['input']} 不对（{fault['msg']}）。请改正选项、环境变量或 .env 文件"
            ) from exc
        except UnicodeEncodeError as exc:
            raise CommandError(f"资料库路径 {folder} 不是 UTF-8 编码。请换一个文件夹") from exc
        except UnicodeDecodeError as exc:
            raise CommandError(f"当前文件夹的 .env 不是 UTF-8 文本（{exc.reason}）。请改正或移走它") from exc
        except RuntimeError as exc:  # ~somebody
            raise CommandError(f"资料库路径里的 ~ 没有对应的用户（{exc}）。请写完整路径") from exc
        return settings.model_copy(update={"library": folder})

    @contextmanager
    def library(self, *, create: bool = False) -> Iterator["Library"]:
        from index.library import Library

        settings = self.settings
        with Library.open(
            settings.library, encoder=settings.encoder, vectors=settings.vectors, create=create, notify=notify
        ) as library:
            yield library

    @contextmanager
    def bot(self) -> Iterator["PolicyBot"]:
        from bot.bot import PolicyBot
        from bot.model import open_model
        from index.reranker import open_reranker

        settings = self.settings
        model, reranker = open_model(settings), open_reranker(settings.reranker)
        with self.library() as library:
            yield PolicyBot(library, min_confidence=settings.min_confidence, model=model, reranker=reranker)


@click.group(
    cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, no_args_is_help=True
)
@click.option("--library", type=NamedPath(), metavar="DIR", help="资料库文件夹（默认在用户数据文件夹内）")
@click.option("--encoder", metavar="NAME", help="编码模型：内置的，或 sentence-transformers 模型的名称或本地路径")
@click.option("--vectors", metavar="PLACE", help="向量库地址：文件夹，或 Chroma 服务器 http://host:port")
@click.version_option(package_name="policybot", message="%(version)s", help="显示版本")
@click.pass_context
def cli(context: click.Context, library: Path | None, encoder: str | None, vectors: str | None) -> None:
    """政策问答：把政策文件和工作报告建成资料库，回答问题并引用原文。"""
    context.obj = Session(library, encoder, vectors)


# -- documents -------------------------------------------------------------------------------------------------------


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=NamedPath(), metavar="PATH...")
@click.option("--prune", is_flag=True, help="把文件已不在原处的文档从资料库移除")
@click.option("--again", is_flag=True, help="没有变化的文件也重新读取；更正过的字段仍然有效")
@click.option("--json", "as_json", is_flag=True, help="每个文件输出一行 JSON")
@click.option("--quiet", is_flag=True, help="不列出未变化的文件")
@click.pass_obj
def add(session: Session, paths: Sequence[Path], prune: bool, again: bool, as_json: bool, quiet: bool) -> None:
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


@cli.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_documents(session: Session, as_json: bool) -> None:
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


@cli.command()
@click.argument("document")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：元数据、章节、带偏移的段落")
@click.pass_obj
def show(session: Session, document: str, as_json: bool) -> None:
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


@cli.command()
@click.argument("document")
@click.pass_obj
def remove(session: Session, document: str) -> None:
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


@cli.command()
@click.option("--region", help="只看某地，例如 某某市")
@click.option("--year", type=int, help="只看某年")
@click.option("--metric", help="指标名称或其中一部分，别名也可以")
@click.option(
    "--kind", type=click.Choice(["完成", "目标", "增长", "占比", "排名"]), multiple=True, help="只看某类，可写多次"
)
@click.option("--organisation", help="只看某单位的，即地区本级以外的，例如 某某新区")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，带原文位置")
@click.option("--csv", "csv_file", type=NamedPath(), metavar="FILE", help="写成 CSV 文件")
@click.option("--xlsx", "xlsx_file", type=NamedPath(), metavar="FILE", help="写成 Excel 文件")
@click.pass_obj
def targets(
    session: Session,
    /,
    kind: Sequence[str],
    as_json: bool,
    csv_file: Path | None,
    xlsx_file: Path | None,
    **within: Any,
) -> None:
    """列出报告中的指标：目标、完成、增长、占比、排名，每个都有原文出处。"""
    from corpus.records import IndicatorKind
    from index.targets import TargetFilters, find_targets
    from ui.targets import target_data, to_csv, to_text, to_xlsx

    filters = TargetFilters(kinds=tuple(IndicatorKind(each) for each in kind), **within)
    with session.library() as library:
        found = find_targets(library.catalogue, filters)
    for file, write in ((csv_file, to_csv), (xlsx_file, to_xlsx)):
        if file is not None:
            write_file(file, write(found))
            notify(f"已写入 {file}（{len(found)} 行）")
    if as_json:
        click.echo(to_json([target_data(target) for target in found], indent=2))
    elif csv_file is None and xlsx_file is None:
        click.echo(to_text(found), nl=bool(found))
        if not found:
            notify("没有符合条件的指标。资料库里的工作报告、总结和统计公报才有指标")


@cli.group(cls=Group, no_args_is_help=True)
def benefits() -> None:
    """政策给什么：列出资料库里的优惠，或写成可审核的文件。"""


@benefits.command(name="list")
@click.option("--region", help="只看某地，例如 某某市")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：金额、条件、流程，带原文位置")
@click.pass_obj
def list_benefits(session: Session, region: str | None, as_json: bool) -> None:
    """列出资料库里的优惠：给多少、几项条件、何时申报。"""
    from index.benefits import find_offers
    from ui.offers import offer_data, to_text

    with session.library() as library:
        offers = find_offers(library.catalogue, region=region)
    if as_json:
        click.echo(to_json([offer_data(offer) for offer in offers], indent=2))
        return
    click.echo(to_text(offers), nl=bool(offers))
    if not offers:
        notify("没有符合条件的优惠。资料库里的惠企措施、申报通知和政策卡片才有优惠")


@benefits.command()
@click.argument("document")
@click.pass_obj
def extract(session: Session, document: str) -> None:
    """把一份文件的优惠写成 YAML 草稿；审核后存为原文件旁的 名称.benefits.yaml，再 add 一次即生效。

    DOCUMENT 是文件的路径，或资料库里的文件（写法同 show）。
    """
    from corpus.benefit_files import write_draft
    from corpus.benefits import benefits as read_benefits
    from corpus.load import load_all

    if Path(document).is_file():
        documents = load_all(Path(document))
    else:
        with session.library() as library:
            read = library.catalogue.document(one_document(library, document).key)
        documents = (read,) if read else ()
    found = [(each, read_benefits(each)) for each in documents]
    click.echo("---\n".join(write_draft(each, given) for each, given in found if given), nl=False)
    if not any(given for _, given in found):
        notify("这份文件没有给出优惠")


# -- questions -------------------------------------------------------------------------------------------------------


@cli.command()
@click.argument("question", nargs=-1, metavar="[QUESTION]")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--batch", type=NamedPath(), metavar="FILE", help="逐行回答 JSONL 文件中的问题")
@click.option("--out", type=NamedPath(), metavar="FILE", help="批量回答写入的 JSONL 文件（默认输出到屏幕）")
@click.option("--region", help="只看某地的文件，例如 某某市")
@click.option("--issuer", help="只看某发文机关的文件")
@click.option("--year", type=int, help="只看某年的文件")
@click.option("--kind", help="只看某文种的文件，例如 办法")
@click.pass_obj
def ask(
    session: Session, /, question: Sequence[str], as_json: bool, batch: Path | None, out: Path | None, **within: Any
) -> None:
    """回答一个问题，或用 --batch 回答一个文件里的问题。

    批量文件每行是 {"question": "…"}，可带 "id"，以及 "history"：此前的问题列表。
    """
    from index.catalogue import Filters
    from ui.batch import ask_batch

    values: dict[str, Any] = {name: sound(value) if isinstance(value, str) else value for name, value in within.items()}
    filters = Filters(**values)
    if batch is not None:
        if question:
            raise click.UsageError("问题和 --batch 只能给一个")
        if out is not None and os.path.realpath(out) == os.path.realpath(batch):
            raise click.UsageError("--out 不能是 --batch 的文件本身")
        with session.bot() as bot:
            ask_batch(bot, batch, out, filters)
        return
    if out is not None:
        raise click.UsageError("--out 要和 --batch 一起用")
    if not question:
        raise click.UsageError(
            '请给出问题，例如 policybot ask "某市2024年研发投入强度目标是多少？"，或用 --batch 指定文件'
        )
    _ask_one(session, " ".join(question), as_json, filters)


def _ask_one(session: Session, question: str, as_json: bool, filters: "Filters") -> None:
    from ui.present import answer_data, citation_line

    with session.bot() as bot:
        answer = bot.ask(sound(question), filters=filters)
    if as_json:
        click.echo(to_json(answer_data(answer), indent=2))
        return
    click.echo("\n".join(map(one_line, answer.text.splitlines())))
    for citation in answer.citations:
        click.echo("\n" + one_line(citation_line(citation)))
        if answer.refused:
            click.echo("\n".join(f"    {one_line(line)}" for line in citation.quote.splitlines()))


# -- the library and the page ----------------------------------------------------------------------------------------


@cli.command()
@click.option("--repair", is_flag=True, help="修复发现的问题")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def check(session: Session, repair: bool, as_json: bool) -> None:
    """检查资料库：目录、向量索引与全文索引是否一致，段落是否与原文相符。"""
    from index.checking import check as check_library
    from ui.present import report_data

    with session.library() as library:
        report = check_library(library, repair=repair, notify=notify)
    if as_json:
        click.echo(to_json(report_data(report), indent=2))
    else:
        for label, lines in (
            ("问题", report.faults),
            ("修复", report.repaired),
            ("仍有问题", report.left if repair else ()),
        ):
            for line in lines:
                click.echo(one_line(f"{label}：{line}"))
        remedy = "请从备份恢复，或换一个文件夹重新 add" if repair else "请运行 policybot check --repair"
        click.echo("资料库完好" if report.healthy else f"资料库有问题。{remedy}")
    if not report.healthy:
        raise click.exceptions.Exit(1)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default="127.0.0.1", metavar="ADDRESS", help="监听地址")
@click.option(
    "--port", default=7860, show_default="7860", type=click.IntRange(1, 65535), metavar="PORT", help="监听端口"
)
@click.option("--open", "anyone", is_flag=True, help="没有账号时也允许别的机器访问，谁都能读写资料库")
@click.pass_obj
def serve(session: Session, host: str, port: int, anyone: bool) -> None:
    """打开网页和 HTTP API。没有账号时只在本机打开。"""
    from ui.listening import check_listening, policy

    allowed = policy(session.settings, anyone=anyone)
    check_listening(host, allowed)
    with session.bot() as bot:
        notify("正在启动网页")
        from ui.app import build
        from ui.server import serve as serve_app

        serve_app(build(bot, allowed), host, port)


cli.add_command(evaluation)
cli.add_command(feedback)
cli.add_command(match)
cli.add_command(audit)
cli.add_command(backup)
cli.add_command(restore)
cli.add_command(accounts)
cli.add_command(correct)
benefits.add_command(try_cases)


def main() -> NoReturn:
    """Entry point of the console script."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    cli.main(prog_name="policybot")


if __name__ == "__main__":
    main()
