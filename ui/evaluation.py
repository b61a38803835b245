"""The commands `policybot eval`: run a question set, check one, and a template to fill in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import PolicybotError
from ui.errors import CommandError, write_file
from ui.shell import Group, NamedPath
from ui.terminal import notify, one_line, progress

if TYPE_CHECKING:
    from bot.model.model import Model
    from eval.comparison import Comparison
    from eval.questions import Question
    from eval.runs import Run
    from ui.cli import Session

RUNS = Path("eval-runs")
"""Where runs go unless told."""


class RunByDefault(Group):
    """A group whose first command runs where none is named: `policybot eval FILE` is `policybot eval run FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(name="eval", cls=RunByDefault, no_args_is_help=False)
def evaluation() -> None:
    """用测试问题集衡量回答的准确率，并与以前的结果比较。

    不写子命令即为 run。
    """


@evaluation.command()
@click.argument("questions", nargs=-1, type=NamedPath(), metavar="[QUESTIONS]...")
@click.option("--out", type=NamedPath(), default=RUNS, show_default=str(RUNS), metavar="DIR", help="结果和报告的文件夹")
@click.option("--against", type=NamedPath(), metavar="EARLIER", help="与这个结果（或文件夹里最近的一个）比较")
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", help="答对率低于此数时以 1 退出")
@click.option(
    "--max-regressions",
    type=click.IntRange(min=0),
    metavar="N",
    help="与 --against 相比，变坏的问题多于 N 个时以 1 退出",
)
@click.option("--judge", is_flag=True, help="另请语言模型评判文字回答；单独列出，不计入按规则得出的数字")
@click.pass_obj
def run(
    session: "Session",
    /,
    questions: Sequence[Path],
    out: Path,
    against: Path | None,
    fail_under: float | None,
    max_regressions: int | None,
    judge: bool,
) -> None:
    """运行问题集（JSONL、CSV 或 XLSX；默认用自带的样例问题），写出结果和报告。"""
    from eval.comparison import compare_runs
    from eval.report import compared, write_report
    from eval.running import run as run_questions
    from eval.runs import load_run, save_run

    if max_regressions is not None and against is None:
        raise click.UsageError("--max-regressions 要和 --against 一起用")
    judging = _judge(session) if judge else None
    asked = _read(questions)
    earlier = load_run(against) if against else None
    with session.bot() as bot, progress("评测") as steps:
        done = run_questions(bot, asked, [path.name for path in questions] or ["samples"], progress=steps.show)
    if judging is not None:
        from eval.opinions import with_opinions

        with progress("评判") as steps:
            done = with_opinions(done, judging, progress=steps.show)
    comparison = compare_runs(earlier, done) if earlier else None
    saved = save_run(done, out)
    pages = write_report(done, out, comparison)
    _tell(done)
    if comparison is not None:
        click.echo(compared(comparison))
    notify(f"结果 {saved}，报告 {pages[0]}")
    _gate(done, comparison, fail_under, max_regressions)


@evaluation.command()
@click.argument("questions", nargs=-1, type=NamedPath(), metavar="[QUESTIONS]...")
@click.pass_obj
def check(session: "Session", questions: Sequence[Path]) -> None:
    """检查问题集：依据都在资料库的文件里，要点都出自依据，没有重复的问题。"""
    from eval.places import Places
    from eval.question_checks import check as check_questions

    asked = _read(questions)
    with session.library() as library:
        found = check_questions(asked, Places(library).texts(asked))
    for fault in found:
        click.echo(one_line(f"{fault.id}：{fault.rule}：{fault.detail}"))
    notify(f"{len(asked)} 个问题，{len(found)} 处问题")
    if found:
        raise click.exceptions.Exit(1)


@evaluation.command()
@click.argument("file", type=NamedPath(), metavar="FILE")
def template(file: Path) -> None:
    """写出一份空白问题表（.xlsx、.csv 或 .jsonl），填好后交给 eval。"""
    from eval.tables import template as blank

    write_file(file, blank(file))
    notify(f"已写入 {file}")


def _read(files: Sequence[Path]) -> "list[Question]":
    from eval.questions import OWN, read_questions
    from eval.tables import read_any

    asked = [question for path in files for question in read_any(path)] if files else list(read_questions(OWN[0]))
    if not asked:
        raise CommandError(f"{'、'.join(map(str, files))} 里没有问题。请用 policybot eval template 写出一份问题表来填")
    return asked


def _judge(session: "Session") -> "Model":
    from bot.model.model import open_model

    model = open_model(session.settings)
    if model is None:
        raise CommandError("--judge 需要语言模型。请设置 POLICYBOT_LLM，或去掉 --judge")
    return model


def _tell(done: "Run") -> None:
    from eval.opinions import opinions
    from eval.report import interval, opined, percent
    from eval.summary import summarise
    from eval.words import KINDS, SHARES

    if not done.rows:
        raise PolicybotError(
            f"{len(done.left_out)} 个问题的依据都不在资料库里，或还待人补充，没有可以提问的。请先用 policybot add 添加有关文件"
        )
    summary = summarise(done.rows)
    for name, share in summary.shares.items():
        click.echo(f"{SHARES[name][0]:\u3000<8}{percent(share):>7}  （{interval(share)}，{share.count} 题）")
    for name, share in summary.kinds.items():
        click.echo(f"　{KINDS.get(name, name):\u3000<7}{percent(share):>7}  （{share.count} 题）")
    if found := opinions(done):
        click.echo(opined(found))
    if done.left_out:
        notify(f"{len(done.left_out)} 个问题的依据不在资料库里，或还待人补充，没有提问")


def _gate(done: "Run", comparison: "Comparison | None", fail_under: float | None, most: int | None) -> None:
    right = 100 * sum(row.right for row in done.rows) / len(done.rows)
    if fail_under is not None and right < fail_under:
        raise CommandError(f"答对率 {right:.1f}% 低于 {fail_under:g}%。报告里列出了答错的问题")
    if comparison is not None and most is not None and not comparison.shared:
        raise CommandError(
            "与 --against 的结果没有共有的问题，比较不出变坏与否。请指定同一个问题集的结果文件，而不是含别的结果的文件夹"
        )
    if comparison is not None and most is not None and comparison.regressions > most:
        raise CommandError(f"{comparison.regressions} 个问题变坏，多于 {most} 个。报告里列出了它们")
