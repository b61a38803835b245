"""Whether a figure is of the thing that is asked, by where the name of that thing stands about it."""

import math
import re
from collections.abc import Sequence

from bot.reading.figure_words import INTAKE, SPANS_OF_TIME, Words
from bot.understanding.coverage import Read
from bot.understanding.question import Slot
from bot.understanding.words import Name
from corpus.quantity import Quantity

NAME_WORDS = 12
"""Words of a name that are looked at, from its end, where the thing itself stands; more are a pasted text."""

LONGEST_TAIL = 3
"""Characters between the thing asked and its figure; with more, they name another thing (高新技术企业研究开发中心18家)."""

RANK = "次序"
"""Family of ranks: the thing ranked is named further up in its sentence (…4312.6亿元，增长6.8%，居全省第二)."""

NAMED_SHARE, NAMED_ENOUGH = 0.6, 4
"""Share of a name that must stand in one piece of whole words to count as that name (企业 alone is no 高新技术企业), and
characters at its end that are enough of a long one."""

COUNTS = frozenset({"家", "项", "人", "台", "支"})
"""Families of what is counted."""

OF_A_PART = re.compile("国家级|省级|市级|区级|县级|镇级|第[一二三四五六]批|首批|其中|占比|比重")
"""The parts that a figure may be of, and not of the whole."""

_OWN = re.compile("我[省市区县]|本[省市区县]|全[省市区县]")
_SHARE_OF = re.compile("占[^,;。]*")
_LONGER = re.compile(
    "[^\\W\\d_为是占达共等的、,]{0,8}?(?:中心|研究院|实验室|平台|基地|机构|园区?|联盟|协会|工作?站|孵化器|集群|基金|(?:培育|后备|储备|预备|种子|苗子)(?:企业|对象|库|名单|单位)?)"
)
"""What goes on about a name that is only the beginning of a longer one (高新技术企业|研究开发中心)."""

_ALTERS = re.compile("缺口|差额|短缺|尚缺|空缺|未[达完到]")
"""What makes of a metric another one (公办学位|缺口)."""

_SIZED = re.compile("(?:工业|产业|重大|重点|在建|服务业|制造业)?(?:项目|企业|工程|园区|机构|楼宇|村|单位)")
"""What a size stands before: 亿元以上|项目 counts none."""

_CAME_IN = re.compile(f"{INTAKE.pattern}|增加|比上年[增多]|较上年[增多]|引进|获批|入选|首批|第[一二三四]批")
_ASKS_SHARE = re.compile("占|比重|比例|份额|率")
_NOUN = re.compile("[\u4e00-\u9fff]{2}")
_LEVEL = re.compile("(国家|[省市区县镇])级?$")
_LINKS = re.compile(
    "总量|总数|总额|数量|金额|规模|[共合累]计|[共已]有|其中|新增|净增|力争|争取|实现|完成|增加|达到|同比|增长|增速|增幅|比重|占比|[共已达为有到是在约各等占,、]"
)
"""Words that may stand between a thing and its figure."""


def is_of_other(slot: Slot, quantity: Quantity, words: Words, above: Sequence[Read]) -> bool:
    """Whether a figure is of another thing than the one asked: its name must stand right after it (7000家高新技术企业), or
    before it with few words between, or govern the clause from further up (服务站…，累计建站12家)."""
    behind = [end for name in slot.names if (end := _named(name, words.after))]
    if behind and _LONGER.match(words.after, max(behind)) and not _LONGER.search(slot.label):
        return True
    if quantity.family in SPANS_OF_TIME or behind:
        return False
    if quantity.family == RANK:
        over = " ".join((words.earlier, *(text for text, _ in above)))
        return not any(_named(name, over) for name in slot.names)
    ends = [end for name in slot.names if (end := _named(name, words.clause))]
    if quantity.family in COUNTS and not ends and _NOUN.match(words.after):
        return True
    tail = words.clause[max(ends, default=0) :]
    if len(_LINKS.sub("", tail)) > LONGEST_TAIL or (_ALTERS.search(tail) and not _ALTERS.search(slot.label)):
        return True
    if quantity.comparator != "=" and quantity.family not in COUNTS and _SIZED.match(words.after):
        return True
    if INTAKE.search(slot.label) and not slot.total and not _CAME_IN.search(words.earlier + words.around):
        return True
    if _SHARE_OF.search(words.clause) and not _ASKS_SHARE.search(slot.label):
        return True
    if "其中" in words.clause and not OF_A_PART.search(slot.label):
        return True
    within = words.earlier.rpartition("其中")[2] if "其中" in words.earlier else ""
    if within and not OF_A_PART.search(slot.label) and not _OWN.match(within):
        return not any(_named(name, within) for name in slot.names)
    over = " ".join((_SHARE_OF.sub(" ", words.earlier), *(text for text, _ in above)))
    return not ends and bool(slot.names) and not any(_named(name, over) for name in slot.names)


def names_longer(slot: Slot, text: str) -> bool:
    """Whether a canonical text says the name asked only as the beginning of a longer one (高新技术企业|研究开发中心), or what it lacks
    (公办学位|缺口)."""
    if _ALTERS.search(text) and not _ALTERS.search(slot.label):
        return True
    ends = [end for name in slot.names if (end := _named(name, text))]
    return bool(ends) and _LONGER.match(text, max(ends)) is not None and not _LONGER.search(slot.label)


def _named(name: Name, text: str) -> int:
    """Where the longest piece of a name that stands in the text ends; 0 if none is long enough to be that name, or it
    is of another level (国家…企业, 省级…企业)."""
    name = name[-NAME_WORDS:]
    whole = "".join(name)
    least = max(2, math.ceil(NAMED_SHARE * len(whole)))
    for size in range(len(name), 0, -1):
        for i in range(len(name) - size + 1):
            piece = "".join(name[i : i + size])
            enough = min(least, NAMED_ENOUGH) if i + size == len(name) else least
            start = text.rfind(piece) if len(piece) >= enough else -1
            if start >= 0:
                asked, found = _LEVEL.search(whole[: whole.index(piece)]), _LEVEL.search(text[:start])
                return start + len(piece) if not asked or not found or asked[1] == found[1] else 0
    return 0
