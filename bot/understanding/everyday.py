"""How people talk of what documents write: 老婆 is 配偶, 报名 is 申报, 涨了 is 增长.

A phrase with one meaning is rewritten before a question is read. A word with several stays as it is, and a text that holds one
of them counts as holding it. Both tables of `everyday.json` are reviewed by hand, as is `thesaurus.json` with more words of several
meanings; none names a document, a place or a figure.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from corpus.aliases import canonical
from corpus.text import longest_of
from index.tokens import bigrams

_PAPERS = re.compile(
    "(?:[要得需该]要?|应该)?(?:带|上?传|递|交|拿|备齐?|准备|提交|提供|出示|携带)(?:上|好|齐)?(?:些|点)?(?:什么|啥|哪些|哪几样|哪样)"
    "(?:东西|证件|资料|手续|材料)?(?=[去来才]|$|[,，。;；?？]|呢)"
)
"""What somebody has to bring, who asks for 材料 without the word or with another."""

_NATIONAL = re.compile("(?<![中全德美英法俄韩泰外我各本他异邻])国高新(?:企业?)?(?![技产区园])")
"""高新技术企业 by the level of their title, and not those of a country."""

_SOME = re.compile("(?<=[二三四五六七八九]十)几(?=[个名位家人岁天年月亩台万千]|$)")
"""What says that there are some more (九十几岁), and asks nothing."""

_TELLS = {
    "材料": re.compile(
        "(?:持|凭|携带|提交|上传|提供|出具|附|交|报送|材料|资料)[^。;；]{0,30}?"
        "(?:证|书|本|执照|合同|发票|凭证|[原证文]件|复印件|表|协议|照片|清单|声明|证明|报告|小结|簿)(?:[、和及与或(（]|以及)"
        "|材料[^。;；]{0,16}[:：]\\s*$"
    ),
    "几步": re.compile("第一步"),
    "短板": re.compile(
        "(?:存在|面临|遇到)[^。;；]{0,12}(?:不足|问题|困难|短板)|(?:不足|问题|短板|困难)(?:主要)?(?:有|是|[:：])"
    ),
}
"""What asks for something of a kind, and how a text tells it that need not name the kind: papers side by side are 材料."""

_ASKED_AS = {
    "什么材料": "材料",
    "哪些材料": "材料",
    "哪几步": "几步",
    "难处": "短板",
    "难题": "短板",
    "薄弱环节": "短板",
}

FOUND = 1
"""Written forms of a spoken word that a search is given: the tables have the commonest first."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word as people say it, canonical, and the words of documents that mean it; `inner` tells that it stands inside a longer
    one, by which is searched."""

    word: str
    written: tuple[str, ...]
    inner: bool = False


_TEN_THOUSANDS = re.compile("(?<=[0-9])[wWｗＷ](?![A-Za-z0-9])")
"""万 as people type it (320w)."""


def rewritten(text: str) -> str:
    """A folded question with its spoken phrases as documents write them."""
    pattern, forms = _phrases()
    return pattern.sub(
        lambda match: forms[match.group()],
        _SOME.sub("多", _TEN_THOUSANDS.sub("万", _NATIONAL.sub("高新技术企业", _PAPERS.sub("要什么材料", text)))),
    )


@lru_cache(maxsize=256)
def spoken_in(text: str) -> tuple[Spoken, ...]:
    """The spoken words of a canonical question, and those inside them: who writes 子女 and 就学 apart says 孩子上学 too."""
    pattern, words = _words()
    found = dict.fromkeys(match.group() for match in pattern.finditer(text))
    parts = dict.fromkeys(part for word in found for part in _inside(word) if part not in found)
    return (*(words[word] for word in found), *(replace(words[part], inner=True) for part in parts))


@cache
def _inside(word: str) -> tuple[str, ...]:
    """The spoken words inside a longer one, from left to right."""
    _, words = _words()
    size = len(word)
    parts = (word[at:end] for at in range(size) for end in range(at + 2, size + 1) if end - at < size)
    return tuple(part for part in parts if part in words)


def apart(text: str) -> str:
    """A canonical question with its spoken words set apart from their neighbours, with which they stand in no document."""
    pattern, _ = _words()
    return pattern.sub(lambda match: f" {match.group()} ", text)


def heard(text: str, spoken: Sequence[Spoken]) -> str:
    """A canonical text followed by the spoken words for what it writes."""
    if not spoken:
        return text
    said = [each.word for each in spoken if any(form in text for form in each.written)]
    said += [kind for kind in asked_kinds(tuple(spoken)) if _TELLS[kind].search(text)]
    return " ".join((text, *said)) if said else text


@lru_cache(maxsize=256)
def asked_kinds(spoken: tuple[Spoken, ...]) -> tuple[str, ...]:
    """The kinds of statements that spoken words ask for: 材料, 几步, 短板."""
    kinds = (_ASKED_AS.get(each.word, each.word) for each in spoken)
    return tuple(dict.fromkeys(kind for kind in kinds if kind in _TELLS))


def headed(heading: str, spoken: Sequence[Spoken]) -> bool:
    """Whether a heading, canonical, names the kind of statements that spoken words ask for."""
    asked = [each for each in spoken if _ASKED_AS.get(each.word, each.word) in _TELLS]
    return any(form in heading for each in asked for form in each.written)


def tells(text: str, spoken: Sequence[Spoken]) -> bool:
    """Whether a canonical text tells something of the kind that spoken words ask for."""
    return any(_TELLS[kind].search(text) for kind in asked_kinds(tuple(spoken)))


def written_forms(spoken: Sequence[Spoken]) -> tuple[str, ...]:
    """What to search for beside the spoken words."""
    return tuple(form for each in spoken if not each.inner for form in each.written[:FOUND])


def terms_written(spoken: Sequence[Spoken]) -> tuple[str, ...]:
    """The terms of all words that documents have for the spoken ones."""
    return tuple(dict.fromkeys(term for each in spoken for form in each.written for term in bigrams(form)))


def as_written(held: Mapping[str, int], spoken: Sequence[Spoken]) -> dict[str, int]:
    """How many passages hold each term, where a spoken word is held by those that write the commonest of its forms; `held`
    counts the terms of those forms too. What nobody writes as it is said else weighs most of all."""
    found = dict(held)
    for each in spoken:
        written = max(min(held.get(term, 0) for term in bigrams(form)) for form in each.written)
        for term in bigrams(each.word):
            if term in found:
                found[term] = max(found[term], written)
    return found


@cache
def _data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = _read("everyday.json")
    return data


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {phrase: str(form) for phrase, form in _data()["rewritten"].items()}
    return longest_of(forms), forms


@cache
def _words() -> tuple[re.Pattern[str], dict[str, Spoken]]:
    means = {word: each["written"] for each in _read("thesaurus.json") for word in each["said"]} | _data()["means"]
    words = {
        canonical(word): Spoken(canonical(word), tuple(map(canonical, written))) for word, written in means.items()
    }
    return longest_of(words), words


def _read(name: str) -> Any:
    return json.loads(resources.files("bot").joinpath(name).read_text("utf-8"))
