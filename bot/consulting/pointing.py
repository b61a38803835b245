"""What people say of a list that they were told: 第2条符合 of a clause, 第一项怎么申请 of a benefit, 没有老厂房 of what a benefit asks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.benefits.eligibility import Need
from bot.benefits.known_figure import Truth
from bot.benefits.names import name_key
from bot.benefits.profile import Statement
from corpus.text import fold

_NUMBER = "[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_CLAUSES = re.compile(
    rf"(?P<which>第(?:{_NUMBER})(?:、|,|和|跟|与|条|款|第|{_NUMBER})*(?:条|款)?)(?:的?(?:条款|要求|情况|情形|我们?|公司|企业|都|也|全|均|是|,)*)(?P<said>.+)"
)
_MET = re.compile("(?:符合|满足|没有?问题|做到了?|达到了?|可以|ok|确认)(?:的|了|要求|条件)*")
_UNMET = re.compile("(?:不|没有?|未|不能|没能)(?:符合|满足|做到|达到|达标)(?:的|了|要求|条件)*")
_SO = re.compile("(?:是|有|存在|属于|对|yes)(?:的|了|这种情况|此情形|这个情形)*")
_NOT_SO = re.compile("(?:没有?|不是|不存在|无|不属于|否|不对|no)(?:的|了|过|这种情况|此情形|这个情形|发生)*")
_OPEN = re.compile("(?:不太?清楚|不知道|不确定|说不清|跳过)(?:的|了)*")
_ITEM = re.compile(rf"第(?P<which>{_NUMBER})(?:项|个|款政策|条政策|名)(?P<asked>.*)")
_ABOUT_ITEM = re.compile(
    "怎么|如何|怎样|哪里|哪儿|申请|申报|办理|流程|材料|条件|要求|多少|金额|截止|什么时候|何时|有效期|详情|详细|介绍|是什么|具体|说说|讲讲|看看|原文|依据|为什么"
)
_DENIAL = re.compile(
    "(?:我们?|咱们?|我司|公司|企业|单位|目前|暂时|现在|也|都|还|并|从来|从)*(?:没有?|无|未|不)(?:曾|有|做过?|搞过?|干|涉及|参与|参加|打算|计划|准备|进行|属于|是|开展|办理?|申请|用|要|过)*(?P<what>.+)"
)
_ENDING = re.compile("(?:的|了|过|呢|啊|呀|吧|项目|计划|业务|这回事|这些?)+$")

SHORTEST = 3
"""Characters of an abbreviation by which a name is meant: two stand in too many names."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """Numbers of clauses and what was said of them: that they are met or not (`met`), or that it is so or not with the
    enterprise as they say (`so`); both None where nobody can tell."""

    numbers: tuple[int, ...]
    met: Truth = None
    so: Truth = None


def pointed_clauses(message: str) -> Pointed | None:
    """What a message says of clauses by their numbers; None for any other message."""
    match = _CLAUSES.fullmatch(_bare(message))
    if match is None or re.search(f"第(?:{_NUMBER})(?:项|个)", match["which"]):
        return None
    numbers = tuple(number(each) for each in re.findall(_NUMBER, match["which"]))
    said = match["said"]
    for pattern, told in (
        (_MET, Pointed(numbers, met=True)),
        (_UNMET, Pointed(numbers, met=False)),
        (_NOT_SO, Pointed(numbers, so=False)),
        (_SO, Pointed(numbers, so=True)),
        (_OPEN, Pointed(numbers)),
    ):
        if pattern.fullmatch(said):
            return told
    return None


def pointed_item(message: str) -> int | None:
    """The number of the benefit that a message asks about; None for any other message."""
    match = re.search(_ITEM, _bare(message))
    if match is None or match.start() > LITTLE_BEFORE:
        return None
    return number(match["which"]) if not match["asked"] or _ABOUT_ITEM.search(match["asked"]) else None


LITTLE_BEFORE = 6
"""Characters that may stand before the number of a benefit: 请问第一项怎么申请."""


def number(written: str) -> int:
    """A number below a hundred in digits or characters."""
    if written.isdecimal():
        return int(written)
    digits = "零一二三四五六七八九"
    tens, ten, ones = written.rpartition("十")
    return (digits.index(tens) if tens else 1) * 10 * bool(ten) + (digits.index(ones) if ones else 0)


def denies(clause: str) -> str:
    """What a clause says that there is not (没有老厂房: 老厂房); "" for any other."""
    match = _DENIAL.fullmatch(_bare(clause))
    return _ENDING.sub("", match["what"]) if match else ""


def denied(what: str, needs: Iterable[Need]) -> list[Statement]:
    """The names among what is asked for which something denied is short for: 老厂房 leaves characters of 老旧厂房改造 out."""
    key = name_key(what)
    if len(key) < SHORTEST:
        return []
    meant = {(need.fact, name) for need in needs if need.fact for name in need.names if _short_for(key, name_key(name))}
    return [Statement(fact, name, holds=False, words=what) for fact, name in sorted(meant) if fact]


def _short_for(short: str, name: str) -> bool:
    """Whether a name can be shortened so: by leaving characters out, but its first or its last."""
    rest = iter(name)
    return (short[0] == name[0] or short[-1] == name[-1]) and all(char in rest for char in short)


def _bare(message: str) -> str:
    return re.sub("[。.!,;~\\s]+$", "", fold(message).strip())
