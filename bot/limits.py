"""Limits of what a rule gives: which of those that stand near an amount holds for it, and what is left of it under that."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.caps import caps
from bot.grants import Block, Gives, Grant, grants
from bot.stated import difference, in_unit
from bot.texts import WORKED
from corpus.quantity import find_quantities


def grown(value: Decimal, raised: Sequence[Grant]) -> Decimal:
    """A value with the raises that hold for the case; those of several add up."""
    return value * (100 + sum((grant.quantity.value or Decimal(0) for grant in raised), Decimal(0))) / 100


def limited(
    value: Decimal, raised: Sequence[Grant], block: Block, chosen: Grant
) -> tuple[Decimal, str, tuple[int, ...]] | None:
    """A value, raised, under the limits of the rule, what is said of that and where they stand; None where it is not sure
    which limit holds."""
    total = grown(value, raised)
    last = max([chosen.at, *(each.at for each in raised)])
    found = _caps(block, chosen, last)
    if not found and chosen.gives is Gives.RATE and _has_limits_by_case(block, chosen):
        return None
    if not found:
        return (total, "", ()) if len(raised) < 2 else None
    lowest, highest = (end(cap for cap, _ in found) for end in (min, max))
    if total <= lowest:
        return (total, WORKED["under"].format(cap=difference(lowest, "元")), ()) if len(raised) < 2 else None
    if lowest != highest:
        return None
    return lowest, WORKED["over"].format(cap=difference(lowest, "元")), tuple({at for _, at in found})


def _has_limits_by_case(block: Block, chosen: Grant) -> bool:
    """Whether the next sentence limits a share for some things each by an amount of its own (其中，枢纽每个最高200万元)."""
    following = grants(block.sentences[chosen.at + 1 : chosen.at + 2])
    return bool(following) and all(grant.most for grant in following)


def _caps(block: Block, chosen: Grant, last: int) -> list[tuple[Decimal, int]]:
    """The limits of a grant: those behind it before the next one, else those of sentences that give nothing themselves."""
    text = block.sentences[chosen.at]
    given = grants([text])
    following = [each.quantity.start for each in given if each.quantity.start > chosen.quantity.start]
    stop = min(following, default=len(text))
    own = limits_in(text[chosen.quantity.end : stop])
    own = own or [each for each in _limits_of_one(text[chosen.quantity.end : stop]) if chosen.gives is Gives.RATE]
    if own:
        return [(value, chosen.at) for value in own]
    result = []
    for at in range(last, min(last + 3, len(block.sentences))):
        after = block.sentences[at]
        if at == chosen.at:
            after = text[max(each.quantity.end for each in given) :] if following else text[stop:]
        else:
            others = grants([after])
            if any(each.extra for each in others):
                continue
            if any(each.gives is not Gives.RAISE for each in others):
                break
        result += [(value, at) for value in limits_in(after)]
        if result:
            break
    return result


def limit_of_count(block: Block, grant: Grant, unit: str) -> Decimal | None:
    """Of how many of a unit a grant is given at most (每年补贴面积不超过800平方米): by what stands behind it before the next one
    or behind them all, else by the next sentences that give nothing; None without a limit."""
    family = next((each.family for each in find_quantities(f"共1{unit}")), "")
    for text in _behind(block, grant):
        limits = [
            cap.value * factor
            for cap, _ in caps(text, family)
            if cap.value is not None and (factor := in_unit(cap.unit, unit)) is not None
        ]
        if limits:
            return min(limits)
    return None


def _behind(block: Block, grant: Grant) -> Iterator[str]:
    text = block.sentences[grant.at]
    following = [each.quantity for each in grants([text]) if each.quantity.start > grant.quantity.start]
    yield text[grant.quantity.end : min((each.start for each in following), default=len(text))]
    if following:
        yield text[max(each.end for each in following) :]
    for sentence in block.sentences[grant.at + 1 : grant.at + 3]:
        if grants([sentence]):
            return
        yield sentence


_MORE = re.compile("(?:提高|增加|上浮|上调)[^,，;；。]{0,3}$")


def limits_in(text: str) -> list[Decimal]:
    """The limits that a text sets; by how much one is raised is none."""
    return [cap.value for cap, _ in caps(text, "元") if cap.value is not None and not _MORE.search(text[: cap.start])]


_LIMIT_OF_ONE = re.compile(r"每(?:件|台|套|辆|部|人|户|个|笔|项)[^,，;；。\d]{0,8}(?:最高|最多|不超过|不得超过|限额)$")


def _limits_of_one(text: str) -> list[Decimal]:
    """Limits of each thing (每件最高500元) behind a share of its price."""
    return [
        each.value
        for each in find_quantities(text)
        if each.family == "元"
        and each.value is not None
        and _LIMIT_OF_ONE.search(f"{text[: each.start]}{re.split(r'[0-9]', each.text)[0]}")
    ]
