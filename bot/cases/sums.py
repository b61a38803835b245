"""Arithmetic on the asker's own figure, by the tier, the rate or the standard that the text gives, each step shown.

Where the base, the rate or the cap could be another one, nothing is reckoned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.cases.accounting import barred
from bot.cases.caps import caps, counts_each_year
from bot.cases.case import case
from bot.cases.demands import demands
from bot.cases.granted import is_tier
from bot.cases.grants import grants
from bot.cases.rates import by_rate
from bot.cases.standards import by_standard
from bot.cases.tiers import by_tier
from bot.cases.verdicts import Clause
from bot.cases.years import asks_years, by_year
from bot.texts import SUMS
from bot.understanding.asker import Asker, Total, asker
from bot.understanding.segments import segment
from bot.understanding.stated import difference
from bot.understanding.topics import closer, closest
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

_ASKS = re.compile("多少(?!年|天|岁|个?月|个工作日|家|人)|几(?:分|元|万|何|个?平|钱)|最多|最高|一共|总共|合计|顶格")
_ASKS_STANDARD = re.compile(
    "还差|每[月年人户个次]多少|百分之几|几成|比例(?:是|上限|最高)|几个点|多久|几年|多大比例"
    "|(?:多少|几)(?:钱|块钱?|元|万元?)?(?:一|每|/)(?:公斤|千克|吨|平方?米?|亩|度|千瓦时?|公里|小时|个|台|套|辆|件|张|人|家|户|次|天|月|年)(?![\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What comes out, as a line that shows the steps, and which of the clauses it is by."""

    line: str
    at: int


def asks_sum(question: str) -> bool:
    """Whether a question asks what something comes to, and not for the rate or the standard itself."""
    folded = fold(question)
    return bool(_ASKS.search(folded)) and not _ASKS_STANDARD.search(folded)


def reckoned(question: str, clauses: Sequence[Clause]) -> Reckoning | None:
    """What the asker's figure comes to by the clause that is closest to the question, None where none does without doubt."""
    who = asker(question)
    if not (asks_sum(question) or who.claimed) or not (who.own or who.claimed or asks_years(question)):
        return None
    told = case(question)
    apart = any(group.figure.family == "元" for group in told.groups)
    if apart or any(barred(told, clause.text) for clause in clauses):
        return None
    if tier := by_tier(who, clauses):
        return Reckoning(*tier)
    yearly = any(counts_each_year(clause.passage) for clause in clauses)
    found = [
        (at, total) for at, clause in enumerate(clauses) if (total := _total(who, clause, yearly=yearly)) is not None
    ]
    said = [canonical(clauses[at].text) for at, _ in found]
    best = next(
        (
            each
            for each, own in zip(found, said, strict=True)
            if not any(closer(other, own, who.words) for other in said)
        ),
        None,
    )
    if best is None or not best[1].line:
        return _over_cap(who, clauses) if best is None and not asks_sum(question) else None
    return Reckoning(f"{of_claim(who.claimed, best[1].value)}{best[1].line}", best[0])


def _total(who: Asker, clause: Clause, *, yearly: bool) -> Total | None:
    """What a clause comes to, None where it says nothing of what the asker states."""
    by_one = by_year(who, clause)
    by_share = None if by_one else by_rate(who, clause)
    if by_share and by_share.line:
        return Total() if hangs_on_tiers(clause.text) else by_share
    return by_one or by_standard(who, clause, yearly=yearly) or by_share


_ASKS_GIVEN = re.compile("[补奖给领拿贴]|申请|申报|资助|支持|扶持|享受|[多几]少?(?:钱|[块万]|元)")
_OF_MANY = re.compile("每(?!年)|单[个项件台套笔场辆]|[/／]|罚|处以|总额|合计|分别|追回|退还")
_LEAST = re.compile("(?:达到?|满|突破|不低于|不少于|(?<!不)超过|以上)$")


def given(question: str, text: str) -> str:
    """The line that tells the one amount of money which a sentence gives those who meet what stands before it (…达到5家的，最多50万元), ""
    where it gives several, a share, so much for each, or nothing."""
    found = find_quantities(text)
    money = [each for each in found if each.family == "元"]
    if len(money) != 1 or any(each.family in ("%", "倍", "比例") for each in found) or not _ASKS_GIVEN.search(question):
        return ""
    amount = money[0]
    left, right = segment(text, amount.start, amount.end)
    before = text[left : amount.start]
    if amount.comparator not in ("=", "<=") or _OF_MANY.search(text[left:right]) or _LEAST.search(before):
        return ""
    if any(demand.start >= amount.start or demand.forbids for demand in demands(text)):
        return ""
    cap = re.search("(?:最高|最多|不超过|至多)$", before)
    yearly = "每年" if "每年" in before else ""
    return str(SUMS["given"].format(amount=f"{yearly}{cap.group() if cap else ''}{amount.text}"))


def hangs_on_tiers(text: str) -> bool:
    """Whether what a clause gives differs by bounds on an amount: which of them holds is reckoned by `bot/cases/working.py` or not at
    all."""
    return is_tier("元", grants([text]))


def of_claim(claimed: Sequence[Quantity], total: Decimal | None) -> str:
    """What is said of the one amount that the asker expects, before what it is; "" of several and of none."""
    if len(claimed) != 1 or total is None:
        return ""
    expected = claimed[0]
    return str(SUMS["as_said"] if expected.value == total else SUMS["not_said"].format(claimed=expected.text))


def _over_cap(who: Asker, clauses: Sequence[Clause]) -> Reckoning | None:
    """That the one amount expected is more than the cap of the clause that is closest to the question; None where it is not,
    or none is closest."""
    if len(who.claimed) != 1:
        return None
    claimed = who.claimed[0]
    found = [
        (at, cap, canonical(f"{clauses[at].text} {clauses[at].heading}"))
        for at, clause in enumerate(clauses)
        for cap, _ in caps(clause.text, "元")
    ]
    chosen = closest([about for _, _, about in found], who.words)
    if chosen is None:
        return None
    at, cap, _ = found[chosen]
    if (claimed.value or 0) <= (cap.value or 0):
        return None
    line = SUMS["over_cap"].format(claimed=claimed.text, cap=difference(cap.value or Decimal(0), cap.unit))
    return Reckoning(line, at)
