"""Yes or no on what a rule bars or spares, told in words: 能不能, 算不算, 要不要, 限不限, by the clause that says 不得, 不计入, 无需,
不受限制.

A verdict is given only where the clause is surely of what is asked: the question says what the clause is about and on what it
depends, and the clause, with what stands above it, most of what the question is about. All else is left to be quoted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.understanding.coverage import coverage
from bot.understanding.everyday import heard
from bot.understanding.question import Question
from bot.understanding.segments import LABEL
from bot.understanding.stated import meant
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical
from corpus.quantity import find_quantities
from corpus.text import ASIDE, fold

ALTOGETHER = 0.45
"""Share of the question's terms, by weight, that the clause and what stands above it must say."""


class Asked(StrEnum):
    """What a question of yes or no asks of a rule."""

    MAY = "may"
    COUNTS = "counts"
    NEEDS = "needs"
    LIMITED = "limited"


_ASKS = (
    (Asked.LIMITED, re.compile("限不限|受(?:不受)?限制?[吗么不]|限行?[吗么不]")),
    (Asked.COUNTS, re.compile("算不算|会不会[算计]|[算计](?:入|进|到|在)?[^,。?？]{0,8}(?:吗|么|不)[?？]?$")),
    (
        Asked.NEEDS,
        re.compile(
            "要不要|需不需要|用不用|(?:必须|需要|还要|[先也]要|要[收交缴提])[^,。?？能]{0,14}(?:吗|么|不)[?？]?$"
            "|要(?:押金|保证金|定金|钱|费用?|审批|许可|备案)(?:吗|么|不)[?？]?$"
        ),
    ),
    (
        Asked.MAY,
        re.compile(
            "能不能|可不可以|可否|能否|行不行|给不给|补不补|合不合[规法]|允不允许|让不让|准不准|许不许|(?:合[规法]|允许)[吗么不]|[能可允][^,。?？]{0,20}(?:吗|么|不|没)[?？]?$|[行可]吗|有[^,。?？]{0,10}(?:吗|么|不)[?？]?$"
        ),
    ),
)
"""How each is asked, the narrower first."""

_OTHER = re.compile("多少|多久|多长|几|什么|哪|怎么|如何|咋|谁|为啥|[能可以]不(?:交|给|用|去|办|要|买|参)")
"""What asks for something else, or whether one may leave something be."""

_BARS = "不得(?![低少高多超重]|不)|不予|不能|不可(?!抗|分|逆)|禁止|严禁|不享受|不适用(?!于)|不(?:受理|允许|准)(?!的)"
_LEAVES_OUT = "不(?:得)?(?:计入|纳入|列入|算作?|包含|包括|视为)|不属于|不在[^,，。;；]{0,12}(?:内|列|范围)"
_DECIDES = (
    ("unlimited", re.compile("不受[^,，。;；]{0,10}限制|不限[行制]"), (Asked.LIMITED,)),
    ("counts_not", re.compile(_LEAVES_OUT), (Asked.COUNTS,)),
    (
        "need_not",
        re.compile("无[需须]|不需要?|不用(?!于)|不必|免予?[收缴交提]|不得?(?:预先?)?收[取费]|(?<!不)免费|免申即享"),
        (Asked.NEEDS,),
    ),
    ("may_not", re.compile(f"{_BARS}|{_LEAVES_OUT}"), (Asked.MAY,)),
)
"""Verdicts by the name of their wording, what says each, and for which questions."""

_PART, _CLAUSE, _ITEMS = re.compile("[;；。\n]"), re.compile("[,，|]"), re.compile("[、和及与或,，]|以及")
_UNLESS = re.compile("除外|但|除|另有|确需|经批准|未经|以外|前款|原则上|一般")
"""What leaves open whether a clause holds for the one who asks."""

_DEPENDS = re.compile("(?:的|时|[前后内]|期间|者)$")
"""How a clause ends on which those behind it depend."""

_ALL = re.compile("(?:均|都|一律)$")
_TOGETHER = re.compile("同时|叠加|重复|兼")
"""What is said of several things together."""

