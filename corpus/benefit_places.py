"""Where an applicant must be registered or pay its taxes."""

import re

from corpus.benefit_flags import Mark
from corpus.benefit_records import Fact, Operator, Test
from corpus.regions import Region, find_regions

_OWN = re.compile(
    "本市|我市|全市|本省|我省|全省|本区|我区|全区|本县|我县|全县|本自治区|(?<![市区县])市域|(?:^|(?<=[对在的、,为]))[省市区县](?=内)"
)
MUNICIPALITIES = {"京": "北京市", "津": "天津市", "沪": "上海市", "渝": "重庆市"}
_SHORT = re.compile(
    "(?<=在)[京津沪渝](?=(?:依法|合法)?(?:注册|登记|设立|成立|纳税|缴税|企业|的企业|高校|院校|院所|科研|机构|单位|银行|金融|社会组织|医院|医疗))"
)
"""How a municipality calls itself (在京注册)."""

_AROUND = re.compile("(?:市辖|行政)?(?:区域|区划|辖区|地区|范围|境|行政区)?(?:范围)?(?:之)?内?")
_FOUNDED = re.compile(
    "(?:依法|合法|正式|工商|完成|办理)*(?:登记|注册|设立|成立)(?:登记|注册|成立|设立)*(?:(?:并|、|和|及|且)?(?:依法)?(?P<tax>纳税|缴纳税款?))?"
)
_SEAT = re.compile(
    "(?:其|企业|单位)?(?:实际(?=纳税))?(?>(?:工商|税务|统计|税收)?(?:注册|登记|征管|统计|税务|纳税)(?:登记|注册)?(?:地点|地址|地|关系|隶属关系)?(?:均|都|应|须|需|、|和|及|与|以及)*)++"
    "(?:均|都|应|须|需)*(?:在|位于|为|属于?)$"
)
_HOLDER = re.compile(
    "(?!级)(?:的)?(?:[\u4e00-\u9fff]{0,6}?(?:企业|合作社|个体工商户|法人)|[\u4e00-\u9fff]{0,4}?(?:机构|公司|高校|院校|院所|银行|社会组织)(?=$|[、,;。()和及与或]))"
)


_ZONE = "[\u4e00-\u9fff]{0,12}?(?:开发区|示范区|高新区|新区|保税区|园区|科学城|副中心|自贸区|试验区)"
_ZONES = re.compile(
    f"(?:仅|只)?限(?:于|在)?(?P<zones>{_ZONE}(?:、{_ZONE})*)(?:范围)?(?:之?内)?(?:的)?(?:企业|单位|机构)?"
)
"""The zones that alone are meant (限高新区、经济开发区)."""


_SHORTEST_ZONE = 4
"""Characters that the name of a zone has more than: 示范区 and 本园区 are none."""

_NO_ZONE = re.compile("^(?:地|和|同|该|本|各|国家级|省级|市级|我|其|均|都)|经营地|同一|其他")
"""What calls no zone by its name."""

_IN_ZONE = re.compile(
    f"(?:注册|登记|落户|入驻)+(?:在|于)?(?P<zone>{_ZONE})(?:范围)?(?:之?内)?(?=的|$|[,;。])|(?:在)?(?P<zone2>(?!在){_ZONE})(?:范围)?内(?:依法)?(?:注册|登记)+(?:的)?"
)
"""Who is registered in a zone."""


def places(text: str, region: Region) -> list[Mark]:
    """Tests of the place of registration, and of taxes where they are named with it."""
    found: list[Mark] = []
    if (everywhere := re.fullmatch("(?:面向|适用于|在)?(?P<whole>全[市省区县]|本[市省区县])(?:范围)?内?", text)) and (
        path := own_place(everywhere["whole"], region)
    ):
        return [Mark(0, len(text), (_in(path),))]
    if only := _ZONES.fullmatch(text):
        return [Mark(0, len(text), (Test(Fact.REGION, Operator.IN, tuple(only["zones"].split("、"))),))]
    for match in _IN_ZONE.finditer(text):
        zone = match["zone"] or match["zone2"]
        if len(zone) > _SHORTEST_ZONE and not _NO_ZONE.search(zone):
            found.append(Mark(*match.span(), (Test(Fact.REGION, Operator.IN, (zone,)),)))
    for path, start, end in _named(text, region):
        around = _AROUND.match(text, end)
        stop = around.end() if around else end
        mark = (
            _household(text, path, start, stop) or _seated(text, path, start, stop) or _founded(text, path, start, stop)
        )
        if mark is None and _HOLDER.match(text, stop) and re.search("(?:^|[对在的,、(])$", text[:start]):
            mark = Mark(start - text[:start].endswith("在"), stop, (_in(path),))
        if mark:
            found.append(mark)
    return found


