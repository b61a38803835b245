"""The noun phrase that a figure measures, read from the words before it and after it."""

import re
from dataclasses import dataclass

from corpus import indicator_words as words
from corpus.indicator_openings import HAS_HAN, SHORTEST, Front, leading
from corpus.records import Span
from corpus.regions import Region
from corpus.text import fold_evenly

_MASK = re.compile("《[^《》]*》|“(?!十[一二三四五六七八九]五”)[^“”]{1,40}”|「[^「」]*」")
_YIELD = re.compile(
    "(?:总)?投资额?|(?:工业|农业|服务业)?(?:总)?产值|增加值|(?:营业|销售|主营业务)?收入|税收|利税|利润(?:总额)?|(?:进出口|出口|进口|销售|交易)(?:总额|额)?|就业(?:人数|人员)?|产量|零售额|消费"
)
"""Nouns that take their metric from before the verb: 高新技术产业|完成|投资."""
_PRONOUN = re.compile(
    "[两二三四五六七八九十](?:(?:个|大)?[县市区镇乡村地]|年)(?:合计|共计)?|(?:该|此|这|其|上述|以上)[^,]{0,4}|(?:总数|总量|数量|位次|排名|份额|规模|增速|增幅|占比|比重|比例|数|家|两项|三项|综合|总体|同期)+|不?[含]"
)
_ZONE = re.compile("[^,;的]{2,8}(?:新区|开发区|高新区|经开区|保税区|园区|街道|合作区)")
_ASIDE = re.compile(r"[(](?:(?:包括|含|如|不含|其中)[^()]*|[^()]{1,8})[)]$")
_BATCH = re.compile("第[一二三四五六七八九十]+批|首批")
_WITHIN = re.compile(
    "在(?:全[省市国县])?(?:[0-9]+个?(?:设区)?(?:县[(]市[,、]?区?[)]|[市县区州盟旗]|地市|城市|县市|省份|乡镇)+)?(?P<name>[^,;在]{4,24}?)中(?:首次)?$"
)
_RATIO_NEXT = re.compile("[\u4e00-\u9fff]{4}(?:率|比例|比重|占比)(?:均|都)?(?:达到?|为|超过?)?$")
_EARNS = re.compile(
    f"(?P<whose>[^,;、]{{2,20}}?(?:企业|单位|合作社|农场|园区|基地|市场|项目|村|户|景区|医院|学校))(?:年|全年|共|累计|已|实现|完成|合计|预计|总)*(?:{words.MEASURE.pattern.removesuffix('$')})(?:达到?|为|约|超过?|突破)?"
)
"""Those counted, and what the next figure measures of them."""
_PLANNED = re.compile("(?<=[\u4e00-\u9fff]{4})(?:计划|任务|指标|目标)数?$")
_PER = re.compile("每[十百千万]*(?:[名位个]|人|户|亩|平方公里)|[百千万][人户](?=拥有)")
_RATE_OF = re.compile("[^,;、的]{1,4}率")
_RIGHT_END = re.compile(
    "(?:作)?为(?!民)|于(?=[0-9])|年底前?|年内|目前|得到|受到|喝上|用上|住进|走上|吃上|全年|先后|日均|累计|共计|是(?!否)|的?(?:入选|入围|获得|荣获|获批|获评|引领|支撑|处于|由|用于|共同|全部|均|以(?![上下内])|实现|享受|完成|组成|并|左右|开展|通过|覆盖|进站|登上|被|达到?|已|正|可|与|和(?![谐平睦])|及|以及|惠及|参与|进行|入驻|落户|前来|参加|参展|免费|(?<=[人生员才户家者工])(?:到|赴|来|回|返)|同比|增长|开工|竣工|投产|投用|建成|出现|存在|主体(?:工程|结构)?封顶|封顶|如期|按期|圆满|顺利|全面(?=完成|完工|建成|落实|办结|竣工))"
    "|增速|增幅|高于|低于|快于|慢于|(?:发展|增加|增长|提高|提升|扩大|减少|下降|增|升|降)[到至]|作用|为龙头|从中"
)
_YEAR_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:截[至止]|到|至)?(?:19|20)\d\d年(?:末|底|全年|度)?$")
_EACH = re.compile("(?<=[\u4e00-\u9fff]{2})每[场件项个台辆家篇只头份处座班期](?:次|年)?$")
"""What stands behind a name before its figure: the year, and of how many it is."""

_OF_UNKNOWN_UNIT = re.compile(r"[0-9][\u4e00-\u9fff]?、(?=[^0-9、]{2})")
"""A figure in a unit that is not known, behind which another thing is counted (雨花石30筐、|奇石20块)."""

_SPENDING = ("支出", "投入")
_GOVERNED = 2
"""Verbs of which the first governs the others as a noun."""

_LONG_NAME = 4
"""Characters from which a name needs no verb behind it (重点项目|立项, but 锅炉改造)."""

