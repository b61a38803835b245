"""What a rule demands to be had or done (已列入台账的), where the question says not to have it or not to have done it."""

import re

from bot.cases.bars import NAMED_THING, PLAIN, Bar
from bot.cases.sameness import said_not_one
from bot.understanding.segments import CLAUSE, LABEL
from corpus.aliases import canonical
from corpus.quantity import find_quantities

_LACKS = re.compile(
    "(?<!有)(?:还没有?|没有?|尚?未|不具备|不具有|不是)(?:能|被)?(?P<what>[^,，。;；?？!！]{2,24}?)(?=能|可以|还|也|就|[,，。;；?？!！]|$)"
)
"""What the asker says not to have, to be or to have done."""
_DEMANDED = re.compile("须|应当?|必须|需要?|已经?|具有|具备|持有|取得|拥有|列入|纳入|依法|属于")
_OF_SOME = re.compile("提高|上浮|增加|另|再|额外|优先|除外|或者|或(?!者)|之一|视同|可以|不[受限需]|未|没有|无|非|不")
"""What makes a clause no demand on all: that of a case of its own, of one of several, or of who has not."""
_DOING = re.compile(
    "^(?:列[进入]|纳入|进[入]?|办理?|取得|拿[到过]|通过|完成|有|签订?|做|在)?(?:过|了|到)?|(?:的|了|过|呢|吧)+$"
)
_KIND_OF = re.compile("(?:人|人员|家庭|对象|居民|儿童|职工)$")
"""How a clause ends that names a kind of persons: another may apply too."""
_NON = re.compile("(?<![是并除或及和、])非(?P<what>[\u4e00-\u9fff]{2,4}?(?:方|企业|单位|公司|户籍|职工))")
_DENIED_BEFORE = re.compile("(?:非|不是|没有?|并非|无)$")
_TITLE, _SIGNS = re.compile("《[^《》]*》"), re.compile("[^\u4e00-\u9fffa-z]")


def lacking(question: str, text: str) -> list[Bar]:
    """What a sentence demands to be had or done, where the question says not to have it or not to have done it (没列进台账, of 已列入台账的)."""
    clauses = re.split("[,，;；。]", text)
    for match in _LACKS.finditer(question):
        what = canonical(_DOING.sub("", match["what"]))
        pairs = {what[at : at + 2] for at in range(len(what) - 1)}
        if re.search("[吗么]$|有没有|是不是|[能可要]不|多少", match.group()) or len(_SIGNS.sub("", what)) < NAMED_THING:
            continue
        for clause, behind in zip(clauses, [*clauses[1:], ""], strict=True):
            repeats = sum(each in canonical(clause) for each in pairs) >= PLAIN * len(pairs)
            plain = _TITLE.sub(" ", clause)
            apart = (
                _OF_SOME.search(plain) or _KIND_OF.search(clause) or find_quantities(clause) or behind.startswith("或")
            )
            if repeats and _DEMANDED.search(plain) and not apart:
                said = next(each for each in CLAUSE.split(question) if match["what"] in each)
                return [
                    Bar(re.sub("^(?:并且|并|且)", "", LABEL.sub("", clause).strip()), False, said.strip(), lacking=True)
                ]
    return []


def of_excluded_kind(question: str, text: str) -> list[Bar]:
    """A kind that a clause excludes by naming all others (向非关联方租用), of which the question says to be, or to deal with one."""
    for clause in CLAUSE.split(text):
        match = _NON.search(clause)
        if match is None or _OF_SOME.search(clause[: match.start()]):
            continue
        at = question.find(match["what"])
        if at >= 0 and not _DENIED_BEFORE.search(question[:at]):
            said = next(each for each in CLAUSE.split(question) if match["what"] in each)
            return [Bar(LABEL.sub("", clause).strip(), False, said.strip(), lacking=True)]
    return []


def not_one(question: str, text: str) -> list[Bar]:
    """Two things that a sentence wants to be one, of which the question says that they are not."""
    found = said_not_one(question, text)
    return [Bar(LABEL.sub("", found[0]).strip(), False, found[1])] if found else []
