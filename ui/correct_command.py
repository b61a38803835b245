"""The command that corrects a field of a document."""

from typing import TYPE_CHECKING

import click

from ui.shell import Command
from ui.terminal import notify, one_line, sound

if TYPE_CHECKING:
    from ui.cli import Session


@click.command(cls=Command)
@click.argument("document")
@click.argument("field")
@click.argument("value", required=False)
@click.option("--undo", is_flag=True, help="撤销这个字段的更正")
@click.pass_obj
def correct(session: "Session", document: str, field: str, value: str | None, undo: bool) -> None:
    """更正一份文件的一个字段，重新读取后仍然有效；DOCUMENT 的写法同 show。

    FIELD 是标题、文号、发文机关、地区、文种、成文日期、发布日期、施行日期、有效期至、适用对象或征求意见稿；VALUE 写成 "" 表示文件没有写明。
    """
    from index.correcting import correct as correct_document
    from index.correcting import named_field
    from index.correcting import undo as undo_correction
    from ui.document_commands import one_document
    from ui.keeping import user
    from ui.present import correction_line

    if undo != (value is None):
        raise click.UsageError("请给出新的值，或用 --undo 撤销更正，两者选一")
    named = named_field(sound(field))
    with session.library() as library:
        entry = one_document(library, document)
        if value is None:
            undone = undo_correction(library, entry.id, named, by=user(), notify=notify)
            click.echo(one_line(f"已撤销  {correction_line(undone)}"))
        else:
            made = correct_document(library, entry.id, named, sound(value), by=user(), notify=notify)
            click.echo(one_line(f"已更正  {correction_line(made)}"))