MAX_METRIC = 40
"""Characters: a longer phrase is a clause that was misread; its last part is kept."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words about a figure say. `span` is that of the metric, empty where they name none; `verbs` are the words for
    what was done, and `place` is the region or `body` the organisation that a figure is of if they name one."""

    span: Span
    prefix: str = ""
    qualifiers: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    body: str | None = None
    place: Region | None = None
    suffix: str = ""
    places: tuple[Region, ...] = ()
    part: str = ""

    @property
    def named(self) -> bool:
        """Whether it names a metric."""
        return self.span[0] < self.span[1]


def plain(text: str) -> str:
    """A folded copy of a text, character for character, in which titles and slogans are blocks, and 依次 is 分别."""
    masked = _MASK.sub(lambda match: match.group()[0] + "□" * (len(match.group()) - 2) + match.group()[-1], text)
    return fold_evenly(masked).replace("依次", "分别")


def left_phrase(text: str, start: int, end: int, region: Region = ()) -> Phrase:
    """The phrase of text[start:end] that stands before a figure; `text` is plain."""
    tail = end
    if counted := [match.end() for match in _OF_UNKNOWN_UNIT.finditer(text, start, end)]:
        start = counted[-1]
    outer = leading(text, start, end, region)
    end, after, narrowing = _trailing(text, start, end, outer)
    front = leading(text, start, end, region)
    before, verbs, body, start = front.narrowing, front.verbs, front.body, front.start
    prefix = ""
    if rest := _after_last_verb(text, start, end):
        if (
            (_YIELD.fullmatch(text, rest[1], end) or (text[rest[0] - 1] in '”"」' and end - rest[1] <= _LONG_NAME))
            and HAS_HAN.search(text, start, rest[0])
            and not words.WEAK.fullmatch(text, start, rest[0])
        ):
            prefix = text[slice(*_trimmed(text, start, rest[0]))] + _new(text[slice(*rest)])
        elif each := _PER.search(text, start, rest[1]):
            prefix = text[each.start() : rest[1]]  # 每万人拥有|床位
        inner = leading(text, rest[1], end, region)
        verbs = [*verbs, text[slice(*rest)], *inner.verbs]
        before, start = before + inner.narrowing, inner.start
    start, batches = _after_batch(text, start, end)
    if match := _WITHIN.match(text, start, end):
        start, end = match.span("name")  # 在全市营商环境评价中|获第3名
    last = leading(text, start, end, region)
    start, before = last.start, before + batches + last.narrowing
    if start >= end and len(front.verbs) >= _GOVERNED and (noun := _verbal_noun(text, front.verbs, end)) is not None:
        start, verbs = noun, front.verbs[:1]  # 办理|收养登记
    span = _trimmed(text, start, end)
    part = ""
    if words.PART_NAME.fullmatch(text, *span):
        part = text[slice(*span)]
        narrowing.append(part)
        span = (end, end)
    elif _PRONOUN.fullmatch(text, *span):
        narrowing += re.findall("全[省市国]$|总数|总量|规模", text[slice(*span)])
        span = (end, end)
    elif tail != end and _ZONE.fullmatch(text, *span) and re.search("另?有|占|另", text[end:tail]):
        body, span = text[slice(*span)], (end, end)
    return Phrase(
        span,
        prefix,
        tuple(before + narrowing),
        tuple(verbs + after),
        body,
        front.place,
        places=tuple(front.places),
        part=part,
    )


def _verbal_noun(text: str, verbs: list[str], end: int) -> int | None:
    """Where verbs begin that are the noun of the verb before them (办理|收养登记), None where they are verbs (组织|开展|实施)."""
    noun = "".join(verbs[1:])
    if verbs[-1] in _SPENDING and all(verb in words.NAME_OR_VERB for verb in verbs):
        return end - len("".join(verbs)) if text[:end].endswith("".join(verbs)) else None  # 赔付支出
    told = all(verb in words.NAME_OR_VERB and verb not in words.CARRIED_OUT for verb in verbs[1:])
    return end - len(noun) if told and len(verbs) > _GOVERNED and text[:end].endswith(verbs[0] + noun) else None


def _new(verb: str) -> str:
    """The verb that stays in a name (城镇|新增|就业)."""
    return verb if verb in ("新增", "净增") else ""


