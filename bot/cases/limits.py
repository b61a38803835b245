"""Limits of what a rule gives: which of those that stand near an amount holds for it, and what is left of it under that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.cases.caps import OF_ONE, YEARLY, caps
from bot.cases.case import Case, Span, money_of
from bot.cases.grants import Block, Gives, Grant, grants
from bot.texts import WORKED
from bot.understanding.stated import difference, in_unit
from bot.understanding.topics import closest
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, plain
from corpus.text import fold

_SHARE_LIMIT = re.compile(
    r"不(?:得)?(?:超过|高于|超出)(?P<base>[^,;。\d]{2,12}?)的?(?P<share>\d+(?:\.\d+)?)%"
    r"|以(?P<of>[^,;。\d以]{2,16}?)的?(?P<limit>\d+(?:\.\d+)?)%为(?:上?限|封顶)"
)
_COUNTED = ("个", "人", "家")
"""Units that are told as 个 too: 2个国家 are no limit of 件."""
_WHO = ("人", "户", "家", "年", "月", "季", "季度", "天")


NEAR = 7
"""Sentences from that of an amount on in which the share may stand that it comes to at most: behind all steps of a list."""


@dataclass(frozen=True, slots=True)
class _Cap:
    """A limit, the sentence that sets it, whether it is that of one thing and not of who applies, and whether it is that of one
    year."""

    value: Decimal
    at: int
    of_one: bool
    yearly: bool = False


def grown(value: Decimal, raised: Sequence[Grant]) -> Decimal:
    """A value with the raises that hold for the case; those of several add up."""
    return value * (100 + sum((grant.quantity.value or Decimal(0) for grant in raised), Decimal(0))) / 100


def limited(
    value: Decimal, raised: Sequence[Grant], block: Block, chosen: Grant, *, told: Case, several: bool = False
) -> tuple[Decimal, str, tuple[int, ...]] | None:
    """A value, raised, under the limits of the rule, what is said of that and where they stand; None where it is not sure
    which limit holds. A limit of one thing is none of what `several` come to."""
    total = grown(value, raised)
    found = _caps(block, chosen, max([chosen.at, *(each.at for each in raised)]))
    given = caps(block.sentences[chosen.at][: chosen.quantity.start], "元") if chosen.tail.startswith("为限") else []
    if chosen.gives is Gives.RATE and given and not found:
        return _within_amounts(total, given, told)
    if not found and chosen.gives is Gives.RATE and _has_limits_by_case(block, chosen):
        return None
    found = [each for each in found if not (several and each.of_one) and not _is_below(each, chosen)]
    if told.span is Span.WHOLE:
        found = [each for each in found if not each.yearly] or found
    if not _adds_up(raised, found):
        return None
    shared = _shared(total, block, chosen, told)
    if not found:
        return shared
    lowest = min(each.value for each in found)
    if total <= lowest:
        return shared if shared[1] else (total, WORKED["under"].format(cap=difference(lowest, "元")), ())
    if (
        len({each.value for each in found if each.of_one}) > 1
        or len({each.value for each in found if not each.of_one}) > 1
    ):
        return None
    if shared[0] < lowest:
        return shared
    return lowest, WORKED["over"].format(cap=difference(lowest, "元")), tuple({each.at for each in found})


def _is_below(cap: _Cap, chosen: Grant) -> bool:
    """Whether a limit is less than the very amount that is given: it is that of another grant beside it."""
    return chosen.gives is Gives.AMOUNT and chosen.quantity.value is not None and cap.value < chosen.quantity.value


def _within_amounts(
    total: Decimal, given: Sequence[tuple[Quantity, str]], told: Case
) -> tuple[Decimal, str, tuple[int, ...]] | None:
    """A share that limits the amounts before it (新设机构最多30万元，现有机构最多50万元，均以实际投入的50%为限), within the one that the case falls
    under; None where it is not sure which that is."""
    at = closest([canonical(about) for _, about in given], told.words) if len(given) > 1 else 0
    cap = given[at][0].value if at is not None else min(each.value or Decimal(0) for each, _ in given)
    if cap is None or (at is None and total > cap):
        return None
    note = WORKED["over" if total > cap else "under"].format(cap=difference(cap, "元"))
    return min(total, cap), note if at is not None else "", ()


def _adds_up(raised: Sequence[Grant], found: Sequence[_Cap]) -> bool:
    """Whether raises can be added: the rule says so, or it says where that ends."""
    return len(raised) < 2 or bool(found) or any(re.search("再|叠加|累加", each.label) for each in raised)


def _shared(total: Decimal, block: Block, chosen: Grant, told: Case) -> tuple[Decimal, str, tuple[int, ...]]:
    """A value within the share of a sum of the case that it may come to at most (不超过购房总价的20%)."""
    text = block.sentences[chosen.at][chosen.quantity.end :]
    following = block.sentences[chosen.at + 1 : chosen.at + NEAR]
    for at, each in enumerate((text, *following), chosen.at):
        match = _SHARE_LIMIT.search(fold(each))
        figures = money_of(told, match["base"] or match["of"]) if match and chosen.gives is Gives.AMOUNT else []
        if match is None or len(figures) != 1 or figures[0].value is None:
            continue
        share = Decimal(match["share"] or match["limit"])
        limit = figures[0].value * share / 100
        shown = f"{difference(limit, '元')}（{figures[0].text} × {plain(share)}%）"
        return min(total, limit), WORKED["over" if total > limit else "under"].format(cap=shown), (at,)
    return total, "", ()


def _has_limits_by_case(block: Block, chosen: Grant) -> bool:
    """Whether the next sentence limits a share for some things each by an amount of its own (其中，枢纽每个最高200万元)."""
    following = grants(block.sentences[chosen.at + 1 : chosen.at + 2])
    return bool(following) and all(grant.most for grant in following)


def limits_of_one(block: Block, chosen: Grant) -> list[Decimal]:
    """The limits of one thing of what a grant is a share of."""
    return [each.value for each in _caps(block, chosen, chosen.at) if each.of_one]


def _caps(block: Block, chosen: Grant, last: int) -> list[_Cap]:
    """The limits of a grant: those behind it before the next one, else those of sentences that give nothing themselves; one that is less
    than an amount given once is of something else."""
    text = block.sentences[chosen.at]
    given = grants([text])
    following = [each.quantity.start for each in given if each.quantity.start > chosen.quantity.start]
    stop = min(following, default=len(text))
    behind = text[chosen.quantity.end : stop]
    each_one = chosen.gives is Gives.RATE and any(per.unit not in _WHO for per in chosen.per or ())
    own = _limits(re.split("[;；]", behind)[0], chosen.at, each_one) or _limits(behind, chosen.at, each_one)
    if not own and chosen.gives is Gives.RATE:
        own = [_Cap(value, chosen.at, of_one=True) for value in _limits_of_one(behind)]
    if own:
        return own
    result: list[_Cap] = []
    for at in range(last, min(last + 3, len(block.sentences))):
        after = block.sentences[at]
        if at == chosen.at:
            after = _behind_all(text, chosen, given) if following else text[stop:]
        else:
            others = grants([after])
            if any(each.extra for each in others):
                continue
            if any(each.gives is not Gives.RAISE for each in others):
                break
        result += _limits(after, at)
        if result:
            break
    return [each for each in result if chosen.gives is not Gives.AMOUNT or each.value >= (chosen.quantity.value or 0)]


def _behind_all(text: str, chosen: Grant, given: Sequence[Grant]) -> str:
    """What a sentence says behind all that it gives, "" where that is of its last part alone (…补12%；…补35%，最高8万元)."""
    last = max(each.quantity.end for each in given)
    apart = re.search("[;；]", text[chosen.quantity.end : last])
    return text[last:] if not apart or _OF_ALL.search(text[last:]) or re.search("[;；。](?=.)", text[last:]) else ""


def limit_of_count(block: Block, grant: Grant, unit: str) -> Decimal | None:
    """Of how many of a unit a grant is given at most (每年补贴面积不超过800平方米): by what stands behind it before the next one
    or behind them all, else by the next sentences that give nothing; None without a limit."""
    family = next((each.family for each in find_quantities(f"共1{unit}")), "")
    for text in _behind(block, grant):
        limits = [
            cap.value * factor
            for cap, _ in caps(text, family)
            if cap.value is not None
            and (cap.unit != "个" or unit in _COUNTED)
            and (factor := in_unit(cap.unit, unit)) is not None
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
    return [each.value for each in _limits(text, 0)]


_OF_ALL = re.compile("企业|单位|机构|主体|申请人|同一|[每单]户|[每单]家|年度|全年|累计|合计")


def _limits(text: str, at: int, each_one: bool = False) -> list[_Cap]:
    """The limits that a text sets; one that does not say whose it is is that of one thing where something is given for `each_one`."""
    return [
        _Cap(
            cap.value,
            at,
            bool(OF_ONE.search(about)) or (each_one and not _OF_ALL.search(about)),
            bool(YEARLY.search(about)),
        )
        for cap, about in caps(text, "元")
        if cap.value is not None and not _MORE.search(text[: cap.start])
    ]


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
