"""Clauses of an item that no rule took and that may ask for something: they are kept as text, for a person to judge. A condition
that is asked too often costs a question, one that is lost costs a wrong answer."""

import re
from collections.abc import Iterable, Iterator

from corpus.benefit_asked import is_manner
from corpus.benefit_clauses import parts_of
from corpus.benefit_records import Requirement
from corpus.benefit_sentences import clauses_of, sentences_of
from corpus.quantity import find_quantities
from corpus.records import Span
from corpus.regions import Region

_WHO = "企业|单位|机构|公司|平台|园区|项目|团队|组织|人员|个人|产品|基地|中心|主体|合作社|银行|院所|高校"
_TELLS = re.compile(
    f"^(?:对于?(?!接|外|应)|凡是?|属于|其中)[^，。；]*(?:的|{_WHO})(?:[（(][^（）()]*[）)])?$|[^目]的(?:{_WHO})?$"
    "|^(?:围绕|聚焦|面向|针对|立足)[^，。；]*(?:领域|产业|行业|方向|环节|企业)"
    "|(?<![供适反相效对响])应当?(?![用急对收届]|付)|(?<![供必])需(?!求|要解决|牵引)|必?须|不得|不低于|不少于|以上的?$|满足|符合|具[备有]|[只仅]限"
    "|(?:注册|登记|成立|设立)(?:在|于|满|登记)|(?:首次|新)(?:获|认定|通过|入选|升)|(?:获得|取得|入选|列入|纳入|通过|完成)[^，。；]{2,24}(?:认定|称号|资格|名单|目录|备案|验收|评定)"
)
"""What a clause says that may ask for something: who is meant, what must be so, what must have been won."""

_TELLS_NOT = re.compile(
    "^(?:给予?|予以|按照?|根据|依据|结合|最高|不超过|单[家个]|每[家个项户]|支持(?:资金|经费|周期)|资金|经费|(?:采取|采用|通过)[^，。；]*方式)|(?:不超过|不高于|最高)[^，。；]*(?:元|%|％|年|个月)"
    "|(?:资金|补贴|补助|奖励|经费)(?:拨付|发放|兑现)|公示|负责|牵头|会同|(?:由|经)[^，。；]{2,14}(?:审核|审定|确认|批准|组织)|电话|联系|有效期|施行|解释|详见|附件|推荐(?:参加|参与|纳入|到|列入|申报)"
)
"""What it says that only tells how much is given, or how it is paid and by whom."""

_OF_SOME = re.compile("对|凡|属于|其中")
"""How a clause begins that may be about some of those whom an item is for."""
_TO_SOME = re.compile("(?<![^。；：\\s）)])(?:对|凡|属于|其中)")

_SHORTEST, _MOST_CLAUSES = 4, 200


def overlooked(text: str, block: Span, known: Iterable[Span], region: Region) -> Iterator[Requirement]:
    """The clauses of a block that may ask for something, of which less than half stands in what is `known` of it."""
    taken: set[int] = set()
    for start, end in known:
        taken.update(range(start, end))
    left, several = _MOST_CLAUSES, len(_TO_SOME.findall(text, *block)) > 1
    for first, last in sentences_of(text, *block):
        if is_manner(text, first, last) or text[first] == "|":
            continue
        for start, end in clauses_of(text, first, last, "，,；;。"):
            left -= 1
            if left < 0:
                return
            if 2 * len(taken.intersection(range(start, end))) < end - start and _may_ask(text[start:end]):
                if several and _OF_SOME.match(text, start):
                    yield Requirement(text[start:end], start, end)
                else:
                    yield from parts_of(text, (start, end), region)


_WANTED = re.compile("(?:支持|鼓励)(?!资金|经费|周期|期限|标准|额度|比例|金额|方式)[^，。；]{7,}")
"""What an item is for, which may be what has to be done (鼓励企业与高校共建实验室，给予……)."""

_RECKONED = re.compile(f"(?:按照?|根据|依据|结合)(?=[^，。；]{{17,}})[^，。；]*(?:{_WHO})")
"""What is reckoned by, where so much is said of it that it may have to be so (根据服务机构当年服务小微企业的数量和成效)."""


def _may_ask(clause: str) -> bool:
    if _WANTED.match(clause) or _RECKONED.match(clause):
        return True
    if len(clause) < _SHORTEST or _TELLS_NOT.search(clause):
        return False
    if any(each.family in ("元", "%") for each in find_quantities(clause)) and re.search(
        "奖励|补助|补贴|资助|给予", clause
    ):
        return False
    return _TELLS.search(clause) is not None
