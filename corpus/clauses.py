"""Clauses that say from when to when a document is in force, told from those about certificates, other documents, or a
single article: 本办法自2024年3月1日起施行，有效期3年."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from corpus.dates import COUNT, DAY, LIMIT, add_months, as_day, as_limit, count_of, last_day
from corpus.spans import Found, spaceless

REACH = 80
"""Characters behind "自…起施行" in which "有效期五年" still speaks of the document."""

MAX_SENTENCE = 400
"""Characters before a clause in which its sentence begins."""

MONTHS_A_YEAR = 12

_S = r"[ \u3000]*"
_ACTS = "(?:施行|实施|执行|生效|试行)(?!以来|后|时|的|情况|细则|办法|方案)"
_EVENTS = "印发|公布|发布|颁布|签发|下发|发文|公告|签署|通过|批准|印送"
_PERIOD = "(?:有效期限?|试行期限?|施行期限?|执行期限?|实施期限?|政策期限)"
_HOUR = rf"(?:{_S}\d{{0,2}}零?时)?"
_FROM_DAY = (
    rf"(?:[自从于由]{_S})?(?P<day>{DAY}){_HOUR}{_S}(?:[（(][^）)]{{0,12}}[）)])?(?:[起后]|之日起)[^。；;，,\n第]{{0,10}}?"
    rf"(?:{_ACTS}|有效)"
)
_FROM_TO = rf"[自从]{_S}(?P<day2>{DAY}){_S}起?[至到]{_S}(?P<until>{LIMIT}){_S}(?:止|期间)?[^。；;，,\n]{{0,6}}?(?:{_ACTS}|有效)"
_ON_DAY = rf"于{_S}(?P<day3>{DAY}){_S}(?:正式|全面)?{_ACTS}"
_FROM_EVENT = (
    rf"(?:[自从]{_S}(?P<event>{_EVENTS})(?:之{_S}?日|后|之后|当日)?|(?P<event2>{_EVENTS})(?:之{_S}?日|后|之后|当日)){_S}(?:的?次日|起)*"
    rf"(?:计算)?[，,]?(?:满|经过)?(?:(?P<count>{COUNT}){_S}(?P<unit>个工作日|日|天|个月|月){_S}(?:之?后|起|届?满)*)?"
    rf"[^。；;，,\n\d第]{{0,6}}?{_ACTS}"
)
_DATED = rf"(?:施行|实施|生效|执行)(?:日期|时间)?{_S}[为是：:]{_S}(?P<on>{DAY})"
_IN_FORCE = re.compile("|".join((_FROM_DAY, _FROM_TO, _ON_DAY, _FROM_EVENT, _DATED)))
_VALID_FOR = re.compile(
    rf"(?:{_PERIOD}|试行|暂行|暂定|执行期|实施期)(?!届?满|内|间|前)[为是共暂定：: \u3000]{{0,5}}(?:自[^。；;，,\d]{{0,8}}之日起)?{_S}"
    rf"(?P<count>{COUNT}){_S}(?P<unit>年|个月)(?!以[上内]|度|级|末|份)(?:[，,]?自{_S}(?P<since>{DAY}){_S}起)?"
)
_END = rf"[12]\d{{3}}{_S}年{_S}(?:\d{{1,2}}{_S}月)?[底末]"
_VALID_UNTIL = re.compile(
    rf"(?:{_PERIOD}[^。；;，,\d\n]{{0,10}}?|(?:有效|执行|施行|实施|试行|延续|延长)(?:期限)?)"
    rf"(?:[自从]{_S}(?P<since>{DAY}){_S}起?)?{_S}[至到]{_S}(?P<day>{LIMIT})"
    rf"|{_PERIOD}(?:[为是：:]?{COUNT}{_S}年)?[^。；;，,\d\n]{{0,6}}?(?P<since2>{DAY}){_S}起?{_S}[至到—–~～-]+{_S}(?P<day2>{LIMIT})"
    rf"|[至到]{_S}(?P<day3>{LIMIT}){_S}(?:止|失效|终止|废止|自动失效|有效|为止)"
    rf"|(?P<day4>{_END}){_S}前?(?:自[动行])?(?:失效|废止|终止|有效)"
)
_KIND = (
    "办法|规定|细则|条例|通知|意见|方案|措施|决定|通告|公告|规则|章程|指引|指南|政策|规划|计划|标准|制度|法|规范|纲要|目录|清单|准则|"
    "文件|函|批复|令|解释|要点|试点|政策措施|若干措施"
)
_SELF = re.compile(
    rf"(?<![基日版根资成])本(?!市|省|区|县|州|部|局|厅|委|级|单位|年)[《〈“]?[\u4e00-\u9fff]{{0,8}}?(?:{_KIND})[》〉”]?"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]+[章节条款项]")
_LABEL = re.compile(
    r"[ \t\u3000*#]*(?:第[一二三四五六七八九十百零〇\d]+条(?:之[一二三])?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、])"
    r"[ \t\u3000*]*"
)
_ADVERBS = re.compile(
    r"(?:并|且|均|统一|正式|一律|现|特|将|其中|该文件|上述文件|以上|同时|[\s*　]|经.{1,20}(?:同意|批准|审定)|原?则上)*"
)
_RATES = frozenset(re.findall(r"\S+", "标准 价格 费率 税率 待遇 补贴 津贴 电价 水价 气价 工资 限额 名单 目录"))
"""What a notice sets; that it holds from a day on says the same of the notice (标准自…起执行)."""

_SCHEME = re.compile("[执实施]行?期|(?:执行|实施|施行)[至到]")
"""Words that without 本办法 speak of a programme and not of the document."""

_LASTING = re.compile(
    "(?:证书?|执照|牌照|号牌|[卡券码]|资格|资质|许可|合同|协议|称号|批文|批件|备案|登记|认定|承诺|保函|报告)(?:的)?[^\\w]*$"
)
"""What is given out and lasts for a time of its own (核发临时号牌，有效期2年), at the end of the clause before."""

_PROLONGS = re.compile("延期|(?:延长|延续|顺延|调整).*(?:有效期|期限|时间|执行|实施)|继续(?:执行|有效|实施|施行)")
_PREDICATE = re.compile(
    r"(?:[（(][^）)]*[)）])?(?:的|自|从|于|由.{1,20}|经.{1,20}|暂定|拟|将|正式|统一|[及和与].{0,16}|实施|施行|执行|试行|政策|整体|[\s*　]|"
    r"并|且|均|一律|现|特|同时|原则上)*"
)
"""What may stand between 本办法 and its clause; other words are the subject of that (本办法认定的证书|有效期3年)."""

_SENTENCE = re.compile(r"[。；;\r\n|]")
_COMMA = re.compile(r"[，,：:]")
_TITLED = re.compile(r"[《〈](?P<title>[^》]{2,})[》〉][^《》，,]{0,30}$")
_QUOTED_LAST = re.compile(r"《(?P<title>[^》]{2,})》(?:[（(][^（）()]*[）)])?$")
_REPEALED = re.compile("废止|停止|失效|代替|替代")
_STEPS = {"日": 1, "天": 1}
_PUBLISHED_WORDS = ("公布", "发布", "颁布", "公告")


class _Claim(IntEnum):
    """How surely a clause speaks of the document it stands in."""

    NONE = 0
    RATE = 1
    """Its subject is what the title sets: 标准自…起执行."""
    BARE = 2
    """It has no subject of its own, or the document's title."""
    OWN = 3
    """Its subject is 本办法."""
    NEAR = 4
    """It follows the clause on taking effect."""
    DECISION = 5
    """本决定, in a decision that carries the text that it amends, with the clause of that."""


