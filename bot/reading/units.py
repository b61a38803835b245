"""The whole unit that a sentence belongs to: what opens the list of an item, the exception behind a rule, what stands behind a
colon; and where more than a sentence is asked for, the steps, the measures, what stands below a question in the text itself.

An item of a list says nothing without the words that open it: （四）购买车位的 may be what is granted or what is barred.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.reading.ranking import OPENS_LIST
from bot.reading.reading import Evidence
from bot.understanding.question import Question
from corpus.passages import sentences
from corpus.records import Document, Span, section_at

LONGEST = 320
"""Characters of a unit; what is longer is cut behind a sentence."""

LONGEST_LIST = 420
"""The same of a list that was asked for."""

REACH = 1_500
"""Characters before an item in which the sentence that opens its list is looked for."""

_ASKS = re.compile(
    "怎么|如何|怎样|哪些|哪几|什么(?:样的)?(?:条件|材料|要求|措施|内容|情形|流程|程序|政策|优惠|举措|规定|做法|手续|准备|事)|(?:条件|材料|要求|措施|流程|程序|手续)(?:是什么|有|[?？]|$)"
)
_NEXT = re.compile(r"\s*(?:\*\*)?第[一二三四五六七八九十百零\d]+[章节条]")
_QUESTION = re.compile("[?？]\\s*$")
_EXCEPTION = re.compile(r"\s*(?:但|不过|其中|否则|逾期)")
_LEANS = re.compile(r"\s*(?:但|不过|其中|否则|上述|前款|以上(?:情形|人员|企业|单位|项目))")
_BARE = re.compile(
    r"\s*(?:答\s*[:：]\s*)?(?:不|不?(?:可以|能|行|需要?|用|必|会|是|算|限|得)|无需|没有|有|要|否)[。！!;；]\s*"
)
"""A sentence that says yes or no and nothing of what: the one behind it tells the rest."""
_ENDS_OPEN = re.compile("[:：]\\s*$")
_ITEM = re.compile(
    r"\s*(?:[（(](?P<bracket>[一二三四五六七八九十\d]{1,3})[)）]|(?P<dot>\d{1,2})[.．、](?!\d)|(?P<word>[一二三四五六七八九十]{1,3})是)"
)
_FIRST = frozenset({"一", "1"})
ANNOUNCES = re.compile("(?:通知|公告|通告|意见|措施|规定|事项|解答|安排|实施|说明)[^。;；]{0,8}如下")
"""What opens a whole document, and tells nothing of its items."""


def whole_unit(
    asked: Question, item: Evidence, open_document: Callable[[int], Document | None]
) -> tuple[Evidence, ...]:
    """The evidence as it is to be quoted, behind the sentence that opens its list where it is an item of one. Where the list was
    asked for, all of it in one. `open_document` gives the document of a key, and is asked for that of an item alone."""
    if item.hit.stored.passage.cells:
        return (item,)
    within = asked.wants_list and _ITEM.search(item.hit.stored.passage.text) is not None
    document = open_document(item.hit.entry.key) if within or _ITEM.match(item.text) else None
    opener = opener_of(document, item, within=within) if document else None
    if opener is None or document is None:
        return (_with_its_like(asked, item),)
    if asked.wants_list:
        return (_span(item, document, opener[0], _list_end(document, opener, item.end)),)
    return _span(item, document, *opener), item


def opener_of(document: Document, item: Evidence, *, within: bool = False) -> Span | None:
    """The sentence that opens the list of which a sentence is an item, or stands `within` one; None where it is none or the
    list has no opening."""
    mark = _ITEM.match(document.text, item.start)
    if mark is None and not within:
        return None
    section = section_at(document.sections, item.start)
    floor = max(document.sections[section].start if section is not None else 0, item.start - REACH)
    if section is not None and document.sections[section].start == item.start:
        floor = max(0, item.start - REACH)  # an item that is a section by itself
    for start, end in reversed(sentences(document.text, floor, item.start)):
        found = _ITEM.match(document.text, start)
        if found and (mark is None or (found.lastgroup == mark.lastgroup and _value(mark) not in _FIRST)):
            mark = found
        elif OPENS_LIST.search(document.text[start:end]):
            opens = mark is not None and _value(mark) in _FIRST and not ANNOUNCES.search(document.text[start:end])
            return (start, end) if opens else None
        elif mark is not None and _value(mark) in _FIRST:
            return None
    return None


def _value(mark: re.Match[str]) -> str:
    return str(mark[mark.lastgroup or 0])


def _list_end(document: Document, opener: Span, end: int) -> int:
    """Where the list behind an opening ends, as far as it is quoted: at least behind the item that ends at `end`."""
    limit = opener[0] + LONGEST_LIST
    for start, stop in sentences(document.text, end, min(len(document.text), end + REACH)):
        if stop > limit or _NEXT.match(document.text, start):
            break
        end = stop if _ITEM.match(document.text, start) else end
    return end


def _with_its_like(asked: Question, item: Evidence) -> Evidence:
    """The evidence with the sentence that it leans on, and those behind it that belong to it."""
    passage = item.hit.stored.passage
    more = not (asked.number or asked.shape) and _ASKS.search(asked.text) is not None
    more = more or _ENDS_OPEN.search(item.text) is not None
    start, end = item.start - passage.start, item.end - passage.start
    before = sentences(passage.text, 0, start)
    if before and (_LEANS.match(item.text) or _BARE.fullmatch(passage.text[slice(*before[-1])])):
        start = before[-1][0] if end - before[-1][0] <= LONGEST else start
    for first, last in sentences(passage.text, end, len(passage.text)):
        text = passage.text[first:last]
        if not (more or _EXCEPTION.match(text)) or last - start > LONGEST:
            break
        if _NEXT.match(text) or _QUESTION.search(text):
            break
        end = last
    return replace(item, text=passage.text[start:end], start=passage.start + start, end=passage.start + end)


def _span(item: Evidence, document: Document, start: int, end: int) -> Evidence:
    return replace(item, text=document.text[start:end], start=start, end=end)
