"""Sentences of conditions as requirements: each clause typed where it can be, as text where not, and none left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.benefit_clauses import bars_of, parts_of, requirement
from corpus.benefit_records import Requirement
from corpus.benefit_sentences import clauses_of
from corpus.records import Span
from corpus.regions import Region

APPLICANT = "申报|申请|单位|企业|主体|项目|机构|应|须|同时|需|满足|符合|具备|以下|下列|条件|所有|必要|基本|的|人|者|当|要求|：|:|，|各|上述|按照|《[^》]*》|和|材料|该|本|其|奖励|扶持|支持|资金"


_IF = re.compile(
    "[，,](?:或|或者|但|其中|除外|以及|及|和|与|包括|含|另|还包括|也可|兼)|(?:的|时|后)[，,](?:应|须|需|可|不|其|所在)|除[^，。；]{1,20}外|除外|参照执行"
)


_OF_ONE = re.compile(
    "^(?P<labelled>[^，。；：、]{0,14}(?:企业|机构|单位|组织|平台|园区|基金|中心|公司|团队|基地|人员|个人|类))(?:的)?(?:申报|申请|支持)?(?:条件|要求|标准)?[：:](?=.)|^(?:对于?|针对)(?P<for>[^，。；]{2,24})[，,]|^(?P<subject>[^，。；：]{2,24})[，,](?:应|须|需|其|所在|必须)|^(?P<kind>属于[^，。；]{2,24}的)[，,]|^(?P<who>[^，。；、]{2,20}(?:机构|企业|单位|组织|平台|园区|项目|基金|中心|公司|团队|主体|基地|楼宇|空间|产品))(?:应|须|需|必须)?(?=近|上[一年]|年|注册|成立|运营|拥有|具有|具备|为|是|符合|在)"
)


_DEFINES = re.compile("是指|指的是|视同|视为|参照执行|照此办理|条件相符|^其中")


_EITHER = re.compile("[；;](?:或|其中|但|除)|也可|亦可|之一|任[一意]|视同")
"""Signs of parts of which not each is asked."""


def requirements_of(text: str, span: Span, region: Region, *, excludes: bool = False) -> list[Requirement]:
    """The requirements of a sentence: each clause that can be typed for itself, and what lies between as text. A sentence
    whose clauses hang together (……的，应……; 或) stays whole."""
    start, end = _trim(text, *span)
    if end <= start:
        return []
    sentence = text[start:end]
    if _DEFINES.search(sentence) and not excludes:
        return [Requirement(sentence, start, end)]
    if excludes:
        return bars_of(text, (start, end), region)
    of_one = _OF_ONE.match(sentence)
    if of_one and re.sub(f"{APPLICANT}|或|牵头|承担|实施", "", next(filter(None, of_one.groups()))):
        return [Requirement(sentence, start, end)]
    parts = clauses_of(text, start, end, "；;")
    if len(parts) > 1 and not _EITHER.search(sentence):
        return [each for part in parts for each in requirements_of(text, part, region)]
    if _IF.search(sentence):
        return [requirement(text, (start, end), region)]
    found: list[Requirement] = []
    for first, last in _whole_clauses(text, clauses_of(text, start, end)):
        if last - first < 2 or re.fullmatch("[\\W\\d_]+", text[first:last]):
            continue
        for each in parts_of(text, (first, last), region):
            if found and not found[-1].alternatives and not each.alternatives:
                found[-1] = replace(found[-1], clause=text[found[-1].start : each.end], end=each.end)
            else:
                found.append(each)
    return found


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in "；;，,、"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。；;，,、"):
        end -= 1
    return start, end


_ADVERBIAL = re.compile("(?:时|期间|过程中|(?:前提|情况|条件)下|(?<![以之前])后)$")


def _whole_clauses(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Clauses, one that only says when (改造建筑本体时) with the one that it belongs to."""
    begin: int | None = None
    for start, end in spans:
        begin = start if begin is None else begin
        if (start, end) != spans[-1] and _ADVERBIAL.search(text[start:end]):
            continue
        yield begin, end
        begin = None
