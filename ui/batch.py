"""Questions from a JSONL file, answered line by line; one bad line stops nothing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import PolicybotError, system_reason
from ui.errors import CommandError, cannot_write
from ui.present import answer_data
from ui.terminal import notify, progress, sound, to_json

if TYPE_CHECKING:
    from bot.bot import PolicyBot
    from index.catalogue import Filters

_ROW = '{"id": …, "question": "…", "history": ["…"]}，其中 id 和 history 可以没有'


def ask_batch(bot: "PolicyBot", batch: Path, out: Path | None, filters: "Filters") -> None:
    """Answer every line of `batch` to `out`, or to the output where it is None.

    Raises CommandError if the file cannot be read or holds nothing, if `out` cannot be written, and, once all lines are
    done, if some could not be answered.
    """
    lines = [(number, line) for number, line in enumerate(_read_batch(batch).split("\n"), 1) if line.strip()]
    if not lines:
        raise CommandError(f"{batch} 里没有问题。每行应为 {_ROW}")
    refused = failed = 0
    with progress("回答问题") as steps, _opened(out) as write:
        for done, (number, line) in enumerate(lines, 1):
            row = _batch_row(line)
            data = {"id": row["id"]} if "id" in row else {}
            try:
                data |= _answer_row(bot, row, filters)
                refused += bool(data["refused"])
            except PolicybotError as exc:
                failed += 1
                data |= {"line": number, "error": f"第 {number} 行：{exc}"}
            (write or steps.say)(to_json(data))
            steps.show(done, len(lines))
    notify(f"共 {len(lines)} 行：回答 {len(lines) - refused - failed}，拒答 {refused}，出错 {failed}")
    if failed:
        raise CommandError(f"{batch} 中有 {failed} 行无法回答，原因写在输出的 error 中")


def _read_batch(batch: Path) -> str:
    try:
        return batch.read_text(encoding="utf-8-sig")
    except OSError as exc:
        raise CommandError(f"无法读取 {batch}（{system_reason(exc)}）。请检查路径和读取权限") from exc
    except UnicodeDecodeError as exc:
        raise CommandError(f"{batch} 不是 UTF-8 文本（{exc.reason}）。请给出 UTF-8 编码的 JSONL 文件") from exc


def _batch_row(line: str) -> dict[str, Any]:
    """A line of a batch file; with nothing in it but "fault" where it is not a JSON object."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as exc:
        return {"fault": f"不是 JSON（{exc}）"}
    return row if isinstance(row, dict) else {"fault": "不是 JSON 对象"}


def _answer_row(bot: "PolicyBot", row: dict[str, Any], filters: "Filters") -> dict[str, Any]:

    question, history = row.get("question"), row.get("history") or []
    if not isinstance(question, str):
        raise CommandError(f"{row.get('fault', '没有 question，或它不是文字')}。应为 {_ROW}")
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise CommandError(f"history 不是文字组成的列表。应为 {_ROW}")
    return answer_data(bot.ask(sound(question), history=[sound(earlier) for earlier in history], filters=filters))


@contextmanager
def _opened(out: Path | None) -> Iterator[Callable[[str], None] | None]:
    """What writes a line to the file; None where there is no file."""
    if out is None:
        yield None
        return
    try:
        stream = out.open("w", encoding="utf-8", errors="backslashreplace", buffering=1)
    except OSError as exc:
        raise cannot_write(out, exc) from exc

    def write(line: str) -> None:
        try:
            stream.write(line + "\n")
        except OSError as exc:
            raise cannot_write(out, exc) from exc

    try:
        yield write
    finally:
        with suppress(OSError):  # every line is flushed by `write`
            stream.close()
