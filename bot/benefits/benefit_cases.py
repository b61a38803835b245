"""Cases of reviewed benefits: a profile, and what must come of the benefit for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.benefits.amounts import money, said
from bot.benefits.benefit_texts import CASE
from bot.benefits.eligibility import Assessment, Verdict, assess
from bot.benefits.profile_files import ProfileError, profile_of
from index.benefits import Offer

FIELDS = ("profile", "verdict", "amount", "as_of")


@dataclass(frozen=True, slots=True)
class Tried:
    """A case that was tried: `wrong` says what came instead, "" where all is as expected."""

    place: str
    title: str
    wrong: str


def try_case(offer: Offer, data: Mapping[str, Any], place: str, today: date) -> Tried:
    """Try one case: `profile` (as in a profile file), `verdict` (符合, 不符合, 缺信息, 不在有效期), `amount` in yuan where it is one
    number, and `as_of`, the day for which it holds (today if it is left out). Raises ProfileError, which names `place`."""
    unknown = next((field for field in data if field not in FIELDS), None)
    if unknown is not None or "verdict" not in data:
        raise ProfileError(place, CASE["fields"].format(fields="、".join(FIELDS)))
    day = data.get("as_of", today)
    if str(data["verdict"]) not in set(Verdict) or not isinstance(day, date):
        raise ProfileError(place, CASE["values"].format(verdicts="、".join(Verdict)))
    found = assess(profile_of(data.get("profile"), place), offer, day)
    wrong = _verdict(found, Verdict(str(data["verdict"]))) or _amount(found, data.get("amount"), place)
    return Tried(place, offer.benefit.title, wrong)


def _verdict(found: Assessment, wanted: Verdict) -> str:
    return "" if found.verdict is wanted else CASE["verdict"].format(wanted=wanted, found=found.verdict)


def _amount(found: Assessment, wanted: object, place: str) -> str:
    if wanted is None:
        return ""
    try:
        value = Decimal(str(wanted))
    except InvalidOperation as exc:
        raise ProfileError(place, CASE["amount_form"].format(value=wanted)) from exc
    if found.sum.exact == value:
        return ""
    return CASE["amount"].format(wanted=money(value), found=said(found.sum))