@dataclass(frozen=True, slots=True)
class Issued:
    """The days from which "自印发之日起" and "自公布之日起" count; None where unknown."""

    printed: date | None = None
    published: date | None = None
    signed: date | None = None

    def day_of(self, event: str) -> date | None:
        if event in _PUBLISHED_WORDS:
            return self.published or self.signed or self.printed
        if event in ("通过", "批准", "签署", "签发"):
            return self.signed or self.published
        return self.printed or self.signed or self.published


@dataclass(frozen=True, slots=True)
class Force:
    """First and last day in force with the spans of the clauses; None where nothing says so."""

    effective: Found[date] | None = None
    expires: Found[date] | None = None


def read_force(text: str, start: int, title: str, issued: Issued, effective: date | None = None) -> Force:
    """What text[start:] says of its own validity. `effective` is the first day where a header names it.

    `expires` is the last day in force: the day named behind 至, or the one before the day on which the period has run.
    """
    strict = _PROLONGS.search(title) is not None
    begins = _last_own(_IN_FORCE, text, start, title, strict)
    first = _first_day(begins, issued) if begins else None
    until = _last_own(_VALID_UNTIL, text, start, title, strict, begins)
    if until:
        group = next(name for name in ("day", "day2", "day3", "day4") if until[name])
        day = as_limit(until[group])
        since = "since" if until["since"] else "since2"
        if first is None and until[since] and (since_day := as_day(until[since])):
            first = Found(since_day, until.start(since), until.end(since))
        if day:
            return Force(first, Found(day, until.start(group), until.end(group)))
    if begins and begins["until"] and (day := as_limit(begins["until"])):
        return Force(first, Found(day, begins.start("until"), begins.end("until")))
    lasts = _last_own(_VALID_FOR, text, start, title, strict, begins)
    first = first or (_day_at(lasts, "since") if lasts and lasts["since"] else None)
    counted_from = effective or (first.value if first else None)
    if lasts and counted_from:
        return Force(first, Found(last_day(counted_from, _months(lasts)), lasts.start(), lasts.end()))
    return Force(first)


