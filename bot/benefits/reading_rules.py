"""Clauses that say only how their document is to be read (以上含本数), who answers for it or explains it, whom to call, and from when
it holds: nobody can meet or fail them, so none is asked for. Whatever names a demand beside stays."""

import re
from functools import lru_cache

from corpus.benefit_records import Requirement
from corpus.benefit_words import plain

_ONLY = re.compile(
    "[(]?(?:责任|牵头|配合|主办|承办|实施|主管)(?:单位|部门|科室)(?:及?(?:联系)?(?:电话|方式))?[:].*"
    "|(?:本[一-鿿]{1,8}?)?(?:中)?(?:所称|所指)?的?[^。,;]{0,24}?(?:均|都)?(?:不?含|不?包括|不?包含)(?:本数|本级|本日)(?:[,;、][^。]{0,24}(?:含|包括)本[数级日])*"
    "|(?:本[一-鿿]{1,8}|以上(?:政策|条款|措施)|上述[一-鿿]{1,4})?(?:具体)?(?:由|委托)[一-鿿、()及和会同:0-9 -]{2,80}(?:负责)?(?:解释|解读)(?:和修订|工作)?"
    "|(?:本[一-鿿]{1,8}的?)?(?:最终)?解释权归[一-鿿、]{2,40}(?:所有)?"
    "|(?:咨询|联系|服务|监督|举报)(?:人|电话|热线|方式|邮箱)[^。]{0,60}"
    "|[^。,;]{0,40}[(]?(?:电话|热线)[:]?[0-9() -]{7,}[^。,;]{0,30}"
    "|第[一二三四五六七八九十0-9]+[条款项][^。,;]{0,24}(?:兑现|执行|实施|延续|延长)[至到][^。,;]{0,14}"
    "|有效期(?:至|为|限)?[^。,;]{0,20}"
    "|(?:本[一-鿿]{1,8})?自[^。]{0,30}(?:施行|实施|执行|生效)(?:[,;]?有效期[^。]{0,30})?(?:[,;][^。]{0,40}同时废止)?"
)
_DEMANDS = re.compile(
    "应当?(?!对|急)|必须|须(?!知)|不得|符合|具备|具有|申报(?:单位|主体|企业|项目)|注册|登记|企业|纳税|以外"
)


def says_nothing(requirement: Requirement) -> bool:
    """Whether a requirement that no rule typed asks for nothing."""
    return not requirement.alternatives and only_reads(requirement.clause)


@lru_cache(maxsize=8192)
def only_reads(clause: str) -> bool:
    """Whether a clause only says how its document is to be read."""
    words = plain(clause).strip("。;,)")
    if _DEMANDS.search(words):
        return False
    return bool(_ONLY.fullmatch(words)) or all(map(_ONLY.fullmatch, re.split("[,;。]", words)))
