"""What only names a part of a text and asks for nothing: numbers, headings of tables, labels (支持方式), the name of a gift
(租金补贴); and the opening of a clause that names the item which it is about."""

import re
from collections.abc import Sequence

from corpus.benefit_outline import Role, bare, role_of

_REMARK = re.compile("[（(][^（）()]{0,12}[）)]$")
_LABEL = re.compile(
    "(?:支持|扶持|补贴|补助|奖励|奖补|资助|资金|政策|申报|申请|项目|主要|重点|具体|有关|相关|其他|基本)*"
    "(?:标准|方式|形式|内容|政策|措施|办法|条款|要点|事项|类别|类型|范围|目录|清单|明细|情况|说明|一览|汇总|条件|要求|程序|流程)+(?:一览)?[表]?|[总附通分]\\s*则|[一般其他补充]{2,4}规定"
)
_GIVING = "(?:奖励|补贴|补助|资助|奖补|贴息|贴租|返还)(?:标准|政策|资金)?"
_GIFT = re.compile(f"[^，,、的；：:。\\d]{{1,12}}?{_GIVING}")
_ANNOUNCES = re.compile(
    "[^，。；：]{0,16}[，,]?(?:应当?|须|需|必须)?(?:同时)?(?:做到|具备|符合|满足|达到)?(?:以下|下列|如下)?(?:各项|基本|[一二三四五六]项|几项)?(?:条件|要求|情形|标准|指标)?(?:如下)?[：:]"
)
_ASKS = re.compile("对|凡|获|须|应|满足|符合|未|不|给予|享受|取得|列入|认定")
_LONGEST = 20


def is_label(clause: str) -> bool:
    """Whether words are a number or a label, which nobody can meet."""
    name = _REMARK.sub("", bare(clause))
    return len(clause) <= _LONGEST and (
        not re.search("[一-鿿A-Za-z]", name)
        or role_of(name) is not Role.TEXT
        or _LABEL.fullmatch(name) is not None
        or _ANNOUNCES.fullmatch(clause) is not None
    )


def is_gift(clause: str) -> bool:
    """Whether words are only the name of what is given (首台套奖励)."""
    name = _REMARK.sub("", bare(clause))
    return len(clause) <= _LONGEST and _GIFT.fullmatch(name) is not None and _ASKS.search(name) is None


_TELLING = 4
"""Characters of the end of a name that mean it."""


def called(clause: str, named: Sequence[Sequence[str]]) -> frozenset[int]:
    """The items whose own name ends in the words that a clause opens with (开放创新平台应……, of 外资开放创新平台)."""
    found: dict[int, int] = {}
    for number, names in enumerate(named):
        name = re.sub('[“”（）()"]', "", names[0]) if names else ""
        longest = next((name[at:] for at in range(len(name) - _TELLING + 1) if _opens(clause, name[at:])), "")
        if longest:
            found[number] = len(longest)
    return frozenset(number for number, length in found.items() if length == max(found.values()))


def _opens(clause: str, name: str) -> bool:
    return clause.startswith(name) and re.match("[的应须需要，,：:是为在当]|必须|不得", clause[len(name) :]) is not None


def says(words: str, name: str) -> bool:
    """Whether words say a name, and not only as one of a list of names (分为剧目演出、空间培育及线上服务三类)."""
    alone = f"(?<![、和及与或为]){re.escape(name)}(?![、和及与或]|以及)"
    return name in words and re.search(alone, words) is not None


def core_of(name: str) -> str:
    """The name of a gift without the words that say that it is one (重大项目贷款 of 重大项目贷款贴息)."""
    return re.sub(f"{_GIVING}$", "", bare(name))
