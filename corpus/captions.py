"""The lines above a table that give the unit of its figures: 单位：万元, （单位：户、%）."""

import re

from corpus.quantity import opening_unit

UNIT_LINE = re.compile(r"[（(]?\s*(?:计量|货币|金额|数量)?\s*单\s*位\s*[：:]")
"""How such a line begins, which never names the table."""

MAX_LINE = 80
"""Characters of the line; who filled the table in may stand in it too (填报单位：某局　　单位：万元)."""

_UNIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:计量|货币|金额|数量)?单[ \t\u3000]*位[ \t\u3000]*[：:][ \t\u3000]*"
    r"(?:人民币)?([^\s（）()，,；;、/和]{1,6})(?![、，,/和])"
)


def unit_in(line: str) -> str | None:
    """The one unit that a line gives for all figures; None for a line without, with several, or that names a body
    (制表单位：某局)."""
    for match in _UNIT.finditer(line):
        known = opening_unit(match[1])
        if known and known[0] == match[1]:
            return match[1]
    return None


def unit_above(text: str, start: int) -> str | None:
    """The unit given by the line above what begins at `start`, blank lines between."""
    end = len(text[max(0, start - MAX_LINE) : start].rstrip()) + max(0, start - MAX_LINE)
    line = text[max(0, end - MAX_LINE) : end].splitlines()[-1:]
    return unit_in(line[0]) if line else None
