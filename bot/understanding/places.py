"""Places and years of a question, and the words that stand for a place which is no division of China."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.regions import ORDINARY_WORDS, Region, find_regions, is_shared, short_name
from index.tokens import cut, in_dictionary, place_words

_SHORT_YEAR = re.compile(r"(?<![\d第])([123]\d)年(?![内以前后来间限期半]|工[作龄]|[教党军]龄)")
_ONLY_WHEN = re.compile(
    r"[市省区州县]?(?:下[面边]|下属|[下所管]辖|辖[下区内]+|境内|[里内]面?|这[边里])?[的\s,，]*(?:(?:19|20)\d{2}年?度?)?(?:全年)?[的\s,，]*"
)
_BEFORE_SHORT = re.compile(r"(?:目标|(?:[12]\d|(?:19|20)\d\d)年?[度底末]?\s*[和与及、,比较到至-]|^|[局委厅])\s*$")
_HELD_THEN = re.compile(r"2\d年(?:末|底|度)?(?:一共|总共|共|累计)?(?:有|是|达到?)了?(?:多少|几)[家个户项件所](?!月)")
_LASTED = re.compile("[满过了缴交存住干做龄期近第续足经到]$")
"""Two digits of a year of which one asks how many there were (高企23年有多少家), and what makes them a span of time."""

YEAR = re.compile(r"(?<!\d)((?:1[89]|2\d)\d{2}(?=年)|(?:19\d\d|20(?!00)[0-2]\d)(?![\d.块元万亿人家户个平件名%]))")
"""A year; without 年 none that is far ahead: plans and programmes bear such numbers in their names (…2035)."""

_AND = re.compile(r"年?\s*[、,和与及跟/比]\s*")
SCOPES = {"全国": 0, "我国": 0, "中国": 0, "全球": 0, "全世界": 0, "全省": 1}
"""Words for the whole of something, and the deepest region whose report gives figures of it: 0 for none, 1 a province."""

_SCOPE = re.compile(
    f"(?:{'|'.join(word for word in SCOPES if word != '中国')})(?!首[店家套台批个]|示范|重点|先进|文明|百强|优秀|劳模|技能|职业院校|[一二三]等奖|最美|性|前(?:\\d|[十百千]))"
)
"""中国 is one only where it opens the question: further on it is mostly part of a name."""

_OF_SCOPE = re.compile(
    "(?:占|居|位居|列|排|在|对|为|高于|低于|比|超过)(?:到|了)?(?:全国|全省|全球)|其中(?:全国|全省|全球)|(?:全国|全省|全球)(?:的)?(?:排名|位次|份额|比重|占比|第几|名次|平均|前(?=[0-9一二三四五六七八九十百千]))"
)
"""A scope that a share or a rank is of, or that a part of the place's own is called by (其中全国首店): the figure is its own."""

_TOLD_OF_SCOPE = "(?:{}|{})(?:共|总共|一共|仅|只|合计|总量|增量)?(?:有|为|达)?(?:\\d|[一二三四五六七八九十])"
"""How a figure is told of a scope itself (全省共20个)."""

_BEFORE_YEAR = re.compile(
    r"([\u4e00-\u9fff]{2,4}?)(?<![是于从自至到为在的业])(?<!机构|单位|人员|职工|家庭|学生|商户|农户|居民|个人)"
    r"(?:在|的)?(?:19|20)(?:\d{2}年|[012]\d)(?!\d)"
)
"""What stands before a year as a place does; a trade and a kind of firms, offices or persons (外贸企业2022年) is none."""
_UNKNOWN = re.compile(
    "(?:请问|想问|问|咨询)?(?:一?下)?(?![哪几各每])([\u4e00-\u9fff]{2,3}?(?:自治县|新区|开发区|县|区|旗))"
    "(?=今年|去年|明年|前年|(?:19|20)\\d{2}|[的在有里内这那,，])"
)
"""What opens a question and is called as a division is, followed by what can only stand behind a place."""

_DISTRICT = re.compile("(?=([\u4e00-\u9fff]{2,3}[区县]))")

_MOVES = re.compile("[^,，。;；]{0,10}?(?:迁|搬|转|调|引进|回来|过来|来的)")
"""What somebody does who leaves the place named before."""

