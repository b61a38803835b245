"""What stands before a noun phrase: times, places, adverbs, the verbs that govern it, and the body whose it is."""

import re
from dataclasses import dataclass, field

from corpus import indicator_words as words
from corpus.regions import Region, opening_place, place_at_start

_BODY = (
    "(?<![住出入全])院|所|实验室|中心|集团|公司|大学|学院|医院|学校|中学|小学|局|委|办|团队|平台|基地|银行|协会|学会|经开区|经济开发区|保税区|工业园|总会|商会|管委会|联合会|促进会|基金会|合作社|新区|开发区|高新区|合作区|自贸区"
    "|示范区|园区|街道|镇|乡|村|科创区|产业园|机场|港|基金|支队|大队|法院|联盟|剧院|剧团|歌舞团|艺术团|工会|妇联|专班"
)
_OWN_OFFICE = re.compile("(?:市|省|县|区|我)?(?:政府|科技局|委员会|[市省县区]委|各?部门|我局|局)$")
_NOUNS = (
    "(?:高质量|高水平|统筹)?(?:发展|建设|服务|治理|改造|保障|监测|整治|评定|认定|申报|创建|孵化|运营|检测|实施|登记)"
)
_SUBJECT = re.compile(
    rf"(?P<body>(?!(?:城镇|乡镇|农村|全[镇村乡]|乡村))[^,;:。、的了()与和用在把将对\d]{{1,16}}?(?:{_BODY}))(?!{_NOUNS})(?!(?<=基金)(?:支出|收入|投入|结余))(?=(?:方面)?(?:{words.SAFE.pattern}|{words.WEAK.pattern})*(?:{words.VERB.pattern}))"
)
_EXISTS = re.compile("(?:共|现|还|已)*有(?![效机关限])")
_NAMED_AFTER = re.compile(
    f"(?:[省市区县]?(?!{words.VERB.pattern})[^,]{{0,4}}(?:大学|学院|银行|医院|[院所]|港|机场|车站|高铁站|水库|电厂|电站|大桥|灌区|湾|口岸|半岛)|[省市县区]级)"
)
"""What a place only lends its name to: 临沂机场, 宁波银行."""
_SEVERAL = re.compile("[二两三四五六七八九十](?:个)?(?:[省市区县]|地|县市|县[(]市[,、]?区[)]|市县)")
_LEVEL = re.compile("[省市县区]?级(?:[及和]?以上)?的?")
_ONE_OF = re.compile("一[市县区镇乡地]就?")
_BENEFICIARY = re.compile(
    rf"(?:为(?![主期])|对(?!外)|向|给|帮助|助力|推动|引导|指导)[^,;。、的\d]{{1,10}}?(?=(?!发展|服务|生产|建设|培训|保障|改造){words.VERB.pattern}|减税|降费|让利|降本|减负)"
)
"""For whom something is done: 为企业|减免费用."""
HAS_HAN = re.compile(r"[\u4e00-\u9fffa-z□]")
SHORTEST = 2
"""Characters of the shortest noun phrase behind a figure."""


@dataclass(slots=True)
class Front:
    """What stands before a phrase that begins at `start`."""

    start: int
    narrowing: list[str] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)
    body: str | None = None
    place: Region | None = None
    places: list[Region] = field(default_factory=list)


def leading(text: str, start: int, end: int, region: Region) -> Front:
    """Where the phrase begins after times, places, adverbs, verbs and qualifiers, and those of them that narrow it."""
    front = Front(start)
    while front.start < end and (_passes_word(front, text, end) or _passes_owner(front, text, end, region)):
        pass
    front.start = min(front.start, end)
    return front


