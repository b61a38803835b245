"""How a document speaks of another that it names: as its basis, as what it repeals, forwards, amends or prolongs, or only in
passing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extending import PROLONGS, extension_in, extension_of
from corpus.mentions import MAX_TITLE, Mention
from corpus.numbers import numbers_in
from corpus.records import Extension, Relation, Span
from corpus.spans import spaceless

OPENING = 600
"""Characters from the body's beginning in which a notice says what it forwards."""

MAX_SENTENCE = 400
"""Characters around a mention in which its sentence is looked for; the longest lists of repealed texts have as many."""

_SENTENCE_END = re.compile(r"[。；;？！\r\n]|$")
_REPEAL = r"(?:废止|停止执行|终止执行|停止使用|自行失效|失效|不再执行|不再施行|停止施行|作废)"
_REPEALED_AFTER = re.compile(
    r"^(?:[\s、，,及和与以并的等原两三四五六七八九十\d]|上述|[此该原]|文件?|通知|规定|政策|规范性|[个件份项部]|同时|予以|均|一并|即行|即|相应|自动|宣布|决定|"
    rf"自本\w{{1,8}}(?:施行|实施|印发|发布)之日起|自[〇\d]{{4}}年\d{{1,2}}月\d{{1,2}}日起|届时|现|已|特此|全文|到期)*+{_REPEAL}"
)
_REPEALED_BEFORE = re.compile(
    r"(?:^|[^已经未被])(?:废止|宣布失效|停止执行)(?:了)?(?:以?下列|以下|如下)?[^。；《》的]{0,12}$"
)
_REPEAL_LIST = re.compile(
    rf"(?:下列|以下|如下|附件所列|所列).{{0,40}}{_REPEAL}[^。]{{0,6}}[：:。]?$|{_REPEAL}.{{0,30}}(?:下列|以下|如下).{{0,20}}[：:]$"
    rf"|{_REPEAL}的?[^。，]{{0,20}}(?:目录|清单)(?:[（(].*[）)])?$"
)
_EXTENSION_LIST = re.compile(
    r"(?:下列|以下|如下|附件所列|所列).{0,60}(?:延[长续期至到]|顺延|展期|继续).{0,40}[：:。]?$"
)
_LIST_LABEL = re.compile(
    r"(?P<figure>\d{1,3}(?!\d))|(?P<bracketed>[（(][一二三四五六七八九十\d]{1,3}[)）])|(?P<numeral>[一二三四五六七八九十]{1,3}、)"
)
_TABLE_ROW = re.compile(r"序号|\d{1,3}(?!\d)")
_AMENDS_BEFORE = re.compile(r"(?:关于)?(?:修改|修订|修正)(?:了)?(?:原)?$")
_AMENDS_AFTER = re.compile(
    r"^[^。；《》]{0,25}?(?:作出?(?:如下|以下)?(?:修改|修订|修正)|(?:修改|修订|调整)(?:为|如下)|予以修[改订正]|进行修[改订正])"
)
_ISSUES = "(?:印发|转发|批转|颁布|发布|公布|下发)"
_MAKER = r"(?:给你们|了)?(?:新?修[订改正]后?的|重新修订的|本市|我市|我省|[^。，；《》]{0,20}(?:制定|编制|起草|修订|发布|印发)的)?$"
_TITLE_FORWARDS = re.compile(_ISSUES + _MAKER)
_NOW_FORWARDS = re.compile(rf"(?:现|兹)[^。；，《》]{{0,10}}{_ISSUES}{_MAKER}")
_FORWARDS_AFTER = re.compile(
    rf"^(?:[^。；《》]{{0,60}}[，,、])?(?:现|兹)[^。；《》]{{0,20}}{_ISSUES}(?:给|你|各|如下|$|[，,。])|^(?:现|予以|重新)*{_ISSUES}"
)
"""Behind a title: （业经市政府同意，）现印发给你们; behind 现将《…》 also 予以公布, 重新发布."""

