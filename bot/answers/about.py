"""Questions about a document itself (文号, 发布日期, 施行日期, 有效期): answered from the line or clause that states it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.understanding.coverage import coverage
from bot.understanding.question import Question, understand
from corpus.aliases import canonical
from corpus.passages import sentences
from corpus.records import Document
from corpus.text import fold
from index.catalogue import Entry

MIN_TITLE = 0.6
"""Share of what else a question says that must stand in a document's title and issuer for it to be the one meant."""

_KINDS = "办法|通知|规定|细则|条例|措施|政策|指南|方案|意见|决定|公告|文件|总结|报告|要点|规划|计划"
GENERIC = re.compile(
    f"(?:这|那|该|本)?[份个项部篇]?(?:{_KINDS})|支持|若干|工作|关于|印发|现行|有效|内容|政策|讲|介绍|规定|版本|现在|目前|那份|这份|什么时候|何时|到"
)
"""Words of a question that say nothing of what is asked of a document."""

_NAMES_DOCUMENT = re.compile(f"{_KINDS}|《")


@dataclass(frozen=True, slots=True)
class Field:
    """What can be asked of a document: `asked` finds it in a question, `label` in front of a value in the head of a
    document, `clause` in a sentence that states it; `name` is the field of the metadata, a date where a sentence states it."""

    asked: re.Pattern[str]
    label: str = ""
    clause: re.Pattern[str] | None = None
    name: str = ""


_DATE = r"(?:\d+年|[一二三四五六七八九十]+年|之日|长期)"
_STARTS, _LASTS = "施行|实施|执行|生效", "有效|失效|为止|执行期|施行期|实施期|试行期"
_OWN = re.compile(f'本["“《]?(?:{_KINDS}|部分)|自(?:印发|发布|公布)之日')
"""How a document speaks of itself."""


def _dated(verbs: str) -> re.Pattern[str]:
    return re.compile(f"(?:{verbs})[^。]*{_DATE}|{_DATE}[^。]*(?:{verbs})")


_WHEN = "(?:从|自|是)*(?:哪一?天|什么时候|何时|几号)"

