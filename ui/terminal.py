"""What the command writes: lines apart from the output, JSON, progress, and what it cannot write any more."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import click

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What JSON allows in a string and yet drives a terminal, ends a line for some readers, or cannot be written."""


def one_line(text: str) -> str:
    """Text on one line, control characters (of a file's name, say) as escapes."""
    return _CONTROL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def drop_output() -> None:
    """Forget what could not be written, so that the interpreter does not try again when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def sound(text: str) -> str:
    """Text without half characters, which no index and no file can hold."""
    return text.encode(errors="replace").decode()


def notify(line: str) -> None:
    """A line about what is going on, apart from the output."""
    click.echo(one_line(line), err=True)


@dataclass(frozen=True, slots=True)
class Steps:
    """Where a long command tells how far it is: `show(done, total)`, a line of output, a line apart from it."""

    show: Callable[[int, int], None]
    say: Callable[[str], None]
    warn: Callable[[str], None]


@contextmanager
def progress(title: str) -> Iterator[Steps]:
    """A bar on a terminal, which the lines pass above; nothing but the lines elsewhere."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield Steps(lambda done, total: None, click.echo, notify)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("", total=None)

        def above(line: str) -> None:
            console.print(Text(line), soft_wrap=True)

        same = bool(sys.stdout and sys.stdout.isatty())
        yield Steps(
            lambda done, total: bar.update(task, completed=done, total=total),
            above if same else click.echo,
            lambda line: above(one_line(line)),
        )


def to_json(data: Any, indent: int | None = None) -> str:
    """JSON text with what would drive a terminal, or could not be written, as escapes."""
    return _NOT_IN_JSON.sub(_escape, json.dumps(data, ensure_ascii=False, indent=indent))
