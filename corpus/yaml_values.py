"""Values of a YAML file that people write, read from its nodes, so that every fault is told with the file and the line.

The file is the name that the loader of the nodes bears.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NoReturn, TypeVar

import yaml

from corpus.errors import DocumentError

_Kind = TypeVar("_Kind", bound=StrEnum)


def fields_of(node: yaml.Node, known: set[str] | None = None) -> dict[str, yaml.Node]:
    """The fields of a mapping by their names, all of which must be `known`. Raises DocumentError, as all here do."""
    if not isinstance(node, yaml.MappingNode):
        fail_at(node, "这里应是“名称: 值”", "请改正")
    found = {key.value: value for key, value in node.value}
    if known is not None and (unknown := next((key for key, _ in node.value if key.value not in known), None)):
        fail_at(unknown, f"没有 {unknown.value} 这一项", f"可写：{'、'.join(sorted(known))}")
    return found


def items_of(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """The items of a list; none where there is no list."""
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        fail_at(node, "这里应是列表", "请每项以“- ”开头")
    yield from node.value


def word_of(node: yaml.Node) -> str:
    """A scalar as it is written."""
    if not isinstance(node, yaml.ScalarNode):
        fail_at(node, "这里应是一段文字", "请改正")
    return str(node.value)


def number_of(node: yaml.Node) -> Decimal:
    """A number without a unit."""
    try:
        return Decimal(word_of(node))
    except InvalidOperation:
        fail_at(node, f"{word_of(node)} 不是数", "请写成不带单位的数（元、%、年）")


def flag_of(node: yaml.Node | None) -> bool:
    """true or false; false where nothing is written."""
    if node is None:
        return False
    if word_of(node) not in ("true", "false"):
        fail_at(node, f"{word_of(node)} 不是 true 或 false", "请改正")
    return word_of(node) == "true"


def day_of(node: yaml.Node | None) -> date | None:
    """A day in the form 2025-03-01; None where nothing is written."""
    if node is None:
        return None
    try:
        return date.fromisoformat(word_of(node))
    except ValueError:
        fail_at(node, f"{word_of(node)} 不是日期", "请写成 2025-03-01")


def member_of(kind: type[_Kind], node: yaml.Node | None) -> _Kind | None:
    """A member of an enumeration; None where nothing is written."""
    if node is None:
        return None
    written = word_of(node)
    if written not in set(kind):
        fail_at(node, f"没有 {written}", f"请写 {'、'.join(kind)} 之一")
    return kind(written)


def fail_at(node: yaml.Node, reason: str, remedy: str) -> NoReturn:
    """Raise the error that names the place of a node."""
    raise DocumentError(f"{node.start_mark.name} 第 {node.start_mark.line + 1} 行", reason, remedy)