_FIELDS = (
    Field(re.compile("文号|发文字号|文件编号"), "文号|发文字号", name="number"),
    Field(re.compile("索引号|统一编号"), "索引号|统一编号"),
    Field(re.compile("(?:成文|落款|签署)(?:的)?(?:日期|时间|(?:是|在)?(?:什么时候|何时|哪一?天|几号|哪年))|(?:什么时候|何时|哪一?天|哪年哪?月?哪?[日天]?|几时|几月几[号日])(?:印发)的?"), "成文日期", name="signed"),
    Field(re.compile("(?:发布|印发|发文)(?:日期|时间)|(?:什么时候|何时|哪天|哪年|几时)(?:发布|印发|发)的?"), "发布日期|印发日期|成文日期", name="published"),
    Field(re.compile("发文机关|发文单位|发布(?:机构|机关|单位)|(?:谁|哪[个些几家两二三四五六七八九]*(?:部门|单位|机关|委办局|[委局厅]))(?:联合|共同|一起|牵头)?(?:发布|印发|制定|出台|发)的?"),
          "发文机关|发布机构|发布机关|制定机关", name="issuer"),
    Field(re.compile(f"{_WHEN}(?:起|开始)(?:就|才)?(?:正式)?(?:有效|{_STARTS})"), "", _dated(_STARTS), "effective"),
    Field(re.compile("有效期(?:限|到|至)?|失效|有效|试行(?:期|多久|多长时间|几年)|(?:执行|施行|实施)(?:期限?|[到至](?:什么时候|何时|哪一?[天年]|几[月号]))|管到(?:什么时候|何时|哪一?[天年]|几[月号])"), "", _dated(_LASTS), "expires"),
    Field(re.compile(f"施行(?:日期|时间)?|实施(?:日期|时间)|生效|{_WHEN}(?:起|开始)?(?:实施|执行)"),
          "", _dated(_STARTS), "effective"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document states of itself: the answer, and the quote that states it, at [start, end). `is_prolonged` tells that
    the answer is by the word of other documents (`index.relations.extending`)."""

    entry: Entry
    answer: str
    quote: str
    start: int
    end: int
    heading: tuple[str, ...]
    is_prolonged: bool = False


_SENT_OUT = re.compile("的(?:通知|公告|决定|函)\\W*$")
_THIS = re.compile(f"(?:这|该|本|那)(?:个|份|项|条|套|部)?(?:{_KINDS})")


def points_at(question: str) -> bool:
    """Whether a question says that it is on one document, without naming it (这个办法)."""
    return _THIS.search(question) is not None


def asked_field(question: Question, *, named: bool = False) -> Field | None:
    """The field that a question asks of a document, or None if it asks for anything else; `named` tells that a document was
    named in it and taken out."""
    if not named and not _NAMES_DOCUMENT.search(question.text):
        return None
    return next((field for field in _FIELDS if field.asked.search(question.text)), None)


def subject(question: Question, field: Field) -> tuple[str, ...]:
    """The terms of a question that say which document is meant."""
    return understand(GENERIC.sub(" ", field.asked.sub(" ", question.text))).terms


def meant(
    terms: Sequence[str], entries: Sequence[Entry], weights: Mapping[str, float], called: str = ""
) -> Entry | None:
    """Of the entries (the likeliest first) the one whose title holds what the question says, or None; of several the one of the kind
    (办法, 细则) as which the question calls it."""
    kind = _kind(called)
    titled = [
        (
            coverage(terms, ((canonical(f"{entry.metadata.title} {entry.metadata.issuer or ''}"), 1.0),), weights),
            bool(kind) and _kind(entry.metadata.title) == kind,
            entry,
        )
        for entry in entries
    ]
    share, _, best = max(titled, key=lambda each: each[:2], default=(0.0, False, None))
    return best if share >= MIN_TITLE or (not terms and len(entries) == 1) else None


def _kind(name: str) -> str:
    """The kind as which a text is called last, or "": a title's own before that of what sends it out (……细则的通知)."""
    return next(reversed(re.findall(_KINDS, _SENT_OUT.sub("", name))), "")


def stated(
    field: Field, entry: Entry, document: Document, terms: Sequence[str], weights: Mapping[str, float]
) -> Stated | None:
    """Where a document states a field of itself, or None if it does not."""
    if field.clause is not None:
        return _with_day(field, _clause(field.clause, entry, document, terms, weights))
    span = (
        _joint(field, entry, document) or _labelled(field.label, document.text) or _known(field.label, entry, document)
    )
    if span is None:
        return None
    start, value, end = span
    return Stated(entry, document.text[value:end], document.text[start:end], start, end, document.path_at(start))


def _with_day(field: Field, found: Stated | None) -> Stated | None:
    """Led by the day that a clause comes to, where it does not name it (自印发之日起施行，有效期五年)."""
    day: date | None = getattr(found.entry.standing, field.name) if found else None
    if found is None or day is None:
        return found
    written = f"{day.year}年{day.month}月{day.day}日"
    if written in fold(found.quote):
        return found
    prolonged = field.name == "expires" and found.entry.extended is not None
    return replace(found, answer=_COMES_TO[field.name].format(written), is_prolonged=prolonged)


_COMES_TO = {"effective": "{}起施行", "expires": "有效期至{}"}


def _joint(field: Field, entry: Entry, document: Document) -> tuple[int, int, int] | None:
    """The title that opens with all who issued a document together, of whom the label of a page often names the first alone."""
    names = (entry.metadata.issuer or "").split("、")
    start, end = entry.metadata.spans.get("title", (0, 0))
    titled = document.text[start:end]
    together = field.name == "issuer" and len(names) > 1 and all(name in titled for name in names)
    return (start, start, end) if together else None


def _labelled(label: str, text: str) -> tuple[int, int, int] | None:
    """Start of a labelled line, start and end of its value."""
    match = re.search(rf"(?:^|(?<=\n))[ \u3000]*(?:{label})[ \u3000]*[:：]\s*([^\s][^\n]*)", text)
    return (match.start(), match.start(1), match.start(1) + len(match[1].rstrip())) if match else None


def _known(label: str, entry: Entry, document: Document) -> tuple[int, int, int] | None:
    """The document's number, its issuer or the day on which it was signed as read from its text, where no label stands before it."""
    meta = entry.metadata
    if label == "成文日期":
        begin, close = meta.spans.get("signed", (0, 0))
        return (begin, begin, close) if close else None
    value = meta.number if "文号" in label else meta.issuer if "发文机关" in label else None
    start = document.text.find(value.split("、")[0]) if value else -1
    if start == -1 or value is None:
        return None
    stop = document.text.find("\n", start)
    end = start + len(value.split("、")[0]) if "、" not in value or stop == -1 else stop
    return start, start, end


def _clause(
    pattern: re.Pattern[str], entry: Entry, document: Document, terms: Sequence[str], weights: Mapping[str, float]
) -> Stated | None:
    """Of the sentences in which the document speaks of itself the one that says most of the terms, the last of equals
    (the supplementary provisions)."""
    text = document.text
    best: tuple[float, int, int] | None = None
    for start, end in sentences(text, document.body, len(text)):
        if _OWN.search(text, start, end) and pattern.search(text, start, end):
            words = canonical(" ".join((text[start:end], *document.path_at(start))))
            share = coverage(terms, ((words, 1.0),), weights)
            if best is None or share >= best[0]:
                best = share, start, end
    if best is None:
        return None
    _, start, end = best
    return Stated(entry, text[start:end], text[start:end], start, end, document.path_at(start))
