"""The lines above a table that give the unit of its figures: 单位：万元, （单位：户、%）; and the figures that they do not count."""

import re
from collections.abc import Sequence

from corpus.quantity import opening_unit

UNIT_LINE = re.compile(r"[（(]?\s*(?:计量|货币|金额|数量)?\s*单\s*位\s*[：:]")
"""How such a line begins, which never names the table."""

MAX_LINE = 80
"""Characters of the line; who filled the table in may stand in it too (填报单位：某局　　单位：万元)."""

_UNIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:计量|货币|金额|数量)?单[ \t\u3000]*位[ \t\u3000]*[：:][ \t\u3000]*"
    r"(?:人民币)?([^\s（）()，,；;、/和]{1,6}+)(?![、，,/和])"
)

_RATE = re.compile(r"率|[增降]速|[增降涨跌]幅|增长|同比|环比|占比|比[重例]|百分[比点]")
_NO_QUANTITY = re.compile(r"序号|编号|代码|排[名序]|名次|位次|^年[份度]$|日期|时间|电话|邮编|指数|[得评]分|分[数值]$")
_COUNT = re.compile(r"[个户人家项件宗批次笔台辆套间床]数|人次|数量|面积")


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


def counts_apart(headers: Sequence[str], unit: str) -> bool:
    """Whether the figures under some headers are not in the `unit` that stands above the whole table: ranks and codes, rates
    where that is not %, numbers of things where it is one of money."""
    return any(
        _NO_QUANTITY.search(header)
        or ("%" not in unit and _RATE.search(header))
        or ("元" in unit and _COUNT.search(header))
        for header in headers
    )
