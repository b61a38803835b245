"""Names for one thing: 高企 is 高新技术企业. The table `aliases.json` is reviewed by hand and written folded."""

import json
import re
from functools import cache, lru_cache
from importlib import resources

from corpus.text import fold, longest_of

SPELLED = 1
"""Other ways to write a name that a search is given: the table has the commonest first, and each dilutes the question."""


@lru_cache(maxsize=10_000)  # the same headings and sentences are read for one question after another
def canonical(text: str) -> str:
    """Folded text without 的 and quotes, in which every alias has become the name it stands for (占GDP的比重 as 占GDP比重)."""
    pattern, names = _table()
    return pattern.sub(lambda match: names[match.group()], fold(text).replace("的", "").replace('"', ""))


def spelled_out(text: str) -> str:
    """The text followed by other ways to write the names in it, for a search among texts that write them otherwise."""
    pattern, names = _table()
    written = {names[match.group()] for match in pattern.finditer(fold(text))}
    return " ".join((text, *(alias for name in sorted(written) for alias in _aliases()[name][:SPELLED])))


def all_names() -> tuple[str, ...]:
    """All names of the table, in each way to write them."""
    return tuple(_table()[1])


@cache
def _aliases() -> dict[str, list[str]]:
    data: dict[str, list[str]] = json.loads(resources.files("corpus").joinpath("aliases.json").read_text("utf-8"))
    return data


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    data = _aliases()
    names = {alias: name for name, aliases in data.items() for alias in [name, *aliases]}
    return longest_of(names), names
