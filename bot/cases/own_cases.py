"""Whether what a grant is for beside the usual one is so of a case: by its figures, or by what it says."""

import re

from bot.cases.case import Case, of_bound, words_of
from bot.cases.grants import Grant
from bot.understanding.asker import denies
from bot.understanding.bounds import bounds_in
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
    return False not in met and (True in met or is_said(told, grant, beside))


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
