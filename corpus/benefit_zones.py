"""Two sentences that together say where an applicant must be: registered in a zone, and those elsewhere in its city too."""

import re

from corpus.benefit_places import own_place
from corpus.benefit_records import Fact, Operator, Requirement, Test
from corpus.benefit_tests import read_tests
from corpus.records import Span
from corpus.regions import Region, find_regions

_ZONED = re.compile(
    "(?P<list>.*?(?:注册在|在)(?P<zone>[\u4e00-\u9fff]{2,14}?(?:示范区|开发区|高新区|新区|园区|科学城|试验区))(?:范围)?(?:之?内)?(?:依法)?(?:注册)?(?:登记)?(?:的|[，,]包括[：:])(?P<kinds>[^。]{4,140}?))"
    "[。；;，,\\s]*(?:符合(?:支持|申报)?条件的?)?(?:注册(?:登记)?在)?(?P<city>本市|我市|全市|[\u4e00-\u9fff]{2,8}?)其他(?:区域|地区|区县?)[^。]{0,16}?(?:参照|照此|比照)(?:执行|办理)[。\\s]*",
    re.DOTALL,
)
"""Who is registered in a zone, and then those elsewhere in its city too: the place that is asked is the city."""


def zoned(text: str, span: Span, region: Region) -> Requirement | None:
    """Two sentences of which the second extends the place of the first to the whole city, as one requirement; None if they
    are none, or tests cannot say all of them."""
    start, end = span
    if end - start > _LONGEST_ZONED or text.find("其他", start, end) < 0:
        return None
    match = _ZONED.fullmatch(text, start, end)
    if match is None or "注册" not in match["list"]:
        return None
    city = own_place(match["city"], region) if match["city"][0] in "本我全" else _city(match["city"])
    kinds = read_tests(re.sub("[，,]?以及|[；;，,]", "、", match["kinds"]), region)
    if not city or not kinds.alternatives or kinds.partial:
        return None
    place = Test(Fact.REGION, Operator.IN, ("/".join(city),))
    clause = text[start:end].rstrip("。；;\r\n ")
    alternatives = tuple((place, *tests) if tests else () for tests in kinds.alternatives)  # an open list stays open
    return Requirement(clause, start, start + len(clause), alternatives)


_LONGEST_ZONED = 320
"""Characters of two sentences that are read so."""


def _city(name: str) -> Region:
    found = find_regions(name)
    return found[0][0] if len(found) == 1 and found[0][1:] == (0, len(name)) else ()