_INTO = (
    "入选",
    "入选了",
    "获评",
    "列入",
    "列入了",
    "纳入",
    "入围",
    "获批",
    "获批了",
    "评上",
    "评上了",
    "获",
    "获得",
    "拿到",
    "拿到了",
)
"""What stands before the place of a programme or list."""

_ORIGIN = ("来的", "籍", "同胞")
"""What stands behind the place that somebody is of."""

_STREET = re.compile("街道(?!级|[和及、有数里的])")
"""Behind a name: it is that of a street office, which bears it by chance (太湖街道)."""

_WHOLE_OF = re.compile("(?:全[省市县区]|整体)(?=[和跟与及、])")
"""What stands between a place and the next one that is listed with it, and says that all of the first is meant (甲全市跟乙县)."""

_ASKED_ALONE = re.compile("(?:呢|(?:是|有|又是|又有)?(?P<many>多少|几)[\u4e00-\u9fff]{0,3})(?=[\\s,，;；、?？。]|$)")
_BETWEEN = re.compile("[\\s,，;；、?？]+")

_HERE = frozenset(
    {
        "本市",
        "本省",
        "我市",
        "我省",
        "本地",
        "全市",
        "城镇",
        "农村",
        "截至",
        "预计",
        "请问",
        "目前",
        "到了",
        "两市",
        "两地",
        "两县",
        "两区",
        "各市",
        "各地",
        "外国",
        "国外",
        "境外",
    }
)
"""Words like places that name none of their own."""


def full_years(folded: str) -> str:
    """A question with its years of two digits in full: at its beginning, behind a place or behind another year (宁波24年,
    23年和24年). Elsewhere two digits are as likely a span of time (缴费15年)."""
    for match in reversed(list(_SHORT_YEAR.finditer(folded))):
        before = folded[: match.start()]
        place = next((end for _, _, end in reversed(places_in(before))), None)
        held = _HELD_THEN.match(folded, match.start()) and not _LASTED.search(before)
        if held or _BEFORE_SHORT.search(before) or (place is not None and not before[place:].strip("的在到市 ")):
            folded = f"{before}20{folded[match.start() :]}"
    return folded


@lru_cache(maxsize=64)
def places_in(text: str) -> tuple[tuple[Region, int, int], ...]:
    """Places named in a text with their spans: none that begins or ends inside a word (以上|高新, 和|硕士), nor one that only
    says where the next one lies (浙江省宁波市 is 宁波市)."""
    begins, offset = set(), 0
    for word in cut(text):
        begins.add(offset)
        offset += len(word)
    begins.add(offset)
    found = [each for each in find_regions(text) if each[2] - each[1] > 2 or begins.issuperset(each[1:])]
    found = [
        each for each in found if not (_is_short(each[0], text[each[1] : each[2]]) and _STREET.match(text, each[2]))
    ]
    result: list[tuple[Region, int, int]] = []
    for region, start, end in found:
        if result and result[-1][2] == start and region[: len(result[-1][0])] == result[-1][0]:
            start = result.pop()[1]
        result.append((region, start, end))
    return tuple(result)


def _is_short(region: Region, written: str) -> bool:
    return written != region[-1]


def meant_places(folded: str) -> tuple[Region, ...]:
    """The places that a question asks of: none that only says where the one behind it lies (绵阳2024年三台县…), nor where
    somebody comes from (从绵阳迁来的)."""
    found = [each for each in places_in(folded) if not _comes_from(folded, *each[1:])]
    within = {
        at
        for at, (left, right) in enumerate(pairwise(found))
        if right[0][: len(left[0])] == left[0] != right[0] and _ONLY_WHEN.fullmatch(folded, left[2], right[1])
    }
    kept = [each for at, each in enumerate(found) if at not in within]
    own = [each for each in kept if not _grants_title(folded, each[1])]
    return tuple(dict.fromkeys(each[0] for each in own or kept))


def _comes_from(folded: str, start: int, end: int) -> bool:
    """Whether a place is only where somebody or something comes from."""
    leaves = folded.endswith(("从", "由", "自"), 0, start) and _MOVES.match(folded, end)
    return bool(leaves) or folded.startswith(_ORIGIN, end)


def _grants_title(folded: str, start: int) -> bool:
    """Whether a place is that of the programme or the list into which things of another place come (入选某市重点研发计划)."""
    return folded.endswith(_INTO, 0, start)