_NOW = re.compile(r"(?:现|兹)(?:特|再次|随文)?将?(?:[^。；，《》]{0,20}的)?$")
_LISTED = re.compile(r"^(?:[、，,和及与\s]*《[^》]*》(?:[（(][^（）()]*[）)])?)+")
_BASIS = re.compile(r"根据|依据|依照|按照|遵照|贯彻|落实|执行")
_BASIS_AFTER = re.compile(
    r"(?:制定|订立|编制|出台|拟定|修订|制订|形成|提出)(?:了|出)?(?:本|如下|以下|《|此|我|该)|制[定订]本|特(?:制[定订]|通知|通告|公告|提出)|现就|现将|现对|现提出|"
    r"决定|结合[^。]{0,30}(?:实际|情况)"
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The spans of a text's lists of documents that it repeals, and of those that it prolongs; and its heading without
    white space if it is about prolonging others, else ""."""

    repealed: tuple[Span, ...]
    prolonged: tuple[tuple[Span, Extension], ...]
    heading: str = ""


def lists_in(text: str, body: int) -> Lists:
    """The lists of a text whose body begins at `body`."""
    repealed = _lists(text, body, _REPEAL_LIST)
    prolonged = _lists(text, body, _EXTENSION_LIST)
    known = ((span, extension_in(line)) for line, span in prolonged)
    heading = spaceless(text[:body])
    return Lists(
        tuple(span for _, span in repealed),
        tuple((span, found) for span, found in known if found),
        heading if PROLONGS.search(heading) else "",
    )


def extension_for(text: str, body: int, mention: Mention, named: Sequence[Mention], lists: Lists) -> Extension | None:
    """How the text prolongs the document named by `mention`; of a single article nothing is said of the whole."""
    if mention.article is not None:
        return None
    for (start, end), extension in lists.prolonged:
        if start <= mention.start < end:
            return extension
    before, after = _sentence(text, mention)
    named = _around(named, mention)
    tail = _without_names(text, mention.end, mention.end + len(after), named)
    head = _without_names(text, mention.start - len(before), mention.start, named).rstrip("、，,和与及 　以")
    titled = mention.title is not None and f"《{spaceless(mention.title)}》" in lists.heading
    if titled and lists.heading.count("《") == 1:  # the next sentence prolongs it without naming it again
        at = max(body, mention.end)
        tail = text[at : at + OPENING]
    elif mention.start < body:
        return None
    return extension_of(head, tail, titled=titled)


def relation_of(text: str, body: int, mention: Mention, named: Sequence[Mention], lists: Lists) -> Relation:
    """What the text says of the document named by `mention`; `named` are all mentions in order."""
    before, after = _sentence(text, mention)
    if any(start <= mention.start < end for start, end in lists.repealed):
        return Relation.REPEALS
    named = _around(named, mention)
    raw = _LISTED.sub("", after)
    tail = _without_names(text, mention.end, mention.end + len(after), named)
    head = _without_names(text, mention.start - len(before), mention.start, named).rstrip("、，,和与及 　以")
    if _REPEALED_AFTER.match(tail) or (_REPEALED_BEFORE.search(head) and not tail.startswith("的")):
        return Relation.REPEALS
    in_title = mention.start < body
    if (_AMENDS_BEFORE.search(head) and (in_title or not tail.startswith("的有关"))) or _AMENDS_AFTER.match(tail):
        return Relation.AMENDS
    if (in_title or mention.start < body + OPENING) and mention.article is None:
        titled = in_title or re.fullmatch("的(?:通知|公告|决定)", tail)
        forwards = _TITLE_FORWARDS if titled else _NOW_FORWARDS
        if forwards.search(head) and not re.match(r"的(?!通知|决定|公告)|以来|后", tail):
            return Relation.FORWARDS
        behind = _FORWARDS_AFTER.match(raw)
        if behind and ("现" in behind.group() or _NOW.search(head)):
            return Relation.FORWARDS
    if _BASIS.search(head) and _BASIS_AFTER.search(after):
        return Relation.BASIS
    return Relation.MENTIONS


def _lists(text: str, body: int, announces: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    """Lines that say what becomes of what follows, with the spans of the lists below them. A list ends with a line that
    names nothing, or that has a label of another kind than the list's first line."""
    opened: int | None = None
    heading = ""
    label: str | None = None
    at = body
    for line in text[body:].splitlines(keepends=True):
        plain = line.strip()
        if opened is not None and plain:
            kind = _label_kind(plain)
            member = "《" in plain or numbers_in(plain) or _TABLE_ROW.match(plain)
            if not member or (label is not None and kind not in ("", label)):
                yield heading, (opened, at)
                opened = None
            label = kind if label is None else label
        if len(plain) <= MAX_TITLE and announces.search(plain):
            opened, label, heading = at + len(line), None, plain
        at += len(line)
    if opened is not None:
        yield heading, (opened, at)


def _around(named: Sequence[Mention], mention: Mention) -> Sequence[Mention]:
    """The mentions within reach of one's sentence."""
    reach = 3 * MAX_SENTENCE
    first = bisect_left(named, mention.start - reach, key=lambda each: each.start)
    return named[first : bisect_right(named, mention.end + reach, key=lambda each: each.start)]


def _sentence(text: str, mention: Mention) -> tuple[str, str]:
    """What stands before and after a mention in its sentence."""
    window = text[max(0, mention.start - MAX_SENTENCE) : mention.start]
    opening = max((window.rfind(mark) for mark in "。；;？！\n\r"), default=-1)
    end = _SENTENCE_END.search(text, mention.end, mention.end + MAX_SENTENCE)
    stop = end.start() if end else min(len(text), mention.end + MAX_SENTENCE)
    while (
        end and end.group() in ("\n", "\r") and re.match(r"\s*(?:[、《]|\d{1,2}[.．、]\s?《)", text[stop : stop + 12])
    ):
        end = (
            _SENTENCE_END.search(text, text.index("《", stop), mention.end + 2 * MAX_SENTENCE)
            if "《" in text[stop : stop + 12]
            else None
        )
        stop = end.start() if end else stop
    return window[opening + 1 :], text[mention.end : stop]


def _without_names(text: str, start: int, end: int, named: Sequence[Mention]) -> str:
    """text[start:end] without the names in it, so that what is said of a list is said of each of its members."""
    pieces, at = [], start
    for mention in named:
        if mention.start >= end or mention.end <= start:
            continue
        pieces.append(text[at : max(at, mention.start)])
        at = max(at, mention.end)
    return re.sub(r"[（(][^（）()]*[）)]", "", "".join(pieces) + text[at:end]).strip()


def _label_kind(line: str) -> str:
    match = _LIST_LABEL.match(line)
    return match.lastgroup or "" if match else ""
