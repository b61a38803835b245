"""Whether somebody asks what all that an enterprise can have comes to: 一共能拿多少, 加起来有多少, 最多能拿多少钱."""

import re

from bot.benefits.names import find_names
from bot.benefits.profile_sentences import LITTLE, beside, clauses
from corpus.benefit_records import Fact

_ALTOGETHER = "一共|总共|合计|总计|拢共|共计|加起来|加在一起|加?到?一块儿?|合起来|加总|累计|算下来|算起来|都算上|全算上|全部|所有|满打满算|最多|最高|顶多|总额|总金额|总数"
_HOW_MUCH = (
    "多少|几(?:个)?[万亿千百]|总额|总金额|总数|合计(?:一下|是|呢)?$|加起来(?:呢)?$|(?:算|加)(?:一下|个)?(?:总|合计)"
)
_TOTAL = re.compile(_ALTOGETHER)
_ASKED = re.compile(_HOW_MUCH)
_EMPTY = re.compile(
    f"{_ALTOGETHER}|多少|几(?:个)?[万亿千百]|能够?|可以|可|应该|大概|大约|估计|拿到?|领取?|得到?|获得|申请|享受|申报|补贴?|奖励?|补助|资助|资金|政策|优惠|扶持|支持|钱|万|元|块"
    "|这些|全|手|上面|以上|符合|条件|确定|匹配|项目?|加|算|那么?|就|帮|请|一下|到手|下来|会|给|总|是|有|呢|吗|啊|呀|吧|的|了|到|我们?|咱们?|公司|企业|现在|目前|今年|每年"
)


def asks_total(message: str) -> bool:
    """Whether a message asks for all that can be had together."""
    return any(map(_asks_together, clauses(message)))


def beside_total(message: str) -> str | None:
    """What a message tells beside asking for the total of everything, "" for nothing; None where it does not ask for that, or
    for the total of one thing (技改一共能补多少)."""
    told = clauses(message)
    asking = [clause for clause in told if _is_total(clause)]
    return "，".join(clause for clause in told if clause not in asking) if asking else None


def without_altogether(clause: str) -> str:
    """A clause without the words for all together."""
    return _TOTAL.sub("", clause) if _ASKED.search(clause) else clause


def _asks_together(clause: str) -> bool:
    return _TOTAL.search(clause) is not None and _ASKED.search(clause) is not None


def _is_total(clause: str) -> bool:
    if not _asks_together(clause):
        return False
    if any(each.fact is not Fact.ENTITY for each in find_names(clause)):
        return False
    return len(beside(_EMPTY.sub("", clause))) <= LITTLE
