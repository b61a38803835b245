"""The commands `policybot feedback`: what readers said of answers, questions to measure with made of it, and deleting it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.errors import CommandError, write_file
from ui.shell import Group, NamedPath
from ui.terminal import notify, one_line, to_json

if TYPE_CHECKING:
    from index.feedback import Feedback
    from ui.cli import Session

HELPFUL = {True: "有帮助", False: "没帮助"}


@click.group(cls=Group)
def feedback() -> None:
    """查看读者对回答的反馈，并把它变成测试问题。"""


@feedback.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="每条输出一行 JSON")
@click.option("--helpful/--unhelpful", default=None, help="只看有帮助的，或没有帮助的")
@click.pass_obj
def list_feedback(session: "Session", as_json: bool, helpful: bool | None) -> None:
    """列出反馈，最早的在前。"""
    from index.feedback import all_feedback

    with session.library() as library:
        kept = all_feedback(library.catalogue, helpful=helpful)
    for key, each in kept.items():
        click.echo(to_json(feedback_data(key, each)) if as_json else one_line(feedback_line(key, each)))
    notify(f"{len(kept)} 条反馈")


@feedback.command()
@click.option("--out", required=True, type=NamedPath(), metavar="FILE", help="写成的问题集（.jsonl）")
@click.pass_obj
def questions(session: "Session", out: Path) -> None:
    """把反馈变成问题集：有帮助的回答成为标准答案，引用的原文成为依据；其余的待人补充。

    写出后用 policybot eval check 看还缺什么，补好后用 policybot eval 运行。
    """
    from eval.feedback import documents_of, questions_from
    from eval.questions import PENDING, to_line
    from index.feedback import all_feedback

    if out.suffix.lower() != ".jsonl":
        raise CommandError(f"{out} 的后缀不是 .jsonl。请换一个文件名")
    with session.library() as library:
        made = questions_from(all_feedback(library.catalogue), documents_of(library.catalogue))
    if not made:
        raise CommandError("资料库里还没有反馈。读者在网页上对回答点赞或点踩后，才有可以变成问题的")
    write_file(out, "".join(map(to_line, made)).encode())
    pending = sum(question.pending for question in made)
    notify(f"已写入 {out}（{len(made)} 个问题，其中 {pending} 个{PENDING}）")


@feedback.command()
@click.argument("keys", nargs=-1, required=True, type=click.IntRange(1, 2**63 - 1), metavar="KEY...")
@click.pass_obj
def delete(session: "Session", keys: Sequence[int]) -> None:
    """删除反馈；KEY 是 list 列出的编号。"""
    from index.feedback import delete_feedback

    with session.library() as library:
        done = delete_feedback(library.catalogue, keys)
    if done < len(set(keys)):
        raise CommandError(f"删除了 {done} 条，其余的编号没有反馈。请用 policybot feedback list 查看现有的")
    notify(f"已删除 {done} 条反馈")


def feedback_data(key: int, feedback: "Feedback") -> dict[str, Any]:
    """A judgement for JSON; days and moments in ISO form."""
    from pydantic import TypeAdapter

    from index.feedback import Feedback

    return {"id": key, **TypeAdapter(Feedback).dump_python(feedback, mode="json")}


def feedback_line(key: int, feedback: "Feedback") -> str:
    """A judgement for people, in the time of this machine."""
    moment = feedback.when.astimezone().strftime("%Y-%m-%d %H:%M")
    reason = f"（{feedback.reason}）" if feedback.reason else ""
    return f"{key}  {moment}  {HELPFUL[feedback.helpful]}{reason}  {feedback.question}"
