"""Short names of metrics as people say them (外资 for 实际使用外资), where they stand alone: 工业投资 and 民间投资 are other metrics."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.understanding.question import Question, understand

_FULL: Mapping[str, tuple[str, ...]] = {
    "外资": ("实际使用外资", "实际利用外资"),
    "投资": ("固定资产投资",),
    "消费": ("社会消费品零售总额",),
    "外贸": ("进出口总额", "货物进出口总额"),
    "财政收入": ("一般公共预算收入", "地方一般公共预算收入"),
    "经济": ("地区生产总值",),
}


def in_full(asked: Question) -> Iterator[Question]:
    """The question with the short name that is all it names written as reports do, once for each way; none for any other."""
    names = {"".join(name) for slot in asked.slots for name in slot.names}
    short = next(iter(names), "")
    if len(names) != 1 or short not in _FULL:
        return
    for full in _FULL[short]:
        yield replace(
            understand(asked.text.replace(short, full, 1)),
            places=asked.places,
            years=asked.years,
            elsewhere=asked.elsewhere,
            target=asked.target,
        )
