"""Points by a table of items: what the asker gets under those that a question names, by age or by the word that tells a degree,
and what they come to together (38岁、本科：年龄加学历一共多少分)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.inquiry import Inquiry
from bot.reading.citing import cite_passage, quoted
from bot.records import Kind, Outcome
from bot.texts import WORKED
from bot.understanding.fitting import region_fits
from bot.understanding.scopes import as_ranges, of_asked_size
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, plain
from corpus.text import ASIDE, fold
from index.search import Hit

MOST, LONGEST_NAME, NAMED_IN = 4, 8, 4
"""Items that are added, characters of the name of one, and cells of a row (from its edge on) of which one may be the name: before it
stand its kind and its number."""

_ASKS = re.compile("(?:多少|几)分")
_OTHERWISE = re.compile("还?差(?:多少|几)|够|封顶|满分|最[多高低少]|扣|减|及格|分数线")
_TOGETHER = re.compile("加|和|跟|与|、|[两三四]项|一共|总共|合计")
_NAME_ENDS = re.compile(r"\s*[|｜:：]\s*")
_LABEL = re.compile("^\\W*(?:[一二三四五六七八九十\\d]+[、.．)）])?")
_PARTS = re.compile("[;；。|｜\n]")
_COUNTED = re.compile("每|各计|满\\d*[年月]|少加|减|扣|除以|不累加")
"""What makes points so many for each, or fewer: they are reckoned elsewhere or not at all."""


_BRACKETED = re.compile(r"[(（]([0-9.]+分)[)）]\W*$")
"""Points in brackets, which end their part (40周岁以下（30分）)."""

_FEWER = re.compile(
    r"(?:超过?(?P<limit>\d+)周?岁|(?P<from>\d+)周?岁以上)[^;；]{0,6}每(?:增?大|增加|超过?|多)1周?岁[,，]?(?:少加|减少?|扣减?|递减)(?P<less>\d+(?:\.\d+)?)分"
)
"""Points that grow fewer with each year above an age."""


@dataclass(frozen=True, slots=True)
class _Item:
    """The points of one item for the asker, whether a figure of theirs tells so, and the passage that gives them."""

    name: str
    points: Decimal
    sized: bool
    hit: Hit


def points(inquiry: Inquiry) -> Outcome | None:
    """What the asker gets under the items named, added where there are several; None where one of them is in doubt, or a single
    one is told by no figure of the asker's."""
    text = fold(inquiry.asked.text)
    if not _ASKS.search(text) or _OTHERWISE.search(text) or inquiry.fresh:
        return None
    named = dict(_named(inquiry))
    found = [_item(inquiry, name, hit) for name, hit in named.items()]
    items = [each for each in found if each is not None]
    if not items or len(items) < len(found) or len(items) > MOST or len({each.hit.entry.key for each in items}) > 1:
        return None
    if len(items) == 1 and (not items[0].sized or re.search("[两三四]项|一共|总共|合计", text)):
        return None
    if len(items) > 1 and not _TOGETHER.search(text):
        return None
    citations = tuple(cite_passage(at, each.hit) for at, each in enumerate(items, 1))
    marks = "".join(f"[{cited.marker}]" for cited in citations)
    steps = " + ".join(f"{each.name}{plain(each.points)}分" for each in items)
    total = f"{plain(sum((each.points for each in items), Decimal(0)))}分"
    wording = WORKED["sum"] if len(items) > 1 else WORKED["result"]
    line = wording.format(most="", each="", total=total, steps=f"{steps} = {total}" if len(items) > 1 else steps)
    return Outcome("\n\n".join([f"{line}{marks}", *quoted(citations)]), Kind.NUMBER, None, citations)


def _named(inquiry: Inquiry) -> Iterator[tuple[str, Hit]]:
    """The items of the best document found whose names the question says, each with its best passage."""
    asked = canonical(inquiry.asked.text)
    hits = [hit for hit in inquiry.found.hits if region_fits(inquiry.asked, hit.entry.metadata)]
    seen: set[str] = set()
    for hit in hits:
        passage = hit.stored.passage
        if hit.entry.key != hits[0].entry.key or "分" not in passage.text:
            continue
        cells = _NAME_ENDS.split(passage.text)
        for name in (*(cells[:NAMED_IN] if "|" in passage.text else cells[:1]), *passage.path[-1:]):
            bare = canonical(_LABEL.sub("", name).strip())
            if 2 <= len(bare) <= LONGEST_NAME and bare in asked and bare not in seen:
                seen.add(bare)
                yield bare, hit
                break


def _item(inquiry: Inquiry, name: str, hit: Hit) -> _Item | None:
    """The points that the one part of an item's passage gives which holds for the asker; None where none does, or several do."""
    held = [
        (told, sized)
        for part in _PARTS.split(hit.stored.passage.text)
        if (told := _points_of(part)) and (sized := _holds(inquiry, part, told)) is not None
    ]
    if not held and (lowered := _lowered(inquiry, hit.stored.passage.text)) is not None:
        return _Item(name, lowered, True, hit)
    if len(held) != 1 or held[0][0].value is None:
        return None
    told, sized = held[0]
    return _Item(name, told.value or Decimal(0), sized, hit)


def _lowered(inquiry: Inquiry, text: str) -> Decimal | None:
    """The points of the part before one that takes some off for each year above an age (40周岁以下计30分；超过40周岁，每大1岁少加2分), as many as
    the asker's age is above it; None where no one age is told, or the two parts do not join."""
    own = [each.value for each in find_quantities(inquiry.asked.text) if each.family == "岁"]
    parts = [fold(part) for part in _PARTS.split(text)]
    for before, part in pairwise(parts):
        base, less = _points_of(before), _FEWER.search(ASIDE.sub("", part))
        ends = [each.value for each in find_quantities(before) if each.family == "岁"] if base else []
        if not (base and base.value is not None and less and len(own) == 1 and own[0] is not None):
            continue
        limit = Decimal(less["limit"] or less["from"])
        if ends and ends[-1] == limit and own[0] > limit:
            return max(base.value - (own[0] - limit) * Decimal(less["less"]), Decimal(0))
    return None


def _points_of(part: str) -> Quantity | None:
    """The points of a part that gives one figure of them, at its end."""
    found = find_quantities(ASIDE.sub("", _BRACKETED.sub(r" \1", part)))
    told = [each for each in found if each.family == "分"]
    return told[0] if len(told) == 1 and found[-1] is told[0] and told[0].comparator == "=" else None


def _holds(inquiry: Inquiry, part: str, told: Quantity) -> bool | None:
    """Whether a part holds for the asker by a figure (True) or by the word that tells it from others (False); None where it
    does not, or gives so much for each."""
    bare = ASIDE.sub("", part)
    before = bare[: told.start]
    if _COUNTED.search(bare):
        return None
    sizes = as_ranges(before, find_quantities(before))
    if sizes:
        return True if of_asked_size(inquiry.asked, sizes) else None
    own = content(canonical(before))
    return False if own and own[0] in canonical(inquiry.asked.text) else None
