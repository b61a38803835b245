"""Names for one thing: 高企 is 高新技术企业. The table `aliases.json` is reviewed by hand and written folded."""

import json
import re
from functools import cache
from importlib import resources

from corpus.text import fold


def canonical(text: str) -> str:
    """Folded text without 的, in which every alias has become the name it stands for (占GDP的比重 as 占GDP比重)."""
    pattern, names = _table()
    return pattern.sub(lambda match: names[match.group()], fold(text).replace("的", ""))


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    data: dict[str, list[str]] = json.loads(resources.files("corpus").joinpath("aliases.json").read_text("utf-8"))
    names = {alias: name for name, aliases in data.items() for alias in [name, *aliases]}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True)))), names
