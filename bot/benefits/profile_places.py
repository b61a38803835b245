"""Where an enterprise is registered, as a clause tells: 我们在德阳, 公司搬到烟台了, 刚从南宁搬过来, 总部从绵阳迁到了德阳.

Where it was is not where it is. Of what is only planned, and of a plant, an office or a branch that moved, nothing follows for
where the firm is registered.
"""

import re
from collections.abc import Iterator

from bot.benefits.names import find_names
from bot.benefits.profile import Statement
from bot.understanding.places import places_in
from bot.understanding.zones import zones_in
from corpus.benefit_records import Fact

_MOVES = re.compile("搬|迁(?!就)|[转挪改]到|变更[到至为]")
_TO = re.compile("(?:搬[家迁]?|迁[移址]?|转|挪|变更|改)(?:了|登记)?(?:[到至往]|去|来(?!的)|入|进|回|为|在)(?:了|到)?")
_FROM = re.compile("(?:从|由|自)[^,]{2,16}?(?=(?:整体|全部|刚刚?|已经?|又)*(?:搬|迁|转|挪))")
_PLANS = re.compile(
    "打算|计划|准备|想|考虑|拟|将|要(?:搬|迁)|可能|明年|后年|下个?月|年底|下半年|在谈|没有?(?:搬|迁)|不(?:搬|迁)|再说|以后|才(?:搬|迁)|的事|还没|[没未]定"
)
_PARTS = re.compile(
    "厂房|工厂|车间|产线|产能|仓库|办公|部门|分公司|子公司|门店|研发中心|设备|基地|员工|人员|户口|客户|供应商|项目"
)
"""What moves without the firm."""

_FORMER = re.compile("(?:以前|之前|原来|原先|原本|过去|曾经?|早先|先前|起初|最早|一开始)[^,]{0,6}(?:在|是|位于|注册)")
_NOW = re.compile("(?:现在|目前|如今|后来|今年)[^,]*$")
_ELSEWHERE = re.compile(
    "出口|销往|客户|子公司|分公司|打算|计划|准备|想去|考虑|供应商|项目在|参展|展会|来自|只?留[了着下]|只剩|厂房|车间|仓库|办公室|办公地|门店|分厂|办事处|研发中心在|基地在|(?:团队|研发|销售|市场|运营|营销|业务|人员|员工|大部分|部分)[^,]{0,3}在"
)
_HOUSEHOLD = re.compile("户[籍口]")
_AWARDS = re.compile("(?:人民政府|政府|[一-鿿]{0,4}[局委厅])?(?:给|新)?(?:认定|评[定选为的上]|批准|授予|颁发)")
"""What a city awards may be held elsewhere."""
_BODY = re.compile("[^,的在]{0,6}(?:交易中心|交易所|银行|大学(?!科技园)|学院|研究院|研究所|商会)")
"""A bank or an exchange is called by its own place."""
_OF_LEVEL = re.compile("的(?:$|,|那)")
"""Behind a title it tells which place has awarded it (单项冠军是陕西省的)."""
_COUNTED = re.compile("(?<![在市省])[一二三四五六七八九十][台门]")
"""Machines that are counted (首台套三台) name no 三台县."""
_NOT_THERE = re.compile("(?:不在|不是|没在|并非|未在)[^,。]{0,3}$")


def spoken_places(said: str) -> Iterator[Statement]:
    """The places that a clause names as where the enterprise is registered, or a person lives: divisions and zones."""
    clause = _where_now(said) if tells_of_places(said) else said
    if _ELSEWHERE.search(clause):
        return
    whole, zones = clause, [(start, end) for _, start, end in zones_in(clause)]
    for found in find_names(clause):  # 评上高企 does not name 上高县
        if not any(start <= found.start and found.end <= end for start, end in zones):
            clause = clause[: found.start] + " " * (found.end - found.start) + clause[found.end :]
    fact = Fact.HOUSEHOLD if _HOUSEHOLD.search(clause) else Fact.REGION
    for path, start, end in zones_in(clause):
        holds = not _NOT_THERE.search(clause[:start])
        within = (inner for inner, _, _ in places_in(clause[start:end]) if inner[: len(path)] == path)
        path = max(within, key=len, default=path)  # 杭州余杭区未来科技城 lies in 余杭区
        yield from [Statement(fact, "/".join(path), holds, "", said)] if holds else []
        yield Statement(fact, clause[start:end], holds, "", said)
        clause = clause[:start] + " " * (end - start) + clause[end:]
    for path, start, end in places_in(clause):
        if not (_is_of_another(clause, path, start, end) or _tells_no_seat(whole, start, end)):
            yield Statement(fact, "/".join(path), not _NOT_THERE.search(clause[:start]), "", said)


def _is_of_another(clause: str, path: tuple[str, ...], start: int, end: int) -> bool:
    """Whether a short name right behind another place is of something in that place: 大理古城 is no 古城区 of another city."""
    behind = next((region for region, _, before in places_in(clause) if before == start), None)
    return behind is not None and path[: len(behind)] != behind and clause[start:end] != path[-1]


def _tells_no_seat(clause: str, start: int, end: int) -> bool:
    """Whether a place is named for something else than where the enterprise is."""
    if _AWARDS.match(clause, end) or _BODY.match(clause, end) or _COUNTED.match(clause, start):
        return True
    titled = any(each.fact is Fact.CERTIFICATION for each in find_names(clause))
    return titled and _OF_LEVEL.match(clause, end) is not None


def tells_of_places(clause: str) -> bool:
    """Whether a clause tells where a firm was, or that something moves."""
    return bool(places_in(clause)) and bool(_FORMER.search(clause) or _MOVES.search(clause))


def _where_now(clause: str) -> str:
    """What of a clause that `tells_of_places` says where the firm is now; "" where that does not follow."""
    now = _NOW.search(clause)
    if _FORMER.search(clause):
        return now.group() if now else ""
    if _PLANS.search(clause) or _PARTS.search(clause):
        return ""
    to = _TO.search(clause)
    if to is not None and places_in(clause[to.end() :]):
        return clause[to.end() :]
    return _FROM.sub(" ", clause) if _FROM.search(clause) else ""