def _passes_word(front: Front, text: str, end: int) -> bool:
    """Move over a word of time, place or degree, a verb or a qualifier; False if none stands there."""
    start = front.start
    if match := (
        words.LEADING.match(text, start, end)
        or words.SAFE.match(text, start, end)
        or _BENEFICIARY.match(text, start, end)
    ):
        front.verbs += ["累计"] if match.group() == "累计" else []
    elif front.verbs and (match := words.OF_YEAR.match(text, start, end)):
        front.narrowing.append(match.group().removesuffix("的"))
    elif (
        (match := words.VERB.match(text, start, end))
        and not _is_rate(text, start, end)
        and not re.fullmatch("[金品费款卡券]", text[match.end() : end])
    ):
        front.verbs.append(match.group())
    elif match := words.QUALIFIER.match(text, start, end):
        front.narrowing.append(match.group().removesuffix("的"))
    elif match := words.PLACE_WORD.match(text, start, end):
        front.narrowing += [match.group()] if match.group()[0] == "全" else []
        match = _EXISTS.match(text, match.end(), end) or match
    elif (match := words.TIME_WORD.match(text, start, end)) and match.end() > start:
        front.narrowing += [match.group()] if words.PERIOD.search(match.group()) else []
    else:
        match = words.WEAK.match(text, start, end)
        if match is None or not _opens_verb(text, match.end(), end):
            return False
    front.start = match.end()
    return True


def _passes_owner(front: Front, text: str, end: int, region: Region) -> bool:
    """Move over the body or the place that a figure is of; False if none stands there."""
    start = front.start
    if match := _SUBJECT.match(text, start):
        if match.end() > end or words.SURE_VERB.search(match["body"]):
            return False
        front.body = None if _OWN_OFFICE.search(match["body"]) else match["body"]
        front.start = match.end()
    elif level := _level_of_place(text, start, end):
        front.narrowing.append(text[start:level])
        front.start = level
    elif found := _place(text, start, end, region):
        front.place, front.start = found
        front.places += [found[0]] if found[0] else []
    elif (front.place and (match := _ONE_OF.match(text, start, end))) or (
        len(front.places) > 1 and (match := _SEVERAL.match(text, start, end))
    ):
        front.start = match.end()
    else:
        return False
    return True


def _level_of_place(text: str, start: int, end: int) -> int | None:
    """Where the level of a named place ends at the start (慈溪市级|企业技术中心, 宁波市级及以上|研发机构)."""
    found = place_at_start(text[start:end])
    match = _LEVEL.match(text, start + found[1], end) if found else None
    return match.end() if match else None


def _is_rate(text: str, start: int, end: int) -> bool:
    """Whether a phrase that opens like a verb is the name of a rate (调解成功率)."""
    return re.fullmatch(r"[\u4e00-\u9fff]{2,8}率", text[start:end]) is not None and not words.SURE_VERB.match(
        text, start
    )


def _opens_verb(text: str, start: int, end: int) -> bool:
    return start >= end or bool(
        words.VERB.match(text, start, end)
        or words.SAFE.match(text, start, end)
        or words.QUALIFIER.match(text, start, end)
    )


def _place(text: str, start: int, end: int, region: Region) -> tuple[Region | None, int] | None:
    """A place at the start that the figure is of: the document's own (None), or one inside it."""
    found = opening_place(text[start:end], region)
    if found is None:
        return None
    place, length = found
    if _NAMED_AFTER.match(text, start + length, end):
        return None
    if place == region:
        doubled = opening_place(text[start + length : end])
        return None if doubled else (None, start + length)  # 宁波|舟山港
    if region and place[: len(region)] == region:
        return place, start + length
    rest = text[start + length : end]
    if not rest or not HAS_HAN.search(rest) or _opens_verb(text, start + length, end):
        return place, start + length
    return None


def opening(text: str, start: int, end: int, region: Region) -> int:
    """Where the words of a clause begin behind times, adverbs, the place and the verbs that govern it."""
    front = Front(start)
    while front.start < end and _passes_word(front, text, end):
        pass
    place = _place(text, front.start, end, region)
    return place[1] if place and place[0] is None else min(front.start, end)


def named_body(text: str) -> str | None:
    """The body that a clause names as its topic (医工所方面)."""
    return text if re.fullmatch(f"[^,;:。、的了()]{{0,14}}?(?:{_BODY})", text) and len(text) > SHORTEST else None


def subject(text: str, start: int, end: int) -> str | None:
    """The body that a clause opens with and that does something in it (医工所|新引进……)."""
    while match := words.SAFE.match(text, start, end) or words.LEADING.match(text, start, end):
        start = match.end()
    found = _SUBJECT.match(text, start)
    if not found or found.end() > end or words.SURE_VERB.search(found["body"]) or _OWN_OFFICE.search(found["body"]):
        return None
    return found["body"]
