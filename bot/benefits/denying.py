"""Clauses that deny something (近三年内无安全事故), and what a word says of them: 没有 means that such a clause is met, though
the same word says of others that they are not. What may mean either decides nothing."""

import re
from functools import lru_cache

from bot.language import Language, language
from corpus.text import fold

_NOT = (
    "(?:(?:从未|未曾?|没有|不存在|不得)(?:发生|出现|存在|有)过?|没有|不存在|不属于|不得|从未|未曾?|无)"
    "(?!人[机驾车船]|来|成年|满|达|线|形|障碍|纸|菌|害|废|公害|抵押|缝|偿|车承|锡|源|论)"
)
_WHO = "申报|申请|企业|单位|主体|项目|机构|人员?|法定代表人|本人|配偶|负责人|及其?|和|与|、|应当?|须|且|均|内|来|以来|在|期间|该|其|的"
_WHEN = "(?:近|最近|前|上|连续)?[一二两三四五\\d]+个?(?:自然|会计)?年度?|上一?年度?|年度|申报(?:前|当年)"
_DENIES = re.compile(
    f"[（(]?[\\d一二三四五六七八九十]{{0,2}}[）)．.、]?\\s*(?P<before>(?:{_WHO}|{_WHEN})*){_NOT}(?P<matter>[^。；;]{{2,}}?)[的。；;，,]*"
)
_MAY_DENY = re.compile(_NOT)

_LEAD = "(?:我们?|咱们?|我司|公司|企业|单位|目前|暂时|都|也|还|并|从来|一直|确实)*"
_HAPPENED = "(?:有过?|存在过?|发生过?|出现过?|出过?|被?列入过?|受过?|过)"
_TAIL = "(?:的|了|过|呢|啊|呀|哦|任何|什么|这[种类个些]|此类|情况|情形|问题|事|记录)*"
_IS_NOT = re.compile(f"{_LEAD}(?:没有?|无|从没|从未|从无|未|不曾|不存在)(?:曾)?{_HAPPENED}?{_TAIL}")
_IS_SO = re.compile(f"{_LEAD}{_HAPPENED}{_TAIL}")
_MET = re.compile(f"{_LEAD}(?:都|全|完全)?(?:符合|满足|达到|做到|没问题)(?:的|了|要求|条件)*")
_UNMET = re.compile(f"{_LEAD}(?:不|没有?|未)(?:符合|满足|达到|做到)(?:的|了|要求|条件)*")
_VERB = re.compile(f"^{_HAPPENED}(?=.{{2}})")


@lru_cache(maxsize=4096)
def denied_matter(clause: str) -> str:
    """What a clause that is nothing but a denial says not to be (近三年内重大安全事故); "" for any other clause."""
    match = _DENIES.fullmatch(clause.strip())
    return f"{match['before']}{match['matter']}" if match and not _MAY_DENY.search(match["matter"]) else ""


def may_deny(clause: str) -> bool:
    """Whether a clause denies something among what it says."""
    return _MAY_DENY.search(clause) is not None


def met_by(clause: str, words: str, *, yes: bool, no: bool) -> bool | None:
    """Whether a clause that demands something is met by a short answer, which is a `yes` or a `no` in general; None where that
    may mean either, or is no such answer."""
    if _MET.fullmatch(words) or _UNMET.fullmatch(words):
        return _UNMET.fullmatch(words) is None
    there, not_there = _IS_SO.fullmatch(words) is not None, _IS_NOT.fullmatch(words) is not None
    if denied_matter(clause):
        if language() is Language.ENGLISH and (yes or no):  # the English question is whether there has been anything
            return no
        return not_there if there or not_there else None
    if may_deny(clause) and (there or not_there):
        return None
    return yes if yes or no else None


def without_verb(matter: str) -> str:
    """What is said not to be without the verb that it happened by (出过事故 is 事故)."""
    return _VERB.sub("", fold(matter))
