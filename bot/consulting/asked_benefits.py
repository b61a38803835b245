"""Questions about one benefit (首次认定国家高企能拿多少, 小升规奖励是一次发完吗): what of it is asked, and which benefits of the
library hold what is asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.benefits.names import find_names, name_key, says_names
from bot.consulting.held_benefits import Held
from bot.understanding.coverage import coverage
from bot.understanding.fitting import region_fits
from bot.understanding.places import without_places
from bot.understanding.question import Question
from bot.understanding.words import informative
from corpus.benefit_records import Amount, Benefit, Fact
from corpus.benefit_words import plain, risen
from corpus.text import fold
from index.benefits import Offer

WHOLE, NAMED = 0.9, 0.6
"""Share of what is asked that must stand in a benefit, and in its title, headings and what it gives: a word of its
conditions alone does not make it the one meant. Below them nothing is answered from it."""

_MONEY = "补贴|补助|奖励|奖补|奖金|资助|扶持|贴息|贴租|资金|支持|优惠|减免|政策"


class Aspect(StrEnum):
    """What of a benefit is asked."""

    AMOUNT = "amount"
    WHO = "who"
    CONDITIONS = "conditions"
    APPLY = "apply"
    VALID = "valid"
    SCHEDULE = "schedule"


_ASPECTS = {
    Aspect.SCHEDULE: re.compile("一次性?(?:发|拨|给|兑现|付|到位)[完清齐]?|分(?:几|多少)[年次期笔](?:发|拨|给|兑现|付)?|怎么(?:发放?|拨付?|兑现)|发完"),
    Aspect.APPLY: re.compile("(?:怎么|如何|怎样|在哪里?|去哪里?|到哪里?|向谁|找谁)(?:去|来)?(?:申请|申报|办理?|领取?|拿)|(?:申请|申报|办理)?(?:流程|程序|材料|步骤|渠道|入口)"),
    Aspect.CONDITIONS: re.compile("(?:什么|哪些|啥)?(?:申请|申报)?(?:条件|要求|门槛)"),
    Aspect.WHO: re.compile("谁(?:能|可以|有资格)|(?:哪些|什么|哪类|什么样的)(?:企业|单位|主体|机构|人)(?:能|可以|有资格)|(?:支持|申报|申请|补贴|奖励|适用)?对象"),
    Aspect.VALID: re.compile("(?:什么时候|何时|几月|几号|哪天)(?![才能会可以]{0,3}(?:发|到账|到手|打|拨|兑现|付|给))(?:开始|截止|申请|申报|到期)?|截止|有效期|还能申请"),
    Aspect.AMOUNT: re.compile(f"(?:能|可以|可)?(?:拿|领|给|得|奖|补|贴|发|享受|获得|申请)到?(?:多少|几[万成])(?:钱|元|万)?|(?:{_MONEY})(?:是|有|能有|最高|最多|上限)*多少|(?:{_MONEY})(?:的)?(?:标准|金额|额度|比例|力度)|多少(?:{_MONEY}|钱)"),
}  # fmt: skip
"""How each is asked for, the narrower first."""

_GRADE = re.compile(r"(?:\d+|[一二三四五六七八九十]+)[级类等档批](?![于别似])|[a-z甲乙丙丁][级类等档]")
"""A grade by number or letter (6级, 二等, a类)."""

_LARGE = "规模以上企业"
"""What a firm becomes that has risen (升规)."""

_GIVES = re.compile(f"{_MONEY}|[拿领给奖补贴]")
_FIRST = re.compile("首次|第一次|(?<!重)新认定|新评|新获")
_AGAIN = re.compile("重新认定|再次认定|复审|复核")
_PLAIN = re.compile(
    f"{_MONEY}|最高|最多|上限|可以|能够?|申请|申报|享受|获得|拿|领|国家级?|省级|市级|区级|企业|一共|大概|请问|我们|公司|的|是|有|吗|呢|了"
)


@dataclass(frozen=True, slots=True)
class AskedBenefit:
    """What of which benefit is asked: `terms` are what names it beside `names`; `fact` tells a title won for the first time or
    again."""

    aspect: Aspect
    names: tuple[str, ...]
    terms: tuple[str, ...]
    fact: Fact | None


def asked_benefit(question: Question) -> AskedBenefit | None:
    """What of which benefit a question asks; None for a question about anything else."""
    text = without_places(fold(question.text))
    aspect = next((aspect for aspect, pattern in _ASPECTS.items() if pattern.search(text)), None)
    if aspect is None or not _GIVES.search(text) or question.side_by_side:
        return None
    fact = (
        Fact.NEW_CERTIFICATION if _FIRST.search(text) else Fact.RENEWED_CERTIFICATION if _AGAIN.search(text) else None
    )
    names: list[str] = []
    if risen().search(text):
        names, fact, text = [_LARGE], Fact.NEW_CERTIFICATION, risen().sub(" ", text)
    for found in reversed([each for each in find_names(text) if each.fact is Fact.CERTIFICATION]):
        names += found.values
        text = f"{text[: found.start]} {text[found.end :]}"
    for pattern in (*_ASPECTS.values(), _FIRST, _AGAIN, _PLAIN):
        text = pattern.sub(" ", text)
    terms = tuple(term for term in informative(text.replace("认定", " "))[0] if len(term) > 1)
    return AskedBenefit(aspect, tuple(names), terms, fact) if names or terms else None


def holding(
    asked: AskedBenefit, question: Question, benefits: Sequence[Held], weights: Mapping[str, float]
) -> list[Offer]:
    """The benefits that hold what is asked; those that hold most of it in their names."""
    ranked: list[tuple[float, Offer]] = []
    grades = [plain(grade) for grade in _GRADE.findall(fold(question.text))]
    for held in benefits:
        if not all(grade in held.written for grade in grades):
            continue  # of a grade that it does not name, a benefit says nothing
        if not region_fits(question, held.offer.entry.metadata):
            continue
        named = coverage(asked.terms, ((held.names, 1.0),), weights) if asked.terms else 1.0
        if named < NAMED or not _has_names(asked, held):
            continue
        whole = coverage(asked.terms, ((held.names, 1.0), (held.text, 1.0)), weights) if asked.terms else 1.0
        if whole >= WHOLE:
            ranked.append((coverage(asked.terms, ((held.title, 1.0),), weights) + named, held.offer))
    best = max((score for score, _ in ranked), default=0.0)
    return [offer for score, offer in ranked if score >= best]


def amounts_asked(asked: AskedBenefit, benefit: Benefit) -> tuple[Amount, ...]:
    """The amounts that are asked: those for another name, or for the other way to win it, left out."""
    kept = tuple(amount for amount in benefit.amounts if _fits(asked, amount))
    return kept or benefit.amounts


def _fits(asked: AskedBenefit, amount: Amount) -> bool:
    tests = [test for each in amount.when for test in each.tests]
    titles = (Fact.CERTIFICATION, Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION)
    named = [test for test in tests if test.fact in titles and isinstance(test.value, tuple)]
    if not named:
        return True
    wanted = {name_key(name) for name in asked.names}
    return any(
        (not wanted or any(name_key(name) in wanted for name in test.value))  # type: ignore[union-attr]
        and (asked.fact is None or test.fact in (asked.fact, Fact.CERTIFICATION))
        for test in named
    )


def _has_names(asked: AskedBenefit, held: Held) -> bool:
    """Whether a benefit speaks of all titles asked, and of winning them for the first time or again if that is asked."""
    keys = {name_key(name) for name in asked.names}
    if not says_names(held.written, keys - {name_key(_LARGE)} if held.rises else keys):
        return False
    if not keys or asked.fact is None:
        return True
    if asked.fact is Fact.NEW_CERTIFICATION:
        return held.rises or bool(_FIRST.search(held.written))
    return bool(_AGAIN.search(held.written))
