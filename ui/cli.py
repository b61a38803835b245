"""The command `policybot`. Each command is a thin shell around the library and the bot; heavy imports come late.

Exit codes: 0 done, 1 not done for a reason that the user can mend, 2 wrong usage, 130 interrupted. Errors are one line
on stderr that begins with 错误：.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from ui.account_commands import accounts
from ui.correct_command import correct
from ui.document_commands import add, list_documents, remove, show
from ui.errors import CommandError, write_file
from ui.evaluation import evaluation
from ui.feedback_commands import feedback
from ui.keeping import audit, backup, restore
from ui.match_commands import benefits, match
from ui.shell import Group, NamedPath
from ui.terminal import notify, one_line, sound, to_json

if TYPE_CHECKING:
    from bot.bot import PolicyBot
    from bot.settings import Settings
    from index.catalogue import Filters
    from index.library import Library


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
        from bot.model.model import open_model
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


@cli.command()
@click.option("--region", help="只看某地及其下辖各地，例如 某某市")
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
    from ui.unmarked import unmarked

    with session.bot() as bot:
        answer = bot.ask(sound(question), filters=filters)
    if as_json:
        click.echo(to_json(answer_data(answer), indent=2))
        return
    click.echo("\n".join(map(one_line, unmarked(answer.text).splitlines())))
    for citation in answer.citations:
        click.echo("\n" + one_line(citation_line(citation)))
        if answer.refused:
            click.echo("\n".join(f"    {one_line(line)}" for line in unmarked(citation.quote).splitlines()))


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


cli.add_command(add)
cli.add_command(list_documents)
cli.add_command(show)
cli.add_command(remove)
cli.add_command(benefits)
cli.add_command(evaluation)
cli.add_command(feedback)
cli.add_command(match)
cli.add_command(audit)
cli.add_command(backup)
cli.add_command(restore)
cli.add_command(accounts)
cli.add_command(correct)


def main() -> NoReturn:
    """Entry point of the console script."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    cli.main(prog_name="policybot")


if __name__ == "__main__":
    main()
