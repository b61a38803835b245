"""What lies beyond the place or the time of a policy: an asker of elsewhere, and a year when it is over."""

import re
from collections.abc import Sequence
from datetime import date

from bot.inquiry import Inquiry
from bot.language import DAY
from bot.records import Citation
from bot.texts import BEYOND
from bot.understanding.places import places_in
from corpus.regions import Region, are_apart, short_name
from corpus.text import fold

_OWN_PLACE = re.compile(
    "(?:我|我们|咱们?|本人|公司|企业|单位|厂)(?:就|都)?(?:是|在|位于|(?:注册|住|户口|落户|开|办)(?:地|是|在)+)$"
)
"""What stands before the place of the asker."""

_APPLIES = re.compile("(?:还|能|可以|能够|可)[^,，。]{0,4}(?:申请|申报|申领|领|拿|报|享受|补)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


def beyond(inquiry: Inquiry, citations: Sequence[Citation]) -> list[str]:
    """Sentences on what is cited of a place that is not the asker's, and on what is over in the year asked about."""
    text = inquiry.asked.text
    first = list({cited.source.key: cited for cited in reversed(citations)}.values())[::-1]
    own = _own_place(text)
    year = max((int(found) for found in _YEAR.findall(fold(text))), default=0) if _APPLIES.search(text) else 0
    return [note for cited in first for note in (_of_place(cited, own), _of_year(cited, year, inquiry.day)) if note]


def _own_place(text: str) -> Region:
    """Where the asker says to be, () where that is not said."""
    return next((region for region, start, _ in places_in(text) if _OWN_PLACE.search(text[:start])), ())


def _of_place(cited: Citation, own: Region) -> str:
    region = cited.source.metadata.region
    if not are_apart(region, own):
        return ""
    return BEYOND["place"].format(marker=cited.marker, place=short_name(region[-1]), own=short_name(own[-1]))


def _of_year(cited: Citation, year: int, today: date) -> str:
    expires = cited.source.metadata.expires
    if expires is None or year <= today.year or expires >= date(year, 1, 1):
        return ""
    return BEYOND["year"].format(marker=cited.marker, year=year, day=DAY.format(expires))
