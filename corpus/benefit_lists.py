"""Lists of conditions as requirements. What opens a list says whether all of its items are asked, one of them, or none."""

import re
from collections.abc import Iterator, Sequence

from corpus.benefit_outline import Block, Role
from corpus.benefit_records import Requirement, Test
from corpus.benefit_requirements import requirements_of
from corpus.benefit_sentences import Doing, clauses_of, doing_of, sentences_of
from corpus.benefit_zones import zoned
from corpus.records import Document, Span
from corpus.regions import Region

INTRO = re.compile("(?:以下|下列|如下)[^。；]{0,12}(?:条件|要求|之一|情形|规定)?[^。；]{0,10}[：:]?$|[：:]$")

_ANY_OF = re.compile("(?:条件|要求|情形|标准|情况)?之一|任一(?:条件|项)|其中一项")


def read_list(document: Document, members: Sequence[Block]) -> Iterator[Requirement]:
    """The requirements of the blocks of a group; items below 符合下列条件之一 are one, those below 有下列情形之一 bar."""
    text, region = document.text, document.metadata.region
    any_of: list[Requirement] = []
    mode, depth = "", 0
    for block in members:
        if mode and len(block.path) <= depth:
            yield from _either(text, any_of)
            any_of, mode = [], ""
        for start, end in _whole(document, (block.start, block.end)):
            sentence = text[start:end]
            if each := zoned(text, (start, end), region):
                yield each
                continue
            bars_all = block.role is Role.EXCLUDES or mode == "excludes" or doing_of(sentence) is Doing.EXCLUDES
            if INTRO.search(sentence) and len(sentence) < 80:
                if doing_of(sentence) is Doing.EXCLUDES or "不得" in sentence:
                    mode, depth = "excludes", len(block.path)
                elif _ANY_OF.search(sentence):
                    mode, depth = "any", len(block.path)
                yield from _of_intro(text, (start, end), region)
                continue
            found = requirements_of(text, (start, end), region, excludes=bars_all)
            if mode == "any":
                any_of += [_joined(text, found)] if found else []
            else:
                yield from found
    yield from _either(text, any_of)


def _of_intro(text: str, span: Span, region: Region) -> Iterator[Requirement]:
    """What the sentence before a list asks for itself (注册在本市且符合下列条件的企业：)."""
    for each in requirements_of(text, span, region):
        if each.typed or not _FORMULA.search(each.clause) or _SAYS_MORE.search(each.clause):
            yield each


_FORMULA = re.compile("以下|下列|如下|之一|条件|要求|[：:]$")
"""What the clause says that only announces a list."""

_SAYS_MORE = re.compile("，|注册|登记|成立|从事|具有|拥有|持有|获得")


def _joined(text: str, found: Sequence[Requirement]) -> Requirement:
    """All requirements of an item as one."""
    start, end = found[0].start, found[-1].end
    if any(not each.alternatives for each in found) and not any(each.alternatives for each in found):
        return Requirement(text[start:end], start, end)
    alternatives: tuple[tuple[Test, ...], ...] = ((),)
    for each in found:
        if each.alternatives:
            alternatives = tuple((*one, *other) for one in alternatives for other in each.alternatives)
    return Requirement(text[start:end], start, end, alternatives, any(not each.typed for each in found))


def _either(text: str, items: Sequence[Requirement]) -> Iterator[Requirement]:
    """Items of which one is enough, as one requirement: typed only if each of them is, for any may be the one that is met."""
    if not items:
        return
    start, end = items[0].start, items[-1].end
    typed = all(each.alternatives for each in items)
    alternatives = tuple(one for each in items for one in each.alternatives) if typed else ()
    yield Requirement(text[start:end], start, end, alternatives, typed and any(each.partial for each in items))


def read_prose(document: Document, span: Span) -> Iterator[Requirement]:
    """The requirements of a span that is no list, sentence by sentence."""
    for start, end in _whole(document, span):
        if each := zoned(document.text, (start, end), document.metadata.region):
            yield each
            continue
        for first, last in clauses_of(document.text, start, end, "；;"):
            yield from requirements_of(document.text, (first, last), document.metadata.region)


_EXTENDS = re.compile("其他(?:区域|地区|区县?)[^。；]{0,24}(?:参照|照此|比照)(?:执行|办理)")
"""How a sentence extends the place of the one before it: who is there need not be where that one says."""


def _whole(document: Document, span: Span) -> Iterator[Span]:
    """The sentences of a span, one that extends the place of the one before it (其他区域的参照执行) with that."""
    spans = list(sentences_of(document.text, *span))
    at = 0
    while at < len(spans):
        both = spans[at][0], spans[min(at + 1, len(spans) - 1)][1]
        joined = at + 1 < len(spans) and (
            zoned(document.text, both, document.metadata.region) is not None
            or _EXTENDS.search(document.text, *spans[at + 1]) is not None
        )
        yield both if joined else spans[at]
        at += 2 if joined else 1
