"""Whose a grant is: whether what it is for is so of a case, by its figures, by what it says, by its place, day, degree, title or kind
of household; what stands beside the own row of a rule is a neighbour's."""

import re
from collections.abc import Sequence

from bot.cases.case import Case, of_bound, words_of
from bot.cases.grants import Gives, Grant
from bot.understanding.asker import denies, is_denied
from bot.understanding.bounds import bounds_in
from bot.understanding.scopes import grade_spans
from bot.understanding.topics import said_in
from corpus.aliases import canonical
from corpus.text import ASIDE, fold

MOSTLY = 0.5
"""Share of the words of a special case of which the question must say at least this."""
_SPECIAL_ENDS = re.compile("补[助贴](?:比例|标准|额度)?|奖励(?:比例|标准)?|比例|标准|额度|给予|提高|增加|上浮")
_OR_MORE = re.compile("及?以上|[及和与]")
_FIELDS = re.compile("从事|领域|研究|行业|方向|类?企业|人员|对象")
_CASE_OF = re.compile("[^,，、或]{2,}")
_NAMED_ONLY = ("元", "%")
_OUTSIDE = re.compile("[以之]外的?(?!部分)")
"""What is for all that are not what it names (景区以外的，每间增加2000元)."""
_UNDONE = re.compile(r"^\W*对?(?:未(?!满)|没有?)[^,，;；]{2,16}的")
"""What is for those who have not done what it names (未办理转诊的)."""


def holds_for(told: Case, grant: Grant, beside: str) -> bool:
    """Whether the case is one that a grant is for beside the usual one: by its figures, else by what it says."""
    if _OUTSIDE.search(grant.label) or _UNDONE.search(grant.label):
        return denies(told.question, grant.label)
    met = own_side(told, grant)
    return False not in met and not _for_unnamed(told, grant) and (True in met or is_said(told, grant, beside))


def _for_unnamed(told: Case, grant: Grant) -> bool:
    """Whether a grant is for a degree or a kind of household that the case does not say to be its own, whatever its figures are."""
    return bool(ranks(grant.label)) and (not ranks(told.question) or of_other_rank(told.question, grant.label))


def may_hold(told: Case, grant: Grant, beside: str) -> bool:
    """Whether the case says something of what a grant is for beside the usual one, but not enough, and none of its figures decides."""
    if denies(told.question, grant.label):
        return False
    return False not in own_side(told, grant) and is_hinted(told, grant, beside)


def own_side(told: Case, grant: Grant) -> list[bool | None]:
    """On which side of the bounds that a grant alone has the figures of the case are. A sum must say what it is of."""
    found = [(bound, of_bound(told, bound, tier=bound.family not in _NAMED_ONLY)) for bound in bounds_in(grant.label)]
    return [bound.meets(own) for bound, own in found if own]


def is_said(told: Case, grant: Grant, beside: str) -> bool:
    """Whether the case says what a grant holds for, beside what is said of the usual one anyway."""
    return any(
        words and sum(said_in(word, told.words) for word in words) >= MOSTLY * len(words)
        for words in _own_words(grant, beside)
    )


def is_hinted(told: Case, grant: Grant, beside: str) -> bool:
    """Whether the case says something of what a grant holds for, be it enough or not."""
    return any(
        said_in(word, told.words) or word[-2:] in told.words for words in _own_words(grant, beside) for word in words
    )


def _own_words(grant: Grant, beside: str) -> list[list[str]]:
    """For each of the cases that a grant holds for the words that are not said of the usual one anyway; those told in brackets are cases
    too (节能改造（外墙保温、节能门窗）)."""
    known, label = canonical(beside), fold(grant.label)
    texts = [ASIDE.sub("", label), *(match.group()[1:-1] for match in ASIDE.finditer(label))]
    cases = [
        _SPECIAL_ENDS.split(piece)[0]
        for text in texts
        for whole in _CASE_OF.findall(text)
        for piece in _OR_MORE.split(whole)
    ]
    found = [[word for word in words_of(_FIELDS.sub(" ", each)) if not said_in(word, known)] for each in cases]
    return [words for words in found if words]


_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d{1,2}月)")


def of_another(told: Case, grant: Grant) -> bool:
    """Whether a grant names a grade or a year, and not that of the case, or what the case says not to be so."""
    own = f"{grant.lead}{grant.label}"
    if is_denied(told.question, own) or _is_of_others(told, grant.label):
        return True
    if _is_elsewhere(told, own):
        return True
    asked_years, years = set(_YEAR.findall(told.question)), set(_YEAR.findall(own))
    if asked_years and years and not asked_years & years:
        return True
    named = grade_spans(canonical(own))
    for kind, (low, high) in grade_spans(canonical(fold(told.question))):
        spans = [span for other, span in named if other == kind]
        if spans and not any(first <= low and high <= last for first, last in spans):
            return True
    return False


_PLACE = "[\u4e00-\u9fff]{1,3}(?:县|市|区|镇|乡|街道)"
_PLACES = re.compile(f"(?:{_PLACE}[、和及])+{_PLACE}")


