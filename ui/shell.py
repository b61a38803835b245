"""Click in Chinese, and every error that a user can mend as one line on stderr that begins with 错误：."""

import io
import re
import sqlite3
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from corpus.errors import PolicybotError, system_reason
from ui.terminal import drop_output, one_line

HEADINGS = {"Options": "选项", "Commands": "命令"}
WHOLE_OPTIONS = ("--library", "--encoder", "--vectors")
"""Options of the whole command, which stand before the name of a command."""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':{self.current_indent}}{HEADINGS.get(heading, heading)}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help is in Chinese."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助"
        return option


class Group(Command, click.Group):
    """A group of commands whose help, usage errors and failures are Chinese, and whose output may be cut off."""

    command_class = Command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                if sys.stdout:  # None where the shell has closed it
                    sys.stdout.flush()
        except BrokenPipeError:  # `policybot list | head -1`
            drop_output()

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command line and leave with its exit code. Faults of the program itself keep their traceback."""
        extra["standalone_mode"] = False
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            code = super().main(*args, **extra) or 0
        except click.exceptions.NoArgsIsHelpError as exc:
            click.echo(exc.ctx.get_help() if exc.ctx else "", err=True)
            code = exc.exit_code
        except click.ClickException as exc:
            code = _fail(_usage(exc), exc.exit_code)
        except PolicybotError as exc:
            code = _fail(str(exc))
        except (click.Abort, KeyboardInterrupt):
            click.echo("已中断", err=True)
            code = 130
        except sqlite3.Error as exc:  # pages of the catalogue that only this command has read
            code = _fail(
                f"资料库的目录无法读取（{exc}）。请运行 policybot check --repair，若无效，请从备份恢复或重新 add"
            )
        except OSError as exc:
            drop_output()
            place = f"{exc.filename}：" if exc.filename else ""
            code = _fail(f"{place}{system_reason(exc)}。请检查磁盘空间和读写权限")
        sys.exit(code)


class NamedPath(click.Path):
    """A path that is not empty: an unset variable of the shell must not name the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("路径是空的", param, ctx)
        return super().convert(value, param, ctx)


class Day(click.ParamType[date]):
    """A day, as 2026-01-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} 不是 2026-01-31 这样的日期", param, ctx)


def _usage(exc: click.ClickException) -> str:
    """What is wrong with a command line, as a Chinese sentence with the remedy."""
    context = exc.ctx if isinstance(exc, click.UsageError) else None
    remedy = f"。用法见 {context.command_path if context else 'policybot'} --help"
    match exc:
        case click.exceptions.NoSuchCommand():
            return f"没有 {exc.command_name} 这个命令{_perhaps(exc.possibilities)}{remedy}"
        case click.NoSuchOption(option_name=name) if name in WHOLE_OPTIONS:
            return f"{name} 要写在命令之前，例如 policybot {name} … list"
        case click.NoSuchOption():
            return f"没有 {exc.option_name} 这个选项{_perhaps(exc.possibilities)}{remedy}"
        case click.MissingParameter(param=click.Option() as option):
            return f"缺少 {option.opts[-1]}{remedy}"
        case click.MissingParameter(param=click.Parameter() as param):
            return f"缺少 {param.make_metavar(context) if context else param.name}{remedy}"
        case click.BadParameter(param=click.Parameter(type=click.IntRange() as range)):
            return f"{_named(exc)}应为 {range.min} 到 {range.max} 之间的整数{remedy}"
        case click.BadParameter(param=click.Parameter(type=click.FloatRange() as range)):
            return f"{_named(exc)}应为 {range.min:g} 到 {range.max:g} 之间的数{remedy}"
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType())):
            return f"{_named(exc)}应为整数{remedy}"
        case click.BadParameter():
            return f"{_named(exc)}不对：{exc.message}{remedy}"
        case click.BadOptionUsage():
            value = "不带值" if "does not take" in exc.message else "后面缺少值"
            return f"{exc.option_name} {value}{remedy}"
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", exc.format_message(), re.DOTALL)
    return (f"多出了 {extra[1]}" if extra else exc.format_message()) + remedy


def _perhaps(names: Sequence[str] | None) -> str:
    return f"，是不是 {' 或 '.join(names)}" if names else ""


def _named(exc: click.BadParameter) -> str:
    if exc.param is None:
        return "参数"
    name = exc.param.opts[-1]
    return f"{name} " if name.startswith("-") else f"{name.upper()} "


def _fail(sentence: str, code: int = 1) -> int:
    click.echo(f"错误：{one_line(sentence)}", err=True)
    return code
