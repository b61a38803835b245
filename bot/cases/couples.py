"""What two who are married get together, where a rule says what the second of them gets (就高+另一方50%; 第二人按50%发放; 可以分别享受)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.cases.case import Case
from bot.cases.grants import Block, Gives, Grant
from bot.cases.limits import limited
from bot.cases.own_cases import ranks
from bot.cases.products import PERSONS
from bot.cases.worked import Worked
from bot.understanding.stated import SPOUSE, difference
from corpus.quantity import plain
from corpus.text import fold

_SPOUSES = re.compile(f"{SPOUSE}|(?:我|和|跟)对象")
_TOGETHER = re.compile("两个?人|我们?俩|一共|总共|合计|加起来|都是")
_OF_BOTH = re.compile("夫妻|夫妇|双方|配偶|第二人")
_SECOND = re.compile(r"(?:另一方|第二人|第二方|低的一方)[^,，;；。\d]{0,12}(?P<share>\d+(?:\.\d+)?)%")
_EACH = re.compile("分别(?:享受|申[领请报]|发放|给予)|均可(?:享受|申[领请报])?|各自(?:享受|申[领请报])|同时享受|叠加")
_ONE_ALONE = re.compile("就高|从高|[由限]一方|只能.{0,4}一方|择一|不重复")
_WHOLE = Decimal(100)
_YUAN = "元"


@dataclass(frozen=True, slots=True)
class _Couple:
    """The grants of both, the higher first, the share in per cent that the second of them gets, and the sentence that says so."""

    high: Grant
    low: Grant
    share: Decimal
    at: int


def is_couple(told: Case) -> bool:
    """Whether a question asks what two who are married get together."""
    text = fold(told.question)
    return bool(_SPOUSES.search(text) and _TOGETHER.search(text) and ranks(text))


def _couple(told: Case, block: Block, found: Sequence[Grant]) -> _Couple | None:
    """The grants of the two, None where it is not sure which these are or what the second gets."""
    names = ranks(told.question)
    plain = [each for each in found if each.gives is Gives.AMOUNT and not (each.special or each.extra)]
    own = [each for each in plain if ranks(each.label) & names and "都" not in each.label]
    if len(own) == 1 and len(names) == 1 and "都" in told.question:
        own = own * 2
    rules = [(at, share) for at, text in enumerate(block.sentences) if (share := _share(fold(text))) is not None]
    if len(own) != 2 or len(rules) != 1 or own[0].per != own[1].per:
        return None
    low, high = sorted(own, key=lambda each: each.quantity.value or Decimal(0))
    return _Couple(high, low, rules[0][1], rules[0][0])


def _share(text: str) -> Decimal | None:
    """What the second of two gets by a sentence, in per cent of the own amount; None where it does not say."""
    if not _OF_BOTH.search(text):
        return None
    if second := _SECOND.search(text):
        return Decimal(second["share"])
    if _EACH.search(text):
        return _WHOLE
    return Decimal(0) if _ONE_ALONE.search(text) else None


def of_couple(told: Case, block: Block, found: Sequence[Grant]) -> Worked | None:
    """What two get together, under the limits of the rule."""
    both = _couple(told, block, found)
    if both is None:
        return None
    high, low = (each.quantity.value or Decimal(0) for each in (both.high, both.low))
    written = difference(high, _YUAN)
    if both.share:
        written += f" + {difference(low, '元')}{'' if both.share == _WHOLE else f' × {plain(both.share)}%'}"
    value = high + low * both.share / _WHOLE
    limit = limited(value, [], block, both.high, told=told)
    if limit is None:
        return None
    total, note, limits = limit
    steps = f"{written}{f' = {difference(value, _YUAN)}' if both.share else ''}{note}"
    at = tuple(dict.fromkeys((both.high.at, both.low.at, both.at, *limits)))
    two = tuple(own.start for own in told.own if own.value == len((both.high, both.low)) and own.unit in PERSONS)
    return Worked(total, "", steps, total < value, at, True, taken=two)
