"""Places by their names: administrative divisions, and zones and parks that are none, by the division whose name they bear."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from corpus.regions import Region, find_regions

_KIND = (
    "(?:(?:经济技术|高新技术产业|高新技术|高新|经济|技术|产业|工业|旅游度假|国家级|省级|综合|自由贸易|自贸|自主创新|边境经济|跨境经济|临空经济|临港经济|航空港|空港|出口)*"
    "(?:开发区|示范区|高新区|经开区|新区|试验区|自贸区|自贸港|贸易港|实验区|港区|保税区|保税港区|度假区|合作区|功能区|集聚区|先导区|改革区|加工区|产业园区|工业园区|科技园区|园区|产业园|科技园|科学城|科技城|未来城))"
)
_ZONE = re.compile(f"[\u4e00-\u9fff]{{0,10}}?{_KIND}")
_ALONE = re.compile("(?:区|园|城|港|基地|片区?|带|湾|谷|岛|镇|乡|街道|村)$")
"""How the name of a zone or a park may end, beside the names that tell it plainly."""

_DIVISION = re.compile("(?:省|市|县|自治[区州县旗])$")
_LONGEST = 25
"""Characters of the name of a zone."""


@lru_cache(maxsize=1024)
def place_path(name: object) -> tuple[str, ...]:
    """The administrative place of a name or a path (慈溪市, 浙江省/宁波市/慈溪市); () for a zone or any other name."""
    if not isinstance(name, str):
        return ()
    if "/" in name:
        return tuple(filter(None, name.split("/")))
    found = find_regions(name)
    whole = bool(found) and found[0][1] == 0 and found[-1][2] == len(name)
    joined = all(above[2] == below[1] and below[0][: len(above[0])] == above[0] for above, below in pairwise(found))
    return found[-1][0] if whole and joined else ()


def lies_in(name: str) -> Region:
    """The division that a name names, or in which the zone lies that it names; () where neither is told."""
    return place_path(name) or next((region for region, start, _ in zones_in(name) if start == 0), ())


def zones_in(text: str) -> Iterator[tuple[Region, int, int]]:
    """Zones that a text names behind the place in which they lie (北京经济技术开发区), each with that place and its span.
    A zone that is a division (浦东新区) is none."""
    last = 0
    for region, start, end in find_regions(text):
        match = _ZONE.match(text, end)
        if match and start >= last and not place_path(text[start : match.end()]):
            last = match.end()
            yield region, start, last


def place_names(written: str) -> tuple[str, ...] | None:
    """What is stated by the name of a place: itself if it is a division, a zone together with the place that it names; None for
    what is no known place."""
    name = written.strip()
    if place_path(name):
        return (name,)
    if whole := next((region for region, start, end in zones_in(name) if (start, end) == (0, len(name))), None):
        return "/".join(whole), name
    is_zone = len(name) <= _LONGEST and _ALONE.search(name) and re.fullmatch("[\u4e00-\u9fffa-zA-Z0-9·—-]{3,}", name)
    return (name,) if is_zone and not _division(name) else None


def _division(name: str) -> bool:
    """Whether a name is one of a division, which must say which one is meant, and not of a zone."""
    return bool(_DIVISION.search(name)) or (name.endswith("区") and not re.search(f"{_KIND}$|片区$", name))