_PREDICATE = re.compile("用于|享受|按照?|可以?|应当?|由|以")
"""Where what a clause tells of its subject begins."""

_STANDING = re.compile("在职|兼职|正式")
"""What tells people of one kind from others though it says nothing of what a figure is of."""

_JOINED = "机关事业单位", "机关、事业单位"
_DENIED = re.compile("没有?|未|不是|并非|非|除了?|不")
_GENERAL = frozenset(
    re.findall(
        r"\S+",
        "范围 处于 支付 本条 本项 计算 对象 政策 规定 收取 相关 有关 任何 费用 人员 本次 用于 发放 使用 纳入 申报 享受 领取 领 交纳 缴纳 交 提交 办理 给予",
    )
)
"""Words that say nothing of what a clause is about."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a part of a sentence, as written, decides: the name of the verdict's wording, and how much of the question the part
    and what stands above it say, in [0, 1]."""

    quote: str
    verdict: str
    said: float


def asked_of_rule(question: str) -> Asked | None:
    """What a question asks of a rule, None where it asks for anything else."""
    text = fold(question).strip()
    return None if _OTHER.search(text) else next((kind for kind, pattern in _ASKS if pattern.search(text)), None)


def rulings(question: Question, sentence: str, above: str, weights: Mapping[str, float]) -> Iterator[Ruling]:
    """What the parts of a sentence surely decide of a question; `above` are its opener, headings and title."""
    asked = asked_of_rule(question.text)
    written = (form for each in question.spoken for form in each.written)
    words = canonical(" ".join((meant(question.text), *written)))
    for piece in _PART.split(sentence) if asked else ():
        part = LABEL.sub("", piece).strip()
        verdict = next((name for name, said, kinds in _DECIDES if asked in kinds and _decides(part, said, words)), None)
        if verdict is None or _UNLESS.search(part) or find_quantities(part):
            continue
        texts = [(heard(canonical(fold(each)), question.spoken), 1.0) for each in (part, above)]
        share = coverage(question.terms, texts, weights)
        if share >= ALTOGETHER:
            yield Ruling(part, verdict, share)


def _decides(part: str, pattern: re.Pattern[str], words: str) -> bool:
    """Whether a clause of a part decides, and the question says what it is about, what it bars, and on what it depends."""
    clauses = _CLAUSE.split(ASIDE.sub("", part).replace(*_JOINED))
    for at, clause in enumerate(clauses):
        match = pattern.search(clause)
        if match is None:
            continue
        subject, thing = clause[: match.start()], clause[match.end() :]
        earlier = [each for each in clauses[:at] if _DEPENDS.search(each)]
        if not _words(subject) and at:
            # goes on about what the clauses before it name: all of a list, or what the first one opens with
            listed = _ALL.search(subject)
            subject = "，".join(clauses[:at]) if listed else _PREDICATE.split(clauses[0])[0]
            earlier = [] if listed else earlier
        both = _TOGETHER.search(clause) is not None
        told = [_is_said(each, words, whole=both) for each in (subject, thing)]
        if not any(told) or False in told or any(_is_said(each, words) is False for each in earlier):
            return False
        return not _denies(words, subject)
    return False


def _words(text: str) -> list[str]:
    named = [word for word in content(canonical(text)) if word not in _GENERAL]
    return [*named, *_STANDING.findall(text)]


def _is_said(text: str, words: str, *, whole: bool = False) -> bool | None:
    """Whether the question says all words of a text, or of a list one item at least unless it is `whole`; None where it has
    none."""
    items = [named for each in _ITEMS.split(text) if (named := _words(each))]
    found = [all(said_in(word, words) for word in named) for named in items]
    return (all(found) if whole else any(found)) if found else None


def _denies(words: str, subject: str) -> bool:
    """Whether the question says not to be, or not to have, what a clause is about."""
    said = [words.find(word) for word in _words(subject) if word in words]
    return any(_DENIED.search(words[max(0, at - 4) : at]) for at in said)
