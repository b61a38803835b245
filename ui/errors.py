"""Errors of what people touch."""

from pathlib import Path

from corpus.errors import PolicybotError, system_reason


class CommandError(PolicybotError):
    """What was asked on the command line cannot be done, given the library and the files."""


def cannot_write(out: Path, exc: OSError) -> CommandError:
    """The error for a file that cannot be written."""
    return CommandError(f"无法写入 {out}（{system_reason(exc)}）。请换一个位置，或检查磁盘空间和权限")


def write_file(out: Path, data: bytes) -> None:
    """Write a file whole. Raises CommandError."""
    try:
        out.write_bytes(data)
    except OSError as exc:
        raise cannot_write(out, exc) from exc