def listed_together(folded: str) -> str:
    """A question with places that are asked one by one as a list: 甲全市跟乙县 as 甲跟乙县, 项目 甲多少 乙多少 as 项目 甲和乙分别多少."""
    found = places_in(folded)
    for left, right in reversed(list(pairwise(found))):
        whole = _WHOLE_OF.match(folded, left[2])
        if whole and whole.end() + 1 == right[1]:
            folded = folded[: left[2]] + folded[whole.end() :]
    run: list[tuple[int, int, int, str]] = []  # a place and its 多少, the last ones of those that follow one another
    for _, start, end in places_in(folded):
        asks = _ASKED_ALONE.match(folded, end)
        opens = not start or _BETWEEN.match(folded[start - 1])
        if asks is None or not opens or (run and not _BETWEEN.fullmatch(folded, run[-1][2], start)):
            run = []
        if asks and opens:
            run.append((start, end, asks.end(), asks.group() if asks["many"] else ""))
    asked = next((each[3] for each in run if each[3]), "")
    if len(run) < 2 or not asked:
        return folded
    places = "和".join(folded[start:end] for start, end, _, _ in run)
    return f"{folded[: run[0][0]]}{places}分别{asked}{folded[run[-1][2] :]}"


def each_asked(folded: str, places: Sequence[Region]) -> bool:
    """Whether one thing is asked of several places, each in a clause of its own (X甲市几项，乙市几项)."""
    if len(places) < 2:
        return False
    clauses = [clause for clause in re.split("[,，;；?？]", folded) if clause.strip()]
    said = [without_places(clause) for clause in clauses]
    one = all(len(places_in(clause)) == 1 for clause in clauses) and len(clauses) == len(places)
    return one and all(
        re.fullmatch(r"\s*(?:市|县|区)?(?:的)?(?:呢|(?:是|有|又|又是|又有)?(?:多少|几)[^\s]{0,3})\s*", each)
        for each in said[1:]
    )


def elsewhere(folded: str) -> tuple[str, ...]:
    """Names of places that are no divisions: by their scope, or because they open the question and are places by the
    dictionary, stand before the year (X2024年…) or are called as divisions are (X县今年…)."""
    bare = without_places(folded)
    opening = None if places_in(folded) else _BEFORE_YEAR.match(folded)
    unknown = None if places_in(folded) else _UNKNOWN.match(folded)
    first = next(iter(cut(bare.strip())), "")
    shared = (*(name for name in _DISTRICT.findall(bare) if is_shared(name)), *((first,) if is_shared(first) else ()))
    found = [
        *(dict.fromkeys(map(short_name, shared)) if not places_in(folded) else ()),
        *_SCOPE.findall(_OF_SCOPE.sub(" ", bare)),
        *(place_words(first) if len(first) > 1 else ()),
        *(opening.groups() if opening else ()),
    ]
    if unknown and not in_dictionary(unknown[1]):
        found = [unknown[1]]
    return tuple(dict.fromkeys(word for word in found if word not in _HERE and word not in ORDINARY_WORDS))


def without_places(folded: str) -> str:
    """The question without places and years; where somebody is from stays."""
    for _, start, end in reversed(places_in(folded)):
        if folded.startswith(_ORIGIN, end):
            continue
        stop = end - 1 if folded.startswith("级", end) else end  # of 某市级 the place is 某, and 市级 stays
        folded = folded[:start] + " " + folded[stop:]
    return without_years(folded)


def without_years(folded: str) -> str:
    """The question without its years; its places stay."""
    return re.sub(r"(?<!\d)(?:19|20)\d{2}年?度?", " ", folded)


def side_by_side(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether two of the spans of a text are listed as equals (甲市和乙市)."""
    return any(_AND.fullmatch(text[left[1] : right[0]]) for left, right in pairwise(spans))


def spoken(places: Sequence[Region], years: Sequence[int]) -> str:
    """Places and years as a question says them: 宁波2024年."""
    return "".join([*(short_name(place[-1]) for place in places), *(f"{year}年" for year in years)])


def told_of_scope(scope: str, text: str) -> bool:
    """Whether a text gives a figure of a scope itself (全省共20个), and not the place's share or rank in it."""
    short = scope.removeprefix("全").replace("省", "省内").replace("国", "国内")
    return re.search(_TOLD_OF_SCOPE.format(re.escape(scope), short), text) is not None