def read_period(text: str, start: int, end: int, effective: date | None = None) -> Force:
    """Validity from the value of a form's field: 2022年8月11日起，有效期3年; 2024-01-01至2026-12-31; 5年; 2025年失效, which
    is the latest that it says."""
    day = rf"(?P<since>{DAY})"
    spanned = re.compile(rf"{day}{_S}起?{_S}[至到—–~～-]+{_S}(?P<until>{LIMIT})").search(text, start, end)
    if spanned:
        return Force(_day_at(spanned, "since"), _day_at(spanned, "until"))
    begins = re.compile(rf"{day}{_S}(?:起|之日起|开始|施行|实施|执行)").search(text, start, end)
    until = re.compile(rf"[至到]{_S}(?P<until>{LIMIT})|(?P<ceases>{LIMIT}){_S}(?:自[动行])?失效").search(
        text, start, end
    )
    first = _day_at(begins, "since") if begins else None
    if until:
        return Force(first, _day_at(until, "until" if until["until"] else "ceases"))
    lasts = _VALID_FOR.search(text, start, end) or re.compile(
        rf"(?<![\d年]){_S}(?P<count>{COUNT}){_S}(?P<unit>年|个月)(?=[）)\s。；;，,]|$)"
    ).match(text, start, end)
    counted_from = effective or (first.value if first else None)
    if lasts and counted_from:
        return Force(first, Found(last_day(counted_from, _months(lasts)), lasts.start(), lasts.end()))
    return Force(first)


def _day_at(match: re.Match[str], group: str) -> Found[date] | None:
    day = as_limit(match[group])
    return Found(day, match.start(group), match.end(group)) if day else None


def _months(match: re.Match[str]) -> int:
    return count_of(match["count"]) * (MONTHS_A_YEAR if match["unit"] == "年" else 1)