def _named(text: str, region: Region) -> list[tuple[Region, int, int]]:
    """Places of a text: by name, or as that of the document (本市)."""
    found = list(find_regions(text))
    joined: list[tuple[Region, int, int]] = []
    for path, start, end in found:
        if joined and joined[-1][2] == start and path[: len(joined[-1][0])] == joined[-1][0]:
            joined[-1] = (path, joined[-1][1], end)
        else:
            joined.append((path, start, end))
    for match in _SHORT.finditer(text):
        if region[:1] == (MUNICIPALITIES[match.group()],):
            joined.append((region[:1], match.start(), match.end()))
    for match in _OWN.finditer(text):
        path = own_place(match.group(), region)
        if path:
            joined.append((path, match.start(), match.end()))
    return joined


def own_place(written: str, region: Region) -> Region:
    """The place that a document of `region` means by 本市, 本省, 本区; () if it is not known."""
    kind = written[-1]
    if kind in "省" or written == "本自治区":
        return region[:1]
    if kind == "区" and len(region) == 1 and region[0].endswith("区"):
        return region
    if kind in "区县":
        return region if len(region) > 1 and region[-1][-1] in "区县" else ()
    if kind == "市":
        last = max((at for at, name in enumerate(region) if name.endswith("市")), default=None)
        return () if last is None else region[: last + 1]
    return region


_HOUSEHOLD = re.compile("(?:城镇|城市|农村|农业|非农业|常住|居民)*户[籍口]")
_HOUSEHOLD_AT = re.compile("(?:具有|拥有|属于)?户[籍口](?:所在地|登记地|关系|地)?(?:在|为|是|位于|属于?)$")


def _household(text: str, path: Region, start: int, stop: int) -> Mark | None:
    """本市户籍; 户籍所在地在本市."""
    test = (Test(Fact.HOUSEHOLD, Operator.IN, ("/".join(path),)),)
    if behind := _HOUSEHOLD.match(text, stop):
        before = re.search("(?:具有|拥有|持有|属于|为)$", text[:start])
        return Mark(before.start() if before else start, behind.end(), test)
    ahead = _HOUSEHOLD_AT.search(text[:start])
    return Mark(ahead.start(), stop, test) if ahead else None


def _seated(text: str, path: Region, start: int, stop: int) -> Mark | None:
    """注册地和税务关系均在本市; 实际纳税地点在本市."""
    seat = _SEAT.search(text[:start])
    if seat:
        said = seat.group()
        tests = (_in(path),) if re.search("注册|登记|工商", re.sub("税务登记", "", said)) else ()
        taxed = (Test(Fact.TAXPAYER, Operator.IS, True),) if "税" in said else ()
        return Mark(seat.start(), stop, (*tests, *taxed)) if tests or taxed else None
    return None


def _founded(text: str, path: Region, start: int, stop: int) -> Mark | None:
    """在本市依法登记注册."""
    founded = _FOUNDED.match(text, stop)
    before = re.search("在$", text[:start])
    begin = start - 1 if before else start
    if before and (paid := _TAXED.match(text, stop)):
        return Mark(begin, paid.end(), (Test(Fact.TAXPAYER, Operator.IS, True),))
    if founded:
        taxed = (Test(Fact.TAXPAYER, Operator.IS, True),) if founded["tax"] else ()
        return Mark(begin, founded.end(), (_in(path), *taxed))
    ahead = re.search("(?:注册|登记|设立|成立)(?:登记|注册)?(?:于|在)$", text[:start])
    return Mark(ahead.start(), stop, (_in(path),)) if ahead else None


_TAXED = re.compile("(?:依法|合法|正常)?(?:纳税|缴纳税款?|缴税)")


def _in(path: Region) -> Test:
    return Test(Fact.REGION, Operator.IN, ("/".join(path),))