def _is_elsewhere(told: Case, own: str) -> bool:
    """Whether a grant is for some places that it lists, and the case names another of their kind."""
    listed = [place for match in _PLACES.finditer(own) for place in re.split("[、和及]", match.group())]
    asked = fold(told.question)
    named = bool(listed) and any(kind in asked for kind in {place[-1] for place in listed})
    return named and not any(place[:-1] in asked for place in listed)


_OTHERS = re.compile("非(?P<kind>[\u4e00-\u9fff]{2,8}?)(?=类?企业|单位|人员|机构|项目|的|按|、|[,，]|每|$)")


def _is_of_others(told: Case, label: str) -> bool:
    """Whether a grant is for those that are not what the case says it is (非科技型企业, of a 科技型企业)."""
    asked = fold(told.question)
    words = told.words if told.organisation else f"{told.words} 居民"
    return any(
        canonical(match["kind"]) in words and f"非{match['kind']}" not in asked
        for match in _OTHERS.finditer(fold(label))
    )


_BEFORE_DAY = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<day>\d{1,2})日(?:以|之)?前")
_SEASON = re.compile(
    r"(?<!\d)(?P<first>1[0-2]|[1-9])月(?P<start>\d{1,2}日)?(?:至|到|—|-|~)(?:次年)?(?P<last>1[0-2]|[1-9])月(?P<end>\d{1,2}日)?(?=[^,;。]{0,6}[季期])"
)
_MONTH = re.compile(r"(?<![\d个])(?P<month>1[0-2]|[1-9])月(?!\d)")
"""A month that a case names without a day."""


def in_time(told: Case, grant: Grant) -> bool | None:
    """Whether the day of the case is before the one that a grant names, or its month in the season of the grant (6月1日至8月31日为旺季);
    None where either names none, or it is not sure."""
    label = fold(grant.label)
    before = _BEFORE_DAY.search(label)
    if before and told.day:
        return told.day < (int(before["month"]), int(before["day"]))
    season, months = _SEASON.search(label), {int(each["month"]) for each in _MONTH.finditer(fold(told.question))}
    if season is None or len(months) != 1:
        return None
    month, first, last = months.pop(), int(season["first"]), int(season["last"])
    if (month == first and season["start"] not in (None, "1日")) or (month == last and season["end"] not in _LAST_DAYS):
        return None
    return first <= month <= last if first <= last else month >= first or month <= last


_LAST_DAYS = (None, "28日", "29日", "30日", "31日")


_RANK = re.compile(
    "院士|博士后|博士|硕士|本科|大专|专科|中专|(?:特级|首席|高级)技师|技师|[高中初]级工(?!程)|正高|副高|工程师"
    "|低保边缘|低收入|低保|特困|孤儿|脱贫户?|监测(?:户|对象)"
)
_DEGREES = ("中专", "专科", "本科", "硕士", "博士")
_WITHOUT = re.compile("(?:没有?|不是|并非)$")
_AND_ABOVE = re.compile("^(?:研究生)?(?:学历|学位|职称)?及?以上")


_REST = re.compile(r"^\W*(?:其[他它余]|一般|普通)")
"""What opens the row of all that no other row names."""


def ranks(text: str, *, alone: bool = False) -> set[str]:
    """The degrees, titles and kinds of households that a text names, `alone` without those that stand for higher ones too."""
    text = fold(text).replace("最低生活保障", "低保")
    named = (match for match in _RANK.finditer(text) if not _WITHOUT.search(text, 0, match.start()))
    return {match.group() for match in named if not (alone and _AND_ABOVE.match(text[match.end() :]))}


def of_other_rank(question: str, text: str) -> bool:
    """Whether a text names degrees, titles or kinds of households, and neither one that a question names nor a lower one and above."""
    asked, told = _as_one(ranks(question)), _as_one(ranks(text))
    if not asked or not told or asked & told:
        return False
    lowest = [_DEGREES.index(each) for each in told - _as_one(ranks(text, alone=True)) if each in _DEGREES]
    return not any(each in _DEGREES and _DEGREES.index(each) > min(lowest) for each in asked) if lowest else True


def _as_one(found: set[str]) -> set[str]:
    return {"专科" if each == "大专" else each for each in found}


def of_rank(told: Case, pool: Sequence[Grant]) -> list[Grant]:
    """The grants without those for people of another degree or title than the one that the case names: what stands beside the own
    row is a neighbour's."""
    asked = ranks(told.question)
    named = [grant for grant in pool if ranks(grant.label, alone=True)] if asked else []
    own = [grant for grant in named if ranks(grant.label) & asked]
    rest = {grant.at for grant in own}
    pool = [grant for grant in pool if not (grant.at in rest and _REST.search(fold(grant.label)))]
    return [
        grant
        for grant in pool
        if grant in own or (grant not in named and not (own and ranks(grant.lead) and not ranks(grant.lead) & asked))
    ]


def changes_own_rank(told: Case, found: Sequence[Grant], base: Grant) -> bool:
    """Whether something that changes what is given names the degree or the household of the case, and nothing says how it does (低保对象起付线
    减半): then no sum is sure."""
    asked = ranks(told.question) - ranks(base.about)
    return any(ranks(grant.label) & asked for grant in found if grant.gives in (Gives.SCALE, Gives.RAISE))