def _first_day(match: re.Match[str], issued: Issued) -> Found[date] | None:
    for group in ("day", "day2", "day3", "on"):
        if match[group]:
            return _day_at(match, group)
    day = issued.day_of(match["event"] or match["event2"])
    if day is None or match["unit"] == "个工作日":  # a calendar of holidays would be needed
        return None
    if match["count"]:
        count = count_of(match["count"])
        day = day + timedelta(days=count * _STEPS[match["unit"]]) if match["unit"] in _STEPS else add_months(day, count)
    elif "次日" in match.group():
        day += timedelta(days=1)
    return Found(day, match.start(), match.end())


def _last_own(
    pattern: re.Pattern[str], text: str, start: int, title: str, strict: bool, near: re.Match[str] | None = None
) -> re.Match[str] | None:
    """The match with the best claim to speak of this document, the last of several; None if none has any, or if the only
    claims are those of different rates. `strict` accepts 本办法 alone, `near` is the clause on taking effect."""
    best: tuple[_Claim, re.Match[str]] | None = None
    rates: set[str] = set()
    for match in pattern.finditer(text, start):
        claim = _claim(text, start, match, title)
        within = near is not None and near.start() <= match.start() < near.end()  # 自…起|试行两年
        if within or (near and claim > _Claim.RATE and 0 <= match.start() - near.end() <= REACH):
            claim = max(claim, _Claim.NEAR)
        if strict and not _SELF.search(text, _sentence_start(text, start, match.start()), match.start()):
            claim = _Claim.NONE
        if claim == _Claim.RATE:
            rates.add(spaceless(match.group()))
        if claim and (best is None or claim >= best[0]):
            best = claim, match
    if best is None or (best[0] == _Claim.RATE and len(rates) > 1):
        return None
    return best[1]


def _sentence_start(text: str, start: int, position: int) -> int:
    nearest = max(start, position - MAX_SENTENCE)
    return max((match.end() for match in _SENTENCE.finditer(text, nearest, position)), default=nearest)


def _claim(text: str, start: int, match: re.Match[str], title: str) -> _Claim:
    before = text[_sentence_start(text, start, match.start()) : match.start()]
    label = _LABEL.match(before)
    before = before[label.end() :] if label else before
    if _is_of_thing(before):
        return _Claim.NONE
    own = list(_SELF.finditer(before))
    tail = before[own[-1].end() :] if own else ""
    if own and not _ARTICLE.search(tail) and not re.search("[《〈]", tail):
        if own[-1].group() == "本决定" and title.endswith("决定"):
            return _Claim.DECISION
        if _PREDICATE.fullmatch(_COMMA.split(tail)[-1]):
            return _Claim.OWN
    *earlier, clause = _COMMA.split(before)
    if _ADVERBS.fullmatch(clause):
        other = _QUOTED_LAST.search(earlier[-1]) if earlier and not own and not _REPEALED.search(before) else None
        if other and _plain(other["title"]) not in _plain(title):  # 某市出台《……办法》，自……起施行
            return _Claim.NONE
        return _Claim.NONE if _ARTICLE.match(before) or _SCHEME.match(match.group()) else _Claim.BARE
    titled = _TITLED.search(clause)
    if titled:
        return _Claim.BARE if _plain(titled["title"]) in _plain(title) else _Claim.NONE
    noun = clause.strip()[-2:]
    is_rate = noun in _RATES and noun in title and not _ARTICLE.search(clause) and match.re is _IN_FORCE
    return _Claim.RATE if is_rate else _Claim.NONE


def _is_of_thing(before: str) -> bool:
    """Whether the clause before one without a subject gives something out that lasts for a time of its own, or names a case
    (标准高于本通知的，自……起按本通知执行)."""
    *earlier, clause = _COMMA.split(before)
    if not earlier or not _ADVERBS.fullmatch(clause):
        return False
    return _LASTING.search(earlier[-1]) is not None or earlier[-1].endswith("的")


def _plain(title: str) -> str:
    return spaceless(title).replace("《", "").replace("》", "")
