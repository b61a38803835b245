"""Lists: the members that a question asks for, all of them and no others, each as the text has it.

Members stand side by side in a sentence (包括甲、乙和丙), are numbered (一是…二是…), or are items under the sentence or heading
that opens the list, with other text between them. How many are asked (哪三样) is held against how many are found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.inquiry import Inquiry
from bot.reading.citing import quoted, source
from bot.reading.reading import Evidence, heard_by
from bot.reading.units import opener_of
from bot.records import Citation, Kind, Outcome
from bot.understanding.coverage import coverage
from bot.understanding.everyday import asked_kinds, headed
from corpus.aliases import canonical
from corpus.passages import sentences
from corpus.quantity import find_quantities
from corpus.records import Document, section_at
from corpus.text import fold

TRIED, TRIED_SHARE = 12, 0.5
"""Sentences that are tried where a number of members or a figure of each tells the list, and what they score at least of the
best one."""

OPENED = 0.5
"""Share of the question, by weight, that must stand before the list or above it where no number of members was asked."""

LONGEST_OPENING = 8
"""Characters before members with which a sentence begins (答：, a number)."""

LONGEST_MEMBER, MOST_MEMBERS = 160, 30
"""Characters of a member, and members of a list; what is longer is shown as it stands."""

SPREAD = 6_000
"""Characters in which the items of one list are looked for."""

_COUNT = re.compile(
    "(?:哪(?P<count>[二两三四五六七八九十]|十[一二三四五])(?:个|项|类|样|种|条|步|家|方面|大|点|件|份|级|档|区|部分)"
    "|(?P<great>[二两三四五六七八九十])大|(?P<some>[二两三四五六七八九十])个?(?:步骤|环节|步|方面|类)(?!以))(?P<noun>[\u4e00-\u9fff]{2})?"
)
_EACH = re.compile("各(?:自|是|有|为)?(?:多少|几)|(?:数量|金额|数|标准)?分别(?:是|有|为)?(?:多少|几)")
_ASKS = re.compile("哪[几些二两三四五六七八九十]|包括(?:什么|谁)|都?有什么|几个?步|分(?:为|成)?几|分别是(?:什么|谁|啥)")
_NUMERALS = "零一二三四五六七八九十"
_OPENS = re.compile("(?:主要)?(?:包括|包含|分为|分成|涵盖|如下|分别为|分别是|分别面向|即)[:：]?|[:：]")
_HEAD = re.compile(
    "^(?:.*(?:包括|包含|分为|分成|涵盖|分别为|分别是|征集到|征集|分|有|是|为|到|面向|赴)|\\W*\\d+[.．、])"
)
_TAIL = re.compile(
    "(?:等)?(?:均|都(?!市)|皆|一律).*$|(?:等)?(?:[一二两三四五六七八九十\\d]+(?:大?[类种项个样步级档方面]+|大[\u4e00-\u9fff]{2,8}))?(?:等)?$"
)
_OF_ALL = re.compile("(?:等)?(?:均|都|皆|一律)")
_CLAUSE = re.compile("[,，;；。]")
_AND = re.compile("以及|[和及与]")
_FIRST_STEP = re.compile("(?:^|[:：,，])先")
_ITEM = re.compile(
    r"(?:^|\n|(?<=[。；;：:]))[ \u3000]*"
    r"(?:[（(](?P<bracket>[一二三四五六七八九十]+|\d{1,2})[)）]|第(?P<step>[一二三四五六七八九十]+)(?:步[,，:：]?|[类档批][,，:：])|(?P<dot>\d{1,2})[．.、](?!\d)|(?P<han>[一二三四五六七八九十]+)(?P<sort>是|、))"
)


@dataclass(frozen=True, slots=True)
class Members:
    """Members of a list with their spans in the document, below the sentence or heading [start, end) that opens it."""

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def members(inquiry: Inquiry) -> Outcome | None:
    """All members of the list asked for; None where none is asked, or it is not certain which they are."""
    asked = inquiry.asked
    if not _ASKS.search(asked.text):
        return None
    count = _COUNT.search(asked.text)
    evidence = [each for each in inquiry.evidence if each.place_fits and each.year_fits]
    if not evidence or not inquiry.sure(evidence[0]):
        return None
    tried = [each for each in evidence[:TRIED] if each.score >= TRIED_SHARE * evidence[0].score]
    for item in tried if count or _EACH.search(asked.text) else tried[:1]:
        document = inquiry.library.catalogue.document(item.hit.entry.key)
        if document and not item.hit.stored.passage.cells and (found := _members(inquiry, item, document, count)):
            return told_members(item, document, found)
    return None


def number_asked(question: str) -> int | None:
    """How many members a question says that a list has (哪三类, 六个步骤); None where it says no number."""
    count = _COUNT.search(question)
    return _number(count["count"] or count["great"] or count["some"]) if count else None


def _number(word: str) -> int:
    word = word.replace("两", "二")
    if word.isdigit():
        return int(word)
    if "十" in word:
        tens, ones = word.split("十", 1)
        return (_NUMERALS.index(tens) if tens else 1) * 10 + (_NUMERALS.index(ones) if ones else 0)
    return _NUMERALS.index(word)


def _members(inquiry: Inquiry, item: Evidence, document: Document, count: re.Match[str] | None) -> Members | None:
    """The members that a sentence has or opens: so many as were asked, or else those that it plainly opens."""
    each_figure = bool(_EACH.search(inquiry.asked.text))
    if count is None and asked_kinds(inquiry.asked.spoken) and opener_of(document, item):
        return None  # one item of the list asked for
    for found in (*numbered(item, document), *_inline(item, document)):
        if len(found.texts) < 2 or (each_figure and not all(map(find_quantities, found.texts))):
            continue
        if count is None and (_opened(inquiry, item, document, found, figures=each_figure)):
            return found
        if (
            count
            and len(found.texts) == _number(count["count"] or count["great"] or count["some"])
            and _counted(item, document, found, count)
        ):
            return found
    return None


def _opened(inquiry: Inquiry, item: Evidence, document: Document, found: Members, *, figures: bool) -> bool:
    """Whether what stands before the members opens a list and says what is asked."""
    start = found.spans[0][0]
    above = " ".join((*item.hit.stored.passage.path, item.hit.entry.metadata.title))
    before = document.text[item.start : start] + (document.text[start : found.spans[-1][1]] if figures else "")
    said = coverage(
        inquiry.asked.terms,
        ((heard_by(inquiry.asked, before), 1.0), (heard_by(inquiry.asked, above), 0.8)),
        inquiry.weights,
    )
    opens = figures or _OPENS.search(document.text[max(item.start, start - 12) : start])
    return (
        (said >= OPENED and bool(opens))
        or _headed(inquiry, item, found)
        or _told_of_all(inquiry, item, document, found)
    )


def _told_of_all(inquiry: Inquiry, item: Evidence, document: Document, found: Members) -> bool:
    """Whether a sentence begins with the members and tells what is asked of all of them (甲、乙、丙均在……申报)."""
    behind = document.text[found.spans[-1][1] : item.end]
    whole = _OF_ALL.match(behind)
    if whole is None or found.spans[0][0] - item.start > LONGEST_OPENING:
        return False
    said = heard_by(inquiry.asked, _CLAUSE.split(behind)[0])
    return coverage(inquiry.asked.terms, ((said, 1.0),), inquiry.weights) >= OPENED


def _headed(inquiry: Inquiry, item: Evidence, found: Members) -> bool:
    """Whether numbered members begin right below a heading that names what is asked for."""
    path = item.hit.stored.passage.path
    first = _ITEM.match(item.text)
    begins = first is not None and _value(first) == 1 and found.spans[0][0] <= item.start + first.end() + 1
    return begins and bool(path) and headed(canonical(path[-1]), inquiry.asked.spoken)


def _counted(item: Evidence, document: Document, found: Members, count: re.Match[str]) -> bool:
    """Whether the sentence counts its members, or calls them what the question does, outside of them."""
    start, end = found.spans[0][0], found.spans[-1][1]
    outside = document.text[item.start : start] + document.text[end : end + len("三大类")]
    said = (count["count"] or count["great"] or count["some"]).replace("两", "[两二]")
    return bool(re.search(f"{said}[个项类样种条步家方大点件份级档]", outside)) or (count["noun"] or " ") in outside


def numbered(item: Evidence, document: Document) -> Iterator[Members]:
    """Numbered members: in the sentence and behind it, as far as the numbers go on within its section."""
    section = section_at(document.sections, item.start)
    limit = document.sections[section].end if section is not None else len(document.text)
    text = document.text[item.start : min(limit, item.start + SPREAD)]
    marks = list(_ITEM.finditer(text))
    for at, first in enumerate(marks):
        if _value(first) != 1 or first.start() > item.end - item.start + 2:
            continue
        run = [first]
        for mark in marks[at + 1 :]:
            if _kind(mark) == _kind(first) and _value(mark) == len(run) + 1:
                run.append(mark)
            elif _kind(mark) == _kind(first) and _value(mark) == 1:
                break
        spans = [_item_span(text, mark, marks) for mark in run]
        if 1 < len(run) <= MOST_MEMBERS and all(end - start <= LONGEST_MEMBER for start, end in spans):
            shifted = tuple((item.start + start, item.start + end) for start, end in spans)
            yield Members(tuple(document.text[start:end] for start, end in shifted), shifted)


def _value(mark: re.Match[str]) -> int:
    return _number(mark["bracket"] or mark["dot"] or mark["step"] or mark["han"])


def _kind(mark: re.Match[str]) -> str:
    digits = "digit" if (mark["bracket"] or mark["dot"] or mark["step"] or mark["han"]).isdigit() else "han"
    return f"{mark.lastgroup}{mark['sort'] or ''}{digits if mark['bracket'] else ''}"


def _item_span(text: str, mark: re.Match[str], marks: Sequence[re.Match[str]]) -> tuple[int, int]:
    """An item without its number: to the end of its sentence, or to the next mark."""
    following = next((each.start() for each in marks if each.start() > mark.start()), len(text))
    first = next(iter(sentences(text, mark.end(), following)), (mark.end(), following))
    end = first[0] + len(text[first[0] : first[1]].rstrip(" \u3000\n；;。，,"))
    return first[0], end


def _inline(item: Evidence, document: Document) -> Iterator[Members]:
    """Members side by side in the sentence, those of each stretch between its other marks."""
    text = fold(item.text) if len(fold(item.text)) == len(item.text) else item.text
    if _FIRST_STEP.search(text):
        parts = [(m.start(1), m.end(1)) for m in re.finditer("(?:先|再|然后|接着|最后)([^,，;；。]+)", text)]
        yield _shifted(item, document, parts)
    for stretch in re.finditer(r"(?:[^,，;；。:：()（）\n]|[,，](?=以及))+", text):
        if "、" not in stretch.group():
            continue
        for joined in (True, False):
            yield _shifted(item, document, list(_pieces(stretch.group(), stretch.start(), joined=joined)))
    if opening := re.search("[:：]", text):
        cut = [(m.start(), m.end()) for m in re.finditer("[^,，;；。\n]+", text[opening.end() :])]
        yield _shifted(item, document, [(opening.end() + start, opening.end() + end) for start, end in cut])
        cut = [(m.start(), m.end()) for m in re.finditer("[^;；。\n]+", text[opening.end() :])]
        yield _shifted(item, document, [(opening.end() + start, opening.end() + end) for start, end in cut])


def _pieces(stretch: str, offset: int, *, joined: bool) -> Iterator[tuple[int, int]]:
    """The members of a stretch with 、, the first without what opens the list, the last parted at 和 where `joined`."""
    marks = [match.span() for match in re.finditer("、|[,，]以及", stretch)]
    bounds = [(0, 0), *marks, (len(stretch), len(stretch))]
    for at in range(len(bounds) - 1):
        start, end = bounds[at][1], bounds[at + 1][0]
        if at == 0 and (head := _HEAD.match(stretch[start:end])) and head.end() < end - start:
            start += head.end()
        if at == len(bounds) - 2:
            tail = _TAIL.search(stretch[start:end])
            end = start + tail.start() if tail else end
            mark = _AND.search(stretch[start:end]) if joined else None
            if mark and mark.start():
                yield offset + start, offset + start + mark.start()
                start += mark.end()
        yield offset + start, offset + end


def _shifted(item: Evidence, document: Document, spans: Sequence[tuple[int, int]]) -> Members:
    placed = tuple((item.start + start, item.start + end) for start, end in spans if end > start)
    return Members(tuple(document.text[start:end].strip() for start, end in placed), placed)


def told_members(item: Evidence, document: Document, found: Members) -> Outcome:
    """The members, each in a line, and the sentence or the items that they were read from."""
    entry = item.hit.entry
    spans = [(item.start, item.end), *(span for span in found.spans if span[0] >= item.end)]
    citations = tuple(
        Citation(at, source(entry), document.path_at(start), document.text[start:end], start, end)
        for at, (start, end) in enumerate(spans, 1)
    )
    marks = [next(c.marker for c in citations if c.start <= start < c.end) for start, _ in found.spans]
    lines = [f"{at}. {text} [{mark}]" for at, (text, mark) in enumerate(zip(found.texts, marks, strict=True), 1)]
    quotes = quoted(citations[:1])
    return Outcome("\n\n".join(["\n".join(lines), *quotes]), Kind.TEXT, None, citations)
