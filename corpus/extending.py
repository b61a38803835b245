"""How a document prolongs another that it names: 《…》（…号）有效期延长至2027年12月31日, …延长2年, 下列文件有效期延长至…：《…》."""

import re

from corpus.dates import COUNT, DAY, LIMIT, as_day, as_limit, count_of, last_day
from corpus.records import Extension

LEAD = 120
"""Characters between a name and what is said of its validity, in a document about prolonging it."""

_S = r"[ \t\u3000]*"
_NOUN = rf"(?:的|其)?{_S}(?:(?:有效|执行|实施|施行|试行|政策|适用)(?:期限?|时间|时限))"
_VERB = "(?:延长|延续|顺延|延期|展期|延)(?:有效期?|执行期?|实施期?|施行|试行|适用)?(?:期限|时间)?"
_LIMIT = rf"(?P<until>{LIMIT})"
_SINCE = rf"[自从]{_S}(?P<since>{DAY}){_S}(?:起|之日起|开始)?(?:计算|算起|施行|执行|实施)?"
_PROLONGED = re.compile(
    rf"(?:{_NOUN}{_S})?(?:[自从由]{_S}(?:原来的)?{DAY}{_S}起?)?(?:统一|相应|均|再|予以|继续|调整)*{_S}(?:"
    rf"{_VERB}{_S}[至到为]{_S}{_LIMIT}"
    rf"|{_VERB}{_S}(?P<count>{COUNT}){_S}(?P<unit>年|个月)(?!以[上内]|度|底)"
    rf"(?:{_S}[，,（(]?(?:{_NOUN})?(?:延长)?{_SINCE}{_S}(?:[，,]?[至到]{_S}(?P<until2>{LIMIT}))?|{_S}[，,（(]?(?:{_NOUN})?(?:延长|延续|即)?{_S}[至到]{_S}(?P<until3>{LIMIT}))?"
    rf"|继续(?:有效|执行|实施|施行|适用){_S}[，,]?(?:{_NOUN})?(?:延长|延续)?(?:[自从]{_S}{DAY}{_S}起)?{_S}[至到]{_S}(?P<until4>{LIMIT}))"
)
_BEFORE = re.compile(r"(?:延长|延续|顺延)(?:了)?(?:原)?$")
_AFTER_VERB = re.compile(
    rf"{_NOUN}{_S}(?:[自从由]{_S}{DAY}{_S}起?)?(?:[至到]{_S}{_LIMIT}|(?P<count>{COUNT}){_S}(?P<unit>年|个月)(?!以[上内]|度|底))"
)
_BETWEEN = re.compile(
    rf"(?:[\s、，,及和与以并的等两三四五六七八九十\d]|上述|[此该原其]|文件?|通知|规定|政策|规范性|行政|[个件份项部]|同时|一并|相应|决定|现|已|将|即|拟将|"
    rf"予以|同意|经(?:研究|评估|审查|市政府同意|批准)|{_NOUN}(?:已|将|即将)?于?{_S}(?:{DAY})?(?:到期|届满|期满)|(?:已|将|即将)?于?{_S}{DAY}(?:到期|届满|期满)?|"
    r"(?:到期|届满|期满)后?)*+"
)
_LIST = re.compile(r"(?:下列|以下|如下|附件所列|所列)")
_DOUBTFUL = re.compile(r"(?:不|可以?|如|若|拟|建议|申请|未|无需|视情)(?:得|再|予以?|需|要|适当)*$")
PROLONGS = re.compile(
    "延期|(?:延长|延续|顺延|展期).*(?:有效期|期限|时间|执行|实施|施行)|(?:有效期|期限).*(?:延长|延续|顺延)|继续(?:执行|有效|实施|施行|适用)"
)
"""Titles of documents that prolong others."""


def extension_of(head: str, tail: str, *, titled: bool) -> Extension | None:
    """What the sentence around the name of a document says of its validity: `head` before and `tail` behind the name, the
    names of others left out. `titled`: the document is about prolonging this one, so that other words may stand between."""
    if _BEFORE.search(head) and (match := _AFTER_VERB.match(tail)):
        return _read(match)
    match = _PROLONGED.search(tail)
    if match is None or _doubtful(tail, match):
        return None
    near = match.start() <= LEAD if titled else _BETWEEN.fullmatch(tail, 0, match.start())
    return _read(match) if near else None


def extension_in(line: str) -> Extension | None:
    """What a line says of the validity of the documents listed below it; None for a line that announces no list."""
    match = _PROLONGED.search(line) if _LIST.search(line) else None
    return _read(match) if match and not _doubtful(line, match) else None


def _doubtful(text: str, match: re.Match[str]) -> bool:
    return _DOUBTFUL.search(text, max(0, match.start() - 10), match.start()) is not None


def _read(match: re.Match[str]) -> Extension | None:
    """The day or the months that a match gives; None for a day that the calendar does not have."""
    groups = match.groupdict()
    written = next((groups[name] for name in sorted(groups) if name.startswith("until") and groups[name]), None)
    if written:
        day = as_limit(written)
        return Extension(until=day) if day else None
    months = count_of(groups["count"]) * (12 if groups["unit"] == "年" else 1)
    since = as_day(groups["since"]) if groups.get("since") else None
    return Extension(until=last_day(since, months)) if since else Extension(months=months)