def _trailing(text: str, start: int, end: int, outer: Front) -> tuple[int, list[str], list[str]]:
    """Where the phrase ends, with the verbs and qualifiers that stand behind it. Under a verb of what stands before it (`outer`)
    a word that may be a noun is one: 实施|锅炉改造|20台."""
    verbs: list[str] = []
    narrowing: list[str] = []
    while True:
        if (match := words.LINK.search(text, start, end)) or (match := _YEAR_BEHIND.search(text, start, end)):
            pass
        elif match := _EACH.search(text, start, end):
            narrowing[:0] = [match.group()]
        elif (match := words.TRAILING_QUALIFIER.search(text, start, end)) and match.start() > start:
            narrowing[:0] = [match.group().strip("()")] if match.group() != "数" else []
        elif verbs and (match := _PLANNED.search(text, start, end)):
            pass  # 水利投资计划|完成
        elif (match := words.AFTER_VERB.search(text, start, end)) and _leaves_name(
            text, min(outer.start, match.start()), match, governed=bool(outer.verbs)
        ):
            verbs.insert(0, match.group())
        else:
            return end, verbs, narrowing
        end = match.start()


def _leaves_name(text: str, start: int, verb: re.Match[str], *, governed: bool) -> bool:
    """Whether what stands before a verb is a name by itself; 锅炉改造 is one only with its verb."""
    if verb.group() in words.NAME_OR_VERB and (governed or text[verb.start() - 1] == "化"):
        return False
    least = _LONG_NAME if verb.group() in words.NAME_OR_VERB else 1
    return verb.start() - start >= least and HAS_HAN.search(text, start, verb.start()) is not None


def _after_last_verb(text: str, start: int, end: int) -> Span | None:
    """The span of the last verb of the phrase that has a noun after it."""
    last: Span | None = None
    for match in words.SURE_VERB.finditer(text, start, end):
        if match.start() > start and _RATE_OF.fullmatch(text, match.end(), end):
            return None  # 建议办理满意率
        if match.end() < end and "的" not in text[match.end() : end - 1]:
            last = match.span()
    return last


def _after_batch(text: str, start: int, end: int) -> tuple[int, list[str]]:
    batches: list[str] = []
    for match in _BATCH.finditer(text, start, end):
        if match.end() < end:
            start = match.end()
            batches = [match.group()]
    return start, batches


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without marks at its ends, and without the brackets that open outside it."""
    while start < end and text[start] in " ,;:、)。的-":
        start += 1
    while end > start and text[end - 1] in " ,;:、(。":
        end -= 1
    if aside := _ASIDE.search(text, start, end):
        end = aside.start()
    piece = text[start:end]
    if piece.endswith(")") and "(" not in piece:
        end -= 1
    if end - start > MAX_METRIC and (cut := max(text.rfind(mark, start, end - 2) for mark in "的、")) > start:
        start = cut + 1
    return (start, end) if HAS_HAN.search(text, start, end) else (end, end)


def right_phrase(text: str, start: int, end: int, *, served: bool = False) -> Phrase:
    """The phrase of text[start:end] that stands after a figure (8500家|高新技术企业); where it is of those `served`
    (为300户|困难家庭|减免费用) a verb follows."""
    narrowing: list[str] = []
    verbs: list[str] = []
    if start < end and text[start] in "(/":
        return Phrase((start, start))  # a remark on the figure, or of how many it is (1200元|/月)
    if start < end and text[start] == "的":
        start += 1
    if _RATIO_NEXT.search(text, start, end):
        return Phrase((start, start))  # 13个|断面优良率|95%: the rate is of those counted
    if measured := _EARNS.fullmatch(text, start, end):
        end = measured.end("whose")  # 75家|龙头企业|销售收入3亿元
    thing = words.THING.match(text, start, end)
    entered = words.RECEIVING.match(text, thing.end() if thing else start, end)
    if entered and entered.end() < end:
        front = leading(text, entered.end(), end, ())
        start, batches = _after_batch(text, front.start, end)
        stop = _stop(text, start, end)
        span = _trimmed(text, start, stop)
        suffix = thing.group() if thing and text[stop - 1] == "%" else ""
        return Phrase(span, "", tuple(front.narrowing + batches), (entered.group(),), suffix=suffix)
    if (match := words.SPENT_ON.match(text, start, end)) and match.end() < end:
        verbs.append(match.group())  # 投入2亿元|实施
        start = match.end()
    while match := words.QUALIFIER.match(text, start, end):
        narrowing.append(match.group().removesuffix("的"))
        start = match.end()
    match = words.AFTER_VERB.search(text, start, end)
    noun = match and match.group() in words.NAME_OR_VERB and text[match.start() - 1] == "化"  # 适老化改造
    if match and match.start() - start != 1 and not noun:
        verbs.append(match.group())
        end = match.start()
    enjoyed = thing and words.ENJOYING.match(text, thing.end(), end)
    stop = end if enjoyed else _stop(text, start, end, served=served)
    return Phrase(_trimmed(text, start, stop), "", tuple(narrowing), tuple(verbs))


def _stop(text: str, start: int, end: int, *, served: bool = False) -> int:
    """Where a phrase that begins at `start` ends: before a verb or a link."""
    verb = words.VERB if served else words.SURE_VERB
    stops = [_RIGHT_END.search(text, start, end), verb.search(text, start + SHORTEST, end)]
    return min((match.start() for match in stops if match), default=end)
