"""Names of the bodies that issue documents: in a line of names, in a title, and with their place."""

import re
from itertools import pairwise

from corpus.regions import Region, first_region, region_in
from corpus.spans import Found, spaceless

MAX_NAME = 40
"""Characters of the name of an organisation."""

_MIN_FULL_NAME = 4
"""Characters of the shortest name with its place (慈溪市委)."""

_SUFFIX = (
    r"人民政府(?:办公厅|办公室)?|管委会|委员会|办公厅|办公室|办事处|总局|局|厅|部|委|署|中心|银行|分行|支行|法院|检察院|"
    r"人民政府办|政府办|扶贫办|网信办|[委局]办|政府|协会|科协|妇联|残联|工商联|团委|市委|省委|区委|县委|工委|联席会议|联防联控机制|联合会|总工会|基金会|基金|集团|公司|院|社|会|小组|专班|指挥部|党组|海关|大学|学院|学校|医院|总队|支队|大队|调查队|处|所|"
    r"中共中央|国务院"
)
_ORGANISATION = re.compile(rf"[\u4e00-\u9fff（）()、·]{{0,60}}?(?:{_SUFFIX})")
_TITLE_OPENING = re.compile(
    r"[\u4e00-\u9fff（）()、· 　\r\n]{2,250}?(?=等[\d一二三四五六七八九十]*[个家]?(?:部门|单位)|关于|印发|转发|批转|发布|公布|"
    r"[12]\d{3}\s*年|公告|通告|令)"
)
_UNNAMED_PLACE = re.compile(r"[省市区县州](?!场)|[我本]")
_NATIONAL = re.compile(
    r"(?:中国共产党|中共|共青团|政协|中国人民政治协商会议|中华人民共和国|(?:国家|中国)[^省市区县、]{2,14}?(?:总局|银行|委员会|监会|协会|局))"
)
"""What stands before the place in the name of a national body's branch: 国家税务总局|宁波市税务局."""


_ADOPTED = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{0,14}?)第[一二三四五六七八九十]{1,3}届(?P<body>(?:全国)?人民代表大会(?:常务委员会)?)第?[一二三四五六七八九十]{1,4}次会议"
    r"[^。；;]{0,20}?通过"
)
_BEFORE_PLACE = re.compile(r".*(?:已由|已于|日|经|由|中华人民共和国)")


def organisations(text: str, start: int, end: int) -> tuple[Found[str], ...]:
    """Names in text[start:end] if it holds nothing else; white space or the place that each begins with divides them, or
    white space spaces one out (国　务　院)."""
    line = text[start:end]
    written = (Found(m.group(), start + m.start(), start + m.end()) for m in re.finditer(r"\S+", line))
    pieces = [name for piece in written for name in _apart(piece)]
    if not pieces:
        return ()
    whole = Found(spaceless(line), pieces[0].start, pieces[-1].end)
    for names in (pieces, [whole]):
        if all(is_organisation(name.value) for name in names):
            return tuple(names)
    return ()


def _apart(names: Found[str]) -> list[Found[str]]:
    """Joint issuers set without white space, each with its place: 慈溪市财政局|慈溪市教育局. A piece that is not made of
    such names stays whole."""
    value = names.value
    place = first_region(value) if len(value) > 2 * _MIN_FULL_NAME else None
    if place and value.find(value[place[1] : place[2]], place[2]) >= 0:
        _, start, end = place
        cuts = [0]
        for match in re.finditer(re.escape(value[start:end]), value[end:]):
            if is_organisation(value[cuts[-1] : end + match.start()]):
                cuts.append(end + match.start())
        pieces = [value[a:b] for a, b in pairwise([*cuts, len(value)])]
        if len(pieces) > 1 and all(is_organisation(piece) for piece in pieces):
            return [Found(value[a:b], names.start + a, names.start + b) for a, b in pairwise([*cuts, len(value)])]
    return [names]


def is_organisation(name: str) -> bool:
    """True of the full or short name of a body that can sign: 慈溪市财政局, 国务院."""
    return 2 <= len(name) <= MAX_NAME and _ORGANISATION.fullmatch(name) is not None


def opening_names(text: str, start: int, end: int) -> tuple[Found[str], ...]:
    """The organisations with which a title at [start, end) opens: 慈溪市财政局 慈溪市教育局|关于……."""
    match = _TITLE_OPENING.match(text, start, end)
    return organisations(text, start, match.end()) if match else ()


def adopter(text: str, start: int, end: int) -> Found[str] | None:
    """The congress that adopted a law: 浙江省第十四届人民代表大会常务委员会第六次会议通过 is that of 浙江省人民代表大会常务委员会."""
    match = _ADOPTED.search(text, start, end)
    if match is None:
        return None
    before = _BEFORE_PLACE.match(match["place"])
    begin = match.start("place") + (before.end() if before else 0)
    return Found(text[begin : match.end("place")] + match["body"], begin, match.end("body"))


def lacks_place(name: str) -> bool:
    """True of a name as a place's own pages shorten it: 市科技局, 我局."""
    return _UNNAMED_PLACE.match(name) is not None


def region_of(name: str) -> Region:
    """The lowest place in whose name a body acts: 国家税务总局慈溪市税务局 is Cixi's."""
    national = _NATIONAL.match(name)
    return region_in(name) or (region_in(name[national.end() :]) if national else ())
