"""Two things of the asker's that a rule wants to be one or to lie in one place: 注册地与经营地一致, 缴费单位和用工单位相同."""

import re
from itertools import combinations

from bot.understanding.segments import CLAUSE
from corpus.text import fold

_THINGS = {
    "registered": "注册|登记|工商",
    "run": "经营|办公|生产|营业",
    "taxed": "纳税|缴税|交税|报税|税务|税收",
    "insured": "社保|社会保险|参保|缴费",
    "employed": "用工|工作|上班|就业|干活|任职|劳动合同|劳动关系",
    "household": "户籍|户口",
    "lives": "居住|住在|现住|常住",
    "schooled": "学籍|就读|上学",
}
"""Things of a firm's or a person's that have a place or a body, each with the words for it."""

_ONE = re.compile(
    "(?P<one>[^,，;；。:：、与和同跟]{2,12})(?:与|和|同|跟|、)(?P<other>[^,，;；。:：]{2,12}?)"
    "(?:必须|须|应当?|需|要)?(?:保持)?(?:相同|(?<!不)一致|同在|在同一|为同一|是同一)[^,，;；。:：]{0,12}"
)
_LIES = re.compile("(?:在|是|于)(?P<value>[^,，。的]+)")
_VERB = re.compile(
    "(?:缴|交|上班|工作|办公|经营|干活|任职|注册|登记|就业|住|纳税|参保|生产|就读|上学|这边|那边|里)(?:的|着)?$"
)
_APART = re.compile("不(?:在|是)?(?:同)?(?:一个?|一致|一样|相同|同)|两个(?:地方|区|市|公司)|分开|各在")
_EXCEPT = re.compile("(?P<what>[^,，;；。]{2,16}?)(?:的)?除外")
_DENIED = re.compile("不是|没有?|非|不属于|无")
_FILLER = re.compile("^(?:合法的?|依法的?|实行的?)")


def said_not_one(question: str, text: str) -> tuple[str, str] | None:
    """Where a sentence wants two things to be one: its clause, and what the question says of them that are not; None where it wants no
    such thing, or the question tells not of both, or of what is excepted."""
    folded = fold(question)
    for match in _ONE.finditer(text):
        one, other = _things(match["one"]), _things(match["other"])
        if not one or not other or one & other or _excepted(folded, text[match.end() :]):
            continue
        if said := _said_apart(folded, one, other):
            return match.group().strip(), said
    return None


def _things(text: str) -> frozenset[str]:
    """The kinds of things that a text names."""
    return frozenset(kind for kind, words in _THINGS.items() if re.search(words, text))


def _said_apart(question: str, one: frozenset[str], other: frozenset[str]) -> str:
    """The clauses of a question that place two things apart, "" where none do."""
    clauses = [clause.strip() for clause in CLAUSE.split(question) if clause.strip()]
    for clause in clauses:
        both = _things(clause)
        if both & one and both & other and _APART.search(clause):
            return clause
    for left, right in combinations(clauses, 2):
        kinds = _things(left), _things(right)
        crossed = (kinds[0] & one and kinds[1] & other) or (kinds[0] & other and kinds[1] & one)
        places = _place(left), _place(right)
        if crossed and kinds[0] != kinds[1] and all(places) and not (places[0] in places[1] or places[1] in places[0]):
            return f"{left}，{right}"
    return ""


def _place(clause: str) -> str:
    """Where a clause says that something lies, "" for nowhere."""
    found = _LIES.search(clause)
    return _VERB.sub("", found["value"]).strip() if found else ""


def _excepted(question: str, behind: str) -> bool:
    """Whether what a sentence excepts is said by the question of the asker."""
    found = _EXCEPT.search(behind)
    if found is None:
        return False
    what = _FILLER.sub("", found["what"].strip(" ,，（("))
    at = question.find(what)
    return at >= 0 and not _DENIED.search(question[max(0, at - 4) : at])
