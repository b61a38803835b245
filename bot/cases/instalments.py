"""Instalments: what is paid first, or second, of an amount that is paid part by part (分3年按40%、30%、30%拨付; 按6:4分两年)."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.cases.grants import Block
from bot.cases.worked import Worked
from bot.understanding.stated import difference
from corpus.quantity import plain
from corpus.text import fold

_GIVES = "(?:先?(?:能?[拿领]|[给拨发打付]))"
ASKED = re.compile(
    f"(?:(?P<later>第[二三四五](?:年|笔|期)|第[二三四五]次{_GIVES}|次年)|第一(?:年|笔|期)|第一次{_GIVES}|[首头](?:一|两)?年|首[笔期]|先(?:[给拨发打付]|能[拿领]))"
    "(?=[^,，。;；?？]{0,10}(?:多少|几[万千百元块]))"
)
"""Words that ask for one of several parts."""

_IN_PARTS = re.compile("分[^,，;；。]{0,4}[年次期批笔]")
_SHARES = re.compile(r"\d+(?:\.\d+)?%(?:[、,，和及]\d+(?:\.\d+)?%)+")
_RATIO = re.compile(r"(?<![\d:：∶])\d{1,2}(?:[:：∶比]\d{1,2})+(?![\d:：∶])")
_FIRST = re.compile(r"(?:第一[年次期笔]|[首头]一?[年次期笔]|先(?:行|期)?)[^,，;；。\d]{0,8}?(?P<share>\d+(?:\.\d+)?)%")
_ANY_PART = re.compile(r"(\d+(?:\.\d+)?)%")
_EACH_PART = re.compile(r"(?:第[一二三四五]|[首次])[年次期笔][^,，;；。\d]{0,8}?(\d+(?:\.\d+)?)%")
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Instalment:
    """The share, in per cent, of one part of what is given, the sentence that says it, and how the part was asked for."""

    share: Decimal
    at: int
    asked: str


def instalment(question: str, block: Block, result: Worked) -> Instalment | None:
    """The part of a result that a question asks for, None where it asks for none or what stands under the item of the result
    does not say how large it is."""
    asked = ASKED.search(fold(question))
    opened = block.heads[result.at[0] : result.at[0] + 1]
    found = [
        Instalment(shares[place], at, asked.group())
        for at, sentence in enumerate(block.sentences)
        if asked and block.heads[at : at + 1] == opened
        if len(shares := _shares(fold(sentence))) > (place := _place(asked))
    ]
    return found[0] if len({each.share for each in found}) == 1 else None


def in_part(result: Worked, part: Instalment) -> Worked:
    """One part of a result, with the steps to both."""
    value = result.value * part.share / WHOLE
    steps = f"{difference(result.value, result.unit)} × {plain(part.share)}% = {difference(value, result.unit)}；{result.steps}"
    at = tuple(dict.fromkeys((*result.at, part.at)))
    return replace(result, value=value, each=part.asked, steps=steps, at=at, reckoned=True, whole="")


def _place(asked: re.Match[str]) -> int:
    """Which of the parts is asked for, the first as 0."""
    later = re.search("第([二三四五])", asked["later"] or "")
    return "一二三四五".index(later[1]) if later else int(bool(asked["later"]))


def _shares(sentence: str) -> list[Decimal]:
    """The shares of all parts, or of the first alone."""
    if _IN_PARTS.search(sentence):
        if listed := _SHARES.search(sentence):
            shares = [Decimal(each) for each in re.findall(r"\d+(?:\.\d+)?", listed.group())]
            return shares if sum(shares) == WHOLE else []
        if ratio := _RATIO.search(sentence):
            parts = [Decimal(each) for each in re.findall(r"\d+", ratio.group())]
            return [WHOLE * each / sum(parts) for each in parts] if sum(parts) in (10, WHOLE) else []
    named = [Decimal(each) for each in (_EACH_PART if not _IN_PARTS.search(sentence) else _ANY_PART).findall(sentence)]
    if len(named) > 1 and sum(named) == WHOLE:
        return named
    first = _FIRST.search(sentence)
    return [Decimal(first["share"])] if first else []
