"""For how long an amount is given: what the rule says of it, and what of it is asked."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.cases.case import Case, Span
from bot.cases.grants import Grant
from bot.understanding.pers import Per
from bot.understanding.segments import CLAUSE
from bot.understanding.stated import in_unit
from corpus.quantity import plain, read_number
from corpus.text import fold

PERIODS = {"月": Decimal(1), "季": Decimal(3), "季度": Decimal(3), "年": Decimal(12)}
"""Units of time of which amounts are given, in months."""

_NUMBER = r"(?P<number>\d+|[一二两三四五六七八九十]+)\s*(?P<unit>个月|个?年)"
_LASTS = re.compile(
    rf"(?:期限|最长|为期|连续|累计|不超过|至多|补[助贴]期|发放)[^,，。;；\d]{{0,8}}?{_NUMBER}(?!以上|前|后|内)"
)
_ASKED = re.compile(rf"(?:领满?|拿满?|享受满?)(?:了)?{_NUMBER}")
_ABOUT = re.compile("补[助贴]|发放|享受|奖励|津贴|待遇|期限")


def months_given(sentences: Sequence[str], grant: Grant) -> Decimal | None:
    """How many months an amount is given for at most, None where the rule does not say or says several."""
    own = sentences[grant.at]
    after = own[grant.quantity.end :]
    behind = next(
        (sentence for sentence in sentences[grant.at + 1 :] if _ABOUT.search(sentence) and _LASTS.search(sentence)), ""
    )
    for text in (after, behind):
        found = {_months(match) for match in _LASTS.finditer(fold(text))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _months(match: re.Match[str]) -> Decimal:
    return (read_number(match["number"]) or Decimal(0)) * (12 if match["unit"].endswith("年") else 1)


def _lasting(told: Case) -> Decimal | None:
    """The time in months for which a question asks by opening a clause with it."""
    own = told.lasting
    factor = in_unit(own.unit, "月") if own else None
    return own.value * factor if own and own.value is not None and factor else None


_ALONE = re.compile("(?:见习|实习|租|住|干|用|领|拿|做|培训|一共|总共|满|了|的|在|我们?)*")


def lasting_told(told: Case) -> Decimal | None:
    """How many months the case tells something to have lasted in a clause of its own (收了5个人，6个月): that of what is given for each month."""
    found = [own for own in told.own if own.value and in_unit(own.unit, "月") and not own.ago]
    if len(found) != 1:
        return None
    clauses = CLAUSE.split(fold(told.question))
    alone = any(
        own.text in clause and _ALONE.fullmatch(clause.replace(own.text, "")) for own in found for clause in clauses
    )
    lasted = re.search(
        rf"(?:见习|实习|培训|停[产业工]?|租|住|用|领)(?:了|满)?{re.escape(found[0].text)}", fold(told.question)
    )
    return (found[0].value or Decimal(0)) * (in_unit(found[0].unit, "月") or Decimal(1)) if alone or lasted else None


def over(told: Case, per: Per, given: Decimal | None) -> tuple[Decimal, str, str] | None:
    """By how much an amount for each period is multiplied, how that is said (12个月) and for each of what the product is
    (每月; "" for all); None where what is asked cannot be told of it."""
    length = PERIODS[per.unit] * per.size
    each = f"每{'' if per.size == 1 else plain(per.size)}{per.unit}"
    if told.span is Span.UNSAID or told.span == per.unit:
        return Decimal(1), "", each
    if told.span is Span.MONTH:
        return None
    asked = _ASKED.search(fold(told.question))
    if told.span is Span.YEAR:
        months = min(Decimal(12), given) if given else Decimal(12)
    else:
        wanted = _months(asked) if asked else _lasting(told) or lasting_told(told) or given
        if wanted is None:
            return Decimal(1), "", each
        months = min(wanted, given) if given else wanted
    count = months / length
    if count % 1:
        return None
    return count, f"{plain(count)}{'个月' if per.unit == '月' else per.unit}", ""
